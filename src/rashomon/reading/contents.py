"""The words of an input with what it says of itself, and the refusal of an input without any.

Stands inside reading: what the modules of the kinds of input give to `documents`, which chooses one.
"""

from datetime import date

from msgspec import Struct

from rashomon.reading.decoding import Decoded
from rashomon.reading.publishers import Page


class Document(Struct, frozen=True):
    """The words of an input. ``is_html`` says that they are a page whose article is to be found.

    ``day`` is the day of publication that the input states beside its words; ``evidence`` are the words
    that state it.
    """

    decoded: Decoded
    is_html: bool = False
    page: Page = Page()
    day: date | None = None
    evidence: str = ""


class Unreadable(Exception):  # noqa: N818 - no error of the program: the input gives no report
    """An input that gives no report. ``code`` and ``reason`` are those of its reject."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def undecodable() -> Unreadable:
    """The refusal of bytes that are no text in any known encoding."""
    reason = "The bytes are no text in a known encoding; save the file as UTF-8 and read it again."
    return Unreadable("undecodable", reason)
