"""Standpoints: where those speak from on whose word a statement is, which is seldom where it happened.

Stands beside `statements`. Enters: a report's drafts and its text. Leaves: the words whose towns count
for nothing when it is asked where something happened, and those whose towns are meant if no others are.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from rashomon.records.drafts import Draft, Voice
from rashomon.spans import Span, cut

_AWAY = frozenset((
    "official", "diplomatic", "intelligence", "political", "analyst", "insider", "military",
    "security",
))  # fmt: skip
"""Roles of sources who speak from where they sit of what was elsewhere; a resident tells of home."""

_OFFICE = re.compile(
    r"\b(?:ministr(?:y|ies)|minister|embassy|consulate|ambassador|envoy|mediator|government|spokes\w+|general\s+staff|agency)\b",
    re.IGNORECASE,
)
"""Words for sources that sit in one town and speak of others."""

_SENIOR = re.compile(
    r"\b(?:colonel|general|brigadier|major|captain|lieutenant|officer|commander|diplomat|official|analyst|expert|envoy|consul|"
    r"attach[eé]|presidency|command|headquarters|correspondent|office|bureau|delegate|delegation|representative|bishop|"
    r"source|adviser|advisor|aide|commission|monitors?|mission)\b",
    re.IGNORECASE,
)
"""Words for sources who may speak of where they are, and as well of elsewhere."""

_SITS = re.compile(r"\s(?:in|at|from|near|based\s+in)\s")

_SPEAKING = frozenset(
    {"say", "tell", "announce", "add", "write", "state", "declare", "explain", "insist", "admit",
     "confirm", "report", "reply", "answer", "deny", "claim", "warn", "argue", "assert", "maintain",
     "allege", "repeat", "stress", "complain"}
)  # fmt: skip
"""Verbs of nothing but speech, done where somebody was; what is "agreed in X" happened there."""

_TOLD_IN_CHARS = 90
"""Characters behind a cue within which it is said where somebody spoke."""

_HEARERS = (
    r"(?:(?:an?|the|his|her|its|their|our|state|foreign|local|some|several)\s+)*(?:[\w-]+\s+)?"
    r"(?:reporters?|journalists?|correspondents?|conference|briefing|parliament|assembly|council|meeting|television|radio|"
    r"agency|newspaper|crowd|audience|rally|us|newsmen|press)"
)
_WHEN = (
    r"(?:(?:on|late|early|last|this|in)\s+)*(?:the\s+)?(?:\w+day|today|yesterday|tonight|morning|evening|night|afternoon|noon|midday)"
    r"(?:\s+(?:morning|evening|night|afternoon))?"
)
_SPOKE_IN = re.compile(
    rf"(?:\s+(?:to\s+)?(?:{_HEARERS}|{_WHEN}|(?:[A-Z][\w.-]*\s?){{1,4}}|by\s+\w+))*\s+(?:in|at|from)\s+(?=[A-Z])"
)
"""What stands between a cue and the town in which somebody spoke: "told a press conference in"."""

_TOWN = re.compile(r"[\w’'-]+(?:\s+[A-Z][\w’'-]+)*")


class Standpoints(Struct, frozen=True):
    """Of a report the words for where its sources were.

    ``seats`` are those of offices, and of speeches ("told reporters in X"), whose towns count for
    nothing; ``others`` those of sources that may be where it happened, or elsewhere ("a colonel in X").
    """

    seats: tuple[Span, ...]
    others: tuple[Span, ...]


NOWHERE = Standpoints((), ())


def find_standpoints(drafts: Iterable[Draft], text: str) -> Standpoints:
    """Where the sources of a report's drafts were, in the order of the text."""
    voices = [voice for draft in drafts for voice in draft.chain]
    sat = {voice.span for voice in voices if voice.span is not None and _sits_apart(voice)}
    spoken = {span for voice in voices for span in _spoken_in(voice, text)}
    others = {voice.span for voice in voices if voice.span is not None and _may_sit_apart(voice)}
    return Standpoints(tuple(sorted(sat | spoken)), tuple(sorted(others)))


def _sits_apart(voice: Voice) -> bool:
    """Whether a source is called by its office and where that is."""
    if voice.nameless is None:
        return " in " in voice.name and _OFFICE.search(voice.name) is not None
    is_away = bool(voice.nameless.roles) and _AWAY.issuperset(voice.nameless.roles)
    return is_away and any(_SITS.search(f" {words}") for words in voice.nameless.of)


def _may_sit_apart(voice: Voice) -> bool:
    """Whether a source's words say where it is, and it is no witness of what happened there."""
    roles = () if voice.nameless is None else voice.nameless.roles
    is_senior = bool(_SENIOR.search(voice.name)) or bool(_AWAY.intersection(roles))
    return is_senior and _SITS.search(voice.name) is not None


def _spoken_in(voice: Voice, text: str) -> Iterator[Span]:
    """The words behind a cue up to the town in which the speech was made."""
    if voice.cue is None or voice.cue_lemma not in _SPEAKING:
        return
    end = min(len(text), voice.cue.end + _TOLD_IN_CHARS)
    behind = cut(text, Span(voice.cue.end, end))
    told = _SPOKE_IN.match(behind)
    name = None if told is None else _TOWN.match(behind, told.end())
    if name is not None:
        yield Span(voice.cue.end, voice.cue.end + name.end())
