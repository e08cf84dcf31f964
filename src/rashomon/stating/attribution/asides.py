"""Sources told without a verb of their own: "according to X", "X: …", nouns such as "X's claim that".

Enters: a parsed sentence and the report's quotations. Leaves: a `Speech` a cue that has content.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .contents import words_of
from .cues import Frame, lexicon, verb_frame
from .nominals import SOURCE_PREPOSITIONS, read_noun
from .phrases import clean, fitted, is_mark, noun_phrase, words_span
from .quotations import Quotation, enclosing
from .sources import RELATIVE, can_speak, is_outlet, nouns
from .speech import Speech
from .subjects import FINITE, SUBJECTS, cited_beside, subject

LONGEST_NAME_WORDS = 5
"""Words before a colon that can still be a speaker's name; more are a sentence."""

MEASUREMENTS = frozenset({"poll", "survey", "census"})
"""Writings that are the source of what stands "in" them: "in the survey, half want peace"."""

RECKONINGS = frozenset(
    {"count", "tally", "estimate", "reckoning", "calculation", "account", "estimation"}
)
"""Nouns by which "by X's …" lays a sentence in X's mouth."""

VIEWS = frozenset(
    {"view", "opinion", "judgment", "judgement", "word", "eye", "telling", "estimation", "reading"}
)
"""Nouns by which "in X's …" lays a sentence in X's mouth or mind."""

PLACING = frozenset({"at", "in", "of", "from", "with", "close"})
"""Prepositions of where somebody is or works."""

LABELS = frozenset(
    {
        "video", "update", "updated", "exclusive", "breaking", "watch", "listen", "photo", "photos",
        "pictures", "opinion", "analysis", "live", "developing", "correction", "clarification", "note",
        "week", "day", "month", "year", "fact", "facts", "background", "related", "more", "review",
        "explainer", "factbox", "timeline", "profile", "insight", "interview", "transcript", "audio",
        "podcast", "gallery", "map", "graphic", "comment", "news", "alert", "summary",
        "contents", "date", "time", "place", "location", "contact", "subject",
        "part", "chapter", "advertisement", "notice", "important", "spoiler", "warning", "caution",
    }
)  # fmt: skip
"""Words before a colon that label what follows and speak it not: "VIDEO: …"."""


def read_asides(
    text: str, tree: Tree, quotations: list[Quotation], persons: frozenset[str]
) -> list[Speech]:
    """The speeches of a sentence whose cue is no verb; ``persons`` are surnames in the report."""
    known = lexicon().nouns
    known_adjectives = lexicon().adjectives
    found: list[Speech | None] = []
    for node in tree:
        if node.lower == "according":
            found.append(_according(text, tree, node, quotations))
        elif node.lower in {"by", "on"} and node.dep in {"prep", "agent"}:
            found.append(_reckoning(text, tree, node, quotations))
        elif node.lower in {"in", "per"} and node.dep == "prep":
            found.append(_viewpoint(text, tree, node, quotations))
        elif node.lower in known_adjectives and (
            node.dep in {"acomp", "conj", "oprd"} or _is_apart(node) or _is_behind(node)
        ):
            found.append(_adjective(text, tree, node, known_adjectives[node.lower], quotations))
        elif node.dep == "acomp" and node.lower.endswith("ed"):
            found.append(_participle(text, tree, node))
        elif node.pos == "NOUN" and node.lemma in known:
            found.append(read_noun(text, tree, node, known[node.lemma], quotations))
    found.append(_colon(text, tree, persons, quotations))
    return [speech for speech in found if speech is not None]


def _according(text: str, tree: Tree, cue: Node, quotations: list[Quotation]) -> Speech | None:
    to = cue.child("prep") or cue.child("pcomp")
    head = to.child("pobj") if to is not None else None
    if to is None or head is None:
        return None
    speech = _beside(text, tree, [cue, to], head, quotations)
    citing = cited_beside(head)
    cited = None if citing is None else citing.child("dobj")
    if speech is not None and citing is not None and cited is not None and speech.source is head:
        speech.source, speech.relays, speech.relay_cue = cited, [head], citing
        speech.source_span = _with_place(text, cited, citing)
    return speech


