-- What settling all reports came to so far, by key, so that a new report need not be settled with all the
-- others anew. All of it can always be made again from the extractions. What lies on a shelf, and under which
-- keys, is told where the shelf is named in the program.
CREATE TABLE workings (
    shelf   TEXT NOT NULL,
    key     TEXT NOT NULL,
    member  TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (shelf, key, member)
) WITHOUT ROWID;
