"""Verbs of speech and mind: who is their source and what is their content.

Enters: a parsed sentence and the report's quotations. Leaves: a `Speech` a verb that has content.
"""

from dataclasses import dataclass

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span, cut

from .cues import Frame, lexicon, verb_frame
from .phrases import before, clean, fitted, is_mark, noun_phrase, words_span
from .quotations import MARKS, Quotation
from .sources import RELATIVE, can_show, can_speak, nouns
from .speech import Speech

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
STOPS = {",", ":", "-", "--", "–", "—", "?", "!", "…", "..."}
AUXILIARIES = ("aux", "auxpass", "neg", "prt", "advmod", "mark", "cc")
DEEPEST = 8
"""Governors followed to find a shared subject; English news seldom has more than four."""

GROUNDS = frozenset({"since", "because", "so", "if", "unless"})
"""Conjunctions of clauses that belong to what is said, not to the saying."""

CONTRASTS = frozenset({"rather", "instead", "not"})

INNER_PREPOSITIONS = frozenset(
    {"in", "of", "against", "from", "for", "with", "between", "over", "on"}
)
"""Prepositions that may belong to what is said; "to" and "by" tell who hears and how."""

OCCASIONS = frozenset(
    {
        "statement", "interview", "speech", "tweet", "letter", "post", "email", "message", "briefing",
        "conference", "rally", "debate", "meeting", "article", "column", "ad", "television", "twitter",
        "facebook", "telegram", "remark", "comment", "address", "event", "radio", "tv",
    }
)  # fmt: skip
"""Where something is said: no part of it."""

TURNS = frozenset({"while", "whereas", "as", "though", "although", "however"})
"""Words that after a comma lead from what is said to the outlet's own comparison."""

MARKS_OF_CLAUSES = frozenset({"that", "whether", "how", "why"})

LONGEST_ADVERBIAL_WORDS = 14
"""Words of time and place that may stand between "said" and its "that"."""

