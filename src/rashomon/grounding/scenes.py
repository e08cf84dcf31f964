"""One report while it is grounded: what stands in it, before and after it is known who is who.

Stands beside `statements`. Enters: what a report gives by itself, with its day. Leaves: its mentions
with their places, its times and its roles, to be asked by span.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.grounding.answers import Answers
from rashomon.grounding.bearers import Asked
from rashomon.grounding.equations import find_other_names
from rashomon.grounding.places import FACILITY_KM, Naming, find_names, place_names, relate
from rashomon.grounding.places_choice import BEST_KNOWN
from rashomon.grounding.standpoints import find_standpoints
from rashomon.grounding.timeline import Timeline
from rashomon.grounding.times import anchor
from rashomon.grounding.whereabouts import Whereabouts
from rashomon.records.drafts import Draft, Terms, Voice
from rashomon.records.findings import Extraction
from rashomon.records.mentions import Mention, Place
from rashomon.spans import Span, covers, cut

Role = tuple[Span, bool]
"""Words, and whether who stands there acts."""

Placed = tuple[Place | None, ...]
"""Where each mention of a report is on the map, in their order."""


class Scene:
    """One report while it is grounded: its mentions, their places, its times and its roles.

    Whose the mentions are is told by `introduce`, once that is known over all reports.

    Args:
        extraction: What the report gives by itself, dated.
        placed: Where its mentions are, if another look at the same found that, from `placed`.
    """

    def __init__(self, extraction: Extraction, placed: Placed | None = None) -> None:
        self.report = extraction.report
        self._entity: Mapping[Role, str] = {}
        self.drafts = extraction.drafts
        self.standpoints = find_standpoints(extraction.drafts, extraction.report.text)
        self.expressions = extraction.times
        self.times = anchor(extraction.times, extraction.report.published.days)
        self.timeline = Timeline(
            extraction.passages,
            self.expressions,
            self.times,
            extraction.drafts,
            extraction.report.published.days,
        )
        self.answers = Answers(self.report.text, extraction.mentions)
        mentions = {one.span: one for one in extraction.mentions}
        self.roles: dict[Role, Mention] = {}
        for span, acting in _role_spans(extraction.drafts):
            found = self.answers.find(span)
            if isinstance(found, Span):
                text = cut(self.report.text, found)
                found = mentions.get(found) or Mention(found, text, "group" if acting else "place")
                mentions.setdefault(found.span, found)
            if found is not None:
                self.roles[span, acting] = found
        self.mentions = sorted(mentions.values(), key=lambda one: (one.span, one.kind))
        self._passages = extraction.passages
        self._naming: Naming | None = None
        self._areas: dict[tuple[Span, Span], Place] = {}
        self.placed = place_names(self._names(), {}) if placed is None else placed
        self._put_on_map()

    def locate(self, shares: Mapping[str, float]) -> None:
        """Put the mentions on the map, by what all reports together are about.

        Args:
            shares: For each country the share of the reports that are about it.
        """
        found = place_names(self._names(), shares)
        if found != self.placed:
            self.placed, self._areas = found, {}
            self._put_on_map()

    def _put_on_map(self) -> None:
        spans = (one.span for one in self.mentions)
        self.places = dict(zip(spans, self.placed, strict=True))
        self.places.update(
            (one.span, _facility_place(one, self.places.get(self.whole(one).span)))
            for one in self.mentions
            if one.of is not None and self.places[one.span] is None
        )
        self._located = [
            (one, self.places[one.span])
            for one in self.mentions
            if one.kind in ("place", "facility") and self.places[one.span] is not None
        ]
        self._starts = [one.span.start for one, _ in self._located]
        self.whereabouts = Whereabouts(
            self.report.text,
            self._passages,
            [(one, self.places[one.span]) for one in self.mentions],
            self.origin,
        )

    def _names(self) -> Naming:
        if self._naming is None:
            self._naming = find_names(self.report, self.mentions)
        return self._naming

    def release(self) -> None:
        """Let go of what only another look at the map would need, which is then found anew."""
        self._naming = None

    def questions(self) -> frozenset[str]:
        """The countries of which the share among all reports could tell where names of this one lie.

        None where no name was put at the best known place of that name for want of anything better.
        """
        if not any(
            place.how.startswith(BEST_KNOWN) for _, place in self._located if place is not None
        ):
            return frozenset()
        return self._names().questions()

    def area(self, mention: Mention, bearer: Mention) -> Place | None:
        """Where the words around a mention are on the map, by the place that its bearer names.

        None where it names none that is on it.
        """
        place = self.places.get(bearer.span)
        if place is None:
            return None
        asked = mention.span, bearer.span
        if asked not in self._areas:
            at = bisect_left(self._starts, mention.span.start)
            around = self._located[max(0, at - 1) : at + 2]
            self._areas[asked] = relate(self.report, mention, place, around)
        return self._areas[asked]

    def doers(self, draft: Draft) -> frozenset[str]:
        """Who acts in a draft."""
        return frozenset(self.entities(draft.actors, acting=True))

    def origin(self, mention: Mention) -> Mention:
        """The mention that a pronoun or description goes back to, or the mention itself."""
        by_span = self.answers
        for _ in range(4):
            earlier = by_span.exact(mention.refers_to) if mention.refers_to is not None else None
            if earlier is None:
                break
            mention = earlier
        return mention

    def whole(self, mention: Mention) -> Mention:
        """The mention of the place that a facility belongs to; the mention itself for any other."""
        of = self.answers.exact(mention.of) if mention.of is not None else None
        return mention if of is None else self.origin(of)

    def asked(self) -> list[Asked]:
        """The mentions whose entity is wanted, in the order of the text.

        Each once for its mark, and once more for each other reading that a role gives it.
        """
        wanted: dict[Role, Mention] = {}
        for mention in self.mentions:
            if mention.kind not in ("quantity", "time"):
                wanted[mention.span, is_acting(mention)] = mention
        for (_, acting), mention in self.roles.items():
            origin = self.origin(mention)
            wanted.setdefault((origin.span, acting), origin)
        also = find_other_names(self.report.text, (wanted[role] for role in sorted(wanted)))
        return [
            Asked(
                self.report.id,
                wanted[span, acting],
                self.places.get(span),
                acting,
                self.whereabouts.country_at(span),
                None if wanted[span, acting].of is None else self.whole(wanted[span, acting]),
                also.get(span),
            )
            for span, acting in sorted(wanted)
        ]

    def introduce(self, entities: Mapping[Role, str]) -> None:
        """Say whose the mentions are that were asked for."""
        self._entity = entities

    def entity_at(self, span: Span, *, acting: bool) -> str | None:
        """The entity of a mention by its span; None for a mention that was not asked for."""
        return self._entity.get((span, acting))

    def whose(self, span: Span | None, *, acting: bool) -> str | None:
        """The entity of the words in a role."""
        found = self.roles.get((span, acting)) if span is not None else None
        if found is None:
            return None
        return self.entity_at(self.origin(found).span, acting=acting)

    def entities(self, spans: Sequence[Span], *, acting: bool) -> tuple[str, ...]:
        """The entities of the words in a role, each once."""
        found: dict[str, None] = {}
        for span in spans:
            joint = self._joint(span) if acting else ()
            for one in joint or (self.whose(span, acting=acting),):
                if one is not None:
                    found[one] = None
        return tuple(found)

    def _joint(self, span: Span) -> tuple[str, ...]:
        """Those named side by side in one phrase ("the Syrian and Iraqi presidents"); empty for none."""
        mention = self.roles.get((span, True))
        if mention is None:
            return ()
        whole = self._hyphened(mention.span)
        words = cut(self.report.text, whole)
        if " and " not in words and "-" not in words:
            return ()
        parts = []
        for one in self.answers.touching(whole):
            form = registry().form(fold_words(one.text))
            if one.span != whole and form is not None and covers(whole, one.span):
                entity = self.entity_at(one.span, acting=True)
                parts += [entity] if entity is not None else []
        return tuple(parts) if len(parts) > 1 else ()

    def _hyphened(self, span: Span) -> Span:
        """The words, with the name that a hyphen joins before them: "Iraqi-" of "Iraqi-Turkish"."""
        if span.start < 1 or cut(self.report.text, Span(span.start - 1, span.start)) != "-":
            return span
        before = Span(span.start - 1, span.start)
        joined = [
            one.span.start
            for one in self.answers.touching(Span(max(0, before.start - 1), before.end))
            if one.span.end == before.start
        ]
        return Span(min(joined), span.end) if joined else span


def _facility_place(mention: Mention, whole: Place | None) -> Place | None:
    """Where "the airport" is: at the town that it belongs to, or somewhere about it."""
    if whole is None or whole.lat is None:
        return None
    name = f"{whole.name} {mention.text}"
    how = f"by {whole.name}, which the words before name: {whole.how}"
    return Place(name, whole.lat, whole.lon, None, whole.country, FACILITY_KM, how)


def is_acting(mention: Mention) -> bool:
    """Whether a mention stands for somebody who acts, by its kind."""
    return mention.kind not in ("place", "facility")


def _role_spans(drafts: Iterable[Draft]) -> Iterator[Role]:
    """The spans of all roles, each with whether who stands there acts."""
    for draft in drafts:
        for span in (*draft.actors, *draft.targets):
            yield span, True
        for span in draft.places:
            yield span, False
        for voice in draft.chain:
            for span in _voice_spans(voice):
                yield span, True
        if draft.terms is not None:
            for span in _party_spans(draft.terms):
                yield span, True


def _voice_spans(voice: Voice) -> tuple[Span, ...]:
    named = voice.named_by or voice.span
    return (*voice.members, *((named,) if named is not None else ()))


def _party_spans(terms: Terms) -> tuple[Span, ...]:
    return (*terms.obligated, *((terms.beneficiary,) if terms.beneficiary is not None else ()))
