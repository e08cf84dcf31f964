"""What people ruled: as a gold file to score a program by, and as a file of the export.

Enters: the corrections that hold, with what became of each, and the findings. Leaves: names that are one
or two, statements with the status that they have, reports with their outlet and day, claims that are one
or two; or pairs of names alone. Words stand for ids, so that any program can be scored.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon.correcting.anchors import Index, find_statements, locate
from rashomon.exporting.files import replace_file, storing
from rashomon.exporting.jsonl import plain
from rashomon.ids import content_id
from rashomon.records.corrections import Anchor, Correction, Placement, Target
from rashomon.records.statements import Statement

Row = dict[str, Any]

CORRECTIONS = "corrections.jsonl"
"""The file of the log in an export, there only where there is one."""

SCHEMAS = {"person": "Person", "organization": "Organization", "group": "Organization"}
"""FollowTheMoney's names for kinds of entities; LegalEntity for the rest."""

QUALITY = "STRONG"
"""How sure a pair is: a person has ruled on it."""


def gold_of(placements: Iterable[Placement], index: Index) -> dict[str, list[Row]]:
    """The rulings that hold, a list a kind of gold; each row says which ruling it comes from."""
    found: dict[str, list[Row]] = {
        kind: []
        for kind in ("reports", "statements", "rejected", "aliases", "apart", "claims", "origins")
    }
    for placement in placements:
        if placement.state == "holds" and placement.correction.kind != "undo":
            for kind, row in _rows(placement.correction, index):
                found[kind].append({**row, "ruling": placement.correction.id})
    return found


def _rows(ruling: Correction, index: Index) -> Iterator[tuple[str, Row]]:
    for target in ruling.targets[:1]:
        match target.kind:
            case "report":
                yield from _report(ruling, target, index)
            case "entity":
                yield from _names(ruling)
            case "claim" | "origin" if ruling.kind in ("merge", "split", "confirm"):
                kind = "claims" if target.kind == "claim" else "origins"
                yield kind, {"groups": [_quotes(side, index) for side in _sides(ruling)]}
            case _:
                yield from _statements(ruling, target, index)


def _report(ruling: Correction, target: Target, index: Index) -> Iterator[tuple[str, Row]]:
    for anchor in target.anchors:
        report = index.reports.get(anchor.id)
        if report is None:
            continue
        row: Row = {"name": report.name}
        days = report.published.days
        if ruling.kind in ("set-outlet", "confirm"):
            row["outlet"] = report.outlet
        if ruling.kind in ("set-date", "confirm"):
            row["published"] = None if days is None else [str(days.first), str(days.last)]
        yield "reports", row


def _names(ruling: Correction) -> Iterator[tuple[str, Row]]:
    sides = [list(dict.fromkeys(one.text for one in side.anchors)) for side in ruling.targets]
    if ruling.kind == "merge":
        yield (
            "aliases",
            {"name": ruling.targets[0].words, "names": [name for side in sides for name in side]},
        )
    elif ruling.kind == "split":
        gone = [*ruling.change.away_names, *(one.text for one in ruling.change.away)]
        stay = [one for one in sides[0] if one not in gone]
        yield "apart", {"names": [stay, list(dict.fromkeys(gone))]}
    elif ruling.kind == "confirm" and len(sides) > 1:
        yield "apart", {"names": sides}
    elif ruling.kind == "confirm":
        yield "aliases", {"name": ruling.targets[0].words, "names": sides[0]}


def _sides(ruling: Correction) -> list[tuple[Anchor, ...]]:
    """The statements of each group that a ruling makes."""
    every = [one for target in ruling.targets for one in target.anchors]
    if ruling.kind == "merge" or (ruling.kind == "confirm" and len(ruling.targets) == 1):
        return [tuple(every)]
    if ruling.kind == "split":
        gone = {one.id for one in ruling.change.away}
        return [tuple(one for one in every if one.id not in gone), ruling.change.away]
    return [one.anchors for one in ruling.targets]


def _statements(ruling: Correction, target: Target, index: Index) -> Iterator[tuple[str, Row]]:
    if ruling.kind == "reject":
        for anchor in target.anchors:
            report = index.reports.get(anchor.report or "")
            if report is not None:
                told = {"report": report.name, "find": anchor.text, "quote": target.words}
                yield "rejected", {**told, "why": ruling.reason}
        return
    for one in _found(target.anchors, index):
        row: Row = {"report": index.reports[one.report].name, "find": one.quote}
        if ruling.kind == "confirm" or ruling.change.field == "type":
            row["type"] = one.type
        if ruling.kind == "confirm" or ruling.change.field == "status":
            row["status"] = one.status
        yield "statements", row


def _found(anchors: Sequence[Anchor], index: Index) -> list[Statement]:
    ids = find_statements(index.statements, index.statements_at, anchors)
    return [index.statements[one] for one in ids]


def _quotes(anchors: Sequence[Anchor], index: Index) -> list[Row]:
    return [
        {"report": index.reports[one.report].name, "find": one.quote}
        for one in _found(anchors, index)
    ]


# -- files


def write_corrections(folder: Path, placements: Sequence[Placement]) -> None:
    """Write every correction and what became of it into an export, a row an entry in their order.

    Nothing is written where nobody corrected anything; what an earlier export left is taken away.
    """
    file = folder / CORRECTIONS
    with storing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not placements:
            file.unlink(missing_ok=True)
            return
    replace_file(file, (msgspec.json.encode(correction_row(one)) + b"\n" for one in placements))


def correction_row(placement: Placement) -> Row:
    """An entry of the log as plain values: what it says, and what became of it."""
    row: Row = plain(placement.correction)
    change: Row = row.pop("change")
    now = {"state": placement.state, "records": list(placement.records), "why": placement.why}
    return {**row, **change, "now": now}


def gold_text(gold: Mapping[str, Sequence[Row]]) -> str:
    """A gold file in JSON, which any reader of YAML can read."""
    return msgspec.json.format(msgspec.json.encode(gold), indent=2).decode() + "\n"


def pairs_text(placements: Iterable[Placement], index: Index) -> str:
    """The pairs of names that people joined or parted, as CSV: one bearer or two."""
    rows: dict[tuple[str, str], tuple[str, bool]] = {}
    for placement in placements:
        if placement.state != "holds":
            continue
        for pair, is_match in _pairs(placement.correction):
            rows[pair] = _schema(placement.correction, index), is_match
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "schema", "name1", "name2", "is_match", "quality"))
    for (one, other), (schema, is_match) in sorted(rows.items()):
        told = "true" if is_match else "false"
        writer.writerow((content_id("np", one, other), schema, one, other, told, QUALITY))
    return out.getvalue()


def _schema(ruling: Correction, index: Index) -> str:
    """The kind of what is named, as FollowTheMoney calls it."""
    found = locate(index, ruling.targets[0])[:1]
    return SCHEMAS.get(index.entities[found[0]].kind if found else "", "LegalEntity")


def _pairs(ruling: Correction) -> Iterator[tuple[tuple[str, str], bool]]:
    if not ruling.targets or ruling.targets[0].kind != "entity":
        return
    for kind, row in _names(ruling):
        if kind == "aliases":
            names = list(dict.fromkeys(row["names"]))
            pairs = [(one, other) for i, one in enumerate(names) for other in names[i + 1 :]]
        else:
            left, *rest = row["names"]
            pairs = [(one, other) for one in left for side in rest for other in side]
        for one, other in pairs:
            yield (min(one, other), max(one, other)), kind == "aliases"
