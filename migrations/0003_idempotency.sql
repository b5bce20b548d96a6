-- Answers to requests that bore an Idempotency-Key. Times are milliseconds since 1970.
CREATE TABLE idempotency_keys (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  lease_until INTEGER NOT NULL,
  answer TEXT, -- JSON {status, headers, body}; null while the first request runs
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_by_start ON idempotency_keys (started_at);
