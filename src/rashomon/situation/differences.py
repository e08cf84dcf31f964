"""What changed between two evenings, and which reports changed it.

Enters: findings and two days, or what may have changed between the two and how it stood on either (a
ledger knows that without reading the rest). Leaves: one row a change, claims first, then disputes, the
board, pacts and forecasts. A row says how it stood on the first evening and how on the second, and names
the reports that came out between the two and made the difference. Cost: of findings, linear in the
statements; claims and disputes are turned back only where a report between the two evenings may have
changed them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Literal, Protocol, get_args

from msgspec import Struct
from msgspec.structs import replace

from rashomon.claiming.claims import mark_disputed
from rashomon.correcting.labels import find_labels
from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute
from rashomon.records.corrections import NO_RULINGS, Rulings
from rashomon.records.findings import Findings
from rashomon.records.pacts import Forecast, Holding, Pact, Turn
from rashomon.situation.bearings import known_on
from rashomon.situation.board import make_board
from rashomon.situation.forecasts import Foretelling
from rashomon.situation.histories import Change, histories, standing_on
from rashomon.situation.holdings import Asked
from rashomon.situation.knowledge import Known, claims_among, disputes_among, entities_among
from rashomon.situation.pacts import find_pacts

BoardKind = Literal["control", "force", "post", "captivity"]
DifferenceKind = Literal["claim", "status", "origins", "dispute", BoardKind, "pact", "forecast"]


class Difference(Struct, frozen=True):
    """One change between two evenings.

    ``record`` is the id of what changed: a claim, a dispute, a pact, a forecast; for a state on the
    board that of what is held, or its words. ``about`` says in words what it is; ``before`` and
    ``after`` how it stood, empty where it was not there. ``by`` are the reports that changed it,
    ``statements`` those of their statements that did.
    """

    kind: DifferenceKind
    record: str
    about: str
    before: str
    after: str
    by: tuple[str, ...]
    statements: tuple[str, ...]


Boards = Callable[[date], Iterable[Holding]]
"""The board of an evening: of its day, as known by then; without pacts."""


class Evening(Struct, frozen=True):
    """What was known on an evening of what may have changed, and the board of that day.

    Of all but claims and disputes there may be more; what is the same on two evenings is told of none.
    """

    day: date
    claims: Sequence[Claim]
    disputes: Sequence[Dispute]
    pacts: Sequence[Pact]
    forecasts: Sequence[Forecast]
    board: Sequence[Holding]


class News(Protocol):
    """What may have changed between two evenings."""

    @property
    def new(self) -> Set[str]:
        """The reports that came out between the two."""

    @property
    def touched(self) -> Findings:
        """The claims and disputes that these may have changed, with their statements and reports."""

    @property
    def report_of(self) -> Mapping[str, str]:
        """The reports of statements by their ids, of those in new reports at least."""

    def name(self, reference: str) -> str:
        """An entity's name; words that are no id are a name already."""

    def quote(self, statement: str) -> str:
        """The words of a statement."""

    def on(self, day: date) -> Evening:
        """What was known on one of the two evenings."""


def difference(
    findings: Findings,
    earlier: date,
    later: date,
    rulings: Rulings = NO_RULINGS,
    boards: Boards | None = None,
) -> tuple[Difference, ...]:
    """What was known on one evening and not, or otherwise, on an earlier one.

    Args:
        findings: What the reports give together.
        earlier: The first evening.
        later: The second; the same or a later day.
        rulings: Those that the findings were made under.
        boards: Where the boards of the two evenings are had; made of the findings unless given.
    """
    days = {report.id: known_on(report) for report in findings.reports}
    new = frozenset(name for name, day in days.items() if earlier < day <= later)
    every = _Everything(findings, new, rulings, boards or _boards_of(findings))
    return tell_differences(every, earlier, later)


def tell_differences(news: News, earlier: date, later: date) -> tuple[Difference, ...]:
    """The same of what may have changed between the two evenings."""
    one, other = news.on(earlier), news.on(later)
    changed = _Changed(news)
    return (
        *_claims(news.touched, one, other, changed),
        *_disputes(one, other, changed),
        *_boards(one, other, changed),
        *_pacts(one, other, changed),
        *_forecasts(one, other, changed),
    )


def _boards_of(findings: Findings) -> Boards:
    """The boards of any evening; nobody asks them for origins."""
    board = make_board(findings, lambda _: ())
    return lambda day: board.rows(Asked(day, day, frozenset(get_args(BoardKind))))


