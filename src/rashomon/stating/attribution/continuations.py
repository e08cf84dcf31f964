"""Quotations that go on: in the next sentence, after the cue, or in the next paragraph.

Enters: the speeches found sentence by sentence and the report's quotations. Leaves: the same speeches
with the quotations that belong to them and have no cue of their own.
"""

from collections.abc import Sequence

from rashomon.language.trees import Tree
from rashomon.spans import Span, covers

from .quotations import Quotation
from .speech import Speech

SPOKEN = frozenset(
    {
        "say", "tell", "ask", "announce", "claim", "order", "judge", "name", "value", "fault", "speak",
        "talk", "manner", "wording", "utter", "present", "phrasal", "outburst", "answer", "point",
        "telling", "attitude",
    }
)  # fmt: skip
"""Kinds of cue that words in quotation marks may follow."""


LONGEST_LINK_WORDS = 8
"""Words of the outlet's between a cue and the rest of its quotation; chosen by judgement."""


def continue_quotations(text: str, speeches: list[Speech], quotations: list[Quotation]) -> None:
    """Gives each utterance without a cue to the speaker before it, and marks what is word for word."""
    owners = _owners(speeches, quotations)
    by_end: dict[int, list[Speech]] = {}
    for speech in speeches:
        by_end.setdefault(speech.tree.passage.end, []).append(speech)
    last: tuple[Quotation, Speech] | None = None
    for quotation in quotations:
        owner = _introducer(text, quotation, by_end) or owners.get(quotation.span)
        if owner is None and not (last and _goes_on(text, quotation, last[0])):
            owner = _teller(text, quotation, by_end)
        if owner is not None:
            owner.direct = True
            if not any(covers(span, quotation.span) for span in owner.content):
                owner.content.append(quotation.span)
            last = (quotation, owner)
        elif last is not None and quotation.is_speech and _carries_on(text, quotation, *last):
            last[1].content.append(quotation.span)
            last = (quotation, last[1])


def _carries_on(text: str, quotation: Quotation, before: Quotation, speech: Speech) -> bool:
    """Whether a quotation without a cue of its own is more of what the last speaker said."""
    if _goes_on(text, quotation, before) and not _is_led_in(text, quotation, speech):
        return True
    return _is_resumed(quotation, before, speech)


def _is_resumed(quotation: Quotation, before: Quotation, speech: Speech) -> bool:
    """Whether a quotation goes on behind its cue after a few words: "“…,” he said, but “…”"."""
    tree = speech.tree
    here = Span(tree.passage.start, tree.passage.end)
    if not covers(here, quotation.span) or not covers(here, before.span):
        return False
    between = tree.within(Span(before.span.end, quotation.span.start))
    cue = [node for node in between if node in speech.cue]
    others = [node for node in between if node.tag[:2] in {"VB", "MD"} and node not in speech.cue]
    return bool(cue) and not others and between[-1].i - cue[-1].i <= LONGEST_LINK_WORDS


def point_back(speeches: list[Speech], trees: Sequence[Tree]) -> None:
    """Gives "This was reported by X" the sentence before as its content."""
    numbers = {tree.passage.start: number for number, tree in enumerate(trees)}
    for speech in speeches:
        number = numbers[speech.tree.passage.start]
        if speech.points_back and number:
            passage = trees[number - 1].passage
            speech.content = [Span(passage.start, passage.end)]


def extend_turns(speeches: list[Speech], trees: Sequence[Tree]) -> None:
    """Gives a turn of a transcript ("HARRIS: …") all sentences of its paragraph."""
    ends: dict[int, int] = {}
    for tree in trees:
        ends[tree.passage.paragraph] = tree.passage.end
    for speech in speeches:
        cue = speech.cue[0]
        if cue.text == ":" and speech.source is not None and speech.source.text.isupper():
            first = speech.content[0]
            speech.content = [Span(first.start, ends[speech.tree.passage.paragraph])]


def _owners(speeches: list[Speech], quotations: list[Quotation]) -> dict[Span, Speech]:
    """Whose content each quotation lies in: the widest that is not itself inside the quotation."""
    owners: dict[Span, Speech] = {}
    spoken = [speech for speech in speeches if speech.kind in SPOKEN]
    spoken.sort(key=lambda speech: speech.cue[0].start)
    at = 0
    reach = sorted(
        ((span, speech) for speech in spoken for span in speech.content),
        key=lambda pair: (pair[0].start, -pair[0].end),
    )
    for quotation in quotations:
        while at < len(reach) and reach[at][0].end < quotation.span.start - 20000:
            at += 1
        for span, speech in reach[at:]:
            if span.start > quotation.span.end:
                break
            touches = covers(span, quotation.span) or covers(quotation.span, span)
            if touches and not quotation.span.start < speech.cue[0].start < quotation.span.end:
                owners.setdefault(quotation.span, speech)
    return owners


def _introducer(text: str, quotation: Quotation, by_end: dict[int, list[Speech]]) -> Speech | None:
    """Whose sentence ends in a colon right before a quotation."""
    at = quotation.span.start
    while at > 0 and text[at - 1].isspace():
        at -= 1
    if at == 0 or text[at - 1] != ":":
        return None
    return next((one for one in reversed(by_end.get(at, ())) if one.kind in SPOKEN), None)


def _teller(text: str, quotation: Quotation, by_end: dict[int, list[Speech]]) -> Speech | None:
    """Who speaks in the sentence right before a whole sentence in quotation marks without a cue."""
    if not quotation.is_speech or not _is_sentence(text, quotation):
        return None
    at = quotation.span.start
    while at > 0 and text[at - 1].isspace():
        at -= 1
    beside = [
        speech for speech in by_end.get(at, ()) if speech.kind in SPOKEN and not speech.is_quoted
    ]
    for speech in beside:
        cue = speech.cue[0].start
        held = any(
            span.start <= cue < span.end
            for other in beside
            if other is not speech
            for span in other.content
        )
        if not held and speech.source is not None:
            return speech
    return None


def _goes_on(text: str, quotation: Quotation, before: Quotation) -> bool:
    """Whether a whole sentence in quotation marks carries on an earlier one near it."""
    if not _is_sentence(text, quotation):
        return False
    if quotation.paragraph == before.paragraph:
        return True
    between = text[before.span.end : quotation.span.start]
    return quotation.paragraph - before.paragraph == 1 and (
        before.is_open or len(between.split()) < 3
    )


def _is_led_in(text: str, quotation: Quotation, speech: Speech) -> bool:
    """Whether words of another sentence than the speaker's lead in: "The envoy shot back, “…”"."""
    before = text[max(0, quotation.span.start - 2) : quotation.span.start].strip()
    return before[-1:] in {",", ":"} and speech.tree.passage.end <= quotation.span.start


def _is_sentence(text: str, quotation: Quotation) -> bool:
    start = quotation.span.start
    before = text[max(0, start - 2) : start].strip()
    begins = not before or before[-1] in '.?!”",:' or text[:start].rstrip().endswith("''")
    return begins and text[start + 1 : start + 2] not in {",", "."}
