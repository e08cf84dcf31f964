"""How sure a statement says it is: denied, conditional, threatened, planned, predicted and so on.

Stands beside `rashomon.stating.events`. Enters: the word that tells of an event. Leaves: one status, by
the words that govern it, stand beside it or open its clause.
"""

import re

from rashomon.language.trees import Node
from rashomon.records.drafts import Status
from rashomon.stating.clauses import SUBJECTS, VERBAL, grantee_of, subject_of
from rashomon.stating.conditions import is_condition, is_inverted, is_irreal
from rashomon.stating.implications import imply, is_denied_ahead
from rashomon.stating.lexicon import StatusWords, forces, speech_verbs, status_words
from rashomon.stating.nobody import is_none
from rashomon.stating.roles import counted
from rashomon.stating.wills import may_be_speaker

_STRENGTH: tuple[Status, ...] = (
    "denied", "conditional", "threatened", "possible", "planned", "predicted", "reported",
)  # fmt: skip
"""Of several, the first holds: a denied plan is denied, a plan under a condition conditional."""

_COMPLEMENTS = frozenset(
    {
        "xcomp",
        "ccomp",
        "dobj",
        "pobj",
        "prep",
        "pcomp",
        "acl",
        "acomp",
        "attr",
        "amod",
        "nsubjpass",
        "oprd",
    }
)
_BESIDE = frozenset({"advmod", "amod", "det", "compound"})
_SETTLED = frozenset(
    {"after", "since", "despite", "amid", "following", "with", "during", "because"}
)
"""What stands behind these is taken as given, whatever the clause around it says."""


def status_of(trigger: Node) -> Status:
    """The status that a statement's own clause gives it; ``asserted`` where nothing weakens it."""
    words = status_words()
    found: set[str] = set()
    _look_at(trigger, words, found)
    node = trigger
    while not node.is_root:
        head = node.head
        if is_inverted(node):
            found.add("conditional")
        if _is_told_apart(node, head):
            break
        implied = imply(node, head, words)
        if implied == "asserted":
            break  # "could not prevent them from taking it": they did
        if implied is not None:
            found.add(implied)
        _look_above(node, head, words, found)
        if node.dep in SUBJECTS and _is_ahead(head):
            found.add("predicted")
        if _is_unconfirmed(node, head):
            found.add("reported")
            break
        if node.dep == "conj":
            _look_beside_conjunct(node, head, words, found)
        elif (node.dep in _COMPLEMENTS or node.dep in SUBJECTS) and not _is_past_clause(node):
            _look_beside(head, words, found)
        if node.dep == "advcl" and not _is_purpose(node):
            break
        node = head
    for status in _STRENGTH:
        if status in found:
            return status
    return "asserted"


def _is_judged(node: Node, head: Node) -> bool:
    """Whether a clause says how usual something is, so that there is some of it, whatever is denied."""
    told = head.child("acomp") if head.lemma == "be" and node.dep == "nsubj" else None
    return told is not None and told.lower in _USUAL


_USUAL = frozenset(
    {"rare", "uncommon", "unusual", "common", "usual", "new", "unheard", "unprecedented", "isolated"}
)  # fmt: skip


def _is_turned_by_nor(node: Node) -> bool:
    """Whether "nor" opens the clause of a word, its helper first: "nor have the rebels taken it"."""
    around = (*node.children, *(node.head.children if node.dep == "conj" else ()))
    behind = {one.i + 1 for one in around if one.lower == "nor" and one.i < node.i}
    helpers = (one for one in (node, *node.children) if one.i in behind)
    return any(one.lemma in ("be", "have", "do") or one.tag == "MD" for one in helpers)


def _hangs_on_helper(node: Node) -> bool:
    """Whether a parse hung a verb, or its subject, on the helper that "nor" put before them."""
    return node.head.lemma in ("be", "have", "do") and node.dep in (
        "ccomp",
        "xcomp",
        "acl",
        *SUBJECTS,
    )


