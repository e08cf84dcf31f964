"""Verbs of speech and mind: who is their source and what is their content.

Enters: a parsed sentence and the report's quotations. Leaves: a `Speech` a verb that has content.
"""

from dataclasses import dataclass
from itertools import pairwise

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span
from rashomon.stating.anonymity import is_wish_for_anonymity

from .complements import complements, has_clause, is_finite, passive_content
from .contents import words_of
from .counts import figure_of
from .cues import Frame, act_of, verb_frame
from .lost import clause_after_mark, lost_clause, lost_words, named_in_quotation
from .objects import VOICING
from .parentheses import read_broken
from .phrases import clean, fitted
from .placement import (
    Quoted,
    find_quoted_before,
    shouted_before,
    spoken_after,
    spoken_before,
    trailing_speaker,
)
from .quotations import Quotation, enclosing
from .references import is_as_clause
from .relatives import is_stranded, noun_told_of
from .resumptions import over_quotations
from .sources import RELATIVE, antecedent, can_show, can_speak, is_empty, nouns
from .speakers import noun_after, noun_before, noun_over_asides, outside
from .speech import Speech
from .subjects import (
    PASSIVE_SUBJECTS,
    cited_by,
    is_passive,
    quoting_verb,
    speaker,
    unquoted,
)

PASSIVE_PREPOSITIONS = frozenset({"as", "of", "for"})
"""Prepositions of content after a passive: "was accused of …"; others tell where it was said."""


KINDS = ("say", "tell", "ask", "announce", "order", "judge", "name", "value", "think", "show")
"""Of several kinds of a verb the first one holds; of others the first by name."""


ASKING = frozenset({"order", "request", "want", "wish", "ask"})
"""Kinds of cues that ask for something: "the men left, as demanded by the mayor" is no report of his."""


QUOTED = frozenset({"alone", "quoted"})
"""What verbs may take before which a quotation stands."""


MINDED = frozenset({"belief", "will"})
"""Acts that no writing can do; it may ask, demand, accuse: "the letter accuses the mayor of …"."""


def read_verbs(
    text: str, tree: Tree, quotations: list[Quotation], names: frozenset[str]
) -> list[Speech]:
    """The speeches of a sentence whose cue is a verb; ``names`` are words known for names."""
    found: list[Speech] = []
    for node in tree:
        if not _is_verb(node) or is_wish_for_anonymity(node) or _is_waved_aside(node):
            continue
        frame = verb_frame(node)
        if frame is None:
            continue
        inside = enclosing(quotations, node.start)
        speech = _read(Cue(text, tree, node, frame, quotations, inside, names))
        if speech is not None:
            found.append(speech)
    return _up_to_trailing(text, found)


def _up_to_trailing(text: str, found: list[Speech]) -> list[Speech]:
    """The speeches, none of which goes on over the speaker of all that stands before.

    "He wants to rest, the nurse said": the nurse is no part of what he wants.
    """
    for whole in found:
        for span in whole.content:
            if (
                whole.is_quoted
                or whole.kind not in {"say", "tell"}
                or span.end > whole.cue[0].start
            ):
                continue
            for inner in found:
                cue = inner.cue[0]
                if span.start <= cue.start < span.end:
                    inner.content = [
                        _clipped(text, one, cue.end, span.end) for one in inner.content
                    ]
    return found


def _clipped(text: str, span: Span, cue: int, end: int) -> Span:
    """A span behind a cue, up to where another's words end."""
    return clean(text, Span(span.start, end)) if cue <= span.start < end < span.end else span


def _is_verb(node: Node) -> bool:
    """Whether a word can be a verb cue; "states", "reports" and "claims" may be read as nouns."""
    if node.tag[:2] == "VB":
        if node.tag == "VBN" and node.dep == "prep":  # "compared with", "given the"
            return False
        return node.dep not in {"amod", "compound", "aux"}
    return node.tag == "NNS" and node.child("nsubj") is not None and node.child("ccomp") is not None


