"""Chains of sources: speaker, agency, outlet; nearest speaker first.

Enters: the speeches of a report. Leaves: attributions. A speech inside another's content gets the
other's chain behind its own; the publishing outlet is left out.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Attribution, Nameless, Voice
from rashomon.records.reports import Report
from rashomon.spans import Span, covers, cut
from rashomon.stating.anonymity import describe

from .cues import act_of, cue_lemma, verb_frame
from .fusions import fuse
from .naming import Memory, Unnamed, name_of, remember
from .phrases import is_mark, noun_phrase, whole, words_span
from .sources import (
    RELATIVE,
    antecedent,
    is_medium,
    is_outlet,
    is_rank,
    kind_of,
    members,
    named_head,
    names_outlet,
    nouns,
    same_outlet,
    with_ranks,
)
from .speech import Speech
from .subjects import FINITE

REPORTERS = frozenset({"reporter", "correspondent", "journalist", "photographer", "team", "crew"})
"""Who hears a source for an outlet: "told a Reuters correspondent"."""

THOUGHT = frozenset({"announce", "think", "show", "claim", "judge", "name"})
"""Kinds that are a voice as well where an outlet tells them; intentions are events, not voices."""

CARRIES = frozenset(
    {"say", "tell", "ask", "announce", "claim", "order", "judge", "think", "show", "relay"}
)
"""Kinds of cue whose content may hold another's speech; one only wanted is not said."""

TOLD_AGAIN = frozenset({"say", "tell", "ask", "order"})
"""Kinds of cue that make a voice of their own inside somebody else's words. What a speaker says that
others want or think is the speaker's account."""

DONE = frozenset({"did", "does", "do"})
"""Auxiliaries of a bare verb that tell a deed: "did say"."""

FOCUSING = frozenset({"even", "only", "just", "also", "not", "perhaps", "maybe"})
"""Adverbs before a name that are no part of it: "even the ministry admits"."""

WORDLESS = ":(―—–-"
"""Cues that are a mere mark, whose words are the mark itself."""

RELAY_PREPOSITIONS = frozenset({"to", "in", "on", "with", "by", "for", "from", "at", "via", "of"})


def link(report: Report, trees: Sequence[Tree], speeches: list[Speech]) -> tuple[Attribution, ...]:
    """The attributions of a report's speeches, in the order of the text."""
    ordered = sorted(fuse(speeches), key=lambda one: (one.cue[0].start, one.content))
    outer = _enclosing(ordered, every=True)
    ordered = [
        speech
        for speech, holder in zip(ordered, outer, strict=True)
        if holder is None or _is_told_again(speech, ordered[holder])
    ]
    chains: dict[int, tuple[Voice, ...]] = {}
    outer = _enclosing(ordered, every=False)
    memory = remember(trees)
    voices = [_voices(report, speech, memory) for speech in ordered]

    def chain_of(index: int, depth: int) -> tuple[Voice, ...]:
        if index not in chains:
            holder = outer[index]
            behind = chain_of(holder, depth + 1) if holder is not None and depth < 4 else ()
            chains[index] = _joined(voices[index], behind)
        return chains[index]

    found = [
        Attribution(tuple(sorted(set(speech.content))), chain_of(index, 0))
        for index, speech in enumerate(ordered)
    ]
    return tuple(
        sorted((one for one in found if one.chain), key=lambda one: (one.content, _cue_start(one)))
    )


def _is_told_again(speech: Speech, holder: Speech) -> bool:
    """Whether a speech in another's words makes a link of its own.

    An outlet or a document tells what others say and think as the publishing outlet does. In a
    person's words others' sayings count; those inside a quotation are part of the speaker's account.
    """
    if _is_reporting(holder) or holder.points_back:
        return speech.kind in TOLD_AGAIN | THOUGHT
    return speech.kind in TOLD_AGAIN and not speech.is_quoted and _has_happened(speech.cue[0])


def _has_happened(verb: Node) -> bool:
    """Whether a cue tells of words that were spoken: "would order" and "to say" do not."""
    if verb.tag == "VB":
        return any(one.lower in DONE for one in verb.all("aux"))
    return not any(one.tag == "MD" for one in verb.all("aux"))


def _is_reporting(holder: Speech) -> bool:
    return holder.source is not None and kind_of(holder.source) in {"outlet", "document"}


def _cue_start(attribution: Attribution) -> int:
    cue = attribution.chain[0].cue
    return cue.start if cue is not None else -1


