"""SQL: the log, and the state tables that the log alone can rebuild."""
