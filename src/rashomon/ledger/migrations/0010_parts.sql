-- What a question about days looks up, so that it reads no statement. All of it can always be made again
-- from the records that hold; the note "board" says up to which entry it stands, and by which program.

-- What each statement tells of which state: keys are words and ids with zero bytes between, numbers of
-- statements those of their ids, days counted from year 1. Before either day a part counts for nothing.
CREATE TABLE parts (
    kind      TEXT NOT NULL,
    key       BLOB NOT NULL,
    statement INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    known     INTEGER NOT NULL,
    since     INTEGER NOT NULL,
    content   BLOB NOT NULL,
    PRIMARY KEY (kind, key, statement, number)
) WITHOUT ROWID;

CREATE INDEX parts_statement ON parts (statement);

-- The day on which each report is known, and the last on which it may have been published.
CREATE TABLE known (
    report    TEXT PRIMARY KEY,
    day       INTEGER NOT NULL,
    published INTEGER
) WITHOUT ROWID;

CREATE INDEX known_day ON known (day);
CREATE INDEX known_published ON known (published);

-- Whom a name leads to: anybody, bodies and persons as offices name them, and the parts of a whole.
CREATE TABLE called (
    sort   TEXT NOT NULL,
    name   TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (sort, name, entity)
) WITHOUT ROWID;

CREATE INDEX called_entity ON called (entity);

-- The name of the origin that each statement goes back to.
CREATE TABLE voices (
    statement INTEGER PRIMARY KEY,
    name      TEXT NOT NULL
);
