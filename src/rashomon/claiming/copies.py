"""Statements that were copied with the passage they stand in.

Enters: reuse and statements. Leaves: pairs of statements, one in the original's passage and one in the
copy's, that tell of the same words.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from rashomon.claiming.facts import Facts
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.spans import Span, covers, shared

COPIED = "a copied passage"
STANDING = "a standing sentence that both print"
"""What two statements have in common that stand in the same words of two reports."""

SAME_WORDS = 0.4
"""Share of two quotes' words in common from which, inside one copied passage, they are one statement;
a copy may have lost a third of a sentence."""

SAME_SENTENCE = 0.75
"""The same where the triggers differ, as when the copy's sentence was read in another way."""


HALF = 0.5
"""Share of a quote inside a copied passage, where its trigger is, from which it is copied."""

MOSTLY_INSIDE = 0.6
"""Share of a quote inside a copied passage from which it is copied though its trigger stands before or
behind the passage: whoever drops a "reportedly" beside a verb ends the run of equal words there."""

SHIFTED_CHARS = 40
"""How far light editing may move a word within a passage."""


class Copy(Struct, frozen=True):
    """Two statements, by their places in the order, of one copied passage, by the id of the reuse."""

    original: int
    copy: int
    reuse: str


class Common(Struct, frozen=True, order=True):
    """Words that a statement's report has in common with another: the id of the reuse, and its kind."""

    reuse: str
    why: str


def find_copies(facts: Sequence[Facts], reuse: Sequence[Reuse]) -> list[Copy]:
    """The pairs of statements that one copied passage holds in its two reports.

    Standing matter holds none: it is printed for years, of whichever time it then speaks.
    """
    by_report: dict[str, list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        by_report[fact.statement.report].append(place)
    found = []
    for one in reuse:
        if one.standing:
            continue
        originals = _inside(facts, by_report.get(one.from_report, ()), one.from_span)
        copies = _inside(facts, by_report.get(one.to_report, ()), one.to_span)
        found += [
            Copy(original, copy, one.id) for original, copy in _pair(facts, originals, copies, one)
        ]
    return found


def find_passages(
    statements: Sequence[Statement], reuse: Sequence[Reuse]
) -> dict[str, tuple[Common, ...]]:
    """For each statement that stands in copied passages or standing matter, by its id, which."""
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_report[statement.report].append(statement)
    found: dict[str, list[Common]] = defaultdict(list)
    for one in reuse:
        common = Common(one.id, STANDING if one.standing else COPIED)
        for report, span in ((one.from_report, one.from_span), (one.to_report, one.to_span)):
            for statement in by_report.get(report, ()):
                if _is_inside(statement, span):
                    found[statement.id].append(common)
    return {name: tuple(sorted(some)) for name, some in sorted(found.items())}


def _inside(facts: Sequence[Facts], places: Sequence[int], span: Span) -> list[int]:
    return [place for place in places if _is_inside(facts[place].statement, span)]


def _is_inside(statement: Statement, span: Span) -> bool:
    """Whether a statement's trigger and half of its quote stand in a span, or most of the quote does."""
    share = shared(span, statement.span) / max(1, statement.span.end - statement.span.start)
    least = HALF if covers(span, statement.trigger.span) else MOSTLY_INSIDE
    return share >= least


def _pair(
    facts: Sequence[Facts], originals: Sequence[int], copies: Sequence[int], reuse: Reuse
) -> list[tuple[int, int]]:
    """Each copy with the original it is most alike: the same trigger in much the same words or place."""
    pairs = []
    by_trigger = _by_trigger(facts, originals)
    for copy in copies:
        near = by_trigger.get(facts[copy].trigger, ())
        choices = [
            (_likeness(facts[original], facts[copy]), -original)
            for original in near
            if _is_in_place(facts[original], facts[copy], reuse)
            or _shared_words(facts[original], facts[copy]) >= SAME_WORDS
        ]
        if not near:
            choices = [
                (_likeness(facts[original], facts[copy]), -original)
                for original in originals
                if _shared_words(facts[original], facts[copy]) >= SAME_SENTENCE
            ]
        if choices:
            pairs.append((-max(choices)[1], copy))
    return pairs


def _is_in_place(original: Facts, copy: Facts, reuse: Reuse) -> bool:
    """Whether two triggers stand about as far from where the passage begins."""
    first = original.statement.trigger.span.start - reuse.from_span.start
    second = copy.statement.trigger.span.start - reuse.to_span.start
    return abs(first - second) <= SHIFTED_CHARS


def _by_trigger(facts: Sequence[Facts], places: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place in places:
        found[facts[place].trigger].append(place)
    return found


def _shared_words(one: Facts, other: Facts) -> float:
    union = len(one.words | other.words)
    return len(one.words & other.words) / union if union else 0.0


def _likeness(one: Facts, other: Facts) -> float:
    """How alike two quotes are; a little more where type and standing agree, to choose between two."""
    agrees = (one.statement.type == other.statement.type) + (one.standing == other.standing)
    return _shared_words(one, other) + 0.05 * agrees
