"""How many are needed and who is there: pure staffing arithmetic for client and server, without input or output."""
