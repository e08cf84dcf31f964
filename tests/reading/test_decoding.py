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


RUSSIAN = "Армия вошла в город, сообщил комендант порта вечером в среду."


def test_the_encoding_that_the_server_declares_goes_before_that_of_the_page() -> None:
    page = f'<meta charset="iso-8859-5"><p>{RUSSIAN}</p>'
    decoded = decode(page.encode("koi8-r"), is_html=True, charset="KOI8-R")
    assert decoded is not None
    assert decoded.text == page


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "gbk", "klingon-8", "utf-7", ""])
def test_letters_that_are_utf_8_throughout_are_read_so_whatever_is_declared(charset: str) -> None:
    decoded = decode(WORDS.encode(), is_html=False, charset=charset)
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (WORDS, "utf-8")


def test_a_byte_order_mark_goes_before_what_is_declared() -> None:
    decoded = decode(WORDS.encode("utf-16"), is_html=False, charset="iso-8859-1")
    assert decoded is not None
    assert decoded.text == WORDS


@pytest.mark.parametrize("encoding", ["iso2022_jp", "shift_jis", "euc_jp"])
def test_japanese_is_read_as_declared_even_where_all_its_bytes_are_ascii(encoding: str) -> None:
    words = "港の長官は水曜日に橋が閉鎖されたと述べた。"
    decoded = decode(words.encode(encoding), is_html=False, charset=encoding.replace("_jp", "-jp"))
    assert decoded is not None
    assert decoded.text == words


def test_a_broken_byte_in_a_declared_encoding_is_replaced_and_counted() -> None:
    content = (RUSSIAN * 3).encode("cp1251") + b"\x98"
    decoded = decode(content, is_html=False, charset="windows-1251")
    assert decoded is not None
    assert (decoded.text, decoded.replaced) == (RUSSIAN * 3 + "�", 1)


def test_a_page_cannot_declare_two_bytes_a_letter_in_ascii() -> None:
    page = '<meta charset="utf-16"><p>The bridge is closed.</p>'
    decoded = decode(page.encode(), is_html=True)
    assert decoded is not None
    assert decoded.text == page
