"""Speed and memory of reading web pages, without the parser: prints a table, judges nothing.

Pages of our own making, like those of papers (some 25 kB: a menu, an article, a column beside it,
programs, a notice), are put into web archives of several sizes. Each archive is read by a process of
its own, from bytes to passages, the bytes kept in a ledger with the log of custody, and the
process says what it took. Flat memory shows in the last column.
"""

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rashomon.collecting import collect
from rashomon.ledger.custody import Witness, witness
from rashomon.ledger.store import open_ledger
from rashomon.reading import read
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

BATCH = 32
"""Inputs whose bytes are kept in one transaction, as the program does."""

PLACES = (
    "Tell Amra",
    "Kefr Dan",
    "the harbour",
    "Sannin",
    "the old bridge",
    "Wadi Halfa",
    "Ancona",
)
PEOPLE = (
    "Omar Halabi",
    "Rima Saad",
    "Col. Nadia Farouk",
    "the mayor",
    "a resident",
    "the garrison",
)
VERBS = ("left", "shelled", "entered", "reopened", "searched", "held", "abandoned", "visited")
THINGS = (
    "the market",
    "two depots",
    "the school",
    "a convoy of 12 trucks",
    "the ridge",
    "the mill",
)
ENDS = (
    "before dawn",
    "on Tuesday",
    "after two days",
    "at noon",
    "without a fight",
    "despite the truce",
)


def main() -> int:
    """Measure and print, or, in a process of its own, read one archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000], help="pages")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        print(json.dumps(measure(asked.read)))
        return 0
    print("| pages | kB a page | seconds | pages/s | peak MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.sizes:
            archive = Path(folder) / f"pages-{size}.warc.gz"
            total = write_archive(archive, size)
            command = [sys.executable, __file__, "--read", str(archive)]
            found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            archive.unlink()
            seconds, pages = found["seconds"], found["pages"]
            print(
                f"| {pages:,} | {total / size / 1e3:.0f} | {seconds:.0f} | {pages / seconds:.0f} |"
                f" {found['peak_mb']:.0f} |",
                flush=True,
            )
    return 0


def measure(archive: Path) -> dict[str, float]:
    """What reading one archive takes in this process: its processor's time, and its memory."""
    began = time.process_time()
    pages = sum(1 for _ in _readings(archive))
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"pages": pages, "seconds": seconds, "peak_mb": peak / 1e3}


def _readings(archive: Path) -> Iterator[Reading]:
    seen = Witness("bench", datetime(2026, 1, 1, tzinfo=UTC))
    settings = ReadingSettings()
    ledger = open_ledger(archive.with_suffix(".db"), create=True)
    batch: list[RawReport] = []

    def keep() -> None:
        with ledger.writing() as connection:
            witness(connection, batch, seen)
        batch.clear()

    for raw in collect([archive], settings):
        if not isinstance(raw, RawReport):
            continue
        batch.append(raw)
        if len(batch) == BATCH:
            keep()
        reading = read(raw, seen.read_at.date(), settings)
        if isinstance(reading, Reading):
            yield reading
    keep()


def write_archive(path: Path, size: int) -> int:
    """Write a web archive of so many pages; the same bytes on any machine. The pages' bytes together."""
    total = 0
    with path.open("wb") as stream:
        for number in range(size):
            page = make_page(number)
            total += len(page)
            stream.write(
                gzip.compress(_record(f"https://paper.example/{number}", page), 1, mtime=0)
            )
    return total


def _record(address: str, page: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def make_page(number: int) -> bytes:
    """One page like those of papers, by its number."""
    chance = random.Random(number)  # noqa: S311 - no secret: the same pages on every machine
    day = date(2014, 1, 1) + timedelta(days=number % 2_000)
    title = _sentence(chance).rstrip(".")
    links = _items(f'<a href="/s/{i}">{chance.choice(PLACES)} {i}</a>' for i in range(60))
    beside = _items(f'<a href="/n/{i}">{_sentence(chance)}</a>' for i in range(30))
    paragraphs = "".join(
        f'<p class="text">{" ".join(_sentence(chance) for _ in range(chance.randint(2, 5)))}</p>'
        for _ in range(chance.randint(10, 18))
    )
    said = {"@type": "NewsArticle", "headline": title, "datePublished": day.isoformat()}
    program = "".join(f"var v{i}=function(a){{return a<{i}?a+1:0}};" for i in range(200))
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='og:site_name' content='The Paper'><script>{program}</script>"
        f"<script type='application/ld+json'>{json.dumps(said)}</script></head><body>"
        f"<nav><ul>{links}</ul></nav><main><article><h1>{title}</h1><time datetime='{day}'>{day}"
        f"</time>{paragraphs}</article></main><aside><h3>More</h3><ul>{beside}</ul></aside>"
        f"<footer><p>© {day.year} The Paper. All rights reserved.</p></footer></body></html>"
    ).encode()


def _sentence(chance: random.Random) -> str:
    who, verb, thing = chance.choice(PEOPLE), chance.choice(VERBS), chance.choice(THINGS)
    where, end = chance.choice(PLACES), chance.choice(ENDS)
    count = chance.randint(2, 90)
    return (
        f"{who[0].upper()}{who[1:]} {verb} {thing} near {where} {end}, and {count} people were told"
        f" to stay in {chance.choice(PLACES)}."
    )


def _items(words: Iterable[str]) -> str:
    return "".join(f'<li class="item">{one}</li>' for one in words)


if __name__ == "__main__":
    sys.exit(main())
