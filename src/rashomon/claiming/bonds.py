"""Bonds: pacts that are said to have been signed on other days, or to have been invoked and not.

Enters: the facts. Leaves: clashes between statements on pacts, of any reports.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rashomon.claiming.clashes import DENIED, MOST_IN_BLOCK, Clash
from rashomon.claiming.facts import Facts, stem
from rashomon.claiming.voices import are_told_together, standing_words, voice_of
from rashomon.instants import Days, overlaps, width_days

LEAST_PARTIES = 2
"""A pact binds two at least; and so many words two statements share that speak of one pact."""

_OF_MORE = re.compile(
    r"\b(?:tri|quadri)(?:lateral|partite)\b|\b(?:three|four|five)-(?:way|party|nation|sided|power)\b",
    re.IGNORECASE,
)
"""Words for a pact of more than two, whose parties those of a pact of two cannot stand for."""

_NAMED = re.compile(
    r"((?:[A-Z][\w’'-]+\s+){1,4})(?:Charter|Treaty|Pact|Accords?|Agreement|Protocol|Convention|Memorandum|Alliance)\b"
)
_KINDS_OF_PACT = ("defense", "defence", "security", "trade", "peace")
_FORMS_OF_PACT = ("treaty", "memorandum", "protocol", "charter", "convention", "declaration")


def find_bond_clashes(facts: Sequence[Facts]) -> list[Clash]:
    """Pacts that are said to have been signed on different days, or invoked and not invoked, in order.

    The facts of statements that tell of no pact may be left out.
    """
    return sorted([*_signings(facts), *_invocations(facts)])


def _signings(facts: Sequence[Facts]) -> Iterator[Clash]:
    parties = _parties_of_signed(facts)
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, members in parties.items():
        for pair in combinations(sorted(members), 2):
            blocks[pair].append(index)
    seen = set()
    for _, members_of_block in sorted(blocks.items()):
        told = {day for one in members_of_block if (day := _signing(facts[one])) is not None}
        signings = sorted(told, key=lambda days: (width_days(days), days))
        for one, other in combinations(members_of_block[:MOST_IN_BLOCK], 2):
            first, second = _signing(facts[one]), _signing(facts[other])
            if first is None or second is None or overlaps(first, second):
                continue
            if are_told_together(facts[one], facts[other]):
                continue
            if (one, other) in seen or not _is_one_pact(facts[one], facts[other]):
                continue
            seen.add((one, other))
            values = _narrowest(first, signings), _narrowest(second, signings)
            doubtful = parties[one] != parties[other]
            bound = tuple(sorted(parties[one] & parties[other]))
            yield Clash("signed", " ".join(bound), one, other, values, doubtful, bound)


def _invocations(facts: Sequence[Facts]) -> Iterator[Clash]:
    """Accounts that a pact was invoked, each with the denials of it that came then or later."""
    invoked = {
        index: fact
        for index, fact in enumerate(facts)
        if fact.statement.terms is not None and fact.statement.terms.role == "invocation"
    }
    told = [index for index, fact in invoked.items() if fact.standing == "held"]
    denials = [index for index, fact in invoked.items() if fact.standing == "denied"]
    parties = _parties_of(list(invoked), facts)
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


def _parties_of(indices: Sequence[int], facts: Sequence[Facts]) -> dict[int, frozenset[str]]:
    """The parties of the pacts that some statements are on, of their own words or their report's."""
    pacts, bound = _pacts_by_report(facts)
    return {
        index: facts[index].parties
        if len(facts[index].parties) >= LEAST_PARTIES
        else _parties_nearby(facts[index], pacts[facts[index].statement.report], bound)
        for index in indices
    }


def _pacts_by_report(
    facts: Sequence[Facts],
) -> tuple[dict[str, list[Facts]], frozenset[str]]:
    """The statements on pacts of each report, and all whom pacts bind."""
    pacts: dict[str, list[Facts]] = defaultdict(list)
    for fact in facts:
        if fact.statement.type == "PACT":
            pacts[fact.statement.report].append(fact)
    bound = frozenset(
        party
        for told in pacts.values()
        for fact in told
        if len(fact.parties) >= LEAST_PARTIES
        for party in fact.parties
    )
    return pacts, bound


def _parties_of_signed(facts: Sequence[Facts]) -> dict[int, frozenset[str]]:
    """The parties of each pact whose signing is dated.

    A statement that names fewer than two ("the pact was signed in May by the minister") takes those of
    the pact that its report names in the likest words, else those whom all of the report's pacts bind.
    """
    pacts, bound = _pacts_by_report(facts)
    return {
        index: fact.parties
        if len(fact.parties) >= LEAST_PARTIES or _OF_MORE.search(fact.statement.quote)
        else _parties_nearby(fact, pacts[fact.statement.report], bound)
        for index, fact in enumerate(facts)
        if _signing(fact) is not None
    }


def _parties_nearby(fact: Facts, pacts: Sequence[Facts], bound: frozenset[str]) -> frozenset[str]:
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


def _signing(fact: Facts) -> Days | None:
    return fact.statement.terms.signed if fact.statement.terms is not None else None


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
