"""Reading: reports and passages that lead back to the input, and rejects with a reason."""

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rashomon.reading import read
from rashomon.records.reports import Known, MediaType, RawReport, Reading, Reject
from rashomon.settings import ReadingSettings
from rashomon.spans import Span, to_raw

READ_AT = date(2026, 1, 1)

TEXT = """Home | World | Contact

Convoy reaches the harbour

By Lena Brandt
7 March 2014

AMRA, Syria (Reuters) - A convoy of forty trucks reached the harbour on Monday, Brig. Gen. Omar
Halabi said. “We waited. Nobody came,” he told reporters.

What the trucks carried

• flour and sugar
• 3.5 tons of medicine

Die Brücke ist nach dem Angriff gesperrt, und niemand wurde dabei verletzt.

Share this story
"""


def raw(
    content: bytes, media_type: MediaType = "text/plain", known: Known | None = None
) -> RawReport:
    digest = sha256(content).hexdigest()
    return RawReport("folder/a.txt", media_type, content, digest, known or Known())


def reading(text: str, media_type: MediaType = "text/plain", known: Known | None = None) -> Reading:
    found = read(raw(text.encode(), media_type, known), READ_AT, ReadingSettings())
    assert isinstance(found, Reading)
    return found


def test_a_report_keeps_its_own_words_only() -> None:
    report = reading(TEXT).report
    assert [one.text for one in report.removed] == ["Home | World | Contact", "Share this story"]
    assert report.text.startswith("Convoy reaches the harbour")
    assert report.text.endswith("verletzt.")
    assert (report.title, report.author) == ("Convoy reaches the harbour", "Lena Brandt")
    assert (report.outlet, report.language) == ("Reuters", "en")
    assert report.published.evidence == "7 March 2014"


def test_passages_are_sentences_headlines_datelines_and_items() -> None:
    passages = reading(TEXT).passages
    assert [(one.kind, one.text) for one in passages] == [
        ("headline", "Convoy reaches the harbour"),
        ("dateline", "By Lena Brandt"),
        ("dateline", "7 March 2014"),
        ("dateline", "AMRA, Syria (Reuters) -"),
        (
            "body",
            "A convoy of forty trucks reached the harbour on Monday, Brig. Gen. Omar\nHalabi said.",
        ),
        ("body", "“We waited."),
        ("body", "Nobody came,” he told reporters."),
        ("headline", "What the trucks carried"),
        ("item", "flour and sugar"),
        ("item", "3.5 tons of medicine"),
        ("body", "Die Brücke ist nach dem Angriff gesperrt, und niemand wurde dabei verletzt."),
    ]
    assert [one.language for one in passages][-1] == "de"


def test_sentences_of_a_paragraph_share_its_number() -> None:
    numbers = {one.text[:12]: one.paragraph for one in reading(TEXT).passages}
    assert numbers["“We waited."] == numbers["Nobody came,"] == numbers["A convoy of "]
    assert numbers["flour and su"] != numbers["3.5 tons of "]


def test_a_headline_and_a_dateline_in_one_line_are_split_off() -> None:
    found = reading(
        "Convoy reaches harbour NGO AFP Friday 7 Mar 2014 Forty trucks came. They left."
    )
    assert [(one.kind, one.text) for one in found.passages] == [
        ("headline", "Convoy reaches harbour NGO"),
        ("dateline", "AFP Friday 7 Mar 2014"),
        ("body", "Forty trucks came."),
        ("body", "They left."),
    ]
    assert found.report.title == "Convoy reaches harbour NGO"


def test_text_without_line_breaks_is_split_into_sentences() -> None:
    found = reading("15 July 2015 Two men fled. Gen. Weber followed.")
    assert [one.text for one in found.passages] == [
        "15 July 2015", "Two men fled.", "Gen. Weber followed.",
    ]  # fmt: skip


def test_marks_that_nobody_sees_are_left_out_and_the_offsets_lead_back() -> None:
    text = "The har\u00adbour was\u00a0closed on Mon\u200bday, the mayor said.\r\nHe left."
    found = reading(text)
    assert "harbour was\u00a0closed on Monday" in found.report.text
    start = found.report.text.index("Monday")
    span = to_raw(found.report.pieces, Span(start, start + 6))
    assert span is not None
    assert text[span.start : span.end] == "Mon\u200bday"


def test_what_is_known_from_outside_wins() -> None:
    known = Known("https://example.org/a", "Harbour Courier", "2014-03-09", "A title", "Ann Author")
    report = reading(TEXT, known=known).report
    assert (report.outlet, report.title, report.author) == (
        "Harbour Courier",
        "A title",
        "Ann Author",
    )
    assert report.published.days is not None
    assert report.published.days.first == date(2014, 3, 9)
    assert "reports.csv" in report.published.evidence


def test_a_report_without_a_day_has_none() -> None:
    published = reading(
        "Two men fled to Amra on Monday. Nobody knows their names."
    ).report.published
    assert (published.days, published.basis) == (None, "unknown")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b" \n ", "empty"),
        (bytes(range(128, 256)) * 10, "undecodable"),
        (b"Home | World | Contact\n\nShare this story", "no-text"),
        (b"\xef\xbb\xbf", "no-text"),
    ],
)
def test_an_input_without_a_report_is_a_reject(content: bytes, code: str) -> None:
    reject = read(raw(content), READ_AT, ReadingSettings())
    assert isinstance(reject, Reject)
    assert reject.code == code
    assert reject.reason.endswith(".")


def test_characters_that_could_not_be_read_are_said() -> None:
    found = read(raw(("Café in Amra. " * 50).encode() + b"\xff"), READ_AT, ReadingSettings())
    assert isinstance(found, Reading)
    assert "1 characters are no utf-8" in found.report.removed[0].why


def test_the_same_bytes_give_the_same_ids() -> None:
    assert reading(TEXT) == reading(TEXT)


@settings(deadline=None)
@given(st.binary(max_size=400))
@example(b"\xe2\x80\xa2 \n\xe2\x80\xa2")
@example(b"\xff\xfe\x00")
def test_any_bytes_give_a_report_or_a_reject(content: bytes) -> None:
    read(raw(content), READ_AT, ReadingSettings())


@settings(deadline=None)
@given(st.text(alphabet="aBc. \n\r\t|>•“”\u00ad\u00a0\u200b19:-,©é", max_size=300))
def test_every_code_point_of_a_report_leads_back_to_the_input(text: str) -> None:
    found = read(raw(text.encode()), READ_AT, ReadingSettings())
    if isinstance(found, Reject):
        return
    report = found.report
    assert report.pieces is not None
    for piece in report.pieces:
        end, raw_end = piece.start + piece.length, piece.raw_start + piece.length
        assert report.text[piece.start : end] == text[piece.raw_start : raw_end]
    for removal in report.removed:
        assert removal.raw is not None
        assert text[removal.raw.start : removal.raw.end] == removal.text
    for passage in found.passages:
        assert report.text[passage.start : passage.end] == passage.text
        assert to_raw(report.pieces, Span(passage.start, passage.end)) is not None
