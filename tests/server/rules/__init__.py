"""Pure rules, tried with tables."""
