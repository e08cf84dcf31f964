"""Descriptions of places traced to the place meant: "the town", "its airport", "there".

Stands beside `coreference`. Enters: the words of a report in their order, with the names of places among
them. Leaves: for a description the mention that it goes back to, or the place that it is a facility of.
The nearest name of the right kind and size is meant; where the last sentences have none, the one that
the report has named most. Where somebody only speaks from a town, or a report is filed, that town counts
last.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.grounding.sites import (
    SETTLEMENT,
    Nature,
    is_facility,
    is_large,
    kind_of_noun,
    nature_of,
    right_behind,
    sites,
)
from rashomon.grounding.words import anaphors
from rashomon.language.trees import Node
from rashomon.records.mentions import Mention

_NEAR_SENTENCES = 2
"""How far back the nearest place is meant; beyond, a reader thinks of what the report is about."""

_REACH_SENTENCES = 12
"""How far back a place may be meant at all, unless the report is about it."""

_THERE_SENTENCES = 1
_OFTEN = 2
"""Times that a report has to name a place to be about it."""


class Described(Struct, frozen=True):
    """What a description comes to: ``back`` to a mention, or a facility ``of`` the place of one."""

    back: Mention | None = None
    of: Mention | None = None


class _Named(Struct, frozen=True):
    """A name of a place as it stands once; ``aside`` where only a speaker or a filing is there.

    ``paired``: it is told in one breath with another, and one of two is not simply "the town".
    """

    mention: Mention
    sentence: int
    nature: Nature
    aside: bool
    paired: bool = False


class Named:
    """The names of places in one report so far, to be asked by description."""

    def __init__(self) -> None:
        self._seen: list[_Named] = []
        self._counts: Counter[str] = Counter()

    def see(self, mention: Mention, node: Node, sentence: int, *, filed: bool) -> None:
        """Take note of a name of a place.

        Args:
            mention: The mention.
            node: The word at its end.
            sentence: The number of its passage.
            filed: Whether it stands where a report says from where it was sent.
        """
        nature = nature_of(mention, node)
        aside = filed or _is_told_from(node) or _acts_for_state(mention, node)
        self._seen.append(_Named(mention, sentence, nature, aside, _is_paired(node)))
        if not aside:
            self._counts[_key(mention)] += 1

    def stands(self, place: Mention, kind: str, sentence: int) -> None:
        """Take note that something of a kind stands at a place: "a base in X" is "the base" later."""
        self._seen.append(_Named(place, sentence, Nature(frozenset({kind})), False))

    def trace(self, node: Node, sentence: int) -> Described | None:
        """The place that a word describes; None for a word that describes none that is known.

        Who calls a place "the town" speaks of it anew: what comes next is as near to it as to a name.
        """
        named = self._find(node, sentence)
        if named is None or isinstance(named, Described):
            return named
        self._seen.append(replace(named, sentence=sentence, aside=False))
        return Described(back=named.mention)

    def _find(self, node: Node, sentence: int) -> "_Named | Described | None":
        if _is_here(node):  # the town that whoever says so speaks of
            return self._chosen(list(self._kind(SETTLEMENT, sentence)), sentence)
        if is_there(node):
            return self._nearest(None, sentence, _THERE_SENTENCES)
        if _is_capital_of_land(node):
            towns = [one for one in self._kind(SETTLEMENT, sentence) if not one.nature.is_capital]
            near = [one for one in towns if 0 < sentence - one.sentence <= _NEAR_SENTENCES]
            return next((one for one in near[::-1] if not one.aside), None)
        kind = kind_of_noun(node)
        if kind is None or not _is_anaphor(node):
            return None
        if is_facility(kind):
            return self._facility(node, kind, sentence)
        wanted = [one for one in self._kind(kind, sentence) if _fits_size(node, one)]
        if node.lower in sites().large and any(is_large(one.nature) for one in wanted):
            wanted = [one for one in wanted if is_large(one.nature)]
        if node.lower in sites().chief:
            wanted = [one for one in wanted if _may_be_chief(node, one)]
        return self._chosen(wanted, sentence)

    def _facility(self, node: Node, kind: str, sentence: int) -> "_Named | Described | None":
        """What "the airport" is: one named before, else that of the town that is spoken of."""
        same = self._chosen(list(self._kind(kind, sentence)), sentence)
        owner = next(iter(node.all("poss")), None)
        if owner is None and same is not None:
            return same
        towns = [one for one in self._kind(SETTLEMENT, sentence) if not one.nature.is_small]
        town = self._spoken_of(towns, sentence)
        if town is None or kind not in sites().single:
            return None
        return Described(of=town.mention)

    def _kind(self, kind: str, sentence: int) -> Iterator[_Named]:
        kinds = sites().alike.get(kind, frozenset({kind}))
        for one in self._seen:
            if kinds & one.nature.kinds:
                yield one

    def _chosen(self, wanted: Sequence[_Named], sentence: int) -> _Named | None:
        """The nearest of some names, else the one that the report has most."""
        told = [one for one in wanted if not one.aside]
        near = [one for one in told if sentence - one.sentence <= _NEAR_SENTENCES]
        if near:
            alone = [one for one in near if not one.paired]
            return (alone or near)[-1]
        often = max(told, key=lambda one: self._counts[_key(one.mention)], default=None)
        if often is not None and self._counts[_key(often.mention)] >= _OFTEN:
            return often
        far = [one for one in told if sentence - one.sentence <= _REACH_SENTENCES]
        return next(iter(far[::-1] or wanted[::-1]), None)

    def _spoken_of(self, towns: Sequence[_Named], sentence: int) -> _Named | None:
        """The town whose airport "the airport" is: one of the same sentence, else the report's own."""
        near = self._chosen(towns, sentence)
        if near is None or (near.sentence == sentence and not near.aside):
            return near
        own = max(reversed(towns), key=lambda one: self._counts[_key(one.mention)])
        counts = [self._counts[_key(one.mention)] for one in (near, own)]
        return own if counts[1] > max(counts[0], 1) else near

    def _nearest(self, kind: str | None, sentence: int, reach: int) -> _Named | None:
        found = [
            one
            for one in self._seen
            if sentence - one.sentence <= reach and not one.aside
            if kind is None or kind in one.nature.kinds
        ]
        named = [one for one in found if one.nature.kinds]  # a state only where nothing is narrower
        return next(iter(named[::-1] or found[::-1]), None)


