"""Speech told by its place: before "he said", after a cue, on both sides of it.

Enters: a cue's verb in its sentence and the quotations around. Leaves: spans of content, and the
speaker where the parse has put none beside the verb. Commas and quotation marks decide here, since
parses of a small model often hang speech and speaker wrongly.
"""

from dataclasses import dataclass

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span, cut

from .cues import verb_frame
from .phrases import OCCASIONS, before, clean, is_adverbial, is_mark, noun_phrase, words_span
from .quotations import EDGES, Quotation
from .references import is_as_clause, referred
from .sources import PRONOUNS, RELATIVE, can_speak, with_ranks
from .speakers import LONGEST_ADVERBIAL_WORDS, noun_after
from .subjects import FINITE, SUBJECTS

STOPS = {",", ":", "-", "--", "–", "—", "?", "!", "…", "..."}

AUXILIARIES = ("aux", "auxpass", "neg", "prt", "advmod", "mark", "cc")

IN_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "VERB", "ADP", "PRON"})
"""Kinds of words that a speaker's name, office and whereabouts are made of."""

CONTRASTS = frozenset({"rather", "instead", "not"})

LEAD_INS = frozenset({":", "–", "—", "--"})
"""Marks behind the outlet's own words, before a quotation whose speaker stands behind it."""

CONNECTIVES = frozenset(
    {
        "and", "but", "or", "so", "yet", "still", "however", "meanwhile", "also", "besides", "instead",
        "indeed", "moreover", "nevertheless", "nonetheless", "thus", "therefore", "then", "otherwise",
        "rather", ",",
    }
)  # fmt: skip
"""Words that only tie a sentence to the one before."""
JOINING = frozenset({"and", "but"})
FEWEST_WORDS_JOINED = 5
"""Words, with the comma, of a clause that goes on behind an aside."""

LONGEST_GAP_WORDS = 40
"""Words of a speaker's name, office and asides between a quotation and "said"."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with the speaker who stands between it and the cue."""

    content: Span
    source: Node


def find_quoted_before(
    tree: Tree, verb: Node, source: Node | None, quotations: list[Quotation]
) -> Quoted | None:
    """The quotation before "Smith said", "said Smith" or "Smith, an officer, said"; else None."""
    begin = tree.nodes[0].start
    earlier = [
        q for q in quotations if begin < q.span.end <= verb.start or 0 <= begin - q.span.end <= 2
    ]
    if not earlier or not _is_ended(tree, earlier[-1]) or _tells_of_speaker(verb):
        return None
    quotation = earlier[-1]
    if not quotation.is_speech and quotation.span.start > tree.nodes[0].start:
        return None
    gap = [node for node in tree.nodes[: verb.i] if node.start >= quotation.span.end]
    if len(gap) > LONGEST_GAP_WORDS or any(_breaks(node) for node in gap):
        return None
    is_far = source is None or source.start < quotation.span.end or source.i > verb.i + 6
    if source is None or is_far or source.lower in RELATIVE:
        source = _first_noun(gap) or noun_after(tree, verb)
    if source is None:
        return None
    start = min(quotation.span.start, tree.nodes[0].start)
    if _is_led_in(tree, quotation):
        start = quotation.span.start
    end = _end_of_speech(tree, quotation, gap, source)
    return Quoted(Span(start, end), source)


def _is_led_in(tree: Tree, quotation: Quotation) -> bool:
    """Whether a colon or a dash of the outlet's stands before a whole sentence in quotation marks."""
    before = [node for node in tree if node.start < quotation.span.start and not is_mark(node)]
    first = next((node for node in tree if node.start > quotation.span.start), None)
    if not before or first is None or before[-1].text not in LEAD_INS:
        return False
    return first.text[:1].isupper()


def _end_of_speech(tree: Tree, quotation: Quotation, gap: list[Node], source: Node) -> int:
    """Where speech ends that goes on behind its quotation: "“We are hurt” by the raid, he said"."""
    first = source if source.lower in PRONOUNS else noun_phrase(source)[0]
    words = [node for node in gap if node.i < first.i]
    if len(words) < 2 or words[0].pos == "PUNCT" or words[-1].text != ",":
        return quotation.span.end
    if is_mark(words[0]) or any(
        node.dep in {"nsubj", "nsubjpass"} and node.head.dep not in {"relcl", "acl"}
        for node in words
    ):
        return quotation.span.end
    return words[-2].end


