"""What a copy kept and lost, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.views.differences import Piece, compare_words, loss_words, shorten_same

WORDS = st.lists(
    st.sampled_from(["troops", "left", "the", "town,", "Friday", "48", "(said)"]), max_size=12
)


def words_of(pieces: tuple[Piece, ...], *kinds: str) -> list[str]:
    return " ".join(one.words for one in pieces if one.kind in kinds).split()


@given(WORDS, WORDS)
def test_what_is_same_and_gone_is_the_original_and_what_is_same_and_added_the_copy(
    original: list[str], copy: list[str]
) -> None:
    pieces = compare_words(" ".join(original), " ".join(copy))
    assert len(words_of(pieces, "same", "gone")) == len(original)
    assert words_of(pieces, "same", "added") == copy


def test_marks_of_quotation_and_case_make_no_difference() -> None:
    pieces = compare_words("“Troops” left at dawn – by road", '"troops" left at dawn - by road')
    assert [one.kind for one in pieces] == ["same"]


def test_a_source_that_was_left_out_is_gone() -> None:
    pieces = compare_words("Two officers said the bridge was lost.", "The bridge was lost.")
    assert pieces[0] == Piece("gone", "Two officers said ")


def test_long_stretches_that_nobody_changed_are_cut_in_their_middle() -> None:
    text = " ".join(f"word{n}" for n in range(60))
    pieces = shorten_same(compare_words(f"gone {text}", text))
    assert pieces[0].kind == "gone"
    assert "…" in pieces[1].words
    assert pieces[1].words.endswith("word59")


def test_a_loss_says_what_stood_there_and_what_stands_there_now() -> None:
    assert loss_words("number", "48", "47") == "A number changed: “48” now reads “47”."
    assert loss_words("source", "officers said", "") == "The source left out: “officers said”."
    assert loss_words("words", "", "reportedly") == "Words added: “reportedly”."
