"""What each endpoint of the contract does; importing this package registers every handler."""

from desk.server.routes import (
    agents,
    articles,
    attachments,
    callbacks,
    calls,
    commands,
    cti,
    customers,
    drafts,
    health,
    ingest,
    merges,
    orders,
    queues,
    search,
    sessions,
    templates,
    tickets,
    timeline,
    users,
    wrap_up,
)

ROUTE_MODULES = (
    agents, articles, attachments, callbacks, calls, commands, cti, customers, drafts, health, ingest, merges, orders,
    queues, search, sessions, templates, tickets, timeline, users, wrap_up,
)  # fmt: skip
