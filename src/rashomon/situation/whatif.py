"""Whom an event would oblige to act, by the pacts that the reports tell of."""

from rashomon.records.findings import Findings
from rashomon.records.pacts import Obligation


def whatif(findings: Findings, text: str) -> tuple[Obligation, ...]:
    """The obligations that an event in words would bring into play; none known is empty.

    Raises:
        UsageError: code ``unreadable_event``; the message names what was missing and an example.
    """
    return ()
