"""Whether two figures are of one thing, and if not, why they cannot be compared."""

import csv
from pathlib import Path

import pytest
from msgspec import structs

from rashomon.claiming import claim, list_not_comparable
from rashomon.claiming.comparisons import Setting, compare_figures
from rashomon.claiming.facts import find_facts
from rashomon.records.mentions import Place
from stories import Story

KINDS = {"clash", "same", "doubt", "when", "where", "whose", "counted", "standing"}


@pytest.fixture
def story():
    story = Story()
    for name, lat in (("Marn", 41.0), ("Ostrava Ridge", 44.0), ("Marn Docks", 41.01)):
        story.entity(name, kind="place")
        one = story.entities[name]
        story.entities[name] = type(one)(
            one.id, name, "place", (), Place(name, lat, 20.0, None, "VD", 5)
        )
    return story


def toll(story, outlet, day, number, **more):
    story.report(outlet, f"2014-04-{day:02}", outlet=outlet)
    of = more.pop("of", "people")
    quote = more.pop("quote", f"the shelling killed {number} {of}")
    more = {"places": ["Marn"], "when": "2014-04-01", "number": (number, number, of), **more}
    return story.say(quote, more.pop("type_", "CASUALTY"), more.pop("trigger", "killed"), **more)


def compared(story, one, other):
    findings = story.findings()
    facts = {
        fact.statement.id: fact
        for fact in find_facts(findings.reports, findings.statements, findings.entities)
    }
    setting = Setting(
        {each.id: each.published.days for each in findings.reports},
        {each.id: each for each in findings.entities},
    )
    found = compare_figures(facts[one.id], facts[other.id], setting)
    return found.verdict, found.field, found.reason


def test_two_tolls_of_one_shelling_clash(story):
    pair = toll(story, "a", 1, 12), toll(story, "b", 1, 16)
    assert compared(story, *pair) == ("a clash", "number", "different values for one thing")


def test_a_later_and_greater_toll_is_an_update(story):
    pair = toll(story, "a", 1, 12), toll(story, "b", 3, 16)
    assert compared(story, *pair)[2] == "an update: the later report counts more"
    findings = story.findings()
    _, (dispute,) = claim(findings.reports, findings.statements, findings.entities, ())
    assert dispute.cause == "an update: the later report counts more"


def test_the_same_people_are_called_people_and_civilians(story):
    pair = toll(story, "a", 1, 12), toll(story, "b", 1, 12, of="civilians")
    assert compared(story, *pair)[0] == "one value"


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"places": ["Ostrava Ridge"]}, "where", "another place"),
        ({"when": "2014-03-01"}, "when", "another day"),
        ({"when": "2014-03-20/2014-04-02"}, "when", "one gathers several days"),
        ({"status": "planned"}, "standing", "still to come"),
        ({"of": "soldiers"}, "counted", "a part and the whole: soldiers among people"),
        ({"of": "wounded"}, "counted", "the killed and the hurt"),
        ({"quote": "the shelling killed another 9 people"}, "counted", "beside others"),
        ({"actors": ["Northern Front"]}, "whose", "another’s doing"),
    ],
)
def test_what_sets_two_figures_apart_is_said(story, change, field, reason):
    one = toll(story, "a", 1, 16, actors=["Army of Veldia"])
    found = compared(story, one, toll(story, "b", 1, 9, **change))
    assert found[:2] == ("not comparable", field)
    assert reason in found[2]


def test_a_quarter_and_its_town_are_one_place(story):
    pair = toll(story, "a", 1, 12), toll(story, "b", 1, 16, places=["Marn Docks"])
    assert compared(story, *pair)[0] == "a clash"


def test_figures_without_a_town_or_day_in_common_may_be_two_things(story):
    pair = toll(story, "a", 1, 12, places=[], when=None), toll(story, "b", 1, 16, when=None)
    assert compared(story, *pair)[0] == "perhaps two things"


def test_pairs_that_are_none_are_listed_and_are_no_disputes(story):
    one = toll(story, "a", 1, 16)
    other = toll(story, "b", 9, 9, when="2014-04-08")
    findings = story.findings()
    (found,) = list_not_comparable(findings.reports, findings.statements, findings.entities)
    assert {found.one, found.other} == {one.id, other.id}
    assert found.reason == "another day"
    assert claim(findings.reports, findings.statements, findings.entities, ())[1] == ()


def test_no_pair_of_the_sample_corpus_is_both_a_dispute_and_not_comparable(sample_findings):
    told = sample_findings
    apart = list_not_comparable(told.reports, told.statements, told.entities)
    disputed = [
        (set(a.statements), set(b.statements))
        for one in told.disputes
        if one.field == "number"
        for a in one.sides
        for b in one.sides
        if a.value < b.value
    ]
    for pair in apart:
        assert not any(
            (pair.one in a and pair.other in b) or (pair.one in b and pair.other in a)
            for a, b in disputed
        ), pair


def test_the_judgements_are_of_every_pair_once_in_our_own_words():
    path = Path(__file__).parent / "judged_figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["one"], row["other"]) for row in rows}) == len(rows) == 106
    assert all(set(row["kinds"].split("/")) <= KINDS and row["seen"] for row in rows)


