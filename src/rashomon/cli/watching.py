"""The command that keeps reading feeds."""

import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.listings import clean
from rashomon.cli.options import with_ledger
from rashomon.cli.reading import tell
from rashomon.cli.workspaces import open_workspace

if TYPE_CHECKING:
    from rashomon.workspace.web import Round

SHORTEST_PERIOD_S = 60
"""Feeds are made anew every few minutes at most; who asks more often learns nothing and annoys."""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def _seconds(context: click.Context, option: click.Parameter, words: str) -> int:
    """Seconds, of a time such as 90s, 15m, 2h or 1d."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", words.strip())
    if found is None:
        raise click.BadParameter("write a number and s, m, h or d: 15m")
    seconds = int(found[1]) * _UNITS[found[2]]
    if seconds < SHORTEST_PERIOD_S:
        raise click.BadParameter(f"at least {SHORTEST_PERIOD_S}s: feeds change no faster")
    return seconds


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon watch https://example.org/world.xml --every 30m",
        "rashomon watch feeds.toml --once",
    ),
)
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "--every",
    callback=_seconds,
    default="15m",
    show_default=True,
    metavar="TIME",
    help="How long to wait between two rounds: 90s, 15m, 2h, 1d.",
)
@click.option("--once", is_flag=True, help="One round only.")
@with_ledger
@click.pass_context
def watch(
    context: click.Context, feeds: tuple[str, ...], every: int, once: bool, ledger: Path
) -> None:
    """Keep reading what is new in feeds: RSS, Atom, JSON Feed, sitemaps of news.

    FEED is an address, or a file feeds.toml with a table [[feed]] for each: its url and, if the pages do
    not say it themselves, its outlet. Items are fetched from their pages, politely and once. A feed that
    cannot be read is named and tried again in the next round. Ctrl-C ends it; what was read is kept.
    """
    from rashomon.collecting.subscriptions import list_feeds

    wanted = list_feeds(feeds)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is stopped like by Ctrl-C
    with open_workspace(ledger) as workspace:
        try:
            while True:
                found = workspace.watch(wanted)
                _tell(found, ledger)
                if once:
                    break
                time.sleep(every)
        except KeyboardInterrupt:
            click.echo("Stopped. What was read is kept; the same command goes on from there.")
            return
    is_whole = not found.summary.rejects and all(one.fault is None for one in found.feeds)
    context.exit(0 if is_whole else 3)


def _tell(found: "Round", ledger: Path) -> None:
    for one in found.feeds:
        if one.fault is not None:
            click.echo(f"rashomon: {clean(one.url)}: {clean(one.fault)}", err=True)
        if one.without_page:
            said = f"{one.without_page} items name no page; save the feed and read the file"
            click.echo(f"rashomon: {clean(one.url)}: {said}.", err=True)
    tell(found.summary, ledger)


WATCHING = (watch,)