LONGEST_GAP_WORDS = 40
"""Words of a speaker's name, office and asides between a quotation and "said"."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def read_verbs(text: str, tree: Tree, quotations: list[Quotation]) -> list[Speech]:
    """The speeches of a sentence whose cue is a verb."""
    found: list[Speech] = []
    for node in tree:
        if not _is_verb(node):
            continue
        frame = verb_frame(node)
        if frame is None:
            continue
        speech = _read(text, tree, node, frame, quotations)
        if speech is not None:
            found.append(speech)
    return found


def _is_verb(node: Node) -> bool:
    """Whether a word can be a verb cue; "states", "reports" and "claims" may be read as nouns."""
    if node.tag[:2] == "VB":
        return node.dep not in {"amod", "compound", "aux"}
    return node.tag == "NNS" and node.child("nsubj") is not None and node.child("ccomp") is not None


def enclosing(quotations: list[Quotation], at: int) -> Quotation | None:
    """The quotation that holds a position; None where the outlet itself speaks."""
    return next((q for q in quotations if q.span.start < at < q.span.end), None)


def _read(
    text: str, tree: Tree, verb: Node, frame: Frame, quotations: list[Quotation]
) -> Speech | None:
    inside = enclosing(quotations, verb.start)
    source, relay = _speaker(verb)
    quoting = _quoting(verb)
    parts = _complements(verb, frame)
    content: list[Span] = []
    if _is_passive(verb):
        if source is None:
            return None
        content = [] if relay is not None else _passive_content(text, verb)
        parts = [part for part in parts if part.dep != "prep" or part.lower in {"as", "of", "for"}]
        if parts:
            content.append(_words(text, parts, verb, quotations))
    elif "alone" in frame.takes and inside is None and not _has_clause(parts):
        quoted = find_quoted_before(tree, quoting or verb, source, quotations)
        if quoted is not None:
            content = [quoted.content]
            source = source if quoting is not None else quoted.source
    if not content and parts:
        content = [_words(text, parts, verb, quotations)]
    if not content and "clause" in frame.takes:
        content = _after_mark(text, tree, verb) or _lost_clause(text, tree, verb, frame)
    if not content and "alone" in frame.takes:
        content = _spoken_before(text, tree, verb, source, quotations)
        content = content or _spoken_after(tree, verb, quotations)
    if source is None and frame.kinds & {"say", "tell", "ask"}:
        source = _noun_after(tree, verb) if verb.i == 0 else _noun_before(tree, verb)
    if source is not None and inside is None:
        source = _unquoted(verb, source, quotations)
    if not content or source is None or not _may(frame, source, parts, inside):
        return None
    source = _outside(tree, verb, source, content)
    around = [q for q in quotations if q is not inside]
    fits = [fitted(text, span, inside, around) for span in content]
    fits = [
        span for span in fits if span.end > span.start and not span.start <= verb.start < span.end
    ]
    if not fits:
        return None
    relays = [] if relay is None else [relay]
    return Speech(
        tree,
        cue_words(verb),
        source,
        fits,
        _kind(frame),
        is_quoted=inside is not None,
        relays=relays,
        relay_cue=quoting,
        points_back=_is_passive(verb) and _points_back(verb),
    )


def _points_back(verb: Node) -> bool:
    """Whether what is said is "this": the sentence before."""
    head = verb.child(*PASSIVE_SUBJECTS)
    return head is not None and head.lower in {"this", "that", "it", "these"} and not head.children


def _kind(frame: Frame) -> str:
    for kind in ("say", "tell", "ask", "announce", "order", "judge", "name", "think", "show"):
        if kind in frame.kinds:
            return kind
    return min(frame.kinds)


def _may(frame: Frame, source: Node, parts: list[Node], inside: Quotation | None) -> bool:
    """Whether such a source can do what the verb says with such content."""
    if inside is not None and source.lower in {"i", "we", "you"}:
        return False
    has_clause = not parts or any(part.dep == "ccomp" for part in parts)
    if has_clause and frame.kinds & {"say", "tell"}:
        return True
    if has_clause and "show" in frame.kinds:
        return can_show(source) or source.lower in RELATIVE
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
        if _is_next_saying(node):
            node = node.head.head
            continue
        if node.is_root or node.dep not in {
            "conj",
            "xcomp",
            "advcl",
            "pcomp",
            "prep",
            "ccomp",
            "acomp",
        }:
            return None
        if node.dep == "ccomp" and node.tag not in {"VBG", "VB"}:
            return None
        if node.dep == "xcomp":
            held = node.head.child("dobj")
            if held is not None and node.tag == "VB" and held.i < node.i:
                return held
        node = node.head
    return None


def _unquoted(verb: Node, source: Node, quotations: list[Quotation]) -> Node:
    """The source of a cue behind a quotation: never a word in it, but who says the quotation."""
    quotation = enclosing(quotations, source.start)
    if quotation is None or quotation.span.end > verb.start:
        return source
    for node in verb.ancestors():
        if node.start < quotation.span.start and verb_frame(node) is not None:
            return subject(node) or source
    return source


def _is_next_saying(verb: Node) -> bool:
    """Whether a verb joined to a reported clause goes on with its speaker: "says he came and calls …"."""
    clause = verb.head
    if clause.dep != "ccomp" or verb.lemma not in lexicon().verbs:
        return False
    if verb.tag == "VBG" and verb.dep == "advcl":
        return verb_frame(clause.head) is not None and "say" in lexicon().verbs[verb.lemma].kinds
    if verb.dep != "conj":
        return False
    return (
        verb.tag == clause.head.tag and verb.tag in FINITE and clause.head.lemma in lexicon().verbs
    )


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
        elif "predicate" in takes and child.dep in {"ccomp", "oprd", "xcomp"}:
            parts.append(child)
        elif child.dep == "ccomp" or (child.dep == "xcomp" and _is_finite(child)):
            if takes & {"clause", "infinitive"} or ("object" in takes and not _is_finite(child)):
                parts.append(child)
        elif child.dep == "xcomp":
            if takes & {"infinitive", "object"} or child.tag == "VBG":
                parts.append(child)
        elif "for" in takes and any(mark.lower == "for" for mark in child.all("mark")):
            parts.append(child)
        elif (child.dep in {"prep", "dative"} and child.lower in takes) or (
            child.dep == "oprd" and "object" in takes
        ):
            parts.append(child)
    takes_object = "object" in takes or bool(parts and takes & {"infinitive", "as", "predicate"})
    if not parts and not objects and "infinitive" in takes:
        parts = [
            child for child in verb.all("advcl") if child.i > verb.i and _is_infinitive(child)
        ][:1]
    elif not parts and frame.hears:
        parts = [
            child for child in verb.all("advcl") if child.i > verb.i and _is_infinitive(child)
        ][:1]
    parts += [child for child in verb.all("advcl") if parts and _is_ground(child, parts)]
    if "predicate" in takes and not parts and len(objects) > 1:
        return objects
    if "finding" in takes and objects and not parts and _is_document(verb.child(*SUBJECTS)):
        return objects + _attached(verb, objects)
    if frame.hears and not parts:
        parts = [clause for noun in objects for clause in noun.all("relcl") if _is_reported(clause)]
    if objects and takes_object and not (frame.hears and parts):
        parts = objects + parts
    return parts + _attached(verb, parts)


def _is_document(head: Node | None) -> bool:
    return head is not None and head.lemma in nouns().documents


def _is_reported(clause: Node) -> bool:
    """Whether a clause after who is told is what they are told: "assured them that the army …"."""
    has_subject = any(child.dep in SUBJECTS and child.lower != "that" for child in clause.children)
    return has_subject and any(child.lower == "that" for child in clause.children)


def _attached(verb: Node, parts: list[Node]) -> list[Node]:
    """Phrases right behind a noun phrase of the content that the parse hangs on the verb."""
    if not parts or parts[-1].dep not in {"dobj", "prep", "oprd"}:
        return []
    found: list[Node] = []
    last = max(node.i for node in parts[-1].subtree())
    for child in verb.children:
        words = child.subtree()
        if words[0].i != last + 1:
            continue
        if (
            child.dep in {"advcl", "xcomp", "acl"}
            and _is_infinitive(child)
            and parts[-1].dep == "dobj"
        ):
            found.append(child)
            break
        held = child.child("pobj", "pcomp")
        if child.dep != "prep" or child.lower not in INNER_PREPOSITIONS or held is None:
            break
        if held.entity in {"DATE", "TIME"} or held.lemma in OCCASIONS:
            break
        found.append(child)
        last = words[-1].i
    return found


def _has_clause(parts: list[Node]) -> bool:
    return any(part.dep == "ccomp" and (part.tag != "VBG" or _is_finite(part)) for part in parts)


def _is_infinitive(clause: Node) -> bool:
    return clause.tag == "VB" and any(child.tag == "TO" for child in clause.all("aux"))


def _is_ground(clause: Node, parts: list[Node]) -> bool:
    """Whether an adverbial clause after a reported one gives its ground: "…, since they agree"."""
    mark = clause.child("mark")
    follows = clause.i > parts[-1].i and parts[-1].dep == "ccomp"
    return follows and mark is not None and mark.lower in GROUNDS


def _is_finite(clause: Node) -> bool:
    return clause.tag in FINITE or any(
        child.tag in FINITE for child in clause.all("aux", "auxpass")
    )


def _words(text: str, parts: list[Node], verb: Node, quotations: list[Quotation]) -> Span:
    words = [node for part in parts for node in part.subtree() if node.i > verb.i]
    return words_span(text, _without_asides(words, verb, quotations))


def _without_asides(words: list[Node], verb: Node, quotations: list[Quotation]) -> list[Node]:
    """Words up to what the outlet adds to the speech: "…, adding that", "…, while others", "and calls"."""
    words = sorted(words, key=lambda node: node.i)
    for last, node in zip(words, words[1:], strict=False):
        if node.i <= verb.i + 2 or enclosing(quotations, node.start) is not None:
            continue
        comma = last.text == "," or is_mark(last)
        if ((comma or last.dep == "cc") and _turns_away(node)) or (
            node.dep == "cc" and _resumes(node, verb, comma=comma, closes=is_mark(last))
        ):
            return [word for word in words if word.i < node.i]
    return words


def _turns_away(node: Node) -> bool:
    """Whether a word after a comma opens an aside of the outlet's."""
    if node.lower in TURNS and node.dep in {"mark", "advmod"}:
        return True
    return node.tag == "VBG" and node.lemma in lexicon().verbs


