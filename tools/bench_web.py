"""How quickly the workbench answers, and with how many bytes, on a ledger of any size.

    bench_web.py --ledger big.db                       # one that make_ledger.py made
    bench_web.py --statements 165000 --json out.json   # make one first: about 100,000 claims

The application is asked in process, without a network, by one browser that asks for everything in turn;
``first`` is the time of the first answer after the ledger was read, p95 that of the others. Pages of
single records are asked for records spread over the ledger. Budgets are those of the design: 150 ms and
60 KB of HTML.
"""

import argparse
import gzip
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from fastapi import FastAPI
from msgspec import Struct
from starlette.testclient import TestClient

from rashomon.server import desk as desks
from rashomon.server.app import create_app
from rashomon.server.pages import SCREENS
from rashomon.server.snapshots import Snapshot
from rashomon.settings import ServingSettings, Settings

BUDGET_MS, BUDGET_BYTES = 150, 60_000
RECORDS = 20
"""Records of a kind that are asked for, spread evenly."""

LONGEST_S = 15
"""For one kind of request; what takes longer is over its budget however often it is asked for."""


class Row(Struct, frozen=True):
    """What one kind of request took."""

    what: str
    requests: int
    first_ms: float
    median_ms: float
    p95_ms: float
    size_bytes: int
    gzip_bytes: int


def main() -> int:
    """Measure and print a table; 1 where a page is over its budget and ``--check`` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--statements", type=int, default=165_000)
    parser.add_argument("--json", type=Path, help="write the rows there, too")
    parser.add_argument("--check", action="store_true", help="fail where a page is over its budget")
    asked = parser.parse_args()
    if asked.ledger is not None:
        rows, about = measure(asked.ledger)
    else:
        from make_ledger import make_ledger

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "story.db"
            make_ledger(path, asked.statements, 1)
            rows, about = measure(path)
    print(f"peak memory {about['peak_mb']:,} MB")
    if asked.json is not None:
        content = {**about, "rows": [{f: getattr(r, f) for f in r.__struct_fields__} for r in rows]}
        asked.json.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return int(asked.check and any(map(is_over, rows)))


def measure(ledger: Path) -> tuple[list[Row], dict[str, float]]:
    """Every kind of request on a ledger, and what it took to read the ledger."""
    serving = ServingSettings(requests_per_minute=10**9, patience_s=3600)
    desks._FIRST_LOAD_S = 3600  # the measurement waits for the ledger
    app = create_app(ledger, Settings(serving=serving))
    began = time.perf_counter()
    desk = app.state.workbench.desk
    snapshot = desk.snapshot()
    loaded = time.perf_counter() - began
    began = time.perf_counter()
    desk.on_loaded(snapshot)
    desk.on_shown(snapshot)
    about = {
        "reports": len(snapshot.reports),
        "statements": len(snapshot.statements),
        "claims": len(snapshot.claims),
        "load_s": round(loaded, 1),
        "warm_s": round(time.perf_counter() - began, 1),
    }
    print(", ".join(f"{name} {value:,}" for name, value in about.items()), flush=True)
    print(f"{'':32}{'first':>9}{'median':>9}{'p95':>9}{'KB':>9}{'KB gz':>8}", flush=True)
    rows = []
    for what, addresses in _requests(desk.slug, snapshot):
        rows.append(_row(what, addresses, app))
        show(rows[-1])
    about["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    return rows, about


def _requests(slug: str, snapshot: Snapshot) -> Iterator[tuple[str, list[str]]]:
    root = f"/s/{slug}"
    days = snapshot.days
    middle = "" if days is None else (days.first + (days.last - days.first) / 2).isoformat()
    for path in (one.path for one in SCREENS if "{" not in one.path):
        yield f"page {path or '/'}", [root + path] * RECORDS
    yield "page /claims, filtered", [f"{root}/claims?status=contested"] * RECORDS
    yield "page /claims, deep", [f"{root}/claims?offset={n * 90}" for n in range(RECORDS)]
    yield (
        "rows of the scrolled list",
        [f"{root}/claims.json?offset={n * 1000}&limit=200&rows=columns" for n in range(RECORDS)],
    )
    for path, records in (
        ("claims", snapshot.claims),
        ("reports", snapshot.reports),
        ("statements", snapshot.statements),
    ):
        yield f"page /{path}/…", [f"{root}/{path}/{one}" for one in _spread(list(records))]
    words = ("attack", "officials", "withdrew", '"said on"', "commander")
    yield "page /search", [f"{root}/search?q={word}" for word in words * 4]
    yield "page / as known on a day", [f"{root}?asof={middle}"] * RECORDS
    for path in ("claims", "statements", "entities", "disputes", "reuse", "timeline"):
        yield f"API {path}", [f"/api/v1/{path}?limit=100"] * RECORDS
    yield "API claims, filtered", ["/api/v1/claims?status=disputed&q=of&limit=100"] * RECORDS
    yield "API search", [f"/api/v1/search?q={word}" for word in words * 4]


def _spread(records: Sequence[str]) -> list[str]:
    step = max(1, len(records) // RECORDS)
    return list(records[::step][:RECORDS])


def _row(what: str, addresses: Sequence[str], app: FastAPI) -> Row:
    browser = TestClient(app, base_url="http://localhost", headers={"accept-encoding": "identity"})
    times: list[float] = []
    sizes, packed = [], []
    started = time.perf_counter()
    for address in addresses:
        began = time.perf_counter()
        if times and began - started > LONGEST_S:
            break
        answer = browser.get(address)
        times.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        sizes.append(len(answer.content))
        packed.append(len(gzip.compress(answer.content, 5)))
    later = times[1:] or times
    return Row(
        what=what,
        requests=len(times),
        first_ms=round(times[0], 1),
        median_ms=round(statistics.median(later), 1),
        p95_ms=round(sorted(later)[int(0.95 * (len(later) - 1))], 1),
        size_bytes=max(sizes),
        gzip_bytes=max(packed),
    )


def is_over(row: Row) -> bool:
    """Whether a page takes longer, or is larger, than the design allows."""
    is_page = row.what.startswith("page")
    return row.p95_ms > BUDGET_MS or (is_page and row.size_bytes > BUDGET_BYTES)


def show(row: Row) -> None:
    """Print a row of the table."""
    over = "  over" if is_over(row) else ""
    print(
        f"{row.what:32}{row.first_ms:9.0f}{row.median_ms:9.0f}{row.p95_ms:9.0f}"
        f"{row.size_bytes / 1000:9.1f}{row.gzip_bytes / 1000:8.1f}{over}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
