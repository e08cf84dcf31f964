"""How the path grows: an invented war of many sizes, every step in a process of its own; prints tables.

Seconds are those of the processor, since other programs share the machine; peaks are of resident memory.
Nothing is parsed here, see `bench` for that.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, TypeVar

import rashomon.pipeline as path
import rashomon.workspace.growing as growing_
from make_ledger import RECORDED_AT, keep, make_ledger
from rashomon.gazetteers.places import open_gazetteer
from rashomon.language.parser import SpacyParser
from rashomon.ledger.entries import Signature
from rashomon.ledger.extractions import count, last_revision
from rashomon.ledger.store import open_ledger
from rashomon.ledger.traces import Traces
from rashomon.ledger.workings import KeptReports, LedgerWorkings
from rashomon.records.corrections import NO_RULINGS
from rashomon.records.findings import Extraction
from rashomon.records.reports import RawReport, Reading
from rashomon.regrounding import News, recount, reground
from rashomon.tracing import add_reports, find_shared
from rashomon.workspace import Workspace
from rashomon.workspace.copies import shared_words
from rashomon.workspace.growing import Program, grow
from rashomon.workspace.program import name_reader, name_settler
from rashomon.workspace.settling import Settler
from worlds import FIRST_DAY, World, list_towns

SIZES = (1_000, 10_000, 100_000, 1_000_000)
STAGES = ("recount", "reckon", "find_accords", "settle_forecasts")
ASKED = 40
"""Questions of one kind, of which the median and the 95th percentile are told."""

ASKED_OF_NIGHTS = 10
"""Nights of which it is asked what changed; those cost more."""

ADDED = 20
"""Reports that are added, one after the other."""

GROWN = 31
"""Reports that a whole ledger grows by, one after the other."""

RULED = 8
"""Merges of one kind that are tried, entered and undone."""

PHASES: dict[str, tuple[ModuleType, str]] = {
    "copies": (growing_, "add_reports"),
    "ground": (path, "reground"),
    "touch": (path, "find_touched"),
    "claim": (path, "reclaim"),
    "pacts": (path, "renew_pacts"),
    "forecasts": (path, "renew_forecasts"),
    "enter": (growing_, "enter_change"),
}
"""What a report more goes through, and the function that does it."""

_STATES = ("captivity", "control", "force", "pact", "post")

_given: list[Path] = []
"""The ledger that is measured instead of a new one, where one was given."""

Took = dict[str, float]
T = TypeVar("T")


def main() -> int:
    """Run one step, or all of them, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=100_000, help="the largest size")
    parser.add_argument("--step", choices=sorted(STEPS), help="only this step, at the largest size")
    parser.add_argument(
        "--ledger",
        type=Path,
        help="ask (situation) or grow (growing) this one of make_ledger.py, not a new one",
    )
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    _given.extend([asked.ledger] if asked.ledger else [])
    if asked.child:
        print(json.dumps(STEPS[asked.step](asked.most)))
        return 0
    sizes = [size for size in SIZES if size <= asked.most]
    for step in [asked.step] if asked.step else STEPS:
        rows = [(size, _run(step, size)) for size in ([asked.most] if asked.step else sizes)]
        print(f"\n{(STEPS[step].__doc__ or '').splitlines()[0]}\n")
        _print_table(rows)
    return 0


def _run(step: str, size: int) -> Took:
    command = [sys.executable, __file__, "--child", "--step", step, "--most", str(size)]
    command += [] if not _given else ["--ledger", str(_given[0])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.returncode}
    took: Took = json.loads(done.stdout.splitlines()[-1])
    return took


