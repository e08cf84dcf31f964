"""Outlets: who published a report, and whose item it carries."""

from datetime import date

import pytest

from rashomon.reading import read
from rashomon.records.reports import Known, RawReport, Reading, Report
from rashomon.settings import ReadingSettings

BODY = (
    "The bridge at Amra was closed after a raid, residents told the mayor of the town.\n\n"
    "A second bridge was shelled later, and the road to the coast is said to be cut."
)


def report(text: str, known: Known | None = None) -> Report:
    raw = RawReport("a.txt", "text/plain", text.encode(), "0" * 64, known or Known())
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    return reading.report


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"Bridge closed\n\nAMRA (Reuters) - {BODY}", "Reuters"),
        (f"Bridge closed\n\nAMRA, Syria (AP) — {BODY}", "Associated Press"),
        (f"Bridge closed\n\nXinhua\n\n{BODY}", "Xinhua"),
        (f"Bridge closed\n\nAMRA, Mar 7, 2014 (Larch Wire) — {BODY}", "Larch Wire"),
        (f"Bridge closed\n\nAMRA – Larch Valley News – {BODY}", "Larch Valley News"),
        (f"Bridge closed\n\nAmra (Larch Lookout) 7 March 2014 - {BODY}", "Larch Lookout"),
        (f"Larch Lookout\nMarch 7, 2014\n\nBridge closed by snow\n\n{BODY}", "Larch Lookout"),
        (f"Harbour Courier\n7 March 2014\n\nBridge closed\n\n{BODY}", "Harbour Courier"),
        (f"VALLÉE INFO – Beirut\n7 March 2014\n\nBridge closed by snow\n\n{BODY}", "VALLÉE INFO"),
        (
            f"VALLÉE INFO – Beirut\n7 March 2014\n\nA closed bridge\n\nVallée Info: Why?\n\n{BODY}",
            "Vallée Info",
        ),
        (f"Simoom\nA blog about the delta\n\nBridge closed by snow\n\n{BODY}", "Simoom"),
        (f"Delta Notes\n\nBridge closed by snow\n\n{BODY}", "Delta Notes"),
        (f"Bridge closed\n\n{BODY}\n\nSource: Sudan Tribune", "Sudan Tribune"),
        (f"Bridge closed\n\n{BODY}\n\n© 2014 Harbour Media. All rights reserved.", "Harbour Media"),
        (f"Some Watch > Articles > Bridge closed\n\n{BODY}", "Some Watch"),
        (f"Bridge closed AFP Friday 7 Mar 2014 {BODY}", "Agence France-Presse"),
        (f"Wed 01 Oct 2014 at 1459 Regional NNA - {BODY}", "National News Agency"),
        (f"Bridge closed\n\n{BODY} Haaretz’s military correspondents saw it.", "Haaretz"),
    ],
)
def test_the_outlet_is_known_from_the_report_itself(text: str, outlet: str) -> None:
    assert report(text).outlet == outlet
    assert report(text).carries is None


@pytest.mark.parametrize(
    "text",
    [
        f"Bridge closed\n\n{BODY}",
        f"Bridge Closed\nMarch 7, 2014\n\n{BODY}",
        f"Bridge Closed\nSnow on the pass\n\nBy A. Larch in Amra\n\n{BODY}",
        f"Bridge Closed\nA day of snow in the valley\n\nMarch 7, 2014\n\n{BODY}",
        f"Bridge closed\n\n{BODY} A fighter told Reuters that he had left.",
        f"Bridge closed\n\n{BODY} According to the BBC, nobody was hurt.",
        f"Bridge closed\n\n{BODY} “This was told by Haaretz’s military sources,” he said.",
    ],
)
def test_an_outlet_that_is_only_cited_is_not_taken_for_the_publisher(text: str) -> None:
    assert report(text).outlet is None


def test_an_item_of_another_outlet_is_carried() -> None:
    text = f"Some Watch > Articles > Bridge closed\n\nBridge closed\n\nAMRA (Reuters) - {BODY}"
    assert (report(text).outlet, report(text).carries) == ("Some Watch", "Reuters")


def test_an_item_is_carried_whose_outlet_a_point_ends_behind_the_town_of_the_dateline() -> None:
    item = f"March 5, 2014 Amra, Upper Valley Beacon. {BODY}"
    text = f"Some Watch > Pass > Bridge closed\n\nMarch 7, 2014\n\n{item}"
    assert (report(text).outlet, report(text).carries) == ("Some Watch", "Upper Valley Beacon")


def test_the_motto_of_a_blog_and_a_salutation_are_no_headline() -> None:
    found = report(f"Simoom\nA blog about the delta\n\nSnow on the pass\n\n{BODY}")
    assert found.title == "Snow on the pass"
    assert report(f"Delta Notes\n7 March 2014\n\nDear readers,\n\n{BODY}").title is None


def test_what_is_known_from_outside_wins_and_the_agency_is_carried() -> None:
    found = report(f"Bridge closed AFP Friday 7 Mar 2014 {BODY}", Known(outlet="Harbour Courier"))
    assert (found.outlet, found.carries) == ("Harbour Courier", "Agence France-Presse")


def test_an_agency_that_carries_its_own_item_carries_nobody() -> None:
    found = report(f"Bridge closed AFP Friday 7 Mar 2014 {BODY}", Known(outlet="AFP"))
    assert (found.outlet, found.carries) == ("AFP", None)


def test_the_author_of_a_line_of_its_own_is_kept() -> None:
    assert (
        report(f"Bridge closed\n\nBy Lena van Brandt, in Amra\n\n{BODY}").author
        == "Lena van Brandt"
    )
    assert report(f"Bridge closed\n\nBy noon the road was open.\n\n{BODY}").author is None


def test_the_address_tells_the_outlet() -> None:
    assert report(BODY, Known(url="https://www.bbc.co.uk/news/1")).outlet == "BBC"


def test_a_reference_in_the_head_names_the_paper_whose_item_is_translated() -> None:
    found = report(
        "Levant Press Reader\n\nTHE BRIDGE IS CLOSED\n\n"
        "A talk with the mayor of the town. Al-Jisr (Amra), 3 March 2014. Translated 5 March 2014.\n\n"
        f"{BODY}"
    )
    assert (found.outlet, found.carries) == ("Levant Press Reader", "Al-Jisr")
    assert found.published.days is not None
    assert found.published.days.first == date(2014, 3, 5)


def test_a_town_before_a_day_is_no_paper() -> None:
    found = report(f"Levant Press Reader\n\nThe bridge\n\nA talk. Amra, 3 March 2014.\n\n{BODY}")
    assert (found.outlet, found.carries) == ("Levant Press Reader", None)


def test_an_institute_over_the_day_and_the_author_is_the_outlet() -> None:
    found = report(
        "We use cookies to make this site work. Accept all | Settings\n\n"
        "Forum for River Studies\nWork    Events    About\n\nNOTE | 7 March 2014\n\n"
        f"The bridge and the silence\n\nLena Brandt\n\n{BODY}"
    )
    assert found.outlet == "Forum for River Studies"


def test_the_house_of_a_paper_is_no_second_outlet() -> None:
    found = report(
        f"The Harbour Courier\n\nBridge closed\n\n{BODY}\n\n© 2014 Harbour Courier Media."
    )
    assert (found.outlet, found.carries) == ("The Harbour Courier", None)
