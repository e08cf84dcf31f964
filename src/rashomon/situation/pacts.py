"""Statements of pacts into pacts: who is bound, when it was signed, to what, and when it was invoked.

Enters: grounded statements of type PACT, whose ``terms`` say what they are about. Leaves: one pact for
each set of parties; two days of signing told of it are two signings of one pact, unless they are years
apart, or a text speaks of a further pact between the same parties, or calls both by proper names of
their own. A clause belongs to the pact that its report last spoke of.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.ids import content_id
from rashomon.instants import Days, meet, overlaps, width_days
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Pact, PactClause, Signing
from rashomon.records.statements import Statement
from rashomon.situation.assignments import assign
from rashomon.situation.completions import complete_signers
from rashomon.situation.lineage import Lineage
from rashomon.situation.parties import Parties
from rashomon.situation.tellings import (
    FEWEST_PARTIES,
    KIND_WORDS,
    InstrumentKey,
    Told,
    complete,
    role_of,
    signing_days,
    tell,
)
from rashomon.situation.titles import find_titles
from rashomon.situation.turns import find_turns
from rashomon.situation.words import load_list, load_table, tokens


class Accords(Struct, frozen=True):
    """Pacts, sorted by id, and what the statements on them tell, by report."""

    pacts: tuple[Pact, ...]
    told: Mapping[str, tuple[Told, ...]]


def find_pacts(statements: Sequence[Statement], entities: Sequence[Entity]) -> tuple[Pact, ...]:
    """The pacts that statements tell of, sorted by id.

    Shape: N statements → M ≥ 0 pacts. A statement that names fewer than two parties and stands in no
    report that names them belongs to no pact, and stays a statement.
    """
    return find_accords(statements, entities).pacts


def find_accords(statements: Sequence[Statement], entities: Sequence[Entity]) -> Accords:
    """The pacts as `find_pacts` gives them, and what leads to them.

    Args:
        statements: Those on pacts, and on the offices of whom they name; others are passed over.
        entities: All that these name, and that registries know.
    """
    on_pacts = {one.id: one for one in statements if one.type == "PACT"}
    if not on_pacts:
        return Accords((), {})
    drafting = Drafting(statements, entities)
    told = drafting.tell(on_pacts.values())
    pacts = [
        drafting.form(key, [on_pacts[one.statement] for one in group])
        for key, group in assign(told).items()
    ]
    return Accords(tuple(sorted(pacts, key=lambda pact: pact.id)), told)


class Drafting:
    """Tells what statements say of pacts, and forms pacts of statements, for some entities."""

    def __init__(self, statements: Sequence[Statement], entities: Sequence[Entity]) -> None:
        self._parties = Parties(statements, entities)
        self._lineage = Lineage(entities)

    def tell(self, on_pacts: Iterable[Statement]) -> dict[str, tuple[Told, ...]]:
        """What statements on pacts tell, by report; each report's must be there as a whole."""
        by_report: dict[str, list[Told]] = {}
        for one in on_pacts:
            by_report.setdefault(one.report, []).append(tell(one, self._parties))
        return {
            report: complete(complete_signers(rows, self._parties), self._parties)
            for report, rows in sorted(by_report.items())
        }

    def form(self, key: InstrumentKey, group: Sequence[Statement]) -> Pact:
        """The pact that some statements tell of."""
        return _pact(key, group, self._parties, self._lineage)


def id_of(key: InstrumentKey) -> str:
    """The id of the pact that goes by a key."""
    parties, further = key
    return content_id("pa", *parties, further)


def _pact(key: InstrumentKey, group: Sequence[Statement], known: Parties, lineage: Lineage) -> Pact:
    parties, _ = key
    ordered = sorted(group, key=lambda one: (one.report, one.span, one.id))
    return Pact(
        id=id_of(key),
        name=_name(parties, ordered, lineage),
        parties=parties,
        signed=_signings(ordered),
        clauses=tuple(_clause(one, parties, known) for one in ordered if role_of(one) == "clause"),
        invocations=tuple(one.id for one in ordered if _is_invocation(one)),
        statements=tuple(sorted(one.id for one in ordered)),
        history=find_turns(ordered, parties, known),
    )


