"""Tests of what the database keeps and how it is found."""
