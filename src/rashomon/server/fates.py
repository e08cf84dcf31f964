"""What became of a record that is not held: never known, merged into another, retired, not yet known."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from sqlalchemy import Connection, select

from rashomon.ledger.codec import FIELDS, TYPES, decode
from rashomon.ledger.corrections import list_corrections
from rashomon.ledger.schema import entries
from rashomon.records.claims import Claim
from rashomon.records.corrections import Correction
from rashomon.server.desk import Desk
from rashomon.server.problems import TITLES, Moved, Refusal, Trouble, Way, not_found

_PATHS = {
    "report": "/reports",
    "statement": "/statements",
    "claim": "/claims",
    "dispute": "/claims",
    "entity": "/names",
    "pact": "/commitments",
    "forecast": "/forecasts",
}
"""Where the records of a kind have pages of their own, below the story."""


_WORDS = {"dispute": "question", "entity": "name"}
"""What a kind is called on screen, where it is called otherwise."""


class Fate(Struct, frozen=True):
    """The last word of the ledger on a record that it no longer holds."""

    retired_at: str
    author: str
    reason: str | None
    last: str | None
    correction: Correction | None


def missing(
    desk: Desk, kind: str, record: str, asof: date | None, ways: Sequence[Way]
) -> Exception:
    """What to raise for a record that a snapshot does not have; see `Ask.missing`."""
    called = _WORDS.get(kind, kind)
    if asof is not None:
        held = getattr(desk.snapshot(), FIELDS.get(kind, ""), {})
        if record in held:
            return Refusal(
                Trouble(
                    404, "not-yet-known", "Not known yet",
                    f"This {called} was not known on {asof.isoformat()}: no report had told of it."
                    " Ask for a later day, or for what is known now.",
                    ways=(Way("As known now", f"{_PATHS.get(kind, '')}/{record}", is_now=True), *ways),
                )
            )  # fmt: skip
    if kind not in TYPES:
        return not_found(called, record, *ways)
    with desk.ledger().reading() as connection:
        fate = _fate(connection, kind, record)
    if fate is None:
        return not_found(called, record, *ways)
    heirs = _heirs(desk, kind, fate.last)
    if len(heirs) == 1:
        return Moved(f"{_PATHS[kind]}/{heirs[0]}")
    because = _because(fate)
    onward = tuple(Way(f"Said there now: {one}", f"{_PATHS[kind]}/{one}") for one in heirs)
    return Refusal(
        Trouble(
            410, "no-longer-held", TITLES[410],
            f"This {called} is no longer held ({fate.retired_at[:10]}): {because.removesuffix('.')}.",
            ways=(*onward, *ways),
            about={
                "retired_at": fate.retired_at,
                "author": fate.author,
                "reason": because,
                "correction": None if fate.correction is None else fate.correction.id,
            },
        )
    )  # fmt: skip


def _fate(connection: Connection, kind: str, record: str) -> Fate | None:
    """How a record of a kind ended; None where there never was one, or it is held."""
    query = (
        select(entries)
        .where(entries.c.kind == kind, entries.c.record == record)
        .order_by(entries.c.seq.desc())
        .limit(2)
    )
    rows = connection.execute(query).all()
    if not rows or rows[0].op != "retire":
        return None
    last = rows[1].payload if len(rows) > 1 else None
    # The reason of an entry that follows from a correction is the correction's id.
    ruled = {one.id: one for one in list_corrections(connection)} if rows[0].reason else {}
    return Fate(
        rows[0].recorded_at,
        rows[0].author,
        rows[0].reason,
        last,
        ruled.get(rows[0].reason),
    )


def _because(fate: Fate) -> str:
    """Why a record is no longer held, as the end of a sentence."""
    if fate.correction is not None:
        ruled = fate.correction
        why = f", who says: {ruled.reason}" if ruled.reason else ""
        return f"by a correction ({ruled.kind}) of {ruled.author}{why}"
    if fate.reason:
        return fate.reason
    return f"since {fate.author} read the reports anew, it no longer follows from them"


def _heirs(desk: Desk, kind: str, last: str | None) -> list[str]:
    """The claims in which the statements of a claim that is gone stand now, most of them first."""
    if kind != "claim" or last is None:
        return []
    gone: Claim = decode("claim", last)
    held = desk.snapshot().claim_of_statement
    found = Counter(held[one].id for one in gone.statements if one in held)
    return sorted(found, key=lambda one: (-found[one], one))