def _resumes(conjunction: Node, verb: Node, *, comma: bool, closes: bool) -> bool:
    """Whether "and" goes on with the speaker's next saying, or comes to another speaker's."""
    follower = next((node for node in conjunction.head.all("conj") if node.i > conjunction.i), None)
    if follower is None or follower.lemma not in lexicon().verbs or follower.tag not in FINITE:
        return False
    if follower.child(*SUBJECTS) is None:
        return follower.tag == verb.tag and (closes or conjunction.head.head is verb)
    return comma and follower.child("ccomp") is not None


def _spoken_before(
    text: str, tree: Tree, verb: Node, source: Node | None, quotations: list[Quotation]
) -> list[Span]:
    """Speech that stands before "he said" or "said he", up to the comma or quotation mark."""
    last = before(tree, _first_of_group(tree, verb, source))
    if last is None:
        begin = tree.nodes[0].start
        return [
            q.span
            for q in quotations
            if q.is_speech and _is_asked(text, q) and 0 < begin - q.span.end <= 2
        ]
    if not (last.text in STOPS or is_mark(last)):
        return []
    opening = next((q for q in quotations if q.span.start <= last.start < q.span.start + 1), None)
    if opening is not None:
        return []
    if not (last.text == "?" or is_mark(last) or _is_beside_clause(verb)):
        return []
    span = clean(text, Span(_first_of_clause(tree, verb, last), last.end))
    if last.i == 0:
        return []
    return [span, *(_rest(text, verb) or _resumed(text, tree, verb, quotations))]


