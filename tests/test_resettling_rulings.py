"""While people's rulings hold, come and go, a report more changes what a recount would change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection

from rashomon.claiming.posting import find_wholes
from rashomon.correcting.anchors import Index
from rashomon.correcting.proposals import Proposal, make_correction
from rashomon.ledger.codec import FIELDS
from rashomon.ledger.entries import enter_change, load_findings
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.ledger.ties import Ties
from rashomon.ledger.workings import LedgerWorkings
from rashomon.pipeline import Library, resettle, settle_to_grow
from rashomon.records.corrections import Rulings
from rashomon.records.findings import Extraction
from rashomon.regrounding import Gathered, News
from rashomon.repeating import pair_of
from rashomon.reruling import can_grow
from rashomon.tracing import find_shared
from rashomon.workings import UnfitError
from rulings import MADE_AT, Desk
from test_resettling import SIGNATURE, enter_all, kept
from worlds import World

SHELVES = (
    "claim%", "ruled%", "ground.given", "ground.entity", "ground.group%", "ground.ruled",
    "ground.pointed", "ground.block", "ground.owne%", "ground.w%", "report.%",
)  # fmt: skip


def everything(connection: Connection) -> dict[str, list[Any]]:
    """All that is kept to grow from, as far as it is the same for any order of the reports."""
    query = "SELECT * FROM workings WHERE shelf LIKE ? ORDER BY shelf, key, member"
    shelves = {one: connection.exec_driver_sql(query, (one,)).all() for one in SHELVES}
    return kept(connection) | {one: list(rows) for one, rows in shelves.items()}


class Told:
    """Some of all reports, and what any two of them share."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self.extractions = list(extractions)
        passages = [passage for one in extractions for passage in one.passages]
        found = find_shared([one.report for one in extractions], passages).shared
        self._pairs = {pair_of(*pair) for pair in found}
        shared = [one for reuses in found.values() for one in reuses]
        self.reports = Gathered(extractions, shared)
        self.ids = frozenset(one.report.id for one in extractions)

    def news_since(self, before: "Told") -> News:
        """What happened among them."""
        put, gone = self.ids - before.ids, before.ids - self.ids
        pairs = {pair for pair in self._pairs | before._pairs if (put | gone).intersection(pair)}
        return News(tuple(sorted(put)), tuple(sorted(gone)), tuple(sorted(pairs)))


class Pair:
    """A ledger that grows, and one that is filled anew at each step."""

    def __init__(self, grown: Ledger, whole: Ledger, told: Told) -> None:
        self._grown, self._whole = grown, whole
        self._told, self._rulings = told, Rulings()
        self.grew = {True: 0, False: 0}
        self.last = settle_to_grow(told.extractions)
        enter_all(grown, self.last)

    def step(self, told: Told, rulings: Rulings) -> None:
        """Add and take out reports, or follow other rulings, and compare."""
        self.last = settle_to_grow(told.extractions, rulings)
        try:
            self._grow(told, rulings)
            self.grew[rulings != self._rulings] += 1
        except UnfitError:
            enter_all(self._grown, self.last)
        enter_all(self._whole, self.last)
        self._told, self._rulings = told, rulings
        with self._grown.reading() as one, self._whole.reading() as other:
            assert load_findings(one) == load_findings(other)
            assert everything(one) == everything(other)

    def _grow(self, told: Told, rulings: Rulings) -> None:
        assert can_grow(rulings)
        with self._grown.writing() as connection:
            ties, workings = Ties(connection), LedgerWorkings(connection)
            library = Library(told.reports, workings, ties, self._rulings)
            found = resettle(library, told.news_since(self._told), rulings=rulings)
            for kind, field in FIELDS.items():
                change = getattr(found, field)
                put = {one.id for one in change.put}
                assert put.isdisjoint(change.gone)
                enter_change(connection, kind, change, SIGNATURE)
            put = found.entities.put
            ids = [*found.entities.gone, *(one.id for one in put)]
            ties.reenter(ids, (row for one in put for row in find_wholes(one)))


@contextmanager
def pair(path: Path, told: Told) -> Iterator[Pair]:
    with (
        open_ledger(path / "grown.db", create=True) as grown,
        open_ledger(path / "whole.db", create=True) as whole,
    ):
        yield Pair(grown, whole, told)


def follow(pair: Pair, everything: Sequence[Extraction], random: Random, steps: int) -> None:
    """Rule, and add reports or take them out, in turns by chance."""
    desk = Desk(random)
    told = pair._told
    for _ in range(steps):
        if random.random() < 0.5:
            for _ in range(random.choice((1, 1, 3))):
                desk.rule(pair.last.findings)
        else:
            inside = list(told.extractions)
            outside = [one for one in everything if one.report.id not in told.ids]
            gone = random.sample(inside, random.choice((0, 0, 0, 1)))
            fresh = random.sample(outside, min(len(outside), random.choice((1, 1, 2))))
            told = Told([*(one for one in inside if one not in gone), *fresh])
        pair.step(told, desk.rulings)


@pytest.mark.parametrize("seed", range(2))
def test_rulings_that_come_and_go_among_reports_leave_what_a_recount_gives(
    sample_extractions: Sequence[Extraction], tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    told = Told(random.sample(list(sample_extractions), len(sample_extractions) - 6))
    with pair(tmp_path, told) as both:
        follow(both, sample_extractions, random, 10)
    assert both.grew[True] and both.grew[False]


def test_rulings_in_an_invented_war_leave_what_a_recount_gives(tmp_path: Path) -> None:
    random = Random(1)
    world = [one for _, one in islice(World(1).reports(10**9), 30)]
    with pair(tmp_path, Told(world[:20])) as both:
        follow(both, world, random, 12)
    assert both.grew[True] and both.grew[False]


def test_a_ruling_may_be_taken_back_once_its_report_is_gone(
    sample_extractions: Sequence[Extraction], tmp_path: Path
) -> None:
    told = Told(sample_extractions[:6])
    with pair(tmp_path, told) as both:
        findings = both.last.findings
        name = findings.statements[0].id
        proposal = Proposal("reject", (name,), reason="it says no such thing")
        ruling = make_correction(Index(findings), proposal, "ann", MADE_AT)
        ruled = Rulings((msgspec.structs.replace(ruling, seq=1, id="co-1"),))
        both.step(told, ruled)
        report = findings.statements[0].report
        left = Told([one for one in told.extractions if one.report.id != report])
        both.step(left, ruled)
        both.step(left, Rulings())
    assert both.grew[True] == 2