def _touched(findings: Findings, new: Set[str]) -> Findings:
    """The findings with those claims and disputes only that some reports may have changed.

    These are the claims of what the reports say and the disputes in which they stand; the claims beside
    them there, which are disputed for it; and the disputes of these, with the claims that make them so.
    """
    told = {one.id for one in findings.statements if one.report in new}
    claims = {one.id for one in findings.claims if not told.isdisjoint(one.statements)}
    disputes: dict[str, Dispute] = {}
    for _ in range(STEPS):
        disputes = {
            one.id: one
            for one in findings.disputes
            if any(
                not claims.isdisjoint(side.claims) or not told.isdisjoint(side.statements)
                for side in one.sides
            )
        }
        claims |= {name for one in disputes.values() for side in one.sides for name in side.claims}
    return replace(
        findings,
        claims=tuple(one for one in findings.claims if one.id in claims),
        disputes=tuple(disputes.values()),
    )


STEPS = 2
"""From claims to their disputes, once for what is new, once for what stands beside it."""


class _Everything:
    """What may have changed between two evenings, of all that there is."""

    def __init__(
        self, findings: Findings, new: frozenset[str], rulings: Rulings, boards: Boards
    ) -> None:
        self.new = new
        self.touched = _touched(findings, new)
        self.report_of = {one.id: one.report for one in findings.statements}
        self._findings = findings
        self._labels = find_labels(findings, rulings)
        self._foretelling = Foretelling(findings)
        self._boards = boards
        self._names = {one.id: one.name for one in findings.entities}
        self._quotes = {one.id: one.quote for one in findings.statements}

    def name(self, reference: str) -> str:
        """An entity's name; words that are no id are a name already."""
        return self._names.get(reference, reference)

    def quote(self, statement: str) -> str:
        """The words of a statement."""
        return self._quotes[statement]

    def on(self, day: date) -> Evening:
        """What was known on one evening."""
        every, board = self._findings, tuple(self._boards(day))
        out = {one.id: one for one in every.reports if known_on(one) <= day}
        if len(out) == len(every.reports):
            touched = self.touched
            return Evening(
                day, touched.claims, touched.disputes, every.pacts, every.forecasts, board
            )
        marks = [one for one in every.marks if one.report in out]
        statements = tuple(one for one in every.statements if one.report in out)
        entities = entities_among(every.entities, marks, statements, self._labels)
        by_id = {one.id: one for one in entities}
        known = Known({one.id: one for one in statements}, out, by_id, self._labels)
        claims, disputes = turn_back(self.touched, known)
        return Evening(
            day=day,
            claims=claims,
            disputes=disputes,
            pacts=find_pacts(statements, entities),
            forecasts=self._foretelling.on(frozenset(out), by_id),
            board=board,
        )


def turn_back(touched: Findings, known: Known) -> tuple[tuple[Claim, ...], tuple[Dispute, ...]]:
    """Claims and disputes as far as what is known on an evening goes."""
    made = claims_among(touched.claims, known)
    disputes = disputes_among(touched.disputes, made, known)
    return tuple(mark_disputed(made, disputes)), disputes


class _Changed:
    """Writes rows; knows which reports are new and what everything is called."""

    def __init__(self, news: News) -> None:
        self.new = news.new
        self.name = news.name
        self.quote = news.quote
        self._report_of = news.report_of

    def names(self, references: Iterable[str]) -> str:
        """Several names, with commas."""
        return ", ".join(self.name(one) for one in references)

    def row(
        self,
        kind: DifferenceKind,
        record: str,
        words: tuple[str, str, str],
        statements: Iterable[str],
        by: Iterable[str] = (),
    ) -> Difference:
        """A row; ``words`` are what it is about, how it stood and how it stands."""
        told = sorted(one for one in set(statements) if self._report_of.get(one) in self.new)
        reports = {self._report_of[one] for one in told} | {one for one in by if one in self.new}
        return Difference(kind, record, *words, tuple(sorted(reports)), tuple(told))


def _claims(
    findings: Findings, one: Evening, other: Evening, changed: _Changed
) -> Iterator[Difference]:
    """New claims; claims whose status changed; claims that have more or fewer origins."""
    told = histories(findings)
    for claim in other.claims:
        before = standing_on(told[claim.id], one.day)
        if before is None:
            words = claim.text, "", _standing(claim.status, claim.independent)
            yield changed.row("claim", claim.id, words, claim.statements)
            continue
        since = [change for change in told[claim.id] if one.day < change.day <= other.day]
        if before.status != claim.status:
            by = _by(before, since, lambda change: change.status)
            words = claim.text, before.status, claim.status
            yield changed.row("status", claim.id, words, claim.statements, by)
        elif before.independent != claim.independent:
            by = _by(before, since, lambda change: change.independent)
            words = (
                claim.text,
                _counted(before.independent, "origin"),
                _counted(claim.independent, "origin"),
            )
            yield changed.row("origins", claim.id, words, claim.statements, by)


