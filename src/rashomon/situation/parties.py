"""Who is bound by a pact: the states and groups behind those that its statements name."""

from collections.abc import Iterable, Sequence

from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement
from rashomon.situation.names import Names
from rashomon.situation.words import load_list, tokens

_BEFORE_NOUN = 6
"""Words before "pact" among which its parties are named: "the secret Iranian-Syrian defence pact"."""

_AFTER_NOUN = 5
"""Words after "pact with" or "pact between" among which its parties are named."""

_SEVERAL = 2
"""Parties in one name that make it a description of them: "the Iranian and Syrian presidents"."""


class Parties:
    """Leads from those that a statement names to the parties that they bind.

    A force or a government binds its state; somebody in office binds whom he speaks for, as far as any
    report tells his office; a description ("the two presidents") binds those that it names.
    """

    def __init__(self, statements: Sequence[Statement], entities: Sequence[Entity]) -> None:
        self._names = Names(entities)
        self._offices: dict[str, set[str]] = {}
        for one in statements:
            if one.type == "POST" and one.value:
                for holder in one.actors:
                    self._offices.setdefault(holder, set()).update(self._known(one.value))

    def of(self, named: Iterable[str]) -> list[str]:
        """The parties that entities bind, each once, in order."""
        found: dict[str, None] = {}
        for one in named:
            found.update(dict.fromkeys(self._bound(one)))
        return list(found)

    def _bound(self, reference: str) -> list[str]:
        entity = self._names.lineage.by_id.get(reference)
        if entity is None:
            return []
        whole = self._names.whole(reference)
        if entity.kind == "place" and not self._names.is_registered(entity.name):
            return [reference]  # a province that treats for itself; capitals speak for their states
        if entity.kind == "person" and self._offices.get(reference):
            return sorted(self._offices[reference])
        if whole != reference and whole in self._names.lineage.by_id:
            return [whole]
        named = self._known(entity.name)
        words = entity.name.split()
        described = not words or words[0][:1].islower() or words[-1].islower()
        acts_itself = bool(words) and words[-1].casefold() in load_list("pacts.toml", "powers")
        if len(named) >= _SEVERAL or (described and not (acts_itself and not named)):
            return named
        return [whole] if entity.kind in ("organization", "group", "place") else []

    def is_town(self, reference: str | None) -> bool:
        """Whether an entity is a place that is no state, of which a pact tells no party."""
        entity = self._names.lineage.by_id.get(reference or "")
        return entity is not None and entity.kind in ("place", "facility")

    def beside_noun(self, quote: str) -> list[str]:
        """The parties that stand beside the word for the pact: "Iranian-Syrian pact", "pact with X"."""
        words = quote.replace("-", " ").split()
        nouns = load_list("pacts.toml", "nouns")
        for i, word in enumerate(words):
            if nouns.intersection(tokens(word)):
                near = words[max(0, i - _BEFORE_NOUN) : i]
                after = words[i + 1 : i + 2 + _AFTER_NOUN]
                joined = after[:1] in (["with"], ["between"])
                return self._known(" ".join([*near, *after] if joined else near))
        return []

    def _known(self, words: str) -> list[str]:
        found = self._names.registered(words)
        return [one for one in found if one in self._names.lineage.by_id]
