"""Documents of other kinds than text and pages: their words, sender and day, or a clear reject."""

import quopri
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats import PAGE, WORDS, lock_pdf, make_docx, make_mail, make_pdf, make_zip
from rashomon.reading import read
from rashomon.records.reports import Known, MediaType, RawReport, Reading, Reject, Report
from rashomon.settings import ReadingSettings

PDF: MediaType = "application/pdf"
DOCX: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL: MediaType = "message/rfc822"
MHTML: MediaType = "multipart/related"
TEXT = "\n\n".join(WORDS).encode()


def outcome(
    content: bytes,
    kind: MediaType,
    known: Known | None = None,
    limits: ReadingSettings | None = None,
) -> Reading | Reject:
    raw = RawReport("a", kind, content, sha256(content).hexdigest(), known or Known())
    return read(raw, date(2026, 1, 1), limits or ReadingSettings())


def report(content: bytes, kind: MediaType, known: Known | None = None) -> Report:
    found = outcome(content, kind, known)
    assert isinstance(found, Reading), found
    for passage in found.passages:
        assert found.report.text[passage.start : passage.end] == passage.text
    return found.report


def code(content: bytes, kind: MediaType, limits: ReadingSettings | None = None) -> str:
    found = outcome(content, kind, None, limits)
    assert isinstance(found, Reject), found
    assert found.reason.endswith(".")
    return found.code


def test_the_pages_of_a_pdf_are_read_in_order() -> None:
    found = report(make_pdf(*WORDS), PDF)
    assert found.text == "\n\n".join(WORDS)
    assert (found.pieces, found.published.basis) == (None, "unknown")


def test_a_pdf_that_cannot_be_read_says_why() -> None:
    assert code(make_pdf("", ""), PDF) == "no-text"
    assert code(lock_pdf(make_pdf(*WORDS)), PDF) == "encrypted"
    assert code(b"%PDF-1.7 and nothing else", PDF) == "damaged"
    assert code(make_pdf(*WORDS), PDF, ReadingSettings(most_pages=1)) == "too-large"


def test_a_word_document_is_read_a_line_a_paragraph() -> None:
    assert report(make_docx(*WORDS), DOCX).text == "\n".join(WORDS)


def test_a_word_document_that_cannot_be_read_says_why() -> None:
    assert code(make_docx(), DOCX) == "no-text"
    assert code(make_docx(*WORDS)[:-60], DOCX) == "damaged"
    assert code(make_zip({"a.txt": b"x"}), DOCX) == "damaged"
    assert (
        code(make_docx("x" * 5_000), DOCX, ReadingSettings(largest_input_bytes=900)) == "too-large"
    )
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    found = outcome(make_docx(*WORDS, "&l11;", head=head), DOCX)
    assert isinstance(found, Reject) or "haha" not in found.report.text


def test_a_mail_is_published_on_its_day_in_its_senders_time() -> None:
    found = report(make_mail(TEXT), MAIL)
    assert found.text == "\n\n".join(WORDS)
    assert (found.title, found.author, found.outlet) == (
        "Convoy over the pass",
        "Lena Brandt",
        None,
    )
    assert found.published.days is not None
    assert found.published.days.first == date(2014, 3, 7)
    assert found.published.evidence == "Date: Fri, 07 Mar 2014 23:30:00 +0300"


def test_the_sender_of_a_mail_is_an_outlet_where_it_is_known_as_one() -> None:
    mail = make_mail(
        TEXT, From="=?utf-8?q?Reuters?= <news@example.org>", Subject="=?utf-8?q?Caf=C3=A9?="
    )
    found = report(mail, MAIL)
    assert (found.outlet, found.author, found.title) == ("Reuters", None, "Café")


def test_what_is_known_from_outside_wins_over_a_mails_head() -> None:
    found = report(make_mail(TEXT), MAIL, Known(title="Trucks", published="2014-03-09"))
    assert found.title == "Trucks"
    assert found.published.evidence == "reports.csv: 2014-03-09"


