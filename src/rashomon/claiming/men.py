"""Men: fighters of one party in one land, whom two reports count otherwise, or one denies.

Enters: the facts of two statements of two reports. Leaves: two figures that cannot both be right, or
whether the one denies the other. A part and the whole, who came and who is left, what is allowed and
what is there are no clash; nor are the men of two parties, or those of one a season apart.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from rashomon.claiming.amounts import agree, unit_of
from rashomon.claiming.deeds import deeds_in, root, roots, things_in
from rashomon.claiming.denials import AHEAD, is_supposed
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.nations import codes_in
from rashomon.claiming.rivals import load_rivals
from rashomon.claiming.scopes import counts_part, is_part_of, sums_up
from rashomon.claiming.voices import voice_of
from rashomon.instants import Days, overlaps
from rashomon.records.mentions import Quantity

MEN_WITHIN_DAYS = 31
"""Days between two reports on how many men somebody has in a land; armies change in a season."""

ROUNDED = 1.25
"""How many times the smaller of two figures the larger is at least; less is rounding."""

WIDEST_OF_MEN = 20.0
"""How many times the smaller figure the larger may be; more is of other men."""

ANYBODY = "anybody"
"""Where there are said to be no men at all, whoever they might be."""

_LEAST_NAME = 2.0
"""The weight from which an entity is a name and no description."""

SENT_WITHIN_DAYS = 3
"""Days between two reports on how many men "have been sent" so far; more come later."""

_HAVE = re.compile(r"\b(?:has|have|had)\s+(?:\w+\s+)?(?:been\s+)?$", re.IGNORECASE)
_TYPES = ("FORCE", "MOBILIZE", "AID", "COOPERATE", None)
_OTHERS = re.compile(
    r"\b(?:another|additional|further|more\s+(?!than\b)|other|others|reinforce\w*|allow\w*|entitl\w*|permit\w*|limit\w*|"
    r"ceiling|quota|grant\w*|gave|mandate\w*|authori[sz]\w*|train\w*|ready|capable|able\s+to|could|recruit(?:ed|ing)|"
    r"each|every|month|monthly|yearly|per\s+(?:day|week|month|year))\b",
    re.IGNORECASE,
)
"""Words for men besides others, for men who might come, and for how many come at a time."""

_SOME_OF = re.compile(
    r"\d\S*\s+of\s+(?:the|its|their|his|those|these|them)\b|\b(?:part|half|some|most)\s+of\b",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:remain\w*|left|still|stay\w*)\b", re.IGNORECASE)
_HARM = frozenset({"kill", "hurt", "hold", "sink"})
_CIVIL = re.compile(
    r"\b(?:refugees?|civilians?|live[sd]?|living|fled|flee\w*|displaced|work(?:s|ed|ers?)?|students?|traders?|migrants?|settlers?|"
    r"residents?|citizens?|people|inhabitants?|families)\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:no\s+longer|any\s?more|any\s+longer|today|now|currently|yet|at\s+present|at\s+the\s+moment)\b",
    re.IGNORECASE,
)
"""Words by which nobody is there at present, whoever was there before or is to come."""

_BOUND_TO = re.compile(r"\b(?:must|shall|should|oblig\w*|if|unless|duty)\b", re.IGNORECASE)
"""Words for men who are to come in some case, of whom nobody says that they are there."""

_NONE = re.compile(r"\b(?:no|nobody|not\s+(?:a\s+single|one|any))\b", re.IGNORECASE)
_FOREIGN = re.compile(r"\bforeign(?:ers?)?\b|\bmercenar(?:y|ies)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:nobody|no\s+one|not\s+(?:a\s+single\s+|one\s+)?(?:man|soul)|anybody|anyone)\b",
    re.IGNORECASE,
)


def men_keys(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The places and lands of the foreign men that a statement tells of, or of those that it denies.

    The men of a land's own parties are found by who and where.
    """
    if not _tells_of_men(fact):
        return
    narrow = fact.places - fact.wide_places
    foreign = fact.nations.men - fact.nations.lands
    is_denial = denies_some(fact)
    lands = fact.nations.lands or fact.nations.voices
    for there in sorted(fact.places | lands):
        for nation in sorted(foreign | (fact.nations.voices if is_denial else frozenset())):
            yield "men", there, nation
    if is_denial or (fact.statement.type == "MOBILIZE" and foreign):
        for there in sorted(narrow | fact.nations.lands):
            yield "men", there, ANYBODY


def _tells_of_men(fact: Facts) -> bool:
    if fact.statement.type not in _TYPES:
        return False
    if fact.statement.type in ("FORCE", "MOBILIZE"):
        return True
    return any(_kinds(one) for one in fact.quantities) or denies_some(fact)


def denies_some(fact: Facts) -> bool:
    """Whether a statement says that there are none: of men by a word for them, or of anybody."""
    if (fact.standing != "denied" and not _foresees_none(fact)) or is_supposed(fact):
        return False
    if fact.statement.type == "CONTROL":
        return False  # "did not fall to their forces" says who has a town, not who is there
    is_men = "man" in things_in(roots(fact.statement.quote)) or fact.statement.type == "FORCE"
    return is_men or _NOBODY.search(fact.statement.quote) is not None


