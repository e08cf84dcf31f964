"""Entities held against watch lists: agreed names are marked, and nobody is merged."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding.listings import mark_listed
from rashomon.records.linking import Listing
from rashomon.records.mentions import Entity, MentionKind


def entity(name: str, kind: MentionKind = "person", *aliases: str) -> Entity:
    return Entity(f"en-{name}", name, kind, (name, *aliases))


def watch(folder: Path, *rows: tuple[str, dict[str, list[str]]]) -> WatchList:
    path = folder / "desk.json"
    lines = [
        json.dumps({"id": f"NK-{i}", "schema": schema, "properties": properties})
        for i, (schema, properties) in enumerate(rows)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return WatchList(path)


def listings(one: Entity, watched: WatchList, *countries: str) -> tuple[Listing, ...]:
    (marked,) = mark_listed([one], {one.id: frozenset(countries)}, [watched])
    assert msgspec.structs.replace(marked, listings=()) == one
    return marked.listings


KARIMI: dict[str, Any] = {"name": ["Yusuf Karimi"], "nationality": ["ir"]}


@pytest.mark.parametrize(
    "name", ["Yusuf Karimi", "Youssef Karimi", "General Yusuf Karimi", "Yousef Al-Karimi"]
)
def test_a_person_is_marked_under_any_spelling_and_the_reasons_are_told(
    tmp_path: Path, name: str
) -> None:
    (listing,) = listings(entity(name), watch(tmp_path, ("Person", KARIMI)), "IR")
    assert (listing.listed, listing.entry, listing.caption) == ("desk", "NK-0", "Yusuf Karimi")
    assert listing.name == name
    assert "the same surname" in listing.reasons
    assert "reports on the same country" in listing.reasons


@pytest.mark.parametrize(
    "one",
    [
        entity("Leila Karimi"),
        entity("Karimi"),
        entity("Yusuf Karimi", "organization"),
        entity("Yusuf Karimi", "place"),
        entity("yusuf karimi", "group"),
    ],
)
def test_others_are_not_marked(tmp_path: Path, one: Entity) -> None:
    assert listings(one, watch(tmp_path, ("Person", KARIMI)), "IR") == ()


@pytest.mark.parametrize("name", ["KARIMI, Yusuf", "KARIMI Yusuf"])
def test_a_list_may_have_the_surname_first(tmp_path: Path, name: str) -> None:
    assert listings(entity("Yusuf Karimi"), watch(tmp_path, ("Person", {"name": [name]})))


def test_a_weak_alias_needs_the_country_to_agree(tmp_path: Path) -> None:
    watched = watch(
        tmp_path,
        (
            "Organization",
            {"name": ["Harbour Trade FZE"], "weakAlias": ["Lantern"], "country": ["sy"]},
        ),
    )
    lantern = entity("Lantern", "organization")
    assert listings(lantern, watched) == ()
    (listing,) = listings(lantern, watched, "SY")
    assert any("weak alias" in why for why in listing.reasons)


def test_a_body_is_marked_and_a_list_of_nobody_changes_nothing(tmp_path: Path) -> None:
    body = entity("Lantern Shipping Company", "organization")
    assert listings(body, watch(tmp_path, ("Company", {"name": ["Lantern Shipping Company"]})))
    assert listings(body, watch(tmp_path, ("Company", {"name": ["Baker Shipping Company"]}))) == ()
    assert listings(body, watch(tmp_path)) == ()


def test_of_many_entries_the_best_are_shown(tmp_path: Path) -> None:
    rows = [("Person", {"name": ["Yusuf Karimi"]})] * 9
    assert len(listings(entity("Yusuf Karimi"), watch(tmp_path, *rows))) == 5
