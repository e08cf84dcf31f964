-- The ties between statements, so that a report more need not be held against all. All of it can always be
-- made again from the entries; the notes say whether it is what follows from the records that hold. The
-- numbers are those of the records' ids, in their order (see `rashomon.ledger.ties`).

-- Which statements are found under which key, in which order.
CREATE TABLE postings (
    key       INTEGER NOT NULL,
    rank      INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (key, rank, statement)
) WITHOUT ROWID;

-- What speaks for two statements being one claim, from each of them: place is 1 where one comes first, as the
-- original does of a copied passage, else 2. Reuse is empty where the two are like each other.
CREATE TABLE ties (
    one   INTEGER NOT NULL,
    other INTEGER NOT NULL,
    reuse TEXT NOT NULL,
    place INTEGER NOT NULL,
    bits  REAL NOT NULL,
    PRIMARY KEY (one, other, reuse, place)
) WITHOUT ROWID;

-- What cannot both be right as worded, what it was found by, and the dispute that it makes.
CREATE TABLE clashes (
    number  INTEGER PRIMARY KEY,
    owner   INTEGER NOT NULL,
    one     INTEGER NOT NULL,
    other   INTEGER NOT NULL,
    dispute TEXT NOT NULL,
    content BLOB NOT NULL
);

CREATE INDEX clashes_owner ON clashes (owner);
CREATE INDEX clashes_one ON clashes (one);
CREATE INDEX clashes_other ON clashes (other);
CREATE INDEX clashes_dispute ON clashes (dispute) WHERE dispute <> '';

-- How many statements name an entity; in total under the empty name.
CREATE TABLE tallies (
    entity TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;

-- Which entities are part of which, and which are states, or known to registries, under the names of these kinds.
CREATE TABLE wholes (
    whole TEXT NOT NULL,
    part  TEXT NOT NULL,
    PRIMARY KEY (whole, part)
) WITHOUT ROWID;

CREATE INDEX wholes_part ON wholes (part);
