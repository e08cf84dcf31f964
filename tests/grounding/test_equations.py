"""Names that a text gives as another name of somebody or some place."""

from datetime import date

import pytest

from rashomon.grounding.bearers import Asked, Named, name_bearers
from rashomon.grounding.equations import OtherName, find_other_names
from rashomon.grounding.places import locate
from rashomon.records.mentions import Mention, MentionKind
from rashomon.records.reports import Published, Report
from rashomon.spans import Span

Names = dict[str, MentionKind]


def mentions_in(text: str, names: Names) -> list[Mention]:
    """Each name wherever it stands in the text, in order."""
    found = []
    for name, kind in names.items():
        at = text.find(name)
        while at >= 0:
            found.append(Mention(Span(at, at + len(name)), name, kind))
            at = text.find(name, at + len(name))
    return sorted(found, key=lambda one: one.span)


def named_in(text: str, names: Names) -> dict[str, Named]:
    """Whom each name of a text is taken for where it stands last."""
    mentions = mentions_in(text, names)
    report = Report(
        id="rp-a", name="a", url=None, media_type="text/plain", outlet=None, carries=None,
        title=None, author=None, language="en", published=Published(None, "unknown", "no day"),
        read_at=date(2024, 5, 1), raw_sha256="", text=text, removed=(), pieces=None,
    )  # fmt: skip
    also = find_other_names(text, mentions)
    asked = [
        Asked("rp-a", one, place, one.kind != "place", None, None, also.get(one.span))
        for one, place in zip(mentions, locate(report, mentions), strict=True)
    ]
    return {one.asked.mention.text: one for one in name_bearers(asked)}


@pytest.mark.parametrize(
    "text",
    [
        "The men hold Lipovo, known as Dren.",
        "The men hold Lipovo, which is also known locally as Dren.",
        "The men hold Lipovo, which the farmers call Dren.",
        "The men hold Lipovo, formerly Dren.",
        "The men hold Lipovo (formerly Dren).",
        "The men hold Lipovo (also known as Dren).",
        "The men hold Lipovo, called “Dren” by its people.",
        "The men hold Lipovo -- Dren in Albanian -- since May.",
        "The men hold Lipovo, Dren to the Serbs, since May.",
    ],
)
def test_a_text_says_that_two_names_are_one_bearer_s(text: str) -> None:
    one, other = mentions_in(text, {"Lipovo": "place", "Dren": "place"})
    assert find_other_names(text, (one, other)) == {other.span: OtherName(one.span, is_said=True)}


def test_a_place_s_name_in_brackets_is_only_set_behind_the_other() -> None:
    one, other = mentions_in(
        "They shelled Ostrova (Petrovac).", {"Ostrova": "place", "Petrovac": "place"}
    )
    found = find_other_names("They shelled Ostrova (Petrovac).", (one, other))
    assert found == {other.span: OtherName(one.span, is_said=False)}


@pytest.mark.parametrize(
    "text",
    [
        "They shelled Ostrova and Petrovac.",
        "They shelled Ostrova, Petrovac in the west and both roads.",
        "They shelled Ostrova, and what they called a base near Petrovac.",
        "They know Ostrova better than Petrovac.",
    ],
)
def test_two_names_side_by_side_are_two_bearers(text: str) -> None:
    names: Names = {"Ostrova": "place", "Petrovac": "place"}
    assert find_other_names(text, mentions_in(text, names)) == {}


def test_a_man_s_war_name_is_his_wherever_the_report_has_it() -> None:
    text = "Milan Drago, better known as Vuk, led them. Vuk was wounded, and Drago said nothing."
    found = named_in(text, {"Milan Drago": "person", "Vuk": "other"})
    assert found["Vuk"].key == found["Milan Drago"].key
    assert found["Vuk"].told == "the report gives it as another name"


def test_a_town_has_both_names_that_the_map_has_for_it() -> None:
    found = named_in("They hold Berdzor (Lachin).", {"Berdzor": "organization", "Lachin": "place"})
    assert found["Berdzor"].key == found["Lachin"].key == "place:147625"


def test_a_place_in_brackets_may_be_that_in_which_the_other_lies() -> None:
    for text, names in (
        ("They hold Tall Qarun (Aleppo).", {"Tall Qarun": "place", "Aleppo": "place"}),
        ("They hold Douma (Damascus).", {"Douma": "place", "Damascus": "place"}),
        ("They hold Tarhuna (Libya).", {"Tarhuna": "place", "Libya": "place"}),
        ("A medic, Omar (Homs), said so.", {"Omar": "person", "Homs": "place"}),
    ):
        found = named_in(text, names)  # type: ignore[arg-type]
        assert len({one.key for one in found.values()}) == 2, text


def test_the_names_of_a_region_are_one_region_s_and_those_of_its_parts_are_not() -> None:
    names: Names = {"Nagorno-Karabakh": "place", "Artsakh": "place"}
    found = named_in("Nagorno-Karabakh calls itself Artsakh.", names)
    assert found["Artsakh"].key == found["Nagorno-Karabakh"].key
    parts: Names = {"North Darfur": "place", "West Darfur": "place"}
    found = named_in("They left North Darfur for West Darfur.", parts)
    assert found["North Darfur"].key != found["West Darfur"].key