def _joined(own: tuple[Voice, ...], behind: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """One chain behind another, without a voice that is there already."""
    names = {voice.name.lower() for voice in own}
    return own + tuple(voice for voice in behind if voice.name.lower() not in names)


def _enclosing(speeches: list[Speech], *, every: bool) -> list[int | None]:
    """For each speech the narrowest other one whose content holds its cue; None for none.

    Unless ``every`` one is asked for, only what carries another's words counts. What somebody feels
    about a threat leaves the threat itself told.
    """
    spans = sorted(
        (span.start, -span.end, index)
        for index, speech in enumerate(speeches)
        if speech.kind in CARRIES or (every and speech.kind != "feeling")
        for span in speech.content
    )
    outer: list[int | None] = []
    active: list[tuple[int, int, int]] = []
    at = 0
    for index, speech in enumerate(speeches):
        cue = speech.cue[0].start
        while at < len(spans) and spans[at][0] <= cue:
            active.append(spans[at])
            at += 1
        active = [span for span in active if -span[1] > cue]
        holders = [(-end - start, holder) for start, end, holder in active if holder != index]
        outer.append(min(holders)[1] if holders else None)
    return outer


def _voices(report: Report, speech: Speech, memory: Memory) -> tuple[Voice, ...]:
    """The voices of one speech: its speaker, then the media that pass it on."""
    if speech.source is None:
        return ()
    nearest = _voice(report, speech, speech.source, memory)
    if speech.source_span is not None and nearest.named_by is None:
        nearest = _as_told(report, nearest, speech.source_span)
    cue = (
        words_span(report.text, speech.cue)
        if speech.cue[0].text.strip(WORDLESS)
        else speech.cue[0].span
    )
    nearest = replace(
        nearest,
        cue=cue,
        cue_lemma=cue_lemma(speech.cue[0]),
        direct=speech.direct,
        act=act_of(speech.kind),
    )
    links = [nearest]
    for head in list(speech.relays) or _relays(speech):
        voice = _voice(report, speech, head, memory)
        if speech.relay_cue is not None:
            voice = replace(voice, cue=speech.relay_cue.span, cue_lemma=speech.relay_cue.lemma)
        if all(voice.name != one.name for one in links):
            links.append(voice)
    if len(links) == 1 and speech.source.pos != "PROPN":
        links += _passed_on(memory, nearest) or _still_told(memory, speech, nearest)
    elif len(links) > 1 and nearest.span is not None:
        sentence = memory.sentences.get(speech.tree.passage.start, 0)
        memory.relayed.append((sentence, nearest.named_by or nearest.span, tuple(links[1:])))
    if nearest.kind == "anonymous" and nearest.named_by is None and nearest.span is not None:
        memory.unnamed.append(
            Unnamed(
                speech.source.start,
                speech.source.lemma,
                nearest.span,
                tuple(links[1:]),
                nearest.nameless,
            )
        )
    return tuple(
        link for link in links if not _is_publisher(report, link, passes_on=link is not nearest)
    )


def _passed_on(memory: Memory, nearest: Voice) -> list[Voice]:
    """The media behind "the source" are those behind its first words."""
    for unnamed in reversed(memory.unnamed):
        if nearest.named_by == unnamed.span:
            return [replace(voice, cue=None, cue_lemma="") for voice in unnamed.relays]
    return []


def _still_told(memory: Memory, speech: Speech, nearest: Voice) -> list[Voice]:
    """The media behind "he added", where they passed on what he said in the sentence before."""
    if speech.source is None or speech.source.pos != "PRON" or nearest.named_by is None:
        return []
    sentence = memory.sentences.get(speech.tree.passage.start, 0)
    for number, who, relays in reversed(memory.relayed):
        if number >= sentence - 1 and (
            covers(who, nearest.named_by) or covers(nearest.named_by, who)
        ):
            return [replace(voice, cue=None, cue_lemma="") for voice in relays]
    return []


def _is_publisher(report: Report, voice: Voice, *, passes_on: bool) -> bool:
    """Whether a voice is the publishing outlet, if only by its last words: "told the Courier".

    One whose item the report carries heard what was told it, as an outlet does: it passes nothing on.
    """
    article, _, rest = voice.name.lower().partition(" ")
    outlets = (report.outlet, report.carries if passes_on else None)
    for outlet in filter(None, outlets):
        if same_outlet(outlet, voice.name):
            return True
        if article == "the" and rest and outlet.lower().endswith(f" {rest}"):
            return True
    return False


def _voice(report: Report, speech: Speech, head: Node, memory: Memory) -> Voice:
    head = named_head(head)
    named = _name_behind(speech.tree, head) or noun_phrase(head)
    while len(named) > 1 and (is_mark(named[0]) or named[0].lower in FOCUSING):
        named = named[1:]
    words = with_ranks(speech.tree, _without_employer(head, named))
    if is_rank(head) or (words[-1].i > head.i and is_rank(words[0])):
        head = words[-1]
    span = whole(report.text, words_span(report.text, words))
    naming = name_of(memory, speech.tree, head)
    joined = members(head)
    if naming is None:
        spans = tuple(_alone(report.text, one, joined) for one in joined)
        kind = "anonymous" if head.pos == "PRON" else kind_of(head)
        nameless = describe(head) if kind == "anonymous" else None
        name = cut(report.text, span)
        return Voice(name=name, kind=kind, span=span, members=spans, nameless=nameless)
    told_of = antecedent(head) if head.lower in RELATIVE else None
    kind = kind_of(told_of or head)
    if told_of is None and (head.pos == "PRON" or kind == "anonymous"):
        kind = memory.kinds.get(naming.span, "named")
    return Voice(
        name=cut(report.text, naming.span),
        kind=kind,
        span=span,
        named_by=naming.span,
        members=naming.members,
        nameless=_first_told(memory, naming.span) if kind == "anonymous" else None,
    )


def _without_employer(head: Node, named: list[Node]) -> list[Node]:
    """A person's name without the medium that he or she works for: a link of its own."""
    if head.entity != "PERSON":
        return named
    for place in head.all("prep"):
        held = place.child("pobj")
        if place.i > head.i and held is not None and is_outlet(held):
            return [one for one in named if one.i < place.i]
    return named


def _name_behind(tree: Tree, head: Node) -> list[Node]:
    """The rank that opens a name behind an office: "the commander of the post, Lt. Col. Menon"."""
    if head.pos != "NOUN" or head.tag == "NNS":
        return []
    at = noun_phrase(head)[-1].i + 1
    following = tree.nodes[at : at + 2]
    if len(following) < 2 or following[0].text != "," or not is_rank(following[1]):
        return []
    end = next((one for one in tree.nodes[at + 1 :] if one.pos != "PROPN"), None)
    if head.dep == "pobj" and end is not None and end.tag in FINITE:
        return []  # "according to a guard, General Menon said": somebody else
    return following[1:]


def _first_told(memory: Memory, span: Span) -> Nameless | None:
    """What the first mention of an unnamed source tells of it."""
    told = next((one.nameless for one in memory.unnamed if one.span == span), None)
    first = memory.heads.get(span)
    return describe(first) if told is None and first is not None else told


def _as_told(report: Report, voice: Voice, span: Span) -> Voice:
    """A voice under the words that the order of the sentence gives it."""
    name = cut(report.text, span)
    kind = "outlet" if names_outlet(name) else voice.kind
    return replace(voice, name=name, span=span, kind=kind, members=())


def _alone(text: str, head: Node, joint: list[Node]) -> Span:
    """One joint speaker's words without the others'."""
    others = {node.i for other in joint if other is not head for node in noun_phrase(other)}
    mine = {node.i for node in noun_phrase(head)}
    deeper = {
        node.i
        for other in joint
        if other is not head and other.head is head
        for node in other.subtree()
    }
    kept = [
        node
        for node in noun_phrase(head)
        if node.i in mine - deeper - (others - mine) and node.dep not in {"cc", "punct"}
    ]
    return words_span(text, kept or [head])


def _relays(speech: Speech) -> list[Node]:
    """Media through which the speaker speaks: "told the AP", "in a statement to AFP", "of News24"."""
    verb = speech.cue[0]
    quoting = [] if speech.source is None else _quoted_by(speech.source)
    if quoting or verb.pos not in {"VERB", "AUX"}:
        return quoting
    starts = [
        child for child in verb.children if child.dep in {"dobj", "dative", "prep", "npadvmod"}
    ]
    starts += [
        child for child in verb.all("nsubj") if child.i > verb.i and child is not speech.source
    ]
    if speech.source is not None:
        starts += [
            child
            for child in speech.source.children
            if child.dep == "prep" and child.lower in {"of", "for", "from"}
        ]
    found: list[Node] = []
    for start in starts:
        if any(span.start <= start.start < span.end for span in speech.content):
            continue
        if start.dep == "prep" and start.lower not in RELAY_PREPOSITIONS:
            continue
        found += _media_in(start)
    return found


def _quoted_by(source: Node) -> list[Node]:
    """Who passes a speaker's words on: "an officer quoted by the agency"."""
    found: list[Node] = []
    for child in source.all("acl", "relcl"):
        frame = verb_frame(child)
        agent = child.child("agent")
        held = agent.child("pobj") if agent is not None else None
        if frame is not None and "relay" in frame.kinds and held is not None:
            found.append(held)
    return found


def _named_by(noun: Node) -> Node | None:
    """The name right behind the word for a medium: "the news site al-Khabar"."""
    if noun.pos != "NOUN" or noun.lemma not in nouns().media | nouns().outlets:
        return None
    for name in (*noun.children, *noun.head.children):
        is_next = name.pos == "PROPN" and min(one.i for one in name.subtree()) == noun.i + 1
        if is_next and name.dep in {"appos", "npadvmod", "dobj", "oprd", "attr"}:
            return name
    return None


def _media_in(start: Node) -> list[Node]:
    waiting = [start]
    found: list[Node] = []
    for node in waiting:
        if any(one.lower in {"this", "our"} for one in node.all("det", "poss")):
            continue  # "told this newspaper": the publishing outlet is left out
        name = _named_by(node)
        if name is not None:
            found.append(name)
            continue
        if (
            node.dep in {"dobj", "dative", "pobj", "poss", "nsubj"}
            and node.pos != "ADP"
            and (is_outlet(node) or (node is start and is_medium(node)))
        ):
            found.append(node)
            continue
        if node.lemma in REPORTERS:
            found += [child for child in node.all("compound", "nmod", "amod") if is_outlet(child)]
        waiting += [
            child
            for child in node.children
            if (child.dep == "prep" and child.lower in RELAY_PREPOSITIONS)
            or (child.dep in {"pobj", "poss"})
        ]
    return found
