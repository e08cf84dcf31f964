"""The words in which English speaks of time, and a passage as a row of them.

A passage becomes a string of symbols, one a word: words that play the same parts in the grammar of
time share a symbol. So the forms of `times_forms` are regular expressions over kinds of words, and
a passage without any such word costs one search.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from rashomon.calendars import MONTHS, WEEKDAYS

_WORDS = re.compile(
    r"""
      \d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)              # 2012-08-07
    | \d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d{2})(?!\d)       # 8/7/2012
    | \d{1,2}\.\d{1,2}\.\d{4}(?!\d)                     # 07.08.2012
    | (?<![\d.,])(?:\d{4}|'?\d\d)'?s\b                  # 1990s, '90s
    | \d{1,2}:\d\d(?::\d\d)?                            # 7:15
    | \d{1,2}(?:st|nd|rd|th)\b
    | \d+(?:[,.]\d+)+                                   # 1,500 and 4.7: never a year or a day
    | \d+
    | '\d\d(?!\d)
    | (?:[ap]\.\s?m\.) | [ap]m\b
    | (?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec
       |mon|tues?|wed|thurs?|thur?|fri|sat|sun|st)\.
    | '[a-z]+ | [^\W\d_]+ | [^\w\s]
    """,
    re.IGNORECASE | re.VERBOSE,
)

_CAPITAL_ONLY = {"may", "march", "mar", "sun", "sat", "mon", "wed"}
"""Names of months and days that are other words, or names, when written small."""

OTHER = "\x01"
"""The symbol of a word that no form speaks of."""


class Word(Struct, frozen=True):
    """A word of a passage: where it stands, in small letters, and its symbol."""

    start: int
    end: int
    text: str
    lower: str
    symbol: str


class Holiday(Struct, frozen=True):
    """A day of the year with a name: fixed, counted from Easter, or the nth weekday of a month."""

    names: tuple[str, ...]
    day: str | None = None
    easter: int | None = None
    nth: tuple[int, int, int] | None = None
    after: int = 0


class Vocabulary:
    """The parts that words play, by word, and the symbols that stand for sets of parts."""

    def __init__(self, tables: dict[str, Any], literals: frozenset[str]) -> None:
        self.ones: dict[str, int] = tables["ones"]
        self.teens: dict[str, int] = tables["teens"]
        self.tens: dict[str, int] = tables["tens"]
        self.ordinals: dict[str, int] = tables["ordinals"]
        self.loose: dict[str, int] = tables["loose"]
        self.decades: dict[str, int] = tables["decades"]
        self.units: dict[str, str] = tables["units"]
        self.shifts: dict[str, int] = tables["shifts"]
        self.edges: dict[str, str] = tables["edges"]
        self.parts: dict[str, str] = tables["parts"]
        self.deictics: dict[str, int] = tables["deictics"]
        self.seasons: dict[str, str] = tables["seasons"]
        self.holidays = tuple(
            Holiday(
                tuple(one["names"]),
                one.get("day"),
                one.get("easter"),
                tuple(one["nth"]) if "nth" in one else None,
                one.get("after", 0),
            )
            for one in tables["holidays"]
        )
        self.terms: dict[str, frozenset[str]] = {}
        self._fill(literals)
        kinds = sorted({*self.terms.values(), *map(_terms_of_number, _SAMPLES)}, key=sorted)
        self._symbols = {kind: chr(0xE000 + i) for i, kind in enumerate(kinds)}
        self.symbols = {word: self._symbols[kind] for word, kind in self.terms.items()}

    def _fill(self, literals: frozenset[str]) -> None:
        found: dict[str, set[str]] = {word: {word} for word in literals}
        classes: dict[str, dict[str, Any]] = {
            "MONTH": MONTHS, "WEEKDAY": WEEKDAYS, "ONES": self.ones, "TEEN": self.teens,
            "TENS": self.tens, "ORDINAL": self.ordinals, "LOOSE": self.loose,
            "DECADE": self.decades, "UNIT": self.units, "SHIFT": self.shifts, "EDGE": self.edges,
            "PART": self.parts, "DEICTIC": self.deictics, "SEASON": self.seasons,
        }  # fmt: skip
        for term, words in classes.items():
            for word in words:
                found.setdefault(word, set()).add(term)
        for word in self.units:
            found[word].add("UNITS" if word.endswith("s") else "UNIT1")
        self.terms = {word: frozenset(terms) for word, terms in found.items()}

    def class_of(self, term: str) -> str:
        """A regular expression for the symbols of all words that play a part."""
        return "[" + "".join(s for kind, s in self._symbols.items() if term in kind) + "]"

    def symbol(self, text: str, lower: str) -> str:
        """The symbol of a word."""
        if lower[0].isdigit() or lower[0] == "'":
            known = self.symbols.get(lower)
            return known or self._symbols.get(_terms_of_number(lower), OTHER)
        if lower in _CAPITAL_ONLY and text[0].islower():
            return OTHER
        return self.symbols.get(lower, OTHER)

    def words(self, text: str) -> list[Word]:
        """The words of a passage in order."""
        found = []
        for match in _WORDS.finditer(text):
            word = match.group()
            lower = word.lower()
            if len(lower) > 2 and lower[-1] == "." and lower[0].isalpha():
                lower = lower.replace(" ", "") if lower[1] == "." else lower[:-1]
            found.append(Word(match.start(), match.end(), word, lower, self.symbol(word, lower)))
        return found

    def holiday(self, name: str) -> Holiday | None:
        """The holiday of a name in small letters."""
        return next((one for one in self.holidays if name in one.names), None)


_SAMPLES = (
    *(str(n) for n in range(100)), *(f"0{n}" for n in range(10)), "100", "1000", "1700", "1990",
    "2150", "9999", "20161016", "1st", "31st", "32nd", "1990s", "90s", "7:15", "2012-08-07", "8/7/2012",
    "'90", "1,500",
)  # fmt: skip
"""Numbers that between them play every set of parts that numbers can play."""


_SHAPES = (
    (re.compile(r"(?:\d{4}|'?\d\d)'?s"), frozenset({"DECADE"})),
    (re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"), frozenset({"ORDINAL", "NTH"})),
    (re.compile(r"\d{1,2}(?:st|nd|rd|th)"), frozenset({"NTH"})),
    (re.compile(r"\d{1,2}:\d\d(?::\d\d)?"), frozenset({"CLOCK"})),
    (re.compile(r"\d+[-/.]\d+[-/.]\d+"), frozenset({"FULLDATE"})),
    (re.compile(r"'\d\d"), frozenset({"YY"})),
)
"""What a number with something beside its digits can be, the first that fits."""


def _terms_of_number(text: str) -> frozenset[str]:
    """The parts that a number can play in a time."""
    for shape, found in _SHAPES:
        if shape.fullmatch(text):
            return found
    if not (text.isascii() and text.isdigit()):
        return frozenset()
    number, digits = int(text[:9]), len(text)
    parts = {
        "NUM": True,
        "DAY": 1 <= number <= 31 and digits <= 2,
        "MM": 1 <= number <= 12 and digits <= 2,
        "YY": digits == 2,
        "YEAR": digits == 4 and 1000 <= number <= 2199,
        "FULLDATE": digits == 8 and text[:2] in ("19", "20"),
    }
    return frozenset(part for part, plays in parts.items() if plays)


@cache
def read_tables() -> dict[str, Any]:
    """The tables of ``data/times.toml``."""
    source = files("rashomon.grounding").joinpath("data/times.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