def _foresees_none(fact: Facts) -> bool:
    """Whether a statement foresees that no men will be there: "there would be no foreign soldiers"."""
    is_of_men = fact.standing == "ahead" and fact.statement.type == "FORCE"
    return is_of_men and _NONE.search(fact.statement.quote) is not None


def count_otherwise(
    mine: Facts, yours: Facts, names: Mapping[str, float]
) -> tuple[Quantity, Quantity] | None:
    """Two figures of one party's men in one land, of two reports of one time; None where none clash."""
    if not _may_clash(mine, yours):
        return None
    if not _is_one_land(mine, yours) or not _is_one_party(mine, yours, names):
        return None
    pairs = [
        (one, other)
        for one in mine.quantities
        for other in yours.quantities
        if _is_one_kind(one, other) and not is_part_of(mine, yours, (one, other))
    ]
    if not pairs or any(agree(*pair) for pair in pairs) or not _is_rival(*pairs[0]):
        return None
    return pairs[0] if _may_be_all(mine, yours, pairs[0]) else None


def _may_clash(mine: Facts, yours: Facts) -> bool:
    """Whether two voices of two reports of one time each count all the men that there are."""
    if (
        not mine.quantities
        or not yours.quantities
        or not {mine.statement.type, yours.statement.type} <= {*_TYPES}
    ):
        return False
    if mine.statement.report == yours.statement.report or voice_of(mine) == voice_of(yours):
        return False
    if {mine.standing, yours.standing} != {"held"} or not _are_of_one_time(mine, yours):
        return False
    return _counts_all(mine) and _counts_all(yours)


def _counts_all(fact: Facts) -> bool:
    """Whether a statement counts men who are in a land, or have come, and all of these."""
    if fact.harm is not None:
        return False
    quote = fact.statement.quote
    if _OTHERS.search(quote) or _SOME_OF.search(quote):
        return False
    if fact.statement.type is None and _CIVIL.search(quote):
        return False
    if _HARM & deeds_in(frozenset({root(fact.statement.trigger.text)})):
        return False
    return not any(counts_part(fact, one) for one in fact.quantities)


def _is_one_land(mine: Facts, yours: Facts) -> bool:
    """Whether two statements tell of the same towns, or of none but the same land or region."""
    narrow, others = mine.places - mine.wide_places, yours.places - yours.wide_places
    if narrow or others:
        return bool(narrow & others)
    return bool(mine.places & yours.places)


def _is_one_party(mine: Facts, yours: Facts, names: Mapping[str, float]) -> bool:
    """Whether the men are of one state, abroad, or of one party that both name."""
    if mine.nations.groups != yours.nations.groups:
        return False
    men, others = mine.nations.men, yours.nations.men
    if men and men == others and not men & (mine.nations.lands | yours.nations.lands):
        return True
    return any(names.get(one, 0.0) >= _LEAST_NAME for one in mine.actors & yours.actors)


def _are_of_one_time(mine: Facts, yours: Facts) -> bool:
    if mine.told is None or yours.told is None:
        return False
    if mine.days is not None and yours.days is not None and not overlaps(mine.days, yours.days):
        return False
    reach = timedelta(days=MEN_WITHIN_DAYS)
    return overlaps(Days(mine.told.first - reach, mine.told.last + reach), yours.told)


def _is_one_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of soldiers, or of fighters, that no word sets apart."""
    kinds = _kinds(one) & _kinds(other)
    return bool(kinds) and _called(one) == _called(other)


def _kinds(quantity: Quantity) -> frozenset[str]:
    """What sort of men a figure counts; of several where the word may be for each; none for no men."""
    unit = unit_of(quantity)
    sorts = load_rivals().sorts
    if any(unit == word.removesuffix("s") for word in _nationals(quantity)):
        return frozenset(sorts)
    return frozenset(sort for sort, words in sorts.items() if unit in words)


def _nationals(quantity: Quantity) -> list[str]:
    """The last word of a figure that counts people by their state: "25,000 Eritreans"."""
    last = quantity.of.split()[-1:]
    return [word.casefold() for word in last if word[0].isupper() and any(codes_in(word))]


def _called(quantity: Quantity) -> frozenset[str]:
    """What men are called besides their sort and their state: "special forces soldiers"."""
    words = quantity.of.split()[:-1]
    own = (word.casefold() for word in words if not any(codes_in(word)))
    return frozenset(own) - {"foreign", "armed", "some", "of", "the"}


def _is_rival(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are neither roundings of one nor too far apart to be of the same men."""
    if any(
        each.low is not None and each.high is not None and each.high > 3 * each.low
        for each in (one, other)
    ):
        return False
    bounds = sorted(
        ((each.low or each.high or 0.0), (each.high or each.low or 0.0)) for each in (one, other)
    )
    smaller, larger = bounds[0][1], bounds[1][0]
    return bool(smaller) and ROUNDED * smaller <= larger <= WIDEST_OF_MEN * smaller


