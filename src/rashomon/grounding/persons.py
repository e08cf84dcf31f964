"""Which names are persons', whatever the parser took them for.

Stands beside `mentions`. Enters: the mentions of a report, and the words of a name. Leaves: the mentions
with their kinds mended: by the surname of a person whom the report names in full, by the part of his
name that he is called by, and by the office that the grammar gives to the bearer.
"""

from collections.abc import Sequence

import msgspec

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.grounding.places import is_known_place
from rashomon.grounding.words import classes_of_head, titles
from rashomon.language.trees import Node
from rashomon.records.mentions import Mention

Words = tuple[str, ...]


def as_persons(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each name made a person's that a person of the report is called by."""
    persons = [one.text.split() for one in mentions if one.kind == "person"]
    full = {words[-1] for words in persons if len(words) > 1}
    full.update(
        " ".join(folded[first:])
        for folded in (fold_words(one.text) for one in mentions if one.kind == "person")
        for first in range(1, len(folded) - 1)
        if folded[first] in titles()["particles"]
    )
    inner = called_by([fold_words(one.text) for one in mentions if one.kind == "person"])
    alone = {words[0] for words in persons if len(words) == 1 and words[0].istitle()}
    return [
        msgspec.structs.replace(one, kind="person")
        if _is_surname(one, full, alone) or _is_calling(one, inner)
        else one
        for one in mentions
    ]


def _is_surname(one: Mention, full: set[str], alone: set[str]) -> bool:
    if one.kind not in ("organization", "other", "place", "group"):
        return False
    words = one.text.split()
    if one.kind == "group" and words[0] not in full:
        return False
    if not (
        (len(words) == 1 and words[0] in full)
        or " ".join(fold_words(one.text)) in full
        or (len(words) == 2 and words[1] in alone and words[0].istitle() and one.kind != "place")
    ):
        return False
    return registry().form(fold_words(one.text)) is None


def _is_calling(one: Mention, inner: dict[str, Words]) -> bool:
    """Whether a name that is no known actor's and no town's is a part of a person's name."""
    words = fold_words(one.text)
    if one.kind not in ("organization", "other") or len(words) != 1 or words[0] not in inner:
        return False
    return registry().form(words) is None and not is_known_place(one.text)


_SHORTEST_CALLING = 4
"""Letters of a given name that tells its bearer apart; shorter ones are many people's."""


def called_by(names: Sequence[Words]) -> dict[str, Words]:
    """The full name behind each of its words but the last, where one name alone has the word.

    Whoever is Abiy Ahmed is Abiy: in many lands the first or a middle word is what people are called by.
    Not for given names that half the world bears, nor for a word that is somebody's surname.
    """
    full = {words for words in names if len(words) > 1 and not any(map(_is_descriptive, words))}
    last = {words[-1] for words in full if len(set(words)) == len(words)}
    found: dict[str, set[Words]] = {}
    for words in full:
        for at, word in enumerate(words):
            plain = len(word) >= _SHORTEST_CALLING and word not in titles()["particles"]
            inner = at < len(words) - 1 and (at > 0 or word not in titles()["given"])
            behind_particle = at > 0 and words[at - 1] in titles()["particles"]
            if plain and inner and word not in last and not behind_particle:
                found.setdefault(word, set()).add(words)
    return {word: min(some) for word, some in found.items() if len(some) == 1}


def _is_descriptive(word: str) -> bool:
    """Whether a word is none of a name: the "s" and the noun of "the region's leader"."""
    return len(word) == 1 or word in classes_of_head() or word in titles()["offices"]


_LONGEST_NAME = 4


def holds_office(nodes: Sequence[Node], head: Node) -> bool:
    """Whether the grammar gives a name of two to four words an office, which a body does not hold."""
    if not 1 < len(nodes) <= _LONGEST_NAME or not all(node.text.istitle() for node in nodes):
        return False
    if any(node.lower in classes_of_head() or node.pos != "PROPN" for node in nodes):
        return False
    beside = [child for child in head.children if child.dep == "appos" and child.pos == "NOUN"]
    if head.dep == "appos" and head.head.pos == "NOUN":
        beside.append(head.head)
    return any(_OFFICES & {one.lemma} for one in beside)


_OFFICES = frozenset(
    {
        "president", "minister", "premier", "chancellor", "ambassador", "envoy", "senator", "governor",
        "mayor", "judge", "spokesman", "spokeswoman", "spokesperson", "director", "chairman", "lawyer",
        "chairwoman", "activist", "professor", "doctor", "lawmaker", "legislator", "general", "colonel",
        "major", "captain", "sergeant", "bishop", "pastor", "priest", "imam", "teacher", "farmer",
        "nurse", "driver", "trader", "shopkeeper", "analyst", "researcher", "diplomat", "deputy",
        "commissioner",
    }
)  # fmt: skip
