"""How a claim came to stand as it does, in words: when it was first said, by whom, and who changed it.

Enters: a claim and the findings. Leaves: a turn for each day on which a report said it anew, changed its
figure, gave it another origin, or gave the account that it is disputed by.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from rashomon.claiming.clashes import quantity_words
from rashomon.records.claims import Claim
from rashomon.records.statements import Statement
from rashomon.situation import Change, histories
from rashomon.views.excerpts import Archive
from rashomon.views.wording import counted, listing


class Turn(Struct, frozen=True):
    """One day of a claim's history: how it stood that evening, and what changed it.

    ``text`` says it in words; ``by`` are the reports that changed it, ``statements`` those of theirs
    that did.
    """

    day: date
    text: str
    status: str
    reports: int
    independent: int
    by: tuple[str, ...]
    statements: tuple[str, ...]


def tell_history(claim: Claim, archive: Archive) -> tuple[Turn, ...]:
    """The turns of a claim's history, in the order of days."""
    found = replace(archive.findings, claims=(claim,))
    changes = histories(found).get(claim.id, ())
    turns = []
    before: Change | None = None
    figure: tuple[str, ...] = ()
    for change in changes:
        own = _told(claim.statements, change, archive)
        others = _told(_rivals(claim, archive), change, archive)
        now = _figure(own)
        parts = [*_said(change, before, own, archive), *_figured(now, figure)]
        if change.status == "disputed" and (before is None or before.status != "disputed"):
            parts += _disputed(claim, others, archive)
        turns.append(
            Turn(
                day=change.day,
                text="; ".join(parts),
                status=change.status,
                reports=change.reports,
                independent=change.independent,
                by=change.by,
                statements=tuple(one.id for one in (*own, *others)),
            )
        )
        before, figure = change, now or figure
    return tuple(turns)


def _told(statements: Iterable[str], change: Change, archive: Archive) -> list[Statement]:
    """Those of the statements that stand in the reports of a change."""
    return [one for one in archive.in_order(statements) if one.report in change.by]


def _rivals(claim: Claim, archive: Archive) -> list[str]:
    """The statements of the accounts that clash with a claim."""
    return [
        one
        for dispute in archive.findings.disputes
        if any(claim.id in side.claims for side in dispute.sides)
        for side in dispute.sides
        if claim.id not in side.claims
        for one in side.statements
    ]


def _said(
    change: Change, before: Change | None, own: Sequence[Statement], archive: Archive
) -> Iterator[str]:
    if not own:
        return
    who = listing(list(dict.fromkeys(_who(one, archive) for one in own)))
    if before is None:
        yield f"first said by {who}"
        return
    yield f"said again by {who}"
    if change.independent > before.independent:
        more = change.independent - before.independent
        yield f"{counted(more, 'more origin')}, at most {change.independent} now"
    elif change.independent < before.independent:
        yield f"what seemed apart is one: at most {counted(change.independent, 'origin')} now"


def _who(one: Statement, archive: Archive) -> str:
    report = archive.reports[one.report]
    outlet = report.outlet or report.name
    voices = [source.name for source in one.attribution if source.name]
    return f"{outlet} on the word of {voices[0]}" if voices else outlet


def _figure(own: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(
        sorted({quantity_words(each) for one in own for each in one.quantities if each.of})
    )


def _figured(now: tuple[str, ...], before: tuple[str, ...]) -> Iterator[str]:
    if before and now and now != before:
        yield f"the figure, {' and '.join(before)} before, is {' and '.join(now)}"


def _disputed(claim: Claim, others: Sequence[Statement], archive: Archive) -> Iterator[str]:
    """The accounts that clash with a claim: those that came up now, else those that were there."""
    new = {one.id for one in others}
    accounts: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for dispute in archive.findings.disputes:
        if not any(claim.id in side.claims for side in dispute.sides):
            continue
        for side in dispute.sides:
            if claim.id not in side.claims:
                given = archive.in_order(side.statements)
                now = [one for one in given if one.id in new]
                for one in (now or given)[:1]:
                    accounts[bool(now)][side.value] = _who(one, archive)
    verb = "says" if accounts[True] else "had said"
    for value, who in sorted((accounts[True] or accounts[False]).items()):
        yield f"disputed: {who} {verb} “{value}”"
