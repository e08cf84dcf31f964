"""Reuse between all reports, as it grows: directions by inferred days, and the third report behind two.

Stands beside `regrounding`. Enters: the pairs of reports of which what they share, or a day of theirs,
is another one now. Leaves: the reuse that is not what it was. It goes no further than to the other
partners of whoever took something.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct

from rashomon.grounding.digests import compare, together
from rashomon.records.changes import Change
from rashomon.records.findings import Extraction
from rashomon.records.reports import Published
from rashomon.records.reuse import Reuse
from rashomon.repeating import Pair, pair_of
from rashomon.tracing import dateline_ends, explain_siblings, retell
from rashomon.workings import Shelf, Workings


class Sheet(Struct, frozen=True, array_like=True):
    """What is kept of a report: its name, outlet, its day as told at last, and whether it states none.

    ``content`` and ``passages`` are digests; see `rashomon.grounding.digests`.
    """

    name: str
    outlet: str | None
    published: Published
    is_undated: bool
    content: bytes
    passages: bytes


class Told(Struct, frozen=True, array_like=True):
    """What is kept of two reports that share something.

    ``taker`` is the one that took it, None where nobody can tell; ``retold`` what they share once more
    days were known, None where that is what was found; ``content`` are digests.
    """

    taker: str | None
    retold: tuple[Reuse, ...] | None
    content: bytes


TOLD = Shelf("report.told", Told)
"""By the smaller id of two reports and by the other."""


class Sources(Protocol):
    """All reports as they are now, with their days."""

    def sheet(self, report: str) -> Sheet:
        """What is kept of a report."""

    def dated(self, report: str) -> Extraction:
        """What a report gives by itself, with its day."""

    def shared(self, report: str) -> Mapping[str, Sequence[Reuse]]:
        """What a report shares with others, by the other report, standing matter told apart."""


class Retelling:
    """One round of bringing reuse up to date."""

    def __init__(self, workings: Workings, sources: Sources) -> None:
        self._workings = workings
        self._sources = sources

    def renew(self, compared: Iterable[Pair], changed: Iterable[str]) -> Change[Reuse]:
        """What changes among the reuse.

        Args:
            compared: Pairs of reports of which what they share was looked for or dropped.
            changed: Reports that are new, were read again, or have another day.
        """
        pairs = {pair_of(*pair) for pair in compared}
        pairs |= {pair_of(one, other) for one in changed for other in self._sources.shared(one)}
        takers: set[str] = set()
        told: dict[Pair, Sequence[Reuse]] = {}
        for pair in sorted(pairs):
            kept = self._workings.get(TOLD, *pair)
            found = self._sources.shared(pair[0]).get(pair[1], ())
            told[pair] = self._told_anew(found)
            taker = _taker(told[pair])
            before = None if kept is None else kept.taker
            takers |= {one for one in (taker, before) if one is not None}
            if kept is not None or told[pair]:
                retold = None if told[pair] is found else tuple(told[pair])
                content = b"" if kept is None else kept.content
                self._workings.put(TOLD, *pair, Told(taker, retold, content))
        for report in sorted(takers):  # whose other partners may have it from the same report
            for other, reuses in self._told(report, told).items():
                if _is_open(reuses):
                    told.setdefault(pair_of(report, other), reuses)
        return self._explain(told)

    def _told_anew(self, found: Sequence[Reuse]) -> Sequence[Reuse]:
        """What two reports share, with its direction by their days where one of these was inferred.

        What was taken comes first, before standing matter, which never has a direction.
        """
        taken = [one for one in found if not one.standing]
        if not taken or taken[0].direction == "known":
            return found
        ends = found[0].from_report, found[0].to_report
        if all(self._sources.sheet(one).published.basis != "inferred" for one in ends):
            return found  # by days that are stated it was told already
        one, other = (self._sources.dated(end) for end in ends)
        datelines = dateline_ends([*one.passages, *other.passages])
        told = retell(taken, (one.report, other.report), datelines)
        return found if told is taken else (*told, *(one for one in found if one.standing))

    def _told(
        self, report: str, told: Mapping[Pair, Sequence[Reuse]]
    ) -> dict[str, Sequence[Reuse]]:
        """What a report shares with each other, with the directions that are told by now."""
        found: dict[str, Sequence[Reuse]] = {}
        for other, reuses in self._sources.shared(report).items():
            pair = pair_of(report, other)
            if pair in told:
                found[other] = told[pair]
                continue
            kept = None if _taker(reuses) is not None else self._workings.get(TOLD, *pair)
            retold = None if kept is None else kept.retold
            found[other] = reuses if retold is None else retold
        return found

    def _explain(self, told: Mapping[Pair, Sequence[Reuse]]) -> Change[Reuse]:
        """What changes among the reuse of some pairs, told why where both took it from a third."""
        every = {one.id: one for reuses in told.values() for one in reuses}
        ends = {end for pair, reuses in told.items() if _is_open(reuses) for end in pair}
        for end in sorted(ends):
            for reuses in self._told(end, told).values():
                if _taker(reuses) == end:
                    every |= {one.id: one for one in reuses}
        sources = {one.from_report for one in every.values() if one.direction == "known"}
        names = {source: self._sources.sheet(source).name for source in sources}
        explained: dict[Pair, list[Reuse]] = {pair: [] for pair in told}
        for one in explain_siblings([every[key] for key in sorted(every)], names):
            pair = pair_of(one.from_report, one.to_report)
            if pair in explained:
                explained[pair].append(one)
        return together(self._compared(pair, found) for pair, found in explained.items())

    def _compared(self, pair: Pair, found: Sequence[Reuse]) -> Change[Reuse]:
        kept = self._workings.get(TOLD, *pair)
        if kept is None:
            return Change()
        packed, change = compare(kept.content, found, "ru")
        now = msgspec.structs.replace(kept, content=packed) if found else None
        self._workings.put(TOLD, *pair, now)
        return change


def _taker(reuses: Sequence[Reuse]) -> str | None:
    """Who took what two reports share; None where nobody can tell."""
    return reuses[0].to_report if reuses and reuses[0].direction == "known" else None


def _is_open(reuses: Sequence[Reuse]) -> bool:
    """Whether two reports share what one of them took, and nobody can tell who."""
    return bool(reuses) and reuses[0].direction == "unknown" and not reuses[0].standing
