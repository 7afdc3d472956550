"""Queues, thought through: service clocks, views, giving work out, foresight; pure, for client and server alike."""
