"""That somebody is alive: a denial of the death that others tell of.

Stands beside `rashomon.stating.tolls`. Enters: the tree of a passage. Leaves: drafts of CASUALTY that
are denied, complete but for whose word they stand on. Who "is not alive" is dead.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Status
from rashomon.stating.clauses import VERBAL, subject_of
from rashomon.stating.counts import count_draft
from rashomon.stating.extents import phrase
from rashomon.stating.lexicon import people
from rashomon.stating.roles import scope, times_in
from rashomon.stating.status import status_of

_LIVING = frozenset({"alive", "unharmed", "unhurt", "uninjured"})
_WELL = frozenset({"health", "spirits"})
_BEING = frozenset({"be", "remain", "stay", "seem", "appear"})
_OTHER_WAY: dict[Status, Status] = {"asserted": "denied", "denied": "asserted"}
_HE = frozenset({"he", "she", "they", "him", "her", "them"})
_BODIES = frozenset({"movement", "party", "group", "organisation", "organization", "army", "force"})
"""Words for many together, which live on whoever of them dies."""


def find_survivals(tree: Tree) -> list[Draft]:
    """The drafts of a passage that tell of somebody that he lives."""
    return list(_find(tree))


def _find(tree: Tree) -> Iterator[Draft]:
    for verb in tree:
        if verb.lemma not in _BEING or (verb.pos not in VERBAL and verb.pos != "AUX"):
            continue
        living, who = _living(verb), subject_of(verb)
        if living is None or who is None or not _is_somebody(who):
            continue
        status = _OTHER_WAY.get(status_of(verb))
        if status is None:
            continue
        yield replace(
            count_draft(tree, living, "CASUALTY", verb, ()),
            targets=(phrase(who),),
            status=status,
            times=times_in(scope(verb)),
        )


def _living(verb: Node) -> Node | None:
    """The word that says that somebody lives: "alive", "unharmed", "in good health"."""
    for child in verb.all("acomp", "attr", "oprd", "advmod"):
        if child.lower in _LIVING:
            return child
    for prep in verb.all("prep"):
        held = prep.child("pobj")
        if prep.lower == "in" and held is not None and held.lemma in _WELL:
            return held if any(one.lower == "good" for one in held.children) else None
    return None


def _is_somebody(who: Node) -> bool:
    if who.lower in _HE or who.entity == "PERSON":
        return True
    return (who.pos == "PROPN" and not who.entity) or who.lemma in people() - _BODIES
