"""Rows for people and for programs: a table, JSON, JSON Lines or CSV.

Reports are written by strangers. Whatever of them reaches a terminal has lost its control characters,
and what reaches a spreadsheet cannot be taken for a formula.
"""

import csv
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct

from rashomon.exporting.cells import clean, csv_cell, safe_sign

__all__ = ["Column", "Listing", "clean", "clean_block", "json_text", "show", "write"]

Row = dict[str, Any]
Cell = str | int | float | tuple[str, ...] | None
"""What stands in a column; several texts are lines of a table's cell, and one text elsewhere."""

SHORT_ID_CHARS = 9
"""Signs of an id that a table shows: a prefix, a dash and six digits name one of thousands of records,
and every command takes the beginning of an id."""


class Column(Struct, frozen=True):
    """A column: its heading, what stands in it for a row, and whether it may wrap.

    ``names_records`` says that it holds ids, which a person sees shortened.
    """

    heading: str
    cell: Callable[[Any], Cell]
    wraps: bool = False
    names_records: bool = False


class Listing(Struct, frozen=True):
    """What a command answers with.

    ``rows`` are what the columns are read from, ``records`` the same as plain values for JSON, in the
    same order. ``nothing`` is said to a person in place of an empty table. ``more``: only the first rows
    were asked for, and there are others.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Any]
    records: Sequence[Any]
    nothing: str
    title: str = ""
    more: bool = False


def show(listing: Listing, form: str, limit: int | None, output: Path | None) -> None:
    """Write a listing to the screen or into a file."""
    rows, records = listing.rows[:limit], listing.records[:limit]
    if form == "json":
        write(json_text(list(records)), output)
    elif form == "jsonl":
        write("".join(_json_line(one) for one in records), output)
    elif form == "csv":
        write("".join(_csv_lines(listing.columns, rows)), output)
    elif is_screen(form, output):
        _show_table(listing, rows)
    else:
        write("".join(_plain_lines(listing.columns, rows)), output)
    if form == "table" and output is None:
        if not rows and not listing.rows:
            click.echo(listing.nothing, err=True)
        elif listing.more:
            click.echo(f"The first {len(rows)} rows; more with --limit.", err=True)
        elif len(rows) < len(listing.rows):
            click.echo(f"{len(rows)} of {len(listing.rows)} rows; more with --limit.", err=True)


def is_screen(form: str, output: Path | None) -> bool:
    """Whether rows go to somebody who looks at a terminal, and into no file or program."""
    return form == "table" and output is None and sys.stdout.isatty()


def write(text: str, output: Path | None) -> None:
    """Write text to the screen or, whole or not at all, into a file."""
    if output is None:
        sys.stdout.write(text)
        return
    from rashomon.exporting.files import replace_file

    replace_file(output, [text.encode("utf-8", "backslashreplace")])


def clean_block(text: str) -> str:
    """The same for several lines."""
    return "\n".join(clean(line) for line in text.split("\n"))


def json_text(content: Any) -> str:
    """Plain values or records as JSON for a screen."""
    packed = msgspec.json.encode(content)
    return _escaped(msgspec.json.format(packed, indent=2).decode()) + "\n"


def _json_line(record: Any) -> str:
    return _escaped(msgspec.json.encode(record).decode()) + "\n"


def _escaped(text: str) -> str:
    """JSON of the same meaning without characters that a terminal would obey."""
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(
        sign
        if sign == "\n" or safe_sign(sign) == sign or ord(sign) > 0xFFFF
        else f"\\u{ord(sign):04x}"
        for sign in text
    )


def _csv_lines(columns: Sequence[Column], rows: Sequence[Any]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow([column.heading for column in columns])
    for row in rows:
        writer.writerow([csv_cell(column.cell(row)) for column in columns])
    yield out.getvalue()


def _plain_lines(columns: Sequence[Column], rows: Sequence[Any]) -> Iterator[str]:
    if rows:
        yield "\t".join(column.heading for column in columns) + "\n"
    for row in rows:
        yield "\t".join(clean(column.cell(row)) for column in columns) + "\n"


def _show_table(listing: Listing, rows: Sequence[Any]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table(
        box=box.SIMPLE_HEAD,
        title=listing.title or None,
        title_justify="left",
        show_lines=any(column.wraps for column in listing.columns),
    )
    for column in listing.columns:
        numeric = all(isinstance(column.cell(row), int | float | None) for row in rows)
        table.add_column(
            column.heading,
            justify="right" if numeric else "left",
            no_wrap=not column.wraps,
            overflow="fold",
            style="dim" if column.names_records else "",
        )
    for row in rows:
        table.add_row(*(Text(_seen(column, row)) for column in listing.columns))
    Console(highlight=False).print(table)


def _seen(column: Column, row: Any) -> str:
    """A cell as a person sees it: lists a line each, ids short and at most one of several."""
    value = column.cell(row)
    if not column.names_records:
        lines = value if isinstance(value, tuple) else (clean(value),)
        return "\n".join(map(clean, lines))
    ids = value if isinstance(value, tuple) else (str(value or ""),)
    more = f" +{len(ids) - 1}" if len(ids) > 1 else ""
    return (clean(ids[0])[:SHORT_ID_CHARS] if ids else "") + more
