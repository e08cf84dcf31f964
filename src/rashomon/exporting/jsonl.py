"""The public export: one JSON Lines file a kind of record, sorted by id; see ``docs/export.md``.

Enters: the findings of a ledger. Leaves: rows of plain values in the public format. Every field is
there in every row; unknown is null.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from rashomon.exporting.files import replace_file, storing
from rashomon.exporting.making import Making, making_of, making_row
from rashomon.exporting.standing import standing_row
from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute, Match, Merge, Origin
from rashomon.records.drafts import Nameless
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity, Mark, Place, Quantity, Time
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Source, Statement
from rashomon.spans import Span, to_raw
from rashomon.version import EXPORT_VERSION

Row = dict[str, Any]


def write_export(
    folder: Path, findings: Findings, made_by: Mapping[str, str], asof: date | None = None
) -> dict[str, int]:
    """Write all files of the export into a folder, made where it is missing.

    Each file is put in place whole, and ``export.json`` last of all: a folder without it, or with
    counts that do not fit, was not finished.

    Returns:
        How many rows each kind has, as in ``export.json``.

    Raises:
        StorageError: There is no room, or the folder cannot be written.
    """
    with storing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "export.json").unlink(missing_ok=True)
    counts: dict[str, int] = {}
    for kind in KINDS:
        rows = rows_of(findings, kind)
        counts[kind] = len(rows)
        replace_file(folder / f"{kind}.jsonl", (msgspec.json.encode(row) + b"\n" for row in rows))
    making = making_of(findings, made_by, asof)
    replace_file(folder / "export.json", [_about(making, counts)])
    return counts


def jsonl_files(findings: Findings, making: Making) -> Iterator[tuple[str, bytes]]:
    """The files of the export, ``export.json`` last."""
    counts: dict[str, int] = {}
    for kind in KINDS:
        rows = rows_of(findings, kind)
        counts[kind] = len(rows)
        yield f"{kind}.jsonl", b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    yield "export.json", _about(making, counts)


def _about(making: Making, counts: Mapping[str, int]) -> bytes:
    content = {"version": EXPORT_VERSION, **making_row(making), "counts": counts}
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def export_rows(findings: Findings) -> dict[str, list[Row]]:
    """The rows of every file by kind, each sorted by id."""
    return {kind: rows_of(findings, kind) for kind in KINDS}


def rows_of(findings: Findings, kind: str) -> list[Row]:
    """The rows of one file, sorted by id."""
    return sorted(_MAKERS[kind](findings), key=lambda row: str(row["id"]))


def load_schema() -> Row:
    """The JSON Schema of the export: a definition a file, under ``$defs``."""
    file = files("rashomon.exporting") / "schema" / f"export-{EXPORT_VERSION}.json"
    schema: Row = msgspec.json.decode(file.read_bytes())
    return schema


def plain(value: Any) -> Any:
    """Any record or view as plain values of the public format: days as ``from`` and ``to``."""
    if isinstance(value, Days):
        return days_row(value)
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def days_row(days: Days | None) -> Row:
    """An interval as ``from`` and ``to``, both null where unknown."""
    if days is None:
        return {"from": None, "to": None}
    return {"from": days.first.isoformat(), "to": days.last.isoformat()}


def report_row(report: Report) -> Row:
    """One row of ``reports``."""
    published = report.published
    return {
        "id": report.id,
        "name": report.name,
        "outlet": report.outlet,
        "carries": report.carries,
        "title": report.title,
        "author": report.author,
        "language": report.language,
        "published": {
            **days_row(published.days),
            "basis": published.basis,
            "evidence": published.evidence,
            "bounds": None if published.bounds is None else days_row(published.bounds),
        },
        "read_at": report.read_at.isoformat(),
        "raw_sha256": report.raw_sha256,
        "text": report.text,
        "removed": [{"text": one.text, "why": one.why} for one in report.removed],
    }


def mark_row(mark: Mark) -> Row:
    """One row of ``marks``."""
    return {
        "id": mark.id,
        "report": mark.report,
        **_ends(mark.span, mark.raw),
        "text": mark.text,
        "kind": mark.kind,
        "entity": mark.entity,
        "time": _time(mark.time),
        "place": _place(mark.place),
        "quantity": None if mark.quantity is None else _quantity(mark.quantity),
    }


def statement_rows(statements: Sequence[Statement], claims: Sequence[Claim]) -> list[Row]:
    """The rows of ``statements``, each with its claim."""
    claim_of = {statement: claim.id for claim in claims for statement in claim.statements}
    return [statement_row(one, claim_of.get(one.id)) for one in statements]


def statement_row(statement: Statement, claim: str | None) -> Row:
    """One row of ``statements``."""
    return {
        "id": statement.id,
        "report": statement.report,
        **_ends(statement.span, statement.raw),
        "quote": statement.quote,
        "trigger": {
            "start": statement.trigger.span.start,
            "end": statement.trigger.span.end,
            "text": statement.trigger.text,
        },
        "type": statement.type,
        "mode": statement.mode,
        "status": statement.status,
        "actors": list(statement.actors),
        "targets": list(statement.targets),
        "places": list(statement.places),
        "areas": [_place(area) for area in statement.areas],
        "value": statement.value,
        "time": _time(statement.time),
        "quantities": [_quantity(one) for one in statement.quantities],
        "attribution": [_source(one) for one in statement.attribution],
        "claim": claim,
        "confidence": round(statement.confidence, 3),
    }


def claim_row(claim: Claim) -> Row:
    """One row of ``claims``."""
    first, last = claim.first_reported, claim.last_reported
    return {
        "id": claim.id,
        "text": claim.text,
        "type": claim.type,
        "status": claim.status,
        "statements": list(claim.statements),
        "reports": claim.reports,
        "origins": [_origin(one) for one in claim.origins],
        "independent": claim.independent,
        "independent_low": claim.independent_low,
        "doubts": [_merge(one) for one in claim.doubts],
        "matches": [_match(one) for one in claim.matches],
        "first_reported": None if first is None else days_row(first),
        "last_reported": None if last is None else days_row(last),
    }


def _origin(origin: Origin) -> Row:
    return {
        "id": origin.id,
        "name": origin.name,
        "why": origin.why,
        "statements": list(origin.statements),
        "merges": [_merge(one) for one in origin.merges],
        "heard_by": list(origin.heard_by),
    }


def _merge(merge: Merge) -> Row:
    return {"statements": list(merge.statements), "why": merge.why, "strength": merge.strength}


def _match(match: Match) -> Row:
    return {
        "one": match.one,
        "other": match.other,
        "weights": [
            {
                "field": one.field,
                "bits": round(one.bits, 2),
                "reason": one.reason,
                "shared": list(one.shared),
            }
            for one in match.weights
        ],
    }


def dispute_row(dispute: Dispute) -> Row:
    """One row of ``disputes``."""
    return {
        "id": dispute.id,
        "about": dispute.about,
        "question": dispute.question,
        "field": dispute.field,
        "cause": dispute.cause,
        "sides": [
            {
                "value": side.value,
                "claims": list(side.claims),
                "statements": list(side.statements),
                "independent": side.independent,
                "origins": [_origin(one) for one in side.origins],
            }
            for side in dispute.sides
        ],
    }


def reuse_row(reuse: Reuse) -> Row:
    """One row of ``reuse``."""
    return {
        "id": reuse.id,
        "from_report": reuse.from_report,
        "from_start": reuse.from_span.start,
        "from_end": reuse.from_span.end,
        "to_report": reuse.to_report,
        "to_start": reuse.to_span.start,
        "to_end": reuse.to_span.end,
        "kind": reuse.kind,
        "credited": reuse.credited,
        "direction": reuse.direction,
        "why": reuse.why,
        "lost": [
            {"kind": one.kind, "original": one.original, "copy": one.copy} for one in reuse.lost
        ],
    }


def entity_row(entity: Entity) -> Row:
    """One row of ``entities``."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "place": _place(entity.place),
        "part_of": entity.part_of,
        "links": list(entity.links),
        "joined": [
            {
                "name": one.name,
                "to": one.to,
                "weight_bits": one.weight_bits,
                "reasons": list(one.reasons),
            }
            for one in entity.joined
        ],
        "listings": [
            {
                "list": one.listed,
                "entry": one.entry,
                "caption": one.caption,
                "name": one.name,
                "weight_bits": one.weight_bits,
                "reasons": list(one.reasons),
            }
            for one in entity.listings
        ],
    }


