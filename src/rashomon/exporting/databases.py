"""One SQLite file of plain tables, for Datasette, DB Browser and SQL: the export, joined by ids."""

import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from rashomon.exporting.jsonl import export_rows
from rashomon.exporting.making import Making
from rashomon.records.findings import Findings

Row = Sequence[Any]


def sqlite_file(findings: Findings, making: Making) -> bytes:
    """The bytes of the database; ``schema/tables.sql`` says what is in it.

    The same findings give the same bytes with the same SQLite.
    """
    with tempfile.TemporaryDirectory(prefix="rashomon-") as folder:
        path = Path(folder) / "export.db"
        connection = sqlite3.connect(path)
        try:
            # Nothing is lost if the machine stops half-way: the file is put in place when it is whole.
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            script = files("rashomon.exporting") / "schema" / "tables.sql"
            connection.executescript(script.read_text(encoding="utf-8"))
            with connection:
                for table, rows in _tables(findings, making):
                    _fill(connection, table, rows)
            connection.execute("VACUUM")  # first, as it may number the passages anew
            connection.execute("INSERT INTO passage_words (passage_words) VALUES ('rebuild')")
            connection.commit()
        finally:
            connection.close()
        return path.read_bytes()


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    found = list(rows)
    if found:
        marks = ", ".join("?" * len(found[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # noqa: S608 - our names


def _tables(findings: Findings, making: Making) -> Iterable[tuple[str, Iterable[Row]]]:
    rows = export_rows(findings)
    yield from _about(making)
    yield "reports", (
        (
            one["id"], one["name"], one["outlet"], one["carries"], one["title"], one["author"],
            one["language"], one["published"]["from"], one["published"]["to"],
            one["published"]["basis"], one["published"]["evidence"], one["read_at"],
            one["raw_sha256"], one["text"],
        )
        for one in rows["reports"]
    )  # fmt: skip
    yield (
        "passages",
        (
            (one.id, one.report, one.start, one.end, one.kind, one.language, one.text)
            for one in findings.passages
        ),
    )
    yield (
        "entities",
        (
            (one["id"], one["name"], one["kind"], one["part_of"], *_place(one["place"]))
            for one in rows["entities"]
        ),
    )
    yield "aliases", ((one["id"], name) for one in rows["entities"] for name in one["aliases"])
    yield "claims", (
        (
            one["id"], one["text"], one["type"], one["status"], one["reports"], one["independent"],
            *_days(one["first_reported"]), *_days(one["last_reported"]),
        )
        for one in rows["claims"]
    )  # fmt: skip
    yield (
        "origins",
        (
            (origin["id"], one["id"], origin["name"], origin["why"])
            for one in rows["claims"]
            for origin in one["origins"]
        ),
    )
    yield from _statements(rows["statements"])
    yield from _others(rows)


def _about(making: Making) -> Iterable[tuple[str, Iterable[Row]]]:
    asof = None if making.asof is None else making.asof.isoformat()
    yield (
        "about",
        (
            ("corpus", making.corpus),
            ("asof", asof),
            *sorted((f"made_by.{name}", version) for name, version in making.made_by.items()),
        ),
    )


def _statements(rows: Sequence[dict[str, Any]]) -> Iterable[tuple[str, Iterable[Row]]]:
    yield "statements", (
        (
            one["id"], one["report"], one["claim"], one["start"], one["end"], one["quote"],
            one["trigger"]["text"], one["type"], one["mode"], one["status"], one["value"],
            *_days(one["time"]), one["confidence"],
        )
        for one in rows
    )  # fmt: skip
    yield (
        "roles",
        (
            (one["id"], role, entity)
            for one in rows
            for role in ("actors", "targets", "places")
            for entity in one[role]
        ),
    )
    yield (
        "quantities",
        (
            (one["id"], many["low"], many["high"], many["of"])
            for one in rows
            for many in one["quantities"]
        ),
    )
    yield (
        "attributions",
        (
            (one["id"], place, link["name"], link["entity"], link["kind"], link["direct"])
            for one in rows
            for place, link in enumerate(one["attribution"])
        ),
    )


def _others(rows: dict[str, list[dict[str, Any]]]) -> Iterable[tuple[str, Iterable[Row]]]:
    yield (
        "disputes",
        ((one["id"], one["about"], one["field"], one["cause"]) for one in rows["disputes"]),
    )
    yield (
        "sides",
        (
            (one["id"], number, side["value"], side["independent"])
            for one in rows["disputes"]
            for number, side in enumerate(one["sides"])
        ),
    )
    yield (
        "side_claims",
        (
            (one["id"], number, claim)
            for one in rows["disputes"]
            for number, side in enumerate(one["sides"])
            for claim in side["claims"]
        ),
    )
    yield "reuse", (
        (
            one["id"], one["from_report"], one["from_start"], one["from_end"], one["to_report"],
            one["to_start"], one["to_end"], one["kind"], one["credited"], one["direction"], one["why"],
        )
        for one in rows["reuse"]
    )  # fmt: skip
    yield (
        "losses",
        (
            (one["id"], loss["kind"], loss["original"], loss["copy"])
            for one in rows["reuse"]
            for loss in one["lost"]
        ),
    )
    yield "pacts", ((one["id"], one["name"]) for one in rows["pacts"])
    yield "parties", ((one["id"], party) for one in rows["pacts"] for party in one["parties"])
    yield (
        "signings",
        ((one["id"], *_days(signing)) for one in rows["pacts"] for signing in one["signed"]),
    )
    yield (
        "clauses",
        (
            (
                one["id"],
                clause["statement"],
                clause["text"],
                clause["trigger"],
                clause["beneficiary"],
            )
            for one in rows["pacts"]
            for clause in one["clauses"]
        ),
    )
    yield (
        "forecasts",
        (
            (
                one["id"],
                one["statement"],
                one["by"],
                *_days(one["window"]),
                one["outcome"],
                one["why"],
            )
            for one in rows["forecasts"]
        ),
    )


def _days(days: dict[str, Any] | None) -> tuple[Any, Any]:
    return (None, None) if days is None else (days["from"], days["to"])


def _place(place: dict[str, Any] | None) -> tuple[Any, ...]:
    if place is None:
        return (None, None, None, None, None)
    # Datasette's map plugins look for columns of these names.
    return (place["lat"], place["lon"], place["radius_km"], place["geonames"], place["country"])
