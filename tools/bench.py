"""Speed and memory of the whole path; prints tables, judges nothing.

Times on a shared machine are noisy, so the table keeps ratios beside them: what everything else costs
as a share of the parse in the same run.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

import psutil

from rashomon.collecting import collect
from rashomon.corpus import reports_folder
from rashomon.gazetteers.places import open_gazetteer
from rashomon.grounding.bearers import Asked
from rashomon.grounding.entities import link
from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.mentions import Mention, MentionKind
from rashomon.records.parses import Parse
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings
from rashomon.spans import Span

PROGRAM = Path(sys.executable).parent / "rashomon"


@dataclass
class Cost:
    """What a process took."""

    seconds: float
    peak_mb: float


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="the folder of the benchmarks")
    bench = parser.parse_args().bench
    print("| what | seconds | peak MB | |\n|---|---|---|---|")
    _row("rashomon --help", best_of(5, ["--help"]))
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        sample = Path(str(reports_folder()))
        _row("gazetteer, built once, and the sample corpus", _read([sample], cache))
        _row("sample corpus, gazetteer there", _read([sample], cache), _rate([sample]))
        for name, paths in (
            ("five seed articles, cold", [bench.parent / "seeds"]),
            ("390 articles of fakes, cold", [bench / "fakes" / "reports"]),
        ):
            if paths[0].is_dir():
                _row(name, _read(paths, cache), _rate(paths))
            else:
                print(f"| {name} | | | not measured: no {paths[0]} |")
        os.environ["RASHOMON_CACHE"] = str(cache)
        shares(bench / "fakes" / "reports" if (bench / "fakes").is_dir() else sample)
    for mentions in (100_000, 1_000_000):
        resolve_names(mentions)
    look_up_places()
    return 0


def resolve_names(mentions: int) -> None:
    """Whose so many made-up mentions are: seconds, and the peak of this process in MB."""
    asked, countries = _made_up(mentions)
    began = time.perf_counter()
    linked = link(asked, countries)
    seconds = time.perf_counter() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = f"{mentions:,} mentions: {len(linked.entities):,} entities"
    print(f"{found} in {seconds:.0f} s; peak {peak_mb:,.0f} MB")


def _made_up(mentions: int) -> tuple[list[Asked], dict[str, str | None]]:
    """Reports of 25 mentions each, of people and bodies with names of made-up syllables."""
    chance = random.Random(1)  # noqa: S311 - names, not secrets
    syllables = [
        one + two for one in "bdfghklmnrstz" for two in ("a", "e", "i", "o", "u", "an", "ar")
    ]

    def name(length: int) -> str:
        return "".join(chance.choice(syllables) for _ in range(length)).capitalize()

    surnames = [name(3) for _ in range(max(50, mentions // 40))]
    given = [name(2) for _ in range(400)]
    people = [f"{chance.choice(given)} {chance.choice(surnames)}" for _ in range(mentions // 12)]
    bodies = [f"{name(2)} {name(3)} Brigade" for _ in range(mentions // 30)]
    countries: dict[str, str | None] = {}
    asked: list[Asked] = []
    while len(asked) < mentions:
        report = f"rp-{len(countries)}"
        countries[report] = chance.choice(("SY", "IQ", "LB", "TR", "IR", "RU", "UA", "US"))
        cast = [chance.choice(people) for _ in range(4)]
        for place in range(25):
            full = chance.choice(cast) if place % 5 else chance.choice(bodies)
            text = full.split()[-1] if place % 5 and chance.random() < 0.3 else full
            span = Span(place * 60, place * 60 + len(text))
            kind: MentionKind = "person" if place % 5 else "organization"
            asked.append(Asked(report, Mention(span, text, kind), None, True, countries[report]))
    return asked, countries


def look_up_places() -> None:
    """The 95th percentile of the first look-up of a place's name, in milliseconds."""
    gazetteer = open_gazetteer()
    text = files("rashomon.gazetteers").joinpath("data/places/regions.csv").read_text("utf-8")
    names = sorted(
        {name for row in text.splitlines()[1:] for name in row.split(",")[-2].split(";")}
    )
    took = []
    for name in names:
        began = time.perf_counter()
        gazetteer.named(name)
        took.append(time.perf_counter() - began)
    took.sort()
    print(f"{len(took):,} names of places: 95 % under {took[int(0.95 * len(took))] * 1000:.2f} ms")


def _read(paths: list[Path], cache: Path) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "bench.db")
        words = ["read", *map(str, paths), "--ledger", ledger]
        return cost(words, {"RASHOMON_CACHE": str(cache)})


def cost(words: list[str], environment: dict[str, str] | None = None) -> Cost:
    """What one run of the program takes; its peak memory is sampled every 20 ms."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(PROGRAM), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    )
    peak = 0

    def watch() -> None:
        nonlocal peak
        try:
            watched = psutil.Process(process.pid)
            while process.poll() is None:
                peak = max(peak, watched.memory_info().rss)
                time.sleep(0.02)
        except psutil.Error:
            return

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    seconds = time.perf_counter() - began
    watcher.join()
    return Cost(seconds, peak / 1e6)


def best_of(times: int, words: list[str]) -> Cost:
    """The quickest of several runs."""
    return min((cost(words) for _ in range(times)), key=lambda one: one.seconds)


class TimedParser:
    """A parser that knows how long it has been at work."""

    def __init__(self) -> None:
        self._parser = SpacyParser()
        self.seconds = 0.0
        self.words = 0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._parser.name

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """One parse a text."""
        wanted = list(texts)
        began = time.perf_counter()
        found = list(self._parser.parse(wanted))
        self.seconds += time.perf_counter() - began
        self.words += sum(len(one.tokens) for one in found)
        return iter(found)


def shares(folder: Path) -> None:
    """Print what each half of the path costs beside the parse, in one process."""
    settings = ReadingSettings()
    parser = TimedParser()
    began = time.perf_counter()
    readings = []
    for raw in collect([folder], settings):
        reading = read(raw, date(2026, 1, 1), settings) if isinstance(raw, RawReport) else raw
        if isinstance(reading, Reading):
            readings.append(reading)
    read_at = time.perf_counter()
    extractions = list(extract(readings, parser))
    extracted_at = time.perf_counter()
    settle(extractions)
    settled_at = time.perf_counter()
    parse = parser.seconds
    steps = {
        "read (collect, text, passages)": read_at - began,
        "parse": parse,
        "state, mention, times": extracted_at - read_at - parse,
        "settle (trace, ground, claim, pacts)": settled_at - extracted_at,
    }
    rest = sum(steps.values()) - parse
    print(f"\n{len(readings)} reports, {parser.words} tokens, one process, model loaded\n")
    print("| step | seconds | share of the parse |\n|---|---|---|")
    for step, seconds in steps.items():
        print(f"| {step} | {seconds:.2f} | {seconds / parse:.2f} |")
    print(f"| everything but the parse | {rest:.2f} | {rest / parse:.2f} |")
    speed = len(readings) / sum(steps.values())
    print(f"\n{speed:.1f} reports/s; {parser.words / parse:,.0f} tokens/s parsed")


def _rate(paths: list[Path]) -> str:
    return f"{sum(1 for path in paths for _ in path.rglob('*.*'))} files"


def _row(what: str, took: Cost, remark: str = "") -> None:
    print(f"| {what} | {took.seconds:.2f} | {took.peak_mb:.0f} | {remark} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
