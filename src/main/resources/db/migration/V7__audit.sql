-- What people have asked of Dogwatch, whichever way they did: who, what, why.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_by TEXT NOT NULL,
    comment TEXT NOT NULL,
    way TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);