def _with_place(text: str, cited: Node, citing: Node) -> Span | None:
    """Somebody cited, with the place that a parse hangs on the citing: "cites a diplomat at the UN"."""
    phrase = noun_phrase(cited)
    for place in citing.all("prep"):
        words = place.subtree()
        if words[0].i == phrase[-1].i + 1 and place.lower in PLACING:
            return words_span(text, [*phrase, *words])
    return None


def _viewpoint(text: str, tree: Tree, cue: Node, quotations: list[Quotation]) -> Speech | None:
    """Speech told by whose view it is: "per the ministry", "in the words of X", "in a poll"."""
    held = cue.child("pobj")
    if held is None:
        return None
    is_apart = cue.i <= 1 or tree.nodes[cue.i - 1].pos in {"PUNCT", "CCONJ"}
    if cue.lower == "per":
        return _beside(text, tree, [cue], held, quotations) if _is_voice(held) else None
    is_single = held.tag != "NNS" and any(one.i < held.i for one in held.children)
    if held.lemma in MEASUREMENTS and (is_apart or is_single):  # not "he leads in the polls"
        return None if _is_said(tree) else _beside(text, tree, [cue], held, quotations)
    owner = _owner(held) if is_apart and held.lemma in VIEWS else None
    return None if owner is None else _beside(text, tree, [cue, held], owner, quotations)


def _is_voice(held: Node) -> bool:
    """Whether what stands behind "per" speaks; "one per every ten men" is a rate."""
    if any(one.lower in {"every", "each"} or one.pos == "NUM" for one in held.children):
        return False
    if held.pos == "NOUN" and held.tag == "NN" and held.child("det", "poss") is None:
        return False  # "40 dollars per pupil"
    return can_speak(held) or held.lemma in nouns().documents


def _owner(view: Node) -> Node | None:
    """Whose view it is: "in his view", "in the words of an envoy"; None for nobody who speaks."""
    by = next((child.child("pobj") for child in view.all("prep") if child.lower == "of"), None)
    owner = view.child("poss") or by
    is_somebody = owner is not None and (can_speak(owner) or owner.tag == "PRP$")
    return owner if is_somebody else None


def _reckoning(text: str, tree: Tree, cue: Node, quotations: list[Quotation]) -> Speech | None:
    """Speech told by who reckons so: "by the mission's count, thirty houses were burned"."""
    held = cue.child("pobj")
    owner = _owner(held) if held is not None and held.lemma in RECKONINGS else None
    if held is None or owner is None or _is_said(tree):
        return None
    who = owner
    if owner.tag == "PRP$" and cue.i == 0:
        who = subject(cue.head) or owner  # "by its own count, the army lost forty men"
    speech = _beside(text, tree, [cue, held], owner, quotations) if can_speak(who) else None
    if speech is not None and who is not owner:
        speech.source = who
    return speech


def _is_said(tree: Tree) -> bool:
    """Whether a verb of speech in the sentence tells whose words it holds."""
    frames = (verb_frame(node) for node in tree if node.tag[:2] == "VB")
    return any(frame is not None and "say" in frame.kinds for frame in frames)


