"""Corrections: what people rule on what the engine found, each an entry that is never taken back.

A correction names what it is about by what none changes: the marks of an entity, the statements of a
claim or an origin, the words of a report. So it holds after a merge has given its targets other ids, and
after the same reports were read again.
"""

from typing import Literal

from msgspec import Struct

from rashomon.instants import Days
from rashomon.spans import Span

CorrectionKind = Literal[
    "confirm",
    "merge",
    "split",
    "relabel",
    "regrade",
    "reject",
    "set-outlet",
    "set-date",
    "undo",
]
"""What a person can do about what the engine found."""

TargetKind = Literal["entity", "claim", "origin", "statement", "report"]
"""What a person can correct."""


class Anchor(Struct, frozen=True):
    """Words of a report that a target is known by.

    ``id`` is that of the mark, the statement or the report. ``span`` holds the words of the mark, or the
    statement's trigger: by them it is found again where a later reading gives it another id. An entity
    that no mark names (the state that an army belongs to) is anchored by its own id, with no report.
    """

    id: str
    report: str | None = None
    span: Span | None = None
    text: str = ""


class Target(Struct, frozen=True):
    """What a correction is about: the record as it was called then, and the words that it is known by.

    ``words`` are its name or quote, for a reader of the log.
    """

    kind: TargetKind
    id: str
    words: str
    anchors: tuple[Anchor, ...]


class Change(Struct, frozen=True):
    """What a correction changes in its target; fields that its kind has no use for are None or empty.

    ``away`` are the words that a split parts from the rest, ``away_names`` the names where it parts
    whole names. ``field`` is what a relabel or regrade sets (name, kind, text, type, status,
    independence) and ``value`` what to; ``value`` is also the outlet of a report. ``days`` are its days
    of publication.
    """

    field: str | None = None
    value: str | None = None
    days: Days | None = None
    away: tuple[Anchor, ...] = ()
    away_names: tuple[str, ...] = ()


class Correction(Struct, frozen=True):
    """One entry of the log: who ruled what, when and why; never changed, never deleted.

    ``seq`` counts the entries from 1 and is the version that a later correction is made against.
    ``made_at`` is a moment in UTC. ``said`` is what was found before, in words, and ``says`` what holds
    since; ``effects`` are the consequences in a sentence ("3 → 2 origins"). ``undoes`` is the id of the
    entry that an undo takes back; it may be an undo itself.
    """

    seq: int
    id: str
    made_at: str
    author: str
    kind: CorrectionKind
    targets: tuple[Target, ...]
    change: Change = Change()
    reason: str | None = None
    said: str = ""
    says: str = ""
    effects: str = ""
    undoes: str | None = None


class Rulings(Struct, frozen=True):
    """The corrections that hold, those that were undone left out, in the order in which they were made.

    Each is applied to what the earlier ones left, so that the last word counts.
    """

    corrections: tuple[Correction, ...] = ()


NO_RULINGS = Rulings()
"""Nobody has ruled on anything, or everything was undone."""


class Effect(Struct, frozen=True):
    """One record that a correction changes, brings or takes away.

    ``record`` is its id afterwards, ``was`` before; None where there is none. ``field`` is what changes:
    status, origins, name, …, or ``record`` for one that comes or goes.
    """

    kind: str
    record: str | None
    was: str | None
    words: str
    field: str
    before: str
    after: str


class Preview(Struct, frozen=True):
    """What a correction would change, before it is made: the records one by one, and a sentence.

    ``version`` is the last entry of the log that touches its targets; a correction made against it finds
    out whether somebody else was there first. ``correction`` is the entry as it would be made.
    """

    correction: Correction
    effects: tuple[Effect, ...]
    sentence: str
    version: int


class Doubt(Struct, frozen=True):
    """A decision of the engine that was close, for a person to confirm or to undo.

    ``question`` tells what was decided: two are one (``joined``) or two (``apart``), or an origin may be
    another's (``origin``). ``targets`` are the ids to rule on, ``left`` and ``right`` the words to
    compare. ``weight_bits`` is what speaks for one, ``margin_bits`` how far that is from the decision.
    ``claims`` are those that the answer may change, most of them first in the queue. ``if_wrong`` is the
    correction that would turn the decision round, of ``targets``; a split would part ``away`` from them.
    """

    id: str
    question: Literal["joined", "apart", "origin"]
    kind: TargetKind
    targets: tuple[str, ...]
    left: str
    right: str
    weight_bits: float
    margin_bits: float
    reasons: tuple[str, ...]
    claims: tuple[str, ...]
    if_wrong: CorrectionKind
    away: tuple[str, ...] = ()
    version: int = 0


class Placement(Struct, frozen=True):
    """A correction with what became of it.

    ``state``: ``holds``; ``undone`` by a later entry; ``unplaced`` where the words it is about are no
    longer there, with the reason. ``records`` are the ids of the records now that it changed.
    """

    correction: Correction
    state: Literal["holds", "undone", "unplaced"]
    records: tuple[str, ...] = ()
    why: str = ""
