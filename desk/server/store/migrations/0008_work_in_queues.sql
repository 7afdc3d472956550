-- How many tickets stand in each queue: open, and of those waiting for somebody. Counted as they come and go.
CREATE TABLE queue_work (
    queue_id INTEGER PRIMARY KEY,
    open INTEGER NOT NULL,
    waiting INTEGER NOT NULL
);
INSERT INTO queue_work SELECT queue_id, count(*), sum(owner_id IS NULL AND state IN ('new', 'open')) FROM tickets
    WHERE state <> 'closed' GROUP BY queue_id;
-- Nothing counts by it any more.
DROP INDEX tickets_standing;
-- What people got and have not begun.
CREATE INDEX tickets_ahead ON tickets (owner_id)
    WHERE touched_at IS NULL AND assigned_at IS NOT NULL AND state IN ('new', 'open');
-- Tickets that are due at another time for what was promised elsewhere, until it is said.
CREATE TABLE dues_moved (ticket_id INTEGER PRIMARY KEY);
