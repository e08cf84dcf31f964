"""Proper names of pacts, and which pacts they tell apart."""

from datetime import date

import pytest

from rashomon.situation import find_pacts
from rashomon.situation.blocs import find_bloc
from rashomon.situation.titles import find_titles
from stories import Story


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("the Lusaka ceasefire protocol", "lusaka"),
        ("under Article 5 of the North Atlantic Treaty", "north atlantic"),
        ("the Treaty of Locarno", "locarno"),
        ("the Molotov–Ribbentrop pact", "molotov ribbentrop"),
        ("the Camp David accords", "camp david"),
        ("a treaty founding the River League", "river league"),
        ("the South Sudan Juba accord", "juba"),
    ],
)
def test_a_pacts_proper_name_is_known_whichever_way_it_stands(words: str, key: str) -> None:
    assert [one.key for one in find_titles(words)] == [key]


@pytest.mark.parametrize(
    "words",
    [
        "the Anglo-Polish alliance",
        "the Moscow-Tehran pact",
        "the Ankara pact with Baku",
        "the Mutual Defense Treaty with Seoul",
        "Iran's treaty",
        "an ECOWAS protocol",
        "the May agreement",
        "a protocol of Norland, Sudria and Estia",
        "Broken treaty haunts the emir",
    ],
)
def test_what_says_whose_of_which_kind_or_when_is_no_name(words: str) -> None:
    assert not find_titles(words)


def story_of_three():
    story = Story().entity("Ruthenia").entity("Moravia").entity("Galicia")
    story.report("one", "2023-10-01")
    return story


def signing(story, quote, actors, day):
    terms = story.clause("signing", signed=day)
    return story.say(quote, "PACT", "signed", actors=actors, terms=terms)


def pacts_of(story):
    return find_pacts(story.statements, list(story.entities.values()))


def test_two_names_are_two_pacts_of_the_same_parties():
    story = story_of_three()
    both = ["Ruthenia", "Moravia"]
    signing(story, "Ruthenia and Moravia signed the Larch Bay Charter", both, "2021-05-02")
    signing(story, "Ruthenia and Moravia signed the Treaty of Elmstead", both, "1999-04-01")
    found = pacts_of(story)
    assert [len(one.signed) for one in found] == [1, 1]
    assert sorted(one.name for one in found) == [
        "Larch Bay Charter (Moravia–Ruthenia)",
        "Treaty of Elmstead (Moravia–Ruthenia)",
    ]


def test_one_name_is_one_pact_whoever_is_told_to_have_signed_it():
    story = story_of_three()
    signing(story, "the Elmstead accord, signed by Ruthenia", ["Ruthenia"], "2015-05-15")
    story.report("two", "2023-11-01")
    signing(story, "Moravia signed the Elmstead accord", ["Moravia"], "2015-06-20")
    (pact,) = pacts_of(story)
    assert set(story.names(pact.parties)) == {"Ruthenia", "Moravia"}
    assert len(pact.signed) == 2


def test_one_name_is_two_pacts_where_nobody_is_party_to_both():
    story = story_of_three().entity("Estia")
    signing(
        story,
        "Ruthenia and Moravia signed the Elmstead accord",
        ["Ruthenia", "Moravia"],
        "2015-05-15",
    )
    signing(
        story, "Galicia and Estia signed the Elmstead accord", ["Galicia", "Estia"], "1975-03-06"
    )
    assert len(pacts_of(story)) == 2


def test_one_more_treaty_with_a_day_of_its_own_is_another_pact_where_a_text_brings_it_up():
    story = story_of_three()
    both = ["Ruthenia", "Moravia"]
    signing(story, "the charter that Ruthenia and Moravia signed", both, "2021-05-02")
    signing(story, "they merged by a treaty signed in Elmstead", both, "2022-07-06")
    assert [len(one.signed) for one in pacts_of(story)] == [1, 1]


def test_the_order_of_reports_does_not_change_which_pacts_there_are():
    story = story_of_three()
    signing(story, "the Elmstead accord, signed by Ruthenia", ["Ruthenia"], "2015-05-15")
    story.report("two", "2023-11-01")
    signing(story, "Moravia signed the Elmstead accord", ["Moravia"], "2015-06-20")
    signing(story, "Ruthenia and Moravia signed a treaty", ["Ruthenia", "Moravia"], "1999-01-01")
    entities = list(story.entities.values())
    assert find_pacts(story.statements, entities) == find_pacts(story.statements[::-1], entities)


def test_a_blocs_members_are_those_of_the_day():
    bloc = find_bloc("ECOWAS")
    assert bloc is not None
    assert "NE" in set(bloc.members_on(date(2023, 8, 1)))
    assert "NE" not in set(bloc.members_on())
    assert "FI" in set(find_bloc("NATO").members_on())
    assert "FI" not in set(find_bloc("NATO").members_on(date(2022, 1, 1)))


def test_a_pact_signed_in_the_town_that_it_is_named_after_is_that_pact():
    story = story_of_three()
    story.report("two", "2023-10-02")
    signing(
        story, "the Ozora peace agreement, signed on May 9", ["Ruthenia", "Moravia"], "2020-05-09"
    )
    story.report("three", "2023-10-03")
    signing(
        story, "a peace agreement signed in Ozora on June 1", ["Ruthenia", "Moravia"], "2020-06-01"
    )
    assert len(pacts_of(story)) == 1


def test_two_kinds_of_pact_with_days_of_their_own_are_two_pacts():
    story = story_of_three()
    signing(story, "the defence treaty of May 9, 1976", ["Ruthenia", "Moravia"], "1976-05-09")
    signing(
        story, "the trade agreement signed on June 1, 2021", ["Ruthenia", "Moravia"], "2021-06-01"
    )
    first, second = sorted(one.signed[0].days.first.year for one in pacts_of(story))
    assert (first, second) == (1976, 2021)


def test_a_declaration_of_another_day_is_not_the_accord_last_named():
    story = story_of_three()
    signing(story, "the Ozora accord, signed on May 9", ["Ruthenia", "Moravia"], "2020-05-09")
    signing(story, "the declaration of May 11, 2023", [], "2023-05-11")
    (pact,) = pacts_of(story)
    assert [one.days.first.year for one in pact.signed] == [2020]
