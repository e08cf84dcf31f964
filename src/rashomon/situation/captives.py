"""Who is held captive by whom: statements of seizure and of release."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from rashomon.records.pacts import Holding
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import event_bearing, known_on
from rashomon.situation.forces import in_words
from rashomon.situation.holdings import Asked, Key, Naming
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_words, tokens

_Sign = tuple[object, ...]
"""What a release or a seizure may be found by: people, a number, captors."""


class _Told(Struct, frozen=True):
    """A seizure or a release, since when it holds, and the day on which it is known."""

    since: date
    known: date
    statement: Statement


class Captives:
    """The captives that are told of; a key is who holds whom: how many captors, these, and the captives.

    They are held since they were seized, until a release is told of.
    """

    kind = "captivity"

    def __init__(
        self, statements: Iterable[Statement], reports: Mapping[str, Report], lineage: Lineage
    ) -> None:
        freed = load_words().freed
        self._releases = _Releases(lineage)
        self._seized: dict[Key, list[_Told]] = {}
        self.naming = Naming()
        for one in statements:
            report = reports[one.report]
            days = None if one.time is None else one.time.days
            bearing = event_bearing(days, report.published.days)
            if bearing is None:
                continue
            told = _Told(bearing.since, known_on(report), one)
            if freed.intersection(tokens(one.trigger.text)):
                self._releases.add(told)
                continue
            self._releases.learn(told)
            for captives in _captives(one, lineage):
                key = str(len(one.actors)), *one.actors, captives
                self._seized.setdefault(key, []).append(told)
                self.naming.add((*one.actors, captives), key)
        self.keys = sorted(self._seized)

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """The captives of one key, if any of their seizures was not followed by a release."""
        held = [
            one
            for one in self._seized[key]
            if _is_told(one, asked) and not self._releases.frees(one, asked)
        ]
        if held:
            yield Holding(
                kind="captivity",
                subject=key[-1],
                value=tuple(sorted(held[0].statement.actors)),
                contested_by=(),
                statements=tuple(one.statement.id for one in held),
                independent=0,
                since=min(one.since for one in held),
            )


class _Releases:
    """The releases told of, each by whom it frees: these people, so many, or those of some captors.

    A release frees the captives of a seizure where both name the same people, or so many of those
    called by a common word ("48 pilgrims from Norway", "48 Norwegian pilgrims"), or, where one names
    none, the same number; where one gives no number either, those of the same captors. Who was seized
    among so many is freed with so many called alike.
    """

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._told: dict[_Sign, list[_Told]] = {}
        self._seized: dict[str, list[_Told]] = {}

    def add(self, told: _Told) -> None:
        """Notes a release under all that it may be found by."""
        release = told.statement
        named, counted = bool(release.targets), bool(release.quantities)
        signs: list[_Sign] = [("people", one) for one in release.targets]
        signs += [("number", named, one.low, one.high) for one in release.quantities]
        signs += [("captors", named, counted, one) for one in self._lineage.heads(release.actors)]
        for sign in (*signs, *_called(release)):
            self._told.setdefault(sign, []).append(told)

    def learn(self, told: _Told) -> None:
        """Notes whom a seizure is of, and among how many."""
        if _called(told.statement):
            for one in told.statement.targets:
                self._seized.setdefault(one, []).append(told)

    def frees(self, told: _Told, asked: Asked) -> bool:
        """Whether the captives of a seizure were released on its day or later."""
        seizure = told.statement
        unnamed = (False,) if seizure.targets else (False, True)
        uncounted = (False,) if seizure.quantities else (False, True)
        signs: list[_Sign] = [("people", one) for one in seizure.targets]
        signs += _called(seizure)
        for named in unnamed:
            signs += [("number", named, one.low, one.high) for one in seizure.quantities]
            signs += [
                ("captors", named, counted, one)
                for counted in uncounted
                for one in self._lineage.heads(seizure.actors)
            ]
        if any(self._latest(sign, asked) >= told.since for sign in signs):
            return True
        learnt = (self._with_others(one, asked) for one in seizure.targets)
        return any(since >= told.since for since in learnt)

    def _latest(self, sign: _Sign, asked: Asked) -> date:
        known = (one.since for one in self._told.get(sign, ()) if _is_told(one, asked))
        return max(known, default=date.min)

    def _with_others(self, person: str, asked: Asked) -> date:
        """When the others were released among whom somebody was seized."""
        latest = date.min
        for one in self._seized.get(person, ()):
            if _is_told(one, asked):
                freed = max(self._latest(sign, asked) for sign in _called(one.statement))
                latest = max(latest, freed if freed >= one.since else latest)
        return latest


def _is_told(told: _Told, asked: Asked) -> bool:
    return told.known <= asked.known_at and told.since <= asked.valid_at


_STEM_CHARS = 5
"""Letters by which words for the same people begin alike: "Iranians", "Iranian pilgrims"."""


def _called(statement: Statement) -> list[_Sign]:
    """The numbers of people told of, each with the beginnings of the words for them."""
    return [
        ("called", one.low, one.high, word[:_STEM_CHARS])
        for one in statement.quantities
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
