"""Pacts of the same parties that were signed years apart: which statements tell of which.

Stands beside `pacts`. Enters: all that is told of the pacts of some parties that no name and no word
parts. Leaves: the same, parted by the days of signing. Two accounts of one signing differ by days or
months, at most by a year or so; what was signed years before is another pact of the same parties.
"""

from collections import Counter
from collections.abc import Sequence

from rashomon.claiming.bonds import LONGEST_SIGNING_DAYS
from rashomon.instants import Days
from rashomon.situation.tellings import Told


def part_by_years(statements: Sequence[Told]) -> dict[str, list[Told]]:
    """Statements by the pact that they tell of, called by its first day; that of most, by nothing.

    A statement without a day is of the pact whose day its report told last before it, or else next;
    where its report tells none, of the one that most tell of.
    """
    signings = _signings(statements)
    if len(signings) < 2:
        return {"": list(statements)}
    own = {one.statement: _place_of(one, signings) for one in statements}
    told = Counter(place for place in own.values() if place is not None)
    main = min(told, key=lambda place: (-told[place], place))
    parted: dict[str, list[Told]] = {}
    for one in statements:
        place = own[one.statement]
        if place is None:
            place = _place_beside(one, statements, own)
        name = "" if place is None or place == main else signings[place].first.isoformat()
        parted.setdefault(name, []).append(one)
    return parted


def _signings(statements: Sequence[Told]) -> list[Days]:
    """The days of signing, those that may be of one pact as one interval, in order."""
    found: list[Days] = []
    for days in sorted({it for one in statements if (it := one.days) is not None}):
        if found and (days.first - found[-1].last).days <= LONGEST_SIGNING_DAYS:
            found[-1] = Days(found[-1].first, max(found[-1].last, days.last))
        else:
            found.append(days)
    return found


def _place_of(told: Told, signings: Sequence[Days]) -> int | None:
    days = told.days
    if days is None:
        return None
    return next(place for place, one in enumerate(signings) if one.first <= days.first <= one.last)


def _place_beside(told: Told, statements: Sequence[Told], own: dict[str, int | None]) -> int | None:
    """The pact whose day the statement's report tells nearest before it, else behind it."""
    dated = [
        (one.span, place)
        for one in statements
        if one.report == told.report and (place := own[one.statement]) is not None
    ]
    before = [row for row in dated if row[0] <= told.span]
    if before:
        return max(before)[1]
    return min(dated)[1] if dated else None
