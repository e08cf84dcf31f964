"""Whom an event would oblige to act, by the pacts that the reports tell of.

A clause comes into play where its trigger, read by the same small grammar as the event, names such an
event: of a kind that the event is, on somebody whom it hits, by somebody who does it, as far as both
say so. A party that is hit, or that does it, is not obliged to itself. An obligation brings another
into play only where a clause says that its party's joining does. A pact that was suspended, ended or
left by then, or had expired, comes into play no more; the answer says so.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from rashomon.instants import Days
from rashomon.records.findings import Findings
from rashomon.records.pacts import Obligation, Pact, PactClause, Supposition, Turn
from rashomon.situation.blocs import find_bloc
from rashomon.situation.names import Names
from rashomon.situation.suppositions import ANY_PARTY, is_general, read_events, read_question
from rashomon.situation.turns import Standing, standing_of
from rashomon.situation.words import load_table, tokens

_TOLD_AS = {
    "suspended": "suspended",
    "left": "left by one of the two",
    "ended": "ended",
    "expired": "expired",
}
"""How the turns are put by which a pact is out of force."""

_ENTRY = "entry"
"""The kind of event that a party enters a war by doing its duty: "if B goes to war, A helps"."""

_ARMED = frozenset({"attack", "war", "invasion", "intervention"})
"""Kinds that are all an armed attack on whom they hit: a clause that names one is meant for each."""


class _Clause(Struct, frozen=True):
    """A clause with what it names as its condition."""

    pact: Pact
    clause: PactClause
    condition: str | None
    events: tuple[Supposition, ...]


class Answer(Struct, frozen=True):
    """The answer to a what-if.

    ``obligations`` is a row an obliged party and clause, sorted by party and pact; none known is empty.
    ``lapsed`` are those of pacts that were not in force on the day that was asked for: ``because`` says
    why not, and ``statement`` is the one that tells so.
    """

    event: Supposition
    obligations: tuple[Obligation, ...]
    lapsed: tuple[Obligation, ...]


def whatif(findings: Findings, text: str, on: date | None = None) -> tuple[Obligation, ...]:
    """The obligations that an event in words would bring into play; none known is empty.

    Args:
        findings: What the reports give together.
        text: The event, such as "United States attacks Iran"; `suppose` tells how it is understood.
        on: The day on which it happens; by all that is known unless given.

    Returns:
        A row an obliged party and clause, sorted by party and pact.

    Raises:
        UsageError: code ``unreadable_event``; the message names what was missing and an example.
    """
    return answer_whatif(findings, text, on).obligations


def answer_whatif(findings: Findings, text: str, on: date | None = None) -> Answer:
    """The obligations that an event would bring into play, and those of pacts that are no more.

    Args and errors as of `whatif`.
    """
    names = Names(findings.entities)
    event = read_question(text, names)
    day = on or date.max
    told = _days_told(findings)
    standings = {one.id: standing_of(one, day, told) for one in findings.pacts if one.history}
    pacts = [
        _with_members(_among_the_rest(one, standings.get(one.id)), names, on)
        for one in findings.pacts
    ]
    clauses = [_read(pact, clause, names) for pact in pacts for clause in pact.clauses]
    lapses = {name: one.lapse for name, one in standings.items() if one.lapse is not None}
    binding = [one for one in clauses if one.pact.id not in lapses]
    lapsed = [
        _not_in_force(one, lapses[one.pact], findings, on)
        for one in (_follow(event, clauses, names) if lapses else ())
        if one.pact in lapses
    ]
    return Answer(event, _follow(event, binding, names), tuple(lapsed))


def _days_told(findings: Findings) -> dict[str, Days | None]:
    """The days of the reports of all statements that tell what became of a pact."""
    wanted = {turn.statement for pact in findings.pacts for turn in pact.history}
    published = {one.id: one.published.days for one in findings.reports} if wanted else {}
    return {one.id: published.get(one.report) for one in findings.statements if one.id in wanted}


def _among_the_rest(pact: Pact, standing: Standing | None) -> Pact:
    """A pact between those of its parties that have not left it."""
    if standing is None or not standing.gone:
        return pact
    clauses = [
        replace(one, obligated=tuple(each for each in one.obligated if each not in standing.gone))
        for one in pact.clauses
        if one.beneficiary not in standing.gone and not set(one.obligated) <= standing.gone
    ]
    parties = tuple(one for one in pact.parties if one not in standing.gone)
    return replace(pact, parties=parties, clauses=tuple(clauses))


def _with_members(pact: Pact, names: Names, on: date | None) -> Pact:
    """A pact with the members of a bloc that is a party to it, on the day that is asked for."""
    blocs = (find_bloc(names.lineage.name(one)) for one in pact.parties)
    codes = [code for bloc in blocs if bloc is not None for code in bloc.members_on(on)]
    members = [names.state(code) for code in codes]
    return replace(pact, parties=tuple(dict.fromkeys([*pact.parties, *members])))


def _not_in_force(
    obligation: Obligation, lapse: Turn, findings: Findings, on: date | None
) -> Obligation:
    """An obligation of a pact that is no more, with the words that say so."""
    quote = next(one.quote for one in findings.statements if one.id == lapse.statement)
    day = "now" if on is None else f"on {on.isoformat()}"
    because = (
        f"The pact is not in force {day}, for it is told to be {_TOLD_AS[lapse.kind]}: “{quote}”."
    )
    return replace(obligation, because=because, statement=lapse.statement)


def _follow(event: Supposition, clauses: Sequence[_Clause], names: Names) -> tuple[Obligation, ...]:
    """The obligations that an event brings into play, and those that these bring into play in turn."""
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
                    if event.event in _ARMED and _protects(obligation.clause):
                        waiting.append(replace(waiting[-1], event=_ENTRY))
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
    for told in one.events:
        named = _by_whomever(told, event, one.clause.text)
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


def _by_whomever(named: Supposition, event: Supposition, clause: str) -> Supposition:
    """An attack that a clause names, as the insurrection that is supposed where it is by whomever."""
    is_inner = event.event == "insurrection" and named.event in _ARMED and not named.actors
    said = " ".join(tokens(clause))
    phrases: list[str] = load_table("events.toml")["grammar"]["whoever"]
    return (
        replace(named, event=event.event) if is_inner and any(p in said for p in phrases) else named
    )


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
    if (
        event.event == _ENTRY
    ):  # whoever defends somebody is at war, which no clause counts as an attack
        on = {names.whole(one) for one in named.targets}
        return named.event == "war" and bool(does & (by | on))
    if not _same_kind(named.event, event.event) or (does and by and not does & by):
        return False
    if named.setting and named.setting != event.setting:
        return False
    return _hits(
        named, event, parties, {names.whole(beneficiary)} if beneficiary else parties, names
    )


def _hits(
    named: Supposition,
    event: Supposition,
    parties: set[str],
    protected: set[str],
    names: Names,
) -> bool:
    """Whether an event of a kind that a trigger names hits whom, or what, the trigger means."""
    does = {names.whole(actor) for actor in event.actors}
    hit = {names.whole(target) for target in (*event.targets, *event.places)}
    on = {names.whole(one) for one in (*named.targets, *named.places) if one != ANY_PARTY}
    if named.setting == "sea" and not on and not hit & parties:
        return not does & parties  # at sea nobody's town is hit: a ship of theirs may be
    is_inside = bool(hit) and hit <= does and event.event in _ARMED  # a state in its own land
    if is_inside or (_are_towns(event, names) and _are_towns(named, names)):
        return bool(set(event.named) & set(named.named))
    if not hit:
        return event.event == named.event == "war" and not (on or named.actors)
    if ANY_PARTY in named.targets:
        return bool(hit & parties) and not does & parties
    return bool(hit & (on or protected))


def _are_towns(event: Supposition, names: Names) -> bool:
    """Whether all that an event hits are towns, of which one is not another."""
    known = [names.lineage.by_id.get(one) for one in event.named]
    return bool(known) and all(
        one is not None and one.kind in ("place", "facility") and names.is_town(one)
        for one in known
    )


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
    """Whether words are of help or defence, and not of what armies buy: "air defence batteries"."""
    said = tokens(text)
    bought = _bought()
    return any(
        one in _protection() and not bought.intersection(said[at + 1 : at + 2])
        for at, one in enumerate(said)
    )


@cache
def _protection() -> frozenset[str]:
    return frozenset(load_table("events.toml")["protection"]["words"])


@cache
def _bought() -> frozenset[str]:
    return frozenset(load_table("events.toml")["protection"]["goods"])


def _opened(said: str) -> str:
    return said[:1].upper() + said[1:]
