-- What was recorded when, what holds now, and where the words are.

CREATE TABLE about (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Raw bytes by their hash, as found, compressed.
CREATE TABLE evidence (
    sha256     TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    content    BLOB NOT NULL
);

-- Which bytes each report was read from, under which name, and what is known of them from outside.
CREATE TABLE inputs (
    report     TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL REFERENCES evidence (sha256),
    media_type TEXT NOT NULL,
    known      TEXT NOT NULL,
    read_at    TEXT NOT NULL
);

-- What each report gave by itself; can always be made again from the evidence.
CREATE TABLE extractions (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    report   TEXT NOT NULL UNIQUE REFERENCES inputs (report),
    made_by  TEXT NOT NULL,
    content  BLOB NOT NULL
);

-- The ledger proper: append-only.
CREATE TABLE entries (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    recorded_at TEXT NOT NULL,
    author      TEXT NOT NULL,
    op          TEXT NOT NULL CHECK (op IN ('add', 'retire')),
    kind        TEXT NOT NULL,
    record      TEXT NOT NULL,
    payload     TEXT CHECK ((payload IS NULL) = (op = 'retire')),
    reason      TEXT,
    valid_from  TEXT,
    valid_to    TEXT
);

CREATE INDEX entries_of_record ON entries (kind, record, seq);

CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
BEGIN
    SELECT RAISE(ABORT, 'entries are never changed');
END;

CREATE TRIGGER entries_last BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'entries are never deleted');
END;

-- The entry that holds for each record; can always be made again from the entries.
CREATE TABLE current (
    kind   TEXT NOT NULL,
    record TEXT NOT NULL,
    seq    INTEGER NOT NULL REFERENCES entries (seq),
    PRIMARY KEY (kind, record)
) WITHOUT ROWID;

CREATE VIEW passage_words AS
    SELECT entries.seq AS seq, json_extract(entries.payload, '$.text') AS words
    FROM current JOIN entries ON entries.seq = current.seq
    WHERE current.kind = 'passage';

-- Keeps no words of its own: it finds the entry, the entry has the words.
CREATE VIRTUAL TABLE passage_index USING fts5 (
    words, content = 'passage_words', content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2'
);
