-- Leads listen to calls: which telephone systems can do it, by which telephones, and who listens to whom.
ALTER TABLE switches ADD COLUMN listens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE switches ADD COLUMN telephone TEXT NOT NULL DEFAULT '';
CREATE TABLE listenings (
    id INTEGER PRIMARY KEY,
    lead_id INTEGER NOT NULL,
    agent_id INTEGER NOT NULL,
    call_id INTEGER NOT NULL,
    mode TEXT NOT NULL,
    why TEXT NOT NULL,
    switch TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER,
    reason TEXT,
    detail TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX listenings_on ON listenings (id) WHERE ended_at IS NULL;
CREATE INDEX listenings_over ON listenings (ended_at) WHERE ended_at IS NOT NULL;
-- Kept apart from the log: what the telephone system has taken of it.
CREATE TABLE listen_told (listening_id INTEGER NOT NULL, act TEXT NOT NULL, PRIMARY KEY (listening_id, act)) WITHOUT ROWID;
