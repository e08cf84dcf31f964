"""What people rule on claims and origins, while these are formed anew.

A claim that people joined or parted holds other statements than the engine took for one. What it took,
a bunch, is kept beside the claim, so that a later report is held against the bunches and the rulings
are followed once more.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from rashomon.correcting.anchors import anchored_statements
from rashomon.correcting.claims import on_origins, relabels_claim
from rashomon.correcting.partitions import concerns
from rashomon.records.claims import Claim, Match
from rashomon.records.corrections import NO_RULINGS, Correction, Rulings
from rashomon.workings import Memory, Shelf, Workings


class Bunch(Struct, frozen=True, array_like=True):
    """Statements that the engine took for one claim, sorted, and why; ``id`` is the claim's, or its own.

    A bunch that people left as it was is its claim, and is not kept.
    """

    id: str
    statements: tuple[str, ...]
    matches: tuple[Match, ...]


BUNCHES = Shelf("claim.bunch", Bunch)
"""By the first of its statements."""
BUNCH_OF = Shelf("claim.bunch of", str)
"""By statement: the first one of its bunch."""


class Standing:
    """The rulings that hold, the bunches that they joined and parted, and what no longer is as it was.

    Args:
        rulings: Those that hold after the change, their statements by the ids that these go by.
        workings: Where bunches are kept.
        moved: The statements that rulings on claims and origins are about which came or went.
    """

    def __init__(
        self,
        rulings: Rulings = NO_RULINGS,
        workings: Workings | None = None,
        moved: frozenset[str] = frozenset(),
    ) -> None:
        self.rulings = rulings
        self.moved = moved
        self.on_claims = concerns(rulings, "claim")
        self._workings = workings or Memory()
        self._about: dict[str, list[frozenset[str]]] = {}
        for one in rulings.corrections:
            if one in self.on_claims or relabels_claim(one):
                told = frozenset(anchor.id for anchor in anchored_statements([one]))
                for name in told:
                    self._about.setdefault(name, []).append(told)

    def is_ruled(self) -> bool:
        """Whether people joined or parted any claims, or did before."""
        return bool(self.on_claims or self.moved)

    def beside(self, statements: Iterable[str]) -> set[str]:
        """The statements that rulings on claims are about which are also about one of some."""
        sides = (side for one in statements for side in self._about.get(one, ()))
        return set().union(*sides)

    def wording(self, statements: Iterable[str]) -> Rulings:
        """The rulings on how claims are worded that are about one of some statements."""
        own = set(statements)
        return Rulings(
            tuple(
                one
                for one in self.rulings.corrections
                if relabels_claim(one)
                and not own.isdisjoint(anchor.id for anchor in anchored_statements([one]))
            )
        )

    def bunch_of(self, statement: str) -> Bunch | None:
        """What the engine took a statement's claim to be; None where that is the claim."""
        first = self._workings.get(BUNCH_OF, statement)
        return None if first is None else self._workings.get(BUNCHES, first)

    def keep(self, statements: Iterable[str], bunches: Iterable[Bunch]) -> None:
        """Keep the bunches of some statements, in place of those that were kept of them."""
        for one in sorted(statements) if self.is_ruled() else ():
            first = self._workings.get(BUNCH_OF, one)
            if first is not None:
                self._workings.put(BUNCH_OF, one, "", None)
                self._workings.put(BUNCHES, first, "", None)
        keep_bunches(self._workings, bunches)


def keep_bunches(workings: Workings, bunches: Iterable[Bunch]) -> None:
    """Keep bunches that people joined or parted."""
    for bunch in bunches:
        workings.put(BUNCHES, bunch.statements[0], "", bunch)
        for one in bunch.statements:
            workings.put(BUNCH_OF, one, "", bunch.statements[0])


def find_moved(before: Rulings, after: Rulings) -> frozenset[str]:
    """The statements that rulings on claims and origins are about which came or went."""
    moved = [one for one in changed(before, after) if _is_followed_in_claims(one)]
    return frozenset(anchor.id for anchor in anchored_statements(moved))


def changed(before: Rulings, after: Rulings) -> Iterator[Correction]:
    """The rulings that hold on one side only."""
    old, new = ({one.id for one in side.corrections} for side in (before, after))
    for side, others in ((before, new), (after, old)):
        yield from (one for one in side.corrections if one.id not in others)


def _is_followed_in_claims(ruling: Correction) -> bool:
    alone = Rulings((ruling,))
    return bool(concerns(alone, "claim") or on_origins(alone) or relabels_claim(ruling))


def as_bunch(claim: Claim) -> Bunch:
    """A claim that people left as it was."""
    return Bunch(claim.id, claim.statements, claim.matches)
