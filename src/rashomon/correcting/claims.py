"""Claims and origins under the words and grades that people give them.

Enters: claims with their origins, as found, and the rulings. Leaves: the same claims.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from rashomon.records.claims import Claim, Origin
from rashomon.records.corrections import Correction, Rulings, Target

GRADES = ("independent", "doubtful")
"""How independent a person holds an origin to be; one that is another's is merged with it."""

JOINED = "one origin by a person's word"
CONFIRMED = "independent by a person's word"
PARTED = "an origin of its own by a person's word"

Named = TypeVar("Named", Claim, Origin)


def on_origins(rulings: Rulings) -> list[Correction]:
    """The rulings on origins."""
    return [
        one
        for one in rulings.corrections
        if one.targets and all(target.kind == "origin" for target in one.targets)
    ]


def grade_origins(origins: Iterable[Origin], rulings: Sequence[Correction]) -> tuple[Origin, ...]:
    """The origins in their order, with the grades and names that people gave them.

    Args:
        origins: Those of one claim.
        rulings: From `on_origins`.
    """
    found = list(origins)
    for ruling in rulings:
        if ruling.kind in ("merge", "split"):
            found = [_with_reason(origin, ruling) for origin in found]
            continue
        for target in ruling.targets:
            at = _best(found, target)
            if at is not None:
                found[at] = _graded(found[at], ruling)
    return tuple(found)


def _with_reason(origin: Origin, ruling: Correction) -> Origin:
    """The origin, said to be joined or parted by a person where it is."""
    held = set(origin.statements)
    if ruling.kind == "split":
        is_ruled = held <= {one.id for one in ruling.change.away}
        why = PARTED
    else:
        sides = [{one.id for one in target.anchors} for target in ruling.targets]
        is_ruled = sum(bool(side & held) for side in sides) > 1
        why = JOINED
    if not is_ruled or why in origin.why:
        return origin
    return msgspec.structs.replace(origin, why=f"{origin.why}; {why}")


def _graded(origin: Origin, ruling: Correction) -> Origin:
    value = ruling.change.value
    match ruling.kind:
        case "relabel":
            return msgspec.structs.replace(origin, name=value or origin.name)
        case "regrade" if value == "doubtful":
            why = origin.why.replace(f"; {CONFIRMED}", "")
            return msgspec.structs.replace(origin, doubtful=True, why=why)
        case "regrade" | "confirm":
            why = origin.why if CONFIRMED in origin.why else f"{origin.why}; {CONFIRMED}"
            return msgspec.structs.replace(origin, doubtful=False, why=why)
        case _:
            return origin


def relabel_claims(claims: Sequence[Claim], rulings: Rulings) -> tuple[Claim, ...]:
    """The claims in their order, worded as people word them."""
    found = list(claims)
    for ruling in filter(relabels_claim, rulings.corrections):
        at = _best(found, ruling.targets[0])
        if at is not None:
            text = ruling.change.value or found[at].text
            found[at] = msgspec.structs.replace(found[at], text=text)
    return tuple(found)


def relabels_claim(ruling: Correction) -> bool:
    """Whether a ruling words a claim."""
    return ruling.kind == "relabel" and ruling.targets[0].kind == "claim"


def _best(records: Sequence[Named], target: Target) -> int | None:
    """The place of the record that holds most of a target's statements; None for none."""
    wanted = {one.id for one in target.anchors}
    held = [(len(wanted.intersection(one.statements)), -at) for at, one in enumerate(records)]
    most, at = max(held, default=(0, 0))
    return -at if most else None
