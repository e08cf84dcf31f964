"""Lines that the page left in a text, and why each is none of the report's words.

Stands inside reading. Enters: the lines of a text. Leaves: the reason for each line to be removed.
A line that reads like a sentence stays unless it belongs to a family that no report says of itself.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from rashomon.gazetteers.outlets import find_outlet
from rashomon.reading.ends import author_names, foot_reason, is_of_pages
from rashomon.reading.lines import Line, bare
from rashomon.reading.publication import has_day

LONGEST_MENU_LABEL_WORDS = 5
"""Labels of menus are this short; the parts of a digest's line between bars are longer."""

LONGEST_CAPTION_WORDS = 25
"""A longer line that ends in a point is a sentence whatever it says of pictures and links."""

LONGEST_LEFTOVER_CHARS = 1_200
"""Notices of copyright are the longest leftovers; a longer line is never removed."""

LONGEST_COLUMN_LABEL_WORDS = 3
"""Links that only wide gaps keep apart; the columns of a table hold longer words, or numbers."""

_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+")
_MENU_BREAK = re.compile(r"\s*[|•·▪]\s*")
_ROW_BREAK = re.compile(r"\s*[|•·▪♥❤★☆◦]\s*")
_SIGNED = re.compile(r"\b(?i:by)\s+[A-Z]|\A[A-Z]{3,}\b.*[–—-]")
_MADE_BY = re.compile(r"[^.!?:]{0,40}?\b(?:by|of|from)\s", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(?!and\b|for\b|from\b|in\b|with\b|the\b|our\b|of\b|al\b)"
    r"(?!\w*(?:agencies|correspondents|editors|reporters|sources|staff|writers)\b)[a-z]{3,}(?:s|ed)\b"
)
_SIGNATURE = re.compile(
    r"\([A-Z]{2,4}\)|[A-Z]{2,4}(?:/[A-Z]{1,4}){1,3}|/{1,2}[A-Za-z]{2,12}/{1,2}|={2,}[A-Za-z]{2,16}=*|"
    r"\d{3,6}\*{1,2}\d{3,6}|[A-Z]{0,6}\d{12,}[A-Z\d]*|[#*_=~]{3,}"
)
_TRAIL_BREAK = re.compile(r"\s+[>»›→]+\s+|\s*[»›]\s*|\s+::\s+")
_RELATED = re.compile(
    r"(related|similar|recommended|more|most|trending|popular|latest|also|see also|read also|"
    r"you may also like|further reading|other|(what to )?(read|watch|see) next|keep reading|up next|"
    r"next up)\b.{0,40}",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|"
    r"did|does|said|says|told|killed|died|\w{3,}ed)\b",
    re.IGNORECASE,
)


_HEARD = re.compile(r"[,”\"] (?:\w+ ){1,6}(?:said|says|told|tells|warned|warns)\b[^:]*\Z")


class _Family(Struct, frozen=True):
    why: str
    match: tuple[str, ...]


class _Families(Struct, frozen=True):
    anywhere: tuple[_Family, ...]
    edge: tuple[_Family, ...]
    squeezed: tuple[_Family, ...]


def find_leftovers(lines: Sequence[Line]) -> dict[int, str]:
    """The reasons by index of the lines that are leftovers of a page."""
    found = {i: why for i, line in enumerate(lines) if (why := _reason(line)) is not None}
    authors = author_names(lines)
    prose = [i for i, line in enumerate(lines) if line.is_prose and i not in found]
    while len(prose) > 1:  # the only paragraph is the report's
        why = foot_reason(lines[prose[-1]], authors, lines[: prose[-1]])
        if why is None:
            break
        found[prose.pop()] = why
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for i in [*range(min(first, len(lines))), *range(last + 1, len(lines))]:
        line = lines[i]
        why = _edge_reason(line) or _columns_reason(line) or _row_reason(line)
        if why is not None and i < first and _is_told(line.words):
            why = None  # a headline
        if why is None and -1 < last < i:
            why = foot_reason(line, authors, lines[:i]) or _signature_reason(line)
        if why is not None:
            found.setdefault(i, why)
    found.update(_related_block(lines, found, last))
    return found


def _edge_reason(line: Line) -> str | None:
    words = bare(line.words).casefold()
    return next(
        (
            why
            for why, pattern in _patterns()[1]
            if pattern.fullmatch(words) or (" " in words and pattern.fullmatch(words.rstrip(". ")))
        ),
        None,
    )


def _is_told(words: str) -> bool:
    """Whether a credit's words go on as a headline does: "Report by UN finds …"."""
    found = _MADE_BY.match(words)
    return found is not None and _GOES_ON.search(words, found.end()) is not None


def _signature_reason(line: Line) -> str | None:
    """Why a line at the foot goes that is a desk's own mark: "/HNA/", "LB/OS", "1424**2050"."""
    words = "".join(line.words.split())
    found = _SIGNATURE.fullmatch(words) is not None and find_outlet(words.strip("()")) is None
    return "a mark of the desk" if found else None


def _columns_reason(line: Line) -> str | None:
    """A menu whose links stand apart by wide gaps alone."""
    labels = [part.split() for part in line.columns]
    if len(labels) < 3 or line.is_prose or any(letter.isdigit() for letter in line.words):
        return None
    is_menu = all(
        0 < len(words) <= LONGEST_COLUMN_LABEL_WORDS and words[0][0].isupper() for words in labels
    )
    return "a menu" if is_menu else None


