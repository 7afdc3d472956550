-- Uploads that no article carries yet: few, and looked through once a second.
CREATE INDEX attachments_waiting ON attachments (id) WHERE ticket_id IS NULL;
CREATE INDEX attachments_sha256 ON attachments (sha256);
