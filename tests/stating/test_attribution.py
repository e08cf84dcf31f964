"""What attribution promises for any text: spans that read back, order, and no crash."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_attribution_cases import report_of

from rashomon.spans import Span, cut
from rashomon.stating.attribution import attribute
from rashomon.stating.attribution.cues import lexicon
from rashomon.stating.attribution.quotations import find_quotations
from rashomon.stating.attribution.sources import same_outlet

PIECES = [
    "“", "”", '"', "''", ",", ".", ":", "said", "Karim", "the army", "that", "told", "Reuters", "who",
    "according to", "Both", "he", "as", "quoted", "saying", "the source", "claim", "(", ")", "fled",
]  # fmt: skip


def test_a_report_without_sentences_has_no_attribution() -> None:
    report, _ = report_of("Nothing is said.")
    assert attribute(report, []) == ()


def test_every_span_reads_back_from_the_report_and_names_are_its_words() -> None:
    report, trees = report_of("“We left at dawn,” Omar Khalil told Reuters.\nHe said it was cold.")
    found = attribute(report, trees)
    assert found
    for one in found:
        assert all(0 <= span.start < span.end <= len(report.text) for span in one.content)
        for voice in one.chain:
            named = voice.named_by or voice.span
            assert named is not None
            assert cut(report.text, named) == voice.name


def test_a_speech_quoted_word_for_word_is_direct_and_a_reported_one_is_not() -> None:
    report, trees = report_of(
        "“We left at dawn,” Omar Khalil said.\nThe mayor said the road was open."
    )
    first, second = attribute(report, trees)
    assert (first.chain[0].direct, second.chain[0].direct) == (True, False)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A senior official told Reuters that the talks had failed.", ["anonymous", "outlet"]),
        ("General Petrenko said the road was open.", ["named"]),
        ("A survey shows that most people want peace.", ["document"]),
    ],
)
def test_each_link_has_the_kind_of_its_source(text: str, kinds: list[str]) -> None:
    report, trees = report_of(text)
    assert [voice.kind for voice in attribute(report, trees)[0].chain] == kinds


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The mayor said that the road was open.", "speech"),
        ("The mayor believes that the road is open.", "belief"),
        ("The mayor wants to open the road.", "will"),
        ("The mayor endorses the plan for the road.", "stance"),
        ("The mayor is afraid of another winter in the cellar.", "stance"),
        ("The survey shows that most roads are open.", "evidence"),
    ],
)
def test_each_link_tells_what_its_source_does(text: str, act: str) -> None:
    report, trees = report_of(text)
    assert [voice.act for voice in attribute(report, trees)[0].chain] == [act]


def test_joint_speakers_are_members_of_one_link() -> None:
    report, trees = report_of(
        "Turkish officials and Kurdish fighters say the shells fell on farmland."
    )
    (voice,) = attribute(report, trees)[0].chain
    assert [cut(report.text, span) for span in voice.members] == [
        "Turkish officials",
        "Kurdish fighters",
    ]


@pytest.mark.parametrize(
    ("text", "quotations", "speech"),
    [
        ("He said “we will stay here” and left.", ["“we will stay here”"], [True]),
        ("The “advisers” came by sea.", ["“advisers”"], [False]),
        ('He said "the "last push" began" twice.', ['"the "last push" began"'], [True]),
        ("''The road is mined,'' he said.", ["''The road is mined,''"], [True]),
        ("“The road is mined and closed", ["“The road is mined and closed"], [True]),
    ],
)  # fmt: skip
def test_quotations_are_found_whole_and_told_from_scare_quotes(
    text: str, quotations: list[str], speech: list[bool]
) -> None:
    report, trees = report_of(text)
    found = find_quotations(report, trees)
    assert [cut(report.text, one.span) for one in found] == quotations
    assert [one.is_speech for one in found] == speech


def test_names_of_one_outlet_are_the_same_whatever_their_article() -> None:
    assert same_outlet("The Daily Star", "daily star")
    assert same_outlet("AP", "the Associated Press")
    assert not same_outlet("Reuters", "AFP")


def test_the_lexicon_knows_what_each_cue_may_govern() -> None:
    verbs = lexicon().verbs
    assert {"clause", "alone"} <= verbs["say"].takes
    assert verbs["tell"].hears
    assert "walk" not in verbs


def test_a_name_of_ten_thousand_characters_is_read_without_a_crash() -> None:
    report, trees = report_of(f"{'A' * 10_000} said that the road was open.")
    for one in attribute(report, trees):
        assert all(span.end <= len(report.text) for span in one.content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_any_mixture_of_cues_and_marks_gives_spans_inside_the_report(pieces: list[str]) -> None:
    report, trees = report_of(" ".join(pieces) + " .")
    found = attribute(report, trees)
    assert found == attribute(report, trees)
    whole = Span(0, len(report.text))
    for one in found:
        assert one.chain and one.content
        assert list(one.content) == sorted(one.content)
        assert all(whole.start <= span.start < span.end <= whole.end for span in one.content)
