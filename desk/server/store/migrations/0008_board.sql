-- Moves of many tickets: how the tickets were before (``was``), what became of those that did not change (``others``),
-- and at which version it left each.
CREATE TABLE moves (
    id INTEGER PRIMARY KEY,
    by_id INTEGER,
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    was TEXT NOT NULL,
    others TEXT NOT NULL,
    undo_until INTEGER NOT NULL,
    undone INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE moved (
    move_id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (move_id, ticket_id)
) WITHOUT ROWID;
-- How fast work goes. ``agent_steps``: when somebody last answered or closed something; ``ticket_work``: seconds that
-- agents have worked on a ticket that is not closed yet; ``queue_paces``: seconds per ticket, and of how many.
CREATE TABLE agent_steps (user_id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
CREATE TABLE ticket_work (ticket_id INTEGER PRIMARY KEY, seconds REAL NOT NULL);
CREATE TABLE queue_paces (queue_id INTEGER PRIMARY KEY, handle REAL NOT NULL, tickets INTEGER NOT NULL);
