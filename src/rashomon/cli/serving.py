"""Commands that serve the workbench, and that say who may enter it."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.listings import clean
from rashomon.cli.options import with_ledger


class _Serve(WithExamples, click.Group):
    """A command of its own that has commands below it."""


@click.group(
    cls=_Serve,
    invoke_without_command=True,
    examples=(
        "rashomon serve --ledger story.db --port 8080 --open",
        "rashomon serve --host 0.0.0.0 --users users.json --allow-host desk.example.org",
        "rashomon serve users add maria --role editor --users users.json",
    ),
)
@with_ledger
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=8000,
    show_default=True,
    help="The port to listen at; 0 takes one that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at. Beyond this machine only with --users or --token.",
)
@click.option("--open", "opens", is_flag=True, help="Open the browser.")
@click.option(
    "--users", type=click.Path(path_type=Path, dir_okay=False), help="Who may enter; see users add."
)
@click.option("--token", "draws", is_flag=True, help="Draw a token that lets editors enter.")
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name by which browsers call this server; may be given several times.",
)
@click.pass_context
def serve(
    context: click.Context,
    /,
    ledger: Path,
    port: int,
    host: str,
    opens: bool,
    **access: Any,
) -> None:
    """Show the ledger in the browser: the workbench and its HTTP API."""
    if context.invoked_subcommand is not None:
        return
    from msgspec.structs import replace

    from rashomon.server.running import Address, draw_token, run
    from rashomon.settings import load_settings

    settings = load_settings(Path.cwd(), os.environ)
    serving = settings.serving
    if access["users"] is not None:
        serving = replace(serving, users_file=str(access["users"]))
    if access["draws"] and serving.token is None:
        serving = replace(serving, token=draw_token())
    serving = replace(serving, hosts=(*serving.hosts, *access["names"]))
    address = Address(host, port, opens)
    run(ledger, replace(settings, serving=serving), address, say=click.echo)


@serve.group()
def users() -> None:
    """Who may enter a workbench that others can reach."""


def _with_file(command: click.Command) -> click.Command:
    command.params.append(
        click.Option(
            ["--users", "file"],
            type=click.Path(path_type=Path, dir_okay=False),
            default=Path("users.json"),
            show_default=True,
            help="The file of users.",
        )
    )
    return command


@_with_file
@users.command(name="add")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "editor"]),
    default="reader",
    show_default=True,
    help="Readers look; editors correct and upload, too.",
)
@click.password_option(help="Asked for unless given.")
def add(name: str, role: str, password: str, file: Path) -> None:
    """Let NAME enter; an account of that name is replaced."""
    from rashomon.server.users import load_accounts, make_account, save_accounts

    accounts = load_accounts(file)
    accounts[name] = make_account(name, "editor" if role == "editor" else "reader", password)
    save_accounts(file, accounts)
    click.echo(f"{name} may enter as {role} ({file}).")


@_with_file
@users.command(name="remove")
@click.argument("name")
def remove(name: str, file: Path) -> None:
    """Let NAME enter no more."""
    from rashomon.errors import UsageError
    from rashomon.server.users import load_accounts, save_accounts

    accounts = load_accounts(file)
    if accounts.pop(name, None) is None:
        raise UsageError(f"{file} names no user {name!r}.", code="no-such-user")
    save_accounts(file, accounts)
    click.echo(f"{name} may enter no more ({file}).")


@_with_file
@users.command(name="list")
def list_(file: Path) -> None:
    """Who may enter, and as what."""
    from rashomon.server.users import load_accounts

    for name, account in sorted(load_accounts(file).items()):
        click.echo(f"{name}\t{account.role}")


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon publish story-pages --ledger story.db",
        "rashomon publish evening --asof 2015-06-04",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--asof", type=click.DateTime(formats=["%Y-%m-%d"]), metavar="DAY", help="As known on DAY."
)
@with_ledger
def publish(folder: Path, asof: datetime | None, ledger: Path) -> None:
    """Write the workbench into FOLDER as pages that open from a file or any web server."""
    from rashomon.server.publishing import publish as write_pages
    from rashomon.settings import load_settings

    def say(pages: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{pages} pages", nl=False, err=True)

    day = None if asof is None else asof.date()
    made = write_pages(ledger, folder, load_settings(Path.cwd(), os.environ), day, say)
    for address in made.missing:
        click.echo(f"rashomon: not there, so not published: {clean(address)}", err=True)
    size = f"{made.size_bytes / 1e6:.1f} MB"
    click.echo(f"{made.pages} pages and {made.files} files, {size}: open {folder / 'index.html'}")


SERVING = (serve, publish)
