"""Which days of a forecast's window the reports cover: who else speaks of its place or party.

That nobody reports an event says that it did not happen only as far as somebody was looking. Enters:
who speaks of what, by the days of the reports. Leaves: how many reports of days in a window, and soon
after it, speak of what a forecast is about, those left out that make it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.statements import Statement
from rashomon.situation.lineage import Lineage

REACH = timedelta(days=92)
"""How long after a window a report still tells something about it: about a quarter."""

ENOUGH = 10
"""Reports that are counted at most, in a window and after it: who is seen by ten is seen, and what many
speak of must not say something else with each report that comes."""

_ENOUGH_IN_WORDS = "at least ten"

_NAMED = 2
"""Places or parties named in a reason; more say no more."""


class Covered(Struct, frozen=True):
    """How many reports speak of what a forecast is about: of days in its window, and soon after it."""

    inside: int
    after: int
    about: str

    def in_words(self) -> str:
        """For a reason: "3 other reports of days in the window … speak of Tolna"."""
        some = f"{_number(self.inside)} other report{'' if self.inside == 1 else 's'}"
        after = f"{_number(self.after)} of the {REACH.days} days after it"
        return f"{some} of days in the window and {after} speak of {self.about}"


def _number(count: int) -> str:
    return _ENOUGH_IN_WORDS if count >= ENOUGH else str(count)


class Speaking(Protocol):
    """Where reports are looked up by whom and what they speak of."""

    def speaking(self, name: str, since: date) -> Iterable[tuple[str, Days]]:
        """The reports that speak of somebody or some place from a day on, by their last days."""


class Coverage:
    """The reports that speak of each place and party, by their days.

    **Cost** That of the reports on what a question is about, up to `ENOUGH` or `REACH`.
    """

    def __init__(self, told: Speaking, lineage: Lineage) -> None:
        self._told = told
        self._lineage = lineage

    def of(self, group: Sequence[Statement], window: Days) -> Covered:
        """Who covers a forecast's window, by the places that it names, or else by the parties."""
        about = find_covering(group)
        own = {one.report for one in group}
        inside: set[str] = set()
        after: set[str] = set()
        for name in about:
            if len(inside) < ENOUGH:
                inside |= self._count(name, window, own, inside=True)
            if len(after) < ENOUGH:
                after |= self._count(name, window, own, inside=False)
        named = " or ".join(self._lineage.name(name) for name in about[:_NAMED])
        return Covered(min(len(inside), ENOUGH), min(len(after), ENOUGH), named or "it")

    def _count(self, name: str, window: Days, own: Collection[str], *, inside: bool) -> set[str]:
        """The first reports of days in a window, or of those after it, as many as are counted."""
        found: set[str] = set()
        since = window.first if inside else window.last + timedelta(days=1)
        for report, days in self._told.speaking(name, since):
            if len(found) == ENOUGH or days.last > end_of(window):
                break
            if report not in own and (days.first <= window.last) == inside:
                found.add(report)
        return found


def find_covering(group: Sequence[Statement]) -> list[str]:
    """The places that a forecast is about, or else the parties: of whom others are to speak."""
    about = sorted({name for one in group for name in one.places})
    return about or sorted({name for one in group for name in (*one.actors, *one.targets)})


def end_of(window: Days) -> date:
    """The last day of the reports that are counted."""
    return window.last + min(REACH, date.max - window.last)
