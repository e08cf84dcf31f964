"""Watch lists: what is read of them, and what is said of a file that is none."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.gazetteers.watchlists import LONGEST_NAME_CHARS, WatchList


def row(schema: str, name: str, key: str = "NK-1", **properties: list[Any]) -> str:
    return json.dumps({"id": key, "schema": schema, "properties": {"name": [name], **properties}})


def listed(folder: Path, *lines: str) -> WatchList:
    path = folder / "harbour-sanctions.ftm.json"
    path.write_text("\n".join(lines), encoding="utf-8")
    return WatchList(path)


def test_entities_with_names_are_read_and_others_passed_over(tmp_path: Path) -> None:
    watched = listed(
        tmp_path,
        row(
            "Person", "Yusuf Karimi", weakAlias=["The Baker"], nationality=["ir"], alias=["Abu Nan"]
        ),
        "",
        row("Sanction", "a ruling"),
        row("Vessel", "Lantern Star", key="NK-2", flag=["pa"], addressEntity=[{"id": "x"}]),
        json.dumps({"id": "NK-3", "schema": "Person", "properties": {}, "datasets": ["x"]}),
    )
    assert watched.name == "harbour-sanctions"
    person, vessel = watched
    assert (person.person, person.names, person.weak) == (
        True,
        ("Yusuf Karimi", "Abu Nan"),
        ("The Baker",),
    )
    assert (vessel.person, vessel.countries, vessel.caption) == (False, {"PA"}, "Lantern Star")
    assert [one.id for one in watched] == ["NK-1", "NK-2"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("id,name,schema", "no JSON object"),
        ('[{"id": "NK-1"}]', "begins a list"),
        ('{"id": "NK-1", "schema": "Person"}', "missing required field `properties`"),
        ('{"id": 3, "schema": "Person", "properties": {}}', "Expected `str`, got `int`"),
        ('{"id": "a", "schema": "Person", "properties": {"name": "x"}}', "Expected `array`"),
        ('{"id": "NK-1", ', "this is no FollowTheMoney entity"),
        ('{"a":' * 5_000, "this is no FollowTheMoney entity"),
    ],
)
def test_a_file_of_another_format_is_told_by_its_line(
    tmp_path: Path, line: str, words: str
) -> None:
    watched = listed(tmp_path, row("Person", "Yusuf Karimi"), line)
    with pytest.raises(UsageError) as caught:
        list(watched)
    assert caught.value.code == "watch-list-form"
    assert f"{watched.path}, line 2: " in str(caught.value)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 500


def test_a_watch_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Check the path") as caught:
        WatchList(tmp_path / "none.json")
    assert caught.value.code == "watch-list-missing"


def test_a_name_beyond_all_names_is_passed_over(tmp_path: Path) -> None:
    name = "x" * (LONGEST_NAME_CHARS + 1)
    (only,) = listed(tmp_path, row("Person", "Yusuf Karimi", alias=[name, 5, None]))
    assert only.names == ("Yusuf Karimi",)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_watch_list_or_are_refused_with_a_code(content: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.json"
        path.write_bytes(content)
        try:
            list(WatchList(path))
        except UsageError as error:
            assert error.code == "watch-list-form"
