"""Help: the keys, and what the signs mean."""

from msgspec import Struct

from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Screen
from rashomon.views.cells import Pips, Role


class Help(Struct, frozen=True):
    """Keys with what they do, signs with what they mean."""

    keys: tuple[tuple[tuple[str, ...], str], ...]
    signs: tuple[tuple[Role, str], ...]
    pips: Pips


_KEYS = (
    (("j", "k"), "next row, row before"),
    (("Enter",), "open the row"),
    (("e",), "show its words"),
    (("[", "]"), "the one before, the next"),
    (("g", "o"), "go to a view; the letters stand in the rail"),
    (("/",), "search"),
    (("x",), "select the row"),
    (("y", "n", "u"), "in the queue of corrections: same, different, leave"),
    (("d",), "light or dark"),
    (("?",), "this help"),
    (("Esc",), "close, and go back to where you were"),
)

_SIGNS: tuple[tuple[Role, str], ...] = (
    ("contested", "accounts that cannot all be right as worded"),
    ("developing", "accounts that differ because time passed between them"),
    ("corroborated", "two or more independent origins say so; that does not make it true"),
    ("single", "one origin, however many copies"),
    ("copied", "repeats a report and adds no weight"),
)


def show(_: Ask) -> Help:
    """The help page; a browser with scripts shows it over the page."""
    return Help(_KEYS, _SIGNS, Pips("corroborated", 2, 3))


SCREENS = (Screen("help", "/help", "help.html", show),)
