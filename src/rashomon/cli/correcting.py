"""The commands by which people correct what was found, look at close decisions, and take it back."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rashomon.cli.commands import Listed, WithExamples
from rashomon.cli.listings import Column, Listing, clean, json_text, show
from rashomon.cli.options import with_ledger, with_listing
from rashomon.cli.workspaces import open_workspace

if TYPE_CHECKING:
    from rashomon.records.corrections import Correction, Preview

Command = TypeVar("Command", bound=Callable[..., Any])

WORTH_SAYING = 5_000
"""Statements from which on a correction takes seconds, so that whoever waits is told why."""

EFFECTS_SHOWN = 20
"""Records named on the screen; who wants all asks for JSON."""


class _Grouped(WithExamples, Listed):
    """A group of commands with examples of its own, in the order of the work."""


@click.group(
    cls=_Grouped,
    examples=(
        "rashomon correct queue --limit 10",
        'rashomon correct merge en-3f9c0a en-61b2d4 --reason "the same colonel" --preview',
        "rashomon correct undo co-5f1bc9",
    ),
)
def correct() -> None:
    """Confirm or correct what was found; nothing is overwritten, and everything can be undone.

    IDs stand in the last column of the lists, and rashomon show names those of origins and marks. The
    beginning of an ID will do. With --preview nothing is entered.
    """


def _ruling(*, needs_reason: bool = False) -> Callable[[Command], Command]:
    """The options of every command that enters a correction."""

    def add(command: Command) -> Command:
        for option in (
            click.option("--reason", required=needs_reason, help="Why; kept in the log."),
            click.option("--author", help="Who rules; your user name unless given."),
            click.option(
                "--version",
                type=click.IntRange(min=0),
                metavar="N",
                help="The last entry of the log that you have seen: who corrects what was corrected"
                " since then is told so instead.",
            ),
            click.option(
                "--preview", "only_look", is_flag=True, help="Say the effect; enter nothing."
            ),
            click.option(
                "--format",
                "form",
                type=click.Choice(["table", "json"]),
                default="table",
                show_default=True,
                help="A sentence for people, or JSON for programs.",
            ),
        ):
            command = option(command)
        return with_ledger(command)

    return add


def _rule(ledger: Path, kind: str, targets: tuple[str, ...], options: dict[str, Any]) -> None:
    """Try or enter a correction, and say what it comes to."""
    only_look, form = options.pop("only_look"), options.pop("form")
    with open_workspace(ledger) as workspace:
        number = len(workspace.statements())
        if number >= WORTH_SAYING and sys.stderr.isatty():
            click.echo(
                f"rashomon: settling {number:,} statements again under the correction; nothing is"
                " entered before that is done …",
                err=True,
            )
        if only_look:
            _tell_preview(workspace.preview(kind, *targets, **options), form)
        elif kind == "undo":
            _tell(workspace.undo(*targets, **options), form)
        else:
            _tell(workspace.correct(kind, *targets, **options), form)


def _tell(made: "Correction", form: str) -> None:
    from rashomon.exporting.jsonl import plain

    if form == "json":
        click.echo(json_text(plain(made)), nl=False)
        return
    click.echo(f"{made.id} (entry {made.seq}): {clean(made.says)}")
    click.echo(f"  before: {clean(made.said)}")
    click.echo(f"  effect: {clean(made.effects)}")


def _tell_preview(preview: "Preview", form: str) -> None:
    from rashomon.exporting.jsonl import plain

    if form == "json":
        click.echo(json_text(plain(preview)), nl=False)
        return
    click.echo(f"{clean(preview.correction.says)}\n  effect: {clean(preview.sentence)}")
    for one in preview.effects[:EFFECTS_SHOWN]:
        change = f"{one.before or '–'} → {one.after or '–'}"
        click.echo(clean(f"  {one.kind} {one.words}: {one.field} {change}"))
    if len(preview.effects) > EFFECTS_SHOWN:
        click.echo(f"  and {len(preview.effects) - EFFECTS_SHOWN} more; all with --format json.")
    click.echo(f"Nothing was entered. To enter it as seen: --version {preview.version}")


# -- rulings


@correct.command(cls=WithExamples, examples=("rashomon correct confirm cl-7e1c50",))
@click.argument("records", metavar="ID...", nargs=-1, required=True)
@_ruling()
def confirm(ledger: Path, records: tuple[str, ...], **options: Any) -> None:
    """ID is right as it is; several IDs are rightly kept apart."""
    _rule(ledger, "confirm", records, options)


@correct.command(
    cls=WithExamples, examples=('rashomon correct merge en-3f9c0a en-61b2d4 --reason "one man"',)
)
@click.argument("records", metavar="ID ID...", nargs=-1, required=True)
@_ruling()
def merge(ledger: Path, records: tuple[str, ...], **options: Any) -> None:
    """Several entities, claims, or origins of one claim, are one."""
    _rule(ledger, "merge", records, options)


@correct.command(
    cls=WithExamples,
    examples=(
        'rashomon correct split en-3f9c0a --away "Yusuf Karimi"',
        "rashomon correct split cl-7e1c50 --away st-967343 --away st-d70589",
    ),
)
@click.argument("record", metavar="ID")
@click.option(
    "--away",
    multiple=True,
    required=True,
    metavar="WHAT",
    help="What goes: a name or a mark of an entity, a statement of a claim or an origin.",
)
@_ruling()
def split(ledger: Path, record: str, **options: Any) -> None:
    """An entity, a claim or an origin is more than one: what is named goes, the rest stays."""
    _rule(ledger, "split", (record,), options)


@correct.command(
    cls=WithExamples,
    examples=(
        'rashomon correct relabel en-3f9c0a "Karim Haddad"',
        "rashomon correct relabel en-3f9c0a organization --field kind",
    ),
)
@click.argument("record", metavar="ID")
@click.argument("value", metavar="WORDS")
@click.option("--field", help="name or kind of an entity; text of a claim; type of a statement.")
@_ruling()
def relabel(ledger: Path, record: str, **options: Any) -> None:
    """An entity, origin, claim or statement is to be called otherwise."""
    _rule(ledger, "relabel", (record,), options)


@correct.command(
    cls=WithExamples,
    examples=(
        "rashomon correct regrade st-967343 planned",
        "rashomon correct regrade or-606d14 independent",
    ),
)
@click.argument("record", metavar="ID")
@click.argument("value", metavar="GRADE")
@_ruling()
def regrade(ledger: Path, record: str, **options: Any) -> None:
    """A statement has another status, or an origin is independent or doubtful."""
    _rule(ledger, "regrade", (record,), options)


@correct.command(
    cls=WithExamples, examples=('rashomon correct reject st-967343 --reason "a headline misread"',)
)
@click.argument("record", metavar="ID")
@_ruling(needs_reason=True)
def reject(ledger: Path, record: str, **options: Any) -> None:
    """A statement, or every statement of a claim, does not say what was read from it."""
    _rule(ledger, "reject", (record,), options)


@correct.command(
    "set-outlet", cls=WithExamples, examples=("rashomon correct set-outlet rp-17d3 AFP",)
)
@click.argument("record", metavar="REPORT")
@click.argument("value", metavar="OUTLET")
@_ruling()
def set_outlet(ledger: Path, record: str, **options: Any) -> None:
    """A report was published by OUTLET."""
    _rule(ledger, "set-outlet", (record,), options)


@correct.command(
    "set-date",
    cls=WithExamples,
    examples=(
        "rashomon correct set-date rp-17d3 2015-05-21",
        "rashomon correct set-date rp-17d3 2015-05-01/2015-05-31",
    ),
)
@click.argument("record", metavar="REPORT")
@click.argument("days", metavar="DAY[/DAY]")
@_ruling()
def set_date(ledger: Path, record: str, **options: Any) -> None:
    """A report was published on DAY, or between two days."""
    _rule(ledger, "set-date", (record,), options)


@correct.command(cls=WithExamples, examples=("rashomon correct undo co-5f1bc9",))
@click.argument("record", metavar="ID")
@_ruling()
def undo(ledger: Path, record: str, **options: Any) -> None:
    """Take a correction back by one more entry; an undo can be undone as well."""
    _rule(ledger, "undo", (record,), options)


# -- looking


@correct.command(cls=WithExamples, examples=("rashomon correct log --format jsonl",))
@with_listing
def log(form: str, limit: int | None, output: Path | None, ledger: Path) -> None:
    """Every correction and undo: who, when, what, why, and what became of it."""
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        rows = workspace.corrections()
    listing = Listing(
        columns=(
            Column("entry", lambda row: row.correction.seq),
            Column("when", lambda row: row.correction.made_at),
            Column("who", lambda row: row.correction.author),
            Column("what", lambda row: f"{row.correction.kind}: {row.correction.says}", wraps=True),
            Column("found before", lambda row: row.correction.said, wraps=True),
            Column("effect", lambda row: row.correction.effects, wraps=True),
            Column("why", lambda row: row.correction.reason or "", wraps=True),
            Column(
                "now", lambda row: f"{row.state}: {row.why}" if row.why else row.state, wraps=True
            ),
            Column("id", lambda row: row.correction.id, names_records=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing="Nobody has corrected anything.",
    )
    show(listing, form, limit, output)


@correct.command(cls=WithExamples, examples=("rashomon correct queue --limit 10",))
@with_listing
def queue(form: str, limit: int | None, output: Path | None, ledger: Path) -> None:
    """Close decisions, those that change most first: confirm them, or turn them round."""
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        rows = workspace.doubts()
    listing = Listing(
        columns=(
            Column("of", lambda row: row.kind),
            Column("decided", lambda row: _DECIDED[row.question]),
            Column("left", lambda row: row.left, wraps=True),
            Column("right", lambda row: row.right, wraps=True),
            Column("bits over", lambda row: row.margin_bits),
            Column("because", lambda row: tuple(row.reasons), wraps=True),
            Column("claims", lambda row: len(row.claims)),
            Column("if right", lambda row: _in_words("confirm", row.targets, ())),
            Column("if wrong", lambda row: _in_words(row.if_wrong, row.targets, row.away)),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing="No decision was close.",
    )
    show(listing, form, limit, output)


_DECIDED = {"joined": "one", "apart": "two", "origin": "two, perhaps one"}


def _in_words(kind: str, targets: tuple[str, ...], away: tuple[str, ...]) -> str:
    """The command that rules so, after "rashomon correct"."""
    gone = [f"--away {_quoted(one)}" for one in away]
    return " ".join((kind, *targets, *gone))


def _quoted(words: str) -> str:
    import shlex

    return shlex.quote(words)


@correct.command("export", cls=WithExamples, examples=("rashomon correct export corrections.yaml",))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_ledger
def export(file: Path, ledger: Path) -> None:
    """Write what people ruled as a gold file, to score the program by.

    As pairs of names where FILE ends in .csv, else as JSON, which is YAML as well.
    """
    with open_workspace(ledger) as workspace:
        number = workspace.export_rulings(file)
    click.echo(f"{number} rulings in {file}.")


CORRECTING = (correct,)
