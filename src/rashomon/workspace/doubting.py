"""The queue of close decisions: which merges and near-merges a person should look at first.

Enters: the findings and the log of corrections. Leaves: doubts, those that change most first; what
somebody has ruled on is left out, and so is what an answer to another one would settle with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.claiming.doubts import doubt_claims
from rashomon.correcting.anchors import Index, make_target
from rashomon.correcting.log import rule, touching, version_of
from rashomon.grounding.doubts import doubt_names
from rashomon.records.corrections import Correction, Doubt
from rashomon.records.findings import Findings
from rashomon.records.statements import Statement


def list_doubts(findings: Findings, log: Sequence[Correction]) -> tuple[Doubt, ...]:
    """The decisions that were close and on which nobody has ruled, those that change most first.

    **Cost** About that of finding the claims.
    """
    index = Index(findings)
    spoken = _claims_of_entities(findings.statements, index.claim_of)
    found = [
        *(_with_claims(one, spoken) for one in doubt_names(findings.entities, findings.marks)),
        *doubt_claims(findings.reports, findings.statements, findings.entities, findings.claims),
    ]
    ruled = rule(log).corrections
    weight = {one.id: len(one.statements) for one in findings.claims}
    open_ones = [
        msgspec.structs.replace(one, version=_version(log, one, index))
        for one in found
        if not _is_ruled(one, ruled, index)
    ]
    ordered = sorted(open_ones, key=lambda one: _order(one, weight))
    held = {each.id: each.statements for one in findings.claims for each in one.origins}
    asked: dict[tuple[object, ...], Doubt] = {}
    for one in ordered:
        asked.setdefault((one.question, one.targets, one.if_wrong, _parts(one, held)), one)
    return tuple(asked.values())


def _parts(doubt: Doubt, held: Mapping[str, Sequence[str]]) -> frozenset[frozenset[str]]:
    """What an answer would part from what: the same two parts of an origin, whichever goes away."""
    away = frozenset(doubt.away)
    return frozenset({away, frozenset(held.get(doubt.targets[0], ())) - away})


def _order(doubt: Doubt, weight: Mapping[str, int]) -> tuple[int, int, float, str]:
    """By how many claims, then statements, the answer may change; then by how close it was."""
    statements = sum(weight.get(one, 0) for one in doubt.claims)
    return -len(doubt.claims), -statements, abs(doubt.margin_bits), doubt.id


def _claims_of_entities(
    statements: Iterable[Statement], claim_of: Mapping[str, str]
) -> dict[str, set[str]]:
    """The claims that speak of each entity."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in statements:
        speakers = [link.entity for link in one.attribution if link.entity is not None]
        for entity in (*one.actors, *one.targets, *one.places, *speakers):
            if one.id in claim_of:
                found[entity].add(claim_of[one.id])
    return found


def _with_claims(doubt: Doubt, spoken: Mapping[str, set[str]]) -> Doubt:
    """The doubt with the claims that it may change: those of the lesser of two that may be one."""
    sides = sorted((spoken.get(one, set()) for one in doubt.targets), key=len)
    return msgspec.structs.replace(doubt, claims=tuple(sorted(sides[0])))


def _version(log: Sequence[Correction], doubt: Doubt, index: Index) -> int:
    return version_of(log, [make_target(index, doubt.kind, one) for one in doubt.targets])


def _is_ruled(doubt: Doubt, ruled: Sequence[Correction], index: Index) -> bool:
    """Whether a person has joined, parted or confirmed all that a doubt is about."""
    if not ruled:
        return False
    targets = [make_target(index, doubt.kind, one) for one in doubt.targets]
    for one in ruled:
        if one.kind in ("confirm", "merge", "split", "regrade") and all(
            touching([one], [target]) for target in targets
        ):
            return True
    return False
