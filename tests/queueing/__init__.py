"""Tests of desk/queueing."""
