"""Bonds: pacts that are said to have been signed on other days, or to have been invoked and not.

Enters: the facts. Leaves: clashes between statements on pacts, of any reports.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from rashomon.claiming.clashes import DENIED, MOST_IN_BLOCK, Clash
from rashomon.claiming.facts import LEAST_PARTIES, Facts, stem
from rashomon.claiming.likeness import signing_of
from rashomon.claiming.voices import are_told_together, standing_words, voice_of
from rashomon.instants import Days, overlaps, width_days

LONGEST_SIGNING_DAYS = 731
"""Days between two signings with other parties or names, up to which they may be accounts of one."""

LONGEST_CEREMONY_DAYS = 7
"""Days between two dates of one signing: a night, a journey, a slip of the pen. More may be two."""

Bound = tuple[str, ...]
"""Two parties of a pact, in the order of their ids."""

_OF_MORE = re.compile(
    r"\b(?:tri|quadri)(?:lateral|partite)\b|\b(?:three|four|five)-(?:way|party|nation|sided|power)\b",
    re.IGNORECASE,
)
"""Words for a pact of more than two, whose parties those of a pact of two cannot stand for."""

_NAMED = re.compile(
    r"((?:[A-Z][\w’'-]+\s+){1,4})(?:Charter|Treaty|Pact|Accords?|Agreement|Protocol|"
    r"Convention|Memorandum|Alliance|Declaration|Compact|Communiqu[eé]|Act|Statement|Understanding)\b"
)
_KINDS_OF_PACT = ("defense", "defence", "security", "trade", "peace")
_FORMS_OF_PACT = ("treaty", "memorandum", "protocol", "charter", "convention", "declaration")


def find_bond_clashes(facts: Sequence[Facts]) -> list[Clash]:
    """Pacts that are said to have been signed on different days, or invoked and not invoked, in order.

    The facts of statements that tell of no pact may be left out.
    """
    bound = find_bound(facts)
    signed = find_signings(facts, parties_signed(facts, bound))
    invoked = find_invocations(facts, parties_invoked(facts, bound))
    return sorted([*signed, *invoked])


def find_bound(facts: Iterable[Facts]) -> frozenset[str]:
    """All whom pacts bind: the parties of those that are told with two at least."""
    return frozenset(party for fact in facts if binds(fact) for party in fact.parties)


def binds(fact: Facts) -> bool:
    """Whether a statement is on a pact, and names whom it binds."""
    return is_on_pact(fact) and len(fact.parties) >= LEAST_PARTIES


def is_on_pact(fact: Facts) -> bool:
    """Whether a statement is on a pact."""
    return fact.statement.type == "PACT"


def find_signings(facts: Sequence[Facts], parties: Mapping[int, frozenset[str]]) -> Iterator[Clash]:
    """Pacts that are said to have been signed on different days.

    Two statements are held against each other among all on the first two parties that they share, so
    that what clashes there follows from the statements on these two.

    Args:
        facts: Those of statements.
        parties: From `parties_signed`.
    """
    blocks: dict[Bound, dict[int, frozenset[str]]] = defaultdict(dict)
    for index, members in parties.items():
        for pair in pairs_bound(members):
            blocks[pair][index] = members
    for pair in sorted(blocks):
        yield from find_signings_between(pair, facts, blocks[pair])


def find_signings_between(
    pair: Bound, facts: Sequence[Facts], parties: Mapping[int, frozenset[str]]
) -> Iterator[Clash]:
    """What of `find_signings` clashes among the statements whose first two common parties are a pair."""
    block = sorted(index for index, members in parties.items() if members.issuperset(pair))
    signed = {index: days for index in block if (days := signing_of(facts[index])) is not None}
    signings = sorted(set(signed.values()), key=lambda days: (width_days(days), days))
    held = block[:MOST_IN_BLOCK]
    words = {days: _narrowest(days, signings) for days in {signed[one] for one in held}}
    for one, other in combinations(held, 2):
        shared = tuple(sorted(parties[one] & parties[other]))
        if shared[:LEAST_PARTIES] != pair or overlaps(signed[one], signed[other]):
            continue
        if are_told_together(facts[one], facts[other]):
            continue
        apart = days_between(signed[one], signed[other])
        if apart > LONGEST_SIGNING_DAYS and (
            parties[one] != parties[other] or _is_apart(facts[one], facts[other])
        ):
            continue
        if _is_one_pact(facts[one], facts[other]):
            values = words[signed[one]], words[signed[other]]
            doubtful = parties[one] != parties[other] or apart > LONGEST_CEREMONY_DAYS
            yield Clash("signed", " ".join(shared), one, other, values, doubtful, shared)


def days_between(one: Days, other: Days) -> int:
    """The days from the end of the earlier to the beginning of the later."""
    first, second = sorted((one, other))
    return (second.first - first.last).days


def _is_apart(one: Facts, other: Facts) -> bool:
    """Whether of two pacts with the same parties only one goes by a name, or was given its parties.

    States sign pact after pact: the named declaration is not the agreement of ten years before.
    """
    mine, yours = _names_of_pact(one), _names_of_pact(other)
    if mine or yours:
        return not mine & yours
    return any(len(it.parties) < LEAST_PARTIES for it in (one, other))


def pairs_bound(parties: AbstractSet[str]) -> Iterator[Bound]:
    """Any two of a pact's parties, in the order of their ids."""
    yield from combinations(sorted(parties), LEAST_PARTIES)


