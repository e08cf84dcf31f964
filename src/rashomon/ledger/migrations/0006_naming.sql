-- Which records name which, where somebody asks from the named one: the claims that hold a statement, the
-- places where an entity is spoken of. Can always be made again from the entries.

CREATE TABLE naming (
    named  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (named, kind, record)
) WITHOUT ROWID;

CREATE INDEX naming_of_record ON naming (kind, record);

INSERT INTO naming (named, kind, record)
    SELECT one.value, current.kind, current.record
    FROM current JOIN entries ON entries.seq = current.seq, json_each(looked_up_by(current.kind, entries.payload)) AS one;
