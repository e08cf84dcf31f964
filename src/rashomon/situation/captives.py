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
    released: list[tuple[Bearing, Statement]] = []
    for one in statements:
        days = None if one.time is None else one.time.days
        bearing = event_bearing(days, reports[one.report].published.days)
        if bearing is None or bearing.since > valid_at:
            continue
        if freed.intersection(tokens(one.trigger.text)):
            released.append((bearing, one))
            continue
        for captives in _captives(one, lineage):
            seized.setdefault((one.actors, captives), []).append((bearing, one))
    for (captors, captives), told in sorted(seized.items()):
        held = [
            (bearing, one)
            for bearing, one in told
            if not any(
                free.since >= bearing.since and _same(one, other, lineage)
                for free, other in released
            )
        ]
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


def _captives(statement: Statement, lineage: Lineage) -> tuple[str, ...]:
    """Who is held, as entity ids, else in words; no state is held captive."""
    held = [
        one for one in statement.targets if lineage.by_id[one].kind not in ("place", "facility")
    ]
    if held:
        return tuple(sorted(held))
    counted = tuple(in_words(one) for one in statement.quantities[:1] if one.of)
    return counted or ((statement.value,) if statement.value else ())


def _is_place(reference: str, lineage: Lineage) -> bool:
    known = lineage.by_id.get(reference)
    return known is not None and known.kind in ("place", "facility")


def _same(seizure: Statement, release: Statement, lineage: Lineage) -> bool:
    """Whether a release may be that of these captives.

    It is where it frees the same people, or as many, or, where it names neither, the same captors'.
    """
    if release.targets and seizure.targets:
        return bool(set(release.targets) & set(seizure.targets))
    if release.quantities and seizure.quantities:
        return any(
            one.low == other.low and one.high == other.high
            for one in release.quantities
            for other in seizure.quantities
        )
    return lineage.akin(release.actors, seizure.actors)
