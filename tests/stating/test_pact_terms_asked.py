"""Terms of pacts that a text asks for, puts behind "which", or tells beside the day it puts first."""

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.drafts import Terms
from rashomon.records.reports import Passage
from rashomon.spans import Span, cut
from rashomon.stating.pacts import find_pacts

_PARSER = SpacyParser()


def terms_in(*parts: str) -> tuple[str, list[Terms]]:
    """The text that some sentences make, and what its drafts tell of pacts."""
    text = " ".join(parts)
    trees, at = [], 0
    for part, parse in zip(parts, _PARSER.parse(list(parts)), strict=True):
        end = at + len(part)
        trees.append(Tree(Passage(f"p{at}", "r", at, end, part, 0, "body", "en"), parse))
        at = end + 1
    return text, [one.terms for drafts in find_pacts(trees) for one in drafts if one.terms]


def clauses(*parts: str) -> list[tuple[list[str], str | None, str | None]]:
    """Whom each clause binds, to whose good, and on what occasion, in words."""
    text, terms = terms_in(*parts)

    def said(span: Span | None) -> str | None:
        return None if span is None else cut(text, span)

    return [
        ([cut(text, each) for each in one.obligated], said(one.beneficiary), said(one.trigger))
        for one in terms
        if one.role == "clause"
    ]


_TREATY = "Niger has a defence agreement with Chad."


@pytest.mark.parametrize("question", ["What does it say?", "What does the agreement provide for?"])
def test_a_duty_behind_a_question_for_the_terms_of_a_pact_is_its_clause(question: str) -> None:
    found = clauses(
        _TREATY, question, "More than most know.", "Niger must send troops if Chad is attacked."
    )
    assert [(bound, when) for bound, _, when in found] == [(["Niger"], "Chad is attacked")]


def test_a_second_duty_called_it_is_on_whoever_has_the_first_and_keeps_its_own_occasion() -> None:
    found = clauses(
        _TREATY,
        "What does it say?",
        "Chad must pay the soldiers on its soil, and it must help Niger if Libya attacks the north.",
    )
    assert [bound for bound, _, _ in found] == [["Chad"], ["Chad"]]
    assert sorted(when or "" for _, _, when in found) == ["", "Libya attacks the north"]


def test_no_pact_and_a_question_make_no_clause() -> None:
    said = ("The minister spoke in Niamey.", "What does it say?", "Niger must send troops.")
    assert clauses(*said) == []


def test_a_truce_that_obliged_both_binds_those_who_signed_it() -> None:
    found = clauses(
        "A truce which Armenia and Azerbaijan signed in Moscow on May 3, 2019, and which obliged"
        " both to pull back their guns, was broken."
    )
    assert [bound for bound, _, _ in found] == [["Armenia", "Azerbaijan"]]


def test_an_accord_that_serves_the_men_of_a_movement_is_one_with_it() -> None:
    text = (
        "It goes back to an accord signed on April 9, 1991, under which Mali was to integrate the"
        " fighters of the Azawad Movement into its army."
    )
    [(bound, profits, _)] = clauses(text)
    assert bound == ["Mali"]
    assert profits is not None
    assert profits.endswith("Azawad Movement")


def test_what_a_front_takes_from_an_accord_is_no_duty() -> None:
    found = clauses(
        "The front takes its name from an accord signed on April 9, 1991, under which Mali was to"
        " free the prisoners of the Azawad Movement."
    )
    assert [bound for bound, _, _ in found] == [["Mali"]]


@pytest.mark.parametrize("opening", ["It was on Friday, June 4,", "It is yesterday, June 4,"])
def test_a_day_put_first_is_that_of_the_signing(opening: str) -> None:
    text, terms = terms_in(
        f"{opening} that Sudan and the Justice Movement signed in Cairo a declaration of peace."
    )
    [day] = [one.signed for one in terms if one.role == "signing" and one.signed is not None]
    assert "June 4" in cut(text, day)


def test_whoever_invokes_a_treaty_nobody_knows_has_invoked_one() -> None:
    _, terms = terms_in("President Idriss Deby invoked a treaty nobody has read.")
    assert "invocation" in {one.role for one in terms}


def test_behind_an_invocation_a_duty_on_a_condition_is_the_treatys() -> None:
    found = clauses(
        "President Idriss Deby invoked a treaty nobody has read.",
        "Chad must send men if Niamey is attacked.",
    )
    assert [(bound, when) for bound, _, when in found] == [(["Chad"], "Niamey is attacked")]


def test_behind_an_invocation_a_need_is_no_duty() -> None:
    said = "President Idriss Deby invoked a treaty nobody has read."
    assert clauses(said, "Libya must face a harsh winter.") == []


def test_an_organ_that_a_parse_leaves_in_the_condition_has_the_duty() -> None:
    found = clauses(
        "Eritrea and Ethiopia signed the Jeddah Accords on May 4.",
        "Under them Eritrea must withdraw its forces.",
        "If one of them breaks the agreement, a joint committee, in which Kenya sits, must meet"
        " within five days.",
    )
    assert found[-1][2] == "one of them breaks the agreement"
    assert "joint committee" in found[-1][0][0]
