"""Denials: that something is so, and that it is not, by two voices in one report or in two.

Enters: the facts of two statements. Leaves: whether the one denies the other. Who denies says
it in words of their own and leaves out what is understood: the day, the doer, the ship. So a denial
is told by the deed, by what both name, and by nothing that sets them apart.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

from rashomon.claiming.amounts import agree, same_unit, unit_of
from rashomon.claiming.deeds import deeds_in, is_telling, root, roots, things_in
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.likeness import SAME_BITS, compare, is_specific, total_bits
from rashomon.claiming.voices import is_known, speak_of_one_part, voice_of
from rashomon.instants import overlaps

DENIED_WITHIN_DAYS = 31
"""Days from an account to a denial of it by another report; later ones mostly are of something else."""

NOT_TAKEN_WITHIN_DAYS = 3
"""Days after a town's fall on which it "has not fallen", as another says; later it may be free again."""

LEAST_GROUNDS = 3
"""What two statements must have in common besides the deed: a town or a named victim counts two, another
doer's name two, a country, a kind of thing or like words one each."""

LEAST_WORDS = 3
"""Words in common, beyond those of the deed, that are one ground more."""

LEAST_NEARBY = 2
"""Words in common that are enough within one report: "the truce holds", "the truce does not hold"."""

SAME_SPEECH = 0.6
"""Share of two quotes' words from which speech that is of no type is the same but for its "not"."""

_LEAST_NAME = 2.0
"""The weight from which an entity is a name and no description."""

_SAYS_WHEN = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|week|month|year|\d{4})\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_ALIVE = re.compile(
    r"\b(?:alive|unharmed|not\s+dead|survived|in\s+good\s+health|safe\s+and\s+sound|(?:only|merely|just|lightly|slightly)\s+(?:\w+ly\s+)?"
    r"(?:wounded|injured|hurt))\b",
    re.IGNORECASE,
)
_ON_GROUND = ("ASSAULT", "CONTROL", "RETREAT", "MOBILIZE", "FORCE", "CASUALTY", "COERCE", None)
_IN_WORDS = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
"""Deeds of words, denied wherever they were said: "asked there", "nobody in X has asked"."""

_IF = re.compile(r"\W*(?:if|unless|had)\b", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"(?:\bnot|n[’']t)\s+(?:yet\s+)?(?:know|knew|known|sure|certain|clear|say|said|confirm\w*|verif\w+|rule[ds]?\s+out)\b|"
    r"\b(?:unclear|unknown|uncertain)\b|\bunable\s+to\s+(?:say|give|provide|confirm|verify|tell|determine)\b|\b(?:whether|if)\b.{1,60}\bor\b",
    re.IGNORECASE,
)
_NOT_SO_MANY = re.compile(
    r"\W*(?:that\s+)?(?:(?:having|there\s+\w+|it\s+ha[ds])\s+)?(?:more|fewer|less)\s+than\b",
    re.IGNORECASE,
)
"""The beginning of a denial of a number, which owns up to some: "denies having more than 1,600 men"."""

_WOULD_NOT_HAVE = re.compile(r"\bwould(?:\s+(?:not|never)|n[’']t)\s+have\b", re.IGNORECASE)
"""What would not have been if something else were so: it was."""

AHEAD = re.compile(
    r"\b(?:will|would|shall|wo|going\s+to|about\s+to|intend\w*|plan\w*|mean[st]?\s+to)\b",
    re.IGNORECASE,
)
"""Words by which something is said not to come, rather than not to have been."""

_NOT = re.compile(r"\bnot\b|n[’']t\b|\bnever\b", re.IGNORECASE)
_NO_ONE = re.compile(r"\b(?:no|not\s+one|not\s+a|none|nobody)\b", re.IGNORECASE)

_LASTING = ("CONTROL", "FORCE", "CAPTIVITY", "POST", "PACT")


def is_denial(mine: Facts, yours: Facts, names: Mapping[str, float]) -> bool:
    """Whether the one of two statements of any reports denies the other."""
    if voice_of(mine) == voice_of(yours) or not speak_of_one_part(mine, yours):
        return False
    told, denial = (mine, yours) if yours.standing == "denied" else (yours, mine)
    if denial.standing != "denied" or is_supposed(denial):
        return False
    is_told = told.standing == "held" or _is_denied_ahead(told, denial)
    if not is_told or is_still_held(told, denial):
        return False
    if _is_not_taken(told, denial) or _is_alive(told, denial, names):
        return True
    if not told.families or not denial.families:
        return _is_same_speech(told, denial) or _is_harm_denied(told, denial)
    return _is_alike(told, denial, names) or _is_denied(told, denial, names)


