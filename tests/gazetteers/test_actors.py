"""The registry of actors."""

import pytest

from rashomon.gazetteers.actors import fold_words, packaged_actors, registry


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Hizbullah", "hezbollah"),
        ("the U.S.", "state:US"),
        ("Revolutionary Guards", "irgc"),
        ("Russian troops", "army:RU"),
        ("Norwegian government", "state:NO"),
        ("Syrian regime", "syrian-government"),
        ("People's Protection Units", "ypg"),
    ],
)
def test_an_actor_is_found_by_any_of_its_names(words: str, actor: str) -> None:
    folded = fold_words(words)
    form = registry().form(folded[1:] if folded[0] == "the" else folded)
    assert form is not None
    assert form.actor.id == actor


def test_every_part_belongs_to_a_known_whole() -> None:
    known = registry().by_id
    assert [one.id for one in known.values() if one.part_of and one.part_of not in known] == []


def test_the_registry_knows_the_worlds_states_and_some_hundred_actors_more() -> None:
    roles = [one.role for one in registry().by_id.values()]
    assert roles.count("state") >= 193
    assert len(roles) >= 400


def test_who_the_rebels_are_depends_on_the_country() -> None:
    here = registry().here
    syrian, yemeni = here(("rebels",), "SY"), here(("rebels",), "YE")
    assert syrian is not None
    assert yemeni is not None
    assert syrian.id != yemeni.id
    assert here(("rebels",), None) is None


def test_the_longest_name_wins_among_words() -> None:
    words = fold_words("officers of the Free Syrian Army met")
    assert [hit.form.actor.id for hit in registry().hits(words)] == ["free-syrian-army"]


def test_a_name_cut_off_at_the_end_of_the_words_is_not_found() -> None:
    assert list(registry().hits(("free", "syrian"))) != []
    assert all(hit.last <= 2 for hit in registry().hits(("free", "syrian")))


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("FAMa", "army:ML"),
        ("Malian troops", "army:ML"),
        ("CSP-PSD", "csp"),
        ("Assimi Goïta", "assimi-goita"),
        ("Tiani", "abdourahamane-tchiani"),
        ("Hemedti", "mohamed-hamdan-dagalo"),
        ("FARDC", "army:CD"),
        ("Karen National Liberation Army", "knla"),
        ("Zaluzhnyi", "valerii-zaluzhnyi"),
        ("MINUSMA", "minusma"),
        ("Bosnian Serb Army", "vrs"),
        ("Clan del Golfo", "gulf-clan"),
    ],
)
def test_the_wars_of_every_region_have_their_actors(words: str, actor: str) -> None:
    form = registry().form(fold_words(words))
    assert form is not None
    assert form.actor.id == actor


def test_no_two_actors_of_the_package_bear_one_name() -> None:
    bearers: dict[tuple[str, ...], set[str]] = {}
    for key, row in packaged_actors().items():
        for name in filter(None, (row.name, *row.aliases)):
            bearers.setdefault(fold_words(name), set()).add(key)
    assert {words: keys for words, keys in bearers.items() if len(keys) > 1} == {}


def test_a_name_that_others_share_is_its_bearers_in_reports_on_his_country_alone() -> None:
    somali = registry().in_country(("sna",), "SO")
    assert somali is not None
    assert somali.actor.id == "army:SO"
    assert registry().in_country(("sna",), "SY") is None
    assert registry().in_country(("sna",), None) is None


def test_the_junta_is_the_government_of_the_country_that_a_report_is_on() -> None:
    junta = registry().here(("junta",), "ML")
    assert junta is not None
    assert junta.id == "state:ML"
    assert registry().here(("junta",), "MM") != junta


def test_an_acronym_is_told_from_a_name_that_is_a_word() -> None:
    letters = {
        form.actor.id: form.letters
        for words in ("LeT", "CAR", "Fano")
        if (form := registry().form(fold_words(words))) is not None
    }
    assert letters == {"lashkar-e-taiba": True, "state:CF": True, "fano": False}
