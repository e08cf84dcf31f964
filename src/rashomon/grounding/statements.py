"""Statements from drafts: words in roles become entities, places, days and numbers.

Enters: what each report gives by itself, dated. Leaves: marks, statements and entities of all reports
together.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding.answers import Answers
from rashomon.grounding.entities import Asked, link
from rashomon.grounding.listings import mark_listed
from rashomon.grounding.places import locate, relate, unplaced
from rashomon.grounding.places_choice import BEST_KNOWN
from rashomon.grounding.quantities import read_quantity
from rashomon.grounding.timeline import Timeline
from rashomon.grounding.times import anchor
from rashomon.grounding.whereabouts import Whereabouts
from rashomon.ids import content_id
from rashomon.records.drafts import Draft, Terms, Voice
from rashomon.records.findings import Extraction
from rashomon.records.linking import Constraint
from rashomon.records.mentions import Entity, Mark, Mention, Place, Quantity, Time
from rashomon.records.reports import Report
from rashomon.records.statements import Clause, Cue, Source, Statement, Trigger
from rashomon.records.times import TimeExpression
from rashomon.spans import Span, covers, cut, shared, to_raw

_COUNTED = frozenset(("CASUALTY", "ASSAULT", "FORCE", "CAPTIVITY", "MOBILIZE", "COERCE"))
"""Types whose numbers matter: every quantity in the statement's words is taken."""


_SOMEWHERE = frozenset(
    ("ASSAULT", "CONTROL", "CASUALTY", "RETREAT", "MOBILIZE", "CAPTIVITY", "COERCE")
)
"""Types of what happens somewhere; of no other is the place taken from beyond the statement's words."""


class Grounded(Struct, frozen=True):
    """What grounding gives for all reports together."""

    marks: tuple[Mark, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]


class _Scene:
    """One report while it is grounded: its mentions, their places, its times and its roles."""

    def __init__(self, extraction: Extraction) -> None:
        self.report = extraction.report
        self.entity: dict[tuple[Span, bool], str] = {}
        self.drafts = extraction.drafts
        self.expressions = extraction.times
        self.times = anchor(extraction.times, extraction.report.published.days)
        self.timeline = Timeline(
            extraction.passages, self.expressions, self.times, extraction.drafts
        )
        self.answers = Answers(self.report.text, extraction.mentions)
        mentions = {one.span: one for one in extraction.mentions}
        self.roles: dict[tuple[Span, bool], Mention] = {}
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
        self.locate({})

    def locate(self, shares: Mapping[str, float]) -> None:
        """Put the mentions on the map, by what all reports together are about."""
        found = locate(self.report, self.mentions, shares)
        self.places = dict(zip((one.span for one in self.mentions), found, strict=True))
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

    def is_open(self) -> bool:
        """Whether some name was put at the best known place of that name for want of anything better."""
        return any(
            place.how.startswith(BEST_KNOWN) for _, place in self._located if place is not None
        )

    def around(self, mention: Mention) -> list[tuple[Mention, Place | None]]:
        """The placed names just before and behind a mention."""
        at = bisect_left(self._starts, mention.span.start)
        return self._located[max(0, at - 1) : at + 2]

    def doers(self, draft: Draft) -> frozenset[str]:
        """Who acts in a draft."""
        return frozenset(_entities(self, draft.actors, acting=True))

    def origin(self, mention: Mention) -> Mention:
        """The mention that a pronoun or description goes back to, or the mention itself."""
        by_span = self.answers
        for _ in range(4):
            earlier = by_span.exact(mention.refers_to) if mention.refers_to is not None else None
            if earlier is None:
                break
            mention = earlier
        return mention

    def whose(self, span: Span | None, *, acting: bool) -> str | None:
        """The entity of the words in a role."""
        found = self.roles.get((span, acting)) if span is not None else None
        if found is None:
            return None
        return self.entity.get((self.origin(found).span, acting))


def ground(
    extractions: Sequence[Extraction],
    constraints: Sequence[Constraint] = (),
    watched: Sequence[WatchList] = (),
) -> Grounded:
    """Marks, statements and entities of all reports, each sorted by id.

    Args:
        extractions: What each report gives by itself, dated.
        constraints: What people say of names: which have one bearer, and which have not.
        watched: Watch lists to hold the entities' names against.

    Shape: one statement a draft. The same for any order of the extractions.
    """
    scenes = [_Scene(one) for one in sorted(extractions, key=lambda one: one.report.id)]
    shares = _shares(scenes)
    for scene in scenes:
        if shares and scene.is_open():
            scene.locate(shares)
    asked: list[Asked] = []
    owners: list[tuple[_Scene, Span, bool]] = []
    for scene in scenes:
        for mention, acting in _asked(scene):
            place = scene.places.get(mention.span)
            country = scene.whereabouts.country_at(mention.span)
            asked.append(Asked(scene.report.id, mention, place, acting, country))
            owners.append((scene, mention.span, acting))
    countries = {scene.report.id: scene.whereabouts.country for scene in scenes}
    linked = link(asked, countries, constraints)
    for (scene, span, acting), entity in zip(owners, linked.of, strict=True):
        if entity is not None:
            scene.entity[span, acting] = entity
    marks = {one.id: one for scene in scenes for one in _marks(scene)}
    statements = {one.id: one for scene in scenes for one in _statements(scene)}
    return Grounded(
        marks=tuple(marks[key] for key in sorted(marks)),
        statements=tuple(statements[key] for key in sorted(statements)),
        entities=mark_listed(linked.entities, linked.countries, watched),
    )


