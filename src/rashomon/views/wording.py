"""Days, sources and report text as a reader sees them in Markdown.

What a report says goes through `escape` before it stands in a view: its marks must not become headings,
links, tables or HTML of ours.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rashomon.instants import Days
from rashomon.records.reports import Published

LONGEST_SECTION = 12
"""Entries of a section that are printed: about what a page holds. The rest is counted, with the command
that lists it."""

LONGEST_QUOTE = 300
"""Code points of a quote that are printed; a longer one ends in "…" (the report has the rest)."""

_MARKS = re.compile(r"([\\`*\[\]|~$#]|(?<![^\W_])_|_(?![^\W_]))")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DOUBLE = re.compile('["“”]')
_LINK = re.compile(r"(?i)\b(https?|ftp)://|\bwww\.")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def escape(text: str) -> str:
    """A report's words as Markdown shows them: no marks, no tags, no links, one line.

    Characters that are not seen but turn the line round (bidirectional controls) are left out.
    """
    plain = " ".join(_UNSEEN.sub("", text).split())
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _LINK.sub(
        lambda found: found.group().replace(":", "&#58;").replace(".", "&#46;"), plain
    )
    return _MARKS.sub(r"\\\1", plain.replace("@", "&#64;"))


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """A report's words in quotation marks, cut between words where they are very long.

    Marks of quotation inside become single ones, and those without a partner are left out, as is the
    "that" which led to them.
    """
    words = _inner(" ".join(text.split()).strip(" ,;:")).removeprefix("that ")
    if len(words) > longest:
        words = words[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f"“{escape(words)}”"


def _inner(words: str) -> str:
    """Words with their double marks of quotation made single; a whole quotation loses its own."""
    marks = [found.start() for found in _DOUBLE.finditer(words)]
    pairs: dict[int, str] = {}
    opened: int | None = None
    for at in marks:
        closes = words[at] == "”" or (words[at] == '"' and opened is not None)
        if closes and opened is not None:
            pairs[opened], pairs[at] = "‘", "’"
            opened = None
        elif not closes:
            opened = at
    if len(marks) == 2 and pairs and marks[0] == 0 and not words[marks[1] + 1 :].strip(" .,"):
        pairs = {}
    return "".join(
        letter if letter not in '"“”' else pairs.get(at, "") for at, letter in enumerate(words)
    ).strip(" ,")


def even_quotes(text: str) -> str:
    """A text without the double marks of quotation that have no partner in it.

    A stretch of a sentence often holds one end of a quotation only.
    """
    lone: set[int] = set()
    opened: int | None = None
    for found in _DOUBLE.finditer(text):
        at = found.start()
        if text[at] == "”" or (text[at] == '"' and opened is not None):
            lone.update({at} if opened is None else ())
            opened = None
        else:
            lone.update(() if opened is None else {opened})
            opened = at
    lone.update(() if opened is None else {opened})
    return "".join(letter for at, letter in enumerate(text) if at not in lone).strip()


def day_words(value: date) -> str:
    """A day: "4 June 2015"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days_words(days: Days | None) -> str:
    """An interval of days, as short as it can be said: "4–5 June 2015", "June 2015", "2008"."""
    if days is None:
        return "no day known"
    return day_words(days.first) if days.first == days.last else _interval(days.first, days.last)


def _interval(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year == last.year and first.month == last.month:
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return f"{_MONTHS[first.month - 1]} {first.year}"
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def value_words(value: str) -> str:
    """A value in words: one that is an ISO day as a reader writes it."""
    try:
        return day_words(date.fromisoformat(value))
    except ValueError:
        return value


def dated(text: str) -> str:
    """A text with its ISO days as a reader writes them."""
    return _ISO_DAY.sub(lambda found: value_words(found.group()), text)


def published_words(published: Published) -> str:
    """The day of a report: as stated, "c." where it was inferred, "undated" where nobody knows."""
    if published.days is None:
        return "undated"
    words = days_words(published.days)
    return words if published.basis == "stated" else f"c. {words}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 origin", "2 origins"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listing(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shorten(entries: Iterable[list[str]], command: str) -> Iterator[str]:
    """The lines of the first entries, and how many more there are, with what lists them."""
    found = list(entries)
    for entry in found[:LONGEST_SECTION]:
        yield from entry
    if len(found) > LONGEST_SECTION:
        yield f"- … {len(found) - LONGEST_SECTION:,} more: `{command}`"


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with a point; names of files stay as they are."""
    if not text:
        return ""
    first = text.split(maxsplit=1)[0]
    opened = text if "." in first or "_" in first else text[0].upper() + text[1:]
    return opened if opened.endswith((".", "!", "?")) else f"{opened}."
