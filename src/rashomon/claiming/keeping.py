"""What is kept of a reckoning, so that a later report is held against its neighbours only.

Enters: a reckoning of all statements. Leaves: their postings, ties and clashes.
"""

from collections.abc import Iterator

from rashomon.claiming.posting import find_postings, find_wholes
from rashomon.claiming.reckoning import Reckoning
from rashomon.claiming.tying import as_ties, oppose, tie_copies
from rashomon.records.ties import AllTies, Opposition, Posting, Tie


def list_ties(found: Reckoning) -> AllTies:
    """The ties of all statements of a reckoning."""
    return AllTies(
        postings=_postings(found),
        ties=_ties(found),
        clashes=_clashes(found),
        wholes=(row for one in found.matter.entities.values() for row in find_wholes(one)),
    )


def _postings(found: Reckoning) -> Iterator[Posting]:
    for fact in found.matter.facts:
        yield from find_postings(fact)


def _ties(found: Reckoning) -> Iterator[Tie]:
    matter = found.matter
    yield from as_ties(matter.facts, found.alike)
    yield from tie_copies(matter.facts, matter.copies, matter.names)


def _clashes(found: Reckoning) -> Iterator[tuple[Opposition, str]]:
    made = {
        clash: "" if dispute is None else dispute.id
        for group, dispute in found.decided
        for clash in group
    }
    owned = {oppose(one.owner, one.clash, found.matter.facts): one.clash for one in found.clashes}
    for clash in owned:
        yield clash, made[owned[clash]]
