"""Passages by their words."""

import re

from msgspec import Struct
from sqlalchemy import Connection, text

from rashomon.ledger.codec import decode
from rashomon.records.reports import Passage

_TERM = re.compile(r'"([^"]*)"|(\S+)')


class Hit(Struct, frozen=True):
    """A passage that has the words, and the report that it stands in."""

    passage: Passage
    report_name: str


def search(connection: Connection, words: str, limit: int | None = None) -> tuple[Hit, ...]:
    """The passages that hold all the words, best first.

    ``"two words"`` in quotes stand side by side; ``withdr*`` stands for every word that begins so.
    Other signs have no meaning of their own.
    """
    query = _query(words)
    if not query:
        return ()
    rows = connection.execute(
        text(
            "SELECT passage.payload AS passage, json_extract(report.payload, '$.name') AS name"
            " FROM passage_index"
            " JOIN entries AS passage ON passage.seq = passage_index.rowid"
            " JOIN current ON current.kind = 'report'"
            "  AND current.record = json_extract(passage.payload, '$.report')"
            " JOIN entries AS report ON report.seq = current.seq"
            " WHERE passage_index MATCH :query"
            " ORDER BY bm25(passage_index), passage.record LIMIT :limit"
        ),
        {"query": query, "limit": -1 if limit is None else limit},
    )
    return tuple(Hit(decode("passage", row.passage), row.name) for row in rows)


def _query(words: str) -> str:
    """The words in the index's own language, every sign in them taken as it is."""
    terms = []
    for phrase, word in _TERM.findall(words):
        found = (phrase or word).replace('"', "").replace("\x00", "")
        begins = not phrase and found.endswith("*")
        found = found.rstrip("*") if begins else found
        if any(sign.isalnum() for sign in found):
            terms.append(f'"{found}"' + (" *" if begins else ""))
    return " ".join(terms)
