"""Who can be a source, of which kind, and under which words.

Enters: the head word of a speaker's phrase. Leaves: its kind, its name, the words that name it.
The nouns come from ``stating/data/sources.toml``, names of media from the gazetteer of outlets.
"""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.gazetteers.outlets import find_outlet
from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import SourceKind
from rashomon.stating.clauses import person_meant
from rashomon.stating.extents import phrase
from rashomon.stating.lexicon import load_table

from .phrases import joint

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PRONOUNS = frozenset(
    {"he", "she", "they", "who", "i", "we", "you", "him", "her", "them", "both", "his", "their"}
)
THINGS = frozenset({"it", "this", "that", "these", "those", "which", "there", "what"})
NAMED_ENTITIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})


HOLLOW = frozenset(
    {
        "be", "seem", "appear", "become", "get", "remain", "take", "make", "look", "sound", "feel",
        "fall",
    }
)  # fmt: skip
"""Verbs of an "it" that only waits for the clause behind: "it is", "it takes", "it falls to"."""

PARTITIVES = frozenset(
    {
        "number", "handful", "chorus", "array", "range", "series", "share", "part", "rest", "bulk",
        "list", "lot", "slew", "clutch", "host", "raft", "bunch", "string", "wave", "plurality",
        "portion", "proportion", "cross-section", "cluster", "cadre", "horde", "mass", "multitude",
        "flock", "scattering", "smattering", "variety", "roster", "generation", "fraction", "sample",
        "few", "score", "tens", "contingent", "circle", "core", "procession", "stream", "assortment",
    }
)  # fmt: skip
"""Nouns that count those who speak: "a number of officials"."""


_FEWEST_WORDS_OF_A_MEDIUM = 2
"""One name alone is a person's, a town's or a body's as often as a medium's."""


class Nouns(Struct, frozen=True):
    """Nouns for sources: unnamed people, all who can speak, documents, marks and words of media."""

    anonymous: frozenset[str]
    speakers: frozenset[str]
    documents: frozenset[str]
    media: frozenset[str]
    outlets: frozenset[str]


@cache
def nouns() -> Nouns:
    """The nouns as the package's data tell them; read once."""
    data = files("rashomon.stating").joinpath("data/sources.toml").read_text(encoding="utf-8")
    table = {kind: frozenset(entry["words"].split()) for kind, entry in tomllib.loads(data).items()}
    return Nouns(
        table["anonymous"],
        table["anonymous"] | table["speakers"],
        table["documents"],
        table["media"],
        table["outlets"],
    )


def kind_of(head: Node) -> SourceKind:
    """The kind of source that a phrase names, by its head and the names in it."""
    if is_outlet(head):
        return "outlet"
    known = nouns()
    beside = head.all("compound", "nmod", "appos")
    if head.pos != "PROPN" and not any(node.entity == "PERSON" for node in beside):
        if head.lemma in known.documents:
            return "document"
        if head.lemma in known.anonymous:
            return "anonymous"
    return "named"


def is_outlet(head: Node) -> bool:
    """Whether the word heads the name of an outlet or agency."""
    is_name = head.pos == "PROPN" or head.text.isupper()
    if head.entity in {"PERSON", "DATE", "TIME", "NORP"} and not is_name:
        return False
    named = [child for child in head.children if child.dep in {"compound", "nmod", "amod", "det"}]
    words = [
        node
        for node in sorted(
            [head, *(deep for child in named for deep in child.subtree())], key=lambda n: n.i
        )
        if node.i <= head.i
    ]
    if not any(node.pos == "PROPN" or node.text.isupper() for node in words):
        return head.lemma in {"television", "tv", "radio", "newspaper"} and len(words) > 1
    behind = [node.text for node in head.all("nummod") if node.i == head.i + 1]
    number = "".join(f" {one}" for one in behind)  # "France 24"
    for at in range(len(words)):
        is_part = at > 0 and _is_hyphened(words[at - 1], words[at])
        name = " ".join(node.text for node in words[at:])
        if not is_part and any(find_outlet(one) is not None for one in (name, name + number)):
            return True
    if head.entity == "PERSON":
        return False
    return _is_media_name(head, named)


