-- Videos that clients were let put into a bucket at S3, beside those in the Worker's own, which have none here; and when
-- a video that could not be deleted is tried again.
ALTER TABLE uploads ADD COLUMN bucket TEXT;
ALTER TABLE uploads ADD COLUMN try_at INTEGER NOT NULL DEFAULT 0;
