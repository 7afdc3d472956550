"""Dialects of systems that push to us or are pushed to."""