def is_refused(told: Facts, refusal: Facts) -> bool:
    """Whether somebody "has not agreed" who has agreed to the same, as another says, that day."""
    if told.trigger != refusal.trigger or not told.actors & refusal.actors:
        return False
    if _NOT.search(refusal.statement.quote) is None or not is_later(told, refusal):
        return False
    own = frozenset(filter(is_telling, roots(refusal.statement.quote)))
    return len(own & roots(told.statement.quote)) >= min(len(own), LEAST_WORDS)


def is_still_held(told: Facts, denial: Facts) -> bool:
    """Whether somebody has a town of which the other says that it has not fallen, which is the same."""
    if (
        not told.statement.type == denial.statement.type == "CONTROL"
        or told.statement.mode == "gained"
    ):
        return False
    deed = root(denial.statement.trigger.text)
    is_fall = "take" in deeds_in(frozenset({deed})) and deed not in ("hold", "control")
    return is_fall and not denial.actors & (told.actors | told.kin)


def _is_not_taken(told: Facts, denial: Facts) -> bool:
    """Whether a town has not fallen, on the day or soon after the day on which another has it taken."""
    if (
        not told.statement.type == denial.statement.type == "CONTROL"
        or told.statement.mode != "gained"
    ):
        return False
    if not _is_one_hold(told, denial) or denial.told is None:
        return False
    if denial.actors and told.actors and not _have_one_doer(told, denial):
        return False
    taken, open_yet = told.days or told.told, denial.days or denial.told
    if taken is None or taken.first > open_yet.last:
        return False
    return open_yet.first <= taken.last + timedelta(days=NOT_TAKEN_WITHIN_DAYS)


def _is_denied_ahead(told: Facts, denial: Facts) -> bool:
    """Whether a denial is of what is told to come: "would send men", "no men would be sent"."""
    return told.standing == "ahead" and AHEAD.search(denial.statement.quote) is not None


def _is_alive(told: Facts, denial: Facts, names: Mapping[str, float]) -> bool:
    """Whether somebody is alive whom the other has dead, and whom both name."""
    if not says_alive(denial) or told.harm != "killed" or told.standing != "held":
        return False
    if is_of_days_before(told, denial):
        return False
    whom = told.targets & denial.targets
    return any(names.get(one, 0.0) >= _LEAST_NAME for one in whom) and is_later(told, denial)


def _is_alike(told: Facts, denial: Facts, names: Mapping[str, float]) -> bool:
    """Whether two statements would be one claim but for their standing."""
    if told.trigger != denial.trigger and not _is_one_hold(told, denial):
        return False
    if told.actors and denial.actors and not _have_one_doer(told, denial):
        return False
    rest = tuple(one for one in compare(told, denial, names) if one.field != "standing")
    return total_bits(rest) >= SAME_BITS and is_specific(told, rest)


def _is_one_hold(mine: Facts, yours: Facts) -> bool:
    """Whether two statements tell who has one place: it "was captured", it "has not fallen"."""
    narrow = (mine.places & yours.places) - mine.wide_places - yours.wide_places
    return mine.statement.type == yours.statement.type == "CONTROL" and bool(narrow)


def _is_harm_denied(told: Facts, denial: Facts) -> bool:
    """Whether nobody was hurt of those whom an account of that day and place has dead or hurt."""
    if told.statement.type not in ("CASUALTY", "ASSAULT") or denial.families:
        return False
    narrow = (told.places & denial.places) - told.wide_places
    if (
        not narrow
        or told.days is None
        or denial.days is None
        or not overlaps(told.days, denial.days)
    ):
        return False
    harm = frozenset({"kill", "hurt", "strike"})
    deeds = [deeds_in(frozenset({root(fact.statement.trigger.text)})) for fact in (told, denial)]
    counted = roots(denial.statement.quote) & load_types().unarmed & roots(told.statement.quote)
    return (
        all(one & harm for one in deeds)
        and bool(counted)
        and _NO_ONE.search(denial.statement.quote) is not None
    )


