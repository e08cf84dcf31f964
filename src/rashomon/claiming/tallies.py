"""Tallies: two figures by two voices, one close behind the other, of the same men or the same harm.

Enters: the facts of two statements of one report. Leaves: the two figures, where no number is both. The
second figure mostly leaves out what it counts ("admitted nine dead", "put the number at 90"); who tells
where, when and of whom may tell of others.
"""

import re

from msgspec.structs import replace

from rashomon.claiming.amounts import WIDEST_RATIO, agree, unit_of
from rashomon.claiming.clashes import are_of_two_states, quantity_words
from rashomon.claiming.deeds import deeds_in, is_telling, roots
from rashomon.claiming.denials import are_apart, names_others, speaker_words
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.claiming.phrases import says
from rashomon.claiming.rivals import Answer, load_rivals, may_be_one_place, roots_in
from rashomon.claiming.scopes import is_rounding, tells_of_another
from rashomon.claiming.tolls import HARMS, counts_remains, is_bare
from rashomon.claiming.voices import with_cue
from rashomon.records.mentions import Quantity

WIDEST_OF_HARM = 20.0
"""How many times the smaller of two figures of the same harm the larger may be: each side counts few of
its own and many of the other's."""

WIDEST_OF_ANSWER = 300.0
"""The same where the second says nothing else ("the ministry says two"), which can be of no others."""

FAR_ABOVE = 3.0
"""How many times "at least so many" another voice's figure is from which it is another account."""

MOST_WORDS_BESIDE = 3
"""Words of its own that a second figure's sentence may have beside the figure."""

_MEN = ("FORCE", "MOBILIZE", "ASSAULT", "AID", "COOPERATE")
_HARMFUL = ("CASUALTY", "ASSAULT", "COERCE", "CAPTIVITY")
_ANYBODY = frozenset({"people", "person", "man", "men"})
_AUXILIARY = re.compile(r"(?:had|have|has|was|were|are|is|been|be)\b", re.IGNORECASE)
_OWNS = re.compile(
    r"\b(?:admit|acknowledg|conced|confirm|own up|lost\b|loses?\b|losing)", re.IGNORECASE
)
_GROWN = re.compile(
    r"\b(?:risen|rose|rising|climbed|climbing|grown|grew|reached|by\s+(?:now|then|noon|midnight|nightfall|the\s+\w+|\w+day|\w+\s+(?:morning|evening))|"
    r"now|today|meanwhile|later)\b",
    re.IGNORECASE,
)
"""Words by which a figure is of a later hour than the one that was told."""

_ASIDE = re.compile(
    r"[,;]\s+(?:and\s+)?(?:most|some|all|half|many|several|among|including|\w+\s+of\s+(?:them|whom))\b.*",
    re.DOTALL,
)
"""What is said beside a figure of some of those counted: "eleven, and most of them were boys"."""

_AMONG = re.compile(
    r"(?<!\bnon)\w\s+of\s+(?:those|these|them|the\s+dead|the\s+victims)\b", re.IGNORECASE
)
_THERE_ARE = re.compile(
    r"\W*(?:that\s+)?there\s+(?:is|are|was|were|have\s+been|had\s+been)\b|\W*(?:\w+\s+){0,4}?(?:speaks?|spoke|talks?|talked)\s+of\b",
    re.IGNORECASE,
)
"""The beginning of what counts all of those who were told of: "there were 2,000 of them"."""

_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*|hundreds?|thousands?|millions?|dozens?|scores|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\W*(?:that\s+)?(?:there\s+(?:are|were|is|was)\s+)?(?:(?:at\s+least|at\s+most|up\s+to|more\s+than|over|about|around|some|roughly|nearly|almost|only)\s+)*"
    r"\d[\d,.]*(?=\s+(?:(?:are|were|is|was|have\s+been)\s+)?(?:in|at|between|around|near|along|there|here)\b)",
    re.IGNORECASE,
)
"""The beginning of a count of those whom the text told of before: "about 900 are in the town"."""

_HEARD = re.compile(r"\b(?:hear|heard|hears|learn\w*)\b", re.IGNORECASE)
_FROM_WHOM = re.compile(r"\s+from\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+\W*$", re.IGNORECASE)
"""From whom a speaker has a figure, behind it: "more than 1,700 from their wives"."""

_AND_NO_MORE = re.compile(
    r",?\s+(?:and|but)\s+not\s+(?:a|one|a\s+single)\s+(?:single\s+)?(?:(?:man|soul|person|one|soldier)\s+)?more\b",
    re.IGNORECASE,
)
"""What says behind a figure that there are no others: "2,000 and not one more"."""

_LEAST_COUNT = 10.0
"""The least of two figures without a noun that may count people; smaller ones may be of anything."""

