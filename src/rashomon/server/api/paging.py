"""Pages of rows: so many at a time, the next by a cursor that stays right when the ledger changes."""

import base64
from bisect import bisect_right
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec
from pydantic import BaseModel

from rashomon.server.api.asking import Paged
from rashomon.server.problems import bad_filter
from rashomon.server.snapshots import Snapshot

One = TypeVar("One")
Key = tuple[str | int, ...]


def page(
    snapshot: Snapshot,
    asked: Paged,
    found: Sequence[One],
    key: Callable[[One], Key],
    row: Callable[[One], Any],
) -> dict[str, Any]:
    """One page of what was found, which is in the order of a key that no two share.

    The cursor holds the key of the last row given, so that rows which are added or retired between two
    pages shift nothing.

    Raises:
        Refusal: The cursor is of another question, or none of ours.
    """
    question = digest_of(asked)
    start = 0
    if asked.cursor is not None:
        last = decode_cursor(asked.cursor, question, key(found[0]) if found else ())
        start = bisect_right(found, last, key=key)
    shown = found[start : start + asked.limit]
    more = start + len(shown) < len(found)
    return {
        "items": [row(one) for one in shown],
        "total": len(found),
        "next": encode_cursor(key(shown[-1]), question) if more else None,
        "asof": None if asked.asof is None else asked.asof.isoformat(),
        "corpus": snapshot.digest,
    }


def digest_of(asked: BaseModel) -> str:
    """What tells one question from another, whatever the page."""
    content = asked.model_dump_json(exclude={"cursor", "limit"})
    return blake2b(content.encode("utf-8", "replace"), digest_size=6).hexdigest()


def encode_cursor(last: Key, question: str) -> str:
    """The cursor of the page after a key."""
    packed = msgspec.json.encode([question, *last])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode_cursor(cursor: str, question: str, like: Key) -> Key:
    """The key that a cursor holds; ``like`` is a key of the list, empty where its form is free.

    Raises:
        Refusal: The cursor is of another question, or none of ours.
    """
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        first, *last = msgspec.json.decode(packed, type=list[str | int])
    except (ValueError, msgspec.MsgspecError):
        first, last = "", []
    if first != question or (like and list(map(type, last)) != list(map(type, like))):
        raise bad_filter(
            "cursor",
            "The cursor is not one of this question. Take it from the answer before, with the same"
            " filters, or leave it out to begin anew.",
        )
    return tuple(last)
