"""The registry of outlets: found by any of their names, and by nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.gazetteers.actors import (
    fold_words,
    outlet_actor,
    packaged_actors,
    packaged_registry,
    registry,
)
from rashomon.gazetteers.outlets import find_outlet, name_key, outlet_at, outlets


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("AP", "Associated Press"),
        ("A.P.", "Associated Press"),
        ("the Associated Press", "Associated Press"),
        ("agence france presse", "Agence France-Presse"),
        ("Al-Jazeera", "Al Jazeera"),
        ("aljazeera", "Al Jazeera"),
        ("Hürriyet", "Hurriyet"),
        ("xinhua", "Xinhua"),
        ("El Pais", "El País"),
        ("Ma’an News Agency", "Ma'an News Agency"),
        ("sana", "SANA"),
        ("Yeni Safak", "Yeni Safak"),
    ],
)
def test_an_outlet_is_found_by_its_names_in_any_spelling(name: str, found: str) -> None:
    outlet = find_outlet(name)
    assert outlet is not None
    assert outlet.name == found


@pytest.mark.parametrize("name", ["", "Sana", "Ana", "Apa", "Nobody's Gazette", "x" * 10_000, "!?"])
def test_a_name_that_is_no_outlets_finds_none(name: str) -> None:
    assert find_outlet(name) is None


def test_every_outlet_is_found_by_its_own_name() -> None:
    for outlet in outlets():
        assert find_outlet(outlet.name) == outlet


def test_there_are_outlets_of_every_part_of_the_world() -> None:
    countries = {outlet.country for outlet in outlets()}
    assert len(outlets()) >= 150
    assert {"SY", "IR", "RU", "UA", "SD", "NG", "CN", "US", "FR", "CO"} <= countries


def test_no_two_outlets_share_a_name() -> None:
    names = [outlet.name for outlet in outlets()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.bbc.co.uk/news/world-1", "BBC"),
        ("english.ahram.org.eg", "Ahram Online"),
        ("http://reuters.com:80/a?b=c", "Reuters"),
    ],
)
def test_an_outlet_is_found_by_an_address_on_its_site(url: str, found: str) -> None:
    outlet = outlet_at(url)
    assert outlet is not None
    assert outlet.name == found


@pytest.mark.parametrize("url", ["", "http://[", "https://example.org/reuters.com", "com"])
def test_an_address_elsewhere_finds_none(url: str) -> None:
    assert outlet_at(url) is None


@given(st.text(max_size=200))
def test_any_name_can_be_looked_up(name: str) -> None:
    find_outlet(name)
    outlet_at(name)
    assert name_key(name_key(name)) == name_key(name)


def test_no_outlet_stands_in_both_tables_and_those_that_texts_name_are_actors() -> None:
    assert not [key for key, row in packaged_actors().items() if row.role == "outlet"]
    named = [outlet for outlet in outlets() if outlet.actor is not None]
    assert len(named) > 30
    for outlet in named:
        actor = packaged_registry().by_id[outlet.actor or ""]
        assert (actor.role, actor.name) == ("outlet", outlet.name)


def test_an_outlet_run_by_a_state_is_a_part_of_its_government() -> None:
    known = packaged_registry().by_id
    assert known["sana"].part_of == "syrian-government"
    assert known["tass"].part_of == "state:RU"
    assert known["reuters"].part_of is None


def test_an_outlet_with_a_word_for_its_name_is_an_actor_only_where_it_is_asked_for() -> None:
    assert registry().form(fold_words("Daily Sabah")) is None
    one, other = outlet_actor("Daily Sabah"), outlet_actor("daily sabah")
    assert one is not None
    assert one == other
