"""People's corrections through the workspace: tried, entered, undone, and never in one another's way."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rashomon.correcting.log import rule
from rashomon.errors import ConflictError, UsageError
from rashomon.exporting.jsonl import load_schema
from rashomon.instants import Days
from rashomon.language.parser import SpacyParser
from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity
from rashomon.settings import Settings
from rashomon.situation.evenings import Chronicle, Evening
from rashomon.workspace import Workspace

SETTINGS = Settings(today=date(2026, 1, 1))

NORTH = """The North Wire
March 2, 2014

The Harbour Guard seized the port of Latakia on Saturday, a Syrian army officer told The North Wire.
The assault killed 12 soldiers in Latakia, the officer said.
General Yusuf Karimi commanded the assault on Latakia.
"""
SOUTH = """The South Post
March 3, 2014

The Harbour Guard seized the port of Latakia on Saturday, residents said.
The assault killed 20 soldiers in Latakia, residents told The South Post.
General Youssef Karimi, the commander, will attack Homs on Friday.
"""
EAST = """The East Courier
March 5, 2014

The Syrian army recaptured the port of Latakia on Tuesday.
Karimi was wounded in Latakia, a doctor said.
"""


@pytest.fixture(scope="module")
def stock(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two reports, not to be changed; a third report lies beside it."""
    folder = tmp_path_factory.mktemp("stock")
    (folder / "two").mkdir()
    (folder / "two" / "north.txt").write_text(NORTH, encoding="utf-8")
    (folder / "two" / "south.txt").write_text(SOUTH, encoding="utf-8")
    (folder / "east.txt").write_text(EAST, encoding="utf-8")
    with Workspace(folder / "story.db", SETTINGS, parser) as made:
        made.read(folder / "two")
    return folder / "story.db"


