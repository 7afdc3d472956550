-- In whose timeline a re-filed event stood, and when: from the event ``since`` until the event ``gone``. Events that were
-- never re-filed have no row here.
CREATE TABLE filings (
    customer_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    grp TEXT NOT NULL,
    since INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (customer_id, seq, since)
) WITHOUT ROWID;
