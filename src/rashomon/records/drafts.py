"""Statements before they are grounded: words with their roles, no entity, day or number yet.

All spans are offsets in the report's text.
"""

from typing import Literal

from msgspec import Struct

from rashomon.spans import Span

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
"""PLOVER's sixteen event types."""

StateType = Literal["CONTROL", "FORCE", "POST", "PACT", "CASUALTY", "CAPTIVITY", "IDENTITY"]
"""States: who holds a place or an office, how many are where, what binds whom, who is who."""

Status = Literal[
    "asserted",
    "reported",
    "planned",
    "predicted",
    "threatened",
    "conditional",
    "possible",
    "denied",
]
"""A statement's factuality, as its own words put it; ``reported`` is hearsay without a named source."""

SourceKind = Literal["named", "anonymous", "outlet", "document"]

Act = Literal["speech", "belief", "will", "stance", "evidence"]
"""What a source does with a content: says it, thinks it, wants it, is for or against it, shows it."""

HowMany = Literal["one", "two", "several", "unknown"]


class Nameless(Struct, frozen=True):
    """What is said of a source without a name.

    ``roles`` are the words of the glossary for what it is (official, military, resident, …), sorted;
    empty where its words tell none. ``of`` holds the words that tell whose or where it is ("Turkish",
    "in the capital", "close to the ministry"), in the order of the text.
    """

    roles: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    how_many: HowMany = "unknown"


class Voice(Struct, frozen=True):
    """One link of a chain of attribution: somebody who says or passes something on.

    ``span`` holds the source's words where they stand beside the cue (perhaps a pronoun); None where
    a source is understood from context alone (a quotation that goes on), or nobody is named who says
    it ("asked whether …", "is expected to …": ``somebody unnamed``). ``named_by`` is the fuller
    mention that a pronoun or role goes back to; None where the words themselves name the source.
    ``name`` is the source in words: those of ``named_by``, else those of ``span``. ``members`` are
    the spans of joint speakers, else empty. ``direct``: quoted word for word. What a ``stance`` is
    about is taken as given and not told. ``nameless`` is None for a source with a name.
    """

    name: str
    kind: SourceKind
    span: Span | None = None
    named_by: Span | None = None
    members: tuple[Span, ...] = ()
    cue: Span | None = None
    cue_lemma: str = ""
    direct: bool = False
    act: Act = "speech"
    nameless: Nameless | None = None


class Attribution(Struct, frozen=True):
    """Content laid in the mouth of a chain of sources, nearest speaker first, the outlet left out.

    ``content`` holds the spans that are said; more than one where the cue breaks the speech or it
    goes on in later sentences.
    """

    content: tuple[Span, ...]
    chain: tuple[Voice, ...]


class Terms(Struct, frozen=True):
    """What a statement says of a pact's terms.

    ``role`` tells what the statement is about: that there is a pact, its signing, one of its clauses
    or its invocation. Spans name those obliged, those who profit, the event that brings the
    obligation into play, and the day of the signing; empty or None where the words do not say. Of a
    signing, the obliged are those for whom its signers sign, where the words name them beside.
    """

    role: Literal["mention", "signing", "clause", "invocation"]
    obligated: tuple[Span, ...] = ()
    beneficiary: Span | None = None
    trigger: Span | None = None
    signed: Span | None = None


class Draft(Struct, frozen=True):
    """A statement in words: what happened or holds, who, to whom, where, when, how many, who says so.

    ``span`` is the statement's quote. ``actors``, ``targets``, ``places``, ``times`` and
    ``quantities`` are spans of the words in those roles; where a speaker says "we", of the words that
    name his body, wherever in the report they stand. ``type`` is None for speech that reports
    neither an event nor a state. ``value`` is what a state says in words (the office held, who somebody
    is said to be). ``chain`` is empty for the outlet's own voice.
    """

    report: str
    passage: str
    span: Span
    trigger: Span
    type: EventType | StateType | None
    mode: str | None
    status: Status
    actors: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    quantities: tuple[Span, ...] = ()
    value: str | None = None
    terms: Terms | None = None
    chain: tuple[Voice, ...] = ()
    confidence: float = 0.5
