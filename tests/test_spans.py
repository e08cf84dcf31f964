"""Spans: the words they cut, and the way back to the input."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.spans import Piece, Span, covers, cut, hull, shared, to_raw, trimmed

TEXTS = st.text(max_size=60)


@st.composite
def spans(draw: st.DrawFn, size: int = 60) -> Span:
    start = draw(st.integers(0, size))
    return Span(start, draw(st.integers(start, size)))


@st.composite
def cleaned(draw: st.DrawFn) -> tuple[str, str, tuple[Piece, ...]]:
    """An input, a text made of some of its stretches, and the pieces that map the one to the other."""
    raw = draw(TEXTS)
    kept = draw(st.lists(st.booleans(), min_size=len(raw), max_size=len(raw)))
    pieces: list[Piece] = []
    text = ""
    for at, keep in enumerate(kept):
        if keep:
            pieces.append(Piece(len(text), at, 1))
            text += raw[at]
    return raw, text, tuple(pieces)


@given(TEXTS, spans())
def test_trimming_leaves_no_white_space_at_the_ends(text: str, span: Span) -> None:
    span = Span(min(span.start, len(text)), min(span.end, len(text)))
    words = cut(text, trimmed(text, span))
    assert words == words.strip()
    assert words == cut(text, span).strip()


@given(cleaned())
def test_every_character_of_a_text_stands_in_the_input_where_its_piece_says(
    case: tuple[str, str, tuple[Piece, ...]],
) -> None:
    raw, text, pieces = case
    for at, character in enumerate(text):
        found = to_raw(pieces, Span(at, at + 1))
        assert found is not None
        assert cut(raw, found) == character


@given(cleaned(), spans())
def test_a_span_in_the_input_begins_and_ends_with_the_same_characters(
    case: tuple[str, str, tuple[Piece, ...]], span: Span
) -> None:
    raw, text, pieces = case
    words = cut(text, span)
    found = to_raw(pieces, span)
    if found is None:
        assert words == ""
    else:
        assert (raw[found.start], raw[found.end - 1]) == (words[0], words[-1])


@given(spans(), spans())
def test_what_two_spans_share_is_the_same_from_either_side(one: Span, other: Span) -> None:
    assert shared(one, other) == shared(other, one)
    both = hull([one, other])
    assert both is not None
    assert covers(both, one)
    assert covers(both, other)


def test_an_input_that_is_no_plain_text_has_no_offsets() -> None:
    assert to_raw(None, Span(0, 3)) is None
    assert hull([]) is None
