"""Passages that reports share, from fingerprints over alignment to who took what from whom.

Enters: all reports. Leaves: one `Reuse` for each run of words that two of them share. Not reuse are
titles, agencies' styles of themselves and other fixed phrases (too little information), and one speech
quoted by two. What is standing matter is told by third reports; see `standing`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec import Struct

from rashomon.ids import content_id
from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse
from rashomon.spans import Span, cut
from rashomon.tracing.credits import naming_of
from rashomon.tracing.directions import Direction, Shared, is_quoted, tell_direction
from rashomon.tracing.fingerprints import (
    Prints,
    WordHashes,
    Words,
    find_pairs,
    fingerprint_all,
)
from rashomon.tracing.losses import Gap, Side, find_losses
from rashomon.tracing.runs import (
    LEAST_ITEMS,
    LEAST_ITEMS_BESIDE,
    LEAST_WORDS,
    LEAST_WORDS_BESIDE,
    Block,
    Run,
    count_items,
    find_runs,
    span_of,
)
from rashomon.tracing.siblings import explain_siblings
from rashomon.tracing.standing import find_printed, stands, tell_standing
from rashomon.tracing.vocabulary import load_vocabulary

SLIGHT_SHARE = 0.1
"""Share of the shorter text below which what two reports share may be standing matter: a sentence on
the war so far or on what a treaty says, which each has from an archive. It tells of copying where one of
the two names the other beside it."""

MOST_SHARE = 0.5
"""Share of the shorter text from which two reports are versions of one."""

CREDIT_CHARS = 160
"""A name so near to a slight share credits it; farther off it credits something else."""

WORDS_HELD = 4096
"""Reports whose words are kept at hand while pairs are compared."""


Pair = tuple[Report, Report]
PairWords = tuple[Words, Words]
Ends = Mapping[str, frozenset[int]]


class Traced(Struct, frozen=True):
    """What any two reports share, and the fingerprints by which it was found.

    ``order`` are the reports in the order of `told`; the fingerprints name them by their places in it.
    ``shared`` goes by the ids of two reports, the earlier first; who share nothing are left out. What
    two share depends on nothing but the two, so that it can be kept.
    """

    order: tuple[tuple[str, str], ...]
    prints: Prints
    shared: Mapping[tuple[str, str], tuple[Reuse, ...]]


Extent = Literal["most", "part", "slight"]


class Match(Struct, frozen=True):
    """The runs that two reports share, and their share of the shorter one."""

    runs: tuple[Run, ...]
    share: float


class Sharing(Struct, frozen=True):
    """The runs that two reports share behind datelines and titles, and how much of them these are."""

    runs: tuple[Run, ...]
    extent: Extent


def find_reuse(reports: Sequence[Report], passages: Sequence[Passage]) -> tuple[Reuse, ...]:
    """What reports took from one another, sorted by id; the same for any order of the reports.

    Of the passages only the datelines are looked at: no copy loses anything by writing its own.

    **Cost** Near-linear in the words of all reports and in the pairs that share a passage.
    """
    return explain(find_shared(reports, passages).shared, reports)


def find_shared(reports: Sequence[Report], passages: Sequence[Passage]) -> Traced:
    """What any two reports share, with the fingerprints by which it was found."""
    ordered = sorted(reports, key=told)
    hashes = WordHashes()
    prints = fingerprint_all([report.text for report in ordered], hashes)

    @lru_cache(maxsize=WORDS_HELD)
    def words_of(place: int) -> Words:
        return hashes.words(ordered[place].text)

    datelines = dateline_ends(passages)
    found = {}
    for one, other in find_pairs(prints):
        pair = ordered[one], ordered[other]
        reuses = compare_reports(pair, (words_of(one), words_of(other)), datelines)
        if reuses:
            found[pair[0].id, pair[1].id] = reuses
    return Traced(tuple(told(report) for report in ordered), prints, found)


def compare_reports(pair: Pair, words: PairWords, datelines: Ends) -> tuple[Reuse, ...]:
    """What two reports share; ``pair`` and their ``words`` in the order of `told`."""
    match = _compare(pair[0].text, *words)
    if match is None:
        return ()
    told = [_without_dateline(run, pair, words, datelines) for run in match.runs]
    runs = tuple(run for run in told if run.blocks and not _is_title(run, pair, words))
    sharing = Sharing(runs, _extent_of(match, runs, pair, words))
    reuses = _reuses(sharing, pair, words, datelines)
    outlet = pair[0].outlet
    if sharing.extent == "slight" and outlet is not None and outlet == pair[1].outlet:
        return tuple(stands(one, outlet) for one in reuses)
    return tuple(reuses)


def _extent_of(match: Match, runs: Sequence[Run], pair: Pair, words: PairWords) -> Extent:
    """How much of the shorter of two reports all that they share is."""
    if match.share >= MOST_SHARE:
        return "most"
    is_slight = match.share < SLIGHT_SHARE and not _is_taken_openly(runs, pair, words)
    return "slight" if is_slight else "part"


def explain(
    shared: Mapping[tuple[str, str], Sequence[Reuse]], reports: Sequence[Report]
) -> tuple[Reuse, ...]:
    """All reuse, sorted by id: standing matter told apart, and a third report named that two took from.

    Args:
        shared: What any two reports share, as it was found.
        reports: The reports.
    """
    outlets = {report.id: report.outlet for report in reports}
    own: dict[str, list[Sequence[Reuse]]] = defaultdict(list)
    for (one, other), reuses in shared.items():
        if outlets[one] is not None and outlets[one] == outlets[other]:
            own[one].append(reuses)
            own[other].append(reuses)
    printed = {
        report: again
        for report, reuses in own.items()
        if (again := find_printed(report, outlets[report] or "", reuses)) is not None
    }
    told = [one for reuses in shared.values() for one in tell_standing(reuses, printed)]
    names = {report.id: report.name for report in reports}
    return tuple(explain_siblings(sorted(told, key=lambda reuse: reuse.id), names))


def _without_dateline(run: Run, pair: Pair, words: PairWords, datelines: Ends) -> Run:
    """A run from behind the dateline of the one report, where the other's words there are its text.

    Whoever writes "the Quay Newswire:" before a dispatch credits it, and has not copied its dateline.
    """
    ends = [_dateline_words(run, side, pair, words, datelines) for side in (0, 1)]
    if (ends[0] > 0) == (ends[1] > 0):
        return run
    side = 0 if ends[0] else 1
    blocks = []
    for block in run.blocks:
        cut_off = max(0, ends[side] - (block.other if side else block.one))
        if cut_off < block.length:
            length = block.length - cut_off
            blocks.append(Block(block.one + cut_off, block.other + cut_off, length))
    return Run(tuple(blocks), sum(block.length for block in blocks))


def _dateline_words(run: Run, side: int, pair: Pair, words: PairWords, datelines: Ends) -> int:
    """The first word behind a dateline that ends inside a run, on one side; 0 for none."""
    first, last = run.other if side else run.one
    starts = words[side].starts
    ends = [
        end for end in datelines.get(pair[side].id, ()) if starts[first] < end < starts[last - 1]
    ]
    return max((bisect_left(starts, end) for end in ends), default=0)


def _is_title(run: Run, pair: Pair, words: PairWords) -> bool:
    """Whether a short run is the title of one of the two: who cites it has not taken it."""
    if run.words >= LEAST_WORDS:
        return False
    shared = cut(pair[0].text, span_of(words[0], run.one)).casefold()
    return any(shared in report.title.casefold() for report in pair if report.title)


def dateline_ends(passages: Iterable[Passage]) -> Ends:
    """Where the datelines of each report end, by the report's id."""
    found: dict[str, set[int]] = defaultdict(set)
    for passage in passages:
        if passage.kind == "dateline":
            found[passage.report].add(passage.end)
    return {report: frozenset(ends) for report, ends in found.items()}