def _key(mention: Mention) -> str:
    return mention.text.casefold()


def is_there(node: Node) -> bool:
    """Whether a word is the "there" that stands for a place, not that of "there is", or "here"."""
    return _is_here(node) or (node.lower == "there" and node.dep == "advmod" and node.tag == "RB")


def _is_here(node: Node) -> bool:
    """Whether somebody is said to be "here" himself, who is not only told of there."""
    return node.lower == "here" and node.dep == "advmod" and node.head.lemma == "be"


def _is_told_from(node: Node) -> bool:
    """Whether somebody only speaks from a place: "told reporters in X", "officials in X said"."""
    prep = node.head
    if node.dep != "pobj" or prep.lower not in ("in", "at", "from", "near", "by"):
        return False
    over = prep.head
    if over.lemma in anaphors()["saying"] or over.lemma in ("correspondent", "reporter"):
        return True
    if over.dep == "pobj" and over.head.lower == "to" and over.head.head.lower == "according":
        return True
    speaks = over.dep in ("nsubj", "dobj") and over.head.lemma in anaphors()["saying"]
    return speaks and over.pos in ("NOUN", "PROPN")


_DOES = frozenset({"nsubj", "poss"})


def _acts_for_state(mention: Mention, node: Node) -> bool:
    """Whether a capital's name means those who rule from there: "Tehran sends", "Tehran's allies"."""
    form = registry().form(fold_words(mention.text))
    return form is not None and form.use == "seat" and node.dep in _DOES


def _is_paired(node: Node) -> bool:
    """Whether a name is one of several told together: "of Palmyra and Ramadi"."""
    other = node.head if node.dep == "conj" else node.child("conj")
    return other is not None and other.pos == "PROPN"


def _is_anaphor(node: Node) -> bool:
    """Whether a noun stands for a place named before: "the town"; not "the town of X"."""
    if node.dep in ("compound", "nmod", "appos") or node.pos == "PROPN":
        return False
    if any(_is_name(inner) for prep in right_behind(node) for inner in prep.all("pobj")):
        return False  # "the airport at X", whatever the parse hangs "at" on
    definite = False
    for child in node.children:
        if child.dep == "det":
            definite = definite or child.lower in ("the", "this", "that")
        elif child.dep == "poss":
            if child.tag != "PRP$" and kind_of_noun(child) is None:
                return False
            definite = True
        elif child.dep in ("relcl", "acl") and child.i == node.i + 1:
            return False
        elif child.lower == "itself":
            continue
        elif child.dep in ("nummod", "appos") or not _is_plain(child):
            return False
    return definite


def _is_name(node: Node) -> bool:
    return node.pos == "PROPN" and node.entity not in ("DATE", "TIME")


def _is_capital_of_land(node: Node) -> bool:
    """Whether it is the town named before, by what it is the capital of: "the capital of X province".

    Of a state there is one capital, and its name says which.
    """
    if node.lower != "capital" or node.dep not in _SUBJECTS or node.child("appos") is not None:
        return False
    lands = [one for prep in node.all("prep") if prep.lower == "of" for one in prep.all("pobj")]
    return any(one.lower in sites().lesser | _LANDS for one in lands)


_SUBJECTS = ("nsubj", "nsubjpass")
_LANDS = frozenset(
    {"state", "province", "region", "governorate", "county", "department", "prefecture"}
)


def _is_plain(child: Node) -> bool:
    """Whether a word beside a description leaves open which place it is."""
    if child.dep in ("compound", "amod", "nmod"):
        return child.text.islower() and child.lower not in sites().other
    return child.dep != "prep" or child.lower not in ("of", "in")


def _fits_size(node: Node, named: _Named) -> bool:
    return not (node.lower in sites().small and is_large(named.nature))


def _may_be_chief(node: Node, named: _Named) -> bool:
    """Whether a town may be "the capital"; a province has one, whatever the gazetteer says."""
    lesser = any(one.lower in sites().lesser for one in node.all("amod", "compound"))
    return lesser or named.nature.is_capital


def standing_at(node: Node, by_end: Mapping[int, Mention]) -> tuple[str, Mention] | None:
    """The kind of a facility that is told of first, and the town where it is: "a base in X"."""
    kind = kind_of_noun(node)
    if kind is None or not is_facility(kind):
        return None
    preps = [*node.all("prep"), *(node.head.all("prep") if node.dep == "dobj" else ())]
    for prep in preps:
        for inner in prep.all("pobj") if prep.lower in ("in", "at", "near", "outside") else ():
            town = by_end.get(inner.end)
            if (
                town is not None
                and town.kind == "place"
                and SETTLEMENT in nature_of(town, inner).kinds
            ):
                return kind, town
    return None
