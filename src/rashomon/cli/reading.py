"""Commands that bring reports in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.listings import clean
from rashomon.cli.options import with_ledger, with_names
from rashomon.cli.workspaces import open_workspace

if TYPE_CHECKING:
    from rashomon.workspace.intake import Progress, ReadSummary

REJECTS_SHOWN = 20
"""Rejects named on the screen; all of them stand in the brief."""


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon read my-reports/ --ledger story.db",
        "rashomon read https://example.org/2015/06/30/story.html",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@with_ledger
@with_names
@click.pass_context
def read(
    context: click.Context,
    paths: tuple[str, ...],
    ledger: Path,
    registries: tuple[Path, ...],
    watch_lists: tuple[Path, ...],
) -> None:
    """Read files, folders and pages of the web into the ledger.

    What the ledger has already is not read again; a read that was stopped goes on where it was. A
    file reports.csv in a folder tells what you know of its reports. Only where PATH is an address is
    anything fetched. Registries and watch lists that hold for every read belong into rashomon.toml.
    """
    _prepare_places()
    with open_workspace(ledger, registries, watch_lists) as workspace, _Bar() as bar:
        summary = workspace.read(paths, bar)
    tell(summary, ledger)
    context.exit(3 if summary.rejects else 0)


@click.command(cls=WithExamples, examples=("rashomon sample story && rashomon read story",))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def sample(folder: Path) -> None:
    """Copy the sample corpus into FOLDER: short reports by invented outlets on a real story."""
    from rashomon.corpus import reports_folder
    from rashomon.exporting.files import replace_file, storing

    with storing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for file in sorted(reports_folder().iterdir(), key=lambda one: one.name):
        if file.is_file():
            replace_file(folder / file.name, [file.read_bytes()])
            number += 1
    click.echo(f"{number} files in {folder}. Read them: rashomon read {folder}")


def _prepare_places() -> None:
    """Build the gazetteer of places where it is not there yet, and say so, since it takes a while."""
    from rashomon.gazetteers.places import open_gazetteer

    open_gazetteer(say=lambda sentence: click.echo(f"rashomon: {sentence}", err=True))


def tell(summary: "ReadSummary", ledger: Path) -> None:
    """Say what came of a read: what is new on standard output, what went wrong beside it."""
    for reject in summary.rejects[:REJECTS_SHOWN]:
        line = f"{reject.name}: {reject.reason} ({reject.code})"
        click.echo(f"rashomon: not read: {clean(line)}", err=True)
    if len(summary.rejects) > REJECTS_SHOWN:
        more = len(summary.rejects) - REJECTS_SHOWN
        click.echo(f"rashomon: not read: {more} more, all named in the brief", err=True)
    found = [
        _counted(len(summary.added), "report") + " added",
        f"{len(summary.edited)} of them edited since an earlier read" if summary.edited else "",
        f"{len(summary.again)} read again" if summary.again else "",
        f"{len(summary.known)} known already" if summary.known else "",
        f"{len(summary.rejects)} not read" if summary.rejects else "",
    ]
    if not summary.added and not summary.again and not summary.entries:
        click.echo(f"Nothing new: {', '.join(one for one in found[1:] if one) or 'no reports'}.")
        return
    click.echo(f"{', '.join(one for one in found if one)} to {ledger}.")
    for one in summary.entries:
        if one.kind in ("statement", "claim", "dispute", "reuse", "pact", "forecast"):
            counts = ((one.added, "new"), (one.changed, "changed"), (one.retired, "gone"))
            told = "  ".join(f"{number:>6} {words}" for number, words in counts if number)
            click.echo(f"  {one.kind:10} {told}")
    if sys.stdout.isatty():
        click.echo(
            f"Next: rashomon serve --ledger {ledger} --open, or rashomon brief --ledger {ledger}"
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class _Bar:
    """A progress bar with rate and time left, on standard error where a person watches it."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> "_Bar":
        if sys.stderr.isatty():
            from rich import progress
            from rich.console import Console

            self._progress = progress.Progress(
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TextColumn("{task.fields[rate]}"),
                progress.TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._progress.add_task("Looking through the inputs", total=None, rate="")
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def __call__(self, now: "Progress") -> None:
        if self._progress is None:
            return
        if now.step == "settling":
            self._progress.update(
                self._task, description="Comparing all reports", total=None, rate=""
            )
        elif now.step == "reading":
            task = self._progress.tasks[0]
            rate = now.done / task.elapsed if task.elapsed else 0.0
            self._progress.update(
                self._task,
                description="Reading",
                completed=now.done,
                total=now.total,
                rate=f"{rate:.1f} reports/s",
            )


READING = (read, sample)
