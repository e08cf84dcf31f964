"""What becomes of a pact after its signing: in force, renewed, suspended, left, ended, expired.

Stands beside `rashomon.stating.pacts`. Enters: the noun of a pact, or a verb around an "it" that goes
back to one. Leaves: which turn is told, by which word, and of whose doing. It reads what the words say
of the pact itself: "withdrew from the treaty", "the treaty's expiry", "the treaty entered into force".
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of, is_passive, prepositions
from rashomon.stating.datings import day_of
from rashomon.stating.doers import doers_of, owners
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.lexicon import listed, load_table
from rashomon.stating.roles import after_noun, is_party, spans_of
from rashomon.stating.signatories import is_signing
from rashomon.stating.terms import Context, are_sides, draft_of, pact_words

_SUBJECTS = ("nsubj", "nsubjpass")


class Course(Struct, frozen=True):
    """A turn in a pact's life: what it is called, the word that tells of it, and who made it."""

    name: str
    trigger: Node
    doers: Sequence[Node]


def course_of(noun: Node) -> Course | None:
    """The turn that the words around a pact's noun tell of; None for none."""
    head = noun.head
    if (let := let_lapse(noun)) is not None:
        return let
    if noun.dep == "poss" or (noun.dep == "pobj" and head.head.pos in ("NOUN", "PROPN")):
        told = head if noun.dep == "poss" else head.head
        return _of_noun(told, noun)
    verb, way = _verb_around(noun)
    if verb is None:
        return None
    name = _named(verb, way)
    if name is None or (verb.lemma in pact_words("disowning") and not _is_own(noun)):
        return None
    doers = () if way.startswith("itself") else _bodies_states(doers_of(frame_of(verb)))
    return Course(name, verb, doers)


def let_lapse(noun: Node) -> Course | None:
    """The turn of a pact that somebody lets take its course: "let the deal lapse"."""
    told = noun.head  # a parse takes "the deal lapse" for one noun, or for a clause
    is_noun = noun.dep == "compound" and told.lemma in _courses()["noun"] and told.dep == "dobj"
    is_verb = noun.dep == "nsubj" and told.dep in ("ccomp", "xcomp") and told.tag == "VB"
    if not (is_noun or is_verb) or told.head.lemma not in ("let", "allow"):
        return None
    name = _courses()["noun"].get(told.lemma) if is_noun else _befalls(told)
    return None if name is None else Course(name, told.head, doers_of(frame_of(told.head)))


