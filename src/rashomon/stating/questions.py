"""What is only asked: questions state nothing but what they take as given.

Beside `rashomon.stating.composition`. Enters: the word that tells of an event. Leaves: whether it is
what a question is about ("Will the truce hold?"), which nobody has said, or what the question
supposes ("Who shelled the market?", "after the raid"), which the one who asks does say.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Status, Voice
from rashomon.stating.clauses import SUBJECTS, VERBAL
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import speech_verbs

_CLOSING = frozenset({'"', "”", "’", "''", "'", ")", "]", "»"})
_ENDING = frozenset({".", "!", "?", "…"})
_ASKING_WORDS = frozenset({"who", "whom", "whose", "what", "which", "why", "how", "where", "when"})
_GIVEN = frozenset({"the", "this", "that", "these", "those"})
_SETTLED = frozenset({"after", "since", "despite", "amid", "following", "because"})
_MEANWHILE = frozenset({"when", "as", "while", "before", "until", "once"})
"""Words for the time of another event, which has happened only where it is told in the past."""
_HAPPENED = frozenset({"asserted", "reported"})


def unasked(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without what the outlet only asks; what somebody else asks is possible.

    Shape: N drafts → at most N, order kept.
    """
    kept = []
    for one in drafts:
        trigger = tree.within(one.trigger)[:1]
        beside = (
            one.confidence == CONFIDENCE["beside"]
        )  # a title is the reporter's, wherever it stands
        if beside or not trigger:
            kept.append(one)
        elif one.chain and _is_told_in_question(tree, one.chain[-1]):
            continue  # nobody has said it: "Will they go on talking of their hospital?"
        elif not is_asked(tree, trigger[0], one.status):
            kept.append(one)
        elif one.chain:
            kept.append(replace(one, status="possible"))
    return kept


def _is_told_in_question(tree: Tree, voice: Voice) -> bool:
    """Whether it is asked as well whether a source says or wants it: "Is Kigali planning a raid?"."""
    cue = [] if voice.cue is None or voice.direct else tree.within(voice.cue)
    return bool(cue) and is_asked(tree, cue[0], "asserted")


def is_asked(tree: Tree, trigger: Node, status: Status) -> bool:
    """Whether a question asks for what a word tells of, and does not take it as given."""
    if not _is_in_question(tree, trigger):
        return False
    node = trigger
    ahead = False
    while not node.is_root and not _is_inverted(node):
        if _is_given(node):
            return False
        ahead = ahead or node.dep == "advcl"
        node = node.head
    if not ahead and status in _HAPPENED and _has_asking_word(tree, node):
        return False
    return _is_inverted(node) or node.lemma not in speech_verbs()


def _is_inverted(verb: Node) -> bool:
    """Whether a verb's subject stands behind its "will", "did" or "is"."""
    subject = verb.child(*SUBJECTS)
    first = verb if verb.lemma == "be" else verb.child("aux", "auxpass")
    return subject is not None and first is not None and first.i < subject.i


def _is_in_question(tree: Tree, trigger: Node) -> bool:
    """Whether the sentence that a word stands in ends with a question mark."""
    end = next((one for one in tree.nodes[trigger.i :] if one.text[:1] in _ENDING), None)
    return end is not None and end.text[:1] == "?"


def _is_given(node: Node) -> bool:
    """Whether words are taken as given: a definite noun, a relative clause, "since they left"."""
    if node.pos == "NOUN":
        beside = node.all("det", "poss")
        return any(one.dep == "poss" or one.lower in _GIVEN for one in beside)
    if node.dep == "relcl" or (node.dep in ("prep", "mark") and node.lower in _SETTLED):
        return True
    if node.dep == "advcl":
        opens = {one.lower for one in node.all("mark", "advmod") if one.i < node.i}
        past = node.tag == "VBD" or any(one.tag == "VBD" for one in node.all("aux", "auxpass"))
        return bool(opens & _SETTLED) or (past and bool(opens & _MEANWHILE))
    return node.dep in ("ccomp", "csubj", "pcomp") and _asks_in_part(node)


def _asks_in_part(clause: Node) -> bool:
    """Whether a clause asks who or how, and not whether: "do they know who fired?"."""
    return any(one.lower in _ASKING_WORDS and one.i < clause.i for one in clause.subtree())


def _has_asking_word(tree: Tree, root: Node) -> bool:
    """Whether the question asks who, how or when, before its verb."""
    return any(one.lower in _ASKING_WORDS for one in tree.nodes[: root.i] if _governs(root, one))


def _governs(root: Node, word: Node) -> bool:
    """Whether a word belongs to the main clause."""
    for above in word.ancestors():
        if above is root:
            return True
        if above.pos in VERBAL and above.child(*SUBJECTS) is not None:
            return False
    return False
