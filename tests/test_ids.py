"""Ids are hashes of content."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.ids import content_id

PARTS = st.lists(st.text(), max_size=4)


@given(PARTS, PARTS)
def test_two_records_share_an_id_exactly_where_their_parts_are_the_same(
    one: list[str], other: list[str]
) -> None:
    same = content_id("st", *one) == content_id("st", *other)
    separable = not any("\x00\x1f" in part for part in one + other)
    if separable:
        assert same == (one == other)


def test_an_id_does_not_change_with_the_process_or_the_version() -> None:
    assert content_id("rp", "a.txt", "00ff") == "rp-" + content_id("xx", "a.txt", "00ff")[3:]
    assert content_id("rp", "a.txt", "00ff") == content_id("rp", "a.txt", "00ff")


def test_the_separator_keeps_parts_apart() -> None:
    assert content_id("rp", "ab", "c") != content_id("rp", "a", "bc")
