"""The public face: read, ask, export; stopped at any moment and run again, it ends the same."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, text

import rashomon
from rashomon.corpus import reports_folder
from rashomon.errors import LedgerError, UsageError
from rashomon.language.parser import SpacyParser
from rashomon.ledger.schema import METADATA
from rashomon.ledger.store import open_ledger
from rashomon.pipeline import Settled, settle_to_grow
from rashomon.records.findings import Findings
from rashomon.settings import Settings
from rashomon.situation import difference, situation, suppose, whatif
from rashomon.views import list_claims, list_sources, make_timeline, write_brief
from rashomon.workspace import Workspace, intake, program
from rashomon.workspace.intake import Progress

DAY = date(2026, 1, 1)
SAMPLE = Path(str(reports_folder()))


@pytest.fixture(scope="session")
def sample_ledger(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample corpus, not to be changed."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with Workspace(path, Settings(today=DAY), parser) as workspace:
        workspace.read(SAMPLE)
    return path


@pytest.fixture
def ledger_path(sample_ledger: Path, tmp_path: Path) -> Path:
    """A ledger of the sample corpus of one's own."""
    return Path(shutil.copy(sample_ledger, tmp_path / "story.db"))


@pytest.fixture
def workspace(ledger_path: Path, parser: SpacyParser) -> Iterator[Workspace]:
    """The sample corpus, read."""
    with Workspace(ledger_path, Settings(today=DAY), parser) as opened:
        yield opened


