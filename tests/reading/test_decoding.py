"""Bytes into text: every encoding that is certain, and nothing that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.decoding import decode

WORDS = "Résumé: “twenty men”, said the café’s owner – nobody else did. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_a_certain_encoding_is_read_whole(encoding: str) -> None:
    decoded = decode(WORDS.encode(encoding), is_html=False)
    assert decoded is not None
    assert (decoded.text, decoded.replaced) == (WORDS, 0)


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<meta charset="windows-1251"><p>Армия вошла в город.</p>'
    decoded = decode(page.encode("cp1251"), is_html=True)
    assert decoded is not None
    assert decoded.text == page


def test_an_encoding_that_nobody_knows_is_passed_over() -> None:
    page = b'<meta charset="klingon-8"><p>caf\xe9 and bar and a street and a house</p>'
    decoded = decode(page, is_html=True)
    assert decoded is not None
    assert "café" in decoded.text


def test_broken_utf_8_is_replaced_and_counted() -> None:
    decoded = decode((WORDS * 5).encode() + b"\xff", is_html=False)
    assert decoded is not None
    assert decoded.replaced == 1
    assert decoded.text.endswith("�")


def test_bytes_that_are_mostly_no_text_are_refused() -> None:
    assert decode(bytes(range(128, 256)) * 10, is_html=False) is None


@given(st.binary(max_size=500), st.booleans())
def test_any_bytes_are_read_or_refused(content: bytes, is_html: bool) -> None:
    decoded = decode(content, is_html=is_html)
    assert decoded is None or decoded.text.count("�") >= decoded.replaced
