-- The tables of the SQLite export: the JSON Lines files, with their lists as tables of their own.

CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE reports (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, outlet TEXT, carries TEXT, title TEXT, author TEXT,
    language TEXT, published_from TEXT, published_to TEXT, basis TEXT NOT NULL, evidence TEXT,
    read_at TEXT NOT NULL, raw_sha256 TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE passages (
    id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES reports (id), "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE entities (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, part_of TEXT REFERENCES entities (id),
    latitude REAL, longitude REAL, radius_km REAL, geonames TEXT, country TEXT
);
CREATE TABLE aliases (entity TEXT NOT NULL REFERENCES entities (id), name TEXT NOT NULL);
CREATE TABLE claims (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, type TEXT, status TEXT NOT NULL, reports INTEGER NOT NULL,
    independent INTEGER NOT NULL, first_from TEXT, first_to TEXT, last_from TEXT, last_to TEXT
);
CREATE TABLE origins (
    id TEXT NOT NULL, claim TEXT NOT NULL REFERENCES claims (id), name TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TABLE statements (
    id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES reports (id),
    claim TEXT REFERENCES claims (id), "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    quote TEXT NOT NULL, trigger TEXT NOT NULL, type TEXT, mode TEXT, status TEXT NOT NULL, value TEXT,
    time_from TEXT, time_to TEXT, confidence REAL NOT NULL
);
CREATE TABLE roles (
    statement TEXT NOT NULL REFERENCES statements (id), role TEXT NOT NULL,
    entity TEXT NOT NULL REFERENCES entities (id)
);
CREATE TABLE quantities (
    statement TEXT NOT NULL REFERENCES statements (id), low REAL, high REAL, "of" TEXT NOT NULL
);
CREATE TABLE attributions (
    statement TEXT NOT NULL REFERENCES statements (id), place INTEGER NOT NULL, name TEXT NOT NULL,
    entity TEXT REFERENCES entities (id), kind TEXT NOT NULL, direct INTEGER NOT NULL
);
CREATE TABLE disputes (
    id TEXT PRIMARY KEY, about TEXT NOT NULL, field TEXT NOT NULL, cause TEXT NOT NULL
);
CREATE TABLE sides (
    dispute TEXT NOT NULL REFERENCES disputes (id), side INTEGER NOT NULL, value TEXT NOT NULL,
    independent INTEGER NOT NULL, PRIMARY KEY (dispute, side)
);
CREATE TABLE side_claims (
    dispute TEXT NOT NULL, side INTEGER NOT NULL, claim TEXT NOT NULL REFERENCES claims (id),
    FOREIGN KEY (dispute, side) REFERENCES sides (dispute, side)
);
CREATE TABLE reuse (
    id TEXT PRIMARY KEY, from_report TEXT NOT NULL REFERENCES reports (id), from_start INTEGER NOT NULL,
    from_end INTEGER NOT NULL, to_report TEXT NOT NULL REFERENCES reports (id),
    to_start INTEGER NOT NULL, to_end INTEGER NOT NULL, kind TEXT NOT NULL, credited INTEGER NOT NULL,
    direction TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TABLE losses (
    reuse TEXT NOT NULL REFERENCES reuse (id), kind TEXT NOT NULL, original TEXT NOT NULL,
    copy TEXT NOT NULL
);
CREATE TABLE pacts (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE parties (
    pact TEXT NOT NULL REFERENCES pacts (id), entity TEXT NOT NULL REFERENCES entities (id)
);
CREATE TABLE signings (
    pact TEXT NOT NULL REFERENCES pacts (id), signed_from TEXT, signed_to TEXT
);
CREATE TABLE clauses (
    pact TEXT NOT NULL REFERENCES pacts (id), statement TEXT NOT NULL REFERENCES statements (id),
    text TEXT NOT NULL, trigger TEXT, beneficiary TEXT
);
CREATE TABLE forecasts (
    id TEXT PRIMARY KEY, statement TEXT NOT NULL REFERENCES statements (id), by TEXT, window_from TEXT,
    window_to TEXT, outcome TEXT NOT NULL, why TEXT NOT NULL
);

CREATE INDEX passages_report ON passages (report);
CREATE INDEX aliases_entity ON aliases (entity);
CREATE INDEX origins_claim ON origins (claim);
CREATE INDEX statements_report ON statements (report);
CREATE INDEX statements_claim ON statements (claim);
CREATE INDEX roles_statement ON roles (statement);
CREATE INDEX roles_entity ON roles (entity);
CREATE INDEX attributions_statement ON attributions (statement);
CREATE INDEX side_claims_claim ON side_claims (claim);

-- Datasette offers a search box where an index names its table in just these signs.
CREATE VIRTUAL TABLE passage_words USING fts5 (
    text, content="passages", tokenize = 'unicode61 remove_diacritics 2'
);