def pact_row(pact: Pact) -> Row:
    """One row of ``pacts``."""
    return {
        "id": pact.id,
        "name": pact.name,
        "parties": list(pact.parties),
        "signed": [
            {**days_row(one.days), "statements": list(one.statements)} for one in pact.signed
        ],
        "clauses": [
            {
                "text": one.text,
                "trigger": one.trigger,
                "obligated": list(one.obligated),
                "beneficiary": one.beneficiary,
                "statement": one.statement,
            }
            for one in pact.clauses
        ],
        "invocations": list(pact.invocations),
        "history": [
            {
                "kind": one.kind,
                **days_row(one.days),
                "by": list(one.by),
                "status": one.status,
                "statement": one.statement,
            }
            for one in pact.history
        ],
    }


def forecast_row(forecast: Forecast) -> Row:
    """One row of ``forecasts``."""
    return {
        "id": forecast.id,
        "statement": forecast.statement,
        "by": forecast.by,
        "window": days_row(forecast.window),
        "outcome": forecast.outcome,
        "standing": forecast.standing,
        "decided_by": list(forecast.decided_by),
        "why": forecast.why,
    }


def raw_span(report: Report, span: Span) -> Span | None:
    """Where words of a report stand in the input as decoded."""
    return to_raw(report.pieces, span)


