"""How many independent origins stand behind some statements.

An origin belongs to one claim. Where statements of several claims bear one row (the wordings of a
pact, a capture and its aftermath), origins of one name are one: the same outlet in its own voice, the
same speaker. So the count is at most right, as everywhere.
"""

from collections.abc import Iterable, Sequence

from rashomon.records.claims import Claim


class Origins:
    """The origins behind statements, as the claims count them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._of: dict[str, str] = {}
        for claim in claims:
            for origin in claim.origins:
                name = origin.name.casefold() or origin.id
                for statement in origin.statements:
                    self._of[statement] = name

    def count(self, statements: Iterable[str]) -> int:
        """How many origins the statements go back to; at least one, for somebody did say so."""
        return max(1, len({self._of[one] for one in statements if one in self._of}))
