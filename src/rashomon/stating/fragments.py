"""Figures that a speaker gives in a clause of its own without a verb: "about 5,000, says an officer".

Stands beside `rashomon.stating.ripostes`. Enters: the tree of a passage, and the one before it, in which
those stand who are counted otherwise. Leaves: drafts of what befell them, or of their being there; and
drafts of others cut off where, behind a semicolon, somebody else speaks.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.attribution.partings import Clause, clauses_of, figure_clauses, said_in
from rashomon.stating.counts import count_draft, figure, forces
from rashomon.stating.extents import phrase
from rashomon.stating.ripostes import told_before


def find_fragments(tree: Tree, before: Tree | None = None) -> list[Draft]:
    """The drafts of a passage that give a figure and no more, of those who were counted before.

    Args:
        tree: The passage.
        before: The one before it in the report.
    """
    return list(_find(tree, before))


def _find(tree: Tree, before: Tree | None) -> Iterator[Draft]:
    for clause, number in figure_clauses(tree):
        told = told_before([one for one in tree if one.i < clause.words[0].i], before)
        men = _men_of(clause) if told is None else told.men
        if men is None:
            continue
        whom = (phrase(men),)
        kind = "FORCE" if told is None else told.kind
        is_force = kind == "FORCE"
        yield replace(
            count_draft(tree, number, kind, number, whom if is_force else ()),
            span=said_in(clause),
            targets=() if is_force else whom,
            quantities=(_with_bounds(clause, number),),
        )


def _men_of(clause: Clause) -> Node | None:
    """The men whom a clause counts itself: "3,000 to 4,000 men, estimates an officer"."""
    return next((one for one in clause.words if one.lemma in forces() and one.pos == "NOUN"), None)


def _with_bounds(clause: Clause, number: Node) -> Span:
    """A number with the words of its clause before it: "not more than 800"."""
    return Span(min(clause.words[0].start, figure(number).start), number.end)


def part_drafts(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without what stands on the other side of a semicolon behind which somebody else speaks."""
    clauses = clauses_of(tree)
    reaches = [Span(clauses[0].words[0].start, clauses[0].words[-1].end)] if clauses else []
    for clause in clauses[1:]:
        here = Span(clause.words[0].start, clause.words[-1].end)
        if clause.cue is None:
            here = Span(reaches.pop().start, here.end)
        reaches.append(here)
    return [_parted(draft, reaches) for draft in drafts] if len(reaches) > 1 else list(drafts)


def _parted(draft: Draft, reaches: Sequence[Span]) -> Draft:
    reach = next((one for one in reaches if one.start <= draft.trigger.start < one.end), draft.span)
    own = Span(max(reach.start, draft.span.start), min(reach.end, draft.span.end))
    if own.end <= own.start or not own.start <= draft.trigger.start < own.end:
        return draft
    return replace(draft, span=own, quantities=_inside(draft.quantities, own))


def _inside(spans: Sequence[Span], own: Span) -> tuple[Span, ...]:
    return tuple(one for one in spans if own.start <= one.start and one.end <= own.end)
