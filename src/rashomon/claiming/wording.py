"""A claim's sentence, made only of words that its statements hold.

Enters: the statements of a claim. Leaves: the quote that tells it best, on one line.
"""

import re
from collections.abc import Sequence

from rashomon.claiming.facts import Facts

SHORTEST_CHARS = 40
LONGEST_CHARS = 240
"""A quote within these lengths reads as a sentence; shorter ones lack something, longer ones ramble."""


def word_claim(members: Sequence[Facts]) -> str:
    """The most telling quote of the statements: filled in, surely read, of a readable length."""
    best = min(members, key=_order)
    return _readable(best.statement.quote)


def _order(fact: Facts) -> tuple[bool, int, float, int, str]:
    statement = fact.statement
    length = len(statement.quote)
    roles = (statement.actors, statement.targets, statement.places, statement.quantities)
    return (
        not SHORTEST_CHARS <= length <= LONGEST_CHARS,
        -sum(map(bool, roles)),
        -round(statement.confidence, 3),
        length,
        statement.id,
    )


def _readable(quote: str) -> str:
    words = re.sub(r"\s+", " ", quote).strip(" ,;:–—-")
    if len(words) > LONGEST_CHARS:
        words = words[:LONGEST_CHARS].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", "…", '"', "”")) else words + "."
