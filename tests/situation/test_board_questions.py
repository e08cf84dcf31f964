"""A board made ready once answers every question as one counted anew for it would."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.situation import Asked, make_board, situation
from stories import Story

START = date(2014, 1, 1)
KINDS = ("captivity", "control", "force", "pact", "post")

TOLD = st.lists(
    st.tuples(
        st.integers(0, 30),  # day of the report
        st.one_of(st.none(), st.integers(0, 30)),  # day of what it tells
        st.sampled_from(["Rebels", "League", "Moravian army"]),
        st.sampled_from(["Tolna", "Karst"]),
        st.sampled_from(
            [
                ("ASSAULT", "attacked"),
                ("CONTROL", "captured"),
                ("CONTROL", "held"),
                ("CONTROL", "lost"),
                ("RETREAT", "withdrew from"),
                ("FORCE", "has 300 fighters in"),
                ("POST", "commander of"),
                ("POST", "resigned from"),
                ("CAPTIVITY", "seized 40 pilgrims in"),
                ("CAPTIVITY", "released 40 pilgrims in"),
                ("PACT", "signed a defence pact at"),
            ]
        ),
        st.sampled_from(["asserted", "reported", "denied", "planned"]),
    ),
    max_size=14,
)
DAY = st.integers(0, 35).map(lambda days: START + timedelta(days))


def told(rows):
    story = Story().entity("Tolna", kind="place").entity("Karst", kind="place")
    story.entity("Moravia", kind="place").entity("Moravian army", part_of="Moravia")
    for number, (report, event, who, where, (kind, verb), status) in rows:
        story.report(f"{number}", str(START + timedelta(report)), outlet=f"Outlet {number % 3}")
        when = None if event is None else str(START + timedelta(event))
        trigger = verb.split()[0]
        people = [who, "League"] if kind == "PACT" else [who]
        statement = story.say(
            f"{who} {verb} {where}", kind, trigger, status=status, actors=people,
            places=[where] if kind in ("ASSAULT", "CONTROL", "RETREAT", "FORCE") else [],
            targets=["Pilgrims"] if kind == "CAPTIVITY" and number % 2 else [],
            value=f"commander of the {where} garrison" if kind == "POST" else None,
            number=(40, 40, "pilgrims") if kind == "CAPTIVITY" else (
                (300, 300, "fighters") if kind == "FORCE" else None
            ),
            when=when,
        )  # fmt: skip
        story.claim(f"claim {number}", statement)
    return story.findings()


@settings(max_examples=80, deadline=None)
@given(TOLD, st.lists(st.tuples(DAY, DAY), min_size=1, max_size=4))
def test_one_board_answers_for_every_pair_of_days_like_one_of_the_reports_known_by_then(rows, days):
    numbered = list(enumerate(rows))
    board = make_board(told(numbered))
    for valid, known in days:
        before = [row for row in numbered if START + timedelta(row[1][0]) <= known]
        found = board.rows(Asked(valid, known, frozenset(KINDS) - {"pact"}))
        anew = situation(told(before), valid, known)
        assert found == tuple(row for row in anew if row.kind != "pact")


@settings(max_examples=80, deadline=None)
@given(TOLD, DAY, DAY, st.integers(1, 5))
def test_the_pages_of_a_board_are_together_the_board(rows, valid, known, most):
    board = make_board(told(enumerate(rows)))
    asked, found, after = Asked(valid, known), [], None
    while True:
        page = board.page(asked, after, most)
        found += page.rows
        after = page.next
        if after is None:
            break
    whole = board.rows(asked)
    assert sorted(found, key=repr) == sorted(whole, key=repr)


@settings(max_examples=80, deadline=None)
@given(TOLD, DAY, DAY)
def test_a_board_narrowed_down_has_the_rows_of_the_whole_that_fit(rows, valid, known):
    findings = told(enumerate(rows))
    board = make_board(findings)
    whole = board.rows(Asked(valid, known))
    for kind in KINDS:
        assert board.rows(Asked(valid, known, frozenset({kind}))) == tuple(
            row for row in whole if row.kind == kind
        )
    for entity in findings.entities:
        named = [row for row in whole if entity.id in (row.subject, *row.value, *row.contested_by)]
        assert list(board.rows(Asked(valid, known, about=entity.id))) == named


@pytest.mark.parametrize("after", [("control",), ("zzz", "x"), ("", ""), ("post", "~")])
def test_a_page_after_a_state_that_is_there_no_more_goes_on_with_the_next(after):
    story = Story().report("one", "2014-01-02")
    story.say("Rebels hold Tolna", "CONTROL", "hold", actors=["Rebels"], places=["Tolna"])
    board = make_board(story.findings())
    asked = Asked(date(2014, 1, 5), date(2014, 1, 5))
    found = board.page(asked, after).rows
    assert found in ((), board.rows(asked))
    assert bool(found) == (after < ("control", story.id("Tolna"), ""))
