"""Sentences at the foot of a text that speak of the page, the letter, the edition or the author.

Stands inside reading. Enters: the lines of a text. Leaves: why a line below the report's last paragraph
is none of its words, though it is written like one: by how it opens, or since a page is heard in it that
speaks of itself or to its readers. The foot is gone through upwards, and the first line that is the
report's own ends it.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from rashomon.reading.lines import Line
from rashomon.reading.publication import HEAD_LINES, has_day

LONGEST_NOTICE_WORDS = 90
"""A longer line is a paragraph of the report, however it opens."""

LONGEST_SPEECH_WORDS = 45
"""In a longer line the words of pages may have come together by chance."""

LONGEST_LABEL_WORDS = 12
"""Links in whole phrases are at most so long: "Add this paper to the sources that you prefer"."""

LONGEST_BYLINE_WORDS = 24
"""A by-line with a place, a role and a day beside the name is at most so long."""

_BY = re.compile(
    r"\b(?i:by)\s+(?P<name>[A-Z][\w.’'-]+(?:\s+(?:(?:al|de|van|von|bin|el|ould|ag)\s+)?[A-Z][\w.’'-]*){1,4})"
)
_AND = re.compile(r"\s*(?:,|\band\b|&)\s+(?P<name>[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]*){1,4})")
_DATED_HOLDER = re.compile(
    r"(?:(?:©|\([cC]\)|[Cc]opyright)\s*)*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s+(?:by\s+)?"
    r"[A-Z][\w.&’'-]*(?:\s(?:[A-Z][\w&’'-]*|of|the|and|for|from|on|in|at|&))*[.|](?:\s|\Z)"
)
_RIGHTS = "a copyright or licence notice"


class _Family(Struct, frozen=True):
    why: str
    match: tuple[str, ...]


class _Author(Struct, frozen=True):
    why: str
    of_byline: str
    of_calling: str
    not_with: str


class _Outlet(Struct, frozen=True):
    why: str
    of_itself: str


class _Speech(Struct, frozen=True):
    why: str
    of_itself: str
    to_reader: str
    of_pages: str
    not_with: str


class _Ends(Struct, frozen=True):
    not_with: str
    opening: tuple[_Family, ...]
    author: _Author
    outlet: _Outlet
    speech: _Speech


def author_names(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names of the by-lines in the head, each once."""
    found: dict[str, None] = {}
    for line in lines[:HEAD_LINES]:
        if line.is_prose or line.count > LONGEST_BYLINE_WORDS:
            continue
        for by in _BY.finditer(line.words):
            found[by["name"].rstrip(" .,")] = None
            other = _AND.match(line.words, by.end())
            if other is not None:
                found[other["name"].rstrip(" .,")] = None
    return tuple(found)


def foot_reason(line: Line, authors: Sequence[str], above: Sequence[Line]) -> str | None:
    """Why a line at the foot is none of the report's words; None where nothing says so.

    Args:
        line: A line below which nothing of the report stands.
        authors: The names in the report's by-lines.
        above: The lines above it.
    """
    if line.count > LONGEST_NOTICE_WORDS or line.has_bullet:
        return None
    words = line.words.lstrip("*([_—–-• ")
    if _told().search(words):
        return None
    # The day of publication is the report's own, wherever it stands.
    if not (has_day(words) and _DATED.search(words)):
        for why, pattern in _openings():
            if pattern.match(words):
                return why
        if _DATED_HOLDER.match(words):
            return _RIGHTS
    return (
        _on_author(words, authors, above) or _on_outlet(words, above) or _page_speech(line, words)
    )


def _page_speech(line: Line, words: str) -> str | None:
    """Why a line goes in which a page speaks of itself or to its readers, in words of pages.

    Two of three must be heard: that it means itself, that it turns to the reader, and words of pages.
    One of the first two is enough in a label, which is no sentence.
    """
    speech = _speech()
    if line.count > LONGEST_SPEECH_WORDS or speech.not_with.search(words):
        return None
    of_itself, to_reader, of_pages = (
        one.search(words) is not None
        for one in (speech.of_itself, speech.to_reader, speech.of_pages)
    )
    is_label = line.count <= LONGEST_LABEL_WORDS and words[-1:].isalnum() and ". " not in words
    is_page = of_itself + to_reader + of_pages > 1 or (is_label and (of_itself or to_reader))
    return speech.why if is_page else None


_DATED = re.compile(
    r"(?:\A|[.|•·]\s+)(?:(?:first|originally|last)\s+)?"
    r"(?:published|posted|created|issued|released|date|written|translated|updated|modified)\b",
    re.IGNORECASE,
)


_ABOUT = re.compile(
    r"\W*about the (?:authors?|writers?|reporters?|contributors?)\W*", re.IGNORECASE
)


def _on_author(words: str, authors: Sequence[str], above: Sequence[Line]) -> str | None:
    patterns = _author()
    if patterns.not_with.search(words):
        return None
    if above and _ABOUT.fullmatch(above[-1].words):
        return patterns.why
    if authors:
        named = "|".join(map(re.escape, authors))
        of_byline = re.compile(patterns.of_byline.replace("{author}", named), re.IGNORECASE)
        return patterns.why if of_byline.match(words) else None
    called = patterns.of_calling.match(words)
    if called is None:
        return None
    # Somebody of whom the report tells is named above, an author is not, or in a line of its own.
    surname = called["name"].split()[-1].rstrip(".,")
    is_told_of = any(line.is_prose and surname in line.words for line in above)
    return None if is_told_of else patterns.why


def is_of_pages(words: str) -> bool:
    """Whether some words hold words of pages, letters and their business."""
    return _speech().of_pages.search(words) is not None


def _on_outlet(words: str, above: Sequence[Line]) -> str | None:
    """Why a line goes in which an outlet says what kind of outlet it is."""
    why, pattern = _outlet()
    named = pattern.match(words)
    if named is None or _author().not_with.search(words):
        return None
    name = named["name"] or named["owned"]
    # An outlet of which the report tells is named above in its paragraphs.
    is_told_of = any(line.is_prose and name in line.words for line in above)
    return None if is_told_of else why


@cache
def _told() -> re.Pattern[str]:
    return re.compile(_ends().not_with)


class _AuthorPatterns(Struct, frozen=True):
    why: str
    of_byline: str
    of_calling: re.Pattern[str]
    not_with: re.Pattern[str]


@cache
def _ends() -> _Ends:
    data = files("rashomon.reading").joinpath("data", "ends.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(data), _Ends)


@cache
def _openings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (family.why, re.compile("(?:" + "|".join(family.match) + ")", re.IGNORECASE))
        for family in _ends().opening
    )


@cache
def _author() -> _AuthorPatterns:
    author = _ends().author
    return _AuthorPatterns(
        author.why,
        author.of_byline,
        re.compile(author.of_calling),
        re.compile(author.not_with),
    )


@cache
def _outlet() -> tuple[str, re.Pattern[str]]:
    outlet = _ends().outlet
    return outlet.why, re.compile(outlet.of_itself)


class _SpeechPatterns(Struct, frozen=True):
    why: str
    of_itself: re.Pattern[str]
    to_reader: re.Pattern[str]
    of_pages: re.Pattern[str]
    not_with: re.Pattern[str]


@cache
def _speech() -> _SpeechPatterns:
    speech = _ends().speech
    return _SpeechPatterns(
        speech.why,
        re.compile(speech.of_itself, re.IGNORECASE),
        re.compile(speech.to_reader, re.IGNORECASE),
        re.compile(speech.of_pages, re.IGNORECASE),
        re.compile(speech.not_with, re.IGNORECASE),
    )
