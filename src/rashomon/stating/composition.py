"""Findings and attributions into drafts: each event gets the chain of those who say it.

Last step of stating. Enters: the findings of each passage and the report's attributions. Leaves:
drafts in the order of the text. Speech that tells of no event becomes a draft without a type.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Attribution, Draft, Status, Voice
from rashomon.spans import Span, covers, shared
from rashomon.stating.extents import clause_span, coordinates
from rashomon.stating.findings import CONFIDENCE, Finding
from rashomon.stating.questions import unasked
from rashomon.stating.roles import number_of, numbers_in, scope, spans_of, times_in
from rashomon.stating.speech import CHARGES, REBUFFING, add_speech, as_said, is_hearsay
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in

_NO_ACTOR_LOSS = 0.15
"""Taken off where an event has neither actor nor target: of the few such, half were right."""


def compose(
    tree: Tree,
    findings: Sequence[Finding],
    states: Sequence[Draft],
    attributions: Sequence[Attribution],
) -> list[Draft]:
    """The drafts of one passage.

    Args:
        tree: The passage.
        findings: Its events and states as found by their words.
        states: Drafts of states that are complete but for their chain.
        attributions: Those of the report that have content or a cue in the passage.
    """
    attributions = [
        one for one in attributions if not _is_unclaimed(tree, one) and not _is_held(one, findings)
    ]
    bound = [one.span for one in states if one.terms is not None and one.terms.role == "clause"]
    told = {(one.trigger, one.type) for one in states}
    # What a pact binds somebody to do has not happened.
    happened = [
        one
        for one in _distinct(findings)
        if not any(covers(b, one.trigger.span) for b in bound)
        and (one.trigger.span, one.type) not in told
    ]
    drafts = [draft_of(tree, one) for one in happened]
    drafts.extend(one for one in states if not _is_beside(one))
    drafts = [_attributed(tree, one, attributions) for one in drafts]
    # A title beside a name is the reporter's, even inside what somebody else says.
    drafts.extend(one for one in states if _is_beside(one))
    drafts.extend(add_speech(tree, drafts, attributions))
    drafts = unasked(tree, drafts)
    drafts.sort(key=lambda one: (one.trigger, one.type or "", one.span))
    return drafts


def _is_unclaimed(tree: Tree, one: Attribution) -> bool:
    """Whether nobody takes it upon himself: "no group has claimed responsibility for the bombing"."""
    nobody = one.chain[0].name.casefold().split()[:1] in (["no"], ["nobody"], ["neither"], ["none"])
    words = tree.within(one.content[0])[:1] if nobody and one.content else []
    return bool(words) and words[0].lemma in ("responsibility", "credit")


def _is_held(one: Attribution, findings: Sequence[Finding]) -> bool:
    """Whether its cue tells of a hold: "the army holds the airport, rebels the port" says nothing."""
    cue = one.chain[0].cue
    return cue is not None and any(
        found.type == "CONTROL" and not found.by_noun and covers(cue, found.trigger.span)
        for found in findings
    )


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    found: dict[tuple[int, str], Finding] = {}
    for one in findings:
        found.setdefault((one.trigger.i, one.type), one)
    return list(found.values())


def draft_of(tree: Tree, one: Finding) -> Draft:
    """A finding as a draft in the outlet's own voice."""
    words = scope(one.trigger)
    shared_words = [node for verb in coordinates(one.trigger) for node in scope(verb)]
    kind = "noun" if one.by_noun else "verb"
    unsure = 0.0 if one.actors or one.targets else _NO_ACTOR_LOSS
    targets = [node for node in one.targets if all(node.i != other.i for other in one.actors)]
    times = _own_first(one, _times_of(one, words) or times_in(shared_words))
    status = _own_status(one)
    if status == "conditional" and times and not _hangs_on(tree):
        status = "predicted"  # "the town would fall within ten days"
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=clause_span(one.trigger),
        trigger=one.trigger.span,
        type=one.type,  # type: ignore[arg-type]
        mode=one.mode,
        status=status,
        actors=spans_of(one.actors),
        targets=spans_of(targets),
        places=_distinct_spans(
            spans_of(one.places),
            places_in(words, one.trigger) or places_in(shared_words, one.trigger),
        ),
        times=times,
        quantities=_distinct_spans(_numbers_of(one), numbers_in(words)),
        confidence=round(CONFIDENCE[kind] - unsure, 2),
    )


def _numbers_of(one: Finding) -> tuple[Span, ...]:
    """How many undergo it, where a participle has its own noun outside its clause: "400 men killed"."""
    if one.trigger.dep != "acl":
        return ()
    numbers = [number_of(node) for node in (*one.targets, *one.actors)]
    return tuple(span for span in numbers if span is not None)


def _times_of(one: Finding, words: list[Node]) -> tuple[Span, ...]:
    """Times of what happened; those of "the town, taken in May," only where nothing else is told."""
    own = times_in([node for node in words if not _is_aside(node, one.trigger)])
    return own if own or one.type == "CONTROL" else times_in(words)


def _is_aside(node: Node, trigger: Node) -> bool:
    """Whether a word stands in a participle about a noun, in which the trigger does not."""
    for above in (node, *node.ancestors()):
        if above is trigger:
            return False
        if above.dep == "acl" and above.tag in ("VBN", "VBG"):
            return all(one is not above for one in trigger.ancestors())
    return False


