"""Verbs of speech and mind: who is their source and what is their content.

Enters: a parsed sentence and the report's quotations. Leaves: a `Speech` a verb that has content.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .cues import Frame, lexicon
from .phrases import after, before, clean, is_mark, noun_phrase, widened, words_span
from .quotations import Quotation
from .speech import Speech

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
STOPS = {",", ":", ";", "-", "--", "–", "—", "?", "!", "…", "...", "."}
AUXILIARIES = ("aux", "auxpass", "neg", "prt")


def read_verbs(text: str, tree: Tree, quotations: list[Quotation]) -> list[Speech]:
    """The speeches of a sentence whose cue is a verb."""
    verbs = lexicon().verbs
    found: list[Speech] = []
    for node in tree:
        frame = verbs.get(node.lemma)
        if frame is None or node.tag[:2] != "VB" or node.dep in {"amod", "compound", "aux"}:
            continue
        speech = _read(text, tree, node, frame, quotations)
        if speech is not None:
            found.append(speech)
    return found


def _read(
    text: str, tree: Tree, verb: Node, frame: Frame, quotations: list[Quotation]
) -> Speech | None:
    is_passive = verb.child("auxpass") is not None or verb.child(*PASSIVE_SUBJECTS) is not None
    source = _agent(verb) if is_passive else subject(verb)
    content = _complement(text, verb, frame)
    if is_passive:
        if source is None:
            return None
        content = _passive_content(text, verb) + content
    elif not content and "alone" in frame.takes:
        content = _spoken_before(text, tree, verb, source, quotations)
        content = content or _spoken_after(tree, verb, source, quotations)
    if not content:
        return None
    content = [widened(span, quotations) for span in content]
    return Speech(tree, cue_words(verb), source, content, min(frame.kinds))


def cue_words(verb: Node) -> list[Node]:
    """The verb with its particle; auxiliaries are left out."""
    return sorted([verb, *verb.all("prt")], key=lambda node: node.i)


def subject(verb: Node) -> Node | None:
    """Who does what the verb says: its own subject, or the one it shares with its governor."""
    seen = 0
    node = verb
    while seen < 8:
        seen += 1
        own = node.child(*SUBJECTS) or (None if node is verb else node.child(*PASSIVE_SUBJECTS))
        if own is not None:
            return own
        if node.dep in {"relcl", "acl"}:
            return node.head
        if node.is_root or node.dep not in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp"}:
            return None
        if node.dep == "ccomp" and node.tag not in {"VBG", "VB"}:
            return None
        if node.dep == "xcomp":
            held = node.head.child("dobj")
            if held is not None and node.tag == "VB" and held.i < node.i:
                return held
        node = node.head
    return None


def _agent(verb: Node) -> Node | None:
    by = verb.child("agent")
    return by.child("pobj") if by is not None else None


def _passive_content(text: str, verb: Node) -> list[Span]:
    head = verb.child(*PASSIVE_SUBJECTS)
    if head is None:
        return []
    return [words_span(text, [node for node in head.subtree() if node.i < verb.i])]


def _complement(text: str, verb: Node, frame: Frame) -> list[Span]:
    """What the verb governs to its right and its frame counts as content."""
    parts: list[Node] = []
    objects = [child for child in verb.children if child.dep == "dobj" and child.i > verb.i]
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep == "ccomp" or (
            child.dep == "xcomp" and child.tag in {"MD", "VBD", "VBZ", "VBP"}
        ):
            if frame.takes & {"clause", "infinitive"} and not _is_aside(child):
                parts.append(child)
        elif child.dep == "xcomp":
            if frame.takes & {"infinitive", "object"} or (child.tag == "VBG"):
                parts.append(child)
        elif child.dep == "prep":
            if child.lower in frame.takes:
                parts.append(child)
        elif child.dep == "oprd" and "object" in frame.takes:
            parts.append(child)
    takes_object = "object" in frame.takes or bool(parts and "infinitive" in frame.takes)
    if takes_object and not (frame.hears and parts):
        parts = objects + parts
    if not parts:
        return []
    words = [node for part in parts for node in part.subtree() if node.i > verb.i]
    return [words_span(text, words)]


def _is_aside(clause: Node) -> bool:
    return False


def _spoken_before(
    text: str, tree: Tree, verb: Node, source: Node | None, quotations: list[Quotation]
) -> list[Span]:
    """Speech that stands before "he said" or "said he", up to the comma or quotation mark."""
    group = [verb, *verb.all(*AUXILIARIES)]
    if source is not None and source.head is verb:
        group += noun_phrase(source)
    first = min(group, key=lambda node: node.i)
    last = before(tree, first)
    if last is None:
        return [q.span for q in quotations if 0 < first.start - q.span.end <= 2]
    if not (last.text in STOPS or is_mark(last)):
        return []
    span = clean(text, Span(tree.nodes[0].start, last.end))
    return [span] if span.end - span.start > 1 else []


def _spoken_after(
    tree: Tree, verb: Node, source: Node | None, quotations: list[Quotation]
) -> list[Span]:
    """A quotation that follows the cue."""
    end = max([verb.end] + ([source.end] if source is not None else []))
    following = [
        q for q in quotations if q.is_speech and end <= q.span.start <= tree.passage.end + 2
    ]
    return [following[0].span] if following else []
