"""Who holds which office: statements of posts, of appointments and of those who held one before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.instants import Days
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Holding
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import Bearing, known_on, state_bearing
from rashomon.situation.holdings import HELD, Asked, Key, Naming
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_words, tokens

_SPELLINGS = {"defence": "defense", "centre": "center", "labour": "labor", "leader": "head"}

_BODY = "@"
"""Stands before the id of a body or state among the words of an office."""

_RANKED = ("first", "last", "only", "latest", "second", "third")
"""What opens a description of a deed rather than an office, where an infinitive follows."""

_LONGEST = 6
"""Words of a body's name at most."""


class _Told(Struct, frozen=True):
    """One statement that somebody holds an office; ``known`` is the day on which it is known."""

    holder: tuple[str, ...]
    office: str
    bearing: Bearing
    known: date
    statement: str
    report: str


class _End(Struct, frozen=True):
    """What ends somebody's terms, since when, and the day on which it is known.

    ``for_good``: he died, so that he holds nothing after it, whatever reports call him by.
    """

    known: date
    since: date
    report: str
    for_good: bool


class Posts:
    """The offices that are told of; a key is what all wordings of an office share.

    An office is one where its words name a body or a state besides a rank ("head of the Guards", not
    "head"); whoever holds it by the later report ends his predecessor's term, and so does his own death,
    removal or resignation.
    """

    kind = "post"

    def __init__(
        self,
        statements: Sequence[Statement],
        reports: Mapping[str, Report],
        entities: Sequence[Entity],
    ) -> None:
        self._told: dict[Key, list[_Told]] = {}
        self._ended: dict[str, list[_End]] = {}
        self.naming = Naming()
        posts = [one for one in statements if one.type == "POST" and one.status in HELD]
        if posts:
            self._read(posts, _passages(statements), reports, Bodies(entities))
            self._read_ends(statements, reports)
        self.keys = sorted(self._told)

    def _read(
        self,
        posts: Iterable[Statement],
        passages: Mapping[str, Sequence[Statement]],
        reports: Mapping[str, Report],
        bodies: "Bodies",
    ) -> None:
        ends = load_words().office_ends
        posts = list(posts)
        holders = {who for one in posts for who in one.actors}
        for one in posts:
            report = reports[one.report]
            if ends.intersection(tokens(one.trigger.text)):
                self._end(one, report, one.actors)
                continue
            bearing = _bearing(one, report.published.days, passages.get(one.passage, []))
            if one.actors and one.value and bearing is not None and bodies.is_office(one, holders):
                key = tuple(sorted(bodies.office_key(one.value)))
                told = _Told(
                    one.actors, office_name(one.value), bearing, known_on(report), one.id, report.id
                )
                self._told.setdefault(key, []).append(told)
                named = (word.removeprefix(_BODY) for word in key if word.startswith(_BODY))
                self.naming.add((*one.actors, *named), key)

    def _read_ends(self, statements: Iterable[Statement], reports: Mapping[str, Report]) -> None:
        """Notes whose terms are over by what befell them: who died, stepped down or was removed."""
        words = load_words()
        for one in statements:
            if one.type in (None, "POST") or one.status not in HELD:
                continue
            said = frozenset(tokens(one.trigger.text))
            if said & words.deaths:
                self._end(one, reports[one.report], one.targets, for_good=True)
            elif said & words.removals:
                self._end(one, reports[one.report], one.targets)
            elif said & words.steps_down:
                self._end(one, reports[one.report], one.actors)

    def _end(
        self,
        one: Statement,
        report: Report,
        holders: Iterable[str],
        *,
        for_good: bool = False,
    ) -> None:
        days = None if one.time is None else one.time.days
        bearing = state_bearing(days, report.published.days, lasting=True)
        if bearing is not None:
            end = _End(known_on(report), bearing.since, report.id, for_good)
            for holder in holders:
                self._ended.setdefault(holder, []).append(end)

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """One row a holder of one office."""
        told = [one for one in self._told[key] if self._is_held(one, asked)]
        if told:
            yield from _rows(key, told)

    def _is_held(self, told: _Told, asked: Asked) -> bool:
        bearing = told.bearing
        if told.known > asked.known_at or bearing.since > asked.valid_at:
            return False
        if bearing.until is not None and bearing.until < asked.valid_at:
            return False
        ends = (end for holder in told.holder for end in self._ended.get(holder, ()))
        return not any(_is_over(told, end, asked) for end in ends)


