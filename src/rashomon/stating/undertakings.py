"""Clauses of pacts that a parse hangs elsewhere: "in which A and B undertook to", "obliges both to".

Stands beside `rashomon.stating.signings` and `rashomon.stating.obligations`, which both build on it.
Enters: the noun of a pact, or a word behind it. Leaves: the words that belong together by their order.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.stating.clauses import VERBAL, conjoined, frame_of
from rashomon.stating.doers import doers_of
from rashomon.stating.roles import is_party
from rashomon.stating.terms import Context, are_sides, cleaned, draft_of, pact_words

_INSIDE = frozenset({"in", "by", "under"})


def vowed_in(noun: Node) -> list[Node]:
    """Who undertakes something in a pact: "a declaration in which A and B undertook to …"."""
    words = sorted(nearby(noun), key=lambda one: one.i)
    for opening in words:
        if opening.lower != "which" or opening.i < noun.i or opening.head.lower not in _INSIDE:
            continue
        verb = opening.head.head
        nearest = [one for one in words if one.i < opening.i and one.lemma in pact_words("pacts")]
        if nearest[-1:] == [noun] and verb.pos in VERBAL and verb.lemma in pact_words("vow"):
            return [one for one in doers_of(frame_of(verb)) if is_party(one)]
    return []


def opened_by(which: Node) -> Node | None:
    """The pact that "in which" goes back to, where a parse hangs the clause elsewhere."""
    verb = which.head.head
    for above in verb.ancestors():
        before = [one for one in above.subtree() if one.i < which.i]
        pacts = [one for one in before if one.lemma in pact_words("pacts") and one.pos == "NOUN"]
        if pacts:
            return max(pacts, key=lambda one: one.i)
    return None


def find_bound_beside(tree: Tree, word: Node, context: Context) -> list[Draft]:
    """What "obliges both to …", taken for a plural, binds the parties to that were named before."""
    is_taken = word.tag == "NNS" and word.dep == "appos" and word.lemma in pact_words("bind")
    if not is_taken or word.head.lemma not in pact_words("parts") or not context.has_parties:
        return []
    behind = [one for one in tree if one.i > word.i][:_OWED_WITHIN]
    duty = next((one for one in behind if one.tag == "VB"), None)
    if duty is None or not are_sides(behind[:1]) or not context.is_fresh:
        return []
    context.at = context.number
    terms = Terms(role="clause", obligated=context.parties)
    span = cleaned([word, *behind[:1], *duty.subtree()])
    return [draft_of(tree, word, span, terms, (context.parties, ()))]


_OWED_WITHIN = 4
"""Words behind "obliges" among which the verb of the duty stands: "both sides to withdraw"."""


def beside_verb(verb: Node) -> list[Node]:
    """The name right behind a verb that the parse has made no object: "Article 3 obliges A to …"."""
    nearest = [one for one in verb.children if one.subtree()[0].i == verb.i + 1]
    first = [one for one in (each.subtree()[0] for each in nearest) if one.pos in ("DET", "PRON")]
    if are_sides(first):  # "obliges both to go", of which a parse makes no object
        return first
    if are_sides(nearest):
        return nearest
    named = [one for one in nearest if one.dep in ("appos", "nmod") and can_owe(one)]
    return [one for name in named for one in conjoined(name)]


def before_verb(tree: Tree, verb: Node) -> list[Node]:
    """The names right before a verb that a parse has hung on a day: "of May 9, 2010, A and B must …"."""
    above = [verb.head] if verb.dep == "xcomp" else []
    first = min(one.i for one in (verb, *above, *verb.all("aux", "neg")))
    names: list[Node] = []
    for word in reversed([one for one in tree if one.i < first]):
        if word.pos == "PROPN" and word.entity not in ("DATE", "TIME", "PERSON"):
            names.append(word)
        elif word.lower not in ("and", "the", ",", "-", "–"):
            break
    dashes = {word.i for word in tree if word.text in ("-", "–")}
    ends = [
        one for one in names if all(other.i - (one.i + 1 in dashes) != one.i + 1 for other in names)
    ]
    return sorted(ends, key=lambda one: one.i)


def can_owe(node: Node) -> bool:
    """Whether a word can stand for a party to a pact; a name is one, whatever it was taken for."""
    return is_party(node) or node.pos == "PROPN"


def nearby(noun: Node) -> list[Node]:
    """The words of the sentence, as far as a parse hangs them together."""
    top = noun
    for top in noun.ancestors():  # noqa: B007
        pass
    return top.subtree()
