"""What the statements of a report tell of a pact together: who else signed "it", who "the Tigers" are.

Stands beside `rashomon.situation.pacts`. Enters: what each statement of a report tells, in order.
Leaves: the same, with parties taken from the statements around it: a signing that only says "it" or
"for whom" is of the pact spoken of before, and a clause that names a party in short is on that party.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from rashomon.situation.instruments import are_near, points_back
from rashomon.situation.parties import Parties
from rashomon.situation.standins import stand_in
from rashomon.situation.tellings import FEWEST_PARTIES, Told
from rashomon.situation.words import load_list, tokens


def complete_signers(told: Iterable[Told], parties: Parties) -> list[Told]:
    """The statements of a report, signings without a pact's noun with the parties of the one before.

    Where the one before has but one party, both have those of both: "A signed the plan on Friday. B and
    C signed it a day later".
    """
    found = sorted(told, key=lambda one: (one.span, one.statement))
    for i in range(len(found)):
        _complete_signer(found, i, parties)
        _join_invoker(found, i)
    found = stand_in(_widened(found))
    return [_of_side(one, found, parties) for one in found]


def _complete_signer(found: list[Told], i: int, parties: Parties) -> None:
    """Gives the signing at a place, and the one that it goes on with, the parties of both."""
    one = found[i]
    signers = one.parties or one.alone
    if one.role != "signing" or one.title or not signers or (_has_noun(one) and not _is_back(one)):
        return
    last = next((k for k in range(i - 1, -1, -1) if _tells_pact(found[k])), None)
    if last is None:
        return
    before = found[last]
    if not one.parties:
        _join_alone(found, i, last)
        return
    if _has_noun(one) and len(before.parties) >= FEWEST_PARTIES:
        return
    named = parties.spelt_out(one.parties, before.parties)
    found[i] = one = replace(one, parties=tuple(sorted(named)))
    is_it = before.role == "mention" and _goes_on(one) and bool(named & set(before.parties))
    if (
        (before.role != "signing" and not (is_it and len(named) <= len(before.parties)))
        or not before.parties
        or before.of_bloc
        or not _may_be_one(one, before)
    ):
        return
    shared = named & set(before.parties)
    if len(before.parties) < FEWEST_PARTIES or (not shared and _goes_on(one)):
        alone = {each for each in before.parties if not parties.is_joint(each)}
        both = tuple(sorted(alone | named))
        found[i], found[last] = replace(one, parties=both), replace(before, parties=both)
    elif shared and len(named) <= len(before.parties):
        found[i] = replace(one, parties=before.parties)


def _join_alone(found: list[Told], i: int, last: int) -> None:
    """Makes one pact of two signings, one at least by somebody who signs for nobody known."""
    one, before = found[i], found[last]
    signed = {*before.parties, *(() if before.parties else before.alone)}
    is_open = before.role == "signing" and len(signed) < FEWEST_PARTIES and bool(signed)
    if is_open and _may_be_one(one, before) and not before.of_bloc:
        both = tuple(sorted(signed | set(one.alone)))
        found[i], found[last] = replace(one, parties=both), replace(before, parties=both)


def _widened(found: list[Told]) -> list[Told]:
    """A pact that is fallen back on, with all its parties where the next sentence tells who signed it.

    "A invoked the river pact in a letter to B. The pact, concluded by A, B and C, …"
    """
    whole = list(found)
    for i, one in enumerate(found):
        if one.role not in ("invocation", "mention") or one.title or one.days is not None:
            continue
        behind = found[i + 1 : i + 1 + _NEXT]
        for it in behind:
            is_more = set(one.parties) < set(it.parties) and bool(one.parties)
            if it.role == "signing" and is_more and points_back(it) and not it.further:
                whole[i] = replace(one, parties=it.parties)
                break
    return whole


_NEXT = 3
"""Statements behind an invocation among which its pact's signing is told."""


def _is_back(told: Told) -> bool:
    """Whether a pact's noun only goes back to the pact before: "put his name to the agreement"."""
    return points_back(told)


def _join_invoker(found: list[Told], i: int) -> None:
    """Makes a pact that nobody tells whole of whoever falls back on it and those whom it binds.

    "A invoked the memorandum. In it B and C undertook to respect its borders."
    """
    clause = found[i]
    bound = set(clause.obliged)
    if clause.role != "clause" or len(bound) < FEWEST_PARTIES:
        return
    if any(one.names_pact for one in found[:i]):
        return
    for k, one in enumerate(found[:i]):
        if one.role == "invocation" and len(one.parties) == 1 and not set(one.parties) & bound:
            both = tuple(sorted({*one.parties, *bound}))
            found[k], found[i] = replace(one, parties=both), replace(clause, parties=both)
            return


def _tells_pact(told: Told) -> bool:
    """Whether a statement brings a pact up that the next may go on with."""
    return told.role == "signing" or bool(told.title) or len(told.parties) >= FEWEST_PARTIES


def _may_be_one(one: Told, other: Told) -> bool:
    """Whether two signings may be of one pact by their days."""
    days, others = one.days, other.days
    return days is None or others is None or are_near(days, others)


def _goes_on(told: Told) -> bool:
    """Whether words only say that it was signed, and not what: "signed it", "signed on Friday"."""
    said = tokens(told.quote)
    return "it" in said or not load_list("pacts.toml", "papers").intersection(said)


def _has_noun(told: Told) -> bool:
    nouns = load_list("pacts.toml", "nouns") - {"alliance"}  # as often a body that signs
    return bool(nouns.intersection(tokens(told.quote)))


def _of_side(told: Told, others: Sequence[Told], parties: Parties) -> Told:
    """A clause with the party that its words mean in short, of the pacts of its report."""
    if told.role != "clause":
        return told
    known = {party for one in others if one.names_pact for party in one.parties}
    if not known or set(told.parties) & known:
        return told
    if not told.bound:  # whom all are to help or to ask is none of them
        return replace(told, parties=())
    meant = parties.meant(told.bound, sorted(known)) or parties.side(told.quote, sorted(known))
    bound = tuple(sorted(set(meant) & known))
    return replace(told, parties=bound, obliged=bound) if bound else told
