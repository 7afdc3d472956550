-- From where on a number on the wall is a warning, and an alarm; the newest row counts.
CREATE TABLE thresholds (id INTEGER PRIMARY KEY, thresholds TEXT NOT NULL);
CREATE TABLE alarms (
    id INTEGER PRIMARY KEY,
    measure TEXT NOT NULL,
    queue_id INTEGER NOT NULL,
    value REAL NOT NULL,
    reached REAL NOT NULL,
    since INTEGER NOT NULL,
    claimed_by INTEGER,
    over_at INTEGER,
    version INTEGER NOT NULL
);
CREATE INDEX alarms_open ON alarms (id) WHERE over_at IS NULL;
CREATE INDEX alarms_over ON alarms (over_at) WHERE over_at IS NOT NULL;
-- Conversations that were answered in time, by queue and quarter of an hour in which they rang, as arrivals are counted.
CREATE TABLE in_time (
    queue_id INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    origin_id INTEGER NOT NULL,
    PRIMARY KEY (queue_id, slot, origin_id)
) WITHOUT ROWID;
-- What has rung lately, and what the wall counts of tickets.
CREATE INDEX calls_came ON calls (started_at, queue_id, origin_id)
    WHERE direction = 'in' AND blocked = 0 AND queue_id IS NOT NULL;
CREATE INDEX tickets_standing ON tickets (queue_id) WHERE state <> 'closed';
CREATE INDEX tickets_missed ON tickets (queue_id) WHERE missed = 1 AND state <> 'closed';
CREATE INDEX tickets_missing ON tickets (due_at, queue_id) WHERE due_at IS NOT NULL;
-- Every call so far, as store/in_time.py counts them one by one, by the target that comes with the program.
INSERT INTO in_time SELECT queue_id, min(started_at) / 900000000, origin_id FROM calls
    WHERE direction = 'in' AND blocked = 0 AND queue_id IS NOT NULL
    GROUP BY queue_id, origin_id
    HAVING min(CASE WHEN answered_at IS NOT NULL AND state <> 'missed' THEN answered_at END) - min(started_at) <= 20000000;