def _print_table(rows: list[tuple[int, Took]]) -> None:
    columns = list(dict.fromkeys(name for _, took in rows for name in took))
    print(f"| size | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for size, took in rows:
        cells = (f"{took[one]:,.4g}" if one in took else "" for one in columns)
        print(f"| {size:,} | {' | '.join(cells)} |", flush=True)


@contextmanager
def _ledger_of(size: int) -> Iterator[Path]:
    """The ledger that was given, or a new one of so many statements."""
    if _given:
        yield _given[0]
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        make_ledger(path, size, 1)
        yield path


@contextmanager
def _timed(took: Took, name: str) -> Iterator[None]:
    began = time.process_time()
    yield
    took[f"{name} s"] = time.process_time() - began


def _peak(took: Took) -> Took:
    return {**took, "peak GB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}


def _percentiles(took: Took, name: str, asked: Sequence[Callable[[], object]]) -> None:
    each = []
    for ask in asked:
        began = time.perf_counter()
        ask()
        each.append((time.perf_counter() - began) * 1000)
    _tell_percentiles(took, name, each)


def _tell_percentiles(took: Took, name: str, each: list[float]) -> None:
    each.sort()
    took[f"{name}, median ms"] = each[len(each) // 2]
    took[f"{name}, 95 % ms"] = each[int(len(each) * 0.95)]


# -- steps


def reuse(size: int) -> Took:
    """Reuse over so many reports of some 400 words."""
    reports = [one.report for _, one in islice(World(1).reports(sys.maxsize), size)]
    took: Took = {"words each": sum(len(one.text.split()) for one in reports) / size}
    with _timed(took, "traced"):
        took["pairs that share"] = len(find_shared(reports, []).shared)
    return _peak(took)


def copies(size: int) -> Took:
    """The copies of one more report, found in a ledger of so many; with the time to keep it."""
    took: Took = {}
    found = list(islice(World(1).reports(sys.maxsize), size + ADDED))
    bare = [(raw, Extraction(one.report, one.passages, (), (), ())) for raw, one in found]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "x.db", create=True) as ledger,
    ):
        kept = list(keep(ledger, bare[:size]))
        with ledger.reading() as connection:
            revision = last_revision(connection)
        with _timed(took, "all at once, and the index kept"):
            shared_words(ledger, kept, revision, "bench")
        added = list(keep(ledger, bare[size:]))
        took["ledger MB"] = (Path(folder) / "x.db").stat().st_size / 1e6
        del kept, found, bare

        found_in, kept_in = [], []
        for one in added:
            began, on_processor = time.perf_counter(), time.process_time()
            with ledger.writing() as connection:
                add_reports(Traces(connection), [Reading(one.report, one.passages)])
                found_in.append((time.perf_counter() - began) * 1000)
            kept_in.append((time.process_time() - on_processor) * 1000)
        _tell_percentiles(took, "one more, found", found_in)
        _tell_percentiles(took, "found and kept, on the processor", kept_in)
    return _peak(took)


def regrounding(size: int) -> Took:
    """What one more report changes of days, copies, names and statements, in so many statements."""
    took: Took = {}
    found = list(World(1).reports(size + ADDED * 16))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "x.db", create=True) as ledger,
    ):
        kept = list(keep(ledger, found[:-ADDED]))
        with ledger.reading() as connection:
            revision = last_revision(connection)
        shared = shared_words(ledger, kept, revision, "bench")
        with _timed(took, "all at once"):
            _, memory = recount(kept, shared=shared)
        with _timed(took, "kept"), ledger.writing() as connection:
            LedgerWorkings(connection).fill(memory)
        added = list(keep(ledger, found[-ADDED:]))
        del kept, found, memory
        took_each = []
        for one in added:
            with ledger.writing() as connection:
                pairs = add_reports(Traces(connection), [Reading(one.report, one.passages)])
                news = News((one.report.id,), (), pairs)
                began = time.process_time()
                reground(LedgerWorkings(connection), KeptReports(connection), news)
                took_each.append((time.process_time() - began) * 1000)
        _tell_percentiles(took, "one more, on the processor", took_each[1:])
    return _peak(took)


def growing(size: int) -> Took:
    """One report more in a ledger of so many statements, from its extraction to all that it changes."""
    took: Took = {}
    with _ledger_of(size) as file:
        took["MB"] = file.stat().st_size / 1e6
        parser = SpacyParser().name
        program = Program(name_reader(parser), name_settler(parser))
        signature = Signature("bench", RECORDED_AT)
        # The same world from its beginning, so that what is added is what comes next in it.
        more = islice(World(1).reports(sys.maxsize), _reports_in(file), None)
        each: dict[str, list[float]] = {name: [] for name in ("whole", *PHASES)}
        for name, (module, function) in PHASES.items():
            setattr(module, function, _listed(each[name], getattr(module, function)))
        with open_ledger(file) as ledger:
            for pair in islice(more, GROWN):
                list(keep(ledger, [pair]))
                for times in each.values():
                    times.append(0.0)
                began = time.process_time()
                if grow(ledger, program, signature) is None:
                    took["not grown"] = took.get("not grown", 0) + 1
                    break
                each["whole"][-1] = (time.process_time() - began) * 1000
        for name, times in each.items():
            _tell_percentiles(took, name, times[1:])  # the first loads tables
    return _peak(took)


