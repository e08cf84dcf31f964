"""Names in many spellings and scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.names import similarity

ALIKE = 0.73

SAME = [
    ("Yusuf al-Khatib", "Youssef Khatib"),
    ("Hizbollah", "Hezbollah"),
    ("Dmitry Ivanovich Petrov", "Дмитрий Петров"),
    ("Γιώργος Παπάς", "Giorgos Papas"),
    ("Petrov, Dmitry", "Dmitry Petrov"),
    ("Northern Star Shipping Ltd.", "Northern Star Shipping Limited"),
    ("OOO Severny Veter", "Severny Veter LLC"),
    ("Gen. Bob Carter", "Robert Carter"),
    ("J. Whitmore", "Jane Whitmore"),
    ("12th Brigade", "Twelfth Brigade"),
    ("김영수", "김영수"),
]

DIFFERENT = [
    ("Anna Petrova", "Olga Petrova"),
    ("Hassan Karimi", "Hossein Rahmani"),
    ("52nd Division", "68th Division"),
    ("Bank of Norway", "Bank of Kenya"),
    ("Northern Star Shipping", "Southern Cross Shipping"),
    ("Yard No. 12", "Yard No. 77"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert similarity(one, other) >= ALIKE


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two_bearers_are_not_alike(one: str, other: str) -> None:
    assert similarity(one, other) < ALIKE


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_between_nought_and_one(one: str, other: str) -> None:
    likeness = similarity(one, other)
    assert 0.0 <= likeness <= 1.0
    assert likeness == similarity(other, one)


@given(st.text(alphabet="abcdefghij XYZ", min_size=1, max_size=40))
def test_a_name_is_wholly_like_itself(name: str) -> None:
    assert similarity(name, name) == (1.0 if name.strip() else 0.0)


def test_a_name_of_ten_thousand_characters_is_compared_by_its_start() -> None:
    assert 0.0 <= similarity("Al " * 5_000, "Ali") <= 1.0
