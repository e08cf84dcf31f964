"""The words of a name, in plain letters, each with how much it tells.

Legal forms, titles and particles tell little, a word that few names share tells much. Numbers in words
and Roman figures become digits.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from rashomon.names.scripts import is_syllabic, romanise, syllables

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[.'’‘`´ʿʾʼ\"“”«»]")
_POINTED = re.compile(r"\b(?:[^\W\d_]{1,2}\.[ ]?){2,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

LITTLE = 0.1
"""What a legal form weighs beside a word of full weight: firms write it or leave it out."""

PARTICLE = 0.15
TITLE = 0.1
COMMON = 0.6
INITIAL = 0.5
MAX_WORDS = 24
"""Words of a name that are looked at; longer "names" are sentences."""


class Word(Struct, frozen=True):
    """One word of a name. ``sound`` is its skeleton for spelling variants; ``weight`` in [0, 1]."""

    text: str
    sound: str
    weight: float
    kind: str


class Vocabulary(Struct, frozen=True):
    """The packaged words of names; see ``data/words.toml``."""

    forms: dict[tuple[str, ...], str]
    common: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    numbers: dict[str, str]
    given: dict[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """The packaged words, read on first use."""
    rows = tomllib.loads(files("rashomon.names").joinpath("data", "words.toml").read_text("utf-8"))
    given: dict[str, frozenset[str]] = {}
    for name, variants in rows["given"].items():
        for one in variants:
            given[one] = given.get(one, frozenset()) | {name}
    return Vocabulary(
        forms={
            tuple(one.split()): form for form, ones in rows["legal_forms"].items() for one in ones
        },
        common=frozenset(rows["common"]["firms"]),
        particles=frozenset(rows["particles"]["all"]),
        titles=frozenset(rows["titles"]["all"]),
        numbers={one: digits for digits, ones in rows["numbers"].items() for one in ones},
        given=given,
    )


@lru_cache(maxsize=65_536)
def words_of(name: str, *, by_syllable: bool = False) -> tuple[Word, ...]:
    """The words of a name in order.

    Args:
        name: A name in any script.
        by_syllable: Whether to take each ideograph or Hangul syllable as a word, as is right where
            both names that are compared are written so.
    """
    if by_syllable:
        rest = "".join(" " if is_syllabic(c) else c for c in name)
        return tuple(Word(c, c, 1.0, "word") for c in syllables(name)) + words_of(rest)
    known = vocabulary()
    plain = _plain(name)
    found: list[Word] = []
    words = _WORD.findall(plain)[:MAX_WORDS]
    at = 0
    while at < len(words):
        form, used = _legal_form(words, at)
        if form is not None and (at or used > 1 or len(words) > 1):
            found.append(Word(form, form, LITTLE, "form"))
            at += used
            continue
        found.append(_word(words[at], known))
        at += 1
    return _counted(found)


def _plain(name: str) -> str:
    text = _CAMEL.sub(" ", name) if not name.isupper() else name
    text = _POINTED.sub(lambda found: re.sub(r"[. ]", "", found.group()) + " ", text)
    text = _MARKS.sub("", text).replace("&", " and ").replace("%", " percent")
    text = unicodedata.normalize("NFKD", romanise(text))
    return "".join(c for c in text if not unicodedata.combining(c))


def _legal_form(words: list[str], at: int) -> tuple[str | None, int]:
    forms = vocabulary().forms
    for length in (5, 4, 3, 2, 1):
        form = forms.get(tuple(words[at : at + length]))
        if form is not None:
            return form, min(length, len(words) - at)
    return None, 0


def _word(word: str, known: Vocabulary) -> Word:  # noqa: PLR0911 - one line a kind of word
    if len(word) > 2 and word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        word = word[:-2]
    digits = known.numbers.get(word)
    if word.isdigit() or (digits is not None and word not in ("i", "v", "x")):
        return Word(digits or word.lstrip("0") or "0", digits or word, 0.6, "number")
    if digits is not None:
        return Word(word, word, INITIAL, "initial")
    if len(word) == 1:
        return Word(word, word, 0.1 if word in known.common else INITIAL, "initial")
    if word in known.titles:
        return Word(word, sound(word), TITLE, "title")
    if word in known.particles:
        return Word(word, sound(word), PARTICLE, "particle")
    if word in known.common:
        return Word(word, sound(word), 0.1 if len(word) <= 3 else COMMON, "common")
    return Word(word, sound(word), 1.0, "word")


def _counted(words: list[Word]) -> tuple[Word, ...]:
    """The words with tens and units made one number, and full weight where all are light."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else None
        if (
            word.kind == "number" and last is not None and last.kind == "number"
            and len(word.text) == 1 and len(last.text) == 2 and last.text.endswith("0")
        ):  # fmt: skip
            both = last.text[0] + word.text
            found[-1] = Word(both, both, word.weight, "number")
            continue
        found.append(word)
    if all(word.weight < INITIAL for word in found):
        return tuple(Word(one.text, one.sound, 1.0, one.kind) for one in found)
    return tuple(found)


_SOUNDS: tuple[tuple[str, str], ...] = (
    ("shch", "s"), ("tch", "c"), ("sch", "s"), ("dzh", "j"), ("ch", "c"), ("sh", "s"), ("zh", "z"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ts", "z"), ("tz", "z"),
    ("ck", "k"), ("qu", "k"), ("x", "ks"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("y", "i"), ("j", "i"), ("c", "k"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """A word with the spellings that transliteration varies made one ("Hezbollah" is ``hizbula``)."""
    for spelt, one in _SOUNDS:
        word = word.replace(spelt, one)
    word = word.replace("e", "i").replace("o", "u")
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] if len(word) > 3 and word.endswith("h") else word
