"""Tests of the client's models."""