def retell(shared: Sequence[Reuse], pair: Pair, datelines: Ends) -> Sequence[Reuse]:
    """What two reports share, its direction told anew once more of their days are known.

    Only what had no direction is looked at again, so that a day inferred from a copy never turns it.

    Args:
        shared: All that the two share, as it was found, standing matter left out.
        pair: The report that it is taken from there, and the one that took it, with their days.
        datelines: Where the datelines of the two end; see `dateline_ends`.
    """
    one, other = pair
    if not shared or shared[0].direction == "known" or shared[0].standing:
        return shared
    taken = [Shared(reuse.from_span, reuse.to_span) for reuse in shared]
    if tell_direction(one, other, taken).original is None:
        return shared
    hashes = WordHashes()
    words = hashes.words(one.text), hashes.words(other.text)
    told_in_text = (_without_dateline(run, pair, words, datelines) for run in find_runs(*words))
    runs = tuple(
        run
        for run in told_in_text
        if run.blocks and any(span_of(words[0], run.one) == reuse.from_span for reuse in shared)
    )
    return _reuses(Sharing(runs, shared[0].extent), pair, words, datelines)


def told(report: Report) -> tuple[str, str]:
    """By what reports are ordered: the day that they state, those without one last; then the id."""
    days = report.published.days
    return ("9999" if days is None else days.first.isoformat(), report.id)


