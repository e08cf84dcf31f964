"""Reports added one by one share the same as those traced at once."""

from collections import defaultdict
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.reports import Published, Reading, Report
from rashomon.tracing import additions, fingerprints
from rashomon.tracing.additions import add_reports
from rashomon.tracing.tracer import find_shared

WORDS = [
    f"{one}{other}" for one in ["barn", "cedar", "dune", "ember", "fjord"] for other in "aeiouy"
]


class Shelf:
    """A library in memory."""

    def __init__(self):
        self.held, self.groups, self.shared = {}, defaultdict(list), {}

    def owners(self, prints, most):
        found = {one: self.groups[one] for one in prints if one in self.groups}
        return {
            one: (len(group), group if len(group) <= most else group[:1])
            for one, group in found.items()
        }

    def add(self, order, prints):
        for one in prints:
            self.groups[one] = sorted([*self.groups[one], order])

    def fetch(self, report):
        return self.held[report]

    def partners(self, report):
        pairs = [pair for pair in self.shared if report in pair]
        return frozenset(one for pair in pairs for one in pair) - {report}

    def keep(self, pair, reuses):
        self.shared.pop(pair[::-1], None)
        self.shared.pop(pair, None)
        if reuses:
            self.shared[pair] = reuses


def passage(seed):
    random = Random(seed)
    return " ".join(random.choice(WORDS) for _ in range(24)).capitalize() + "."


def make_reading(number, seeds, day):
    text = " ".join(passage(seed) for seed in seeds)
    name = f"report {number}"
    days = None if day is None else Days(date(2014, 3, day), date(2014, 3, day))
    report = Report(
        id=content_id("rp", name), name=name, url=None, media_type="text/plain", outlet=None,
        carries=None, title=None, author=None, language="en",
        published=Published(days, "stated" if days else "unknown", ""), read_at=date(2026, 1, 1),
        raw_sha256="0" * 64, text=text, removed=(), pieces=None,
    )  # fmt: skip
    return Reading(report, ())


CORPUS = st.lists(
    st.tuples(st.lists(st.integers(0, 5), min_size=1, max_size=4), st.none() | st.integers(1, 9)),
    min_size=2,
    max_size=9,
)


@pytest.fixture
def few_are_many(monkeypatch):
    """Few reports count as very many, so that the rule for those is tried, too."""
    monkeypatch.setattr(fingerprints, "ALL_PAIRS_UP_TO", 3)
    monkeypatch.setattr(additions, "ALL_PAIRS_UP_TO", 3)


def add_by_some(readings, at_once):
    shelf = Shelf()
    shelf.held = {one.report.id: one for one in readings}
    for start in range(0, len(readings), at_once):
        add_reports(shelf, readings[start : start + at_once])
    return shelf.shared


@pytest.mark.usefixtures("few_are_many")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CORPUS, st.randoms(use_true_random=False), st.integers(1, 3))
def test_reports_added_in_any_order_share_what_they_share_at_once(corpus, random, at_once):
    readings = [make_reading(number, *one) for number, one in enumerate(corpus)]
    shuffled = random.sample(readings, len(readings))
    wanted = find_shared([one.report for one in readings], []).shared
    assert add_by_some(shuffled, at_once) == wanted


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("order", [1, -1])
def test_a_story_that_very_many_carry_leads_to_the_earliest_whenever_that_is_read(order):
    readings = [make_reading(number, [1], number) for number in range(1, 9)]
    wanted = find_shared([one.report for one in readings], []).shared
    first = readings[0].report.id
    assert {pair[0] for pair in wanted} == {first}
    assert len(wanted) == len(readings) - 1
    assert add_by_some(readings[::order], 1) == wanted


def test_a_copy_is_found_when_it_is_added():
    original, copy = make_reading(1, [1, 2], 1), make_reading(2, [3, 2], 4)
    shelf = Shelf()
    shelf.held = {one.report.id: one for one in (original, copy)}
    add_reports(shelf, [original])
    assert shelf.shared == {}
    add_reports(shelf, [copy])
    ((reuse,),) = shelf.shared.values()
    assert (reuse.from_report, reuse.to_report) == (original.report.id, copy.report.id)
