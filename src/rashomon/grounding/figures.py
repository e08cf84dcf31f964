"""What the words of a figure mean: bounds, and what is counted.

Stands beside `rashomon.grounding.quantities`, which finds the words. Enters: words. Leaves: their
bounds. "Hundreds" are 200 to 999, "more than 20,000" are 20,000 without an upper bound.
"""

import re
from functools import cache, lru_cache

from rashomon.grounding.words import counts
from rashomon.records.mentions import Quantity

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: n for n, word in enumerate(_UNITS.split())} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), start=2)
}
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "score": 20, "m": 10**6, "k": 10**3, "bn": 10**9,
}  # fmt: skip

VAGUE = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999), "tens of millions": (20_000_000, 99_999_999),
    "a couple": (2, 2), "a handful": (3, 9), "a pair": (2, 2), "tens": (20, 99),
    "couple": (2, 2), "handful": (3, 9), "pair": (2, 2),
}  # fmt: skip
"""Numbers that nobody counted: from two of the unit, up to where the next unit begins."""

_MANY_OF = {"dozen": "dozens", "score": "scores", "hundred": "hundreds", "thousand": "thousands",
            "million": "millions"}  # fmt: skip
_SEVERAL = re.compile(
    r"(?:several|(?:quite\s+)?(?:a\s+)?(?:good\s+)?few|many)\s+"
    r"(dozen|score|hundred|thousand|million)s?\b"
)
"""A few of a unit are as many as the unit's own plural says: "several hundred" are hundreds."""

_COUPLE = re.compile(r"(?:a\s+)?couple(?:\s+of)?\s+(dozen|score|hundred|thousand|million)s?\b")
_HALF = re.compile(r"half\s+(?:an?\s+)?(dozen|score|hundred|thousand|million|billion)\b")
_AND_A_HALF = re.compile(r"\s+and\s+a\s+half(?:\s+(hundred|thousand|million|billion))?\b")
_THEN = re.compile(
    r"[\s,]*(?:(?:or|and|to|if\s+not|perhaps|possibly|maybe|even|upon)[\s,]+)+"
    r"(?=(?:dozens|scores|hundreds|thousands|tens|millions)\b)"
)
"""What parts two numbers that nobody counted: "dozens, perhaps hundreds"."""

_SHORT_SHARE = 0.1
"""How far "nearly 500" may fall short: a tenth, since such figures are rounded to one or two digits."""

_MAX_NUMBER = 1e15

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3}){2,}|\d+(?:\.\d+)?")
"""A figure in digits."""

SIZED = re.compile(r"(\d+(?:\.\d+)?)(k|m|bn)", re.IGNORECASE)
RANGE = re.compile(r"(\d[\d,]*)[-–](\d[\d,]*)")
_SPACED = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009](?=\d{3}(?!\d))")
"""The space between thousands: "12 000"."""

_PIECE = re.compile(
    r"(?P<points>[1-9]\d{0,2}(?:\.\d{3})+)(?![\d.,]*\d)(?!\s*(?:k|m|bn|hundred|thousand|million|billion|trillion)\b)"
    r"|\d[\d,]*(?:\.\d+)?(?:k|m|bn)?\b|[^\W\d_]+(?:'s)?|-"
)
"""Figures and words; three digits behind a point are thousands, as much of Europe writes, where no
"million" follows."""

_JOINTS = frozenset(("-", "and", "a", "an"))
_JOINT = re.compile(r"(?:\s|-|\band\b|\ban?\b)*")

_FORMULA = re.compile(r"\s*[\^/]\s*\d")
"""What stands behind the first number of a power or a ratio, whose value is not its own."""

_MORE_BEHIND = re.compile(r"\s*(?:\+|-?\s*plus\b|(?:or|and)\s+more\b)")
_FEWER_BEHIND = re.compile(r"\s*(?:or|and)\s+(?:fewer|less)\b")
_LOOSE_BEHIND = re.compile(r"\s*(?:or\s+so\b|-?\s*odd\b)")
_EDGE_BEHIND = re.compile(r"\s*,?\s*\bat\s+(?:the\s+)?(?:very\s+)?(least|most)\Z", re.IGNORECASE)


_WORDINGS_HELD = 1 << 14
"""Wordings of figures whose meaning is kept at hand; most reports say "two men" sooner or later."""


@lru_cache(maxsize=_WORDINGS_HELD)
def read_quantity(text: str) -> Quantity | None:
    """The bounds that the words of a quantity mean, and what is counted; None for no number.

    "between 20 and 30 tanks" is 20 to 30, "more than 500" has no upper bound, "up to 500" no lower one,
    "nearly 500" is 450 to 500. "About 500" is the figure that is named: how far off it may be, no words
    say.
    """
    plain = re.sub('[“”«»"]', "", text.replace("’", "'")).strip()
    plain = _SPACED.sub("", plain)
    bound, rest = _split_bound(plain.lower())
    offset = len(plain) - len(rest)
    low, high, used = _range(rest)
    if low is None or high is None or high > _MAX_NUMBER or _FORMULA.match(rest, used):
        return None
    behind, used = _bound_behind(rest, used)
    of = re.sub(
        r"^(?:[\s\"“”»«,]|of\b|the\b|others?\b|more\b(?!\s+(?:or|than)\b)|-)+",
        "",
        plain[offset + used :],
        flags=re.IGNORECASE,
    )
    edge = _EDGE_BEHIND.search(of)
    if edge:
        behind, of = ("floors" if edge[1].lower() == "least" else "ceilings"), of[: edge.start()]
    kind = behind or bound
    if kind == "floors":
        return Quantity(low, None, of)
    if kind == "ceilings":
        return Quantity(None, high, of)
    if kind == "shorts" and low == high:
        return Quantity(low - round(low * _SHORT_SHARE), high, of)
    return Quantity(low, high, of)


