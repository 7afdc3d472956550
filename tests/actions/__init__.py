"""Tests of the empowered actions."""
