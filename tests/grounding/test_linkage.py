"""Which names have one bearer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.grounding.linkage import ACCEPTED_BITS, Groups, Name, follow, match_names


def person(words: str, *countries: str) -> Name:
    return Name(f"person:{words}", tuple(words.split()), True, frozenset(countries))


def body(words: str) -> Name:
    return Name(f"name:{words}", tuple(words.split()), False, frozenset())


def groups(names: list[Name], *apart: tuple[str, str]) -> dict[str, str]:
    found = Groups({one.key: one.words for one in names}, [frozenset(pair) for pair in apart])
    follow(names, match_names(names), found)
    return found.of


def test_two_spellings_of_a_full_name_are_one_and_say_why() -> None:
    (evidence,) = match_names([person("yusuf karimi"), person("youssef karimi")])
    assert evidence.weight_bits >= ACCEPTED_BITS
    assert "the same surname" in evidence.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("abdul karim al sabri", "abdulkarim al sabri"),
        ("abd al karim sabri", "abdelkarim sabri"),
        ("abdul rahman sabri", "abdurrahman sabri"),
        ("nabil shamee", "nabil shamea"),
    ],
)
def test_ways_of_writing_an_arabic_name_are_one(one: str, other: str) -> None:
    assert match_names([person(one, "YE"), person(other, "YE")])


def test_other_surnames_of_the_same_consonants_do_not_weigh_against_a_surname_alone() -> None:
    names = [person("omar sabri", "YE"), person("sabri", "YE"), person("lena sobar", "YE")]
    found = groups([*names, person("ali subair", "YE"), person("nadim sabir", "YE")])
    assert found["person:sabri"] == found["person:omar sabri"]


def test_one_full_name_in_two_spellings_is_one_bearer_though_reports_differ_on_the_country() -> (
    None
):
    assert match_names([person("khalid al sabri", "YE"), person("khaled al sabri", "OM")])
    assert not match_names([person("jamal al sabri", "YE"), person("jamil al sabri", "OM")])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("abdul karim sabri", "abdul rahim sabri"),
        ("abdul karim sabri", "karim abdul sabri"),
        ("nabil hamid", "nabil hamad"),
    ],
)
def test_servants_of_different_names_are_two_men(one: str, other: str) -> None:
    assert not match_names([person(one, "YE"), person(other, "YE")])


def test_a_bare_surname_joins_the_only_bearer_in_the_same_country() -> None:
    assert match_names([person("karimi", "IR"), person("yusuf karimi", "IR")])
    assert not match_names([person("karimi", "IR"), person("yusuf karimi", "CA")])


def test_a_bare_surname_that_two_bear_joins_neither() -> None:
    names = [person("karimi", "IR"), person("yusuf karimi", "IR"), person("leila karimi", "IR")]
    assert match_names(names) == ()


def test_bodies_with_different_numbers_stay_apart() -> None:
    assert match_names([body("7th harbour brigade"), body("9th harbour brigade")]) == ()
    assert match_names([body("organisation of bakers"), body("organization of bakers")])


@given(st.permutations(["a karimi", "anna karimi", "leila karimi", "lejla karimi", "karimi"]))
def test_the_order_of_the_names_changes_nothing(order: list[str]) -> None:
    names = [person(one, "IR") for one in order]
    base = [person(one, "IR") for one in sorted(order)]
    assert match_names(names) == match_names(base)
    assert groups(names) == groups(base)


def test_keys_that_are_apart_are_joined_through_no_third() -> None:
    names = [
        person("yusuf karimi", "IR"),
        person("youssef karimi", "IR"),
        person("yousef karimi", "IR"),
    ]
    assert len(set(groups(names).values())) == 1
    parted = groups(names, ("person:yusuf karimi", "person:youssef karimi"))
    assert parted["person:yusuf karimi"] != parted["person:youssef karimi"]


def test_in_a_large_block_spellings_that_stand_side_by_side_still_meet() -> None:
    names = [body(f"ha{chr(97 + i // 26)}{chr(97 + i % 26)}xo organisation") for i in range(200)]
    names += [body("harbour organisation"), body("harbor organisation")]
    of = groups(names)
    assert of["name:harbour organisation"] == of["name:harbor organisation"]