def _bound_behind(text: str, used: int) -> tuple[str, int]:
    """What the words right behind a figure make of it: "200 or more", "3,000+", "20-odd"."""
    for kind, words in (
        ("floors", _MORE_BEHIND), ("ceilings", _FEWER_BEHIND), ("", _LOOSE_BEHIND)
    ):  # fmt: skip
        match = words.match(text, used)
        if match:
            return kind, match.end()
    return "", used


@cache
def bounds() -> dict[str, str]:
    """The words that bound a figure behind them, each with the list it stands in."""
    lists = ("floors", "ceilings", "shorts", "abouts", "openers")
    return {word: name for name in lists for word in counts()[name]}


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(bounds(), key=lambda word: (-len(word), word)))


def _split_bound(text: str) -> tuple[str, str]:
    """Which list the bounding words at the start of a text stand in, and the rest."""
    found = ""
    again = True
    while again:
        again = False
        for bound in _longest_first():
            if text.startswith(bound + " ") or (bound == "~" and text.startswith(bound)):
                kind = bounds()[bound]
                found = found if found and kind in ("openers", "abouts") else kind
                text = text[len(bound) :].lstrip()
                again = True
                break
    return found, text


def _range(text: str) -> tuple[float | None, float | None, int]:
    """The bounds of a number or a range at the start of a text, and how much of it they take."""
    vague = _vague(text)
    if vague is not None:
        low, high, used = vague
        then = _THEN.match(text, used)
        more = None if then is None else _vague(text[then.end() :])
        if then is not None and more is not None and more[1] >= high:
            return low, more[1], then.end() + more[2]
        return low, high, used
    first, used = _number(text)
    if first is None:
        return None, None, 0
    joint = re.match(r"\s*(?:[-–]|to\b|or\b|and\b)\s*", text[used:])
    if joint:
        second, more_used = _number(text[used + joint.end() :])
        if second is not None and second >= first:
            end = used + joint.end() + more_used
            return _scaled(first, second, text[used + joint.end() : end]), second, end
    half = _AND_A_HALF.match(text, used)
    if half and first == int(first):
        own = SCALES.get(text[:used].rsplit(maxsplit=1)[-1], 1)  # "a million and a half"
        first = first + own / 2 if own > 1 else (first + 0.5) * SCALES.get(half[1] or "", 1)
        return first, first, half.end()
    return first, first, used


def _scaled(first: float, second: float, words: str) -> float:
    """The lower end of a range whose unit stands once: "two to three dozen" are 24 to 36."""
    unit = SCALES.get(words.rsplit(maxsplit=1)[-1] if words.split() else "", 1)
    return first * unit if unit > 1 and first < second / unit <= _MAX_OF_UNIT else first


_MAX_OF_UNIT = 999
"""How many of a unit are told in one word of it: "20 to 30 thousand"."""


def _vague(text: str) -> tuple[float, float, int] | None:
    """The bounds of a number that nobody counted, at the start of a text."""
    several = _SEVERAL.match(text)
    if several:
        low, high = VAGUE[_MANY_OF[several[1]]]
        return low, high, several.end()
    for pattern, share in ((_COUPLE, 2.0), (_HALF, 0.5)):
        match = pattern.match(text)
        if match:
            value = share * SCALES[match[1]]
            return value, value, match.end()
    for words in sorted(VAGUE, key=len, reverse=True):
        if re.match(rf"{words}\b", text):
            low, high = VAGUE[words]
            return low, high, len(words)
    return None


def _number(text: str) -> tuple[float | None, int]:
    """The number at the start of a text, in digits or words, and how much of the text it takes."""
    total = group = 0.0
    used, seen = 0, False
    for piece in _PIECE.finditer(text):
        word = piece.group()
        if not _JOINT.fullmatch(text, used, piece.start()):
            break
        if word in _JOINTS:
            if (not seen and word not in ("a", "an")) or (
                word == "and" and max(group, total) < 100
            ):
                break
            continue
        value = _value(word.replace(".", "") if piece["points"] else word)
        if value is not None and not (
            seen and (word[0].isdigit() or (value >= 10 and group % 100))
        ):
            group += value
        elif word in SCALES:
            group = (group or 1) * SCALES[word]
            if SCALES[word] >= 1_000:
                total, group = total + group, 0.0
        else:
            break
        seen, used = True, piece.end()
    return (total + group, used) if seen else (None, 0)


def _value(word: str) -> float | None:
    """What a figure or a word below a hundred stands for."""
    sized = SIZED.fullmatch(word)
    if sized:
        return float(sized[1]) * SCALES[sized[2].lower()]
    if word[0].isdigit():
        return min(float(word.replace(",", "")), _MAX_NUMBER * 10)
    return SMALL.get(word)
