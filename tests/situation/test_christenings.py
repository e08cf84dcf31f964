"""Names that pacts share across reports: a protocol is an agreement, and no memorandum."""

from datetime import date

from rashomon.instants import Days
from rashomon.situation.christenings import place_in, share_names
from rashomon.situation.tellings import Told
from rashomon.spans import Span


def named(title: str, day: int | None = None, report: str = "r") -> Told:
    days = None if day is None else Days(date(2014, 9, day), date(2014, 9, day))
    return Told(
        statement=f"{report}{title}{day}", report=report, span=Span(0, 9), quote="", role="mention",
        days=days, called=days, signers=0, parties=(), further="", size=None, title=title,
    )  # fmt: skip


def titles(*told: Told) -> list[str]:
    by_report: dict[str, list[Told]] = {}
    for one in told:
        by_report.setdefault(one.report, []).append(one)
    return [one.title for rows in share_names(by_report).values() for one in rows]


def test_an_agreement_is_the_one_protocol_of_that_name() -> None:
    assert titles(named("algiers protocol", report="a"), named("algiers", report="b")) == [
        "algiers protocol",
        "algiers protocol",
    ]


def test_a_protocol_is_no_memorandum() -> None:
    found = titles(named("minsk protocol", 5), named("minsk memorandum", 19), named("minsk"))
    assert found == ["minsk protocol", "minsk memorandum", "minsk"]


def test_two_nouns_of_one_day_are_one_pact() -> None:
    found = titles(named("minsk protocol", 5), named("minsk memorandum", 5), named("minsk"))
    assert len({*found}) == 1


def test_a_name_without_its_noun() -> None:
    assert place_in("minsk protocol") == "minsk"
    assert place_in("north atlantic") == "north atlantic"
    assert place_in("charter") == "charter"
