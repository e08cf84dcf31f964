"""Names that are an actor's own in reports on his country alone."""

import pytest

from rashomon.grounding.references import resolve
from rashomon.records.mentions import MentionKind


@pytest.mark.parametrize(
    ("text", "kind", "country", "actor"),
    [
        ("SNA", "organization", "SO", "army:SO"),
        ("the SNA", "organization", "SY", "syrian-national-army"),
        ("ADF", "organization", "AU", "army:AU"),
        ("ADF", "organization", "CD", "adf-congo"),
        ("KIA fighters", "group", "MM", "kia"),
        ("General Burhan", "person", "SD", "abdel-fattah-al-burhan"),
        ("Burhan", "person", "TR", None),
        ("Fact", "other", "TD", None),
        ("FACT", "other", "TD", "fact-chad"),
    ],
)
def test_a_shared_name_means_the_one_of_the_country_that_a_report_is_on(
    text: str, kind: MentionKind, country: str, actor: str | None
) -> None:
    found = resolve(text, kind, country, acting=True).actor
    assert (None if found is None else found.id) == actor
