"""Heads and feet of reports as many sites write them: outlet, author and day, and a clean headline."""

from datetime import date

import pytest

from rashomon.reading import read
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

TITLE = "Rebels seize checkpoints"
BODY = (
    "Rebels seized two checkpoints near the airport on Thursday, a monitoring group said.\n\n"
    "The army sent more troops to the front, residents told reporters. No figure was given."
)


@pytest.mark.parametrize(
    ("text", "outlet", "author", "day"),
    [
        (f"{TITLE}\n\nMiddle East | Mon Oct 12, 2015 5:02pm EDT\n\nBEIRUT | By Laila Hadid\n\n{BODY}",
         None, "Laila Hadid", date(2015, 10, 12)),
        (f"{TITLE}\n\n3 June 2015 Last updated at 14:02 BST\nFrom the section Middle East\n"
         f"Image copyright Reuters\n\n{BODY}", None, None, date(2015, 6, 3)),
        (f"{TITLE}\nPublished time: 4 Jun, 2015 13:11\nEdited time: 5 Jun, 2015 01:00\n\n{BODY}",
         None, None, date(2015, 6, 4)),
        (f"{TITLE}\n\nTEHRAN (FNA)- {BODY}", "Fars News Agency", None, None),
        (f"{TITLE}\n\nTehran, Jun 4, IRNA – {BODY}", "IRNA", None, None),
        (f"{TITLE}\n\nDamascus, SANA – {BODY}", "SANA", None, None),
        (f"{TITLE}\n\n(CNN) {BODY}", "CNN", None, None),
        (f"{TITLE}\nby Admin · Published June 3, 2013 · Updated June 5, 2013\n\n{BODY}",
         None, None, date(2013, 6, 3)),
        (f"{TITLE}\n\nBy Al-Masdar News - 02/05/2015\n\n{BODY}",
         "Al-Masdar News", None, date(2015, 2, 5)),
        (f"{TITLE}\n\nUpdated 4:06 PM ET, Thu June 4, 2015\n\n{BODY}", None, None, date(2015, 6, 4)),
        (f"04 Jun 2015 09:12 GMT | War\n\n{TITLE}\n\n{BODY}\n\nSOURCE: AL JAZEERA AND AGENCIES",
         "Al Jazeera", None, date(2015, 6, 4)),
        (f"The Long War Journal\n\n{TITLE}\n\nBy Ann Roe | June 4, 2015 | @annroe |\n\n{BODY}",
         "The Long War Journal", "Ann Roe", date(2015, 6, 4)),
        (f"ISTANBUL - Anadolu Agency\n\n{TITLE}\n\n{BODY}", "Anadolu Agency", None, None),
        (f"DEBKAfile Exclusive Report June 4, 2015, 9:12 AM\n\n{TITLE}\n\n{BODY}",
         "DEBKAfile", None, date(2015, 6, 4)),
        (f"You are here: Home / News\n\n{TITLE}\n\n{BODY}\n\nPrimary Sidebar", None, None, None),
        (f"Title: {TITLE}\nDate: 2015-06-04\nSource: Reuters\n\n{BODY}",
         "Reuters", None, date(2015, 6, 4)),
        (f"{TITLE}\n\n{BODY}\n\nThis article first appeared in The Guardian on June 4.",
         "The Guardian", None, None),
        (f"{TITLE}\n\n{BODY}\n\nPublished in Dawn, June 4th, 2015", "Dawn", None, date(2015, 6, 4)),
        # Outlets that no registry has, by how they speak of themselves.
        (f"{TITLE}\nBy Ida Holm, Alpine Centre for the Study of Wars, 4 June 2015\n\n{BODY}",
         "Alpine Centre for the Study of Wars", "Ida Holm", date(2015, 6, 4)),
        (f"{TITLE}\n\n{BODY}\n\nAdriatic Confidential’s military sources would not say more.",
         "Adriatic Confidential", None, None),
        (f"{TITLE}\n\nSend to a colleague | Print this page\n\n{BODY}\n\nAll content © Dawn",
         "Dawn", None, None),
    ],
)  # fmt: skip
def test_a_head_gives_what_it_states_and_no_more(
    text: str, outlet: str | None, author: str | None, day: date | None
) -> None:
    raw = RawReport("a.txt", "text/plain", text.encode(), "0" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    report = reading.report
    days = report.published.days
    assert report.title == TITLE
    assert report.outlet == outlet
    assert (None if days is None else days.first) == day
    if author is not None:
        assert report.author == author
    body = [one.text for one in reading.passages if one.kind == "body"]
    assert body[0] == BODY.split("\n\n", maxsplit=1)[0]
    assert body[2] == "No figure was given."


def test_a_dateline_may_name_a_paper_that_no_registry_has() -> None:
    text = (
        "Adriatic Monitor > News > Ships leave the strait\n\nShips leave the strait\n\nJune 5, 2015\n\n"
        "June 4, 2015 Athens Karst Valley Digest - Ships have left the strait, its pilots said.\n"
    )
    raw = RawReport("a.txt", "text/plain", text.encode(), "0" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    assert reading.report.outlet == "Adriatic Monitor"
    assert reading.report.carries == "Karst Valley Digest"
