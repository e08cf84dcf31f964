"""Clashes on pacts after a change: found anew for the parties whom it touches, and for nobody else.

Enters: the statements that a change touches. Leaves: of each two parties on whom something else is told
now, all that clashes on when they signed; and, where invocations are touched, all that clashes on these.
The rules are those for all statements at once (`rashomon.claiming.bonds`).

A statement that names fewer than two parties takes those of its report's other pacts, and reads another
way once somebody whom it names is first bound by any pact. So the statements of whole reports are looked
at, and those on whoever is newly bound, or bound no more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct

from rashomon.claiming.bonds import (
    Bound,
    binds,
    find_invocations,
    find_signings_between,
    is_invocation,
    is_on_pact,
    pairs_bound,
    parties_invoked,
    parties_signed,
)
from rashomon.claiming.clashes import Clash
from rashomon.claiming.facts import Facts
from rashomon.claiming.outlook import Outlook
from rashomon.claiming.posting import INVOKED, PACTS, party
from rashomon.claiming.reckoning import OF_INVOCATIONS, Owner, of_signing
from rashomon.claiming.touching import EVERY, Setting, Touched

_FIRST_FEW = 16
"""So many of those on a party are looked at before all of them: nearly any tells whom it is bound to."""


class Renewed(Struct, frozen=True):
    """All that clashes now by one owner, between statements by their places among some facts."""

    owner: Owner
    facts: Sequence[Facts]
    clashes: Sequence[Clash]


def renew_bonds(touched: Touched, setting: Setting) -> Iterator[Renewed]:
    """All clashes of each owner on pacts whose clashes may be others than before.

    The postings must be those after the change.

    **Cost** By the statements on pacts of two parties whom the change touches, and their reports.
    """
    changed = [*touched.old.values(), *touched.new.values()]
    if any(map(is_on_pact, changed)):
        yield from _Rebinding(touched, setting).renew()


class _Side:
    """The statements on pacts as they were before a change, or as they are after it."""

    def __init__(self, changed: Mapping[str, Facts], look: Outlook) -> None:
        self.changed = [fact for fact in changed.values() if is_on_pact(fact)]
        self.bonds = [fact for fact in self.changed if binds(fact)]
        self._look = look

    def pacts_in(self, reports: Iterable[str], on_pacts: Set[str]) -> list[Facts]:
        """The facts of some reports' statements on pacts, sorted by their ids.

        Args:
            reports: The reports' ids.
            on_pacts: All statements that may be on pacts; a report tells of much else.
        """
        said = self._look.statements_among(reports, on_pacts)
        pacts = [name for name, one in said.items() if one.type == "PACT"]
        return list(self._look.facts(pacts).values())


class _Rebinding:
    """One change, and the parties whom it touches."""

    def __init__(self, touched: Touched, setting: Setting) -> None:
        self._held, self._after = setting.held, setting.after
        self._changed = {**touched.old, **touched.new}
        self._was = _Side(touched.old, setting.before)
        self._now = _Side(touched.new, setting.after)
        self._steady: dict[str, bool] = {}
        held = {one.statement for one in self._held.members(PACTS, EVERY)}
        self._on_pacts = held | self._changed.keys()

    def renew(self) -> Iterator[Renewed]:
        """All clashes of each owner that is touched."""
        reports = self._reports()
        was, now = (
            self._was.pacts_in(reports, self._on_pacts),
            self._now.pacts_in(reports, self._on_pacts),
        )
        before, after = self._signed(was, self._was), self._signed(now, self._now)
        pairs = {
            pair
            for name in before.keys() | after.keys()
            if before.get(name) != after.get(name)
            for side in (before, after)
            if name in side
            for pair in pairs_bound(side[name][1])
        }
        for pair in sorted(pairs):
            yield self._signings(pair)
        if any(map(is_invocation, (*was, *now))):
            yield self._invocations()

    def _reports(self) -> set[str]:
        """The reports of the statements that change, and of those that read another way for it."""
        changed = (*self._was.changed, *self._now.changed)
        moved = {
            name for side in (self._was, self._now) for it in side.bonds for name in it.parties
        }
        newly = {
            name
            for name in moved
            if self._is_bound(name, self._was) != self._is_bound(name, self._now)
        }
        alone = (it for name in sorted(newly) for it in self._others_on(name, EVERY))
        return {one.statement.report for one in (*changed, *alone)}

    def _signed(
        self, facts: Sequence[Facts], side: _Side
    ) -> dict[str, tuple[Facts, frozenset[str]]]:
        """The statements that date a signing, by id, each with the parties."""
        parties = parties_signed(facts, self._bound(facts, side))
        return {facts[i].statement.id: (facts[i], members) for i, members in parties.items()}

    def _signings(self, pair: Bound) -> Renewed:
        named = ({one.statement for one in self._held.members(party(name), EVERY)} for name in pair)
        facts = self._beside(set.intersection(*named))
        parties = parties_signed(facts, self._bound(facts, self._now))
        return Renewed(of_signing(pair), facts, list(find_signings_between(pair, facts, parties)))

    def _invocations(self) -> Renewed:
        facts = self._beside({one.statement for one in self._held.members(INVOKED, EVERY)})
        parties = parties_invoked(facts, self._bound(facts, self._now))
        return Renewed(OF_INVOCATIONS, facts, list(find_invocations(facts, parties)))

    def _beside(self, names: Set[str]) -> list[Facts]:
        """The facts of some statements on pacts, and of all others on pacts in their reports."""
        own = self._after.facts(names)
        reports = {fact.statement.report for fact in own.values()}
        others = self._now.pacts_in(reports, self._on_pacts - names)
        found = {fact.statement.id: fact for fact in (*own.values(), *others) if is_on_pact(fact)}
        return [found[one] for one in sorted(found)]

    # -- who is bound by any pact at all

    def _bound(self, facts: Iterable[Facts], side: _Side) -> frozenset[str]:
        """Of those whom statements name that name fewer than two parties: who is bound."""
        alone = {name for fact in facts if not binds(fact) for name in fact.parties}
        return frozenset(name for name in sorted(alone) if self._is_bound(name, side))

    def _is_bound(self, name: str, side: _Side) -> bool:
        return any(name in fact.parties for fact in side.bonds) or self._is_bound_still(name)

    def _is_bound_still(self, name: str) -> bool:
        """Whether a pact that the change leaves alone binds somebody."""
        if name not in self._steady:
            few = self._others_on(name, _FIRST_FEW)
            self._steady[name] = any(map(binds, few)) or any(
                map(binds, self._others_on(name, EVERY))
            )
        return self._steady[name]

    def _others_on(self, name: str, limit: int) -> list[Facts]:
        """Statements on pacts to which somebody is a party, but those that change."""
        members = {one.statement for one in self._held.members(party(name), limit)}
        facts = self._after.facts(members - self._changed.keys())
        return [fact for fact in facts.values() if name in fact.parties]
