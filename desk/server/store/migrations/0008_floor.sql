-- What is said on the floor: here while it matters; the log keeps what it keeps.
CREATE TABLE whispers (
    id INTEGER PRIMARY KEY,
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    ticket_id INTEGER,
    call_id INTEGER,
    read_at INTEGER,
    version INTEGER NOT NULL
);
CREATE INDEX whispers_to ON whispers (to_id, id);
CREATE INDEX whispers_from ON whispers (from_id, id);
CREATE INDEX whispers_at ON whispers (at);
-- spoke_at: when somebody last said something in it, or came.
CREATE TABLE helps (
    id INTEGER PRIMARY KEY,
    asker_id INTEGER NOT NULL,
    words TEXT NOT NULL,
    customer_id INTEGER,
    ticket_id INTEGER,
    call_id INTEGER,
    state TEXT NOT NULL,
    helper_ids TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    spoke_at INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX helps_open ON helps (id) WHERE state <> 'over';
CREATE INDEX helps_over ON helps (spoke_at) WHERE state = 'over';
CREATE TABLE help_lines (
    id INTEGER PRIMARY KEY,
    help_id INTEGER NOT NULL,
    by_id INTEGER,
    words TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX help_lines_help ON help_lines (help_id, id);
-- for_all: for everybody who works here, whoever comes later too.
CREATE TABLE broadcasts (
    id INTEGER PRIMARY KEY,
    by_id INTEGER,
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    must_read INTEGER NOT NULL,
    for_all INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX broadcasts_until ON broadcasts (until, id);
-- Whom one is for (all of them, unless it is for everybody), and who has read it when.
CREATE TABLE broadcast_readers (
    broadcast_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (broadcast_id, user_id)
) WITHOUT ROWID;
-- Everybody's last break, until now while it lasts.
CREATE TABLE breaks (user_id INTEGER PRIMARY KEY, since INTEGER NOT NULL, until INTEGER);
-- Who has talked how often today.
CREATE INDEX calls_talked_by ON calls (agent_id, answered_at) WHERE agent_id IS NOT NULL AND answered_at IS NOT NULL;
