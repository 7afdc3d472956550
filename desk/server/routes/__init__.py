"""What each endpoint of the contract does; importing this package registers every handler."""

from desk.server.routes import (
    agents,
    articles,
    attachments,
    callbacks,
    calls,
    cti,
    drafts,
    health,
    ingest,
    orders,
    queues,
    sessions,
    templates,
    tickets,
    users,
    wrap_up,
)

ROUTE_MODULES = (
    agents, articles, attachments, callbacks, calls, cti, drafts, health, ingest, orders, queues, sessions, templates,
    tickets, users, wrap_up,
)  # fmt: skip
