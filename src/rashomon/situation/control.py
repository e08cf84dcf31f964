"""Who holds which place on a day: what the signs of a place come to.

A place has one holder (or several jointly). Who takes it ends the hold of whoever had it; two who hold
it by reports of the same days are rivals, and both are told. An assault under way contests a hold, and
so does a capture of a part of the place or the denial of the hold.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, timedelta

from rashomon.records.pacts import Holding
from rashomon.records.statements import Statement
from rashomon.situation.ground import Ground
from rashomon.situation.holdings import HELD, Asked, Key, latest
from rashomon.situation.lineage import Lineage
from rashomon.situation.parts import Part, Parts, end_after, name_subject
from rashomon.situation.signs import Sign, read_signs
from rashomon.situation.spokesmen import Spokesmen
from rashomon.situation.words import load_words, tokens

ASSAULT_LASTS = timedelta(days=14)
"""How long an assault is taken to be under way after the last report of it: a convention, two weeks."""

STATES_DIFFER = timedelta(days=3)
"""Reports of who holds a place this many days apart speak of the same days: what is printed on one day
may be what was seen two or three before. A capture needs no such leeway, for it has its own day."""


TELLING = {"type": ("CONTROL", "ASSAULT", "RETREAT", "POST"), "mode": ("gained",)}
"""What one of is true of any statement that tells who holds a place, or for whom somebody speaks."""


class Places:
    """The places that are told of; a key is a place and a part of it in words."""

    kind = "control"

    def __init__(self, parts: Parts, lineage: Lineage) -> None:
        self._parts = parts
        self._lineage = lineage

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """Who holds one place, or a part of it; rivals have a row each."""
        signs: Sequence[Sign] = self._parts.under(self.kind, key)
        known = [
            one
            for one in signs
            if one.known <= asked.known_at and one.bearing.since <= asked.valid_at
        ]
        if not (key[1] and self._is_taken_whole(key[0], known, asked)):
            yield from _hold(key[1] or key[0], known, asked.valid_at, self._lineage)

    def _is_taken_whole(self, place: str, known: Sequence[Sign], asked: Asked) -> bool:
        """Whether the whole of a place was taken after all that is told of a part of it."""
        whole: Sequence[Sign] = self._parts.under(self.kind, (place, ""))
        newest = max(map(_since, known), default=date.min)
        return any(
            one.effect == "takes"
            and one.known <= asked.known_at
            and newest < one.bearing.since <= asked.valid_at
            for one in whole
        )


def read_control(ground: Ground) -> Iterator[Part]:
    """The signs of places that some reports give.

    Args:
        ground: The reports, whole, since a sign may depend on what else its report says.
    """
    words, lineage = load_words(), ground.lineage
    signs: list[Sign] = []
    spokesmen = Spokesmen(ground.statements, ground.bodies, lineage)
    taken = {
        (one.passage, place)
        for one in ground.statements
        if one.mode == "gained"
        for place in one.places
    }
    for statement in ground.statements:
        if _is_bygone(statement, taken):
            continue
        one = spokesmen.as_theirs(statement)
        denied = one.type == "CONTROL" and one.status == "denied"
        if one.places and (one.status in HELD or denied):
            signs.extend(read_signs(one, ground.reports[one.report], lineage, words))
    for sign in _without_echoes(signs, lineage):
        yield Part(
            kind=Places.kind,
            key=(sign.place, sign.part or ""),
            statement=sign.statement,
            known=sign.known,
            since=sign.bearing.since,
            said=sign,
            names=(sign.place, *sign.who, *sign.against),
            until=_until(sign),
        )
        if sign.part:
            yield name_subject(Places.kind, sign.part, sign.statement, sign.known)


def _until(sign: Sign) -> date:
    """The last day on which a sign says anything of who holds its place."""
    if sign.effect == "contests":
        return end_after(sign.bearing.since, ASSAULT_LASTS)
    lasting = sign.bearing.until is None or sign.effect not in ("takes", "holds")
    return date.max if lasting or sign.bearing.until is None else sign.bearing.until


def _is_bygone(statement: Statement, taken: Set[tuple[str, str]]) -> bool:
    """Whether a place is called somebody's as it is taken: "overran X, the last stronghold of Y"."""
    if statement.type != "CONTROL" or statement.trigger.text.lower() not in _STRONGHOLDS:
        return False
    return any((statement.passage, place) in taken for place in statement.places)


_STRONGHOLDS = ("stronghold", "bastion", "bulwark", "redoubt", "fief", "fiefdom")


