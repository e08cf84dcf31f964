"""Pacts that were suspended, left or ended, or ran out: on the board, and in a what-if."""

from datetime import date

import pytest
from msgspec.structs import replace

from rashomon.situation import answer_whatif, find_pacts, situation, whatif
from stories import Story


def league(*turns, parties=("Poland", "Chad")):
    """A defence pact of 2001, and what reports tell of it: kind, report's day, day told, by whom."""
    story = Story()
    for name in (*parties, "Ghana"):
        story.entity(name, kind="place", country=name[:2].upper())
    story.report("first", "2001-06-01")
    story.say("a mutual defence pact", "PACT", "pact", actors=parties, when="2001-05-03",
              terms=story.clause("signing", signed="2001-05-03"))  # fmt: skip
    clause = story.clause("clause", obligated=parties, trigger="an attack on any party")
    story.say("each must help a party that is attacked", "PACT", "must", terms=clause)
    for number, (kind, published, when, by, *status) in enumerate(turns):
        story.report(f"turn {number}", published)
        story.say(f"{by[0]} {kind} the pact", "PACT", "pact", actors=by, targets=parties, when=when,
                  mode=kind, terms=story.clause("mention"),
                  status=status[0] if status else "asserted")  # fmt: skip
    found = story.findings()
    return story, replace(found, pacts=find_pacts(found.statements, found.entities))


def on_board(findings, valid, known):
    rows = situation(findings, date.fromisoformat(valid), date.fromisoformat(known))
    return [row.value for row in rows if row.kind == "pact"]


def test_an_expired_pact_is_in_force_until_then_and_obliges_nobody_later():
    story, found = league(("expired", "2012-01-05", "2011-12-31", ["Poland"]))
    parties = [tuple(sorted(map(story.id, ("Poland", "Chad"))))]
    assert on_board(found, "2011-06-01", "2015-01-01") == parties
    assert on_board(found, "2012-06-01", "2015-01-01") == []
    event = "Ghana attacks Chad"
    assert [one.party for one in whatif(found, event, date(2011, 6, 1))] == [story.id("Poland")]
    later = answer_whatif(found, event, date(2012, 6, 1))
    assert later.obligations == ()
    (lapsed,) = later.lapsed
    assert lapsed.party == story.id("Poland")
    assert "not in force on 2012-06-01" in lapsed.because
    assert "expired" in lapsed.because
    assert whatif(found, event) == ()


def test_what_was_reported_later_of_a_pact_is_not_known_earlier():
    _, found = league(("ended", "2014-03-01", "2010-01-01", ["Poland"]))
    assert len(on_board(found, "2012-01-01", "2013-01-01")) == 1
    assert on_board(found, "2012-01-01", "2014-03-01") == []


@pytest.mark.parametrize("status", ["planned", "denied", "possible", "predicted"])
def test_what_is_planned_feared_or_denied_ends_no_pact(status):
    _, found = league(("suspended", "2012-01-05", "2012-01-01", ["Poland"], status))
    assert len(on_board(found, "2015-01-01", "2015-01-01")) == 1
    assert answer_whatif(found, "Ghana attacks Chad").lapsed == ()


def test_a_pact_that_is_renewed_is_in_force_once_more():
    _, found = league(
        ("suspended", "2012-01-05", "2012-01-01", ["Poland"]),
        ("renewed", "2013-01-05", "2013-01-01", ["Poland", "Chad"]),
    )
    assert on_board(found, "2012-06-01", "2015-01-01") == []
    assert len(on_board(found, "2013-06-01", "2015-01-01")) == 1


def test_a_pact_of_two_ends_when_one_leaves_and_one_of_three_goes_on_between_the_others():
    _, two = league(("left", "2012-01-05", "2012-01-01", ["Poland"]))
    assert on_board(two, "2013-01-01", "2013-01-01") == []
    story, three = league(
        ("left", "2012-01-05", "2012-01-01", ["Poland"]), parties=("Poland", "Chad", "Niger")
    )
    rest = tuple(sorted(map(story.id, ("Chad", "Niger"))))
    assert on_board(three, "2013-01-01", "2013-01-01") == [rest]
    assert [one.party for one in whatif(three, "Ghana attacks Chad")] == [story.id("Niger")]
    assert whatif(three, "Ghana attacks Poland") == ()


def test_the_history_is_in_the_order_of_days_and_that_without_one_last():
    _, found = league(
        ("renewed", "2013-01-05", "2013-01-01", ["Poland", "Chad"]),
        ("ratified", "2013-01-06", None, ["Chad"]),
        ("in force", "2002-01-05", "2002-01-01", ["Poland", "Chad"]),
    )
    (pact,) = found.pacts
    assert [one.kind for one in pact.history] == ["in force", "renewed", "ratified"]
