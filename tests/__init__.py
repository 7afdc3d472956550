"""Tests mirror the tree of desk/; names are sentences about the user's world."""
