"""Why a wording is one of an entity's names, in words for a person to check.

Stands beside `entities`. Enters: the evidence and the constraints by which keys were joined. Leaves: one
`Joining` a wording and reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.grounding.linkage import Evidence
from rashomon.grounding.references import Reference
from rashomon.records.linking import Constraint, Joining

SURNAME = "the report gives the full name, and this surname to nobody else"
CALLING = "the report gives the full name, and this part of it to nobody else"
BEGINNING = "the report gives one longer name that begins so"
ACRONYM = "the report sets the letters in brackets behind the name"
SHORTENED = "the report gives the whole name, of which this is the first part"
PAPER = "the report names the outlet in full, of which this is the last word"
UNIT = "the report has one unit of this number and kind"
INITIALS = "the report names one body in full that these letters begin"
TOWN = "the report has a town of this name"
OTHER_NAME = "the report gives it as another name"
_SAID = "a person said so"

JOININGS_KEPT = 200
"""Reasons kept with one entity; a state has as many wordings as a language has forms of its name."""


def join_reasons(
    evidence: Iterable[Evidence],
    said: Iterable[tuple[str, str, Constraint]],
    wordings: Mapping[str, str],
    of: Mapping[str, str],
) -> dict[str, list[Joining]]:
    """The reasons by which keys were joined, by the key that stands for the bearer.

    Args:
        evidence: The compared pairs that were followed.
        said: The pairs of keys that people joined.
        wordings: Each key as reports word it.
        of: The key that stands for each key.
    """
    found: dict[str, list[Joining]] = defaultdict(list)
    for one in evidence:
        name, to = _ordered(one.one, one.other, of, wordings)
        found[of[one.one]].append(Joining(name, to, round(one.weight_bits, 2), one.reasons))
    for left, right, constraint in said:
        name, to = _ordered(left, right, of, wordings)
        if left not in wordings:
            to = constraint.one.name
        elif right not in wordings:
            to = constraint.other.name
        why = f"{_SAID}: {constraint.why}" if constraint.why else _SAID
        found[of[left]].append(Joining(name, to, None, (why,)))
    return found


def _ordered(
    left: str, right: str, of: Mapping[str, str], wordings: Mapping[str, str]
) -> tuple[str, str]:
    """The joined wording and the one it was joined to: the bearer's own key comes last."""
    if of[left] == left or right not in wordings:
        left, right = right, left
    return wordings.get(left, ""), wordings.get(right, "")


def by_table(reference: Reference, country: str | None) -> str:
    """How the registry leads from a wording to its actor."""
    actor = reference.actor
    if actor is not None and reference.is_name:
        return "the registry of actors has it"
    if actor is not None and country is not None and actor.country == country:
        return f"stands for it in reports on {country}"
    return "a description that stands for it"


def tidy(joinings: Sequence[Joining]) -> tuple[Joining, ...]:
    """Each reason once, in the order of the wordings."""
    ordered = sorted(set(joinings), key=lambda one: (one.name, one.to, one.reasons))
    return tuple(ordered[:JOININGS_KEPT])
