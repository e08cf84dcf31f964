"""What the command line says of itself: every command, whole, with what to type next."""

import pytest
from click.testing import CliRunner

from rashomon.cli.correcting import correct
from rashomon.cli.main import SECTIONS, rashomon


def said(*words: str) -> str:
    found = CliRunner().invoke(rashomon, [*words, "--help"], terminal_width=80)
    assert found.exit_code == 0, found.output
    return found.output


@pytest.mark.parametrize(("words", "group"), [((), rashomon), (("correct",), correct)])
def test_every_command_is_listed_with_a_whole_sentence(words, group) -> None:
    text = said(*words)
    assert "..." not in text.partition("Options:")[2]
    for name in group.commands:
        assert text.count(f"\n  {name} ") == 1, name


def test_each_section_names_commands_that_there_are_and_none_twice() -> None:
    named = [one for names in SECTIONS.values() for one in names]
    assert len(named) == len(set(named))
    assert set(named) <= set(rashomon.commands)


def test_every_option_of_every_command_says_what_it_is_for() -> None:
    commands = {**rashomon.commands, **{f"correct {n}": c for n, c in correct.commands.items()}}
    for name, command in commands.items():
        for option in command.params:
            if option.param_type_name == "option":
                assert getattr(option, "help", None), f"{name} {option.name}"
