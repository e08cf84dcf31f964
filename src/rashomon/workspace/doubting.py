"""The queue of close decisions: which merges and near-merges a person should look at first."""

from collections.abc import Sequence

from rashomon.records.corrections import Correction, Doubt
from rashomon.records.findings import Findings


def list_doubts(findings: Findings, log: Sequence[Correction]) -> tuple[Doubt, ...]:
    """The decisions that were close and on which nobody has ruled, those that change most first."""
    del findings, log
    return ()
