"""Speed and memory of the whole path; prints tables, judges nothing.

Times on a shared machine are noisy, so the table keeps ratios beside them: what everything else costs
as a share of the parse in the same run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psutil

from rashomon.collecting import collect
from rashomon.corpus import reports_folder
from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.parses import Parse
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

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
    return 0


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
