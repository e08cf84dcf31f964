"""What a correction may be made of: statements to part, claims and names to merge.

Enters: what somebody wants to do, and with which record. Leaves: what may be ticked, and the name of the
field of the form that takes it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from rashomon.gazetteers.actors import fold_words
from rashomon.records.claims import Claim, Dispute, Origin
from rashomon.records.mentions import Entity
from rashomon.server.pages.lists import listed_of
from rashomon.server.snapshots import Snapshot
from rashomon.views.cards import make_card
from rashomon.views.rulings import (
    Choice,
    claims_to_choose,
    records_to_choose,
    statements_to_part,
)

Offered = tuple[tuple[Choice, ...], str]

_SHORT_WORD, _MOST_ALIKE = 3, 24
"""Letters of a word that tells nobody from another ("the", "bin"); names that are offered."""


class Rooted(Struct, frozen=True):
    """An origin with the claim that it is one of."""

    origin: Origin
    claim: str


def origins_of(snapshot: Snapshot) -> dict[str, Rooted]:
    """All origins by id, each with the claim that it is one of."""
    return {
        one.id: Rooted(one, claim.id) for claim in snapshot.findings.claims for one in claim.origins
    }


def choices_of(
    snapshot: Snapshot, act: str, found: Any, targets: Sequence[str], away: Sequence[str]
) -> Offered:
    """What may be ticked for an act on a record, and the name of the field that takes it."""
    match found:
        case Dispute():
            return _of_question(snapshot, act, found, (targets, away))
        case Rooted() if act == "split":
            return statements_to_part(found.origin, snapshot, away), "away"
        case Entity():
            return _of_name(snapshot, act, found, (targets, away))
        case Claim() if act == "split":
            return statements_to_part(found, snapshot, away), "away"
        case Claim() if act == "merge":
            near = _with_chosen(_near(found, snapshot), targets, snapshot)
            return claims_to_choose(near, snapshot, targets), "targets"
    return (), ""


def _of_question(
    snapshot: Snapshot, act: str, found: Dispute, ticked: tuple[Sequence[str], Sequence[str]]
) -> Offered:
    """The claims of a question; of the one that was chosen to be split, its statements."""
    targets, away = ticked
    if act == "split" and len(targets) == 1 and targets[0] in snapshot.claims:
        return statements_to_part(snapshot.claims[targets[0]], snapshot, away), "away"
    claims = (snapshot.claims[one] for side in found.sides for one in side.claims)
    chosen = targets if act == "merge" else ()
    return claims_to_choose(_with_chosen(claims, chosen, snapshot), snapshot, targets), "targets"


def _with_chosen(
    offered: Iterable[Claim], chosen: Sequence[str], snapshot: Snapshot
) -> list[Claim]:
    """The claims that are offered, and after them those that somebody chose by their ids."""
    found = {one.id: one for one in offered}
    found.update({one: snapshot.claims[one] for one in chosen if one in snapshot.claims})
    return list(found.values())


def _of_name(
    snapshot: Snapshot, act: str, entity: Entity, ticked: tuple[Sequence[str], Sequence[str]]
) -> tuple[tuple[Choice, ...], str]:
    """The names that may be parted from an entity; the entities that share a word of its name."""
    targets, away = ticked
    if act == "split":
        return tuple(Choice(one, one, "", one in away) for one in entity.aliases), "away"
    if act != "merge":
        return (), ""
    words = {word for one in entity.aliases for word in fold_words(one) if len(word) > _SHORT_WORD}
    spoken = snapshot.statements_of_entity
    alike = [
        one.id
        for one in snapshot.findings.entities
        if one.id != entity.id
        and words & {word for name in one.aliases for word in fold_words(name)}
    ]
    alike.sort(key=lambda one: (-len(spoken.get(one, ())), one))
    chosen = [one for one in targets if one != entity.id and one not in alike[:_MOST_ALIKE]]
    found = records_to_choose([entity.id, *chosen, *alike[:_MOST_ALIKE]], snapshot)
    wanted = {entity.id, *targets}
    return tuple(replace(one, is_ticked=one.id in wanted) for one in found), "targets"


def _near(claim: Claim, snapshot: Snapshot) -> Iterable[Claim]:
    """The claim and those that it may be one with: on the same origins."""
    yield claim
    card = make_card(claim, snapshot, listed_of(snapshot))
    for one in card.also if card else ():
        if one.id in snapshot.claims:
            yield snapshot.claims[one.id]
