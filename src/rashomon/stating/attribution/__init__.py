"""Who says what in a report: sources, cues and contents, as chains nearest speaker first.

Stands inside the stage of stating. Enters: a report and its parsed passages. Leaves: attributions in
the order of the text. What the outlet says in its own voice gets none.
"""

from bisect import bisect_left
from collections.abc import Sequence

from rashomon.language.trees import Tree
from rashomon.records.drafts import Attribution
from rashomon.records.reports import Report

from .announcements import read_announced
from .asides import read_asides
from .blocks import read_blocks
from .chains import link
from .continuations import continue_quotations, extend_turns, point_back
from .credits import read_credits
from .endings import has_lost_commas, read_ending
from .equations import read_equations
from .feelings import read_feelings
from .headlines import read_headline
from .hearsay import read_hearsay
from .interviews import read_interview
from .introductions import read_introduction
from .misreadings import read_misread, read_trailing
from .naming import named_inside, persons_inside
from .neighbours import read_neighbours
from .partings import part_speeches
from .quotations import Quotation, find_quotations
from .signatures import read_signatures
from .speech import Speech
from .verbs import read_verbs


def attribute(report: Report, trees: Sequence[Tree]) -> tuple[Attribution, ...]:
    """The attributions of a report, in the order of its text.

    Shape: N passages → M ≥ 0 attributions; one may hold contents from several passages.
    Cost: about 5 % of the parse, measured by processor time on 40 news reports.
    """
    quotations = find_quotations(report, trees)
    ends = [quotation.span.end for quotation in quotations]
    speeches: list[Speech] = []
    has_endings = has_lost_commas(report)
    names, persons = named_inside(trees), persons_inside(trees)
    for tree in trees:
        if not tree.nodes:
            continue
        near = _near(quotations, ends, tree)
        speeches += read_verbs(report.text, tree, near, names)
        speeches += read_asides(report.text, tree, near, persons)
        speeches += read_feelings(report.text, tree, near)
        speeches += read_equations(report.text, tree, near)
        announced = read_announced(report.text, tree, near)
        if announced is not None and not any(announced.cue[0] in one.cue for one in speeches):
            speeches.append(announced)
        misread = read_misread(report.text, tree, near, names)
        misread = misread or read_trailing(report.text, tree, near)
        misread = misread or read_headline(report.text, tree, near)
        if misread is not None and not any(misread.cue[0] in one.cue for one in speeches):
            speeches.append(misread)
        introduction = read_introduction(report.text, tree, near, speeches)
        if introduction is not None:
            speeches.append(introduction)
        ending = read_ending(report.text, tree, speeches) if has_endings else None
        if ending is not None:
            speeches.append(ending)
    for tree in trees:
        if any(node.text in ";," for node in tree):
            speeches = part_speeches(tree, speeches)
    speeches += read_credits(report.text, trees)
    speeches += read_signatures(report.text, trees)
    speeches += read_blocks(trees, speeches)
    interview = read_interview(report, trees)
    speeches = [
        one
        for one in speeches
        if not (one.cue[0].text == ":" and one.cue[0].start in interview.colons)
    ]
    speeches += interview.speeches
    point_back(speeches, trees)
    extend_turns(speeches, trees)
    continue_quotations(report.text, speeches, quotations)
    speeches += read_neighbours(trees, quotations, speeches)
    named = link(report, trees, speeches)
    return _with_hearsay(report, trees, quotations, named)


def _with_hearsay(
    report: Report,
    trees: Sequence[Tree],
    quotations: list[Quotation],
    named: tuple[Attribution, ...],
) -> tuple[Attribution, ...]:
    """The attributions, with those to nobody named in their places."""
    ends = [quotation.span.end for quotation in quotations]
    found = list(named)
    for tree in trees:
        found += read_hearsay(report.text, tree, _near(quotations, ends, tree), named)
    return tuple(sorted(found, key=lambda one: (one.content, _cue_of(one))))


def _cue_of(one: Attribution) -> int:
    cue = one.chain[0].cue
    return -1 if cue is None else cue.start


def _near(quotations: list[Quotation], ends: list[int], tree: Tree) -> list[Quotation]:
    """The quotations that touch a sentence or stand right beside it."""
    first = bisect_left(ends, tree.passage.start - 3)
    near: list[Quotation] = []
    for quotation in quotations[first:]:
        if quotation.span.start > tree.passage.end + 3:
            break
        near.append(quotation)
    return near
