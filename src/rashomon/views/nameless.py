"""Sources without a name: in words, and which of them may be the same.

Stands beside `rashomon.views.sources`. Enters: what reports say of such sources. Leaves: words for a
reader, and a hint that two mentions do not contradict each other. It never puts two together.
"""

from rashomon.records.drafts import Nameless

_SHORTEST_TELLING_WORD = 4
"""Letters of a word that tells whose or where a source is; shorter ones are "in", "of", "the"."""

_MANY = {"one": "one", "two": "two", "several": "several", "unknown": ""}


def tell_nameless(one: Nameless) -> str:
    """What is said of an unnamed source: "military, official; in the capital; one"."""
    parts = (", ".join(one.roles), ", ".join(one.of), _MANY[one.how_many])
    return "; ".join(part for part in parts if part)


def may_be_same(one: Nameless, other: Nameless) -> bool:
    """Whether nothing that is said of two unnamed sources keeps them apart, and something joins them.

    One must have all roles of the other, and at least one. Where both are said to be of somebody or
    somewhere, they must share a word of it. One man is not several.
    """
    mine, yours = set(one.roles), set(other.roles)
    if not mine & yours or not (mine <= yours or yours <= mine):
        return False
    if "unknown" not in (one.how_many, other.how_many) and one.how_many != other.how_many:
        return False
    here, there = _telling(one), _telling(other)
    return not here or not there or bool(here & there)


def _telling(one: Nameless) -> set[str]:
    words = {word.casefold() for phrase in one.of for word in phrase.split()}
    return {word for word in words if len(word) >= _SHORTEST_TELLING_WORD}
