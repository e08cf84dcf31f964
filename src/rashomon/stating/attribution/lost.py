"""Content that the parse has lost: clauses told by their first word and the sentence's end.

Enters: a verb of speech in its sentence whose tree holds nothing that is said. Leaves: spans of content.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .complements import is_finite, is_time
from .cues import Frame, verb_frame
from .phrases import clean, is_mark, noun_phrase, words_span
from .quotations import Quotation
from .sources import RELATIVE
from .subjects import FINITE, SUBJECTS

MARKS_OF_CLAUSES = frozenset({"that", "whether", "how", "why"})

LONGEST_OBJECT_WORDS = 12
"""Words of what is called something before the quotation marks; chosen by judgement."""

LONGEST_LINK_WORDS = 4
"""Words between two names in quotation marks: ", who is", "and a"."""

AMOUNTS = frozenset({"nothing", "little", "much", "more", "less", "something", "anything", "lot"})
"""Objects that only tell how much is said: "said nothing about the boats"."""

LONGEST_ADVERBIAL_WORDS = 14
"""Words of time and place that may stand between "said" and its "that"."""

SHORTEST_CLAUSE_WORDS = 4
"""Fewer words, with the stop, hold no clause that a parse could have missed."""


def clause_after_mark(text: str, tree: Tree, verb: Node) -> list[Span]:
    """The clause after "said that" where the parse has lost it: the rest of the sentence."""
    for node in tree.nodes[verb.i + 1 : verb.i + LONGEST_ADVERBIAL_WORDS]:
        if node.tag[:2] == "VB" and verb_frame(node) is not None:
            return []  # "…, he said, adding that": the clause is the next cue's
        is_near = node.i < verb.i + 3 and node.lower in MARKS_OF_CLAUSES
        is_mark = node.dep in {"mark", "advmod"} and (is_near or node.lower == "that")
        if is_mark or (node.lower == "that" and _is_behind_time(tree, verb, node)):
            last = tree.nodes[-2] if tree.nodes[-1].text in {".", "?", "!"} else tree.nodes[-1]
            return [clean(text, Span(node.start, last.end))]
    return []


def lost_words(text: str, tree: Tree, verb: Node, frame: Frame) -> list[Span]:
    """What is said where nothing else tells it: behind a colon, to the end, or what it is about."""
    content: list[Span] = []
    if "alone" in frame.takes:
        content = _after_colon(text, tree, verb)
    if not content and "clause" in frame.takes:
        content = _rest_of_sentence(text, tree, verb)
    if not content and "say" in frame.kinds:
        content = _in_relative(text, verb) or _matter(text, verb)
    if not content and frame.kinds & {"say", "think"}:
        content = _of_relative(text, tree, verb)
    return content


def _rest_of_sentence(text: str, tree: Tree, verb: Node) -> list[Span]:
    """What stands behind "said" where the parse sees no clause there: all to the sentence's end.

    There must be a finite verb in it, and nothing that shows the saying to be over. Other verbs of
    speech have too many objects that are no speech ("maintains a lead", "answered a question").
    """
    behind = tree.nodes[verb.i + 1 :]
    if verb.lemma != "say" or verb.tag not in FINITE or len(behind) < SHORTEST_CLAUSE_WORDS:
        return []
    first = behind[0]
    opens = first.pos in {"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"} or first.tag == "EX"
    if not opens or is_mark(first) or not any(node.tag in FINITE for node in behind):
        return []
    if any(node.head is verb and node.dep in SUBJECTS for node in behind):
        return []
    last = behind[-2] if behind[-1].text in {".", "?", "!"} else behind[-1]
    return [clean(text, Span(first.start, last.end))]


def _in_relative(text: str, verb: Node) -> list[Span]:
    """What is said of the noun before: "laws that critics say punish villagers".

    A parse that does not see the second verb takes its words for the cue's object, which a cue with a
    relative pronoun for its object cannot have as well.
    """
    held = verb.child("dobj")
    if verb.dep != "relcl" or verb.tag not in FINITE:
        return []
    opens = any(one.lower in {"that", "which"} for one in verb.children if one.i < verb.i)
    if not opens or verb.child(*SUBJECTS) is None or held is None or held.i < verb.i:
        return []
    words = [node for node in verb.subtree() if node.i > verb.i]
    is_next = words[0] in held.children and words[0].pos in {"ADJ", "NOUN", "VERB"}
    return [clean(text, Span(words[0].start, words[-1].end))] if is_next else []


def _of_relative(text: str, tree: Tree, verb: Node) -> list[Span]:
    """What is said of the noun before by the verb right behind the cue: "a line that he said had held".

    Parses take that verb for the sentence's own. A pronoun, the speaker and the cue stand in a row
    before it; the words go up to the next comma.
    """
    behind = [node for node in tree.nodes[verb.i + 1 :] if node.pos != "ADV"]
    own = verb.child(*SUBJECTS)
    if verb.tag not in FINITE or not behind or behind[0].tag not in FINITE or own is None:
        return []
    named = noun_phrase(own if own.lower not in RELATIVE else tree.nodes[verb.i - 1])
    opener = tree.nodes[named[0].i - 1] if named[0].i else None
    if opener is None or opener.lower not in RELATIVE or named[-1].i + 1 < verb.i - 1:
        return []
    first = tree.nodes[verb.i + 1]
    rest = tree.nodes[first.i :]
    end = next(
        (node.i for node in rest if node.pos == "PUNCT" and node.text not in {"-", "'"}), None
    )
    last = tree.nodes[-1 if end is None else end - 1]
    return [clean(text, Span(first.start, last.end))] if last.i > first.i else []


def _matter(text: str, verb: Node) -> list[Span]:
    """What somebody says something about, where the words do not tell what: "said little about it"."""
    held = verb.child("dobj")
    places = [verb] if held is None or held.lower not in AMOUNTS else [held, verb]
    about = next(
        (
            one
            for place in places
            for one in place.all("prep")
            if one.lower == "about" and one.i > verb.i
        ),
        None,
    )
    held = None if about is None else about.child("pobj", "pcomp")
    if about is None or held is None or held.pos == "NUM":
        return []
    late = [one for one in about.subtree() if one.dep == "prep" and is_time(one)]
    last = min((one.i for one in late), default=len(about.subtree()) + verb.i + about.i)
    return [words_span(text, [one for one in about.subtree() if about.i < one.i < last])]


def _after_colon(text: str, tree: Tree, verb: Node) -> list[Span]:
    """What a colon opens without quotation marks: "A reporter asked: Did they ever leave?"."""
    colon = next((node for node in tree.nodes[verb.i + 1 :] if node.text == ":"), None)
    if colon is None or colon.i + 3 > len(tree.nodes):
        return []
    between = tree.nodes[verb.i + 1 : colon.i]
    if any(node.tag in FINITE or node.text in {",", ";"} or is_mark(node) for node in between):
        return []
    return [clean(text, Span(tree.nodes[colon.i + 1].start, tree.passage.end))]


def _is_behind_time(tree: Tree, verb: Node, mark: Node) -> bool:
    """Whether only a time stands between a cue and its "that": "predicted in March that …"."""
    between = tree.nodes[verb.i + 1 : mark.i]
    return bool(between) and all(
        node.pos in {"ADP", "ADV", "DET"} or node.entity in {"DATE", "TIME"} for node in between
    )


def lost_clause(text: str, tree: Tree, verb: Node, frame: Frame) -> list[Span]:
    """A clause whose subject the parse took for the cue's object: "said the US, as ally, must act"."""
    held = verb.child("dobj")
    if held is None or held.i < verb.i or frame.hears or "say" not in frame.kinds:
        return []
    for child in verb.all("advcl", "conj", "dep"):
        if child.i > held.i and is_finite(child) and not child.all("mark", "nsubj", "cc"):
            first = held.subtree()[0]
            return [clean(text, Span(first.start, child.subtree()[-1].end))]
    return []


