"""What each address gave when it was last asked, so that nothing is asked for twice."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from rashomon.ledger.schema import visits


class Visit(Struct, frozen=True):
    """One address and its last answer.

    ``outcome`` is ``read``, or the code of the reject that became of it. ``sha256`` names the bytes of
    the answer where they are kept. ``etag`` and ``last_modified`` are the server's names for them.
    """

    url: str
    outcome: str
    media_type: str = ""
    final_url: str = ""
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None


def recall(connection: Connection, url: str) -> Visit | None:
    """The last visit to an address; None for none."""
    row = connection.execute(select(visits).where(visits.c.url == url)).one_or_none()
    if row is None:
        return None
    return Visit(
        url=row.url,
        outcome=row.outcome,
        media_type=row.media_type,
        final_url=row.final_url,
        sha256=row.sha256,
        etag=row.etag,
        last_modified=row.last_modified,
    )


def note_visit(connection: Connection, visit: Visit, at: datetime) -> None:
    """Keep what an address gave, in place of what it gave before."""
    values = {
        "visited_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "outcome": visit.outcome,
        "sha256": visit.sha256,
        "media_type": visit.media_type,
        "final_url": visit.final_url,
        "etag": visit.etag,
        "last_modified": visit.last_modified,
    }
    connection.execute(
        insert(visits)
        .values(url=visit.url, **values)
        .on_conflict_do_update(index_elements=["url"], set_=values)
    )
