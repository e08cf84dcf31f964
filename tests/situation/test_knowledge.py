"""What could be known on an evening, and how each claim came to stand as it does."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rashomon.claiming import claim as join_claims
from rashomon.records.claims import Claim, Dispute, Origin, Side
from rashomon.records.findings import Findings
from rashomon.situation import histories, known_by, standing_on
from rashomon.situation.bearings import known_on
from stories import Story

KINDS = ("reports", "passages", "marks", "statements", "claims", "disputes", "reuse")
FIRST = date(2014, 4, 1)
OUTLETS = ("Harbour Times", "Hill Post", "Valley Wire", "Lake Echo")


def evenings(findings):
    """The day before anything is known, and each day on which something becomes known."""
    known = sorted({known_on(one) for one in findings.reports})
    return [known[0] - timedelta(days=1), *known]


VOICES = ((), ("Ilse Korvin",), ("residents",), ("a captain of the fleet",), ("Reuters",))


@st.composite
def stories(draw):
    """Findings of a few reports over some days, which count the same dead on several people's word."""
    story = Story()
    story.entity("Ilse Korvin", kind="person").entity("Marn", kind="place")
    for number in range(draw(st.integers(1, 6))):
        day = FIRST + timedelta(days=draw(st.integers(0, 5)))
        outlet = draw(st.sampled_from(OUTLETS))
        story.report(f"{number}.txt", day.isoformat(), outlet=outlet)
        for _ in range(draw(st.integers(1, 2))):
            count = draw(st.sampled_from([4, 4, 4, 9]))
            by = draw(st.sampled_from(VOICES))
            kind = "named" if by == VOICES[1] else "outlet" if by == VOICES[4] else "anonymous"
            story.say(
                f"the fire at Marn killed {count} dockers", "CASUALTY", "killed", places=["Marn"],
                when="2014-03-31", number=(count, count, "dockers"), by=by, kind=kind,
                status=draw(st.sampled_from(["asserted", "asserted", "denied"])),
            )  # fmt: skip
    findings = story.findings()
    claims, disputes = join_claims(findings.reports, findings.statements, findings.entities, ())
    return replace(findings, claims=claims, disputes=disputes)


@given(stories())
def test_what_is_known_on_a_day_is_known_on_every_later_one(findings):
    before = None
    for day in evenings(findings):
        known = known_by(findings, day)
        for kind in KINDS:
            ids = {one.id for one in getattr(known, kind)}
            assert before is None or {one.id for one in getattr(before, kind)} <= ids
        claims = {one.id: one for one in known.claims}
        for one in before.claims if before is not None else ():
            assert set(one.statements) <= set(claims[one.id].statements)
            assert one.reports <= claims[one.id].reports
        before = known


@given(stories())
def test_what_was_known_is_not_changed_by_what_came_later(findings):
    days = evenings(findings)
    for later, day in enumerate(days):
        once = known_by(findings, day)
        for other in days[later:]:
            assert known_by(known_by(findings, other), day) == once


@given(stories())
def test_a_claims_history_says_what_turning_back_says(findings):
    told = histories(findings)
    for day in evenings(findings):
        known = {one.id: one for one in known_by(findings, day).claims}
        for claim in findings.claims:
            now = standing_on(told[claim.id], day)
            one = known.get(claim.id)
            assert (now is None) == (one is None)
            if one is not None:
                assert (now.status, now.reports, now.independent) == (
                    one.status, one.reports, one.independent,
                )  # fmt: skip


def test_the_sample_corpus_turned_back_never_holds_a_later_report(sample_findings):
    for day in evenings(sample_findings):
        known = known_by(sample_findings, day)
        out = {one.id for one in known.reports}
        told = {one.id for one in known.statements}
        assert all(known_on(one) <= day for one in known.reports)
        assert {one.report for one in (*known.passages, *known.marks, *known.statements)} <= out
        for claim in known.claims:
            assert claim.statements and set(claim.statements) <= told
            origins = [one for origin in claim.origins for one in origin.statements]
            assert sorted(origins) == sorted(claim.statements)
            assert claim.independent == len(claim.origins)
        for dispute in known.disputes:
            assert len(dispute.sides) > 1
            for side in dispute.sides:
                assert side.claims and set(side.statements) <= told
                assert side.independent == len(side.origins)
        for one in known.forecasts:
            assert {one.statement, *one.decided_by} <= told
        names = {one.id for one in known.entities}
        assert {one.entity for one in known.marks if one.entity} <= names


def test_the_sample_corpus_has_histories_that_agree_with_turning_back(sample_findings):
    told = histories(sample_findings)
    for day in evenings(sample_findings):
        for claim in known_by(sample_findings, day).claims:
            now = standing_on(told[claim.id], day)
            assert (now.status, now.reports, now.independent) == (
                claim.status, claim.reports, claim.independent,
            )  # fmt: skip


def test_before_the_first_report_nothing_is_known(sample_findings):
    known = known_by(sample_findings, date.min)
    assert not any(getattr(known, field) for field in Findings.__struct_fields__)


@pytest.fixture
def toll():
    """One toll by two outlets, and another by a third on the day after."""
    story = Story()
    ids = []
    for day, outlet, number in ((1, "Harbour Times", 4), (2, "Hill Post", 4), (3, "Lake Echo", 9)):
        story.report(outlet, f"2014-04-0{day}", outlet=outlet)
        ids.append(story.say(f"the fire sank {number} barges", "CASUALTY", "sank").id)
    one = Claim(
        "cl-1", "", "CASUALTY", "disputed", tuple(sorted(ids[:2])), 2, 2,
        (Origin("or-1", "a", "", ids[:1] and (ids[0],)), Origin("or-2", "b", "", (ids[1],))),
        2, None, None,
    )  # fmt: skip
    other = Claim(
        "cl-2", "", "CASUALTY", "disputed", (ids[2],), 1, 1,
        (Origin("or-3", "c", "", (ids[2],)),), 1, None, None,
    )  # fmt: skip
    sides = (
        Side("4 barges", ("cl-1",), one.statements, 2, one.origins),
        Side("9 barges", ("cl-2",), other.statements, 1, other.origins),
    )
    story.claims += [one, other]
    story.disputes.append(Dispute("di-1", "", "number", "", sides, "How many barges sank?"))
    return story.findings()


def test_a_history_names_the_report_that_changed_it(toll):
    names = {one.id: one.name for one in toll.reports}
    told = [
        (one.day.day, one.status, one.reports, one.independent, *map(names.get, one.by))
        for one in histories(toll)["cl-1"]
    ]
    assert told == [
        (1, "single", 1, 1, "Harbour Times"),
        (2, "corroborated", 2, 2, "Hill Post"),
        (3, "disputed", 2, 2, "Lake Echo"),
    ]


def test_a_dispute_begins_with_its_second_account(toll):
    assert not known_by(toll, date(2014, 4, 2)).disputes
    (claim,) = known_by(toll, date(2014, 4, 2)).claims
    assert (claim.status, claim.text) == ("corroborated", "The fire sank 4 barges.")
