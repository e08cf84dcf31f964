"""The list of questions and claims: each thing once, copies counted as copies."""

import pytest

from rashomon.records.findings import Findings
from rashomon.server.snapshots import Snapshot
from rashomon.views.cards import make_card
from rashomon.views.cells import ROLES
from rashomon.views.entry_lists import ORDERS, index_entries, list_entries, sort_entries, tally
from rashomon.views.filtering import (
    Wanted,
    choose_entries,
    choose_places,
    make_columns,
)
from rashomon.views.overview import make_overview
from rashomon.views.printing import make_print
from stories import Story


@pytest.fixture(scope="module")
def shelves(sample_findings: Findings) -> Snapshot:
    return Snapshot(sample_findings)


def test_each_claim_stands_once_alone_or_in_its_question(shelves: Snapshot) -> None:
    entries = list_entries(shelves)
    listed = {one.id for one in entries}
    for claim in shelves.findings.claims:
        disputes = shelves.disputes_of_claim.get(claim.id, ())
        assert (claim.id in listed) != any(one.id in listed for one in disputes)
    assert sum(tally(entries).values()) == len(entries)


def test_what_is_contested_stands_first(shelves: Snapshot) -> None:
    roles = [ROLES.index(one.role) for one in list_entries(shelves)]
    assert roles == sorted(roles)


def test_origins_and_what_repeats_them_come_to_the_reports_that_carry_it(
    shelves: Snapshot,
) -> None:
    for entry in list_entries(shelves):
        claim = shelves.claims.get(entry.id)
        if claim is not None:
            pips = entry.pips
            assert pips.origins == claim.independent
            assert pips.copies + pips.repeats <= claim.reports


def test_filters_narrow_down_and_orders_only_order(shelves: Snapshot) -> None:
    entries = list_entries(shelves)
    agreed = choose_entries(entries, Wanted(status=("corroborated",)))
    assert agreed
    assert all(one.role == "corroborated" for one in agreed)
    named = choose_entries(entries, Wanted(words="PILGRIMS"))
    assert named
    assert len(named) < len(entries)
    for order in ("origins", "first", "last", "kind"):
        assert {one.id for one in sort_entries(entries, order)} == {one.id for one in entries}
    days = [one.first.iso for one in sort_entries(entries, "first")]
    assert days == sorted(days)


def test_a_filtered_list_in_another_order_is_that_order_with_the_others_left_out(
    shelves: Snapshot,
) -> None:
    entries = list_entries(shelves)
    columns = make_columns(entries)
    wanted = Wanted(status=("single", "contested"), place="a", words="the")
    chosen = set(choose_entries(entries, wanted))
    assert 0 < len(chosen) < len(entries)
    for order in ORDERS:
        ordered = columns.ordered(order)
        found = [entries[at] for at in choose_places(columns, wanted, ordered)]
        assert found == [one for one in sort_entries(entries, order) if one in chosen]


def test_a_publisher_or_an_origin_is_found_by_a_part_of_the_name(shelves: Snapshot) -> None:
    entries = list_entries(shelves)
    outlet = next(one.outlets[0] for one in entries if one.outlets)
    found = choose_entries(entries, Wanted(source=outlet[1:-1].upper()))
    assert {one.id for one in entries if outlet in one.outlets} <= {one.id for one in found}
    assert choose_entries(entries, Wanted(source="no such publisher")) == []


def test_a_card_has_a_column_an_account_and_every_column_its_words(shelves: Snapshot) -> None:
    listed = index_entries(list_entries(shelves))
    for dispute in shelves.findings.disputes:
        card = make_card(dispute, shelves, listed)
        assert card is not None
        assert len(card.columns) == len(dispute.sides)
        assert all(column.voices for column in card.columns)
    for claim in shelves.findings.claims:
        card = make_card(claim, shelves, listed)
        assert card is not None
        assert card.columns


def test_one_origin_with_two_answers_is_counted_once(shelves: Snapshot) -> None:
    own = [one for one in shelves.findings.disputes if "contradicts itself" in one.cause]
    own += [one for one in shelves.findings.disputes if "garbled" in one.cause]
    assert own
    entries = {one.id: one for one in list_entries(shelves)}
    for one in own:
        assert entries[one.id].pips.origins == 1
        assert "one origin" in entries[one.id].reason
        (item,) = make_print([one.id], shelves).items
        assert len({name for name, _ in item.origins}) == len(item.origins)


def test_what_also_rests_on_the_origins_is_named_once_by_its_words(shelves: Snapshot) -> None:
    listed = index_entries(list_entries(shelves))
    for claim in shelves.findings.claims:
        card = make_card(claim, shelves, listed)
        assert card is not None
        words = [one.text for one in card.also]
        assert len(words) == len(set(words))


def test_nothing_is_printed_as_corroborated_without_its_origins(shelves: Snapshot) -> None:
    listed = index_entries(list_entries(shelves))
    agreed = [one.id for one in listed.entries if one.role == "corroborated"]
    for item in make_print(agreed, shelves).items:
        assert len(item.origins) >= 2
        assert "does not make it true" in item.standing


def test_an_empty_ledger_has_an_empty_overview() -> None:
    shelves = Snapshot(Story().findings())
    view = make_overview(shelves, list_entries(shelves))
    assert view.reports == 0
    assert view.contested == ()
    assert all(one.number == 0 for one in view.tallies)
