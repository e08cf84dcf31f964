"""What a correction changes: the findings before held against those after.

Enters: two findings of the same reports. Leaves: the records that differ, each with the field and both
values in words, and one sentence on all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.correcting.anchors import shortened
from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute
from rashomon.records.corrections import Effect
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report

_SAID = frozenset(("name", "kind", "outlet", "published", "status", "type"))
"""Fields of entities, reports and statements that are worth a word in a sentence."""

NOTHING = "Nothing else changes."


def list_effects(before: Findings, after: Findings) -> tuple[Effect, ...]:
    """The records that differ, entities and reports first, then statements, claims and what follows."""
    return (
        *_entities(before, after),
        *_reports(before.reports, after.reports),
        *_statements(before, after),
        *_claims(before.claims, after.claims),
        *_disputes(before.disputes, after.disputes),
        *_pacts(before, after),
        *_forecasts(before, after),
    )


def say_effects(effects: Sequence[Effect]) -> str:
    """What all effects come to: "2 → 1 claims; at most 3 → 2 origins; disputed → single"."""
    parts = list(dict.fromkeys(_numbers(effects)))
    told = [one for one in effects if one.field == "status" and one.kind == "claim"]
    counted = Counter(f"{one.before} → {one.after}" for one in told)
    parts += [
        words if number == 1 else f"{number} claims {words}"
        for words, number in sorted(counted.items())
    ]
    for kind in ("dispute", "pact"):
        come = sum(
            one.kind == kind and one.field == "record" and one.was is None for one in effects
        )
        gone = sum(one.kind == kind and one.record is None for one in effects)
        parts += [f"{come} {kind if come == 1 else kind + 's'} more"] if come else []
        parts += [f"{gone} {kind if gone == 1 else kind + 's'} fewer"] if gone else []
    changed = len({one.record for one in effects if one.kind == "forecast"})
    parts += [f"{changed} forecasts settled otherwise"] if changed else []
    return "; ".join(parts) if parts else NOTHING


def _numbers(effects: Sequence[Effect]) -> Iterator[str]:
    """How many records there are of a kind that comes or goes, and the origins of the claim hit most."""
    for kind in ("entity", "claim"):
        hit = [one for one in effects if one.kind == kind]
        old = {one.was for one in hit if one.was is not None}
        new = {one.record for one in hit if one.record is not None}
        if len(old) != len(new):
            yield f"{len(old)} → {len(new)} {'entities' if kind == 'entity' else 'claims'}"
    for one in effects:
        if one.kind in ("entity", "report", "statement") and one.field in _SAID:
            yield f"{one.field} {one.before or 'unknown'} → {one.after or 'unknown'}"
    statements = [one for one in effects if one.kind == "statement" and one.field == "record"]
    for words, number in (
        ("more", sum(one.was is None for one in statements)),
        ("fewer", sum(one.record is None for one in statements)),
    ):
        if number:
            yield f"{number} {'statement' if number == 1 else 'statements'} {words}"
    origins = [one for one in effects if one.kind == "claim" and one.field == "origins"]
    if origins:
        one = max(origins, key=lambda effect: abs(int(effect.before) - int(effect.after)))
        more = f" (and {len(origins) - 1} more claims)" if len(origins) > 1 else ""
        yield f"at most {one.before} → {one.after} origins{more}"


# -- records by kind


def _entities(before: Findings, after: Findings) -> Iterator[Effect]:
    old = {one.id: one for one in before.entities}
    new = {one.id: one for one in after.entities}
    heirs = _heirs(before, after)
    for record in sorted(old.keys() | new.keys()):
        was, now = old.get(record), new.get(record)
        if was is None and now is not None:
            source = sorted(one for one, others in heirs.items() if record in others)
            words = ", ".join(old[one].name for one in source if one in old)
            yield Effect("entity", record, None, now.name, "record", words, now.name)
        elif now is None and was is not None:
            into = ", ".join(new[one].name for one in sorted(heirs.get(record, ())) if one in new)
            yield Effect("entity", None, record, was.name, "record", was.name, into)
        elif was is not None and now is not None:
            yield from _fields("entity", now.id, now.name, _of_entity(was), _of_entity(now))


def _of_entity(entity: Entity) -> dict[str, str]:
    return {
        "name": entity.name,
        "kind": entity.kind,
        "aliases": ", ".join(entity.aliases),
    }


def _heirs(before: Findings, after: Findings) -> Mapping[str, set[str]]:
    """The entities that have each entity's marks now."""
    now = {one.id: one.entity for one in after.marks}
    found: dict[str, set[str]] = defaultdict(set)
    for one in before.marks:
        heir = now.get(one.id)
        if one.entity is not None and heir is not None:
            found[one.entity].add(heir)
    return found


