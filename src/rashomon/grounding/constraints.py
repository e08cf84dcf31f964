"""What people say of names, applied to the keys by which mentions are grouped.

Stands beside `entities`. Enters: constraints, the mentions and their keys. Leaves: keys that tell apart
what is said to be apart, and the pairs of keys that must or must not come together. Nothing is kept:
without a constraint the keys are what they were.
"""

from collections.abc import Sequence

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.grounding.references import Words, without_titles
from rashomon.records.linking import Constraint, Handle
from rashomon.records.mentions import Mention
from rashomon.spans import shared


class Pointed(Struct, frozen=True):
    """One mention as handles point at it: its report, its words and the key it is grouped by."""

    report: str
    mention: Mention
    words: Words


class Applied(Struct, frozen=True):
    """What constraints come to.

    ``keys`` are the mentions' keys; ``apart`` the pairs of keys that must not come together; ``same``
    those that must, in the order of the constraints, each with its constraint.
    """

    keys: tuple[str, ...]
    apart: frozenset[frozenset[str]]
    same: tuple[tuple[str, str, Constraint], ...]


def apply(
    constraints: Sequence[Constraint], pointed: Sequence[Pointed], keys: Sequence[str]
) -> Applied:
    """The keys as people's words on them have it.

    Cost: a pass over the mentions to index them where there is any constraint; then by constraint.
    """
    if not constraints:
        return Applied(tuple(keys), frozenset(), ())
    index = _Index(pointed)
    found = list(keys)
    apart: set[frozenset[str]] = set()
    for one in constraints:
        if one.relation == "apart":
            left, right = index.find(one.one), index.find(one.other)
            if one.other.span is not None:  # a mention is parted from the others of its own words
                left = [i for i in left if i not in set(right)]
            _part(found, left, right, pointed)
            apart |= {
                frozenset((found[i], found[j]))
                for i in left[:1] for j in right if found[i] != found[j]
            }  # fmt: skip
            apart |= {
                frozenset((found[i], found[j]))
                for i in left for j in right[:1] if found[i] != found[j]
            }  # fmt: skip
    same: list[tuple[str, str, Constraint]] = []
    for one in constraints:
        if one.relation == "same":
            same += _joins(one, index, pointed, found)
    return Applied(tuple(found), frozenset(apart), tuple(same))


def _part(
    keys: list[str], left: Sequence[int], right: Sequence[int], pointed: Sequence[Pointed]
) -> None:
    """Give those on the right a key of their own where they share one with those on the left."""
    taken = {keys[i] for i in left}
    mine = set(left)
    for i in right:
        if keys[i] in taken and i not in mine:
            keys[i] = _own_key(pointed[i], taken)


def _own_key(one: Pointed, taken: set[str]) -> str:
    scheme = "person" if one.mention.kind == "person" else "name"
    key = f"{scheme}:{' '.join(one.words)}"
    return key if key not in taken else f"apart:{one.report}:{key}"


def _joins(
    one: Constraint, index: "_Index", pointed: Sequence[Pointed], keys: list[str]
) -> list[tuple[str, str, Constraint]]:
    """The pairs of keys that a constraint joins; what it anchors gets a key of its own first."""
    sides = []
    for handle in (one.one, one.other):
        found = index.find(handle)
        if handle.span is not None:
            for i in found:
                mention = pointed[i]
                keys[i] = f"anchored:{mention.report}:{mention.mention.span.start}"
        sides.append(dict.fromkeys(keys[i] for i in found) or dict.fromkeys(_known(handle)))
    left, right = ([*side] for side in sides)
    if not left or not right:
        return []
    pairs = [(left[0], key) for key in right] + [(key, right[0]) for key in left[1:]]
    return [(a, b, one) for a, b in pairs if a != b]


def _known(handle: Handle) -> list[str]:
    """The key of the registry's actor of a name that no report words so."""
    form = registry().form(fold_words(handle.name)) if handle.span is None else None
    return [] if form is None else [f"known:{form.actor.id}"]


class _Index:
    """The mentions by their words and by their reports, to be asked by handle."""

    def __init__(self, pointed: Sequence[Pointed]) -> None:
        self._pointed = pointed
        self._by_words: dict[Words, list[int]] = {}
        self._by_report: dict[str, list[int]] = {}
        for i, one in enumerate(pointed):
            for words in dict.fromkeys((one.words, fold_words(one.mention.text))):
                self._by_words.setdefault(words, []).append(i)
            self._by_report.setdefault(one.report, []).append(i)

    def find(self, handle: Handle) -> list[int]:
        """The mentions that a handle points at, in their order."""
        if handle.report is not None and handle.span is not None:
            return [
                i
                for i in self._by_report.get(handle.report, [])
                if shared(self._pointed[i].mention.span, handle.span)
            ]
        words = fold_words(handle.name)
        found = self._by_words.get(words) or self._by_words.get(without_titles(words), [])
        if handle.report is None:
            return found
        return [i for i in found if self._pointed[i].report == handle.report]
