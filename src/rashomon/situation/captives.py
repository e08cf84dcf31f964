"""Who is held captive by whom: statements of seizure and of release."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.mentions import Quantity
from rashomon.records.pacts import Holding
from rashomon.records.statements import Statement
from rashomon.situation.bearings import event_bearing, known_on
from rashomon.situation.forces import in_words
from rashomon.situation.ground import Ground
from rashomon.situation.holdings import HELD, Asked, Key, latest
from rashomon.situation.lineage import Lineage
from rashomon.situation.parts import Part, Parts, name_subject
from rashomon.situation.words import load_words, tokens

RELEASE, AMONG, SEIZED = "release", "seized among", "seized"
"""The kinds of the releases, by all that they may be found by, of the seizures of somebody among so
many, by whom they are of, and of the seizures, by what their releases are looked up by."""

CAPTORS, CALLED = "captors", "called"
"""The first words of signs: by whom somebody is held, and how many are called by a word."""


class Deed(Struct, frozen=True, array_like=True):
    """A seizure or a release, since when it holds, and the day on which it is known."""

    since: date
    known: date
    published: Days | None
    statement: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    quantities: tuple[Quantity, ...]


class Captives:
    """The captives that are told of; a key is who holds whom: how many captors, these, and the captives.

    They are held since they were seized, until a release is told of. A release frees the captives of a
    seizure where both name the same people, or so many of those called by a common word ("48 pilgrims
    from Norway", "48 Norwegian pilgrims"), or, where one names none, the same number; where one gives
    no number either, those of the same captors. Who was seized among so many is freed with so many
    called alike.
    """

    kind = "captivity"

    def __init__(self, parts: Parts, lineage: Lineage) -> None:
        self._parts = parts
        self._lineage = lineage

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """The captives of one key, if any of their seizures was not followed by a release."""
        seized: Sequence[Deed] = self._parts.under(self.kind, key)
        held = [one for one in seized if _is_told(one, asked) and not self._is_freed(one, asked)]
        if held:
            yield Holding(
                kind="captivity",
                subject=key[-1],
                value=tuple(sorted(held[0].actors)),
                contested_by=(),
                statements=tuple(one.statement for one in held),
                independent=0,
                since=min(one.since for one in held),
                reported=latest(one.published for one in held),
            )

    def _is_freed(self, seizure: Deed, asked: Asked) -> bool:
        """Whether the captives of a seizure were released on its day or later."""
        if any(self._freed(sign, asked) >= seizure.since for sign in _looked_up(seizure)):
            return True
        captors = _by_captors(seizure)
        if any(self._freed(sign, asked, seizure.actors) >= seizure.since for sign in captors):
            return True
        learnt = (self._freed_with_others(one, asked) for one in seizure.targets)
        return any(since >= seizure.since for since in learnt)

    def _freed(self, sign: Key, asked: Asked, captors: Sequence[str] | None = None) -> date:
        """When the last release was that is found by a sign, if need be one by the same captors."""
        releases: Sequence[Deed] = self._parts.under(RELEASE, sign)
        days = (
            one.since
            for one in releases
            if _is_told(one, asked) and (captors is None or self._lineage.akin(one.actors, captors))
        )
        return max(days, default=date.min)

    def _freed_with_others(self, person: str, asked: Asked) -> date:
        """When the others were released among whom somebody was seized."""
        last = date.min
        seized: Sequence[Deed] = self._parts.under(AMONG, (person,))
        for one in seized:
            if _is_told(one, asked):
                freed = max(self._freed(sign, asked) for sign in _called(one))
                last = max(last, freed if freed >= one.since else last)
        return last


def read_captives(ground: Ground) -> Iterator[Part]:
    """The seizures and releases that some reports tell of."""
    freed = load_words().freed
    for one in ground.statements:
        if one.type != "CAPTIVITY" or one.status not in HELD:
            continue
        report = ground.reports[one.report]
        published, known = report.published.days, known_on(report)
        bearing = event_bearing(None if one.time is None else one.time.days, published)
        if bearing is None:
            continue
        since = bearing.since
        deed = Deed(since, known, published, one.id, one.actors, one.targets, one.quantities)
        if freed.intersection(tokens(one.trigger.text)):
            for sign in sorted({*_signs(deed)}):
                yield Part(RELEASE, sign, one.id, known, since, deed)
            continue
        if _called(deed):
            for person in sorted({*one.targets}):
                yield Part(AMONG, (person,), one.id, known, since, deed)
        for captives in _captives(one, ground.lineage):
            key = str(len(one.actors)), *one.actors, captives
            yield Part(Captives.kind, key, one.id, known, since, deed, (*one.actors, captives))
            yield name_subject(Captives.kind, captives, one.id, known)
        for sign in sorted({*_looked_up(deed), *_held_by(deed)}):
            yield Part(SEIZED, sign, one.id, known, date.min, None)


def _unnamed(seizure: Deed) -> tuple[bool, ...]:
    """Whether the releases of somebody seized name people: not where he is named otherwise."""
    return (False,) if seizure.targets else (False, True)


def _looked_up(seizure: Deed) -> list[Key]:
    """By what the releases of a seizure are looked up, whoever the captors were."""
    return [
        *(people_sign(one) for one in seizure.targets),
        *_called(seizure),
        *(_number(named, one) for named in _unnamed(seizure) for one in seizure.quantities),
    ]


def _by_captors(seizure: Deed) -> list[Key]:
    """By what the releases of a seizure are looked up that tell by whom they are."""
    uncounted = (False,) if seizure.quantities else (False, True)
    return [_captors(named, counted) for named in _unnamed(seizure) for counted in uncounted]


def _held_by(seizure: Deed) -> Iterator[Key]:
    """The same with each of the captors."""
    for sign in _by_captors(seizure):
        yield from ((*sign, one) for one in seizure.actors)


def _signs(release: Deed) -> Iterator[Key]:
    """All that a release may be found by."""
    named, counted = bool(release.targets), bool(release.quantities)
    yield from map(people_sign, release.targets)
    yield from (_number(named, one) for one in release.quantities)
    if release.actors:
        yield _captors(named, counted)
    yield from _called(release)


def people_sign(one: str) -> Key:
    """The sign by which the releases of somebody are found."""
    return "people", one


def _number(named: bool, one: Quantity) -> Key:
    return "number", str(named), _bound(one.low), _bound(one.high)


def _captors(named: bool, counted: bool) -> Key:
    return CAPTORS, str(named), str(counted)


def _bound(value: float | None) -> str:
    return "" if value is None else repr(float(value))


def _is_told(told: Deed, asked: Asked) -> bool:
    return told.known <= asked.known_at and told.since <= asked.valid_at


_STEM_CHARS = 5
"""Letters by which words for the same people begin alike: "Iranians", "Iranian pilgrims"."""


def _called(deed: Deed) -> list[Key]:
    """The numbers of people told of, each with the beginnings of the words for them."""
    return [
        (CALLED, _bound(one.low), _bound(one.high), word[:_STEM_CHARS])
        for one in deed.quantities
        for word in tokens(one.of)
        if len(word) >= _STEM_CHARS
    ]


def _captives(statement: Statement, lineage: Lineage) -> tuple[str, ...]:
    """Who is held, as entity ids, else in words; no state is held captive."""
    held = [one for one in statement.targets if not _is_place(one, lineage)]
    if held:
        return tuple(sorted(held))
    counted = tuple(in_words(one) for one in statement.quantities[:1] if one.of)
    return counted or ((statement.value,) if statement.value else ())


def _is_place(reference: str, lineage: Lineage) -> bool:
    known = lineage.by_id.get(reference)
    return known is not None and known.kind in ("place", "facility")
