"""Places told by others: where the words around a name put things, and how sure that is."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.grounding import ground
from rashomon.grounding.places import relate, unplaced
from rashomon.records.drafts import Draft
from rashomon.records.findings import Extraction
from rashomon.records.mentions import Mention, Place
from rashomon.records.reports import Passage, Published, Report
from rashomon.spans import Span

TOWNS = {
    "Homs": Place("Homs", 34.7268, 36.7234, "169577", "SY", 5.0, "by its name"),
    "Hama": Place("Hama", 35.1318, 36.7578, "170017", "SY", 5.0, "by its name"),
    "Idlib": Place("Idlib", 35.9306, 36.6339, "169389", "SY", 5.0, "by its name"),
    "Syria": Place("Syria", 35.0, 38.5, "163843", "SY", 243.0, "by its name"),
    "Iraq": Place("Iraq", 33.0, 44.0, "99237", "IQ", 373.0, "by its name"),
}


def report_of(text: str) -> Report:
    return Report(
        id="rp-1", name="a.txt", url=None, media_type="text/plain", outlet=None, carries=None,
        title=None, author=None, language="en", published=Published(None, "unknown", ""),
        read_at=date(2026, 1, 1), raw_sha256="", text=text, removed=(), pieces=None,
    )  # fmt: skip


def mention(text: str, name: str) -> Mention:
    start = text.index(name)
    return Mention(Span(start, start + len(name)), name, "place")


def area(text: str, name: str) -> Place:
    around = [(mention(text, other), place) for other, place in TOWNS.items() if other in text]
    return relate(report_of(text), mention(text, name), TOWNS[name], around)


def offset_km(found: Place, name: str) -> tuple[float, float]:
    """How far north and east of a town an area's centre lies."""
    base = TOWNS[name]
    assert found.lat is not None and found.lon is not None
    assert base.lat is not None and base.lon is not None
    east = (found.lon - base.lon) * 111.2 * math.cos(math.radians(base.lat))
    return (found.lat - base.lat) * 111.2, east


@pytest.mark.parametrize(
    ("text", "name", "north", "east", "radius"),
    [
        ("A mill burned 50 km north of Homs.", "Homs", 50, 0, 15),
        ("A mill burned fifty kilometres to the north of the city of Homs.", "Homs", 50, 0, 15),
        ("A mill burned 20 miles southwest of Homs.", "Homs", -22.8, -22.8, 9.7),
        ("A mill burned some 30 km (19 miles) due east of Homs.", "Homs", 0, 30, 9),
        ("A mill burned a few kilometres west of Homs.", "Homs", 0, -3, 5),
        ("A mill burned several miles south of Homs.", "Homs", -8, 0, 5),
        ("A mill burned 1.5 km east of the town of Homs.", "Homs", 0, 1.5, 5),
        ("The column stood only six km from Homs.", "Homs", 0, 0, 11),
        ("The column came within one kilometre of Homs.", "Homs", 0, 0, 6),
        ("The column halted 800 metres from Homs.", "Homs", 0, 0, 5.8),
        ("The column halted a dozen miles short of Homs.", "Homs", 0, 0, 24.3),
        ("The column halted half a mile outside Homs.", "Homs", 0, 0, 5.8),
        ("The column halted 10 km away from Homs.", "Homs", 0, 0, 15),
        ("A mill burned north of Homs.", "Homs", 20, 0, 20),
        ("A mill burned near the town of Homs.", "Homs", 0, 0, 20),
        ("A mill burned not far from Homs.", "Homs", 0, 0, 20),
        ("A mill burned on the outskirts of Homs.", "Homs", 0, 0, 30),
        ("A mill burned in the suburbs of the capital, Homs.", "Homs", 0, 0, 30),
        ("A mill burned in the Homs countryside.", "Homs", 0, 0, 30),
        ("A mill burned on the Homs front.", "Homs", 0, 0, 30),
        ("A mill burned in northern Syria.", "Syria", 121.5, 0, 121.5),
        ("A mill burned in the north-east of Syria.", "Syria", 85.9, 85.9, 121.5),
        ("A mill burned in Syria's far west.", "Syria", 0, -121.5, 121.5),
        ("A mill burned between Homs and Hama.", "Hama", -22.5, -1.6, 22.6),
        ("A mill burned on the road from Homs to Hama.", "Homs", 22.5, 1.6, 22.6),
        ("A mill burned on the highway linking Homs with Hama.", "Homs", 22.5, 1.6, 22.6),
        ("A mill burned on the Homs-Hama highway.", "Homs", 22.5, 1.6, 22.6),
        ("A mill burned in Homs.", "Homs", 0, 0, 5),
        ("A pact between Syria and Iraq was signed.", "Syria", 0, 0, 243),
        ("Bakers between jobs, Homs and its mills.", "Homs", 0, 0, 5),
    ],
)
def test_words_around_a_name_make_an_area(
    text: str, name: str, north: float, east: float, radius: float
) -> None:
    found = area(text, name)
    assert offset_km(found, name) == pytest.approx((north, east), abs=0.8)
    assert found.radius_km == pytest.approx(radius, abs=0.2)
    assert found.how.startswith("by its name")


def test_an_area_says_by_which_words_it_was_reached() -> None:
    found = area("The column stood only six km from Homs.", "Homs")
    assert found.geonames is None
    assert found.how == "by its name; then by the words “six km from Homs”"
    assert area("On the road from Homs to Hama.", "Hama").name == "road from Homs to Hama"


@given(st.text(alphabet="0123456789 kmnorthsueawf.,'’()-–", max_size=80))
def test_any_words_around_a_name_leave_it_on_the_map(words: str) -> None:
    text = f"{words} Homs {words}"
    found = area(text, "Homs")
    assert found.lat is not None and -90 <= found.lat <= 90
    assert found.lon is not None and -180 <= found.lon <= 180
    assert found.radius_km is not None and found.radius_km >= 0


@pytest.mark.parametrize(
    ("words", "why"), [("the border area", "name none"), ("Qwrtzk Heights", "no gazetteer")]
)
def test_a_place_that_is_not_on_the_map_says_why(words: str, why: str) -> None:
    found = unplaced(words)
    assert (found.lat, found.lon, found.radius_km) == (None, None, None)
    assert why in found.how


def test_a_statement_has_the_areas_of_its_words_the_narrowest_first() -> None:
    text = "Gunmen burned a mill near Idlib, only six km from Homs."
    report = report_of(text)
    mentions = tuple(mention(text, name) for name in ("Idlib", "Homs"))
    passage = Passage("ps-1", "rp-1", 0, len(text), text, 0, "body", "en")
    trigger = Span(text.index("burned"), text.index("burned") + 6)
    draft = Draft(
        "rp-1", "ps-1", Span(0, len(text)), trigger, "ASSAULT", None, "asserted",
        places=tuple(one.span for one in mentions),
    )  # fmt: skip
    grounded = ground([Extraction(report, (passage,), (draft,), mentions, ())])
    (statement,) = grounded.statements
    assert [one.name for one in statement.areas] == ["six km from Homs", "near Idlib"]
    names = {one.id: one.name for one in grounded.entities}
    assert {names[one] for one in statement.places} == {"Homs", "Idlib"}
