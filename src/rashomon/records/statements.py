"""Statements: one report's account of one event or state, grounded."""

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.drafts import Act, EventType, Nameless, SourceKind, StateType, Status
from rashomon.records.mentions import Place, Quantity, Time
from rashomon.spans import Span


class Trigger(Struct, frozen=True):
    """The word that speaks of the event or state."""

    span: Span
    text: str


class Cue(Struct, frozen=True):
    """The word that says that something is said."""

    span: Span
    raw: Span | None
    text: str


class Source(Struct, frozen=True):
    """One link of a statement's chain of attribution; see `rashomon.records.drafts.Voice`.

    ``entity`` is the source's entity, None where unknown; ``members`` those of joint speakers.
    """

    name: str
    entity: str | None
    members: tuple[str, ...]
    kind: SourceKind
    span: Span | None
    raw: Span | None
    cue: Cue | None
    direct: bool
    act: Act = "speech"
    nameless: Nameless | None = None


class Clause(Struct, frozen=True):
    """Terms of a pact with the parties as entities; see `rashomon.records.drafts.Terms`."""

    role: str
    obligated: tuple[str, ...] = ()
    beneficiary: str | None = None
    trigger: str | None = None
    signed: Days | None = None


class Statement(Struct, frozen=True):
    """What one report says happened or holds, and on whose word.

    ``quote`` is ``report.text[span.start:span.end]``. ``actors``, ``targets`` and ``places`` are
    entity ids; ``areas`` are the points with a radius where the words put it ("six km from Homs"), the
    narrowest first, empty where they put it nowhere. ``attribution`` is nearest speaker first, the
    publishing outlet left out, empty for the outlet's own voice. ``confidence`` in [0, 1] is how sure
    the reading is, not how true.
    """

    id: str
    report: str
    passage: str
    span: Span
    raw: Span | None
    quote: str
    trigger: Trigger
    type: EventType | StateType | None
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    value: str | None
    time: Time | None
    quantities: tuple[Quantity, ...]
    terms: Clause | None
    attribution: tuple[Source, ...]
    confidence: float
    areas: tuple[Place, ...] = ()
