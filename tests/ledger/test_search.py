"""Words are found however a newspaper or a scanner spells them, and marked where they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from rashomon.ledger.folding import fold, fold_with_offsets
from rashomon.ledger.migrations import migrations
from rashomon.ledger.search import highlight, search_ids
from rashomon.ledger.store import open_ledger


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إيران", "ایران"),  # Arabic and Persian: Iran
        ("أحمد", "احمد"),  # with and without hamza
        ("مُحَمَّد", "محمد"),  # with and without vowels
        ("محـــمد", "محمد"),  # stretched
        ("كتاب", "کتاب"),  # Arabic and Persian kaf
        ("القاعدة", "القاعده"),  # teh marbuta and heh
        ("مصطفى", "مصطفی"),  # alef maksura and Persian yeh
        ("٢٠١٥", "2015"),
        ("۲۰۱۵", "2015"),
        ("ﻼ", "لا"),  # a ligature of old fonts
        ("مسؤول", "مسوول"),
    ],
)
def test_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert highlight([f"قال {one} اليوم"], other) != [()]


def test_different_words_stay_different() -> None:
    words = ["حلب", "حمص", "حماة", "Homs", "Hama", "سنة", "سنن"]
    assert len({fold(one) for one in words}) == len(words)


@given(st.text())
def test_folding_keeps_the_way_back(words: str) -> None:
    folded, offsets = fold_with_offsets(words)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(words)
    assert offsets == sorted(offsets)
    assert fold(folded) == folded
    if words.isascii():
        assert folded == words


def test_words_are_marked_where_they_stand_in_all_their_forms() -> None:
    words = "Troops withdrew; the withdrawal, they say, is a withdrawing."
    (spans,) = highlight([words], "withdraw*")
    assert [words[one.start : one.end] for one in spans] == ["withdrawal", "withdrawing"]
    words = "قال مُحَمَّد إنه في إيران"
    (spans,) = highlight([words], "محمد ایران")
    assert [unicodedata.normalize("NFC", words[one.start : one.end]) for one in spans] == [
        unicodedata.normalize("NFC", "مُحَمَّد"),
        "إيران",
    ]


def test_a_phrase_is_marked_as_one() -> None:
    assert highlight(["the two buses and two more buses"], '"two buses"') == [
        ((highlight(["the two buses"], '"two buses"')[0][0]),)
    ]


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=20))
def test_any_words_in_any_text_are_marked_within_it(texts: list[str], words: str) -> None:
    for one, spans in zip(texts, highlight(texts, words), strict=True):
        assert all(0 <= span.start < span.end <= len(one) for span in spans)


def test_an_older_ledger_is_searched_folded_once_it_is_brought_up(tmp_path) -> None:
    path = tmp_path / "older.db"
    before = [step for step in migrations() if step.number < 5]
    with (
        open_ledger(path, create=True, steps=before) as ledger,
        ledger.writing() as connection,
    ):
        connection.execute(
            text(
                "INSERT INTO entries (seq, recorded_at, author, op, kind, record, payload) VALUES"
                " (1, '', '', 'add', 'passage', 'ps-1', :payload)"
            ),
            {"payload": '{"text": "قال محمد إنه في إيران"}'},
        )
        connection.execute(text("INSERT INTO current VALUES ('passage', 'ps-1', 1)"))
        connection.execute(
            text("INSERT INTO passage_index (rowid, words) VALUES (1, 'قال محمد إنه في إيران')")
        )
    with open_ledger(path) as ledger, ledger.reading() as connection:
        assert search_ids(connection, "ایران") == ["ps-1"]
        assert search_ids(connection, "لندن") == []
