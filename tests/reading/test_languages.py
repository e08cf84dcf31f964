"""Languages by script and small words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.languages import UNKNOWN, language_of, passage_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge was closed after the raid, and nobody was hurt.", "en"),
        ("Die Brücke ist nach dem Angriff gesperrt, und niemand wurde verletzt.", "de"),
        ("Le pont est fermé après une attaque et il ne reste pas de soldats dans la ville.", "fr"),
        ("El puente de la ciudad está cerrado y no hay soldados en las calles.", "es"),
        ("Армия вошла в город без боя.", "ru"),
        ("Міст закритий, і військові не пускають людей.", "uk"),
        ("دخل الجيش المدينة صباح اليوم", "ar"),
        ("ارتش امروز صبح وارد شهر شد و پل را گرفت", "fa"),
        ("הצבא נכנס לעיר הבוקר", "he"),
        ("军队今天早上进入了城市", "zh"),
        ("軍は今朝、町に入った", "ja"),
        ("123 456", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_text_is_known_by_its_script_and_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_passage_in_another_language_is_marked() -> None:
    german = "Die Brücke ist nach dem Angriff gesperrt, und niemand wurde verletzt."
    assert passage_language(german, "en") == "de"
    assert passage_language("Армия вошла в город без боя.", "en") == "ru"


@pytest.mark.parametrize(
    "text", ["Bridge closed", "Gen. Al-Masri in Deir al-Zor", "“Allahu akbar!”", "El Pais", ""]
)
def test_a_passage_too_short_to_tell_is_taken_for_its_reports_language(text: str) -> None:
    assert passage_language(text, "en") == "en"


@pytest.mark.parametrize(
    "text", ["He left yesterday", "Bridge closed", "I was here 3 years ago", "Luis de Amra, mayor"]
)
def test_a_text_too_short_to_tell_is_read_as_english(text: str) -> None:
    assert language_of(text) == "en"


def test_a_short_text_in_plain_words_of_another_language_is_not() -> None:
    assert language_of("Le pont est fermé.") == "fr"


@given(st.text(max_size=200))
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text)
    assert passage_language(text, "en")
