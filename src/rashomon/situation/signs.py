"""What statements of control, capture, loss and assault tell of who holds a place.

Enters: one statement with its report. Leaves: signs, each of one effect on the hold of one place; what
the signs of a place come to is decided in `control`. A sign depends on its statement, its report's day
and the names of those whom it names, so it is read once, whatever day is asked for.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.gazetteers.outlets import find_outlet
from rashomon.instants import Days
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import Bearing, event_bearing, known_on, state_bearing
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import Words, load_words, tokens

_NEAR_TRIGGER = 7
"""Words after "captured" within which its object is named: "the strategic northern border town of X"."""

_Told = tuple[Statement, Report]

Effect = Literal["takes", "holds", "ends", "contests", "denies"]


class Sign(Struct, frozen=True, array_like=True):
    """What one statement tells of who holds a place (or, with ``part``, a part of it in words).

    ``known`` is the day on which its report is known, ``published`` are the days of its publication.
    """

    place: str
    effect: Effect
    who: tuple[str, ...]
    against: tuple[str, ...]
    bearing: Bearing
    statement: str
    report: str
    dated: bool
    part: str | None
    known: date
    published: Days | None = None


def read_signs(
    statement: Statement, report: Report, lineage: Lineage, words: Words
) -> Iterable[Sign]:
    """What a statement tells of who holds the places that it names."""
    if statement.type == "RETREAT":
        return _retreat(statement, report, words)
    if statement.type == "ASSAULT" and not _captures(statement, lineage, words):
        return _contest(statement, report, lineage)
    if statement.type in ("CONTROL", "ASSAULT"):
        return _hold(statement, report, lineage, words)
    return ()


def _hold(statement: Statement, report: Report, lineage: Lineage, words: Words) -> Iterable[Sign]:
    said = tokens(statement.quote)
    trigger = _trigger(statement)
    places = _held_places(statement.places, lineage)
    aside = _is_of_thing(said, trigger, words)
    for place in places:
        if _only_locates(said, place, places, lineage):
            continue
        who = _holders(statement, place, lineage, words)
        if not who:
            continue
        if statement.status == "denied":
            speaker = _speaker(statement, report)
            yield from _signs((statement, report), place, "denies", who, against=(speaker,))
            continue
        mode = statement.mode if statement.type == "CONTROL" else None
        effect = _effect(mode, trigger, words)
        if effect == "contests" and _is_unresisted(said):
            effect = "takes"
        if effect == "ends":
            tail = _after_to(said, trigger)
            gainers = tuple(one for one in who if _named_in(one, tail, lineage))
            losers = tuple(one for one in who if one not in gainers)
            yield from _signs((statement, report), place, "ends", losers)
            who, effect = gainers, "takes"
        part = _part(said, trigger, place, lineage, words)
        is_named = bool(_name_words(place, lineage) & {*said})
        lies_there = _has_thing_at(said, trigger, place, lineage, words)
        is_named = is_named and not lies_there
        if (aside or lies_there) and effect in ("takes", "holds") and part is None and not is_named:
            effect = "contests"
        if part is not None and effect in ("takes", "holds"):
            yield from _signs((statement, report), place, "contests", who)
            yield from _signs((statement, report), place, effect, who, part=part)
        else:
            yield from _signs((statement, report), place, effect, who)


def _effect(mode: str | None, trigger: frozenset[str], words: Words) -> Effect:
    """What a statement of control does to a hold; its trigger tells where no ``mode`` does.

    ``ends``: its actors are the losers, whatever the verb ("were driven out of the town").
    """
    if trigger & words.nears:
        return "contests"
    if mode == "gained" or (mode is None and trigger & (words.gains | words.falls)):
        return "takes"
    if mode == "lost" or (mode is None and trigger & words.losses):
        return "ends"
    return "holds"


def _is_unresisted(said: Sequence[str]) -> bool:
    """Whether who enters a place has it: nobody is there to hold it against him."""
    rest = said[said.index("without") + 1 :] if "without" in said else ()
    return "unopposed" in said or bool({"resistance", "fight", "opposition", "shot"} & {*rest[:5]})


def _holders(statement: Statement, place: str, lineage: Lineage, words: Words) -> tuple[str, ...]:
    """The actors without the place itself, and without words that name nobody ("the group")."""
    return tuple(
        one
        for one in statement.actors
        if one != place and lineage.name(one).lower() not in words.vague
    )


def _held_places(places: Sequence[str], lineage: Lineage) -> list[str]:
    """The places that are held: named ones, and no state where it only tells where they are."""
    known = [lineage.by_id[place] for place in places if place in lineage.by_id]
    named = [one.id for one in known if not _is_description(one)]
    towns = [one.id for one in known if not lineage.is_state(one.id)]
    return [one for one in named if not (towns and lineage.is_state(one))]


def _is_description(place: Entity) -> bool:
    """Whether a place is only described ("the strategic town"), so that nobody can tell which it is.

    Whatever is said to be held is taken for a place, for small towns are seldom known to be ones; but
    not an actor or an outlet that is known by name.
    """
    words = place.name.split()
    common = any(word.islower() for word in words[-1:]) and not _is_called_by_name(words)
    described = place.name.islower() or (place.place is None and common)
    if described or place.kind in ("place", "facility"):
        return described
    form = registry().form(fold_words(place.name))
    return (
        place.kind in ("time", "quantity")
        or (form is not None and form.actor.role != "state")
        or find_outlet(place.name) is not None
    )


def _is_called_by_name(words: Sequence[str]) -> bool:
    """Whether a site has a name of its own before its noun: "Lungi airport", not "a Serb base"."""
    named = [word for word in words[:-1] if word[:1].isupper() and word.lower() not in _EVERY]
    at = words.index(named[0]) if named else 0
    known = registry().form(fold_words(named[0])) if named else None
    return bool(named) and known is None and not any(w.lower() in _EVERY for w in words[:at])


_EVERY = frozenset(
    {"the", "every", "each", "any", "some", "many", "all", "most", "several", "another"}
)


def _retreat(statement: Statement, report: Report, words: Words) -> Iterable[Sign]:
    if statement.status == "denied" or not words.leaves.intersection(
        tokens(statement.trigger.text)
    ):
        return
    for place in statement.places:
        if _follows_from(tokens(statement.quote)):
            yield from _signs((statement, report), place, "ends", statement.actors)


def _contest(statement: Statement, report: Report, lineage: Lineage) -> Iterable[Sign]:
    if statement.status == "denied":
        return
    for place in _held_places(statement.places, lineage):
        who = _holders(statement, place, lineage, load_words())
        yield from _signs((statement, report), place, "contests", who, against=statement.targets)


def _signs(
    told: _Told,
    place: str,
    effect: Effect,
    who: tuple[str, ...],
    *,
    against: tuple[str, ...] = (),
    part: str | None = None,
) -> Iterable[Sign]:
    statement, report = told
    days = None if statement.time is None else statement.time.days
    published = report.published.days
    said = tokens(statement.quote)
    if effect == "holds":
        if days is None and _had(said, _trigger(statement)):
            return
        if _was_over(said, _trigger(statement), dated=days is not None):
            return
        bearing = state_bearing(days, published, lasting="since" in said)
    else:
        bearing = event_bearing(days, published)
    if who and bearing is not None:
        yield Sign(
            place=place,
            effect=effect,
            who=who,
            against=against,
            bearing=bearing,
            statement=statement.id,
            report=report.id,
            dated=days is not None,
            part=part,
            known=known_on(report),
            published=published,
        )


def _captures(statement: Statement, lineage: Lineage, words: Words) -> bool:
    """Whether an assault is the capture of a place: the place is what is captured."""
    said = tokens(statement.quote)
    at = _position(said, words.captures.intersection(tokens(statement.trigger.text)))
    if at is None:
        return False
    after = said[at + 1 : at + 1 + _NEAR_TRIGGER]
    if after[:1] == ["it"]:
        return True
    named = {word for place in statement.places for word in _name_words(place, lineage)}
    before_name: list[str] = []
    for word in after:
        if word in named:
            return not {"in", "near", "at", "around", "outside", "from"}.intersection(before_name)
        before_name.append(word)
    return False


def _part(
    said: Sequence[str],
    trigger: frozenset[str],
    place: str,
    lineage: Lineage,
    words: Words,
) -> str | None:
    """The words that limit a hold to a part of its place: "about half of X"; None for the whole."""
    at = _position(said, trigger)
    if at is None:
        return None
    if said[at + 1 : at + 2] in (["its"], ["their"]):
        return f"part of {lineage.name(place)}"
    named = _name_words(place, lineage)
    for i, word in enumerate(said):
        limits = word in words.parts or word in words.whole
        if limits and "of" in said[i + 1 : i + 2]:
            rest = said[i + 2 : i + 2 + _NEAR_TRIGGER]
            name_at = next((k for k, one in enumerate(rest) if one in named), None)
            if name_at is not None:
                start = i - 1 if i and said[i - 1] in ("about", "nearly", "almost") else i
                return " ".join([*said[start : i + 2], lineage.name(place).removeprefix("of ")])
    return None


def _only_locates(said: Sequence[str], place: str, places: Sequence[str], lineage: Lineage) -> bool:
    """Whether a name only tells where what is held lies: "the air base north of X", "Y, 9 km from X"."""
    named = _name_words(place, lineage)
    others = {word for one in places if one != place for word in _name_words(one, lineage)}
    at = next((i for i, word in enumerate(said) if word in named), 0)
    if _only_names_site(said, place, places, lineage):
        return True
    if at < _LOCATING_WORDS or said[at - 1] not in ("of", "from") or not others & {*said[:at]}:
        return False
    before = [word for word in said[: at - 1] if word != "the"][-2:]
    is_side = before[-1:] and before[-1] in _SIDES
    return (
        bool(is_side or before[-1:] == ["away"] or said[at - 1] == "from") and "and" not in before
    )


def _only_names_site(
    said: Sequence[str], place: str, places: Sequence[str], lineage: Lineage
) -> bool:
    """Whether a town stands only in the name of what lies there: "the airport of X", "X barracks"."""
    named = _name_words(place, lineage)
    inside: set[int] = set()
    for site in places:
        if place not in lineage.line(site)[1:]:
            continue
        for words in (tokens(name) for name in lineage.names(site)):
            size = len(words)
            for at in range(len(said) - size + 1):
                if size > 1 and [*said[at : at + size]] == words:
                    inside.update(range(at, at + size))
    at_all = {i for i, word in enumerate(said) if word in named}
    return bool(at_all & inside) and at_all <= inside


_LOCATING_WORDS = 2
_COMPASS = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_SIDES = frozenset(side + end for side in _COMPASS for end in ("", "ward"))


def _is_of_thing(said: Sequence[str], trigger: frozenset[str], words: Words) -> bool:
    """Whether something that lies at a place is held, and not the place: "seized the road to it"."""
    at = _position(said, trigger)
    near = [] if at is None else said[at + 1 : at + 1 + _NEAR_THING]
    thing_at = next((i for i, word in enumerate(near) if word in words.things), None)
    return thing_at is not None and _TOWNS.isdisjoint(near[:thing_at])


def _has_thing_at(
    said: Sequence[str], trigger: frozenset[str], place: str, lineage: Lineage, words: Words
) -> bool:
    """Whether what is held only lies at a place that is named: "the parliament building in X"."""
    at, named = _position(said, trigger) or 0, _name_words(place, lineage)
    name_at = next((i for i, word in enumerate(said) if i > at and word in named), None)
    thing_at = next((i for i, word in enumerate(said) if i > at and word in words.things), None)
    if name_at is None or thing_at is None or thing_at > name_at:
        return False
    between = said[thing_at + 1 : name_at]
    return bool(_LYING.intersection(between)) and "and" not in between


_LYING = frozenset({"in", "at", "near", "outside", "to", "from", "around", "inside", "between"})

_TOWNS = frozenset({"town", "city", "village", "capital"})
"""What is held with the thing behind it: "hold the town, the airfield and the camp"."""

_NEAR_THING = 4
"""Words after "seized" within which its object stands: "the main bus station"."""


def _trigger(statement: Statement) -> frozenset[str]:
    """The trigger's words without small ones, which stand elsewhere in the quote too."""
    said = frozenset(tokens(statement.trigger.text))
    return (said - load_words().plain) or said


