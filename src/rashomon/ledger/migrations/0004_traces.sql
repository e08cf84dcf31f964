-- What was found of copies so far, so that an added report is held against the others without tracing all
-- anew. All of it can always be made again from the extractions.

-- Which extraction of a report was traced, by the number that stands for it below. Told: the day that the
-- report states, then its id; those without a day come last.
CREATE TABLE traced (
    number   INTEGER PRIMARY KEY,
    report   TEXT NOT NULL UNIQUE,
    day      TEXT NOT NULL,
    revision INTEGER NOT NULL
);

-- Which reports have which fingerprint, a signed 64-bit hash of five words.
CREATE TABLE fingerprints (
    hash   INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (hash, number)
) WITHOUT ROWID;

-- What any two reports share, the earlier one first.
CREATE TABLE shared_words (
    one     TEXT NOT NULL,
    other   TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE INDEX shared_words_other ON shared_words (other, one);