_MORE_THAN = re.compile(r"\bmore than\b", re.IGNORECASE)
_OF_A_STATE = re.compile(
    r"\b(?:army|ministry|government|military|police|troops|soldiers|general\s+staff|command|air\s+force|navy)\b",
    re.IGNORECASE,
)


def counts_men(mine: Facts, yours: Facts) -> Answer | None:
    """Two figures of one side's men in one place: "10,000 soldiers are in", "has only 2,500 there"."""
    if mine.standing != "held" or yours.standing != "held" or not tell_of_men(mine, yours):
        return None
    if "FORCE" not in (mine.statement.type, yours.statement.type) or not mine.kin & yours.kin:
        return None
    if not may_be_one_place(mine, yours) or mine.harm is not None or yours.harm is not None:
        return None
    if any(_AMONG.search(fact.statement.quote) for fact in (mine, yours)):
        return None
    return _in_figures(mine, yours, 2 * WIDEST_RATIO)


def tell_of_men(mine: Facts, yours: Facts) -> bool:
    """Whether one of two statements counts men somewhere, and the other may."""
    types = {mine.statement.type, yours.statement.type}
    return "FORCE" in types and types <= set(_MEN)


def answers_figure(mine: Facts, yours: Facts) -> Answer | None:
    """Two figures of whatever the first counts, where the second says no more: "it was 158".

    The second may be told as possible: "it may have been 900".
    """
    is_all = _AND_NO_MORE.search(yours.statement.quote) is not None
    if mine.standing != "held" or not (is_all or yours.standing in ("held", "open")):
        return None
    if len(mine.quantities) != 1 or len(yours.quantities) != 1 or not may_be_one_place(mine, yours):
        return None
    if not is_bare(yours.quantities[0]) or not _says_figure(mine, yours):
        return None
    if is_bare(mine.quantities[0]) and not _count_the_told(mine, yours):
        return None
    if _counts_beside(mine) or _counts_beside(yours) or are_apart(mine, yours):
        return None
    return None if _has_grown(mine, yours) else _in_figures(mine, yours, WIDEST_OF_ANSWER)


def _count_the_told(mine: Facts, yours: Facts) -> bool:
    """Whether two figures without a noun count those whom the text told of before, somewhere."""
    if not mine.statement.attribution or not yours.statement.attribution:
        return False
    if any(one.of for fact in (mine, yours) for one in fact.quantities):
        return False
    figures = [one.low or one.high or 0.0 for fact in (mine, yours) for one in fact.quantities]
    return min(figures) >= _LEAST_COUNT and _COUNTED.match(mine.statement.quote) is not None


def _says_figure(mine: Facts, yours: Facts) -> bool:
    """Whether the second says nothing beside its figure: "the true figure is closer to 50,000".

    It may say in a word of its own what the first says: "50 were unaccounted for".
    """
    quote = _NUMBER.sub(" ", _AND_NO_MORE.sub("", _ASIDE.sub("", yours.statement.quote)))
    if _HEARD.search(with_cue(yours)):
        quote = _FROM_WHOM.sub("", quote)
    own = {one for one in roots_in(quote) - load_rivals().sums if is_telling(one)}
    told = deeds_in(roots(mine.statement.quote))
    same = {one for one in own if deeds_in(roots(one)) & told}
    return not own - load_rivals().figures - same


def counts_harmed(mine: Facts, yours: Facts) -> Answer | None:
    """Two figures of the same dead, wounded or taken: "the mission gave the figure as nine"."""
    if {mine.standing, yours.standing} != {"held"} or not may_be_one_place(mine, yours):
        return None
    if mine.statement.type not in _HARMFUL or yours.statement.type not in (*_HARMFUL, None):
        return None
    if not yours.quantities or not _is_of_same_harm(mine, yours):
        return None
    is_other = _counts_beside(mine) or _counts_beside(yours) or _are_of_two_sides(mine, yours)
    if is_other or are_apart(mine, yours) or are_of_two_states(mine, yours):
        return None
    is_sum = yours.trigger in load_rivals().sums
    if not is_sum and (_says_more(mine, yours) or names_others(mine, yours)):
        return None
    is_all = says("no_more", yours.statement.quote)
    widest = WIDEST_OF_ANSWER if is_all else WIDEST_OF_HARM
    return None if _has_grown(mine, yours) else _in_figures(mine, yours, widest)


def _has_grown(mine: Facts, yours: Facts) -> bool:
    """Whether the second gives the larger figure of a later hour: "by Monday the count stood at 30"."""
    if _GROWN.search(yours.statement.quote) is None:
        return False
    return _most(yours) > _most(mine)


def _most(fact: Facts) -> float:
    return max((one.high or one.low or 0.0 for one in fact.quantities), default=0.0)


