"""Parties of a pact of whom nobody knows for whom they signed: they stand for themselves.

Stands beside `completions` and `assignments`: "the president and rebel leader X signed", "the government
and fourteen armed groups signed". Enters: what the statements of a report tell, or those of all reports.
Leaves: the same, signings with those who signed as parties where no other telling says whom they bind.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from rashomon.instants import overlaps
from rashomon.situation.tellings import FEWEST_PARTIES, Told


def stand_in(found: Sequence[Told]) -> list[Told]:
    """The statements of a report, signings by those who bind nobody known between themselves."""
    return [_alone(one, found) if one.alone else one for one in found]


def _alone(told: Told, others: Sequence[Told]) -> Told:
    both = tuple(sorted({*told.parties, *told.alone}))
    is_whole = len(told.parties) >= FEWEST_PARTIES
    if is_whole or len(both) < FEWEST_PARTIES or told.title:
        return told
    known = [
        one
        for one in others
        if one is not told and one.names_pact and set(told.parties) <= set(one.parties)
    ]
    if known and not any(_is_other(told, one) for one in others):
        return told
    return replace(told, parties=both)


def _is_other(told: Told, other: Told) -> bool:
    """Whether another signing was by other persons on another day, so that these are two pacts."""
    is_whole = len(other.parties) >= FEWEST_PARTIES
    if other is told or not is_whole or min(len(told.by), len(other.by)) < FEWEST_PARTIES:
        return False
    is_shared = bool(set(told.by) & set(other.by))
    days, others = told.days, other.days
    return not is_shared and days is not None and others is not None and not overlaps(days, others)


def settle_stand_ins(by_report: Mapping[str, Sequence[Told]]) -> dict[str, list[Told]]:
    """The statements of all reports, stand-ins as the parties of a pact of that day told elsewhere."""
    rows = [one for report in sorted(by_report) for one in by_report[report]]
    whole = [one for one in rows if one.names_pact and one.role == "signing"]
    swaps: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    for one in whole:
        if not set(one.alone) & set(one.parties):
            continue
        meant = next((it.parties for it in whole if _is_same(one, it)), None)
        if meant is not None:
            swaps[one.report, one.parties] = meant
    return {
        report: [
            one
            if (meant := swaps.get((report, one.parties))) is None
            else replace(one, parties=meant)
            for one in told
        ]
        for report, told in by_report.items()
    }


def _is_same(told: Told, other: Told) -> bool:
    """Whether another report tells of the same pact, and more surely between whom it is."""
    real = set(told.parties) - set(told.alone)
    days, others = told.days, other.days
    is_surer = len(set(other.parties) & set(other.alone)) < len(set(told.parties) & set(told.alone))
    is_first = is_surer or (other.report, other.statement) < (told.report, told.statement)
    is_of_day = days is not None and others is not None and overlaps(days, others)
    by_same = len(set(told.by) & set(other.by)) >= FEWEST_PARTIES
    is_of_day = is_of_day and len(other.parties) == len(told.parties)
    is_elsewhere = other.report != told.report and bool(real)
    return is_elsewhere and real <= set(other.parties) and is_first and (is_of_day or by_same)
