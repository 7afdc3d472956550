-- What a ticket asks for, and why it is where it is. ``due_at`` and ``due_clock`` are of the clock that runs out first;
-- ``missed``: one ran out and was not answered. ``touched_at``: when its owner last did something with it.
ALTER TABLE tickets ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
ALTER TABLE tickets ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE tickets ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
ALTER TABLE tickets ADD COLUMN due_at INTEGER;
ALTER TABLE tickets ADD COLUMN due_clock TEXT;
ALTER TABLE tickets ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN assigned_code TEXT;
ALTER TABLE tickets ADD COLUMN assigned_words TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN assigned_by INTEGER;
ALTER TABLE tickets ADD COLUMN assigned_at INTEGER;
ALTER TABLE tickets ADD COLUMN assigned_seq INTEGER;
ALTER TABLE tickets ADD COLUMN touched_at INTEGER;
ALTER TABLE tickets ADD COLUMN merged_into INTEGER;
-- Boards and lists show what is open; what is closed grows without end and stays out of these.
CREATE INDEX tickets_open ON tickets (id) WHERE state <> 'closed';
CREATE INDEX tickets_due ON tickets (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX tickets_running_out ON tickets (due_at, id) WHERE due_at IS NOT NULL AND missed = 0;
CREATE INDEX tickets_waiting ON tickets (queue_id, priority, created_at, id)
    WHERE owner_id IS NULL AND state IN ('new', 'open');
CREATE INDEX tickets_assigned ON tickets (assigned_at) WHERE owner_id IS NOT NULL AND state IN ('new', 'open');
CREATE INDEX tickets_merged ON tickets (merged_into) WHERE merged_into IS NOT NULL;
-- How a queue's work is given out, and what it is held to.
ALTER TABLE queues ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
ALTER TABLE queues ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
ALTER TABLE queues ADD COLUMN targets TEXT NOT NULL DEFAULT '{}';
ALTER TABLE queues ADD COLUMN weight REAL NOT NULL DEFAULT 1.0;
ALTER TABLE queues ADD COLUMN assigns INTEGER NOT NULL DEFAULT 0;
