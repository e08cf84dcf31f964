"""The first half of settling, as it grows: days, copies, and who, where, when of all reports together.

`reground` says what changes among reports, passages, marks, statements, entities and reuse where some
reports are new, were read again or are gone. From nothing it gives all of them, so that a count of
everything and the change by one report are made by the same steps.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct

from rashomon.correcting.names import constraints_of
from rashomon.correcting.reports import correct_reports
from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding import date_reports, grow
from rashomon.grounding.dating import ROUNDS
from rashomon.grounding.digests import compare, digest, together
from rashomon.records.changes import Change, Regrounded
from rashomon.records.corrections import NO_RULINGS, Rulings
from rashomon.records.findings import Extraction
from rashomon.records.linking import Constraint
from rashomon.records.reports import Passage, Published, Report
from rashomon.records.reuse import Reuse
from rashomon.repeating import PRINTED, Pair, Told, pair_of, renew_printed
from rashomon.retelling import Retelling, Sheet
from rashomon.tracing import Printed, find_shared
from rashomon.workings import Memory, Shelf, UnfitError, Workings


class Reports(Protocol):
    """All reports as they are now: as read, and what any two of them share."""

    def extraction(self, report: str) -> Extraction:
        """What a report gives by itself."""

    def shared(self, report: str) -> Mapping[str, Sequence[Reuse]]:
        """What a report shares with others, by the other report; those with nothing may be left out."""


class News(Struct, frozen=True):
    """What happened among the reports.

    ``put`` are the ids of those that are new or were read again, ``gone`` of those that are there no
    more. ``pairs`` are the pairs of reports of which what they share was looked for or dropped.
    """

    put: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()


SHEETS = Shelf("report.sheet", Sheet)
"""By report."""


class Gathered:
    """Reports in memory."""

    def __init__(self, extractions: Iterable[Extraction], shared: Iterable[Reuse]) -> None:
        self._extractions = {one.report.id: one for one in extractions}
        self._shared: dict[str, dict[str, list[Reuse]]] = defaultdict(dict)
        for one in shared:
            for here, there in (
                (one.from_report, one.to_report),
                (one.to_report, one.from_report),
            ):
                self._shared[here].setdefault(there, []).append(one)

    def extraction(self, report: str) -> Extraction:
        """What a report gives by itself."""
        return self._extractions[report]

    def shared(self, report: str) -> Mapping[str, Sequence[Reuse]]:
        """What a report shares with others, by the other report."""
        return self._shared.get(report, {})

    def everything(self) -> News:
        """All reports as news."""
        pairs = {pair_of(one, other) for one, others in self._shared.items() for other in others}
        return News(put=tuple(sorted(self._extractions)), pairs=tuple(sorted(pairs)))


def recount(
    extractions: Sequence[Extraction],
    rulings: Rulings = NO_RULINGS,
    watched: Sequence[WatchList] = (),
    shared: Iterable[Reuse] | None = None,
) -> tuple[Regrounded, Memory]:
    """Everything that the first half of settling gives, and the workings from which it can grow.

    Under rulings on reports the workings must not be kept: those are followed only where all is counted;
    see `rashomon.reruling.can_grow`.

    Args:
        extractions: What each report gives by itself.
        rulings: What people corrected.
        watched: Watch lists to hold the entities' names against.
        shared: What any two of the reports share, where that was kept; else it is looked for.
    """
    found = [one.report for one in extractions]
    as_read = correct_reports(found, rulings)
    if shared is None or list(as_read) != found:
        # what people say of a report may turn a copy round
        passages = [passage for one in extractions for passage in one.passages]
        traced = find_shared(as_read, passages).shared
        shared = [one for reuses in traced.values() for one in reuses]
    corrected = (
        msgspec.structs.replace(one, report=report)
        for one, report in zip(extractions, as_read, strict=True)
    )
    reports = Gathered(corrected, shared)
    memory = Memory()
    constraints = constraints_of(rulings)
    everything = _Round(memory, reports, reports.everything())
    return everything.settle(constraints, watched), memory


def reground(
    workings: Workings,
    reports: Reports,
    news: News,
    watched: Sequence[WatchList] = (),
    constraints: Sequence[Constraint] = (),
) -> Regrounded:
    """What changes by some news; together with what held before, the same as a recount of everything.

    Args:
        workings: What was kept of the reports so far, by the same program, with the same registries and
            watch lists, and without rulings on reports; it is brought up to date.
        reports: All reports as they are now.
        news: What happened among them since.
        watched: The watch lists.
        constraints: What people say of names by now.

    Raises:
        UnfitError: The workings are of other reports.

    Cost: The reports of the news, those without a day that copies link with them, and what
    `rashomon.grounding.growth.grow` says of names; whatever the number of all reports.
    """
    return _Round(workings, reports, news).settle(constraints, watched)


class _Sources:
    """All reports as they are now, those that were asked for at hand."""

    def __init__(self, workings: Workings, reports: Reports, new: frozenset[str]) -> None:
        self._workings = workings
        self._reports = reports
        self._new = new
        self._extractions: dict[str, Extraction] = {}
        self._found: dict[str, Mapping[str, Sequence[Reuse]]] = {}
        self._partners: dict[str, Mapping[str, Sequence[Reuse]]] = {}

    def as_read(self, report: str) -> Extraction:
        """What a report gives by itself."""
        if report not in self._extractions:
            self._extractions[report] = self._reports.extraction(report)
        return self._extractions[report]

    def dated(self, report: str) -> Extraction:
        """What a report gives by itself, with its day."""
        found = self.as_read(report)
        published = self.sheet(report).published
        if found.report.published == published:
            return found
        return msgspec.structs.replace(
            found, report=msgspec.structs.replace(found.report, published=published)
        )

    def sheet(self, report: str) -> Sheet:
        """What is kept of a report."""
        found = self._workings.get(SHEETS, report)
        if found is None:
            raise UnfitError(f"Nothing is kept of the report {report}.")
        return found

    def shared(self, report: str) -> Mapping[str, Sequence[Reuse]]:
        """What a report shares with others, by the other report, standing matter told apart."""
        if report not in self._partners:
            self._partners[report] = Told(report, self.found(report), self._printed)
        return self._partners[report]

    def found(self, report: str) -> Mapping[str, Sequence[Reuse]]:
        """What a report shares with others, by the other report, as it was found."""
        if report not in self._found:
            self._found[report] = self._reports.shared(report)
        return self._found[report]

    def outlet(self, report: str) -> str | None:
        """The outlet of a report; None where nobody knows."""
        if report in self._new:
            return self.as_read(report).report.outlet
        return self.sheet(report).outlet

    def is_new(self, report: str) -> bool:
        """Whether nothing is kept of a report yet."""
        return self._workings.get(SHEETS, report) is None

    def outlets(self, report: str) -> frozenset[str]:
        """The outlets of a report now and before it was read again or went."""
        kept = self._workings.get(SHEETS, report)
        now = self.as_read(report).report.outlet if report in self._new else None
        before = None if kept is None else kept.outlet
        return frozenset(one for one in (before, now) if one is not None)

    def _printed(self, report: str) -> Printed | None:
        return self._workings.get(PRINTED, report)

    def copies(self, report: str) -> dict[str, Sequence[Reuse]]:
        """What a report took from others or they from it, where the texts tell who from whom."""
        return {
            other: reuses
            for other, reuses in self.shared(report).items()
            if reuses and reuses[0].direction == "known"
        }


class _Round:
    """One round of bringing the first half up to date."""

    def __init__(self, workings: Workings, reports: Reports, news: News) -> None:
        self._workings = workings
        self._new = frozenset(news.put)
        self._sources = _Sources(workings, reports, self._new)
        self._news = news

    def settle(self, constraints: Sequence[Constraint], watched: Sequence[WatchList]) -> Regrounded:
        """What changes, from what outlets repeat over days and copies to names."""
        news = self._news
        told = renew_printed(self._workings, self._sources, news.pairs, news.put, news.gone)
        pairs = tuple(sorted({*(pair_of(*pair) for pair in news.pairs), *told}))
        self._news = msgspec.structs.replace(news, pairs=pairs)
        redated = self._redate()
        reports, passages = self._keep_sheets(redated)
        touched = sorted({*self._new, *redated})
        reuse = Retelling(self._workings, self._sources).renew(self._news.pairs, touched)
        changed: dict[str, Extraction | None] = dict.fromkeys(self._news.gone)
        changed |= {report: self._sources.dated(report) for report in touched}
        dated = self._sources.dated
        grown = grow(self._workings, changed, dated, constraints, watched)
        return Regrounded(reports, passages, grown.marks, grown.statements, grown.entities, reuse)

    # -- days

    def _redate(self) -> dict[str, Published]:
        """The days of reports without one of their own, as far as they are other ones than before."""
        distance = self._undated_around()
        if not distance:
            return {}
        wanted = set(distance)
        for report in distance:
            wanted.update(self._sources.copies(report))
        as_read = {report: self._sources.as_read(report) for report in sorted(wanted)}
        edges = {
            one.id: one
            for report in distance
            for reuses in self._sources.copies(report).values()
            for one in reuses
        }
        dated = date_reports(
            [one.report for one in as_read.values()],
            {report: one.times for report, one in as_read.items()},
            [edges[key] for key in sorted(edges)],
        )
        found = {}
        for one in dated:
            if distance.get(one.id, ROUNDS) < ROUNDS:
                kept = self._workings.get(SHEETS, one.id)
                if one.id in self._new or kept is None or kept.published != one.published:
                    found[one.id] = one.published
        return found

    def _undated_around(self) -> dict[str, int]:
        """The reports without a day that the news may date anew, and those that these rest on.

        The value is how many copies lie between: up to fewer than `ROUNDS` the day may be another; of
        those as far off again as they are it must be known.
        """
        near: set[str] = {*self._new, *(report for pair in self._news.pairs for report in pair)}
        for report in self._news.put:
            near.update(self._sources.copies(report))
        distance = {
            report: 0
            for report in sorted(near)
            if report not in self._news.gone and self._is_undated(report)
        }
        edge = sorted(distance)
        for step in range(1, 2 * ROUNDS - 1):
            found = {other for report in edge for other in self._sources.copies(report)}
            edge = sorted(other for other in found - distance.keys() if self._is_undated(other))
            distance |= dict.fromkeys(edge, step)
        return distance

    def _is_undated(self, report: str) -> bool:
        if report in self._new:
            return self._sources.as_read(report).report.published.basis == "unknown"
        return self._sources.sheet(report).is_undated

    # -- reports

    def _keep_sheets(
        self, redated: Mapping[str, Published]
    ) -> tuple[Change[Report], Change[Passage]]:
        """Keep what is known of the reports now, and tell what of them changed."""
        reports: list[Change[Report]] = []
        passages: list[Change[Passage]] = []
        for report in sorted({*self._new, *redated}):
            kept = self._workings.get(SHEETS, report)
            extraction = self._sources.as_read(report)
            now = extraction.report
            is_undated = now.published.basis == "unknown"
            if report in redated:
                now = msgspec.structs.replace(now, published=redated[report])
            content = digest(now)
            if kept is None or kept.content != content:
                reports.append(Change((now,)))
            packed, changed = compare(
                b"" if kept is None else kept.passages, extraction.passages, "ps"
            )
            passages.append(changed)
            sheet = Sheet(now.name, now.outlet, now.published, is_undated, content, packed)
            self._workings.put(SHEETS, report, "", sheet)
        for report in self._news.gone:
            kept = self._sources.sheet(report)
            reports.append(Change(gone=(report,)))
            passages.append(compare(kept.passages, (), "ps")[1])
            self._workings.put(SHEETS, report, "", None)
        return together(reports), together(passages)