_FEWEST_REPORTS = 5
"""Reports from which on what they are about together says anything of one more."""


def _shares(scenes: Sequence[_Scene]) -> dict[str, float]:
    """For each country the share of the reports that are about it; empty for too few reports."""
    about = Counter(
        one.whereabouts.country for one in scenes if one.whereabouts.country is not None
    )
    total = about.total()
    if total < _FEWEST_REPORTS:
        return {}
    return {country: about[country] / total for country in sorted(about)}


def _role_spans(drafts: Iterable[Draft]) -> Iterable[tuple[Span, bool]]:
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


def _asked(scene: _Scene) -> Iterable[tuple[Mention, bool]]:
    """Each mention once for its mark, and once more for each other reading that a role gives it."""
    wanted: dict[tuple[Span, bool], Mention] = {}
    for mention in scene.mentions:
        if mention.kind not in ("quantity", "time"):
            wanted[mention.span, _acts(mention)] = mention
    for (_, acting), mention in scene.roles.items():
        origin = scene.origin(mention)
        wanted.setdefault((origin.span, acting), origin)
    return [(wanted[key], key[1]) for key in sorted(wanted)]


def _acts(mention: Mention) -> bool:
    return mention.kind not in ("place", "facility")


# -- marks


def _marks(scene: _Scene) -> Iterable[Mark]:
    report = scene.report
    for mention in scene.mentions:
        if mention.kind == "quantity":
            yield _mark(report, mention, quantity=read_quantity(mention.text))
            continue
        if mention.kind == "time":
            continue
        origin = scene.origin(mention)
        place = scene.places.get(mention.span)
        yield _mark(
            report,
            mention,
            entity=scene.entity.get((origin.span, _acts(origin))),
            place=_area(scene, mention, place),
        )
    for expression, time in zip(scene.expressions, scene.times, strict=True):
        mention = Mention(expression.span, expression.text, "time")
        yield _mark(report, mention, time=time)


def _area(scene: _Scene, mention: Mention, place: Place | None) -> Place | None:
    """Where a mention's words are on the map; those that name a place that is not there say so."""
    if place is not None:
        return relate(scene.report, mention, place, scene.around(mention))
    if mention.kind in ("place", "facility") and mention.refers_to is None:
        return unplaced(mention.text)
    return None


def _mark(
    report: Report,
    mention: Mention,
    *,
    entity: str | None = None,
    time: Time | None = None,
    place: Place | None = None,
    quantity: Quantity | None = None,
) -> Mark:
    span = mention.span
    return Mark(
        id=content_id("mk", report.id, span.start, span.end, mention.kind),
        report=report.id,
        span=span,
        raw=to_raw(report.pieces, span),
        text=mention.text,
        kind=mention.kind,
        entity=entity,
        time=time,
        place=place,
        quantity=quantity,
    )


# -- statements


def _statements(scene: _Scene) -> Iterable[Statement]:
    for draft in scene.drafts:
        yield _statement(scene, draft)


def _statement(scene: _Scene, draft: Draft) -> Statement:
    report = scene.report
    return Statement(
        id=content_id("st", report.id, draft.span.start, draft.span.end, draft.trigger.start,
                      draft.trigger.end, draft.type, draft.status),
        report=report.id,
        passage=draft.passage,
        span=draft.span,
        raw=to_raw(report.pieces, draft.span),
        quote=cut(report.text, draft.span),
        trigger=Trigger(draft.trigger, cut(report.text, draft.trigger)),
        type=draft.type,
        mode=draft.mode,
        status=draft.status,
        actors=_entities(scene, draft.actors, acting=True),
        targets=_entities(scene, draft.targets, acting=True),
        places=_places(scene, draft),
        areas=_areas(scene, draft),
        value=draft.value,
        time=scene.timeline.time_of(draft, scene.doers),
        quantities=_quantities(scene, draft),
        terms=None if draft.terms is None else _clause(scene, draft.terms),
        attribution=tuple(_source(scene, voice) for voice in draft.chain),
        confidence=draft.confidence,
    )  # fmt: skip


