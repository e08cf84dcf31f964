"""Findings and attributions into drafts: chains, denials, speech without an event."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.drafts import Attribution, Draft, Voice
from rashomon.records.parses import Parse, Token
from rashomon.records.reports import Passage
from rashomon.spans import Span
from rashomon.stating.composition import compose
from rashomon.stating.events import find_events
from rashomon.stating.pacts import find_pacts
from rashomon.stating.states import find_states

_PARSER = SpacyParser()


def tree_of(text: str, start: int = 0) -> Tree:
    passage = Passage("p", "r", start, start + len(text), text, 0, "body", "en")
    return Tree(passage, next(_PARSER.parse([text])))


def composed(tree: Tree, attributions: Sequence[Attribution]) -> list[Draft]:
    return compose(tree, find_events(tree), find_states(tree), attributions)


def said(text: str, content: str, lemma: str = "say", name: str = "The mayor") -> Attribution:
    start = text.index(content)
    cue = Span(text.index("said") if "said" in text else 0, 4)
    voice = Voice(name, "named", cue=cue, cue_lemma=lemma)
    return Attribution((Span(start, start + len(content)),), (voice,))


def test_an_event_in_what_somebody_says_stands_on_his_word_alone() -> None:
    text = "The mayor said that rebels shelled the market, while troops arrested a baker."
    content = "that rebels shelled the market"
    drafts = composed(tree_of(text), [said(text, content)])
    by_type = {draft.type: draft for draft in drafts}
    assert [voice.name for voice in by_type["ASSAULT"].chain] == ["The mayor"]
    assert by_type["COERCE"].chain == ()


def test_a_lone_event_quotes_the_whole_of_what_is_said() -> None:
    text = "The mayor said that on a quiet morning rebels shelled the market."
    content = "that on a quiet morning rebels shelled the market"
    draft = next(
        one for one in composed(tree_of(text), [said(text, content)]) if one.type == "ASSAULT"
    )
    assert text[draft.span.start : draft.span.end] == content


def test_a_denied_event_keeps_what_is_denied() -> None:
    text = "The mayor said no such thing: rebels shelled the market."
    attribution = said(text, "rebels shelled the market", lemma="deny")
    draft = next(one for one in composed(tree_of(text), [attribution]) if one.type == "ASSAULT")
    assert draft.status == "denied"
    assert [text[span.start : span.end] for span in draft.actors] == ["rebels"]


def test_speech_without_an_event_becomes_a_draft_without_a_type() -> None:
    text = "The mayor said the winter had been long."
    drafts = composed(tree_of(text), [said(text, "the winter had been long")])
    assert [draft.type for draft in drafts] == [None]
    assert drafts[0].chain[0].name == "The mayor"


def test_the_narrowest_of_several_speeches_gives_the_chain() -> None:
    text = "The agency said the mayor claimed rebels shelled the market."
    wide = said(text, "the mayor claimed rebels shelled the market", name="The agency")
    narrow = said(text, "rebels shelled the market", name="the mayor")
    drafts = composed(tree_of(text), [wide, narrow])
    draft = next(one for one in drafts if one.type == "ASSAULT")
    assert draft.chain[0].name == "the mayor"


def test_a_title_beside_a_name_is_the_reporters_own() -> None:
    text = "The mayor said CIA Director Laura Wells had left."
    drafts = composed(tree_of(text), [said(text, "CIA Director Laura Wells had left")])
    post = next(one for one in drafts if one.type == "POST")
    assert post.chain == ()


def test_spans_are_offsets_of_the_report_wherever_the_passage_stands() -> None:
    text = "Rebels shelled the market in Homs on Friday."
    near, far = composed(tree_of(text), []), composed(tree_of(text, start=1000), [])
    assert [one.trigger.start + 1000 for one in near] == [one.trigger.start for one in far]
    assert [one.span.end + 1000 for one in near] == [one.span.end for one in far]


def test_what_a_pact_binds_to_has_not_happened() -> None:
    text = "The clause obliges Armenia to join Russia in repelling an attack on its borders."
    tree = tree_of(text)
    drafts = compose(tree, find_events(tree), find_pacts([tree])[0], [])
    assert {draft.type for draft in drafts} == {"PACT"}


def test_a_clause_remembers_the_occasion_named_before_it() -> None:
    texts = [
        "The talks were on the Iraqi-Syrian defense pact clause covering an attack on the dam.",
        "That clause commits Iraq to join Syria in defending it.",
    ]
    drafts = find_pacts([tree_of(text) for text in texts])[1]
    terms = drafts[0].terms
    assert terms is not None
    assert terms.trigger is not None
    assert texts[0][terms.trigger.start : terms.trigger.end] == "an attack on the dam"


_DEPS = ["nsubj", "dobj", "prep", "pobj", "conj", "ccomp", "xcomp", "relcl", "advcl", "appos", "agent",
         "neg", "aux", "poss", "compound", "punct", "acl", "pcomp", "attr", "mark"]  # fmt: skip
_WORDS = [
    "attack", "pact", "sign", "rebels", "president", "said", "captured", "Homs", "of", "by", "in",
    "not", "will", "held", "-", ",", "killed", "12", "mutual", "support", "commit", "be",
]  # fmt: skip


@st.composite
def parses(draw: st.DrawFn) -> tuple[str, Parse]:
    """Any tree at all, as a parser might give for nonsense; a head stands before its children."""
    words = draw(st.lists(st.sampled_from(_WORDS), max_size=14))
    text, tokens, at = " ".join(words), [], 0
    for i, one in enumerate(words):
        head = draw(st.integers(0, i - 1)) if i else 0
        pos = draw(st.sampled_from(["NOUN", "VERB", "PROPN", "ADP", "AUX", "PRON", "PUNCT", "NUM"]))
        tokens.append(
            Token(
                start=at, end=at + len(one), text=one, lemma=one.lower(), pos=pos,
                tag=draw(st.sampled_from(["NN", "VBN", "VBD", "VB", "VBG", "WDT", "MD", "IN"])),
                dep="ROOT" if head == i else draw(st.sampled_from(_DEPS)), head=head,
                entity=draw(st.sampled_from(["", "PERSON", "GPE", "DATE", "ORG"])),
                begins=draw(st.booleans()),
            )
        )  # fmt: skip
        at += len(one) + 1
    return text, Parse(tuple(tokens))


@settings(max_examples=400, deadline=None)
@given(parses())
def test_no_parse_however_broken_stops_the_reading(made: tuple[str, Parse]) -> None:
    text, parse = made
    tree = Tree(Passage("p", "r", 0, len(text), text, 0, "body", "en"), parse)
    pacts = find_pacts([tree])[0]
    drafts = compose(tree, find_events(tree), [*find_states(tree), *pacts], [])
    for draft in drafts:
        for span in (draft.span, draft.trigger, *draft.actors, *draft.targets, *draft.places):
            assert 0 <= span.start < span.end <= len(text)


def test_a_passage_of_one_endless_list_is_read_in_time() -> None:
    words = ["killed", "rebels", *["of", "rebels"] * 3000]
    text, tokens, at = " ".join(words), [], 0
    for i, one in enumerate(words):
        pos, dep = ("ADP", "prep") if one == "of" else ("NOUN", "pobj" if i > 1 else "dobj")
        made = Token(at, at + len(one), one, one, pos, "NNS", dep, max(i - 1, 0), "", begins=False)
        if i == 0:
            made = Token(0, len(one), one, "kill", "VERB", "VBD", "ROOT", 0, "", begins=False)
        tokens.append(made)
        at += len(one) + 1
    tree = Tree(Passage("p", "r", 0, len(text), text, 0, "body", "en"), Parse(tuple(tokens)))
    assert compose(tree, find_events(tree), find_states(tree), [])


def test_an_event_that_somebody_is_for_or_against_stays_the_outlets_own() -> None:
    text = "The mayor deplores the raid in which rebels shelled the market."
    start = text.index("rebels")
    voice = Voice("The mayor", "named", cue=Span(10, 18), cue_lemma="deplore", act="stance")
    stance = Attribution((Span(start, len(text) - 1),), (voice,))
    drafts = composed(tree_of(text), [stance])
    assert [draft.chain for draft in drafts if draft.type == "ASSAULT"] == [()]
    assert [draft.chain for draft in drafts if draft.type is None] == [(voice,)]


def test_an_event_told_by_a_noun_has_the_day_nearest_to_it() -> None:
    text = (
        "On that quiet Tuesday, Lima turned its anger on its rivals, using the kidnapping of six bakers"
        " by the Harbour Guard on Saturday, August 4, as a lever."
    )
    taken = [one for one in composed(tree_of(text), []) if one.type == "CAPTIVITY"]
    assert [text[one.times[0].start : one.times[0].end] for one in taken] == ["Saturday, August 4"]


def turned_down(text: str, content: str, cue: str, lemma: str) -> Attribution:
    at, start = text.index(cue), text.index(content)
    voice = Voice("The army", "named", cue=Span(at, at + len(cue)), cue_lemma=lemma)
    return Attribution((Span(start, start + len(content)),), (voice,))


def test_what_a_charge_says_is_denied_by_who_turns_it_down() -> None:
    text = "The army dismissed the claim by the rebels that they had seized the dam."
    content = "the claim by the rebels that they had seized the dam"
    drafts = composed(tree_of(text), [turned_down(text, content, "dismissed", "dismiss")])
    told = [draft for draft in drafts if draft.type in ("CONTROL", "ASSAULT")]
    assert told
    assert {draft.status for draft in told} == {"denied"}


def test_what_befell_before_a_plan_is_turned_down_is_not_denied() -> None:
    text = "The army rejected the plan after rebels shelled the market."
    content = "the plan after rebels shelled the market"
    drafts = composed(tree_of(text), [turned_down(text, content, "rejected", "reject")])
    assert {draft.status for draft in drafts if draft.type == "ASSAULT"} == {"asserted"}


def test_a_participle_is_counted_by_its_noun_outside_its_clause() -> None:
    text = "State television boasted of 400 rebels killed in the same battle."
    draft = next(one for one in composed(tree_of(text), []) if one.type == "CASUALTY")
    assert [text[span.start : span.end] for span in draft.quantities] == ["400 rebels"]


def test_a_charge_that_somebody_turns_down_is_denied() -> None:
    text = "The mayor dismissed reports that the winter had been long."
    content = "reports that the winter had been long"
    (draft,) = [
        one
        for one in composed(tree_of(text), [said(text, content, lemma="dismiss")])
        if one.type is None
    ]
    assert draft.status == "denied"
