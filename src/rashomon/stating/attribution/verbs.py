"""Verbs of speech and mind: who is their source and what is their content.

Enters: a parsed sentence and the report's quotations. Leaves: a `Speech` a verb that has content.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .cues import Frame, lexicon
from .phrases import before, clean, fitted, is_mark, noun_phrase, words_span
from .quotations import Quotation
from .sources import RELATIVE, can_show, can_speak, nouns
from .speech import Speech

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
STOPS = {",", ":", "-", "--", "–", "—", "?", "!", "…", "..."}
AUXILIARIES = ("aux", "auxpass", "neg", "prt", "advmod", "mark", "cc")
DEEPEST = 8
"""Governors followed to find a shared subject; English news seldom has more than four."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


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


def enclosing(quotations: list[Quotation], at: int) -> Quotation | None:
    """The quotation that holds a position; None where the outlet itself speaks."""
    return next((q for q in quotations if q.span.start < at < q.span.end), None)


def _read(
    text: str, tree: Tree, verb: Node, frame: Frame, quotations: list[Quotation]
) -> Speech | None:
    inside = enclosing(quotations, verb.start)
    source, relay = _speaker(verb)
    is_passive = _is_passive(verb)
    parts = [] if is_passive and source is None else _complements(verb, frame)
    content: list[Span] = []
    is_before = False
    if is_passive:
        if source is None and relay is None:
            return None
        content = [_words(text, parts, verb)] if parts else []
        if relay is None:
            content = _passive_content(text, verb) + content
    elif "alone" in frame.takes and not any(part.dep == "ccomp" for part in parts):
        content = _spoken_before(text, tree, verb, source, quotations)
        is_before = bool(content)
    if not content and parts:
        content = [_words(text, parts, verb)]
    if not content and "alone" in frame.takes:
        content = _spoken_after(tree, verb, source, quotations)
        is_before = bool(content)
    if source is not None and (is_before or source.start < verb.start):
        source = _outside(tree, verb, source, content)
    if not content or not _may(verb, frame, source, parts, inside):
        return None
    around = [q for q in quotations if q is not inside]
    fits = [fitted(text, span, inside, around) for span in content]
    fits = [span for span in fits if span.end > span.start and not span.start <= verb.start < span.end]
    if not fits:
        return None
    relays = [] if relay is None else [relay]
    return Speech(tree, cue_words(verb), source, fits, _kind(frame), relays=relays)


def _kind(frame: Frame) -> str:
    for kind in ("say", "tell", "ask", "announce", "order", "judge", "think", "show"):
        if kind in frame.kinds:
            return kind
    return min(frame.kinds)


def _may(verb: Node, frame: Frame, source: Node | None, parts: list[Node], inside: Quotation | None) -> bool:
    """Whether such a source can do what the verb says with such content."""
    if source is None:
        return False
    if inside is not None and source.lower in {"i", "we", "you"}:
        return False
    has_clause = not parts or any(part.dep == "ccomp" for part in parts)
    if has_clause and frame.kinds & {"say", "tell", "show"}:
        return can_show(source) or source.lower in RELATIVE or frame.kinds >= {"say"}
    return can_speak(source) or source.lower in RELATIVE


def cue_words(verb: Node) -> list[Node]:
    """The verb with its particle; auxiliaries are left out."""
    return sorted([verb, *verb.all("prt")], key=lambda node: node.i)


def _is_passive(verb: Node) -> bool:
    return verb.child("auxpass") is not None or verb.child(*PASSIVE_SUBJECTS) is not None


def _speaker(verb: Node) -> tuple[Node | None, Node | None]:
    """The source of a verb, and who passes its words on: "X quoted Y as saying" gives Y and X."""
    quoting = _quoting(verb)
    if quoting is not None:
        if _is_passive(quoting):
            return quoting.child(*PASSIVE_SUBJECTS), _agent(quoting)
        quoted = quoting.child("dobj")
        if quoted is not None:
            return quoted, subject(quoting)
    if _is_passive(verb):
        return _agent(verb), None
    return subject(verb), None


def _quoting(verb: Node) -> Node | None:
    """The "quoted" of "quoted him as saying", "quoted him saying"; None for none."""
    if verb.tag != "VBG":
        return None
    head = verb.head
    if verb.dep == "pcomp" and head.lower == "as":
        head = head.head
    elif verb.dep == "acl":
        head = head.head
    elif verb.dep not in {"advcl", "xcomp", "ccomp"}:
        return None
    frame = lexicon().verbs.get(head.lemma)
    is_relay = frame is not None and "relay" in frame.kinds and head.tag[:2] == "VB"
    return head if is_relay else None


def subject(verb: Node) -> Node | None:
    """Who does what the verb says: its own subject, or the one it shares with its governor."""
    node = verb
    for _ in range(DEEPEST):
        own = node.child(*SUBJECTS) or (None if node is verb else node.child(*PASSIVE_SUBJECTS))
        if own is not None:
            return own
        if node.dep in {"relcl", "acl"}:
            return _holder(node.head)
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