def _compare(text: str, words: Words, others: Words) -> Match | None:
    """The runs of two reports that carry enough information; None for none."""
    vocabulary = load_vocabulary()
    telling = [
        (run, count_items(text, words, run, vocabulary))
        for run in find_runs(words, others)
        if run.words >= LEAST_WORDS_BESIDE
    ]
    if not any(run.words >= LEAST_WORDS and items >= LEAST_ITEMS for run, items in telling):
        return None
    runs = tuple(run for run, items in telling if items >= LEAST_ITEMS_BESIDE)
    shorter = min(len(words.hashes), len(others.hashes))
    covered = {
        place
        for run in runs
        for block in run.blocks
        for place in range(block.other, block.other + block.length)
    }
    return Match(runs, len(covered) / shorter)


def _passages(runs: Sequence[Run], words: PairWords) -> list[Shared]:
    return [Shared(span_of(words[0], run.one), span_of(words[1], run.other)) for run in runs]


def _is_taken_openly(runs: Sequence[Run], pair: Pair, words: PairWords) -> bool:
    """Whether one of the two names the other beside what they share, standing matter or not."""
    passages = _passages(runs, words)
    spans = [passage.one for passage in passages], [passage.other for passage in passages]
    return any(naming_of(pair[1 - side], pair[side], spans[side], CREDIT_CHARS) for side in (0, 1))


def _reuses(sharing: Sharing, pair: Pair, words: PairWords, datelines: Ends) -> list[Reuse]:
    """One reuse a run; none where all that two reports share is speech that both quote."""
    passages = _passages(sharing.runs, words)
    if not passages:
        return []
    direction = tell_direction(*pair, passages)
    both_quote = all(
        is_quoted(pair[0], passage.one) and is_quoted(pair[1], passage.other)
        for passage in passages
    )
    if both_quote and not direction.credited:
        return []
    return [
        msgspec.structs.replace(
            _reuse(run, pair, words, direction, datelines), extent=sharing.extent
        )
        for run in sharing.runs
    ]


def _reuse(run: Run, pair: Pair, words: PairWords, direction: Direction, datelines: Ends) -> Reuse:
    """The record of one run, the original first, or the smaller id where nobody can tell."""
    turned = (
        direction.original == "other" if direction.original is not None else pair[1].id < pair[0].id
    )
    sides = (
        Side(pair[0].text, words[0], run.one, datelines.get(pair[0].id, frozenset())),
        Side(pair[1].text, words[1], run.other, datelines.get(pair[1].id, frozenset())),
    )
    original, copy = sides[::-1] if turned else sides
    source, target = pair[::-1] if turned else pair
    from_span = span_of(original.words, (original.first, original.last))
    to_span = span_of(copy.words, (copy.first, copy.last))
    is_known = direction.original is not None
    ends = sorted([(source.id, from_span.start), (target.id, to_span.start)])
    return Reuse(
        id=content_id("ru", *ends),
        from_report=source.id,
        from_span=from_span,
        to_report=target.id,
        to_span=to_span,
        kind=_kind(run, (source, from_span), (target, to_span)),
        credited=direction.credited,
        direction="known" if is_known else "unknown",
        why=direction.why,
        lost=find_losses(original, copy, _gaps(run, turned), load_vocabulary()) if is_known else (),
        words=run.words,
    )


def _gaps(run: Run, turned: bool) -> list[Gap]:
    """What stands between a run's blocks, the original's words first."""
    gaps = []
    for before, after in pairwise(run.blocks):
        one = before.one + before.length - run.one[0], after.one - run.one[0]
        other = before.other + before.length - run.other[0], after.other - run.other[0]
        gaps.append((other, one) if turned else (one, other))
    return gaps


def _kind(
    run: Run, original: tuple[Report, Span], copy: tuple[Report, Span]
) -> Literal["verbatim", "edited", "quoted"]:
    if is_quoted(*copy) and not is_quoted(*original):
        return "quoted"
    return "verbatim" if len(run.blocks) == 1 else "edited"
