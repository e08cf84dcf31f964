"""Who signs a pact by the names that stand between its noun and the verb: "which A, B and C signed".

Stands beside `rashomon.stating.signings`. Enters: the noun of a pact. Leaves: the draft of its signing,
by the order of words and not by the tree, which seldom has such a clause right.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL
from rashomon.stating.extents import phrase
from rashomon.stating.roles import times_in
from rashomon.stating.signers import read_signers
from rashomon.stating.terms import Context, are_sides, draft_of, pact_words

_FEWEST_SIDES = 2


def find_signers(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """The signing of a pact by those whose names stand between "which" and the verb.

    "The charter, which Col. A, Capt. B and Gen. C signed in May": by the words and not by the tree, in
    which a title's full stop ends the sentence; "which envoys of the two sides signed" are those of the
    pact last spoken of.
    """
    after = [node for node in tree if node.i > noun.i]
    while after and after[0].text == ",":
        after.pop(0)
    if after and after[0].lower == "with":  # "a pact with A that the two ministers signed"
        after = after[next((at for at, one in enumerate(after) if one.lower == "that"), 0) :]
    if not after or after[0].lower not in ("which", "that"):
        return []
    end = next((at for at, one in enumerate(after) if _is_verb(one)), None)
    if end is None or after[end].lemma not in pact_words("sign"):
        return []
    verb, names = after[end], _names(after[1:end])
    signers = read_signers(after[1:end])
    behind = tuple(one.power for one in signers if one.power is not None)
    if len(signers) > len(names) or behind:
        names = [one.name for one in signers]
    if context.is_fresh and context.has_parties and are_sides(_last_sides(after[1:end])):
        names = list(context.parties)
    if len(names) < _FEWEST_SIDES:
        return []
    day = next(iter(times_in([one for one in verb.subtree() if one.i > verb.i])), None)
    context.at, context.parties = context.number, tuple(names)
    terms = Terms(role="signing", signed=day, obligated=behind)
    span = Span(phrase(noun).start, verb.end if day is None else max(verb.end, day.end))
    return [draft_of(tree, verb, span, terms, (context.parties, ()))]


def _is_verb(node: Node) -> bool:
    """Whether a word is a verb; a parse takes "envoys of the two sides signed" for two."""
    return node.pos in VERBAL and node.lemma not in pact_words("speakers")


def _last_sides(words: list[Node]) -> list[Node]:
    """The word for both parties that ends who signed: "envoys of the two sides", "both"."""
    last = words[-1:] if words and words[-1].pos != "PUNCT" else []
    counted = any(one.lower in ("two", "both", "three", "all") for one in words)
    return last if counted else []


_NAMED = frozenset({"PERSON", "GPE", "ORG", "NORP"})


def _names(words: list[Node]) -> list[Span]:
    """The names among words, each once, without the titles before them."""
    found: list[Span] = []
    before: Node | None = None
    for one in words:
        if one.entity in _NAMED and one.pos == "PROPN":
            goes_on = before is not None and before.entity == one.entity and before.i + 1 == one.i
            start = found.pop().start if goes_on else one.start
            found.append(Span(start, one.end))
            before = one
    return found
