-- Reports as they were written, one for each period of each; the notice in the outbox brings it to people. Kept for its time,
-- and the newest of each name for ever: it says up to when people have been told.
CREATE TABLE report (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    from_at TEXT NOT NULL,
    until_at TEXT NOT NULL,
    made_at TEXT NOT NULL,
    subject TEXT NOT NULL,
    plain TEXT NOT NULL,
    html TEXT NOT NULL
);
CREATE INDEX report_of_name ON report (name, until_at);
