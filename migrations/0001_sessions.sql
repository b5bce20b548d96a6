-- An assessment, one row a session. Times are milliseconds since 1970.
CREATE TABLE sessions (
  session_id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('queued', 'processing', 'completed', 'failed')),
  user_id TEXT NOT NULL,
  exercise_id INTEGER NOT NULL,
  level_id INTEGER NOT NULL,
  video_url TEXT NOT NULL,
  expected_gesture TEXT,
  language_code TEXT NOT NULL,
  request_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  lease_until INTEGER,
  attempts INTEGER NOT NULL,
  inference_ticket TEXT,
  video_size_bytes INTEGER,
  started_at INTEGER,
  processing_seconds REAL,
  recognized_gesture TEXT,
  confidence REAL,
  score REAL,
  model_version TEXT,
  alternatives TEXT, -- JSON array of {label, confidence}
  segments TEXT,     -- JSON array of {label, confidence, startSeconds, endSeconds}
  fault TEXT         -- JSON {code, params?}
);
CREATE INDEX sessions_by_status ON sessions (status, created_at);
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);

-- Work that is owed for a session and announced on a queue; written together with the session.
CREATE TABLE outbox (
  kind TEXT NOT NULL CHECK (kind IN ('assess', 'mirror')),
  session_id TEXT NOT NULL REFERENCES sessions (session_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  announcements INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, session_id)
);
CREATE INDEX outbox_by_due ON outbox (due_at);

-- Messages that a queue gave up on, kept for people to look at.
CREATE TABLE dead_letters (
  message_id TEXT PRIMARY KEY,
  queue TEXT NOT NULL,
  body TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
);