def _is_ended(tree: Tree, quotation: Quotation) -> bool:
    """Whether a quotation ends as an utterance does before its speaker: in a comma or a stop.

    One that begins the sentence and has a verb of its own needs neither.
    """
    if quotation.span.end <= tree.passage.start:
        return False
    if quotation.span.start <= tree.passage.start and any(
        node.tag in FINITE for node in tree.within(quotation.span)
    ):
        return True
    end = quotation.span.end - tree.passage.start
    last = tree.passage.text[max(0, end - 3) : end + 1].rstrip(EDGES)[-1:]
    return last in tuple(",.?!…-–—")


def _tells_of_speaker(verb: Node) -> bool:
    """Whether a verb only tells who the speaker is: "Smith, who commands the post, said"."""
    head = verb.head.head
    frame = verb_frame(head) if verb.dep == "relcl" and head.i > verb.i else None
    return frame is not None and "say" in frame.kinds


def _breaks(node: Node) -> bool:
    """Whether a word between a quotation and a cue shows that they do not belong together."""
    if (node.text in {".", ";", ":", "["} and node.dep == "punct") or node.lower == "but":
        return True
    if node.lower == "that" and node.tag != "WDT":
        return True
    return node.tag in FINITE and node.dep not in {"relcl", "acl", "aux", "auxpass", "advcl"}


def _first_noun(gap: list[Node]) -> Node | None:
    for node in gap:
        is_part = (
            node.dep in {"compound", "nmod", "poss", "amod", "nummod"} and node.head.i > node.i
        )
        if node.pos in {"PROPN", "NOUN", "PRON"} and not is_part and not is_adverbial(node):
            return node
    return None


def spoken_before(
    text: str, tree: Tree, verb: Node, source: Node | None, quotations: list[Quotation]
) -> list[Span]:
    """Speech that stands before "he said" or "said he", up to the comma or quotation mark."""
    last = before(tree, _first_of_group(tree, verb, source))
    told = referred(text, tree, verb, last) if is_as_clause(verb) else []
    if told or last is None:
        return told or _asked_before(text, tree, quotations)
    if last.i == 0 or any(q.span.start == last.start for q in quotations):
        return []
    is_end = last.text == "?" or is_mark(last)
    is_trailing = _is_trailing(tree, verb, last)
    is_beside = is_trailing or _is_beside_clause(verb)
    is_parted = last.text in STOPS or _ends_speech(tree, verb, source)
    if not is_end and not (is_beside and is_parted):
        return []
    span = clean(text, Span(_first_of_clause(tree, verb, last), last.end))
    if is_trailing:
        return [span]
    rest = _rest(text, verb) or _resumed(text, tree, verb, quotations)
    rest = rest or _joined(text, tree, verb, quotations)
    is_tie = all(node.lower in CONNECTIVES or node.dep == "cc" for node in tree.nodes[: last.i])
    return rest if rest and is_tie else [span, *rest]


def _is_trailing(tree: Tree, verb: Node, comma: Node) -> bool:
    """Whether the sentence ends in "…, she said" or "…, she said, the agency reported".

    A parse may hang such endings on the noun before them, as if they told of it.
    """
    if comma.text != "," or not any(node.tag in FINITE for node in tree.nodes[: comma.i]):
        return False
    group = without_initials(tree.nodes[comma.i + 1 : verb.i])
    if not group or any(
        node.lower in RELATIVE or node.pos == "AUX" or _is_deed(node) for node in group
    ):
        return False
    if group[-1].pos not in {"NOUN", "PROPN", "PRON"} or verb.tag not in FINITE:
        return False
    rest = _without_circumstances(tree, verb)
    if not rest or is_mark(rest[0]) or rest[0].text == ";":
        return True
    again = next((node for node in rest if node.tag in FINITE), None)
    if again is None or rest[0].text != "," or verb_frame(again) is None:
        return False
    return _is_trailing(tree, again, rest[0])


