"""Proper names of pacts as they stand before the noun: "the Lusaka protocol", "the ANZUS treaty".

Stands beside `rashomon.stating.pacts`. Enters: the noun of a pact. Leaves: the words of its name. A
state, its people or a body before the noun is whose the pact is; a capital is its name, unless what
follows is with whom it is ("the Ankara pact with Baku").
"""

from rashomon.gazetteers.actors import is_power
from rashomon.language.trees import Node
from rashomon.stating.roles import after_noun
from rashomon.stating.terms import pact_words

_BEFORE = ("compound", "nmod", "amod")


def title_of(noun: Node) -> list[Node]:
    """The words of a pact's proper name before its noun; none where it has none."""
    words = [
        one
        for child in noun.children
        if child.dep in _BEFORE and child.i < noun.i
        for one in child.subtree()
        if one.pos == "PROPN" and one.text[:1].isupper() and one.text.isalpha()
    ]
    words = [one for one in words if not _is_plain(one)]
    words.sort(key=lambda one: one.i)
    if not words or is_power(" ".join(one.text for one in words)):
        return []
    own = [one for one in words if not is_power(one.text)]
    if own and own[0].entity == "GPE" and after_noun(noun, "with"):
        return []
    return own


def _is_plain(word: Node) -> bool:
    """Whether a word with a capital is one of kind or of time: "the Mutual Defense Treaty"."""
    is_kind = word.lower in pact_words("kinds") or word.lower in pact_words("untold")
    return is_kind or word.entity in ("DATE", "TIME", "ORDINAL", "CARDINAL")
