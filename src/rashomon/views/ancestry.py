"""Where a claim comes from, as a tree: its origins, who heard each, and why statements have one.

Enters: a claim and the findings. Leaves: branches, one an origin, to be drawn by any face, and the tree
in lines of text. A merge in doubt joins nothing: the branches stay two, and the doubt is told below.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from rashomon.records.claims import Claim, Merge, Origin
from rashomon.records.statements import Statement
from rashomon.views.excerpts import Archive
from rashomon.views.wording import counted, listing, published_words


class Leaf(Struct, frozen=True):
    """One statement of an origin: who printed it, when, and on whose word, nearest speaker first."""

    statement: str
    report: str
    outlet: str
    published: str
    voices: tuple[str, ...]


class Branch(Struct, frozen=True):
    """One origin with its statements, and the merges that make it one; see `Origin`."""

    origin: str
    name: str
    why: str
    doubtful: bool
    heard_by: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    merges: tuple[Merge, ...]


def trace_ancestry(claim: Claim, archive: Archive) -> tuple[Branch, ...]:
    """The branches of a claim, those with most statements first."""
    branches = [_branch(origin, archive) for origin in claim.origins]
    return tuple(sorted(branches, key=lambda one: (-len(one.leaves), one.name, one.origin)))


def draw_ancestry(claim: Claim, branches: Sequence[Branch]) -> tuple[str, ...]:
    """The tree of a claim's origins in lines of text."""
    return tuple(_lines(claim, branches))


def count_origins(claim: Claim) -> str:
    """How many origins a claim has, as a reader is told: "at most 3", or "at most 2–3" in doubt."""
    low = claim.independent_low
    if low is None or low == claim.independent:
        return f"at most {claim.independent}"
    return f"at most {low}–{claim.independent}"


def _branch(origin: Origin, archive: Archive) -> Branch:
    told = archive.in_order(origin.statements)
    return Branch(
        origin=origin.id,
        name=origin.name,
        why=origin.why,
        doubtful=origin.doubtful,
        heard_by=origin.heard_by,
        leaves=tuple(_leaf(one, archive) for one in told),
        merges=origin.merges,
    )


def _leaf(one: Statement, archive: Archive) -> Leaf:
    report = archive.reports[one.report]
    return Leaf(
        statement=one.id,
        report=report.id,
        outlet=report.outlet or report.name,
        published=published_words(report.published),
        voices=tuple(source.name for source in one.attribution if source.name),
    )


def _lines(claim: Claim, branches: Sequence[Branch]) -> Iterator[str]:
    reports = counted(claim.reports, "report")
    yield f"{count_origins(claim)} of {reports} by {counted(claim.outlets, 'outlet')}"
    doubts = [f"perhaps one: {_doubt(one, branches)}" for one in claim.doubts]
    for at, branch in enumerate(branches):
        last = at == len(branches) - 1 and not doubts
        yield (
            f"{'└' if last else '├'}─ {branch.name}"
            + (" (perhaps another’s)" if branch.doubtful else "")
            + f" · {branch.origin}"
        )
        yield from _twigs(branch, "   " if last else "│  ")
    for at, doubt in enumerate(doubts):
        yield f"{'└' if at == len(doubts) - 1 else '├'}─ {doubt}"


def _twigs(branch: Branch, indent: str) -> Iterator[str]:
    told = [_leaf_words(leaf) for leaf in branch.leaves]
    if len(branch.heard_by) > 1:
        heard = listing(branch.heard_by)
        told.append(f"that it was said: {counted(len(branch.heard_by), 'origin')}, {heard}")
    if len(branch.leaves) > 1:
        told += [f"one origin, {merge.strength}: {merge.why}" for merge in _distinct(branch.merges)]
    for at, words in enumerate(told):
        yield f"{indent}{'└' if at == len(told) - 1 else '├'}─ {words}"


def _distinct(merges: Iterable[Merge]) -> list[Merge]:
    """The merges, each reason once."""
    return list({(one.why, one.strength): one for one in merges}.values())


def _leaf_words(leaf: Leaf) -> str:
    word = f", on the word of {', through '.join(leaf.voices)}" if leaf.voices else ""
    return f"{leaf.outlet}, {leaf.published}{word} · {leaf.statement}"


def _doubt(merge: Merge, branches: Sequence[Branch]) -> str:
    names = dict.fromkeys(
        branch.name
        for branch in branches
        if any(leaf.statement in merge.statements for leaf in branch.leaves)
    )
    return f"{listing(list(names))} ({merge.why})"
