"""What a reader keeps in mind of a pact while reading on, and the drafts that tell of one.

Stands beside `rashomon.stating.pacts` and `rashomon.stating.obligations`, which both build on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from rashomon.language.trees import Node, Tree, span_of
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import listed, load_table
from rashomon.stating.roles import scope, times_in
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in

_MEMORY_PASSAGES = 4
"""How many passages back a clause may look for the pact that it belongs to: a paragraph or two."""

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS = frozenset(_COUNTS)
_EACH = frozenset({"each", "both", "either", "them", "all", "they"}) | _NUMBERS
"""Words for the parties of a pact without a noun."""


_FORCES = frozenset({"army", "force", "movement", "faction", "delegation", "group", "leader"})
"""What the parties of a pact may be called by where they are counted: "both armies"."""


@dataclass(slots=True)
class Context:
    """What a reader still has in mind: the parties of the last pact and the occasion last named.

    ``named`` is the passage in which one pact was last named, though not between whom; ``invoked`` that
    in which somebody, the ``invokers``, was last said to fall back on one. ``title`` is the proper name
    of the pact last spoken of, empty where it was called by none. ``behind`` are those for whom it was
    signed, ``told`` is the passage in which a signing or a clause was last told, ``listing`` holds the
    verbs of the passage that lay down a duty so far; ``trees`` are the passages of the report.
    ``called`` are the nouns by which those who signed were summed up ("the three guarantors");
    ``asked`` is the passage in which a question last asked what the pact says.
    """

    parties: tuple[Span, ...] = ()
    trigger: Span | None = None
    at: int = -_MEMORY_PASSAGES - 1
    number: int = 0
    named: int = -_MEMORY_PASSAGES - 1
    seen: set[Span] = field(default_factory=set)
    invoked: int = -_MEMORY_PASSAGES - 1
    invokers: tuple[Span, ...] = ()
    title: str = ""
    behind: tuple[Span, ...] = ()
    told: int = -_MEMORY_PASSAGES - 1
    listing: frozenset[int] = frozenset()
    trees: Sequence[Tree] = ()
    called: frozenset[str] = frozenset()
    asked: int = -_MEMORY_PASSAGES - 1

    @property
    def is_fresh(self) -> bool:
        """Whether a pact was spoken of lately."""
        return self.number - self.at <= _MEMORY_PASSAGES

    @property
    def is_invoked(self) -> bool:
        """Whether a pact was lately said to have been invoked."""
        return self.number - self.invoked <= _MEMORY_PASSAGES

    @property
    def is_named(self) -> bool:
        """Whether the sentence before, or this one, names a pact, which "it" may go back to."""
        return self.number - self.named <= 1

    @property
    def has_parties(self) -> bool:
        """Whether it is known between whom the pact last spoken of is."""
        return len(self.parties) > 1


def goes_back(node: Node) -> bool:
    """Whether a writing is the one spoken of before: "the document", "this arrangement"."""
    is_paper = node.lemma in pact_words("papers") and node.pos == "NOUN"
    return is_paper and any(child.lower in _POINTING for child in node.children)


def is_numbered_part(node: Node) -> bool:
    """Whether it is the number of a part, taken for its head: "Protocol IV", "Annex 1A"."""
    before = node.child("nsubj", "compound", "nmod")
    is_part = before is not None and before.i + 1 == node.i
    return is_part and before is not None and before.lemma.lower() in pact_words("parts")


def is_bare(node: Node) -> bool:
    """Whether a writing is told by nothing of its own: "the document", not "the truce statement"."""
    return not node.all("amod", "compound", "nmod", "poss", "acl", "relcl", "prep", "nummod")


_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their"})


def are_sides(nodes: list[Node]) -> bool:
    """Whether all words stand for the parties of a pact without naming one: "both", "the two states"."""
    return bool(nodes) and all(
        one.lemma in pact_words("sides")
        or (one.lemma in _FORCES and any(child.lower in _EACH for child in one.children))
        or one.lower in _EACH
        or (one.lower in ("one", "other") and one.child("det") is not None)
        or _speaks_for_them(one)
        for one in nodes
    )


def are_all(owing: Sequence[Node]) -> bool:
    """Whether words are for all parties: "both", "either country"; not "the government"."""
    return are_sides([*owing]) and all(
        one.tag in ("NNS", "NNPS", "DT", "PRP", "CD")
        or any(child.lower in _EACH_OF for child in one.children)
        for one in owing
    )


_EACH_OF = frozenset({"each", "both", "either", "neither", "every", "all"}) | _NUMBERS


def counts_otherwise(nodes: Sequence[Node], parties: Sequence[Span]) -> bool:
    """Whether words count other parties than those in mind: "none of the three", where two are."""
    inner = [each for one in nodes for each in one.subtree()]
    said = [_COUNTS[one.lower] for one in inner if one.lower in _COUNTS]
    return len(parties) > 1 and any(count != len(parties) for count in said[:1])


def _speaks_for_them(node: Node) -> bool:
    """Whether it is "their presidents", "the two leaders", "the ministers of the two countries"."""
    counted = {"their", "both"} | _NUMBERS
    owned = any(child.lower in counted for child in node.children)
    for prep in node.all("prep"):
        whose = prep.all("pobj") if prep.lower == "of" else []
        owned = owned or any(
            one.lemma in pact_words("sides") and {child.lower for child in one.children} & counted
            for one in whose
        )
    return owned and node.lemma in pact_words("speakers")


def cleaned(words: list[Node]) -> Span:
    """The span of words without the marks and conjunctions at its ends."""
    words = sorted(words, key=lambda node: node.i)
    while len(words) > 1 and words[0].pos in ("PUNCT", "CCONJ"):
        words.pop(0)
    while len(words) > 1 and words[-1].pos in ("PUNCT", "CCONJ"):
        words.pop()
    return span_of(words)


def draft_of(
    tree: Tree,
    trigger: Node,
    span: Span,
    terms: Terms,
    roles: tuple[tuple[Span, ...], tuple[Span, ...]],
    mode: str | None = None,
) -> Draft:
    """A PACT in the outlet's own voice; ``roles`` are actors and targets.

    ``mode`` is what became of it, where the words tell that: see `rashomon.stating.courses`.
    """
    words = scope(trigger)
    status = status_of(trigger)
    happens = terms.role == "invocation" or mode is not None
    if terms.role == "clause" and any(one.lower == "shall" for one in trigger.all("aux")):
        status = (
            "asserted" if status == "predicted" else status
        )  # "shall" lays down, and foretells nothing
    rumoured = status == "reported" and terms.role == "signing" and trigger.pos == "VERB"
    if not happens and status in ("planned", "reported") and not rumoured:
        status = "asserted"  # That a pact promises something is no plan of its own.
    if not happens and terms.role in ("mention", "signing") and is_definite(trigger):
        status = "asserted"  # "It may invoke the treaty" takes the treaty for granted.
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=span,
        trigger=trigger.span,
        type="PACT",
        mode=mode,
        status=status,
        actors=roles[0],
        targets=roles[1],
        places=places_in(words, trigger),
        times=tuple(one for one in times_in(words) if one != terms.signed or mode is None),
        terms=terms,
        confidence=CONFIDENCE["pact"],
    )


def is_definite(noun: Node) -> bool:
    """Whether a noun names something taken as given: "the treaty", "its 2006 pact"."""
    return noun.pos in ("NOUN", "PROPN") and any(
        child.dep == "poss" or child.lower in ("the", "that", "this") for child in noun.children
    )


@cache
def pact_words(name: str) -> frozenset[str]:
    """One of the lists of ``pacts.toml``; "any" for all words that can open a draft."""
    table = load_table("pacts.toml")
    if name == "any":
        return frozenset(
            word
            for key in (
                "pacts",
                "papers",
                "truces",
                "bind",
                "forbid",
                "vows",
                "shared",
                "vow",
                "lay_down",
            )
            for word in (*listed(table[key]), "peace")
        )
    return frozenset(listed(table[name]))
