-- Merges of tickets that stand, by the ticket that went: what both were like before (``was``), so that it can be undone.
CREATE TABLE ticket_merges (
    ticket_id INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    into_id INTEGER NOT NULL,
    by_id INTEGER,
    was TEXT NOT NULL
);
-- Of merged tickets those that are about an order: what is promised about it shows on the one that stays.
CREATE INDEX tickets_merged_order ON tickets (order_id) WHERE merged_into IS NOT NULL AND order_id IS NOT NULL;
-- When its owner had touched a ticket before it was moved with others.
ALTER TABLE moved ADD COLUMN touched_at INTEGER;
