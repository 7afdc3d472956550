"""The whole product at once: a real server in its own process, the real window, and a telephone exchange."""
