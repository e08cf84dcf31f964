"""What two statements tell of: one event in two words, or two events of one type."""

from datetime import date
from typing import Any

import msgspec
import pytest
from test_claims_origins_disputes import (
    TWO,
    copy_of,
    origins_of,
    report,
    seized,
    settle,
    statement,
    toll,
)

from rashomon.instants import Days
from rashomon.records.mentions import Quantity
from rashomon.records.statements import Clause, Statement
from rashomon.spans import Span

MAY_2006 = Days(date(2006, 5, 1), date(2006, 5, 1))
JUNE_2016 = Days(date(2016, 6, 1), date(2016, 6, 1))


def pact(name: str, quote: str, trigger: str, role: str, **more: Any) -> Statement:
    return statement(name, quote, trigger, type="PACT", actors=("Marn",), targets=("Veldia",),
                     terms=Clause(role), **more)  # fmt: skip


def test_that_a_pact_is_invoked_is_not_that_there_is_one():
    invoked = pact("a", "Marn invoked its pact with Veldia", "invoked", "invocation")
    assert len(settle(TWO, [invoked, pact("b", "its pact with Veldia", "pact", "mention")])[0]) == 2
    signed = pact("b", "Marn signed its pact with Veldia", "signed", "signing")
    assert len(settle(TWO, [invoked, signed])[0]) == 2
    assert len(settle(TWO, [signed, pact("a", "its pact with Veldia", "pact", "mention")])[0]) == 1


def test_pacts_of_one_party_with_two_others_are_two():
    first = pact("a", "Marn signed its pact with Veldia", "signed", "signing")
    second = msgspec.structs.replace(
        pact("b", "Marn signed a pact with Osk", "signed", "signing"), targets=("Osk",)
    )
    third = msgspec.structs.replace(
        pact("b", "Marn signed its pact", "signed", "signing"), targets=()
    )
    assert len(settle(TWO, [first, second])[0]) == 2
    assert len(settle(TWO, [first, third])[0]) == 1


def test_pacts_signed_years_apart_are_no_one_claim_though_a_third_account_leaves_the_day_open():
    quote = "Marn signed its pact with Veldia"
    accounts = [
        msgspec.structs.replace(
            pact(name, quote, "signed", "signing"), terms=Clause("signing", signed=days)
        )
        for name, days in (("a", MAY_2006), ("b", JUNE_2016), ("c", None))
    ]
    claims, _ = settle([*TWO, report("c")], accounts)
    assert sorted(len(claim.statements) for claim in claims) == [1, 2]


@pytest.mark.parametrize(
    ("first", "second", "claims"),
    [
        ("commander of the Ridge Guard", "Ridge Guard commander", 1),
        ("commander of the Ridge Guard", "commander", 1),
        ("commander of the River Corps' Ridge Guard", "chief of the Ridge Guard", 1),
        ("Veldian defence minister", "defence minister of Veldia", 1),
        ("commander of the Ridge Guard", "commander of the Salt Brigade", 2),
        ("commander of the Third Brigade", "commander of the 5th Brigade", 2),
        ("spokesman of Marn", "spokesman of Veldia", 2),
    ],
)
def test_offices_of_two_bodies_are_two_though_one_man_holds_both(
    first: str, second: str, claims: int
) -> None:
    said = [
        statement(name, f"Ilse Korvin, {office}", "Korvin", type="POST",
                  actors=("Ilse Korvin",), value=office)
        for name, office in (("a", first), ("b", second))
    ]  # fmt: skip
    assert len(settle(TWO, said)[0]) == claims


def test_who_leaves_a_place_is_not_said_to_hold_it():
    held = seized("a", quote="the Northern Front still holds the ridge", trigger="holds",
                  type="CONTROL")  # fmt: skip
    left = seized("b", quote="Northern Front tanks left the ridge", trigger="left", type="RETREAT")
    assert len(settle(TWO, [held, left])[0]) == 2


def test_that_somebody_left_a_place_and_that_men_came_into_it_are_two_claims():
    left = seized("a", quote="the Front left Ostrava Ridge", trigger="left", type="RETREAT")
    came = seized("b", quote="men took over Ostrava Ridge", trigger="took", actors=("men",))
    assert len(settle(TWO, [left, came])[0]) == 2


def test_at_least_six_are_six_and_not_fourteen():
    def counted(name: str, low: int, high: int | None, of: str) -> Statement:
        return msgspec.structs.replace(toll(name, 6), quantities=(Quantity(low, high, of),))

    some = counted("a", 6, None, "civilians")
    assert len(settle(TWO, [some, counted("b", 6, 6, "people")])[0]) == 1
    assert len(settle(TWO, [some, counted("b", 7, 7, "civilians")])[0]) == 1
    assert len(settle(TWO, [some, counted("b", 14, 14, "civilians")])[0]) == 2
    dozens = counted("a", 24, None, "civilians")
    assert len(settle(TWO, [dozens, counted("b", 60, 60, "civilians")])[0]) == 1


def test_a_town_closed_in_on_and_a_man_shot_there_are_two_events_of_one_day():
    closed = seized("a", quote="the Northern Front tightened its ring", trigger="tightened")
    shot = seized("b", quote="a sniper shot him", trigger="shot", actors=("River Guard",))
    assert len(settle(TWO, [closed, shot])[0]) == 2
    stormed = seized("b", quote="fighters stormed the ridge", trigger="stormed")
    assert len(settle(TWO, [seized("a"), stormed])[0]) == 1


def test_a_copy_without_the_reportedly_beside_its_verb_is_a_copy():
    words = "pulled at least eight tanks out of Marn in order to save the southern gate of the city"
    hedged = statement("a", f"The Front reportedly {words}", "pulled", actors=("Northern Front",))
    plain = statement("b", f"The Front {words}".replace("at least ", ""), "pulled",
                      actors=("Northern Front",))  # fmt: skip
    from_span, to_span = (Span(one.quote.index("eight"), len(one.quote)) for one in (hedged, plain))
    reuse = msgspec.structs.replace(copy_of("a", "b"), from_span=from_span, to_span=to_span)
    assert origins_of(hedged, plain, reuse=(reuse,)).independent == 1
