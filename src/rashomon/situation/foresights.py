"""Foresights: whether a statement foresees something, that it will or will not happen.

Enters: a statement. Leaves: whether it is a forecast, and of what kind; for which days it is one is told
in `rashomon.situation.windows`.
"""

import re

from rashomon.records.statements import Statement

_SOON = re.compile(
    r"\b(?:any\s+(?:day|hour|moment|minute|time)|soon|shortly|imminent(?:ly)?|before\s+long"
    r"|within\s+(?:days|hours|weeks|an?\s+(?:day|week|month)|the\s+next)"
    r"|in\s+the\s+(?:coming|next)\s+(?:few\s+)?(?:days|hours|weeks))\b",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(
    r"\b(?:will|shall|going\s+to)\s+(?:not|never|hardly)\b|\bwon[’']t\b|\bnot\s+going\s+to\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|i)\b", re.IGNORECASE)

_IF = re.compile(
    r"\b(?:if|unless|once|provided)\b|\A\W*(?:should|were|had)\b|\Aany\s", re.IGNORECASE
)
_ANSWER = re.compile(
    r"\Aany\b.*\b(?:will|would|shall)\s+be\s+(?:met|answered|punished|avenged|repaid|dealt|crushed)\b",
    re.IGNORECASE,
)
"""What is threatened with whoever does something: "any attack will be answered" foretells nothing."""

_WILL = re.compile(r"\b(?:will|would|shall)\b|[’']ll\b", re.IGNORECASE)
_NONE_LEFT = re.compile(
    r"\b(?:will|would)\s+be\s+(?:no|not\s+(?:a|one)|gone|out\s+of)\b|\bnot\s+(?:a|one)\s+(?:single\s+)?\w+(?:\s+\w+)?\s+(?:will|would)\b"
    r"|\b(?:will|would)\s+have\s+(?:left|gone|withdrawn)\b",
    re.IGNORECASE,
)
_LEAVING = re.compile(r"(?:withdraw|pull|leave|evacuate|depart|vacate|quit|go|get)", re.IGNORECASE)
"""What who undertakes to leave will do."""

_PREDICTING = re.compile(
    r"\b(?:predict|forecast|foretold|foretell|foresee|foresaw|prophes)", re.IGNORECASE
)


def foresees(statement: Statement) -> bool:
    """Whether a statement is a forecast.

    What is predicted is one, and so is a plan with a window or told by somebody else than who has it;
    what may happen "any day", or will if something else does; and that something will not happen,
    unless who says so refuses to do it. That anything done "will be met with force" is a threat.
    """
    if statement.status == "predicted" or _is_called_one(statement):
        return _ANSWER.search(statement.quote) is None
    if statement.status == "planned":
        return _is_foretold_plan(statement)
    if statement.type is None:
        return False
    if statement.status == "possible":
        return _SOON.search(statement.quote) is not None
    if statement.status == "conditional":
        return _is_on_condition(statement)
    return foresees_not(statement) and not _is_own(statement)


def _is_foretold_plan(statement: Statement) -> bool:
    """Whether a plan is foreseen: it has a window, or somebody else tells of it than who has it."""
    dated = statement.time is not None and statement.time.days is not None
    told = bool(statement.attribution)
    if statement.type is None:
        return dated and told and _WILL.search(statement.quote) is not None
    return dated or (told and not _speakers(statement) & set(statement.actors))


def _speakers(statement: Statement) -> set[str]:
    return {one.entity for one in statement.attribution if one.entity is not None}


def _is_own(statement: Statement) -> bool:
    """Whether it is the speaker's own doing that he speaks of."""
    is_actor = bool(_speakers(statement) & set(statement.actors))
    return is_actor or _WE.search(statement.quote) is not None


def _is_called_one(statement: Statement) -> bool:
    """Whether it is said in so many words to be a prediction: "the general predicted that …"."""
    cue = statement.attribution[0].cue if statement.attribution else None
    return cue is not None and _PREDICTING.match(cue.text) is not None


def _is_on_condition(statement: Statement) -> bool:
    """Whether a statement foresees something if something else happens, and is no threat or clause."""
    said = statement.quote
    is_worded = _IF.search(said) is not None and _WILL.search(said) is not None
    is_of_events = statement.type not in ("PACT", "THREATEN", "REQUEST") and statement.terms is None
    return is_worded and is_of_events and bool(statement.attribution) and not _is_own(statement)


def foresees_leaving(statement: Statement) -> bool:
    """Whether what is foreseen is that somebody will be there no more: "not one will be left"."""
    if statement.type == "RETREAT" and statement.mode == "withdraw":
        return True
    is_of_men = statement.type in ("FORCE", "RETREAT", "AGREE")
    left = _LEAVING.fullmatch(statement.trigger.text) if statement.type == "AGREE" else None
    return is_of_men and (left is not None or _NONE_LEFT.search(statement.quote) is not None)


def foresees_coming(statement: Statement) -> bool:
    """Whether what is foreseen is that somebody will be somewhere: "the army will be in the town"."""
    is_of_men = statement.type in ("FORCE", "MOBILIZE", "CONTROL", "CONSULT")
    is_being = statement.trigger.text.lower() == "be" and bool(statement.places)
    return is_of_men and is_being and not foresees_leaving(statement)


def foresees_not(statement: Statement) -> bool:
    """Whether what is foreseen is that something will not happen."""
    return statement.status == "denied" and _WILL_NOT.search(statement.quote) is not None
