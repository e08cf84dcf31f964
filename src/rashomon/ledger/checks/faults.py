"""A promise that a ledger does not keep."""

from msgspec import Struct


class Fault(Struct, frozen=True, order=True):
    """What is wrong with which record.

    ``code`` is stable: ``storage``, ``projection``, ``index``, ``evidence``, ``quote``, ``offset``,
    ``dangling``, ``differs``.
    """

    code: str
    record: str
    sentence: str
