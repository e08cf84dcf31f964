"""What a pact provides for, told behind it as what its parties do; and what is told there of others."""

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.reports import Passage
from rashomon.spans import cut
from rashomon.stating.pacts import find_pacts

_PARSER = SpacyParser()
_SIGNED = "Chad and the United Front signed a peace accord in Sirte on May 3."


def clauses_behind(sentence: str) -> list[tuple[list[str], str | None]]:
    """Whom each clause told behind the accord binds, and who profits, in words."""
    text = f"{_SIGNED} {sentence}"
    parts = [_SIGNED, sentence]
    trees, at = [], 0
    for part, parse in zip(parts, _PARSER.parse(parts), strict=True):
        end = at + len(part)
        trees.append(Tree(Passage(f"p{at}", "r", at, end, part, 0, "body", "en"), parse))
        at = end + 1
    terms = [one.terms for drafts in find_pacts(trees) for one in drafts if one.terms is not None]
    return [
        (
            [cut(text, span) for span in one.obligated],
            None if one.beneficiary is None else cut(text, one.beneficiary),
        )
        for one in terms
        if one.role == "clause"
    ]


@pytest.mark.parametrize(
    ("sentence", "obliged"),
    [
        ("The front surrenders its arms.", ["front"]),
        ("Chad will free its prisoners within a month.", ["chad"]),
        ("The Chadian army withdraws from the north.", ["chadian army"]),
    ],
)
def test_what_a_party_does_behind_a_pact_is_its_duty(sentence: str, obliged: list[str]) -> None:
    [(bound, _)] = clauses_behind(sentence)
    assert [one.lower().removeprefix("the ") for one in bound] == obliged


def test_what_a_party_gets_by_a_pact_is_owed_by_the_others() -> None:
    [(bound, profits)] = clauses_behind("In return the front gets six ministries.")
    assert bound == []
    assert profits is not None
    assert profits.lower().endswith("front")


@pytest.mark.parametrize(
    "sentence",
    [
        "Libya withdraws from the Aouzou strip.",
        "Chad withdrew its troops from the north.",
        "Chad will have freed its prisoners by June.",
        "Chad will free its prisoners, a minister said.",
        "Chad knows the desert.",
        "The rebels, who hold Faya, cheered.",
    ],
)
def test_what_others_do_or_was_done_or_is_said_is_no_duty(sentence: str) -> None:
    assert clauses_behind(sentence) == []