def find_invocations(
    facts: Sequence[Facts], parties: Mapping[int, frozenset[str]]
) -> Iterator[Clash]:
    """Accounts that a pact was invoked, each with the denials of it that came then or later.

    Args:
        facts: Those of statements.
        parties: From `parties_invoked`.
    """
    told = [index for index in sorted(parties) if facts[index].standing == "held"]
    denials = [index for index in sorted(parties) if facts[index].standing == "denied"]
    for one in told[:MOST_IN_BLOCK]:
        for other in denials[:MOST_IN_BLOCK]:
            mine, yours = facts[one], facts[other]
            if voice_of(mine) == voice_of(yours):
                continue
            shared = parties[one] & parties[other]
            names = _names_of_pact(mine) & _names_of_pact(yours)
            if not (names or len(shared) >= LEAST_PARTIES) or not _is_after(mine, yours):
                continue
            words = standing_words(mine), standing_words(yours)
            first, last = sorted((one, other))
            values = words if first == one else words[::-1]
            yield Clash("status", DENIED, first, last, values, subjects=tuple(sorted(shared)))


def _is_after(told: Facts, denial: Facts) -> bool:
    """Whether a denial comes no sooner than the account: that nobody called yet denies no later call."""
    if told.told is None or denial.told is None:
        return True
    return denial.told.last >= told.told.first


def _names_of_pact(fact: Facts) -> frozenset[str]:
    """The names that a quote gives a pact: "Volta" of the "Volta Charter"."""
    return frozenset(
        word
        for named in _NAMED.finditer(fact.statement.quote)
        for word in re.findall(r"[\w’'-]+", named[1])
        if word.casefold() not in _KINDS_OF_PACT and word not in ("The", "Mutual", "Joint")
    )


def parties_invoked(facts: Sequence[Facts], bound: AbstractSet[str]) -> dict[int, frozenset[str]]:
    """The parties of each pact that is invoked or not, of a statement's own words or its report's."""
    pacts = _pacts_by_report(facts)
    return {
        index: fact.parties
        if len(fact.parties) >= LEAST_PARTIES
        else _parties_nearby(fact, pacts[fact.statement.report], bound)
        for index, fact in enumerate(facts)
        if is_invocation(fact)
    }


def is_invocation(fact: Facts) -> bool:
    """Whether a statement tells that a pact was invoked, or was not."""
    terms = fact.statement.terms
    return is_on_pact(fact) and terms is not None and terms.role == "invocation"


def parties_signed(facts: Sequence[Facts], bound: AbstractSet[str]) -> dict[int, frozenset[str]]:
    """The parties of each pact whose signing is dated.

    A statement that names fewer than two ("the pact was signed in May by the minister") takes those of
    the pact that its report names in the likest words, else those whom all of the report's pacts bind.
    """
    pacts = _pacts_by_report(facts)
    return {
        index: fact.parties
        if len(fact.parties) >= LEAST_PARTIES or _OF_MORE.search(fact.statement.quote)
        else _parties_nearby(fact, pacts[fact.statement.report], bound)
        for index, fact in enumerate(facts)
        if signing_of(fact) is not None
    }


def _pacts_by_report(facts: Sequence[Facts]) -> dict[str, list[Facts]]:
    pacts: dict[str, list[Facts]] = defaultdict(list)
    for fact in filter(is_on_pact, facts):
        pacts[fact.statement.report].append(fact)
    return pacts


def _parties_nearby(fact: Facts, pacts: Sequence[Facts], bound: AbstractSet[str]) -> frozenset[str]:
    """The parties that a report's other statements on pacts give to one that names too few.

    Whoever it names and who is ``bound`` by any pact at all is a party to that one too.
    """
    own = fact.parties & bound
    alike = [
        (len(other.words & fact.words), -place, sorted(other.parties))
        for place, other in enumerate(pacts)
        if len(other.parties) >= LEAST_PARTIES and own <= other.parties
    ]
    words, _, parties = max(alike, default=(0, 0, []))
    if words >= LEAST_PARTIES:
        return frozenset(parties)
    common = frozenset.intersection(*(frozenset(one) for _, _, one in alike)) if alike else own
    return common if len(common) >= LEAST_PARTIES else fact.parties


def _is_one_pact(mine: Facts, yours: Facts) -> bool:
    """Whether two statements call the pact by like words ("mutual defence pact").

    A treaty is no memorandum; "pact", "accord" and "agreement" may be said of either.
    """
    return all(
        not mine.words & words or not yours.words & words or mine.words & yours.words & words
        for words in (_stems(_KINDS_OF_PACT), _stems(_FORMS_OF_PACT))
    )


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def _narrowest(days: Days, signings: Sequence[Days]) -> str:
    """The most exact wording of a signing: a year is no other value than a day in it."""
    return days_words(next(one for one in signings if overlaps(one, days)))


def days_words(days: Days) -> str:
    """Days as a reader would write them: a day, a year, or from one day to another."""
    first, last = days.first, days.last
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return f"{first.isoformat()} to {last.isoformat()}"
