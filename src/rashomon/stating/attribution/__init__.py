"""Who says what in a report: sources, cues and contents, as chains nearest speaker first.

Stands inside the stage of stating. Enters: a report and its parsed passages. Leaves: attributions in
the order of the text. What the outlet says in its own voice gets none.
"""

from collections.abc import Sequence

from rashomon.language.trees import Tree
from rashomon.records.drafts import Attribution, Voice
from rashomon.records.reports import Report
from rashomon.spans import cut

from .phrases import noun_phrase, words_span
from .quotations import find_quotations
from .sources import kind_of
from .speech import Speech
from .verbs import read_verbs


def attribute(report: Report, trees: Sequence[Tree]) -> tuple[Attribution, ...]:
    """The attributions of a report, in the order of its text.

    Shape: N passages → M ≥ 0 attributions; one may hold contents from several passages.
    """
    quotations = find_quotations(report, trees)
    found: list[Attribution] = []
    for tree in trees:
        near = [
            q
            for q in quotations
            if tree.passage.start - 3 <= q.span.end and q.span.start <= tree.passage.end + 3
        ]
        for speech in read_verbs(report.text, tree, near):
            if speech.source is not None:
                found.append(Attribution(tuple(speech.content), (_voice(report, speech),)))
    return tuple(
        sorted(found, key=lambda one: (one.content[0], one.chain[0].cue or one.content[0]))
    )


def _voice(report: Report, speech: Speech) -> Voice:
    assert speech.source is not None
    words = noun_phrase(speech.source)
    span = words_span(report.text, words)
    return Voice(
        name=cut(report.text, span),
        kind=kind_of(speech.source, words),
        span=span,
        cue=words_span(report.text, speech.cue),
        cue_lemma=speech.cue[0].lemma,
        direct=speech.direct,
    )
