"""Pairs within blocks, and the screens that sift them: nothing that a comparison would find is lost."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rashomon.claiming import pairs as screened_pairs
from rashomon.claiming.clashes import find_clashes
from rashomon.claiming.clusters import link_alike
from rashomon.claiming.facts import NAME_BITS, Facts, find_facts, weigh_names
from rashomon.claiming.likeness import SAME_BITS, compare, compare_likely, total_bits
from rashomon.claiming.pairs import BLOCK_WHOLE, NEIGHBOURS, Pairs, pairs_within
from rashomon.claiming.screens import Screen
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.mentions import Entity, Place, Quantity, Time
from rashomon.records.reports import Published, Report
from rashomon.records.statements import Source, Statement, Trigger
from rashomon.spans import Span

FIRST = date(2031, 4, 7)


def _entity(name: str, kind: Any = "group", **more: Any) -> Entity:
    return Entity(name, name, kind, (name,), **more)


ENTITIES = (
    _entity("Harrow Legion"),
    _entity("Saltmarsh Watch", part_of="Harrow Legion"),
    _entity("the villagers"),
    _entity("Lower Teyn", "place", place=Place("Lower Teyn", 51, 9, None, "LT", 5)),
    _entity("Quillmouth", "place", place=Place("Quillmouth", 52, 9, None, "LT", 5)),
    _entity("Teynland", "place", place=Place("Teynland", 51, 9, None, "LT", 400)),
    _entity("the harbour", "place"),
)
GROUPS = [one.id for one in ENTITIES if one.kind == "group"]
PLACES = [one.id for one in ENTITIES if one.kind == "place"]


def _days(first: int, width: int) -> Days:
    begin = FIRST + timedelta(days=first)
    return Days(begin, begin + timedelta(days=width))


DAYS = st.builds(_days, st.integers(0, 4), st.sampled_from((0, 0, 2, 30)))
QUANTITIES = st.builds(
    Quantity,
    st.sampled_from((None, 3.0, 12.0)),
    st.sampled_from((None, 12.0, 40.0)),
    st.sampled_from(("", "men", "villagers")),
)
QUOTES = (
    ("the Legion shelled the lower town and its harbour at first light", "shelled"),
    ("gunners of the Legion shelled the harbour of the lower town", "shelled"),
    ("twelve villagers were killed in the lower town that morning", "killed"),
    ("the Watch holds the bridge over the estuary since then", "holds"),
    ("its envoys will stay away from talks on the ferry", "stay"),
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    quote, trigger = draw(st.sampled_from(QUOTES))
    start = draw(st.integers(0, 3)) * 100
    at = start + quote.index(trigger)
    kind = draw(st.sampled_from(("ASSAULT", "ASSAULT", "CASUALTY", "CONTROL", "POST", None)))
    days = draw(st.none() | DAYS)
    some = st.sets(st.sampled_from(GROUPS), max_size=2).map(sorted)
    named = Source("a ferryman", None, (), "named", None, None, None, direct=False)
    told = draw(st.lists(st.just(named), max_size=1))
    report = draw(st.sampled_from("abc"))
    body: dict[str, Any] = {
        "report": report,
        "passage": f"{report}-{start}",
        "span": Span(start, start + len(quote)),
        "raw": None,
        "quote": quote,
        "trigger": Trigger(Span(at, at + len(trigger)), trigger),
        "type": kind,
        "mode": None,
        "status": draw(st.sampled_from(("asserted", "asserted", "denied", "planned"))),
        "actors": tuple(draw(some)),
        "targets": tuple(draw(some)),
        "places": tuple(draw(st.sets(st.sampled_from(PLACES), max_size=2).map(sorted))),
        "areas": (),
        "value": draw(st.sampled_from((None, None, "the ferry", "the bridge"))),
        "time": None if days is None else Time(None, days),
        "quantities": tuple(draw(st.lists(QUANTITIES, max_size=2))),
        "terms": None,
        "attribution": tuple(told),
        "confidence": 1.0,
    }
    return Statement(id=content_id("st", *map(str, body.values())), **body)


def _report(name: str, day: int) -> Report:
    return Report(
        id=name, name=name, url=None, media_type="text/plain", outlet=f"The {name} Packet",
        carries=None, title=None, author=None, language="en",
        published=Published(_days(day, 0), "stated", ""), read_at=FIRST, raw_sha256="0" * 64,
        text="", removed=(), pieces=None,
    )  # fmt: skip


REPORTS = tuple(_report(name, day) for day, name in enumerate("abc"))


def _facts(said: list[Statement]) -> list[Facts]:
    return find_facts(REPORTS, said, ENTITIES)


def _all_pairs(facts: list[Facts]) -> Pairs:
    return pairs_within([[*range(len(facts))]], facts)


@given(st.lists(statements(), min_size=2, max_size=9))
def test_a_screen_lets_every_match_and_every_clash_pass(said: list[Statement]) -> None:
    facts, names = _facts(said), weigh_names(ENTITIES)
    pairs, screen = _all_pairs(facts), Screen(facts)
    published = {one.id: one.published.days for one in REPORTS}
    assert [*link_alike(facts, screen.may_match(pairs), names)] == [
        *link_alike(facts, pairs, names)
    ]
    found = find_clashes(facts, screen.may_clash(pairs), names, published)
    assert found == find_clashes(facts, pairs, names, published)


@given(st.lists(statements(), min_size=2, max_size=9))
def test_a_comparison_is_cut_short_only_where_it_falls_short(said: list[Statement]) -> None:
    facts, names = _facts(said), weigh_names(ENTITIES)
    for one, other in combinations(facts, 2):
        weights = compare(one, other, names)
        likely = compare_likely(one, other, names)
        assert likely == weights if likely is not None else total_bits(weights) < SAME_BITS


def _said(number: int, quote: int = 0, **more: Any) -> Statement:
    words, trigger = QUOTES[quote]
    at = words.index(trigger)
    body: dict[str, Any] = {
        "id": f"st-{number:04}", "report": "abc"[number % 3], "passage": "p",
        "span": Span(0, len(words)), "raw": None, "quote": words,
        "trigger": Trigger(Span(at, at + len(trigger)), trigger), "type": "ASSAULT", "mode": None,
        "status": "asserted", "actors": ("Harrow Legion",), "targets": (), "places": ("Lower Teyn",),
        "areas": (), "value": None, "time": Time(None, _days(0, 0)), "quantities": (), "terms": None,
        "attribution": (), "confidence": 1.0,
    }  # fmt: skip
    return Statement(**(body | more))


def test_a_screen_sifts_what_happened_elsewhere_on_another_day() -> None:
    elsewhere = _said(2, places=("Quillmouth",), time=Time(None, _days(3, 0)))
    facts = _facts([_said(0), _said(1), elsewhere])
    assert [*Screen(facts).may_match(_all_pairs(facts))] == [(0, 1)]
    assert [*Screen(facts).may_clash(_all_pairs(facts))] == [(0, 1)]


def test_a_screen_lets_pass_two_numbers_a_denial_and_two_doers() -> None:
    twelve, forty = (
        {"type": "CASUALTY", "actors": (), "quantities": (Quantity(count, count, "villagers"),)}
        for count in (12.0, 40.0)
    )
    said = [
        _said(0, 2, **twelve),
        _said(1, 2, **forty),
        _said(2, targets=("the villagers",)),
        _said(3, targets=("the villagers",), actors=("Quill Riders",)),
        _said(4, status="denied", targets=("the villagers",)),
    ]
    facts, names = _facts(said), {**weigh_names(ENTITIES), "Quill Riders": NAME_BITS}
    pairs = _all_pairs(facts)
    published = {one.id: one.published.days for one in REPORTS}
    found = find_clashes(facts, Screen(facts).may_clash(pairs), names, published)
    assert found == find_clashes(facts, pairs, names, published)
    assert {"number", "status"} <= {one.field for one in found}


def test_a_screen_lets_pass_who_is_still_there_and_a_battle_that_goes_on() -> None:
    told = (
        ("the Legion withdrew from the lower town", "withdrew", {"type": "RETREAT"}),
        ("its men are still deployed in the lower town", "deployed", {"type": "FORCE"}),
        ("riders took the lower town", "took", {"type": "CONTROL", "mode": "gained"}),
        ("the battle for the lower town goes on", "battle", {"type": "ASSAULT"}),
        ("the Legion built a bridge in the lower town", "built", {"type": "BUILD"}),
    )
    said = []
    for number, (quote, trigger, more) in enumerate(told):
        span = Span(quote.index(trigger), quote.index(trigger) + len(trigger))
        body = {"quote": quote, "trigger": Trigger(span, trigger), "span": Span(0, len(quote))}
        said.append(replace(_said(number), **body, **more))
    facts, names = _facts(said), weigh_names(ENTITIES)
    pairs = _all_pairs(facts)
    sifted = Screen(facts).may_clash(pairs)
    published = {one.id: one.published.days for one in REPORTS}
    found = find_clashes(facts, sifted, names, published)
    assert found == find_clashes(facts, pairs, names, published)
    assert [(one.field, one.one, one.other) for one in found] == [
        ("status", 0, 1),
        ("control", 2, 3),
    ]
    assert not {pair for pair in sifted if 4 in pair}


def test_no_name_says_more_for_a_match_than_a_screen_reckons_with() -> None:
    assert max(weigh_names(ENTITIES).values()) == NAME_BITS


def test_pairs_of_a_large_block_are_those_of_neighbours_in_time_and_each_is_told_once() -> None:
    days = (Time(None, _days(number, 0)) for number in range(BLOCK_WHOLE + 20))
    said = [_said(number, 4, type="POST", time=time) for number, time in enumerate(days)]
    facts = _facts(said)
    block = [*range(len(facts))]
    found = [*pairs_within([block, block[:3], block], facts)]
    assert found == sorted(set(found))
    assert found == [pair for pair in combinations(block, 2) if pair[1] - pair[0] <= NEIGHBOURS]


def test_blocks_that_are_paired_in_parts_give_the_pairs_that_they_give_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts = _facts([_said(number) for number in range(BLOCK_WHOLE + 5)])
    every = [*range(len(facts))]
    blocks = [every[:3], every, every[2:9], [7], every[40:]]
    whole = [*pairs_within(blocks, facts)]
    monkeypatch.setattr(screened_pairs, "_AT_ONCE", 4)
    assert [*pairs_within(blocks, facts)] == whole


def test_no_blocks_give_no_pairs() -> None:
    pairs = pairs_within([], [])
    assert not [*pairs]
    assert not [*Screen([]).may_match(pairs)]
