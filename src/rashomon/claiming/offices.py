"""Offices that one man is told to hold: whether they are those of two bodies.

Stands beside `likeness`. Enters: the facts of two statements. Leaves: whether each names a body of its
own whose office it is, so that they are two offices and no two accounts of one.
"""

from functools import lru_cache

from rashomon.claiming.facts import Facts, skeleton
from rashomon.names.tokens import words_of

_STEM = 4
"""Letters by which the name of a country and that of its people begin alike: "Syria", "Syrian"."""


def are_of_two_bodies(one: Facts, other: Facts) -> bool:
    """Whether two offices are those of two bodies: "commander of the Third Brigade", "of Hezbollah".

    Bodies of unlike names are two, and so are those of other numbers; an office of nobody in particular
    may be anybody's.
    """
    if one.statement.type != "POST" or other.statement.type != "POST":
        return False
    first, second = _bodies(one.statement.value or ""), _bodies(other.statement.value or "")
    return any(
        mine and yours and mine.isdisjoint(yours) for mine, yours in zip(first, second, strict=True)
    )


@lru_cache(maxsize=4096)
def _bodies(office: str) -> tuple[frozenset[str], frozenset[str]]:
    """What names of bodies in an office begin with and sound like, and the numbers of these bodies.

    Its first word is in capitals for its place.
    """
    words = office.replace("-", " ").split()
    named = [word for word in words if not word[:1].islower()]
    numbers = {one.text for one in words_of(" ".join(named)) if one.kind == "number"}
    called = [word.casefold() for word in words[1:] if word[:1].isupper()]
    return frozenset((*(word[:_STEM] for word in called), *map(skeleton, called))), frozenset(
        numbers
    )
