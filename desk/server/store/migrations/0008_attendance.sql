-- When people were on calls or ready for one, as store/attendance.py follows their states; went is null while they are.
CREATE TABLE attendance (user_id INTEGER NOT NULL, came INTEGER NOT NULL, went INTEGER);
CREATE INDEX attendance_came ON attendance (came, went, user_id);
CREATE UNIQUE INDEX attendance_here ON attendance (user_id) WHERE went IS NULL;
INSERT INTO attendance (user_id, came, went)
    SELECT user_id, at, max(at, next) FROM (
        SELECT user_id, here, at, lead(at) OVER (PARTITION BY user_id ORDER BY seq) AS next FROM (
            SELECT seq, at, user_id, here, lag(here, 1, 0) OVER (PARTITION BY user_id ORDER BY seq) AS before FROM (
                SELECT seq, at, json_extract(data, '$.user_id') AS user_id,
                    json_extract(data, '$.state') IN ('available', 'in_call', 'wrap_up') AS here
                FROM log WHERE kind = 'agent.state'
            )
        ) WHERE here <> before
    ) WHERE here;
