-- Since there is a ladder of remedies, an intent says which rung it is.
ALTER TABLE intent ADD COLUMN action TEXT NOT NULL DEFAULT 'restart';
