"""What a correction is about, by words that no correction changes, and where those words are now.

Enters: findings and the id of a record, or a target of an older correction. Leaves: the target, or the
ids of the records that hold its words now; none where the words are no longer read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from rashomon.gazetteers.actors import fold_words
from rashomon.records.claims import Claim, Origin
from rashomon.records.corrections import Anchor, Correction, Rulings, Target, TargetKind
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity, Mark
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.spans import Span

Where = tuple[str | None, Span | None]

MOST_WORDS = 160
"""Characters of a quote that the log repeats; the anchors lead to the rest."""


class Index:
    """Findings, to be asked for the records that can be corrected."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by id."""
        return {one.id: one for one in self.findings.entities}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The statements by id."""
        return {one.id: one for one in self.findings.statements}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims by id."""
        return {one.id: one for one in self.findings.claims}

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return {one.id: one for one in self.findings.reports}

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """The origins by id."""
        return {one.id: one for claim in self.findings.claims for one in claim.origins}

    @cached_property
    def claim_of_origin(self) -> dict[str, str]:
        """The claim of each origin, by id."""
        return {one.id: claim.id for claim in self.findings.claims for one in claim.origins}

    def ids(self) -> tuple[Mapping[str, object], ...]:
        """The ids of everything that can be corrected, a kind each."""
        return self.entities, self.claims, self.origins, self.statements, self.reports

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """The marks by id."""
        return {one.id: one for one in self.findings.marks}

    @cached_property
    def marks_of(self) -> dict[str, list[Mark]]:
        """The marks of each entity, in the order of their ids."""
        found: dict[str, list[Mark]] = defaultdict(list)
        for one in self.findings.marks:
            if one.entity is not None:
                found[one.entity].append(one)
        return found

    @cached_property
    def bearers(self) -> dict[str, set[str]]:
        """The entities that each name, folded, is a name of."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.findings.entities:
            for name in (one.name, *one.aliases):
                found[folded(name)].add(one.id)
        return found

    @cached_property
    def claim_of(self) -> dict[str, str]:
        """The claim of each statement."""
        return {one: claim.id for claim in self.findings.claims for one in claim.statements}

    @cached_property
    def origins_of(self) -> dict[str, list[str]]:
        """The origins that each statement goes back to."""
        found: dict[str, list[str]] = defaultdict(list)
        for origin in self.origins.values():
            for statement in origin.statements:
                found[statement].append(origin.id)
        return found

    @cached_property
    def marks_at(self) -> dict[Where, Mark]:
        """The marks by report and span."""
        return {(one.report, one.span): one for one in self.findings.marks}

    @cached_property
    def statements_at(self) -> dict[Where, list[str]]:
        """The statements by report and the span of their trigger."""
        return by_trigger(self.findings.statements)


def by_trigger(statements: Iterable[Statement]) -> dict[Where, list[str]]:
    """The ids of statements by report and the span of their trigger."""
    found: dict[Where, list[str]] = defaultdict(list)
    for one in statements:
        found[one.report, one.trigger.span].append(one.id)
    return found


def folded(name: str) -> str:
    """A name as names are compared: without regard to capitals, accents and blanks."""
    return " ".join(fold_words(name)) or " ".join(name.split()).casefold()


# -- a target from a record


def kind_of(index: Index, record: str) -> TargetKind | None:
    """What kind of record goes by an id; None for none that can be corrected."""
    kinds: tuple[TargetKind, ...] = ("entity", "claim", "origin", "statement", "report")
    found = (kind for kind, ids in zip(kinds, index.ids(), strict=True) if record in ids)
    return next(found, None)


def make_target(index: Index, kind: TargetKind, record: str) -> Target:
    """The target of a correction, from a record that the findings hold."""
    match kind:
        case "entity":
            entity = index.entities[record]
            return Target(kind, record, entity.name, name_anchors(index, entity))
        case "claim":
            claim = index.claims[record]
            return Target(kind, record, claim.text, statement_anchors(index, claim.statements))
        case "origin":
            origin = index.origins[record]
            return Target(kind, record, origin.name, statement_anchors(index, origin.statements))
        case "statement":
            quote = shortened(index.statements[record].quote)
            return Target(kind, record, quote, statement_anchors(index, [record]))
        case "report":
            report = index.reports[record]
            return Target(kind, record, report.name, (Anchor(record, record),))


def name_anchors(index: Index, entity: Entity) -> tuple[Anchor, ...]:
    """The words that an entity is known by.

    First a name that nobody else bears, which stands for its mentions in every report to come; then one
    mention of each other name, by which the entity is found again. Where others bear each of its names,
    all its mentions one by one.
    """
    marks = [
        one for one in index.marks_of.get(entity.id, ()) if index.bearers.get(folded(one.text))
    ]
    own = [name for name in _fullest_first(entity) if len(index.bearers[folded(name)]) == 1]
    if not marks:
        return (Anchor(entity.id, text=entity.name),)
    if not own:
        return tuple(Anchor(one.id, one.report, one.span, one.text) for one in marks)
    first = {folded(one.text): one for one in reversed(marks)}
    known = first.get(folded(own[0]))
    named = Anchor(entity.id if known is None else known.id, text=own[0])
    others = sorted(first.keys() - {folded(own[0])})
    return (
        named,
        *(
            Anchor(first[one].id, first[one].report, first[one].span, first[one].text)
            for one in others
        ),
    )


def _fullest_first(entity: Entity) -> list[str]:
    """The names that reports or the registry give it; a name that a person gave it finds no mention."""
    return sorted(entity.aliases, key=lambda name: (name != entity.name, -len(name.split()), name))


def statement_anchors(index: Index, statements: Iterable[str]) -> tuple[Anchor, ...]:
    """Statements by their triggers."""
    found = [index.statements[one] for one in sorted(statements) if one in index.statements]
    return tuple(Anchor(one.id, one.report, one.trigger.span, one.trigger.text) for one in found)


def shortened(words: str) -> str:
    """Words on one line, cut short where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= MOST_WORDS else line[: MOST_WORDS - 2].rsplit(" ", 1)[0] + " …"