def _without_echoes(signs: Sequence[Sign], lineage: Lineage) -> Iterable[Sign]:
    """The signs, without captures that a report names once more without their day, as headlines do."""
    dated: dict[tuple[str, str], set[str]] = {}
    for one in signs:
        if one.effect == "takes" and one.dated:
            dated.setdefault((one.report, one.place), set()).update(one.who)
    for one in signs:
        takers = dated.get((one.report, one.place), set())
        is_echo = lineage.akin(one.who, takers) or _are_called_alike(one.who, takers, lineage)
        if one.effect != "takes" or one.dated or not is_echo:
            yield one


def _are_called_alike(some: Iterable[str], others: Iterable[str], lineage: Lineage) -> bool:
    """Whether a name of one is a part of a name of another: "rebels" and "the Tuareg rebels"."""
    one, other = ([{*tokens(lineage.name(each))} for each in who] for who in (some, others))
    return any(a <= b or b <= a for a in one for b in other if a and b)


def _hold(
    subject: str, signs: Sequence[Sign], valid_at: date, lineage: Lineage
) -> Iterator[Holding]:
    groups: dict[tuple[str, ...], list[Sign]] = {}
    for sign in signs:
        lasts = sign.bearing.until is None or sign.bearing.until >= valid_at
        if sign.effect in ("takes", "holds") and lasts:
            groups.setdefault(tuple(sorted(set(sign.who))), []).append(sign)
    standing = {
        who: group
        for who, group in _not_superseded(groups).items()
        if not _has_ended(who, group, signs, lineage)
    }
    for who, group in sorted(standing.items()):
        rivals = [
            (one, other)
            for other, others in standing.items()
            if not lineage.akin(who, other)
            for one in others
        ]
        contested = {name for _, other in rivals for name in other}
        contesting = {one.statement for one, _ in rivals}
        for sign, against in _contests(who, signs, valid_at, lineage):
            contested.update(against)
            contesting.add(sign.statement)
        yield Holding(
            kind="control",
            subject=subject,
            value=who,
            contested_by=tuple(sorted(contested)),
            statements=tuple(sorted({sign.statement for sign in group})),
            independent=0,
            since=min(sign.bearing.since for sign in group),
            reported=latest(sign.published for sign in group),
            contesting=tuple(sorted(contesting)),
        )


def _since(sign: Sign) -> date:
    return sign.bearing.since


def _latest(group: Sequence[Sign]) -> date:
    return max(map(_since, group))


def _has_ended(
    who: tuple[str, ...], group: Sequence[Sign], signs: Sequence[Sign], lineage: Lineage
) -> bool:
    latest = _latest(group)
    return any(
        sign.effect == "ends" and sign.bearing.since >= latest and lineage.akin(sign.who, who)
        for sign in signs
    )


def _not_superseded(
    groups: dict[tuple[str, ...], list[Sign]],
) -> dict[tuple[str, ...], list[Sign]]:
    """The groups that no later capture, and no clearly later report, has put an end to."""
    if not groups:
        return {}
    newest = max(map(_latest, groups.values()))
    taken = max(
        (
            sign.bearing.since
            for group in groups.values()
            for sign in group
            if sign.effect == "takes"
        ),
        default=None,
    )
    return {
        who: group
        for who, group in groups.items()
        if newest - _latest(group) <= STATES_DIFFER and (taken is None or _latest(group) >= taken)
    }


def _contests(
    who: tuple[str, ...], signs: Sequence[Sign], valid_at: date, lineage: Lineage
) -> Iterable[tuple[Sign, tuple[str, ...]]]:
    """The signs that contest a hold, each with those who contest it.

    Who strikes only those that contest the hold comes to its help and does not contest it.
    """
    attackers = {
        one
        for sign in signs
        if sign.effect == "contests" and _is_under_way(sign, valid_at)
        for one in sign.who
        if not lineage.akin((one,), who)
    }
    for sign in signs:
        if sign.effect == "denies" and lineage.akin(sign.who, who):
            yield sign, sign.against
        if sign.effect != "contests" or not _is_under_way(sign, valid_at):
            continue
        against = tuple(one for one in sign.who if not lineage.akin((one,), who))
        helps = lineage.akin(sign.against, attackers) and not lineage.akin(sign.against, who)
        if against and not helps:
            yield sign, against


def _is_under_way(sign: Sign, valid_at: date) -> bool:
    return valid_at - sign.bearing.since <= ASSAULT_LASTS
