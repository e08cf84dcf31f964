"""Who holds which office: statements of posts, of appointments and of those who held one before."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.pacts import Holding
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import Bearing, known_on, state_bearing
from rashomon.situation.bodies import BODY, is_deed, office_words
from rashomon.situation.ground import Ground
from rashomon.situation.holdings import HELD, Asked, Key, latest
from rashomon.situation.parts import Part, Parts, name_subject
from rashomon.situation.words import load_words, tokens

HOLDER, END, OFFICE, NAMESAKE = "holder", "end", "office", "namesake"
"""The kinds of those who are told to hold some office, of what ends somebody's terms, by his id, of
the words of offices, and of the terms that are none where somebody holds an office, by his id."""

TITLED = "titled"
"""The kind of what somebody is called by his offices, by his id."""


class Term(Struct, frozen=True, array_like=True):
    """One statement that somebody holds an office; ``known`` is the day on which it is known.

    ``namesakes`` are others in whose name the words of the office end ("the driver of Minister X"): it
    is no office of the holder's where one of them is known to hold one.
    """

    holder: tuple[str, ...]
    office: str
    bearing: Bearing
    known: date
    published: Days | None
    statement: str
    report: str
    namesakes: tuple[str, ...] = ()


class Titled(Struct, frozen=True, array_like=True):
    """A term of somebody's with what its office goes by."""

    words: tuple[str, ...]
    term: Term


class End(Struct, frozen=True, array_like=True):
    """What ends somebody's terms, since when, and the day on which it is known.

    ``for_good``: he died, so that he holds nothing after it, whatever reports call him by.
    """

    known: date
    since: date
    report: str
    for_good: bool


class Posts:
    """The offices that are told of; a key is what all wordings of an office share, see `_key`.

    An office is one where its words name a body or a state besides a rank ("head of the Guards", not
    "head"); whoever holds it by the later report ends his predecessor's term, and so does his own death,
    removal or resignation.
    """

    kind = "post"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """One row a holder of one office."""
        terms: Sequence[Term] = self._parts.under(self.kind, key)
        told = [one for one in terms if self._is_held(one, asked)]
        words = key[: key.index("")] if "" in key else key
        holders = sorted({who for one in told for who in one.holder})
        titles = [one for who in holders for one in self._titles(who, asked)]
        if told and ("" not in key or not any(_is_barer(words, one.words) for one in titles)):
            yield from _rows(key, told, [one.term for one in titles if _is_barer(one.words, words)])

    def _titles(self, holder: str, asked: Asked) -> Iterator[Titled]:
        """What somebody is called by the offices that he holds on a day."""
        for one in self._parts.under(TITLED, (holder,)):
            if self._is_held(one.term, asked):
                yield one

    def _is_held(self, told: Term, asked: Asked) -> bool:
        bearing = told.bearing
        if told.known > asked.known_at or bearing.since > asked.valid_at:
            return False
        if bearing.until is not None and bearing.until < asked.valid_at:
            return False
        if any(self._holds_any(one, asked) for one in told.namesakes):
            return False
        ends = (end for holder in told.holder for end in self._parts.under(END, (holder,)))
        return not any(_is_over(told, end, asked) for end in ends)

    def _holds_any(self, person: str, asked: Asked) -> bool:
        """Whether somebody is known to hold an office, whichever and whenever."""
        return any(known <= asked.known_at for known in self._parts.under(HOLDER, (person,)))


def _read_holders(ground: Ground) -> Iterator[Part]:
    """Those who are told to hold offices, and the words of these, by which they are found."""
    for one in ground.statements:
        if one.type != "POST":
            continue
        known = known_on(ground.reports[one.report])
        holders = {*one.actors} if one.status in HELD else set()
        for who in sorted(holders):
            yield Part(HOLDER, (who,), one.id, known, date.min, known)
        for word in sorted(office_words(one.value or "")):
            yield Part(OFFICE, (word,), one.id, known, date.min, None)


