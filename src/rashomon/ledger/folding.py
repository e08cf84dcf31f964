"""Words as the search index has them: Arabic and Persian spellings of one letter are one letter.

Newspapers, keyboards and scanners write the same name with different letters: alef with and without
hamza, Arabic and Persian yeh and kaf, vowel signs, stretched lines. Sources: Unicode 16, chapter 9.2
(Arabic) and its normalization forms for presentation letters. Latin letters are left to the index.
"""

from unicodedata import normalize

_ONE_LETTER = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),  # alef with hamza, madda, wasla
    **dict.fromkeys("یىيېے", "ي"),  # Persian and Urdu yeh, alef maksura
    **dict.fromkeys("کڪګ", "ك"),  # Persian keheh, swash and Pashto kaf
    **dict.fromkeys("ةەۀہۂھ", "ه"),  # teh marbuta, and the hehs of Persian, Urdu, Kurdish
    "ؤ": "و",
    "ئ": "ي",
    **{chr(0x660 + number): str(number) for number in range(10)},  # Arabic digits
    **{chr(0x6F0 + number): str(number) for number in range(10)},  # Persian digits
}
_DROPPED = frozenset(
    [
        "\u0640",  # tatweel
        *map(chr, range(0x610, 0x61B)),  # honorifics
        *map(chr, range(0x64B, 0x660)),  # vowel signs, shadda, sukun, combined hamza
        "\u0670",  # superscript alef
        *map(chr, range(0x6D6, 0x6DD)),  # signs of recitation
        "\u200d",  # joiner
        "\u200e",  # marks of direction
        "\u200f",
    ]
)


def fold(text: str) -> str:
    """A text as the index has it."""
    return text if text.isascii() else fold_with_offsets(text)[0]


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """A text as the index has it, and for each of its characters the offset that it came from.

    The offsets end with the text's length, so that ``text[offsets[i]:offsets[j]]`` are the words behind
    ``folded[i:j]``.
    """
    if text.isascii():
        return text, list(range(len(text) + 1))
    signs: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        for part in _parts(char):
            if part not in _DROPPED:
                signs.append(_ONE_LETTER.get(part, part))
                offsets.append(at)
    return "".join(signs), [*offsets, len(text)]


def _parts(char: str) -> str:
    """The letters behind a presentation form (one that old fonts and scans give); else the letter."""
    if "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefe":
        return normalize("NFKC", char)
    return char