def _is_waved_aside(verb: Node) -> bool:
    """Whether a clause only tells whose words change nothing: "whatever the envoy may say"."""
    return any(one.lower in {"whatever", "whichever"} for one in verb.all("dobj", "attr"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that may be a cue, in its sentence; ``inside`` is the quotation that it stands in.

    ``names`` are words that name somebody elsewhere in the report: "Banks denied it" begins with one.
    """

    text: str
    tree: Tree
    verb: Node
    frame: Frame
    quotations: list[Quotation]
    inside: Quotation | None
    names: frozenset[str] = frozenset()


def _read(cue: Cue) -> Speech | None:
    """The speech of a verb; None where it has no content or nobody who could say it."""
    verb, frame = cue.verb, cue.frame
    if "relay" in frame.kinds and _is_citing(verb):
        return None
    parts = complements(verb, frame)
    source, relay = speaker(verb)
    broken = read_broken(cue.text, cue.tree, verb, frame, cue.quotations)
    if broken is not None and cue.inside is None:
        source, content, parts = broken.source, broken.content, []
    elif is_passive(verb):
        content = _said_of(cue, parts, is_relayed=relay is not None)
    else:
        source, content = _said_by(cue, parts, source, _teller(verb, relay))
    if not content or (len(parts) == 1 and is_stranded(parts[0])):
        told_of = noun_told_of(cue.text, verb, frame, parts)
        content, parts = (told_of, []) if told_of else (content, parts)
    if not content or source is None or not _may(cue, source, parts):
        return None
    source = outside(cue.tree, verb, source, content)
    if content and parts and has_clause(parts):
        content = [*content[:-1], _over_colon(cue, content[-1])]
    fits = _fits(cue, content)
    if not fits:
        return None
    if cue.inside is None and fits[-1].start > verb.end:
        fits[-1] = over_quotations(cue.text, cue.tree, fits[-1], cue.quotations)
    return Speech(
        cue.tree,
        [*cue_words(verb), *_carried_noun(verb, parts)],
        source,
        fits,
        _kind(frame),
        is_quoted=cue.inside is not None,
        relays=[] if relay is None else [relay],
        relay_cue=quoting_verb(verb) or (cited_by(verb, relay) if relay is not None else None),
        points_back=is_passive(verb) and _points_back(verb),
    )


def _said_of(cue: Cue, parts: list[Node], *, is_relayed: bool) -> list[Span]:
    """The content of a passive: its subject, and what is said of it."""
    content = [] if is_relayed else passive_content(cue.text, cue.verb)
    parts = [part for part in parts if part.dep != "prep" or part.lower in PASSIVE_PREPOSITIONS]
    if not parts and "figure" in cue.frame.takes:
        parts = figure_of(cue.verb, cue.verb.child(*PASSIVE_SUBJECTS))
    if parts:
        content.append(words_of(cue.text, parts, cue.verb, cue.quotations))
    if not content and is_as_clause(cue.verb) and _is_telling(cue.frame):
        content = spoken_before(cue.text, cue.tree, cue.verb, None, cue.quotations)
    return content


def _is_telling(frame: Frame) -> bool:
    """Whether a verb tells of something, and does not ask or plan it: "as reported by the daily"."""
    return "say" in frame.kinds and not frame.kinds & ASKING


def _teller(verb: Node, relay: Node | None) -> Node | None:
    """Who stands beside a cue where another is cited: "the agency said, citing two guards"."""
    return None if relay is None or quoting_verb(verb) is not None else relay


def _said_by(
    cue: Cue, parts: list[Node], source: Node | None, teller: Node | None
) -> tuple[Node | None, list[Span]]:
    """Source and content of an active verb: quoted before it, governed by it, or beside it.

    ``teller`` is the verb's own subject where it cites the source.
    """
    text, tree, verb, takes = cue.text, cue.tree, cue.verb, cue.frame.takes
    content: list[Span] = []
    if takes & QUOTED and cue.inside is None and not _has_own_clause(cue, parts):
        quoting = quoting_verb(verb)
        quoted = find_quoted_before(tree, quoting or verb, source, cue.quotations)
        if quoted is not None:
            content = [quoted.content]
            source = source if quoting is not None else quoted.source
    if not content and cue.inside is None and "alone" in takes:
        content = shouted_before(text, tree, verb, cue.quotations)
    if not content and "name" in cue.frame.kinds and cue.inside is None:
        content = named_in_quotation(text, tree, verb, cue.quotations)
    if not content and parts:
        content = _governed(cue, parts)
    if not content and "clause" in takes:
        content = clause_after_mark(text, tree, verb) or lost_clause(text, tree, verb, cue.frame)
    if content and _is_behind_stop(cue, content[0]):
        content = []
    late = None if content or teller is not None else _late(cue)
    if late is not None:
        source, content = late.source, [late.content]
    if not content:
        content = _around(cue, teller or source)
    if source is None and cue.frame.kinds & {"say", "tell", "ask"}:
        source = noun_after(tree, verb) if verb.i == 0 else noun_before(tree, verb)
    if source is None and is_finite(verb):
        source = noun_over_asides(tree, verb)
    if source is not None and cue.inside is None:
        source = unquoted(verb, source, cue.quotations)
    return source, content


def _governed(cue: Cue, parts: list[Node]) -> list[Span]:
    """What a cue governs; of "joked about the museum, “…”" the words in quotation marks."""
    content: list[Span] = []
    if "alone" in cue.frame.takes and all(one.dep == "prep" for one in parts):
        content = spoken_after(cue.text, cue.tree, cue.verb, cue.quotations, led_in=True)
    return content or _counted_and_among(cue, words_of(cue.text, parts, cue.verb, cue.quotations))


def _around(cue: Cue, source: Node | None) -> list[Span]:
    """Speech that a cue does not govern: before it, behind it, or what is left of its sentence."""
    text, tree, verb, takes = cue.text, cue.tree, cue.verb, cue.frame.takes
    content: list[Span] = []
    if "alone" in takes:
        content = spoken_before(text, tree, verb, source, cue.quotations)
        content = content or spoken_after(text, tree, verb, cue.quotations)
    elif "quoted" in takes:
        content = spoken_after(text, tree, verb, cue.quotations, led_in=True)
    return content or ([] if cue.inside is not None else lost_words(text, tree, verb, cue.frame))


def _counted_and_among(cue: Cue, span: Span) -> list[Span]:
    """A number, and apart from it who is part of it: "nine dead", "among them a colonel"."""
    if not cue.frame.takes & {"count", "losses"}:
        return [span]
    for last, node in pairwise(cue.tree.within(span)):
        if last.text == "," and node.lower in {"among", "including"}:
            return [clean(cue.text, Span(span.start, last.start)), Span(node.start, span.end)]
    return [span]


def _is_behind_stop(cue: Cue, content: Span) -> bool:
    """Whether what a parse takes for said is another sentence: "…, a guard said; the rest fled"."""
    if "alone" not in cue.frame.takes or content.start < cue.verb.end:
        return False
    between = cue.tree.within(Span(cue.verb.end, content.start))
    return any(node.text in {";", "?"} for node in between)


def _late(cue: Cue) -> Quoted | None:
    """Who speaks at a sentence's end, and what, where a parse has lost it."""
    if "alone" not in cue.frame.takes or cue.inside is not None:
        return None
    return trailing_speaker(cue.tree, cue.verb)


def _has_own_clause(cue: Cue, parts: list[Node]) -> bool:
    """Whether a clause behind the verb is what it says; in "“…,” he said, adding that …" it is not."""
    if not has_clause(parts) or any(child.i < cue.verb.i for child in cue.verb.all("ccomp")):
        return False
    clause = next(part for part in parts if part.dep == "ccomp")
    first = min(node.i for node in clause.subtree() if node.i > cue.verb.i)
    between = cue.tree.nodes[cue.verb.i + 1 : first]
    return not any(
        last.text == "," and node.tag == "VBG" and verb_frame(node) is not None
        for last, node in pairwise(between)
    )


def _fits(cue: Cue, content: list[Span]) -> list[Span]:
    """The content made to agree with quotation marks; what holds the cue itself is none."""
    around = [q for q in cue.quotations if q is not cue.inside]
    fits = [fitted(cue.text, span, cue.inside, around) for span in content]
    at = cue.verb.start
    return [span for span in fits if span.end > span.start and not span.start <= at < span.end]


def _over_colon(cue: Cue, span: Span) -> Span:
    """A clause with what a colon behind it spells out: "it was made for another case: members …"."""
    nodes = cue.tree.nodes
    at = next((node.i for node in nodes if node.start >= span.end), len(nodes))
    if at + 2 >= len(nodes) or nodes[at].text != ":" or span.start < cue.verb.end:
        return span
    last = nodes[-2] if nodes[-1].text in {".", "?", "!"} else nodes[-1]
    return clean(cue.text, Span(span.start, last.end))


def _is_citing(verb: Node) -> bool:
    """Whether "citing two guards" only names who said what another verb tells."""
    held = verb.child("dobj")
    if held is None or not can_show(held):
        return False
    return verb.tag == "VBG" or (verb.dep == "relcl" and verb.head.head.head.lower == "according")


def _points_back(verb: Node) -> bool:
    """Whether what is said is "this": the sentence before."""
    head = verb.child(*PASSIVE_SUBJECTS)
    return head is not None and head.lower in {"this", "that", "it", "these"} and not head.children


def _kind(frame: Frame) -> str:
    return next((kind for kind in KINDS if kind in frame.kinds), min(frame.kinds))


def _may(cue: Cue, source: Node, parts: list[Node]) -> bool:
    """Whether such a source can do what the verb says with such content."""
    if is_empty(source) or (cue.inside is not None and source.lower in {"i", "we", "you"}):
        return False
    if source.i == 0 and source.text in cue.names:
        return True
    if source.lower in {"that", "which"}:
        named = antecedent(source)
        return named is not None and _may_do(cue.frame, named, parts)
    return source.lower in RELATIVE or _may_do(cue.frame, source, parts)


def _may_do(frame: Frame, source: Node, parts: list[Node]) -> bool:
    """Whether such a noun can do what a frame tells: a writing says, but never thinks."""
    has_clause = not parts or any(part.dep == "ccomp" for part in parts)
    if "wording" in frame.kinds and not parts:
        return source.lemma in nouns().documents
    if has_clause and frame.kinds & {"say", "tell"}:
        return True
    is_mind = all(act_of(kind) in MINDED for kind in frame.kinds)
    return can_speak(source) if is_mind else can_show(source)


def _carried_noun(verb: Node, parts: list[Node]) -> list[Node]:
    """The noun that a verb only carries, where what is said hangs on it: "voiced concern about …"."""
    held = parts[0].head if parts and verb.lemma in VOICING else verb
    return [held] if held.dep == "dobj" and held.head is verb else []


def cue_words(verb: Node) -> list[Node]:
    """The verb with its particle; auxiliaries are left out."""
    return sorted([verb, *verb.all("prt")], key=lambda node: node.i)
