"""What went wrong, as HTTP tells it: RFC 9457 problem documents for programs, pages for people.

The codes are those of the command line; `STATUSES` says which status each code answers with.
"""

from typing import Any

from msgspec import Struct

from rashomon.errors import ConflictError, LedgerError, RashomonError, StorageError, UsageError

PROBLEM_TYPE = "application/problem+json"


class Way(Struct, frozen=True):
    """A way on from a page that says what went wrong: words and where they lead.

    ``is_now`` leads to what is known now, whatever day was asked for.
    """

    words: str
    path: str
    is_now: bool = False


class Trouble(Struct, frozen=True):
    """A problem as told: ``title`` in a few words, ``detail`` in a sentence or two with what to do.

    ``field`` names the part of the request that was wrong; ``ways`` lead on; ``about`` holds what else
    is known (the reason of a rejection, the other person's change).
    """

    status: int
    code: str
    title: str
    detail: str
    field: str | None = None
    ways: tuple[Way, ...] = ()
    about: dict[str, Any] = {}


class Refusal(Exception):  # noqa: N818 - an answer, not a fault of ours
    """A request that is answered with a `Trouble`."""

    def __init__(self, trouble: Trouble, headers: dict[str, str] | None = None) -> None:
        super().__init__(trouble.detail)
        self.trouble = trouble
        self.headers = headers or {}


class Moved(Exception):  # noqa: N818 - an answer, not a fault
    """A record that goes by another id now: ``path`` below the story, such as ``/claims/cl-…``."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


TITLES = {
    400: "Not understood",
    401: "Who are you?",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Somebody else changed this",
    410: "No longer held",
    413: "Too large",
    415: "Of another kind",
    421: "Another host's name",
    422: "Cannot be asked for",
    429: "Too many requests",
    500: "A promise of the program is broken",
    503: "The ledger cannot be read just now",
    507: "No room left",
}
"""The title of each status."""

STATUSES = {
    "no-such-record": 404,
    "several-records": 422,
    "no-such-correction": 404,
    "changed-meanwhile": 409,
    "disk-full": 507,
    "too-large": 413,
}
"""The status of each code that does not follow from the kind of error."""


def not_found(what: str, record: str, *ways: Way) -> Refusal:
    """A 404 for a record that was never held, with the ways on."""
    return Refusal(
        Trouble(
            404, "no-such-record", TITLES[404],
            f"No {what} goes by {record[:80]!r} here. It may belong to another ledger, or the address"
            " may have lost its end.",
            ways=ways or (Way("Overview", ""),),
        )
    )  # fmt: skip


def bad_filter(field: str, detail: str) -> Refusal:
    """A 422 for a filter that cannot be understood; names the field."""
    return Refusal(Trouble(422, "bad-filter", TITLES[422], detail, field=field))


def refused(status: int, code: str, detail: str, **more: Any) -> Refusal:
    """Any other refusal."""
    return Refusal(Trouble(status, code, TITLES[status], detail, **more))


def trouble_of(error: RashomonError) -> Trouble:
    """What HTTP says of an error of the program."""
    if isinstance(error, LedgerError):
        status = 503
    elif isinstance(error, StorageError):
        status = 507
    elif isinstance(error, UsageError):
        status = 422
    else:
        status = 500
    status = STATUSES.get(error.code, status)
    about: dict[str, Any] = {}
    if isinstance(error, ConflictError):
        status, about = 409, {"first": error.first}
    return Trouble(status, error.code, TITLES[status], str(error), about=about)


def problem_row(trouble: Trouble) -> dict[str, Any]:
    """The problem document of RFC 9457."""
    row: dict[str, Any] = {
        "type": f"urn:rashomon:problem:{trouble.code}",
        "title": trouble.title,
        "status": trouble.status,
        "detail": trouble.detail,
        "code": trouble.code,
    }
    if trouble.field is not None:
        row["field"] = trouble.field
    return {**trouble.about, **row}