def _look_at(trigger: Node, words: StatusWords, found: set[str]) -> None:
    """What the word itself and those below it say."""
    _look_beside(trigger, words, found)
    if any(is_none(child) for child in trigger.children) or is_denied_ahead(trigger):
        found.add("denied")
    if _is_turned_by_nor(trigger):
        found.add("denied")
    if _is_ahead(trigger) or words.governing.get(trigger.lemma) == "predicted":
        found.add("predicted")
    if grantee_of(trigger) is not None:  # "gave them a week to leave"
        found.add("planned")


def _is_ahead(verb: Node) -> bool:
    """Whether its subject is to come: it "is yet to come", "lies ahead", "is on its way", "looms"."""
    below = [one.lower for child in verb.all("advmod", "xcomp", "acomp") for one in child.subtree()]
    if verb.lemma == "loom":
        return True
    if verb.lemma == "be" and verb.tag in ("VBZ", "VBP"):
        if _is_due(verb):
            return True
        if _is_force_under_way(verb):
            return False
        way = [one for prep in verb.all("prep") if prep.lower == "on" for one in prep.all("pobj")]
        if any(one.lower == "way" and one.child("poss") is not None for one in way):
            return True
        return "ahead" in below or ("come" in below and bool({"yet", "still"} & set(below)))
    return verb.lemma == "lie" and "ahead" in below


def _is_due(verb: Node) -> bool:
    """Whether somebody is to come: "are due in the capital next week"; "is due to rain" has a cause."""
    due = verb.child("acomp")
    return (
        due is not None and due.lower == "due" and all(one.lower != "to" for one in due.all("prep"))
    )


def _is_past_clause(node: Node) -> bool:
    """Whether it is a clause in the past, which the future of who will tell of it does not change."""
    if node.dep != "ccomp" or node.child(*SUBJECTS) is None or node.head.child("neg") is not None:
        return False
    past = node.tag == "VBD" or any(one.tag == "VBD" for one in node.all("aux", "auxpass"))
    return past and any(one.lower in ("will", "wo", "'ll", "shall") for one in node.head.all("aux"))


def _is_told_apart(node: Node, head: Node) -> bool:
    """Whether what governs a word says nothing of how sure it is.

    So it is of a relative clause, of what is taken as given ("after the attack"), of a question that
    is open only in part, and of what is told first, before who says so.
    """
    if node.dep == "relcl" or (node.dep == "prep" and node.lower in _SETTLED):
        return True
    if node.lower == "addition" and head.lower == "in":
        return True  # "thwarted the attack in addition to killing dozens"
    if node.dep == "acl" and node.tag == "VBN" and _is_dated_back(node):
        return True  # "would be the first step of a deal reached in May last year"
    if node.dep in ("acl", "ccomp") and head.lemma in _PROOFS and node.child("mark") is not None:
        return True
    if _is_judged(node, head):
        return True  # "such attacks are not rare"
    return _is_open_question(node, head) or (node.dep == "ccomp" and node.i < head.i)


def _is_dated_back(verb: Node) -> bool:
    """Whether its own words date it to the past: "last month", "two years ago", "in 2012"."""
    told = [
        one for child in verb.all("npadvmod", "advmod", "prep", "agent") for one in child.subtree()
    ]
    named = any(one.lower in ("last", "ago", "yesterday", "previous") for one in told)
    return named or any(one.entity == "DATE" and _YEAR.fullmatch(one.text) for one in told)


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_PROOFS = frozenset({"evidence", "proof", "fact", "news", "sign", "confirmation", "indication"})
"""Nouns whose "that" holds what is said to be so, whatever is done with them: "will show proof that"."""


_CONFIRMING = frozenset({"confirm", "verify", "corroborate", "substantiate", "authenticate"})


def _is_unconfirmed(node: Node, head: Node) -> bool:
    """Whether somebody did not confirm it, which denies nothing: "has not confirmed his death"."""
    if head.lemma not in _CONFIRMING or node.dep not in _COMPLEMENTS:
        return False
    above = head.head if head.dep == "xcomp" else head
    refused = above.lemma in ("decline", "refuse", "unable", "fail")
    return refused or any(child.dep == "neg" for child in (*head.children, *above.children))


_ASKED = frozenset({"who", "whom", "what", "how", "why", "where", "when", "which", "whose"})