def content(path: Path, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a ledger."""
    with open_ledger(path) as ledger, ledger.reading() as connection:
        return {
            table.name: sorted(
                tuple(row[column.name] for column in table.columns if column.name not in but)
                for row in connection.execute(select(table)).mappings()
            )
            for table in METADATA.tables.values()
        }


def some(folder: Path, number: int) -> Path:
    """A folder with the first reports of the sample."""
    folder.mkdir()
    for file in sorted(SAMPLE.iterdir())[:number]:
        shutil.copy(file, folder / file.name)
    return folder


# -- reading


def test_three_lines_are_enough(tmp_path: Path, sample_findings: Findings) -> None:
    story = rashomon.open(tmp_path / "story.db")
    story.read(SAMPLE)
    assert len(story.claims()) == len(sample_findings.claims) > 0
    story.close()


def test_the_ledger_holds_what_the_path_gives(
    workspace: Workspace, sample_findings: Findings
) -> None:
    assert workspace.findings() == sample_findings


def test_reading_the_same_again_changes_nothing(workspace: Workspace) -> None:
    before = content(workspace.path)
    summary = workspace.read(SAMPLE)
    assert (summary.added, summary.again, summary.entries) == ((), (), ())
    assert len(summary.known) == len(workspace.reports())
    assert content(workspace.path) == before


def test_the_folder_above_and_a_single_file_are_the_same_reports(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "above").mkdir()
    shutil.copytree(SAMPLE, tmp_path / "above" / "below")
    (tmp_path / "above" / "below" / "reports.csv").unlink()
    for path in (next(SAMPLE.glob("undated*.txt")), tmp_path / "above"):
        assert workspace.read(path).added == ()


def test_the_same_bytes_elsewhere_are_another_report(workspace: Workspace, tmp_path: Path) -> None:
    file = next(SAMPLE.glob("undated*.txt"))
    shutil.copy(file, tmp_path / "another-name.txt")
    assert workspace.read(tmp_path / "another-name.txt").added == ("another-name.txt",)


def test_reading_a_part_and_then_the_whole_ends_like_the_whole(
    tmp_path: Path, sample_ledger: Path, parser: SpacyParser
) -> None:
    part = some(tmp_path / "part", 9)
    with Workspace(tmp_path / "x.db", Settings(today=DAY), parser) as workspace:
        workspace.read(part)
        workspace.read(SAMPLE)
        with Workspace(sample_ledger) as whole:
            assert workspace.findings() == whole.findings()
        assert workspace.check().faults == ()


def test_one_new_report_adds_only_what_is_new(workspace: Workspace, tmp_path: Path) -> None:
    before = content(workspace.path)["entries"]
    new = tmp_path / "new.txt"
    new.write_text(
        "Harbour Courier, 3 May 2016\n\nTwo lorries with flour reached the village of Salma on"
        " Tuesday, the mayor said.\n",
        encoding="utf-8",
    )
    assert workspace.read(new).added == ("new.txt",)
    after = content(workspace.path)["entries"]
    assert set(before) < set(after)
    kept = {row[5] for row in before if row[4] in ("passage", "mark")}
    added = {row[5] for row in after if row not in before and row[4] in ("passage", "mark")}
    assert added
    assert not kept & added


def test_what_is_known_of_a_report_is_taken_up_later(tmp_path: Path, parser: SpacyParser) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(next(SAMPLE.glob("undated*.txt")), folder / "undated.txt")
    with Workspace(tmp_path / "x.db", Settings(today=DAY), parser) as workspace:
        workspace.read(folder)
        (folder / "reports.csv").write_text("file,outlet\nundated.txt,Harbour Courier\n")
        summary = workspace.read(folder)
        assert (summary.added, summary.again) == ((), ("undated.txt",))
        assert [one.outlet for one in workspace.reports()] == ["Harbour Courier"]


def test_what_is_known_of_a_report_is_kept_when_it_is_met_without(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = content(workspace.path)
    file = SAMPLE / "undated-dispatch.txt"
    (tmp_path / "above" / "below").mkdir(parents=True)
    shutil.copy(file, tmp_path / "above" / "below" / file.name)
    for path in (file, tmp_path / "above"):
        summary = workspace.read(path)
        assert (len(summary.known), summary.again, summary.entries) == (1, (), ())
    assert content(workspace.path) == before
    (tmp_path / "above" / "below" / "reports.csv").write_text(
        f"file,outlet\n{file.name},Tigris Monitor\n"
    )
    assert workspace.read(tmp_path / "above").again == (file.name,)
    (report,) = [one for one in workspace.reports() if one.name == file.name]
    assert report.outlet == "Tigris Monitor"
    assert len(workspace.reports()) == len(content(workspace.path)["inputs"]) == 25


def test_a_newer_program_reads_the_kept_bytes_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = workspace.findings()
    monkeypatch.setattr(program, "__version__", "99.0")
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    summary = workspace.read(nothing)
    assert len(summary.again) == len(before.reports)
    assert workspace.findings() == before
    assert workspace.read(nothing).again == ()


def test_an_extraction_of_other_types_is_made_again(workspace: Workspace) -> None:
    before = workspace.findings()
    with open_ledger(workspace.path) as ledger, ledger.writing() as connection:
        connection.execute(text("UPDATE extractions SET content = x'00' WHERE revision = 1"))
        connection.execute(text("UPDATE about SET value = '0' WHERE key = 'settled'"))
    workspace.read(SAMPLE)
    assert workspace.findings() == before
    assert workspace.check().faults == ()


def test_what_cannot_be_read_is_told_and_kept_until_it_can(
    tmp_path: Path, parser: SpacyParser
) -> None:
    folder = some(tmp_path / "reports", 3)
    (folder / "empty.txt").write_text("")
    with Workspace(tmp_path / "x.db", Settings(today=DAY), parser) as workspace:
        summary = workspace.read(folder)
        assert [one.name for one in summary.rejects] == ["empty.txt"]
        assert workspace.rejects() == summary.rejects
        assert "empty.txt" not in summary.added
        file = next(SAMPLE.glob("undated*.txt"))
        shutil.copy(file, folder / "empty.txt")
        assert workspace.read(folder).rejects == ()
        assert workspace.rejects() == ()


def test_progress_counts_up_to_what_is_new(tmp_path: Path, parser: SpacyParser) -> None:
    told: list[Progress] = []
    with Workspace(tmp_path / "x.db", Settings(today=DAY), parser) as workspace:
        workspace.read(SAMPLE, told.append)
        number = len(workspace.reports())
    reading = [one for one in told if one.step == "reading"]
    assert (reading[-1].done, reading[-1].total) == (number, number)
    assert told[-1].step == "settling"


def test_nothing_below_a_path_is_no_ledger_of_nothing(tmp_path: Path, parser: SpacyParser) -> None:
    with Workspace(tmp_path / "x.db", Settings(today=DAY), parser) as workspace:
        with pytest.raises(UsageError, match="nothing at"):
            workspace.read(tmp_path / "not-here")
        assert not workspace.path.exists()


# -- stopped and run again

_STOPPED = """
import os, signal, sys
from datetime import date
import rashomon.pipeline, rashomon.ledger.entries as entries
from rashomon.settings import Settings
from rashomon.situation import difference, situation, suppose, whatif
from rashomon.views import list_claims, list_sources, make_timeline, write_brief
from rashomon.workspace import Workspace, intake

path, folder, point = sys.argv[1:]
rashomon.pipeline.REPORTS_AT_ONCE = intake.REPORTS_AT_ONCE = 4

def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)

