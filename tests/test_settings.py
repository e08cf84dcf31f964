"""Settings come from a file, over it the environment, under it the defaults."""

from pathlib import Path

import pytest

from rashomon.errors import UsageError
from rashomon.settings import FILE_NAME, Settings, load_settings


def test_without_file_and_environment_there_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {"RASHOMON_CACHE": "elsewhere", "HOME": "/"}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(
        "today = 2026-01-02\n[reading]\nlargest_input_bytes = 1000\n[ledger]\nlock_wait_s = 5\n"
    )
    found = load_settings(tmp_path, {"RASHOMON_READING_LARGEST_INPUT_BYTES": "2000"})
    assert found.reading.largest_input_bytes == 2000
    assert found.ledger.lock_wait_s == 5
    assert str(found.today) == "2026-01-02"
    assert str(load_settings(tmp_path, {"RASHOMON_TODAY": "2026-03-04"}).today) == "2026-03-04"


@pytest.mark.parametrize(
    "content",
    [
        "[reading]\nlargest_input_byte = 1\n",
        "[reading]\nlargest_input_bytes = 'many'\n",
        "[",
        "\x00",
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    with pytest.raises(UsageError, match=FILE_NAME) as caught:
        load_settings(tmp_path, {})
    assert caught.value.code == "bad-settings"


def test_a_variable_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="RASHOMON_"):
        load_settings(tmp_path, {"RASHOMON_LEDGER_LOCK_WAIT_S": "soon"})


def test_several_values_are_parted_by_commas(tmp_path: Path) -> None:
    found = load_settings(tmp_path, {"RASHOMON_GROUNDING_REGISTRIES": "own.toml, desk.toml,"})
    assert found.grounding.registries == ("own.toml", "desk.toml")
