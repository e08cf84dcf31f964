"""The graph of sources: what rests on whom, in columns, the same drawing every time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records.findings import Findings
from rashomon.server.snapshots import Snapshot
from rashomon.views.layered import BOX, COLUMN_X, PITCH, lay_out
from rashomon.views.source_graph import (
    COLUMNS,
    Edge,
    Network,
    Node,
    list_copies_found,
    make_network,
    nearest,
    part_of,
    trace,
)


@pytest.fixture(scope="module")
def snapshot(sample_findings: Findings) -> Snapshot:
    return Snapshot(sample_findings)


@pytest.fixture(scope="module")
def network(snapshot: Snapshot) -> Network:
    return make_network(snapshot)


def named(network: Network, words: str, column: int) -> Node:
    return next(one for one in network.nodes if words in one.name and one.column == column)


def test_every_report_with_statements_is_an_outlet_or_a_copy(
    snapshot: Snapshot, network: Network
) -> None:
    shown = {one.report for one in network.nodes if one.kind in ("outlet", "unknown")}
    assert {one.report for one in snapshot.findings.statements} <= shown
    assert all(one.column >= 2 for one in network.nodes if one.report)


def test_every_line_is_one_step_of_the_chain_of_its_statement(
    snapshot: Snapshot, network: Network
) -> None:
    names = {one.id: one.name.strip("“”").casefold() for one in network.nodes}
    lines = [one for one in network.edges if one.kind != "copy"]
    assert lines
    for line in lines:
        chain = snapshot.statements[line.statement].attribution
        links = {" ".join(link.name.split()).strip(' ,;:"“”').casefold() for link in chain}
        links |= {snapshot.name(link.entity).casefold() for link in chain if link.entity}
        assert names[line.source] in links
        assert line.statements > 0


def test_unnamed_sources_of_two_reports_are_never_one_node(
    snapshot: Snapshot, network: Network
) -> None:
    unnamed = {one.id for one in network.nodes if one.kind == "unnamed"}
    assert unnamed
    for node in unnamed:
        reports = {
            snapshot.statements[edge.statement].report
            for edge in network.edges
            if edge.source == node
        }
        assert len(reports) == 1


def test_a_copy_stands_right_of_its_original_with_its_amount(network: Network) -> None:
    column = {one.id: one.column for one in network.nodes}
    copies = [one for one in network.edges if one.kind == "copy"]
    assert any(one.amount.endswith("words") for one in copies)
    assert all(column[one.source] < column[one.target] for one in copies)
    assert all(one.path.startswith("/reports/") for one in copies)


def test_a_trace_holds_what_a_voice_reached_and_no_other_voice(network: Network) -> None:
    wire = named(network, "Meridian Wire", 2)
    from_wire = trace(network, wire.id)
    copies = {one.target for one in network.edges if one.kind == "copy" and one.source == wire.id}
    assert copies
    assert copies <= from_wire.down
    voice = next(one.source for one in network.edges if one.target == wire.id)
    found = trace(network, voice)
    assert voice in found.up
    assert wire.id in found.down
    others = {one.source for one in network.edges if one.target == wire.id and one.source != voice}
    assert not others & (found.up | found.down)


def test_of_a_large_graph_only_what_is_nearest_is_drawn(network: Network) -> None:
    wire = named(network, "Meridian Wire", 2)
    kept = nearest(network, wire.id, 5)
    assert len(kept) == 5
    assert wire.id in kept
    part = part_of(network, kept)
    assert {one.id for one in part.nodes} == kept
    assert all({one.source, one.target} <= kept for one in part.edges)


def test_only_copies_has_no_voices(snapshot: Snapshot) -> None:
    network = make_network(snapshot, only_copies=True)
    assert network.nodes
    assert {one.column for one in network.nodes} <= {2, 3, 4}
    assert {one.kind for one in network.edges} == {"copy"}


def test_what_a_copy_lost_stands_in_the_table(snapshot: Snapshot) -> None:
    copies, more = list_copies_found(snapshot, 40)
    assert more == 0
    assert any("“48” now reads “47”" in one.changed for one in copies)
    assert any("The source" in one.changed for one in copies)
    first, left = list_copies_found(snapshot, 2)
    assert (first, left) == (copies[:2], len(copies) - 2)


def test_boxes_of_a_column_keep_apart_and_lines_join_their_boxes(network: Network) -> None:
    drawn = lay_out(network)
    assert len(drawn.boxes) == len(network.nodes)
    assert len(drawn.lines) == len(network.edges)
    for column in range(len(COLUMNS)):
        tops = sorted(one.y for one in drawn.boxes if one.node.column == column)
        assert all(after - before >= BOX for before, after in pairwise(tops))
    assert {one.x for one in drawn.boxes} <= set(COLUMN_X)
    assert all(one.y + BOX < drawn.height for one in drawn.boxes)


def test_the_drawing_is_the_same_tomorrow(snapshot: Snapshot, network: Network) -> None:
    again = make_network(Snapshot(snapshot.findings))
    assert again == network
    assert lay_out(again) == lay_out(network)


def test_bands_without_a_box_are_closed_up(network: Network) -> None:
    tops = sorted({one.y for one in lay_out(network).boxes})
    assert all(after - before <= 2 * PITCH for before, after in pairwise(tops))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_any_graph_can_be_laid_out(pairs: list[tuple[int, int]]) -> None:
    nodes = tuple(
        Node(f"n{at}", at % 5, "named", f"Voice {at}", "", "", f"{at:02}") for at in range(31)
    )
    ordered = tuple(sorted(nodes, key=lambda one: (one.column, one.first)))
    edges = tuple(Edge(f"n{a}", f"n{b}", "named", 1, "st") for a, b in sorted(set(pairs)) if a != b)
    drawn = lay_out(Network(ordered, edges))
    assert len(drawn.boxes) == len(nodes)
    for column in range(5):
        tops = sorted(one.y for one in drawn.boxes if one.node.column == column)
        assert all(after - before >= BOX for before, after in pairwise(tops))


def test_no_sources_make_an_empty_sheet() -> None:
    drawn = lay_out(Network((), ()))
    assert drawn.boxes == ()
    assert drawn.lines == ()
