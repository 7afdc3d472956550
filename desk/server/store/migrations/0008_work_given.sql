-- How many tickets people have in hand, by queue; put aside or closed they are not in hand.
CREATE TABLE loads (
    user_id INTEGER NOT NULL,
    queue_id INTEGER NOT NULL,
    tickets INTEGER NOT NULL,
    PRIMARY KEY (user_id, queue_id)
) WITHOUT ROWID;
INSERT INTO loads SELECT owner_id, queue_id, count(*) FROM tickets
    WHERE owner_id IS NOT NULL AND state IN ('new', 'open') GROUP BY owner_id, queue_id;
-- A ticket that was closed once is hard when it is open again.
ALTER TABLE tickets ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
-- Hard tickets, by who got them on which day in the site's zone.
CREATE TABLE hard_tickets (ticket_id INTEGER NOT NULL, user_id INTEGER NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (ticket_id, user_id)) WITHOUT ROWID;
CREATE INDEX hard_tickets_day ON hard_tickets (day, user_id);
CREATE INDEX hard_calls_day ON hard_calls (day, user_id);
-- Who gave an open ticket back, or lost it without having touched it.
CREATE TABLE had_tickets (ticket_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, user_id)) WITHOUT ROWID;
CREATE TABLE profiles (user_id INTEGER PRIMARY KEY, profile TEXT NOT NULL, version INTEGER NOT NULL);
CREATE TABLE assignment_rules (id INTEGER PRIMARY KEY, rules TEXT NOT NULL);
-- The line of a queue: what is due soonest first, what has no due time last, then the oldest.
CREATE INDEX tickets_line ON tickets (queue_id, priority, ifnull(due_at, 9000000000000000000), created_at, id)
    WHERE owner_id IS NULL AND state IN ('new', 'open');
CREATE INDEX tickets_untouched ON tickets (queue_id, assigned_at)
    WHERE owner_id IS NOT NULL AND touched_at IS NULL AND state IN ('new', 'open');
-- When the last work came to somebody.
CREATE INDEX tickets_came ON tickets (owner_id, assigned_at) WHERE assigned_at IS NOT NULL;
CREATE INDEX calls_taken ON calls (agent_id, answered_at) WHERE answered_at IS NOT NULL;
