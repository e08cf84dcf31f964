"""Clashes: pairs of statements that would be one claim but for one field.

Enters: the facts, the pairs that share a block, and who stands in which claim. Leaves: clashes, each
with its field, the two values and how sure it is that both speak of one thing. Two figures that differ
in place, day, unit or standing are two figures, not a clash.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from rashomon.claiming.copies import Copy
from rashomon.claiming.facts import Facts, stem
from rashomon.claiming.likeness import (
    SAME_BITS,
    agree,
    compare,
    is_specific,
    same_unit,
    total_bits,
)
from rashomon.instants import Days, overlaps, width_days
from rashomon.records.mentions import Quantity

SAME_DAYS = 3
"""Days that a time may span, and that two publications may lie apart, to be the same occasion."""

NEAR_CHARS = 220
"""Characters that may lie between two accounts that a report sets side by side: a sentence or two."""

MOST_IN_BLOCK = 60
"""Statements on one place's holder or one pact's signing that are compared; the first by their ids."""


LEAST_PARTIES = 2
"""A pact binds two at least; and so many words two statements share that speak of one pact."""

_OF_MORE = re.compile(
    r"\b(?:tri|quadri)(?:lateral|partite)\b|\b(?:three|four|five)-(?:way|party|nation|sided|power)\b",
    re.IGNORECASE,
)
"""Words for a pact of more than two, whose parties those of a pact of two cannot stand for."""

_KINDS_OF_PACT = ("defense", "defence", "security", "trade", "peace")
_FORMS_OF_PACT = ("treaty", "memorandum", "protocol", "charter", "convention", "declaration")

_TAKEN_FOR_GRANTED = re.compile(
    r"\W*(?:its|their|his|her|our|my|the|this|these|[\w-]+[’']s)\b(?:\W+[\w-]+){0,6}?\W+"
    r"(?:pact|treaty|accord|agreement|protocol|alliance|memorandum)\b(?!\W+(?:is|are|was|were|has|had)\b)",
    re.IGNORECASE,
)
"""The beginning of a quote that names a pact as one that there is: "its treaty with the neighbours"."""


class Clash(Struct, frozen=True, order=True):
    """Two statements, by their places in the order, that cannot both be right as worded.

    ``topic`` is the same for clashes over one thing. ``doubtful``: it may be two things.
    ``subjects`` are the entities it is about, where they are not those that both statements name.
    """

    field: str
    topic: str
    one: int
    other: int
    values: tuple[str, str]
    doubtful: bool = False
    subjects: tuple[str, ...] = ()


def find_clashes(
    facts: Sequence[Facts],
    pairs: Iterable[tuple[int, int]],
    names: Mapping[str, float],
    published: Mapping[str, Days | None],
) -> list[Clash]:
    """The clashes of numbers and of denials within pairs, in order."""
    found: list[Clash] = []
    for one, other in sorted(pairs):
        if not set(facts[one].families) & set(facts[other].families):
            continue
        clash = _number(one, other, facts, names, published) or _denial(one, other, facts, names)
        if clash is not None:
            found.append(clash)
    return found


def _rest_bits(one: Facts, other: Facts, names: Mapping[str, float], field: str) -> float:
    """What speaks for two statements being one claim, a field left out."""
    return sum(weight.bits for weight in compare(one, other, names) if weight.field != field)


def _number(
    one: int,
    other: int,
    facts: Sequence[Facts],
    names: Mapping[str, float],
    published: Mapping[str, Days | None],
) -> Clash | None:
    mine, yours = facts[one], facts[other]
    if not mine.quantities or not yours.quantities:
        return None
    if mine.standing != "held" or yours.standing != "held":
        return None
    if not _is_one_occasion(mine, yours, published):
        return None
    values = differing(mine, yours)
    if values is None or mine.harm != yours.harm:
        return None
    if _rest_bits(mine, yours, names, "how many") < SAME_BITS:
        return None
    narrow = (mine.places & yours.places) - mine.wide_places
    topic = f"{values[0].of} {sorted(narrow)} {mine.families[0]}"
    doubtful = mine.days is None or yours.days is None
    return Clash("number", topic, one, other, _in_words(values), doubtful)


def differing(mine: Facts, yours: Facts) -> tuple[Quantity, Quantity] | None:
    """The first quantities of one unit that have no number in common; None where some agree.

    "Another twelve" are counted beside others, and contradict no figure.
    """
    if any("another" in fact.statement.quote.casefold().split() for fact in (mine, yours)):
        return None
    like = [
        (one, other)
        for one in mine.quantities
        for other in yours.quantities
        if one.of and other.of and same_unit(one, other)
    ]
    if not like or any(agree(one, other) for one, other in like):
        return None
    return like[0]


def _in_words(values: tuple[Quantity, Quantity]) -> tuple[str, str]:
    first, second = (quantity_words(value) for value in values)
    return first, second


def quantity_words(quantity: Quantity) -> str:
    """A quantity as a reader would say it: "16 civilians", "at least 30 people", "5 to 10 men"."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        number = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    elif low is not None:
        number = f"at least {low:g}"
    elif high is not None:
        number = f"at most {high:g}"
    else:
        number = "some"
    return f"{number} {quantity.of}".strip()


