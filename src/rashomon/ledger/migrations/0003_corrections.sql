-- What people ruled on what was found: append-only, each entry sealed with the one before.

CREATE TABLE corrections (
    seq      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    made_at  TEXT NOT NULL,
    author   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    payload  TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL
);

CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections
BEGIN
    SELECT RAISE(ABORT, 'corrections are never changed');
END;

CREATE TRIGGER corrections_last BEFORE DELETE ON corrections
BEGIN
    SELECT RAISE(ABORT, 'corrections are never deleted');
END;
