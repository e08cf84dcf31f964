"""Days, sources and report text as a reader sees them in Markdown.

What a report says goes through `escape` before it stands in a view: its marks must not become headings,
links, tables or HTML of ours.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from rashomon.instants import Days
from rashomon.records.reports import Published
from rashomon.records.statements import Statement

LONGEST_QUOTE = 400
"""Code points of a quote that are printed; a longer one ends in "…" (the report has the rest)."""

_MARKS = re.compile(r"([\\`*_\[\]|~$#])")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINK = re.compile(r"(?i)\b(https?|ftp)://|\bwww\.")
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


def quoted(text: str) -> str:
    """A report's words in quotation marks, cut where they are very long."""
    whole = " ".join(text.split())
    cut = whole if len(whole) <= LONGEST_QUOTE else whole[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{escape(cut.strip('“”'))}”" if not _is_speech(cut) else escape(cut)


def _is_speech(text: str) -> bool:
    return text.startswith("“") and text.endswith("”") and text.count("“") == 1


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


def published_words(published: Published) -> str:
    """The day of a report: as stated, "c." where it was inferred, "undated" where nobody knows."""
    if published.days is None:
        return "undated"
    words = days_words(published.days)
    return words if published.basis == "stated" else f"c. {words}"


def sources_words(statement: Statement) -> str:
    """On whose word a statement is, nearest speaker first; empty for the outlet's own voice."""
    chain = [
        escape(source.name) + (" (unnamed)" if source.kind == "anonymous" else "")
        for source in statement.attribution
        if source.name
    ]
    return " via ".join(chain)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 origin", "2 origins"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listing(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
