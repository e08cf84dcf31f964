"""The command that serves the workbench."""

from pathlib import Path

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.options import with_ledger


@click.command(cls=WithExamples, examples=("rashomon serve --ledger story.db --port 8080",))
@with_ledger
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen at; yours alone."
)
@click.option("--open", "opens", is_flag=True, help="Open the browser.")
def serve(ledger: Path, port: int, host: str, opens: bool) -> None:
    """Show the ledger in the browser: the workbench and its HTTP API."""
    import os

    from rashomon.server.running import run
    from rashomon.settings import load_settings

    run(ledger, load_settings(Path.cwd(), os.environ), host=host, port=port, opens=opens)


SERVING = (serve,)
