"""For whom somebody says "we": "the town is in our hands", said by a spokesman of a group.

Enters: statements whose words name nobody but the speaker's own side. Leaves: the same with the body as
their actor for which the speaker speaks by what the same report tells of his office, else himself.
"""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from rashomon.records.statements import Statement
from rashomon.situation.bodies import Bodies
from rashomon.situation.lineage import Lineage

_OURS = re.compile(r"\b(?:we|our|ours|us)\b", re.IGNORECASE)


class Spokesmen:
    """Those who hold an office of some body, report by report, so that no later one is heard."""

    def __init__(self, statements: Iterable[Statement], bodies: Bodies, lineage: Lineage) -> None:
        self._bodies = bodies
        self._lineage = lineage
        self._posts: dict[tuple[str, str], list[str]] = {}
        for one in statements:
            if one.type == "POST" and one.value:
                for holder in one.actors:
                    self._posts.setdefault((one.report, holder), []).append(one.value)

    def as_theirs(self, statement: Statement) -> Statement:
        """A statement with the speaker's side as its actor, where it names it by "we" alone."""
        if statement.actors or statement.type != "CONTROL" or not statement.attribution:
            return statement
        speaker = statement.attribution[0].entity
        if speaker is None or _OURS.search(statement.quote) is None:
            return statement
        sides = self._sides(statement.report, speaker)
        return replace(statement, actors=sides or (speaker,))

    def _sides(self, report: str, speaker: str) -> tuple[str, ...]:
        values = self._posts.get((report, speaker), [])
        found = [
            one
            for value in values
            for one in self._bodies.bodies_of(value)
            if one in self._lineage.by_id
        ]
        return tuple(sorted(set(found[:1])))
