-- The version that a submission asked for (null: whichever is active), and what the learner should change.
ALTER TABLE sessions ADD COLUMN requested_model_version TEXT;
ALTER TABLE sessions ADD COLUMN feedback TEXT; -- JSON array of {part, code}