def _by(
    before: Change, since: Sequence[Change], field: Callable[[Change], object]
) -> Iterator[str]:
    """The reports of the days on which a field of a claim's standing changed."""
    at = before
    for change in since:
        if field(change) != field(at):
            yield from change.by
        at = change


def _standing(status: str, origins: int) -> str:
    return f"{status}, {_counted(origins, 'origin')}"


def _disputes(one: Evening, other: Evening, changed: _Changed) -> Iterator[Difference]:
    """Disputes begun and ended, and those that have another account."""
    before = {dispute.id: dispute for dispute in one.disputes}
    after = {dispute.id: dispute for dispute in other.disputes}
    for name in sorted(before.keys() | after.keys()):
        old, now = before.get(name), after.get(name)
        values = [
            () if dispute is None else tuple(side.value for side in dispute.sides)
            for dispute in (old, now)
        ]
        if values[0] == values[1]:
            continue
        dispute = now or old
        if dispute is not None:
            words = dispute.about, " or ".join(values[0]), " or ".join(values[1])
            told = [statement for side in dispute.sides for statement in side.statements]
            yield changed.row("dispute", name, words, told)


def _boards(one: Evening, other: Evening, changed: _Changed) -> Iterator[Difference]:
    """What is held by somebody else, by nobody any more, or newly; pacts have rows of their own."""
    before, after = _by_subject(one.board), _by_subject(other.board)
    for kind, subject in sorted(before.keys() | after.keys()):
        old, now = before.get((kind, subject), []), after.get((kind, subject), [])
        words = _held(old, changed), _held(now, changed)
        if words[0] != words[1]:
            told = [name for row in (*now, *old) for name in (*row.statements, *row.contesting)]
            yield changed.row(kind, subject, (changed.name(subject), *words), told)


def _by_subject(board: Iterable[Holding]) -> dict[tuple[BoardKind, str], list[Holding]]:
    found: dict[tuple[BoardKind, str], list[Holding]] = {}
    for row in board:
        if row.kind != "pact":
            found.setdefault((row.kind, row.subject), []).append(row)
    return found


def _held(rows: Iterable[Holding], changed: _Changed) -> str:
    """Who holds something, rivals side by side."""
    told = []
    for row in rows:
        words = changed.names(row.value) or "by whom is not said"
        if row.contested_by:
            words += f" (contested by {changed.names(row.contested_by)})"
        told.append(words)
    return "; ".join(sorted(told))


def _pacts(one: Evening, other: Evening, changed: _Changed) -> Iterator[Difference]:
    """Pacts that are new, and those of which more is told."""
    before = {pact.id: pact for pact in one.pacts}
    for pact in other.pacts:
        old = before.get(pact.id)
        words = pact.name, "" if old is None else _terms(old), _terms(pact)
        if words[1] != words[2]:
            yield changed.row("pact", pact.id, words, pact.statements)


def _terms(pact: Pact) -> str:
    signed = " or ".join(_days(one.days) for one in pact.signed if one.days is not None)
    parts = [
        f"signed {signed}" if signed else "",
        _counted(len(pact.clauses), "clause") if pact.clauses else "",
        f"invoked {_counted(len(pact.invocations), 'time')}" if pact.invocations else "",
        *dict.fromkeys(_turn(one) for one in pact.history),
    ]
    return ", ".join(part for part in parts if part) or "told of"


def _turn(turn: Turn) -> str:
    when = "" if turn.days is None else f" {_days(turn.days)}"
    return f"{turn.kind}{when}" + ("" if turn.status == "asserted" else f" ({turn.status})")


def _forecasts(one: Evening, other: Evening, changed: _Changed) -> Iterator[Difference]:
    """Forecasts that are new, and those that were settled."""
    before: Mapping[str, Forecast] = {each.id: each for each in one.forecasts}
    for forecast in other.forecasts:
        old = before.get(forecast.id)
        if old is None or old.outcome != forecast.outcome:
            quote = changed.quote(forecast.statement)
            words = quote, "" if old is None else old.outcome, forecast.outcome
            told = (forecast.statement, *forecast.decided_by)
            yield changed.row("forecast", forecast.id, words, told)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _days(days: Days) -> str:
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first} to {last}"
