"""Names in a few words of a question or a clause, as the entities that they mean."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from rashomon.gazetteers.actors import Actor, fold_words, registry
from rashomon.records.mentions import Entity
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_list, load_table

_TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")
_NO_NAMES = frozenset({"us", "is", "it"})
"""Small words that are names only in capitals: the US, IS."""

_STATE_WORDS = frozenset({"government", "regime", "authorities"})
"""Last words of a name for whoever governs a state: "the Syrian government"."""

_LONGEST = 6
"""Words of a name at most: "Islamic Revolutionary Guard Corps of Iran"."""


class Piece(Struct, frozen=True):
    """A word, or a name with those whom it means: entity ids, or the words where nobody knows it."""

    words: str
    means: tuple[str, ...] = ()


class Names:
    """Looks names up: first among the entities, then among the actors of the world.

    Both lead to the same: a demonym to its state, a capital to its government, a town or a force to
    the state that it is in or part of. What no report speaks of is known by its name.
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.lineage = Lineage(entities)
        self._ids: dict[tuple[str, ...], str] = {}
        # A name that a place or a body shares with a person means these where events hit somebody.
        for entity in sorted(entities, key=lambda one: (one.kind in ("person", "other"), one.id)):
            for name in (entity.name, *entity.aliases):
                folded = fold_words(name.removeprefix("the "))
                is_body = len(folded) > 1 and folded[-1] in load_list("pacts.toml", "powers")
                if folded and len(folded) <= _LONGEST and (name[:1].isupper() or is_body):
                    self._ids.setdefault(folded, entity.id)
                    self._ids.setdefault(
                        fold_words(_opened(name)), entity.id
                    )  # "the People's Front"

    def whole(self, reference: str) -> str:
        """The state or group that an entity's id, or a name, belongs to in the end."""
        for one in self.lineage.line(reference):
            known = self.lineage.by_id.get(one)
            form = None if known is None else registry().form(fold_words(known.name))
            if form is not None and _is_own_power(form.actor):
                return one
        head = self.lineage.head(reference)
        entity = self.lineage.by_id.get(head)
        if entity is None:
            return head
        folded = fold_words(entity.name)
        actor = registry().form(folded)
        if actor is not None:
            found = self._registered(actor.actor.id)
            is_whole = found not in self.lineage.by_id and actor.actor.part_of is None
            return head if is_whole and actor.actor.role == "body" else found
        if entity.kind in ("place", "facility") and entity.place is not None:
            state = registry().state(entity.place.country or "")
            return head if state is None else self._registered(state.id)
        return head

    def is_town(self, entity: Entity) -> bool:
        """Whether a place is no state, nor one that stands for a state: "Latakia"."""
        return registry().form(fold_words(entity.name)) is None

    def own(self, words: str) -> str:
        """The entity that bears a name itself, not the state that it lies in; the words for none."""
        return self._ids.get(fold_words(words), words)

    def is_registered(self, name: str) -> bool:
        """Whether a name is one of an actor of the world: a state, its capital, a known group."""
        return registry().form(fold_words(name)) is not None

    def state(self, code: str) -> str:
        """The entity, or else the name, of a state by its code of ISO 3166."""
        return self._registered(f"state:{code}")

    def _registered(self, actor: str) -> str:
        """The entity, or else the name, of the whole that an actor of the registry belongs to."""
        known = registry().by_id
        while (above := known[actor].part_of) is not None and above in known:
            if _is_own_power(known[actor]):
                break
            actor = above
        name = known[actor].name
        if known[actor].role == "person" and (land := registry().land(known[actor].country or "")):
            name = land.name
        found = self._ids.get(fold_words(name))
        return name if found is None else self.lineage.head(found)

    def registered(self, words: str) -> list[str]:
        """The wholes of the actors of the world that words name, each once, in order.

        Unlike `pieces` it takes no word for a name because some report has an entity of that name.
        """
        said = [word for word in _opened(words).split() if word not in _NO_NAMES]
        folded = fold_words(" ".join(said))
        return list(
            dict.fromkeys(self._registered(hit.form.actor.id) for hit in registry().hits(folded))
        )

    def pieces(self, text: str) -> Iterator[Piece]:
        """The words and names of a text, in order."""
        found = [match.group() for match in _TOKEN.finditer(_opened(text))]
        at = 0
        while at < len(found):
            length, means = self._longest(found, at)
            if length:
                yield Piece(" ".join(found[at : at + length]), means)
                at += length
            else:
                yield Piece(found[at])
                at += 1

    def _longest(self, found: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        for length in range(min(_LONGEST, len(found) - at), 0, -1):
            words = found[at : at + length]
            if length == 1 and words[0].lower() in _NO_NAMES and not words[0].isupper():
                continue
            folded = fold_words(" ".join(words))
            means = self._means(folded)
            if means:
                return length, means
        return 0, ()

    def _means(self, folded: tuple[str, ...]) -> tuple[str, ...]:
        bloc = _bloc_called(folded)
        if bloc is not None:
            return tuple(dict.fromkeys(self._registered(f"state:{code}") for code in bloc))
        form = registry().form(folded)
        if form is not None:
            return (self._registered(form.actor.id),)
        entity = self._ids.get(folded)
        return () if entity is None else (self.whole(entity),)


def _bloc_called(words: tuple[str, ...]) -> Sequence[str] | None:
    """The codes of a bloc's states, or a continent's: "NATO", "American states"; None for others."""
    table = load_table("events.toml")
    if len(words) == _CONTINENT_WORDS and words[1] in table["continents"]["nouns"]:
        found: Sequence[str] | None = table["continents"]["states"].get(words[0])
        return found
    bloc: Sequence[str] | None = table["blocs"].get(" ".join(words))
    return bloc


_CONTINENT_WORDS = 2
"""Words by which the states of a continent are called: it, and a noun for states."""


def _is_own_power(actor: Actor) -> bool:
    """Whether a government acts beside others that claim the same state, and so under its own name."""
    return actor.role == "government" and fold_words(actor.name)[-1] not in _STATE_WORDS


def _opened(text: str) -> str:
    """The text with possessive endings, slashes and dashes opened, so that each name stands alone."""
    plain = text.replace("’", "'").replace("'s", " ").replace("s'", "s ")
    return plain.replace("-", " ").replace("/", " ")
