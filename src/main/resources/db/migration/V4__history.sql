-- What the judge was told, so that it can be told again. Run-length encoded: a row stands for the same thing, "times" times.
-- kind is there for searching and pruning; json is the whole. Only the newest row of a run is ever changed (last_at, times).
CREATE TABLE history (
    id ${identity},
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    times INTEGER NOT NULL,
    kind TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX history_of_target ON history (host, name, id);
CREATE INDEX history_by_time ON history (last_at);
