"""Tests of what the agent sees."""
