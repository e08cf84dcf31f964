"""Whether what a later report tells is what was foreseen: the verdict of one statement on a forecast.

Stands beside `outcomes`. Enters: what is foreseen and one later statement. Leaves: an outcome with the
words that it rests on, or none. Which statements are asked, and in which order, is decided there.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.statements import Statement
from rashomon.situation.bearings import STILL_NEWS
from rashomon.situation.coverage import REACH
from rashomon.situation.foreseen import Foreseen
from rashomon.situation.foresights import foresees_coming, foresees_leaving
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import all_forms, load_list, load_table, load_words, tokens

WITHOUT_WINDOW = REACH
"""How long after it a forecast without a window may still be borne out: about a quarter. What comes
years later is not what was foreseen."""

_DID_NOT = re.compile(r"\bdid(?:\s+not|n[’']t)\b|\bnever\b|\bfailed\s+to\b", re.IGNORECASE)

Standing = Literal["pending", "cannot tell", "partly", "borne out", "not borne out"]


class Outcome(Struct, frozen=True):
    """What became of a forecast; ``indirect`` where it only follows from how things stood long after.

    ``on`` are the days of the report that settled it; none where a later one may yet.
    """

    standing: Standing
    decided_by: tuple[str, ...]
    why: str
    indirect: bool = False
    on: Days | None = None


def kind_of(foretold: Statement) -> str | None:
    """What is foreseen: the taking of a place, whether it is told as one or as an assault by which.

    Of who will be somewhere it is his coming, and of who will be gone his leaving.
    """
    if foretold.type == "ASSAULT":
        words = load_words()
        if (words.gains | words.falls).intersection(tokens(foretold.trigger.text)):
            return "CONTROL"
    if foresees_leaving(foretold):
        return "leaving"
    return "coming" if foresees_coming(foretold) else foretold.type


def is_capture(one: Statement) -> bool:
    """Whether a place was taken by what is told: a hold gained, or an assault by which."""
    if one.type == "CONTROL" and one.mode == "gained":
        return True
    words = load_words()
    told = (words.gains | words.falls).intersection(tokens(one.trigger.text))
    return one.type in ("CONTROL", "ASSAULT") and bool(told)


@cache
def coming_forms() -> frozenset[str]:
    """The forms of verbs that tell how somebody comes to be somewhere."""
    return all_forms(load_table("forecasts.toml")["coming"])


def holds_on(one: Statement, window: Days | None) -> bool:
    """Whether a hold lasts beyond a window: told of no day of its own, since one, or to a later one."""
    told = None if one.time is None else one.time.days
    if told is None or "since" in tokens(one.quote):
        return True
    return window is not None and told.last > window.last >= told.first


def has_lasted(one: Statement, window: Days) -> bool:
    """Whether a hold is told to have lasted since before a window ended: "has held it since April"."""
    told = None if one.time is None else one.time.days
    return told is not None and "since" in tokens(one.quote) and told.last <= window.last


def is_of_turn(foretold: Statement, one: Statement) -> bool:
    """Whether what is told of a pact is what was foreseen of it: its signing, or what became of it."""
    if foretold.type != "PACT" or one.type != "PACT":
        return True
    if foretold.mode is not None or one.mode is not None:
        return foretold.mode == one.mode
    return one.terms is not None and one.terms.role == "signing"


def foresees_release(one: Statement) -> bool:
    """Whether it is of somebody's release, foreseen or told, and not of his being held."""
    freed = load_words().freed
    return one.type in ("CAPTIVITY", "AGREE") and bool(freed & {*tokens(one.trigger.text)})


def is_return(foreseen: Foreseen, one: Statement) -> bool:
    """Whether somebody is foreseen, or told, to come back, which he does once: later is too late."""
    said = {*tokens(foreseen.statement.quote), *tokens(one.trigger.text)}
    return not load_list("forecasts.toml", "again").isdisjoint(said)


