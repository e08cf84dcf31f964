"""Over which days lasts what is told "since" a day, when claims and holders are compared."""

from datetime import date

import pytest
from test_claims_origins_disputes import statement

from rashomon.claiming import claim
from rashomon.claiming.durations import days_lasting, days_told
from rashomon.instants import Days, day
from stories import Story

SAID = day(date(2014, 9, 30))
JUNE = day(date(2014, 6, 20))


def told(quote: str, days: Days | None = JUNE, **more: object) -> Days | None:
    return days_told(statement("a", quote, quote.split(maxsplit=1)[0], days=days, **more), SAID)


@pytest.mark.parametrize(
    ("quote", "days"),
    [
        ("held by the Front since 20 June", JUNE),
        ("held by the Front since June 20, 2014", JUNE),
        ("held by the Front ever since the 20th of June", JUNE),
        ("held by the Front since mid-June", Days(date(2014, 6, 1), date(2014, 6, 30))),
        ("held by the Front since the end of June", Days(date(2014, 6, 1), date(2014, 6, 30))),
        ("held by the Front since Friday", JUNE),
        ("held by the Front since 2012", Days(date(2012, 1, 1), date(2012, 12, 31))),
        ("held by the Front since last autumn", Days(date(2013, 9, 1), date(2013, 11, 30))),
    ],
)
def test_what_has_lasted_since_a_day_lasts_to_the_day_it_is_said(quote, days):
    lasted = told(quote, days)
    assert lasted == Days(days.first, SAID.last)
    surely = days_lasting(statement("a", quote, "held", days=days), lasted)
    assert surely == Days(days.last, SAID.last)


@pytest.mark.parametrize(
    "quote",
    [
        "taken by the Front on 20 June",
        "held by the Front since its men took the pass on 20 June",
        "taken on 20 June, the first town to fall since May",
        "taken on 20 June, having held out since March",
        "attacked in the worst raid since 20 June",
        "seized on Friday by those who have besieged it since Monday",
    ],
)
def test_what_happened_on_a_day_lasts_no_longer(quote):
    assert told(quote) == JUNE
    assert days_lasting(statement("a", quote, quote[:5], days=JUNE), JUNE) is None


def test_what_had_lasted_until_something_else_is_over_unless_somebody_says_so():
    assert told("which the Front had held since 20 June") == JUNE


def test_nothing_lasts_without_a_day_or_before_it():
    assert told("held by the Front since June", None) is None
    later = day(date(2014, 12, 1))
    assert told("held by the Front since December", later) == later


def claims_of(quote: str, trigger: str, type_: str = "CONTROL") -> int:
    """How many claims a town held since June and another account of August come to."""
    story = Story()
    story.report("a", "2014-09-30", outlet="a")
    told = {"actors": ["Northern Front"], "places": ["Marn"]}
    story.say(
        "Northern Front fighters have held Marn since 20 June", "CONTROL", "held",
        when="2014-06-20", **told,
    )  # fmt: skip
    story.report("b", "2014-08-05", outlet="b")
    story.say(quote, type_, trigger, when="2014-08-04", **told)
    findings = story.findings()
    return len(claim(findings.reports, findings.statements, findings.entities, ())[0])


def test_who_holds_a_town_on_a_day_is_who_has_held_it_since_an_earlier_one():
    assert claims_of("Northern Front fighters held Marn on Monday", "held") == 1
    assert claims_of("Marn was under the control of the Northern Front", "control") == 1


@pytest.mark.parametrize(
    ("quote", "trigger", "type_"),
    [
        ("Northern Front fighters captured Marn on Monday", "captured", "CONTROL"),
        ("Northern Front fighters entered Marn on Monday", "entered", "CONTROL"),
        ("Northern Front fighters held 12 men in Marn", "held", "CAPTIVITY"),
        ("Northern Front fighters attacked Marn on Monday", "attacked", "ASSAULT"),
    ],
)
def test_what_happens_while_a_town_is_held_is_no_account_of_the_hold(quote, trigger, type_):
    assert claims_of(quote, trigger, type_) == 2


def holders(story: Story) -> set[str]:
    findings = story.findings()
    disputes = claim(findings.reports, findings.statements, findings.entities, ())[1]
    return {one.field for one in disputes}


@pytest.mark.parametrize(
    ("quote", "when", "fields"),
    [
        ("Northern Front fighters have held Marn since 20 June", "2014-06-20", {"control"}),
        ("Northern Front fighters had held Marn since 20 June", "2014-06-20", set()),
        ("Northern Front fighters had ruled Marn", None, set()),
        ("Northern Front fighters took Marn on 20 June", "2014-06-20", set()),
    ],
)
def test_who_has_held_a_town_since_a_day_held_it_when_another_is_said_to(quote, when, fields):
    story = Story()
    story.report("a", "2014-09-30", outlet="a")
    verb = next(word for word in ("held", "ruled", "took") if word in quote)
    story.say(quote, "CONTROL", verb, actors=["Northern Front"], places=["Marn"], when=when)
    story.report("b", "2014-09-29", outlet="b")
    story.say(
        "the Army of Veldia controls Marn", "CONTROL", "controls", actors=["Army of Veldia"],
        places=["Marn"], when="2014-09-29",
    )  # fmt: skip
    assert holders(story) == fields
