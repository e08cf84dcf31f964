"""A claim's origins as a tree, and its history in words."""

import pytest
from msgspec.structs import replace

from rashomon.claiming import claim
from rashomon.views.ancestry import count_origins, draw_ancestry, trace_ancestry
from rashomon.views.excerpts import Archive
from rashomon.views.turns import tell_history
from stories import Story


@pytest.fixture
def story():
    story = Story()
    story.entity("Marn", kind="place").entity("Ilse Korvin", kind="person")
    return story


def say(story, outlet, day, number, by=(), kind="named"):
    story.report(outlet, f"2014-04-{day:02}", outlet=outlet)
    return story.say(
        f"the fire at Marn killed {number} dockers", "CASUALTY", "killed", places=["Marn"],
        when="2014-03-31", number=(number, number, "dockers"), by=by, kind=kind,
    )  # fmt: skip


def claims_of(story):
    findings = story.findings()
    claims, disputes = claim(findings.reports, findings.statements, findings.entities, ())
    found = Archive(replace(findings, claims=claims, disputes=disputes))
    return sorted(claims, key=lambda one: -len(one.statements)), found


def test_a_speaker_quoted_by_two_is_drawn_as_one_origin_heard_by_two(story):
    one = say(story, "Hill Post", 1, 4, by=["Ilse Korvin"])
    two = say(story, "Lake Echo", 2, 4, by=["Ilse Korvin"])
    (found,), archive = claims_of(story)
    assert draw_ancestry(found, trace_ancestry(found, archive)) == (
        "at most 1 of 2 reports by 2 outlets",
        f"└─ Ilse Korvin · {found.origins[0].id}",
        f"   ├─ Hill Post, 1 April 2014, on the word of Ilse Korvin · {one.id}",
        f"   ├─ Lake Echo, 2 April 2014, on the word of Ilse Korvin · {two.id}",
        "   ├─ that it was said: 2 origins, Hill Post and Lake Echo",
        "   └─ one origin, certain: all on the word of Ilse Korvin",
    )


def test_origins_in_doubt_are_drawn_apart_and_the_doubt_is_told(story):
    say(story, "Hill Post", 1, 4, by=["residents"], kind="anonymous")
    say(story, "Lake Echo", 2, 4, by=["residents"], kind="anonymous")
    (found,), archive = claims_of(story)
    assert count_origins(found) == "at most 1–2"
    tree = draw_ancestry(found, trace_ancestry(found, archive))
    assert [line for line in tree if line.startswith("├─")] == [
        f"├─ residents (perhaps another’s) · {one}"
        for one in sorted(one.id for one in found.origins)
    ]
    assert tree[-1] == (
        "└─ perhaps one: residents (each names an unnamed resident, perhaps the same)"
    )


def test_a_history_says_who_said_it_first_and_who_disputed_it(story):
    say(story, "Hill Post", 1, 4)
    say(story, "Lake Echo", 2, 4, by=["Ilse Korvin"])
    say(story, "Valley Wire", 3, 9)
    (found, other), archive = claims_of(story)
    assert [(turn.day.day, turn.text) for turn in tell_history(found, archive)] == [
        (1, "first said by Hill Post"),
        (2, "said again by Lake Echo on the word of Ilse Korvin; 1 more origin, at most 2 now"),
        (3, "disputed: Valley Wire says “9 dockers”"),
    ]
    assert [(turn.day.day, turn.text) for turn in tell_history(other, archive)] == [
        (3, "first said by Valley Wire; disputed: Hill Post had said “4 dockers”")
    ]


def test_a_history_says_how_the_figure_changed(story):
    story.report("a", "2014-04-01", outlet="Hill Post")
    one = story.say(
        "at least 30 dockers died at Marn", "CASUALTY", "died", number=(30, None, "dockers")
    )
    story.report("b", "2014-04-02", outlet="Lake Echo")
    two = story.say("36 dockers died at Marn", "CASUALTY", "died", number=(36, 36, "dockers"))
    made = story.claim(
        "Dockers died at Marn.", one, two, status="corroborated", origins=[[one], [two]]
    )
    turns = tell_history(made, Archive(story.findings()))
    assert turns[-1].text.endswith("; the figure, at least 30 dockers before, is 36 dockers")
    assert turns[-1].statements == (two.id,)


def test_every_turn_of_the_sample_corpus_names_who_changed_it(sample_findings):
    archive = Archive(sample_findings)
    for one in sample_findings.claims:
        turns = tell_history(one, archive)
        assert turns and turns[0].text.startswith("first said by ")
        assert (turns[-1].status, turns[-1].independent) == (one.status, one.independent)
        for turn in turns:
            assert turn.by and turn.text
            assert {archive.statements[name].report for name in turn.statements} <= set(turn.by)
