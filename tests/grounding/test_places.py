"""Where the names in a report are put on the map."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.grounding.places import is_known_place, locate, relate
from rashomon.records.mentions import Mention, MentionKind, Place
from rashomon.records.reports import Published, Report
from rashomon.spans import Span


def report_of(text: str) -> Report:
    return Report(
        id="rp-1", name="a.txt", url=None, media_type="text/plain", outlet=None, carries=None,
        title=None, author=None, language="en", published=Published(None, "unknown", ""),
        read_at=date(2026, 1, 1), raw_sha256="", text=text, removed=(), pieces=None,
    )  # fmt: skip


def mention(text: str, name: str, kind: MentionKind = "place") -> Mention:
    start = text.index(name)
    return Mention(Span(start, start + len(name)), name, kind)


def places(text: str, *names: str | tuple[str, MentionKind]) -> tuple[Place | None, ...]:
    pairs = [(one, "place") if isinstance(one, str) else one for one in names]
    return locate(report_of(text), [mention(text, name, kind) for name, kind in pairs])  # type: ignore[arg-type]


def near(place: Place | None, lat: float, lon: float) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return abs(place.lat - lat) < 0.5 and abs(place.lon - lon) < 0.5


def test_a_state_behind_a_name_tells_which_town_is_meant() -> None:
    (found,) = places("Firefighters from Paris, Texas, drove all night.", "Paris")
    assert near(found, 33.66, -95.56)


def test_an_abbreviated_state_does_as_well() -> None:
    (found,) = places("Volunteers from Florence, Ala., drove all night.", "Florence")
    assert near(found, 34.8, -87.68)


def test_a_name_alone_is_the_best_known() -> None:
    (found,) = places("Ministers met in Paris.", "Paris")
    assert found is not None
    assert found.country == "FR"


def test_a_town_is_meant_rather_than_one_as_large_that_was_once_called_so() -> None:
    (found,) = places("Shells fell on Sloviansk.", "Sloviansk")
    assert near(found, 48.85, 37.6)  # not Nikopol


def test_the_other_places_of_a_report_decide_against_the_larger_town() -> None:
    text = "Rebels left Ariha for Idlib; the Syrian garrison of Jisr ash-Shughur held out."
    ariha, *_ = places(text, "Ariha", "Idlib", ("Syrian", "group"), "Jisr ash-Shughur")
    assert ariha is not None
    assert ariha.country == "SY"


@pytest.mark.parametrize("spelling", ["Hasakeh", "Al-Hasakah", "Hassakeh", "al-Hassaka", "Hasaka"])
def test_spellings_of_one_arabic_name_are_one_place(spelling: str) -> None:
    found, _ = places(f"Shops in {spelling} stayed shut across Syria.", spelling, "Syria")
    assert near(found, 36.5, 40.75)


@pytest.mark.parametrize(
    "name",
    [
        "Homs province",
        "central Homs province",
        "the northern Homs governorate",
        "the province of Homs",
    ],
)
def test_a_province_is_none_of_its_towns(name: str) -> None:
    province, town = places(f"They met in {name} and went on to Homs city.", name, "Homs city")
    assert province is not None
    assert province.name == "Homs province"
    assert town is not None
    assert town.geonames != province.geonames


def test_a_people_stands_for_its_country() -> None:
    (found,) = places("Iraqi engineers repaired it.", ("Iraqi", "group"))
    assert found is not None
    assert (found.name, found.country) == ("Iraq", "IQ")


def test_an_organization_is_put_where_its_name_says() -> None:
    (found,) = places(
        "The Basra Chamber of Commerce objected.", ("Basra Chamber of Commerce", "organization")
    )
    assert near(found, 30.5, 47.8)
    assert found is not None
    assert found.geonames is None


def test_persons_and_numbers_are_in_no_place() -> None:
    assert places("Paris saw 40.", ("Paris", "person"), ("40", "quantity")) == (None, None)


def test_a_vague_place_is_not_put_on_the_map() -> None:
    assert places("They fled the border area.", "border area") == (None,)


def related(text: str, name: str) -> Place:
    report = report_of(text)
    one = mention(text, name)
    (place,) = locate(report, [one])
    assert place is not None
    return relate(report, one, place)


def test_a_distance_and_a_direction_move_the_point() -> None:
    base = related("Shelling hit Homs.", "Homs")
    moved = related("Shelling hit a farm 50 km east of Homs.", "Homs")
    assert base.lon is not None
    assert moved.lon is not None
    assert 0.4 < moved.lon - base.lon < 0.7
    assert moved.lat == pytest.approx(base.lat, abs=0.01)


def test_near_a_town_is_an_area_around_it() -> None:
    found = related("A drone fell near Homs.", "Homs")
    assert found.radius_km is not None
    assert found.radius_km >= 15
    assert found.geonames is None


def test_the_north_of_a_country_lies_north_of_its_middle() -> None:
    whole = related("Rain fell in Iraq.", "Iraq")
    part = related("Rain fell in northern Iraq.", "Iraq")
    assert whole.lat is not None
    assert part.lat is not None
    assert part.lat > whole.lat + 0.5


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Aleppo", True), ("Syria", True), ("Golan Heights", True), ("May", False), ("Police", False),
     ("Johnson", False), ("aleppo", False), ("Qwrtzk", False), ("", False)],
)  # fmt: skip
def test_only_likely_names_are_known_as_places(name: str, expected: bool) -> None:
    assert is_known_place(name) is expected


@given(st.text(max_size=40))
def test_any_name_is_looked_up_without_failing(name: str) -> None:
    text = f"In {name} it rained."
    one = Mention(Span(3, 3 + len(name)), name, "place")
    assert len(locate(report_of(text), [one])) == 1


def test_a_name_of_ten_thousand_letters_is_no_place() -> None:
    name = "Al" * 5000
    assert locate(report_of(name), [Mention(Span(0, len(name)), name, "place")]) == (None,)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The jihadists blew up the arch of Palmyra.", "Palmyra", "SY"),
        (
            "Talks will resume in Geneva, the US said. American jets flew over Libya.",
            "Geneva",
            "CH",
        ),
        ("Obama spoke in Washington of Iran, of Egypt and of the US Congress.", "Egypt", "EG"),
        ("Pilgrims walked to Bethlehem.", "Bethlehem", "PS"),
        ("Firefighters from Palmyra, New Jersey, drove all night.", "Palmyra", "US"),
    ],
)
def test_a_famous_place_is_meant_unless_the_report_says_otherwise(
    text: str, name: str, country: str
) -> None:
    (found,) = places(text, name)
    assert found is not None
    assert found.country == country


def test_two_other_places_outweigh_fame() -> None:
    text = "Bakers from Rochester, Syracuse and Palmyra met in Buffalo, New York."
    *_, found = places(text, "Buffalo", "Rochester", "Syracuse", "Palmyra")
    assert found is not None
    assert found.country == "US"


def test_what_all_reports_are_about_decides_where_one_says_nothing() -> None:
    text = "Bakers met in Salamiyah and in Flemington."
    report, one = report_of(text), mention(text, "Flemington")
    (alone,) = locate(report, [one])
    (among,) = locate(report, [one], {"US": 0.9})
    assert alone is not None and among is not None
    assert among.country == "US"
    assert (alone.country, among.how) != ("US", "") and among.how


def test_what_all_reports_are_about_moves_no_capital_and_no_large_town() -> None:
    text = "Ministers met in Paris and in Moscow."
    names = [mention(text, "Paris"), mention(text, "Moscow")]
    found = locate(report_of(text), names, {"US": 1.0})
    assert [one.country for one in found if one is not None] == ["FR", "RU"]


def test_one_name_is_one_place_in_one_report() -> None:
    text = "Palmyra, New Jersey, lies on a river. Bakers left Palmyra. Palmyra slept."
    spans = [at for at in range(len(text)) if text.startswith("Palmyra", at)]
    mentions = [Mention(Span(at, at + 7), "Palmyra", "place") for at in spans]
    found = locate(report_of(text), mentions)
    assert len({one.geonames for one in found if one is not None}) == 1
    assert found[2] is not None and found[2].country == "US"
