"""What changed between two evenings, and which reports changed it."""

from datetime import date, timedelta

import pytest

from rashomon.situation import difference, known_by, known_on
from stories import Story


def rows(findings, earlier, later):
    names = {one.id: one.name for one in findings.reports}
    return [
        (one.kind, one.about, one.before, one.after, *(names[report] for report in one.by))
        for one in difference(findings, date(2014, 4, earlier), date(2014, 4, later))
    ]


@pytest.fixture
def story():
    """A mill that changes hands, told by two, and then otherwise by a third."""
    story = Story()
    story.report("a", "2014-04-01", outlet="Harbour Times")
    one = story.say("the Reds hold Marn", "CONTROL", "hold", actors=["Reds"], places=["Marn"])
    story.report("b", "2014-04-03", outlet="Hill Post")
    two = story.say("Marn is held by the Reds", "CONTROL", "held", actors=["Reds"], places=["Marn"])
    story.report("c", "2014-04-05", outlet="Lake Echo")
    three = story.say("the Blues hold Marn", "CONTROL", "hold", actors=["Blues"], places=["Marn"])
    reds = story.claim("The Reds hold Marn.", one, two, status="disputed", origins=[[one], [two]])
    blues = story.claim("The Blues hold Marn.", three, status="disputed")
    story.dispute(
        "Who holds Marn?", "control", "different values", ("Reds", reds), ("Blues", blues)
    )
    return story.findings()


def test_a_second_outlet_makes_a_claim_corroborated(story):
    found = rows(story, 2, 4)
    assert ("status", "The Reds hold Marn.", "single", "corroborated", "b") in found
    assert not [one for one in found if one[0] == "control"], "the board is as it was"


def test_another_account_begins_a_dispute_and_changes_the_board(story):
    found = rows(story, 4, 6)
    assert ("claim", "The Blues hold Marn.", "", "disputed, 1 origin", "c") in found
    assert ("status", "The Reds hold Marn.", "corroborated", "disputed", "c") in found
    assert ("dispute", "Who holds Marn?", "", "Reds or Blues", "c") in found
    (board,) = [one for one in found if one[0] == "control"]
    assert "Blues" in board[3] and board[2] == "Reds" and board[4] == "c"


def test_a_forecast_is_settled_by_the_report_that_tells_of_it():
    story = Story()
    story.report("a", "2014-04-01", outlet="Harbour Times")
    story.say("the Reds will shell Marn on 3 April", "ASSAULT", "shell", status="predicted",
              actors=["Reds"], targets=["Blues"], places=["Marn"], when="2014-04-03")  # fmt: skip
    story.report("b", "2014-04-04", outlet="Hill Post")
    story.say("the Reds shelled Marn", "ASSAULT", "shelled", actors=["Reds"], targets=["Blues"],
              places=["Marn"], when="2014-04-03")  # fmt: skip
    found = [one for one in rows(story.findings(), 2, 4) if one[0] == "forecast"]
    assert found == [("forecast", "the Reds will shell Marn on 3 April", "open", "borne out", "b")]


def test_a_pact_of_which_more_is_told_is_said_to_have_changed():
    story = Story()
    story.report("a", "2014-04-01", outlet="Harbour Times")
    story.say("Ruthenia and Moravia have a defence pact", "PACT", "pact",
              actors=["Ruthenia", "Moravia"], terms=story.clause("mention"))  # fmt: skip
    story.report("b", "2014-04-04", outlet="Hill Post")
    story.say("Ruthenia and Moravia signed a defence pact in 2010", "PACT", "signed",
              actors=["Ruthenia", "Moravia"],
              terms=story.clause("signing", signed="2010-03-04"))  # fmt: skip
    (row,) = [one for one in rows(story.findings(), 2, 4) if one[0] == "pact"]
    assert row[2:] == ("told of", "signed 2010-03-04", "b")


def test_nothing_changes_from_an_evening_to_itself(sample_findings):
    for day in sorted({known_on(one) for one in sample_findings.reports}):
        assert difference(sample_findings, day, day) == ()


def test_every_change_of_the_sample_corpus_has_a_new_report_or_a_new_day(sample_findings):
    days = sorted({known_on(one) for one in sample_findings.reports})
    known = {one.id: known_on(one) for one in sample_findings.reports}
    for earlier, later in zip([days[0] - timedelta(days=1), *days], days, strict=False):
        found = difference(sample_findings, earlier, later)
        claims = {one.id for one in known_by(sample_findings, earlier).claims}
        for one in found:
            assert all(earlier < known[report] <= later for report in one.by)
            assert one.before != one.after
            if one.kind in ("claim", "status", "dispute", "forecast"):
                assert one.by, one
            if one.kind == "claim":
                assert one.record not in claims
