"""Nouns of what is said, thought or felt: "X's claim that", "a warning of", "a critic of".

Enters: a noun of the lexicon in its sentence. Leaves: a `Speech` where words tell whose it is and what
it is about.
"""

from rashomon.language.trees import Node, Tree

from .contents import words_of
from .cues import Frame, lexicon
from .phrases import clean, fitted, noun_phrase, words_span
from .quotations import Quotation, enclosing
from .sources import RELATIVE, can_speak
from .speech import Speech
from .subjects import subject

SOURCE_PREPOSITIONS = ("by", "from")

ADDRESSED = frozenset(
    {
        "speech", "message", "lecture", "sermon", "statement", "testimony", "talk", "remark", "comment",
        "post", "note", "tweet", "essay", "promise", "pledge", "question", "complaint",
    }
)  # fmt: skip
"""Nouns of what is said to somebody, named behind "to"."""

BEARING = ("of", "among")
"""Prepositions of whose feeling it is, where another phrase tells what it is about."""

AIMED = frozenset(
    {
        "fear", "hatred", "love", "dislike", "contempt", "distrust", "mistrust", "suspicion", "view",
        "opinion", "perception", "notion", "impression", "understanding", "admiration", "expectation",
        "hope", "belief", "disdain", "scorn", "appreciation", "certainty", "alarm",
    }
)  # fmt: skip
"""Nouns behind which "of" tells what they are about, as well as whose they are."""

GIVERS = ("of", "from", "among", "by")
"""Prepositions of those who give support or blame that somebody gets."""

MATTERS = ("to", "for", "about", "over", "against", "on")
"""Prepositions of what such support or blame is about, where the noun itself tells it."""


def read_noun(
    text: str, tree: Tree, noun: Node, frame: Frame, quotations: list[Quotation]
) -> Speech | None:
    """The speech of a noun; None where nobody is named, or nothing that is said."""
    parts = _noun_complements(noun, frame)
    gained = None if any(part.dep != "prep" for part in parts) else _gained(text, tree, noun)
    if gained is not None:
        return gained
    inside = enclosing(quotations, noun.start)
    around = [q for q in quotations if q is not inside]
    if not parts and "alone" in frame.takes:
        return _wording(text, tree, noun, around)
    source = _noun_source(noun) if "holder" not in frame.kinds else _held_by(noun)
    if (
        not parts
        or source is None
        or ("light" in frame.takes and not _is_light(noun))
        or (inside is not None and source.lower in {"my", "our", "your"})
    ):
        return None
    parts = [part for part in parts if part.child("pobj") is not source]
    if not parts:
        return None
    content = fitted(text, words_of(text, parts, noun, quotations), inside, around)
    kind = "claim" if "claim" in frame.kinds else min(frame.kinds)
    return Speech(tree, [noun], source, [content], kind) if content.end > content.start else None


def _gained(text: str, tree: Tree, noun: Node) -> Speech | None:
    """A stance whose matter is who gets it: "the plan won the support of the council"."""
    words, verb = lexicon(), noun.head
    if noun.dep != "dobj" or noun.lemma not in words.gained or verb.lemma not in words.gaining:
        return None
    givers = [child for child in noun.all("prep") if child.lower in GIVERS]
    source = givers[0].child("pobj") if givers else None
    if any(child.lower in MATTERS for child in noun.all("prep")):
        return None
    about = subject(verb)
    if source is None or about is None or about.lower in {"it", *RELATIVE} or not can_speak(source):
        return None
    content = words_span(text, noun_phrase(about))
    return Speech(tree, [noun], source, [content], "feeling")


def _is_light(noun: Node) -> bool:
    """Whether a noun is what a verb only carries: the "case" of "made the case"."""
    return noun.dep == "dobj" and noun.head.lemma in lexicon().light