def ruling(size: int) -> Took:
    """Merges in a ledger of so many statements: previewed, entered, a report more under them, undone.

    Claims and persons are drawn by chance; "anew" is what it takes to settle everything.
    """
    took: Took = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.db"
        make_ledger(file, size, 1)
        more = islice(World(1).reports(sys.maxsize), _reports_in(file), None)
        with Workspace(file) as workspace:
            random = Random(1)  # noqa: S311 - nothing secret is drawn
            persons = [one.id for one in workspace.entities() if one.kind == "person"]
            claims = [one.id for one in workspace.claims()]
            for some in (claims, persons):  # the first loads tables
                workspace.preview("merge", *some[:2])
            for name, pool in (("claims", claims), ("persons", persons)):
                drawn = random.sample(pool, 2 * RULED)  # no record twice: a merge may be refused
                pairs = list(zip(drawn[::2], drawn[1::2], strict=True))
                previews = [partial(workspace.preview, "merge", *pair) for pair in pairs]
                _clock_each(took, f"{name}, previewed", previews)
                entries = [partial(workspace.correct, "merge", *pair) for pair in pairs]
                made = _clock_each(took, f"{name}, entered", entries)
                if name == "persons":
                    _grow_under(took, file, list(islice(more, RULED)))
                undos = [partial(workspace.undo, one.id) for one in reversed(made)]
                _clock_each(took, f"{name}, undone", undos)
            with _timed(took, "anew"), open_ledger(file) as ledger:
                Settler(ledger, workspace.settings.grounding).settle(NO_RULINGS)
    return _peak(took)


def _clock_each(took: Took, name: str, asked: Sequence[Callable[[], T]]) -> list[T]:
    """What each gives; their median and 95th percentile in milliseconds of the processor."""
    times, given = [], []
    for ask in asked:
        began = time.process_time()
        given.append(ask())
        times.append((time.process_time() - began) * 1000)
    _tell_percentiles(took, name, times)
    return given


def _grow_under(took: Took, file: Path, more: Sequence[tuple[RawReport, Extraction]]) -> None:
    """Add reports while corrections hold."""
    parser = SpacyParser().name
    program = Program(name_reader(parser), name_settler(parser))
    signature = Signature("bench", RECORDED_AT)
    with open_ledger(file) as ledger:

        def add(pair: tuple[RawReport, Extraction]) -> bool:
            list(keep(ledger, [pair]))
            return grow(ledger, program, signature) is not None

        grown = _clock_each(took, "a report more", [partial(add, pair) for pair in more])
    took["not grown"] = grown.count(False)


def _reports_in(file: Path) -> int:
    with open_ledger(file) as ledger, ledger.reading() as connection:
        return count(connection)


def _listed(times: list[float], run: Callable[..., Any]) -> Callable[..., Any]:
    """A function that adds the milliseconds that it takes on the processor to the last of some times."""

    def clocked(*given: object, **named: object) -> Any:
        began = time.process_time()
        found = run(*given, **named)
        times[-1] += (time.process_time() - began) * 1000
        return found

    return clocked


def settling(size: int) -> Took:
    """All findings on so many statements, stage by stage."""
    took: Took = {}
    extractions = [one for _, one in World(1).reports(size)]
    took["reports"] = len(extractions)
    took["mentions"] = sum(len(one.mentions) for one in extractions)
    for stage in STAGES:
        setattr(path, stage, _clocked(took, stage, getattr(path, stage)))
    with _timed(took, "all"):
        findings = path.settle(extractions)
    took["claims"] = len(findings.claims)
    return _peak(took)


def _clocked(took: Took, name: str, stage: Callable[..., object]) -> Callable[..., object]:
    def run(*given: object, **named: object) -> object:
        with _timed(took, name):
            return stage(*given, **named)

    return run