def _is_same_speech(told: Facts, denial: Facts) -> bool:
    """Whether little but a "not" parts two statements of no type."""
    if told.families or denial.families or not is_later(told, denial):
        return False
    if root(told.statement.trigger.text) != root(denial.statement.trigger.text):
        return False
    common = told.words & denial.words
    least = LEAST_NEARBY if told.statement.report == denial.statement.report else LEAST_WORDS
    if len(common) < least or len(common) < SAME_SPEECH * len(told.words | denial.words):
        return False
    return names_in(denial) == names_in(told)


def names_in(fact: Facts) -> frozenset[str]:
    """The roots of words with a capital, but for the first of the quote."""
    words = _WORD.findall(fact.statement.quote)[1:]
    return frozenset(root(word) for word in words if word[0].isupper() and len(word) > 1)


def _is_denied(told: Facts, denial: Facts, names: Mapping[str, float]) -> bool:
    """Whether both are of one deed, with enough in common and nothing that sets them apart."""
    if not (set(told.families) & set(denial.families)) or not is_later(told, denial):
        return False
    if are_of_others(told, denial) or not is_one_deed(told, denial):
        return False
    narrow = (told.places & denial.places) - told.wide_places - denial.wide_places
    targets = told.targets & denial.targets
    actors = told.actors & denial.actors
    is_whom = any(names.get(one, 0.0) >= _LEAST_NAME for one in targets)
    is_who = any(names.get(one, 0.0) >= _LEAST_NAME for one in actors) or bool(
        actors and told.kin - told.actors - told.targets
    )
    things = share_thing(told, denial)
    grounds = (
        2 * bool(narrow)
        + bool((told.places & denial.places) and not narrow)
        + (2 if is_whom else bool(targets))
        + (2 if is_who else bool(actors or told.kin & denial.kin))
        + (things or _is_same_victim(told, denial))
        + (len(shared_words(told, denial)) >= LEAST_WORDS)
    )
    echoes = _echoes(told, denial)
    if root(told.statement.trigger.text) != root(denial.statement.trigger.text):
        return bool(narrow) and grounds > LEAST_GROUNDS and (is_whom or is_who or echoes)
    is_exact = bool(narrow) or (is_whom and (is_who or echoes))
    is_exact |= is_who and (things or echoes or _is_of_men(told, denial))
    return is_exact and grounds >= LEAST_GROUNDS


def _is_same_victim(told: Facts, denial: Facts) -> bool:
    """Whether both name whom it was done to by one word: "an army patrol", "one of its patrols"."""
    whom = (roots(denial.statement.quote) & roots(told.statement.quote)) - roots(
        told.statement.trigger.text
    )
    people = load_types().unarmed | load_types().armed | {"patrol", "village", "villager"}
    return bool(whom & {*map(root, people)})


def _echoes(told: Facts, denial: Facts) -> bool:
    """Whether a denial has hardly a word that the account has not."""
    own = {one for one in roots(denial.statement.quote) if is_telling(one)}
    common = own & roots(told.statement.quote)
    if len(common) < LEAST_WORDS:
        return len(common) == len(own) > 1
    return len(common) >= SAME_SPEECH * len(own)


def _is_of_men(told: Facts, denial: Facts) -> bool:
    """Whether both tell of somebody's men in one place, of which there are many or none."""
    return told.statement.type == denial.statement.type == "FORCE" and bool(
        told.places & denial.places
    )


def is_one_deed(told: Facts, denial: Facts) -> bool:
    """Whether two statements tell of one deed, by the same word or by words of one class."""
    one, other = (root(fact.statement.trigger.text) for fact in (told, denial))
    if one == other:
        return True
    return bool(deeds_in(frozenset({one})) & deeds_in(frozenset({other})))


def are_of_others(mine: Facts, yours: Facts) -> bool:
    """Whether a name, a place, a day, a number or who is counted sets two statements apart."""
    return are_apart(mine, yours) or _count_others(mine, yours)


def are_apart(mine: Facts, yours: Facts) -> bool:
    """Whether another place, another doer by name or another day sets two statements apart."""
    narrow, others = _grounds(mine), _grounds(yours)
    if narrow and others and not narrow & others:
        return True
    if is_known(mine) and is_known(yours) and not _have_one_doer(mine, yours):
        return True
    if says_when(mine) and says_when(yours) and mine.days is not None and yours.days is not None:
        return not overlaps(mine.days, yours.days)
    return False


