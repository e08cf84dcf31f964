"""When a statement's event was: by its own words, its sentence, or its paragraph so far.

Stands beside `times`. Enters: the passages of a report, its expressions of time and what each means.
Leaves: one time a draft, or none. It looks no further than the paragraph: beyond it, a time is a guess.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta

from rashomon.grounding.stretches import Dated, count_of, stretched, until
from rashomon.grounding.times_units import moved
from rashomon.instants import Days
from rashomon.records.drafts import Draft
from rashomon.records.mentions import Time
from rashomon.records.reports import Passage
from rashomon.records.times import TimeExpression
from rashomon.spans import Span, cut, shared

_DATED = frozenset((
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CONTROL",
    "CASUALTY", "CAPTIVITY",
))  # fmt: skip
"""Events, and states that begin with one; offices and identities hold at no day that a report names, and
of a pact only what is still to come of it."""

_FINE = frozenset(("date", "weekday", "deictic", "offset", "same", "window", "period", "holiday"))
"""Forms fine enough to date an event; a year mostly dates something else ("the 2006 pact")."""

_OWN_FINE = _FINE | {"month"}
"""Forms fine enough where they are the event's own: "was killed in April"."""

_TOLLS = frozenset(("CASUALTY", "ASSAULT", "CAPTIVITY"))
_SUMMED = re.compile(
    r"\b(?:since|so\s+far|to\s+date|until\s+now|altogether|in\s+all|in\s+total|all\s+told)\b",
    re.IGNORECASE,
)
"""Words by which a sentence sums up more than the day told of before it."""

_UP_TO = frozenset(("by", "before", "until", "till"))
_LONG = frozenset(("month", "season", "year"))
"""Forms for times of many days, "before" the first of which something is to come."""

_DAY = frozenset(("date", "weekday", "deictic", "same"))
_AHEAD = frozenset(("predicted", "planned", "threatened", "conditional"))
_PAST = frozenset(("asserted", "reported", "denied"))


_DEEDS = _DATED - {"CASUALTY", "CAPTIVITY", "CONTROL"}
"""Events whose doer goes on from one to the next; states last."""

Doers = Callable[[Draft], frozenset[str]]