def _is_hyphened(first: Node, second: Node) -> bool:
    """Whether only a hyphen stands between two words: the "DPA" of "FLN-DPA" is no name of its own."""
    return second.i - first.i > 1 and second.start - first.end == 1


def names_outlet(name: str) -> bool:
    """Whether words end in the name of a known outlet: "state news agency SANA"."""
    words = name.split()
    return any(find_outlet(" ".join(words[first:])) is not None for first in range(len(words)))


def is_medium(told: Node) -> bool:
    """Whether who is told something is by its name a medium that passes it on.

    A named organisation that hears a source is one, unless it is a body that hears for itself: a
    council, a ministry, a force.
    """
    name = phrase(told)
    words = [one for one in told.subtree() if name.start <= one.start and one.end <= name.end]
    if told.dep != "dobj" or told.pos != "PROPN" or len(words) < _FEWEST_WORDS_OF_A_MEDIUM:
        return False
    if any(one.lower in nouns().speakers or one.lower in nouns().media for one in words):
        return told.lower in nouns().media
    if told.entity != "ORG":
        return False
    return registry().form(fold_words(" ".join(one.text for one in words))) is None


def _is_media_name(head: Node, named: list[Node]) -> bool:
    marks = nouns().media
    if head.pos == "NOUN":
        return head.lemma in marks and any(node.pos == "PROPN" for node in named)
    parts = [head, *(node for node in named if node.pos == "PROPN")]
    return any(node.lower in marks or node.lower.startswith("news") for node in parts) and (
        len(parts) > 1 or head.lower not in marks
    )


def can_speak(head: Node) -> bool:
    """Whether the word stands for somebody, or a body of people, that can think and want."""
    if head.lower in PRONOUNS:
        return True
    if head.lower in THINGS:
        return head.lower == "it" or (
            head.lower == "those" and head.child("relcl", "acl") is not None
        )
    if head.entity in NAMED_ENTITIES or head.pos == "PROPN" or _is_misread_name(head):
        return True
    if head.lemma in nouns().speakers or head.lower in nouns().speakers or _is_person(head):
        return True
    if head.pos == "NUM" or head.lemma == "percent":
        return True
    part = next((child.child("pobj") for child in head.all("prep") if child.lower == "of"), None)
    return part is not None and part is not head and head.lemma in PARTITIVES and can_speak(part)


def _is_misread_name(head: Node) -> bool:
    """Whether a noun is written as a name inside a sentence, though no entity was seen there."""
    return head.i > 0 and head.pos == "NOUN" and not head.entity and head.text[:1].isupper()


def _is_person(head: Node) -> bool:
    ends = ("ist", "man", "woman", "men", "women", "ian", "eer", "ists", "ians", "eers")
    return head.pos == "NOUN" and len(head.lower) > 5 and head.lower.endswith(ends)


def antecedent(relative: Node) -> Node | None:
    """The noun that "who" or "that" stands for; None for a "that" which points at what was said."""
    clause = next((node for node in relative.ancestors() if node.dep == "relcl"), None)
    return None if clause is None else person_meant(relative, clause.head)


def is_empty(head: Node) -> bool:
    """Whether "it" stands for nobody: "it is hard to know", "it takes a brave man to say so"."""
    return head.lower == "it" and head.head.lemma in HOLLOW and head.head.tag[:2] in {"VB", "MD"}


def can_show(head: Node) -> bool:
    """Whether the word stands for a writing or a measurement, or for somebody who can speak."""
    return can_speak(head) or head.lemma in nouns().documents


