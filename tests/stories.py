"""Findings made by hand, a line a statement, for tests of what is asked of the ledger."""

from datetime import date

from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute, Origin, Side
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity, Place, Quantity, Time
from rashomon.records.reports import Published, Report
from rashomon.records.statements import Clause, Cue, Source, Statement, Trigger
from rashomon.situation import find_forecasts, find_pacts
from rashomon.spans import Span

READ_AT = date(2020, 1, 1)


def days(text):
    """Days from "2015-06-04" or "2015-06-04/2015-06-09"; None for None."""
    if text is None:
        return None
    first, _, last = text.partition("/")
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


class Story:
    """Builds findings: report after report, statement after statement."""

    def __init__(self):
        self.reports, self.statements, self.entities = [], [], {}
        self.claims, self.disputes, self.reuse = [], [], []

    def entity(self, name, *aliases, kind="group", part_of=None, country=None):
        place = Place(name, None, None, None, country) if country else None
        above = None if part_of is None else self.id(part_of)
        self.entities[name] = Entity(content_id("en", name), name, kind, aliases, place, above)
        return self

    def id(self, name, kind="group"):
        if name not in self.entities:
            self.entity(name, kind=kind)
        return self.entities[name].id

    def names(self, ids):
        by_id = {one.id: one.name for one in self.entities.values()}
        return tuple(by_id.get(one, one) for one in ids)

    def report(self, name, published=None, *, outlet=None, basis="stated", bounds=None):
        known = days(published)
        self.reports.append(
            Report(
                id=content_id("rp", name), name=name, url=None, media_type="text/plain",
                outlet=outlet, carries=None, title=None, author=None, language="en",
                published=Published(known, basis if known else "unknown", "a test",
                                    days(bounds)),
                read_at=READ_AT, raw_sha256="", text="", removed=(), pieces=None,
            )
        )  # fmt: skip
        return self

    def say(
        self, quote, type_, trigger, *, status="asserted", actors=(), targets=(), places=(), when=None,
        value=None, terms=None, number=None, by=(), kind="named", passage=None, direct=False,
        mode=None,
    ):  # fmt: skip
        report = self.reports[-1]
        told = [one for one in self.statements if one.report == report.id]
        at = sum(len(one.quote) + 1 for one in told)
        span = Span(at, at + len(quote))
        start = at + max(0, quote.find(trigger))
        chain = tuple(
            Source(
                one, self.entities[one].id if one in self.entities else None, (), kind, None, None,
                Cue(span, None, "said"), direct,
            )
            for one in by
        )  # fmt: skip
        found = days(when)
        statement = Statement(
            id=content_id("st", report.id, quote, type_, len(told)),
            report=report.id, passage=passage or content_id("ps", report.id, quote), span=span,
            raw=None, quote=quote,
            trigger=Trigger(Span(start, start + len(trigger)), trigger), type=type_, mode=mode,
            status=status, actors=tuple(map(self.id, actors)), targets=tuple(map(self.id, targets)),
            places=tuple(self.id(one, "place") for one in places), value=value,
            time=None if found is None else Time(None, found),
            quantities=() if number is None else (Quantity(*number),), terms=terms,
            attribution=chain, confidence=0.9,
        )  # fmt: skip
        self.statements.append(statement)
        return statement

    def clause(self, role, *, obligated=(), beneficiary=None, trigger=None, signed=None):
        return Clause(
            role=role,
            obligated=tuple(map(self.id, obligated)),
            beneficiary=None if beneficiary is None else self.id(beneficiary),
            trigger=trigger,
            signed=days(signed),
        )

    def claim(self, text, *statements, status="single", origins=None):
        groups = origins or [list(statements)]
        found = tuple(
            Origin(
                content_id("or", *(one.id for one in group)), f"origin {i + 1}", "a test",
                tuple(one.id for one in group),
            )
            for i, group in enumerate(groups)
        )  # fmt: skip
        reports = {one.id: one for one in self.reports}
        told = [reports[one.report] for one in statements]
        dated = sorted(one.published.days for one in told if one.published.days)
        self.claims.append(
            Claim(
                content_id("cl", text), text, statements[0].type, status,
                tuple(one.id for one in statements), len({one.id for one in told}),
                len({one.outlet for one in told}), found, len(found),
                dated[0] if dated else None, dated[-1] if dated else None,
            )
        )  # fmt: skip
        return self.claims[-1]

    def dispute(self, about, field, cause, *sides):
        self.disputes.append(
            Dispute(
                content_id("di", about), about, field, cause,
                tuple(
                    Side(value, (claim.id,), claim.statements, claim.independent)
                    for value, claim in sides
                ),
            )
        )  # fmt: skip
        return self.disputes[-1]

    def findings(self):
        def ordered(rows):
            return tuple(sorted(rows, key=lambda one: one.id))

        entities = ordered(self.entities.values())
        statements = ordered(self.statements)
        return Findings(
            reports=ordered(self.reports), passages=(), marks=(), statements=statements,
            entities=entities, reuse=ordered(self.reuse), claims=ordered(self.claims),
            disputes=ordered(self.disputes), pacts=find_pacts(statements, entities),
            forecasts=find_forecasts(self.reports, statements, entities, self.claims),
        )  # fmt: skip