def _resumed(text: str, tree: Tree, verb: Node, quotations: list[Quotation]) -> list[Span]:
    """Speech that goes on in a quotation: "They left at noon, he said, “but nobody saw them.”"."""
    comma = next((node for node in tree.nodes[verb.i + 1 : verb.i + 8] if node.text == ","), None)
    if comma is None or comma.i + 2 >= len(tree.nodes):
        return []
    opening = {quotation.span.start for quotation in quotations if quotation.is_speech}
    if not any(node.start in opening for node in tree.nodes[comma.i + 1 : comma.i + 5]):
        return []
    return [clean(text, Span(tree.nodes[comma.i + 1].start, tree.passage.end))]


def _first_of_clause(tree: Tree, verb: Node, last: Node) -> int:
    """Where speech before a cue begins; before ", as X said" that may be ", rather than …"."""
    if any(mark.lower == "as" for mark in verb.all("mark")):
        for node in tree.nodes[1 : last.i]:
            if node.lower in CONTRASTS and tree.nodes[node.i - 1].pos == "PUNCT":
                return node.start
    return tree.nodes[0].start


def _rest(text: str, verb: Node) -> list[Span]:
    """What follows "…, he said, …" of a clause that the cue only breaks."""
    if verb.dep != "parataxis":
        return []
    aside = {node.i for node in verb.subtree()}
    last = max(aside)
    rest = [node for node in verb.head.subtree() if node.i > last and node.pos != "PUNCT"]
    return [words_span(text, rest)] if len(rest) > 1 else []


def _is_asked(text: str, quotation: Quotation) -> bool:
    """Whether a quotation ends in a mark after which its speaker may open a new sentence."""
    return cut(text, quotation.span).rstrip(MARKS + "'` ")[-1:] in tuple("?!,…")


def _is_beside_clause(verb: Node) -> bool:
    """Whether the parse has a main clause before the cue: "They fled, he said"."""
    if any(child.dep == "ccomp" and child.i < verb.i for child in verb.children):
        return True
    head = verb.head
    if verb.is_root or head.pos not in {"VERB", "AUX"}:
        return False
    if verb.dep == "advcl":
        return head.i < verb.i and any(mark.lower == "as" for mark in verb.all("mark"))
    return verb.dep == "parataxis" or (verb.dep in {"ccomp", "dep"} and head.i < verb.i)


def _first_of_group(tree: Tree, verb: Node, source: Node | None) -> Node:
    """The first word of "the officer (47), from Homs, said": of the speaker, else of the verb."""
    if source is not None and source.head is verb and source.i < verb.i:
        first = noun_phrase(source)[0]
        if not any(_breaks(node) for node in tree.nodes[first.i : verb.i]):
            marks = [node for node in verb.all("mark", "cc") if node.i == first.i - 1]
            return marks[0] if marks else first
    at = verb.i
    helpers = {node.i for node in verb.all(*AUXILIARIES)}
    while at - 1 in helpers:
        at -= 1
    return tree.nodes[at]


def _spoken_after(tree: Tree, verb: Node, quotations: list[Quotation]) -> list[Span]:
    """A quotation that follows the cue in the same sentence, or after a colon at its end."""
    ends_in_colon = tree.nodes[-1].text == ":"
    limit = tree.passage.end + 3 if ends_in_colon else tree.passage.end
    for quotation in quotations:
        if verb.end <= quotation.span.start < limit and quotation.is_speech:
            between = [
                node for node in tree.nodes[verb.i + 1 :] if node.end <= quotation.span.start
            ]
            return [] if any(_is_deed(node) for node in between) else [quotation.span]
    return []


def _is_deed(node: Node) -> bool:
    """Whether a verb between a cue and a quotation shows that the quotation is not the cue's."""
    return node.pos == "VERB" and node.dep not in {"relcl", "acl", "amod", "compound"}