def _reports(before: Sequence[Report], after: Sequence[Report]) -> Iterator[Effect]:
    old = {one.id: one for one in before}
    for now in after:
        was = old.get(now.id)
        if was is not None:
            yield from _fields("report", now.id, now.name, _of_report(was), _of_report(now))


def _of_report(report: Report) -> dict[str, str]:
    return {"outlet": report.outlet or "", "published": _in_words(report.published.days)}


def _statements(before: Findings, after: Findings) -> Iterator[Effect]:
    new = {one.id: one for one in after.statements}
    old = {one.id: one for one in before.statements}
    for was in before.statements:
        words = shortened(was.quote)
        now = new.get(was.id)
        if now is None:
            yield Effect("statement", None, was.id, words, "record", was.status, "")
        else:
            fields = {"status": was.status, "type": was.type or ""}
            yield from _fields(
                "statement", was.id, words, fields, {"status": now.status, "type": now.type or ""}
            )
    for now in after.statements:
        if now.id not in old:
            words = shortened(now.quote)
            yield Effect("statement", now.id, None, words, "record", "", now.status)


def _claims(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[Effect]:
    old = {one.id: one for one in before}
    home = {statement: claim.id for claim in before for statement in claim.statements}
    known: set[str] = set()
    for now in after:
        if old.get(now.id) == now:
            known.add(now.id)
            continue
        came_from = Counter(home[one] for one in now.statements if one in home)
        was = old.get(min(came_from, key=lambda one: (-came_from[one], one), default=""))
        words = shortened(now.text)
        if was is None or (was.id in known and now.id not in old):
            yield Effect("claim", now.id, None, words, "record", "", now.status)
            continue
        known.add(was.id)
        fields = list(_fields("claim", now.id, words, _of_claim(was), _of_claim(now), was.id))
        if not fields and now.id != was.id:
            held = str(len(was.statements)), str(len(now.statements))
            fields = [Effect("claim", now.id, was.id, words, "statements", *held)]
        yield from fields
        for other in sorted(came_from.keys() - {was.id} - known):
            known.add(other)
            gone = old[other]
            yield Effect(
                "claim", None, other, shortened(gone.text), "record", gone.status, "joined"
            )
    still = {home[one] for now in after for one in now.statements if one in home}
    for gone in before:
        if gone.id not in known and gone.id not in still:
            yield Effect("claim", None, gone.id, shortened(gone.text), "record", gone.status, "")


def _of_claim(claim: Claim) -> dict[str, str]:
    return {
        "status": claim.status,
        "origins": str(claim.independent),
        "doubtful origins": str(sum(one.doubtful for one in claim.origins)),
        "text": claim.text,
    }


def _disputes(before: Sequence[Dispute], after: Sequence[Dispute]) -> Iterator[Effect]:
    old = {one.id: one for one in before}
    new = {one.id: one for one in after}
    for one in before:
        if one.id not in new:
            yield Effect("dispute", None, one.id, one.about, "record", one.cause, "")
    for one in after:
        was = old.get(one.id)
        if was is None:
            yield Effect("dispute", one.id, None, one.about, "record", "", one.cause)
        else:
            yield from _fields("dispute", one.id, one.about, _of_dispute(was), _of_dispute(one))


def _of_dispute(dispute: Dispute) -> dict[str, str]:
    sides = "; ".join(f"{one.value} ({one.independent})" for one in dispute.sides)
    return {"cause": dispute.cause, "sides": sides}


def _pacts(before: Findings, after: Findings) -> Iterator[Effect]:
    old = {one.id: one for one in before.pacts}
    new = {one.id: one for one in after.pacts}
    for record in sorted(old.keys() - new.keys()):
        yield Effect("pact", None, record, old[record].name, "record", old[record].name, "")
    for record in sorted(new.keys() - old.keys()):
        yield Effect("pact", record, None, new[record].name, "record", "", new[record].name)


def _forecasts(before: Findings, after: Findings) -> Iterator[Effect]:
    quotes = {one.id: one.quote for one in after.statements}
    old = {one.id: one for one in before.forecasts}
    for now in after.forecasts:
        was = old.get(now.id)
        if was is not None:
            words = shortened(quotes.get(now.statement, now.statement))
            yield from _fields(
                "forecast", now.id, words, {"outcome": was.outcome}, {"outcome": now.outcome}
            )


def _fields(
    kind: str,
    record: str,
    words: str,
    was: Mapping[str, str],
    now: Mapping[str, str],
    before: str | None = None,
) -> Iterator[Effect]:
    """The fields of a record that differ; ``before`` is its id where that was another."""
    for field, value in was.items():
        if now[field] != value:
            yield Effect(kind, record, before or record, words, field, value, now[field])


def _in_words(days: Days | None) -> str:
    if days is None:
        return ""
    return str(days.first) if days.first == days.last else f"{days.first}/{days.last}"
