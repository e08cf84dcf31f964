"""Voices and outlets: on whose word things are said, who passes it on, who copies whom."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from rashomon.records.drafts import Nameless
from rashomon.records.findings import FindingsLike
from rashomon.records.reports import Report
from rashomon.records.reuse import Loss, Reuse
from rashomon.records.statements import Source, Statement
from rashomon.views.nameless import may_be_same


class VoiceRow(Struct, frozen=True):
    """Somebody on whose word statements rest.

    ``passed_on_by`` are the outlets that print it and the go-betweens that they name; ``direct`` is how
    many of the statements are quoted word for word. ``nameless`` is what is said of a source without a
    name, and ``perhaps`` are those of other reports who may be the same, with their outlets: nothing
    that is said of them keeps them apart, and they are counted apart all the same.
    """

    name: str
    entity: str | None
    kind: str
    statements: tuple[str, ...]
    reports: int
    direct: int
    passed_on_by: tuple[str, ...]
    nameless: Nameless | None = None
    perhaps: tuple[str, ...] = ()


class OutletRow(Struct, frozen=True):
    """An outlet: its reports, and what it says in its own voice and on others' word.

    ``anonymous`` counts statements whose first speaker is unnamed. ``copied_from`` and ``copied_by``
    are outlets; a copy in unknown direction is in neither.
    """

    name: str
    reports: tuple[str, ...]
    own_voice: int
    attributed: int
    anonymous: int
    copied_from: tuple[str, ...]
    copied_by: tuple[str, ...]


class CopyRow(Struct, frozen=True):
    """What one report took from another (their ids), and what was lost on the way."""

    taken_by: str
    taken_from: str
    direction_known: bool
    passages: int
    characters: int
    credited: bool
    lost: tuple[Loss, ...]
    why: str
    reuse: tuple[str, ...]


class SourcesView(Struct, frozen=True):
    """Everybody that the reports rest on."""

    voices: tuple[VoiceRow, ...]
    outlets: tuple[OutletRow, ...]
    copies: tuple[CopyRow, ...]


def list_sources(findings: FindingsLike) -> SourcesView:
    """Voices by how much rests on them, outlets by name, copies by report."""
    reports = {one.id: one for one in findings.reports}
    copies = list_copies(findings)
    return SourcesView(
        tuple(_voices(findings, reports)), tuple(_outlets(findings, reports, copies)), copies
    )


def outlet_name(report: Report) -> str:
    """Who published a report; the report's name where no outlet is known."""
    return report.outlet or report.name


def _voices(findings: FindingsLike, reports: dict[str, Report]) -> list[VoiceRow]:
    names = {one.id: one.name for one in findings.entities}
    told: dict[tuple[str, str, str], list[tuple[Statement, Source]]] = {}
    for statement in findings.statements:
        for source in statement.attribution:
            entity = source.entity or ""
            name = names.get(entity, source.name)
            # Two unnamed sources of different reports may be two men: they are never put together.
            where = statement.report if source.kind == "anonymous" else ""
            told.setdefault((entity or name.casefold(), name, where), []).append(
                (statement, source)
            )
    rows = [_voice(name, found, reports) for (_, name, _), found in sorted(told.items())]
    rows = _with_perhaps(rows, [where for _, _, where in sorted(told)], reports)
    return sorted(rows, key=lambda row: (-len(row.statements), row.name, row.statements))


def _voice(
    name: str, found: list[tuple[Statement, Source]], reports: dict[str, Report]
) -> VoiceRow:
    passed: dict[str, None] = {}
    for statement, source in found:
        at = statement.attribution.index(source)
        between = [one.name for one in statement.attribution[at + 1 :]]
        passed.update(dict.fromkeys([*between, outlet_name(reports[statement.report])]))
    return VoiceRow(
        name=name,
        entity=found[0][1].entity,
        kind=found[0][1].kind,
        statements=tuple(dict.fromkeys(statement.id for statement, _ in found)),
        reports=len({statement.report for statement, _ in found}),
        direct=sum(source.direct for _, source in found),
        passed_on_by=tuple(sorted(passed)),
        nameless=next((one.nameless for _, one in found if one.nameless is not None), None),
    )


def _with_perhaps(
    rows: list[VoiceRow], where: list[str], reports: dict[str, Report]
) -> list[VoiceRow]:
    """The rows of unnamed voices with those of other reports who may be the same."""
    by_role: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for role in row.nameless.roles if row.nameless is not None else ():
            by_role.setdefault(role, []).append(at)
    told: list[VoiceRow] = []
    for at, row in enumerate(rows):
        mine = row.nameless
        near = sorted({i for role in (mine.roles if mine else ()) for i in by_role[role]})
        perhaps = [
            f"{rows[i].name} ({outlet_name(reports[where[i]])})"
            for i in near
            if where[i] != where[at] and _may_be_same(mine, rows[i].nameless)
        ]
        told.append(replace(row, perhaps=tuple(dict.fromkeys(perhaps))) if perhaps else row)
    return told


def _may_be_same(one: Nameless | None, other: Nameless | None) -> bool:
    return one is not None and other is not None and may_be_same(one, other)


def _outlets(
    findings: FindingsLike, reports: dict[str, Report], copies: Iterable[CopyRow]
) -> Iterable[OutletRow]:
    own: dict[str, list[Report]] = {}
    for report in findings.reports:
        own.setdefault(outlet_name(report), []).append(report)
    said: dict[str, list[Statement]] = {}
    for statement in findings.statements:
        said.setdefault(outlet_name(reports[statement.report]), []).append(statement)
    taken: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    for copy in copies:
        if copy.direction_known:
            taker, giver = (
                outlet_name(reports[copy.taken_by]),
                outlet_name(reports[copy.taken_from]),
            )
            taken.setdefault(taker, set()).add(giver)
            given.setdefault(giver, set()).add(taker)
    for name in sorted(own):
        chains = [one.attribution for one in said.get(name, ())]
        yield OutletRow(
            name=name,
            reports=tuple(sorted(report.id for report in own[name])),
            own_voice=sum(not chain for chain in chains),
            attributed=sum(bool(chain) for chain in chains),
            anonymous=sum(bool(chain) and chain[0].kind == "anonymous" for chain in chains),
            copied_from=tuple(sorted(taken.get(name, ()))),
            copied_by=tuple(sorted(given.get(name, ()))),
        )


def list_copies(findings: FindingsLike) -> tuple[CopyRow, ...]:
    """What each report took from each other, passages taken together."""
    pairs: dict[tuple[str, str, bool], list[Reuse]] = {}
    for one in findings.reuse:
        if one.standing:
            continue
        key = (one.to_report, one.from_report, one.direction == "known")
        pairs.setdefault(key, []).append(one)
    rows = [_copy(*key, found) for key, found in sorted(pairs.items())]
    return tuple(sorted(rows, key=lambda row: (-row.characters, row.taken_by, row.taken_from)))


def _copy(taker: str, giver: str, known: bool, found: list[Reuse]) -> CopyRow:
    found = sorted(found, key=lambda one: (one.to_span, one.id))
    return CopyRow(
        taken_by=taker,
        taken_from=giver,
        direction_known=known,
        passages=len(found),
        characters=sum(one.to_span.end - one.to_span.start for one in found),
        credited=all(one.credited for one in found),
        lost=tuple(loss for one in found for loss in one.lost),
        why=found[0].why,
        reuse=tuple(one.id for one in found),
    )
