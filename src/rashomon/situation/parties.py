"""Who is bound by a pact: the states and groups behind those that its statements name."""

import re
from collections.abc import Iterable, Sequence

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement
from rashomon.situation.blocs import Bloc, find_bloc, treaty_bloc
from rashomon.situation.names import Names
from rashomon.situation.sides import side_meant
from rashomon.situation.titles import Title
from rashomon.situation.words import load_list, load_table, tokens

_BEFORE_NOUN = 6
"""Words before "pact" among which its parties are named: "the secret Iranian-Syrian defence pact"."""

_AFTER_NOUN = 5
"""Words after "pact with" or "pact between" among which its parties are named."""

_OPENING = 2
"""Words at the head of a clause that tell by a common noun who is bound: "the government"."""

_WHERE = frozenset({"in", "at", "on", "near"})
"""Words that end the names of the parties: "with the rebels in Nairobi, the capital of Kenya"."""

_SEVERAL = 2
"""Parties in one name that make it a description of them: "the Iranian and Syrian presidents"."""


class Parties:
    """Leads from those that a statement names to the parties that they bind.

    A force or a government binds its state; somebody in office binds whom he speaks for, as far as any
    report tells his office; a description ("the two presidents") binds those that it names.
    """

    def __init__(self, statements: Sequence[Statement], entities: Sequence[Entity]) -> None:
        self._names = Names(entities)
        self._found: dict[str, list[str]] = {}
        self._countries: dict[tuple[str, ...], str | None] = {}
        self._offices: dict[str, set[str]] = {}
        for one in statements:
            if one.type == "POST" and one.value:
                for holder in one.actors:
                    self._offices.setdefault(holder, set()).update(self._known(one.value))

    def of(self, named: Iterable[str]) -> list[str]:
        """The parties that entities bind, each once, in order.

        Where an army and a force of the same country bind themselves to each other, the army is a party
        itself: who speaks for the state may be what they fight about.
        """
        asked = list(named)
        found = {one: self._bound(one) for one in asked}
        torn = {
            self._country_of(party, "force", "group") for bound in found.values() for party in bound
        }
        for one in asked:
            if self._country_of(one, "army") in torn - {None}:
                found[one] = [one]
        return list(dict.fromkeys(party for one in asked for party in found[one]))

    def meant(self, named: Iterable[str], parties: Sequence[str]) -> list[str]:
        """The parties that the words of a pact's clause bind, also by descriptions of its parties."""
        found: dict[str, None] = {}
        named = list(named)
        for one in named:
            if one in parties:
                found.setdefault(one)
        sides = {one: self._names.lineage.names(one) for one in parties}
        states = {one for one in parties if self._is_state(one)}
        for reference in named:
            bound = [reference] if reference in parties else self.of([reference])
            if not set(bound) & set(parties):
                bound = side_meant(self._names.lineage.name(reference), sides, states) or bound
            for one in bound:
                found.setdefault(one)
        return list(found)

    def side(self, quote: str, parties: Sequence[str]) -> list[str]:
        """The party that a clause means by its first words, which may stand for another state's.

        "The government must …" is the one that signed, whatever town a dispatch was sent from.
        """
        said = tokens(quote)[:_OPENING]
        if said[:1] != ["the"]:
            return []
        sides = {one: self._names.lineage.names(one) for one in parties}
        return side_meant(" ".join(said), sides, {one for one in parties if self._is_state(one)})

    def _is_state(self, party: str) -> bool:
        """Whether a party is a state, or the government of one."""
        form = registry().form(fold_words(self._names.lineage.name(party)))
        return form is not None and form.actor.role in ("state", "government")

    def _country_of(self, reference: str, *roles: str) -> str | None:
        """The country of an entity that the registry of actors knows in one of some roles."""
        asked = (reference, *roles)
        if asked not in self._countries:
            entity = self._names.lineage.by_id.get(reference)
            form = None if entity is None else registry().form(fold_words(entity.name))
            is_one = form is not None and form.actor.role in roles
            self._countries[asked] = form.actor.country if form is not None and is_one else None
        return self._countries[asked]

    def _bound(self, reference: str) -> list[str]:
        """The parties that an entity binds, looked up once."""
        if reference not in self._found:
            self._found[reference] = self._find_bound(reference)
        return self._found[reference]

    def _find_bound(self, reference: str) -> list[str]:
        entity = self._names.lineage.by_id.get(reference)
        if entity is None or self._is_text(entity):
            return []
        whole = self._names.whole(reference)
        if entity.kind == "place" and not self._names.is_registered(entity.name):
            return [reference]  # a province that treats for itself; capitals speak for their states
        if entity.kind == "person" and self._offices.get(reference):
            return sorted(self._offices[reference])
        if whole != reference and whole in self._names.lineage.by_id:
            return [] if self._names.lineage.by_id[whole].kind == "person" else [whole]
        words = entity.name.split()
        named = self._known(entity.name)
        described = not words or words[0][:1].islower() or words[-1].islower()
        acts_itself = bool(words) and words[-1].casefold() in load_list("pacts.toml", "powers")
        if len(named) >= _SEVERAL or (described and not (acts_itself and not named)):
            is_body = not named and words[:1] and words[0][:1].isupper() and _is_armed(words)
            return [reference] if is_body else named  # "the Ridge forces"
        is_body = entity.kind in ("organization", "group", "place")
        own = whole if whole in self._names.lineage.by_id else reference
        return [own] if is_body else []

    def _is_text(self, entity: Entity) -> bool:
        """Whether an entity is itself a pact, which is party to nothing: "the Mutual Defense Treaty"."""
        last = tokens(entity.name)[-1:]
        is_noun = (
            bool(last) and last[0] in load_list("pacts.toml", "nouns") and last != ["alliance"]
        )
        return is_noun and not self._names.is_registered(entity.name)

    def is_town(self, reference: str | None) -> bool:
        """Whether an entity is a place that is no state, of which a pact tells no party."""
        entity = self._names.lineage.by_id.get(reference or "")
        return entity is not None and entity.kind in ("place", "facility")

    def is_mere_town(self, reference: str) -> bool:
        """Whether an entity is a place that stands for no power: a town that is no capital."""
        entity = self._names.lineage.by_id.get(reference)
        return self.is_town(reference) and not self._names.is_registered(
            entity.name if entity else ""
        )

    def spelt_out(self, named: Iterable[str], parties: Iterable[str]) -> set[str]:
        """Those who are named, each as the party whose longer name begins with his own."""
        whole = {one: tokens(self._names.lineage.name(one)) for one in parties}
        found = set()
        for one in named:
            said = tokens(self._names.lineage.name(one))
            longer = [each for each, name in whole.items() if name[: len(said)] == said != name]
            found.add(longer[0] if len(longer) == 1 and one not in whole else one)
        return found

    def is_joint(self, party: str) -> bool:
        """Whether a body is made of those who sign by it, as a contact group is, and signs for none."""
        last = tokens(self._names.lineage.name(party))[-1:]
        return last[:1] != [] and last[0] in load_list("pacts.toml", "joint")

    def is_unknown(self, party: str) -> bool:
        """Whether nobody knows whom a name is for: no state, no place and no actor of the world."""
        entity = self._names.lineage.by_id.get(party)
        is_whose = entity is None or entity.kind == "place" or entity.part_of is not None
        return not is_whose and entity is not None and not self._names.is_registered(entity.name)

    def is_unplaced(self, reference: str) -> bool:
        """Whether one for whom somebody signs was taken for a person, of whom nothing is known.

        The "Transnistria" of "Transnistria's leader" may be known from no other words.
        """
        entity = self._names.lineage.by_id.get(reference)
        is_person = entity is not None and entity.kind == "person" and " " not in entity.name
        return entity is not None and is_person and not self._names.is_registered(entity.name)

    def is_person(self, reference: str) -> bool:
        """Whether a signer is a person."""
        entity = self._names.lineage.by_id.get(reference)
        return entity is not None and entity.kind == "person"

    def alone(self, signers: Iterable[str]) -> Iterable[str]:
        """Those who sign for nobody known: persons by name, and armed bodies that have no name."""
        for one in signers:
            entity = self._names.lineage.by_id.get(one)
            if entity is None or self._bound(one):
                continue
            words = entity.name.split()
            is_named = entity.kind == "person" and len(words) > 1 and words[-1][:1].isupper()
            if is_named or (entity.kind != "person" and _is_armed(words)):
                yield one

    def is_organ(self, reference: str) -> bool:
        """Whether it is a body that a pact sets up, and that owes what the pact lays on it."""
        last = tokens(self._names.lineage.name(reference))[-1:]
        return last[:1] != [] and last[0] in load_list("pacts.toml", "organs")

    def is_bloc(self, party: str) -> bool:
        """Whether a party is a bloc of states, whose pacts bind its members."""
        return self._bloc(party) is not None

    def members(self, party: str) -> list[str]:
        """The members of a bloc that any report speaks of, those that have not left it."""
        bloc = self._bloc(party)
        codes = () if bloc is None else bloc.members_on()
        found = (self._names.state(code) for code in codes)
        return [one for one in found if one in self._names.lineage.by_id]

    def without_members(self, parties: set[str]) -> set[str]:
        """The parties, a bloc alone where all others are its members: "the bloc's pact with Ghana"."""
        for one in sorted(parties):
            if len(parties) > 1 and self.is_bloc(one) and parties - {one} <= set(self.members(one)):
                return {one}
        return parties

    def of_treaty(self, title: str) -> list[str]:
        """The bloc whose own treaty has a proper name, where any report speaks of it."""
        name = treaty_bloc(title)
        return [] if name is None else self._known(name)

    def is_called(self, party: str, titles: Sequence[Title]) -> bool:
        """Whether a party bears the pact's own name, as the Warsaw Pact does that is a bloc too."""
        names = {fold_words(name) for name in self._names.lineage.names(party)}
        return any(fold_words(title.words) in names for title in titles)

    def only_within(self, title: Title, quote: str, parties: set[str]) -> set[str]:
        """The parties that are named only inside a pact's proper name: Belarus in "the Minsk accord"."""
        words = " ".join(fold_words(title.words))
        inside = {
            *self._known(title.key),
            *(one for one in parties if _is_named(self._names.lineage.names(one), words)),
        }
        said = f" {' '.join(fold_words(quote))} "
        rest = said.replace(f" {words} ", " ").replace(f" {title.key} ", " ")
        outside = {
            *self._known(rest),
            *(one for one in parties if _is_named(self._names.lineage.names(one), rest)),
        }
        return inside - outside

    def _bloc(self, party: str) -> Bloc | None:
        entity = self._names.lineage.by_id.get(party)
        return None if entity is None else find_bloc(entity.name)

    def beside_noun(self, quote: str) -> list[str]:
        """The parties that stand beside the word for the pact: "Iranian-Syrian pact", "pact with X"."""
        words = _whole_names(quote).replace("-", " ").split()
        nouns = load_list("pacts.toml", "nouns")
        for i, word in enumerate(words):
            if nouns.intersection(tokens(word)):
                near = words[max(0, i - _BEFORE_NOUN) : i]
                after = words[i + 1 : i + 2 + _AFTER_NOUN]
                joined = after[:1] in (["with"], ["between"])
                end = next((at for at, one in enumerate(after) if one in _WHERE), len(after))
                return self._known(" ".join([*near, *after[:end]] if joined else near))
        return []

    def _known(self, words: str) -> list[str]:
        found = self._names.registered(words)
        return [one for one in found if one in self._names.lineage.by_id]


def _is_armed(words: Sequence[str]) -> bool:
    """Whether words end on one for armed men or a body of theirs: "fourteen armed groups"."""
    said = [one.casefold() for one in words]
    if not said or "former" in said or said[0].startswith("ex-"):
        return False
    is_led = said[-1] in load_list("pacts.toml", "heads")
    return said[-1] in load_list("pacts.toml", "bands") or (
        is_led and bool(load_list("pacts.toml", "armed_heads").intersection(said))
    )


_COMBINED = re.compile(r"\b([A-Z][a-z]+)[-–](?=[A-Z])")


def _whole_names(quote: str) -> str:
    """The text with the first halves of compounds spelt out: "Franco-Russian" is French and Russian."""
    table: dict[str, str] = load_table("pacts.toml")["combining"]
    return _COMBINED.sub(lambda found: f"{table.get(found[1].lower(), found[1])} ", quote)


def _is_named(names: Iterable[str], text: str) -> bool:
    """Whether any of the names stands in a text."""
    said = " ".join(fold_words(text))
    return any(f" {' '.join(fold_words(name))} " in f" {said} " for name in names)
