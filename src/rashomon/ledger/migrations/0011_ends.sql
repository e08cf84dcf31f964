-- Parts with the last day on which they bear on an answer, found by the days on which they begin and cease
-- to count; and since when somebody is spoken of. All of it is made again from the records that hold, so
-- what was kept before is given up; the note "board" says where that has been done.

DROP TABLE parts;

-- What each statement tells of which state: keys are words and ids with zero bytes between, numbers of
-- statements those of their ids, days counted from year 1. Before either of the first two days, and after
-- the third, a part counts for nothing.
CREATE TABLE parts (
    kind      TEXT NOT NULL,
    key       BLOB NOT NULL,
    statement INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    known     INTEGER NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    content   BLOB NOT NULL,
    PRIMARY KEY (kind, key, statement, number)
) WITHOUT ROWID;

CREATE INDEX parts_statement ON parts (statement);

-- The evening from which on a part counts, and, where one comes, the last on which it does. Only kinds
-- are there of which somebody asks what is new: no words of offices, and none by which others are found.
CREATE INDEX parts_begin ON parts (kind, max(known, since))
    WHERE kind NOT IN ('named', 'namesake', 'office', 'seized', 'stationed', 'subject');
CREATE INDEX parts_end ON parts (kind, until) WHERE until < 3652059;

DROP TABLE known;

-- The day on which each report is known, and the first and the last on which it may have been published;
-- the last only where it states a day.
CREATE TABLE known (
    report    TEXT PRIMARY KEY,
    day       INTEGER NOT NULL,
    first     INTEGER NOT NULL,
    published INTEGER
) WITHOUT ROWID;

CREATE INDEX known_day ON known (day);
CREATE INDEX known_published ON known (published);
CREATE INDEX known_ahead ON known (first - day);

-- The first day on which a statement speaks of somebody.
CREATE TABLE spoken (
    entity TEXT PRIMARY KEY,
    day    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX spoken_day ON spoken (day);
