"""Why accounts clash, in a sentence.

Enters: a dispute with its cause, and who first printed its accounts. Leaves: the sentence.
"""

from collections.abc import Sequence

from rashomon.gazetteers.outlets import find_outlet
from rashomon.records.claims import Dispute
from rashomon.views.cells import UNSTATED

_REASONS = {
    "different values for one thing": "The reports give different answers to one question. They cannot"
    " all be right as worded.",
    "different values, perhaps of two things": "The reports give different answers, but may speak of"
    " two things. Nothing in their words settles it.",
    "an update: the later report counts more": "The later report counts more. The accounts may differ"
    " because time passed between them, not because one is wrong.",
    "one denies what another says": "One account denies what another says.",
    "a copy garbled what it took": "One report took the passage from another and changed the answer on"
    " the way: one origin, two answers.",
    "one source contradicts itself": "Both accounts go back to one source. It is one origin that"
    " disagrees with itself, not two witnesses.",
    "one publisher contradicts itself": "One publisher first printed both answers, in two reports. It is"
    " one origin that disagrees with itself, not two witnesses.",
    "one source contradicts itself in a later report": "Both accounts go back to one source, which says"
    " otherwise in a later report. It is one origin, not two witnesses.",
}


OF_ONE_ORIGIN = frozenset(
    {
        "a copy garbled what it took",
        "one source contradicts itself",
        "one publisher contradicts itself",
        "one source contradicts itself in a later report",
    }
)
"""Causes by which one origin gives two answers; nobody should take it for two witnesses."""


def reason_words(dispute: Dispute, outlets: Sequence[str]) -> str:
    """Why the accounts clash, in a sentence, with who published them where that is one outlet."""
    reason = _REASONS.get(dispute.cause) or (dispute.cause[:1].upper() + dispute.cause[1:])
    reason = reason if reason.endswith((".", "!", "?")) else f"{reason}."
    if outlets == (UNSTATED,):
        return f"{reason} All accounts stand in reports that name no publisher."
    if len(outlets) == 1:
        return f"{reason} All accounts stand in {outlets[0]}."
    families = {_family(one) for one in outlets}
    if len(families) == 1:
        return f"{reason} All accounts were first printed by one publisher, {families.pop()}."
    return reason


def _family(outlet: str) -> str:
    known = find_outlet(outlet)
    return outlet if known is None else known.family or known.name