def named_head(head: Node) -> Node:
    """The word that names the source: a person in apposition to an office names its holder.

    "the commander of the force, Gen. Soleimani" → Soleimani.
    """
    if is_rank(head):
        return next((one for one in _beside_rank(head) if not is_rank(one)), head)
    if head.pos == "PROPN" or head.entity == "PERSON":
        return head
    for child in head.all("appos"):
        is_name = child.entity == "PERSON" or is_outlet(child) or _is_own_name(head, child)
        if child.i > head.i and is_name and not is_rank(child):
            return child
    medium = _named_right_behind(head)
    if medium is not None:
        return medium
    for node in head.subtree():
        is_holder = node.dep in {"appos", "npadvmod"} and node.entity == "PERSON"
        is_behind = node.i > head.i and not is_rank(node)
        if is_holder and is_behind and head.lemma in nouns().speakers:
            return node
    return head


def _is_own_name(head: Node, name: Node) -> bool:
    """Whether a name beside a noun names it: "his party, the PDR", "a spokeswoman, Aline Mukasa"."""
    if name.pos != "PROPN" or head.pos != "NOUN" or head.tag == "NNS" or name.child("conj"):
        return False
    if head.lemma in nouns().anonymous:
        has_two = name.child("compound") is not None and name.child("det") is None
        return has_two and name.entity not in {"GPE", "LOC", "NORP"}
    return head.lemma in nouns().speakers and head.child("prep") is None


def _named_right_behind(head: Node) -> Node | None:
    """The name right behind the word for a medium: "the news agency ONA"."""
    if head.pos != "NOUN" or head.lemma not in nouns().outlets:
        return None
    around = (*head.children, *head.head.children)
    return next((one for one in around if one.i == head.i + 1 and one.pos == "PROPN"), None)


def is_rank(node: Node) -> bool:
    """Whether a word is a rank or form of address written as part of a name: "Brig", "Gen."."""
    return node.text[:1].isupper() and node.lower.rstrip(".") in ranks()


def _beside_rank(head: Node) -> list[Node]:
    """The names that a parse hangs on a rank, or on the same office as the rank."""
    around = [*head.children, *(head.head.children if head.dep == "appos" else ())]
    found = [one for one in around if one.pos == "PROPN" and one.i > head.i]
    return sorted(found, key=lambda one: one.i)


def with_ranks(tree: Tree, words: list[Node]) -> list[Node]:
    """A name's words with the ranks before it and, behind a rank alone, the name itself.

    A parser may take the stop of "Brig." for a sentence's end, and part the rank from its name.
    """
    first, last = words[0].i, words[-1].i
    while first > 0 and _is_rank_or_stop(tree, first - 1):
        first -= 1
    if is_rank(tree.nodes[last]):
        while last + 1 < len(tree.nodes) and _goes_on(tree, last + 1):
            last += 1
    return tree.nodes[first : last + 1]


def _is_rank_or_stop(tree: Tree, at: int) -> bool:
    node = tree.nodes[at]
    return is_rank(node) or (node.text == "." and at > 0 and is_rank(tree.nodes[at - 1]))


def _goes_on(tree: Tree, at: int) -> bool:
    node = tree.nodes[at]
    return node.pos == "PROPN" or _is_rank_or_stop(tree, at)


@cache
def ranks() -> frozenset[str]:
    """Ranks before names, without their stops, as the package's data tell them; read once."""
    return frozenset(
        word.strip().rstrip(".") for word in load_table("offices.toml")["ranks"].split(",")
    )


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are those of one outlet, whatever their articles, case and marks."""
    first, second = find_outlet(one), find_outlet(other)
    if first is not None and second is not None:
        return first.name == second.name
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(letter for letter in name.lower().removeprefix("the ") if letter.isalnum())


def members(head: Node) -> list[Node]:
    """The heads of joint speakers, in order; empty for one speaker alone."""
    heads = joint(head)
    return heads if len(heads) > 1 else []