def _after_mark(text: str, tree: Tree, verb: Node) -> list[Span]:
    """The clause after "said that" where the parse has lost it: the rest of the sentence."""
    for node in tree.nodes[verb.i + 1 : verb.i + LONGEST_ADVERBIAL_WORDS]:
        is_near = node.i < verb.i + 3 and node.lower in MARKS_OF_CLAUSES
        if node.dep in {"mark", "advmod"} and (is_near or node.lower == "that"):
            last = tree.nodes[-2] if tree.nodes[-1].text in {".", "?", "!"} else tree.nodes[-1]
            return [clean(text, Span(node.start, last.end))]
    return []


def _lost_clause(text: str, tree: Tree, verb: Node, frame: Frame) -> list[Span]:
    """A clause whose subject the parse took for the cue's object: "said the US, as ally, must act"."""
    held = verb.child("dobj")
    if held is None or held.i < verb.i or frame.hears or "say" not in frame.kinds:
        return []
    for child in verb.all("advcl", "conj", "dep"):
        if child.i > held.i and _is_finite(child) and not child.all("mark", "nsubj", "cc"):
            first = held.subtree()[0]
            return [clean(text, Span(first.start, child.subtree()[-1].end))]
    return []


def _noun_before(tree: Tree, verb: Node) -> Node | None:
    """The noun that stands right before the verb, where the parse gives it no subject."""
    for node in reversed(tree.nodes[max(0, verb.i - 3) : verb.i]):
        if node.pos in {"PROPN", "NOUN", "PRON"} and node.entity not in {"DATE", "TIME"}:
            return node
        if node.pos not in {"ADV", "AUX"}:
            return None
    return None


def _outside(tree: Tree, verb: Node, source: Node, content: list[Span]) -> Node:
    """The source, or where the parse put it into the speech, the noun right after the verb."""
    if not any(span.start <= source.start < span.end for span in content):
        return source
    return _noun_after(tree, verb) or source


def _noun_after(tree: Tree, verb: Node) -> Node | None:
    """The noun after an inverted verb: "said the old commander" gives "commander"."""
    for node in tree.nodes[verb.i + 1 : verb.i + 8]:
        if node.text in {",", ".", ";", ":"} or is_mark(node):
            return None
        is_part = node.dep in {"compound", "nmod", "poss", "amod"} and node.head.i > node.i
        if (
            node.pos in {"PROPN", "NOUN", "PRON"}
            and not is_part
            and node.entity not in {"DATE", "TIME"}
        ):
            return node
    return None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with the speaker who stands between it and the cue."""

    content: Span
    source: Node


def find_quoted_before(
    tree: Tree, verb: Node, source: Node | None, quotations: list[Quotation]
) -> Quoted | None:
    """The quotation just before "Smith said", "said Smith" or "Smith, an officer, said"; None for none."""
    begin = tree.nodes[0].start
    earlier = [
        q for q in quotations if begin < q.span.end <= verb.start or 0 <= begin - q.span.end <= 2
    ]
    if not earlier or not _is_ended(tree, earlier[-1]):
        return None
    quotation = earlier[-1]
    if not quotation.is_speech and quotation.span.start > tree.nodes[0].start:
        return None
    gap = [node for node in tree.nodes[: verb.i] if node.start >= quotation.span.end]
    if len(gap) > LONGEST_GAP_WORDS or any(_breaks(node) for node in gap):
        return None
    is_far = source is None or source.start < quotation.span.end or source.i > verb.i + 6
    if source is None or is_far or source.lower in RELATIVE:
        source = _first_noun(gap) or _noun_after(tree, verb)
    if source is None:
        return None
    start = min(quotation.span.start, tree.nodes[0].start)
    return Quoted(Span(start, quotation.span.end), source)


def _is_ended(tree: Tree, quotation: Quotation) -> bool:
    """Whether a quotation ends as an utterance does before its speaker: in a comma or a stop."""
    if quotation.span.end <= tree.passage.start:
        return False
    end = quotation.span.end - tree.passage.start
    return tree.passage.text[max(0, end - 2) : end + 1].strip(MARKS + " ")[-1:] in tuple(",.?!…-–—")


def _breaks(node: Node) -> bool:
    """Whether a word between a quotation and a cue shows that they do not belong together."""
    if (node.text in {".", ";", ":", "["} and node.dep == "punct") or node.lower in {"but", "that"}:
        return True
    return node.tag in FINITE and node.dep not in {"relcl", "acl", "aux", "auxpass", "advcl"}


def _first_noun(gap: list[Node]) -> Node | None:
    for node in gap:
        is_part = (
            node.dep in {"compound", "nmod", "poss", "amod", "nummod"} and node.head.i > node.i
        )
        if (
            node.pos in {"PROPN", "NOUN", "PRON"}
            and not is_part
            and node.entity not in {"DATE", "TIME"}
        ):
            return node
    return None
