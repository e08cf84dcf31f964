"""Whether two figures are of one thing, and if not, why they cannot be compared."""

import csv
from pathlib import Path

import pytest

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
