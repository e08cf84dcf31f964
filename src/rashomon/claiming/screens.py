"""Screens: which pairs of statements surely neither match nor clash, told of very many at once.

Enters: the facts of all statements, and pairs of them. Leaves: the pairs that are worth a comparison.
Of each field stands here only what it can say at most, so that no match and no clash is lost: most
pairs of a large block fall out by their days, places or standing, before anything else is looked at.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.claiming.doers import is_breach
from rashomon.claiming.facts import NAME_BITS, Facts
from rashomon.claiming.likeness import (
    CLASH_BITS,
    HOPELESS_BITS,
    MOST_OF_NUMBERS,
    MOST_OF_TIMES,
    MOST_OF_TYPES,
    MOST_OF_VALUES,
    MOST_OF_WORDING,
    SCENE_SHARE,
)
from rashomon.claiming.men import denies_some
from rashomon.claiming.offices import tells_of_office
from rashomon.claiming.pairs import Chosen, Pairs
from rashomon.claiming.presence import parts_played
from rashomon.instants import Days

_AT_ONCE = 500_000
"""Pairs that are looked at together."""

_OF_TWO_WORDS = 1.0
_OF_KIN = 0.5
"""What types say at most where the deeds are of two words, and names that are not shared."""

Codes = NDArray[np.int32]
Bits = NDArray[np.float64]


class Screen:
    """What pairs are sifted by: a few columns, a row a statement."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self._speaks = _flags(not fact.families for fact in facts)
        self._lasts = _flags(fact.lasting for fact in facts)
        self._denied = _flags(fact.standing == "denied" for fact in facts)
        self._none = _flags(denies_some(fact) for fact in facts)
        self._agrees = _flags(fact.statement.type == "AGREE" for fact in facts)
        self._rejects = _flags(fact.statement.type == "REJECT" for fact in facts)
        self._standing = _codes(fact.standing for fact in facts)
        self._trigger = _codes(fact.trigger for fact in facts)
        self._assaults = _flags(
            fact.statement.type == "ASSAULT" or is_breach(fact) for fact in facts
        )
        parts = np.array([parts_played(fact) for fact in facts], dtype=np.bool_).reshape(-1, 4)
        self._left, self._stays, self._taken, self._fought = parts.T
        self._offices = _flags(map(tells_of_office, facts))
        self._counts = _flags(bool(fact.quantities) for fact in facts)
        self._valued = _flags(bool(fact.value) for fact in facts)
        self._actors = _Names([fact.actors for fact in facts])
        self._targets = _Names([fact.targets for fact in facts])
        self._places = _Names([fact.places for fact in facts])
        self._wide = _flags(fact.places == fact.wide_places for fact in facts)
        self._somewhere = _flags(bool(fact.places or fact.scene) for fact in facts)
        self._dated = _flags(fact.days is not None for fact in facts)
        self._first, self._last = _span([_days(fact) for fact in facts])

    def may_match(self, pairs: Pairs) -> Pairs:
        """The pairs that may be one claim."""
        return _sifted(pairs, self._may_match)

    def may_clash(self, pairs: Pairs) -> Pairs:
        """The pairs that may clash: in a number, in whether it is so, in who did it, in who is there.

        A further kind of clash needs its own line here; else only what grows has it, and no recount.
        """
        return _sifted(pairs, self._may_clash)

    def _may_match(self, pairs: Pairs) -> Chosen:
        one, other = pairs.ones, pairs.others
        most = np.where(self._trigger[one] == self._trigger[other], MOST_OF_TYPES, _OF_TWO_WORDS)
        most += _most_of_names(self._actors, pairs) + _most_of_names(self._targets, pairs)
        most += self._most_of_places(pairs) + self._most_of_times(pairs)
        most += MOST_OF_NUMBERS * (self._counts[one] & self._counts[other])
        most += CLASH_BITS * (self._standing[one] != self._standing[other])
        most += MOST_OF_VALUES * (self._valued[one] & self._valued[other])
        found: Chosen = (most + MOST_OF_WORDING >= HOPELESS_BITS) | self._speaks[one]
        return found

    def _most_of_places(self, pairs: Pairs) -> Bits:
        one, other = pairs.ones, pairs.others
        told = self._places.known(pairs)
        apart = np.where(self._wide[one] | self._wide[other], 0.0, CLASH_BITS)
        named = np.where(self._places.differ(pairs), apart, NAME_BITS)
        described = SCENE_SHARE * NAME_BITS * (self._somewhere[one] & self._somewhere[other])
        found: Bits = np.where(told, named, described)
        return found

    def _most_of_times(self, pairs: Pairs) -> Bits:
        one, other = pairs.ones, pairs.others
        told = np.where(self._meet(pairs), MOST_OF_TIMES, CLASH_BITS)
        is_asked = self._dated[one] & self._dated[other] & ~(self._lasts[one] & self._lasts[other])
        found: Bits = np.where(is_asked, told, 0.0)
        return found

    def _meet(self, pairs: Pairs) -> Chosen:
        one, other = pairs.ones, pairs.others
        found: Chosen = (self._first[one] <= self._last[other]) & (
            self._first[other] <= self._last[one]
        )
        return found

    def _may_clash(self, pairs: Pairs) -> Chosen:
        one, other = pairs.ones, pairs.others
        is_denied = self._denied[one] != self._denied[other]
        is_denied |= self._none[one] != self._none[other]
        is_denied |= self._agrees[one] & self._rejects[other]
        is_denied |= self._rejects[one] & self._agrees[other]
        dated = self._dated[one] & self._dated[other]
        numbers = self._counts[one] & self._counts[other] & (self._meet(pairs) | ~dated)
        is_there = self._places.known(pairs) & ~self._places.differ(pairs)
        doers = self._assaults[one] & self._assaults[other] & self._meet(pairs) & is_there
        holders = (self._left[one] & self._stays[other]) | (self._stays[one] & self._left[other])
        holders |= (self._taken[one] & self._fought[other]) | (
            self._fought[one] & self._taken[other]
        )
        told = is_denied | numbers | (self._offices[one] & self._offices[other])
        found: Chosen = told | (dated & doers) | (holders & is_there)
        return found


