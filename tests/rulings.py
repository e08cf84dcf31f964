"""People who rule at random on what was found, for tests of what grows under their rulings."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

import msgspec

from rashomon.correcting.anchors import Index, folded
from rashomon.correcting.proposals import Proposal, make_correction
from rashomon.records.claims import Claim
from rashomon.records.corrections import Correction, CorrectionKind, Rulings
from rashomon.records.findings import Findings

R = TypeVar("R")

MADE_AT = "2026-01-01T00:00:00Z"


class Desk:
    """Rulings on claims, origins, statements and entities, made and taken back.

    Args:
        random: What decides; the same seed rules the same.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self._made: list[Correction] = []
        self._held: set[str] = set()

    @property
    def rulings(self) -> Rulings:
        """Those that hold."""
        return Rulings(tuple(one for one in self._made if one.id in self._held))

    def rule(self, findings: Findings) -> None:
        """Rule on something, take a ruling back, or take back that it was taken back."""
        if self._made and self._random.random() < 0.3:
            self._held ^= {self._random.choice(self._made).id}
            return
        made = make_correction(Index(findings), self.propose(findings), "ann", MADE_AT)
        number = len(self._made) + 1
        self._made.append(msgspec.structs.replace(made, seq=number, id=f"co-{number}"))
        self._held.add(f"co-{number}")

    def propose(self, findings: Findings) -> Proposal:
        """Something that may be ruled on what was found."""
        while True:
            found = self._random.choice(_KINDS)(self._random, findings)
            if found is not None:
                return found


def _merge_claims(random: Random, findings: Findings) -> Proposal:
    some = random.sample(findings.claims, random.choice((2, 2, 3)))
    return Proposal("merge", tuple(one.id for one in some))


def _merge_neighbours(random: Random, findings: Findings) -> Proposal | None:
    if not findings.disputes:
        return None
    at = random.randrange(len(findings.disputes))
    claims = [one for side in findings.disputes[at].sides for one in side.claims]
    return Proposal("merge", tuple(dict.fromkeys(claims)))


def _split_claim(random: Random, findings: Findings) -> Proposal | None:
    one = _large(random, findings)
    if one is None:
        return None
    away = random.sample(one.statements, random.randrange(1, len(one.statements)))
    return Proposal("split", (one.id,), away=tuple(away))


def _confirm_apart(random: Random, findings: Findings) -> Proposal:
    some = random.sample(findings.claims, 2)
    return Proposal("confirm", tuple(one.id for one in some))


def _word_claim(random: Random, findings: Findings) -> Proposal:
    one = _large(random, findings) or random.choice(findings.claims)
    return Proposal("relabel", (one.id,), value=f"What somebody calls {random.randrange(100)}.")


def _on_origins(random: Random, findings: Findings) -> Proposal | None:
    claim = next((one for one in _mixed(random, findings.claims) if len(one.origins) > 1), None)
    if claim is None:
        return None
    one, other = random.sample(claim.origins, 2)
    grade = random.choice(("doubtful", "independent"))
    proposals = [
        Proposal("merge", (one.id, other.id)),
        Proposal("regrade", (one.id,), value=grade),
        Proposal("relabel", (one.id,), value="Somebody else"),
        Proposal("confirm", (one.id, other.id)),
        Proposal("confirm", (one.id,)),
    ]
    if len(one.statements) > 1:
        proposals += 2 * [Proposal("split", (one.id,), away=(random.choice(one.statements),))]
    return random.choice(proposals)


def _on_statement(random: Random, findings: Findings) -> Proposal:
    name = random.choice(findings.statements).id
    match random.choice(("reject", "regrade", "relabel")):
        case "reject":
            return Proposal("reject", (name,), reason="it says no such thing")
        case "regrade":
            return Proposal("regrade", (name,), value=random.choice(("denied", "asserted")))
    return Proposal("relabel", (name,), value=random.choice(("ASSAULT", "CONTROL", "PACT")))


def _reject_claim(random: Random, findings: Findings) -> Proposal:
    return Proposal("reject", (random.choice(findings.claims).id,), reason="not of this war")


def _call_entity(random: Random, findings: Findings) -> Proposal:
    name = random.choice(findings.entities).id
    if random.random() < 0.5:
        return Proposal("relabel", (name,), value=f"Whoever {random.randrange(100)}")
    kind = random.choice(("person", "place", "group"))
    return Proposal("relabel", (name,), field="kind", value=kind)


def _on_names(random: Random, findings: Findings) -> Proposal | None:
    one, other = random.sample(findings.entities, 2)
    kind: CorrectionKind = random.choice(("merge", "merge", "confirm"))
    return Proposal(kind, (one.id, other.id))


def _split_name(random: Random, findings: Findings) -> Proposal | None:
    one = next((it for it in _mixed(random, findings.entities) if len(it.aliases) > 1), None)
    marks = [] if one is None else [it for it in findings.marks if it.entity == one.id]
    worded = sorted({folded(it.text): it.text for it in marks}.values())
    if one is None or len(worded) < 2:
        return None
    away = random.choice((random.choice(worded), random.choice(marks).id))
    return Proposal("split", (one.id,), away=(away,))


def _large(random: Random, findings: Findings) -> Claim | None:
    return next((one for one in _mixed(random, findings.claims) if len(one.statements) > 1), None)


def _mixed(random: Random, some: Sequence[R]) -> list[R]:
    return random.sample(some, len(some))


_KINDS: tuple[Callable[[Random, Findings], Proposal | None], ...] = (
    _merge_claims, _merge_neighbours, _split_claim, _confirm_apart, _word_claim, _on_origins,
    _on_origins, _on_statement, _reject_claim, _call_entity, _on_names, _on_names, _split_name,
)  # fmt: skip