def _beside(
    text: str, tree: Tree, cues: list[Node], head: Node, quotations: list[Quotation]
) -> Speech | None:
    """What a sentence says beside a phrase that only names the source."""
    cue = cues[0]
    phrase = [*cues, *noun_phrase(head)]
    first = min(node.i for node in phrase)
    last = max([node.i for node in phrase] + [node.i for node in head.subtree() if node.i > head.i])
    is_parted = first > 1 and tree.nodes[first - 2].lemma == "be"
    if is_parted:  # "it is, in his words, a war": what stands behind is no part of the name
        comma = next((node.i for node in tree.nodes[head.i :] if node.text == ","), last + 1)
        last = min(last, comma - 1)
    rest = tree.nodes[last + 1 :]
    if first <= 1 or tree.nodes[first - 1].text in {"but", "and"}:
        rest = rest[: min(_next_aside(rest), _next_speaker(rest))]
        span = Span(rest[0].start, rest[-1].end) if rest else None
        if rest and rest[0].text != ",":
            span = _after_comma(tree, head, rest[-1]) or span
    else:
        span = Span(_last_clause(_behind_other(tree, first)).start, tree.nodes[first - 1].end)
    if span is None:
        return None
    inside = enclosing(quotations, cue.start)
    around = [q for q in quotations if q is not inside]
    content = [fitted(text, _without_stop(text, clean(text, span)), inside, around)]
    if content[0].start <= cue.start < content[0].end or content[0].end <= content[0].start:
        return None
    is_late = cue.head.i > last or is_parted
    if rest and rest[0].text == "," and is_late and content[0].end <= cue.start:
        late = Span(rest[0].start, rest[-1].end)
        content.append(fitted(text, _without_stop(text, clean(text, late)), inside, around))
    return Speech(tree, cues, author(head), content, "say", is_quoted=inside is not None)


def _behind_other(tree: Tree, first: int) -> list[Node]:
    """The words before an aside, from the "and" behind another one on.

    "In May according to one paper and in June according to another."
    """
    for node in tree.nodes[first - 2 : 1 : -1]:
        joined = [
            one.i for one in tree.nodes[node.i : first - 1] if one.lower in {"and", "but", "or"}
        ]
        if node.lower == "according":
            return tree.nodes[joined[-1] + 1 : first] if joined else tree.nodes[:first]
    return tree.nodes[:first]


def _last_clause(words: list[Node]) -> Node:
    """The first word behind the last semicolon: an aside at a sentence's end goes for what is there."""
    marks = [node.i for node in words[:-1] if node.text == ";"]
    return words[marks[-1] + 1] if marks else words[0]


def _next_aside(rest: list[Node]) -> int:
    """Where ", rather than …, as X has said" or ", as X said" begins; the length where nothing does."""
    for at, node in enumerate(rest):
        follows = at > 1 and (rest[at - 1].text == "," or is_mark(rest[at - 1]))
        if (
            follows
            and node.lower == "as"
            and node.dep == "mark"
            and verb_frame(node.head) is not None
        ):
            return at
    return len(rest)


def _next_speaker(rest: list[Node]) -> int:
    """Where somebody else speaks behind a semicolon; the length where nobody does."""
    for at, node in enumerate(rest):
        if node.text != ";":
            continue
        for verb in rest[at:]:
            who = verb.child(*SUBJECTS) if verb.tag in FINITE and verb_frame(verb) else None
            if who is not None and who.i > node.i and can_speak(who):
                return at
    return len(rest)


def _after_comma(tree: Tree, head: Node, last: Node) -> Span | None:
    comma = next((node for node in tree.nodes[head.i :] if node.text == ","), None)
    if comma is None or comma.i >= last.i:
        return None
    return Span(tree.nodes[comma.i + 1].start, last.end)


def _without_stop(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1] in ".":
        end -= 1
    return Span(span.start, end)


def author(head: Node) -> Node:
    """Who speaks in a writing: of "reports by the newspaper" the newspaper; else the head itself."""
    if head.lemma in nouns().documents:
        for child in head.children:
            if child.dep in {"prep", "agent"} and child.lower in SOURCE_PREPOSITIONS:
                return child.child("pobj") or head
    return head


