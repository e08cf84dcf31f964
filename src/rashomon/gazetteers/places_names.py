"""How the names of places are spelled: keys under which spellings of one name meet."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’‘`ʻʼʿʾ´]")
_SAME = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
ARTICLES = frozenset({
    "ad", "adh", "al", "an", "ar", "as", "ash", "at", "ath", "az", "el", "er", "es", "esh", "et",
    "ez", "il", "ol", "oz", "ud", "ul", "ur", "us",
})  # fmt: skip
"""The Arabic article as it is written in Latin letters before a sun letter, a moon letter, a vowel."""

_DIGRAPHS = (("kh", "k"), ("gh", "g"), ("sh", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"),
             ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"))  # fmt: skip
_VOWELS = re.compile(r"[aeiouyw]+")
_TWICE = re.compile(r"(.)\1+")
_LAST_H = re.compile(r"h\b")


def name_key(name: str) -> str:
    """A name without case, accents, points and hyphens: "Deir ez-Zor" is ``deir ez zor``."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name))
        name = "".join(letter for letter in name if not unicodedata.combining(letter))
    words = _WORD.findall(name.replace("'", "").replace(".", "").casefold())
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SAME.get(word, word) for word in words)


def without_article(key: str) -> str | None:
    """The key of an Arabic name without its article; None where it has none."""
    first, _, rest = key.partition(" ")
    return rest if first in ARTICLES and len(rest) > 2 else None


def skeleton(key: str) -> str:
    """The consonants of a key, by which transliterations of one name meet.

    Arabic, Persian and Cyrillic names differ in Latin letters mostly in vowels, doubled letters, the
    article and how a sound without a letter is written: Hasakeh, Hasaka and Al-Hasakah are ``hsk``.
    """
    words = [word for word in key.split() if word not in ARTICLES] or key.split()
    text = " ".join(words)
    for two, one in _DIGRAPHS:
        text = text.replace(two, one)
    text = _LAST_H.sub("", _VOWELS.sub("", text).replace(" ", ""))
    return _TWICE.sub(r"\1", text)
