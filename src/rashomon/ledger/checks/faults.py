"""A promise that a ledger does not keep."""

from msgspec import Struct


class Fault(Struct, frozen=True, order=True):
    """What is wrong with which record.

    ``code`` is stable: ``storage``, ``projection``, ``index``, ``evidence``, ``custody``,
    ``corrections``, ``quote``, ``offset``, ``dangling``, ``differs``, ``unfinished``.
    """

    code: str
    record: str
    sentence: str
