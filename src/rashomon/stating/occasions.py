"""On what occasion a duty of a pact falls due: the harm or the condition that its words name.

Stands beside `rashomon.stating.obligations`. Enters: a verb that binds, or words behind one. Leaves: the
words of the occasion, as a span.
"""

from itertools import pairwise

from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, subject_of
from rashomon.stating.terms import Context, cleaned, pact_words


def remember_occasion(noun: Node, context: Context) -> None:
    """Keeps the occasion that a clause is for: "the clause covering the contingency of an attack"."""
    found = occasion_in([one for one in noun.subtree() if one.i > noun.i])
    if found is not None:
        context.trigger = found


def occasion_in(words: list[Node]) -> Span | None:
    """The harm that brings an obligation into play, among words: "against any attack on …"."""
    for node in words:
        if (
            node.lemma in pact_words("harm")
            and node.pos in ("NOUN", "PROPN")
            and node.dep != "compound"
        ):
            parts = [
                one
                for child in node.children
                if child.dep not in ("relcl", "punct", "appos")
                for one in child.subtree()
            ]
            return cleaned([node, *parts, *_gone_on(words, max(one.i for one in [node, *parts]))])
    return None


def _gone_on(words: list[Node], last: int) -> list[Node]:
    """The words up to the next verb or comma: a dash before "or a wider war" breaks nothing off."""
    found: list[Node] = []
    for node in words:
        if node.i <= last:
            continue
        if node.pos in VERBAL or node.text in (",", ";", ".", ":"):
            break
        found.append(node)
    return found


def harm_before(verb: Node) -> Node | None:
    """The harm that is the subject of a verb: "an attack on B obliges A to …"."""
    subject = subject_of(verb)
    return subject if subject is not None and subject.lemma in pact_words("harm") else None


def phrased(harm: Node) -> Span:
    """The words of a harm: "an attack on the territory of B"."""
    return cleaned([one for one in harm.subtree() if one.dep != "relcl"])


_CONDITIONS = frozenset({"if", "should", "when", "whenever", "once", "where"})
"""Words that open the clause which says on what occasion a duty falls due."""

_ALWAYS = frozenset({"if", "should", "whenever"})
"""Those after which any event is the occasion; the others tell of a time unless it is harm."""


_NEEDED = 2
"""Words behind "if" in "if need be"."""


def left_behind(verb: Node) -> Node | None:
    """The subject of a verb that a parse has left in the clause before it; None for none.

    "If A breaks the pact, a committee must meet": the committee is taken for another word for the pact.
    """
    if subject_of(verb) is not None:
        return None
    for clause in verb.all("advcl"):
        if clause.i > verb.i or not any(one.lower in _CONDITIONS for one in clause.all("mark")):
            continue
        words = sorted(clause.subtree(), key=_place)
        for comma in (one for one in words if one.text == "," and one.dep == "punct"):
            apposed = [one for one in words if one.dep == "appos" and one.i > comma.i]
            apposed = [one for one in apposed if one.subtree()[0].i == comma.i + 1]
            if apposed and not any(one.i > apposed[-1].subtree()[-1].i + 1 for one in words):
                return apposed[-1]
    return None


def condition_of(verb: Node) -> Span | None:
    """What has to happen for a duty, as a clause: "if any of them is attacked"."""
    for node in verb.subtree():
        if node.dep not in ("advcl", "ccomp") or _is_beside(node, verb):
            continue
        inner = list(node.subtree())
        first = min(inner, key=_place)
        mark = next((one for one in inner if one.lower in _CONDITIONS and one.head is node), None)
        mark = mark or (first if first.lower in _ALWAYS and first.dep == "mark" else None)
        told = [] if mark is None else [one for one in inner if one.i > mark.i]
        if (subject := left_behind(verb)) is not None and subject in told:
            told = [one for one in told if one.i < min(each.i for each in subject.subtree())]
        if verb in told:  # the parse has put the main clause inside the one before it
            comma = next((one.i for one in told if one.text == "," and one.i < verb.i), 0)
            told = [one for one in told if one.i < comma]
        harmful = any(
            one.lemma in pact_words("harm") or one.lemma in pact_words("harming") for one in told
        )
        if len(told) >= _NEEDED and [one.lower for one in told[:2]] == ["need", "be"]:
            continue  # "if need be" is no occasion
        if mark is not None and told and (harmful or mark.lower in _ALWAYS):
            return cleaned(told)
    return _inverted(verb)


def _is_beside(node: Node, verb: Node) -> bool:
    """Whether a clause is of another duty set behind: "A must pay B, and it must come if B is hit"."""
    for above in node.ancestors():
        if above is verb:
            return False
        if above.dep == "conj" and above.head is verb and subject_of(above) is not None:
            own = subject_of(above)
            return own is not None and own.dep in ("nsubj", "nsubjpass") and own.head is above
    return False


def occasion_of(verb: Node) -> Span | None:
    """What a duty waits for, as words: a condition, a named event, or what has to come first."""
    heads = [verb]
    while heads[-1].dep in ("xcomp", "ccomp") and heads[-1].head.i != heads[-1].i:
        heads.append(heads[-1].head)
    for head in heads:
        found = condition_of(head) or _named_event(head) or _first_done(head)
        if found is not None:
            return found
    return None


def _named_event(verb: Node) -> Span | None:
    """The event behind "in the event of" and "in case of": "in the event of a breach"."""
    for node in verb.subtree():
        if node.lemma in pact_words("occasion") and node.dep == "pobj" and node.head.lower == "in":
            told = [pobj for prep in node.all("prep") for pobj in prep.all("pobj")]
            if told and any(prep.lower == "of" for prep in node.all("prep")):
                return cleaned([one for one in told[0].subtree() if one.dep != "relcl"])
    return None


_COMING_FIRST = frozenset({"once", "soon"})


def _first_done(verb: Node) -> Span | None:
    """What must be done before a duty falls due: "once the rebels have been disarmed"."""
    for node in verb.all("advcl", "advmod", "ccomp"):
        inner = node.subtree()
        opening = next((one for one in inner if one.lower in _COMING_FIRST), None)
        clause = node if node.dep != "advmod" else node.child("advcl")
        if opening is None or clause is None or clause.pos not in VERBAL or opening is clause:
            continue
        told = [one for one in clause.subtree() if one.i > opening.i and one is not opening]
        while told and told[0].lower in ("as", "soon"):
            told.pop(0)
        if told and verb not in told:
            return cleaned(told)
    return None


def _inverted(verb: Node) -> Span | None:
    """The clause behind an inverted "should": "… to consult should foreign troops land".

    By the words and not by the tree, which seldom has such a clause right.
    """
    top = verb
    for top in verb.ancestors():  # noqa: B007
        pass
    words = sorted(top.subtree(), key=_place)
    for word, after in pairwise(words):
        if (
            word.lower == "should"
            and word.i > verb.i
            and after.tag not in ("VB", "RB")
            and after.text not in _ENDS
        ):
            told = [one for one in words if one.i > word.i]
            end = next((one.i for one in told if one.text in _ENDS), told[-1].i + 1)
            return cleaned([one for one in told if one.i < end])
    return None


_ENDS = frozenset({",", ";", ":", "."})


def _place(node: Node) -> int:
    return node.i
