"""Standing matter: sentences that an outlet prints again and again, and that tell of no copying.

Enters: what two reports share, and what the outlet of each prints in other reports of its own. Leaves:
the same, with what is standing matter told apart. Who a leader is, what a treaty bans or how a war began
stands in report after report; where another outlet has such a sentence, nobody can tell from which of
these it was taken, or whether each has it from an archive. It is one text all the same, and kept so.

Looked at is only a slight share of both reports, beside which neither names the other: who takes more,
or says from whom, has taken it.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from rashomon.records.reuse import Reuse
from rashomon.spans import Span, shared

SENTENCE_WORDS = 25
"""Words from which a slight share tells of copying by itself: those of a sentence in the news, whose
mean and median are 25 (4,525 sentences of 15 outlets). Less than one sentence is what each may have from
an archive, although nobody was seen to repeat it. Counted is all that two reports share, less what an
outlet repeats: who takes two half sentences out of two places of a report has copied."""

MOSTLY = 0.5
"""Share of a passage that an outlet's repetition must cover, as a third report's in `siblings`."""


class Printed(Struct, frozen=True, array_like=True):
    """What an outlet prints both in one report and in others of its own, in the order of its text."""

    outlet: str
    spans: tuple[Span, ...]


def find_printed(
    report: str, outlet: str, shared_with_own: Iterable[Sequence[Reuse]]
) -> Printed | None:
    """What the outlet of a report prints in others of its own, too; None for nothing.

    Two reports that have most of the shorter in common are two versions of one: their words are printed
    once.

    Args:
        report: The report.
        outlet: Its outlet.
        shared_with_own: What it shares with each other report of that outlet.
    """
    spans = printed_spans(report, shared_with_own)
    return Printed(outlet, _united(spans)) if spans else None


def printed_spans(report: str, shared_with_own: Iterable[Sequence[Reuse]]) -> list[Span]:
    """Where the words of a report stand that its outlet prints in others, too; see `find_printed`."""
    return [
        one.from_span if one.from_report == report else one.to_span
        for reuses in shared_with_own
        for one in reuses
        if one.extent != "most"
    ]


def tell_standing(reuses: Sequence[Reuse], printed: Mapping[str, Printed]) -> Sequence[Reuse]:
    """What two reports share, what was taken first, then what is standing matter, which says why.

    Args:
        reuses: All that the two share, as it was found.
        printed: What the outlets of the two print again, by the ids of the reports.
    """
    if not any(one.extent == "slight" and not one.standing for one in reuses):
        return reuses
    repeated = [_repetition(one, printed) for one in reuses]
    left = [one.words * (1 - share) for one, (share, _) in zip(reuses, repeated, strict=True)]
    taken, standing = [], []
    for one, own, (share, outlet) in zip(reuses, left, repeated, strict=True):
        if share >= MOSTLY and own < SENTENCE_WORDS:
            standing.append(
                as_standing(one, f"{outlet} prints it in other reports of its own, too")
            )
        elif sum(left) < SENTENCE_WORDS:
            standing.append(as_standing(one, "less than a sentence, which each may have elsewhere"))
        else:
            taken.append(one)
    return (*taken, *standing)


def stands(one: Reuse, outlet: str) -> Reuse:
    """A slight share of two reports of one outlet: it repeats itself there."""
    return as_standing(one, f"{outlet} prints it in both, which are otherwise apart")


def _repetition(one: Reuse, printed: Mapping[str, Printed]) -> tuple[float, str]:
    """How much of a passage the outlet of either end prints again, and which outlet."""
    found = []
    for report, span in ((one.from_report, one.from_span), (one.to_report, one.to_span)):
        again = printed.get(report)
        if again is not None:
            covered = sum(shared(span, other) for other in again.spans)
            found.append((covered / max(1, span.end - span.start), again.outlet))
    return max(found, default=(0.0, ""))


def as_standing(one: Reuse, why: str) -> Reuse:
    """The record of standing matter: without a direction, the ends in the order of their ids."""
    first, second = sorted(
        ((one.from_report, one.from_span), (one.to_report, one.to_span)), key=lambda end: end[0]
    )
    return msgspec.structs.replace(
        one,
        from_report=first[0],
        from_span=first[1],
        to_report=second[0],
        to_span=second[1],
        direction="unknown",
        why="it is standing matter",
        lost=(),
        standing=why,
    )


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch as one."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return tuple(united)