def trailing_speaker(tree: Tree, verb: Node) -> Quoted | None:
    """The speaker right before a cue at a sentence's end whose parse gives the cue no such subject.

    "Chad has massed men near the lake, a Western officer told me": a parse may hang the officer on the
    lake, as if he were one, or on a number, which says nothing. A sentence ends for this at a
    semicolon, too.
    """
    own = verb.child("nsubj")
    if verb.i == 0 or verb.child("nsubjpass", "cc", "mark") is not None:
        return None
    at = verb.i - 1
    while at > 0 and tree.nodes[at].text != ",":
        if tree.nodes[at].pos not in IN_NAMES and tree.nodes[at].text not in {"-", "(", ")"}:
            return None
        at -= 1
    group = without_initials(tree.nodes[at + 1 : verb.i])
    if at == 0 or not group or group[0].pos == "ADP" or group[-1].pos not in {"NOUN", "PROPN"}:
        return None
    source = _first_noun(group)
    if source is None or not _is_trailing(tree, verb, tree.nodes[at]):
        return None
    if own is not None and own.i <= at and (own.pos != "NUM" or not can_speak(source)):
        return None
    return Quoted(Span(_last_clause(tree, at).start, tree.nodes[at - 1].end), source)


def without_initials(group: list[Node]) -> list[Node]:
    """A speaker's words without the letters that shorten them: "Lake Relief (LR)"."""
    if len(group) > 3 and group[-1].text == ")" and group[-3].text == "(":
        return group[:-3]
    return group


def _last_clause(tree: Tree, at: int) -> Node:
    """The first word behind the last semicolon before a place, else the sentence's first."""
    marks = [node.i for node in tree.nodes[1:at] if node.text == ";"]
    return tree.nodes[marks[-1] + 1] if marks else tree.nodes[0]


def _without_circumstances(tree: Tree, verb: Node) -> list[Node]:
    """The words behind a cue but for those that tell who was told, when, and by what means."""
    frame = verb_frame(verb)
    aside: set[int] = set()
    for child in verb.children:
        held = child.child("pobj") if child.dep in {"prep", "agent"} else None
        is_hearer = child.dep in {"dobj", "dative"} and frame is not None and frame.hears
        if is_hearer or (held is not None and (is_adverbial(held) or held.lemma in OCCASIONS)):
            aside |= {node.i for node in child.subtree()}
        if child.dep == "advcl" and child.tag == "VBG" and child.i > verb.i:
            words = child.subtree()
            aside |= {node.i for node in words} | {words[0].i - 1}
    rest = [node for node in tree.nodes[verb.i + 1 :] if node.text not in {".", "!", "?"}]
    while rest and (
        rest[0].i in aside or rest[0].entity in {"DATE", "TIME"} or rest[0].lower == "on"
    ):
        rest = rest[1:]
    return rest


def _ends_speech(tree: Tree, verb: Node, source: Node | None) -> bool:
    """Whether "… near the capital the monitor said" tells its speaker though a comma was lost.

    Agency texts that went through a data base often have no commas left.
    """
    if (
        source is None
        or source.head is not verb
        or abs(verb.i - source.i) > LONGEST_ADVERBIAL_WORDS
    ):
        return False
    clauses = [child for child in verb.all("ccomp") if child.i < min(verb.i, source.i)]
    return bool(clauses) and tree.nodes[-1].i - verb.i <= LONGEST_GAP_WORDS


def shouted_before(text: str, tree: Tree, verb: Node, quotations: list[Quotation]) -> list[Span]:
    """What a mark ends before a sentence that names its speaker: "“Go!” Haddad cried, a knife …"."""
    own = verb.child("nsubj")
    behind = tree.nodes[verb.i + 1 : verb.i + 2]
    if own is None or own.i > verb.i or verb.tag not in FINITE or not behind:
        return []
    if noun_phrase(own)[0].i > 0 or behind[0].text not in {",", "."}:
        return []
    return _asked_before(text, tree, quotations)


def _asked_before(text: str, tree: Tree, quotations: list[Quotation]) -> list[Span]:
    """A quotation that ends right before a sentence that begins with its cue."""
    begin = tree.nodes[0].start
    return [
        q.span
        for q in quotations
        if q.is_speech and _is_asked(text, q) and 0 < begin - q.span.end <= 2
    ]


def _resumed(text: str, tree: Tree, verb: Node, quotations: list[Quotation]) -> list[Span]:
    """Speech that goes on in a quotation: "They left at noon, he said, “but nobody saw them.”"."""
    comma = next((node for node in tree.nodes[verb.i + 1 : verb.i + 8] if node.text == ","), None)
    if comma is None or comma.i + 2 >= len(tree.nodes):
        return []
    opening = {quotation.span.start for quotation in quotations if quotation.is_speech}
    if not any(node.start in opening for node in tree.nodes[comma.i + 1 : comma.i + 5]):
        return []
    return [clean(text, Span(tree.nodes[comma.i + 1].start, tree.passage.end))]


