"""An event that somebody supposes, read from a few words.

A small grammar, the same for a question ("Turkey attacks Egypt") and for the trigger of a clause ("an
Israeli/US attack on Iran's nuclear sites, or war against any of the allies"): an event word, who stands
before it, and who or where follows which preposition. It reads words, not sentences: what it cannot
read it says so, with an example.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from rashomon.errors import UsageError
from rashomon.records.findings import Findings
from rashomon.records.pacts import Supposition
from rashomon.situation.inquiries import supposed
from rashomon.situation.names import Names, Piece
from rashomon.situation.words import all_forms, load_table

ANY_PARTY = "any party"
"""Stands among the targets for whichever party to the pact it is."""

EXAMPLES = '"United States attacks Iran", "war on Hezbollah" or "insurrection in Syria"'

_KNOWN_KINDS = (
    "attack, war, invasion, intervention, insurrection, blockade, closure, overflight, withdrawal,"
    " sanctions, threat"
)

_LONGEST_QUESTION = 300
"""Characters of a question at most; one event takes far fewer."""

_PAST_BEING = 4
"""Words between "is" and "attacked" at most."""

_NEAR = 4
"""Words between two that tell of an event together at most: "uses banned chemical weapons"."""

_START = Piece("")
"""Stands before the pieces of a part, for a name is not told by a capital at a question's beginning."""


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
    asked = supposed(text, names)
    found = list(read_events(asked.words, names))
    if not found and asked.is_against:  # "to defend A against B's missiles"
        found = list(read_events(f"attack by {asked.words}", names))
    if not found:
        raise _no_event(text, names)
    event = _with_helped(found[0], asked.helped, names)
    if event.event == "join" and not event.actors:
        raise _no_event(text, names)
    is_whole_war = event.event == "war" and is_general(text)
    if not (event.targets or event.places or event.setting or is_whole_war):
        raise _unreadable("does not say whom the event hits or where it happens", text)
    return event


def _with_helped(event: Supposition, helped: tuple[str, ...], names: Names) -> Supposition:
    """An event that names nobody whom it hits, with those whom a question wants helped against it."""
    whom = [one for one in helped if one not in event.actors]
    if event.targets or event.places or not whom:
        return event
    roles = {"actor": list(event.actors), "target": whom, "place": [], "ground": list(event.ground)}
    return _supposition(event.event, roles, names, event.setting)


def _no_event(text: str, names: Names) -> UsageError:
    """Says what was understood of words that name no event, and what could be asked with the names."""
    named = (names.lineage.name(one) for piece in names.pieces(text) for one in piece.means)
    known = list(dict.fromkeys(named))
    understood = f"names {' and '.join(known)}, but " if known else ""
    error = _unreadable(
        f"{understood}holds no word for an event that I know ({_KNOWN_KINDS})", text
    )
    if not known:
        return error
    asked = f"{known[0]} attacks {known[1]}" if len(known) > 1 else f"attack on {known[0]}"
    return UsageError(f'{error} With these names: "{asked}".', code=error.code)


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
    for piece, after in zip(pieces, [*pieces[1:], _START], strict=False):
        is_party = after.words == "of"  # "either of them" is a party and no choice of two events
        if piece.words.lower() in splits and not piece.means and not is_party:
            parts.append([])
        else:
            parts[-1].append(piece)
    whole: list[list[Piece]] = []
    waiting: list[Piece] = []
    for part in parts:
        if _events(part):
            whole.append([*waiting, *part])
            waiting = []
        elif whole and not waiting:
            whole[-1].extend(part)
        else:
            waiting.extend(part)
    return whole


def _read(pieces: Sequence[Piece], names: Names) -> Supposition | None:
    head = _head(pieces)
    if head is None:
        return None
    at, kind = head
    before = list(_named(pieces[:at]))
    roles: dict[str, list[str]] = {"actor": [], "target": [], "place": [], "ground": []}
    if _is_passive(pieces, at):
        roles["target"] = before or ([ANY_PARTY] if _any_party(pieces[:at]) else [])
    elif kind == "insurrection" and before:
        roles["place"] = before
    else:
        roles["actor"] = before
    _read_after(pieces[at + 1 :], roles, kind)
    _settle_ends(pieces[at], kind, roles)
    whom = pieces[:at] if _is_passive(pieces, at) else pieces[at + 1 :]
    named = tuple(names.own(one.words) for one in whom if one.means)
    return replace(_supposition(kind, roles, names, _setting(pieces)), named=named)


def _settle_ends(head: Piece, kind: str, roles: dict[str, list[str]]) -> None:
    """Puts names into the roles that a kind has, whatever the grammar around them.

    Whoever is in a war that names no other side is hit by it ("A and B are at war"), whose airspace is
    flown into too ("A's jets violate B's airspace"); an insurrection is somewhere, a withdrawal from
    somewhere.
    """
    if kind == "war" and not (roles["target"] or roles["place"]):
        several = len(roles["actor"]) > 1
        if several or (roles["actor"] and head.words.lower() == "war"):
            roles["target"], roles["actor"] = roles["actor"], []
    if kind == "overflight" and len(roles["actor"]) > 1 and not (roles["target"] or roles["place"]):
        roles["target"] = [roles["actor"].pop()]
    if kind in ("insurrection", "withdrawal"):
        roles["place"] += roles["target"]
        roles["target"] = []


