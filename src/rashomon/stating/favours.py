"""Who profits from a duty of a pact: whom one is to join, to defend or to send help to.

Stands beside `rashomon.stating.obligations`. Enters: the verb for what is owed. Leaves: the words for
whoever has the good of it.
"""

from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import frame_of
from rashomon.stating.doers import owners
from rashomon.stating.extents import phrase
from rashomon.stating.roles import after_noun, is_party, parties_in
from rashomon.stating.terms import pact_words


def favoured_by(duty: Node | None) -> Span | None:
    """Who profits from a duty: whom one is to join, defend or send help to."""
    if duty is None:
        return None
    frame = frame_of(duty)
    inner = duty.all("xcomp", "advcl")
    conditions = [one for one in inner if one.child("mark") is not None]
    served = _served([duty, *(one for one in inner if one not in conditions)], duty)
    if served is None:
        served = next(filter(None, map(_whose_men, (duty, *inner))), None)
    if served is not None:
        return served
    objects = frame.after("to", "of", "with", "for")
    objects = tuple(one for one in objects if not _is_left(one) and not _is_ones_own(one))
    objects += tuple(one for one in duty.all("dative") if one.pos != "ADP")
    aid = [one for one in objects if one.lemma in pact_words("shared")]
    helped = [whose for one in aid for whose in (*owners(one), *after_noun(one, "of"))]
    named = [one for one in (*helped, *objects) if is_party(one)]
    return phrase(named[0]) if named else _served(conditions, duty)


def spans_served(noun: Node) -> tuple[Span, ...]:
    """Who owes what to whose good by a clause beside a pact's noun; empty where it does not tell both.

    "An accord under which Mali was to integrate the Front's fighters" is one of Mali and the Front.
    """
    for clause in noun.all("relcl"):
        duty = clause.child("xcomp") if clause.lemma in ("be", "have") else clause
        inside = [one for prep in (clause, duty) if prep is not None for one in prep.all("prep")]
        is_under = any(
            one.lower in ("under", "by", "in") and one.child("pobj") is not None
            and any(each.lower == "which" for each in one.all("pobj"))
            for one in inside
        )  # fmt: skip
        owing = [one for one in frame_of(clause).doers if is_party(one) or one.pos == "PROPN"]
        whose = None if duty is None else _whose_men(duty)
        if is_under and owing and whose is not None:
            return (*(phrase(one) for one in owing), whose)
    return ()


def _whose_men(duty: Node) -> Span | None:
    """Whose men a duty does good to: "free the prisoners of the Front"."""
    if duty.lemma not in pact_words("sparing"):
        return None
    for one in frame_of(duty).undergoers:
        if one.lemma not in pact_words("men"):
            continue
        for whose in (*owners(one), *after_noun(one, "of", "from")):
            named = [*whose.all("appos"), whose]  # "its forerunner, the Azawad Movement"
            named = [each for each in named if is_party(each) and each.pos == "PROPN"]
            if named and named[0].lower not in _OWN:
                return phrase(named[0])
    return None


def _is_left(node: Node) -> bool:
    """Whether it is what somebody goes out of: "must be out of the province"."""
    prep = node.head
    return prep.lower == "of" and prep.head.lower in (
        "out",
        "clear",
        "north",
        "south",
        "east",
        "west",
    )


_OWN = frozenset({"its", "their", "his", "her"})


def _is_ones_own(node: Node) -> bool:
    """Whether it is a thing of whoever has the duty: "a region with its own parliament"."""
    return any(one.lower in _OWN for one in node.all("poss"))


def _served(verbs: list[Node], duty: Node) -> Span | None:
    """The party that verbs of a duty, or of its condition, have as their object."""
    for verb in verbs:
        for one in frame_of(verb).undergoers:
            if verb.lemma in pact_words("opposing"):
                continue
            if one.entity in ("GPE", "ORG", "PERSON", "NORP") or one.pos == "PROPN":
                return phrase(one)
            if one.lemma in pact_words("shared"):
                before = [whose for whose in owners(one) if whose.i < one.i]  # not "help from X"
                whose = [*after_noun(one, "for", "to"), *before, *after_noun(one, "of")]
                return next((phrase(party) for party in whose if is_party(party)), None)
            inner = [party for party in parties_in(one) if party.entity in ("GPE", "NORP", "ORG")]
            if inner and verb is not duty:
                return phrase(inner[0])
    return None
