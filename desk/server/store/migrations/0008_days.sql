-- Shifts with a training: who learns next is who has not for longest.
CREATE INDEX shifts_training ON shifts (user_id, starts_at)
    WHERE instr(segments, '"training"') > 0 AND state = 'published';
-- A shift says until when a call kept its person beyond its end.
CREATE INDEX late_calls_shift ON late_calls (shift_id, user_id, until);