def too_late(foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
    """Not borne out where a place was taken on a day after the window, and on none before."""
    happened = None if one.time is None else one.time.days
    if happened is None or foreseen.window is None or happened.first <= foreseen.window.last:
        return None
    day = happened.first.isoformat()
    why = f"the report of {in_day(days)} says that it happened on {day}, after the window: “{one.quote}”"
    return not_borne_out(one, why)


def borne_out(foreseen: Foreseen, one: Statement, days: Days, lineage: Lineage) -> Outcome | None:
    """Borne out where it happened in the window, or, without one, soon after it was foretold."""
    happened = None if one.time is None else one.time.days
    told, window = foreseen.told, foreseen.window
    if told is None:
        return None
    if window is None:
        if not _is_narrow(foreseen.statement, one, lineage):
            return None
        window = Days(told.last, told.last + WITHOUT_WINDOW)
        if happened is None and days.last > window.last:
            return None
    if happened is None:
        inside = days.last <= window.last
    else:
        inside = happened.first >= told.first and happened.last <= window.last
    if not inside:
        return None
    if _is_part(foreseen.statement, one):
        why = f"The report of {in_day(days)} says that a part of it happened: “{one.quote}”"
        return Outcome("partly", (one.id,), why)
    return Outcome(
        "borne out", (one.id,), f"The report of {in_day(days)} says that it happened: “{one.quote}”"
    )


def is_late(days: Days, window: Days | None) -> bool:
    """Whether a report is of long after a window, so that much may have come and gone between them.

    Within `STILL_NEWS` a town that was taken and lost again is told of as one that was.
    """
    return window is not None and days.first - window.last > STILL_NEWS


def _is_part(foretold: Statement, one: Statement) -> bool:
    """Whether less happened than was foreseen: a part of the place, or fewer of the same."""
    if foretold.type == "CONTROL" and tells_part(one.quote) and not tells_part(foretold.quote):
        return True
    for wanted in foretold.quantities:
        for told in one.quantities:
            same = set(tokens(wanted.of)) & set(tokens(told.of))
            if same and wanted.low is not None and told.high is not None:
                return told.high < wanted.low
    return False


def tells_part(quote: str) -> bool:
    """Whether words tell of a part of something: "half of the town"."""
    words, said = load_words(), tokens(quote)
    limits = words.parts | words.whole
    return any(one in limits and after == "of" for one, after in pairwise(said))


def _is_narrow(foretold: Statement, one: Statement, lineage: Lineage) -> bool:
    """Whether both are about the same town or group, and not only about a whole country.

    In a war there is always an attack somewhere in the country: it bears out no forecast of none in
    particular.
    """
    both = {*foretold.places, *foretold.targets} & {*one.places, *one.targets}
    return any(not lineage.is_state(one) for one in both)


def is_over(foreseen: Foreseen, one: Statement, days: Days) -> bool:
    """Whether a denial soon after tells of a time that is over: "the town did not fall"."""
    told = foreseen.told
    is_soon = told is not None and days.first <= told.last + WITHOUT_WINDOW
    return is_soon and _DID_NOT.search(one.quote) is not None


def not_borne_out(one: Statement, why: str) -> Outcome:
    """The outcome of a forecast that did not come true, with its reason."""
    return Outcome("not borne out", (one.id,), why[:1].upper() + why[1:])


def has_run(said: Sequence[str], key: str) -> bool:
    """Whether words have one of the runs of words of a list."""
    runs: list[list[str]] = load_table("forecasts.toml")[key]
    return any(
        list(said[i : i + len(run)]) == run
        for run in runs
        if run[0] in said
        for i in range(len(said) - len(run) + 1)
    )


def in_day(days: Days) -> str:
    """Days for a reason: "2015-05-21", "2015-05-21 to 2015-05-23"."""
    if days.first == days.last:
        return days.first.isoformat()
    return f"{days.first.isoformat()} to {days.last.isoformat()}"
