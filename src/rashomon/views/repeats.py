"""Standing matter: sentences that an outlet prints again and again, and the reports that have them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.spans import Span, cut, shared
from rashomon.views.cells import outlet_of, report_order
from rashomon.views.wording import counted, listing

SAME_PLACE = 0.5
"""Share of the shorter of two stretches of one report from which they are the same words."""

End = tuple[str, Span]
"""A report and where the words stand in it."""


class Repeat(Struct, frozen=True):
    """Words that several reports print, and none of them took from another of them.

    ``words`` are those of ``report``, the earliest of the ``reports``. ``outlets`` are their names, each
    with how many of the reports are its own, those with most first; ``why`` are the reasons why this is
    standing matter, ``records`` the ids of the pairs that share it.
    """

    words: str
    report: str
    reports: tuple[str, ...]
    outlets: tuple[tuple[str, int], ...]
    why: tuple[str, ...]
    records: tuple[str, ...]


def list_repeats(reuse: Iterable[Reuse], reports: Mapping[str, Report]) -> tuple[Repeat, ...]:
    """Standing matter, what most reports print first.

    **Cost** Near-linear in the pairs that share such words.

    Args:
        reuse: What reports have in common; what was taken is passed over.
        reports: The reports by id.
    """
    standing = sorted((one for one in reuse if one.standing), key=lambda one: one.id)
    groups: dict[int, list[Reuse]] = defaultdict(list)
    for one, root in zip(standing, _roots(standing), strict=True):
        groups[root].append(one)
    found = [_repeat(group, reports) for group in groups.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.reports), one.records)))


def outlets_in_words(one: Repeat) -> str:
    """Who prints it, how often: "the Herald in 4 reports, the Gazette in 1"."""
    return listing([f"{name} in {counted(many, 'report')}" for name, many in one.outlets])


def _repeat(group: Sequence[Reuse], reports: Mapping[str, Report]) -> Repeat:
    ends = [end for one in group for end in _ends(one)]
    names = sorted({report for report, _ in ends}, key=lambda name: report_order(reports[name]))
    first = names[0]
    longest = max(
        (span for report, span in ends if report == first),
        key=lambda span: (span.end - span.start, -span.start),
    )
    outlets: dict[str, int] = defaultdict(int)
    for name in names:
        outlets[outlet_of(reports[name])] += 1
    return Repeat(
        words=cut(reports[first].text, longest),
        report=first,
        reports=tuple(names),
        outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
        why=tuple(sorted({one.standing for one in group})),
        records=tuple(one.id for one in group),
    )


def _ends(one: Reuse) -> tuple[End, End]:
    return (one.from_report, one.from_span), (one.to_report, one.to_span)


def _roots(standing: Sequence[Reuse]) -> list[int]:
    """For each pair the first of those that share the same words with it, one way or another."""
    parent = list(range(len(standing)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    by_report: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for place, one in enumerate(standing):
        for report, span in _ends(one):
            by_report[report].append((span, place))
    for held in by_report.values():
        last: tuple[Span, int] | None = None
        for span, place in sorted(held):
            if last is not None and _is_same(last[0], span):
                first, second = sorted((root(last[1]), root(place)))
                parent[second] = first
            if last is None or span.end > last[0].end:
                last = (span, place)
    return [root(place) for place in range(len(standing))]


def _is_same(one: Span, other: Span) -> bool:
    shorter = min(one.end - one.start, other.end - other.start)
    return shared(one, other) >= SAME_PLACE * shorter
