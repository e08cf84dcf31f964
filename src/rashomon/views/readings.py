"""A report as a page to read: its text whole, with statements, names and taken passages marked in it.

Enters: a report with look-ups. Leaves: blocks of runs. Joined together, the runs of all blocks and what
stands between blocks are the report's text, character for character.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

from msgspec import Struct

from rashomon.records.mentions import Mark
from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.spans import Span, cut, shared
from rashomon.views.cells import (
    ROLES,
    Role,
    When,
    outlet_of,
    published_when,
)
from rashomon.views.differences import Comparison, compare_reuse, matched_words
from rashomon.views.evidence import direction_of, statement_role
from rashomon.views.leaves import cut_leaves
from rashomon.views.shelves import Shelves
from rashomon.views.wording import counted

One = TypeVar("One")

MOST_GIVEN = 12
"""Reports that took words from this one that are named above it, those that took most first."""

_NAMES = {
    "person": "person",
    "place": "place",
    "facility": "place",
    "organization": "force",
    "group": "force",
    "time": "date",
}
"""Kinds of names that are underlined, by the kind of line."""


class Run(Struct, frozen=True):
    """A stretch of text under the same statements and the same name.

    ``numbers`` are the statements that cover it, the shortest first; ``ends`` those that end with it.
    ``name`` is the kind of line below it, ``title`` whom it names; ``begins`` the statements that
    begin here.
    """

    text: str
    role: Role | None
    numbers: tuple[int, ...]
    name: str
    title: str
    begins: tuple[str, ...]
    ends: tuple[int, ...]


class Taken(Struct, frozen=True):
    """Where a passage was taken from, and how much of it is the same."""

    report: str
    outlet: str
    when: When
    words: str
    lost: tuple[str, ...]
    credited: bool
    direction_known: bool


class Block(Struct, frozen=True):
    """A paragraph. ``kind`` is that of its passages; ``taken`` tells whose words they are."""

    kind: str
    runs: tuple[Run, ...]
    taken: Taken | None


class Numbered(Struct, frozen=True):
    """A statement in the rail beside the text. ``words`` is its claim's text, ``path`` its card's."""

    number: int
    id: str
    words: str
    path: str
    role: Role
    remark: str
    quote: str


class GivenTo(Struct, frozen=True):
    """A report that took words from this one."""

    report: str
    outlet: str
    when: When
    words: int
    direction_known: bool


class Reading(Struct, frozen=True):
    """A report for the reader's screen."""

    id: str
    title: str
    outlet: str
    outlet_stated: bool
    carries: str
    author: str
    when: When
    basis: str
    language: str
    direction: str
    sha256: str
    url: str
    name: str
    blocks: tuple[Block, ...]
    statements: tuple[Numbered, ...]
    removed: tuple[tuple[str, str], ...]
    given_to: tuple[GivenTo, ...]
    more_given: int
    leaf: int
    leaves: int
    of_statements: int


def make_reading(report: Report, shelves: Shelves, leaf: int | None = None) -> Reading:
    """A report with its marks.

    Args:
        report: The report.
        shelves: The findings with look-ups.
        leaf: Which leaf of a long report, from 0; all of it unless given.
    """
    said = shelves.statements_of_report.get(report.id, ())
    leaves = leaves_of(report, shelves) if leaf is not None else (Span(0, len(report.text)),)
    whole = leaves[min(leaf or 0, len(leaves) - 1)]
    taken = [
        one for one in shelves.reuse_of_report.get(report.id, ()) if one.to_report == report.id
    ]
    passages = shelves.passages_of_report.get(report.id, ())
    made: dict[str, Taken] = {}
    every = list(enumerate(said, start=1))
    shown = [one for one in every if shared(one[1].span, whole)]
    marks = [one for one in _named(report, shelves) if shared(one.span, whole)]
    painter = _Painter(report, shown, marks, shelves)
    blocks = tuple(
        Block(_kind(group), painter.runs(span), _taken_by(span, taken, made, shelves))
        for span, group in _within(whole, _paragraphs(report, passages))
    )
    numbered = tuple(
        _numbered(n, one, shelves) for n, one in every if whole.start <= one.span.start < whole.end
    )
    given = list(_given(report, shelves)) if not whole.start else []
    is_last = whole.end == len(report.text)
    return Reading(
        id=report.id,
        title=report.title or report.name,
        outlet=outlet_of(report),
        outlet_stated=report.outlet is not None,
        carries=report.carries or "",
        author=report.author or "",
        when=published_when(report.published),
        basis=report.published.basis,
        language=report.language or "",
        direction=direction_of(report.language),
        sha256=report.raw_sha256,
        url=report.url or "",
        name=report.name,
        blocks=blocks,
        statements=numbered,
        removed=tuple((one.text, one.why) for one in report.removed) if is_last else (),
        given_to=tuple(given[:MOST_GIVEN]),
        more_given=max(0, len(given) - MOST_GIVEN),
        leaf=leaves.index(whole),
        leaves=len(leaves),
        of_statements=len(said),
    )


