"""The demo, tried against a real server."""
