"""What kind of place words speak of, a settlement, a land or an airport, by noun or by name.

Stands beside `places_described`. Enters: a word, or a name with the words around it. Leaves: kinds, and
the mentions of facilities that are called by the place where they are ("X airport", "X's port").
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct

from rashomon.gazetteers.places import open_gazetteer
from rashomon.language.trees import Node, Tree
from rashomon.records.mentions import Mention
from rashomon.spans import Span

SETTLEMENT = "settlement"
LAND = "land"

_LARGE = 30_000
"""People from which on a settlement is a city rather than a village."""

_BESIDE = frozenset({"amod", "compound", "nmod", "poss", "det", "case", "punct", "nummod"})


class Sites(Struct, frozen=True):
    """The packaged words for places; see ``data/sites.toml``.

    ``kinds`` gives the kind of each noun, ``alike`` the kinds that a noun of one kind may go back to.
    """

    kinds: Mapping[str, str]
    large: frozenset[str]
    small: frozenset[str]
    chief: frozenset[str]
    single: frozenset[str]
    plain: frozenset[str]
    alike: Mapping[str, frozenset[str]]
    other: frozenset[str]
    lesser: frozenset[str]


@cache
def sites() -> Sites:
    """The words for places, by kind."""
    text = files("rashomon.grounding").joinpath("data", "sites.toml").read_text("utf-8")
    table = tomllib.loads(text)
    kinds = {word: kind for kind, words in table["facilities"].items() for word in words}
    kinds.update(dict.fromkeys(table["lands"]["any"], LAND))
    kinds.update(dict.fromkeys(table["settlements"]["any"], SETTLEMENT))
    sizes = {key: frozenset(table["settlements"][key]) for key in ("large", "small", "chief")}
    rules = {key: frozenset(words) for key, words in table["rules"].items()}
    alike = {kind: frozenset(words) for kind, words in table["alike"].items()}
    return Sites(kinds, **sizes, **rules, alike=alike)


def kind_of_noun(node: Node) -> str | None:
    """The kind of place that a noun speaks of; None for any other word and for several places."""
    if node.pos not in ("NOUN", "PROPN") or (
        node.tag in ("NNS", "NNPS") and node.lower not in _ONE
    ):
        return None
    if node.lower == "base" and any(one.lower == "air" for one in node.all("compound")):
        return "air base"
    return sites().kinds.get(node.lower)


_ONE = frozenset({"docks", "barracks"})
"""Nouns in the plural for one place."""


def is_facility(kind: str | None) -> bool:
    """Whether a kind is of what stands at a place, and is no settlement or land."""
    return kind not in (None, SETTLEMENT, LAND)


class Nature(Struct, frozen=True):
    """What a name may be the name of: its kinds, and how many people live there (None: unknown).

    ``is_small``: the words around it call it a village.
    """

    kinds: frozenset[str]
    people: int | None = None
    is_capital: bool = False
    is_small: bool = False


def nature_of(mention: Mention, node: Node) -> Nature:
    """What a mention that names a place may be.

    Args:
        mention: The mention.
        node: The word at its end.
    """
    words = mention.text.lower().split()
    own = sites().kinds.get(words[-1]) or (sites().kinds.get(words[0]) if mention.of else None)
    if own is not None and len(words) > 1:
        return Nature(frozenset({own}))
    called = frozenset(_called(node))
    entries = [one for one in open_gazetteer().named(mention.text) if not one.people]
    if any(one.kind == "country" for one in entries) and not called:
        return Nature(frozenset())
    towns = [one for one in entries if one.kind == "city"]
    kinds = set(called)
    if not called & {SETTLEMENT, LAND}:
        kinds |= {SETTLEMENT} if towns or not entries else set()
        kinds |= {LAND} if any(one.kind != "city" for one in entries) or not entries else set()
    return Nature(
        frozenset(kinds),
        max((one.population for one in towns), default=None),
        any(one.capital for one in towns) or "capital" in _nouns(node),
        bool(_nouns(node) & sites().small),
    )


def _called(name: Node) -> Iterator[str]:
    """The kinds that the words around a name call it: "the port town of X", "X province"."""
    if "capital" in _nouns(name) and name.dep == "pobj":
        yield LAND  # "the capital of X"
    for noun in _nouns(name):
        kind = sites().kinds.get(noun)
        if kind is not None and kind != "capital":
            yield kind


def _nouns(name: Node) -> frozenset[str]:
    """The common nouns for what a name is of: "port", "town" in "the port town of X"."""
    found: list[Node] = []
    if name.dep == "pobj" and name.head.lower == "of":
        found.append(name.head.head)
    if name.dep in ("compound", "nmod", "appos") or name.head.lower in ("province", "region"):
        found.append(name.head)
    found += [child for child in name.children if child.dep in ("appos", "compound", "nmod")]
    words = {one.lower for one in found if one.tag == "NN"}
    words |= {inner.lower for one in found if one.tag == "NN" for inner in one.all("compound")}
    return frozenset(words)


def is_large(nature: Nature) -> bool:
    """Whether a settlement is too large for a village."""
    return nature.people is not None and nature.people >= _LARGE


def facility_of(node: Node, by_end: Mapping[int, Mention]) -> tuple[Span, Mention] | None:
    """The words of a facility that is called by a place, and that place; None for any other word.

    "X international airport", "X's port", "the airport of X"; the place's mention stands inside.
    """
    if not is_facility(kind_of_noun(node)):
        return None
    for child in node.children:
        if child.dep in ("compound", "poss", "nmod", "amod") and child.i < node.i:
            named = _placed(child, by_end)
            if named is not None and _is_between(child, node):
                return Span(named.span.start, node.end), named
    own = [(prep, True) for prep in right_behind(node)]
    for prep, is_next in (*own, *((prep, False) for prep in _behind_last(node))):
        for inner in prep.all("pobj"):
            named = _placed(inner, by_end)
            if named is not None and _is_called_by(node, prep.lower):
                start = min(one.start for one in (node, *_described_by(node)))
                return Span(start, named.span.end if is_next else node.end), named
    return None


def right_behind(node: Node) -> Iterator[Node]:
    """The preposition next to a noun that tells where it is; a parse may hang it on the verb."""
    for prep in (*node.all("prep"), *node.head.all("prep")):
        if prep.i == node.i + 1 and prep.lower in ("of", "in", "at"):
            yield prep


def _described_by(node: Node) -> list[Node]:
    """The words right before a noun that say of what kind it is: "military base"."""
    kinds = [one for one in node.all("amod", "compound") if one.i < node.i and one.text.islower()]
    return kinds if len(kinds) == node.i - min((one.i for one in kinds), default=node.i) else []


def _behind_last(node: Node) -> Iterator[Node]:
    """The preposition behind the next of two sites: "the airport and the port of X"."""
    for other in node.all("conj"):
        if is_facility(kind_of_noun(other)) and not any(
            one.pos == "PROPN" for one in other.all("compound", "poss")
        ):
            yield from right_behind(other)


def _is_called_by(node: Node, preposition: str) -> bool:
    """Whether a place behind a preposition tells which facility is meant: "the barracks in X"."""
    if preposition == "of":
        return node.lower not in _TOWNS_TOO
    return any(child.lower == "the" or child.dep == "poss" for child in node.children)


_TOWNS_TOO = frozenset({"port", "harbour", "harbor", "island", "camp"})
"""What is called with "of" is the place itself: "the port of X" is a town."""


def _placed(node: Node, by_end: Mapping[int, Mention]) -> Mention | None:
    found = by_end.get(node.end)
    return found if found is not None and found.kind == "place" else None


def _is_between(name: Node, noun: Node) -> bool:
    """Whether nothing but describing words stands between a name and a noun."""
    return all(
        one.dep in _BESIDE for one in noun.subtree() if name.i < one.i < noun.i and one.head is noun
    )


def find_facilities(tree: Tree, by_end: Mapping[int, Mention]) -> Iterator[tuple[int, Mention]]:
    """The facilities that a passage calls by a place, each with the offset behind its noun.

    Args:
        tree: The passage.
        by_end: The mentions of the report by where they end.
    """
    for node in tree:
        found = facility_of(node, by_end)
        if found is not None:
            span, named = found
            yield node.end, Mention(span, tree.text(span), "facility", of=named.span)


def site_words(text: str, place: str) -> tuple[str, ...]:
    """What a facility's words say beside the place that they call it by: its key within that place.

    Args:
        text: The facility's words.
        place: The place's words among them; empty where they name none.
    """
    rest = text.replace(place, " ", 1) if place else text
    words = rest.lower().replace("’", " ").replace("'", " ").split()
    if words[1:] and words[-1] in ("of", "in", "at"):
        words.pop()
    if words and sites().kinds.get(words[-1]) is None and words[0] in sites().kinds:
        words = words[:1]  # "airport of"
    kept = [sites_noun(one) for one in words if one not in sites().plain]
    return tuple(one for one in kept if one != "of") or ("place",)


def sites_noun(word: str) -> str:
    """The plain noun for a facility's: "port" for "seaport"; any other word as it is."""
    kind = sites().kinds.get(word)
    return word if kind is None or not is_facility(kind) else kind