def _row_reason(line: Line) -> str | None:
    """Why a row of links goes: each of its pieces is a leftover, or one is and the others are labels."""
    if line.is_prose:
        return None
    parts = [part for column in line.columns for part in _ROW_BREAK.split(column) if bare(part)]
    pieces = [piece for part in parts for piece in _SENTENCE_BREAK.split(part) if bare(piece)]
    reasons = [_phrase_reason(bare(piece).rstrip(".!? ").casefold()) for piece in pieces]
    if len(pieces) > 1 and all(reasons):
        return reasons[0]
    is_labels = len(parts) > 1 and all(
        why is not None or _is_label(piece) for why, piece in zip(reasons, pieces, strict=True)
    )
    # What dates or signs the report stays, whatever stands beside it.
    if not is_labels or has_day(line.words) or _SIGNED.search(line.words):
        return None
    return next((why for why in reasons if why is not None), None)


def _is_label(piece: str) -> bool:
    return len(piece.split()) <= LONGEST_MENU_LABEL_WORDS and piece.strip()[-1] not in ".!?:;,"


def _reason(line: Line) -> str | None:
    if len(line.words) > LONGEST_LEFTOVER_CHARS:
        return None
    notice = _notice(line)
    if notice is not None:
        return notice
    words = bare(line.words).casefold()
    for why, pattern in _patterns()[0]:
        if pattern.fullmatch(words) and not _is_sentence(line, why):
            return why
    parts = [bare(part).casefold() for part in _MENU_BREAK.split(line.words) if part.strip()]
    reasons = [_phrase_reason(part) for part in parts]
    if len(parts) > 1 and reasons[0] is not None and all(reasons):
        return reasons[0]
    return _structure(line)


def _phrase_reason(words: str) -> str | None:
    """Why some words are a leftover by themselves, as each link in a row of links is."""
    return next((why for why, pattern in _patterns()[0] if pattern.fullmatch(words)), None)


def _notice(line: Line) -> str | None:
    squeezed = "".join(line.words.casefold().split())
    for why, pattern in _patterns()[2]:
        if pattern.search(squeezed):
            return why
    return None


_OF_ITSELF = frozenset(
    {
        "an invitation to follow the outlet",
        "an invitation to subscribe",
        "a place for comments",
        "a copyright or licence notice",
        "a riddle against robots",
    }
)
"""Families that are sentences by nature: a report does not say such things of itself."""


def _is_sentence(line: Line, why: str) -> bool:
    """Whether a line that looks like a leftover is a sentence of the report after all."""
    if why == "a link to something else":
        # A link is no sentence with a point, unless it speaks of pages, and nobody is heard in it.
        is_closed = line.words[-1:] == "." and _FINITE.search(line.words) is not None
        return _HEARD.search(line.words) is not None or (
            line.is_prose and is_closed and not is_of_pages(line.words)
        )
    if why in _OF_ITSELF:
        return False
    if line.has_bullet and _FINITE.search(line.words) is not None:
        return True
    if why == "a caption or a credit of a picture" and _is_told(line.words):
        return True
    if not line.is_prose or line.words[0] in "[(":
        return False
    return line.count >= LONGEST_CAPTION_WORDS or _FINITE.search(line.words) is not None


def _structure(line: Line) -> str | None:
    """A menu or a trail of sections, told by its marks alone."""
    # A row of a table is no menu, nor is a line that dates the report.
    if line.is_prose or line.words[:1] == "|" or has_day(line.words):
        return None
    for breaks, why in ((_MENU_BREAK, "a menu"), (_TRAIL_BREAK, "a trail of sections")):
        parts = [part.strip() for part in breaks.split(line.words) if part.strip()]
        labels = sum(len(part.split()) <= LONGEST_MENU_LABEL_WORDS for part in parts)
        # A trail's last part is the title of the page itself, of any length.
        if len(parts) >= 3 and labels >= len(parts) - 1:
            return why
    return None


def _related_block(lines: Sequence[Line], found: dict[int, str], last: int) -> dict[int, str]:
    """The lines after the last prose below a heading such as "Related articles", or below a link.

    Below a link to share or subscribe only labels go: no sentences, items of a list, days or names.
    """
    block: dict[int, str] = {}
    inside = after = False
    for i in range(last + 1, len(lines)):
        if _RELATED.fullmatch(bare(lines[i].words)) and i in found:
            inside = True
        elif inside or (after and _is_link(lines[i])):
            block.setdefault(i, "a link to something else")
        after = after or found.get(i) in _OF_LINKS
    return {i: why for i, why in block.items() if i not in found}


def _is_link(line: Line) -> bool:
    """Whether a line among the links below a text may be one more: no item, sentence, day or credit."""
    is_own = line.has_bullet or has_day(line.words) or _SIGNED.search(line.words) is not None
    is_own = is_own or ":" in line.words or find_outlet(bare(line.words)) is not None
    return not is_own and line.words[-1:] not in '.!?”")'


_OF_LINKS = frozenset(
    {
        "a link to print, send or save the page",
        "a link to share the page",
        "a link to something else",
        "a place for comments",
        "an invitation to follow the outlet",
        "an invitation to subscribe",
    }
)


@cache
def _patterns() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]:
    data = files("rashomon.reading").joinpath("data", "leftovers.toml").read_text("utf-8")
    families = msgspec.convert(tomllib.loads(data), _Families)
    return tuple(
        tuple((family.why, re.compile("|".join(family.match))) for family in group)
        for group in (families.anywhere, families.edge, families.squeezed)
    )
