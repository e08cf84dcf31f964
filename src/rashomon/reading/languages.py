"""The language of a text, by its script and its small words.

Stands inside reading. Enters: words. Leaves: an ISO 639-1 code, or ``und`` where nothing tells. It
knows the languages that its table lists and the scripts below, and never guesses between others. A few
words in Latin letters that tell nothing are taken for `ASSUMED`.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

UNKNOWN = "und"
"""ISO 639's code for a language that is not determined."""

ASSUMED = "en"
"""What a note too short to tell is taken for: read in vain, it costs a moment; unread, it is lost."""

FEWEST_WORDS = 8
"""Shorter stretches hold too few small words: they are taken for what the report is written in."""

LEAST_LEAD = 2
"""How many more small words of another language a passage must have than of its report's."""

LEAST_SHARE = 0.2
"""The share of small words in a passage of a language; English news has 0.35, names next to none."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SCRIPTS = (
    ("fa", re.compile(r"[پچژگکی]"), re.compile(r"[\u0600-\u06ff]")),
    (
        "ar",
        re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
        re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    ),
    ("he", re.compile(r"[\u0590-\u05ff]"), re.compile(r"[\u0590-\u05ff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]"), re.compile(r"[\u0400-\u04ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]"), re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]"), re.compile(r"[\u0370-\u03ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]"), re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u4e00-\u9fff]")),
    ("hy", re.compile(r"[\u0530-\u058f]"), re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]"), re.compile(r"[\u10a0-\u10ff]")),
    ("am", re.compile(r"[\u1200-\u137f]"), re.compile(r"[\u1200-\u137f]")),
    ("hi", re.compile(r"[\u0900-\u097f]"), re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), re.compile(r"[\u0e00-\u0e7f]")),
)
_FOREIGN = re.compile(r"[\u0370-\u1fff\u3040-\ud7af]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LONGEST_SAMPLE_CHARS = 20_000
_SCRIPT_SHARE = 0.5


def language_of(text: str) -> str:
    """The language of a report's text; ``und`` where it has too few words of any known one."""
    sample = text[:_LONGEST_SAMPLE_CHARS]
    script = _by_script(sample)
    if script is not None:
        return script
    found = _WORD.findall(sample.lower())
    counts = _small_words(found)
    best = max(counts, key=lambda code: (counts[code], code == ASSUMED))
    words = len(found)
    if 0 < words < FEWEST_WORDS and counts[best] - counts[ASSUMED] < LEAST_LEAD:
        return ASSUMED
    return best if counts[best] > 0 else UNKNOWN


def passage_language(text: str, report_language: str) -> str:
    """The language of a passage: its report's, unless its own words clearly say otherwise."""
    if text.isascii() and len(text) < FEWEST_WORDS * 4:
        return report_language
    script = None if text.isascii() else _by_script(text)
    if script is not None:
        return script
    found = _WORD.findall(text.lower())
    words = len(found)
    if words < FEWEST_WORDS:
        return report_language
    counts = _small_words(found)
    best = max(counts, key=lambda code: (counts[code], code == report_language))
    lead = counts[best] - counts.get(report_language, 0)
    is_clear = lead >= LEAST_LEAD and counts[best] >= LEAST_SHARE * words
    return best if is_clear else report_language


def _by_script(text: str) -> str | None:
    """The language that most letters of a text belong to by their script; None for Latin."""
    foreign = _FOREIGN.findall(text)
    letters = len(foreign) + len(_LATIN.findall(text)) if foreign else 0
    if len(foreign) <= _SCRIPT_SHARE * letters:
        return None
    strange = "".join(foreign)
    for code, tell, script in _SCRIPTS:
        own = len(script.findall(strange))
        if own > _SCRIPT_SHARE * letters and len(tell.findall(strange)) * 50 >= own:
            return code
    return None


def _small_words(words: Iterable[str]) -> dict[str, int]:
    counts = dict.fromkeys(_profiles(), 0)
    languages = _languages_of()
    for word in words:
        for code in languages.get(word, ()):
            counts[code] += 1
    return counts


@cache
def _profiles() -> dict[str, frozenset[str]]:
    data = files("rashomon.reading").joinpath("data", "stopwords.toml").read_text("utf-8")
    return {code: frozenset(words.split()) for code, words in tomllib.loads(data).items()}


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, words in _profiles().items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found
