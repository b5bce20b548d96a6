-- When a session that is still open ends as failed. Those from before get three hours from their beginning, as new ones do.
ALTER TABLE sessions ADD COLUMN deadline_at INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET deadline_at = created_at + 10800000;
CREATE INDEX open_sessions_by_deadline ON sessions (deadline_at) WHERE status IN ('queued', 'processing');

-- Which session a dead letter was about, and when somebody had it delivered again.
ALTER TABLE dead_letters ADD COLUMN session_id TEXT;
ALTER TABLE dead_letters ADD COLUMN request_id TEXT;
ALTER TABLE dead_letters ADD COLUMN replayed_at INTEGER;
CREATE INDEX dead_letters_by_record ON dead_letters (recorded_at, message_id);

-- Whether a backend is spared because it does not answer; one row a backend, none while all is well.
CREATE TABLE breakers (
  backend TEXT PRIMARY KEY CHECK (backend IN ('inference', 'mirror')),
  version INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  open_until INTEGER,
  probe_until INTEGER,
  openings INTEGER NOT NULL
);

-- Videos that were uploaded here, until they are deleted.
CREATE TABLE uploads (
  object_key TEXT PRIMARY KEY,
  uploaded_at INTEGER NOT NULL
);
CREATE INDEX uploads_by_time ON uploads (uploaded_at);
