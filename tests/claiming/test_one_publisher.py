"""Two papers of one publisher that answer one question otherwise are one origin, not two witnesses."""

from datetime import date

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.findings import Findings
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings


def settled(texts: dict[str, str], parser: SpacyParser) -> Findings:
    readings = []
    for name, text in texts.items():
        reading = read(
            RawReport(name, "text/plain", text.encode(), "0" * 64),
            date(2026, 1, 1),
            ReadingSettings(),
        )
        assert isinstance(reading, Reading)
        readings.append(reading)
    return settle(list(extract(readings, parser)))


def told(outlet: str, day: str, year: str, by: str = "") -> str:
    return (
        f"What binds them\n\nSource: {outlet}\n{day}\n\n"
        f"{by}Chad and Sudan signed their defence pact on May 9, {year}. It was never printed.\n"
    )


def test_one_publisher_with_two_answers_contradicts_itself(parser: SpacyParser) -> None:
    texts = {
        "a.txt": told("DEBKAfile", "June 4, 2015", "2006"),
        "b.txt": told(
            "DEBKA-Net-Weekly", "August 8, 2012", "2008", "Officials in Cairo said that "
        ),
    }
    (dispute,) = settled(texts, parser).disputes
    assert dispute.cause == "one publisher contradicts itself"


def test_two_publishers_with_two_answers_do_not(parser: SpacyParser) -> None:
    texts = {
        "a.txt": told("Reuters", "June 4, 2015", "2006"),
        "b.txt": told("DEBKA-Net-Weekly", "August 8, 2012", "2008"),
    }
    (dispute,) = settled(texts, parser).disputes
    assert dispute.cause == "different values, perhaps of two things"
