-- Service clocks of tickets; ``target`` and ``elapsed`` in microseconds of served time. One that runs does so from
-- ``since`` on and runs out at ``due_at``. Tickets from before have none until something happens to them.
CREATE TABLE ticket_clocks (
    ticket_id INTEGER NOT NULL,
    clock TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    target INTEGER,
    elapsed INTEGER NOT NULL,
    since INTEGER,
    due_at INTEGER,
    stopped_at INTEGER,
    missed_at INTEGER,
    PRIMARY KEY (ticket_id, clock)
) WITHOUT ROWID;
-- Changes of the calendar (``queue_id`` null: of every queue) or of a queue's targets for which open tickets are still
-- to be reckoned anew: those that are due after ``starts``, by id, after ``done_to``.
CREATE TABLE clock_changes (
    id INTEGER PRIMARY KEY,
    queue_id INTEGER,
    starts INTEGER NOT NULL,
    done_to INTEGER NOT NULL
);
CREATE INDEX tickets_order ON tickets (order_id) WHERE order_id IS NOT NULL AND state <> 'closed';
CREATE INDEX calls_ticket ON calls (ticket_id) WHERE ticket_id IS NOT NULL;
