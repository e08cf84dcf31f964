"""Different figures of one day and region, side by side with why they differ; held against judgements.

Reads the reports of the `fakes` benchmark, pairs those to which its annotators gave one day and one
governorate but other counts, finds in each report the statement that gives its count, and lists what
`claiming.comparisons` makes of the two. ``tests/claiming/judged_figures.csv`` holds for some of these
pairs why they differ as a person who read both texts sees it (only ids and our own words); the share of
pairs on which the two agree is printed last. Nothing of the benchmark is kept.

    python tools/figures.py [--bench DIR] [--only-judged]
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from rashomon.claiming.comparisons import Comparison, Setting, compare_figures
from rashomon.claiming.facts import Facts, find_facts, weigh_names
from rashomon.claiming.likeness import compare
from rashomon.collecting import collect
from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.findings import Findings
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

ROOT = Path(__file__).parent.parent
JUDGED = ROOT / "tests" / "claiming" / "judged_figures.csv"
COUNTS = ("civilians", "noncivilians", "children", "women")
READ_AT = date(2026, 1, 1)


class Told(NamedTuple):
    """What the annotators read in a report: its day, its governorate, and how many were killed."""

    file: str
    day: str
    region: str
    counts: tuple[str, ...]

    def numbers(self) -> list[float]:
        """The counts that were given, and the sum of the two that make the whole."""
        given = [float(one) for one in self.counts if one]
        both = [float(one) for one in self.counts[:2] if one]
        return [*given, sum(both)]


def main() -> int:
    """Print the table and the agreement."""
    parser = argparse.ArgumentParser(description="Why figures of one day and region differ.")
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--only-judged", action="store_true")
    asked = parser.parse_args()
    folder = asked.bench / "fakes"
    if not folder.exists():
        print(f"There is no benchmark at {folder}; name its folder with --bench.", file=sys.stderr)
        return 1
    judged = read_judged()
    findings = settle(list(extract(readings(folder / "reports"), SpacyParser())))
    rows = list(compare_pairs(findings, pairs(folder / "gold.csv")))
    agreed = 0
    for one, other, comparison in rows:
        wanted = judged.get((one.file, other.file))
        if asked.only_judged and wanted is None:
            continue
        found = kind_of(comparison)
        mark = "" if wanted is None else " ok" if found in wanted else f" not {'/'.join(wanted)}"
        agreed += wanted is not None and found in wanted
        print(f"{one.day} {one.region:12} {one.file:28} {other.file:28} {words(comparison)}{mark}")
    print(f"{len(rows)} pairs; judged {len(judged)}, agreed {agreed} ({agreed / len(judged):.1%})")
    return 0


def readings(folder: Path) -> Iterator[Reading]:
    """The benchmark's reports, read."""
    for raw in collect([folder], ReadingSettings()):
        reading = read(raw, READ_AT, ReadingSettings()) if isinstance(raw, RawReport) else raw
        if isinstance(reading, Reading):
            yield reading


def read_judged() -> dict[tuple[str, str], tuple[str, ...]]:
    """For each judged pair the kinds of reason that a person accepts."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {
            (row["one"], row["other"]): tuple(row["kinds"].split("/"))
            for row in csv.DictReader(file)
        }


def pairs(gold: Path) -> Iterator[tuple[Told, Told]]:
    """The pairs of reports of one day and governorate with other counts, in order."""
    with gold.open(encoding="utf-8", newline="") as file:
        told = [
            Told(
                row["file"],
                row["date"] or row["published"],
                row["location"],
                tuple(row[one] for one in COUNTS),
            )
            for row in csv.DictReader(file)
        ]
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        if one.day and one.region:
            groups[one.day, one.region].append(one)
    seen = set()
    for _, members in sorted(groups.items()):
        for one, other in combinations(members, 2):
            key = one.file, other.file
            if one.file != other.file and one.counts != other.counts and key not in seen:
                seen.add(key)
                yield one, other


def compare_pairs(
    findings: Findings, wanted: Iterable[tuple[Told, Told]]
) -> Iterator[tuple[Told, Told, Comparison | None]]:
    """Each pair with what is made of the two statements that give its counts."""
    setting = Setting(
        {one.id: one.published.days for one in findings.reports},
        {one.id: one for one in findings.entities},
    )
    names = {one.id: one.name for one in findings.reports}
    counted: dict[str, list[Facts]] = defaultdict(list)
    for fact in find_facts(findings.reports, findings.statements, findings.entities):
        if fact.quantities and fact.statement.type in ("CASUALTY", "ASSAULT"):
            counted[names[fact.statement.report]].append(fact)
    weights = weigh_names(findings.entities)
    for one, other in wanted:
        choices = [
            (_alike(mine, yours, weights), comparison)
            for mine in tolls(one, counted)
            for yours in tolls(other, counted)
            if (comparison := compare_figures(mine, yours, setting)) is not None
        ]
        best = max(choices, key=lambda row: (row[0], row[1].one, row[1].other), default=None)
        yield one, other, None if best is None else best[1]


def tolls(told: Told, counted: Mapping[str, Sequence[Facts]]) -> list[Facts]:
    """The statements that give a report's count, of the dead if any do; else all with figures."""
    facts = counted[told.file]
    numbers = told.numbers()
    of_count = [
        fact
        for fact in facts
        if any(one.low in numbers or one.high in numbers for one in fact.quantities)
    ]
    of_dead = [fact for fact in of_count if fact.harm == "killed"]
    return of_dead or of_count or [fact for fact in facts if fact.harm == "killed"] or list(facts)


def _alike(mine: Facts, yours: Facts, weights: Mapping[str, float]) -> float:
    """What speaks for two statements being of one thing, their figures left aside."""
    return sum(one.bits for one in compare(mine, yours, weights) if one.field != "how many")


def kind_of(comparison: Comparison | None) -> str:
    """The kind of reason in one word, as the judgements give it."""
    if comparison is None:
        return "nothing"
    if comparison.verdict == "not comparable":
        return comparison.field
    return {"one value": "same", "a clash": "clash", "perhaps two things": "doubt"}[
        comparison.verdict
    ]


def words(comparison: Comparison | None) -> str:
    """A comparison in a line."""
    if comparison is None:
        return "nothing to compare"
    return f"{comparison.verdict}: {comparison.reason} ({' | '.join(comparison.values)})"


if __name__ == "__main__":
    sys.exit(main())
