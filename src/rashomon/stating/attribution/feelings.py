"""Feelings told by what stirs them: "the raid angered Ankara" is about the raid, and Ankara feels it.

Enters: a parsed sentence and the report's quotations. Leaves: a `Speech` a verb whose object, or the
subject of whose passive, is somebody.
"""

from rashomon.language.trees import Node, Tree

from .cues import cue_lemma, lexicon
from .phrases import fitted, noun_phrase, words_span
from .quotations import Quotation, enclosing
from .sources import RELATIVE, can_speak
from .speech import Speech
from .subjects import PASSIVE_SUBJECTS, SUBJECTS, is_passive, subject

ABOUT = frozenset({"by", "at", "about", "with", "over"})
"""Prepositions of what somebody is stirred by."""


def read_feelings(text: str, tree: Tree, quotations: list[Quotation]) -> list[Speech]:
    """The speeches of a sentence whose cue is a verb that stirs a feeling in somebody."""
    found: list[Speech] = []
    for verb in tree:
        if verb.tag[:2] != "VB" or cue_lemma(verb) not in lexicon().stirring:
            continue
        if verb.dep in {"amod", "compound"} or enclosing(quotations, verb.start) is not None:
            continue
        source, about = _stirred(verb) if is_passive(verb) else _stirring(verb)
        if source is None or not about or not can_speak(source) or source.lower == "it":
            continue
        content = fitted(text, words_span(text, about), None, quotations)
        if content.end > content.start and not content.start <= verb.start < content.end:
            found.append(Speech(tree, [verb], source, [content], "feeling"))
    return found


def _stirring(verb: Node) -> tuple[Node | None, list[Node]]:
    """Who is stirred by an active verb, and the words for what stirs him."""
    held, what = verb.child("dobj"), subject(verb)
    if held is None or held.i < verb.i or what is None:
        return None, []
    if what.lower == "it":
        clause = next((one for one in verb.all("ccomp", "xcomp", "advcl") if one.i > held.i), None)
        return held, [] if clause is None else clause.subtree()
    if what.lower in RELATIVE:
        what = next((one.head for one in what.ancestors() if one.dep == "relcl"), what)
        return held, noun_phrase(what)
    is_clause = what.dep == "csubj"
    return held, what.subtree() if is_clause else noun_phrase(what)


def _stirred(verb: Node) -> tuple[Node | None, list[Node]]:
    """Who is stirred by a passive verb, and the words for what stirs him."""
    source = verb.child(*PASSIVE_SUBJECTS) or verb.child(*SUBJECTS) or subject(verb)
    for child in verb.children:
        held = child.child("pobj", "pcomp")
        if child.i > verb.i and child.lower in ABOUT and held is not None:
            return source, held.subtree()
        if child.i > verb.i and child.dep == "ccomp":
            return source, child.subtree()
    return source, []
