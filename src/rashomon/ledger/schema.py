"""The tables as SQLAlchemy sees them; made by `rashomon.ledger.migrations`, compared by a test."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, Text

METADATA = MetaData()

FORMAT = "rashomon-ledger"
"""What ``about.format`` says in every ledger, so that another program's file is not taken for one."""

about = Table("about", METADATA, Column("key", String, primary_key=True), Column("value", String))

evidence = Table(
    "evidence",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("size_bytes", Integer),
    Column("content", LargeBinary),
)

inputs = Table(
    "inputs",
    METADATA,
    Column("report", String, primary_key=True),
    Column("name", String),
    Column("sha256", String),
    Column("media_type", String),
    Column("known", Text),
    Column("read_at", String),
)

extractions = Table(
    "extractions",
    METADATA,
    Column("revision", Integer, primary_key=True),
    Column("report", String),
    Column("made_by", String),
    Column("content", LargeBinary),
)

entries = Table(
    "entries",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("recorded_at", String),
    Column("author", String),
    Column("op", String),
    Column("kind", String),
    Column("record", String),
    Column("payload", Text),
    Column("reason", Text),
    Column("valid_from", String),
    Column("valid_to", String),
)

current = Table(
    "current",
    METADATA,
    Column("kind", String, primary_key=True),
    Column("record", String, primary_key=True),
    Column("seq", Integer),
)

custody = Table(
    "custody",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("read_at", String),
    Column("actor", String),
    Column("name", String),
    Column("sha256", String),
    Column("size_bytes", Integer),
    Column("previous", String),
    Column("hash", String),
)

corrections = Table(
    "corrections",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String),
    Column("made_at", String),
    Column("author", String),
    Column("kind", String),
    Column("payload", Text),
    Column("previous", String),
    Column("hash", String),
)

visits = Table(
    "visits",
    METADATA,
    Column("url", String, primary_key=True),
    Column("visited_at", String),
    Column("outcome", String),
    Column("sha256", String),
    Column("media_type", String),
    Column("final_url", String),
    Column("etag", String),
    Column("last_modified", String),
)
