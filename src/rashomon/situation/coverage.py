"""Which days of a forecast's window the reports cover: who else speaks of its place or party.

That nobody reports an event says that it did not happen only as far as somebody was looking. Enters:
statements with the days of their reports. Leaves: how many reports of days in a window, and after it,
speak of what a forecast is about, those left out that make it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.statements import Statement
from rashomon.situation.lineage import Lineage

_NAMED = 2
"""Places or parties named in a reason; more say no more."""


class Covered(Struct, frozen=True):
    """How many reports speak of what a forecast is about: of days in its window, and after it."""

    inside: int
    after: int
    about: str

    def in_words(self) -> str:
        """For a reason: "3 other reports of days in the window and 1 after it speak of Tolna"."""
        some = f"{self.inside} other report{'' if self.inside == 1 else 's'} of days in the window"
        return f"{some} and {self.after} after it speak of {self.about}"


class Coverage:
    """The reports that speak of each place and party, by their days.

    **Cost** Linear in the statements; a question costs the reports on what it is about.
    """

    def __init__(
        self,
        statements: Iterable[Statement],
        published: Mapping[str, Days | None],
        lineage: Lineage,
    ) -> None:
        self._lineage = lineage
        found: dict[str, dict[str, Days]] = {}
        for one in statements:
            days = published.get(one.report)
            if days is not None:
                for name in {*one.places, *one.actors, *one.targets}:
                    found.setdefault(name, {})[one.report] = days
        self._reports = {
            name: sorted((days.last, days.first, report) for report, days in told.items())
            for name, told in found.items()
        }
        known = (days.last for days in published.values() if days is not None)
        self.last: date | None = max(known, default=None)

    def of(self, group: Sequence[Statement], window: Days) -> Covered:
        """Who covers a forecast's window, by the places that it names, or else by the parties."""
        about = sorted({name for one in group for name in one.places})
        about = about or sorted({name for one in group for name in (*one.actors, *one.targets)})
        own = {one.report for one in group}
        inside: set[str] = set()
        after: set[str] = set()
        for name in about:
            rows = self._reports.get(name, [])
            for _, first, report in rows[bisect_left(rows, (window.first, date.min, "")) :]:
                if report not in own:
                    (inside if first <= window.last else after).add(report)
        named = " or ".join(self._lineage.name(name) for name in about[:_NAMED])
        return Covered(len(inside), len(after), named or "it")
