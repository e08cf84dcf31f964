"""What can go wrong, by who must act.

::

    RashomonError
    ├── UsageError      the caller asked for something that cannot be had     exit 2
    ├── ConflictError   somebody else ruled on the same first                 exit 1
    ├── LedgerError     the ledger is missing, newer, locked or damaged       exit 1
    ├── StorageError    the machine cannot keep what was to be written        exit 1
    └── InternalError   a promise of ours is broken; please report it         exit 1

A bad *report* is no error: it becomes a `Reject` and the rest is read.
"""


class RashomonError(Exception):
    """Any failure that Rashomon explains itself.

    ``code`` is stable and the same in the command line, Python and HTTP; the message says what was
    wrong, where, and what to do next.
    """

    code = "error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class UsageError(RashomonError):
    """The caller asked for something that cannot be had: a missing path, an unreadable day."""

    code = "usage"


class ConflictError(RashomonError):
    """Somebody else ruled on the same first; look at what they did, then decide anew.

    ``first`` is their correction: a `rashomon.records.corrections.Correction`.
    """

    code = "correction-conflict"

    def __init__(self, message: str, first: object) -> None:
        super().__init__(message)
        self.first = first


class LedgerError(RashomonError):
    """The ledger is missing, of another version, locked or damaged."""

    code = "ledger"


class StorageError(RashomonError):
    """The machine cannot keep what was to be written: a full disk, no permission."""

    code = "storage"


class InternalError(RashomonError):
    """A promise of the program is broken."""

    code = "internal"
