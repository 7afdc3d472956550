-- Telephone systems that are told who is available.
CREATE TABLE switches (
    name TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    tls INTEGER NOT NULL,
    login TEXT NOT NULL,
    interface TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    version INTEGER NOT NULL
) WITHOUT ROWID;
-- Kept apart from the log: secrets (``kind``: what messages are signed with, or a manager's; good until ``until``, null:
-- for good), how the line to each switch is (``away_since``: nothing has come through since), and what it was told of
-- whom (``seq``: the newest that it has taken, 0 when it has to hear all anew; ``said``: in the manager's words).
CREATE TABLE switch_secrets (
    switch TEXT NOT NULL,
    kind TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    secret TEXT NOT NULL,
    until INTEGER,
    PRIMARY KEY (switch, kind, secret)
) WITHOUT ROWID;
CREATE TABLE switch_lines (
    switch TEXT PRIMARY KEY,
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    trouble TEXT NOT NULL,
    away_since INTEGER,
    told_at INTEGER
) WITHOUT ROWID;
CREATE TABLE switch_told (
    switch TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    extension TEXT NOT NULL,
    said TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    trouble TEXT NOT NULL,
    PRIMARY KEY (switch, user_id)
) WITHOUT ROWID;
