"""Rolls: what of a large claim's statements counts when it is summed up, kept beside the claim.

A claim that every second report repeats holds ten thousand statements. Enters: such a claim as it was,
its roll, and the statements that came to it. Leaves: the claim as all its statements together would
give it, without a look at those that stayed as they were.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.claiming.claims import Matter, reported, status_of
from rashomon.claiming.clusters import Profile
from rashomon.claiming.copies import Common
from rashomon.claiming.grounds import Ground, calling
from rashomon.claiming.origins import Hearing, find_doubts, find_origins, hear
from rashomon.claiming.wording import Telling, order_of_telling, word_claim
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Claim, Match, Origin
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.workings import Shelf

LARGE = 256
"""Statements from which a claim has a roll; to look at each of fewer costs as much as to keep one."""


class Carrier(Struct, frozen=True, array_like=True):
    """A report that carries a claim: its days, and its outlet; neither of one that is not known."""

    id: str
    days: Days | None
    outlet: str | None


class Line(Struct, frozen=True, array_like=True):
    """A statement on a roll; its report, grounds and report's own voice by their numbers on it.

    ``called`` is what it calls its unnamed source, ``telling`` how well it tells the claim.
    """

    id: str
    report: int
    type: str | None
    is_denied: bool
    start: int
    is_sourced: bool
    grounds: tuple[int, ...]
    own: int
    copied: tuple[Common, ...]
    called: str | None
    telling: Telling


class Roll(Struct, frozen=True, array_like=True):
    """What of a claim's statements counts.

    ``profile`` is what all have in common, and ``is_even`` says that each of them has just that;
    ``lines`` are by the statements' ids; ``contested`` are the statements that clash with any other.
    """

    profile: Profile
    is_even: bool
    carriers: tuple[Carrier, ...]
    grounds: tuple[Ground, ...]
    lines: tuple[Line, ...]
    contested: tuple[str, ...]


ROLLS = Shelf("claim.roll", Roll)
"""By claim, of those of `LARGE` ones that nobody's word and no copied passage joined by force."""


Shape = tuple[Profile, bool]
"""What statements have in common, and whether each of them has just that."""


class _Writing:
    """A roll that is written."""

    def __init__(self, base: Roll | None = None) -> None:
        self.carriers = list(() if base is None else base.carriers)
        self.grounds = list(() if base is None else base.grounds)
        self.lines = {one.id: one for one in (() if base is None else base.lines)}
        self._carrier = {one.id: i for i, one in enumerate(self.carriers)}
        self._ground = {one: i for i, one in enumerate(self.grounds)}

    def add(self, other: Roll) -> None:
        """Take over all lines of another roll."""
        carriers = [self._carry(one) for one in other.carriers]
        grounds = [self._stand(one) for one in other.grounds]
        for one in other.lines:
            self.lines[one.id] = Line(
                one.id, carriers[one.report], one.type, one.is_denied, one.start, one.is_sourced,
                tuple([grounds[i] for i in one.grounds]), grounds[one.own], one.copied, one.called,
                one.telling,
            )  # fmt: skip

    def enter(self, statement: Statement, matter: Matter) -> None:
        """Write a statement's line, in place of the one that it had."""
        heard = hear(statement, matter.reports, matter.passages.get(statement.id, ()))
        self.lines[statement.id] = Line(
            statement.id,
            self._carry(carrier_of(statement.report, matter.reports)),
            statement.type,
            statement.status == "denied",
            heard.start,
            heard.is_sourced,
            tuple([self._stand(one) for one in heard.grounds]),
            self._stand(heard.own),
            heard.copied,
            calling(statement),
            order_of_telling(statement)[:6],
        )

    def roll(self, common: Shape, contested: Iterable[str]) -> Roll:
        """The roll."""
        lines = tuple([self.lines[one] for one in sorted(self.lines)])
        return Roll(
            *common, tuple(self.carriers), tuple(self.grounds), lines, tuple(sorted(contested))
        )

    def _carry(self, carrier: Carrier) -> int:
        place = self._carrier.setdefault(carrier.id, len(self.carriers))
        self.carriers[place : place + 1] = [carrier]
        return place

    def _stand(self, ground: Ground) -> int:
        place = self._ground.setdefault(ground, len(self.grounds))
        if place == len(self.grounds):
            self.grounds.append(ground)
        return place


def carrier_of(report: str, reports: Mapping[str, Report]) -> Carrier:
    """A report as it stands on a roll."""
    known = reports.get(report)
    if known is None:
        return Carrier(report, None, None)
    return Carrier(report, known.published.days, known.outlet or report)