if point == "between batches":
    keep, batches = intake.extractions.keep_extraction, []
    def keep_some(*arguments):
        batches.append(1)
        return die() if len(batches) == 11 else keep(*arguments)
    intake.extractions.keep_extraction = keep_some
elif point == "settling":
    intake.settle_to_grow = die
elif point == "entering":
    enter = entries._enter_kind
    entries._enter_kind = lambda c, kind, *rest: die() if kind == "claim" else enter(c, kind, *rest)

with Workspace(path, Settings(today=date(2026, 1, 1))) as workspace:
    workspace.read(folder)
"""


@pytest.mark.parametrize("point", ["between batches", "settling", "entering"])
def test_a_read_that_is_killed_and_run_again_ends_like_one_that_was_not(
    tmp_path: Path, sample_ledger: Path, parser: SpacyParser, point: str
) -> None:
    path = tmp_path / "x.db"
    command = [sys.executable, "-c", _STOPPED, str(path), str(SAMPLE), point]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    with open_ledger(path) as ledger, ledger.reading() as connection:
        kept = connection.execute(text("SELECT count(*) FROM extractions")).scalar_one()
        assert connection.execute(text("SELECT count(*) FROM entries")).scalar_one() == 0
    with Workspace(path, Settings(today=DAY), parser) as workspace:
        summary = workspace.read(SAMPLE)
        if point == "between batches":
            assert kept == 8, "two batches of four"
            assert len(summary.known) == kept
        else:
            assert summary.added == ()
        assert workspace.check().faults == ()
    assert content(path) == content(sample_ledger)


def test_who_settles_less_never_undoes_who_settled_more(
    tmp_path: Path, parser: SpacyParser, monkeypatch: pytest.MonkeyPatch, sample_ledger: Path
) -> None:
    path = tmp_path / "x.db"
    part = some(tmp_path / "part", 5)

    def settle_late(*found: Any) -> Settled:
        monkeypatch.setattr(intake, "settle_to_grow", settle_to_grow)
        with Workspace(path, Settings(today=DAY), parser) as other:
            other.read(SAMPLE)
        return settle_to_grow(*found)

    monkeypatch.setattr(intake, "settle_to_grow", settle_late)
    with Workspace(path, Settings(today=DAY), parser) as workspace:
        workspace.read(part)
        with Workspace(sample_ledger) as whole:
            assert workspace.findings() == whole.findings()
        assert workspace.check().faults == ()


# -- asking


def test_a_ledger_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        rashomon.open(tmp_path / "x.db").claims()


def test_answers_follow_the_ledger(
    sample_ledger: Path, tmp_path: Path, parser: SpacyParser
) -> None:
    path = tmp_path / "x.db"
    with Workspace(path, Settings(today=DAY), parser) as writer, Workspace(path) as reader:
        writer.read(some(tmp_path / "part", 5))
        assert len(reader.reports()) == len(writer.reports())
        writer.read(SAMPLE)
        assert len(reader.reports()) == len(writer.reports()) > 5


def test_every_record_can_be_shown_with_its_words(
    workspace: Workspace, sample_findings: Findings
) -> None:
    from rashomon.ledger.codec import FIELDS, records_of

    texts = {one.id: one.text for one in sample_findings.reports}
    for kind in FIELDS:
        for record in records_of(sample_findings, kind)[:3]:
            exhibit = workspace.show(record.id)
            assert (exhibit.id, exhibit.kind) == (record.id, kind)
            assert exhibit.title
            for one in exhibit.excerpts:
                assert texts[one.report][one.start : one.end] == one.words
                assert one.before + one.words + one.after in texts[one.report]


def test_half_an_id_is_enough_where_no_other_begins_so(
    workspace: Workspace, sample_findings: Findings
) -> None:
    claim = sample_findings.claims[0].id
    assert workspace.show(claim[:15]).id == claim
    for part, code in [
        ("cl-", "several-records"),
        ("zz-", "no-such-record"),
        ("", "no-such-record"),
    ]:
        with pytest.raises(UsageError) as caught:
            workspace.show(part)
        assert caught.value.code == code


@pytest.mark.parametrize("day", ["yesterday", "2015-13-01", "2015-02-30", ""])
def test_a_day_that_is_none_is_named(workspace: Workspace, day: str) -> None:
    with pytest.raises(UsageError) as caught:
        workspace.situation(day)
    assert caught.value.code == "bad-day"


def test_days_may_be_dates_or_words(workspace: Workspace) -> None:
    assert workspace.situation("2015-05-21") == workspace.situation(
        date(2015, 5, 21), date(2015, 5, 21)
    )


# -- keeping


def test_two_exports_of_the_same_reports_are_the_same_bytes(
    tmp_path: Path, sample_ledger: Path, parser: SpacyParser
) -> None:
    turned = tmp_path / "turned.db"
    with Workspace(turned, Settings(today=DAY), parser) as workspace:
        for file in sorted(SAMPLE.glob("*.*"), reverse=True)[:6]:
            if file.suffix != ".csv":
                workspace.read(file)
        workspace.read(SAMPLE)
        workspace.export(tmp_path / "one")
    with Workspace(sample_ledger) as workspace:
        workspace.export(tmp_path / "two")
    names = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert len(names) == 11
    for name in names:
        one, two = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
        assert one == two, name


def test_a_day_of_reading_comes_from_the_environment(
    tmp_path: Path, parser: SpacyParser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    with Workspace(tmp_path / "x.db", parser=parser) as workspace:
        workspace.read(some(tmp_path / "part", 2))
        assert {one.read_at for one in workspace.reports()} == {date(1970, 1, 2)}
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
        with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
            workspace.read(tmp_path / "part")


def test_a_sound_ledger_is_found_sound_to_the_last_parse(workspace: Workspace) -> None:
    result = workspace.check(parse_again=True)
    assert result.faults == ()
    assert result.counts["report"] == len(workspace.reports())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE evidence SET content = x'00' WHERE rowid = 1", "evidence"),
        ("UPDATE inputs SET name = 'other.txt' WHERE rowid = 1", "differs"),
        ("UPDATE about SET value = '1' WHERE key = 'settled'", "unfinished"),
    ],
)
def test_a_ledger_that_somebody_touched_is_found_out(
    workspace: Workspace, change: str, code: str
) -> None:
    with open_ledger(workspace.path) as ledger, ledger.writing() as connection:
        connection.execute(text(change))
    assert code in {fault.code for fault in workspace.check().faults}


def test_a_planted_record_is_found_out(workspace: Workspace, sample_findings: Findings) -> None:
    from datetime import UTC, datetime

    from rashomon.ledger.entries import Signature, enter_findings

    first, *others = sample_findings.claims
    planted = msgspec.structs.replace(first, independent=first.independent + 3)
    findings = msgspec.structs.replace(sample_findings, claims=(planted, *others))
    with open_ledger(workspace.path) as ledger, ledger.writing() as connection:
        enter_findings(connection, findings, Signature("somebody", datetime.now(UTC)))
    (fault,) = workspace.check().faults
    assert (fault.code, fault.record) == ("differs", first.id)


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = (
        "import sys, rashomon; rashomon.open('x.db');"
        "print(*sorted({'spacy', 'sqlalchemy', 'rich', 'lxml', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == ""


def test_two_who_read_into_one_ledger_at_once_end_with_all_of_it(
    tmp_path: Path, sample_ledger: Path
) -> None:
    halves = [tmp_path / "one", tmp_path / "two"]
    for half in halves:
        half.mkdir()
    head, *lines = (SAMPLE / "reports.csv").read_text(encoding="utf-8").splitlines()
    files = [file for file in sorted(SAMPLE.iterdir()) if file.name != "reports.csv"]
    for half, share in zip(halves, (files[::2], files[1::2]), strict=True):
        names = {Path(shutil.copy(file, half)).name for file in share}
        known = [line for line in lines if line.split(",")[0] in names]
        (half / "reports.csv").write_text("\n".join([head, *known, ""]), encoding="utf-8")
    program = Path(sys.executable).parent / "rashomon"
    path = tmp_path / "x.db"
    words = {"env": {**os.environ, "RASHOMON_TODAY": DAY.isoformat()}, "cwd": tmp_path}
    both = [subprocess.Popen([program, "read", half, "--ledger", path], **words) for half in halves]
    assert [one.wait() for one in both] == [0, 0]
    with Workspace(path) as workspace, Workspace(sample_ledger) as whole:
        assert workspace.findings() == whole.findings()
        assert not workspace.is_unfinished()


def test_no_question_or_list_needs_marks_or_passages(workspace: Workspace) -> None:
    whole, told = workspace.findings(), workspace.told()
    assert (told.marks, told.passages) == ((), ())
    for ask in (
        lambda found: [
            situation(found, day, day) for day in (date(2012, 8, 20), date(2015, 6, 30))
        ],
        lambda found: difference(found, date(2012, 8, 1), date(2015, 10, 1)),
        lambda found: whatif(found, "United States attacks Iran"),
        lambda found: suppose(found, "United States attacks Iran"),
        list_claims,
        list_sources,
        make_timeline,
        lambda found: write_brief(found, ()),
    ):
        assert ask(told) == ask(whole)
