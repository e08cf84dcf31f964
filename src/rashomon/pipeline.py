"""The path from an input to an answer, composed of the stages; reads like the product.

`extract` looks at one report alone, and its result never has to be made again for the same bytes.
`settle` looks at all of them together: who copied whom, when undated reports were written, who is who,
what is the same claim. `resettle` does the same for a report more, and touches only what it changes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from rashomon.claiming.bunches import Standing, find_moved, keep_bunches
from rashomon.claiming.enlarging import list_rolls
from rashomon.claiming.held import Held
from rashomon.claiming.increments import reclaim
from rashomon.claiming.outlook import Outlook
from rashomon.claiming.reckoning import Reckoning, reckon
from rashomon.claiming.rolls import ROLLS
from rashomon.claiming.touching import Setting, find_touched
from rashomon.correcting.anchors import reanchor
from rashomon.correcting.names import constraints_of, relabel_entities
from rashomon.correcting.statements import correct_statements
from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding import mention, read_times
from rashomon.grounding.places import tell_place
from rashomon.language.labels import label_places
from rashomon.language.parser import Parser
from rashomon.language.trees import Tree
from rashomon.memory import paused_collections
from rashomon.records.changes import Resettled
from rashomon.records.corrections import NO_RULINGS, Rulings
from rashomon.records.findings import Extraction, Findings
from rashomon.records.parses import Parse
from rashomon.records.reports import Passage, Reading
from rashomon.records.reuse import Reuse
from rashomon.regrounding import News, Reports, recount, reground
from rashomon.reruling import ask_anew, keep_ruled, lay_over
from rashomon.situation.expectations import keep_forecasts
from rashomon.situation.forecasts import find_last_day, settle_forecasts
from rashomon.situation.pacts import find_accords
from rashomon.situation.prospects import renew_forecasts
from rashomon.situation.renewals import keep_told, renew_pacts
from rashomon.stating import state
from rashomon.workings import Memory, Workings

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
    label_places(trees, tell_place)
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
    return settle_to_grow(extractions, rulings, watched, shared).findings


class Settled(Struct, frozen=True):
    """Findings, with the workings and the ties from which they can grow; see `can_grow`."""

    findings: Findings
    workings: Memory
    reckoning: Reckoning


def settle_to_grow(
    extractions: Sequence[Extraction],
    rulings: Rulings = NO_RULINGS,
    watched: Sequence[WatchList] = (),
    shared: Iterable[Reuse] | None = None,
) -> Settled:
    """What all reports give together, as `settle` gives it, and what to keep for the next report."""
    with paused_collections():
        return _settle_all(extractions, rulings, watched, shared)


def _settle_all(
    extractions: Sequence[Extraction],
    rulings: Rulings,
    watched: Sequence[WatchList],
    shared: Iterable[Reuse] | None,
) -> Settled:
    ordered = sorted(extractions, key=lambda extraction: extraction.report.id)
    grounded, workings = recount(ordered, rulings, watched, shared)
    reports, reuse = grounded.reports.put, grounded.reuse.put
    keep_ruled(workings, rulings, grounded)
    rulings = reanchor(rulings, grounded.statements.put)
    statements = correct_statements(grounded.statements.put, rulings)
    entities = relabel_entities(grounded.entities.put, grounded.marks.put, rulings)
    found = reckon(reports, statements, entities, reuse, rulings)
    foreseen = settle_forecasts(reports, statements, entities, found.claims)
    keep_forecasts(workings, foreseen, find_last_day(reports))
    accords = find_accords(statements, entities)
    keep_told(workings, accords.told)
    keep_bunches(workings, found.bunches)
    for claim, roll in () if rulings.corrections else list_rolls(found):
        workings.put(ROLLS, claim, "", roll)
    findings = Findings(
        reports=reports,
        passages=grounded.passages.put,
        marks=grounded.marks.put,
        statements=statements,
        entities=entities,
        reuse=reuse,
        claims=found.claims,
        disputes=found.disputes,
        pacts=accords.pacts,
        forecasts=tuple(one.forecast for one in foreseen),
    )
    return Settled(findings, workings, found)


class Library(Struct, frozen=True):
    """Where a ledger keeps what grows: its reports, their workings, its records and their ties."""

    reports: Reports
    workings: Workings
    held: Held
    rulings: Rulings = NO_RULINGS


@paused_collections()
def resettle(
    library: Library,
    news: News,
    watched: Sequence[WatchList] = (),
    rulings: Rulings = NO_RULINGS,
) -> Resettled:
    """What some news change in the findings, while what is kept is brought up to date.

    What held before, with these changes, is what `settle` gives of all reports under the rulings.

    Args:
        library: What is kept of the reports before, by the same program, with the same registries and
            watch lists, and the rulings that it stands for; its reports as they are now.
        news: What happened among the reports.
        watched: The watch lists.
        rulings: What people corrected by now, where `can_grow` says so of it and of what was before.

    Raises:
        UnfitError: All has to be counted anew; what was put until then must be dropped.
    """
    held, workings = library.held, library.workings
    asked = ask_anew(workings, library.rulings, rulings)
    put = tuple(sorted({*news.put, *asked}))
    news = msgspec.structs.replace(news, put=put)
    given = reground(workings, library.reports, news, watched, constraints_of(rulings))
    ruled = lay_over(given, (workings, held), library.rulings, rulings)
    change, moved = ruled.change, find_moved(ruled.before, ruled.after)
    standing = Standing(ruled.after, workings, moved)
    setting = Setting(held, Outlook(held), Outlook(held, change), standing, workings)
    touched = find_touched(change, setting)
    found = reclaim(change, touched, setting)
    return Resettled(
        **msgspec.structs.asdict(change),
        claims=found.claims,
        disputes=found.disputes,
        pacts=renew_pacts(change, touched, setting),
        forecasts=renew_forecasts(library.workings, change, touched, found.claims, setting),
    )