def _counts_beside(fact: Facts) -> bool:
    """Whether a figure is of others beside some, or of some among all: "nine of those killed"."""
    quote = _MORE_THAN.sub(" ", _AND_NO_MORE.sub("", _ASIDE.sub("", fact.statement.quote)))
    beside = {stem(word) for word in load_types().beside}
    if (_AMONG.search(quote) and not _THERE_ARE.match(quote)) or tells_of_another(fact):
        return True
    return bool(roots_in(quote) & beside)


def _says_more(mine: Facts, yours: Facts) -> bool:
    """Whether the second has words of its own beyond a figure and what befell those whom it counts."""
    own = roots(yours.statement.quote) - roots(mine.statement.quote) - speaker_words(yours)
    telling = {
        one
        for one in own
        if is_telling(one) and not one.isdigit() and not HARMS & deeds_in(frozenset({one}))
    }
    return len(telling) > MOST_WORDS_BESIDE


def _is_of_same_harm(mine: Facts, yours: Facts) -> bool:
    """Whether the second counts what befell those whom the first counts, and says no more of them."""
    if not all(_leaves_out(yours, one) for one in yours.quantities):
        return False
    harm, other = _harm(mine), _harm(yours)
    is_sum = yours.statement.type is not None and yours.trigger in load_rivals().sums
    if harm is None or is_sum:
        return harm is not None
    if other is not None or yours.statement.type == "CASUALTY":
        return other in (harm, None)
    words = roots(f"{yours.statement.trigger.text} {yours.quantities[0].of}")
    told = deeds_in(roots(mine.statement.trigger.text))
    return bool(HARMS & deeds_in(words) & told)


def _harm(fact: Facts) -> str | None:
    """What befell those who are counted, by the deed or by the words for them: "45 dead"."""
    if fact.harm is not None or fact.statement.type != "CASUALTY":
        return fact.harm
    harms = load_types().harms
    told = {harms[word] for word in roots_in(fact.statement.quote) if word in harms}
    return told.pop() if len(told) == 1 else None


def _leaves_out(fact: Facts, quantity: Quantity) -> bool:
    """Whether a figure leaves out whom it counts, or counts all that there were: "only one man"."""
    is_anybody = unit_of(quantity) in _ANYBODY and len(quantity.of.split()) == 1
    is_open = is_bare(quantity) or counts_remains(quantity)
    return is_open or (is_anybody and says("no_more", fact.statement.quote))


def _are_of_two_sides(mine: Facts, yours: Facts) -> bool:
    """Whether the second counts its own dead, and the first those of the other side."""
    if _OWNS.search(with_cue(yours)) is None or not yours.statement.attribution:
        return False
    speaker = yours.statement.attribution[0].name.casefold()
    types = load_types()
    counted = {unit_of(one).strip("“”\"'‘’") for one in mine.quantities}
    is_insurgent = any(word.removesuffix("s") in types.insurgents for word in speaker.split())
    if is_insurgent:
        return bool(counted & types.armed) and not counted & types.insurgents
    return bool(_OF_A_STATE.search(speaker)) and bool(counted & types.insurgents)


def _in_figures(mine: Facts, yours: Facts, widest: float) -> Answer | None:
    """Figures that have no number in common, one of which may leave out what it counts."""
    pairs = [
        (one, other)
        for one in mine.quantities
        for other in yours.quantities
        if unit_of(one) == unit_of(other) or _leaves_out(yours, other)
    ]
    if not pairs or any(agree(*pair) and not _is_far_above(*pair) for pair in pairs):
        return None
    one, other = next(iter({(one.of, other.of): (one, other) for one, other in pairs}.values()))
    if is_rounding(mine, yours, (one, other)):
        return None
    if _is_too_wide(one, other, widest):
        return None
    counted = other.of if _AUXILIARY.match(one.of) else one.of
    is_open = is_bare(other) and counted and not roots_in(counted) & load_rivals().loaded
    filled = replace(other, of=counted) if is_open else other
    return "number", (quantity_words(replace(one, of=counted)), quantity_words(filled))


def _is_far_above(one: Quantity, other: Quantity) -> bool:
    """Whether a figure is many times a bound that it keeps: "at least 272", and "more than 1,000".

    So is "up to 5,000" beside "a few hundred".
    """
    for bound, told in ((one, other), (other, one)):
        if bound.low is None and bound.high is not None and told.high is not None:
            return told.low is not None and bound.high >= FAR_ABOVE * told.high
    lows = sorted((one.low or 0.0, other.low or 0.0))
    is_open = one.high is None or other.high is None
    return is_open and bool(lows[0]) and lows[1] >= FAR_ABOVE * lows[0]


def _is_too_wide(one: Quantity, other: Quantity, widest: float) -> bool:
    """Whether the larger figure is more times the smaller than one that counts the same would be."""
    bounds = sorted(
        ((pair.low or pair.high or 0.0), (pair.high or pair.low or 0.0)) for pair in (one, other)
    )
    smaller, larger = bounds[0][1], bounds[1][0]
    return bool(smaller) and larger > widest * smaller
