"""Who, where, when, how many: mentions, entities, places, times and quantities."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from rashomon.language.trees import Tree
from rashomon.records.drafts import Draft
from rashomon.records.findings import Extraction
from rashomon.records.mentions import Entity, Mark, Mention
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.records.times import TimeExpression


class Grounded(Struct, frozen=True):
    """What grounding gives for all reports together."""

    marks: tuple[Mark, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]


def mention(report: Report, trees: Sequence[Tree]) -> tuple[Mention, ...]:
    """Scaffold."""
    return ()


def read_times(report: Report, trees: Sequence[Tree]) -> tuple[TimeExpression, ...]:
    """Scaffold."""
    return ()


def date_reports(
    reports: Sequence[Report],
    times: Mapping[str, Sequence[TimeExpression]],
    reuse: Sequence[Reuse],
) -> tuple[Report, ...]:
    """Scaffold."""
    return tuple(reports)


def ground(extractions: Sequence[Extraction]) -> Grounded:
    """Scaffold."""
    return Grounded((), (), ())
