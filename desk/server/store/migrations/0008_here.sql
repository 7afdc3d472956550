-- Since when people are here, whatever they do meanwhile; null while they are off.
ALTER TABLE agent_states ADD COLUMN here_since INTEGER;
UPDATE agent_states SET here_since = came.at FROM (
    WITH steps AS (
        SELECT seq, at, json_extract(data, '$.user_id') AS user_id, json_extract(data, '$.state') = 'off' AS off
        FROM log WHERE kind = 'agent.state'
    ), went AS (SELECT user_id, max(seq) FILTER (WHERE off) AS seq FROM steps GROUP BY user_id)
    SELECT s.user_id, s.at, min(s.seq) FROM steps s JOIN went w ON w.user_id = s.user_id
    WHERE s.seq > ifnull(w.seq, 0) GROUP BY s.user_id
) AS came WHERE came.user_id = agent_states.user_id;
