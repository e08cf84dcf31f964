"""Which pact each statement on pacts tells of.

Enters: what all statements on pacts tell, by report. Leaves: these by the pact that they tell of. A
clause belongs to the pact that its report last spoke of; a statement that names too few parties to the
pact of its report, or to the one that it can only mean.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from rashomon.instants import Days, overlaps, width_days
from rashomon.situation.instruments import Instruments, are_near, is_of_same_sides
from rashomon.situation.partings import part_by_years
from rashomon.situation.standins import settle_stand_ins
from rashomon.situation.tellings import FEWEST_PARTIES, InstrumentKey, Told
from rashomon.situation.words import load_list, tokens


def assign(told: Mapping[str, Sequence[Told]]) -> dict[InstrumentKey, list[Told]]:
    """The statements of each pact, by what it goes by; those that tell of none are left out.

    Args:
        told: From `Drafting.tell`, by report.
    """
    told = settle_stand_ins(told)
    instruments = Instruments(told)
    by_report = {report: instruments.named(report) for report in sorted(told)}
    known = _Known([one for rows in by_report.values() for one in rows if _is_named(one)])
    groups: dict[InstrumentKey, list[Told]] = {}
    left: list[Told] = []
    for rows in by_report.values():
        for one, key in zip(rows, _assigned(rows, known), strict=True):
            if key is None:
                left.append(one)
            else:
                groups.setdefault(key, []).append(one)
    for one, key in _told_by_day(left, groups):
        groups[key].append(one)
    for key in [one for one in groups if not one[1]]:
        for day, some in part_by_years(groups.pop(key)).items():
            groups.setdefault((key[0], day), []).extend(some)
    return groups


def _told_by_day(
    left: Iterable[Told], groups: Mapping[InstrumentKey, Sequence[Told]]
) -> list[tuple[Told, InstrumentKey]]:
    """Statements without parties that name a pact by its day of signing ("the treaty of May 9, 2021").

    They are of the one pact that was signed on that day.
    """
    signed: dict[Days, set[InstrumentKey]] = {}
    for key, group in groups.items():
        for one in group:
            if one.days is not None and width_days(one.days) == 1:
                signed.setdefault(one.days, set()).add(key)
    found = []
    for one in left:
        keys = set() if one.days is None else signed.get(one.days, set())
        if len(keys) == 1:
            found.append((one, next(iter(keys))))
    return found


def _is_named(told: Told) -> bool:
    """Whether it is settled by itself which pact a statement tells of."""
    return told.instrument is not None or told.names_pact


def _key(told: Told) -> InstrumentKey:
    return told.instrument or (told.parties, told.further)


class _Known:
    """The pacts that statements name with all parties, by each party and by the day of signing."""

    def __init__(self, told: Sequence[Told]) -> None:
        keys = {_key(one) for one in told}
        self.plain = {parties for parties, further in keys if not further}
        self._told = told
        self._by_party: dict[str, list[InstrumentKey]] = {}
        self._by_day: dict[Days, set[InstrumentKey]] = {}
        self._days: dict[InstrumentKey, list[Days]] = {}
        for one in told:
            days = one.days
            if days is not None:
                self._by_day.setdefault(days, set()).add(_key(one))
                self._days.setdefault(_key(one), []).append(days)
        for key in sorted(keys):
            for party in key[0]:
                self._by_party.setdefault(party, []).append(key)

    @cached_property
    def armed(self) -> frozenset[tuple[str, ...]]:
        """The parties that have a pact on defence."""
        armed = load_list("pacts.toml", "armed")
        return frozenset(_key(one)[0] for one in self._told if armed & {*tokens(one.quote)})

    def of(self, parties: tuple[str, ...]) -> list[InstrumentKey]:
        """The pacts that all of these are parties to."""
        near = min((self._by_party.get(one, []) for one in parties), key=len, default=[])
        return [key for key in near if set(parties) <= set(key[0])]

    def agrees(self, told: Told, key: InstrumentKey) -> bool:
        """Whether a pact can have the day of a statement that calls it by that and by no party."""
        days = told.days
        known = self._days.get(key, [])
        if told.role == "signing" and told.parties and days is not None and known:
            return any(are_near(days, one) for one in known)
        is_open = days is None or not known or bool(told.parties) or told.role == "clause"
        return is_open or any(overlaps(days, one) for one in known if days is not None)

    def signed(self, told: Told) -> InstrumentKey | None:
        """The one pact signed on the day by which a statement calls it: "the treaty of May 9, 2021"."""
        keys = set() if told.called is None else self._by_day.get(told.called, set())
        fits = [key for key in keys if set(told.parties) <= set(key[0])]
        return fits[0] if len(fits) == 1 else None


def _assigned(told: Sequence[Told], known: _Known) -> Iterator[InstrumentKey | None]:
    """For each statement of one report its pact; None for one that tells of none that is known."""
    named = [(i, one) for i, one in enumerate(told) if _is_named(one)]
    keys = _settle_further(named, known)
    for i, one in enumerate(told):
        if i in keys:
            yield keys[i]
        else:
            near = [keys[k] for k, _ in reversed(named) if k < i]
            yield _meant(one, [*near, *(keys[k] for k, _ in named if k > i)], known)


def _meant(told: Told, near: Sequence[InstrumentKey], known: _Known) -> InstrumentKey | None:
    """The pact of a statement that does not name one itself.

    A clause belongs to the pact last spoken of, else to the next, unless it binds none of its parties,
    and so does a statement that names too few parties, if those are among the pact's.
    """
    called = known.signed(told)
    if called is not None:
        return called
    near = [key for key in near if told.size is None or len(key[0]) == told.size]
    fits = [key for key in near if _may_be_of(told, key)]
    agreeing = [key for key in fits if known.agrees(told, key)]
    if agreeing:
        return agreeing[0]
    if fits and told.days is not None and is_of_same_sides(told):
        return fits[0][0], told.days.first.isoformat()
    return _elsewhere(told, known)


def _elsewhere(told: Told, known: _Known) -> InstrumentKey | None:
    """The pact that a statement can only mean, among those of which other reports tell."""
    elsewhere = [
        key for key in known.of(told.parties) if told.size is None or len(key[0]) == told.size
    ]
    if told.role == "clause" and len(told.parties) >= FEWEST_PARTIES:
        same = [key for key in elsewhere if set(key[0]) == set(told.parties)]
        return same[0] if same else (told.parties, "")
    is_one = bool(told.parties) and len(elsewhere) == 1 and known.agrees(told, elsewhere[0])
    return elsewhere[0] if is_one else None


def _may_be_of(told: Told, key: InstrumentKey) -> bool:
    """Whether a statement near a pact can be about it, by the parties that both name."""
    if told.role == "clause":
        is_wider = len(set(told.obliged) - set(key[0])) >= FEWEST_PARTIES  # it binds others as well
        return not told.parties or (bool(set(told.parties) & set(key[0])) and not is_wider)
    return set(told.parties) <= set(key[0])


def _settle_further(named: Sequence[tuple[int, Told]], known: _Known) -> dict[int, InstrumentKey]:
    """The keys of the statements that name a pact.

    "A separate protocol" is a further pact only where another of the same parties is known, and one
    on trade only where they have one on defence.
    """
    matters = load_list("pacts.toml", "matters")
    return {
        i: one.instrument
        or (
            one.parties,
            one.further
            if one.parties in (known.armed if one.further in matters else known.plain)
            else "",
        )
        for i, one in named
    }
