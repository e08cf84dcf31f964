"""Corrections in words: what was found of a record before, and what a correction makes of it."""

from collections.abc import Callable, Sequence

from rashomon.correcting.anchors import Index, shortened
from rashomon.records.corrections import Change, CorrectionKind, Target


def describe(index: Index, target: Target, field: str | None) -> str:
    """What is found of a record now, as far as a correction is about it, in words."""
    match target.kind:
        case "entity":
            entity = index.entities[target.id]
            return f"{entity.name} ({entity.kind}): {', '.join(entity.aliases[:8])}"
        case "claim":
            claim = index.claims[target.id]
            many = _counted(len(claim.statements), "statement")
            return f"{shortened(claim.text)} ({claim.status}, {many}, at most"\
                   f" {_counted(claim.independent, 'origin')})"  # fmt: skip
        case "origin":
            origin = index.origins[target.id]
            return f"{origin.name}{' (doubtful)' if origin.doubtful else ''}: {origin.why}"
        case "statement":
            statement = index.statements[target.id]
            standing = statement.type if field == "type" else statement.status
            return f"{standing or 'no event'}: {shortened(statement.quote)}"
        case "report":
            return _report_words(index, target.id, field)


def _report_words(index: Index, record: str, field: str | None) -> str:
    report = index.reports[record]
    if field == "outlet":
        return report.outlet or "outlet unknown"
    days = report.published.days
    told = "day unknown" if days is None else f"{days.first}/{days.last}"
    if days is not None and days.first == days.last:
        told = str(days.first)
    return f"{told} ({report.published.basis})"


_SAYS: dict[CorrectionKind, Callable[[Sequence[Target], Change], str]] = {
    "confirm": lambda targets, _: "not one" if len(targets) > 1 else "right as it is",
    "merge": lambda targets, _: "one: " + "; ".join(one.words for one in targets),
    "split": lambda _, change: "apart: " + ", ".join(
        (*change.away_names, *(one.text for one in change.away))
    ),
    "relabel": lambda _, change: f"{change.field}: {change.value}",
    "regrade": lambda _, change: f"{change.field}: {change.value}",
    "reject": lambda _, __: "rejected",
    "set-outlet": lambda _, change: f"outlet: {change.value}",
}  # fmt: skip


def say(kind: CorrectionKind, targets: Sequence[Target], change: Change) -> str:
    """What holds once a correction is made, in words."""
    if kind == "set-date" and change.days is not None:
        first, last = change.days.first, change.days.last
        return f"published {first}" + ("" if first == last else f"/{last}")
    return _SAYS[kind](targets, change)


def with_article(kind: str) -> str:
    """A kind of record with its article: "an entity"."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def one_of(kinds: Sequence[str]) -> str:
    """Some words to choose from: "a name or a kind"."""
    return " or ".join(with_article(one) for one in kinds)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
