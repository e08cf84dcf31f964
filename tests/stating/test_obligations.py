"""What pacts bind whom to: by a pronoun, under a protocol, to one another, if something happens."""

from datetime import date

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.drafts import Draft
from rashomon.records.reports import Passage, Published, Report
from rashomon.spans import Span, cut
from rashomon.stating import state
from rashomon.stating.pacts import find_pacts

_PARSER = SpacyParser()


def clauses_of(*sentences: str) -> tuple[str, list[Draft]]:
    text = " ".join(sentences)
    trees, at = [], 0
    for sentence, parse in zip(sentences, _PARSER.parse(sentences), strict=True):
        end = at + len(sentence)
        trees.append(Tree(Passage(f"p{at}", "r", at, end, sentence, 0, "body", "en"), parse))
        at = end + 1
    found = [one for drafts in find_pacts(trees) for one in drafts]
    return text, [one for one in found if one.terms is not None and one.terms.role == "clause"]


def report_of(text: str) -> tuple[Report, Passage]:
    report = Report(
        id="r", name="x", url=None, media_type="text/plain", outlet=None, carries=None, title=None,
        author=None, language="en", published=Published(None, "unknown", ""),
        read_at=date(2024, 1, 1), raw_sha256="", text=text, removed=(), pieces=None,
    )  # fmt: skip
    return report, Passage("p", "r", 0, len(text), text, 0, "body", "en")


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [cut(text, one) for one in spans]


@pytest.mark.parametrize(
    ("sentences", "obliged", "trigger"),
    [
        (
            (
                "Chad and Niger signed a defence treaty in 2004.",
                "It also commits Niger to help Chad in the event of a Libyan invasion.",
            ),
            ["Niger"],
            "a Libyan invasion",
        ),
        (
            ("The accord obliges Peru to send pilots to Chile if Bolivia attacks Chile.",),
            ["Peru"],
            "Bolivia attacks Chile",
        ),
        (
            (
                "Under a later protocol, Peru, Chile and Ecuador vowed to defend each other"
                " if any of them is attacked.",
            ),
            ["Peru", "Chile", "Ecuador"],
            "any of them is attacked",
        ),
        (
            ("The treaty provides that Ghana will defend Togo if rebels threaten Togo.",),
            ["Ghana"],
            "rebels threaten Togo",
        ),
        (
            ("Under the pact, Kenya undertook to come to Uganda's aid if Uganda is invaded.",),
            ["Kenya"],
            "Uganda is invaded",
        ),
        (
            (
                "Serbia and Armenia signed a military memorandum in 2011.",
                "Under the first of its articles nothing is owed.",
                "Under the second, Armenia is bound to close its skies should Georgia attack Serbia.",
            ),
            ["Armenia"],
            "Georgia attack Serbia",
        ),
        (
            (
                "Serbia and Armenia concluded a military accord in 2011.",
                "It says that Serbia will send rockets to Armenia if Yerevan is shelled.",
            ),
            ["Serbia"],
            "Yerevan is shelled",
        ),
        (
            (
                "Chad signed a defence accord with Kenya in 2017.",
                "Kenya would be obliged to send troops if Chad is invaded.",
            ),
            ["Kenya"],
            "Chad is invaded",
        ),
        (
            (
                "Chad signed a defence accord with Kenya in 2017.",
                "Kenya undertakes to lend helicopters if Chad is invaded.",
            ),
            ["Kenya"],
            "Chad is invaded",
        ),
        (
            (
                "By the accord signed in Rabat on 5 March 2014, an armed attack on the territory of"
                " Jordan obliges the United Kingdom to come to its defence.",
            ),
            ["the United Kingdom"],
            "an armed attack on the territory of Jordan",
        ),
    ],
)
def test_a_clause_has_its_obliged_and_its_trigger(
    sentences: tuple[str, ...], obliged: list[str], trigger: str
) -> None:
    text, found = clauses_of(*sentences)
    assert len(found) == 1
    terms = found[0].terms
    assert terms is not None
    assert words(text, terms.obligated) == obliged
    assert terms.trigger is not None
    assert cut(text, terms.trigger) == trigger


