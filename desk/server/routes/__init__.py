"""What each endpoint of the contract does; importing this package registers every handler."""

from desk.server.routes import (
    agents,
    approvals,
    articles,
    attachments,
    callbacks,
    calls,
    commands,
    cti,
    customers,
    drafts,
    executors,
    hand_overs,
    handing_over,
    health,
    ingest,
    macros,
    merges,
    nightly,
    orders,
    queues,
    remedies,
    remedy_rules,
    search,
    sessions,
    templates,
    tickets,
    timeline,
    users,
    wrap_up,
)

ROUTE_MODULES = (
    agents, approvals, articles, attachments, callbacks, calls, commands, cti, customers, drafts, executors,
    hand_overs, handing_over, health, ingest, macros, merges, nightly, orders, queues, remedies, remedy_rules, search,
    sessions, templates, tickets, timeline, users, wrap_up,
)  # fmt: skip
