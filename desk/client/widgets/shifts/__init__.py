"""The lead's day: the grid of people over time, the coverage strip above it, and what can be done about both."""