def test_the_armed_are_not_counted_among_civilians_unless_they_are_as_many(story):
    fought = toll(story, "a", 1, 83, of="extremists")
    died = toll(story, "b", 1, 57, of="civilians")
    told = "they count others: extremists and civilians"
    assert compared(story, fought, died) == ("not comparable", "counted", told)
    same = toll(story, "c", 1, 57, of="militants")
    assert compared(story, died, same)[0] == "one value"


@pytest.mark.parametrize(
    ("of", "other", "quote"),
    [
        ("army soldiers", "rebels", "the shelling killed 16 rebels"),
        ("government troops", "militants", "the shelling killed 16 militants"),
        ("pro-government gunmen", "insurgents", "the shelling killed 16 insurgents"),
        ("soldiers", "anti-government fighters", "the shelling killed 16 anti-government fighters"),
    ],
)
def test_the_dead_of_one_side_are_no_figure_of_the_other_s(story, of, other, quote):
    story.entity("Army of Veldia", kind="organization")
    army = story.entities["Army of Veldia"]
    story.entities["Army of Veldia"] = structs.replace(army, links=("iso3166:VD",))
    one = toll(story, "a", 1, 12, of=of, targets=["Army of Veldia"])
    yours = toll(story, "b", 1, 16, of=other, quote=quote)
    told = f"they count the men of two sides: {of} and {other}"
    assert compared(story, one, yours) == ("not comparable", "counted", told)
    assert compared(story, yours, one)[:2] == ("not comparable", "counted")


def test_members_are_of_the_side_whose_members_they_are(story):
    words = "the ambush killed 12 members of the government forces"
    one = toll(story, "a", 1, 12, of="members", quote=words)
    assert compared(story, one, toll(story, "b", 1, 16, of="rebels"))[1] == "counted"
    words = "the ambush killed 12 members of the rebel alliance"
    same = toll(story, "c", 1, 12, of="members", quote=words)
    assert compared(story, same, toll(story, "d", 1, 16, of="rebels"))[1] == "number"


def test_fighters_of_one_report_may_be_the_rebels_of_another(story):
    one, other = toll(story, "a", 1, 12, of="fighters"), toll(story, "b", 1, 16, of="rebels")
    assert compared(story, one, other)[:2] == ("a clash", "number")
    assert compared(story, one, toll(story, "c", 1, 16, of="children"))[1] == "counted"


def test_what_counts_both_sides_holds_what_counts_one_of_them(story):
    words = "the battle killed 70 government and rebel fighters"
    both = toll(story, "a", 1, 70, of="government", quote=words)
    found = compared(story, both, toll(story, "b", 1, 40, of="rebels"))
    assert found[:2] == ("not comparable", "counted")
    assert "one adds up" in found[2]
    assert compared(story, both, toll(story, "c", 1, 90, of="rebels"))[0] == "a clash"


def test_raids_of_warplanes_and_a_rebel_attack_are_of_two_doers(story):
    raid = toll(story, "a", 1, 12, quote="air raids by warplanes killed 12 people")
    rockets = toll(story, "b", 1, 16, quote="rebel rocket attacks killed 16 people")
    assert compared(story, raid, rockets)[:2] == ("not comparable", "whose")
    plain = toll(story, "c", 1, 14)
    assert compared(story, raid, plain)[0] == compared(story, plain, rockets)[0] == "a clash"
    answered = toll(story, "d", 1, 16, quote="after a rebel rocket attack 16 people were killed")
    assert compared(story, raid, answered)[0] == "a clash"


def test_who_is_hit_by_one_is_not_whom_he_hits(story):
    one = toll(story, "a", 1, 12, actors=["Army of Veldia"], targets=["Northern Front"])
    other = toll(story, "b", 1, 16, actors=["Northern Front"], targets=["Army of Veldia"])
    assert compared(story, one, other)[:2] == ("not comparable", "whose")


def test_fighters_fallen_in_a_battle_are_not_the_dead_of_an_air_raid(story):
    battle = toll(story, "a", 1, 30, of="rebels", quote="30 rebels were killed in the fighting")
    raid = toll(story, "b", 1, 11, quote="an air raid killed 11 people")
    assert compared(story, battle, raid)[:2] == ("not comparable", "counted")
    plain = toll(story, "c", 1, 11, quote="11 people were killed")
    assert compared(story, battle, plain)[0] == "a clash"


def test_a_number_without_a_noun_counts_what_befell_it(story):
    words = "7 people were killed and 25 others were wounded"
    hurt = toll(story, "a", 1, 25, of="", quote=words)
    found = compared(story, hurt, toll(story, "b", 1, 7))
    assert found[:2] == ("not comparable", "counted")
    assert "the hurt and the killed" in found[2]


def test_most_of_them_says_who_they_were_and_12_of_them_is_a_part(story):
    whole = toll(story, "a", 1, 32, quote="32 people were killed, most of them children")
    assert compared(story, whole, toll(story, "b", 1, 39))[0] == "a clash"
    part = toll(story, "c", 1, 12, of="civilians", quote="12 of them, civilians, were killed")
    assert compared(story, whole, part)[:2] == ("not comparable", "counted")