def _grounds(fact: Facts) -> frozenset[str]:
    """The towns and spots where something took place; whom "Moscow" is asked for help is no place."""
    narrow = fact.places - fact.wide_places
    if fact.statement.type in _IN_WORDS:
        return frozenset()
    return narrow if fact.statement.type in _ON_GROUND else narrow & {*fact.statement.places}


def _have_one_doer(mine: Facts, yours: Facts) -> bool:
    """Whether those who did the one are those who did the other, or part of them."""
    return bool(mine.actors & (yours.actors | yours.kin) or yours.actors & mine.kin)


def says_when(fact: Facts) -> bool:
    """Whether a statement's own words name a day, a month or a year."""
    return _SAYS_WHEN.search(fact.statement.quote) is not None


def _count_others(mine: Facts, yours: Facts) -> bool:
    """Whether the one counts others than the other: another number of them, or armed and unarmed."""
    like = [
        (one, other)
        for one in mine.quantities
        for other in yours.quantities
        if same_unit(one, other)
    ]
    if like and not any(agree(*pair) for pair in like):
        return True
    types = load_types()
    mine_people, your_people = _people(mine), _people(yours)
    return bool(
        (mine_people & types.unarmed and your_people and not your_people & types.unarmed)
        or (your_people & types.unarmed and mine_people and not mine_people & types.unarmed)
    )


def _people(fact: Facts) -> frozenset[str]:
    """The words for people, armed or not, that a statement has or counts."""
    types = load_types()
    words = re.findall(r"\w+", fact.statement.quote.casefold())
    nouns = {word.removesuffix("s") for word in words} | {unit_of(one) for one in fact.quantities}
    return frozenset(nouns & (types.armed | types.unarmed))


def is_later(told: Facts, denial: Facts) -> bool:
    """Whether a denial comes soon after what it may be about; nobody denies what is still to come."""
    if told.told is None or denial.told is None:
        return told.statement.report == denial.statement.report
    is_ahead = told.standing == "ahead"
    if not is_ahead and told.days is not None and told.days.first > denial.told.last:
        return False
    reach = timedelta(days=DENIED_WITHIN_DAYS)
    if denial.told.first > told.told.last + reach:
        return False
    if told.days is None or is_ahead or told.statement.type in _LASTING:
        return denial.told.last >= told.told.first - timedelta(days=1)
    return denial.told.last >= told.days.first


def share_thing(mine: Facts, yours: Facts) -> bool:
    """Whether both name a thing of one kind: the one a frigate, the other "any ship"."""
    one, other = roots(mine.statement.quote), roots(yours.statement.quote)
    return bool(things_in(one) & things_in(other))


def shared_words(mine: Facts, yours: Facts) -> frozenset[str]:
    """The roots that both have, but for short words and those of deeds."""
    common = roots(mine.statement.quote) & roots(yours.statement.quote)
    return frozenset(one for one in common if is_telling(one) and not deeds_in(frozenset({one})))


def names_others(mine: Facts, yours: Facts) -> bool:
    """Whether the second has names that the first has not, those of speakers left out."""
    said = speaker_words(mine) | speaker_words(yours)
    return bool(names_in(yours) - roots(mine.statement.quote) - said)


def speaker_words(fact: Facts) -> frozenset[str]:
    """The roots of the words for those on whose word a statement is."""
    return roots(" ".join(link.name for link in fact.statement.attribution))


def is_supposed(fact: Facts) -> bool:
    """Whether a statement only supposes that something had not been so, or denies its number alone."""
    quote = fact.statement.quote
    if _IF.match(quote) is not None or _NOT_SO_MANY.match(quote) is not None:
        return True
    return _UNKNOWN.search(quote) is not None or _WOULD_NOT_HAVE.search(quote) is not None


def says_alive(fact: Facts) -> bool:
    """Whether a statement says that somebody lives."""
    return _ALIVE.search(fact.statement.quote) is not None


def is_of_days_before(told: Facts, denial: Facts) -> bool:
    """Whether a denial names days before those of the account, by words of its own."""
    if told.days is None or denial.days is None or not says_when(denial):
        return False
    return denial.days.last < told.days.first