def named_in_quotation(
    text: str, tree: Tree, verb: Node, quotations: list[Quotation]
) -> list[Span]:
    """What is called what in the outlet's sentence and the speaker's words: "called him a “liar”".

    A parse seldom sees that the words in quotation marks are said of what stands before them.
    """
    first = tree.nodes[verb.i + 1] if verb.i + 1 < len(tree.nodes) else None
    if first is None or first.pos not in {"PROPN", "NOUN", "PRON", "DET", "ADJ"}:
        return []
    for quotation in quotations:
        if quotation.span.start < first.start or quotation.is_open:
            continue
        if quotation.span.start >= tree.passage.end:
            return []  # the next sentence's
        between = [node for node in tree.nodes[first.i :] if node.start < quotation.span.start]
        between = _without_aside(between)
        is_near = 0 < len(between) <= LONGEST_OBJECT_WORDS
        if is_near and not any(node.text == "," or node.tag in FINITE for node in between):
            end = _last_of_list(tree, quotation, quotations)
            return [clean(text, Span(first.start, end))]
        return []
    return []


def _without_aside(words: list[Node]) -> list[Node]:
    """Words but for a short phrase between commas: "him, among other things, a …"."""
    commas = [at for at, node in enumerate(words) if node.text == ","]
    if len(commas) != 2 or commas[1] - commas[0] > LONGEST_LINK_WORDS + 1:
        return words
    is_phrase = words[commas[0] + 1].pos == "ADP"
    return words[: commas[0]] + words[commas[1] + 1 :] if is_phrase else words


def _last_of_list(tree: Tree, first: Quotation, quotations: list[Quotation]) -> int:
    """Where a list of names in quotation marks ends: "a “liar,” a “thief” and “unfit for office”"."""
    end = first.span.end
    for quotation in quotations:
        if quotation.span.start < end or quotation.span.end > tree.passage.end:
            continue
        between = tree.within(Span(end, quotation.span.start))
        if len(between) > LONGEST_LINK_WORDS or any(node.pos == "VERB" for node in between):
            break
        end = quotation.span.end
    return end
