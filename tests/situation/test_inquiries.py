"""Questions that suppose an event, in the many ways in which people ask."""

import pytest

from rashomon.errors import UsageError
from rashomon.situation.names import Names
from rashomon.situation.suppositions import read_question

NAMES = Names(())


@pytest.mark.parametrize(
    ("question", "kind", "actors", "hit"),
    [
        ("What would happen if Russia attacked Estonia?", "attack", ["Russia"], ["Estonia"]),
        ("Who has to help Poland if Belarus invades it?", "invasion", ["Belarus"], ["Poland"]),
        ("If Israel strikes Iran, who helps Tehran?", "attack", ["Israel"], ["Iran"]),
        ("Is Russia to defend Armenia if Turkey attacks?", "attack", ["Turkey"], ["Armenia"]),
        ("Would Iran have to fight if Israel bombed Syria?", "attack", ["Israel"], ["Syria"]),
        ("Who must defend Japan against a North Korean missile?", "attack", ["North Korea"], ["Japan"]),
        ("Who is bound when Niger is attacked by Chad?", "attack", ["Chad"], ["Niger"]),
        ("Should China march on Bhutan, who helps?", "invasion", ["China"], ["Bhutan"]),
        ("Serbia moves against Kosovo", "invasion", ["Serbia"], ["Kosovo"]),
        ("India and Pakistan exchange fire", "war", [], ["India", "Pakistan"]),
        ("North Korea fires missiles at Japan", "attack", ["North Korea"], ["Japan"]),
        ("Suppose Chad is invaded by Libya", "invasion", ["Libya"], ["Chad"]),
        ("What if rebels overran Bangui?", "insurrection", [], ["Central African Republic"]),
    ],
)  # fmt: skip
def test_a_question_supposes_the_event_of_its_condition(
    question: str, kind: str, actors: list[str], hit: list[str]
) -> None:
    event = read_question(question, NAMES)
    assert (event.event, list(event.actors)) == (kind, actors)
    assert [*event.targets, *event.places] == hit
    assert all(one in event.said for one in hit)


@pytest.mark.parametrize(
    "question", ["Does anyone have to help Armenia?", "What does the pact say about Armenia?"]
)
def test_a_question_that_supposes_nothing_says_whom_it_understood_and_what_to_ask(
    question: str,
) -> None:
    with pytest.raises(UsageError, match=r"names Armenia.*attack on Armenia") as raised:
        read_question(question, NAMES)
    assert raised.value.code == "unreadable_event"