class _Names:
    """The entities in one role of each statement: whether there are any, and which where it is one."""

    def __init__(self, named: Sequence[frozenset[str]]) -> None:
        self._any = _flags(bool(names) for names in named)
        self._one = _flags(len(names) == 1 for names in named)
        self._which = _codes(min(names, default="") for names in named)

    def known(self, pairs: Pairs) -> Chosen:
        """Whether both have any."""
        found: Chosen = self._any[pairs.ones] & self._any[pairs.others]
        return found

    def differ(self, pairs: Pairs) -> Chosen:
        """Whether both have one, and not the same."""
        alone = self._one[pairs.ones] & self._one[pairs.others]
        found: Chosen = alone & (self._which[pairs.ones] != self._which[pairs.others])
        return found


def _most_of_names(names: _Names, pairs: Pairs) -> Bits:
    bits = np.where(names.differ(pairs), _OF_KIN, NAME_BITS)
    found: Bits = np.where(names.known(pairs), bits, 0.0)
    return found


def _days(fact: Facts) -> list[Days]:
    """All days by which a statement may be compared: those stated, and those that it lasts."""
    stated = None if fact.statement.time is None else fact.statement.time.days
    return [one for one in (fact.days, stated) if one is not None]


def _span(days: Sequence[Sequence[Days]]) -> tuple[Codes, Codes]:
    first = (min((one.first.toordinal() for one in some), default=0) for some in days)
    last = (max((one.last.toordinal() for one in some), default=0) for some in days)
    return np.fromiter(first, dtype=np.int32), np.fromiter(last, dtype=np.int32)


def _flags(told: Iterable[bool]) -> Chosen:
    return np.fromiter(told, dtype=np.bool_)


def _codes(told: Iterable[Hashable]) -> Codes:
    known: dict[Hashable, int] = {}
    return np.fromiter((known.setdefault(one, len(known)) for one in told), dtype=np.int32)


def _sifted(pairs: Pairs, sift: Callable[[Pairs], Chosen]) -> Pairs:
    which = [sift(part) for part in pairs.parts(_AT_ONCE)]
    return pairs.chosen(np.concatenate(which)) if which else pairs
