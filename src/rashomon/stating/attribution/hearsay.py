"""What is said, asked or expected by nobody named: "the envoy is accused of …", "asked whether …".

Enters: a parsed sentence and what is attributed already. Leaves: attributions to a voice without words.
An event keeps the outlet's own voice and a status; only what tells of no event gets such a voice.
"""

from collections.abc import Iterator, Sequence

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Attribution, Nameless, Voice
from rashomon.spans import Span

from .cues import act_of, lexicon, verb_frame
from .phrases import clean, words_span
from .quotations import Quotation, enclosing
from .sources import RELATIVE, can_speak
from .subjects import PASSIVE_SUBJECTS, SUBJECTS, is_passive

UNNAMED = "somebody unnamed"
"""What a voice is called that has no words in the report."""

BLAME = frozenset({"of", "for", "with", "over"})
"""Prepositions of what somebody is accused of or praised for."""


def read_hearsay(
    text: str, tree: Tree, quotations: list[Quotation], told: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions of a sentence to nobody named, outside of what anybody named says."""
    taken = [span for one in told for span in (*one.content, *_cues(one))]
    found: list[Attribution] = []
    for verb in tree:
        if verb.tag[:2] != "VB" or enclosing(quotations, verb.start) is not None:
            continue
        if any(span.start <= verb.start < span.end for span in taken):
            continue
        content = _content(text, verb)
        if content:
            found.append(Attribution(tuple(content), (_voice(verb),)))
    return found


def _cues(one: Attribution) -> Iterator[Span]:
    return (voice.cue for voice in one.chain if voice.cue is not None)


def _voice(verb: Node) -> Voice:
    """The voice of nobody named, with its cue."""
    frame = verb_frame(verb)
    kind = min(frame.kinds) if frame is not None else "say"
    return Voice(
        name=UNNAMED,
        kind="anonymous",
        cue=verb.span,
        cue_lemma=_lemma(verb),
        act="speech" if verb.lemma in lexicon().hearsay["told"] else act_of(kind),
        nameless=Nameless(),
    )


def _lemma(verb: Node) -> str:
    """The cue's lemma; who is asked a question, and not to do something, is questioned."""
    is_request = any(one.dep == "xcomp" and one.i > verb.i for one in verb.children)
    return "inquire" if verb.lemma == "ask" and not is_request else verb.lemma


def _content(text: str, verb: Node) -> list[Span]:
    """What somebody unnamed asks, expects, says or blames by a passive without an agent."""
    if not is_passive(verb) or _agent_of(verb) is not None:
        return []
    words = lexicon().hearsay
    right = [child for child in verb.children if child.i > verb.i]
    part: Node | None = None
    if verb.lemma in words["asked"]:
        return _asked(text, verb, right)
    subject = verb.child(*PASSIVE_SUBJECTS, *SUBJECTS)
    if subject is not None and subject.lower == "it":
        said = next((one for one in right if one.dep == "ccomp"), None)
        is_told = said is not None and verb.lemma in words["told"]
        return [words_span(text, said.subtree())] if said is not None and is_told else []
    if verb.lemma in words["expected"]:
        part = next((one for one in right if one.dep == "xcomp" and one.tag == "VB"), None)
    elif verb.lemma in words["blamed"]:
        part = next((one for one in right if one.dep == "prep" and one.lower in BLAME), None)
    elif verb.lemma in words["held"]:
        part = next((one for one in right if one.dep == "prep" and one.lower == "as"), None)
    if part is None or (subject is None and verb.dep not in {"acl", "advcl"}):
        return []
    behind = [words_span(text, [node for node in part.subtree() if node.i > verb.i])]
    if subject is None or subject.lower in RELATIVE:
        return behind
    return [words_span(text, [node for node in subject.subtree() if node.i < verb.i]), *behind]


def _asked(text: str, verb: Node, right: list[Node]) -> list[Span]:
    """What somebody is asked: a question, a request, or what it is about."""
    for one in right:
        if one.dep in {"ccomp", "advcl", "xcomp"}:
            return [words_span(text, one.subtree())]
        held = one.child("pobj", "pcomp") if one.lower in {"about", "for"} else None
        if held is not None:
            return [clean(text, words_span(text, held.subtree()))]
    return []


def _agent_of(verb: Node) -> Node | None:
    """Who does it, wherever a parse hangs "by": "is seen as a threat by the army"."""
    for node in verb.subtree():
        held = node.child("pobj") if node.i > verb.i and node.lower in {"by", "among"} else None
        if held is not None and (node.head is verb or can_speak(held)):
            return held
    return None
