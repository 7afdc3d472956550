"""The base controls that every screen is built from, one small file each."""