def _adjective(
    text: str, tree: Tree, cue: Node, frame: Frame, quotations: list[Quotation]
) -> Speech | None:
    """What somebody is sure, afraid or fond of: "the envoy is confident that …"."""
    first = cue.head if cue.dep == "conj" else cue
    verb = first.head
    if _is_behind(first):
        source: Node | None = verb
    elif verb.pos in {"VERB", "AUX"}:
        held = verb.child("dobj") if first.dep == "oprd" else None
        source = subject(verb) if held is None or held.i > cue.i else held
    else:
        return None
    if source is None or source.lower == "it":
        return None
    if not (can_speak(source) or source.lower in RELATIVE):
        return None
    parts = [part for part in cue.children if part.i > cue.i and _is_about(part, frame)]
    if not parts and cue is first:
        parts = [part for part in verb.children if part.i > cue.i and _is_about(part, frame)]
    inside = enclosing(quotations, cue.start)
    if not parts or (inside is not None and source.lower in {"i", "we", "you"}):
        return None
    around = [q for q in quotations if q is not inside]
    content = fitted(text, words_of(text, parts, cue, quotations), inside, around)
    if content.end <= content.start:
        return None
    speech = Speech(tree, [cue], source, [content], min(frame.kinds))
    if _is_behind(first):
        speech.source_span = words_span(
            text, [node for node in noun_phrase(source) if node.i < cue.i]
        )
    return speech


def _is_apart(cue: Node) -> bool:
    """Whether an adjective tells how somebody does something: "they left, wary of the truce"."""
    return cue.dep == "advcl" and cue.pos == "ADJ" and cue.child(*SUBJECTS, "mark") is None


def _is_behind(cue: Node) -> bool:
    """Whether an adjective tells of the noun right before it: "farmers wary of the truce"."""
    is_late = cue.dep == "amod" and cue.head.i < cue.i
    return is_late and cue.pos == "ADJ" and any(one.i > cue.i for one in cue.children)


def _is_about(part: Node, frame: Frame) -> bool:
    """Whether a clause or phrase behind an adjective tells what the feeling is about."""
    if part.dep == "prep":
        return part.lower in frame.takes
    if any(aux.tag == "TO" for aux in part.all("aux")):
        return part.dep in {"ccomp", "xcomp", "advcl"} and "infinitive" in frame.takes
    return part.dep == "ccomp" and "clause" in frame.takes


def _colon(
    text: str, tree: Tree, persons: frozenset[str], quotations: list[Quotation]
) -> Speech | None:
    """Speech after a colon: "X: …", where a headline or a turn of a transcript begins with a name."""
    at = next((node.i for node in tree.nodes[1 : LONGEST_NAME_WORDS + 2] if node.text == ":"), None)
    if at is None or at + 2 >= len(tree.nodes):
        return None
    name = [node for node in tree.nodes[:at] if not is_mark(node)]
    if not name or name[-1].lower in LABELS:
        return None
    head = name[-1]
    is_turn = head.text.isupper() and len(head.text) > 2
    is_title = tree.passage.kind == "headline" or tree.passage.paragraph == 0
    is_name = (
        head.entity in {"PERSON", "ORG"}
        or head.lower in nouns().documents
        or head.text in persons
        or is_outlet(head)
    )
    is_person = head.entity == "PERSON" or head.text in persons
    is_written = is_person and all(node.text[:1].isupper() for node in name)
    is_written = is_written and enclosing(quotations, tree.nodes[at].start) is None
    is_turn = is_turn or (is_written and any(node.tag in FINITE for node in tree.nodes[at:]))
    if not (is_turn or (is_title and (is_name or head.lower in nouns().speakers))):
        return None
    if tree.nodes[at + 1].pos == "NUM" and not any(node.tag in FINITE for node in tree.nodes[at:]):
        return None
    span = clean(text, Span(tree.nodes[at + 1].start, tree.passage.end))
    return Speech(tree, [tree.nodes[at]], head, [span], "say")


def _participle(text: str, tree: Tree, cue: Node) -> Speech | None:
    """A cue that the parse takes for an adjective: "The plan was strongly intimated by X"."""
    base = cue.lower.removesuffix("d")
    known = lexicon().verbs
    lemma = base if base in known else base.removesuffix("e")
    said = cue.head.child("nsubj")
    if lemma not in known or "say" not in known[lemma].kinds or said is None:
        return None
    for node in cue.head.subtree():
        source = node.child("pobj") if node.lower == "by" and node.i > cue.i else None
        if source is not None:
            return Speech(tree, [cue], source, [words_span(text, said.subtree())], "say")
    return None
