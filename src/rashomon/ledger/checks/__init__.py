"""Proof that a ledger keeps its promises: everything leads back to words, and nothing leads nowhere."""

from rashomon.ledger.checks.custody import CustodyCheck, check_custody
from rashomon.ledger.checks.faults import Fault
from rashomon.ledger.checks.references import check_references
from rashomon.ledger.checks.storage import check_evidence, check_storage
from rashomon.ledger.checks.words import check_words

__all__ = [
    "CustodyCheck",
    "Fault",
    "check_custody",
    "check_evidence",
    "check_references",
    "check_storage",
    "check_words",
]