def _is_open_question(node: Node, head: Node) -> bool:
    """Whether it is known to have happened, and only not by whom or how: "it is not known who fired"."""
    if node.dep not in ("ccomp", "csubj", "nsubj", "pcomp"):
        return False
    return head.lemma not in ("ask", "wonder") and any(
        child.lower in _ASKED and child.i < node.i for child in node.children
    )


def _is_force_under_way(verb: Node) -> bool:
    """Whether men are on their way, which they are already: "400 soldiers are on their way"."""
    subject = verb.child("nsubj")
    return subject is not None and counted(subject).lemma in forces()


_CAME_TRUE = frozenset(
    {
        "be", "become", "die", "prove", "remain", "stay", "last", "cost", "lose", "win", "regret",
        "see", "find", "spend", "end", "follow", "serve", "play", "rule", "live", "continue", "change",
        "haunt", "return",
    }
)  # fmt: skip
"""What a story tells ahead of itself: "he was to die a year later"."""


def _is_arranged(node: Node, head: Node) -> bool:
    """Whether somebody "is to do" something, or was; "was to become" tells what came of it."""
    return (
        node.dep == "xcomp"
        and head.lemma == "be"
        and (head.tag in ("VBZ", "VBP") or (head.tag == "VBD" and node.lemma not in _CAME_TRUE))
        and head.child("attr", "acomp", "dobj") is None
        and any(child.dep == "aux" and child.lower == "to" for child in node.children)
    )


def _look_beside(node: Node, words: StatusWords, found: set[str]) -> None:
    """What the children of a word say: negation, modals, hedges, the mark of its clause."""
    for child in node.children:
        if child.dep == "neg":
            found.add(_by_negation(node))
        elif child.dep in ("aux", "auxpass"):
            _look_at_modal(node, child, words, found)
            if child.child("neg") is not None:  # a parse hung "never" on the helper
                found.add(_by_negation(node))
        elif child.dep == "mark" or child.dep in _BESIDE:
            status = _by_word_beside(node, child, words)
            if status is not None:
                found.add(status)
        elif (
            child.dep == "xcomp"
            and node.lemma == "be"
            and words.governing.get(child.lemma) == "predicted"
        ):
            found.add("predicted")
        elif is_condition(child) and is_irreal(node):
            found.add("conditional")


_DOUBTING = frozenset(
    {
        "ask", "wonder", "know", "see", "sure", "clear", "unclear", "uncertain", "certain", "tell",
        "say", "doubt",
    }
)  # fmt: skip
"""Words whose "if" means "whether": "asked if", "remains to be seen if"."""


def _is_asked_whether(clause: Node, mark: Node) -> bool:
    """Whether a clause is a question within another: "it is unclear whether", "asked if"."""
    if clause.dep not in ("ccomp", "csubj", "csubjpass", "pcomp", "acl"):
        return mark.lower == "whether" and clause.dep == "xcomp"
    return mark.lower == "whether" or (mark.lower == "if" and clause.head.lemma in _DOUBTING)


def _by_word_beside(node: Node, child: Node, words: StatusWords) -> str | None:
    """What an adverb, an adjective or the mark of a clause says of its word."""
    if child.dep == "mark":
        return "possible" if _is_asked_whether(node, child) else words.marks.get(child.lower)
    status = words.beside.get(child.lower)
    if child.lower in _NEARLY and (node.pos not in VERBAL or child.i + 1 != node.i):
        return None  # "nearly all", "almost completely destroyed"
    if status == "predicted" and child.dep == "advmod" and _is_past(node):
        return None  # "soon took the town", "shelled it ahead of the talks"
    return status


_NEARLY = frozenset({"nearly", "almost"})


def _is_past(verb: Node) -> bool:
    helpers = verb.all("aux", "auxpass")
    return verb.tag == "VBD" or any(one.tag == "VBD" or one.lower == "have" for one in helpers)


def _by_negation(verb: Node) -> str:
    """What a "not" makes of a verb: "if they do not leave" and "may not have left" deny nothing."""
    if any(one.lower in ("if", "unless") for one in verb.all("mark")):
        return "conditional"
    may = any(one.lower in ("may", "might") for one in verb.all("aux"))
    return "possible" if may else "denied"


