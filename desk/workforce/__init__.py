"""Shifts, thought through: calendar, staffing, coverage, labour law, fairness; pure, for client and server alike."""
