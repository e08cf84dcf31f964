"""One statement as its words: in context, on whose word, used by what. The drawer shows it."""

from msgspec import Struct

from rashomon.records.mentions import Time
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.spans import Span, cut, to_raw
from rashomon.views.cells import (
    Link,
    Role,
    When,
    chain_links,
    days_short,
    kind_words,
    outlet_of,
    published_when,
    role_of,
    role_of_dispute,
    timex_short,
)
from rashomon.views.shelves import Shelves
from rashomon.views.wording import listing

AROUND_CHARS = 330
"""Code points of the report shown on either side of a sentence: about three sentences of news text."""


class Quote(Struct, frozen=True):
    """Exact words of a report within what stands around them.

    ``start`` and ``end`` are offsets in the report's text in Unicode code points; ``raw`` those in the
    input, empty where the input is not plain text.
    """

    before: str
    words: str
    after: str
    report: str
    outlet: str
    when: When
    start: int
    end: int
    raw: str
    direction: str


class Use(Struct, frozen=True):
    """Something that rests on a statement: an entry, a pact, a forecast."""

    id: str
    path: str
    words: str
    role: Role | None
    what: str


class Evidence(Struct, frozen=True):
    """A statement for the drawer."""

    id: str
    role: Role
    quote: Quote
    chain: tuple[Link, ...]
    facts: tuple[tuple[str, str], ...]
    used_by: tuple[Use, ...]
    citation: str
    previous: str
    following: str


RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ckb", "ps", "sd", "ug", "yi"})
"""Languages whose script runs from right to left (ISO 639)."""


def direction_of(language: str | None) -> str:
    """Which way a text of this language runs, as HTML says it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def quote_statement(one: Statement, shelves: Shelves, around: int = AROUND_CHARS) -> Quote:
    """A statement's words within its report."""
    report = shelves.reports[one.report]
    before = Span(max(0, one.span.start - around), one.span.start)
    after = Span(one.span.end, min(len(report.text), one.span.end + around))
    raw = to_raw(report.pieces, one.span)
    return Quote(
        before=_opened(cut(report.text, before), at_start=before.start == 0),
        words=cut(report.text, one.span),
        after=_closed(cut(report.text, after), at_end=after.end == len(report.text)),
        report=report.id,
        outlet=outlet_of(report),
        when=published_when(report.published),
        start=one.span.start,
        end=one.span.end,
        raw="" if raw is None else f"{raw.start}–{raw.end}",
        direction=direction_of(report.language),
    )


def _opened(text: str, *, at_start: bool) -> str:
    """What stands before, from a word's beginning, paragraphs told by a pilcrow."""
    if not at_start:
        _, _, text = text.partition(" ")
        text = f"… {text}" if text else ""
    return _one_line(text)


def _closed(text: str, *, at_end: bool) -> str:
    if not at_end:
        text, _, _ = text.rpartition(" ")
        text = f"{text} …" if text else ""
    return _one_line(text)


def _one_line(text: str) -> str:
    paragraphs = [" ".join(part.split()) for part in text.split("\n")]
    told = " ¶ ".join(part for part in paragraphs if part)
    lead = " ¶ " if text[:1] == "\n" else " " if text[:1].isspace() else ""
    tail = " ¶ " if text[-1:] == "\n" else " " if text[-1:].isspace() else ""
    return f"{lead}{told}{tail}" if told else " "


def make_evidence(one: Statement, shelves: Shelves) -> Evidence:
    """A statement with its words, its chain and what rests on it."""
    report = shelves.reports[one.report]
    siblings = [found.id for found in shelves.statements_of_report.get(one.report, ())]
    at = siblings.index(one.id) if one.id in siblings else 0
    return Evidence(
        id=one.id,
        role=statement_role(one, shelves),
        quote=quote_statement(one, shelves),
        chain=chain_links(one, report),
        facts=tuple((label, value) for label, value in _facts(one, shelves) if value),
        used_by=tuple(_uses(one, shelves)),
        citation=cite(one, report),
        previous=siblings[at - 1] if at > 0 else "",
        following=siblings[at + 1] if at + 1 < len(siblings) else "",
    )


def statement_role(one: Statement, shelves: Shelves) -> Role:
    """The colour of a statement: that of its claim."""
    claim = shelves.claim_of_statement.get(one.id)
    if claim is None:
        return "single"
    disputes = shelves.disputes_of_claim.get(claim.id, ())
    if disputes and all(role_of_dispute(one) == "developing" for one in disputes):
        return "developing"
    if claim.status == "denied" and not disputes:
        return "corroborated" if claim.independent > 1 else "single"
    return role_of(claim.status)


def _facts(one: Statement, shelves: Shelves) -> list[tuple[str, str]]:
    kind = kind_words(one.type)
    return [
        ("Speaks of", f"{kind}, {one.mode}" if one.mode else kind),
        ("As", one.status),
        ("Who", _names(one.actors, shelves)),
        ("To whom", _names(one.targets, shelves)),
        ("Where", _names(one.places, shelves)),
        ("When", time_words(one.time)),
        ("How many", "; ".join(quantity_words(q.low, q.high, q.of) for q in one.quantities)),
        ("Reading", f"{one.confidence:.0%} sure of the reading, not of the words"),
    ]


def _names(ids: tuple[str, ...], shelves: Shelves) -> str:
    return listing(list(dict.fromkeys(shelves.name(one) for one in ids)))


def time_words(time: Time | None) -> str:
    """When something happened, as far as its words tell."""
    if time is None:
        return ""
    return days_short(time.days) if time.days is not None else timex_short(time.value or "")


def quantity_words(low: float | None, high: float | None, of: str = "") -> str:
    """A number with its bounds: "> 20,000" where the upper one is open."""
    if low is None and high is None:
        words = "some"
    elif high is None:
        words = f"> {low:,.0f}" if low is not None else "some"
    elif low is None:
        words = f"< {high:,.0f}"
    elif low == high:
        words = f"{low:,.0f}"
    else:
        words = f"{low:,.0f}–{high:,.0f}"
    return f"{words} {of}".strip()


def _uses(one: Statement, shelves: Shelves) -> list[Use]:
    claim = shelves.claim_of_statement.get(one.id)
    found = []
    if claim is not None:
        disputes = shelves.disputes_of_claim.get(claim.id, ())
        found += [
            Use(d.id, f"/claims/{d.id}", d.question or d.about, role_of_dispute(d), "question")
            for d in disputes
        ]
        if not disputes:
            role = statement_role(one, shelves)
            found.append(Use(claim.id, f"/claims/{claim.id}", claim.text, role, "claim"))
    found += [
        Use(pact.id, f"/commitments/{pact.id}", pact.name, None, "commitment")
        for pact in shelves.pacts_of_statement.get(one.id, ())
    ]
    found += [
        Use(f.id, f"/forecasts/{f.id}", shelves.statements[f.statement].quote, None, "forecast")
        for f in shelves.forecasts_of_statement.get(one.id, ())
        if f.statement in shelves.statements
    ]
    return found


def cite(one: Statement, report: Report) -> str:
    """A statement as one line that can be pasted into a note."""
    when = published_when(report.published).words
    title = f"“{report.title}”, " if report.title else ""
    words = " ".join(one.quote.split())
    sha = report.raw_sha256[:12]
    return (
        f"“{words}” — {title}{outlet_of(report)}, {when}"
        f" [{one.id}, code points {one.span.start}–{one.span.end}, SHA-256 {sha}…]"
    )
