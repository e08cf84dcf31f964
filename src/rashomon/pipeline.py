"""The path from an input to an answer, composed of the stages; reads like the product.

`extract` looks at one report alone, and its result never has to be made again for the same bytes.
`settle` looks at all of them together: who copied whom, when undated reports were written, who is who,
what is the same claim.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from rashomon.claiming import claim
from rashomon.correcting.anchors import reanchor
from rashomon.correcting.names import constraints_of, relabel_entities
from rashomon.correcting.reports import correct_reports
from rashomon.correcting.statements import correct_statements
from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding import date_reports, ground, mention, read_times
from rashomon.language.parser import Parser
from rashomon.language.trees import Tree
from rashomon.records.corrections import NO_RULINGS, Rulings
from rashomon.records.findings import Extraction, Findings
from rashomon.records.parses import Parse
from rashomon.records.reports import Passage, Reading
from rashomon.records.reuse import Reuse
from rashomon.situation import find_forecasts, find_pacts
from rashomon.stating import state
from rashomon.tracing import explain, redirect, trace

READ_LANGUAGE = "en"
"""The language that the stages can read; passages in others are kept and counted, not parsed."""

REPORTS_AT_ONCE = 32
"""Readings whose passages are parsed together: enough to keep the parser's batches full."""


def extract(readings: Iterable[Reading], parser: Parser) -> Iterator[Extraction]:
    """What each report gives by itself, in order.

    Each distinct passage of a batch is parsed once, since wire copy repeats.
    """
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) == REPORTS_AT_ONCE:
            yield from _extract_batch(batch, parser)
            batch = []
    if batch:  # without one the parser need not even be loaded
        yield from _extract_batch(batch, parser)


def _extract_batch(readings: Sequence[Reading], parser: Parser) -> Iterator[Extraction]:
    distinct = dict.fromkeys(
        passage.text
        for reading in readings
        for passage in reading.passages
        if _is_readable(passage)
    )
    parses = dict(zip(distinct, parser.parse(distinct), strict=True))
    for reading in readings:
        yield extract_one(reading, parses)


def extract_one(reading: Reading, parses: Mapping[str, Parse]) -> Extraction:
    """What one report gives by itself, from the parses of its passages by their text."""
    trees = [
        Tree(passage, parses[passage.text]) for passage in reading.passages if _is_readable(passage)
    ]
    return Extraction(
        report=reading.report,
        passages=reading.passages,
        drafts=state(reading.report, trees),
        mentions=mention(reading.report, trees),
        times=read_times(reading.report, trees),
    )


def _is_readable(passage: Passage) -> bool:
    return passage.language == READ_LANGUAGE


def settle(
    extractions: Sequence[Extraction],
    rulings: Rulings = NO_RULINGS,
    watched: Sequence[WatchList] = (),
    shared: Iterable[Reuse] | None = None,
) -> Findings:
    """What all reports give together; the same for any order of the extractions.

    Args:
        extractions: What each report gives by itself.
        rulings: What people corrected; without them everything is as if nobody ever had.
        watched: Watch lists to hold the entities' names against.
        shared: What any two of the reports share, where that was kept; else it is looked for.
    """
    ordered = sorted(extractions, key=lambda extraction: extraction.report.id)
    passages = [passage for extraction in ordered for passage in extraction.passages]
    found = [extraction.report for extraction in ordered]
    as_read = correct_reports(found, rulings)
    if (
        shared is None or list(as_read) != found
    ):  # what people say of a report may turn a copy round
        reuse = trace(as_read, passages)
    else:
        reuse = explain(shared, as_read)
    reports = date_reports(
        as_read,
        {extraction.report.id: extraction.times for extraction in ordered},
        reuse,
    )
    reuse = redirect(reuse, reports, passages)
    dated = [
        msgspec.structs.replace(extraction, report=report)
        for extraction, report in zip(ordered, reports, strict=True)
    ]
    grounded = ground(dated, constraints_of(rulings), watched)
    rulings = reanchor(rulings, grounded.statements)
    statements = correct_statements(grounded.statements, rulings)
    entities = relabel_entities(grounded.entities, grounded.marks, rulings)
    claims, disputes = claim(reports, statements, entities, reuse, rulings)
    return Findings(
        reports=tuple(reports),
        passages=tuple(sorted(passages, key=lambda passage: passage.id)),
        marks=grounded.marks,
        statements=statements,
        entities=entities,
        reuse=reuse,
        claims=claims,
        disputes=disputes,
        pacts=find_pacts(statements, entities),
        forecasts=find_forecasts(reports, statements, entities, claims),
    )
