-- Who read what, when, from where; and what was last answered at which address.

-- The chain of custody: append-only, each entry sealed by the hash of itself and of the one before.
CREATE TABLE custody (
    seq        INTEGER PRIMARY KEY,
    read_at    TEXT NOT NULL,
    actor      TEXT NOT NULL,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL REFERENCES evidence (sha256),
    size_bytes INTEGER NOT NULL,
    previous   TEXT NOT NULL,
    hash       TEXT NOT NULL
);

CREATE INDEX custody_of_input ON custody (sha256, name);

-- What was read before there was a log is entered with the day and the name that are known of it.
CREATE TEMPORARY TABLE unlogged AS
    SELECT row_number() OVER (ORDER BY inputs.read_at, inputs.report, evidence.sha256) AS seq,
           coalesce(inputs.read_at, '') AS read_at, coalesce(inputs.name, '') AS name,
           evidence.sha256 AS sha256, evidence.size_bytes AS size_bytes
    FROM evidence LEFT JOIN inputs ON inputs.sha256 = evidence.sha256;

CREATE UNIQUE INDEX temp.unlogged_seq ON unlogged (seq);

INSERT INTO custody (seq, read_at, actor, name, sha256, size_bytes, previous, hash)
    WITH RECURSIVE chain (seq, previous, hash) AS (
        SELECT 0, '', '0000000000000000000000000000000000000000000000000000000000000000'
        UNION ALL
        SELECT one.seq, chain.hash,
               custody_hash(chain.hash, one.seq, one.read_at, 'program', one.name, one.sha256, one.size_bytes)
        FROM chain JOIN unlogged AS one ON one.seq = chain.seq + 1
    )
    SELECT one.seq, one.read_at, 'program', one.name, one.sha256, one.size_bytes, chain.previous, chain.hash
    FROM chain JOIN unlogged AS one ON one.seq = chain.seq;

DROP TABLE unlogged;

CREATE TRIGGER custody_stays BEFORE UPDATE ON custody
BEGIN
    SELECT RAISE(ABORT, 'entries of the log are never changed');
END;

CREATE TRIGGER custody_lasts BEFORE DELETE ON custody
BEGIN
    SELECT RAISE(ABORT, 'entries of the log are never deleted');
END;

-- What an address gave when it was last asked, so that it is asked only for what changed since.
CREATE TABLE visits (
    url           TEXT PRIMARY KEY,
    visited_at    TEXT NOT NULL,
    outcome       TEXT NOT NULL,
    sha256        TEXT REFERENCES evidence (sha256),
    media_type    TEXT NOT NULL,
    final_url     TEXT NOT NULL,
    etag          TEXT,
    last_modified TEXT
);
