"""Prior pacts in the ledger: taken from a table, beside what the reports tell, never mixed with it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from rashomon.ledger.entries import Difference, Signature, enter_records, load
from rashomon.records.pacts import Pact

KIND = "prior"


def enter_priors(
    connection: Connection, file: str, pacts: Sequence[Pact], signature: Signature
) -> Difference:
    """Keep the pacts of a file in place of those that an earlier one of its name gave."""
    others = [one for one in load_priors(connection) if one.prior != file]
    return enter_records(connection, KIND, [*others, *pacts], signature)


def load_priors(connection: Connection) -> tuple[Pact, ...]:
    """All prior pacts, sorted by id."""
    return load(connection, KIND)
