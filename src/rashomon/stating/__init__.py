"""Passages into statements in words: attribution, event or state, status.

Stands between reading and grounding. Enters: a report and the trees of its passages. Leaves: drafts,
whose roles are spans of the report's words. It neither names an entity nor dates anything.
"""

from collections.abc import Sequence

from rashomon.language.trees import Tree
from rashomon.records.drafts import Attribution, Draft
from rashomon.records.reports import Report
from rashomon.spans import Span, shared
from rashomon.stating.attribution import attribute
from rashomon.stating.composition import compose
from rashomon.stating.counts import find_counts
from rashomon.stating.detachments import find_detachments
from rashomon.stating.events import find_events
from rashomon.stating.fragments import find_fragments, part_drafts
from rashomon.stating.imprints import find_imprints
from rashomon.stating.musters import find_musters
from rashomon.stating.pacts import find_pacts
from rashomon.stating.recounts import find_recounts, last_of_men
from rashomon.stating.ripostes import find_ripostes
from rashomon.stating.selves import name_selves
from rashomon.stating.states import find_states
from rashomon.stating.survivals import find_survivals
from rashomon.stating.tolls import find_tolls

__all__ = ["state"]


def state(report: Report, trees: Sequence[Tree]) -> tuple[Draft, ...]:
    """The statements of a report in words, in the order of its text.

    Shape: N passages → M ≥ 0 drafts. No two have the same type and the same trigger.
    """
    attributions = attribute(report, trees)
    drafts: list[Draft] = []
    before: Tree | None = None
    ranks: Tree | None = None
    for tree, pacts in zip(trees, find_pacts(trees), strict=True):
        near = _touching(tree, attributions)
        ranks = last_of_men(before, ranks)
        counts = [*find_counts(tree), *find_recounts(tree, ranks), *find_tolls(tree, before)]
        counts += _beyond(find_detachments(tree, before), counts)
        counts += _beyond(find_musters(tree, before), counts)
        counts += _beyond(find_ripostes(tree, before), counts)
        fragments = find_fragments(tree, before)
        counts = [*_beyond(counts, fragments), *fragments]
        states = [*find_states(tree), *counts, *find_survivals(tree), *pacts]
        drafts.extend(part_drafts(tree, compose(tree, find_events(tree), states, near)))
        before = tree
    imprints = find_imprints(tree.passage for tree in trees)
    told = [draft for draft in drafts if draft.passage not in imprints]
    return name_selves(report, trees, told)


def _beyond(drafts: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """Drafts of counts that no other draft tells already, by the number they give."""
    known = {span for one in told for span in (one.trigger, *one.quantities)}
    return [one for one in drafts if not known & {one.trigger, *one.quantities}]


def _touching(tree: Tree, attributions: Sequence[Attribution]) -> list[Attribution]:
    here = Span(tree.passage.start, tree.passage.end)
    return [one for one in attributions if any(shared(piece, here) for piece in one.content)]
