"""Whether a pact says that something is to be done, or somebody who speaks demands it.

Stands beside `rashomon.stating.recitals`. Enters: a verb of duty and its sentence. Leaves: whether the
sentence lays the duty to a pact ("under the accord", "the plan says"), or to a speaker.
"""

from collections.abc import Iterator

from rashomon.language.trees import Node, Tree
from rashomon.stating.clauses import VERBAL, frame_of, subject_of
from rashomon.stating.datings import times_in_phrase
from rashomon.stating.lexicon import speech_verbs
from rashomon.stating.roles import after_noun
from rashomon.stating.signatories import is_signing
from rashomon.stating.terms import Context, goes_back, is_numbered_part, pact_words

_BY = frozenset({"under", "by", "in", "to", "with", "per", "from"})
_POINTS = frozenset({"point", "annex", "chapter", "wording", "letter", "spirit", "preamble"})
_LEADING = frozenset({"according", "line", "keeping", "accordance", "pursuant", "terms"})


def is_recited(tree: Tree, verb: Node, context: Context) -> bool:
    """Whether the words say that a duty is a pact's: "under the plan", "the accord says"."""
    is_of_pact = _stands_under(verb, context) or _is_said_by_pact(tree, verb, context)
    return is_of_pact or _is_beside_signing(verb)


def asks_terms(tree: Tree) -> bool:
    """Whether a question asks what a pact says: "What does the treaty say?"."""
    words = [*tree]
    is_question = any(one.text == "?" for one in words[-2:])
    if not is_question or not any(one.lower == "what" for one in words):
        return False
    says = pact_words("lay_down") | pact_words("bind") | pact_words("containing")
    for verb in words:
        if verb.lemma in says and verb.pos in VERBAL:
            subject = subject_of(verb)
            if subject is not None and _is_writing(subject):
                return True
    return False


def _is_beside_signing(verb: Node) -> bool:
    """Whether the same speaker tells of the signing: "writes that it was signed and that A must"."""
    at = verb.head if verb.dep == "xcomp" else verb
    first = at.head if at.dep == "conj" else at
    beside = [one for one in (first, *first.all("conj")) if one is not at]
    return first.dep == "ccomp" and any(
        is_signing(one) and one.child("auxpass") is not None for one in beside
    )


def is_demanded(tree: Tree, verb: Node) -> bool:
    """Whether a duty stands inside what somebody says, who may only want it."""
    if is_unsaid(verb):
        return True
    quotes = sum(one.text in ('"', "“", "”") for one in tree if one.i < verb.i)
    if quotes % 2:
        return True
    return any(_speaks(one, verb) for one in _around(verb))


def is_unsaid(verb: Node) -> bool:
    """Whether it is what somebody, or a pact, does not say."""
    return any(one.child("neg") is not None for one in _around(verb))


def _around(verb: Node) -> Iterator[Node]:
    """The verbs that a clause hangs on as what is said, and those set beside it."""
    at = verb
    while not at.is_root:
        if at.dep in ("ccomp", "parataxis") and not _is_parted(at, at.head):
            yield at.head
        yield from (one for one in at.all("parataxis") if not _is_parted(one, verb))
        at = at.head
    yield from (one for one in at.all("parataxis") if not _is_parted(one, verb))


def _is_parted(one: Node, other: Node) -> bool:
    """Whether a semicolon parts two clauses, so that neither is what the other says."""
    first, last = sorted((one.i, other.i))
    marks = (*one.children, *other.children)
    return any(mark.text == ";" and first < mark.i < last for mark in marks)


def _speaks(above: Node, verb: Node) -> bool:
    """Whether a verb is somebody's speech: above "that" any is, beside words only one of saying."""
    is_opened = any(one.lower == "that" for one in verb.all("mark"))
    if above.pos not in VERBAL or not (is_opened or above.lemma in speech_verbs()):
        return False
    subject = subject_of(above)
    return subject is None or not _is_writing(subject)


def _is_writing(node: Node) -> bool:
    is_part = node.lemma in pact_words("parts") or node.lemma in pact_words("papers")
    return is_part or node.lower == "it"


def _stands_under(verb: Node, context: Context) -> bool:
    """Whether a verb stands under a pact: "under the plan agreed in May", "according to its terms"."""
    at = verb
    for _ in range(3):
        if any(_is_pact(one, context) for one in bases_of(at)):
            return True
        if any(goes_back(one) or one.lemma in pact_words("pacts") for one in _agreed(at)):
            return True
        if at.is_root or at.dep not in ("xcomp", "conj", "ccomp"):
            return False
        at = at.head
    return False


def bases_of(verb: Node) -> Iterator[Node]:
    """What a verb's clause is said to go by: behind "under", "by", "according to", "in line with"."""
    for prep in verb.all("prep", "agent"):
        if prep.lower in ("under", "by", "per"):
            yield from prep.all("pobj")
        if prep.lower == "in" and prep.i < verb.i:  # "In it A undertakes to …"
            named = prep.all("pobj")
            yield from (
                one for one in named if one.lower == "it" or one.lemma in pact_words("pacts")
            )
        inner = [prep, *(one for one in prep.all("pobj") if one.lower in _LEADING)]
        if any(one.lower in _LEADING for one in inner):
            yield from (
                pobj for one in inner for low in one.all("prep") for pobj in low.all("pobj")
            )
    yield from frame_of(verb).after("under")


def _agreed(verb: Node) -> Iterator[Node]:
    """The pact of which a parse has made "agreed" the verb: "Under the plan agreed in May, A must …"."""
    for clause in verb.all("advcl"):
        if is_signing(clause) or clause.lemma in pact_words("brokered"):
            unders = (one for one in clause.all("prep") if one.lower in ("under", "by"))
            yield from (pobj for one in unders for pobj in one.all("pobj"))


def _is_pact(node: Node, context: Context) -> bool:
    """Whether a word is for a pact: by its noun, or a writing that was signed or goes back to one."""
    if node.lemma in pact_words("pacts"):
        return True
    if node.lower == "it":
        return context.is_fresh
    if is_numbered_part(node):
        return True
    if node.lemma in _POINTS:
        return any(_is_pact(one, context) for one in after_noun(node, "of", "in"))
    if node.lemma in pact_words("parts") or goes_back(node):
        signed = any(
            child.dep in ("acl", "relcl")
            and (is_signing(child) or child.lemma in pact_words("brokered"))
            for child in node.children
        )
        kinds = any(child.lower in pact_words("kinds") for child in node.children)
        of_pact = any(one.lemma in pact_words("pacts") for one in node.subtree() if one is not node)
        dated = times_in_phrase(node) is not None
        return signed or kinds or of_pact or dated or context.is_fresh
    return False


def _is_said_by_pact(tree: Tree, verb: Node, context: Context) -> bool:
    """Whether it is a pact that says it: "…, the plan says", "the accord, which stipulates that …"."""
    for above in _around(verb):
        if above.pos not in VERBAL or above.child("neg") is not None:
            continue
        if above.lemma not in pact_words("lay_down") and above.lemma not in speech_verbs():
            continue
        subject = subject_of(above)
        if subject is None:
            continue
        if subject.lower == "it" and context.is_fresh:
            return above.lemma in pact_words("lay_down") or above.lemma == "say"
        if _is_pact(subject, context):
            return True
    return False
