"""Bearers whom a report calls by a part of their name, by its letters, or in another spelling."""

from datetime import date

import pytest

from rashomon.grounding.bearers import Asked, Named, name_bearers
from rashomon.grounding.papers import papers_as_bodies
from rashomon.grounding.references import resolve
from rashomon.grounding.spellings import person_spelt
from rashomon.records.mentions import Mention, MentionKind
from rashomon.records.reports import Published, Report
from rashomon.spans import Span


def named(*names: tuple[str, MentionKind]) -> dict[str, Named]:
    at = 0
    asked = []
    for text, kind in names:
        asked.append(Asked("rp-a", Mention(Span(at, at + len(text)), text, kind), None, True, "YE"))
        at += len(text) + 20
    return {one.asked.mention.text: one for one in name_bearers(asked)}


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Coastline Courier", "Courier"),
        ("Delta News Service", "DNS"),
        ("3rd Armoured Brigade", "3rd Brigade"),
    ],
)
def test_a_body_called_short_is_the_one_that_the_report_names_in_full(
    full: str, short: str
) -> None:
    found = named((full, "organization"), (short, "organization"))
    assert found[short].key == found[full].key
    assert found[short].told is not None


@pytest.mark.parametrize(
    ("one", "other", "short"),
    [
        ("Coastline Courier", "Delta Courier", "Courier"),
        ("Delta News Service", "Dawn Nursing Society", "DNS"),
        ("3rd Armoured Brigade", "3rd Infantry Brigade", "3rd Brigade"),
    ],
)
def test_a_short_name_that_fits_two_bodies_of_a_report_is_nobody_s(
    one: str, other: str, short: str
) -> None:
    found = named((one, "organization"), (other, "organization"), (short, "organization"))
    assert found[short].told is None


def test_a_unit_of_another_number_is_another() -> None:
    found = named(("3rd Armoured Brigade", "organization"), ("4th Brigade", "organization"))
    assert found["4th Brigade"].key != found["3rd Armoured Brigade"].key


def test_an_unlisted_place_in_french_and_in_english_spelling_has_one_key() -> None:
    found = named(("Tessaouas", "place"), ("Tessawas", "place"))
    assert found["Tessaouas"].key == found["Tessawas"].key


def test_a_paper_that_a_parser_takes_for_a_sea_and_a_man_is_a_body_where_it_is_called_the() -> None:
    text = "The Black Sea Courier was raided. Officers told the Courier nothing. John Page saw it."
    report = Report(
        id="rp-a", name="a", url=None, media_type="text/plain", outlet=None, carries=None,
        title=None, author=None, language="en", published=Published(None, "unknown", "no day"),
        read_at=date(2026, 1, 1), raw_sha256="", text=text, removed=(), pieces=None,
    )  # fmt: skip
    kinds: dict[str, MentionKind] = {
        "Black Sea Courier": "place",
        "Courier nothing": "person",
        "John Page": "person",
    }
    mentions = []
    for words, kind in kinds.items():
        shown = words.removesuffix(" nothing")
        start = text.index(words)
        mentions.append(Mention(Span(start, start + len(shown)), shown, kind))
    found = {one.text: one.kind for one in papers_as_bodies(report, mentions)}
    assert found == {
        "Black Sea Courier": "organization",
        "Courier": "organization",
        "John Page": "person",
    }


def test_a_person_of_the_registry_is_known_in_another_spelling() -> None:
    known = resolve("Yasser al-Atta", "person", "SD", acting=True).actor
    assert known is not None
    assert resolve("General Yassir al-Atta", "person", "SD", acting=True).actor == known


@pytest.mark.parametrize("words", ["nasser al atta", "atta", "yasser al ata bakr"])
def test_another_given_name_or_a_surname_alone_is_no_spelling_of_a_person(words: str) -> None:
    assert person_spelt(tuple(words.split()), "SD") is None


@pytest.mark.parametrize(
    ("full", "called"),
    [
        ("Tesfagiorgis Abraha", "Tesfagiorgis"),
        ("Daniel Lemessa Wolde", "Lemessa"),
        ("Okello Lam Adhiambo", "Okello Lam"),
    ],
)
def test_a_person_called_by_another_part_of_his_name_is_the_one_named_in_full(
    full: str, called: str
) -> None:
    found = named((full, "person"), (called, "person"))
    assert found[called].key == found[full].key
    assert found[called].told is not None


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (("Ahmed Warsame",), "Ahmed"),
        (("Lemessa Wolde", "Lemessa Gudina"), "Lemessa"),
        (("Lemessa Wolde", "Tariku Lemessa"), "Lemessa"),
        (("Okello Lam Adhiambo", "Okello Lam Owino"), "Okello Lam"),
    ],
)
def test_a_given_name_that_may_be_another_s_tells_nobody_apart(
    names: tuple[str, ...], called: str
) -> None:
    found = named(*((name, "person") for name in names), (called, "person"))
    assert found[called].key != found[names[0]].key


def test_the_army_and_the_party_of_one_movement_are_two() -> None:
    army = resolve("SPLA", "organization", "SS", acting=True).actor
    party = resolve("SPLM", "organization", "SS", acting=True).actor
    assert army is not None
    assert party is not None
    assert army.id == "army:SS"
    assert party.id != army.id
