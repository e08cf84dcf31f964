"""What outlets print again and again, as it grows: for each report the sentences of its own archive.

Stands beside `regrounding`, before days and copies: whether two reports share standing matter depends
on what the outlet of either prints in other reports, and on no day. Enters: the pairs of reports of
which what they share was looked for. Leaves: the further pairs of which it is to be told anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from rashomon.records.reuse import Reuse
from rashomon.spans import covers
from rashomon.tracing import Printed, find_printed, printed_spans, tell_standing
from rashomon.workings import Shelf, Workings

Pair = tuple[str, str]
"""The ids of two reports, the smaller first."""

PRINTED = Shelf("report.printed", Printed)
"""By report; nothing where its outlet repeats nothing of it."""


class Sources(Protocol):
    """All reports as they are now, and what any two of them share, as it was found."""

    def outlet(self, report: str) -> str | None:
        """The outlet of a report; None where nobody knows."""

    def is_new(self, report: str) -> bool:
        """Whether nothing is kept of a report yet."""

    def outlets(self, report: str) -> frozenset[str]:
        """The outlets of a report now and before it was read again or went."""

    def found(self, report: str) -> Mapping[str, Sequence[Reuse]]:
        """What a report shares with others, by the other report, as it was found."""


def pair_of(one: str, other: str) -> Pair:
    """Two reports in the order of their ids."""
    return (one, other) if one < other else (other, one)


def renew_printed(
    workings: Workings,
    sources: Sources,
    pairs: Sequence[Pair],
    put: Sequence[str],
    gone: Sequence[str],
) -> frozenset[Pair]:
    """Bring what outlets repeat up to date; the pairs of which what they share is to be told anew.

    Args:
        workings: What was kept, which is brought up to date.
        sources: All reports as they are now.
        pairs: Pairs of reports of which what they share was looked for or dropped.
        put: Reports that are new or were read again.
        gone: Reports that are there no more.

    **Cost** The partners of those whose outlet shares something with another report of its own.
    """
    fresh = frozenset(put)
    around = {pair_of(report, other) for report in put for other in sources.found(report)}
    own: dict[str, list[str]] = {report: [] for report in put}
    for one, other in around.union(pairs):
        if _is_own((one, other), sources):
            own.setdefault(one, []).append(other)
            own.setdefault(other, []).append(one)
    told: set[Pair] = set()
    for report in sorted(own.keys() - set(gone)):
        kept = workings.get(PRINTED, report)
        if report not in fresh and _adds_nothing(report, kept, own[report], sources):
            continue
        now = _printed(report, sources)
        if now != kept:
            workings.put(PRINTED, report, "", now)
            told |= {
                pair_of(report, other)
                for other, reuses in sources.found(report).items()
                if reuses and reuses[0].extent == "slight"
            }
    for report in gone:
        workings.put(PRINTED, report, "", None)
    return frozenset(told)


def _adds_nothing(
    report: str, kept: Printed | None, others: Iterable[str], sources: Sources
) -> bool:
    """Whether all that changed are new reports with what the outlet was known to repeat.

    A sentence that thousands of reports have needs no look at all of them for one more.
    """
    found = sources.found(report)
    spans = () if kept is None else kept.spans
    return all(
        sources.is_new(other)
        and all(
            any(covers(known, span) for known in spans)
            for span in printed_spans(report, [found.get(other, ())])
        )
        for other in others
    )


def _is_own(pair: Pair, sources: Sources) -> bool:
    return bool(sources.outlets(pair[0]) & sources.outlets(pair[1]))


def _printed(report: str, sources: Sources) -> Printed | None:
    outlet = sources.outlet(report)
    if outlet is None:
        return None
    own = [
        reuses for other, reuses in sources.found(report).items() if sources.outlet(other) == outlet
    ]
    return find_printed(report, outlet, own)


class Told(Mapping[str, Sequence[Reuse]]):
    """What a report shares with others, standing matter told apart; told when it is asked for."""

    def __init__(
        self,
        report: str,
        found: Mapping[str, Sequence[Reuse]],
        printed: Callable[[str], Printed | None],
    ) -> None:
        self._report = report
        self._found = found
        self._printed = printed
        self._told: dict[str, Sequence[Reuse]] = {}

    def __getitem__(self, other: str) -> Sequence[Reuse]:
        if other not in self._told:
            reuses = self._found[other]
            ends = self._report, other
            is_slight = any(one.extent == "slight" for one in reuses)
            again = {end: self._printed(end) for end in ends} if is_slight else {}
            self._told[other] = tell_standing(
                reuses, {end: one for end, one in again.items() if one is not None}
            )
        return self._told[other]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
