"""Marks and statements of a report: words in roles become entities, places, days and numbers.

Enters: the scene of a report, introduced to its entities. Leaves: its marks and statements.
"""

from collections.abc import Iterable, Sequence

from rashomon.grounding.figures import read_quantity
from rashomon.grounding.places import unplaced
from rashomon.grounding.scenes import Scene, is_acting
from rashomon.ids import content_id
from rashomon.records.drafts import Draft, Terms, Voice
from rashomon.records.mentions import Mark, Mention, Place, Quantity, Time
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


def marks_of(scene: Scene) -> tuple[Mark, ...]:
    """The marks of a report, sorted by id, each once."""
    found = {one.id: one for one in _marks(scene)}
    return tuple(found[key] for key in sorted(found))


def _marks(scene: Scene) -> Iterable[Mark]:
    report = scene.report
    for mention in scene.mentions:
        if mention.kind == "quantity":
            yield _mark(report, mention, quantity=read_quantity(mention.text))
            continue
        if mention.kind == "time":
            continue
        origin = scene.origin(mention)
        yield _mark(
            report,
            mention,
            entity=scene.entity_at(origin.span, acting=is_acting(origin)),
            place=_area(scene, mention),
        )
    for expression, time in zip(scene.expressions, scene.times, strict=True):
        mention = Mention(expression.span, expression.text, "time")
        yield _mark(report, mention, time=time)


def _area(scene: Scene, mention: Mention) -> Place | None:
    """Where a mention's words are on the map; those that name a place that is not there say so."""
    area = scene.area(mention, mention)
    if area is not None:
        return area
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


def statements_of(scene: Scene) -> tuple[Statement, ...]:
    """The statements of a report, sorted by id, each once; one a draft."""
    found = {one.id: one for one in (_statement(scene, draft) for draft in scene.drafts)}
    return tuple(found[key] for key in sorted(found))


def _statement(scene: Scene, draft: Draft) -> Statement:
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
        actors=scene.entities(draft.actors, acting=True),
        targets=scene.entities(draft.targets, acting=True),
        places=_places(scene, draft),
        areas=_areas(scene, draft),
        value=draft.value,
        time=scene.timeline.time_of(draft, scene.doers),
        quantities=_quantities(scene, draft),
        terms=None if draft.terms is None else _clause(scene, draft.terms),
        attribution=tuple(_source(scene, voice) for voice in draft.chain),
        confidence=draft.confidence,
    )  # fmt: skip


def _places(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """The places of a statement; of one that happens somewhere, the town that it is about at least.

    Words for a part of a town ("its power station", "the north") stand for the town.
    """
    spoken = scene.standpoints
    told = [span for span in draft.places if not any(covers(one, span) for one in spoken.seats)]
    found = scene.entities([span for span in told if not _is_part(scene, span)], acting=False)
    if found or draft.type not in _SOMEWHERE:
        return found or scene.entities(told, acting=False)
    town = scene.whereabouts.town_of(draft.passage, draft.span, spoken)
    entity = None if town is None else scene.entity_at(town.span, acting=False)
    return scene.entities(told, acting=False) if entity is None else (entity,)


def _areas(scene: Scene, draft: Draft) -> tuple[Place, ...]:
    """Where a statement's words put it on the map, the narrowest first."""
    found: dict[Place, None] = {}
    for span in draft.places:
        mention = scene.roles.get((span, False))
        area = None if mention is None else scene.area(mention, scene.origin(mention))
        if area is not None and area.lat is not None:
            found[area] = None
    return tuple(sorted(found, key=lambda one: (one.radius_km or 0.0, one.name)))


def _is_part(scene: Scene, span: Span) -> bool:
    """Whether words in the role of a place name none themselves, nor go back to one that is named."""
    mention = scene.roles.get((span, False))
    if mention is None:
        return True
    origin = scene.origin(mention)
    return origin.of is None and origin.text.islower()


def _expression(
    expressions: Sequence[TimeExpression], times: Sequence[Time], span: Span
) -> Time | None:
    best, most = None, 0
    for expression, time in zip(expressions, times, strict=True):
        common = shared(expression.span, span)
        if common > most:
            best, most = time, common
    return best


def _quantities(scene: Scene, draft: Draft) -> tuple[Quantity, ...]:
    spans: set[Span] = set()
    for span in draft.quantities:
        told = {one.span for one in scene.answers.touching(span) if one.kind == "quantity"}
        spans |= told or _bare(scene, span)
    if draft.type in _COUNTED:
        spans |= {
            one.span for one in scene.answers.touching(draft.span)
            if one.kind == "quantity" and covers(draft.span, one.span)
        }  # fmt: skip
    found = (read_quantity(cut(scene.report.text, span)) for span in sorted(spans))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _bare(scene: Scene, span: Span) -> set[Span]:
    """The words of a number that counts no noun of its own, which no mention is made of."""
    quantity = read_quantity(cut(scene.report.text, span))
    return {span} if quantity is not None and not quantity.of else set()


def _clause(scene: Scene, terms: Terms) -> Clause:
    signed = None
    if terms.signed is not None:
        time = _expression(scene.expressions, scene.times, terms.signed)
        signed = None if time is None else time.days
    return Clause(
        role=terms.role,
        obligated=scene.entities(terms.obligated, acting=True),
        beneficiary=scene.whose(terms.beneficiary, acting=True),
        trigger=None if terms.trigger is None else cut(scene.report.text, terms.trigger),
        signed=signed,
    )


def _source(scene: Scene, voice: Voice) -> Source:
    report = scene.report
    cue = None
    if voice.cue is not None:
        cue = Cue(voice.cue, to_raw(report.pieces, voice.cue), cut(report.text, voice.cue))
    return Source(
        name=voice.name,
        entity=scene.whose(voice.named_by or voice.span, acting=True),
        members=scene.entities(voice.members, acting=True),
        kind=voice.kind,
        span=voice.span,
        raw=None if voice.span is None else to_raw(report.pieces, voice.span),
        cue=cue,
        direct=voice.direct,
        act=voice.act,
        nameless=voice.nameless,
    )
