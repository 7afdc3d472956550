-- Why a delivery came late, where the shop or the carrier has said so.
ALTER TABLE orders ADD COLUMN cause TEXT NOT NULL DEFAULT 'unknown';

CREATE TABLE remedy_rules (id INTEGER PRIMARY KEY, rules TEXT NOT NULL);
CREATE TABLE remedies (
    id INTEGER PRIMARY KEY,
    action TEXT NOT NULL,
    state TEXT NOT NULL,
    customer_id INTEGER NOT NULL,
    order_id INTEGER,
    promise_id INTEGER,
    ticket_id INTEGER,
    call_id INTEGER,
    purse TEXT NOT NULL,
    amount INTEGER NOT NULL,
    form TEXT NOT NULL,
    reason TEXT NOT NULL,
    told TEXT NOT NULL,
    promised TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    agent_id INTEGER,
    authority_id INTEGER,
    committed_at INTEGER,
    undo_until INTEGER,
    handed_over_at INTEGER,
    settled_at INTEGER,
    answer TEXT NOT NULL,
    reference TEXT NOT NULL,
    reconciled INTEGER NOT NULL,
    escalations INTEGER NOT NULL,
    reverses INTEGER,
    rules_version INTEGER NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX remedies_customer ON remedies (customer_id, id);
CREATE INDEX remedies_order ON remedies (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX remedies_agent ON remedies (agent_id, id);
CREATE INDEX remedies_state ON remedies (state, id);
CREATE INDEX remedies_action ON remedies (action, state, id);
CREATE INDEX remedies_promise ON remedies (promise_id) WHERE promise_id IS NOT NULL;
-- Questions for approval that somebody asked; what the nightly look prepared waits without hurry.
CREATE INDEX remedies_asked ON remedies (requested_at) WHERE state = 'awaiting' AND agent_id IS NOT NULL;
CREATE INDEX remedies_due ON remedies (undo_until) WHERE state = 'committed';
-- The second wall against paying twice; the first is the rule.
CREATE UNIQUE INDEX remedies_once ON remedies (promise_id) WHERE action = 'late_delivery' AND reverses IS NULL
    AND state IN ('awaiting', 'committed', 'handed_over', 'unknown', 'done');
CREATE UNIQUE INDEX remedies_key ON remedies (agent_id, key) WHERE key <> '';
-- Double entry: the lines of one event sum to zero. ``day`` is the shop's day (yyyymmdd) on which the authority was
-- drawn; taking back frees the day it was drawn on.
CREATE TABLE ledger (
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    account TEXT NOT NULL,
    amount INTEGER NOT NULL,
    day INTEGER NOT NULL,
    remedy_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    purse TEXT NOT NULL,
    PRIMARY KEY (seq, line)
) WITHOUT ROWID;
CREATE INDEX ledger_account ON ledger (account, day, amount);
CREATE INDEX ledger_customer ON ledger (customer_id, day);
CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- The nightly look: one row a day, and how far it has come.
CREATE TABLE compensation_looks (
    day INTEGER PRIMARY KEY,
    until_due INTEGER,
    until_id INTEGER,
    finished INTEGER NOT NULL,
    looked INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    prepared INTEGER NOT NULL,
    failed INTEGER NOT NULL
);
CREATE INDEX promises_late ON promises (due_at, id) WHERE state = 'broken' AND kind = 'delivery';
CREATE TABLE executors (
    name TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    why TEXT NOT NULL,
    version INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE macros (
    id INTEGER PRIMARY KEY,
    names TEXT NOT NULL,
    steps TEXT NOT NULL,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE macro_runs (
    id INTEGER PRIMARY KEY,
    macro_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    order_id INTEGER,
    ticket_id INTEGER,
    call_id INTEGER,
    agent_id INTEGER,
    results TEXT NOT NULL,
    inputs TEXT NOT NULL,
    seen_article_id INTEGER,
    version INTEGER NOT NULL
);

-- Kept apart from the log: secrets, and how far messages to executors have come. Until ``until`` (null: for good)
-- a secret signs and is believed. A command that was settled keeps its row and loses its body.
CREATE TABLE executor_secrets (
    executor TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    secret TEXT NOT NULL,
    until INTEGER,
    PRIMARY KEY (executor, secret)
) WITHOUT ROWID;
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    executor TEXT NOT NULL,
    remedy_id INTEGER NOT NULL,
    body BLOB NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    since INTEGER NOT NULL,
    last_error TEXT NOT NULL
);
CREATE INDEX deliveries_due ON deliveries (executor, next_at) WHERE state IN ('waiting', 'asking');
CREATE INDEX deliveries_dead ON deliveries (id) WHERE state = 'dead';
CREATE UNIQUE INDEX deliveries_remedy ON deliveries (remedy_id);
CREATE UNIQUE INDEX deliveries_key ON deliveries (key);
CREATE TABLE executor_messages (executor TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (executor, id)) WITHOUT ROWID;
CREATE INDEX executor_messages_at ON executor_messages (at);
CREATE INDEX answers_at ON answers (at);
