"""Empowered actions, one pure file each: what an agent may do for a customer at once."""