def leaves_of(report: Report, shelves: Shelves) -> tuple[Span, ...]:
    """The leaves of a report as it is shown."""
    return cut_leaves(
        report,
        shelves.passages_of_report.get(report.id, ()),
        shelves.statements_of_report.get(report.id, ()),
        _named(report, shelves),
    )


def _named(report: Report, shelves: Shelves) -> list[Mark]:
    """The marks that are underlined."""
    every = shelves.marks_of_report.get(report.id, ())
    return [one for one in every if one.kind in _NAMES and _is_name(one)]


def _within(
    whole: Span, paragraphs: Iterable[tuple[Span, list[Passage]]]
) -> Iterable[tuple[Span, list[Passage]]]:
    """The paragraphs as far as they stand in a leaf."""
    for span, group in paragraphs:
        found = Span(max(span.start, whole.start), min(span.end, whole.end))
        if found.start < found.end:
            yield found, group


def _is_name(mark: Mark) -> bool:
    """Whether a mark names somebody or a time; to underline each "troops" would tell nothing."""
    return (
        mark.kind == "time"
        or any(letter.isupper() for letter in mark.text)
        or not mark.text.isascii()
    )


def _paragraphs(report: Report, passages: Sequence[Passage]) -> list[tuple[Span, list[Passage]]]:
    """Paragraphs as spans that cover the text without a gap, with their passages."""
    groups: dict[int, list[Passage]] = {}
    for one in passages:
        groups.setdefault(one.paragraph, []).append(one)
    ordered = sorted(groups.values(), key=lambda group: group[0].start)
    if not ordered:
        return [(Span(0, len(report.text)), [])] if report.text else []
    starts = [0, *(group[0].start for group in ordered[1:])]
    ends = [*starts[1:], len(report.text)]
    return [
        (Span(start, end), group) for start, end, group in zip(starts, ends, ordered, strict=True)
    ]


def _kind(group: Sequence[Passage]) -> str:
    return group[0].kind if group else "body"


class _Over(Generic[One]):
    """What covers a stretch of text, asked for one stretch after the other from left to right."""

    def __init__(self, found: Iterable[tuple[Span, One]]) -> None:
        self._waiting = sorted(found, key=lambda one: one[0], reverse=True)
        self._open: list[tuple[Span, One]] = []

    def at(self, span: Span) -> list[tuple[Span, One]]:
        """Those that cover the whole of a stretch, the shortest first."""
        while self._waiting and self._waiting[-1][0].start <= span.start:
            self._open.append(self._waiting.pop())
        self._open = [one for one in self._open if one[0].end > span.start]
        over = [one for one in self._open if span.end <= one[0].end]
        return sorted(over, key=lambda one: one[0].end - one[0].start)