def read_posts(ground: Ground) -> Iterator[Part]:
    """The terms that some reports tell of, and what ends them."""
    ends = load_words().office_ends
    passages = _passages(ground.statements)
    for one in ground.statements:
        if one.type != "POST" or one.status not in HELD:
            continue
        report = ground.reports[one.report]
        published = report.published.days
        if one.mode != "given" and ends.intersection(tokens(one.trigger.text)):
            yield from _ends(one, report, one.actors)
            continue
        bearing = _bearing(one, published, passages.get(one.passage, []))
        if one.actors and one.value and bearing is not None and not is_deed(one):
            key = _key(ground.bodies.office_key(one.value), one.actors)
            known = known_on(report)
            office = office_name(one.value)
            namesakes = ground.bodies.namesakes(one)
            term = Term(one.actors, office, bearing, known, published, one.id, report.id, namesakes)
            until = bearing.until or date.max
            yield Part(Posts.kind, key, one.id, known, bearing.since, term, one.actors, until)
            yield name_subject(Posts.kind, office, one.id, known)
            if len(one.actors) == 1:
                titled = Titled(key[: key.index("")] if "" in key else key, term)
                yield Part(
                    TITLED, one.actors, one.id, known, bearing.since, titled, one.actors, until
                )
            for person in sorted({*namesakes}):
                yield Part(NAMESAKE, (person,), one.id, known, date.min, None)
    yield from _read_holders(ground)
    yield from _read_ends(ground)


def _key(office: AbstractSet[str], holder: tuple[str, ...]) -> Key:
    """What an office goes by; one of no body has as many holders as are told of, each by himself."""
    words = tuple(sorted(office))
    return words if _is_of_body(words) else (*words, "", *holder)


def _is_barer(words: Sequence[str], fuller: Sequence[str]) -> bool:
    """Whether words call an office by some of its words, as "the minister" does, not by a higher one."""
    if any(one.startswith(BODY) for one in words):
        return False
    return {*words} < {*fuller} and load_words().lesser.isdisjoint({*fuller} - {*words})


def _is_of_body(key: Key) -> bool:
    return "" not in key and any(word.startswith(BODY) for word in key)


def _read_ends(ground: Ground) -> Iterator[Part]:
    """Whose terms are over by what befell them: who died, stepped down or was removed."""
    words = load_words()
    for one in ground.statements:
        if one.type in (None, "POST") or one.status not in HELD:
            continue
        said = frozenset(tokens(one.trigger.text))
        report = ground.reports[one.report]
        if said & words.deaths or (one.type == "CASUALTY" and "dead" in tokens(one.quote)):
            yield from _ends(one, report, one.targets, for_good=True)
        elif said & words.removals:
            yield from _ends(one, report, one.targets)
        elif said & words.steps_down or one.mode == "resign":
            yield from _ends(one, report, one.actors)


def _ends(
    one: Statement, report: Report, holders: Iterable[str], *, for_good: bool = False
) -> Iterator[Part]:
    days = None if one.time is None else one.time.days
    bearing = state_bearing(days, report.published.days, lasting=True)
    if bearing is not None:
        end = End(known_on(report), bearing.since, report.id, for_good)
        for holder in sorted({*holders}):
            yield Part(END, (holder,), one.id, end.known, end.since, end)


def _is_over(told: Term, end: End, asked: Asked) -> bool:
    """Whether a term is over: what ended it came after it began, or is told in the same breath.

    "Prime Minister X resigned on Sunday", printed on Monday, calls him by the post that he had.
    """
    if end.known > asked.known_at or end.since > asked.valid_at:
        return False
    return end.for_good or told.bearing.since <= end.since or told.report == end.report


def office_name(value: str) -> str:
    """An office in words, without what says that it was held before."""
    words = value.split()
    dropped = load_words().former | {
        "the",
        "a",
        "an",
        "currently",
        "current",
        "now",
        "today",
        "new",
    }
    dropped |= {"his", "her", "their", "its", "our"}
    while len(words) > 1 and words[0].lower().rstrip(",-") in dropped:
        words = words[1:]
    return " ".join(words)


