"""A correction that is tried by what it changes says what it would say if all were settled anew."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from make_ledger import make_ledger
from rashomon.correcting.proposals import Proposal
from rashomon.errors import UsageError
from rashomon.ledger.entries import Signature
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.changes import Resettled
from rashomon.records.findings import Findings
from rashomon.settings import GroundingSettings, Settings
from rashomon.workings import UnfitError
from rashomon.workspace import Workspace
from rashomon.workspace.growing import stop_growing
from rashomon.workspace.settling import Settler
from rashomon.workspace.trials import Asked, Trial, try_anew, try_on
from rulings import Desk

SIGNATURE = Signature("ann", datetime(2026, 1, 1, tzinfo=UTC))
SETTINGS = Settings(today=date(2026, 1, 1))


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of an invented war, not to be changed."""
    path = tmp_path_factory.mktemp("stock") / "war.db"
    make_ledger(path, 500, 3)
    return path


@pytest.fixture
def ledger(stock: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = shutil.copy(stock, tmp_path / "war.db")
    with open_ledger(path) as opened:
        yield opened


def kept(ledger: Ledger) -> list[list[str]]:
    """Every row of the ledger."""
    with ledger.reading() as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = list(connection.execute(text(named)).scalars())
        assert {"entries", "workings", "corrections", "about"} <= set(tables)
        return [
            sorted(map(repr, connection.execute(text(f"SELECT * FROM {one}"))))  # noqa: S608
            for one in tables
        ]


def tried(ledger: Ledger, asked: Asked) -> Trial[Resettled] | str:
    """What a correction would change, found by increment."""
    settler = Settler(ledger, GroundingSettings())
    try:
        with ledger.trying() as connection:
            return try_on(connection, settler, asked)
    except UsageError as error:
        return str(error)


def settled(ledger: Ledger, asked: Asked) -> Trial[Findings] | str:
    """The same, where all is settled anew."""
    workspace = Workspace(ledger.path, SETTINGS)
    try:
        settler = Settler(ledger, GroundingSettings())
        return try_anew(ledger, workspace.findings, settler, asked)
    except UsageError as error:
        return str(error)
    finally:
        workspace.close()


def compare(ledger: Ledger, proposal: Proposal) -> bool:
    """Whether a proposal could be tried by increment, and then said the same as one settled anew."""
    asked = Asked(proposal, SIGNATURE)
    before = kept(ledger)
    try:
        found = tried(ledger, asked)
    except UnfitError:
        return False
    assert kept(ledger) == before
    whole = settled(ledger, asked)
    if isinstance(found, str) or isinstance(whole, str):
        assert found == whole
    else:
        assert found.correction == whole.correction
        assert found.effects == whole.effects
        assert found.log == whole.log
    return True


@pytest.mark.parametrize("seed", range(2))
def test_what_a_correction_would_change_is_told_alike_by_increment_and_anew(
    ledger: Ledger, seed: int
) -> None:
    desk = Desk(Random(seed))
    fits = 0
    with Workspace(ledger.path, SETTINGS) as story:
        for step in range(6):
            proposal = desk.propose(story.findings())
            fits += compare(ledger, proposal)
            if step % 2:
                try:
                    made = story.correct(proposal.kind, *proposal.targets, **details(proposal))
                except UsageError:
                    continue
                assert compare(ledger, Proposal("undo", (made.id,)))
    assert fits > 3


def details(proposal: Proposal) -> dict[str, object]:
    wanted = ("reason", "value", "field", "days", "away")
    return {one: getattr(proposal, one) for one in wanted if getattr(proposal, one)}


def test_what_cannot_be_ruled_is_refused_in_the_same_words(ledger: Ledger) -> None:
    with Workspace(ledger.path, SETTINGS) as story:
        findings = story.findings()
    claim, statement = findings.claims[0].id, findings.statements[0].id
    for proposal in (
        Proposal("merge", ("cl-",)),
        Proposal("merge", (claim, "cl-0000000000000000")),
        Proposal("merge", (claim, findings.entities[0].id)),
        Proposal("merge", ("o", claim)),
        Proposal("split", (findings.claims[0].origins[0].id[:12],), away=("st-",)),
        Proposal("reject", (statement[:9],)),
        Proposal("relabel", ("e",), value="Somebody"),
        Proposal("relabel", ("",), value="Somebody"),
        Proposal("regrade", (statement,), value=findings.statements[0].status),
        Proposal("undo", ("co-1",)),
    ):
        assert isinstance(tried(ledger, Asked(proposal, SIGNATURE)), str)
        assert compare(ledger, proposal)


def test_half_an_id_leads_to_the_same_correction(ledger: Ledger) -> None:
    with Workspace(ledger.path, SETTINGS) as story:
        findings = story.findings()
    origin = next(one for claim in findings.claims for one in claim.origins)
    for proposal in (
        Proposal("regrade", (origin.id[:14],), value="doubtful"),
        Proposal("relabel", (findings.entities[5].id[:14],), value="Whoever they are"),
        Proposal("reject", (findings.claims[7].id[:14],), reason="of another war"),
    ):
        assert compare(ledger, proposal)


# -- beside others


def test_readers_go_on_while_a_correction_is_tried(ledger: Ledger) -> None:
    with ledger.trying() as connection:
        connection.execute(text("DELETE FROM workings"))
        with ledger.reading() as other:
            assert other.execute(text("SELECT count(*) FROM workings")).scalar_one() > 0
    with ledger.reading() as other:
        assert other.execute(text("SELECT count(*) FROM workings")).scalar_one() > 0


def test_all_is_settled_only_where_what_is_kept_does_not_fit(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[int] = []
    whole = Settler.settle
    monkeypatch.setattr(Settler, "settle", lambda *given: times.append(1) or whole(*given))
    with Workspace(ledger.path, SETTINGS) as story:
        wanted = story.claims()[0].id
        grown = story.preview("reject", wanted, reason="of another war")
        made = story.correct("reject", wanted, reason="of another war")
        story.undo(made.id)
        assert times == []
        with ledger.writing() as connection:
            stop_growing(connection)
        anew = story.preview("reject", wanted, reason="of another war")
        assert len(times) == 1
        assert (grown.sentence, grown.effects) == (anew.sentence, anew.effects)
