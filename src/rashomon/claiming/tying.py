"""Ties and clashes between statements, brought up to date where some statements change.

Enters: what a change touches. Leaves: the statements at the ends of ties and clashes that came or went,
and these clashes. What is found is found by the same rules as for all statements at once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from rashomon.claiming.clashes import (
    MOST_IN_BLOCK,
    Clash,
    find_clashes,
    find_garblings,
)
from rashomon.claiming.clusters import COPIED_BITS, Link, link_alike, link_copies
from rashomon.claiming.contrasts import find_contrasts
from rashomon.claiming.copies import Copy, find_copies
from rashomon.claiming.facts import Facts
from rashomon.claiming.holdings import find_rival_holders, places_held
from rashomon.claiming.neighbours import Moves, Pair, find_moves, still_meet
from rashomon.claiming.outlook import Weights
from rashomon.claiming.posting import holding
from rashomon.claiming.rebinding import renew_bonds
from rashomon.claiming.reckoning import OF_PAIRS, Owner, of_place, of_report, of_reuse
from rashomon.claiming.touching import Setting, Touched
from rashomon.instants import Days
from rashomon.records.changes import Regrounded
from rashomon.records.ties import Opposition, Tie


class Tied(Struct, frozen=True):
    """The ties and clashes that went and came, and the statements at their ends.

    ``copied`` are those at the ends of ties of copied passages; ``out`` are the clashes that went, each
    with the dispute that it made.
    """

    ends: frozenset[str]
    copied: frozenset[str]
    lost: frozenset[Tie]
    fresh: frozenset[Tie]
    out: Mapping[Opposition, str]
    into: frozenset[Opposition]


def retie(change: Regrounded, touched: Touched, setting: Setting) -> Tied:
    """Bring postings, ties and clashes up to date."""
    held = setting.held
    moves = find_moves(held, touched.old.values(), touched.new.values())
    held.repost(*touched.postings())
    compared = _Comparison(setting, moves, {*touched.old, *touched.new})
    alike = compared.ties()
    copied = _copied(change, touched, setting, compared.weights)
    owned = list(_owned(change, touched, setting, copied))
    was, now = alike[0] | copied.ties[0], alike[1] | copied.ties[1]
    lost, come = frozenset(was - now), frozenset(now - was)
    held.retie(lost, come)
    clashes = compared.clashes()
    out = {**clashes[0], **held.clashes_owned(owner for owner, _ in owned)}
    into = clashes[1].union(*(some for _, some in owned))
    held.oppose([one for one in out if one not in into], sorted(into - out.keys()))
    gone = {one: dispute for one, dispute in out.items() if one not in into}
    fresh = frozenset(into - out.keys())
    ends = {end for tie in lost | come for end in (tie.one, tie.other)}
    ends |= {end for clash in (*gone, *fresh) for end in (clash.one, clash.other)}
    copies = {end for tie in lost | come if tie.reuse for end in (tie.one, tie.other)}
    return Tied(frozenset(ends), frozenset(copies), lost, come, gone, fresh)


class _Comparison:
    """Pairs of statements compared with each other, and what was found of these pairs before."""

    def __init__(self, setting: Setting, moves: Moves, anew: Collection[str]) -> None:
        self._setting, self._held, self._anew = setting, setting.held, anew
        others = {pair for pair in moves.near | moves.lost if not self._is_anew(pair)}
        self._ends = {*anew, *(end for pair in others for end in pair)}
        self._others = others
        self._near = moves.near
        names = {end for pair in moves.near for end in pair}
        self._facts = list(setting.after.facts(names).values())
        place = {fact.statement.id: i for i, fact in enumerate(self._facts)}
        self._pairs = sorted((place[one], place[other]) for one, other in moves.near)
        self.weights = Weights(setting.after)

    def ties(self) -> tuple[set[Tie], set[Tie]]:
        """The ties between statements that are like each other: those before, and those now."""
        held = self._held.ties_of(self._ends)
        was = {one for one in held if not one.reuse and self._is_asked((one.one, one.other))}
        found = link_alike(self._facts, self._pairs, self.weights.of(self._facts))
        now = set(as_ties(self._facts, found))
        return was, now | {one for one in was if self._stays((one.one, one.other))}

    def clashes(self) -> tuple[dict[Opposition, str], set[Opposition]]:
        """The clashes within pairs: those before, each with its dispute, and those now."""
        was = {
            one: dispute
            for one, dispute in self._held.clashes_of(self._ends).items()
            if one.owner == OF_PAIRS and self._is_asked((one.one, one.other))
        }
        reports = self._setting.after.reports(fact.statement.report for fact in self._facts)
        published = {name: one.published.days for name, one in reports.items()}
        names = self.weights.of(self._facts)
        found = find_clashes(self._facts, self._pairs, names, published)
        now = {oppose(OF_PAIRS, clash, self._facts) for clash in found}
        return was, now | {one for one in was if self._stays((one.one, one.other))}

    def _is_anew(self, pair: Pair) -> bool:
        return pair[0] in self._anew or pair[1] in self._anew

    def _is_asked(self, pair: Pair) -> bool:
        return self._is_anew(pair) or pair in self._others

    def _stays(self, pair: Pair) -> bool:
        """Whether two that stay and were moved apart in one block are still compared in another."""
        if self._is_anew(pair) or pair in self._near:
            return False
        facts = self._setting.after.facts(pair)
        return still_meet(self._held, pair, facts)


class _Copied(Struct, frozen=True):
    """Ties of copied passages before and now, these passages, and the clashes of copies."""

    ties: tuple[set[Tie], set[Tie]]
    passages: frozenset[str]
    facts: Sequence[Facts]
    copies: Sequence[Copy]


def _copied(change: Regrounded, touched: Touched, setting: Setting, weights: Weights) -> _Copied:
    """What was copied in the passages that change, or of whose reports a statement does."""
    held, before, after = setting.held, setting.before, setting.after
    own = {*change.reuse.gone, *(one.id for one in change.reuse.put)}
    reports = touched.reports()
    old = before.reuse(own) | before.reuse_of(reports)
    new = after.reuse(own) | after.reuse_of(reports)
    sides = {one for it in (*old.values(), *new.values()) for one in (it.from_report, it.to_report)}
    passages = frozenset(old.keys() | new.keys())
    copied = held.copied_ties(before.statements_of(sides))
    was = {one for one in copied if one.reuse in passages}
    facts = list(after.facts(after.statements_of(sides)).values())
    copies = find_copies(facts, [new[one] for one in sorted(new)])
    now = set(tie_copies(facts, copies, weights.of(facts)))
    return _Copied((was, now), passages, facts, copies)


def _owned(
    change: Regrounded, touched: Touched, setting: Setting, copied: _Copied
) -> Iterator[tuple[Owner, set[Opposition]]]:
    """The clashes that are found by something else than a pair, as far as the change touches it."""
    garbled: dict[str, set[Opposition]] = {one: set() for one in copied.passages}
    for copy in copied.copies:
        garbled[copy.reuse] |= {
            oppose(of_reuse(copy.reuse), clash, copied.facts)
            for clash in find_garblings(copied.facts, [copy])
        }
    for passage, clashes in sorted(garbled.items()):
        yield of_reuse(passage), clashes
    reports = touched.reports() | {one.id for one in change.reports.put} | {*change.reports.gone}
    for report in sorted(reports):
        yield of_report(report), _contrasted(report, setting)
    changed = [*touched.old.values(), *touched.new.values()]
    for place in sorted({place for fact in changed for place in places_held(fact)}):
        yield of_place(place), _contested(place, setting)
    for bonds in renew_bonds(touched, setting):
        yield bonds.owner, {oppose(bonds.owner, one, bonds.facts) for one in bonds.clashes}


def _contrasted(report: str, setting: Setting) -> set[Opposition]:
    after = setting.after
    facts = list(after.facts(after.statements_of([report])).values())
    found = find_contrasts(facts, after.reports([report]))
    return {oppose(of_report(report), clash, facts) for clash in found}


def _contested(place: str, setting: Setting) -> set[Opposition]:
    members = setting.held.members(holding(place), MOST_IN_BLOCK)
    facts = list(setting.after.facts(one.statement for one in members).values())
    found = find_rival_holders(facts, _published(facts, setting))
    return {oppose(of_place(place), clash, facts) for clash in found if clash.topic == place}


def _published(facts: Iterable[Facts], setting: Setting) -> dict[str, Days | None]:
    reports = setting.after.reports(fact.statement.report for fact in facts)
    return {name: one.published.days for name, one in reports.items()}


# -- ties and clashes by the ids of statements


def as_ties(facts: Sequence[Facts], links: Iterable[Link]) -> Iterator[Tie]:
    """Links between statements that are like each other, by their ids."""
    for bits, one, other in links:
        yield Tie(facts[one].statement.id, facts[other].statement.id, bits)


def tie_copies(
    facts: Sequence[Facts], copies: Iterable[Copy], names: Mapping[str, float]
) -> Iterator[Tie]:
    """The ties of copies, of no bits where a copy gives another number."""
    for copy in copies:
        is_tied = any(True for _ in link_copies(facts, [copy], names))
        original, copied = facts[copy.original].statement.id, facts[copy.copy].statement.id
        yield Tie(original, copied, COPIED_BITS if is_tied else 0.0, copy.reuse)


def oppose(owner: Owner, clash: Clash, facts: Sequence[Facts]) -> Opposition:
    """A clash by the ids of its statements."""
    one, other = facts[clash.one].statement.id, facts[clash.other].statement.id
    told = (clash.field, clash.topic, one, other, clash.values, clash.doubtful, clash.subjects)
    return Opposition(owner, *told)


def place_clash(clash: Opposition, places: Mapping[str, int]) -> Clash:
    """A clash by the places of its statements."""
    ends = places[clash.one], places[clash.other]
    return Clash(clash.field, clash.topic, *ends, clash.values, clash.doubtful, clash.subjects)