def _position(said: Sequence[str], trigger: frozenset[str]) -> int | None:
    return next((i for i, word in enumerate(said) if word in trigger), None)


def _after_to(said: Sequence[str], trigger: frozenset[str]) -> Sequence[str]:
    at = _position(said, trigger)
    rest = [] if at is None else said[at + 1 :]
    return rest[rest.index("to") + 1 :] if "to" in rest else []


def _had(said: Sequence[str], trigger: frozenset[str]) -> bool:
    """Whether a state is told in the past perfect, so that it was over by what is told."""
    at = _position(said, trigger)
    before = [] if at is None else said[max(0, at - 4) : at]
    return "had" in before


_WAS = frozenset(
    {"was", "were", "held", "controlled", "ruled", "occupied", "had", "remained", "stayed"}
)


def _was_over(said: Sequence[str], trigger: frozenset[str], *, dated: bool) -> bool:
    """Whether a hold was over: "held it until Friday", "while it was in their hands"."""
    at = _position(said, trigger)
    if at is None or not trigger & _WAS:
        return False
    return "until" in said[at + 1 :] or (not dated and said[0] in ("while", "when"))


def _follows_from(said: Sequence[str]) -> bool:
    return "from" in said or "of" in said or "abandoned" in said or "left" in said


def _name_words(entity: str, lineage: Lineage) -> frozenset[str]:
    return frozenset(word for name in lineage.names(entity) for word in tokens(name))


def _named_in(entity: str, said: Sequence[str], lineage: Lineage) -> bool:
    return bool(_name_words(entity, lineage).intersection(said))


def _speaker(statement: Statement, report: Report) -> str:
    if statement.attribution:
        return statement.attribution[0].entity or statement.attribution[0].name
    return report.outlet or report.name
