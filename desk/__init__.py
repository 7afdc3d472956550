"""Desk: the agents' desktop of a Korean online shop and the ticket API server behind it."""

__version__ = "0.1.0"
