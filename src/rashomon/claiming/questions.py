"""What a dispute is about, as the question that its accounts answer otherwise.

Enters: a clash and the facts of its two statements, and all that the sides say. Leaves: one sentence of
names and words that they hold. Who reads the accounts finds their words in the sides; the question says
only what they are about.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from rashomon.claiming.clashes import LOOSE, Clash
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.claiming.wording import order_of_telling
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement

LONGEST_ANSWER_CHARS = 60
"""An account that fits into its question; longer ones stand in the sides alone."""

LONGEST_QUOTE_CHARS = 120
"""A quote that fits into a question."""

HARMED = {"killed": "killed", "hurt": "injured", "taken": "taken", "driven": "driven out"}
"""What was done to people, by the kind of harm, after "were"."""


_NUMBER = re.compile(rf"^(?:.*\d\S*\s*|(?:{'|'.join(LOOSE.values())}) of )")
"""The number at the beginning of an account, as `clashes.quantity_words` says it."""

_THEIR = re.compile(r"(?:their|its|his|her|our|the|them|those|these)\b", re.IGNORECASE)
"""What is asked for as "how many of": "their men"."""

UNANSWERED = frozenset({"status", "cause"})
"""Fields whose accounts are no answers that a question could end with."""


def ask(
    clash: Clash,
    values: Sequence[str],
    told: Iterable[Statement],
    facts: Sequence[Facts],
    entities: Mapping[str, Entity],
) -> str:
    """The question that a dispute leaves open, such as "How many civilians were killed in Marn?".

    Args:
        clash: One of those that make the dispute.
        values: The accounts.
        told: The statements of all sides, but for those that deny it.
        facts: The facts of all statements.
        entities: Entities by id.
    """
    if clash.field == "status":
        return ask_whether(told)
    pair = facts[clash.one], facts[clash.other]
    who = _who(clash, pair, entities)
    where = _where(pair, entities)
    questions = {
        "number": _amount(pair, values, where),
        "cause": f"How did {_dead(pair) or who or 'they'} die{where}"
        if _tells_of_death(pair)
        else f"How did it come about{where}",
        "signed": f"When was the pact of {who} signed",
        "identity": f"Who are {_called(pair, entities) or 'they'}",
        "doer": f"Who did it{where}",
        "control": f"Who holds {where.removeprefix(' in ') or 'it'}",
        "role": f"What is the part of {who}{where}" if who else f"What part is played{where}",
        "target": f"Whom do the attacks by {who} hit{where}"
        if who
        else f"Whom do the attacks hit{where}",
    }
    return f"{questions[clash.field]}?"


def ask_whether(told: Iterable[Statement]) -> str:
    """The question of a denial: the most telling words of those who say that it is so."""
    said = min(told, key=lambda one: (one.status == "denied", order_of_telling(one)))
    words = re.sub(r"\s+", " ", said.quote).strip(' ,;:.“”"').removeprefix("that ")
    if len(words) > LONGEST_QUOTE_CHARS:
        words = words[:LONGEST_QUOTE_CHARS].rsplit(" ", 1)[0] + " …"
    return f"Is it so: “{words}”?"


def with_answers(field: str, question: str, values: Sequence[str]) -> str:
    """A question with its accounts as answers, where they are short: "… in Marn: 12 or 16?".

    What all accounts count, and the question names, is not said again.
    """
    if field in UNANSWERED or any(len(value) > LONGEST_ANSWER_CHARS for value in values):
        return question
    unit = _common_end(values)
    if unit and f" {unit} " in f"{question.removesuffix('?')} ":
        values = [value.removesuffix(unit).strip().removesuffix(" of") for value in values]
    if field == "identity":
        values = [f"“{value}”" for value in values]
    return f"{question.removesuffix('?')}: {' or '.join(values)}?"


def _common_end(values: Sequence[str]) -> str:
    """The words after the numbers in which all accounts end; empty for none."""
    ends = {_NUMBER.sub("", value) if _NUMBER.match(value) else "" for value in values}
    return next(iter(ends)) if len(ends) == 1 else ""


def _amount(pair: tuple[Facts, Facts], values: Sequence[str], where: str) -> str:
    """How many of what, and what befell them; the unit only where all accounts count the same."""
    unit = _common_end(values)
    harm = HARMED.get(pair[0].harm or "", "") if pair[0].harm == pair[1].harm else ""
    counted = " ".join(_NUMBER.sub("", value) for value in values)
    is_told = any(stem(word) in load_types().harms for word in counted.split())
    done = f" were {harm}" if harm and not is_told else ""
    of = "of " if _THEIR.match(unit) else ""
    return f"How many{' ' if unit else ''}{of}{unit}{done}{where}"


def _tells_of_death(pair: tuple[Facts, Facts]) -> bool:
    """Whether it is a death of which two ways are told."""
    return any(
        fact.harm == "killed" or (fact.statement.type == "CASUALTY" and fact.harm is None)
        for fact in pair
    )


def _dead(pair: tuple[Facts, Facts]) -> str:
    """Those who died, by their number: "the 3 prisoners"."""
    counted = [one for fact in pair for one in fact.quantities if one.of and one.low == one.high]
    return f"the {counted[0].low:g} {counted[0].of}" if counted else ""


def _called(pair: tuple[Facts, Facts], entities: Mapping[str, Entity]) -> str:
    """Those whom accounts of identity are about, where a report names or describes them."""
    told = [fact.targets - fact.actors for fact in pair if fact.statement.type == "IDENTITY"]
    common = told[0].intersection(*told[1:]) if told else frozenset()
    people = [_people(entities[one]) for one in sorted(common) if one in entities]
    names = " and ".join(sorted(one for one in people if one))
    return f"the {names}" if names and (names[0].islower() or names.endswith("s")) else names


def _people(entity: Entity) -> str:
    """A name for people: of a state's names the one for its nationals; empty where it has none."""
    if entity.kind not in ("place", "facility"):
        return entity.name
    stem = entity.name[:_STEM]
    own = [one for one in entity.aliases if one.startswith(stem) and one.endswith(_NATIONALS)]
    return min(own, key=lambda one: (len(one), one), default="")


_STEM = 4
"""Letters that a state shares with its nationals: Iran and Iranians, but not Greece and Greeks."""

_NATIONALS = ("ns", "is", "ese", "ks", "ds", "bs")


def _who(clash: Clash, pair: tuple[Facts, Facts], entities: Mapping[str, Entity]) -> str:
    mine, yours = pair
    common = (mine.actors | mine.targets) & (yours.actors | yours.targets)
    named = _names(frozenset(clash.subjects) or common - mine.places, entities)
    return named or _names(mine.actors | yours.actors, entities)


def _where(pair: tuple[Facts, Facts], entities: Mapping[str, Entity]) -> str:
    """The places that both name, as " in X", a region for want of a town; empty for a whole country."""
    mine, yours = pair
    common = mine.places & yours.places
    wide = common & mine.wide_places
    regions = frozenset(one for one in wide if one in entities and not entities[one].links)
    where = _names(common - wide, entities) or _names(regions, entities)
    return f" in {where}" if where else ""


def _names(ids: frozenset[str], entities: Mapping[str, Entity]) -> str:
    return " and ".join(sorted(entities[one].name for one in ids if one in entities))
