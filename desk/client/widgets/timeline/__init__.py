"""The customer timeline on screen: an own virtual view that costs the same whatever its length."""
