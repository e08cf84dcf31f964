"""Accounts of pacts that come, go and change leave the clashes that a recount gives."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from rashomon.claiming import bonds
from rashomon.claiming.reckoning import OF_INVOCATIONS, reckon
from rashomon.instants import Days
from rashomon.ledger.entries import load_findings
from rashomon.ledger.store import open_ledger
from rashomon.pipeline import Settled
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Published, Report
from rashomon.records.statements import Clause, Statement, Trigger
from rashomon.situation.expectations import keep_forecasts
from rashomon.situation.forecasts import find_last_day, settle_forecasts
from rashomon.situation.pacts import find_accords
from rashomon.situation.renewals import keep_told
from rashomon.spans import Span
from rashomon.workings import Memory, UnfitError
from test_resettling import enter_all, enter_part, kept

NAMES = ("Avaria", "Borunia", "Cetland", "Dorvia")
DAYS = tuple(Days(date(2011, 4, day), date(2011, 4, day)) for day in (3, 9, 20))
YEAR = Days(date(2011, 1, 1), date(2011, 12, 31))
WORDS = (
    "they signed a mutual defence pact",
    "the trade memorandum was signed by the ministers",
    "a tripartite treaty of defence was signed",
    "the Volta Charter was invoked by the ministers",
    "ministers signed the defence pact",
)
REPORTS = 16
STATEMENTS = 48


def entity(place: int) -> Entity:
    return Entity(f"en-{place:016x}", NAMES[place], "place", (NAMES[place],))


def report(place: int) -> Report:
    day = Days(date(2011, 5, 1 + place), date(2011, 5, 1 + place))
    content: dict[str, Any] = dict.fromkeys(
        ("url", "outlet", "carries", "title", "author", "pieces")
    )
    return Report(
        id=f"rp-{place:016x}",
        name=f"{place}.txt",
        media_type="text/plain",
        language="en",
        published=Published(day, "stated", "May"),
        read_at=date(2026, 1, 1),
        raw_sha256=f"{place:064x}",
        text=" ".join(WORDS),
        removed=(),
        **content,
    )


def account(place: int, paper: int, quote: str, parties: Iterable[int], **told: Any) -> Statement:
    """An account of a pact."""
    start = " ".join(WORDS).index(quote)
    unknown: dict[str, Any] = dict.fromkeys(("raw", "mode", "value", "time"))
    return Statement(
        id=f"st-{place:016x}",
        report=report(paper).id,
        passage=f"ps-{place:016x}",
        span=Span(start, start + len(quote)),
        quote=quote,
        trigger=Trigger(Span(start, start + 4), quote[:4]),
        type="PACT",
        status=told.get("status", "asserted"),
        actors=tuple(entity(one).id for one in sorted(parties)),
        targets=(),
        places=(),
        quantities=(),
        terms=Clause(told["role"], signed=told.get("signed")),
        attribution=(),
        confidence=0.5,
        **unknown,
    )


def some_account(random: Random, place: int) -> Statement:
    """An account of a pact of up to three parties, or of whom it does not say."""
    quote = random.choice(WORDS)
    role = "invocation" if "invoked" in quote else random.choice(("signing", "signing", "mention"))
    signed = random.choice((*DAYS, YEAR)) if role == "signing" else None
    parties = random.sample(range(len(NAMES)), random.choice((0, 1, 2, 2, 2, 3)))
    status = random.choice(("asserted", "asserted", "denied"))
    paper = random.randrange(REPORTS)
    return account(place, paper, quote, parties, role=role, signed=signed, status=status)


def settled(statements: Iterable[Statement]) -> Settled:
    """All that follows from some statements."""
    said = tuple(sorted(statements, key=lambda one: one.id))
    reports = tuple(report(place) for place in range(REPORTS))
    entities = tuple(entity(place) for place in range(len(NAMES)))
    found = reckon(reports, said, entities, ())
    workings = Memory()
    foreseen = settle_forecasts(reports, said, entities, found.claims)
    keep_forecasts(workings, foreseen, find_last_day(reports))
    accords = find_accords(said, entities)
    keep_told(workings, accords.told)
    findings = Findings(
        reports=reports,
        passages=(),
        marks=(),
        statements=said,
        entities=entities,
        reuse=(),
        claims=found.claims,
        disputes=found.disputes,
        pacts=accords.pacts,
        forecasts=tuple(one.forecast for one in foreseen),
    )
    return Settled(findings, workings, found)


def steps(random: Random, every: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Some statements, of which a few come, go, or are of another type by a person's word."""
    told = {one.id: one for one in random.sample(every, random.choice((6, 25, 40)))}
    yield list(told.values())
    for _ in range(20):
        for one in random.sample(every, random.choice((1, 1, 2))):
            if one.id in told and random.random() < 0.8:
                del told[one.id]
            elif random.random() < 0.15:
                told[one.id] = msgspec.structs.replace(one, type="CONSULT")
            else:
                told[one.id] = one
        yield list(told.values())


def follow(path: Path, stages: Iterable[Sequence[Statement]]) -> Iterator[Settled]:
    """Each stage, once a ledger that grew to it holds what one that was filled with it does."""
    before: Settled | None = None
    with (
        open_ledger(path / "grown.db", create=True) as grown,
        open_ledger(path / "whole.db", create=True) as whole,
    ):
        for stage in stages:
            after = settled(stage)
            try:
                if before is None:
                    raise UnfitError("There is nothing to grow from.")
                enter_part(grown, before.findings, after.findings)
            except UnfitError:
                enter_all(grown, after)
            enter_all(whole, after)
            with grown.reading() as one, whole.reading() as other:
                assert kept(one) == kept(other)
                assert load_findings(one) == load_findings(other)
            before = after
            yield after


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_what_clashes_on_pacts_is_what_a_recount_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(bonds, "MOST_IN_BLOCK", 4 if seed % 2 else 60)
    random = Random(seed)
    every = [some_account(random, place) for place in range(STATEMENTS)]
    stages = follow(tmp_path, steps(random, every))
    assert {"signed", *OF_INVOCATIONS} <= {owner for one in stages for owner in owners(one)}


def test_whom_a_statement_alone_binds_follows_from_who_is_bound_at_all(tmp_path: Path) -> None:
    told = [
        account(1, 1, WORDS[4], [0], role="signing", signed=DAYS[0]),
        account(2, 1, WORDS[0], [1, 2], role="mention"),
        account(3, 2, WORDS[0], [1, 2], role="signing", signed=DAYS[1]),
    ]
    elsewhere = account(4, 3, WORDS[1], [0, 3], role="mention")
    stages = follow(tmp_path, [told, [*told, elsewhere], told])
    assert [set(owners(one)) for one in stages] == [{"signed"}, set(), {"signed"}]


def owners(found: Settled) -> list[str]:
    """What clashes were found by."""
    return [one.owner[0] for one in found.reckoning.clashes]
