"""What people say of names, applied to the keys by which mentions are grouped.

Stands beside `registers`. Enters: constraints, the mentions that they point at and their keys. Leaves:
keys that tell apart what is said to be apart, and the pairs of keys that must or must not come together.
Nothing is kept here: without a constraint the keys are what they were.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.grounding.references import without_titles
from rashomon.records.linking import Constraint, Handle
from rashomon.records.mentions import MentionKind
from rashomon.spans import Span, shared


class Pointed(Struct, frozen=True, array_like=True):
    """One mention as handles point at it: where it stands, its words, and whether who is named acts.

    ``words`` are those of its name, ``called`` all of its words where these are others, both folded. A
    mention may be asked for twice, as a place and as who acts; a mark shows what its kind stands for.
    """

    start: int
    end: int
    kind: MentionKind
    acting: bool
    words: str
    called: str | None = None


class Applied(Struct, frozen=True):
    """What constraints come to.

    ``keys`` are the mentions' keys; ``apart`` the pairs of keys that must not come together; ``same``
    those that must, in the order of the constraints, each with its constraint.
    """

    keys: tuple[str, ...]
    apart: frozenset[frozenset[str]]
    same: tuple[tuple[str, str, Constraint], ...]


NONE_APPLIED = Applied((), frozenset(), ())
"""Where people say nothing."""


def span_of(one: Pointed) -> Span:
    """Where a mention stands in its report."""
    return Span(one.start, one.end)


def wordings(one: Pointed) -> Iterator[str]:
    """The words by which handles find a mention in every report, each once."""
    yield one.words
    if one.called is not None:
        yield one.called


def asked_words(handle: Handle) -> tuple[str, str]:
    """The words that a handle asks for, and those that it asks for where no mention is worded so."""
    words = fold_words(handle.name)
    return " ".join(words), " ".join(without_titles(words))


def apply(
    constraints: Sequence[Constraint],
    pointed: Sequence[tuple[str, Pointed]],
    keys: Sequence[str],
) -> Applied:
    """The keys as people's words on them have it.

    Args:
        constraints: What people say of names.
        pointed: The mentions, each with its report, in the order of the reports and of their texts.
            Those that no constraint points at make no difference.
        keys: The key of each.

    Cost: a pass over the mentions to index them where there is any constraint; then by constraint.
    """
    if not constraints:
        return Applied(tuple(keys), frozenset(), ())
    index = _Index(pointed, constraints)
    found = list(keys)
    for i in index.singled:
        report, single = pointed[i]
        found[i] = f"anchored:{report}:{single.start}"
    apart: set[frozenset[str]] = set()
    for one in constraints:
        if one.relation == "apart":
            left, right = index.find(one.one), index.find(one.other)
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
            same += _joins(one, index, found)
    return Applied(tuple(found), frozenset(apart), tuple(same))


def _part(
    keys: list[str],
    left: Sequence[int],
    right: Sequence[int],
    pointed: Sequence[tuple[str, Pointed]],
) -> None:
    """Give those on the right a key of their own where they share one with those on the left."""
    taken = {keys[i] for i in left}
    mine = set(left)
    for i in right:
        if keys[i] in taken and i not in mine:
            keys[i] = _own_key(*pointed[i], taken)


def _own_key(report: str, one: Pointed, taken: set[str]) -> str:
    scheme = "person" if one.kind == "person" else "name"
    key = f"{scheme}:{one.words}"
    return key if key not in taken else f"apart:{report}:{key}"


def _joins(
    one: Constraint, index: "_Index", keys: Sequence[str]
) -> list[tuple[str, str, Constraint]]:
    """The pairs of keys that a constraint joins."""
    sides = []
    for handle in (one.one, one.other):
        found = index.find(handle)
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
    """The mentions by their words and by their reports, to be asked by handle.

    Mentions that some handle singles out are no longer meant where their words are said of every report.
    """

    def __init__(
        self, pointed: Sequence[tuple[str, Pointed]], constraints: Sequence[Constraint]
    ) -> None:
        self._pointed = pointed
        self._by_words: dict[str, list[int]] = {}
        self._by_report: dict[str, list[int]] = {}
        for i, (report, _) in enumerate(pointed):
            self._by_report.setdefault(report, []).append(i)
        handles = [handle for one in constraints for handle in (one.one, one.other)]
        self.singled = sorted(
            {i for one in handles if one.span is not None for i in self.find(one)}
        )
        singled = set(self.singled)
        for i, (_, one) in enumerate(pointed):
            if i not in singled:
                for words in wordings(one):
                    self._by_words.setdefault(words, []).append(i)

    def find(self, handle: Handle) -> list[int]:
        """The mentions that a handle points at, in their order."""
        if handle.report is not None and handle.span is not None:
            return self._at(handle.report, handle.span)
        words, plain = asked_words(handle)
        found = self._by_words.get(words) or self._by_words.get(plain, [])
        if handle.report is None:
            return found
        return [i for i in found if self._pointed[i][0] == handle.report]

    def _at(self, report: str, span: Span) -> list[int]:
        """The mention of just these words as its mark shows it; else those that touch them."""
        near = [
            i for i in self._by_report.get(report, []) if shared(span_of(self._pointed[i][1]), span)
        ]
        exact = [i for i in near if span_of(self._pointed[i][1]) == span]
        return [i for i in exact if _is_as_marked(self._pointed[i][1])] or exact or near


def _is_as_marked(one: Pointed) -> bool:
    return one.acting == (one.kind not in ("place", "facility"))
