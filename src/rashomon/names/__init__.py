"""How alike two names are: of persons, firms, ships and bodies, in any script.

Enters: two names. Leaves: a likeness in [0, 1]. Words are aligned whatever their order; spelling
variants of transliteration, short forms of given names, initials and legal forms are forgiven, a
word in place of another is not. Nothing is looked up outside the package.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

from rashomon.names.scripts import is_syllabic
from rashomon.names.tokens import Word, vocabulary, words_of

__all__ = ["similarity"]

MAX_CHARACTERS = 400
"""Characters of a name that are looked at: beyond, it is a text."""

_SAME_WORD = 0.65
"""Two words less alike than this are different words, not two spellings. Found with the next two by a
grid over labelled pairs of names; both halves of the pairs, taken apart, ask for the same."""

_SURPLUS = 0.2
"""What a word that only one name has costs, as a share of its weight: middle names come and go."""

_CONFLICT = 2.0
"""What a word in place of another costs, in units of its weight, for it speaks of another bearer."""

_JOINED = 0.86
"""From this likeness on, two names are one written with blanks elsewhere ("Good will", "Goodwill")."""


def similarity(a: str, b: str) -> float:
    """How alike two names are.

    Args:
        a: A name in any script, at most its first 400 characters.
        b: Another.

    Returns:
        A number in [0, 1], the same either way round; 1 for the same name up to case, marks and
        legal form, 0 where either has no letters or digits.

    Cost: some 20 µs a pair.
    """
    one, other = a[:MAX_CHARACTERS], b[:MAX_CHARACTERS]
    return _similarity(*sorted((one, other)))


def _similarity(a: str, b: str) -> float:
    by_syllable = any(map(is_syllabic, a)) and any(map(is_syllabic, b))
    one = words_of(a, by_syllable=by_syllable)
    other = words_of(b, by_syllable=by_syllable)
    if not one or not other:
        return 0.0
    score = max(_aligned(one, other), _joined(one, other), _abbreviated(one, other))
    return min(1.0, max(0.0, score))


def _aligned(one: tuple[Word, ...], other: tuple[Word, ...]) -> float:
    """The weight of the words that the names share, less what speaks against them."""
    agreed, left_one, left_other = _pair_up(one, other)
    conflict = min(left_one, left_other)
    surplus = max(left_one, left_other) - conflict
    total = agreed[1] + _CONFLICT * conflict + _SURPLUS * surplus
    return agreed[0] / total if total else 0.0


def _pair_up(
    one: tuple[Word, ...], other: tuple[Word, ...]
) -> tuple[tuple[float, float], float, float]:
    """(likeness, weight) of the words paired, and the weight left over on each side."""
    candidates = []
    for i, first in enumerate(one):
        for j, second in enumerate(other):
            alike = _alike(first, second)
            if alike >= _SAME_WORD:
                candidates.append((-alike, abs(i - j), i, j))
    candidates.sort()
    used_one: set[int] = set()
    used_other: set[int] = set()
    likeness = weight = 0.0
    for negative, _, i, j in candidates:
        if i in used_one or j in used_other:
            continue
        used_one.add(i)
        used_other.add(j)
        shared = (one[i].weight + other[j].weight) / 2
        likeness += -negative * shared
        weight += shared
    left = [
        sum(word.weight for i, word in enumerate(words) if i not in used)
        for words, used in ((one, used_one), (other, used_other))
    ]
    return (likeness, weight), left[0], left[1]


@lru_cache(maxsize=262_144)
def _alike(first: Word, second: Word) -> float:  # noqa: PLR0911 - one line a kind of word
    """How alike two words are, in [0, 1]."""
    if first.text == second.text:
        return 1.0
    kinds = {first.kind, second.kind}
    if "number" in kinds:
        return 0.0
    if kinds == {"form"}:
        return 0.6
    if "form" in kinds:
        return 0.0
    if "initial" in kinds:
        return 0.85 if first.text[0] == second.text[0] else 0.0
    given = vocabulary().given
    if given.get(first.text, frozenset()) & given.get(second.text, frozenset()):
        return 0.95
    spelt = OSA.normalized_similarity(first.text, second.text)
    heard = OSA.normalized_similarity(first.sound, second.sound)
    return max(spelt, (spelt + heard) / 2, 0.95 * heard if heard == 1.0 else 0.0)


def _joined(one: tuple[Word, ...], other: tuple[Word, ...]) -> float:
    """The likeness of two names written without blanks, where they differ in little else."""
    first, second = (
        "".join(word.text for word in words if word.kind not in ("form", "title"))
        for words in (one, other)
    )
    if min(len(first), len(second)) < 5 or [w for w in one if w.kind == "number"] != [
        w for w in other if w.kind == "number"
    ]:
        return 0.0
    alike = OSA.normalized_similarity(first, second)
    return alike if alike >= _JOINED and len(one) != len(other) else 0.0


def _abbreviated(one: tuple[Word, ...], other: tuple[Word, ...]) -> float:
    """Whether one name is the initials of the other ("PLA")."""
    short, long = sorted((one, other), key=len)
    if len(short) > 2 or len(long) < 3:
        return 0.0
    letters = "".join(word.text[0] for word in long if word.kind != "form")
    tight = "".join(
        word.text[0]
        for word in long
        if word.kind != "form" and word.text not in ("of", "the", "and")
    )
    return 0.75 if short[0].text in (letters, tight) and len(short[0].text) >= 3 else 0.0
