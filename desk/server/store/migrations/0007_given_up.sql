-- Whether the command of a remedy was given up: its executor has answered nothing for days.
ALTER TABLE remedies ADD COLUMN given_up INTEGER NOT NULL DEFAULT 0;