class _Painter:
    """Cuts a text into runs wherever a statement or a name begins or ends."""

    def __init__(
        self,
        report: Report,
        said: Sequence[tuple[int, Statement]],
        marks: Sequence[Mark],
        shelves: Shelves,
    ) -> None:
        self._text = report.text
        self._said = _Over(
            (one.span, (number, one.id, statement_role(one, shelves))) for number, one in said
        )
        self._marks = _Over(
            (one.span, (_NAMES[one.kind], shelves.name(one.entity) if one.entity else ""))
            for one in marks
        )
        spans = [*(one.span for _, one in said), *(one.span for one in marks)]
        self._cuts = sorted({at for span in spans for at in (span.start, span.end)})

    def runs(self, whole: Span) -> tuple[Run, ...]:
        """The runs of a paragraph; paragraphs are asked for in their order."""
        first = bisect_right(self._cuts, whole.start)
        last = bisect_left(self._cuts, whole.end)
        cuts = [whole.start, *self._cuts[first:last], whole.end]
        return tuple(self._run(Span(start, end)) for start, end in pairwise(cuts) if start < end)

    def _run(self, span: Span) -> Run:
        over = self._said.at(span)
        named = self._marks.at(span)
        return Run(
            text=cut(self._text, span),
            role=min((one[2] for _, one in over), key=ROLES.index, default=None),
            numbers=tuple(one[0] for _, one in over),
            name=named[0][1][0] if named else "",
            title=named[0][1][1] if named else "",
            begins=tuple(one[1] for found, one in over if found.start == span.start),
            ends=tuple(sorted(one[0] for found, one in over if found.end == span.end)),
        )


def _taken_by(
    span: Span, taken: Iterable[Reuse], made: dict[str, Taken], shelves: Shelves
) -> Taken | None:
    """Whose words a paragraph holds; ``made`` keeps what was compared for the next paragraph."""
    found = [one for one in taken if one.to_span.start < span.end and span.start < one.to_span.end]
    if not found:
        return None
    one = min(
        found,
        key=lambda one: (one.direction != "known", one.to_span.start - one.to_span.end, one.id),
    )
    if one.id not in made:
        made[one.id] = _taken(one, shelves)
    return made[one.id]


def _taken(one: Reuse, shelves: Shelves) -> Taken:
    giver = shelves.reports[one.from_report]
    compared = compare_reuse(one, shelves)
    return Taken(
        report=giver.id,
        outlet=outlet_of(giver),
        when=published_when(giver.published),
        words=_taken_words(one, compared),
        lost=compared.lost,
        credited=one.credited,
        direction_known=one.direction == "known",
    )


def _taken_words(one: Reuse, compared: Comparison) -> str:
    words = matched_words(compared)
    if not one.credited:
        words += "; it is not credited"
    return words


def _numbered(number: int, one: Statement, shelves: Shelves) -> Numbered:
    claim = shelves.claim_of_statement.get(one.id)
    disputes = () if claim is None else shelves.disputes_of_claim.get(claim.id, ())
    speaker = one.attribution[0] if one.attribution else None
    voice = (
        "own voice"
        if speaker is None
        else "unnamed"
        if speaker.kind == "anonymous"
        else speaker.name
    )
    if disputes:
        question = disputes[0]
        path, words = f"/claims/{question.id}", question.question or question.about
        remark = f"{voice} · {counted(len(question.sides), 'account')}"
    elif claim is not None:
        path, words = f"/claims/{claim.id}", claim.text
        remark = f"{voice} · {counted(claim.independent, 'origin')}"
    else:
        path, words, remark = f"/statements/{one.id}", one.quote, voice
    return Numbered(number, one.id, words, path, statement_role(one, shelves), remark, one.quote)


def _given(report: Report, shelves: Shelves) -> Iterable[GivenTo]:
    """The reports that took words from this one, those that took most first."""
    by_taker: dict[str, list[Reuse]] = {}
    for one in shelves.reuse_of_report.get(report.id, ()):
        if one.from_report == report.id:
            by_taker.setdefault(one.to_report, []).append(one)
    rows = []
    for taker, found in by_taker.items():
        other = shelves.reports[taker]
        words = sum(compare_reuse(one, shelves).matched for one in found)
        known = any(one.direction == "known" for one in found)
        rows.append(GivenTo(taker, outlet_of(other), published_when(other.published), words, known))
    return sorted(rows, key=lambda row: (-row.words, row.report))
