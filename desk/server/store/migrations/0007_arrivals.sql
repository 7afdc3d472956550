-- When a call's wrap-up was done first: talk and wrap-up together are its handle time.
ALTER TABLE calls ADD COLUMN wrapped_up_at INTEGER;
UPDATE calls SET wrapped_up_at =
    (SELECT l.at FROM log l WHERE l.call_id = calls.id AND l.kind = 'call.wrapped_up' ORDER BY l.seq LIMIT 1)
    WHERE wrap_up_code IS NOT NULL;
-- What was missed, belongs to somebody and is not wrapped up is owed; and who has been talked with since.
CREATE INDEX calls_owed ON calls (owner_id, id)
    WHERE state = 'missed' AND owner_id IS NOT NULL AND wrap_up_code IS NULL;
CREATE INDEX calls_talked ON calls (number, id) WHERE answered_at IS NOT NULL AND number <> '';
-- Calls that count as hard ones, on a day in the site's zone.
CREATE TABLE hard_calls (call_id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, day TEXT NOT NULL);
CREATE INDEX hard_calls_user ON hard_calls (user_id, day);
-- Calls that went on when their agent's shift was over, and until when they kept them.
CREATE TABLE late_calls (call_id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, shift_id INTEGER NOT NULL,
    until INTEGER NOT NULL);
CREATE INDEX late_calls_user ON late_calls (user_id, until);
-- Days at whose end was looked for work that nobody kept or handed over; and whose it is.
CREATE TABLE closings (day TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE left_work (user_id INTEGER PRIMARY KEY, day TEXT NOT NULL, version INTEGER NOT NULL);
-- Every call so far counted, as store/arrivals.py and store/call_duties.py count them one by one: there were no rules
-- yet, so a hard one took more than 15 minutes; and no shifts, so none outlasted one.
INSERT INTO hard_calls SELECT id, agent_id, date(answered_at / 1000000, 'unixepoch', '+9 hours') FROM calls
    WHERE agent_id IS NOT NULL AND ended_at - answered_at > 900000000;
INSERT INTO arrivals (queue_id, slot, offered, answered, abandoned, handled, handle_seconds)
    SELECT c.queue_id, f.started_at / 900000000, count(*), sum(c.answered), sum(c.missed AND NOT c.answered),
        count(c.seconds), coalesce(sum(c.seconds), 0)
    FROM (
        SELECT queue_id, min(id) AS first_id,
            max(answered_at IS NOT NULL AND state <> 'missed') AS answered,
            max(state = 'missed') AS missed,
            sum(CASE WHEN answered_at IS NOT NULL AND ended_at IS NOT NULL AND state <> 'missed'
                THEN (max(coalesce(wrapped_up_at, ended_at), answered_at) - answered_at) / 1000000 END) AS seconds
        FROM calls WHERE direction = 'in' AND blocked = 0 AND queue_id IS NOT NULL
        GROUP BY origin_id, queue_id
    ) c JOIN calls f ON f.id = c.first_id
    GROUP BY c.queue_id, f.started_at / 900000000;
