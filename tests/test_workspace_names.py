"""Registries and watch lists that a user brings to a workspace."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from rashomon.errors import UsageError
from rashomon.language.parser import SpacyParser
from rashomon.records.mentions import Entity
from rashomon.settings import GroundingSettings, Settings
from rashomon.workspace import Workspace

DAY = date(2026, 1, 1)
TEXT = """Lantern Brigade takes Tell Fanous

2015-05-21

Fighters of the Lantern Brigade captured Tell Fanous on Thursday, Colonel Yusuf Karimi of the Syrian army
said. Liwa al-Fanous had attacked the town for a week, Karimi told the Harbour Ledger.
"""
REGISTRY = """
[actors.lantern-brigade]
name = "Lantern Brigade"
role = "group"
country = "SY"
aliases = ["Liwa al-Fanous"]

[[places]]
name = "Tell Fanous"
lat = 35.5
lon = 36.25
country = "SY"
"""
LISTED = {
    "id": "NK-7",
    "schema": "Person",
    "caption": "Yousef Karimi",
    "properties": {"name": ["Yousef Karimi"], "nationality": ["sy"]},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "own.toml").write_text(REGISTRY, encoding="utf-8")
    (tmp_path / "desk.json").write_text(json.dumps(LISTED), encoding="utf-8")
    return tmp_path


def opened(
    folder: Path, parser: SpacyParser, *registries: str, watch: tuple[str, ...] = ()
) -> Workspace:
    grounding = GroundingSettings(
        tuple(str(folder / one) for one in registries), tuple(str(folder / one) for one in watch)
    )
    return Workspace(folder / "story.db", Settings(today=DAY, grounding=grounding), parser)


def named(workspace: Workspace, alias: str) -> Entity:
    (found,) = [one for one in workspace.entities() if alias in one.aliases]
    return found


def test_own_names_are_one_entity_and_own_places_are_on_the_map(
    folder: Path, parser: SpacyParser
) -> None:
    with opened(folder, parser, "own.toml") as workspace:
        workspace.read(folder / "reports")
        assert named(workspace, "Liwa al-Fanous").name == "Lantern Brigade"
        (place,) = {
            one.place for one in workspace.marks() if one.text == "Tell Fanous" and one.place
        }
        assert (place.lat, place.lon) == (35.5, 36.25)
        assert workspace.check(parse_again=True).faults == ()
        assert set(workspace.export(folder / "out")) >= {"entities"}
        about = json.loads((folder / "out" / "export.json").read_text(encoding="utf-8"))
        assert set(about["made_by"]) >= {"rashomon", "parser", "registry"}


def test_another_registry_reads_everything_again_and_none_leaves_what_was(
    folder: Path, parser: SpacyParser
) -> None:
    with opened(folder, parser) as workspace:
        workspace.read(folder / "reports")
        before = workspace.findings()
    with opened(folder, parser, "own.toml") as workspace:
        assert workspace.read(folder / "reports").again == ("a.txt",)
        assert workspace.findings() != before
        assert workspace.read(folder / "reports").again == ()
    with opened(folder, parser) as workspace:
        assert workspace.read(folder / "reports").again == ("a.txt",)
        assert workspace.findings() == before


def test_a_name_on_a_watch_list_is_marked_and_shown_and_nobody_is_merged(
    folder: Path, parser: SpacyParser
) -> None:
    with opened(folder, parser) as workspace:
        workspace.read(folder / "reports")
        before = workspace.entities()
    with opened(folder, parser, watch=("desk.json",)) as workspace:
        summary = workspace.read(folder / "reports")
        assert (summary.again, [one.kind for one in summary.entries]) == ((), ["entity"])
        karimi = named(workspace, "Yusuf Karimi")
        (listing,) = karimi.listings
        assert (listing.listed, listing.entry) == ("desk", "NK-7")
        assert (
            tuple(msgspec.structs.replace(one, listings=()) for one in workspace.entities())
            == before
        )
        facts = {one.label: one.value for one in workspace.show(karimi.id).facts}
        assert "NK-7 of desk" in facts["on a watch list"]
        assert "“Karimi” is “Yusuf Karimi”" in facts["one with"]
        assert workspace.check().faults == ()


def test_a_registry_with_a_fault_stops_a_read_before_it_begins(
    folder: Path, parser: SpacyParser
) -> None:
    (folder / "own.toml").write_text("[actors.a]\nname = 3\n", encoding="utf-8")
    with opened(folder, parser, "own.toml") as workspace:
        with pytest.raises(UsageError, match="line 1") as caught:
            workspace.read(folder / "reports")
        assert caught.value.code == "registry-form"
