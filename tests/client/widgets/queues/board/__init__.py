"""The board on a lead's screen."""
