"""Which records of one report are other ones than before, without keeping the records themselves.

Enters: what was packed before, and the records now. Leaves: those that differ. Packed, a record takes 16
bytes: its id, and a hash of its content.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Protocol, TypeVar

import msgspec

from rashomon.records.changes import Change

_BYTES = 8
"""Of an id, and of a content's hash: two contents of one id are taken for one in 10^19 cases."""


class Record(Protocol):
    """Anything with an id that is a hash of content; see `rashomon.ids`."""

    @property
    def id(self) -> str:
        """The record's id."""


R = TypeVar("R", bound=Record)


def digest(content: object) -> bytes:
    """A hash of any content that msgspec can write."""
    return blake2b(msgspec.msgpack.encode(content), digest_size=_BYTES).digest()


def pack(records: Iterable[Record]) -> bytes:
    """The ids of some records, and the hashes of their contents."""
    return b"".join(_packed_id(one.id) + digest(one) for one in records)


def compare(before: bytes, records: Iterable[R], prefix: str) -> tuple[bytes, Change[R]]:
    """The records packed, and what of them is not what was packed before.

    Args:
        before: What was packed before; empty for nothing.
        records: The records now, each id once.
        prefix: The first letters of their ids.
    """
    held = dict(_unpacked(before))
    put = []
    packed = []
    for one in records:
        own, content = _packed_id(one.id), digest(one)
        packed.append(own + content)
        if held.pop(own, None) != content:
            put.append(one)
    gone = tuple(f"{prefix}-{own.hex()}" for own in sorted(held))
    return b"".join(packed), Change(tuple(put), gone)


def holds(packed: bytes, record: str) -> bool:
    """Whether a record with some id is among those that were packed."""
    own = _packed_id(record)
    return any(one == own for one, _ in _unpacked(packed))


def _packed_id(record: str) -> bytes:
    return bytes.fromhex(record.partition("-")[2])


def _unpacked(packed: bytes) -> Iterable[tuple[bytes, bytes]]:
    for start in range(0, len(packed), 2 * _BYTES):
        middle, end = start + _BYTES, start + 2 * _BYTES
        yield packed[start:middle], packed[middle:end]


def together(changes: Iterable[Change[R]]) -> Change[R]:
    """The changes of many reports as one."""
    put: dict[str, R] = {}
    gone: set[str] = set()
    for one in changes:
        put.update((record.id, record) for record in one.put)
        gone.update(one.gone)
    return Change(tuple(put[key] for key in sorted(put)), tuple(sorted(gone - put.keys())))
