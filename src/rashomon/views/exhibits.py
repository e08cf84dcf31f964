"""One record of any kind with its words and how they were reached: what `rashomon show` prints."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute, Match
from rashomon.records.findings import Findings
from rashomon.records.linking import Joining, Listing
from rashomon.records.mentions import Entity, Mark, Place, Quantity, Time
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Source, Statement
from rashomon.spans import Span
from rashomon.views.ancestry import count_origins, draw_ancestry, trace_ancestry
from rashomon.views.excerpts import Archive, Excerpt
from rashomon.views.nameless import tell_nameless
from rashomon.views.turns import tell_history

EXCERPTS_SHOWN = 200
"""Words of an entity are shown so many times; a name can stand in every passage of a large ledger."""


class Fact(Struct, frozen=True):
    """One thing that a record says of itself, under its label."""

    label: str
    value: str


class Exhibit(Struct, frozen=True):
    """A record for a person: what it says, the words it rests on, the records it leads to."""

    id: str
    kind: str
    title: str
    facts: tuple[Fact, ...]
    excerpts: tuple[Excerpt, ...]


def make_exhibit(findings: Findings, kind: str, record: Any) -> Exhibit:
    """The exhibit of one record of the findings.

    Args:
        findings: What the reports give together.
        kind: The record's kind, as the ledger names it.
        record: The record.
    """
    title, facts, excerpts = _MAKERS[kind](Archive(findings), record)
    told = tuple(Fact(label, value) for label, value in facts if value)
    return Exhibit(record.id, kind, title, told, tuple(excerpts))


_Made = tuple[str, Iterable[tuple[str, str]], Iterable[Excerpt]]


def _of_statement(archive: Archive, one: Statement) -> _Made:
    claims = [claim for claim in archive.findings.claims if one.id in claim.statements]
    facts = [
        ("type", _with(one.type or "neither an event nor a state", one.mode)),
        ("status", one.status),
        ("trigger", f"“{one.trigger.text}” at {_span(one.trigger.span)}"),
        ("who", _names(archive, one.actors)),
        ("to whom", _names(archive, one.targets)),
        ("where", _names(archive, one.places)),
        ("when", _time(one.time)),
        ("how many", "; ".join(map(_quantity, one.quantities))),
        ("value", one.value or ""),
        *_chain(archive, one),
        ("confidence", f"{one.confidence:.2f} (of the reading, not of the words)"),
        *(("claim", f"{claim.id}: {claim.text}") for claim in claims),
    ]
    return one.quote, facts, [archive.excerpt(one.report, one.span)]


def _chain(archive: Archive, one: Statement) -> list[tuple[str, str]]:
    """On whose word, nearest speaker first; the outlet stands last, since it passes all of it on."""
    report = archive.reports[one.report]
    outlet = report.outlet or report.name
    links = [(f"word {i}", _source(source)) for i, source in enumerate(one.attribution, start=1)]
    return [*links, ("passed on by" if links else "on the word of", outlet)]


_ACTS = {
    "belief": "what it thinks",
    "will": "what it wants",
    "stance": "what it is for or against",
    "evidence": "what it shows",
}


def _source(source: Source) -> str:
    where = "" if source.span is None else f" at {_span(source.span)}"
    cue = "" if source.cue is None else f", “{source.cue.text}” at {_span(source.cue.span)}"
    direct = ", word for word" if source.direct else ""
    act = "" if source.act == "speech" else f", as {_ACTS[source.act]}"
    told = "" if source.nameless is None else tell_nameless(source.nameless)
    kind = f"{source.kind}: {told}" if told else source.kind
    return f"{source.name} ({kind}){where}{cue}{act}{direct}"


def _of_claim(archive: Archive, one: Claim) -> _Made:
    tree = draw_ancestry(one, trace_ancestry(one, archive))
    facts = [
        ("status", one.status),
        ("reports", str(one.reports)),
        ("independent origins", count_origins(one)),
        *(("origins" if at == 0 else " ", line) for at, line in enumerate(tree)),
        *((turn.day.isoformat(), turn.text) for turn in tell_history(one, archive)),
        ("first reported", _days(one.first_reported)),
        ("last reported", _days(one.last_reported)),
        ("statements", " ".join(one.statements)),
        *(("one claim", _match(archive, match)) for match in one.matches),
        *(
            ("in dispute", f"{dispute.id}: {dispute.about}")
            for dispute in archive.findings.disputes
            if any(one.id in side.claims for side in dispute.sides)
        ),
    ]
    return one.text, facts, archive.excerpts(one.statements)


def _match(archive: Archive, match: Match) -> str:
    """Why two statements are one claim: the weights, those that say most first."""
    ordered = sorted(match.weights, key=lambda one: (-abs(one.bits), one.field))
    reasons = [f"{one.reason}{_shared(archive, one.shared)} ({one.bits:+.1f})" for one in ordered]
    total = sum(one.bits for one in match.weights)
    return f"{match.one} and {match.other}, {total:.1f} bits: {'; '.join(reasons)}"


def _shared(archive: Archive, names: Iterable[str]) -> str:
    words = ", ".join(archive.name(one) for one in names)
    return f", {words}" if words else ""


def _of_dispute(archive: Archive, one: Dispute) -> _Made:
    facts = [
        ("differ in", one.field),
        ("because", one.cause),
        *(
            (
                "account",
                f"{side.value} (origins: at most {side.independent}; {' '.join(side.claims)})",
            )
            for side in one.sides
        ),
    ]
    statements = tuple(dict.fromkeys(name for side in one.sides for name in side.statements))
    return one.about, facts, archive.excerpts(statements)


def _of_reuse(archive: Archive, one: Reuse) -> _Made:
    taken, source = archive.reports[one.to_report], archive.reports[one.from_report]
    between = "took from" if one.direction == "known" else "has words in common with"
    facts = (
        [("standing matter", one.standing)]
        if one.standing
        else [
            ("kind", one.kind),
            ("credited", "yes" if one.credited else "no"),
            ("direction", f"{one.direction}: {one.why}"),
            *((f"lost {loss.kind}", f"“{loss.original}” → “{loss.copy}”") for loss in one.lost),
        ]
    )
    excerpts = [
        archive.excerpt(one.to_report, one.to_span),
        archive.excerpt(one.from_report, one.from_span),
    ]
    return f"{taken.name} {between} {source.name}", facts, excerpts


def _of_pact(archive: Archive, one: Pact) -> _Made:
    facts = [
        ("parties", _names(archive, one.parties)),
        *(
            [("taken from", f"{one.prior}, a table of alliances; no report tells it")]
            if one.prior
            else ()
        ),
        *(("signed", _days(signing.days) or "on a day that is not told") for signing in one.signed),
        *(
            (
                "clause",
                f"{clause.text} (obliges {_names(archive, clause.obligated) or 'nobody named'};"
                f" {clause.statement})",
            )
            for clause in one.clauses
        ),
        ("invoked in", " ".join(one.invocations)),
        *([("lapsed", _days(one.lapsed))] if one.lapsed is not None else ()),
        *(
            (
                turn.kind,
                f"{_days(turn.days) or 'on a day that is not told'} ({turn.status}; {turn.statement})",
            )
            for turn in one.history
        ),
    ]
    clauses = (clause.statement for clause in one.clauses)
    statements = tuple(dict.fromkeys((*one.statements, *clauses, *one.invocations)))
    return one.name, facts, archive.excerpts(statements)


def _of_forecast(archive: Archive, one: Forecast) -> _Made:
    facts = [
        ("by", archive.name(one.by)),
        ("window", _days(one.window)),
        ("outcome", f"{one.outcome}: {one.why}"),
        ("decided by", " ".join(one.decided_by)),
        ("statement", one.statement),
    ]
    statement = archive.statements.get(one.statement)
    title = "" if statement is None else statement.quote
    return title, facts, archive.excerpts((one.statement, *one.decided_by))


def _of_entity(archive: Archive, one: Entity) -> _Made:
    marks = [mark for mark in archive.findings.marks if mark.entity == one.id]
    facts = [
        ("kind", one.kind),
        ("also called", "; ".join(alias for alias in one.aliases if alias != one.name)),
        ("part of", "" if one.part_of is None else archive.name(one.part_of)),
        *_place(one.place),
        ("links", " ".join(one.links)),
        *(("one with", _joining(joined)) for joined in one.joined),
        *(("on a watch list", _listing(listing)) for listing in one.listings),
        ("named", f"{len(marks)} times in {len({mark.report for mark in marks})} reports"),
    ]
    marks.sort(key=lambda mark: (mark.report, mark.span))
    excerpts = [archive.excerpt(mark.report, mark.span) for mark in marks[:EXCERPTS_SHOWN]]
    return one.name, facts, excerpts


def _joining(one: Joining) -> str:
    weight = "" if one.weight_bits is None else f" ({one.weight_bits:g} bits)"
    return f"“{one.name}” is “{one.to}”{weight}: {'; '.join(one.reasons)}"


def _listing(one: Listing) -> str:
    return (
        f"“{one.name}” may be {one.caption} ({one.entry} of {one.listed}; {one.weight_bits:g} bits):"
        f" {'; '.join(one.reasons)}"
    )


def _of_mark(archive: Archive, one: Mark) -> _Made:
    facts = [
        ("kind", one.kind),
        ("means", "" if one.entity is None else f"{archive.name(one.entity)} ({one.entity})"),
        ("time", _time(one.time)),
        *_place(one.place),
        ("quantity", "" if one.quantity is None else _quantity(one.quantity)),
    ]
    return one.text, facts, [archive.excerpt(one.report, one.span)]


def _of_report(archive: Archive, one: Report) -> _Made:
    passages = [passage for passage in archive.findings.passages if passage.report == one.id]
    statements = [found.id for found in archive.findings.statements if found.report == one.id]
    published = one.published
    facts = [
        ("title", one.title or ""),
        ("author", one.author or ""),
        ("outlet", one.outlet or "unknown"),
        ("carries", one.carries or ""),
        ("published", f"{_days(published.days)} ({published.basis}: {published.evidence})".strip()),
        ("language", one.language or "unknown"),
        ("read on", one.read_at.isoformat()),
        ("raw bytes", f"{one.media_type}, SHA-256 {one.raw_sha256}"),
        ("passages", str(len(passages))),
        ("statements", f"{len(statements)}: {' '.join(statements)}"),
        *(("left out", f"“{removal.text}”: {removal.why}") for removal in one.removed),
    ]
    return one.name, facts, [archive.excerpt(one.id, Span(0, len(one.text)))]


def _of_passage(archive: Archive, one: Passage) -> _Made:
    statements = [found.id for found in archive.findings.statements if found.passage == one.id]
    facts = [
        ("kind", one.kind),
        ("language", one.language),
        ("paragraph", str(one.paragraph + 1)),
        ("statements", " ".join(statements)),
    ]
    return one.text, facts, [archive.excerpt(one.report, Span(one.start, one.end))]


_MAKERS: dict[str, Callable[[Archive, Any], _Made]] = {
    "statement": _of_statement,
    "claim": _of_claim,
    "dispute": _of_dispute,
    "reuse": _of_reuse,
    "pact": _of_pact,
    "prior": _of_pact,
    "forecast": _of_forecast,
    "entity": _of_entity,
    "mark": _of_mark,
    "report": _of_report,
    "passage": _of_passage,
}


def _names(archive: Archive, values: Iterable[str]) -> str:
    return "; ".join(f"{archive.name(value)} ({value})" for value in values)


def _with(value: str, more: str | None) -> str:
    return f"{value}, {more}" if more else value


def _span(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _days(days: Days | None) -> str:
    if days is None:
        return ""
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first} to {last}"


def _time(time: Time | None) -> str:
    if time is None:
        return ""
    return f"{time.value or 'unclear'} ({_days(time.days) or 'no day can be had'})"


def _quantity(quantity: Quantity) -> str:
    low, high = (None if one is None else f"{one:g}" for one in (quantity.low, quantity.high))
    if low == high:
        number = low or "an unknown number of"
    elif low is None or high is None:
        number = f"at least {low}" if high is None else f"at most {high}"
    else:
        number = f"{low} to {high}"
    return f"{number} {quantity.of}".strip()


def _place(place: Place | None) -> list[tuple[str, str]]:
    if place is None:
        return []
    point = "no point"
    if place.lat is not None and place.lon is not None:
        point = f"{place.lat:.4f}, {place.lon:.4f}"
        point += "" if place.radius_km is None else f" within {place.radius_km:g} km"
    country = "" if place.country is None else f", {place.country}"
    return [("on the map", f"{place.name}{country}: {point}"), ("placed there by", place.how)]
