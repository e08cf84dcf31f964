"""Whether every id that a record names is that of a record."""

from collections.abc import Iterable, Iterator

from rashomon.ledger.checks.faults import Fault
from rashomon.records.findings import Findings
from rashomon.records.statements import Statement

_Reference = tuple[str, str, str | None]
"""Record, kind that it names, id that it names; None names nothing."""


def check_references(findings: Findings) -> list[Fault]:
    """Faults of ids that lead nowhere."""
    known = {
        "report": {one.id for one in findings.reports},
        "passage": {one.id for one in findings.passages},
        "statement": {one.id for one in findings.statements},
        "entity": {one.id for one in findings.entities},
        "claim": {one.id for one in findings.claims},
    }
    faults = [
        Fault("dangling", record, f"{record} names {kind} {named}, which is not there.")
        for record, kind, named in _references(findings)
        if named is not None and named not in known[kind]
    ]
    return sorted(set(faults))


def _references(findings: Findings) -> Iterator[_Reference]:
    for passage in findings.passages:
        yield passage.id, "report", passage.report
    for mark in findings.marks:
        yield mark.id, "report", mark.report
        yield mark.id, "entity", mark.entity
    for statement in findings.statements:
        yield from _of_statement(statement)
    for entity in findings.entities:
        yield entity.id, "entity", entity.part_of
    for reuse in findings.reuse:
        yield reuse.id, "report", reuse.from_report
        yield reuse.id, "report", reuse.to_report
    yield from _of_claims(findings)
    yield from _of_pacts(findings)


def _of_statement(statement: Statement) -> Iterator[_Reference]:
    found = statement.id
    yield found, "report", statement.report
    yield found, "passage", statement.passage
    for named in (*statement.actors, *statement.targets, *statement.places):
        yield found, "entity", named
    for source in statement.attribution:
        yield found, "entity", source.entity
        yield from _each(found, "entity", source.members)
    if statement.terms is not None:
        yield from _each(found, "entity", statement.terms.obligated)
        yield found, "entity", statement.terms.beneficiary


def _of_claims(findings: Findings) -> Iterator[_Reference]:
    for claim in findings.claims:
        yield from _each(claim.id, "statement", claim.statements)
        for origin in claim.origins:
            yield from _each(claim.id, "statement", origin.statements)
    for dispute in findings.disputes:
        for side in dispute.sides:
            yield from _each(dispute.id, "claim", side.claims)
            yield from _each(dispute.id, "statement", side.statements)


def _of_pacts(findings: Findings) -> Iterator[_Reference]:
    for pact in findings.pacts:
        yield from _each(pact.id, "entity", pact.parties)
        yield from _each(pact.id, "statement", (*pact.invocations, *pact.statements))
        for signing in pact.signed:
            yield from _each(pact.id, "statement", signing.statements)
        for clause in pact.clauses:
            yield pact.id, "statement", clause.statement
            yield pact.id, "entity", clause.beneficiary
            yield from _each(pact.id, "entity", clause.obligated)
    for forecast in findings.forecasts:
        yield forecast.id, "statement", forecast.statement
        yield from _each(forecast.id, "statement", forecast.decided_by)


def _each(record: str, kind: str, named: Iterable[str]) -> Iterator[_Reference]:
    for one in named:
        yield record, kind, one
