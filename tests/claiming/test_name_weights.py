"""What it says that two statements name the same follows from who is named, and from nothing else."""

from rashomon.claiming.facts import DESCRIPTION_BITS, NAME_BITS, STATE_BITS, weigh_names
from rashomon.records.mentions import Entity

ARMY = Entity("en-1", "Ostravan Army", "organization", ("Ostravan Army",))
STATE = Entity("en-2", "Chile", "place", ("Chile",), links=("iso3166:CL",))
PEOPLE = Entity("en-3", "villagers", "group", ("villagers",))


def test_a_name_says_more_than_a_state_and_a_state_more_than_a_description() -> None:
    weights = weigh_names([ARMY, STATE, PEOPLE])
    assert weights == {"en-1": NAME_BITS, "en-2": STATE_BITS, "en-3": DESCRIPTION_BITS}
    assert NAME_BITS > STATE_BITS > DESCRIPTION_BITS


def test_a_name_weighs_the_same_whatever_else_is_read() -> None:
    assert weigh_names([ARMY])["en-1"] == weigh_names([PEOPLE, STATE, ARMY])["en-1"]
