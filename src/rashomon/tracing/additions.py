"""Reports added to those that were traced before: their copies found without tracing all anew.

Enters: new reports, and a library that keeps which reports have which fingerprints and what any two of
them share. Leaves: the library brought up to date, as if all its reports had been traced at once. The
unit of work is a report whose partners may have changed: a new one, and the few others whose fingerprint
has just become one that very many share (see `fingerprints.ALL_PAIRS_UP_TO`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from rashomon.records.reports import Reading
from rashomon.records.reuse import Reuse
from rashomon.tracing.fingerprints import (
    ALL_PAIRS_UP_TO,
    LEAST_SHARED,
    WordHashes,
    fingerprint,
)
from rashomon.tracing.tracer import compare_reports, dateline_ends, told

Order = tuple[str, str]
"""A report's place among all: the day it states and its id; see `tracer.told`."""


Owners = tuple[int, Sequence[Order]]
"""The reports that have a fingerprint: how many, and the first ones of them, in their order."""


class Library(Protocol):
    """What is kept of reports that were traced."""

    def owners(self, fingerprints: Sequence[int], most: int) -> Mapping[int, Owners]:
        """For each fingerprint the reports that have it; none for an unknown one.

        Of one that more than ``most`` have, the first one only.
        """

    def add(self, order: Order, fingerprints: Sequence[int]) -> None:
        """Keep the fingerprints of a new report."""

    def fetch(self, report: str) -> Reading:
        """A report that was added, with its passages."""

    def partners(self, report: str) -> frozenset[str]:
        """The reports with which a report is known to share something."""

    def keep(self, pair: tuple[str, str], reuses: Sequence[Reuse]) -> None:
        """Keep what two reports share, in place of what was kept; nothing for none."""


def add_reports(library: Library, added: Iterable[Reading]) -> tuple[tuple[str, str], ...]:
    """Add reports to a library and find what they share with one another and with those in it.

    The same for any order and any division of the reports; the same as tracing all at once.

    Returns:
        The pairs of reports that were compared, or that are no longer: of all others, what they share is
        what it was.

    **Cost** For each report a look-up of its fingerprints, and a comparison with each candidate.
    """
    hashes = WordHashes()
    touched: dict[str, Reading | None] = {}
    for reading in added:
        order = told(reading.report)
        own = fingerprint(reading.report.text, hashes).tolist()
        for number, first in library.owners(own, ALL_PAIRS_UP_TO).values():
            if number == ALL_PAIRS_UP_TO:  # from now on each is compared with the first only
                touched.update((one, touched.get(one)) for _, one in first)
            elif number > ALL_PAIRS_UP_TO and order < first[0]:
                touched.setdefault(first[0][1], None)
        library.add(order, own)
        touched[order[1]] = reading
    pairs: dict[tuple[str, str], None] = {}
    for report, known in sorted(touched.items(), key=lambda item: item[0]):
        pairs |= dict.fromkeys(_renew(library, known or library.fetch(report), hashes))
    return tuple(pairs)


def _renew(library: Library, reading: Reading, hashes: WordHashes) -> list[tuple[str, str]]:
    """Bring what one report shares with all others up to date; the pairs for which that was done."""
    report = reading.report
    own = fingerprint(report.text, hashes).tolist()
    wanted = _candidates(told(report), own, library)
    kept = library.partners(report.id)
    pairs = [(report.id, gone) for gone in sorted(kept - wanted)]
    for gone in pairs:
        library.keep(gone, ())
    for other in sorted(wanted - kept):
        pair = sorted((reading, library.fetch(other)), key=lambda one: told(one.report))
        first, second = pair[0].report, pair[1].report
        words = hashes.words(first.text), hashes.words(second.text)
        ends = dateline_ends([*pair[0].passages, *pair[1].passages])
        library.keep((first.id, second.id), compare_reports((first, second), words, ends))
        pairs.append((first.id, second.id))
    return pairs


def _candidates(order: Order, own: Sequence[int], library: Library) -> set[str]:
    """The reports that a report is compared with, by the rule of `fingerprints.find_pairs`."""
    groups = library.owners(own, ALL_PAIRS_UP_TO)
    leading = [
        one
        for one, (number, first) in groups.items()
        if number > ALL_PAIRS_UP_TO and first[0] == order
    ]
    if leading:  # it is the one with which all others are compared
        groups = {**groups, **library.owners(leading, max(groups[one][0] for one in leading))}
    counts: Counter[str] = Counter()
    for _, group in groups.values():
        counts.update(one for _, one in group)
    del counts[order[1]]
    return {one for one, count in counts.items() if count >= LEAST_SHARED}
