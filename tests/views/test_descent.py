"""Copies as trees: one an original, each copy once."""

from rashomon.records.reuse import Reuse
from rashomon.spans import Span
from rashomon.views import list_copies
from rashomon.views.descent import count_copies, trace_descents
from stories import Story


def story_of(*taken, reports="abcd"):
    """Reports by one letter each; ``taken`` are pairs (giver, taker), with "?" for no direction."""
    story = Story()
    for n, name in enumerate(reports, start=1):
        story.report(f"{name}.txt", f"2014-05-{n:02}", outlet=f"Paper {name}")
    ids = {name: one.id for name, one in zip(reports, story.reports, strict=True)}
    for n, (giver, taker, *rest) in enumerate(taken):
        direction = "unknown" if "?" in rest else "known"
        story.reuse.append(
            Reuse(f"ru-{n}", ids[giver], Span(0, 9), ids[taker], Span(0, 9 + n), "verbatim",
                  "credited" in rest, direction, "a test")
        )  # fmt: skip
    return story.findings(), ids


def trees_of(findings):
    reports = {one.id: one for one in findings.reports}
    return trace_descents(list_copies(findings), reports)


def test_two_copies_of_one_original_are_one_tree_and_no_pair_of_their_own():
    findings, ids = story_of(("a", "b"), ("a", "c"), ("b", "c", "?"))
    (tree,), unknown = trees_of(findings)
    assert tree.original == ids["a"]
    assert {one.row.taken_by for one in tree.copies} == {ids["b"], ids["c"]}
    assert unknown == ()


def test_a_copy_hangs_below_the_report_that_it_credits():
    findings, ids = story_of(("a", "b"), ("b", "c", "credited"), ("a", "c"))
    (tree,), _ = trees_of(findings)
    (copy,) = tree.copies
    assert copy.row.taken_by == ids["b"]
    assert [one.row.taken_by for one in copy.copies] == [ids["c"]]
    assert count_copies(tree.copies) == 2


def test_a_pair_of_which_nobody_can_tell_stays_a_pair():
    findings, ids = story_of(("a", "b"), ("c", "d", "?"))
    trees, (pair,) = trees_of(findings)
    assert len(trees) == 1
    assert {pair.taken_by, pair.taken_from} == {ids["c"], ids["d"]}


def test_reports_said_to_copy_one_another_in_a_circle_end():
    findings, _ = story_of(("a", "b"), ("b", "c"), ("c", "a"))
    (tree,), _ = trees_of(findings)
    assert count_copies(tree.copies) == 2