class Timeline:
    """The times of one report, asked for the time of each of its statements."""

    def __init__(
        self,
        passages: Sequence[Passage],
        expressions: Sequence[TimeExpression],
        times: Sequence[Time],
        drafts: Sequence[Draft] = (),
        told: Days | None = None,
    ) -> None:
        self._published = told
        self._passages = {passage.id: passage for passage in passages}
        ordered = sorted(passages, key=lambda passage: passage.start)
        starts = [passage.start for passage in ordered]
        self._by_passage: dict[str, list[Dated]] = defaultdict(list)
        self._by_paragraph: dict[int, list[Dated]] = defaultdict(list)
        for expression, time in zip(expressions, times, strict=True):
            place = bisect_right(starts, expression.span.start) - 1
            if place < 0:
                continue
            dated = Dated(expression, time, ordered[place])
            self._by_passage[dated.passage.id].append(dated)
            self._by_paragraph[dated.passage.paragraph].append(dated)

        self._told: dict[int, list[tuple[Draft, Dated]]] = defaultdict(list)
        for draft in drafts:
            own = self._own(draft)
            if own is not None and own.expression.form in _DAY:
                self._told[own.passage.paragraph].append((draft, own))

    def time_of(self, draft: Draft, doers: Doers = lambda _: frozenset()) -> Time | None:
        """The time of a statement: that of its roles' words, else the one that is near; None for none.

        A coarse time of its own (a year) gives way to a day in the same sentence, as it mostly dates
        something that the statement only mentions. Who goes on acting at the head of the next paragraph
        does so on the day that was told of him last.

        Args:
            draft: The statement in words.
            doers: Who acts in a draft.
        """
        own = self._own(draft)
        counted = self._counted_from(draft, own)
        if counted is not None:
            return counted
        if own is not None and own.expression.form in _OWN_FINE:
            return self._ahead_of(draft, own)
        near = self._near(draft)
        if near is not None and (own is None or near.passage.id == draft.passage):
            return self._ahead_of(draft, near)
        if own is not None:
            return self._ahead_of(draft, own)
        before = None if near is not None else self._gone_on(draft, doers)
        return None if before is None else self._ahead_of(draft, before)

    def _ahead_of(self, draft: Draft, dated: Dated) -> Time:
        """The time of a statement; of what is foreseen "by" a day any from that of the report on."""
        time, passage = stretched(dated, self._by_passage.get(dated.passage.id, [])), dated.passage
        if draft.status not in _AHEAD or self._published is None:
            return time
        ahead = Span(0, max(0, dated.expression.span.start - passage.start))
        before = cut(passage.text, ahead).lower().removesuffix("the ").split()
        before = [word.strip("\"'“”‘’«»(") for word in before]
        if not before or before[-1] not in _UP_TO:
            return time
        told = self._published.first
        if before[-1] == "before" and _is_long(dated) and time.days is not None:
            first = time.days.first - timedelta(days=1)
            if told <= first:  # "before December" ends with November
                return Time(time.value, Days(told, first))
        return until(time, told)

    def _gone_on(self, draft: Draft, doers: Doers) -> Dated | None:
        """The day of the same doer's last deed in the paragraph before."""
        passage = self._passages.get(draft.passage)
        if passage is None or draft.type not in _DEEDS or draft.status not in _PAST:
            return None
        if self._by_passage.get(draft.passage) or self._by_paragraph.get(passage.paragraph):
            return None
        acting = doers(draft)
        found = [
            dated
            for told, dated in self._told.get(passage.paragraph - 1, [])
            if told.status in _PAST and dated.expression.tense != "future" and acting & doers(told)
        ]
        return found[-1] if found else None

    def _own(self, draft: Draft) -> Dated | None:
        """The expression that most of a role's words are; the first role that has one."""
        inside = self._by_passage.get(draft.passage, [])
        for span in draft.times:
            best = max(inside, key=lambda one: shared(one.expression.span, span), default=None)
            if best is not None and shared(best.expression.span, span):
                return _spelt_out(best, inside)
        return None

    def _near(self, draft: Draft) -> Dated | None:
        past = draft.status in _PAST
        if draft.type not in _DATED and (draft.type not in ("PACT", "FORCE") or past):
            return None
        if draft.type == "CONTROL" and draft.mode == "held":
            return self._when_told(draft)  # whatever else happened on some day
        if draft.passage not in self._passages:
            return None
        inside = [
            one for one in self._by_passage.get(draft.passage, []) if one.expression.form in _FINE
        ]
        fitting = [one for one in inside if _fits(one, past)]
        if fitting:
            return min(fitting, key=lambda one: _distance(one.expression.span, draft.trigger))
        passage = self._passages[draft.passage]
        is_sum = draft.type in _TOLLS and _SUMMED.search(passage.text) is not None
        return None if inside or not past or is_sum else self._before(passage)

    def _before(self, passage: Passage) -> Dated | None:
        """The last day named in the paragraph before a passage.

        "By noon" and "hours later" go on from the day that was told before, be it paragraphs ago.
        """
        reach = _HOURS_PARAGRAPHS if _tells_hour(passage) else 0
        for paragraph in range(passage.paragraph, passage.paragraph - reach - 1, -1):
            before = [
                one
                for one in self._by_paragraph.get(paragraph, [])
                if one.passage.start < passage.start
                and one.expression.form in _DAY
                and one.expression.tense != "future"
            ]
            if before:
                return before[-1]
        return None

    def _when_told(self, draft: Draft) -> Dated | None:
        """The day on which a source says how things stand: "said on Wednesday that rebels held it".

        Beside it the hour of a day that was told of before ("by noon").
        """
        cue = draft.chain[0].cue if draft.chain else None
        inside = self._by_passage.get(draft.passage, [])
        beside = [
            one
            for one in inside
            if one.expression.form in _DAY and not shared(one.expression.span, draft.span)
            if cue is not None and _distance(one.expression.span, cue) <= _BESIDE_CHARS
        ]
        if beside:
            return beside[0]
        passage = self._passages.get(draft.passage)
        if inside or passage is None or not _tells_hour(passage):
            return None
        return self._before(passage)

    def _counted_from(self, draft: Draft, own: Dated | None) -> Time | None:
        """The time of what another is counted from: "fled on Friday, a day after the town fell"."""
        passage = self._passages.get(draft.passage)
        if passage is None:
            return None
        trigger = draft.trigger.start - passage.start
        matches = [*_COUNTED.finditer(passage.text[: max(0, trigger)])]
        if not matches:
            return None
        match = matches[-1]
        if passage.text.count(",", match.end(), trigger) % 2:
            return None  # "a day after the vote, gunmen struck": what is told is the gunmen's deed
        at = passage.start + match.start()
        if own is not None and own.expression.span.end > at:
            return None
        days = [
            one
            for one in self._by_passage.get(draft.passage, [])
            if one.expression.form in _DAY and one.expression.span.end <= at
        ]
        base = days[-1].time.days if days else None
        if base is None:
            return None
        count = count_of(match["count"]) * (-1 if match["way"] == "after" else 1)
        first, last = (moved(day, count, match["step"]) for day in (base.first, base.last))
        value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        return Time(value, Days(first, last))


