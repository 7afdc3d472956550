"""The ticket API server: routes ask rules and write through the store."""
