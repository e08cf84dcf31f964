"""What people say of names, and what becomes of it when they take it back."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.gazetteers.actors import fold_words
from rashomon.grounding.bearers import Asked
from rashomon.grounding.entities import Linked, link
from rashomon.records.linking import Constraint, Handle
from rashomon.records.mentions import Entity, Mention, MentionKind
from rashomon.spans import Span

NAMES: tuple[tuple[str, str, MentionKind], ...] = (
    ("a", "Yusuf Karimi", "person"),
    ("a", "Karimi", "person"),
    ("b", "Youssef Karimi", "person"),
    ("b", "Harbour Guard", "organization"),
    ("c", "Leila Anbari", "person"),
    ("c", "Hizballah", "group"),
    ("c", "Hezbollah", "group"),
    ("d", "Karimi", "person"),
)


def asked() -> list[Asked]:
    found, at = [], 0
    for report, text, kind in NAMES:
        mention = Mention(Span(at, at + len(text)), text, kind)
        found.append(Asked(report, mention, None, acting=True, country="IR"))
        at += len(text) + 20
    return found


def linked(*constraints: Constraint) -> Linked:
    return link(asked(), dict.fromkeys("abcd", "IR"), constraints)


def bearer(found: Linked, text: str, report: str | None = None) -> Entity:
    by_id = {one.id: one for one in found.entities}
    (key,) = {
        found.of[i]
        for i, (where, name, _) in enumerate(NAMES)
        if name == text and report in (None, where)
    }
    assert key is not None
    return by_id[key]


def same(one: str, other: str, why: str = "") -> Constraint:
    return Constraint("same", Handle(one), Handle(other), why)


def apart(one: str, other: str) -> Constraint:
    return Constraint("apart", Handle(one), Handle(other))


def test_names_that_a_person_joins_are_one_and_say_who_said_so() -> None:
    found = linked(same("Harbour Guard", "Leila Anbari", "the desk, by its commander's letter"))
    assert bearer(found, "Harbour Guard") == bearer(found, "Leila Anbari")
    told = [reason for one in bearer(found, "Harbour Guard").joined for reason in one.reasons]
    assert any("the desk, by its commander's letter" in one for one in told)


def test_spellings_that_a_person_parts_are_two() -> None:
    assert bearer(linked(), "Yusuf Karimi") == bearer(linked(), "Youssef Karimi")
    found = linked(apart("Yusuf Karimi", "Youssef Karimi"))
    assert bearer(found, "Yusuf Karimi") != bearer(found, "Youssef Karimi")
    assert bearer(found, "Karimi", "a") == bearer(found, "Yusuf Karimi")


def test_two_forms_of_one_entry_of_the_registry_can_be_parted() -> None:
    found = linked(apart("Hezbollah", "Hizballah"))
    assert bearer(found, "Hezbollah") != bearer(found, "Hizballah")


def test_a_name_is_joined_to_an_entry_of_the_registry_that_no_report_words() -> None:
    found = linked(same("Harbour Guard", "Islamic Revolutionary Guard Corps"))
    assert bearer(found, "Harbour Guard").name == "Islamic Revolutionary Guard Corps"


def test_one_mention_can_be_told_from_others_of_the_same_words() -> None:
    last = asked()[-1].mention.span
    here = Constraint("same", Handle("Karimi", "d", last), Handle("Leila Anbari"))
    found = linked(here)
    assert bearer(found, "Karimi", "d") == bearer(found, "Leila Anbari")
    assert bearer(found, "Karimi", "a") == bearer(found, "Yusuf Karimi")
    split = linked(Constraint("apart", Handle("Yusuf Karimi"), Handle("Karimi", "d", last)))
    assert bearer(split, "Karimi", "d") != bearer(split, "Yusuf Karimi")


def test_what_is_apart_stays_apart_whatever_else_is_said() -> None:
    constraints = [
        same("Harbour Guard", "Leila Anbari"),
        same("Leila Anbari", "Yusuf Karimi"),
        apart("Harbour Guard", "Yusuf Karimi"),
    ]
    found = linked(*constraints)
    assert bearer(found, "Harbour Guard") != bearer(found, "Yusuf Karimi")


@pytest.mark.parametrize("name", ["Nobody Of This Name", "", "…", "x" * 10_000])
def test_what_is_said_of_names_that_no_report_has_changes_nothing(name: str) -> None:
    assert linked(same(name, "Leila Anbari"), apart(name, "Karimi")) == linked()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("same", "apart")),
            st.sampled_from([name for _, name, _ in NAMES]),
            st.sampled_from([name for _, name, _ in NAMES]),
        ),
        max_size=4,
    )
)
def test_taking_everything_back_gives_the_same_bytes_and_no_parted_pair_is_one(
    said: list[tuple[str, str, str]],
) -> None:
    before = msgspec.json.encode(linked())
    constraints = [
        Constraint("same" if relation == "same" else "apart", Handle(one), Handle(other))
        for relation, one, other in said
    ]
    found = linked(*constraints)
    assert all(one is not None for one in found.of)
    for relation, one, other in said:
        # "Karimi" stands for two men's names; what is parted from it is not its own words.
        if (
            relation == "apart"
            and fold_words(one) != fold_words(other)
            and "Karimi" not in (one, other)
        ):
            assert bearer(found, one) != bearer(found, other)
    assert msgspec.json.encode(linked()) == before


def test_every_wording_that_a_rule_joined_says_why() -> None:
    karimi = bearer(linked(), "Yusuf Karimi")
    reasons = {one.name: one for one in karimi.joined}
    assert "surname" in reasons["Karimi"].reasons[0]
    compared = [one for one in karimi.joined if one.weight_bits is not None]
    assert compared and all(
        one.weight_bits >= 4 and one.reasons for one in compared if one.weight_bits
    )
    assert [one.reasons for one in bearer(linked(), "Hizballah").joined] == [
        ("the registry of actors has it",)
    ]


def test_a_mention_that_is_singled_out_is_not_meant_by_what_is_said_of_its_words() -> None:
    span = asked()[3].mention.span
    single = Handle("Harbour Guard", "b", span)
    found = linked(
        same("Harbour Guard", "Leila Anbari"),
        Constraint("apart", Handle("Leila Anbari"), single),
    )
    assert bearer(found, "Harbour Guard") != bearer(found, "Leila Anbari")


def test_what_is_said_of_a_mention_leaves_a_shorter_one_within_it_alone() -> None:
    outer = Mention(Span(0, 14), "Leila's Guards", "organization")
    inner = Mention(Span(0, 5), "Leila", "person")
    some = [Asked("e", one, None, acting=True, country="IR") for one in (inner, outer)]
    before = link(some, {"e": "IR"})
    single = Handle("Leila's Guards", "e", outer.span)
    after = link(
        [*some, *asked()],
        dict.fromkeys("abcde", "IR"),
        [Constraint("same", Handle("Hizballah"), single)],
    )
    assert after.of[0] == before.of[0]
    assert after.of[1] == after.of[2 + 5]


def test_a_place_that_is_parted_leaves_whom_its_name_also_stands_for() -> None:
    town = Mention(Span(0, 6), "Marnah", "place")
    some = [Asked("e", town, None, acting=False), Asked("e", town, None, acting=True)]
    before = link(some, {"e": None})
    after = link(
        [*some, *asked()],
        dict.fromkeys("abcde", "IR"),
        [Constraint("same", Handle("Leila Anbari"), Handle("Marnah", "e", town.span))],
    )
    assert after.of[0] == after.of[2 + 4]
    assert after.of[1] == before.of[1]
