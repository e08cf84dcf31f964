"""How many of whom are where: the latest figure of each body of men in each place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from rashomon.records.mentions import Quantity
from rashomon.records.pacts import Holding
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import Bearing, event_bearing, known_on, state_bearing
from rashomon.situation.holdings import Asked, Key, Naming
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_words, tokens


class _Told(Struct, frozen=True):
    """A statement of a force, from when to when it holds, and the day on which it is known."""

    bearing: Bearing
    known: date
    statement: Statement


class Forces:
    """The bodies of men that are told of; a key is who they are, where, and what they are called."""

    kind = "force"

    def __init__(
        self, statements: Iterable[Statement], reports: Mapping[str, Report], lineage: Lineage
    ) -> None:
        self._told: dict[Key, list[_Told]] = {}
        self._leaving = _Leaving(lineage)
        self.naming = Naming()
        for one in statements:
            report = reports[one.report]
            if one.type == "RETREAT":
                self._leaving.add(one, report)
                continue
            days = None if one.time is None else one.time.days
            lasting = "since" in tokens(one.quote)
            bearing = state_bearing(days, report.published.days, lasting=lasting)
            if bearing is not None and (one.actors or one.quantities) and not _is_of_lost(one):
                key = _key(one)
                told = _Told(bearing, known_on(report), one)
                self._told.setdefault(key, []).append(told)
                self.naming.add((*one.actors, *one.places), key)
        self.keys = sorted(self._told)

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """One body of men: the latest figure stands; others of the same day contest it."""
        told = [
            (one.bearing, one.statement)
            for one in self._told[key]
            if one.known <= asked.known_at
            and one.bearing.since <= asked.valid_at
            and (one.bearing.until is None or one.bearing.until >= asked.valid_at)
            and not self._leaving.ends(one.statement, one.bearing, asked)
        ]
        if told:
            yield from _rows(told)


def _is_of_lost(force: Statement) -> bool:
    """Whether the dead or the captured are counted, who are no force: "the number of its dead"."""
    of = {word for one in force.quantities for word in tokens(one.of)}
    return not of and not load_words().lost.isdisjoint(tokens(force.quote))


class _Leaving:
    """The withdrawals told of, by whose men leave which place."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._told: dict[tuple[str, str], list[tuple[date, date]]] = {}

    def add(self, one: Statement, report: Report) -> None:
        """Notes a withdrawal from every place that it names, "from" which somebody goes."""
        days = None if one.time is None else one.time.days
        bearing = event_bearing(days, report.published.days)
        words = load_words()
        if bearing is None or not words.leaves.intersection(tokens(one.trigger.text)):
            return
        for who in self._lineage.heads(one.actors):
            for place in {*one.places, *one.targets}:
                self._told.setdefault((who, place), []).append((known_on(report), bearing.since))

    def ends(self, force: Statement, bearing: Bearing, asked: Asked) -> bool:
        """Whether the men of a force had left its place by the day that is asked for."""
        return any(
            known <= asked.known_at and bearing.since < since <= asked.valid_at
            for who in self._lineage.heads(force.actors)
            for place in force.places
            for known, since in self._told.get((who, place), ())
        )


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


def _key(statement: Statement) -> Key:
    counted = {word for one in statement.quantities for word in tokens(one.of)}
    parts = (statement.actors, statement.places, counted)
    return tuple(" ".join(sorted(part)) for part in parts)


def _rows(told: Sequence[tuple[Bearing, Statement]]) -> Iterator[Holding]:
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
