"""Tests of the base controls."""
