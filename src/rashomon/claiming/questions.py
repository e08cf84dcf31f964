"""What a dispute is about, as the question that its accounts answer otherwise.

Enters: a clash and the facts of its two statements. Leaves: one sentence of names and words that both
hold. Who reads the accounts finds their words in the sides; the question says only what they are about.
"""

import re
from collections.abc import Mapping, Sequence

from rashomon.claiming.clashes import Clash
from rashomon.claiming.facts import Facts
from rashomon.records.mentions import Entity

LONGEST_ANSWER_CHARS = 60
"""An account that fits into its question; longer ones stand in the sides alone."""

LONGEST_QUOTE_CHARS = 120
"""A quote that fits into a question."""

HARMED = {"killed": "killed", "hurt": "injured", "taken": "taken", "driven": "driven out"}
"""What was done to people, by the kind of harm, after "were"."""


def ask(
    clash: Clash, values: Sequence[str], facts: Sequence[Facts], entities: Mapping[str, Entity]
) -> str:
    """The question that a dispute leaves open, such as "How many civilians were killed in Marn?"."""
    pair = facts[clash.one], facts[clash.other]
    who = _who(clash, pair, entities)
    where = _where(pair, entities)
    if clash.field == "number":
        return _amount(pair, values, where)
    if clash.field == "status":
        return f"Is it so: “{_quote(pair)}”?"
    if clash.field == "cause":
        return f"How did {_dead(pair) or who or 'they'} die{where}?"
    questions = {
        "signed": f"When was the pact of {who} signed",
        "identity": f"Who are {_called(pair, entities) or 'they'}",
        "control": f"Who holds {where.removeprefix(' in ') or 'it'}",
        "role": f"What is the part of {who}{where}" if who else f"What part is played{where}",
        "target": f"Whom do the attacks by {who} hit{where}"
        if who
        else f"Whom do the attacks hit{where}",
    }
    return f"{questions[clash.field]}{_answers(values)}?"


def _amount(pair: tuple[Facts, Facts], values: Sequence[str], where: str) -> str:
    """How many of what, and what befell them; the unit once, where all accounts count the same."""
    units = sorted({one.of for fact in pair for one in fact.quantities if one.of}, key=len)
    unit = next(
        (one for one in reversed(units) if all(value.endswith(one) for value in values)), ""
    )
    harm = HARMED.get(pair[0].harm or "", "") if pair[0].harm == pair[1].harm else ""
    numbers = [value.removesuffix(unit).strip() for value in values]
    done = f" were {harm}" if harm and unit else ""
    return f"How many{' ' if unit else ''}{unit}{done}{where}: {' or '.join(numbers)}?"


def _quote(pair: tuple[Facts, Facts]) -> str:
    """The words of the account that says it is so."""
    told = min(pair, key=lambda fact: (fact.standing == "denied", fact.statement.id))
    words = re.sub(r"\s+", " ", told.statement.quote).strip(' ,;:.“”"').removeprefix("that ")
    if len(words) > LONGEST_QUOTE_CHARS:
        return words[:LONGEST_QUOTE_CHARS].rsplit(" ", 1)[0] + " …"
    return words


def _dead(pair: tuple[Facts, Facts]) -> str:
    """Those who died, by their number: "the 3 prisoners"."""
    counted = [one for fact in pair for one in fact.quantities if one.of and one.low == one.high]
    return f"the {counted[0].low:g} {counted[0].of}" if counted else ""


def _called(pair: tuple[Facts, Facts], entities: Mapping[str, Entity]) -> str:
    """Those whom accounts of identity are about, where a report names or describes them."""
    told = [fact.targets - fact.actors for fact in pair if fact.statement.type == "IDENTITY"]
    names = _names(told[0].intersection(*told[1:]) if told else frozenset(), entities)
    return f"the {names}" if names and names[0].islower() else names


def _who(clash: Clash, pair: tuple[Facts, Facts], entities: Mapping[str, Entity]) -> str:
    mine, yours = pair
    common = (mine.actors | mine.targets) & (yours.actors | yours.targets)
    named = _names(frozenset(clash.subjects) or common - mine.places, entities)
    return named or _names(mine.actors | yours.actors, entities)


def _where(pair: tuple[Facts, Facts], entities: Mapping[str, Entity]) -> str:
    """The places that both name, as " in X"; empty for none but a whole country."""
    mine, yours = pair
    where = _names((mine.places & yours.places) - mine.wide_places, entities)
    return f" in {where}" if where else ""


def _answers(values: Sequence[str]) -> str:
    if any(len(value) > LONGEST_ANSWER_CHARS for value in values):
        return ""
    return f": {' or '.join(values)}"


def _names(ids: frozenset[str], entities: Mapping[str, Entity]) -> str:
    return " and ".join(sorted(entities[one].name for one in ids if one in entities))
