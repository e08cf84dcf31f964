"""What a screen is: an address, a function that makes its view, a template, perhaps rows and actions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from starlette.datastructures import FormData

from rashomon.server.asking import Ask

Rows = Sequence[Mapping[str, Any]]


class Screen(Struct, frozen=True):
    """One screen of the workbench.

    ``name`` is its place in the navigation (several screens may share one), ``path`` its address below
    the story with parts in braces, ``view`` makes a frozen Struct of plain values and records, which
    ``template`` shows as ``view`` and the ``.json`` twin gives as JSON. ``rows``, for lists, takes the
    view to the rows of the ``.csv`` twin: mappings with the same keys in the same order.
    """

    name: str
    path: str
    template: str
    view: Callable[[Ask], Struct]
    rows: Callable[[Any], Rows] | None = None


class Action(Struct, frozen=True):
    """Something that a form does: POST to ``path`` below the story.

    ``act`` is called for editors only, after the form's ``csrf`` field was checked, and gives the
    address to go to (`Ask.link`). What it raises is shown as any error is. ``files`` is how many files
    the form may send.
    """

    path: str
    act: Callable[[Ask, FormData], str]
    files: int = 0
