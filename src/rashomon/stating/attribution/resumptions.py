"""Where a reported clause is over: "says he came and calls the others", "…, while others stayed".

Enters: a word inside what a parse gives to a cue. Leaves: whether the speaker does or says the next
thing there, or the outlet speaks again.
"""

from collections.abc import Sequence

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span, cut

from .cues import lexicon
from .quotations import Quotation
from .sources import can_speak
from .subjects import FINITE, PASSIVE_SUBJECTS, SUBJECTS

TURNS = frozenset({"while", "whereas", "as", "though", "although", "however"})
"""Words that after a comma lead from what is said to the outlet's own comparison."""

SPOKEN = frozenset({"say", "tell", "ask", "announce", "order", "name", "call", "request", "judge"})
"""Kinds of cue that a speaker goes on with: "says he came and calls the others"."""

BLAMING = frozenset({"value", "fault"})
"""Kinds of praise and blame, that go on from what is said as another saying does."""

CLOSED = ("”", '"', "''", "’")
"""How a quotation ends."""

LONGEST_LINK_WORDS = 8
"""Words of the outlet's between two quotations of one speech; chosen by judgement."""

JOINING = frozenset({"while", "whereas", "though", "although"})
"""Those of them that may as well join two parts of what is said."""

TENSES = frozenset({"VBD", "VBZ"})
"""Tags of verbs whose form tells them from those that another tense or number asks for."""


def turns_away(node: Node, verb: Node, *, closes: bool) -> bool:
    """Whether a word after a comma opens an aside of the outlet's, and not more of what is said.

    A comparison that hangs on the reported clause belongs to it: "said the north was dry, while the
    south was flooded". The outlet compares where a quotation ends right before it, where somebody else
    speaks, where nobody new does anything ("while smiling"), and where the clause hangs on the saying
    itself. ``closes`` tells of the quotation.
    """
    if node.lower in TURNS and node.dep in {"mark", "advmod"}:
        clause = node.head
        is_own = clause.child(*SUBJECTS) is not None and clause.lemma not in lexicon().verbs
        return closes or not is_own or node.lower not in JOINING or clause.head is verb
    return node.tag == "VBG" and node.lemma in lexicon().verbs


def resumes(conjunction: Node, verb: Node, *, comma: bool, closes: bool) -> bool:
    """Whether "and" goes on with the speaker's next saying, or comes to another speaker's."""
    follower = next((node for node in conjunction.head.all("conj") if node.i > conjunction.i), None)
    if follower is None:
        return False
    if _is_his_deed(follower, verb) or _is_next_participle(conjunction, follower, verb):
        return True
    frame = lexicon().verbs.get(follower.lemma)
    if follower.tag not in FINITE or frame is None or not frame.kinds & (SPOKEN | BLAMING):
        return False
    doer = follower.child(*SUBJECTS)
    if doer is None:
        return follower.tag == verb.tag and (closes or conjunction.head.head is verb)
    is_own = follower.tag == verb.tag and doer.pos != "PRON"
    if is_own and follower.tag in TENSES and "judge" in frame.kinds and can_speak(doer):
        return (
            True  # "said they were sure the army had failed and mayors accused the cabinet of it"
        )
    return comma and (is_own or follower.child("ccomp") is not None)


def over_quotations(text: str, tree: Tree, span: Span, quotations: Sequence[Quotation]) -> Span:
    """A content that ends with a quotation, with the quotations that "and" joins to it.

    "She asked the men to “stay where they are” and then “go home in peace.”": a parse often ends at the
    first closing mark.
    """
    for one in quotations:
        if one.span.start < span.end or one.span.end > tree.passage.end + 1:
            continue
        between = tree.within(Span(span.end, one.span.start))
        joins = next(
            (node for node in between[:2] if node.dep == "cc" or node.lower == "and"), None
        )
        if joins is None or len(between) > LONGEST_LINK_WORDS or any(map(_begins, between)):
            break
        if not cut(text, span).rstrip(",. ").endswith(CLOSED):
            break
        span = Span(span.start, one.span.end)
    return span


def _begins(node: Node) -> bool:
    """Whether a word between two quotations shows that somebody does or says the next thing."""
    is_cue = node.tag == "VBG" and node.lemma in lexicon().verbs
    return is_cue or node.tag in FINITE or node.dep in {*SUBJECTS, *PASSIVE_SUBJECTS}


def _is_next_participle(conjunction: Node, follower: Node, verb: Node) -> bool:
    """Whether "and" joins the speaker's next saying: "by naming a bridge and adding that …"."""
    frame = lexicon().verbs.get(follower.lemma)
    is_next = follower.tag == verb.tag == "VBG" and conjunction.i + 1 == follower.i
    if not is_next or frame is None:
        return False
    return "say" in frame.kinds or conjunction.head is verb or conjunction.head.tag != "VBG"


def _is_his_deed(follower: Node, verb: Node) -> bool:
    """Whether a verb joined to what is said can only be the speaker's deed, by its form.

    "Hopes that rain will come and planted beans", "denies that they fled and jails whoever asks": it has
    no subject, and the tense of the cue, which that of the clause before it is not.
    """
    clause, tense = follower.head, _tense(verb)
    if clause.dep != "ccomp" or clause.head is not verb or clause.i < verb.i:
        return False
    if follower.child(*SUBJECTS, *PASSIVE_SUBJECTS, "expl", "mark") is not None:
        return False
    return tense in TENSES and _tense(follower) == tense and _tense(clause) not in {tense, ""}


def _tense(verb: Node) -> str:
    """The tag of the word that has a verb's tense; empty where none has."""
    if verb.tag in FINITE and verb.child("aux") is None:
        return verb.tag
    return next((aux.tag for aux in verb.all("aux", "auxpass") if aux.tag in FINITE), "")