def _look_beside_conjunct(node: Node, head: Node, words: StatusWords, found: set[str]) -> None:
    """A coordinated verb shares the modal of the first one, not its negation."""
    if any(child.dep in SUBJECTS or child.dep == "aux" for child in node.children):
        return
    for child in head.all("aux"):
        _look_at_modal(head, child, words, found)


def _look_at_modal(verb: Node, aux: Node, words: StatusWords, found: set[str]) -> None:
    status = words.modal.get(aux.lower)
    if aux.lower in _COUNTERFACTUAL and any(one.lower == "have" for one in verb.all("aux")):
        found.add(_COUNTERFACTUAL[aux.lower])
    if aux.tag == "MD" and status is not None:
        found.add(_modal(verb, status))


_COUNTERFACTUAL = {"should": "denied", "must": "possible"}
"""What a modal before "have" says of the past: "should have left" did not, "must have left" may."""


def _modal(verb: Node, status: str) -> str:
    """A modal's status; the will of the one who speaks is a plan, and so is a past "would"."""
    if status not in ("predicted", "conditional"):
        return status
    above = verb.head
    told = verb.dep == "ccomp" and above.pos in VERBAL
    subject = verb.child("nsubj")
    if subject is not None and subject.lower in ("i", "we"):
        return "planned"
    if (
        told
        and subject is not None
        and may_be_speaker(subject, subject_of(above))
        and above.lemma in speech_verbs()
    ):
        return "planned"
    if status == "conditional" and told and above.tag in ("VBD", "VBN"):
        return "predicted"
    return status


def _look_above(node: Node, head: Node, words: StatusWords, found: set[str]) -> None:
    """What a governing word says of its complement."""
    if _is_turned_by_nor(head) and _hangs_on_helper(node):
        found.add("denied")
    if _is_arranged(node, head):
        found.add("planned")
    if node.dep in ("pcomp", "pobj"):
        if head.lower == "without":
            found.add("denied")
    elif node.dep == "advcl":
        if any(child.dep == "mark" and child.lower in words.marks for child in node.children):
            found.add("conditional")
        elif _is_purpose(node):
            found.add("planned")
    elif node.dep == "xcomp" and head.lemma == "be" and head.pos in VERBAL:
        subject = head.child("nsubj")
        if subject is not None and words.governing.get(subject.lemma) == "planned":
            found.add("planned")
    elif node.dep in _COMPLEMENTS and not (node.dep == "ccomp" and node.i < head.i):
        status = words.governing.get(head.lemma) or words.governing.get(head.lower)
        if _is_failing_which(head):  # "failing which it would attack": unless they give in
            status = "conditional"
        if status is not None and _reaches(status, node, head):
            found.add(status)


def _is_failing_which(verb: Node) -> bool:
    return verb.lower == "failing" and any(
        one.i == verb.i + 1 and one.lower == "which" for one in verb.subtree()
    )


def _reaches(status: str, node: Node, head: Node) -> bool:
    """Whether what a governing word says of its complement goes for this one."""
    if status == "reported":
        return _is_impersonal(node, head)
    if head.lemma == "call" and node.dep != "prep":  # "called the raid a crime" asks for none
        return node.dep == "xcomp"
    if head.pos in VERBAL and node.dep == "nsubjpass":
        return False
    # "failed in the attack" was an attack; "failed to attack" was none.
    return head.lemma != "fail" or node.dep not in ("dobj", "prep", "amod")


def _is_impersonal(node: Node, head: Node) -> bool:
    """Whether nobody is named who says it: "is reported to have fled"."""
    if head.pos not in VERBAL or node.dep not in ("xcomp", "ccomp", "oprd"):
        return False
    passive = any(child.dep in ("auxpass", "nsubjpass") for child in head.children)
    return passive and not any(child.dep == "agent" for child in head.children)


def _is_purpose(node: Node) -> bool:
    """Whether an infinitive tells what for; "only to lose it again" tells what came of it."""
    only = any(one.lower == "only" and one.i < node.i for one in node.all("advmod"))
    return (
        node.tag == "VB"
        and not only
        and any(child.dep == "aux" and child.lower == "to" for child in node.children)
    )
