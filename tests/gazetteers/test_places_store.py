"""The gazetteer: its file, its keys, its look-ups."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.gazetteers.places import Gazetteer, open_gazetteer
from rashomon.gazetteers.places_names import name_key, skeleton, without_article
from rashomon.gazetteers.places_store import FILE_NAME, cache_folder, expected_version, open_store


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def test_a_name_finds_all_its_places_the_largest_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.named("Tripoli")
    assert {"LY", "LB"} <= {entry.country for entry in found}
    sizes = [entry.population for entry in found]
    assert sizes == sorted(sizes, reverse=True)


def test_countries_regions_and_areas_are_there_with_coordinates(gazetteer: Gazetteer) -> None:
    for name, kind in (("Yemen", "country"), ("Texas", "region"), ("Red Sea", "area")):
        (entry,) = (entry for entry in gazetteer.named(name) if entry.kind == kind)
        assert entry.lat is not None
        assert entry.radius_km


def test_a_demonym_is_known_as_one(gazetteer: Gazetteer) -> None:
    assert [(one.country, one.people) for one in gazetteer.named("Libyans")] == [("LY", True)]


def test_every_country_has_coordinates_within_the_world(gazetteer: Gazetteer) -> None:
    names = ("France", "Mali", "Japan", "Peru", "Fiji", "Sudan", "South Sudan", "Kosovo")
    for name in names:
        (entry,) = (one for one in gazetteer.named(name) if one.kind == "country")
        assert entry.lat is not None
        assert entry.lon is not None
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180


def test_another_spelling_is_found_by_its_consonants(gazetteer: Gazetteer) -> None:
    found = gazetteer.spelled_like("Deir Ezzor", frozenset({"SY"}))
    assert found
    assert found[0].population > 100_000


def test_too_long_a_name_is_not_looked_up(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("x" * 10_000) == ()
    assert gazetteer.spelled_like("x" * 10_000, frozenset({"SY"})) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Deir ez-Zor", "deir ez zor"), ("Saint John's", "St. Johns"), ("The Hague", "hague"),
     ("Ḩamāh", "hamah"), ("Mount Vernon", "Mt Vernon")],
)  # fmt: skip
def test_one_name_has_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_the_arabic_article_can_be_left_out() -> None:
    assert without_article(name_key("Al-Bab")) == "bab"
    assert without_article("aleppo") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("hasakeh", "al hasaka"), ("deraa", "daraa"), ("idlib", "idleb"), ("kiev", "kyiv"),
     ("qamishli", "kamishly"), ("jisr ash shughur", "jisr al shughour")],
)  # fmt: skip
def test_transliterations_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@given(st.text(max_size=60))
def test_a_key_of_a_key_is_itself(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key or key.startswith("the ")


def _small_store(path: Path, version: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta (version TEXT NOT NULL)")
    connection.execute("INSERT INTO meta VALUES (?)", (version,))
    connection.commit()
    connection.close()


def test_a_file_of_this_version_is_used_without_a_word(tmp_path: Path) -> None:
    _small_store(tmp_path / FILE_NAME, expected_version())
    said: list[str] = []
    open_store(tmp_path, said.append).close()
    assert said == []


@pytest.mark.parametrize("damage", ["old", "torn"])
def test_a_file_that_cannot_be_used_is_built_anew_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    path = tmp_path / FILE_NAME
    if damage == "old":
        _small_store(path, "0")
    else:
        path.write_bytes(b"SQLite format 3\x00 and then nothing")

    def build(path: Path, say: object) -> None:
        path.unlink()
        _small_store(path, expected_version())

    monkeypatch.setattr("rashomon.gazetteers.places_store.build", build)
    said: list[str] = []
    open_store(tmp_path, said.append).close()
    assert len(said) == 1
    assert "damaged or of another version" in said[0]


def test_the_environment_names_the_cache_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
