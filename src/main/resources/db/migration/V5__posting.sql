-- Each notice on each line: a line is who is told by which channel. The outbox itself keeps what is to be said.
-- state: waiting, sent or dead. held: why it waits, if not for its time. parcel: the notices that go in one message,
-- chosen before the first attempt so that a repetition is the same message. thread: what later messages need to follow this one.
CREATE TABLE posting (
    notice TEXT NOT NULL,
    line TEXT NOT NULL,
    incident TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    severity TEXT NOT NULL,
    created_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    held TEXT,
    parcel TEXT,
    attempts INTEGER NOT NULL,
    state TEXT NOT NULL,
    ended_at TEXT,
    last_error TEXT,
    thread TEXT,
    PRIMARY KEY (notice, line)
);
INSERT INTO posting (notice, line, incident, sequence, round, kind, target, severity, created_at, due_at, parcel, attempts, state, ended_at, last_error)
SELECT id, 'mail', incident, sequence, 0, kind, incident, 'CRITICAL', created_at, due_at,
       CASE WHEN state = 'waiting' AND attempts = 0 THEN NULL ELSE id END, attempts, state, ended_at, last_error
FROM outbox;
CREATE INDEX posting_waiting ON posting (line, incident, sequence) WHERE state = 'waiting';
CREATE INDEX posting_of_parcel ON posting (line, parcel) WHERE state = 'waiting';
CREATE INDEX posting_sent ON posting (line, ended_at) WHERE state = 'sent';
CREATE INDEX posting_of_incident ON posting (incident, line);
CREATE INDEX posting_by_time ON posting (created_at);

DROP INDEX outbox_waiting;
ALTER TABLE outbox DROP COLUMN due_at;
ALTER TABLE outbox DROP COLUMN attempts;
ALTER TABLE outbox DROP COLUMN state;
ALTER TABLE outbox DROP COLUMN ended_at;
ALTER TABLE outbox DROP COLUMN last_error;

-- A person has seen an incident: nobody else need be told that it is still open.
CREATE TABLE acknowledgement (
    incident TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    comment TEXT NOT NULL
);