def call_roll(
    statements: Iterable[Statement], matter: Matter, common: Shape, contested: Iterable[str]
) -> Roll:
    """The roll of a claim, by a look at each of its statements."""
    writing = _Writing()
    for one in statements:
        writing.enter(one, matter)
    return writing.roll(common, contested)


class Large(Struct, frozen=True):
    """A large claim with its roll, and what of its links is not as it was.

    ``matches`` are those of its matches that still join its statements; ``frayed`` are the statements
    that these leave apart from most others.
    """

    claim: Claim
    roll: Roll
    matches: Sequence[Match]
    frayed: frozenset[str] = frozenset()


class News(Struct, frozen=True):
    """What comes to large claims that are one from now on, or to one.

    ``matter`` holds the statements that come, and those of which something else counts now; ``matches``
    are all that join the claim's statements from now on; ``common`` is what these have in common.
    """

    matter: Matter
    fresh: Sequence[Statement]
    matches: tuple[Match, ...]
    common: Shape


def renew_roll(parts: Sequence[Large], news: News, contested: Iterable[str]) -> Roll:
    """The roll of the claim that some large ones are from now on, with what is new."""
    first, *others = sorted(parts, key=lambda one: -len(one.roll.lines))
    writing = _Writing(first.roll)
    for one in others:
        writing.add(one.roll)
    for statement in news.fresh:
        writing.enter(statement, news.matter)
    return writing.roll(news.common, contested)


def sum_up_roll(
    parts: Sequence[Large], roll: Roll, news: News, best: Statement, entities: Mapping[str, Entity]
) -> Claim:
    """The claim of a roll, before anybody has asked whether it is disputed.

    Args:
        parts: The large claims that it was.
        roll: The roll, with what is new.
        news: What is new.
        best: The statement that tells it best; see `find_best`.
        entities: Those that this statement names.
    """
    lines = roll.lines
    carriers = [roll.carriers[one] for one in sorted({one.report for one in lines})]
    types = Counter(one.type for one in lines if one.type is not None)
    first, last = reported([one.days for one in carriers])
    origins = _find_origins(parts, roll, {one.id for one in news.fresh})
    doubts, low = find_doubts(origins, {one.id: one.called for one in lines})
    names = tuple([one.id for one in lines])
    return Claim(
        id=content_id("cl", *names),
        text=word_claim([best], entities),
        type=max(types, key=lambda one: (types[one], one), default=None),
        status="denied" if all(one.is_denied for one in lines) else status_of(origins),
        statements=names,
        reports=len(carriers),
        outlets=len({one.outlet for one in carriers if one.outlet is not None}),
        origins=origins,
        independent=len(origins),
        first_reported=first,
        last_reported=last,
        independent_low=low,
        doubts=doubts,
        matches=news.matches,
    )


def find_best(roll: Roll) -> str:
    """The id of the statement that tells a claim best."""
    return min(roll.lines, key=lambda one: (one.telling, one.id)).id


def _find_origins(parts: Sequence[Large], roll: Roll, fresh: set[str]) -> tuple[Origin, ...]:
    """The origins of a claim: found anew where something came, elsewhere as they were.

    An origin is what hangs together by keys in common, by copied passages, and within a report. One
    that has none of these in common with what is new stays as it is.
    """
    first = max(parts, key=lambda one: len(one.roll.lines))
    stayed = {one.id for one in first.roll.lines} - fresh
    new = [one for one in roll.lines if one.id not in stayed]
    keys = {roll.grounds[i].key for one in new for i in one.grounds}
    grounds = {i for i, one in enumerate(roll.grounds) if one.key in keys}
    copied = {common for one in new for common in one.copied}
    reports = {one.report for one in new}
    met = {one.id for one in new} | {
        one.id
        for one in roll.lines
        if one.report in reports
        or not grounds.isdisjoint(one.grounds)
        or (one.copied and not copied.isdisjoint(one.copied))
    }
    kept: list[Origin] = []
    anew = {one.id for one in new}
    for origin in first.claim.origins:
        if met.isdisjoint(origin.statements):
            kept.append(origin)
        else:
            anew.update(origin.statements)
    heard = [_heard(one, roll) for one in roll.lines if one.id in anew]
    return tuple(sorted((*kept, *find_origins(heard)), key=lambda one: one.id))


def _heard(line: Line, roll: Roll) -> Hearing:
    return Hearing(
        line.id,
        roll.carriers[line.report].id,
        line.start,
        line.is_sourced,
        tuple([roll.grounds[one] for one in line.grounds]),
        roll.grounds[line.own],
        line.copied,
    )
