"""How many of whom are where: the latest figure of each body of men in each place."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.mentions import Quantity
from rashomon.records.pacts import Holding
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import Bearing, event_bearing, known_on, state_bearing
from rashomon.situation.ground import Ground
from rashomon.situation.holdings import HELD, Asked, Key, latest
from rashomon.situation.lineage import Lineage
from rashomon.situation.parts import Part, Parts, name_subject
from rashomon.situation.words import load_words, tokens


class Force(Struct, frozen=True, array_like=True):
    """A statement of a force, from when to when it holds, and the day on which it is known.

    ``figures`` are its quantities in words, ``of`` what the first of them counts.
    """

    bearing: Bearing
    known: date
    published: Days | None
    statement: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    figures: tuple[str, ...]
    of: str


class Leaving(Struct, frozen=True, array_like=True):
    """A withdrawal from a place: whose men leave it, since when, and the day on which it is known."""

    actors: tuple[str, ...]
    since: date
    known: date


class Forces:
    """The bodies of men that are told of; a key is who they are, where, and what they are called."""

    kind = "force"

    def __init__(self, parts: Parts, lineage: Lineage) -> None:
        self._parts = parts
        self._lineage = lineage

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """One body of men: the latest figure stands; others of the same day contest it."""
        forces: Sequence[Force] = self._parts.under(self.kind, key)
        told = [
            one
            for one in forces
            if one.known <= asked.known_at
            and one.bearing.since <= asked.valid_at
            and (one.bearing.until is None or one.bearing.until >= asked.valid_at)
            and not self._has_left(one, asked)
        ]
        if told:
            yield from _rows(told)

    def _has_left(self, force: Force, asked: Asked) -> bool:
        """Whether the men of a force had left its place by the day that is asked for."""
        leavings: Iterator[Leaving] = (
            one for place in force.places for one in self._parts.under(LEAVING, (place,))
        )
        return any(
            one.known <= asked.known_at
            and force.bearing.since < one.since <= asked.valid_at
            and self._lineage.akin(one.actors, force.actors)
            for one in leavings
        )


LEAVING, STATIONED = "leaving", "stationed"
"""The kinds of the withdrawals, by the place that is left, and of the forces, by where they are."""


def read_forces(ground: Ground) -> Iterator[Part]:
    """The bodies of men that some reports tell of, and their withdrawals."""
    for one in ground.statements:
        if one.status in HELD and one.type == "RETREAT":
            yield from _leavings(one, ground.reports[one.report])
        if one.status not in HELD or one.type != "FORCE":
            continue
        report = ground.reports[one.report]
        days = None if one.time is None else one.time.days
        lasting = "since" in tokens(one.quote)
        bearing = state_bearing(days, report.published.days, lasting=lasting)
        if bearing is not None and (one.actors or one.quantities) and not _is_of_lost(one):
            known = known_on(report)
            figures = tuple(sorted(map(in_words, one.quantities)))
            of = one.quantities[0].of if one.quantities else ""
            said = Force(
                bearing, known, report.published.days, one.id, one.actors, one.places, figures, of
            )
            names = (*one.actors, *one.places)
            until = bearing.until or date.max
            yield Part(Forces.kind, _key(one), one.id, known, bearing.since, said, names, until)
            yield name_subject(Forces.kind, _subject(said), one.id, known)
            for place in sorted({*one.places}):
                yield Part(STATIONED, (place,), one.id, known, date.min, None)


def _leavings(one: Statement, report: Report) -> Iterator[Part]:
    """A withdrawal from every place that it names, "from" which somebody goes."""
    days = None if one.time is None else one.time.days
    bearing = event_bearing(days, report.published.days)
    if bearing is None or not load_words().leaves.intersection(tokens(one.trigger.text)):
        return
    known = known_on(report)
    said = Leaving(one.actors, bearing.since, known)
    for place in sorted({*one.places, *one.targets}):
        yield Part(LEAVING, (place,), one.id, known, bearing.since, said)


def _is_of_lost(force: Statement) -> bool:
    """Whether the dead or the captured are counted, who are no force: "the number of its dead"."""
    of = {word for one in force.quantities for word in tokens(one.of)}
    return not of and not load_words().lost.isdisjoint(tokens(force.quote))


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
    return figure if quantity.of.lower() in _PRONOUNS else f"{figure} {quantity.of}".strip()


_PRONOUNS = frozenset({"them", "these", "those", "whom", "us"})
"""What a figure counts where only the words before it say whom."""


def _key(statement: Statement) -> Key:
    counted = {word for one in statement.quantities for word in tokens(one.of)}
    parts = (statement.actors, statement.places, counted)
    return tuple(" ".join(sorted(part)) for part in parts)


def _subject(force: Force) -> str:
    return force.actors[0] if force.actors else force.of


def _rows(told: Sequence[Force]) -> Iterator[Holding]:
    newest = max(one.bearing.since for one in told)
    by_figure: dict[tuple[str, ...], list[Force]] = {}
    for one in told:
        by_figure.setdefault(one.figures, []).append(one)
    current = {
        figure: rows
        for figure, rows in sorted(by_figure.items())
        if max(one.bearing.since for one in rows) == newest
    }
    for figure, rows in current.items():
        first = rows[0]
        rivals = [other for other in current if other != figure]
        yield Holding(
            kind="force",
            subject=_subject(first),
            value=(*figure, *first.actors[1:], *first.places),
            contested_by=tuple(one for rival in rivals for one in rival),
            statements=tuple(one.statement for one in rows),
            independent=0,
            since=min(one.bearing.since for one in rows),
            reported=latest(one.published for one in rows),
            contesting=tuple(one.statement for rival in rivals for one in current[rival]),
        )
