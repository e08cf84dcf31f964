"""Who holds which office: statements of posts, of appointments and of those who held one before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.instants import Days
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Holding
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import Bearing, state_bearing
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_words, tokens

_SPELLINGS = {"defence": "defense", "centre": "center", "labour": "labor", "leader": "head"}

_BODY = "@"
"""Stands before the id of a body or state among the words of an office."""

_LONGEST = 6
"""Words of a body's name at most."""


class _Told(Struct, frozen=True):
    """One statement that somebody holds an office."""

    holder: tuple[str, ...]
    office: str
    key: frozenset[str]
    bearing: Bearing
    statement: str


def hold_posts(
    posts: Sequence[Statement],
    statements: Iterable[Statement],
    reports: Mapping[str, Report],
    entities: Sequence[Entity],
    valid_at: date,
) -> Iterable[Holding]:
    """The offices of a day: one row an office and holder, all wordings of the office together.

    An office is one where its words name a body or a state besides a rank ("head of the Guards", not
    "head"); whoever holds it by the later report ends his predecessor's term.
    """
    words, bodies = load_words(), Bodies(entities)
    passages = _dated_passages(statements) if posts else {}
    told: list[_Told] = []
    ended: dict[str, list[date]] = {}
    for one in posts:
        published = reports[one.report].published.days
        days = None if one.time is None else one.time.days
        if words.office_ends.intersection(tokens(one.trigger.text)):
            bearing = state_bearing(days, published, lasting=True)
            if bearing is not None:
                for holder in one.actors:
                    ended.setdefault(holder, []).append(bearing.since)
            continue
        bearing = _bearing(one, published, passages.get(one.passage, []))
        if one.actors and one.value and bearing is not None and bearing.since <= valid_at:
            told.append(
                _Told(
                    one.actors,
                    office_name(one.value),
                    bodies.office_key(one.value),
                    bearing,
                    one.id,
                )
            )
    yield from _rows([one for one in told if _is_held(one, ended, valid_at)])


def office_name(value: str) -> str:
    """An office in words, without what says that it was held before."""
    words = value.split()
    dropped = load_words().former | {"the", "a", "an", "currently", "current", "now", "today"}
    while len(words) > 1 and words[0].lower().rstrip(",-") in dropped:
        words = words[1:]
    return " ".join(words)


class Bodies:
    """The bodies that an office may be one of, by the names that reports and the world give them."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._lineage = Lineage(entities)
        self._ids: dict[tuple[str, ...], str] = {}
        for entity in sorted(entities, key=lambda one: one.id):
            if entity.kind in ("organization", "group"):
                for name in (entity.name, *entity.aliases):
                    folded = fold_words(name)
                    if 0 < len(folded) <= _LONGEST and name[:1].isupper():
                        self._ids.setdefault(folded, entity.id)

    def office_key(self, value: str) -> frozenset[str]:
        """What two wordings of one office share: its words without small ones, bodies by their ids.

        A body that another of the words is a part of is left out: the Guards' Quds Force is the Quds
        Force.
        """
        skipped = load_words().plain | load_words().former
        folded = fold_words(value.replace("’s", "").replace("'s", ""))
        bodies: list[str] = []
        rest: set[str] = set()
        at = 0
        while at < len(folded):
            length, body = self._body(folded, at)
            if body is not None:
                bodies.append(body)
            elif folded[at] not in skipped:
                rest.add(_SPELLINGS.get(folded[at], folded[at]))
            at += length
        above = {one for body in bodies for one in self._lineage.line(body)[1:]}
        above |= {actor for body in bodies if (actor := _whole(body)) is not None}
        return frozenset(rest | {f"{_BODY}{one}" for one in bodies if one not in above})

    def _body(self, folded: Sequence[str], at: int) -> tuple[int, str | None]:
        for length in range(min(_LONGEST, len(folded) - at), 0, -1):
            words = tuple(folded[at : at + length])
            if words in self._ids:
                return length, self._ids[words]
            form = registry().form(words)
            if form is not None:
                name = fold_words(form.actor.name)
                return length, self._ids.get(name, form.actor.id)
        return 1, None


def _whole(body: str) -> str | None:
    known = registry().by_id.get(body)
    return None if known is None else known.part_of


def _dated_passages(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements with a day of what happened, by passage."""
    found: dict[str, list[Statement]] = {}
    for one in statements:
        if one.type != "POST" and _days(one) is not None:
            found.setdefault(one.passage, []).append(one)
    return found


def _days(statement: Statement) -> Days | None:
    if statement.terms is not None and statement.terms.signed is not None:
        return statement.terms.signed
    return None if statement.time is None else statement.time.days


def _bearing(
    statement: Statement, published: Days | None, neighbours: Sequence[Statement]
) -> Bearing | None:
    """When the office was held; one held before ("then", "former") on its own days only.

    "Then" means the day of what else the sentence tells of the holder, else of what it tells first.
    """
    marker = _before(statement)
    days = None if statement.time is None else statement.time.days
    if marker is None:
        return state_bearing(days, published, lasting="since" in tokens(statement.quote))
    if days is None and marker == "then":
        shared = [one for one in neighbours if set(statement.actors) & set(one.actors)]
        nearest = min(shared or neighbours, key=lambda one: (one.span, one.id), default=None)
        days = None if nearest is None else _days(nearest)
    return None if days is None else Bearing(days.first, days.last)


def _before(statement: Statement) -> str | None:
    """The word that says that the office was held before; None where it is held still."""
    former = load_words().former
    value, said = tokens(statement.value or ""), tokens(statement.quote)
    if value and value[0] in former:
        return value[0]
    if "until" in said and "was" in said:
        return "until"
    for i in range(len(said) - len(value)):
        if value and said[i + 1 : i + 1 + len(value)] == value:
            held_before = said[i] if said[i] != "the" or i == 0 else said[i - 1]
            return held_before if held_before in former else None
    return None


def _is_held(told: _Told, ended: Mapping[str, Sequence[date]], valid_at: date) -> bool:
    if told.bearing.until is not None and told.bearing.until < valid_at:
        return False
    ends = (since for holder in told.holder for since in ended.get(holder, ()))
    return not any(told.bearing.since <= since <= valid_at for since in ends)


def _rows(told: Sequence[_Told]) -> Iterable[Holding]:
    by_office: dict[tuple[str, ...], dict[tuple[str, ...], list[_Told]]] = {}
    for one in told:
        office = by_office.setdefault(tuple(sorted(one.key)), {})
        office.setdefault(one.holder, []).append(one)
    for key, holders in sorted(by_office.items()):
        current = holders
        if any(word.startswith(_BODY) for word in key):
            newest = max(one.bearing.since for group in holders.values() for one in group)
            current = {
                holder: group
                for holder, group in holders.items()
                if max(one.bearing.since for one in group) == newest
            }
        for holder, group in sorted(current.items()):
            rivals = [] if current is holders else [one for one in current if one != holder]
            yield Holding(
                kind="post",
                subject=min((one.office for one in group), key=lambda name: (len(name), name)),
                value=holder,
                contested_by=tuple(sorted({one for rival in rivals for one in rival})),
                statements=tuple(sorted({one.statement for one in group})),
                independent=0,
                since=min(one.bearing.since for one in group),
                contesting=tuple(
                    sorted({one.statement for rival in rivals for one in current[rival]})
                ),
            )
