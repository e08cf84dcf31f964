"""Users' own registries: what they add, and what is said of one that cannot be used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.gazetteers.actors import fold_words, outlet_actor, registry
from rashomon.gazetteers.additions import NONE, choosing
from rashomon.gazetteers.outlets import find_outlet, outlet_at
from rashomon.gazetteers.places import open_gazetteer
from rashomon.gazetteers.registries import LONGEST_NAME_CHARS, read_registries

GOOD = """
[actors.lantern-brigade]
name = "Lantern Brigade"
role = "group"
country = "SY"
part_of = "lantern-front"
aliases = ["Liwa al-Fanous"]
here = ["the lanterns"]
links = ["desk:17"]

[actors.lantern-front]
name = "Lantern Front"
role = "group"

[actors.hezbollah]
aliases = ["Hizb of the Harbour"]

[[outlets]]
name = "Harbour Ledger"
kind = "newspaper"
aliases = ["HarLed"]
domains = ["harbourledger.example"]

[[places]]
name = "Tell Fanous"
lat = 35.5
lon = 36.25
country = "SY"
aliases = ["Tall al-Fanus"]
"""


def written(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_actors_outlets_and_places_are_known_while_they_are_chosen(tmp_path: Path) -> None:
    added = read_registries([written(tmp_path, GOOD)])
    with choosing(added):
        form = registry().form(fold_words("Liwa al-Fanous"))
        assert form is not None
        assert (form.actor.id, form.actor.part_of) == ("lantern-brigade", "lantern-front")
        assert form.actor.links == ("desk:17",)
        widened = registry().form(fold_words("Hizb of the Harbour"))
        assert widened is not None
        assert widened.actor.id == "hezbollah"
        assert outlet_actor("HarLed") is not None
        assert outlet_at("https://www.harbourledger.example/a") == find_outlet("Harbour Ledger")
        (place,) = open_gazetteer().named("Tall al-Fanus")
        assert (place.name, place.lat, place.lon, place.country) == (
            "Tell Fanous",
            35.5,
            36.25,
            "SY",
        )
    assert registry().form(fold_words("Liwa al-Fanous")) is None
    assert find_outlet("Harbour Ledger") is None
    assert open_gazetteer().named("Tall al-Fanus") == ()


def test_several_files_work_together(tmp_path: Path) -> None:
    one = written(
        tmp_path, '[actors.a]\nname = "Alder Column"\nrole = "force"\npart_of = "b"\n', "a.toml"
    )
    other = written(tmp_path, '[actors.b]\nname = "Birch Column"\nrole = "force"\n', "b.toml")
    assert [key for key, _ in read_registries([one, other]).actors] == ["a", "b"]


def test_no_file_adds_nothing_and_the_digest_tells_contents_apart(tmp_path: Path) -> None:
    assert read_registries([]) is NONE
    one = read_registries([written(tmp_path, GOOD)])
    other = read_registries([written(tmp_path, GOOD.replace("Lantern Front", "Lamp Front"))])
    assert one.digest
    assert one.digest != other.digest
    assert one.digest == read_registries([written(tmp_path, GOOD)]).digest


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ('[actors.a]\nname = "Alder\n', "registry-form", 2, "not TOML"),
        ('[actor.a]\nname = "Alder"\n', "registry-form", 1, "no section 'actor'"),
        ('[actors.a]\nname = "Alder"\nrole = "gang"\n', "registry-form", 1, "gang"),
        ('[actors.a]\nname = "Alder"\nrole = "group"\nage = 3\n', "registry-form", 1, "age"),
        ('[actors.a]\naliases = ["Alder"]\n', "registry-form", 1, "no name and no role"),
        ('[actors.a]\nname = "Alder"\n', "registry-form", 1, "needs a name and a role"),
        ('[actors.a]\nname = "Alder"\nrole = "group"\ncountry = "Syria"\n', "registry-country",
         4, "SY"),
        ('[actors.a]\nname = "…"\nrole = "group"\n', "registry-name", 1, "has letters"),
        ('[actors.hezbollah]\nname = "Alder"\nrole = "group"\n', "registry-duplicate", 1, "packaged"),
        ('[actors.a]\nname = "Alder"\nrole = "group"\n\n'
         '[actors.b]\nname = "Birch"\nrole = "group"\naliases = [\n  "Beech",\n  "alder",\n]\n',
         "registry-duplicate", 10, "one actor"),
        ('[actors.a]\nname = "Alder"\nrole = "group"\naliases = ["Hizballah"]\n',
         "registry-duplicate", 4, "'hezbollah'"),
        ('[actors.a]\nname = "Alder"\nrole = "group"\npart_of = "nobody"\n', "registry-owner",
         4, "nobody"),
        ('[actors.a]\nname = "Alder"\nrole = "group"\npart_of = "b"\n[actors.b]\nname = "Birch"\n'
         'role = "group"\npart_of = "a"\n', "registry-cycle", 4, "a is a part of b is a part of a"),
        ('[actors.a]\nname = "Alder"\nrole = "group"\npart_of = "a"\n', "registry-cycle", 4,
         "a is a part of a"),
        ('[[outlets]]\nname = "Alder News"\nkind = "rag"\n', "registry-form", 1, "rag"),
        ('[[outlets]]\nname = "Alder News"\nkind = "online"\n\n'
         '[[outlets]]\nname = "Birch"\nkind = "online"\naliases = ["the Alder News"]\n',
         "registry-duplicate", 8, "one outlet"),
        ('[[outlets]]\nname = "Alder News"\nkind = "online"\naliases = ["AFP"]\n',
         "registry-duplicate", 4, "Agence France-Presse"),
        ('\n[[places]]\nname = "Alder Hill"\nlat = 95\nlon = 3\n', "registry-place", 3, "on the map"),
        ('[places.hill]\nlat = 5\n', "registry-form", 1, "[[places]]"),
        ('[actors.a]\nname = "Alder"\nrole = "group"\n[actors.a]\n', "registry-form", 4, "not TOML"),
    ],
)  # fmt: skip
def test_a_registry_that_cannot_be_used_is_told_by_its_line(
    tmp_path: Path, text: str, code: str, line: int, words: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        read_registries([path])
    assert caught.value.code == code
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_registry_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Check the path") as caught:
        read_registries([tmp_path / "none.toml"])
    assert caught.value.code == "registry-missing"
    broken = tmp_path / "latin.toml"
    broken.write_bytes('[actors.a]\nname = "Müller"\n'.encode("latin-1"))
    with pytest.raises(UsageError, match="line 2") as caught:
        read_registries([broken])
    assert caught.value.code == "registry-not-utf8"


def test_a_name_beyond_all_names_is_refused(tmp_path: Path) -> None:
    name = "x" * (LONGEST_NAME_CHARS + 1)
    with pytest.raises(UsageError, match="at most") as caught:
        read_registries([written(tmp_path, f'[actors.a]\nname = "{name}"\nrole = "group"\n')])
    assert len(str(caught.value)) < 400


@given(st.text(max_size=300))
def test_any_text_is_a_registry_or_is_refused_with_a_code(text: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.toml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            read_registries([path])
        except UsageError as error:
            assert error.code.startswith("registry-")