def _joined(text: str, tree: Tree, verb: Node, quotations: list[Quotation]) -> list[Span]:
    """What "and" or "but" joins behind an aside: "The north is dry, they said, and the south is not".

    Only in the outlet's words: behind a quotation the outlet goes on itself.
    """
    rest = _without_circumstances(tree, verb)
    if len(rest) < FEWEST_WORDS_JOINED or rest[0].text != "," or rest[1].lower not in JOINING:
        return []
    if any(q.span.start < tree.passage.end and q.span.end > tree.passage.start for q in quotations):
        return []
    if rest[2].tag in FINITE and rest[2].head is verb:  # "he said, and left"
        return []
    frames = [verb_frame(node) for node in rest if node.tag in FINITE]
    if not frames or any(frame is not None for frame in frames):
        return []
    return [clean(text, Span(rest[2].start, rest[-1].end))]


def _first_of_clause(tree: Tree, verb: Node, last: Node) -> int:
    """Where speech before a cue begins; before ", as X said" that may be ", rather than …"."""
    if any(mark.lower == "as" for mark in verb.all("mark")):
        for node in tree.nodes[1 : last.i]:
            if node.lower in CONTRASTS and tree.nodes[node.i - 1].pos == "PUNCT":
                return node.start
    opener = tree.nodes[last.i - 1]
    is_relative = last.text == "," and opener.lower in RELATIVE and opener.dep in SUBJECTS
    return opener.start if is_relative else tree.nodes[0].start


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
    return cut(text, quotation.span).rstrip(EDGES)[-1:] in tuple("?!,…")


def _is_beside_clause(verb: Node) -> bool:
    """Whether the parse has a main clause before the cue: "They fled, he said"."""
    if any(child.dep == "ccomp" and child.i < verb.i for child in verb.children):
        return True
    head = verb.head
    if verb.is_root or head.pos not in {"VERB", "AUX"}:
        return False
    if verb.dep == "advcl":
        return head.i < verb.i and is_as_clause(verb)
    return verb.dep == "parataxis" or (verb.dep in {"ccomp", "dep"} and head.i < verb.i)


def _first_of_group(tree: Tree, verb: Node, source: Node | None) -> Node:
    """The first word of "the officer (47), from Homs, said": of the speaker, else of the verb."""
    if source is not None and source.head is verb and source.i < verb.i:
        first = noun_phrase(source)[0]
        if not any(_breaks(node) for node in tree.nodes[first.i : verb.i]):
            first = with_ranks(tree, [first])[0]
            marks = [node for node in verb.all("mark", "cc") if node.i == first.i - 1]
            return marks[0] if marks else first
    at = verb.i
    helpers = {node.i for node in verb.all(*AUXILIARIES)}
    while at - 1 in helpers:
        at -= 1
    return tree.nodes[at]


def spoken_after(
    text: str, tree: Tree, verb: Node, quotations: list[Quotation], *, led_in: bool = False
) -> list[Span]:
    """A quotation that follows the cue in the same sentence, or after a colon at its end.

    ``led_in`` asks for a comma or a colon right before it; of what is read, a word is enough.
    """
    ends_in_colon = tree.nodes[-1].text == ":"
    limit = tree.passage.end + 3 if ends_in_colon else tree.passage.end
    for quotation in quotations:
        is_next = 0 <= quotation.span.start - verb.end <= 2
        is_said = quotation.is_speech or (is_next and verb.lemma == "read")
        if led_in and text[: quotation.span.start].rstrip()[-1:] not in {",", ":"}:
            continue
        if verb.end <= quotation.span.start < limit and is_said:
            between = [
                node for node in tree.nodes[verb.i + 1 :] if node.end <= quotation.span.start
            ]
            return [] if any(_is_deed(node) for node in between) else [quotation.span]
    return []


def _is_deed(node: Node) -> bool:
    """Whether a verb beside a cue shows that what stands on its other side is not the cue's."""
    return node.pos == "VERB" and node.dep not in {"relcl", "acl", "amod", "compound"}
