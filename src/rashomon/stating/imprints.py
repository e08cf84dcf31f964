"""Lines that say where an item was taken from, in brackets: "[source: Six killed in X, The Y Courier]".

Enters: the passages of a report. Leaves: those that tell of no event, though the title of the item that
they name may read like one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from rashomon.records.reports import Passage

_CREDIT = re.compile(
    r"\s*[\[(]\s*(?:(?:original\s+)?sources?|via|credits?|photos?|pictures?|images?|maps?|graphics?|translation|translated\s+by|"
    r"originally\s+published|first\s+published|reprinted\s+from|read\s+(?:more|also)|see\s+also)\b\s*(?::|\s(?:by|in|from)\b).*[\])]\W*",
    re.IGNORECASE | re.DOTALL,
)


def find_imprints(passages: Iterable[Passage]) -> frozenset[str]:
    """The ids of the passages of paragraphs that are such lines as a whole."""
    paragraphs: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        paragraphs[passage.paragraph].append(passage)
    return frozenset(
        passage.id
        for members in paragraphs.values()
        if _CREDIT.fullmatch(" ".join(one.text for one in members))
        for passage in members
    )
