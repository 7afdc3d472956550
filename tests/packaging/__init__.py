"""What people install: the lock, the set-up and the package."""
