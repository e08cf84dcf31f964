"""The command line: one group, its commands loaded with nothing heavier than click."""

import os
import sys
import traceback
from typing import NoReturn

import click

from rashomon.cli.asking import ASKING
from rashomon.cli.commands import Listed
from rashomon.cli.correcting import CORRECTING
from rashomon.cli.foreseeing import FORESEEING
from rashomon.cli.importing import IMPORTING
from rashomon.cli.keeping import KEEPING
from rashomon.cli.listings import clean
from rashomon.cli.proving import PROVING
from rashomon.cli.reading import READING
from rashomon.cli.serving import SERVING
from rashomon.cli.watching import WATCHING
from rashomon.errors import RashomonError, UsageError
from rashomon.version import __version__

DONE, FAILED, MISUSED, WITH_REJECTS, INTERRUPTED = 0, 1, 2, 3, 130


SECTIONS = {
    "Bring reports in": ("read", "sample", "watch", "import"),
    "Look at it": ("serve", "brief", "publish"),
    "Ask": ("claims", "disputes", "sources", "timeline", "reuse", "search", "show"),
    "Ask by day": ("situation", "diff", "pacts", "whatif", "forecasts"),
    "Correct": ("correct",),
    "Take along": ("export",),
    "Prove": ("check", "verify", "evidence", "log"),
}


@click.group(
    cls=Listed,
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 failed, 2 misuse, 3 done but some inputs could not be read.",
)
@click.version_option(__version__, prog_name="rashomon")
def rashomon() -> None:
    """One event, many accounts: who says what, on whose word, and what could be known on any day.

    Begin with "rashomon read FOLDER", then "rashomon serve --open" or "rashomon brief". Without reports
    of your own, "rashomon sample story" gives you some.
    """


for command in (
    *READING,
    *WATCHING,
    *ASKING,
    *FORESEEING,
    *IMPORTING,
    *CORRECTING,
    *KEEPING,
    *PROVING,
    *SERVING,
):
    rashomon.add_command(command)


def main() -> NoReturn:
    """Run the command line and end with its exit code."""
    try:
        code = rashomon.main(prog_name="rashomon", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = MISUSED
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            "rashomon: interrupted. What was kept is safe; the same command goes on from there.",
            err=True,
        )
        code = INTERRUPTED
    except RashomonError as error:
        click.echo(f"rashomon: {clean(with_code(error))}", err=True)
        code = MISUSED if isinstance(error, UsageError) else FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing is left to say to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except Exception:  # noqa: BLE001 - what nobody foresaw ends in a sentence, too
        traceback.print_exc()
        click.echo(
            "rashomon: a promise of the program is broken (internal). Please report the lines above.",
            err=True,
        )
        code = FAILED
    sys.exit(code if isinstance(code, int) else DONE)


def with_code(error: RashomonError) -> str:
    """An error's sentence with its code after what was wrong and before what to do next."""
    said, point, rest = str(error).partition(". ")
    said = said.removesuffix(".")
    return f"{said} ({error.code}){point or '.'}{rest}"
