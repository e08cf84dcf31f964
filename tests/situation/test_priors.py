"""Pacts from a table of alliances."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rashomon.errors import UsageError
from rashomon.instants import Days
from rashomon.situation import ground_priors, read_alliances, whatif
from stories import Story

HEAD = "atopid,member,begyr,begmo,begday,endyr,defense,consul"


def table(*lines, head=HEAD):
    return read_alliances("\n".join([head, *lines]) + "\n", "made.csv")


def test_a_row_a_member_gives_a_pact_of_all_its_members():
    found = table("7,2,1951,9,1,0,1,0", "7,AU,1951,9,1,0,1,1", "7,New Zealand,1951,9,1,0,1,0")
    (pact,) = found.pacts
    assert pact.parties == ("Australia", "New Zealand", "United States")
    assert (pact.prior, pact.lapsed, found.rejects) == ("made.csv", None, ())
    (signing,) = pact.signed
    assert signing.days == Days(date(1951, 9, 1), date(1951, 9, 1))
    assert [one.text.split(":")[0] for one in pact.clauses] == ["Defence", "Consultation"]
    assert {one.statement for one in pact.clauses} == {pact.id}


def test_a_row_an_alliance_lists_its_members_in_columns():
    (pact,) = table("9,220,255,0,1963,1", head="atopid,mem1,mem2,mem3,begyr,consul").pacts
    assert pact.parties == ("France", "Germany")
    assert pact.signed[0].days == Days(date(1963, 1, 1), date(1963, 12, 31))


def test_what_has_ended_binds_nobody():
    (pact,) = table("7,2,1951,0,0,1990,1,1", "7,640,1951,0,0,1990,1,1").pacts
    assert pact.clauses == ()
    assert pact.lapsed is not None and pact.lapsed.first.year == 1990


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (",2,1951,0,0,0,1,1", "atop-id"),
        ("7,nowhere,1951,0,0,0,1,1", "atop-member"),
        ("7,2,then,0,0,0,1,1", "atop-value"),
        ("7,2,1951,0,0,0,perhaps,1", "atop-value"),
        ("7,2,1951,0,0,0,1,1", "atop-members"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_read(line, code):
    found = table("1,2,1949,4,4,0,1,0", "1,200,1949,4,4,0,1,0", line)
    assert len(found.pacts) == 1
    (reject,) = found.rejects
    assert (reject.code, reject.name) == (code, "made.csv:4")
    assert reject.reason.startswith("Line 4: ")


@pytest.mark.parametrize("head", ["", "a,b", "atopid,member", "member,defense", "atopid,defense"])
def test_wrong_columns_are_told_by_the_line_with_an_example(head):
    with pytest.raises(UsageError) as told:
        table(head=head)
    assert told.value.code == "atop-columns"
    assert "made.csv, line 1" in str(told.value) and "atopid,member" in str(told.value)


@given(st.text(alphabet="ab1,20;\n\"'. -", max_size=80))
def test_any_lines_are_read_or_named(lines):
    found = read_alliances(f"{HEAD}\n{lines}", "made.csv")
    assert all(one.code.startswith("atop-") for one in found.rejects)


def test_a_prior_pact_obliges_as_the_reports_pacts_do():
    story = Story().entity("France", kind="place", country="FR")
    story.report("a", "2014-04-01").say(
        "France held its peace", "RETREAT", "held", actors=["France"]
    )
    findings = story.findings()
    priors = ground_priors(
        table("9,FR,1950,0,0,0,1,0", "9,ES,1950,0,0,0,1,0").pacts, findings.entities
    )
    asked = replace(findings, pacts=priors)
    (one,) = whatif(asked, "Italy attacks Spain")
    assert story.names([one.party]) == ("France",)
    assert (one.pact, one.statement) == (priors[0].id, priors[0].id)
    assert whatif(asked, "Italy attacks Malta") == ()


def test_an_event_that_cannot_be_read_says_what_was_understood():
    with pytest.raises(UsageError, match="names France, but holds no word for an event"):
        whatif(Story().findings(), "France goes shopping")


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (2, "United States"), (200, "United Kingdom"), (220, "France"), (255, "Germany"),
        (365, "Russia"), (630, "Iran"), (640, "Turkey"), (645, "Iraq"), (651, "Egypt"),
        (652, "Syria"), (660, "Lebanon"), (663, "Jordan"), (666, "Israel"), (670, "Saudi Arabia"),
        (678, "Yemen"), (679, "Yemen"), (690, "Kuwait"), (710, "China"), (731, "North Korea"),
        (732, "South Korea"), (740, "Japan"), (750, "India"), (770, "Pakistan"), (900, "Australia"),
    ],
)  # fmt: skip
def test_states_are_known_by_their_correlates_of_war_numbers(number, name):
    other = "CA" if number != 20 else "2"
    (pact,) = table(f"1,{number},1949,4,4,0,1,0", f"1,{other},1949,4,4,0,1,0").pacts
    assert name in pact.parties


@pytest.mark.parametrize("number", [265, 300, 315, 680, 730, 817])
def test_a_state_that_is_no_more_binds_nobody_of_today(number):
    found = table(f"1,{number},1949,4,4,0,1,0", "1,2,1949,4,4,0,1,0")
    assert found.pacts == ()
    assert found.rejects[0].code == "atop-member"
