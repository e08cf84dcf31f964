"""Statements of pacts into pacts: who is bound, when it was signed, to what, and when it was invoked.

Enters: grounded statements of type PACT, whose ``terms`` say what they are about. Leaves: one pact for
each set of parties; two days of signing told of it are two signings of one pact, unless they are years
apart, or a text speaks of a further pact between the same parties, or calls both by proper names of
their own. A clause belongs to the pact that its report last spoke of.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.ids import content_id
from rashomon.instants import Days, meet, overlaps, width_days
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Pact, PactClause, Signing
from rashomon.records.statements import Statement
from rashomon.situation.instruments import Instruments, are_near, is_of_same_sides
from rashomon.situation.lineage import Lineage
from rashomon.situation.parties import Parties
from rashomon.situation.partings import part_by_years
from rashomon.situation.tellings import (
    FEWEST_PARTIES,
    KIND_WORDS,
    InstrumentKey,
    Told,
    role_of,
    signing_days,
    tell,
)
from rashomon.situation.titles import find_titles
from rashomon.situation.turns import find_turns
from rashomon.situation.words import load_list, load_table, tokens
from rashomon.spans import covers


def find_pacts(statements: Sequence[Statement], entities: Sequence[Entity]) -> tuple[Pact, ...]:
    """The pacts that statements tell of, sorted by id.

    Shape: N statements → M ≥ 0 pacts. A statement that names fewer than two parties and stands in no
    report that names them belongs to no pact, and stays a statement.
    """
    told = [one for one in statements if one.type == "PACT"]
    if not told:
        return ()
    parties = Parties(statements, entities)
    return _grouped([tell(one, parties) for one in told], parties, Lineage(entities))


def _grouped(told: Sequence[Told], parties: Parties, lineage: Lineage) -> tuple[Pact, ...]:
    by_report: dict[str, list[Told]] = {}
    for one in sorted(told, key=lambda one: (one.statement.span, one.statement.id)):
        by_report.setdefault(one.statement.report, []).append(one)
    by_report = {report: _completed(rows, parties) for report, rows in sorted(by_report.items())}
    instruments = Instruments(by_report)
    by_report = {report: instruments.named(report) for report in by_report}
    known = _Known([one for rows in by_report.values() for one in rows if _is_named(one)])
    groups: dict[InstrumentKey, list[Statement]] = {}
    left: list[Statement] = []
    for report in sorted(by_report):
        assigned = dict(_assigned(by_report[report], known))
        for one in by_report[report]:
            key = assigned.get(one)
            if key is None:
                left.append(one.statement)
            else:
                groups.setdefault(key, []).append(one.statement)
    for statement, key in _told_by_day(left, groups):
        groups[key].append(statement)
    for key in [one for one in groups if not one[1]]:
        parted = part_by_years(groups.pop(key))
        for day, statements in parted.items():
            groups.setdefault((key[0], day), []).extend(statements)
    pacts = (_pact(key, group, parties, lineage) for key, group in groups.items())
    return tuple(sorted(pacts, key=lambda pact: pact.id))


def _told_by_day(
    left: Iterable[Statement], groups: Mapping[InstrumentKey, Sequence[Statement]]
) -> list[tuple[Statement, InstrumentKey]]:
    """Statements without parties that name a pact by its day of signing ("the treaty of May 9, 2021").

    They are of the one pact that was signed on that day.
    """
    signed: dict[Days, set[InstrumentKey]] = {}
    for key, group in groups.items():
        for one in group:
            days = signing_days(one)
            if days is not None and width_days(days) == 1:
                signed.setdefault(days, set()).add(key)
    found = []
    for one in left:
        days = signing_days(one)
        keys = signed.get(days, set()) if days is not None else set()
        if len(keys) == 1:
            found.append((one, next(iter(keys))))
    return found


def _completed(told: Sequence[Told], parties: Parties) -> list[Told]:
    """The statements of one report; a pact of three that names one has those whom its clause binds.

    It is the next clause that binds just as many, with whoever was named among them.
    """
    found = [_behind_signers(_within_clause(one, told), told, parties) for one in told]
    for i, one in enumerate(found):
        if one.size is None or len(one.parties) >= one.size or one.role == "clause":
            continue
        for other in found[i + 1 :]:
            is_its_clause = other.role == "clause" and len(other.parties) == one.size
            if is_its_clause and set(one.parties) <= set(other.parties):
                found[i] = msgspec.structs.replace(one, parties=other.parties)
                break
    return found


def _within_clause(told: Told, others: Sequence[Told]) -> Told:
    """A pact that names nobody, told of inside the words of a clause, with those whom that binds."""
    if told.parties or told.role == "clause":
        return told
    for one in others:
        is_around = one.role == "clause" and covers(one.statement.span, told.statement.span)
        if is_around and len(one.parties) >= FEWEST_PARTIES:
            return msgspec.structs.replace(told, parties=one.parties)
    return told


def _behind_signers(told: Told, others: Sequence[Told], parties: Parties) -> Told:
    """A pact signed by people whom nobody knows, with those whom the harm of its clause names.

    "The pact that A and B signed says that an attack on Peru or Chile is one on both."
    """
    unknown = {one for one in told.parties if parties.is_unknown(one)}
    signers = len({*told.statement.actors, *told.statement.targets})
    if told.role != "signing" or (not unknown and len(told.parties) == signers):
        return told
    for one in others:
        bound = set(one.parties)
        is_its = one.role == "clause" and set(told.parties) - unknown <= bound
        if is_its and len(bound) == signers and not any(map(parties.is_unknown, bound)):
            return msgspec.structs.replace(told, parties=one.parties)
    return told


def _is_named(told: Told) -> bool:
    """Whether it is settled by itself which pact a statement tells of."""
    return told.instrument is not None or told.names_pact


def _key(told: Told) -> InstrumentKey:
    return told.instrument or (told.parties, told.further)


class _Known:
    """The pacts that statements name with all parties, by each party and by the day of signing."""

    def __init__(self, told: Sequence[Told]) -> None:
        keys = {_key(one) for one in told}
        self.plain = {parties for parties, further in keys if not further}
        armed = load_list("pacts.toml", "armed")
        self.armed = {
            _key(one)[0] for one in told if armed.intersection(tokens(one.statement.quote))
        }
        self._by_party: dict[str, list[InstrumentKey]] = {}
        self._by_day: dict[Days, set[InstrumentKey]] = {}
        self._days: dict[InstrumentKey, list[Days]] = {}
        for one in told:
            days = signing_days(one.statement)
            if days is not None:
                self._by_day.setdefault(days, set()).add(_key(one))
                self._days.setdefault(_key(one), []).append(days)
        for key in sorted(keys):
            for party in key[0]:
                self._by_party.setdefault(party, []).append(key)

    def of(self, parties: tuple[str, ...]) -> list[InstrumentKey]:
        """The pacts that all of these are parties to."""
        near = min((self._by_party.get(one, []) for one in parties), key=len, default=[])
        return [key for key in near if set(parties) <= set(key[0])]

    def agrees(self, told: Told, key: InstrumentKey) -> bool:
        """Whether a pact can have the day of a statement that calls it by that and by no party."""
        days = signing_days(told.statement)
        known = self._days.get(key, [])
        if told.role == "signing" and told.parties and days is not None and known:
            return any(are_near(days, one) for one in known)
        is_open = days is None or not known or bool(told.parties) or told.role == "clause"
        return is_open or any(overlaps(days, one) for one in known if days is not None)

    def signed(self, told: Told) -> InstrumentKey | None:
        """The one pact signed on the day by which a statement calls it: "the treaty of May 9, 2021"."""
        days = None if told.statement.terms is None else told.statement.terms.signed
        keys = set() if days is None else self._by_day.get(days, set())
        fits = [key for key in keys if set(told.parties) <= set(key[0])]
        return fits[0] if len(fits) == 1 else None


def _assigned(told: Sequence[Told], known: _Known) -> Iterable[tuple[Told, InstrumentKey]]:
    """The statements of one report, each with its pact.

    A clause belongs to the pact last spoken of, else to the next, unless it binds none of its parties,
    and so does a statement that names too few parties, if those are among the pact's.
    """
    named = [(i, one) for i, one in enumerate(told) if _is_named(one)]
    keys = _settle_further(named, known)
    for i, one in enumerate(told):
        if i in keys:
            yield one, keys[i]
            continue
        if (called := known.signed(one)) is not None:
            yield one, called
            continue
        near = [keys[k] for k, _ in reversed(named) if k < i] + [keys[k] for k, _ in named if k > i]
        is_clause = one.role == "clause"
        near = [key for key in near if one.size is None or len(key[0]) == one.size]
        fits = [key for key in near if _may_be_of(one, key)]
        agreeing = [key for key in fits if known.agrees(one, key)]
        if agreeing:
            yield one, agreeing[0]
            continue
        days = signing_days(one.statement)
        if fits and days is not None and is_of_same_sides(one):
            yield one, (fits[0][0], days.first.isoformat())
            continue
        elsewhere = [
            key for key in known.of(one.parties) if one.size is None or len(key[0]) == one.size
        ]
        if is_clause and len(one.parties) >= FEWEST_PARTIES:
            same = [key for key in elsewhere if set(key[0]) == set(one.parties)]
            yield one, same[0] if same else (one.parties, "")
        elif one.parties and len(elsewhere) == 1 and known.agrees(one, elsewhere[0]):
            yield one, elsewhere[0]


def _may_be_of(told: Told, key: InstrumentKey) -> bool:
    """Whether a statement near a pact can be about it, by the parties that both name."""
    if told.role == "clause":
        return not told.parties or bool(set(told.parties) & set(key[0]))
    return set(told.parties) <= set(key[0])


def _settle_further(named: Sequence[tuple[int, Told]], known: _Known) -> dict[int, InstrumentKey]:
    """The keys of the statements that name a pact.

    "A separate protocol" is a further pact only where another of the same parties is known, and one
    on trade only where they have one on defence.
    """
    matters = load_list("pacts.toml", "matters")
    return {
        i: one.instrument
        or (
            one.parties,
            one.further
            if one.parties in (known.armed if one.further in matters else known.plain)
            else "",
        )
        for i, one in named
    }


def _pact(key: InstrumentKey, group: Sequence[Statement], known: Parties, lineage: Lineage) -> Pact:
    parties, further = key
    ordered = sorted(group, key=lambda one: (one.report, one.span, one.id))
    return Pact(
        id=content_id("pa", *parties, further),
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
    obligated = [] if terms is None else known.of(terms.obligated)
    beneficiary = None if terms is None else terms.beneficiary
    profits = [] if beneficiary is None else known.of([beneficiary])
    others = [one for one in parties if one not in obligated]
    if len(parties) == FEWEST_PARTIES and len(others) == 1 and not set(profits) & set(parties):
        profits = others if not profits or known.is_town(beneficiary) else profits
    if (
        not obligated and profits and profits[0] in parties
    ):  # whoever has a right has it from the others
        obligated = [one for one in parties if one != profits[0]]
    return PactClause(
        text=statement.quote,
        trigger=None if terms is None else terms.trigger,
        obligated=tuple(obligated) or parties,
        beneficiary=profits[0] if profits else beneficiary,
        statement=statement.id,
    )


def _signings(statements: Sequence[Statement]) -> tuple[Signing, ...]:
    """The days on which it is said to have been signed, the narrower of those that agree."""
    dated: list[tuple[Days, str]] = []
    undated: list[str] = []
    for one in statements:
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
