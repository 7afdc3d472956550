"""State and the log it comes from."""