def _noun_complements(noun: Node, frame: Frame) -> list[Node]:
    parts: list[Node] = []
    for child in noun.children:
        if child.i < noun.i:
            continue
        has_that = any(mark.lower in {"that", "whether"} for mark in child.all("mark"))
        if child.dep in {"acl", "ccomp", "relcl"} and has_that:
            if "clause" in frame.takes:
                parts.append(child)
        elif child.dep == "acl" and any(aux.tag == "TO" for aux in child.all("aux")):
            if "infinitive" in frame.takes:
                parts.append(child)
        elif child.dep == "prep" and child.lower in frame.takes and not _is_audience(child):
            parts.append(child)
    if any(part.dep != "prep" for part in parts):  # "made the case to both sides that …"
        parts = [part for part in parts if part.dep != "prep" or part.lower != "to"]
    if not parts and _is_light(noun):
        parts = [
            one for one in noun.head.children if one.i > noun.i and _is_carried(one, noun, frame)
        ][:1]
    return parts


def _is_audience(part: Node) -> bool:
    """Whether a phrase tells to whom somebody speaks: "a message to the troops"."""
    return part.lower == "to" and part.head.lemma in ADDRESSED


def _is_carried(part: Node, noun: Node, frame: Frame) -> bool:
    """Whether a phrase that a parse hangs on a light verb is its noun's: "took aim at the governor"."""
    if min(one.i for one in part.subtree()) != noun.subtree()[-1].i + 1:
        return False
    if part.dep == "prep":
        return part.lower in frame.takes
    if part.dep == "ccomp":
        return "clause" in frame.takes and any(
            mark.lower in {"that", "whether"} for mark in part.all("mark")
        )
    is_infinitive = part.dep in {"xcomp", "advcl"} and any(
        aux.tag == "TO" for aux in part.all("aux")
    )
    return is_infinitive and "infinitive" in frame.takes


def _noun_source(noun: Node) -> Node | None:
    """Whose claim it is: "X's claim", "a claim by X", "an X claim", "X made the claim"."""
    owner = noun.child("poss")
    if owner is not None:
        return owner if can_speak(owner) or owner.tag == "PRP$" else None
    for child in noun.children:
        if child.dep in {"prep", "agent"} and child.lower in SOURCE_PREPOSITIONS:
            return child.child("pobj")
    for child in noun.children:
        if (
            child.dep in {"compound", "amod", "nmod"}
            and child.i < noun.i
            and child.entity in {"ORG", "NORP", "GPE"}
        ):
            return child
    for child in noun.children:
        if child.dep == "compound" and child.i < noun.i and can_speak(child):
            return child
    if noun.dep == "dobj" and noun.head.lemma in lexicon().light:
        return subject(noun.head)
    return _bearer(noun)


def _bearer(noun: Node) -> Node | None:
    """Whose feeling it is: "the anger of the farmers over …", "left with plans to return"."""
    frame = lexicon().nouns[noun.lemma]
    is_felt = bool(frame.kinds & {"feeling", "mind"}) and noun.lemma not in AIMED
    behind = [child for child in noun.all("prep") if is_felt and child.lower in BEARING]
    held = behind[0].child("pobj") if behind and len(noun.all("prep", "acl", "ccomp")) > 1 else None
    if held is not None:
        return held if can_speak(held) else None
    verb = noun.head.head
    is_with = noun.dep == "pobj" and noun.head.lower == "with" and verb.pos == "VERB"
    if not is_with or noun.head.dep != "prep" or verb.child("dobj", "prep") is None:
        return None
    return subject(verb) if noun.child("det") is None else None


def _held_by(noun: Node) -> Node | None:
    """Who is what a noun says: "she is a critic of the accord", "Ibrahim, an opponent of the war"."""
    if noun.dep == "attr" and noun.head.lemma in {"be", "become", "remain"}:
        who = subject(noun.head)
        return who if who is not None and can_speak(who) else None
    if noun.dep == "appos" and noun.head.i < noun.i and can_speak(noun.head):
        return noun.head if noun.head.entity == "PERSON" or noun.head.pos == "PROPN" else None
    return None


def _wording(text: str, tree: Tree, noun: Node, around: list[Quotation]) -> Speech | None:
    """Speech named as somebody's words: "…," were X's exact words."""
    owner = noun.child("poss")
    if owner is None or noun.head.lemma != "be":
        return None
    spoken = [q for q in around if q.is_speech and tree.passage.start <= q.span.end <= noun.start]
    if not spoken:
        return None
    return Speech(tree, [noun], owner, [clean(text, spoken[-1].span)], "claim")
