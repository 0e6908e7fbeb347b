-- A window that a person made: maintenance or silence. ("window" itself is a word of SQL.) Those of the configuration and of
-- labels are not here. Either from_at and until_at are there, or cron, length_millis and time_zone.
CREATE TABLE hold_window (
    id TEXT NOT NULL PRIMARY KEY,
    made_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    comment TEXT NOT NULL,
    host TEXT,
    name TEXT,
    label TEXT,
    project TEXT,
    service TEXT,
    from_at TEXT,
    until_at TEXT,
    cron TEXT,
    length_millis BIGINT,
    time_zone TEXT,
    holds_restarts INTEGER NOT NULL,
    mutes_notifications INTEGER NOT NULL,
    -- Set when it was ended before its time.
    ended_at TEXT,
    -- When it is over for good; none for one that recurs.
    over_at TEXT
);
CREATE INDEX hold_window_over ON hold_window (over_at);
