"""Close decisions on who is who, for a person to confirm or turn round.

Enters: entities with the reasons why their names are theirs, and their marks. Leaves: doubts. Decides
nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.correcting.anchors import folded
from rashomon.gazetteers.actors import fold_words
from rashomon.grounding.linkage import ACCEPTED_BITS, Evidence, Name, weigh_names
from rashomon.ids import content_id
from rashomon.records.corrections import Doubt
from rashomon.records.mentions import Entity, Mark

CLOSE_BITS = 4.0
"""How near to the decision a match weight is called close: within 16 to 1 of it, either way. A surname
alone, and a given name spelt otherwise, lie within it; two spellings of a full name do not."""

NAMED = ("person", "organization", "group")
"""Kinds whose names are compared."""


def doubt_names(entities: Sequence[Entity], marks: Sequence[Mark]) -> tuple[Doubt, ...]:
    """The close decisions, joined ones before those kept apart; claims are not looked at here."""
    return (*_joined(entities), *_apart(entities, marks))


def _joined(entities: Sequence[Entity]) -> Iterator[Doubt]:
    for entity in entities:
        for one in entity.joined:
            if one.weight_bits is None or one.weight_bits - ACCEPTED_BITS > CLOSE_BITS:
                continue
            yield Doubt(
                id=content_id("db", "joined", entity.id, one.name, one.to),
                question="joined",
                kind="entity",
                targets=(entity.id,),
                left=one.name,
                right=one.to,
                weight_bits=one.weight_bits,
                margin_bits=round(one.weight_bits - ACCEPTED_BITS, 2),
                reasons=one.reasons,
                claims=(),
                if_wrong="split",
                away=(one.name,),
            )


def _apart(entities: Sequence[Entity], marks: Sequence[Mark]) -> Iterator[Doubt]:
    """Pairs of entities that nearly were one, or that a name leaves open between several."""
    by_id = {one.id: one for one in entities}
    names = list(_names(entities, _countries(marks)))
    best: dict[tuple[str, str], Evidence] = {}
    for one in weigh_names(names, ACCEPTED_BITS - CLOSE_BITS):
        (left, _, form), (right, _, other) = (key.partition("\n") for key in (one.one, one.other))
        if folded(form) == folded(other):  # one wording with two meanings: grammar told them apart
            continue
        pair = (min(left, right), max(left, right))
        if left != right and (pair not in best or best[pair].weight_bits < one.weight_bits):
            best[pair] = one
    for pair, one in sorted(best.items()):
        yield Doubt(
            id=content_id("db", "apart", *pair),
            question="apart",
            kind="entity",
            targets=pair,
            left=by_id[pair[0]].name,
            right=by_id[pair[1]].name,
            weight_bits=round(one.weight_bits, 2),
            margin_bits=round(one.weight_bits - ACCEPTED_BITS, 2),
            reasons=one.reasons,
            claims=(),
            if_wrong="merge",
        )


def _names(entities: Sequence[Entity], countries: Mapping[str, frozenset[str]]) -> Iterator[Name]:
    """The names of each entity, under keys that begin with its id."""
    for entity in entities:
        if entity.kind not in NAMED:
            continue
        for alias in entity.aliases:
            words = tuple(fold_words(alias))
            if words and alias[:1].isupper():
                where = countries.get(entity.id, frozenset())
                yield Name(f"{entity.id}\n{alias}", words, entity.kind == "person", where)


def _countries(marks: Sequence[Mark]) -> dict[str, frozenset[str]]:
    """The countries that the reports which name each entity are mostly about."""
    places: dict[str, Counter[str]] = defaultdict(Counter)
    reports: dict[str, set[str]] = defaultdict(set)
    for one in marks:
        if one.place is not None and one.place.country is not None:
            places[one.report][one.place.country] += 1
        if one.entity is not None:
            reports[one.entity].add(one.report)
    mostly = {
        report: min(found, key=lambda one: (-found[one], one)) for report, found in places.items()
    }
    return {
        entity: frozenset(mostly[report] for report in found if report in mostly)
        for entity, found in reports.items()
    }
