"""Who is held captive by whom: statements of seizure and of release."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rashomon.records.pacts import Holding
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import Bearing, event_bearing
from rashomon.situation.forces import in_words
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_words, tokens


def hold_captives(
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    valid_at: date,
    lineage: Lineage,
) -> Iterable[Holding]:
    """The captives of a day: held since they were seized, until a release is told of."""
    freed = load_words().freed
    seized: dict[tuple[tuple[str, ...], str], list[tuple[Bearing, Statement]]] = {}
    releases = _Releases(lineage)
    for one in statements:
        days = None if one.time is None else one.time.days
        bearing = event_bearing(days, reports[one.report].published.days)
        if bearing is None or bearing.since > valid_at:
            continue
        if freed.intersection(tokens(one.trigger.text)):
            releases.add(one, bearing.since)
            continue
        for captives in _captives(one, lineage):
            seized.setdefault((one.actors, captives), []).append((bearing, one))
    for told in seized.values():
        for bearing, one in told:
            releases.learn(one, bearing.since)
    for (captors, captives), told in sorted(seized.items(), key=lambda row: row[0]):
        held = [(since, one) for since, one in told if not releases.frees(one, since.since)]
        if held:
            yield Holding(
                kind="captivity",
                subject=captives,
                value=tuple(sorted(captors)),
                contested_by=(),
                statements=tuple(one.id for _, one in held),
                independent=0,
                since=min(bearing.since for bearing, _ in held),
            )


class _Releases:
    """The releases told of, each by whom it frees: these people, so many, or those of some captors.

    A release frees the captives of a seizure where both name the same people, or so many of those
    called by a common word ("48 pilgrims from Norway", "48 Norwegian pilgrims"), or, where one names
    none, the same number; where one gives no number either, those of the same captors.
    """

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._latest: dict[tuple[object, ...], date] = {}

    def add(self, release: Statement, since: date) -> None:
        """Notes a release under all that it may be found by."""
        named, counted = bool(release.targets), bool(release.quantities)
        keys: list[tuple[object, ...]] = [("people", one) for one in release.targets]
        keys += [("number", named, one.low, one.high) for one in release.quantities]
        keys += [("captors", named, counted, one) for one in self._lineage.heads(release.actors)]
        keys += _called(release)
        self._note(keys, since)

    def learn(self, seizure: Statement, since: date) -> None:
        """Notes the people of a seizure as freed where so many called alike were released later."""
        for key in _called(seizure):
            freed = self._latest.get(key)
            if freed is not None and freed >= since:
                self._note([("people", one) for one in seizure.targets], freed)

    def _note(self, keys: Iterable[tuple[object, ...]], since: date) -> None:
        for key in keys:
            self._latest[key] = max(since, self._latest.get(key, since))

    def frees(self, seizure: Statement, since: date) -> bool:
        """Whether the captives of a seizure were released on its day or later."""
        unnamed = (False,) if seizure.targets else (False, True)
        uncounted = (False,) if seizure.quantities else (False, True)
        keys: list[tuple[object, ...]] = [("people", one) for one in seizure.targets]
        keys += _called(seizure)
        for named in unnamed:
            keys += [("number", named, one.low, one.high) for one in seizure.quantities]
            keys += [
                ("captors", named, counted, one)
                for counted in uncounted
                for one in self._lineage.heads(seizure.actors)
            ]
        return any(self._latest.get(key, date.min) >= since for key in keys)


_STEM_CHARS = 5
"""Letters by which words for the same people begin alike: "Iranians", "Iranian pilgrims"."""


def _called(statement: Statement) -> list[tuple[object, ...]]:
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
