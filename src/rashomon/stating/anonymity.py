"""Whether words only tell that a source wants no name: "who asked not to be named".

Stands beside `rashomon.stating.events` and the attributions: such words are about the source, and tell
neither of an act nor of anything said.
"""

from rashomon.language.trees import Node
from rashomon.stating.clauses import SUBJECTS

_WANTING = frozenset(
    {
        "ask", "request", "decline", "refuse", "speak", "wish", "want", "insist", "prefer",
        "require", "demand", "choose", "agree", "talk", "seek",
    }
)  # fmt: skip
_NAMING = frozenset({"name", "identify", "quote", "cite", "disclose"})
_NAMELESS = frozenset({"anonymity", "anonymous", "unnamed", "unidentified", "nameless"})
_LONGEST_WISH_WORDS = 14
"""Words of such a wish at most; in more of them somebody tells something else as well."""


def is_wish_for_anonymity(verb: Node) -> bool:
    """Whether a verb with what it governs only says that somebody wants to stay unnamed."""
    if verb.lemma not in _WANTING:
        return False
    words = [one for one in verb.subtree() if one.i > verb.i]
    if len(words) > _LONGEST_WISH_WORDS:
        return False
    return any(one.lemma in _NAMELESS or _is_own_naming(one, verb) for one in words)


def _is_own_naming(word: Node, verb: Node) -> bool:
    """Whether it is the wanting one who is not to be named."""
    if word.lemma not in _NAMING or word.tag != "VBN" or word.head is not verb:
        return False
    return word.dep == "xcomp" and word.child(*SUBJECTS) is None
