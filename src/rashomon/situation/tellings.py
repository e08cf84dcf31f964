"""What one statement tells of a pact: in which role, of which parties, by which name.

Enters: a grounded statement of type PACT. Leaves: the same with the parties that its words bind, the
pact's proper name, and what says that it is one more pact between the same parties.
"""

from collections.abc import Sequence

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.statements import Statement
from rashomon.situation.parties import Parties
from rashomon.situation.titles import find_titles
from rashomon.situation.words import load_list, load_table, tokens

KIND_WORDS = 3
"""Words before "pact" that may say what kind it is: "secret mutual defence pact"."""

FEWEST_PARTIES = 2

InstrumentKey = tuple[tuple[str, ...], str]
"""What a pact goes by: its parties, and what tells it from others of theirs, empty for nothing."""


class Told(Struct, frozen=True):
    """A statement of a pact with the parties that its words name.

    ``size`` is how many parties a pact of such a name has ("trilateral"); None where none is told.
    ``title`` is the key of the pact's proper name, empty where it is told by none. ``of_bloc``: its one
    party is a bloc, whose members it binds. ``instrument`` is its pact where name or day settle it,
    ``obliged`` are those whom a clause binds.
    """

    statement: Statement
    parties: tuple[str, ...]
    further: str
    size: int | None
    title: str = ""
    of_bloc: bool = False
    instrument: InstrumentKey | None = None
    obliged: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """What of the pact it tells: that there is one, its signing, a clause or its invocation."""
        return role_of(self.statement)

    @property
    def names_pact(self) -> bool:
        """Whether it tells all that a pact is between, so that others of its report may be about it."""
        if self.of_bloc:
            return True
        return self.role != "clause" and len(self.parties) >= (self.size or FEWEST_PARTIES)


def role_of(statement: Statement) -> str:
    """What of a pact a statement tells."""
    return "mention" if statement.terms is None else statement.terms.role


def tell(statement: Statement, parties: Parties) -> Told:
    """What a statement tells of a pact."""
    named = [*statement.actors, *statement.targets]
    role = role_of(statement)
    if role == "clause":
        terms = statement.terms
        bound = () if terms is None else (*terms.obligated, terms.beneficiary)
        named += [one for one in bound if one is not None]
    elif statement.terms is not None:
        named += statement.terms.obligated  # those for whom its signers signed
    titles = find_titles(statement.quote)
    signed_for = () if statement.terms is None or role != "signing" else statement.terms.obligated
    found = {one for one in parties.of(named) if not parties.is_called(one, titles)}
    found |= {one for one in signed_for if parties.is_unplaced(one)}
    if len(found) < FEWEST_PARTIES:
        beside = set(parties.beside_noun(statement.quote))
        for title in titles:
            beside -= parties.only_within(title, statement.quote, beside)
        is_whose = len(beside) > 1 or (not found and all(map(parties.is_bloc, beside)))
        found.update(beside if role != "clause" or is_whose else ())
    key = titles[0].key if titles else ""
    if role != "clause" and not found and key:
        found.update(parties.of_treaty(key))
    bound_by = parties.without_members(found)
    return Told(
        statement,
        tuple(sorted(bound_by)),
        _further(statement.quote),
        _size(statement.quote),
        key,
        len(bound_by) == 1 and all(parties.is_bloc(one) for one in bound_by),
        obliged=() if statement.terms is None else tuple(parties.of(statement.terms.obligated)),
    )


def signing_days(statement: Statement) -> Days | None:
    """The days on which a statement says that its pact was signed; None where it tells none."""
    terms = statement.terms
    if terms is not None and terms.signed is not None:
        return terms.signed
    if role_of(statement) == "signing" and statement.time is not None:
        return statement.time.days
    return None


def _further(quote: str) -> str:
    """What says that it is one more pact between the same parties; empty for nothing."""
    said = tokens(quote)
    nouns, further = load_list("pacts.toml", "nouns"), load_list("pacts.toml", "further")
    kinds = load_list("pacts.toml", "kinds")
    for i, word in enumerate(said):
        if word in further:
            rest = said[i + 1 : i + 2 + KIND_WORDS]
            while rest and rest[0] in kinds:
                rest = rest[1:]
            if rest and rest[0] in nouns:
                return rest[0]
    return _matter(said, nouns)


def _matter(said: Sequence[str], nouns: frozenset[str]) -> str:
    """What a pact is on where that is no defence: "the air transit agreement", "a treaty on trade"."""
    matters = load_list("pacts.toml", "matters")
    for i, word in enumerate(said):
        if word in nouns:
            around = [
                *said[max(0, i - 2) : i],
                *(said[i + 1 : i + 4] if "on" in said[i + 1 : i + 2] else ()),
            ]
            found = next((one for one in around if one in matters), "")
            if found:
                return found
    return ""


def _size(quote: str) -> int | None:
    """How many parties the pact has by the word for its kind; None where no such word stands there."""
    sizes = load_table("pacts.toml")["sizes"]
    said = {word.strip(".,;:“”\"'") for word in quote.casefold().split()}
    return next((int(size) for size, words in sizes.items() if said.intersection(words)), None)
