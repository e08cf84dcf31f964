"""Where a report is at: the country that it, or a paragraph of it, is about, and the town of a sentence.

Stands beside `places`. Enters: the passages of a report, its mentions and their places. Leaves: a
country's code, or the mention of a town, or None. It looks no further than the paragraph for a town:
beyond it, a place is a guess. The town of the dateline, where the report was filed, counts for nothing.
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.grounding.standpoints import NOWHERE, Standpoints
from rashomon.records.mentions import Mention, Place
from rashomon.records.reports import Passage
from rashomon.spans import Span, covers, cut

_TOWN_KM = 20.0
"""Up to this radius a place is a town, a part of one or a facility; larger ones are lands."""

_DATELINE_CHARS = 60
_DATELINE = re.compile(
    r"(?:,[^.\n]{0,40})?\s*(?:\([^)\n]{2,40}\))?[^.\n]{0,25}?\s?(?:[-–—]{1,2}|:)\s"
)
"""What stands between a town at the head of a passage and the report's first words."""

_DAY_FIRST = re.compile(
    r"\W*(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}\.? [A-Z][a-z]{2,8},? \d{4})\W*"
)
"""A whole day at the head of a passage; a town behind it is where the report was filed."""

_SHARE_OF_MAIN = 0.25
"""How often a report names a country that it is about beside its main one, as a share of that."""

_ABROAD = 0.5
"""What a group's name says of the country: less than a state's, since groups fight abroad."""


class Whereabouts:
    """The places of one report in the order of its text, to be asked by span."""

    def __init__(
        self,
        text: str,
        passages: Sequence[Passage],
        places: Sequence[tuple[Mention, Place | None]],
        origin: Callable[[Mention], Mention],
    ) -> None:
        self._passages = sorted(passages, key=lambda passage: passage.start)
        self._starts = [passage.start for passage in self._passages]
        self._index = {passage.id: i for i, passage in enumerate(self._passages)}
        located = {mention.span: place for mention, place in places}
        self._towns: dict[int, list[tuple[Span, Mention]]] = defaultdict(list)
        self._placed: dict[int, list[Span]] = defaultdict(list)
        called = {mention.of for mention, _ in places if _holds_own_place(mention)}
        report: dict[str, float] = defaultdict(float)
        paragraphs: dict[int, Counter[str]] = defaultdict(Counter)
        for mention, place in places:
            at = bisect_right(self._starts, mention.span.start) - 1
            if at < 0 or self._is_dateline(text, at, mention):
                continue
            bearer = origin(mention)
            if mention.span not in called:  # of "X airport" the airport is meant, not X
                self._place(at, mention, bearer, located.get(bearer.span))
            for country, weight in _countries(mention, place):
                report[country] += weight
                if weight == 1.0:
                    paragraphs[self._passages[at].paragraph][country] += 1
        self.country = min(report, key=lambda one: (-report[one], one)) if report else None
        self._countries: Mapping[int, Counter[str]] = paragraphs
        least = _SHARE_OF_MAIN * max(report.values(), default=0.0)
        self._frequent = frozenset(one for one, weight in report.items() if weight >= least)

    def _is_dateline(self, text: str, at: int, mention: Mention) -> bool:
        passage = self._passages[at]
        if passage.kind == "dateline":
            return True
        if mention.span.start > passage.start + 1:
            before = Span(passage.start, min(mention.span.start, passage.start + _DATELINE_CHARS))
            return before.end == mention.span.start and bool(
                _DAY_FIRST.fullmatch(cut(text, before))
            )
        end = min(len(text), mention.span.end + _DATELINE_CHARS)
        return _DATELINE.match(cut(text, Span(mention.span.end, end))) is not None

    def _place(self, at: int, mention: Mention, bearer: Mention, place: Place | None) -> None:
        if place is None or bearer.kind not in ("place", "facility"):
            return
        self._placed[at].append(mention.span)
        is_town = place.geonames is not None or bearer.of is not None
        if is_town and (place.radius_km or math.inf) <= _TOWN_KM:
            self._towns[at].append((mention.span, bearer))

    def country_at(self, span: Span) -> str | None:
        """The country that words are about: the one that their paragraph names, else the report's.

        A country that a report on another one names in passing is where talks are held, or who else
        spoke: its paragraph has to name it more than once.
        """
        at = bisect_right(self._starts, span.start) - 1
        named = self._countries.get(self._passages[at].paragraph) if at >= 0 else None
        if named is None or len(named) != 1:
            return self.country
        own, times = next(iter(named.items()))
        return own if times > 1 or own in self._frequent else self.country

    def town_of(
        self, passage: str, span: Span, standpoints: Standpoints = NOWHERE
    ) -> Mention | None:
        """The one town that words speak of, by themselves, their sentence or the paragraph before it.

        Args:
            passage: The sentence.
            span: The words.
            standpoints: Where the report's sources were.
        """
        at = self._index.get(passage)
        if at is None:
            return None
        seats = standpoints.seats
        for apart in dict.fromkeys(((*seats, *standpoints.others), seats)):
            for around in self._named_around(at, span, apart):
                found = {
                    where: town
                    for where, town in around.items()
                    if not any(covers(one, where) for one in apart)
                }
                if found:
                    return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _named_around(
        self, at: int, span: Span, apart: Sequence[Span]
    ) -> Iterator[dict[Span, Mention]]:
        """The towns named by the words, by the sentence, and by each sentence before, nearest first."""
        towns = self._towns.get(at, [])
        yield {town.span: town for where, town in towns if covers(span, where)}
        yield {town.span: town for _, town in towns}
        if self._is_placed(at, apart):
            return
        paragraph = self._passages[at].paragraph
        for before in range(at - 1, -1, -1):
            if self._passages[before].paragraph != paragraph:
                return
            yield {town.span: town for _, town in self._towns.get(before, [])}
            if self._is_placed(before, apart):
                return

    def _is_placed(self, at: int, apart: Sequence[Span]) -> bool:
        """Whether a sentence names a place, but for those where somebody spoke."""
        named = self._placed.get(at, ())
        return any(not any(covers(one, where) for one in apart) for where in named)


def _holds_own_place(mention: Mention) -> bool:
    """Whether a facility's words hold the name of the place that it belongs to."""
    return mention.of is not None and covers(mention.span, mention.of)


def _countries(mention: Mention, place: Place | None) -> Iterator[tuple[str, float]]:
    """The country that a mention speaks for, and how much."""
    form = registry().form(fold_words(mention.text))
    if form is not None and form.actor.role != "outlet":
        if form.actor.country is not None:
            away = form.actor.role in ("group", "force", "party", "person")
            yield form.actor.country, _ABROAD if away else 1.0
    elif place is not None and place.country is not None and mention.kind == "place":
        yield place.country, 1.0
