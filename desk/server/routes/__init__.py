"""What each endpoint of the contract does; importing this package registers every handler."""

from desk.server.routes import agents, health, ingest, orders, sessions, users

ROUTE_MODULES = (agents, health, ingest, orders, sessions, users)