def _passages(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of what happened, by passage."""
    found: dict[str, list[Statement]] = {}
    for one in statements:
        if one.type != "POST":
            found.setdefault(one.passage, []).append(one)
    return found


def _days(statement: Statement) -> Days | None:
    if statement.terms is not None and statement.terms.signed is not None:
        return statement.terms.signed
    return None if statement.time is None else statement.time.days


def _bearing(
    statement: Statement, published: Days | None, neighbours: Sequence[Statement]
) -> Bearing | None:
    """When the office was held; one held before ("then", "former") on its own days only.

    "Then" means the day of what else the sentence tells of the holder, else of what it tells first.
    """
    marker = _before(statement)
    days = None if statement.time is None else statement.time.days
    shared = [one for one in neighbours if set(statement.actors) & set(one.actors)]
    if marker is None:
        told = frozenset(tokens(statement.quote))
        is_now = days is not None or bool(told & _NOW)
        old = None if is_now else _long_ago(shared, published)
        if old is not None:
            return Bearing(old.first, old.last)
        lasting = "since" in told or statement.mode == "given"  # whoever was sworn in stays
        return state_bearing(days, published, lasting=lasting)
    if days is None and marker == "then":
        dated = [one for one in neighbours if _days(one) is not None]
        own = [one for one in shared if _days(one) is not None]
        nearest = min(own or dated, key=lambda one: (one.span, one.id), default=None)
        days = None if nearest is None else _days(nearest)
    return None if days is None else Bearing(days.first, days.last)


_NOW = frozenset({"today", "now", "currently", "current", "since", "still"})

_LONG_AGO = timedelta(days=730)
"""How long before a report its news are no news: who signed something then may hold no office now."""


def _long_ago(shared: Sequence[Statement], published: Days | None) -> Days | None:
    """The days of the only thing that a sentence tells of a holder, where it is years ago.

    "It was signed in 1997 by President X" says who was president then.
    """
    days = [_days(one) for one in shared]
    told = [one for one in days if one is not None]
    if not told or len(told) < len(days) or published is None:
        return None
    oldest, newest = min(told, key=lambda one: one.first), max(told, key=lambda one: one.last)
    return oldest if published.first - newest.last > _LONG_AGO else None


def _before(statement: Statement) -> str | None:
    """The word that says that the office was held before; None where it is held still."""
    former = load_words().former
    value, said = tokens(statement.value or ""), tokens(statement.quote)
    if value and value[0] in former:
        return value[0]
    if "until" in said and "was" in said:
        return "until"
    if said[:1] == ["had"] or any(
        pair == ("had", at) for pair in pairwise(said) for at in value[:1]
    ):
        return "had"
    for i in range(len(said) - len(value)):
        if value and said[i + 1 : i + 1 + len(value)] == value:
            held_before = said[i] if said[i] != "the" or i == 0 else said[i - 1]
            return held_before if held_before in former else None
    return None


def _rows(key: Key, told: Sequence[Term], barer: Sequence[Term]) -> Iterator[Holding]:
    """One row a holder; ``barer`` are his terms in fewer words, whose statements speak for the row."""
    holders: dict[tuple[str, ...], list[Term]] = {}
    for one in (*told, *barer):
        holders.setdefault(one.holder, []).append(one)
    current = holders
    if _is_of_body(key):
        newest = max(one.bearing.since for one in (*told, *barer))
        current = {
            holder: group
            for holder, group in holders.items()
            if max(one.bearing.since for one in group) == newest
        }
    for holder, group in sorted(current.items()):
        rivals = [] if current is holders else [one for one in current if one != holder]
        yield Holding(
            kind="post",
            subject=min(
                (one.office for one in told if one.holder == holder),
                key=lambda name: (len(name), name),
            ),
            value=holder,
            contested_by=tuple(sorted({one for rival in rivals for one in rival})),
            statements=tuple(sorted({one.statement for one in group})),
            independent=0,
            since=min(one.bearing.since for one in group),
            reported=latest(one.published for one in group),
            contesting=tuple(sorted({one.statement for rival in rivals for one in current[rival]})),
        )
