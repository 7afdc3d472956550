CREATE TABLE calendars (id INTEGER PRIMARY KEY, since TEXT NOT NULL, calendar TEXT NOT NULL);
CREATE TABLE shift_rules (id INTEGER PRIMARY KEY, rules TEXT NOT NULL);
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lead_ids TEXT NOT NULL, version INTEGER NOT NULL);
CREATE TABLE team_members (user_id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL);
CREATE INDEX team_members_team ON team_members (team_id, user_id);
CREATE TABLE terms (user_id INTEGER PRIMARY KEY, terms TEXT NOT NULL, version INTEGER NOT NULL);
-- day is an ISO date in the site's zone, the day the shift begins on.
CREATE TABLE shifts (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    pattern TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Whether colleagues have ever seen it; a cancelled draft they have not.
    published INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    segments TEXT NOT NULL,
    overtime INTEGER NOT NULL,
    why TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX shifts_day ON shifts (day, user_id) WHERE state <> 'cancelled';
CREATE INDEX shifts_user ON shifts (user_id, starts_at) WHERE state <> 'cancelled';
CREATE INDEX shifts_drafts ON shifts (day, user_id) WHERE state = 'draft';
CREATE INDEX shifts_cancelled ON shifts (user_id, starts_at) WHERE state = 'cancelled' AND published = 1;
CREATE TABLE absences (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    words TEXT NOT NULL,
    answer TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX absences_user ON absences (user_id, starts_at);
CREATE INDEX absences_time ON absences (ends_at, starts_at);
CREATE INDEX absences_asked ON absences (starts_at) WHERE state = 'asked';
CREATE TABLE swaps (
    id INTEGER PRIMARY KEY,
    from_id INTEGER NOT NULL,
    shift_id INTEGER NOT NULL,
    to_id INTEGER,
    other_shift_id INTEGER,
    state TEXT NOT NULL,
    words TEXT NOT NULL,
    answer TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX swaps_open ON swaps (state, id) WHERE state IN ('offered', 'accepted');
CREATE INDEX swaps_from ON swaps (from_id, id);
CREATE INDEX swaps_to ON swaps (to_id, id);
CREATE TABLE offers (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    seats INTEGER NOT NULL,
    until INTEGER NOT NULL,
    user_ids TEXT NOT NULL,
    taken TEXT NOT NULL,
    closed INTEGER NOT NULL,
    words TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX offers_open ON offers (until) WHERE closed = 0;
CREATE INDEX offers_end ON offers (ends_at);
CREATE TABLE adjustments (
    id INTEGER PRIMARY KEY,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    factor REAL NOT NULL,
    queue_ids TEXT NOT NULL,
    why TEXT NOT NULL
);
-- Calls by quarter of an hour (slot: quarters since 1970 in UTC) and queue, as they rang.
CREATE TABLE arrivals (
    queue_id INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    offered INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    abandoned INTEGER NOT NULL,
    handled INTEGER NOT NULL,
    handle_seconds INTEGER NOT NULL,
    PRIMARY KEY (queue_id, slot)
) WITHOUT ROWID;
CREATE INDEX arrivals_slot ON arrivals (slot, queue_id);
-- Days of a queue that a former exchange counted, by their first and last slot; the first call of our own ends it.
CREATE TABLE past_arrivals (
    queue_id INTEGER NOT NULL,
    last_slot INTEGER NOT NULL,
    first_slot INTEGER NOT NULL,
    PRIMARY KEY (queue_id, last_slot)
) WITHOUT ROWID;
-- What stays with its owner beyond the shift.
CREATE TABLE kept_work (owed TEXT NOT NULL, owed_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
    keep_until INTEGER NOT NULL, PRIMARY KEY (owed, owed_id)) WITHOUT ROWID;
-- Rotas being proposed: worked at, and not derived from the log. worker: which kind of process works at it, seen last
-- at seen_at. taken: how many of the shifts are drafts already.
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY,
    asked TEXT NOT NULL,
    proposal TEXT NOT NULL,
    shifts TEXT NOT NULL,
    state TEXT NOT NULL,
    worker TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    version INTEGER NOT NULL
);
-- Private addresses of people's shifts, as digests; a secret, and so not in the log.
CREATE TABLE calendar_links (user_id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, made_at INTEGER NOT NULL);