def _setting(pieces: Sequence[Piece]) -> str:
    """Where or by what an event happens whoever is hit: "sea", "nuclear", or nothing."""
    words = [word for piece in pieces for word in piece.words.lower().split()]
    if _forms("sea").intersection(words):
        return "sea"
    pairs = pairwise(words)
    is_nuclear = any(one in _forms("nuclear") and after in _forms("arms") for one, after in pairs)
    return "nuclear" if is_nuclear else ""


def _named(pieces: Sequence[Piece]) -> Iterable[str]:
    """Whom pieces name: entities, and runs of capital words that nobody knows ("Red Sea")."""
    run: list[str] = []
    for i, piece in enumerate(pieces):
        if not piece.means and _is_unknown_name(pieces, i):
            run.append(piece.words)
            continue
        if run:
            yield " ".join(run)
            run = []
        yield from piece.means
    if run:
        yield " ".join(run)


def _is_unknown_name(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a word is part of a name that is not known, such as that of a strait."""
    piece = pieces[at]
    if piece.means:
        return False
    if piece.words == "of" and 0 < at < len(pieces) - 1:
        return _is_capital(pieces[at - 1]) and _is_capital(pieces[at + 1])
    return at > 0 and _is_capital(piece)


def _is_capital(piece: Piece) -> bool:
    is_word = (
        piece.words.lower() in _grammar("opening") or _role_of(piece.words.lower()) is not None
    )
    return piece.words[:1].isupper() and not (piece.means or _kind(piece) or is_word)


def _head(pieces: Sequence[Piece]) -> tuple[int, str] | None:
    """Where the event word stands, and the kind: the first, but help before what it is help against.

    What only goes with an event gives way to it: threats, help, and the weaker kinds.
    """
    kinds = _events(pieces)
    weak = {"join", "threat", *load_table("events.toml")["order"]["weak"]}
    strong = [one for one in kinds if one[1] not in weak]
    joins = [one for one in kinds if one[1] == "join"]
    if joins and strong and joins[0][0] < strong[0][0]:
        return joins[0]
    return strong[0] if strong else (kinds[0] if kinds else None)


def _events(pieces: Sequence[Piece]) -> list[tuple[int, str]]:
    """The words that tell of events, by themselves or with another near by, and the kinds."""
    words = [piece.words.lower() for piece in pieces]
    found = []
    for i, piece in enumerate(pieces):
        kind = _kind(piece)
        if kind is None and not piece.means:
            around = [*words[max(0, i - _NEAR) : i], *words[i + 1 : i + 1 + _NEAR]]
            near = {word for one in around for word in one.split()}
            pairs = (one for one in _phrases() if words[i] in one[1] and near & one[2])
            kind = next((one[0] for one in pairs), None)
        if kind is not None:
            found.append((i, kind))
    return found


def _read_after(pieces: Sequence[Piece], roles: dict[str, list[str]], kind: str) -> None:
    """Puts the names after the event word in the roles that the prepositions give them."""
    role = "place" if kind == "withdrawal" else "target"
    start = 0
    for i, piece in enumerate(pieces):
        word = piece.words.lower()
        if piece.means or _is_unknown_name(pieces, i):
            continue
        new = _role_after(pieces, i, kind)
        if word == "between" or (new is not None and not (role == "ground" and new == "place")):
            roles[role].extend(_named([_START, *pieces[start:i]]))
            role, start = ("target" if word == "between" else new or role), i + 1
    roles[role].extend(_named([_START, *pieces[start:]]))
    if _any_party(pieces) and not roles["target"]:
        roles["target"].append(ANY_PARTY)


def _role_after(pieces: Sequence[Piece], at: int, kind: str) -> str | None:
    """The role of what follows a preposition; behind "from" whoever does it, or from whose ground."""
    word = pieces[at].words.lower()
    if word == "at" and kind == "attack":
        return "target"  # "fires missiles at A"
    if word != "from":
        return _role_of(word)
    if kind == "withdrawal":
        return "place"
    near = {piece.words.lower() for piece in pieces[at + 1 : at + 1 + _NEAR]}
    return "ground" if near & _grammar("ground") else "actor"


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


def _supposition(kind: str, roles: dict[str, list[str]], names: Names, setting: str) -> Supposition:
    actors, targets, places, ground = (
        tuple(dict.fromkeys(roles[one])) for one in ("actor", "target", "place", "ground")
    )
    said = f"a nuclear {kind}" if setting == "nuclear" else _said(kind)
    where = "from" if kind == "withdrawal" else "in"
    ends = [("by", actors), ("on", targets), (where, places), ("from the ground of", ground)]
    if kind == "war" and not actors and len(targets) > 1:
        ends[1] = ("between", targets)
    if setting == "sea" and not places:
        said += " at sea"
    for word, whom in ends:
        if whom:
            said += f" {word} {' and '.join(names.lineage.name(one) for one in whom)}"
    return Supposition(kind, actors, targets, places, said, ground, setting)


def _said(kind: str) -> str:
    article = "an" if kind[0] in "aeio" else "a"
    said: str = load_table("events.toml")["said"].get(kind, f"{article} {kind}")
    return said


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


@cache
def _phrases() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """The pairs of words that tell of an event together: the kind, the one, and the other."""
    table = load_table("events.toml")["phrases"]
    return tuple((one["kind"], all_forms(one["words"]), all_forms(one["with"])) for one in table)


@cache
def _forms(setting: str) -> frozenset[str]:
    """The words that tell of a setting."""
    return all_forms(load_table("events.toml")["settings"][setting])