def _entities(scene: _Scene, spans: Sequence[Span], *, acting: bool) -> tuple[str, ...]:
    """The entities of the words in a role, each once."""
    found: dict[str, None] = {}
    for span in spans:
        joint = _joint(scene, span) if acting else ()
        for one in joint or (scene.whose(span, acting=acting),):
            if one is not None:
                found[one] = None
    return tuple(found)


def _places(scene: _Scene, draft: Draft) -> tuple[str, ...]:
    """The places of a statement; of one that happens somewhere, the town that it is about at least.

    Words for a part of a town ("its power station", "the north") stand for the town.
    """
    named = [span for span in draft.places if not _is_part(scene, span)]
    found = _entities(scene, named, acting=False)
    if found or draft.type not in _SOMEWHERE:
        return found or _entities(scene, draft.places, acting=False)
    town = scene.whereabouts.town_of(draft.passage, draft.span)
    entity = None if town is None else scene.entity.get((town.span, False))
    return _entities(scene, draft.places, acting=False) if entity is None else (entity,)


def _areas(scene: _Scene, draft: Draft) -> tuple[Place, ...]:
    """Where a statement's words put it on the map, the narrowest first."""
    found: dict[Place, None] = {}
    for span in draft.places:
        mention = scene.roles.get((span, False))
        place = None if mention is None else scene.places.get(scene.origin(mention).span)
        if mention is not None and place is not None and place.lat is not None:
            found[relate(scene.report, mention, place, scene.around(mention))] = None
    return tuple(sorted(found, key=lambda one: (one.radius_km or 0.0, one.name)))


def _is_part(scene: _Scene, span: Span) -> bool:
    """Whether words in the role of a place name none themselves, nor go back to one that is named."""
    mention = scene.roles.get((span, False))
    if mention is None:
        return True
    return scene.origin(mention).text.islower()


def _joint(scene: _Scene, span: Span) -> tuple[str, ...]:
    """Those named side by side in one phrase ("the Syrian and Iraqi presidents"); empty for no such."""
    mention = scene.roles.get((span, True))
    if mention is None:
        return ()
    whole = _hyphened(scene, mention.span)
    words = cut(scene.report.text, whole)
    if " and " not in words and "-" not in words:
        return ()
    parts = []
    for one in scene.answers.touching(whole):
        form = registry().form(fold_words(one.text))
        if one.span != whole and form is not None and covers(whole, one.span):
            entity = scene.entity.get((one.span, True))
            parts += [entity] if entity is not None else []
    return tuple(parts) if len(parts) > 1 else ()


def _hyphened(scene: _Scene, span: Span) -> Span:
    """The words, with the name that a hyphen joins before them: "Iraqi-" of "Iraqi-Turkish"."""
    if span.start < 1 or cut(scene.report.text, Span(span.start - 1, span.start)) != "-":
        return span
    before = Span(span.start - 1, span.start)
    joined = [
        one.span.start
        for one in scene.answers.touching(Span(max(0, before.start - 1), before.end))
        if one.span.end == before.start
    ]
    return Span(min(joined), span.end) if joined else span


def _expression(
    expressions: Sequence[TimeExpression], times: Sequence[Time], span: Span
) -> Time | None:
    best, most = None, 0
    for expression, time in zip(expressions, times, strict=True):
        common = shared(expression.span, span)
        if common > most:
            best, most = time, common
    return best


def _quantities(scene: _Scene, draft: Draft) -> tuple[Quantity, ...]:
    spans = {one.span for span in draft.quantities for one in scene.answers.touching(span)
             if one.kind == "quantity"}  # fmt: skip
    if draft.type in _COUNTED:
        spans |= {
            one.span for one in scene.answers.touching(draft.span)
            if one.kind == "quantity" and covers(draft.span, one.span)
        }  # fmt: skip
    found = (read_quantity(cut(scene.report.text, span)) for span in sorted(spans))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _clause(scene: _Scene, terms: Terms) -> Clause:
    signed = None
    if terms.signed is not None:
        time = _expression(scene.expressions, scene.times, terms.signed)
        signed = None if time is None else time.days
    return Clause(
        role=terms.role,
        obligated=_entities(scene, terms.obligated, acting=True),
        beneficiary=scene.whose(terms.beneficiary, acting=True),
        trigger=None if terms.trigger is None else cut(scene.report.text, terms.trigger),
        signed=signed,
    )


def _source(scene: _Scene, voice: Voice) -> Source:
    report = scene.report
    cue = None
    if voice.cue is not None:
        cue = Cue(voice.cue, to_raw(report.pieces, voice.cue), cut(report.text, voice.cue))
    return Source(
        name=voice.name,
        entity=scene.whose(voice.named_by or voice.span, acting=True),
        members=_entities(scene, voice.members, acting=True),
        kind=voice.kind,
        span=voice.span,
        raw=None if voice.span is None else to_raw(report.pieces, voice.span),
        cue=cue,
        direct=voice.direct,
        act=voice.act,
        nameless=voice.nameless,
    )