def test_a_mail_without_plain_text_is_read_from_its_page() -> None:
    parts = (
        b"--x\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--x\r\nContent-Type: text/html; "
        b"charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(PAGE)
        + b"\r\n--x--\r\n"
    )
    kind = 'multipart/alternative; boundary="x"'
    found = report(make_mail(parts, **{"Content-Type": kind}), MAIL)
    assert all(one in found.text for one in WORDS)


def test_a_saved_page_has_its_address_and_not_the_day_of_saving() -> None:
    part = b"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE + b"\r\n--x--\r\n"
    fields = {
        "Content-Type": 'multipart/related; boundary="x"',
        "Snapshot-Content-Location": "https://courier.example/a",
    }
    found = report(make_mail(part, **fields), MHTML)
    assert found.url == "https://courier.example/a"
    assert found.published.basis == "unknown"
    assert WORDS[0] in found.text


def test_a_mail_that_cannot_be_read_says_why() -> None:
    assert code(make_mail(b""), MAIL) == "no-text"
    assert code(make_mail(b"x", "image/png"), MAIL) == "no-text"
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(999)
    )
    assert code(nested, MAIL) == "too-large"


def test_an_entry_of_a_feed_names_whose_item_it_carries() -> None:
    known = Known(
        outlet="Harbour Courier", carries="Coastline", published="2014-03-07", told_by="the feed"
    )
    found = report(f"<p>{WORDS[0]}</p><p>{WORDS[1]}</p>".encode(), "text/html", known)
    assert (found.outlet, found.carries) == ("Harbour Courier", "Coastline")
    assert found.published.evidence == "the feed: 2014-03-07"
    assert all(one in found.text for one in WORDS)


SEEDS: dict[MediaType, bytes] = {
    PDF: make_pdf(*WORDS),
    DOCX: make_docx(*WORDS),
    MAIL: make_mail(TEXT),
    MHTML: make_mail(b"--x\r\nContent-Type: text/html\r\n\r\n" + PAGE + b"\r\n--x--\r\n"),
}


@pytest.mark.parametrize("kind", SEEDS)
@settings(deadline=4_000, max_examples=60)
@given(data=st.data())
def test_any_damage_ends_in_a_reading_or_a_reject(kind: MediaType, data: st.DataObject) -> None:
    content = bytearray(SEEDS[kind])
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=6)
    ):
        content[at] = byte
    end = data.draw(st.integers(0, len(content)))
    found = outcome(bytes(content[:end]) + data.draw(st.binary(max_size=40)), kind)
    assert isinstance(found, Reading | Reject)


def test_a_page_nested_very_deep_ends_soon() -> None:
    deep = b"<div>" * 100_000 + b"<p>" + WORDS[0].encode() + b"</p>"
    assert isinstance(outcome(deep, "text/html"), Reading | Reject)


def test_a_tag_of_a_hundred_thousand_attributes_is_refused_at_once() -> None:
    names = [f"a{i}" for i in range(100_000)]
    for value in ('="1"', "='<'", '=">"', ""):
        for between in (" ", "/"):
            page = "<p " + between.join(name + value for name in names) + ">" + WORDS[0] + "</p>"
            assert code(page.encode(), "text/html") == "bad-markup"


def test_a_program_that_compares_numbers_is_no_tag() -> None:
    program = "for(i=0;i<c.length;i++){ total = total + c[i] } " + "x = x + 1 ; " * 20_000
    page = f"<p>{WORDS[0]}</p><script>{program}</script>"
    assert isinstance(outcome(page.encode(), "text/html"), Reading)


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    assert code(make_pdf(*WORDS), PDF, ReadingSettings(longest_pdf_s=0.001)) == "slow"


def test_a_page_that_nests_a_hundred_thousand_deep_is_refused_at_once() -> None:
    page = b"<html><body>" + b"<div>" * 100_000 + b"<p>" + TEXT + b"</p>"
    assert code(page, "text/html") == "bad-markup"
    assert code(page + b"</div>" * 100_000, "text/html") == "bad-markup"