def _is_one_occasion(mine: Facts, yours: Facts, published: Mapping[str, Days | None]) -> bool:
    """Whether two statements share a place on the ground and a day, or were published together."""
    if not (mine.places & yours.places) - mine.wide_places - yours.wide_places:
        return False
    if mine.trigger != yours.trigger and not mine.words & yours.words - {mine.trigger}:
        return False
    if mine.days is not None and yours.days is not None:
        widest = max(width_days(mine.days), width_days(yours.days))
        return widest <= SAME_DAYS and overlaps(mine.days, yours.days)
    if mine.days is not None or yours.days is not None:
        return False
    first = published.get(mine.statement.report)
    second = published.get(yours.statement.report)
    if first is None or second is None:
        return mine.statement.report == yours.statement.report
    together = Days(min(first.first, second.first), max(first.last, second.last))
    return width_days(together) <= SAME_DAYS


def _denial(
    one: int, other: int, facts: Sequence[Facts], names: Mapping[str, float]
) -> Clash | None:
    mine, yours = facts[one], facts[other]
    if {mine.standing, yours.standing} != {"held", "denied"}:
        return None
    if voice_of(mine) == voice_of(yours) or not speak_of_one_part(mine, yours):
        return None
    if mine.trigger != yours.trigger and not _is_one_hold(mine, yours):
        return None
    weights = compare(mine, yours, names)
    rest = tuple(weight for weight in weights if weight.field != "standing")
    if total_bits(rest) < SAME_BITS or not is_specific(mine, rest):
        return None
    shared = sorted((mine.actors & yours.actors) | (mine.places & yours.places))
    topic = f"{mine.families[0]} {shared}"
    return Clash("status", topic, one, other, (standing_words(mine), standing_words(yours)))


def speak_of_one_part(mine: Facts, yours: Facts) -> bool:
    """Whether two statements on pacts tell of the same of it.

    Who denies that a treaty is about to be invoked denies neither the treaty nor its signing.
    """
    first, second = mine.statement.terms, yours.statement.terms
    if mine.statement.type != "PACT" and yours.statement.type != "PACT":
        return True
    if any(_TAKEN_FOR_GRANTED.match(fact.statement.quote) for fact in (mine, yours)):
        return False
    return first is not None and second is not None and first.role == second.role


def standing_words(fact: Facts) -> str:
    """A side's word in a dispute on whether something is so."""
    return "it is denied" if fact.standing == "denied" else "it is so"


def _is_one_hold(mine: Facts, yours: Facts) -> bool:
    """Whether two statements tell who has one place: it "was captured", it "has not fallen"."""
    narrow = (mine.places & yours.places) - mine.wide_places - yours.wide_places
    return mine.statement.type == yours.statement.type == "CONTROL" and bool(narrow)


def voice_of(fact: Facts) -> str:
    """Whose word a statement is: its nearest source, or the report itself."""
    chain = fact.statement.attribution
    return fact.statement.report if not chain else chain[0].entity or chain[0].name.casefold()


def find_garblings(facts: Sequence[Facts], copies: Sequence[Copy]) -> list[Clash]:
    """Numbers that a copied statement gives otherwise than its original."""
    found = []
    for copy in copies:
        original, copied = facts[copy.original], facts[copy.copy]
        values = differing(original, copied)
        if values is not None:
            topic = f"({original.statement.id})"
            words = _in_words(values)
            found.append(Clash("number", topic, copy.original, copy.copy, words))
    return sorted(found)


def find_signings(facts: Sequence[Facts]) -> list[Clash]:
    """Pacts between the same parties that are said to have been signed on different days, in order.

    The facts of statements that tell of no pact may be left out.
    """
    return sorted(_signings(facts))


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
            if (one, other) in seen or not _is_one_pact(facts[one], facts[other]):
                continue
            seen.add((one, other))
            values = _narrowest(first, signings), _narrowest(second, signings)
            doubtful = parties[one] != parties[other]
            bound = tuple(sorted(parties[one] & parties[other]))
            yield Clash("signed", " ".join(bound), one, other, values, doubtful, bound)


def _parties_of_signed(facts: Sequence[Facts]) -> dict[int, frozenset[str]]:
    """The parties of each pact whose signing is dated.

    A statement that names fewer than two ("the pact was signed in May by the minister") takes those of
    the pact that its report names in the likest words, else those whom all of the report's pacts bind.
    """
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
