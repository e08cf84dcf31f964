"""An event that somebody supposes, read from a few words.

A small grammar, the same for a question ("Turkey attacks Egypt") and for the trigger of a clause ("an
Israeli/US attack on Iran's nuclear sites, or war against any of the allies"): an event word, who stands
before it, and who or where follows which preposition. It reads words, not sentences: what it cannot
read it says so, with an example.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from rashomon.errors import UsageError
from rashomon.records.findings import Findings
from rashomon.records.pacts import Supposition
from rashomon.situation.names import Names, Piece
from rashomon.situation.words import all_forms, load_table

ANY_PARTY = "any party"
"""Stands among the targets for whichever party to the pact it is."""

EXAMPLES = '"United States attacks Iran", "war on Hezbollah" or "insurrection in Syria"'

_LONGEST_QUESTION = 300
"""Characters of a question at most; one event takes far fewer."""

_PAST_BEING = 4
"""Words between "is" and "attacked" at most."""


def suppose(findings: Findings, text: str) -> Supposition:
    """What was understood of an event in words, such as "United States attacks Iran".

    Raises:
        UsageError: code ``unreadable_event``; the message names what was missing and an example.
    """
    return read_question(text, Names(findings.entities))


def read_question(text: str, names: Names) -> Supposition:
    """The event that a question supposes, with names at hand; raises as `suppose` does."""
    if len(text) > _LONGEST_QUESTION:
        raise _unreadable("is longer than one event needs", text[:40] + "…")
    found = list(read_events(text, names))
    if not found:
        known = [names.lineage.name(one) for piece in names.pieces(text) for one in piece.means]
        understood = f"names {' and '.join(dict.fromkeys(known))}, but " if known else ""
        raise _unreadable(
            f"{understood}holds no word for an event that I know (attack, war, insurrection …)",
            text,
        )
    event = found[0]
    is_whole_war = event.event == "war" and is_general(text)
    if not (event.targets or event.places or is_whole_war):
        raise _unreadable("does not say whom the event hits or where it happens", text)
    return event


def is_general(text: str) -> bool:
    """Whether words speak of a war that is wider than one between two: "a regional war"."""
    return bool(_grammar("scope").intersection(text.lower().split()))


def _unreadable(why: str, text: str) -> UsageError:
    return UsageError(
        f"The event “{text}” {why}. Say who does what to whom, such as {EXAMPLES}.",
        code="unreadable_event",
    )


def read_events(text: str, names: Names) -> Iterable[Supposition]:
    """The events that a text names, in order; one for each side of an "or"."""
    for pieces in _alternatives(list(names.pieces(text))):
        event = _read(pieces, names)
        if event is not None:
            yield event


def _alternatives(pieces: Sequence[Piece]) -> Iterable[list[Piece]]:
    """The pieces between "or" and "and", so that each part holds one event word or more."""
    splits = _grammar("splits")
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.words.lower() in splits and not piece.means:
            parts.append([])
        else:
            parts[-1].append(piece)
    whole: list[list[Piece]] = []
    waiting: list[Piece] = []
    for part in parts:
        if any(_kind(piece) for piece in part):
            whole.append([*waiting, *part])
            waiting = []
        elif whole and not waiting:
            whole[-1].extend(part)
        else:
            waiting.extend(part)
    return whole


def _read(pieces: Sequence[Piece], names: Names) -> Supposition | None:
    at = _head(pieces)
    if at is None:
        return None
    kind = _kind(pieces[at]) or ""
    before = [one for piece in pieces[:at] for one in piece.means]
    roles: dict[str, list[str]] = {"actor": [], "target": [], "place": []}
    if _is_passive(pieces, at):
        roles["target"] = before or ([ANY_PARTY] if _any_party(pieces[:at]) else [])
    elif kind == "insurrection" and before:
        roles["place"] = before
    else:
        roles["actor"] = before
    _read_after(pieces[at + 1 :], roles)
    if kind == "war" and not (roles["target"] or roles["place"]) and len(roles["actor"]) > 1:
        roles["target"] = roles["actor"]
        roles["actor"] = []
    return _supposition(kind, roles, names)


def _head(pieces: Sequence[Piece]) -> int | None:
    """Where the event word stands: the first, unless it is one of help ("comes to the aid of")."""
    kinds = [(i, _kind(piece)) for i, piece in enumerate(pieces) if _kind(piece)]
    armed = [i for i, kind in kinds if kind not in ("join", "threat")]
    joins = [i for i, kind in kinds if kind == "join"]
    if joins and armed and joins[0] < armed[0]:
        return joins[0]
    return armed[0] if armed else (kinds[0][0] if kinds else None)


def _read_after(pieces: Sequence[Piece], roles: dict[str, list[str]]) -> None:
    """Puts the names after the event word in the roles that the prepositions give them."""
    role = "target"
    words = [piece.words.lower() for piece in pieces]
    for i, piece in enumerate(pieces):
        if not piece.means:
            role = _role_of(words[i]) or role
            if words[i] == "between":
                role = "target"
            unknown = piece.words[:1].isupper() and not _kind(piece)
            if unknown and _role_of(words[i]) is None:
                roles[role].append(piece.words)
            continue
        roles[role].extend(piece.means)
    if _any_party(pieces) and not roles["target"]:
        roles["target"].append(ANY_PARTY)


def _any_party(pieces: Sequence[Piece]) -> bool:
    table = load_table("events.toml")["parties"]
    words = {piece.words.lower() for piece in pieces}
    return bool(words.intersection(table["any"]) and words.intersection(table["members"]))


def _is_passive(pieces: Sequence[Piece], at: int) -> bool:
    before = [piece.words.lower() for piece in pieces[max(0, at - _PAST_BEING) : at]]
    verb = pieces[at].words.lower()
    if "under" in before:
        return True
    return bool(_grammar("being").intersection(before)) and verb.endswith(
        ("ed", "en", "n", "t", "k")
    )


def _supposition(kind: str, roles: dict[str, list[str]], names: Names) -> Supposition:
    actors, targets, places = (
        tuple(dict.fromkeys(roles[one])) for one in ("actor", "target", "place")
    )
    said = f"{'an' if kind[0] in 'aei' else 'a'} {kind}" if kind != "sanctions" else kind
    for word, ends in (("by", actors), ("on", targets), ("in", places)):
        if ends:
            said += f" {word} {' and '.join(names.lineage.name(one) for one in ends)}"
    return Supposition(kind, actors, targets, places, said)


def _role_of(word: str) -> str | None:
    return next((one for one in ("target", "actor", "place") if word in _grammar(one)), None)


def _kind(piece: Piece) -> str | None:
    return None if piece.means else _kinds().get(piece.words.lower())


@cache
def _grammar(part: str) -> frozenset[str]:
    return frozenset(load_table("events.toml")["grammar"][part])


@cache
def _kinds() -> dict[str, str]:
    """The kind of event that each word form tells of."""
    table = load_table("events.toml")["kinds"]
    return {form: kind for kind, lemmas in table.items() for form in all_forms(lemmas)}
