"""The town and the country that words are about."""

from rashomon.grounding.whereabouts import Whereabouts
from rashomon.records.mentions import Mention, Place
from rashomon.records.reports import Passage
from rashomon.spans import Span

TEXT = (
    "AMMAN (Fjord Gazette) - Gunmen entered Homs at dawn. They burned the depot.\n"
    "Police in Mosul and Kirkuk found a car. It was empty.\n"
    "Nobody spoke."
)
SENTENCES = (
    ("AMMAN (Fjord Gazette) - Gunmen entered Homs at dawn.", 0),
    ("They burned the depot.", 0),
    ("Police in Mosul and Kirkuk found a car.", 1),
    ("It was empty.", 1),
    ("Nobody spoke.", 2),
)
TOWNS = {"AMMAN": "JO", "Homs": "SY", "Mosul": "IQ", "Kirkuk": "IQ"}


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


PASSAGES = [
    Passage(words, "rp-1", span(words).start, span(words).end, words, paragraph, "body", "en")
    for words, paragraph in SENTENCES
]


def whereabouts() -> Whereabouts:
    places = [
        (Mention(span(town), town, "place"), Place(town, 1.0, 1.0, town, country, 5.0))
        for town, country in TOWNS.items()
    ]
    return Whereabouts(TEXT, PASSAGES, places, lambda mention: mention)


def town_of(sentence: str, words: str) -> str | None:
    found = whereabouts().town_of(sentence, span(words))
    return None if found is None else found.text


def test_a_sentence_speaks_of_the_one_town_that_it_names_and_not_of_the_dateline() -> None:
    assert town_of(SENTENCES[0][0], "Gunmen") == "Homs"


def test_a_sentence_without_a_town_goes_on_with_the_one_before_it() -> None:
    assert town_of(SENTENCES[1][0], "They burned the depot") == "Homs"


def test_of_two_towns_none_is_taken_unless_the_words_have_one() -> None:
    assert town_of(SENTENCES[2][0], "Police") is None
    assert town_of(SENTENCES[2][0], "Police in Mosul") == "Mosul"
    assert town_of(SENTENCES[3][0], "It was empty") is None


def test_a_paragraph_without_a_town_takes_none_from_another() -> None:
    assert town_of(SENTENCES[4][0], "Nobody") is None


def test_the_country_is_that_of_the_paragraph_or_of_most_of_the_report() -> None:
    assert whereabouts().country_at(span("depot")) == "SY"
    assert whereabouts().country_at(span("car")) == "IQ"
    assert whereabouts().country_at(span("Nobody")) == "IQ"
