"""Names, days and counts beyond all measure: kept as text, marked, and never a crash."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import StorageError
from rashomon.gazetteers.places import Gazetteer, open_gazetteer
from rashomon.gazetteers.places_store import FILE_NAME, cache_folder, open_store
from rashomon.grounding.entities import Asked, link
from rashomon.grounding.figures import read_quantity
from rashomon.grounding.places import is_known_place, locate
from rashomon.grounding.times import anchor, read_times
from rashomon.instants import day
from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.names import similarity
from rashomon.records.mentions import Mention, Time
from rashomon.records.reports import Passage, Published, Report
from rashomon.spans import Span


def report_of(text: str) -> Report:
    return Report(
        id="rp-1", name="a.txt", url=None, media_type="text/plain", outlet=None, carries=None,
        title=None, author=None, language="en", published=Published(None, "unknown", ""),
        read_at=date(2026, 1, 1), raw_sha256="", text=text, removed=(), pieces=None,
    )  # fmt: skip


def times(parser: SpacyParser, text: str) -> list[tuple[str, Time]]:
    report = report_of(text)
    passage = Passage("ps-1", "rp-1", 0, len(text), text, 0, "body", "en")
    trees = [Tree(passage, parse) for parse in parser.parse([text])]
    found = read_times(report, trees)
    meant = anchor(found, day(date(2015, 5, 1)))
    return [(one.text, time) for one, time in zip(found, meant, strict=True)]


@pytest.mark.parametrize("letters", ["Al" * 5_000, "x" * 10_000, "Ab " * 4_000, "ʿ" * 10_000])
def test_a_name_of_ten_thousand_letters_is_an_entity_of_its_own(letters: str) -> None:
    mention = Mention(Span(0, len(letters)), letters, "person")
    linked = link([Asked("rp-1", mention, None, acting=True)], {"rp-1": None})
    (entity,) = linked.entities
    assert entity.id == linked.of[0]
    assert locate(report_of(letters), [Mention(mention.span, letters, "place")]) == (None,)
    assert not is_known_place(letters)
    assert 0.0 <= similarity(letters, "Karimi") <= 1.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The pact ends on 5 May 99999.", "5 May 99999"),
        ("He left 99999999999 days ago.", "99999999999 days ago"),
        ("They return in 999999999999 weeks.", "in 999999999999 weeks"),
        ("On 31 February 2015 it rained.", "31 February 2015"),
        ("On 2015-99-99 it rained.", "2015-99-99"),
    ],
)
def test_a_day_that_no_calendar_has_is_kept_as_words(
    parser: SpacyParser, text: str, words: str
) -> None:
    (found,) = times(parser, text)
    assert found == (words, Time(None, None))


def test_a_year_that_no_calendar_has_is_not_this_year(parser: SpacyParser) -> None:
    assert times(parser, "It begins in the year 99999.") == []


def test_a_count_behind_a_day_is_no_year(parser: SpacyParser) -> None:
    (found,) = times(parser, "On 5 May 12000 people marched.")
    assert found[1].value == "2015-05-05"


@pytest.mark.parametrize(
    "text",
    [
        "1" + "0" * 30 + " shells",
        "more than 1" + "0" * 40 + " dead",
        "up to " + "9" * 5_000 + " men",
        "1,000,000,000,000,000,000,000,000,000,000 men",
        "10^30 shells",
        "1/0 men",
        "1e30 men",
    ],
)
def test_a_count_beyond_measure_has_no_bounds(text: str) -> None:
    assert read_quantity(text) is None


@given(st.text(alphabet="0123456789.,^/e- manymilohundreds", max_size=60))
def test_any_words_of_number_are_bounds_in_order_or_none(text: str) -> None:
    found = read_quantity(text)
    if found is not None and found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high


def test_a_gazetteer_that_cannot_be_built_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    with pytest.raises(StorageError, match="RASHOMON_CACHE") as caught:
        open_store(tmp_path / "cache" / "below", lambda _: None)
    assert caught.value.code == "gazetteer-unbuilt"


def test_a_gazetteer_that_is_torn_inside_says_what_to_do(tmp_path: Path) -> None:
    open_gazetteer()
    content = bytearray((cache_folder() / FILE_NAME).read_bytes()[:400_000])
    content[8_192:] = b"\xff" * (len(content) - 8_192)
    (tmp_path / FILE_NAME).write_bytes(bytes(content))
    torn = Gazetteer(sqlite3.connect(tmp_path / FILE_NAME))
    with pytest.raises(StorageError, match="built anew") as caught:
        torn.named("Aleppo")
    assert caught.value.code == "gazetteer-damaged"
    torn.close()
