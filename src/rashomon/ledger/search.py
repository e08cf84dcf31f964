"""Passages by their words, and where in a passage the words stand."""

import re
import sqlite3
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, text

from rashomon.ledger.codec import decode
from rashomon.ledger.folding import fold, fold_with_offsets
from rashomon.records.reports import Passage
from rashomon.spans import Span

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""How the index takes words apart; see ``migrations/0005_search.sql``."""

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_OPENS, _CLOSES = "\x02", "\x03"


class Hit(Struct, frozen=True):
    """A passage that has the words, and the report that it stands in."""

    passage: Passage
    report_name: str


def search(connection: Connection, words: str, limit: int | None = None) -> tuple[Hit, ...]:
    """The passages that hold all the words, best first.

    ``"two words"`` in quotes stand side by side; ``withdr*`` stands for every word that begins so.
    Other signs have no meaning of their own. Forms of one word are found together, and so are Arabic
    and Persian spellings of one letter.
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


def search_ids(connection: Connection, words: str) -> list[str]:
    """The ids of the passages that hold all the words, best first; see `search`."""
    query = _query(words)
    if not query:
        return []
    rows = connection.execute(
        text(
            "SELECT entries.record AS record FROM passage_index"
            " JOIN entries ON entries.seq = passage_index.rowid"
            " WHERE passage_index MATCH :query ORDER BY bm25(passage_index), entries.record"
        ),
        {"query": query},
    )
    return [row.record for row in rows]


def highlight(texts: Sequence[str], words: str) -> list[tuple[Span, ...]]:
    """Where the words that are searched for stand in each text, as the index finds them.

    Shape: as many lists as texts, in their order; empty where a text does not hold all the words.
    """
    query = _query(words)
    if not query or not texts:
        return [() for _ in texts]
    folded = [fold_with_offsets(one.replace(_OPENS, " ").replace(_CLOSES, " ")) for one in texts]
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute(f"CREATE VIRTUAL TABLE page USING fts5 (words, tokenize = '{TOKENIZER}')")
        memory.executemany(
            "INSERT INTO page (rowid, words) VALUES (?, ?)",
            [(number, plain) for number, (plain, _) in enumerate(folded)],
        )
        rows = memory.execute(
            "SELECT rowid, highlight(page, 0, ?, ?) FROM page WHERE page MATCH ?",
            (_OPENS, _CLOSES, query),
        ).fetchall()
    finally:
        memory.close()
    marked = dict(rows)
    return [
        _spans(marked[number], offsets) if number in marked else ()
        for number, (_, offsets) in enumerate(folded)
    ]


def _spans(marked: str, offsets: Sequence[int]) -> tuple[Span, ...]:
    """The stretches between the signs, in the text before it was folded."""
    found: list[Span] = []
    at = 0
    for piece in re.split(f"({_OPENS}[^{_CLOSES}]*{_CLOSES})", marked):
        inside = piece.startswith(_OPENS)
        length = len(piece) - 2 if inside else len(piece)
        if inside:
            found.append(Span(offsets[at], offsets[at + length]))
        at += length
    return tuple(found)


def _query(words: str) -> str:
    """The words in the index's own language, every sign in them taken as it is."""
    terms = []
    for phrase, word in _TERM.findall(fold(words)):
        found = (phrase or word).replace('"', "").replace("\x00", "")
        begins = not phrase and found.endswith("*")
        found = found.rstrip("*") if begins else found
        if any(sign.isalnum() for sign in found):
            terms.append(f'"{found}"' + (" *" if begins else ""))
    return " ".join(terms)
