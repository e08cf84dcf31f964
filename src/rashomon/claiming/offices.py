"""Offices: whether two that one man is told to hold are of two bodies, and whether he has lost his.

Stands beside `likeness`. Enters: the facts of two statements. Leaves: whether each names a body of its
own whose office it is, so that they are two offices and no two accounts of one; and whether the one
has somebody out of an office in which he is by the other.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from rashomon.claiming.facts import Facts, skeleton
from rashomon.claiming.phrases import says
from rashomon.claiming.voices import speakers_of, voice_of
from rashomon.names.tokens import words_of

_STEM = 4
"""Letters by which the name of a country and that of its people begin alike: "Syria", "Syrian"."""

KEPT_WITHIN_DAYS = 7
"""Days after a dismissal on which who is still in office contradicts it; later he may be back."""

_OUT = ("COERCE", "POST", "RETREAT", "REJECT", "CONCEDE", None)


def are_of_two_bodies(one: Facts, other: Facts) -> bool:
    """Whether two offices are those of two bodies: "commander of the Third Brigade", "of Hezbollah".

    Bodies of unlike names are two, and so are those of other numbers; an office of nobody in particular
    may be anybody's.
    """
    if one.statement.type != "POST" or other.statement.type != "POST":
        return False
    first, second = _bodies(one.statement.value or ""), _bodies(other.statement.value or "")
    return any(
        mine and yours and mine.isdisjoint(yours) for mine, yours in zip(first, second, strict=True)
    )


@lru_cache(maxsize=4096)
def _bodies(office: str) -> tuple[frozenset[str], frozenset[str]]:
    """What names of bodies in an office begin with and sound like, and the numbers of these bodies.

    Its first word is in capitals for its place.
    """
    words = office.replace("-", " ").split()
    named = [word for word in words if not word[:1].islower()]
    numbers = {one.text for one in words_of(" ".join(named)) if one.kind == "number"}
    called = [word.casefold() for word in words[1:] if word[:1].isupper()]
    return frozenset((*(word[:_STEM] for word in called), *map(skeleton, called))), frozenset(
        numbers
    )


def office_keys(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The blocks of those who are told to have lost an office, or to keep it, one by one."""
    if tells_of_office(fact):
        yield from (("office", one) for one in sorted(fact.actors | fact.targets))


def contests_office(mine: Facts, yours: Facts) -> str | None:
    """Which of two statements ("one", "other") denies what the other tells of an office.

    It has somebody in office whom the other has out of it, or says that he was not appointed or has not
    gone.
    """
    if voice_of(mine) == voice_of(yours):
        return None
    for told, denial, end in ((mine, yours, "other"), (yours, mine, "one")):
        is_lost = _has_lost(told) and (_keeps(denial) or _has_not_lost(denial))
        is_given = _is_given(told) and _is_not_given(denial) and not are_of_two_bodies(told, denial)
        if (is_lost or is_given) and _is_soon_kept(told, denial):
            whom = (told.actors | told.targets) - (speakers_of(told) if is_lost else frozenset())
            return end if whom & (denial.actors | denial.targets) else None
    return None


def tells_of_office(fact: Facts) -> bool:
    """Whether a statement tells that somebody has lost an office, keeps it or was given it, or not."""
    is_told = _has_lost(fact) or _is_given(fact)
    return is_told or _keeps(fact) or _has_not_lost(fact) or _is_not_given(fact)


def _has_lost(fact: Facts) -> bool:
    """Whether a statement tells that somebody lost or left an office."""
    is_told = fact.standing == "held" and fact.statement.type in _OUT
    return is_told and says("out_of_office", fact.statement.trigger.text)


def _keeps(fact: Facts) -> bool:
    """Whether a statement tells that somebody is still in an office."""
    is_told = fact.standing == "held" and fact.statement.type == "POST" and bool(fact.actors)
    return is_told and says("still_in_office", fact.statement.quote)


def _has_not_lost(fact: Facts) -> bool:
    """Whether a statement denies that somebody lost or left an office."""
    is_denied = fact.standing == "denied" and fact.statement.type in _OUT
    return is_denied and says("out_of_office", fact.statement.trigger.text)


def _is_given(fact: Facts) -> bool:
    """Whether a statement tells that somebody was given an office."""
    is_told = fact.standing == "held" and fact.statement.type == "POST"
    return is_told and fact.statement.mode == "given"


def _is_not_given(fact: Facts) -> bool:
    """Whether a statement denies that somebody was given an office."""
    is_denied = fact.standing == "denied" and fact.statement.type == "POST"
    return is_denied and fact.statement.mode == "given"


def _is_soon_kept(lost: Facts, kept: Facts) -> bool:
    """Whether the second is told of the days after the loss, and soon."""
    if lost.told is None or kept.told is None:
        return lost.statement.report == kept.statement.report
    since = lost.days or lost.told
    if kept.days is not None and kept.days.last < since.first:
        return False
    return since.first <= kept.told.last <= lost.told.last + timedelta(days=KEPT_WITHIN_DAYS)
