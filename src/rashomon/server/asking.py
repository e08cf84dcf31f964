"""What a page is asked for: the state of the ledger, the day of knowledge, the filters, who asks."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from msgspec import Struct
from starlette.requests import Request

from rashomon.server.desk import Desk
from rashomon.server.problems import Way, bad_filter
from rashomon.server.snapshots import Snapshot

if TYPE_CHECKING:
    from rashomon.server.ruling import Rulings
    from rashomon.server.uploads import Uploads

THEMES = ("light", "dark")

LEAVING, AT_ONCE = "leaving", "at-once"
"""The cookie of who wants no page between a report and its original, and what it holds then."""


class User(Struct, frozen=True):
    """Who asks: a reader looks, an editor may change what the ledger says."""

    name: str
    role: str


class Ask:
    """One request for a page of a story, with ``rulings`` and ``uploads`` for whoever changes it.

    ``path`` holds the parts of the address that the screen's path names (``{claim}``); ``query`` what
    follows the question mark, of each name the last; `Ask.all` gives all values of one.
    """

    def __init__(self, request: Request, desk: Desk, user: User, csrf: str) -> None:
        self.rulings: Rulings
        self.uploads: Uploads
        self.request = request
        self.desk = desk
        self.user = user
        self.csrf = csrf
        self.path: Mapping[str, str] = {
            name: value for name, value in request.path_params.items() if name != "story"
        }
        self.query: Mapping[str, str] = dict(request.query_params)
        self.theme = request.cookies["theme"] if request.cookies.get("theme") in THEMES else None

    @property
    def story(self) -> str:
        """The story's name in addresses."""
        return self.desk.slug

    @property
    def may_edit(self) -> bool:
        """Whether whoever asks may correct and upload."""
        return self.user.role == "editor"

    @cached_property
    def asof(self) -> date | None:
        """The day of knowledge; None for now.

        Raises:
            Refusal: It is no day.
        """
        return self.day("asof")

    @cached_property
    def snapshot(self) -> Snapshot:
        """The records as known on that day."""
        return self.desk.snapshot(self.asof)

    @cached_property
    def now(self) -> Snapshot:
        """The records as known now, whatever day is asked for."""
        return self.desk.snapshot()

    def day(self, field: str) -> date | None:
        """A day of the query; None where it is not given.

        Raises:
            Refusal: It is no day.
        """
        words = self.query.get(field, "")
        if not words:
            return None
        try:
            return date.fromisoformat(words)
        except ValueError:
            raise bad_filter(
                field, f"{field} is {words[:40]!r}. Write a day such as 2015-06-03."
            ) from None

    def number(self, field: str, default: int, *, most: int) -> int:
        """A whole number of the query from 0 to ``most``.

        Raises:
            Refusal: It is none.
        """
        words = self.query.get(field, "")
        if not words:
            return default
        if not (words.isascii() and words.isdecimal()) or int(words[:12]) > most or len(words) > 12:
            raise bad_filter(
                field, f"{field} is {words[:40]!r}. Write a whole number from 0 to {most}."
            )
        return int(words)

    def choices(self, field: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """The words of a filter such as ``status=contested,single``; empty where it is not given.

        Raises:
            Refusal: One of them is not allowed.
        """
        found = tuple(
            dict.fromkeys(word for value in self.all(field) for word in value.split(",") if word)
        )
        for word in found:
            if word not in allowed:
                raise bad_filter(
                    field, f"{field} is {word[:40]!r}. It may be {', '.join(allowed)}."
                )
        return found

    @property
    def leaves_at_once(self) -> bool:
        """Whether links to originals lead there at once: who reads here turned the page between off."""
        return self.request.cookies.get(LEAVING) == AT_ONCE and not self.published

    @property
    def published(self) -> bool:
        """Whether this page will be read from a file, without a server behind it."""
        return bool(self.request.scope.get("rashomon.published"))

    def missing(self, kind: str, record: str, *ways: Way) -> Exception:
        """What to raise for an id that the snapshot does not have: moved, no longer held, or unknown.

        Args:
            kind: The kind in the singular: ``claim``, ``report``, ``statement``, …
            record: The id as it was asked for.
            ways: Where to go instead.
        """
        from rashomon.server.fates import missing

        return missing(self.desk, kind, record, self.asof, ways)

    def all(self, field: str) -> list[str]:
        """All values of a name in the query."""
        return self.request.query_params.getlist(field)

    def link(self, path: str = "", **query: Any) -> str:
        """An address below this story that keeps the day of knowledge.

        Args:
            path: Such as ``/claims/cl-…``; empty for the overview. ``#…`` at its end is kept.
            query: What follows the question mark; None leaves a name out, ``asof=None`` the day too.
        """
        asked: dict[str, Any] = {"asof": self.query.get("asof") or None, **query}
        path, sharp, fragment = path.partition("#")
        words = urlencode(
            {name: value for name, value in asked.items() if value is not None}, safe=","
        )
        return f"/s/{self.story}{quote(path)}" + (f"?{words}" if words else "") + sharp + fragment

    def here(self, **changes: Any) -> str:
        """The address of this page with some of its filters changed; None leaves one out."""
        asked = {**self.query, **changes}
        words = urlencode(
            {name: value for name, value in asked.items() if value not in (None, "")}, safe=","
        )
        return f"{quote(self.request.url.path)}" + (f"?{words}" if words else "")

    def again(self) -> str:
        """The address of this page as it was asked for, as HTML."""
        url = self.request.url
        return f"{quote(url.path.removesuffix('.json'))}" + (f"?{url.query}" if url.query else "")

    def twin(self, form: str) -> str:
        """The address of this page as ``json`` or ``csv``, with the same filters."""
        words = self.request.url.query
        return f"{quote(self.request.url.path)}.{form}" + (f"?{words}" if words else "")
