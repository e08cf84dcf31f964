"""What could be known on an evening: the findings, as far as reports that were out by then go.

Enters: findings and a day. Leaves: findings again, so that every view of what is known now is also a
view of what was known then. Nothing that was reported later has a part in them, but for two things, each
of which can be told from what lies in the ledger only: the days of reports that state none, and which
statements say the same. Ids are those of the ledger, so that a claim can be followed from day to day.

A report is known on the last day on which it may have been published (`bearings.known_on`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from rashomon.claiming.claims import mark_disputed, sum_up
from rashomon.claiming.origins import describe_origin, hear, join
from rashomon.claiming.questions import ask_whether, with_answers
from rashomon.claiming.wording import word_claim
from rashomon.correcting.labels import NO_LABELS, Labels, find_labels, label_origins
from rashomon.records.claims import Claim, Dispute, Merge, Origin, Side
from rashomon.records.corrections import NO_RULINGS, Rulings
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity, Mark
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import known_on
from rashomon.situation.forecasts import find_forecasts
from rashomon.situation.pacts import find_pacts

LEAST_ACCOUNTS = 2
"""Sides that make a dispute."""


def known_by(findings: Findings, day: date, rulings: Rulings = NO_RULINGS) -> Findings:
    """The findings as they could be known on the evening of a day; empty before the first report.

    Claims have the statements, origins and status that they had by then, disputes the accounts (those
    with fewer than two are none yet), forecasts the outcome that could be told. What is known on a day
    is known on every later one, and is not changed by reports of later days.

    Args:
        findings: What the reports give together.
        day: The day of knowledge.
        rulings: Those that the findings were made under: the names, words and grades that people gave
            hold on every evening.

    **Cost** Linear in the findings.
    """
    reports = tuple(one for one in findings.reports if known_on(one) <= day)
    if len(reports) == len(findings.reports):
        return findings
    out = frozenset(one.id for one in reports)
    marks = tuple(one for one in findings.marks if one.report in out)
    statements = tuple(one for one in findings.statements if one.report in out)
    labels = find_labels(findings, rulings)
    entities = entities_among(findings.entities, marks, statements, labels)
    told = {one.id: one for one in statements}
    by_id = {one.id: one for one in reports}
    known = Known(told, by_id, {one.id: one for one in entities}, labels)
    made = claims_among(findings.claims, known)
    disputes = disputes_among(findings.disputes, made, known)
    claims = mark_disputed(made, disputes)
    return Findings(
        reports=reports,
        passages=tuple(one for one in findings.passages if one.report in out),
        marks=marks,
        statements=statements,
        entities=entities,
        reuse=tuple(
            one for one in findings.reuse if one.from_report in out and one.to_report in out
        ),
        claims=claims,
        disputes=disputes,
        pacts=find_pacts(statements, entities),
        forecasts=find_forecasts(reports, statements, entities, claims),
    )


class Known(Struct, frozen=True):
    """What claims are counted from on an evening.

    ``told`` are the statements that are known, by id; ``reports`` reports by id; ``entities`` those who
    were spoken of by then, by id, under the names in use; ``labels`` what people named and graded.
    """

    told: Mapping[str, Statement]
    reports: Mapping[str, Report]
    entities: Mapping[str, Entity]
    labels: Labels = NO_LABELS


def origins_among(origins: Iterable[Origin], known: Known) -> tuple[Origin, ...]:
    """The origins of one claim as far as what is known goes: what only others join falls apart."""
    found = []
    told, is_whole = known.told, True
    for origin in origins:
        names = [one for one in origin.statements if one in told]
        if len(names) == len(origin.statements):
            found.append(origin)
            continue
        merges, is_whole = tuple(merges_of(origin)), False
        for part in parts_of(names, merges):
            heard = [hear(told[one], known.reports) for one in part]
            found.append(describe_origin(heard, merges))
    found.sort(key=lambda one: one.id)
    return tuple(found) if is_whole else label_origins(found, known.labels)


def merges_of(origin: Origin) -> Iterator[Merge]:
    """The merges of an origin; one of all its statements where none is kept."""
    yield from origin.merges
    if not origin.merges and len(origin.statements) > 1:
        yield Merge(origin.statements, origin.why, "certain")


def parts_of(names: Iterable[str], merges: Iterable[Merge]) -> list[list[str]]:
    """Statements in the parts that the merges leave of them."""
    known = frozenset(names)
    groups = ([one for one in merge.statements if one in known] for merge in merges)
    return join(known, filter(None, groups))


def claims_among(claims: Iterable[Claim], known: Known) -> dict[str, Claim]:
    """The claims that some report has made, by id, before it is asked which are disputed."""
    made = (claim_among(claim, known) for claim in claims)
    return {one.id: one for one in made if one is not None}


def claim_among(claim: Claim, known: Known) -> Claim | None:
    """A claim as far as what is known goes, before it is asked whether it is disputed; None for none.

    Args:
        claim: With all its statements.
        known: What is known.
    """
    told = known.told
    said = [told[one] for one in claim.statements if one in told]
    if not said:
        return None
    text = claim.text if claim.id in known.labels.texts else word_claim(said, known.entities)
    origins = origins_among(claim.origins, known)
    made = sum_up(claim.id, said, text, origins, known.reports)
    matches = (one for one in claim.matches if one.one in told and one.other in told)
    return replace(made, matches=tuple(matches))


def disputes_among(
    disputes: Iterable[Dispute], claims: Mapping[str, Claim], known: Known
) -> tuple[Dispute, ...]:
    """The disputes of which two accounts at least have been given, with these."""
    found = []
    for dispute in disputes:
        given = (_side(one, claims, known) for one in dispute.sides)
        sides = [side for side in given if side is not None]
        if len(sides) >= LEAST_ACCOUNTS:
            found.append(_asked(replace(dispute, sides=tuple(sides)), known.told))
    return tuple(found)


def _side(side: Side, claims: Mapping[str, Claim], known: Known) -> Side | None:
    """An account as far as it was given; None where it was not."""
    statements = tuple(one for one in side.statements if one in known.told)
    if not statements:
        return None
    origins = origins_among(side.origins, known)
    given = frozenset(statements)
    return Side(
        value=side.value,
        claims=tuple(
            one for one in side.claims if one in claims and given & set(claims[one].statements)
        ),
        statements=statements,
        independent=len(origins) or min(side.independent, len(statements)),
        origins=origins,
    )


def _asked(dispute: Dispute, told: Mapping[str, Statement]) -> Dispute:
    """A dispute whose question gives the accounts that it has."""
    question = dispute.question
    if dispute.field == "status":
        question = ask_whether(told[one] for side in dispute.sides for one in side.statements)
    if not question:
        return dispute
    values = [side.value for side in dispute.sides]
    about = with_answers(dispute.field, question, values)
    return replace(dispute, question=question, about=about)


def entities_among(
    entities: Iterable[Entity],
    marks: Iterable[Mark],
    statements: Iterable[Statement],
    labels: Labels,
) -> tuple[Entity, ...]:
    """Those who were spoken of by then, and the wholes that they are part of, under the names in use.

    A name that nobody had used yet gives way to the longest of those in use, unless it is that of a
    registry or was given by a person.
    """
    called: dict[str, set[str]] = defaultdict(set)
    for mark in marks:
        if mark.entity is not None:
            called[mark.entity].add(mark.text)
    wanted = {*called, *(one for told in statements for one in spoken_of(told))}
    by_id = {one.id: one for one in entities}
    for one in sorted(wanted):
        above = by_id[one].part_of if one in by_id else None
        while above is not None and above not in wanted:
            wanted.add(above)
            above = by_id[above].part_of if above in by_id else None
    return tuple(
        called_by(one, called.get(one.id, frozenset()), is_given=one.id in labels.names)
        for one in by_id.values()
        if one.id in wanted
    )


def spoken_of(statement: Statement) -> Iterator[str]:
    """The entities that a statement speaks of or goes back to."""
    yield from (*statement.actors, *statement.targets, *statement.places)
    for source in statement.attribution:
        yield from (*source.members, *(() if source.entity is None else (source.entity,)))
    if statement.terms is not None:
        yield from statement.terms.obligated
        if statement.terms.beneficiary is not None:
            yield statement.terms.beneficiary


def called_by(entity: Entity, used: Set[str], *, is_given: bool = False) -> Entity:
    """An entity under those of its names that were used; a name that a person gave it stays."""
    if not used:
        return entity
    forms = {one.casefold() for one in used}
    aliases = tuple(one for one in entity.aliases if one.casefold() in forms)
    name = entity.name
    if name.casefold() not in forms and not entity.links and not is_given:
        name = min(aliases or used, key=lambda one: (-len(one), one))
    return replace(entity, name=name, aliases=aliases)
