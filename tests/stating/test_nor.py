"""What "nor" turns round, and who those who did it are said to be."""

import pytest
from test_semicolons import told


@pytest.mark.parametrize(
    "text",
    [
        "Nor was the agreement signed on January 10, the minister said.",
        "Nor have the rebels taken Goma.",
        "He had seen no soldiers, nor was he arrested.",
    ],
)
def test_what_nor_opens_with_its_helper_first_is_denied(text: str) -> None:
    found = [one for one, _, _ in told(text) if one.type in ("PACT", "CONTROL", "COERCE")]
    assert found
    assert {one.status for one in found} == {"denied"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The killers were Dinka militia, a chief said.", "Dinka militia"),
        ("The attackers were militiamen sent by the army.", "militiamen sent by the army"),
        ("Those who died in the village were fighters, an officer said.", "fighters"),
    ],
)
def test_those_who_did_it_or_died_are_said_to_be_somebody(text: str, value: str) -> None:
    assert [one.value for one, _, _ in told(text) if one.type == "IDENTITY"] == [value]
