"""Tests of the server, each against a real one in process."""
