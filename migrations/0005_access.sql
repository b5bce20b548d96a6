-- Who may use the service. Times are milliseconds since 1970.
CREATE TABLE api_keys (
  key_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL, -- SHA-256 of the key, hexadecimal; the key itself is kept nowhere
  name TEXT NOT NULL,
  tenant TEXT NOT NULL,
  scopes TEXT NOT NULL, -- JSON array of 'assess', 'tune', 'admin'
  requests_per_minute INTEGER,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at INTEGER
);

-- What admins did. Rows are added, and never changed but for the status of the answer.
CREATE TABLE audit_log (
  entry_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  status INTEGER, -- null until the answer is given
  request_id TEXT NOT NULL
);

-- What was there before belongs to the tenant of those who name none.
ALTER TABLE sessions ADD COLUMN tenant TEXT NOT NULL DEFAULT 'default';
CREATE INDEX sessions_by_tenant ON sessions (tenant, created_at, session_id);