def _ends(span: Span, raw: Span | None) -> Row:
    return {
        "start": span.start,
        "end": span.end,
        "raw_start": None if raw is None else raw.start,
        "raw_end": None if raw is None else raw.end,
    }


def _time(time: Time | None) -> Row | None:
    if time is None:
        return None
    return {**days_row(time.days), "value": time.value}


def _place(place: Place | None) -> Row | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
        "country": place.country,
        "radius_km": place.radius_km,
        "how": place.how,
    }


def _quantity(quantity: Quantity) -> Row:
    return {"low": quantity.low, "high": quantity.high, "of": quantity.of}


def _source(source: Source) -> Row:
    span = source.span
    cue = source.cue
    return {
        "name": source.name,
        "entity": source.entity,
        "members": list(source.members),
        "kind": source.kind,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "raw_start": None if source.raw is None else source.raw.start,
        "raw_end": None if source.raw is None else source.raw.end,
        "cue": None if cue is None else {**_ends(cue.span, cue.raw), "text": cue.text},
        "direct": source.direct,
        "act": source.act,
        "nameless": None if source.nameless is None else _nameless(source.nameless),
    }


def _nameless(one: Nameless) -> Row:
    return {"roles": list(one.roles), "of": list(one.of), "how_many": one.how_many}


_MAKERS: dict[str, Callable[[Findings], list[Row]]] = {
    "reports": lambda all_: [report_row(one) for one in all_.reports],
    "marks": lambda all_: [mark_row(one) for one in all_.marks],
    "statements": lambda all_: statement_rows(all_.statements, all_.claims),
    "claims": lambda all_: [claim_row(one) for one in all_.claims],
    "disputes": lambda all_: [dispute_row(one) for one in all_.disputes],
    "reuse": lambda all_: [reuse_row(one) for one in all_.reuse if not one.standing],
    "standing": lambda all_: [standing_row(one) for one in all_.reuse if one.standing],
    "entities": lambda all_: [entity_row(one) for one in all_.entities],
    "pacts": lambda all_: [pact_row(one) for one in all_.pacts],
    "forecasts": lambda all_: [forecast_row(one) for one in all_.forecasts],
}

KINDS = tuple(_MAKERS)
"""The files of an export besides ``export.json``, in the order in which they are written."""
