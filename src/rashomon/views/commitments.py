"""Pacts as a board: who is bound to what, when it was signed, whether it was invoked, on whose word."""

from collections.abc import Iterable

from msgspec import Struct

from rashomon.records.pacts import Pact, PactClause, Signing
from rashomon.records.statements import Statement
from rashomon.views.cells import (
    Link,
    Pips,
    When,
    chain_links,
    count_pips,
    days_short,
    outlet_of,
    published_when,
)
from rashomon.views.entries import in_order, question_text
from rashomon.views.evidence import Quote, quote_statement, statement_role, time_words
from rashomon.views.shelves import Shelves
from rashomon.views.wording import listing

_TOLD = frozenset({"asserted", "reported"})

_INVOKED = {
    "asserted": "Invoked, as told",
    "reported": "Invoked, by hearsay",
    "planned": "To be invoked, as decided",
    "predicted": "Expected to be invoked",
    "threatened": "Invocation threatened",
    "conditional": "To be invoked on a condition",
    "possible": "May be invoked",
    "denied": "Invocation denied",
}


_TURNS = {
    "ratified": ("Ratified", "ratification"),
    "in force": ("In force", "entry into force"),
    "renewed": ("Renewed", "renewal"),
    "extended": ("Extended", "extension"),
    "suspended": ("Suspended", "suspension"),
    "left": ("Left", "withdrawal"),
    "ended": ("Ended", "end"),
    "expired": ("Expired", "expiry"),
}
"""What became of a pact, as told and as a thing that is planned, feared or denied."""

_NOT_TOLD = {
    "planned": "{} planned",
    "predicted": "{} expected",
    "threatened": "{} threatened",
    "conditional": "{} on a condition",
    "possible": "{} possible",
    "denied": "{} denied",
}


class Stage(Struct, frozen=True):
    """One point of a pact's track: what is said to have come of it, when, on how many origins.

    ``is_aimed``: foretold, planned or feared, not told as done. ``reported`` is the report's day.
    """

    label: str
    when: str
    reported: When
    outlet: str
    pips: Pips
    statement: str
    is_aimed: bool


class Obligation(Struct, frozen=True):
    """One clause in the words of a report."""

    bound: str
    towards: str
    trigger: str
    quote: Quote
    chain: tuple[Link, ...]
    statement: str


class Commitment(Struct, frozen=True):
    """A pact. ``clash`` says what does not go together, ``questions`` are the disputes on it."""

    id: str
    name: str
    parties: tuple[str, ...]
    stages: tuple[Stage, ...]
    obligations: tuple[Obligation, ...]
    is_date_contested: bool
    clash: str
    questions: tuple[tuple[str, str], ...]
    statements: int

    first: When


def list_commitments(shelves: Shelves) -> tuple[Commitment, ...]:
    """The pacts, those of which most is told first."""
    found = [make_commitment(one, shelves) for one in shelves.findings.pacts]
    return tuple(sorted(found, key=lambda one: (-one.statements, one.name, one.id)))


def make_commitment(pact: Pact, shelves: Shelves) -> Commitment:
    """A pact with its track and its clauses."""
    signed = [one for one in (_signed(sign, shelves) for sign in pact.signed) if one is not None]
    invoked = list(_invoked(pact, shelves))
    told = in_order(pact.statements, shelves)
    dated = [one for one in pact.signed if one.days is not None]
    return Commitment(
        id=pact.id,
        name=pact.name,
        parties=tuple(shelves.name(one) for one in pact.parties),
        stages=(*sorted(signed, key=lambda one: one.when), *_turned(pact, shelves), *invoked),
        obligations=tuple(
            _obligation(one, shelves) for one in pact.clauses if one.statement in shelves.statements
        ),
        is_date_contested=len(dated) > 1,
        clash=_clash(invoked),
        questions=tuple(_questions(pact, shelves)),
        statements=len(told),
        first=published_when(shelves.reports[told[0].report].published)
        if told
        else When("undated", ""),
    )


def _signed(sign: Signing, shelves: Shelves) -> Stage | None:
    told = in_order(sign.statements, shelves)
    if not told:
        return None
    when = days_short(sign.days) if sign.days is not None else "on a day of no known year"
    return _stage("Signed", when, told, shelves, is_aimed=False)