# -- a target among records


def locate(index: Index, target: Target) -> tuple[str, ...]:
    """The ids of the records that hold a target's words now, those that hold most of them first."""
    match target.kind:
        case "report":
            return tuple(one.id for one in target.anchors if one.id in index.reports)
        case "entity":
            return _counted(_entity_at(index, one) for one in target.anchors)
        case "statement":
            return tuple(find_statements(index.statements, index.statements_at, target.anchors))
        case "claim":
            places = find_statements(index.statements, index.statements_at, target.anchors)
            return _counted(index.claim_of.get(one) for one in places)
        case "origin":
            places = find_statements(index.statements, index.statements_at, target.anchors)
            return _counted(origin for one in places for origin in index.origins_of.get(one, ()))


def find_statements(
    by_id: Iterable[str], at: dict[Where, list[str]], anchors: Sequence[Anchor]
) -> list[str]:
    """The ids of anchored statements: by their own, else by the one trigger that stands there now."""
    known = by_id if isinstance(by_id, dict | set) else set(by_id)
    found: dict[str, None] = {}
    for anchor in anchors:
        if anchor.id in known:
            found[anchor.id] = None
            continue
        here = at.get((anchor.report, anchor.span), ())
        if len(here) == 1:
            found[here[0]] = None
    return list(found)


def reanchor(rulings: Rulings, statements: Sequence[Statement]) -> Rulings:
    """The rulings with their anchored statements by the ids that these go by now."""
    return pin(rulings, find_strays(rulings, statements))


def find_strays(rulings: Rulings, statements: Sequence[Statement]) -> dict[str, str]:
    """Anchored statements that are no longer read under their ids, with the ids that they go by now.

    It is empty where nothing, or more than one, stands at their trigger.
    """
    wanted = {one.id: one for one in anchored_statements(rulings.corrections)}
    known = {one.id for one in statements}
    if wanted.keys() <= known:
        return {}
    at = by_trigger(statements)
    strays = (wanted[one] for one in sorted(wanted.keys() - known))
    return {one.id: next(iter(find_statements(known, at, [one])), "") for one in strays}


def anchored_statements(corrections: Iterable[Correction]) -> Iterator[Anchor]:
    """The statements that corrections are about, or part from others."""
    for one in corrections:
        for anchors in (one.change.away, *(target.anchors for target in one.targets)):
            yield from (anchor for anchor in anchors if _is_statement(anchor))


def pin(rulings: Rulings, strays: Mapping[str, str]) -> Rulings:
    """The rulings with the anchored statements of `find_strays` by the ids that these go by now."""
    if not any(strays.values()):
        return rulings

    def moved(anchors: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
        return tuple(
            msgspec.structs.replace(one, id=strays.get(one.id) or one.id) for one in anchors
        )

    return Rulings(
        tuple(
            msgspec.structs.replace(
                ruling,
                targets=tuple(
                    msgspec.structs.replace(one, anchors=moved(one.anchors))
                    for one in ruling.targets
                ),
                change=msgspec.structs.replace(ruling.change, away=moved(ruling.change.away)),
            )
            for ruling in rulings.corrections
        )
    )


def _is_statement(anchor: Anchor) -> bool:
    return anchor.id.startswith("st-")


def _entity_at(index: Index, anchor: Anchor) -> str | None:
    mark = index.marks.get(anchor.id) or index.marks_at.get((anchor.report, anchor.span))
    if mark is not None:
        return mark.entity
    if anchor.id in index.entities:
        return anchor.id
    bearers = index.bearers.get(folded(anchor.text), set()) if anchor.report is None else set()
    return next(iter(bearers)) if len(bearers) == 1 else None


def _counted(ids: Iterable[str | None]) -> tuple[str, ...]:
    counts = Counter(one for one in ids if one is not None)
    return tuple(sorted(counts, key=lambda one: (-counts[one], one)))