_COUNTED = re.compile(
    r"\b(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|the)\s+"
    r"(?P<step>day|week|month)s?\s+(?P<way>after|before)\s+(?=\w+\s)",
    re.IGNORECASE,
)
"""How long after or before something an event was that stands in front of it."""

_HOUR = re.compile(
    r"\b(?:by|at|before|after|towards?|around|until|about|since)\s+(?:the\s+)?(?:next\s+)?"
    r"(?:early\s+|late\s+)?(?:noon|midday|dawn|daybreak|dusk|nightfall|sunset|sunrise|midnight|evening"
    r"|first light|mid-?morning|mid-?afternoon|afternoon)\b"
    r"|\b(?:in|during)\s+the\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening)\b"
    r"|\bthat\s+(?:same\s+)?(?:night|evening|morning|afternoon)\b"
    r"|\bthe\s+same\s+(?:night|evening|morning|afternoon)\b"
    r"|\b(?:hours|minutes|an hour|half an hour)\s+(?:later|earlier|afterwards?)\b"
    r"|\bin\s+the\s+first\s+(?:\w+\s+)?(?:hours?|minutes)\b",
    re.IGNORECASE,
)
"""Words for an hour of a day that was told before; by themselves they tell no day."""

_HOURS_PARAGRAPHS = 3
"""How many paragraphs back that day may be told."""

_BESIDE_CHARS = 40
"""Characters between "said" and the day on which it was said."""


def _tells_hour(passage: Passage) -> bool:
    return _HOUR.search(passage.text) is not None


_AFTER_IT_CHARS = 6
"""Characters between an offset and the day that it comes to: "a week later, on 2 January"."""


def _spelt_out(one: Dated, inside: Sequence[Dated]) -> Dated:
    """The day itself, where an expression is followed by it: "one week later, on 2 January"."""
    if one.expression.form not in ("offset", "period", "same"):
        return one
    for other in inside:
        gap = other.expression.span.start - one.expression.span.end
        if 0 <= gap <= _AFTER_IT_CHARS and other.expression.form == "date":
            return other
    return one


def _is_long(one: Dated) -> bool:
    """Whether a whole month, season or year is meant, and not a part of it ("the end of June")."""
    return one.expression.form in _LONG and "edge" not in one.expression.parts


def _fits(one: Dated, past: bool) -> bool:
    """Whether an expression's tense is that of what is told: past, or still to come."""
    if past and one.expression.parts.get("window") == -1:
        return True  # "three towns in less than a month" looks back, whatever its verb
    return one.expression.tense != ("future" if past else "past")


def _distance(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)
