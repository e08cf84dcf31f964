"""Close decisions on what is the same claim, and on what is one origin, for a person to look at.

Enters: statements with their claims. Leaves: doubts. Decides nothing.
"""

from collections.abc import Iterator, Mapping, Sequence

from rashomon.claiming.clusters import candidate_pairs
from rashomon.claiming.facts import Facts, find_facts, weigh_names
from rashomon.claiming.likeness import SAME_BITS, compare, total_bits
from rashomon.ids import content_id
from rashomon.records.claims import Claim, Merge
from rashomon.records.corrections import Doubt
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.statements import Statement

CLOSE_BITS = 1.5
"""How near to the decision a match weight is called close: less than any field that agrees adds, so that
one field read otherwise would have turned it round."""

Weighed = tuple[float, int, int, tuple[str, ...]]


def doubt_claims(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
) -> tuple[Doubt, ...]:
    """The close decisions on claims: joined by little, kept apart by little, origins in doubt.

    **Cost** As much as finding the claims.
    """
    facts = find_facts(reports, statements, entities)
    names = weigh_names(entities)
    home = {one: claim for claim in claims for one in claim.statements}
    weighed = [
        (total_bits(weights), one, other, tuple(weight.reason for weight in weights))
        for one, other in candidate_pairs(facts)
        if facts[one].families and _claim(facts, one, home) is not _claim(facts, other, home)
        for weights in (compare(facts[one], facts[other], names),)
        if SAME_BITS - CLOSE_BITS <= total_bits(weights) < SAME_BITS
    ]
    quotes = {one.id: one.quote for one in statements}
    return (
        *(doubt for claim in claims for doubt in _joined(claim, quotes)),
        *_apart(facts, weighed, home),
        *(doubt for claim in claims for doubt in _origins(claim)),
    )


def _joined(claim: Claim, quotes: Mapping[str, str]) -> Iterator[Doubt]:
    """The weak links by which a claim holds together."""
    for match in claim.matches:
        bits = sum(weight.bits for weight in match.weights)
        if bits >= SAME_BITS + CLOSE_BITS:
            continue
        yield Doubt(
            id=content_id("db", "joined", claim.id, match.one, match.other),
            question="joined",
            kind="claim",
            targets=(claim.id,),
            left=quotes.get(match.one, ""),
            right=quotes.get(match.other, ""),
            weight_bits=round(bits, 2),
            margin_bits=round(bits - SAME_BITS, 2),
            reasons=tuple(weight.reason for weight in match.weights),
            claims=(claim.id,),
            if_wrong="split",
            away=(match.other,),
        )


def _apart(
    facts: Sequence[Facts], weighed: Sequence[Weighed], home: Mapping[str, Claim]
) -> Iterator[Doubt]:
    """Pairs of claims that a little more would have made one."""
    best: dict[tuple[str, str], Weighed] = {}
    for link in weighed:
        mine, yours = _claim(facts, link[1], home), _claim(facts, link[2], home)
        if mine is not None and yours is not None:
            pair = (min(mine.id, yours.id), max(mine.id, yours.id))
            if pair not in best or best[pair][0] < link[0]:
                best[pair] = link
    for pair, (bits, one, other, reasons) in sorted(best.items()):
        ids = [facts[place].statement.id for place in (one, other)]
        said = {home[name].id: place for name, place in zip(ids, (one, other), strict=True)}
        yield Doubt(
            id=content_id("db", "apart", *pair),
            question="apart",
            kind="claim",
            targets=pair,
            left=facts[said[pair[0]]].statement.quote,
            right=facts[said[pair[1]]].statement.quote,
            weight_bits=round(bits, 2),
            margin_bits=round(bits - SAME_BITS, 2),
            reasons=reasons,
            claims=pair,
            if_wrong="merge",
        )


def _origins(claim: Claim) -> Iterator[Doubt]:
    """Origins that may be one, and origins that only likely are."""
    home = {name: one for one in claim.origins for name in one.statements}
    for merge in claim.doubts:
        ids = tuple(sorted({home[one].id for one in merge.statements}))
        names = [one.name for one in claim.origins if one.id in ids]
        yield _origin_doubt(claim, ids, (names[0], "; ".join(names[1:])), merge)
    for origin in claim.origins:
        for merge in origin.merges:
            if merge.strength == "likely":
                yield _origin_doubt(claim, (origin.id,), (origin.name, merge.why), merge)


def _origin_doubt(
    claim: Claim, ids: tuple[str, ...], words: tuple[str, str], merge: Merge
) -> Doubt:
    is_joined = len(ids) == 1
    return Doubt(
        id=content_id("db", "origin", claim.id, *merge.statements),
        question="joined" if is_joined else "origin",
        kind="origin",
        targets=ids,
        left=words[0],
        right=words[1],
        weight_bits=0.0,
        margin_bits=0.0,
        reasons=(merge.why,),
        claims=(claim.id,),
        if_wrong="split" if is_joined else "merge",
        away=merge.statements[1:] if is_joined else (),
    )


def _claim(facts: Sequence[Facts], place: int, home: Mapping[str, Claim]) -> Claim | None:
    return home.get(facts[place].statement.id)
