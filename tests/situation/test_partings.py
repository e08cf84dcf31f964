"""Pacts of the same parties that were signed years apart."""

from itertools import permutations

from rashomon.records.statements import Clause
from rashomon.situation import find_pacts
from stories import Story, days

PARTIES = ("Veldia", "Marn")


def told(*lines: tuple[str, str, str | None]) -> Story:
    """Statements, each by its report, with what it tells of a pact and the day that it gives."""
    story, last = Story(), ""
    for report, quote, day in lines:
        if report != last:
            story.report(report, "2020-01-01")
            last = report
        role = "clause" if "must" in quote else "signing" if day else "mention"
        terms = Clause(role, signed=days(day))
        story.say(quote, "PACT", quote.split()[1], actors=PARTIES, terms=terms)
    return story


def signed(story: Story) -> list[tuple[list[str], int]]:
    """Each pact's days of signing, and how many statements tell of it."""
    pacts = find_pacts(story.statements, list(story.entities.values()))
    return sorted(
        ([str(one.days.first) for one in pact.signed if one.days is not None], len(pact.statements))
        for pact in pacts
    )


def test_signings_that_differ_by_a_year_are_of_one_pact_and_those_of_ten_years_of_two() -> None:
    near = told(("a", "the treaty of Veldia and Marn", "2006-05-01"),
                ("b", "the treaty of Veldia and Marn", "2007-06-01"))  # fmt: skip
    assert signed(near) == [(["2006-05-01", "2007-06-01"], 2)]
    far = told(("a", "the treaty of Veldia and Marn", "2006-05-01"),
               ("b", "the treaty of Veldia and Marn", "2016-06-01"))  # fmt: skip
    assert signed(far) == [(["2006-05-01"], 1), (["2016-06-01"], 1)]


def test_what_is_told_without_a_day_is_of_the_pact_that_its_report_dated_last() -> None:
    story = told(
        ("a", "the treaty of Veldia and Marn", "2006-05-01"),
        ("a", "either must help the other", None),
        ("a", "the accord of Veldia and Marn", "2016-06-01"),
        ("a", "both must open their ports", None),
        ("a", "neither must close a road", None),
    )
    assert signed(story) == [(["2006-05-01"], 2), (["2016-06-01"], 3)]


def test_which_pact_is_told_of_does_not_hang_on_the_order_of_the_statements() -> None:
    story = told(
        ("a", "the treaty of Veldia and Marn", "2006-05-01"),
        ("a", "either must help the other", None),
        ("b", "the accord of Veldia and Marn", "2016-06-01"),
        ("c", "the pact of Veldia and Marn", None),
    )
    entities = list(story.entities.values())
    found = {find_pacts(list(some), entities) for some in permutations(story.statements)}
    assert len(found) == 1