def _may_be_all(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether both figures are of all who are there, or of all who came.

    Who is left may be fewer than came; and more who came than are there contradicts nothing.
    """
    if bool(_LEFT.search(mine.statement.quote)) != bool(_LEFT.search(yours.statement.quote)):
        return False
    came = _came(mine), _came(yours)
    if came[0] != came[1]:
        sent, there = (mine, yours) if came[0] else (yours, mine)
        less, more = pair if came[0] else pair[::-1]
        is_less = (less.high or less.low or 0.0) < (more.low or more.high or 0.0)
        return is_less and sums_up(sent) and there.statement.type in ("FORCE", None)
    if not came[0]:
        return True
    if _came_until_now(mine) and _came_until_now(yours) and _are_told_within_days(mine, yours):
        return True
    is_one_day = mine.days is not None and mine.days == yours.days
    return is_one_day or (sums_up(mine) and sums_up(yours)) or _is_bounded(mine, yours)


def _came(fact: Facts) -> bool:
    """Whether a statement tells that men came or were sent, not that they are there."""
    return "enter" in deeds_in(frozenset({root(fact.statement.trigger.text)}))


def _came_until_now(fact: Facts) -> bool:
    """Whether men have come by the day of a report, no day set: "has sent 2,000 fighters"."""
    start = fact.statement.trigger.span.start - fact.statement.span.start
    return fact.days is None and _HAVE.search(fact.statement.quote[: max(0, start)]) is not None


def _are_told_within_days(mine: Facts, yours: Facts) -> bool:
    """Whether two reports are of nearly one day, so that hardly anybody came in between."""
    if mine.told is None or yours.told is None:
        return False
    reach = timedelta(days=SENT_WITHIN_DAYS)
    return overlaps(Days(mine.told.first - reach, mine.told.last + reach), yours.told)


def _is_bounded(mine: Facts, yours: Facts) -> bool:
    """Whether one of two says that no more came."""
    return any(
        re.search(
            r"\b(?:only|no\s+more|not\s+more|at\s+most|altogether|in\s+all)\b", fact.statement.quote
        )
        for fact in (mine, yours)
    )


def deny_men(told: Facts, denial: Facts, names: Mapping[str, float]) -> bool:
    """Whether a denial says that none of the men are in a land, or were sent, of whom another tells."""
    if told.statement.type not in (*_TYPES, "ASSAULT", "IDENTITY") or told.standing == "open":
        return False
    if told.standing == "ahead" and not AHEAD.search(denial.statement.quote):
        return False
    if _NO_LONGER.search(denial.statement.quote) or _BOUND_TO.search(told.statement.quote):
        return False
    if not _is_there(told, denial) or _is_past(told, denial):
        return False
    return _is_told_of_men(told) and _are_those(told, denial, names)


def _is_told_of_men(fact: Facts) -> bool:
    """Whether a statement tells that men are, or were sent, somewhere, and not of the unarmed."""
    if any(unit_of(one) in load_types().unarmed for one in fact.quantities):
        return False
    if fact.statement.type in ("FORCE", "MOBILIZE"):
        return True
    return "man" in things_in(roots(fact.statement.quote)) or any(map(_kinds, fact.quantities))


def _is_there(told: Facts, denial: Facts) -> bool:
    """Whether the place of a denial is that of the account, or the land in which that lies."""
    if told.places & denial.places:
        return True
    if told.places and not told.nations.lands:  # nobody knows where that is; whoever tells it does
        return bool(denial.nations.lands & told.nations.voices)
    is_wide = denial.places == denial.wide_places  # or none, but "our soil"
    return is_wide and bool(told.nations.lands & denial.nations.lands)


def _is_past(told: Facts, denial: Facts) -> bool:
    """Whether the men were there on days before, when the denial speaks of the present."""
    if told.told is None or denial.told is None:
        return True
    if denial.told.last < told.told.first - timedelta(days=1):
        return True
    if denial.told.first > told.told.last + timedelta(days=MEN_WITHIN_DAYS):
        return True
    is_state = told.statement.type == "FORCE" and told.days is not None
    return is_state and told.days is not None and told.days.last < told.told.first


def _are_those(told: Facts, denial: Facts, names: Mapping[str, float]) -> bool:
    """Whether who is denied to be there is whom the account tells of.

    Anybody whom a speaker denies is one of his own; foreigners are men of any other land.
    """
    quote, groups = denial.statement.quote, denial.nations.groups
    is_of_any = _FOREIGN.search(quote) is not None and not denial.nations.men
    if groups and groups != told.nations.groups and not is_of_any:
        return False
    if _NOBODY.search(quote):
        is_same = root(told.statement.trigger.text) == root(denial.statement.trigger.text)
        narrow = (told.places & denial.places) - told.wide_places
        is_own = denial.nations.voices & told.nations.men or denial.heard & told.kin
        return bool(is_own) or (is_same and bool(narrow))
    if is_of_any:
        return bool(told.nations.men) and not told.nations.men & denial.nations.lands
    if denial.nations.men:
        return bool(denial.nations.men & told.nations.men)
    return any(names.get(one, 0.0) >= _LEAST_NAME for one in denial.actors & told.actors)
