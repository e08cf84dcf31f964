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
        above = self._names.lineage.by_id.get(whole)
        if above is not None and above.id != entity.id:
            return [whole]
        if entity.kind == "person":
            return sorted(self._offices.get(reference, ()))
        described = entity.name[:1].islower() or entity.name.split()[-1:][0].islower()
        if entity.kind not in ("organization", "group", "place") or described:
            return self._known(entity.name)
        return [whole]

    def beside_noun(self, quote: str) -> list[str]:
        """The parties that stand beside the word for the pact: "Iranian-Syrian pact", "pact with X"."""
        pieces = list(self._names.pieces(quote))
        nouns = load_list("pacts.toml", "nouns")
        for i, piece in enumerate(pieces):
            if tokens(piece.words)[-1:] and tokens(piece.words)[-1] in nouns:
                near = pieces[max(0, i - _BEFORE_NOUN) : i]
                after = [one.words.lower() for one in pieces[i + 1 : i + 1 + _AFTER_NOUN]]
                if after[:1] in (["with"], ["between"]):
                    near += pieces[i + 1 : i + 1 + _AFTER_NOUN]
                means = (one for piece in near if len(piece.means) == 1 for one in piece.means)
                return [one for one in dict.fromkeys(means) if one in self._names.lineage.by_id]
        return []

    def _known(self, words: str) -> list[str]:
        means = (one for piece in self._names.pieces(words) for one in piece.means)
        return [one for one in dict.fromkeys(means) if one in self._names.lineage.by_id]
