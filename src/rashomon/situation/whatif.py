"""Whom an event would oblige to act, by the pacts that the reports tell of.

A clause comes into play where its trigger, read by the same small grammar as the event, names such an
event: of a kind that the event is, on somebody whom it hits, by somebody who does it, as far as both
say so. A party that is hit, or that does it, is not obliged to itself. An obligation brings another
into play only where a clause says that its party's joining does.
"""

from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from rashomon.records.findings import Findings
from rashomon.records.pacts import Obligation, Pact, PactClause, Supposition
from rashomon.situation.names import Names
from rashomon.situation.suppositions import ANY_PARTY, is_general, read_events, read_question
from rashomon.situation.words import load_table, tokens

_ARMED = frozenset({"attack", "war", "invasion", "intervention"})
"""Kinds that are all an armed attack on whom they hit: a clause that names one is meant for each."""


class _Clause(Struct, frozen=True):
    """A clause with what it names as its condition."""

    pact: Pact
    clause: PactClause
    condition: str | None
    events: tuple[Supposition, ...]


def whatif(findings: Findings, text: str) -> tuple[Obligation, ...]:
    """The obligations that an event in words would bring into play; none known is empty.

    Args:
        findings: What the reports give together.
        text: The event, such as "United States attacks Iran"; `suppose` tells how it is understood.

    Returns:
        A row an obliged party and clause, sorted by party and pact.

    Raises:
        UsageError: code ``unreadable_event``; the message names what was missing and an example.
    """
    names = Names(findings.entities)
    event = read_question(text, names)
    clauses = [_read(pact, clause, names) for pact in findings.pacts for clause in pact.clauses]
    found: dict[tuple[str, str, str], Obligation] = {}
    waiting = [event]
    while waiting:
        current = waiting.pop(0)
        for one in clauses:
            for obligation in _obligations(one, current, names):
                key = (obligation.party, obligation.statement, obligation.clause)
                if key not in found:
                    found[key] = obligation
                    waiting.append(_joining(obligation.party, event, names))
    return tuple(sorted(found.values(), key=lambda one: (one.party, one.pact, one.statement)))


def _read(pact: Pact, clause: PactClause, names: Names) -> _Clause:
    condition = clause.trigger or _condition(clause.text)
    events = () if condition is None else tuple(read_events(condition, names))
    return _Clause(pact, clause, condition, events)


def _condition(text: str) -> str | None:
    """The words after "if", "in the event of" or "against" in a clause; None for none."""
    grammar = load_table("events.toml")["grammar"]
    words = text.split()
    for i, word in enumerate(words):
        plain = word.lower().strip(",;:.–—")
        noun = plain in grammar["condition_nouns"] and words[i + 1 : i + 2] == ["of"]
        if noun or plain in grammar["conditions"]:
            return " ".join(words[i + 1 :]) or None
    return None


def _obligations(one: _Clause, event: Supposition, names: Names) -> Iterator[Obligation]:
    because = _because(one, event, names)
    if because is None:
        return
    parties = {names.whole(party) for party in one.pact.parties}
    hit = {names.whole(target) for target in (*event.targets, *event.places)}
    spared = {names.whole(actor) for actor in event.actors} | (
        hit if event.event != "join" else set()
    )
    for obligated in one.clause.obligated or sorted(parties):
        # A province that treats for itself is a party of its own, whatever state it lies in.
        party = obligated if obligated in one.pact.parties else names.whole(obligated)
        if not {party, names.whole(party)} & spared:
            yield Obligation(
                party=party if party in names.lineage.by_id else obligated,
                pact=one.pact.id,
                clause=one.clause.text,
                because=because,
                statement=one.clause.statement,
            )


def _because(one: _Clause, event: Supposition, names: Names) -> str | None:
    """Why the event brings the clause into play; None where it does not."""
    parties = {names.whole(party) for party in one.pact.parties}
    for named in one.events:
        if _is_wider_war(named, one.condition) and (event.event != "war" or event.targets):
            continue  # an attack on one is no war of all
        if _is_named(named, event, parties, one.clause.beneficiary, names):
            return f"{_opened(event.said)} is what the clause names: “{one.condition}”."
    unconditional = not one.events and one.clause.trigger is None and _protects(one.clause.text)
    protected = parties if one.clause.beneficiary is None else {names.whole(one.clause.beneficiary)}
    hit = {names.whole(target) for target in (*event.targets, *event.places)}
    if unconditional and event.event in _ARMED and hit & protected:
        return f"{_opened(event.said)} hits a party, and the clause names no condition."
    return None


def _is_named(
    named: Supposition,
    event: Supposition,
    parties: set[str],
    beneficiary: str | None,
    names: Names,
) -> bool:
    """Whether an event is one that a trigger names."""
    does = {names.whole(actor) for actor in event.actors}
    by = {names.whole(actor) for actor in named.actors}
    if named.event == "join" or event.event == "join":
        return named.event == event.event and bool(does & by)
    if not _same_kind(named.event, event.event) or (does and by and not does & by):
        return False
    hit = {names.whole(target) for target in (*event.targets, *event.places)}
    on = {names.whole(one) for one in (*named.targets, *named.places) if one != ANY_PARTY}
    if not hit:
        return event.event == named.event == "war" and not on and not by
    if ANY_PARTY in named.targets:
        return bool(hit & parties) and not does & parties
    if on:
        return bool(hit & on)
    protected = parties if beneficiary is None else {names.whole(beneficiary)}
    return bool(hit & protected)


def _is_wider_war(named: Supposition, condition: str | None) -> bool:
    """Whether a trigger is a war that names nobody: "a regional war"."""
    names_nobody = not (named.actors or named.targets or named.places)
    return named.event == "war" and names_nobody and is_general(condition or "")


def _same_kind(named: str, event: str) -> bool:
    if named == "threat":
        return event in _ARMED or event == "threat"
    return named == event or (named in _ARMED and event in _ARMED)


def _joining(party: str, event: Supposition, names: Names) -> Supposition:
    """The event that an obliged party does its duty."""
    said = f"that {names.lineage.name(party)} comes to the help against {event.said}"
    return replace(event, event="join", actors=(party,), said=said)


def _protects(text: str) -> bool:
    return bool(_protection().intersection(tokens(text)))


@cache
def _protection() -> frozenset[str]:
    return frozenset(load_table("events.toml")["protection"]["words"])


def _opened(said: str) -> str:
    return said[:1].upper() + said[1:]
