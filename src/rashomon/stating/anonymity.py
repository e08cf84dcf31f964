"""Sources without a name: what is said of them, and the words that only ask for no name.

Stands beside `rashomon.stating.events` and the attributions. Enters: the head of a speaker's phrase.
Leaves: what it is, whose, where, how many. Words such as "who asked not to be named" are about the
source, and tell neither of an act nor of anything said.
"""

from functools import cache

from rashomon.language.trees import Node
from rashomon.records.drafts import HowMany, Nameless
from rashomon.stating.clauses import SUBJECTS
from rashomon.stating.lexicon import load_table

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


_BEFORE = frozenset({"compound", "amod", "nmod", "poss"})
_BEHIND = frozenset({"prep", "amod", "acl"})
_NAMES = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC"})
_LONGEST_PHRASE_WORDS = 10
"""Words of a phrase that tells whose or where a source is; a longer one tells something else."""


def describe(head: Node) -> Nameless:
    """What the words of a speaker without a name tell of it."""
    before = [child for child in head.children if child.i < head.i and child.dep in _BEFORE]
    behind = [child for child in head.children if child.i > head.i and child.dep in _BEHIND]
    behind = [child for child in behind if len(child.subtree()) <= _LONGEST_PHRASE_WORDS]
    table = _roles()
    # "Close to the army" is not in the army.
    inner = [
        [child] if table.get(child.lower, table.get(child.lemma)) == "insider" else child.subtree()
        for child in behind
    ]
    words = [head, *before, *(node for nodes in inner for node in nodes)]
    roles = {table[key] for node in words for key in (node.lower, node.lemma) if key in table}
    names = [_words(node) for node in before if node.entity in _NAMES or node.text[:1].isupper()]
    phrases = [_words(child) for child in behind if not _is_reason(child)]
    return Nameless(tuple(sorted(roles)), (*names, *phrases), _how_many(head))


def _is_reason(phrase: Node) -> bool:
    """Whether a phrase only tells that or why the source stays unnamed."""
    return any(node.lemma in _NAMELESS | {"condition"} for node in phrase.subtree())


def _words(phrase: Node) -> str:
    return " ".join(one.text for one in phrase.subtree() if one.pos != "PUNCT" and one.tag != "POS")


def _how_many(head: Node) -> HowMany:
    """How many speak: by a number or an article, else by the noun's own number."""
    counts = _counts()
    numbers = [child for child in head.children if child.dep in {"nummod", "det", "amod"}]
    for child in (*(one for one in numbers if one.dep == "nummod"), *numbers, head):
        if child.lower in counts:
            return counts[child.lower]
        if child.dep == "nummod":
            return {"1": "one", "2": "two"}.get(child.text, "several")  # type: ignore[return-value]
    if head.tag in {"NNS", "NNPS"}:
        return "several"
    return "one" if head.tag == "NN" and head.lemma not in _MASSES else "unknown"


_MASSES = frozenset({"staff", "police", "family", "media", "opposition", "public", "personnel"})
"""Nouns in the singular for more than one."""


@cache
def _roles() -> dict[str, str]:
    table = load_table("nameless.toml")["roles"]
    return {word: role for role, words in table.items() for word in words.split()}


@cache
def _counts() -> dict[str, HowMany]:
    table = load_table("nameless.toml")["counts"]
    return {word: count for count, words in table.items() for word in words.split()}