def find_course(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A turn in the life of the pact last spoken of, which the words only call "it"."""
    if verb.pos not in VERBAL or not (context.is_fresh and context.has_parties):
        return []
    for word in (*verb.children, *(one for _, one in _behind(verb))):
        if word.lower != "it":
            continue
        found = course_of(word)
        if found is not None and found.trigger is verb:
            doers = [] if are_sides(list(found.doers)) else spans_of(found.doers)
            roles = (tuple(doers) or context.parties, ())
            context.at = context.number
            terms = Terms(role="mention")
            return [draft_of(tree, verb, clause_span(verb), terms, roles, found.name)]
    return []


def find_truce_turn(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """A turn in the life of a truce, between those whom its noun names, else those told of before."""
    if noun.lemma not in pact_words("truces") or noun.pos not in ("NOUN", "PROPN"):
        return []
    found = course_of(noun)
    if found is None:
        return []
    named = [one for one in (*owners(noun), *after_noun(noun, "between", "with")) if is_party(one)]
    parties = spans_of(named or found.doers)
    if len(parties) < _BOTH and context.is_fresh and context.has_parties:
        parties = context.parties
    if len(parties) < _BOTH:
        return []
    context.parties, context.at = parties, context.number
    roles = (parties[:1], parties[1:])
    verb, terms = found.trigger, Terms(role="mention")
    told = [draft_of(tree, verb, clause_span(verb), terms, roles, found.name)]
    signed = next((one for one in noun.all("acl") if is_signing(one)), None)
    if signed is None or (day := day_of(signed)) is None:
        return told
    span = Span(phrase(noun).start, max(one.end for one in signed.subtree()))
    terms = Terms(role="signing", signed=day)
    return [draft_of(tree, signed, span, terms, roles), *told]


_BOTH = 2


def _verb_around(noun: Node) -> tuple[Node | None, str]:
    """The verb that the pact is a part of, and in which way: as object, by itself, or behind "from"."""
    head = noun.head
    if noun.dep in _SUBJECTS and head.pos in VERBAL:
        verb = next(_arranged(head), head)
        return verb, "object" if is_passive(verb) else "itself"
    if noun.dep == "dobj" and head.pos in VERBAL:
        return head, "object"
    for above in noun.ancestors():
        if above.pos in VERBAL:
            behind = next((name for name, one in _behind(above) if one is noun), None)
            return (None, "") if behind is None else (above, behind)
    return None, ""


def _arranged(verb: Node) -> Iterator[Node]:
    """The verb of what is to happen: "the treaty is to expire", "is due to be renewed"."""
    if verb.lemma == "be":
        adjectives = [inner for one in verb.all("acomp") for inner in one.all("xcomp")]
        yield from (one for one in (*verb.all("xcomp"), *adjectives) if one.pos in VERBAL)


def _behind(verb: Node) -> Iterator[tuple[str, Node]]:
    """The nouns behind a verb's prepositions, those of "out of" and "back from" among them."""
    yield from prepositions(verb)
    for child in verb.children:
        if child.dep in ("prep", "advmod", "prt"):
            yield from prepositions(child)


def _named(verb: Node, way: str) -> str | None:
    """Which turn a verb tells of, with the pact as its object, by itself, or behind a preposition."""
    table = _courses()
    if way == "itself":
        return _befalls(verb)
    if way != "object":
        return table["behind"].get(f"{verb.lemma} {way}")
    is_torn = verb.lemma in pact_words("torn")
    if is_torn and not _has_particle(verb, "up"):
        return None
    is_organs = any(one.lemma in pact_words("organs") for one in doers_of(frame_of(verb)))
    return table["object"].get(verb.lemma) or (
        table["by_organ"].get(verb.lemma) if is_organs else None
    )


def _befalls(verb: Node) -> str | None:
    """Which turn a verb tells of whose subject is the pact: "expired", "entered into force"."""
    behind = [f"{verb.lemma} {name} {one.lemma}" for name, one in prepositions(verb)]
    taken = [f"{verb.lemma} {one.lemma}" for one in verb.all("dobj")]
    parted = [f"{verb.lemma} {one.lower}" for one in verb.all("prt", "advmod")]
    table = _courses()["itself"]
    return next(
        (table[one] for one in (*behind, *taken, *parted, verb.lemma) if one in table), None
    )


def _has_particle(verb: Node, word: str) -> bool:
    return any(child.lower == word for child in verb.children)


def _of_noun(told: Node, noun: Node) -> Course | None:
    """The turn that another noun tells of: "its withdrawal from the treaty", "the treaty's expiry"."""
    name = _courses()["noun"].get(told.lemma)
    if name is None:
        return None
    if name == "left" and noun.dep == "pobj" and noun.head.lower not in ("from", "of"):
        return None
    doers = [one for one in owners(told) if one is not noun and is_party(one)]
    if not doers and told.dep == "dobj" and told.head.pos in VERBAL:
        doers = doers_of(frame_of(told.head))
    return Course(name, told, _bodies_states(doers))


def _is_own(noun: Node) -> bool:
    """Whether a pact is called its own by who speaks of it: "denounced its treaty with Britain"."""
    return any(child.dep == "poss" and child.pos == "PRON" for child in noun.children)


def _bodies_states(doers: Sequence[Node]) -> list[Node]:
    """Those who act, a state for its parliament: "Georgia's parliament ratified the treaty"."""
    found: list[Node] = []
    for one in doers:
        above = [each for each in owners(one) if is_party(each) and each.pos == "PROPN"]
        found.extend(above if one.lemma in pact_words("organs") and above else [one])
    return [one for one in found if is_party(one)]


@cache
def _courses() -> dict[str, dict[str, str]]:
    """The turns by the words that tell of them, for each way in which a word may."""
    table: dict[str, Any] = load_table("pacts.toml")["course"]
    found: dict[str, dict[str, str]] = {
        way: {} for way in ("object", "by_organ", "itself", "behind", "noun")
    }
    for name, ways in table.items():
        for way, words in ways.items():
            found[way].update(dict.fromkeys(listed(words), name))
    return found
