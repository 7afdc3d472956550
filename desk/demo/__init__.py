"""A whole shop on one machine: the real server and client, an invented shop, and a telephone exchange."""
