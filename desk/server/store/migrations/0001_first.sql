-- The log. ``at`` and ``recorded_at`` are microseconds since 1970 in UTC; ``hash`` chains every row to the one before.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor_id INTEGER,
    customer_id INTEGER,
    ticket_id INTEGER,
    call_id INTEGER,
    order_id INTEGER,
    data TEXT NOT NULL,
    hash BLOB NOT NULL
);
CREATE INDEX log_ticket ON log (ticket_id, seq) WHERE ticket_id IS NOT NULL;
CREATE INDEX log_call ON log (call_id, seq) WHERE call_id IS NOT NULL;
CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_never_cut BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- State: everything below, up to "Kept apart", is written by projections of the log and by nothing else.
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    extension TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX users_name ON users (name);
CREATE INDEX users_extension ON users (extension) WHERE extension IS NOT NULL;
CREATE TABLE user_queues (
    user_id INTEGER NOT NULL,
    queue_id INTEGER NOT NULL,
    PRIMARY KEY (user_id, queue_id)
) WITHOUT ROWID;
CREATE INDEX user_queues_queue ON user_queues (queue_id);
CREATE TABLE agent_states (
    user_id INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL,
    next_state TEXT,
    next_reason TEXT NOT NULL,
    call_id INTEGER,
    wrap_up_until INTEGER,
    version INTEGER NOT NULL
);
CREATE TABLE queues (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL,
    wrap_up_codes TEXT NOT NULL,
    default_code TEXT NOT NULL,
    wrap_up_seconds INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE queue_numbers (number TEXT PRIMARY KEY, queue_id INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE templates (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE blocked_numbers (number TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    tier TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    since INTEGER NOT NULL,
    merged_into INTEGER,
    last_contact TEXT NOT NULL,
    last_contact_at INTEGER,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX customers_external ON customers (source, external_id) WHERE external_id <> '';
CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE numbers (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    label TEXT NOT NULL,
    verified INTEGER NOT NULL,
    UNIQUE (customer_id, number)
);
CREATE INDEX numbers_number ON numbers (number);
CREATE TABLE merges (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor_id INTEGER
);
CREATE INDEX merges_customer ON merges (customer_id);
CREATE TABLE remarks (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    actor_id INTEGER,
    at INTEGER NOT NULL
);
CREATE INDEX remarks_customer ON remarks (customer_id);
CREATE TABLE relations (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX relations_customer ON relations (customer_id);
CREATE INDEX relations_other ON relations (other_id);
CREATE TABLE pins (customer_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (customer_id, seq)) WITHOUT ROWID;

CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    customer_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    items TEXT NOT NULL,
    payments TEXT NOT NULL,
    shipped_at INTEGER,
    delivered_at INTEGER,
    survey_score INTEGER,
    source TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (source, number)
);
CREATE INDEX orders_number ON orders (number);
CREATE INDEX orders_customer ON orders (customer_id, placed_at, id);
CREATE INDEX orders_placed ON orders (placed_at, id);
CREATE TABLE promises (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    order_id INTEGER,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    settled_at INTEGER,
    late_days INTEGER NOT NULL
);
CREATE INDEX promises_customer ON promises (customer_id, state);
CREATE INDEX promises_order ON promises (order_id);
CREATE INDEX promises_due ON promises (due_at) WHERE state = 'open';
CREATE TABLE surveys (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    order_id INTEGER NOT NULL,
    score INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    UNIQUE (source, external_id)
);
CREATE INDEX surveys_order ON surveys (order_id, answered_at, id);

CREATE TABLE tickets (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    queue_id INTEGER NOT NULL,
    customer_id INTEGER,
    owner_id INTEGER,
    order_id INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    pending_until INTEGER,
    article_count INTEGER NOT NULL,
    last_article_id INTEGER,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX tickets_external ON tickets (source, external_id) WHERE external_id <> '';
CREATE INDEX tickets_customer ON tickets (customer_id, state, changed_at, id);
CREATE INDEX tickets_queue ON tickets (queue_id, state, changed_at, id);
CREATE INDEX tickets_owner ON tickets (owner_id, state, changed_at, id);
CREATE INDEX tickets_state ON tickets (state, changed_at, id);
CREATE INDEX tickets_pending ON tickets (pending_until) WHERE pending_until IS NOT NULL;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id INTEGER,
    external_author TEXT NOT NULL,
    at INTEGER NOT NULL,
    attachments TEXT NOT NULL,
    call_id INTEGER
);
CREATE INDEX articles_ticket ON articles (ticket_id, at, id);
CREATE INDEX articles_said ON articles (ticket_id, id) WHERE kind IN ('reply', 'message');
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    user_id INTEGER,
    ticket_id INTEGER
);

CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    external_id TEXT NOT NULL UNIQUE,
    direction TEXT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    queue_id INTEGER,
    customer_id INTEGER,
    matches TEXT NOT NULL,
    agent_id INTEGER,
    started_at INTEGER NOT NULL,
    answered_at INTEGER,
    ended_at INTEGER,
    cause TEXT NOT NULL,
    origin_id INTEGER NOT NULL,
    owner_id INTEGER,
    wrap_up_code TEXT,
    wrap_up_until INTEGER,
    ticket_id INTEGER,
    blocked INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX calls_state ON calls (state, id);
CREATE INDEX calls_missed ON calls (state, owner_id, id) WHERE state = 'missed' AND owner_id IS NULL;
CREATE INDEX calls_origin ON calls (origin_id);
CREATE INDEX calls_wrap_up ON calls (wrap_up_until) WHERE wrap_up_code IS NULL AND wrap_up_until IS NOT NULL;
CREATE TABLE call_agents (call_id INTEGER NOT NULL, user_id INTEGER NOT NULL, PRIMARY KEY (call_id, user_id))
    WITHOUT ROWID;
CREATE INDEX call_agents_user ON call_agents (user_id, call_id);
CREATE TABLE callbacks (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    customer_id INTEGER,
    call_id INTEGER,
    owner_id INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    words TEXT NOT NULL,
    done_at INTEGER,
    outcome TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX callbacks_owner ON callbacks (owner_id, done_at IS NULL, due_at, id);
CREATE INDEX callbacks_due ON callbacks (done_at IS NULL, due_at, id);
CREATE INDEX callbacks_call ON callbacks (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX callbacks_customer ON callbacks (customer_id) WHERE done_at IS NULL;

CREATE TABLE timeline (
    customer_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    grp TEXT NOT NULL,
    PRIMARY KEY (customer_id, at, seq)
) WITHOUT ROWID;
-- When somebody last looked at a customer.
CREATE TABLE looks (
    user_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, customer_id)
) WITHOUT ROWID;
-- Grams made by store/grams.py: people by the id of the customer who stands for all records merged into it; titles by
-- ticket id; words by the seq of the event that carries them. To this tokenizer all but ASCII is part of a gram.
CREATE VIRTUAL TABLE people USING fts5 (grams, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE titles USING fts5 (grams, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE words USING fts5 (grams, content='', columnsize=0, tokenize='ascii');

-- Kept apart from the log: secrets, what belongs to one person's desk, and answers already given.
CREATE TABLE passwords (user_id INTEGER PRIMARY KEY, hash TEXT NOT NULL);
CREATE TABLE sessions (
    digest BLOB PRIMARY KEY,
    user_id INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    active_at INTEGER NOT NULL,
    locked INTEGER NOT NULL,
    workstation TEXT NOT NULL,
    ended_at INTEGER,
    ended_why TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;
CREATE TABLE sign_in_failures (subject TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX sign_in_failures_subject ON sign_in_failures (subject, at);
CREATE TABLE connector_tokens (
    digest BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) WITHOUT ROWID;
CREATE TABLE answers (
    user_id INTEGER NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    digest BLOB NOT NULL,
    status INTEGER NOT NULL,
    etag TEXT,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, route, key)
) WITHOUT ROWID;
-- ``why`` is empty for an event that was used, else the reason for which it was refused last.
CREATE TABLE ingested (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (source, id)
) WITHOUT ROWID;
-- What a source said last of each of its records, as a digest: saying it again changes nothing.
CREATE TABLE records (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (source, kind, external_id)
) WITHOUT ROWID;
-- Imports under way: how many rows of a file (named by its digest) are done.
CREATE TABLE imports (
    digest BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    done INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE drafts (
    user_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    edit INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key, kind)
) WITHOUT ROWID;
CREATE TABLE reads (
    user_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (user_id, customer_id)
) WITHOUT ROWID;
