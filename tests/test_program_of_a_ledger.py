"""What was found is kept with the state of the code that found it."""

from importlib.resources import files

import pytest

from rashomon.workspace import program


@pytest.fixture(autouse=True)
def forget() -> None:
    """Hash the code anew."""
    program._digest.cache_clear()


def test_the_same_code_has_the_same_name() -> None:
    first = program.name_reader("parser/1"), program.name_settler("parser/1")
    program._digest.cache_clear()
    assert (program.name_reader("parser/1"), program.name_settler("parser/1")) == first


def test_other_words_of_the_lexicon_make_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program.name_reader("parser/1")
    walk = program._code

    def changed(entry, path):
        for name, file in walk(entry, path):
            yield (name + "!" if name.endswith("stating/data/events.toml") else name), file

    monkeypatch.setattr(program, "_code", changed)
    program._digest.cache_clear()
    assert program.name_reader("parser/1") != before


def test_what_only_settles_does_not_make_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program.name_reader("parser/1"), program.name_settler("parser/1")
    monkeypatch.setattr(program, "_TOGETHER", program._TOGETHER[1:])
    program._digest.cache_clear()
    assert program.name_reader("parser/1") == before[0]
    assert program.name_settler("parser/1") != before[1]


def test_every_module_that_is_named_is_there() -> None:
    for module in (*program._GROUND, *program._ALONE, *program._TOGETHER):
        entry = files("rashomon").joinpath(module)
        assert entry.is_dir() or entry.is_file(), module