def _is_over(told: _Told, end: _End, asked: Asked) -> bool:
    """Whether a term is over: what ended it came after it began, or is told in the same breath.

    "Prime Minister X resigned on Sunday", printed on Monday, calls him by the post that he had.
    """
    if end.known > asked.known_at or end.since > asked.valid_at:
        return False
    return end.for_good or told.bearing.since <= end.since or told.report == end.report


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
        self._persons: dict[tuple[str, ...], set[str]] = {}
        for entity in sorted(entities, key=lambda one: one.id):
            if entity.kind in ("organization", "group"):
                for name in (entity.name, *entity.aliases):
                    folded = fold_words(name)
                    if 0 < len(folded) <= _LONGEST and name[:1].isupper():
                        self._ids.setdefault(folded, entity.id)
            if entity.kind == "person":
                for name in (entity.name, *entity.aliases):
                    if len(tokens(name)) > 1:
                        self._persons.setdefault(tuple(tokens(name)), set()).add(entity.id)

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

    def is_office(self, post: Statement, holders: AbstractSet[str]) -> bool:
        """Whether words are those of an office: no deed, and not somebody else's with his name."""
        said = tuple(tokens(post.value or ""))
        if said[:1] and said[0] in _RANKED and "to" in said[1:]:
            return False  # "the first commander to defect"
        tails = (said[at:] for at in range(1, len(said) - 1))
        others = holders - {*post.actors}
        return not any(self._persons.get(tail, frozenset()) & others for tail in tails)

    def bodies_of(self, value: str) -> list[str]:
        """The bodies that an office is one of, in order."""
        found = (one for one in self.office_key(value) if one.startswith(_BODY))
        return sorted(one.removeprefix(_BODY) for one in found)

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


def _passages(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of what happened, by passage."""
    found: dict[str, list[Statement]] = {}
    for one in statements:
        if one.type != "POST":
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
    shared = [one for one in neighbours if set(statement.actors) & set(one.actors)]
    if marker is None:
        told = frozenset(tokens(statement.quote))
        is_now = days is not None or bool(told & _NOW)
        old = None if is_now else _long_ago(shared, published)
        if old is not None:
            return Bearing(old.first, old.last)
        return state_bearing(days, published, lasting="since" in told)
    if days is None and marker == "then":
        dated = [one for one in neighbours if _days(one) is not None]
        own = [one for one in shared if _days(one) is not None]
        nearest = min(own or dated, key=lambda one: (one.span, one.id), default=None)
        days = None if nearest is None else _days(nearest)
    return None if days is None else Bearing(days.first, days.last)


_NOW = frozenset({"today", "now", "currently", "current", "since", "still"})

_LONG_AGO = timedelta(days=730)
"""How long before a report its news are no news: who signed something then may hold no office now."""


def _long_ago(shared: Sequence[Statement], published: Days | None) -> Days | None:
    """The days of the only thing that a sentence tells of a holder, where it is years ago.

    "It was signed in 1997 by President X" says who was president then.
    """
    days = [_days(one) for one in shared]
    told = [one for one in days if one is not None]
    if not told or len(told) < len(days) or published is None:
        return None
    oldest, newest = min(told, key=lambda one: one.first), max(told, key=lambda one: one.last)
    return oldest if published.first - newest.last > _LONG_AGO else None


def _before(statement: Statement) -> str | None:
    """The word that says that the office was held before; None where it is held still."""
    former = load_words().former
    value, said = tokens(statement.value or ""), tokens(statement.quote)
    if value and value[0] in former:
        return value[0]
    if "until" in said and "was" in said:
        return "until"
    if said[:1] == ["had"] or any(
        pair == ("had", at) for pair in pairwise(said) for at in value[:1]
    ):
        return "had"
    for i in range(len(said) - len(value)):
        if value and said[i + 1 : i + 1 + len(value)] == value:
            held_before = said[i] if said[i] != "the" or i == 0 else said[i - 1]
            return held_before if held_before in former else None
    return None


def _rows(key: Key, told: Sequence[_Told]) -> Iterator[Holding]:
    holders: dict[tuple[str, ...], list[_Told]] = {}
    for one in told:
        holders.setdefault(one.holder, []).append(one)
    current = holders
    if any(word.startswith(_BODY) for word in key):
        newest = max(one.bearing.since for one in told)
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
            contesting=tuple(sorted({one.statement for rival in rivals for one in current[rival]})),
        )