def _own_first(one: Finding, times: tuple[Span, ...]) -> tuple[Span, ...]:
    """The times, for an event told by a noun the one nearest to it in the sentence's grammar first."""
    if not one.by_noun:
        return times
    if one.type == "CONTROL" and one.trigger.pos == "PROPN":  # "X since June and Y since July"
        behind = tuple(span for span in times if span.start >= one.trigger.end)
        return _distinct_spans(behind, times)
    nearest: tuple[Span, ...] = ()
    for node in (one.trigger, *one.trigger.ancestors()):
        nearest = times_in(sorted(node.subtree(), key=lambda word: word.i))
        if nearest or node.is_root:
            break
    near = [span for span in times if any(shared(span, own) for own in nearest)]
    return _distinct_spans(tuple(near), times)


def _own_status(one: Finding) -> Status:
    """The status of a finding; a threat is threatened unless it hangs on a condition."""
    status = status_of(one.trigger)
    if one.turned and status == "denied":
        status = "asserted"
    if one.type == "THREATEN" and status in ("asserted", "planned", "predicted"):
        return "threatened"
    return status


def _distinct_spans(*several: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for spans in several for span in spans))


def _is_beside(draft: Draft) -> bool:
    return draft.confidence == CONFIDENCE["beside"]


def _attributed(tree: Tree, draft: Draft, attributions: Sequence[Attribution]) -> Draft:
    """The draft with the chain of the narrowest speech that its trigger stands in."""
    around = [
        (piece.end - piece.start, one)
        for one in attributions
        for piece in one.content
        if one.chain[0].act != "stance" and not is_hearsay(one) and covers(piece, draft.trigger)
        if not _is_given_behind(tree, draft, one.chain[0])
    ]
    if not around:
        return _on_own_word(tree, draft, attributions)
    _, speech = min(around, key=lambda pair: pair[0])
    stands = draft.terms is not None and draft.terms.role != "invocation"
    settled = stands and draft.mode is None
    status = draft.status if settled else as_said(tree, draft.status, speech.chain)
    if not settled and _is_rebuffed(tree, draft, speech.chain[0]):
        status = "denied"
    if status == "conditional" and not settled and not _hangs_on(tree):
        status = "predicted"  # "the port, he added, would be taken": what will be, told later
    counted = tuple(one for one in draft.quantities if not _is_of_voice(one, speech.chain))
    return replace(draft, chain=speech.chain, status=status, quantities=counted)


_GIVEN = frozenset({"after", "since"})


def _is_given_behind(tree: Tree, draft: Draft, voice: Voice) -> bool:
    """Whether it is what had happened before what somebody asks for: "told him to go after X fell".

    A clause of time with a tense, hung on what is asked, is the reporter's own.
    """
    node = next(iter(tree.within(draft.trigger)), None)
    while node is not None and not node.is_root:
        above = node.head
        if voice.cue is not None and covers(voice.cue, node.span):
            return False
        marks = {one.lower for one in node.all("mark")}
        tensed = node.tag == "VBD" or any(one.tag == "VBD" for one in node.all("aux", "auxpass"))
        asked = above.tag == "VB" and any(one.lower == "to" for one in above.all("aux"))
        if node.dep == "advcl" and marks & _GIVEN and tensed and asked:
            return True
        node = above
    return False


_CONDITIONS = frozenset(
    {"if", "unless", "provided", "otherwise", "case", "event", "once", "whether", "until", "when",
     "rather", "like"}
)  # fmt: skip
_INVERTED = frozenset({"were", "had", "should"})
"""Words of a condition where they stand before their subject: "were the town to fall"."""


def _hangs_on(tree: Tree) -> bool:
    """Whether a sentence has any word of a condition, on which a "would" may hang."""
    return any(node.lower in _CONDITIONS or _is_inverted(node) for node in tree)


def _is_inverted(node: Node) -> bool:
    if node.lower not in _INVERTED:
        return False
    verb = node.head if node.dep in ("aux", "auxpass") else node
    subject = verb.child("nsubj", "nsubjpass", "expl")
    return subject is None or subject.i > node.i


def _is_of_voice(number: Span, chain: Sequence[Voice]) -> bool:
    """Whether a number counts those who say it: "according to two officials"."""
    return any(voice.span is not None and covers(voice.span, number) for voice in chain)


_WORDED = frozenset({"REJECT", "THREATEN"})
"""Events that are words themselves: who turns down a charge or warns says so."""


def _is_rebuffed(tree: Tree, draft: Draft, voice: Voice) -> bool:
    """Whether it is what a charge says that its speaker turns down: "dismissed the claim that …"."""
    if voice.cue_lemma not in REBUFFING or voice.cue is None:
        return False
    for node in tree.within(draft.trigger)[:1]:
        for above in node.ancestors():
            is_charge = above.lemma in CHARGES and above.pos == "NOUN"
            if is_charge and above.head.lemma in REBUFFING and covers(voice.cue, above.head.span):
                return True
    return False


def _on_own_word(tree: Tree, draft: Draft, attributions: Sequence[Attribution]) -> Draft:
    """An event that consists in saying something, on the word of who says it.

    "The ministry dismissed the report as invention" stands on the ministry's word: its quote begins at
    the cue, so that the words of two speakers never mix.
    """
    if draft.type not in _WORDED:
        return draft
    for one in attributions:
        cue = one.chain[0].cue
        behind = [piece for piece in one.content if cue is not None and piece.start >= cue.end]
        if cue is None or not behind or not covers(cue, draft.trigger):
            continue
        words = tree.within(behind[0])
        if draft.type == "THREATEN" or any(node.lemma in CHARGES for node in words[:4]):
            return replace(draft, chain=one.chain, span=Span(cue.start, behind[-1].end))
    return draft
