"""How many of whom are where: the latest figure of each body of men in each place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rashomon.records.mentions import Quantity
from rashomon.records.pacts import Holding
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import Bearing, state_bearing
from rashomon.situation.words import tokens

_Body = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def hold_forces(
    statements: Sequence[Statement], reports: Mapping[str, Report], valid_at: date
) -> Iterable[Holding]:
    """The forces of a day: one row a body of men, place and figure.

    The latest figure stands; others of the same day contest it.
    """
    bodies: dict[_Body, list[tuple[Bearing, Statement]]] = {}
    for one in statements:
        days = None if one.time is None else one.time.days
        bearing = state_bearing(
            days, reports[one.report].published.days, lasting="since" in tokens(one.quote)
        )
        if bearing is None or bearing.since > valid_at or not (one.actors or one.quantities):
            continue
        if bearing.until is None or bearing.until >= valid_at:
            bodies.setdefault(_body(one), []).append((bearing, one))
    for body in sorted(bodies):
        yield from _rows(bodies[body])


def in_words(quantity: Quantity) -> str:
    """A quantity for the eye: "1,500 troops", "200–999 troops", "20,000 or more fighters"."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        figure = "an unknown number of"
    elif low is None:
        figure = f"at most {high:,.15g}"
    elif high is None:
        figure = f"{low:,.15g} or more"
    elif low == high:
        figure = f"{low:,.15g}"
    else:
        figure = f"{low:,.15g}–{high:,.15g}"
    return f"{figure} {quantity.of}".strip()


def _body(statement: Statement) -> _Body:
    counted = sorted({word for one in statement.quantities for word in tokens(one.of)})
    return tuple(sorted(statement.actors)), tuple(sorted(statement.places)), tuple(counted)


def _rows(told: Sequence[tuple[Bearing, Statement]]) -> Iterable[Holding]:
    latest = max(bearing.since for bearing, _ in told)
    by_figure: dict[tuple[str, ...], list[tuple[Bearing, Statement]]] = {}
    for bearing, one in told:
        figure = tuple(sorted(map(in_words, one.quantities)))
        by_figure.setdefault(figure, []).append((bearing, one))
    current = {
        figure: rows
        for figure, rows in sorted(by_figure.items())
        if max(bearing.since for bearing, _ in rows) == latest
    }
    for figure, rows in current.items():
        first = rows[0][1]
        rivals = [other for other in current if other != figure]
        subject = first.actors[0] if first.actors else first.quantities[0].of
        yield Holding(
            kind="force",
            subject=subject,
            value=(*figure, *first.actors[1:], *first.places),
            contested_by=tuple(one for rival in rivals for one in rival),
            statements=tuple(one.id for _, one in rows),
            independent=0,
            since=min(bearing.since for bearing, _ in rows),
            contesting=tuple(one.id for rival in rivals for _, one in current[rival]),
        )
