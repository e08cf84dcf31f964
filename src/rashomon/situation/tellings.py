"""What one statement tells of a pact: in which role, of which parties, by which name.

Enters: a grounded statement of type PACT. Leaves: the same with the parties that its words bind, the
pact's proper name, and what says that it is one more pact between the same parties.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rashomon.instants import Days
from rashomon.records.statements import Statement
from rashomon.situation.parties import Parties
from rashomon.situation.titles import find_titles
from rashomon.situation.words import load_list, load_table, tokens
from rashomon.spans import Span, covers

KIND_WORDS = 3
"""Words before "pact" that may say what kind it is: "secret mutual defence pact"."""

FEWEST_PARTIES = 2

InstrumentKey = tuple[tuple[str, ...], str]
"""What a pact goes by: its parties, and what tells it from others of theirs, empty for nothing."""


class Told(Struct, frozen=True, array_like=True):
    """A statement of a pact with the parties that its words name.

    ``statement`` is its id, ``role`` what of the pact it tells: that there is one, its signing, a clause
    or its invocation. ``days`` are those on which it says that the pact was signed, ``called`` those by
    which it calls it. ``signers`` is how many it names as doers. ``size`` is how many parties a pact of
    such a name has ("trilateral"); None where none is told. ``title`` is the key of the pact's proper
    name, empty where it is told by none. ``of_bloc``: its one party is a bloc, whose members it binds.
    ``obliged`` are those whom a clause binds, ``bound`` the same as its words name them. ``instrument``
    is its pact where name or day settle it. ``alone`` are those who sign and of whom nobody knows for
    whom, and bodies without a name; ``by`` are the persons who sign.
    """

    statement: str
    report: str
    span: Span
    quote: str
    role: str
    days: Days | None
    called: Days | None
    signers: int
    parties: tuple[str, ...]
    further: str
    size: int | None
    title: str = ""
    of_bloc: bool = False
    obliged: tuple[str, ...] = ()
    instrument: InstrumentKey | None = None
    bound: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    by: tuple[str, ...] = ()

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
        named = [one for one in named if not parties.is_mere_town(one)]
        terms = statement.terms
        bound = () if terms is None else (*terms.obligated, _profiting(statement, parties))
        named += [one for one in bound if one is not None]
        if terms is not None and terms.obligated and not parties.of(terms.obligated):
            named = []  # whom "the rebels" are is told by the pact, not by whom they owe something
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
    signers = tuple(dict.fromkeys([*statement.actors, *statement.targets]))
    if role != "clause" and not found and key:
        found.update(parties.of_treaty(key))
    bound_by = parties.without_members(found)
    return Told(
        statement=statement.id,
        report=statement.report,
        span=statement.span,
        quote=statement.quote,
        role=role,
        days=signing_days(statement),
        called=None if statement.terms is None else statement.terms.signed,
        signers=len({*statement.actors, *statement.targets}),
        parties=tuple(sorted(bound_by)),
        further=_further(statement.quote),
        size=_size(statement.quote),
        title=" ".join((key, titles[0].kind)).strip() if titles else "",
        of_bloc=_is_pacts(role, statement.quote) and _is_bloc(bound_by, parties),
        obliged=() if statement.terms is None else tuple(parties.of(statement.terms.obligated)),
        bound=() if statement.terms is None or role != "clause" else statement.terms.obligated,
        alone=_alone(signers, signed_for, parties) if role == "signing" else (),
        by=tuple(one for one in signers if parties.is_person(one)) if role == "signing" else (),
    )


def _profiting(statement: Statement, parties: Parties) -> str | None:
    """Who profits from a clause, where that can be a party: no town that men are to leave for."""
    whom = None if statement.terms is None else statement.terms.beneficiary
    return None if whom is None or parties.is_mere_town(whom) else whom


def _alone(signers: Sequence[str], signed_for: Sequence[str], parties: Parties) -> tuple[str, ...]:
    """Those who sign for nobody known, fewer by those for whom a power is told beside the list."""
    found = list(parties.alone(signers))
    bound = [one for one in signers if parties.is_person(one) and one not in found]
    told = max(0, len(signed_for) - len(bound))
    persons = [one for one in found if parties.is_person(one)]
    kept = persons[: max(0, len(persons) - told)]
    return tuple(one for one in found if one in kept or one not in persons)


def _is_bloc(bound_by: set[str], parties: Parties) -> bool:
    return len(bound_by) == 1 and all(parties.is_bloc(one) for one in bound_by)


def _is_pacts(role: str, quote: str) -> bool:
    """Whether a statement is on a pact of its own: a clause only where it names the pact."""
    return role != "clause" or bool(load_list("pacts.toml", "nouns").intersection(tokens(quote)))


def complete(told: Iterable[Told], parties: Parties) -> tuple[Told, ...]:
    """The statements of one report in their order, those that name too few parties with those of others.

    A pact of three that names one has those whom its clause binds: that of the next clause that binds
    just as many, with whoever was named among them.
    """
    rows = sorted(told, key=lambda one: (one.span, one.statement))
    found = [_behind_signers(_within_clause(one, rows), rows, parties) for one in rows]
    for i, one in enumerate(found):
        if one.size is None or len(one.parties) >= one.size or one.role == "clause":
            continue
        for other in found[i + 1 :]:
            is_its_clause = other.role == "clause" and len(other.parties) == one.size
            if is_its_clause and set(one.parties) <= set(other.parties):
                found[i] = replace(one, parties=other.parties)
                break
    return tuple(found)


def _within_clause(told: Told, others: Sequence[Told]) -> Told:
    """A pact that names nobody, told of inside the words of a clause, with those whom that binds."""
    if told.parties or told.role == "clause":
        return told
    for one in others:
        is_around = one.role == "clause" and covers(one.span, told.span)
        if is_around and len(one.parties) >= FEWEST_PARTIES:
            return replace(told, parties=one.parties)
    return told


def _behind_signers(told: Told, others: Sequence[Told], parties: Parties) -> Told:
    """A pact signed by people whom nobody knows, with those whom the harm of its clause names.

    "The pact that A and B signed says that an attack on Peru or Chile is one on both."
    """
    unknown = {one for one in told.parties if parties.is_unknown(one)}
    if told.role != "signing" or (not unknown and len(told.parties) == told.signers):
        return told
    for one in others:
        bound = set(one.parties)
        is_its = one.role == "clause" and set(told.parties) - unknown <= bound
        is_whole = len(bound) == told.signers >= FEWEST_PARTIES
        if is_its and is_whole and not any(map(parties.is_unknown, bound)):
            return replace(told, parties=one.parties)
    return told


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
    told = next((int(size) for size, words in sizes.items() if said.intersection(words)), None)
    return told or next((int(found[1]) for found in _counted(quote)), None)


def _counted(quote: str) -> list[tuple[str, str]]:
    """How many parties words count: "the three states", "none of the four"."""
    counts = load_table("pacts.toml")["counts"]
    said = tokens(quote)
    return [
        (one, counts[one])
        for at, one in enumerate(said)
        if one in counts and "the" in said[max(0, at - 1) : at] and _is_of_parties(said[at + 1 :])
    ]


def _is_of_parties(rest: Sequence[str]) -> bool:
    """Whether "the three" are the parties: they stand alone before a verb, or are called so."""
    members = load_list("pacts.toml", "counted")
    return not rest or rest[0] in members
