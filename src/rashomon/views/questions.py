"""Disputes as the questions that they leave open, such as "How many people were killed: 36 or 45?".

Enters: a dispute and what its statements name. Leaves: one question, in words of the reports; the
dispute's own title where its field has no question.
"""

import re
from collections.abc import Iterable, Sequence

from rashomon.records.claims import Dispute
from rashomon.records.pacts import Pact
from rashomon.records.statements import Statement
from rashomon.views.citing import Citations
from rashomon.views.wording import escape, listing, quoted, value_words

LONGEST_ANSWER_CHARS = 70
"""An answer that fits into its question; a longer one stands below it alone."""

MOST_ANSWERS = 3

LONGEST_HEADING = 120
"""Code points of a quote that a heading repeats."""

_PARTIES = ("actors", "targets")

_NUMBER = re.compile(
    r"(?:at (?:least|most)|more than|fewer than|less than|about|some|up to|over|nearly)?\s*"
    r"[\d.,]+(?:\s*(?:to|–|-)\s*[\d.,]+)?(?:\s*(?:million|billion))?",
    re.IGNORECASE,
)
_SUFFERED = frozenset({"killed", "wounded", "injured", "hurt", "displaced"})


def ask(dispute: Dispute, pacts: Sequence[Pact], cited: Citations) -> str:
    """The question of a dispute, escaped."""
    told = [
        [cited.statements[one] for one in side.statements if one in cited.statements]
        for side in dispute.sides
    ]
    who = listing([cited.name(one) for one in _common(told, _PARTIES)]) or _subject(
        dispute, told, cited
    )
    where = [one for one in _common(told, ("places",)) if cited.is_proper(one)]
    question = _question(dispute, told, who, _located(where, cited))
    if dispute.field == "signed":
        question = _signing(dispute, pacts, who)
    return question or escape(dispute.about)


def _question(
    dispute: Dispute, told: Sequence[Sequence[Statement]], who: str, where: str
) -> str | None:
    """The question of the dispute's field; None where what it asks about has no name."""
    said = next((one for side in told for one in side if one.status != "denied"), None)
    place = where.partition(" ")[2].partition(" ")[2]
    questions = {
        "number": _amount(dispute, told, where),
        "control": f"Who holds {place}{_answers(dispute)}?" if place else None,
        "identity": f"Who were they{_answers(dispute, are_words=True)}?",
        "role": f"What part do {who} play{where}?" if who else None,
        "target": f"Whom do the attacks by {who} hit{where}?" if who else None,
        "cause": f"{who[:1].upper()}{who[1:]}: how did it come about{where}?" if who else None,
        "status": f"Is it so: {quoted(said.quote, LONGEST_HEADING)}?" if said is not None else None,
    }
    return questions.get(dispute.field)


def _located(places: Sequence[str], cited: Citations) -> str:
    """Where it is disputed: " in Idlib", " at Damascus airport"; empty for no place in common."""
    if not places:
        return ""
    names = [cited.name(one) for one in places]
    # What ends in a common noun ("the old road") is passed or stood at, not lived in.
    is_point = all(
        cited.kind(place) == "facility" or name.rpartition(" ")[2].islower()
        for place, name in zip(places, names, strict=True)
    )
    return f" {'at' if is_point else 'in'} {listing(names)}"


def _answers(dispute: Dispute, *, are_words: bool = False) -> str:
    """The accounts as answers to choose from; empty where they are too long or too many."""
    values = [value_words(side.value) for side in dispute.sides]
    if any(len(value) > LONGEST_ANSWER_CHARS for value in values) or len(values) > MOST_ANSWERS:
        return ""
    return f": {' or '.join(quoted(one) if are_words else escape(one) for one in values)}"


def _amount(dispute: Dispute, told: Sequence[Sequence[Statement]], where: str) -> str | None:
    """How many of what, where all accounts count the same thing."""
    numbers = [_NUMBER.match(side.value) for side in dispute.sides]
    found = [match.group().strip() for match in numbers if match is not None]
    units = {
        side.value[match.end() :].strip().casefold(): side.value[match.end() :].strip()
        for side, match in zip(dispute.sides, numbers, strict=True)
        if match is not None
    }
    if len(found) < len(dispute.sides) or len(units) > 1:
        return f"How many{where}{_answers(dispute)}?"
    unit = next(iter(units.values()))
    triggers = {one.trigger.text.casefold() for side in told for one in side}
    verb = next(iter(sorted(triggers & _SUFFERED)), "")
    suffered = f" were {verb}" if verb and unit else ""
    return f"How many {escape(unit)}{suffered}{where}: {' or '.join(map(escape, found))}?"


def _signing(dispute: Dispute, pacts: Sequence[Pact], who: str) -> str | None:
    ids = {one for side in dispute.sides for one in side.statements}
    for pact in pacts:
        if ids & {*pact.statements, *(one for sign in pact.signed for one in sign.statements)}:
            return f"When was the {escape(pact.name)} signed{_answers(dispute)}?"
    return f"When was the pact of {who} signed{_answers(dispute)}?" if who else None


def _subject(dispute: Dispute, told: Sequence[Sequence[Statement]], cited: Citations) -> str:
    """The parties of any side that the dispute's title names."""
    parties = {
        cited.name(one) for side in told for said in side for field in _PARTIES
        for one in getattr(said, field)
    }  # fmt: skip
    title = escape(dispute.about)
    return listing(sorted(name for name in parties if name in title))


def _common(told: Sequence[Sequence[Statement]], fields: Iterable[str]) -> list[str]:
    """The entities that some statement of each side names in one of the roles, in order."""
    names = [
        {entity for one in side for field in fields for entity in getattr(one, field)}
        for side in told
    ]
    return sorted(set.intersection(*names)) if names else []