def _holder(noun: Node) -> Node | None:
    """Who speaks in a writing: "he issued a statement saying …" is his; else the writing itself."""
    if noun.lemma in nouns().documents and noun.dep == "dobj" and noun.head.pos == "VERB":
        return subject(noun.head) or noun
    return noun


def _agent(verb: Node) -> Node | None:
    by = verb.child("agent")
    return by.child("pobj") if by is not None else None


def _passive_content(text: str, verb: Node) -> list[Span]:
    head = verb.child(*PASSIVE_SUBJECTS)
    if head is None or head.lower in RELATIVE:
        return []
    return [words_span(text, [node for node in head.subtree() if node.i < verb.i])]


def _complements(verb: Node, frame: Frame) -> list[Node]:
    """What the verb governs to its right and its frame counts as content, by the heads of its parts."""
    takes = frame.takes
    parts: list[Node] = []
    objects: list[Node] = []
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep == "dobj":
            objects.append(child)
        elif child.dep == "ccomp" or (child.dep == "xcomp" and _is_finite(child)):
            if takes & {"clause", "infinitive"} or ("object" in takes and not _is_finite(child)):
                parts.append(child)
        elif child.dep == "xcomp":
            if takes & {"infinitive", "object"} or child.tag == "VBG":
                parts.append(child)
        elif (child.dep in {"prep", "dative"} and child.lower in takes) or (
            child.dep == "oprd" and "object" in takes
        ):
            parts.append(child)
    takes_object = "object" in takes or bool(parts and takes & {"infinitive", "as"})
    if objects and takes_object and not (frame.hears and parts):
        parts = objects + parts
    return parts


def _is_finite(clause: Node) -> bool:
    return clause.tag in FINITE or any(child.tag in FINITE for child in clause.all("aux", "auxpass"))


def _words(text: str, parts: list[Node], verb: Node) -> Span:
    words = [node for part in parts for node in part.subtree() if node.i > verb.i]
    return words_span(text, _without_asides(words, verb))


def _without_asides(words: list[Node], verb: Node) -> list[Node]:
    """Words up to a participle of speech after a comma ("…, adding that"), which is the speaker's."""
    verbs = lexicon().verbs
    words = sorted(words, key=lambda node: node.i)
    for last, node in zip(words, words[1:], strict=False):
        is_cue = node.tag == "VBG" and node.dep == "advcl" and last.text == ","
        if is_cue and node.lemma in verbs and "say" in verbs[node.lemma].kinds and node.i > verb.i + 2:
            return [word for word in words if word.i < last.i]
    return words


def _spoken_before(
    text: str, tree: Tree, verb: Node, source: Node | None, quotations: list[Quotation]
) -> list[Span]:
    """Speech that stands before "he said" or "said he", up to the comma or quotation mark."""
    group = [verb, *(node for node in verb.all(*AUXILIARIES) if node.i < verb.i)]
    if source is not None and source.head is verb and source.i < verb.i:
        group += noun_phrase(source)
    first = _nearest_run(group, verb)
    last = before(tree, first)
    if last is None:
        return [q.span for q in quotations if q.is_speech and 0 < first.start - q.span.end <= 2]
    if not (last.text in STOPS or is_mark(last)):
        return []
    opening = next((q for q in quotations if q.span.start <= last.start < q.span.start + 1), None)
    if opening is not None:
        return []
    span = clean(text, Span(tree.nodes[0].start, last.end))
    return [span] if span.end - span.start > 1 and len(tree.within(span)) > 1 else []


def _nearest_run(group: list[Node], verb: Node) -> Node:
    """The first word of the run of words that ends in the verb."""
    indices = {node.i: node for node in group}
    at = verb.i
    while at - 1 in indices:
        at -= 1
    return indices[at]


def _spoken_after(
    tree: Tree, verb: Node, source: Node | None, quotations: list[Quotation]
) -> list[Span]:
    """A quotation that follows the cue in the same sentence, or after a colon at its end."""
    ends_in_colon = tree.nodes[-1].text == ":"
    limit = tree.passage.end + 3 if ends_in_colon else tree.passage.end
    following = (q for q in quotations if verb.end <= q.span.start < limit and q.is_speech)
    first = next(following, None)
    if first is None:
        return []
    return [first.span]


def _outside(tree: Tree, verb: Node, source: Node, content: list[Span]) -> Node:
    """The source, or where the parse put it into the speech, the noun right after the verb."""
    if not any(span.start <= source.start < span.end for span in content):
        return source
    for node in tree.nodes[verb.i + 1 : verb.i + 8]:
        if any(span.start <= node.start < span.end for span in content):
            break
        if node.text in {",", ".", ";"} or is_mark(node):
            break
        if node.pos in {"PROPN", "NOUN", "PRON"} and node.dep not in {"compound", "nmod", "poss", "amod"}:
            return node
    return source
