"""A claim's sentence: the words that tell it best, and a sign where they are a piece of a sentence."""

import pytest
from test_claims_origins_disputes import statement

from rashomon.claiming.wording import word_claim


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        (
            "the Front holds the bridge over the Osk since spring",
            "The Front holds the bridge over the Osk since spring.",
        ),
        (
            "if the Front manages to take the town of Marn",
            "… if the Front manages to take the town of Marn.",
        ),
        (
            "If the Front manages to take the town of Marn",
            "If the Front manages to take the town of Marn …",
        ),
        (
            "If the Front takes the town of Marn, the guard will leave",
            "If the Front takes the town of Marn, the guard will leave.",
        ),
        (
            "which the Front has held since the spring of that year",
            "… which the Front has held since the spring of that year.",
        ),
        (
            "And the Front holds the town of Marn again",
            "And the Front holds the town of Marn again.",
        ),
    ],
)
def test_a_piece_of_a_sentence_is_shown_to_be_one(quote: str, sentence: str) -> None:
    assert word_claim([statement("a", quote, "Front")], {}) == sentence


def test_a_whole_sentence_tells_a_claim_better_than_a_clause() -> None:
    clause = statement(
        "a", "when the Front broke through to the town of Marn in the north", "broke"
    )
    whole = statement("b", "The Front broke through to Marn at noon on Thursday", "broke")
    assert word_claim([clause, whole], {}) == "The Front broke through to Marn at noon on Thursday."
