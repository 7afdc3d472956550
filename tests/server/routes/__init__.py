"""Routes as their callers meet them."""