def _is_invocation(statement: Statement) -> bool:
    """Whether a party is said to invoke the pact, or to be about to; a denial says the contrary."""
    return role_of(statement) == "invocation" and statement.status != "denied"


def _clause(statement: Statement, parties: tuple[str, ...], known: Parties) -> PactClause:
    """A clause in its words; where they do not say who is obliged, all parties are."""
    terms = statement.terms
    obligated = [] if terms is None else known.meant(terms.obligated, parties)
    beneficiary = None if terms is None else terms.beneficiary
    profits = [] if beneficiary is None else known.of([beneficiary])
    if beneficiary is not None and not set(profits) & set(parties):
        profits = [one for one in known.meant([beneficiary], parties) if one in parties] or profits
    others = [one for one in parties if one not in obligated]
    if len(parties) == FEWEST_PARTIES and len(others) == 1 and not set(profits) & set(parties):
        profits = others if not profits or known.is_town(beneficiary) else profits
    if (
        not obligated and profits and profits[0] in parties
    ):  # whoever has a right has it from the others
        obligated = [one for one in parties if one != profits[0]]
    if set(parties) <= set(obligated) and set(profits) & set(parties):
        profits, beneficiary = [], None  # "each must come to its aid": whichever of them is hit
    named = () if terms is None else terms.obligated
    is_all = len(named) >= len(parties) and not all(known.of([one]) for one in named)
    if is_all:  # of all who signed, one binds nobody known
        obligated = []
    organs = tuple(one for one in named if known.is_organ(one))
    return PactClause(
        text=statement.quote,
        trigger=None if terms is None else terms.trigger,
        obligated=tuple(obligated) or organs or parties,
        beneficiary=profits[0] if profits else beneficiary,
        statement=statement.id,
    )


def _signings(statements: Sequence[Statement]) -> tuple[Signing, ...]:
    """The days on which it is said to have been signed, the narrower of those that agree."""
    dated: list[tuple[Days, str]] = []
    undated: list[str] = []
    for one in statements:
        if one.status == "denied":
            continue  # a day on which it was not signed
        days = signing_days(one)
        if days is not None:
            dated.append((days, one.id))
        elif role_of(one) == "signing":
            undated.append(one.id)
    dated.sort(key=lambda row: (width_days(row[0]), row))
    found: dict[Days, list[str]] = {}
    for days, statement in dated:
        same: Days | None = days if days in found else None
        if (
            same is None and width_days(days) > 1
        ):  # single days come first, and meet themselves only
            same = next((one for one in found if overlaps(one, days)), None)
        narrower = days if same is None else (meet(same, days) or same)
        told = found.pop(same, []) if same is not None else []
        told.append(statement)
        found[narrower] = told
    if not found and undated:
        return (Signing(None, tuple(sorted(undated))),)
    return tuple(Signing(days, tuple(sorted(told))) for days, told in sorted(found.items()))


def _name(parties: tuple[str, ...], statements: Sequence[Statement], lineage: Lineage) -> str:
    """A readable name: the parties, and what the texts most often call it, its proper name first."""
    names = "–".join(sorted(lineage.name(one) for one in parties))
    titles = Counter(title.words for one in statements for title in find_titles(one.quote)[:1])
    called = titles or Counter(words for one in statements for words in _called(one.quote))
    if not called:
        return f"{names} pact"
    words = min(called, key=lambda words: (-called[words], -len(words), words))
    return f"{words} ({names})" if titles else f"{names} {words}"


def _called(quote: str) -> Iterable[str]:
    said = tokens(quote.replace("-", " "))
    spellings = load_table("pacts.toml")["spellings"]
    nouns, kinds = load_list("pacts.toml", "nouns"), load_list("pacts.toml", "kinds")
    for i, word in enumerate(said):
        if word in nouns:
            start = i
            while start > 0 and i - start < KIND_WORDS and said[start - 1] in kinds:
                start -= 1
            if start < i:
                yield " ".join(str(spellings.get(one, one)) for one in said[start : i + 1])
