-- The journal of Dogwatch. Spoken by SQLite and PostgreSQL alike; ${identity} is the one word they do not share.
-- Instants are text in UTC with nine digits after the second, so that they sort and a person can read them.
-- BYTEA means nothing special to SQLite, which keeps a blob as it is in a column of any type.

CREATE TABLE store (
    instance_id TEXT NOT NULL PRIMARY KEY,
    made_at TEXT NOT NULL
);

-- What must be remembered of a target: the newest state only.
CREATE TABLE ledger (
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (host, name)
);

-- History, one line each; never changed, only pruned.
CREATE TABLE fact (
    id ${identity},
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    phase_from TEXT NOT NULL,
    phase_to TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    incident TEXT NOT NULL
);
CREATE INDEX fact_of_target ON fact (host, name, id);
CREATE INDEX fact_by_time ON fact (at);

-- A restart that was decided. One without an end may or may not have been carried out.
CREATE TABLE intent (
    id TEXT NOT NULL PRIMARY KEY,
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    incident TEXT NOT NULL,
    container_id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    why TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    ended_at TEXT,
    result TEXT
);
CREATE INDEX intent_of_target ON intent (host, name, decided_at);

CREATE TABLE incident (
    id TEXT NOT NULL PRIMARY KEY,
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    check_name TEXT NOT NULL,
    cause TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX incident_by_time ON incident (opened_at);
CREATE INDEX incident_of_target ON incident (host, name, opened_at);

-- Gzip of JSON. No foreign key: a restart that a person asked for has evidence but no incident.
CREATE TABLE evidence (
    id ${identity},
    incident TEXT NOT NULL,
    intent TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    gzip BYTEA NOT NULL
);
CREATE INDEX evidence_of_incident ON evidence (incident, id);

-- state: waiting, sent or dead. No foreign key: a notice about bad labels has no incident of its own.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    incident TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    created_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    state TEXT NOT NULL,
    ended_at TEXT,
    last_error TEXT,
    json TEXT NOT NULL
);
CREATE INDEX outbox_waiting ON outbox (incident, sequence) WHERE state = 'waiting';
CREATE INDEX outbox_by_time ON outbox (created_at);

-- Small values, such as the place in a log.
CREATE TABLE remembered (
    name TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL
);
