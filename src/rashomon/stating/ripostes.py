"""Figures that answer a figure: "it was 158", "600 is nearer the truth", "they are four thousand".

Stands beside `rashomon.stating.tolls` and `rashomon.stating.recounts`. Enters: the tree of a passage,
and the one before it, in which those stand who are counted otherwise. Leaves: drafts of what befell
them, or of their being there, complete but for whose word they stand on.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.attribution.partings import clauses_of
from rashomon.stating.clauses import VERBAL
from rashomon.stating.counts import count_draft, figure
from rashomon.stating.extents import phrase
from rashomon.stating.lexicon import listed, load_table, people
from rashomon.stating.roles import number_of, scope, times_in
from rashomon.stating.stationing import OTHER_NUMBERS
from rashomon.stating.status import status_of
from rashomon.stating.tolls import tells_of_dead

_GOING_BACK = frozenset({"it", "they", "we", "that", "those", "these"})
"""Subjects that go back to whom another voice has counted."""

_TRUE = frozenset(
    {"near", "close", "truth", "reality", "mark", "realistic", "accurate", "correct", "right", "likely",
     "exact", "true", "precise"}
)  # fmt: skip
"""Words by which one figure is set above another: "600 is nearer the truth"."""

_SAYING = frozenset(
    {"say", "claim", "insist", "maintain", "think", "believe", "suggest", "reckon", "guess", "assert",
     "count", "tally"}
)  # fmt: skip
"""Verbs that may have a figure alone for all that is said: "the ministry says 76"."""

_TAKING = frozenset(
    {"capture", "seize", "arrest", "detain", "kidnap", "abduct", "jail", "imprison", "captive",
     "prisoner", "hostage", "detainee"}
)  # fmt: skip
"""Words for those who were taken."""

_YEARS = range(1400, 2100)


class Told(Struct, frozen=True):
    """Whom another voice has counted, and what it told of them."""

    kind: Literal["CASUALTY", "CAPTIVITY", "FORCE"]
    men: Node


def find_ripostes(tree: Tree, before: Tree | None = None) -> list[Draft]:
    """The drafts of a passage that give another figure of those who were counted just before.

    Args:
        tree: The passage.
        before: The one before it in the report.
    """
    return list(_find(tree, before))


def _find(tree: Tree, before: Tree | None) -> Iterator[Draft]:
    for verb in tree:
        if verb.pos not in VERBAL and verb.pos != "AUX":
            continue
        number = _answer(verb)
        told = None if number is None else told_before(_before(tree, verb), before)
        if number is None or told is None:
            continue
        draft = count_draft(tree, number, told.kind, verb, ())
        whom: tuple[Span, ...] = (phrase(told.men),)
        yield replace(
            draft,
            actors=whom if told.kind == "FORCE" else (),
            targets=() if told.kind == "FORCE" else whom,
            quantities=(figure(number),),
            status=status_of(verb),
            times=times_in(scope(verb)),
        )


def _answer(verb: Node) -> Node | None:
    """The number by itself that a clause gives, and nothing else."""
    found = chain(_said_to_be(verb), _set_above(verb), _said_alone(verb), _made(verb))
    return next((one for one in found if _is_bare(one)), None)


def _said_to_be(verb: Node) -> Iterator[Node]:
    """What "it was", "they are" or "the true figure is": "close to 1,000"."""
    subject = verb.child("nsubj") if verb.lemma == "be" else None
    if subject is None or verb.child("expl") is not None:
        return
    if subject.lower in _GOING_BACK or subject.lemma in _table("sums") | {"truth", "reality"}:
        yield from _under(verb)


def _under(verb: Node) -> Iterator[Node]:
    """What stands behind "is", by itself or behind "close to", "more like", "nearer"."""
    for child in verb.all("attr", "acomp", "prep", "advmod", "npadvmod"):
        if child.i < verb.i:
            continue
        yield child
        for inner in (child, *child.all("prep")):
            yield from inner.all("pobj", "npadvmod", "dobj")


def _set_above(verb: Node) -> Iterator[Node]:
    """A number that is said to be nearer to the truth, or likelier, than another."""
    behind = (one for one in verb.subtree() if one.i > verb.i) if verb.lemma == "be" else ()
    if any(one.lemma in _TRUE or one.lower.removesuffix("er") in _TRUE for one in behind):
        yield from verb.all("nsubj")


def _said_alone(verb: Node) -> Iterator[Node]:
    """A number that is all that somebody says."""
    if verb.lemma in _SAYING:
        yield from verb.all("dobj")
    if verb.lemma in ("speak", "talk"):
        yield from (
            inner for one in verb.all("prep") if one.lower == "of" for inner in one.all("pobj")
        )


def _made(verb: Node) -> Iterator[Node]:
    """A number that somebody makes it: "the admiral makes it twelve"."""
    if verb.lemma == "make" and any(one.lower == "it" for one in verb.subtree()):
        yield from verb.all("ccomp", "oprd", "dobj")


def _is_bare(number: Node) -> bool:
    """Whether a number counts no noun of its own, and is no year, hour, share or sum."""
    if number.entity in {*OTHER_NUMBERS, "ORDINAL"} - {"DATE"}:
        return False
    if number.pos != "NUM" and number.entity != "CARDINAL":
        return False
    if number.lower.isdigit() and int(number.lower) in _YEARS and len(number.lower) == 4:
        return False
    return not any(one.dep in ("prep", "nmod", "appos") for one in number.children)


def _before(tree: Tree, verb: Node) -> list[Node]:
    """The words of a passage before a clause."""
    clause = next((one for one in clauses_of(tree) if verb in one.words), None)
    first = min(one.i for one in verb.subtree())
    if clause is not None and clause.cue is not None:  # parses run over semicolons
        first = max(first, clause.words[0].i)
    return [one for one in tree if one.i < first]


def told_before(own: Sequence[Node], before: Tree | None) -> Told | None:
    """Whom the words before an answer count, else those of the passage before; None for nobody."""
    for words in (own, list(before or ())):
        men = _last_counted(words)
        if men is not None:
            return _of(men, words)
    return None


def _last_counted(words: Sequence[Node]) -> Node | None:
    """The people whom words count; None where they count nobody, or several."""
    counted = {one.i: one for word in words for one in _counted_by(word, words)}
    return next(iter(counted.values())) if len(counted) == 1 else None


def _counted_by(node: Node, words: Sequence[Node]) -> Iterator[Node]:
    """Whom a noun with its number counts, or a number: "32 dead", "puts the dead at 41"."""
    if _are_people(node):
        if (
            node.pos != "NUM"
            and number_of(node) is not None
            and not _is_counted_behind(node, words)
        ):
            yield node
    elif node.pos == "NUM" and node.entity not in OTHER_NUMBERS:
        yield from (one for one in words if one.i == node.i + 1 and one.lower in _FALLEN)
        if node.head.lower == "at":
            yield from [one for one in words if one.i < node.i and _are_people(one)][-1:]


def _is_counted_behind(node: Node, words: Sequence[Node]) -> bool:
    """Whether a parse has a noun counted by a number of the next clause, and by none of its own."""
    numbers = [one for one in node.children if one.pos == "NUM"]
    return bool(numbers) and all(one.i > words[-1].i for one in numbers)


def _are_people(node: Node) -> bool:
    named = node.lemma in people() | _table("forces") | _table("tolls")
    return named or node.lower in _FALLEN | _HELD_OUT


_FALLEN = frozenset({"dead", "killed", "fallen", "slain"})
_HELD_OUT = frozenset({"besieged", "encircled", "trapped"})


def _of(men: Node, words: Sequence[Node]) -> Told | None:
    """What was told of them: that they died, were taken, or are there."""
    if tells_of_dead(words) or men.lower in _FALLEN or men.head.lemma == "lose":
        return Told("CASUALTY", men)
    if any(one.lemma in _TAKING for one in words):
        return Told("CAPTIVITY", men)
    is_force = men.lemma in _table("forces") or men.lower in _HELD_OUT
    return Told("FORCE", men) if is_force else None


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
