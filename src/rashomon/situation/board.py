"""Who held what on one day, as far as was reported by another.

Enters: findings and two days. Leaves: holdings, each with the statements that it rests on. What was
reported after ``known_at`` has no part in the answer: only reports known by then are looked at
(`bearings` says when a report is known and from when on a state holds), and the origins behind a row
are counted among those statements alone. Who copied whom is taken from all that is in the ledger, since
a copy adds no weight whenever it is found out.

Cost: linear in the statements.
"""

from collections.abc import Iterable
from datetime import date

from rashomon.instants import Days
from rashomon.records.findings import Findings
from rashomon.records.pacts import Holding, Pact
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import event_bearing, knowable
from rashomon.situation.captives import hold_captives
from rashomon.situation.control import Sign, hold_places, read_signs
from rashomon.situation.forces import hold_forces
from rashomon.situation.lineage import Lineage
from rashomon.situation.origins import Origins
from rashomon.situation.posts import hold_posts
from rashomon.situation.words import load_words

HELD = frozenset({"asserted", "reported"})
"""The statuses that say that something is so; a plan, a guess or a condition holds nothing."""


def situation(findings: Findings, valid_at: date, known_at: date) -> tuple[Holding, ...]:
    """The states that held on ``valid_at`` as far as was reported by ``known_at``.

    Args:
        findings: What the reports give together.
        valid_at: The day on which the states held.
        known_at: The day by which it was reported; nothing that was reported later has any part in
            the answer.

    Returns:
        Control of places, forces, posts, pacts and captivity, sorted by kind and subject. Rivals for
        one place have a row each, and each is contested by the other.
    """
    lineage = Lineage(findings.entities)
    reports, statements = knowable(findings.reports, findings.statements, known_at)
    rows = [
        *_control(statements, reports, valid_at, lineage),
        *hold_forces(_held(statements, "FORCE"), reports, valid_at),
        *hold_posts(_held(statements, "POST"), statements, reports, findings.entities, valid_at),
        *hold_captives(_held(statements, "CAPTIVITY"), reports, valid_at, lineage),
        *_pacts(findings.pacts, statements, reports, valid_at),
    ]
    return _finished(rows, findings, statements, reports)


def _held(statements: Iterable[Statement], kind: str) -> list[Statement]:
    return [one for one in statements if one.type == kind and one.status in HELD]


def _control(
    statements: Iterable[Statement],
    reports: dict[str, Report],
    valid_at: date,
    lineage: Lineage,
) -> Iterable[Holding]:
    words = load_words()
    signs: list[Sign] = []
    for one in statements:
        denied = one.type == "CONTROL" and one.status == "denied"
        if one.places and (one.status in HELD or denied):
            signs.extend(read_signs(one, reports[one.report], lineage, words))
    for hold in hold_places(signs, valid_at, lineage):
        yield Holding(
            kind="control",
            subject=hold.place,
            value=hold.who,
            contested_by=hold.contested_by,
            statements=hold.statements,
            independent=0,
            since=hold.since,
            contesting=hold.contesting,
        )


def _pacts(
    pacts: Iterable[Pact],
    statements: Iterable[Statement],
    reports: dict[str, Report],
    valid_at: date,
) -> Iterable[Holding]:
    """The pacts in force, from the first day of signing that was known by then.

    One whose signing has no known day is in force from the first report that tells of it.
    """
    known = {one.id: one for one in statements}
    for pact in pacts:
        told = [known[one] for one in pact.statements if one in known]
        signed = [
            signing.days.last
            for signing in pact.signed
            if signing.days is not None and any(one in known for one in signing.statements)
        ]
        if not signed:
            bearings = (event_bearing(None, reports[one.report].published.days) for one in told)
            signed = [bearing.since for bearing in bearings if bearing is not None]
        if told and signed and min(signed) <= valid_at:
            yield Holding(
                kind="pact",
                subject=pact.id,
                value=pact.parties,
                contested_by=(),
                statements=tuple(one.id for one in told),
                independent=0,
                since=min(signed),
            )


def _finished(
    rows: Iterable[Holding],
    findings: Findings,
    statements: Iterable[Statement],
    reports: dict[str, Report],
) -> tuple[Holding, ...]:
    """The rows with their origins counted and their last reports named, in order."""
    rows = list(rows)
    origins = Origins(findings.claims, (one for row in rows for one in row.statements))
    wanted = {one for row in rows for one in row.statements}
    published = {
        one.id: reports[one.report].published.days for one in statements if one.id in wanted
    }
    finished = [
        Holding(
            kind=row.kind,
            subject=row.subject,
            value=row.value,
            contested_by=row.contested_by,
            statements=tuple(sorted(row.statements)),
            independent=origins.count(row.statements),
            since=row.since,
            reported=_last([published[one] for one in row.statements]),
            contesting=row.contesting,
        )
        for row in rows
    ]
    return tuple(sorted(finished, key=lambda row: (row.kind, row.subject, row.value)))


def _last(days: Iterable[Days | None]) -> Days | None:
    return max((one for one in days if one is not None), key=lambda one: one.last, default=None)
