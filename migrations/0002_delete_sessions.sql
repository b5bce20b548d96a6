-- A deleted session leaves one row behind: `mirror`, which is then owed the removal of its copy. So the outbox may
-- name sessions that are no more, and is made again without the reference.
CREATE TABLE outbox_without_reference (
  kind TEXT NOT NULL CHECK (kind IN ('assess', 'mirror')),
  session_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  announcements INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, session_id)
);
INSERT INTO outbox_without_reference SELECT * FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_without_reference RENAME TO outbox;
CREATE INDEX outbox_by_due ON outbox (due_at);

-- Lists are read newest first, a page at a time.
CREATE INDEX sessions_by_creation ON sessions (created_at, session_id);
-- An uploaded video goes with the last session about it.
CREATE INDEX sessions_by_video ON sessions (video_url);
