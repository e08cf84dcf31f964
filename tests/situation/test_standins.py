"""Parties of whom nobody knows for whom they signed: when they stand for themselves, and when not."""

from datetime import date

from rashomon.instants import Days
from rashomon.situation.standins import settle_stand_ins, stand_in
from rashomon.situation.tellings import Told
from rashomon.spans import Span

MAY = Days(date(2014, 5, 1), date(2014, 5, 1))
JUNE = Days(date(2014, 6, 1), date(2014, 6, 1))


def signing(
    name: str,
    parties: tuple[str, ...],
    alone: tuple[str, ...] = (),
    days: Days | None = MAY,
    report: str = "r1",
    by: tuple[str, ...] = (),
) -> Told:
    return Told(
        statement=name, report=report, span=Span(0, 9), quote="signed the accord", role="signing",
        days=days, called=days, signers=2, parties=parties, further="", size=None, alone=alone,
        by=by or alone,
    )  # fmt: skip


def test_two_who_sign_for_nobody_known_are_the_parties() -> None:
    [found] = stand_in([signing("a", (), ("Mbala", "Kotto"))])
    assert found.parties == ("Kotto", "Mbala")


def test_one_of_two_is_known() -> None:
    [found] = stand_in([signing("a", ("Chad",), ("Kotto",))])
    assert found.parties == ("Chad", "Kotto")


def test_whoever_signs_a_pact_whose_parties_are_told_stands_for_one_of_them() -> None:
    whole = signing("a", ("Chad", "Kenya"))
    assert stand_in([whole, signing("b", ("Chad",), ("Kotto",))])[1].parties == ("Chad",)


def test_other_persons_on_another_day_signed_another_pact() -> None:
    whole = signing("a", ("Chad", "Kenya"))
    first = signing("b", ("Chad", "Kenya"), by=("Deby", "Ruto"))
    other = signing("c", (), ("Mbala", "Kotto"), days=JUNE)
    found = stand_in([whole, first, other])
    assert found[1].parties == ("Chad", "Kenya")
    assert found[2].parties == ("Kotto", "Mbala")


def test_other_persons_on_the_same_day_are_the_envoys_of_the_parties() -> None:
    whole = signing("a", ("Chad", "Kenya"))
    first = signing("b", ("Chad", "Kenya"), by=("Deby", "Ruto"))
    assert stand_in([whole, first, signing("c", (), ("Mbala", "Kotto"))])[2].parties == ()


def test_a_pact_of_that_day_with_known_parties_is_the_same() -> None:
    whole = signing("a", ("Chad", "United Front"), report="r1")
    short = signing("b", ("Chad", "rebels"), ("rebels",), report="r2")
    settled = settle_stand_ins({"r1": [whole], "r2": [short]})
    assert settled["r2"][0].parties == ("Chad", "United Front")
    assert settled["r1"][0].parties == ("Chad", "United Front")


def test_a_pact_of_another_day_is_another() -> None:
    whole = signing("a", ("Chad", "United Front"), report="r1")
    short = signing("b", ("Chad", "rebels"), ("rebels",), days=JUNE, report="r2")
    assert settle_stand_ins({"r1": [whole], "r2": [short]})["r2"][0].parties == ("Chad", "rebels")


def test_what_is_told_of_whom_does_not_hang_on_the_order_of_reports() -> None:
    one = signing("a", ("Chad", "rebels"), ("rebels",), report="r1")
    two = signing("b", ("Chad", "Kotto"), ("Kotto",), report="r2")
    settled = settle_stand_ins({"r2": [two], "r1": [one]})
    assert settled == settle_stand_ins({"r1": [one], "r2": [two]})
    assert settled["r1"][0].parties == settled["r2"][0].parties
