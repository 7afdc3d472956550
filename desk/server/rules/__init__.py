"""Pure decisions of the server: no I/O of any kind."""