@pytest.fixture
def story(stock: Path, parser: SpacyParser, tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(shutil.copy(stock, tmp_path / "story.db"), SETTINGS, parser) as opened:
        yield opened


def answers(story: Workspace) -> bytes:
    """Everything that the ledger answers with, as bytes."""
    return msgspec.json.encode((story.findings(), story.brief()))


def claim(story: Workspace, words: str) -> Claim:
    quotes = {one.id: one.quote for one in story.statements()}
    (found,) = [
        one for one in story.claims() if any(words in quotes[part] for part in one.statements)
    ]
    return found


def entity(story: Workspace, name: str) -> Entity:
    (found,) = [one for one in story.entities() if name in (one.name, *one.aliases)]
    return found


def statement(story: Workspace, words: str) -> str:
    return next(one.id for one in story.statements() if words in one.quote)


def report(story: Workspace, name: str) -> str:
    return next(one.id for one in story.reports() if one.name.endswith(name))


# -- each kind


def test_entities_that_are_merged_are_one_under_both_names(story: Workspace) -> None:
    before = entity(story, "Harbour Guard"), entity(story, "Syrian army")
    made = story.correct("merge", before[0].id, before[1].id, reason="one force", author="ann")
    one = entity(story, "Harbour Guard")
    assert one == entity(story, "Syrian army")
    assert "2 → 1 entities" in made.effects
    assert any(
        "ann" in reason and "one force" in reason for j in one.joined for reason in j.reasons
    )


def test_a_name_that_is_split_off_is_another_bearer(story: Workspace) -> None:
    karimi = entity(story, "Yusuf Karimi")
    assert "Youssef Karimi" in karimi.aliases
    story.correct("split", karimi.id, away="Youssef Karimi")
    assert entity(story, "Yusuf Karimi").id != entity(story, "Youssef Karimi").id


def test_one_mark_can_be_split_off_and_the_name_stays(story: Workspace) -> None:
    guard = entity(story, "Harbour Guard")
    marks = [one for one in story.marks() if one.entity == guard.id]
    story.correct("split", guard.id, away=marks[0].id)
    now = {one.id: one.entity for one in story.marks()}
    assert now[marks[0].id] != now[marks[1].id]


def test_claims_that_are_merged_are_one_and_a_split_parts_them_again(story: Workspace) -> None:
    one, other = claim(story, "12 soldiers"), claim(story, "20 soldiers")
    assert one.id != other.id
    story.correct("merge", one.id, other.id)
    whole = claim(story, "12 soldiers")
    assert whole == claim(story, "20 soldiers")
    story.correct("split", whole.id, away=other.statements)
    assert claim(story, "20 soldiers").statements == other.statements


def test_origins_that_are_merged_count_once(story: Workspace) -> None:
    seized = claim(story, "seized the port")
    assert (seized.status, seized.independent) == ("corroborated", 2)
    preview = story.preview("merge", *(one.id for one in seized.origins))
    assert preview.sentence == "at most 2 → 1 origins; corroborated → single"
    assert claim(story, "seized the port").independent == 2  # a preview enters nothing
    story.correct("merge", *(one.id for one in seized.origins))
    joined = claim(story, "seized the port")
    assert (joined.status, joined.independent) == ("single", 1)
    assert "by a person's word" in joined.origins[0].why
    story.correct("split", joined.origins[0].id, away=seized.origins[1].statements)
    assert claim(story, "seized the port").independent == 2


def test_a_regraded_statement_keeps_its_id_and_has_another_status(story: Workspace) -> None:
    wanted = statement(story, "12 soldiers")
    story.correct("regrade", wanted, value="denied")
    (now,) = [one for one in story.statements() if one.id == wanted]
    assert now.status == "denied"
    (made,) = story.corrections_of(wanted)
    assert made.said.startswith("asserted") and made.says == "status: denied"


def test_an_origin_can_be_said_to_be_doubtful_or_independent(story: Workspace) -> None:
    origin = claim(story, "seized the port").origins[0]
    story.correct("regrade", origin.id, value="doubtful")
    assert claim(story, "seized the port").origins[0].doubtful
    story.correct("regrade", origin.id, value="independent")
    assert not claim(story, "seized the port").origins[0].doubtful


def test_a_rejected_statement_is_in_no_answer_but_in_the_log(story: Workspace) -> None:
    wanted = statement(story, "12 soldiers")
    story.correct("reject", wanted, reason="the officer counted twice")
    assert wanted not in {one.id for one in story.statements()}
    assert not any(wanted in one.statements for one in story.claims())
    (placed,) = story.corrections()
    assert placed.state == "holds"
    assert "12 soldiers" in placed.correction.targets[0].words


def test_a_rejected_claim_takes_all_its_statements_with_it(story: Workspace) -> None:
    seized = claim(story, "seized the port")
    story.correct("reject", seized.id, reason="another port")
    assert not set(seized.statements) & {one.id for one in story.statements()}


def test_a_label_shows_wherever_the_record_does(story: Workspace) -> None:
    guard = entity(story, "Harbour Guard")
    story.correct("relabel", guard.id, value="Guard of the Harbour")
    assert entity(story, "Guard of the Harbour").id == guard.id
    story.correct("relabel", guard.id, value="group", field="kind")
    assert entity(story, "Guard of the Harbour").kind == "group"
    wanted = claim(story, "seized the port")
    story.correct("relabel", wanted.id, value="Who took Latakia.")
    assert claim(story, "seized the port").text == "Who took Latakia."


def test_names_words_and_grades_that_people_gave_hold_on_every_evening(story: Workspace) -> None:
    held = claim(story, "seized the port")
    soldier = next(one for one in held.origins if "officer" in one.name)
    story.correct("relabel", held.id, value="Who took the port")
    story.correct("relabel", entity(story, "Yusuf Karimi").id, value="The general")
    story.correct("regrade", soldier.id, value="doubtful")
    now = story.findings()
    for day in ("2014-03-02", "2014-03-03"):
        then = story.findings(day)
        assert chronicled(now, story, day) == then
        told = next(one for one in then.claims if one.id == held.id)
        assert told.text == "Who took the port"
        assert "The general" in {one.name for one in then.entities}
        assert next(one for one in told.origins if one.id == soldier.id).doubtful
    story.undo(story.corrections()[0].correction.id)
    assert "Who took the port" not in {one.text for one in story.findings("2014-03-03").claims}


def test_the_grade_of_an_origin_holds_before_a_report_that_joins_it(story: Workspace) -> None:
    held = claim(story, "seized the port")
    first, second = held.origins
    story.correct("merge", first.id, second.id)
    (joined,) = claim(story, "seized the port").origins
    story.correct("relabel", joined.id, value="The guard’s spokesman")
    then = next(one for one in story.findings("2014-03-02").claims if one.id == held.id)
    assert [one.name for one in then.origins] == ["The guard’s spokesman"]


def chronicled(now: Findings, story: Workspace, day: str) -> Findings:
    """An evening as the server tells it."""
    log = [one.correction for one in story.corrections()]
    evening = Chronicle(now, rule(log)).on(date.fromisoformat(day))
    return evening.whole() if isinstance(evening, Evening) else now


def test_an_outlet_and_a_date_hold_before_anything_else_is_read(story: Workspace) -> None:
    wanted = report(story, "north.txt")
    story.correct("set-outlet", wanted, value="The East Courier")
    story.correct("set-date", wanted, days="2015-06-01", reason="its masthead")
    (now,) = [one for one in story.reports() if one.id == wanted]
    assert now.outlet == "The East Courier"
    assert now.published.days == Days(date(2015, 6, 1), date(2015, 6, 1))
    assert (now.published.basis, now.published.evidence) == (
        "stated",
        "a person set it: its masthead",
    )
    times = [one.time for one in story.marks() if one.report == wanted and one.text == "Saturday"]
    assert times and all(one is not None and one.days is not None for one in times)
    assert {one.days.first.year for one in times if one is not None and one.days} == {2015}


def test_what_is_confirmed_changes_nothing_and_leaves_the_queue(story: Workspace) -> None:
    before = answers(story)
    doubts = story.doubts()
    assert doubts
    story.correct("confirm", *doubts[0].targets)
    assert doubts[0].id not in {one.id for one in story.doubts()}
    assert len(story.doubts()) < len(doubts)
    karimi = entity(story, "Yusuf Karimi")
    story.correct("confirm", karimi.id)
    for placed in reversed(story.corrections()):
        story.undo(placed.correction.id)
    assert answers(story) == before


def test_a_corrected_record_says_so_and_one_that_is_gone_says_who_ruled(story: Workspace) -> None:
    guard, army = entity(story, "Harbour Guard"), entity(story, "Syrian army")
    story.correct("relabel", guard.id, value="Guards", author="ann")
    facts = {one.label: one.value for one in story.show(guard.id).facts}
    assert "name: Guards (ann, co-" in facts["a person"] and "Harbour Guard" in facts["a person"]
    story.correct("merge", guard.id, army.id, author="ben", reason="one force")
    gone = guard.id if army.id in {one.id for one in story.entities()} else army.id
    with pytest.raises(UsageError, match="merge by ben on 2026-01-01: one force") as caught:
        story.show(gone)
    assert caught.value.code == "no-longer-held"


# -- undo


def test_an_undo_gives_the_answers_back_and_an_undone_undo_the_correction(story: Workspace) -> None:
    before = answers(story)
    made = story.correct("reject", claim(story, "seized the port").id, reason="misread")
    corrected = answers(story)
    back = story.undo(made.id)
    assert answers(story) == before
    story.undo(back.id)
    assert answers(story) == corrected
    with pytest.raises(UsageError, match="was undone by") as caught:
        story.undo(back.id)
    assert caught.value.code == "already-undone"


KINDS = ("merge", "split", "regrade", "reject", "relabel", "set-date", "set-outlet", "confirm")


def draw_targets(story: Workspace, kind: str, draw: int) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Some records to correct in a way, chosen by a number."""
    pools = ([one.id for one in story.entities()], [one.id for one in story.claims()])
    ids = pools[draw % 2]
    one, other = ids[draw % len(ids)], ids[(draw * 7 + 1) % len(ids)]
    statements = [one.id for one in story.statements()]
    reports = [one.id for one in story.reports()]
    held = next((c for c in story.claims() if len(c.statements) > 1), story.claims()[0])
    said, published = statements[draw % len(statements)], reports[draw % len(reports)]
    drawn: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
        "merge": ((one, other), {}),
        "confirm": ((one,), {}),
        "split": ((held.id,), {"away": held.statements[-1]}),
        "regrade": ((said,), {"value": "denied"}),
        "reject": ((said,), {"reason": "misread"}),
        "relabel": ((one,), {"value": f"Label {draw}"}),
        "set-date": ((published,), {"days": f"2014-03-{1 + draw % 28:02d}"}),
        "set-outlet": ((published,), {"value": f"Outlet {draw % 3}"}),
    }
    return drawn[kind]


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 50)), min_size=2, max_size=6))
def test_any_corrections_undone_in_any_order_leave_the_answers_as_they_were(
    stock: Path,
    parser: SpacyParser,
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[str, int]],
) -> None:
    path = shutil.copy(stock, tmp_path_factory.mktemp("drawn") / "story.db")
    with Workspace(path, SETTINGS, parser) as story:
        before = answers(story)
        made = []
        for kind, draw in drawn:
            targets, details = draw_targets(story, kind, draw)
            try:
                made.append(story.correct(kind, *targets, **details).id)
            except UsageError as error:
                assert error.code.startswith("correction-")
        order = sorted(range(len(made)), key=lambda i: (drawn[i][1] % 5, i))
        for place in order:
            story.undo(made[place])
        assert answers(story) == before
        assert not story.verify().faults


# -- together with reading


def test_a_correction_holds_for_reports_that_are_read_later(
    story: Workspace, stock: Path, parser: SpacyParser, tmp_path: Path
) -> None:
    guard, army = entity(story, "Harbour Guard"), entity(story, "Syrian army")
    made = story.correct("merge", guard.id, army.id)
    story.read(stock.parent / "east.txt")
    assert entity(story, "Harbour Guard") == entity(story, "Syrian army")
    assert not story.check().faults
    story.undo(made.id)
    with Workspace(tmp_path / "fresh.db", SETTINGS, parser) as fresh:
        fresh.read([stock.parent / "two", stock.parent / "east.txt"])
        assert fresh.findings() == story.findings()


def test_a_correction_whose_words_are_gone_is_kept_and_said_to_be_unplaced(
    story: Workspace, tmp_path: Path, parser: SpacyParser
) -> None:
    from rashomon.correcting.anchors import Index
    from rashomon.correcting.placements import place

    (tmp_path / "east.txt").write_text(EAST, encoding="utf-8")
    story.correct("regrade", statement(story, "12 soldiers"), value="denied")
    log = [one.correction for one in story.corrections()]
    with Workspace(tmp_path / "other.db", SETTINGS, parser) as other:
        other.read(tmp_path / "east.txt")
        (placed,) = place(log, Index(other.findings()), lambda _: False)
    assert placed.state == "unplaced"
    assert "12 soldiers" in placed.why


def test_an_export_has_the_log_where_there_is_one(story: Workspace, tmp_path: Path) -> None:
    story.export(tmp_path / "out")
    assert not (tmp_path / "out" / "corrections.jsonl").exists()
    made = story.correct("regrade", statement(story, "12 soldiers"), value="denied", author="ann")
    story.undo(made.id)
    story.export(tmp_path / "out")
    lines = (tmp_path / "out" / "corrections.jsonl").read_bytes().splitlines()
    first, second = map(msgspec.json.decode, lines)
    assert (first["kind"], first["author"], first["value"]) == ("regrade", "ann", "denied")
    assert first["now"]["state"] == "undone"
    assert second["undoes"] == made.id


def test_every_entry_of_the_log_is_as_the_schema_says(story: Workspace, tmp_path: Path) -> None:
    one, other = claim(story, "12 soldiers"), claim(story, "20 soldiers")
    merged = story.correct("merge", one.id, other.id, reason="one fight")
    story.correct("undo", merged.id)
    story.correct("reject", statement(story, "12 soldiers"), reason="misread", author="ann")
    report = story.reports()[0].id
    story.correct("set-date", report, days="2014-05-01/2014-05-03")
    story.correct("set-outlet", report, value="The Northern Mail")
    story.export(tmp_path / "out")
    lines = (tmp_path / "out" / "corrections.jsonl").read_bytes().splitlines()
    definitions = load_schema()["$defs"]
    check = Draft202012Validator({"$ref": "#/$defs/corrections", "$defs": definitions})
    rows = [msgspec.json.decode(line) for line in lines]
    assert {one["kind"] for one in rows} >= {"merge", "undo", "reject", "set-date", "set-outlet"}
    for row in rows:
        assert not [error.message for error in check.iter_errors(row)], row["kind"]


# -- two people


def test_the_second_of_two_people_sees_what_the_first_one_did(story: Workspace) -> None:
    one, other = claim(story, "12 soldiers"), claim(story, "20 soldiers")
    seen = story.preview("merge", one.id, other.id).version
    first = story.correct("merge", one.id, other.id, author="ann", reason="one fight")
    for kind, details in (("merge", {}), ("confirm", {})):
        with pytest.raises(ConflictError, match="ann was first") as caught:
            story.correct(kind, one.id, other.id, author="ben", version=seen, **details)
        assert caught.value.code == "correction-conflict"
        assert caught.value.first == first
    whole = claim(story, "12 soldiers")
    with pytest.raises(ConflictError):
        story.correct("split", whole.id, away=other.statements, author="ben", version=seen)
    story.correct(
        "split", whole.id, away=other.statements, author="ben", version=story.version(whole.id)
    )


def test_people_who_correct_different_things_do_not_meet(story: Workspace) -> None:
    story.correct("regrade", statement(story, "12 soldiers"), value="denied", version=0)
    story.correct("relabel", entity(story, "Harbour Guard").id, value="Guards", version=0)
    assert [one.state for one in story.corrections()] == ["holds", "holds"]


def test_a_correction_made_meanwhile_from_elsewhere_is_settled_with(
    story: Workspace, parser: SpacyParser
) -> None:
    wanted = statement(story, "12 soldiers")
    with Workspace(story.path, SETTINGS, parser) as elsewhere:
        elsewhere.correct("relabel", entity(elsewhere, "Harbour Guard").id, value="Guards")
    story.correct("regrade", wanted, value="denied")
    assert entity(story, "Guards")
    assert not story.check().faults


# -- bad input


@pytest.mark.parametrize(
    ("kind", "targets", "details", "code"),
    [
        ("merge", ("claim",), {}, "correction-target"),
        ("merge", ("claim", "entity"), {}, "correction-target"),
        ("merge", ("report", "report"), {}, "correction-target"),
        ("split", ("claim",), {}, "correction-value"),
        ("split", ("claim",), {"away": "st-0000000000000000"}, "no-such-record"),
        ("split", ("entity",), {"away": "Nobody"}, "no-such-record"),
        ("reject", ("statement",), {}, "correction-reason"),
        ("reject", ("entity",), {"reason": "no"}, "correction-target"),
        ("regrade", ("statement",), {"value": "true"}, "correction-value"),
        ("relabel", ("entity",), {"value": "  "}, "correction-value"),
        ("relabel", ("entity",), {"value": "x" * 501}, "correction-value"),
        ("relabel", ("entity",), {"value": "town", "field": "place"}, "correction-value"),
        ("set-date", ("report",), {}, "correction-value"),
        ("set-date", ("report",), {"days": "the day before"}, "bad-day"),
        ("set-date", ("report",), {"days": "2014-03-05/2014-03-01"}, "days-reversed"),
        ("set-outlet", ("report",), {}, "correction-value"),
        ("set-outlet", ("claim",), {"value": "AFP"}, "correction-target"),
        ("forget", ("claim",), {}, "correction-kind"),
        ("confirm", ("cl-nothing",), {}, "no-such-record"),
        ("undo", ("co-nothing",), {}, "no-such-correction"),
        ("confirm", ("",), {}, "no-such-record"),
        ("reject", ("statement",), {"reason": "x" * 2001}, "correction-reason"),
    ],
)
def test_what_cannot_be_ruled_is_said_in_a_sentence_and_leaves_no_entry(
    story: Workspace, kind: str, targets: tuple[str, ...], details: dict[str, Any], code: str
) -> None:
    some = {
        "claim": claim(story, "seized the port").id,
        "entity": entity(story, "Harbour Guard").id,
        "statement": statement(story, "12 soldiers"),
        "report": report(story, "north.txt"),
    }
    with pytest.raises(UsageError) as caught:
        story.correct(kind, *(some.get(one, one) for one in targets), **details)
    assert caught.value.code == code
    assert str(caught.value).endswith((".", "."))
    assert story.corrections() == ()


def test_what_is_so_already_is_not_entered_again(story: Workspace) -> None:
    wanted = statement(story, "12 soldiers")
    with pytest.raises(UsageError) as caught:
        story.correct("regrade", wanted, value="asserted")
    assert caught.value.code == "correction-nothing"


def test_a_merge_that_an_earlier_word_keeps_from_holding_names_that_word(story: Workspace) -> None:
    guard, army, karimi = (
        entity(story, name).id for name in ("Harbour Guard", "Syrian army", "Yusuf Karimi")
    )
    first = story.correct("confirm", guard, karimi, author="ann")
    story.correct("merge", guard, army)
    with pytest.raises(UsageError, match=first.id) as caught:
        story.correct("merge", army, karimi)
    assert caught.value.code == "correction-contradicts"


def test_half_an_id_will_do_and_several_are_named(story: Workspace) -> None:
    wanted = statement(story, "12 soldiers")
    assert story.correct("confirm", wanted[:11]).targets[0].id == wanted
    with pytest.raises(UsageError) as caught:
        story.correct("confirm", "st-")
    assert caught.value.code == "several-records"
