"""Drafts of speech that its cue breaks, of claims turned down and of counts, with their chains."""

import pytest
from test_attribution_cases import report_of

from rashomon.records.drafts import Draft
from rashomon.spans import cut
from rashomon.stating import state


def told(text: str) -> list[tuple[Draft, str, list[str]]]:
    report, trees = report_of(text)
    return [
        (one, cut(report.text, one.span), [voice.name for voice in one.chain])
        for one in state(report, trees)
    ]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The town, the mayor said, had fallen to the insurgents.", ["the mayor"]),
        ("The convoy, according to the monitors, was hit by two rockets.", ["the monitors"]),
        (
            "The treaty of mutual defence, Zoran Ilic told Al Hayat, was never invoked.",
            ["Zoran Ilic", "Al Hayat"],
        ),
    ],
)
def test_what_an_aside_breaks_is_quoted_as_a_whole_and_told_once(
    text: str, chain: list[str]
) -> None:
    ((_, quote, names),) = told(text)
    assert quote == text.rstrip(".")
    assert names == chain


def test_that_nobody_invoked_a_pact_is_a_denied_invocation() -> None:
    for text in (
        "The defence pact has not been invoked, officials say.",
        "The treaty of mutual defence, the envoy told Le Soir, was never invoked.",
    ):
        ((draft, _, _),) = told(text)
        assert draft.type == "PACT"
        assert draft.status == "denied"
        assert draft.terms is not None
        assert draft.terms.role == "invocation"


@pytest.mark.parametrize(
    ("speaker", "quote"),
    [
        ("The foreign minister", "dismissed the report as invention"),
        ("The army", "rejected the accusation"),
        ("General Haddad", "warned that Norland would pay dearly for every shell"),
    ],
)
def test_turning_a_charge_down_and_warning_stand_on_the_word_of_who_does_it(
    speaker: str, quote: str
) -> None:
    (words,) = [
        (quoted, names)
        for draft, quoted, names in told(f"{speaker} {quote}.")
        if draft.type in ("REJECT", "THREATEN")
    ]
    assert words == (quote, [speaker])


def test_turning_a_plan_down_is_the_outlets_account() -> None:
    (names,) = [
        names
        for draft, _, names in told("The government rejected the peace plan on Monday.")
        if draft.type == "REJECT"
    ]
    assert names == []


def test_denying_what_was_said_before_is_a_denied_statement() -> None:
    found = told("The rebels accuse the army of burning three farms.\nThe army denies this.")
    draft, quote, names = found[-1]
    assert (draft.status, quote, names) == ("denied", "denies this", ["The army"])
