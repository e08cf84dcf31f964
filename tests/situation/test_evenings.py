"""Evenings told from a chronicle are those that counting everything anew gives."""

from datetime import timedelta

from hypothesis import given
from test_knowledge import evenings, stories

from rashomon.records.findings import Findings
from rashomon.situation.evenings import Chronicle, Evening
from rashomon.situation.knowledge import known_by


def told(evening) -> Findings:
    return evening.whole() if isinstance(evening, Evening) else evening


@given(stories())
def test_an_evening_is_what_counting_anew_gives(findings):
    chronicle = Chronicle(findings)
    for day in evenings(findings):
        assert told(chronicle.on(day)) == known_by(findings, day)


def test_every_evening_of_the_sample_corpus_is_what_counting_anew_gives(sample_findings):
    chronicle = Chronicle(sample_findings)
    for day in evenings(sample_findings):
        known = known_by(sample_findings, day)
        evening = told(chronicle.on(day))
        for kind in Findings.__struct_fields__:
            assert getattr(evening, kind) == getattr(known, kind), (day, kind)


def test_what_is_steady_on_an_evening_stands_as_it_does_now(sample_findings):
    chronicle = Chronicle(sample_findings)
    now = {one.id: one for one in (*sample_findings.claims, *sample_findings.disputes)}
    steady = 0
    for day in evenings(sample_findings):
        evening = chronicle.on(day)
        if not isinstance(evening, Evening):
            continue
        known = {one.id: one for one in (*evening.claims, *evening.disputes)}
        for one in now.keys() - evening.unsteady:
            assert known[one] == now[one]
            steady += 1
    assert steady > len(now)


def test_nothing_is_known_before_the_first_report(sample_findings):
    first = evenings(sample_findings)[0] - timedelta(days=1)
    assert not any(
        getattr(Chronicle(sample_findings).on(first), kind) for kind in Findings.__struct_fields__
    )
