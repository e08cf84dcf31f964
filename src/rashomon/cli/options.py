"""Options that several commands share, each spelled one way everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
FORMATS = ("table", "json", "jsonl", "csv")


def _path(*, folder: bool = True) -> click.Path:
    return click.Path(path_type=Path, dir_okay=folder)


def with_ledger(command: Command) -> Command:
    """``--ledger``: which ledger."""
    return click.option(
        "--ledger",
        type=_path(),
        default=Path("rashomon.db"),
        show_default=True,
        envvar="RASHOMON_LEDGER",
        help="The ledger's file.",
    )(command)


def with_format(command: Command) -> Command:
    """``--format``: for people or for programs."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="A table for people, or JSON, JSON Lines or CSV for programs.",
    )(command)


def with_limit(command: Command) -> Command:
    """``--limit``: how many rows."""
    return click.option(
        "--limit", type=click.IntRange(min=0), metavar="N", help="Show the first N rows only."
    )(command)


def with_output(command: Command) -> Command:
    """``--output``: into a file."""
    return click.option(
        "--output", "-o", type=_path(), metavar="FILE", help="Write to FILE instead of the screen."
    )(command)


def with_listing(command: Command) -> Command:
    """The options of every command that answers with rows."""
    return with_ledger(with_format(with_limit(with_output(command))))


def with_names(command: Command) -> Command:
    """``--registry`` and ``--watch-list``: what the user brings to the tables of names."""
    registry = click.option(
        "--registry",
        "registries",
        type=_path(),
        multiple=True,
        metavar="FILE",
        help="Actors, outlets and places of your own (TOML); may be given again.",
    )
    watched = click.option(
        "--watch-list",
        "watch_lists",
        type=_path(),
        multiple=True,
        metavar="FILE",
        help="FollowTheMoney entities to hold names against; may be given again.",
    )
    return registry(watched(command))