def test_whom_a_duty_favours_is_named_through_the_help() -> None:
    text, found = clauses_of(
        "Under the pact, Kenya undertook to come to Uganda's aid if Uganda is invaded."
    )
    terms = found[0].terms
    assert terms is not None
    assert terms.beneficiary is not None
    assert cut(text, terms.beneficiary) == "Uganda"


def test_whose_the_defence_is_that_an_attack_calls_for_is_told_by_the_attack() -> None:
    text, found = clauses_of(
        "By the accord signed in Rabat on 5 March 2014, an armed attack on the territory of Jordan"
        " obliges the United Kingdom to come to its defence."
    )
    terms = found[0].terms
    assert terms is not None
    assert terms.beneficiary is not None
    assert cut(text, terms.beneficiary).endswith("Jordan")


def test_each_party_is_bound_by_a_pact_under_which_each_has_to_defend_the_other() -> None:
    text, found = clauses_of(
        "Oman invoked the 2017 defence accord with Jordan, under which each has to defend the"
        " other's territory."
    )
    assert len(found) == 1
    terms = found[0].terms
    assert terms is not None
    assert words(text, terms.obligated) == ["Oman", "Jordan"]


def test_the_other_half_of_a_bargain_is_a_clause() -> None:
    text, found = clauses_of(
        "Chad signed a defence accord with Kenya in 2017.",
        "In return, Chad has to let Kenyan ships use its rivers.",
    )
    assert [words(text, one.terms.obligated) for one in found if one.terms] == [["Chad"]]


def test_what_a_pact_does_not_say_binds_nobody() -> None:
    _, found = clauses_of(
        "Serbia and Armenia concluded a military accord in 2011.",
        "It does not say that Serbia will send soldiers if Yerevan is shelled.",
    )
    assert found == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels promised to attack Abeche if the talks fail.",
        "The committee is bound to fail.",
        "It says that the harvest will be poor.",
    ],
)
def test_a_promise_near_a_pact_is_no_clause_of_it(sentence: str) -> None:
    _, found = clauses_of("Chad signed a trade accord with Kenya in 2017.", sentence)
    assert found == []


def test_it_binds_nobody_where_no_pact_was_spoken_of() -> None:
    _, found = clauses_of("It commits Niger to help Chad in the event of an invasion.")
    assert found == []


def test_a_vow_without_a_pact_is_no_clause() -> None:
    _, found = clauses_of("Kenya pledged to help Uganda if Uganda is invaded.")
    assert found == []


def test_what_parties_vow_is_no_speech_of_theirs_beside_the_clause() -> None:
    text = (
        "Under the protocol, Peru, Chile and Ecuador pledged to defend one another if any is hit."
    )
    report, passage = report_of(text)
    drafts = state(report, [Tree(passage, next(_PARSER.parse([text])))])
    assert {draft.type for draft in drafts} == {"PACT"}


def test_a_pact_called_it_is_signed_by_the_two_persons_behind_by():
    sentences = (
        "The treaty that Chad has been citing for weeks is older than its critics think.",
        "It was signed in Tunis on May 3, 1994, by Chadian President Idriss Deby and Libyan Colonel"
        " Omar Bashari.",
    )
    trees, at = [], 0
    for sentence, parse in zip(sentences, _PARSER.parse(sentences), strict=True):
        end = at + len(sentence)
        trees.append(Tree(Passage(f"p{at}", "r", at, end, sentence, 0, "body", "en"), parse))
        at = end + 1
    text = " ".join(sentences)
    found = [one for drafts in find_pacts(trees) for one in drafts]
    (signing,) = [one for one in found if one.terms is not None and one.terms.role == "signing"]
    assert cut(text, signing.span).startswith("It was signed in Tunis")
    assert len(signing.actors) == 2
    assert signing.terms.signed is not None and "1994" in cut(text, signing.terms.signed)


def test_a_should_that_a_mark_follows_opens_no_condition_and_breaks_nothing():
    text, found = clauses_of("Iran must defend Syria under the treaty, and others should, too.")
    assert not any("too" in cut(text, one.terms.trigger) for one in found if one.terms.trigger)
