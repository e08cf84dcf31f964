"""Names of any script in plain Latin letters, near to how reports in English spell them."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_SYLLABLE = re.compile(
    r"^(?:KATAKANA|HIRAGANA) LETTER (?:SMALL )?(?P<kana>\w+)$"
    r"|^HANGUL SYLLABLE (?P<hangul>\w+)$"
    r"|^ETHIOPIC SYLLABLE (?P<ethiopic>\w+)$"
    r"|^\w+ (?:SMALL |CAPITAL )?(?:LETTER|CONSONANT SIGN) (?P<letter>\w+)$"
    r"|^\w+ VOWEL SIGN (?P<vowel>\w+)$"
    r"|^THAI CHARACTER (?:SARA )?(?P<thai>\w+).*$"
)


@cache
def _letters() -> dict[str, str]:
    text = files("rashomon.names").joinpath("data", "scripts.toml").read_text("utf-8")
    return {
        letter: plain for table in tomllib.loads(text).values() for letter, plain in table.items()
    }


def romanise(text: str) -> str:
    """The text in plain lower-case Latin letters, digits and what stands between them.

    Ideographs stay as they are, each set apart by blanks: their reading depends on the language.
    """
    if text.isascii():
        return text.lower()
    found = []
    for char in unicodedata.normalize("NFKC", text).casefold():
        if char.isascii():
            found.append(char)
            continue
        found.append(_romanised(char))
    return "".join(found)


@cache
def _romanised(char: str) -> str:
    known = _letters().get(char)
    if known is not None:
        return known
    if "CJK" in unicodedata.name(char, ""):
        return f" {char} "
    parts = unicodedata.normalize("NFKD", char)
    if len(parts) > 1 and not 0xAC00 <= ord(char) <= 0xD7A3:
        return "".join(_romanised(part) if part != char else "" for part in parts)
    if unicodedata.combining(char) and unicodedata.name(char, "").split(" ")[1:2] != ["VOWEL"]:
        return ""
    if char.isascii():
        return char
    return _by_name(char)


def _by_name(char: str) -> str:
    """A letter's sound by its Unicode name; a blank for what is no letter."""
    found = _SYLLABLE.match(unicodedata.name(char, ""))
    if found is None:
        return char if char.isalnum() else " "
    sound = next(one for one in found.groups() if one is not None).lower()
    if found.lastgroup == "letter" and len(sound) > 2:
        return sound[0]
    if found.lastgroup == "thai":
        return sound[0]
    return sound


def syllables(text: str) -> list[str]:
    """The characters of a name written in ideographs or Hangul, each a word of its own."""
    return [c for c in unicodedata.normalize("NFC", text) if is_syllabic(c)]


def is_syllabic(char: str) -> bool:
    """Whether a character is an ideograph or a Hangul syllable, which spells a whole syllable."""
    return 0xAC00 <= ord(char) <= 0xD7A3 or 0x3400 <= ord(char) <= 0x9FFF
