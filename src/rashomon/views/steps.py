"""How a question or a claim came to stand as it does, step by step, by the days of reports."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from rashomon.records.claims import Claim, Dispute
from rashomon.records.reports import Report
from rashomon.views.cells import (
    ROLE_WORDS,
    When,
    outlet_of,
    published_when,
    report_order,
    role_of,
    role_of_dispute,
    value_short,
)
from rashomon.views.entries import in_order
from rashomon.views.shelves import Shelves
from rashomon.views.wording import even_quotes

MOST_STEPS = 20
"""Steps that a card shows."""

_LONGEST_VALUE = 60


class Step(Struct, frozen=True):
    """Something that changed, and by which report."""

    when: When
    words: str
    by: str
    report: str


def list_steps(record: Dispute | Claim, shelves: Shelves) -> tuple[Step, ...]:
    """The steps of a question or a claim, the earliest first."""
    if isinstance(record, Dispute):
        return tuple(_of_dispute(record, shelves))[:MOST_STEPS]
    return tuple(_of_claim(record, shelves))[:MOST_STEPS]


def _of_dispute(dispute: Dispute, shelves: Shelves) -> Iterable[Step]:
    firsts: list[tuple[Report, str]] = []
    for side in dispute.sides:
        told = in_order(side.statements, shelves)
        if told:
            firsts.append(
                (shelves.reports[told[0].report], _cut(even_quotes(value_short(side.value))))
            )
    firsts.sort(key=lambda pair: (report_order(pair[0]), pair[1]))
    for number, (report, value) in enumerate(firsts):
        if number == 0:
            words = f"First account seen: {_ended(value)}"
        elif number == 1:
            words = (
                f"A rival account arrived: {_ended(value)} Status changed to {_status(dispute)}."
            )
        else:
            words = f"Another account arrived: {_ended(value)}"
        yield _step(report, words)


def _ended(value: str) -> str:
    return value if value.endswith(("…", ".", "!", "?")) else f"{value}."


def _status(dispute: Dispute) -> str:
    return ROLE_WORDS[role_of_dispute(dispute)].lower()


def _cut(value: str) -> str:
    if len(value) <= _LONGEST_VALUE:
        return value
    return value[:_LONGEST_VALUE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _of_claim(claim: Claim, shelves: Shelves) -> Iterable[Step]:
    origin_of = {one: origin.id for origin in claim.origins for one in origin.statements}
    seen: set[str] = set()
    for report, statements in _by_report(claim, shelves):
        new = {origin_of[one] for one in statements if one in origin_of} - seen
        if not seen:
            role = role_of("corroborated" if len(new) > 1 else "single")
            words = f"First seen. Status then: {ROLE_WORDS[role].lower()}."
        elif new:
            words = f"Another origin says so: {len(seen | new)} by now."
            words += " Status changed to corroborated." if len(seen) == 1 else ""
        else:
            words = "Repeated. No new origin, so nothing changed."
        seen |= new
        yield _step(report, words)


def _by_report(claim: Claim, shelves: Shelves) -> Sequence[tuple[Report, list[str]]]:
    found: dict[str, list[str]] = {}
    for one in in_order(claim.statements, shelves):
        found.setdefault(one.report, []).append(one.id)
    return [(shelves.reports[report], statements) for report, statements in found.items()]


def _step(report: Report, words: str) -> Step:
    return Step(published_when(report.published), words, outlet_of(report), report.id)
