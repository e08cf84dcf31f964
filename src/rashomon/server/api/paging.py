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
    question = _digest(asked)
    start = 0
    if asked.cursor is not None:
        last = _decode(asked.cursor, question, key(found[0]) if found else ())
        start = bisect_right(found, last, key=key)
    shown = found[start : start + asked.limit]
    more = start + len(shown) < len(found)
    return {
        "items": [row(one) for one in shown],
        "total": len(found),
        "next": _encode(key(shown[-1]), question) if more else None,
        "asof": None if asked.asof is None else asked.asof.isoformat(),
        "corpus": snapshot.digest,
    }


def _digest(asked: BaseModel) -> str:
    content = asked.model_dump_json(exclude={"cursor", "limit"})
    return blake2b(content.encode("utf-8", "replace"), digest_size=6).hexdigest()


def _encode(last: Key, question: str) -> str:
    packed = msgspec.json.encode([question, *last])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _decode(cursor: str, question: str, like: Key) -> Key:
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
