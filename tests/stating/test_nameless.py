"""What is said of sources without a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_attribution_cases import report_of

from rashomon.records.drafts import Nameless
from rashomon.stating.attribution import attribute
from rashomon.views.nameless import may_be_same, tell_nameless

ROLES = ["official", "military", "resident", "insider"]
NAMELESS = st.builds(
    Nameless,
    st.lists(st.sampled_from(ROLES), unique=True, max_size=3).map(lambda one: tuple(sorted(one))),
    st.lists(st.sampled_from(["in the capital", "Turkish", "close to the palace"])).map(tuple),
    st.sampled_from(["one", "two", "several", "unknown"]),
)


@pytest.mark.parametrize(
    ("speaker", "told"),
    [
        ("A senior official", "official; one"),
        ("Two residents of the old town", "resident; of the old town; two"),
        ("A source close to the palace", "insider; close to the palace; one"),
        ("Turkish security sources", "security; Turkish; several"),
        ("A doctor at a hospital in Homs", "medical; at a hospital in Homs; one"),
        ("Activists in the valley", "activist; in the valley; several"),
        ("A Western diplomat", "diplomatic; Western; one"),
        ("Three analysts", "analyst; several"),
        ("Sources briefed on the talks", "insider; briefed on the talks; several"),
        ("Some soldiers", "military; several"),
        ("Well-placed sources in Dorvan", "insider; in Dorvan; several"),
        ("The Kura Valley Herald's sources", "The Kura Valley Herald; several"),
    ],
)
def test_an_unnamed_speaker_is_told_by_role_by_whose_and_by_how_many(
    speaker: str, told: str
) -> None:
    report, trees = report_of(f"{speaker} said the bridge was open.")
    nameless = attribute(report, trees)[0].chain[0].nameless
    assert nameless is not None
    assert tell_nameless(nameless) == told


def test_a_source_with_a_name_is_not_told_as_nameless() -> None:
    report, trees = report_of("Omar Khalil told Reuters that the bridge was open.")
    assert [voice.nameless for voice in attribute(report, trees)[0].chain] == [None, None]


def test_the_source_of_a_later_sentence_is_the_one_told_first() -> None:
    report, trees = report_of(
        "A source close to the palace said the envoy had left.\nThe source said he would be back."
    )
    first, second = (one.chain[0].nameless for one in attribute(report, trees))
    assert first is not None
    assert second == first


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Nameless(("official",)), Nameless(("official",)), True),
        (Nameless(("military", "official")), Nameless(("official",)), True),
        (Nameless(("military",)), Nameless(("resident",)), False),
        (Nameless(("official",), (), "one"), Nameless(("official",), (), "several"), False),
        (Nameless(("official",), ("in Tehran",)), Nameless(("official",), ("in Ankara",)), False),
        (Nameless(("official",), ("Turkish",)), Nameless(("official",)), True),
        (Nameless(), Nameless(), False),
    ],
)
def test_two_unnamed_sources_may_be_the_same_where_nothing_keeps_them_apart(
    one: Nameless, other: Nameless, same: bool
) -> None:
    assert may_be_same(one, other) is same


@given(NAMELESS, NAMELESS)
def test_whether_two_may_be_the_same_does_not_hang_on_their_order(
    one: Nameless, other: Nameless
) -> None:
    assert may_be_same(one, other) == may_be_same(other, one)