def _turned(pact: Pact, shelves: Shelves) -> Iterable[Stage]:
    """One stage for each turn in its life, as it is told and each time that is given."""
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for turn in pact.history:
        for one in in_order((turn.statement,), shelves):
            when = time_words(one.time)
            groups.setdefault((turn.kind, turn.status, when), []).append(one)
    for (kind, status, when), told in groups.items():
        done, thing = _TURNS[kind]
        label = _NOT_TOLD[status].format(thing).capitalize() if status in _NOT_TOLD else done
        who = listing([shelves.name(one) for one in _leavers(pact, told)])
        yield _stage(
            f"{label} by {who}" if who else label,
            when or "no day told",
            told,
            shelves,
            is_aimed=status not in _TOLD,
        )


def _leavers(pact: Pact, told: list[Statement]) -> list[str]:
    """The parties whose doing a turn was, where it was not that of all."""
    ids = {one.id for one in told}
    found = {each for turn in pact.history if turn.statement in ids for each in turn.by}
    return [one for one in pact.parties if one in found] if len(found) < len(pact.parties) else []


def _invoked(pact: Pact, shelves: Shelves) -> Iterable[Stage]:
    """One stage for each way in which the invocation is told and each time it is given."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in _on_invocation(pact, shelves):
        groups.setdefault((one.status, time_words(one.time)), []).append(one)
    for (status, when), told in groups.items():
        label = _INVOKED.get(status, f"Invocation {status}")
        yield _stage(label, when or "no day told", told, shelves, is_aimed=status not in _TOLD)


def _on_invocation(pact: Pact, shelves: Shelves) -> list[Statement]:
    """What is said of its invocation, that there was none with it."""
    told = in_order(dict.fromkeys((*pact.statements, *pact.invocations)), shelves)
    return [one for one in told if one.terms is not None and one.terms.role == "invocation"]


def _stage(
    label: str, when: str, told: list[Statement], shelves: Shelves, *, is_aimed: bool
) -> Stage:
    report = shelves.reports[told[0].report]
    ids = {one.id for one in told}
    claims = {c.id: c for one in told if (c := shelves.claim_of_statement.get(one.id)) is not None}
    origins = {
        origin.name: origin
        for claim in claims.values()
        for origin in claim.origins
        if ids & set(origin.statements)
    }
    role = statement_role(told[0], shelves)
    return Stage(
        label=label,
        when=when,
        reported=published_when(report.published),
        outlet=outlet_of(report),
        pips=count_pips(role, origins.values(), shelves, max(1, len(origins))),
        statement=told[0].id,
        is_aimed=is_aimed,
    )


def _clash(invoked: list[Stage]) -> str:
    """Says where the invocation is told as done by one report and as still to come by a later one."""
    done = [one for one in invoked if not one.is_aimed]
    to_come = [one for one in invoked if one.is_aimed and one.label != _INVOKED["denied"]]
    denied = [one for one in invoked if one.label == _INVOKED["denied"]]
    later = [
        (one, other) for one in done for other in to_come if other.reported.iso > one.reported.iso
    ]
    if later:
        one, other = later[0]
        return (
            f"The report of {other.reported.words} speaks of an invocation still to come; that of"
            f" {one.reported.words} tells of one that was made. Neither mentions the other."
        )
    if done and denied:
        return "One report tells that it was invoked, another that it was not."
    return ""


def _questions(pact: Pact, shelves: Shelves) -> Iterable[tuple[str, str]]:
    ids = {*pact.statements, *pact.invocations, *(s for one in pact.signed for s in one.statements)}
    for dispute in shelves.findings.disputes:
        if any(ids & set(side.statements) for side in dispute.sides):
            yield dispute.id, question_text(dispute)


def _obligation(clause: PactClause, shelves: Shelves) -> Obligation:
    statement = shelves.statements[clause.statement]
    return Obligation(
        bound=listing([shelves.name(one) for one in clause.obligated]),
        towards=shelves.name(clause.beneficiary) if clause.beneficiary else "",
        trigger=clause.trigger or "",
        quote=quote_statement(statement, shelves, 60),
        chain=chain_links(statement, shelves.reports[statement.report]),
        statement=statement.id,
    )
