-- Why a message became a dead letter, and when somebody put the letter aside for good.
ALTER TABLE dead_letters ADD COLUMN reason TEXT NOT NULL DEFAULT 'retries_exhausted'
  CHECK (reason IN ('retries_exhausted', 'unreadable_message'));
ALTER TABLE dead_letters ADD COLUMN discarded_at INTEGER;