def ledgers(size: int) -> Took:
    """A ledger of so many statements: one report more, and questions to a process that has it open."""
    took: Took = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        make_ledger(path, size, 1)
        took["MB"] = path.stat().st_size / 1e6
        news = Path(folder) / "news.txt"
        news.write_text(
            "June 5, 2015\n\nTwo convoys left Homs for Palmyra on Monday, a driver said.\n"
        )
        parser = SpacyParser()
        list(parser.parse(["The model is loaded."]))
        with Workspace(path, parser=parser) as workspace, _timed(took, "one more report"):
            workspace.read(news)
        with Workspace(path) as workspace:
            with _timed(took, "all loaded"):
                workspace.findings()
            random = Random(1)  # noqa: S311 - nothing secret is drawn
            days = [FIRST_DAY + timedelta(days=random.randrange(30, 400)) for _ in range(ASKED)]
            with _timed(took, "board made ready"):
                workspace.situation(days[0])
            _percentiles(took, "situation", [partial(workspace.situation, day) for day in days])
            pages = [partial(workspace.situation_page, day) for day in days]
            _percentiles(took, "a page of it", pages)
            acting = sorted({who for one in workspace.statements() for who in one.actors})
            parties = [
                partial(workspace.situation, day, about=who)
                for day, who in zip(days, random.choices(acting, k=ASKED), strict=True)
            ]
            _percentiles(took, "situation of a party", parties)
            rows = [row.subject for row in workspace.situation(days[-1]) if row.kind == "control"]
            towns = random.choices(rows, k=ASKED)
            at_a_place = [
                partial(workspace.situation, day, place=town)
                for day, town in zip(days, towns, strict=True)
            ]
            _percentiles(took, "situation of a place", at_a_place)
            claims = random.sample(workspace.claims(), ASKED)
            _percentiles(
                took,
                "search",
                [partial(workspace.search, one.text[:20], 20) for one in claims],
            )
        shown = [partial(_show, path, one.id) for one in claims[:10]]
        _percentiles(took, "show from the start", shown)
    return _peak(took)


def situation(size: int) -> Took:
    """Questions about days to a ledger of so many statements that a process has open."""
    took: Took = {}
    with _ledger_of(size) as path:
        took["MB"] = path.stat().st_size / 1e6
        with Workspace(path) as workspace:
            with _timed(took, "what they look up kept, where it is not yet"):
                first, last = workspace.first_known(), workspace.last_published()
            if first is None or last is None:
                return took
            random = Random(1)  # noqa: S311 - nothing secret is drawn
            span = (last - first).days
            days = [first + timedelta(days=random.randrange(span)) for _ in range(ASKED)]
            towns = _towns_told_of(workspace, random, ASKED)
            workspace.situation(days[0], place=towns[0])  # which loads tables
            at_places = zip(days, towns, strict=True)
            asked = [partial(workspace.situation, day, place=town) for day, town in at_places]
            _percentiles(took, "a place", asked)
            asked = [partial(workspace.situation, last, place=town) for town in towns]
            _percentiles(took, "a place on the last day", asked)
            _percentiles(
                took, "the first page", [partial(workspace.situation_page, day) for day in days]
            )
            for kind in _STATES:
                pages = [partial(workspace.situation_page, day, kinds=(kind,)) for day in days]
                _percentiles(took, f"a page of {kind}", pages)
            with _timed(took, "the whole of the last day"):
                took["its rows"] = len(workspace.situation(last))
            nights = [(day - timedelta(days=1), day) for day in days[:ASKED_OF_NIGHTS]]
            _percentiles(took, "diff of a day", [partial(workspace.diff, *both) for both in nights])
    return _peak(took)


def _towns_told_of(workspace: Workspace, random: Random, number: int) -> list[str]:
    """Places, those more often that more statements name."""
    query = (
        "SELECT json_extract(payload, '$.places[0]') FROM current JOIN entries USING (seq)"
        " WHERE current.kind = 'statement' AND current.record > ? AND payload LIKE '%\"places\":[\"%'"
        " ORDER BY current.record LIMIT 1"
    )
    found = []
    with open_ledger(workspace.path) as ledger, ledger.reading() as connection:
        for _ in range(number):
            after = f"st-{random.randrange(1 << 60):016x}"
            found.append(str(connection.exec_driver_sql(query, (after,)).scalar()))
    return found


def _show(path: Path, record: str) -> None:
    with Workspace(path) as workspace:
        workspace.show(record)


def places(size: int) -> Took:
    """A look-up of one place by its name, nothing remembered, so many times."""
    known = open_gazetteer()
    names = sorted(set(list_towns(size)))
    known.named(names[0])
    took: Took = {}
    _percentiles(took, "by name", [partial(known.named, name) for name in names])
    misspelled = [f"{name[:2]}{name[3:]}" for name in names if len(name) > 4]
    asked = [partial(known.spelled_like, name, frozenset(("SY",))) for name in misspelled]
    _percentiles(took, "by a like spelling", asked)
    return took


STEPS: dict[str, Callable[[int], Took]] = {
    "reuse": reuse,
    "copies": copies,
    "regrounding": regrounding,
    "settling": settling,
    "growing": growing,
    "ruling": ruling,
    "ledgers": ledgers,
    "situation": situation,
    "places": places,
}

if __name__ == "__main__":
    sys.exit(main())
