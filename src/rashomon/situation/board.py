"""Who held what on one day, as far as was reported by another."""

from datetime import date

from rashomon.records.findings import Findings
from rashomon.records.pacts import Holding


def situation(findings: Findings, valid_at: date, known_at: date) -> tuple[Holding, ...]:
    """The states that held on ``valid_at`` as far as was reported by ``known_at``.

    Args:
        findings: What the reports give together.
        valid_at: The day on which the states held.
        known_at: The day by which it was reported; nothing that was reported later has any part in
            the answer.

    Returns:
        Control of places, forces, posts, pacts and captivity, sorted by kind and subject.
    """
    return ()
