"""Forms that stand side by side and make one time: "Tuesday" "of" "next week".

Enters: the forms found in a passage. Leaves: the times, each with the fields of all its forms.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rashomon.grounding.times_forms import Fields
from rashomon.grounding.times_vocabulary import Word


class Found(Struct):
    """A form found in a passage: the words it covers, its fields."""

    form: str
    start: int
    end: int
    fields: Fields
    joins: bool
    rank: int


class Join(Struct, frozen=True):
    """Two forms that make one time where only these words stand between them."""

    left: frozenset[str]
    between: frozenset[str]
    right: frozenset[str]
    form: str


def _join(left: str, between: str, right: str, form: str) -> Join:
    links = frozenset(link.strip() for link in between.split("|"))
    return Join(frozenset(left.split()), links, frozenset(right.split()), form)


_NAMED = "date month year weekday deictic holiday period decade nth"

_JOINS = (
    _join("dayofmonth", "|of|of the|in", "period bareunit", "date"),
    _join("nth nthpart", "of|of the|in|in the||,", "year period month decade bareunit date", "nth"),
    _join("year", "|fiscal|'s|' s", "nth", "nth"),
    _join("period", "'s|' s", "nth", "nth"),
    _join("period bareunit", "|of", "yearago", "yearago"),
    _join("month date holiday", "|of|,|of the|in", "period year", "date"),
    _join("holiday", "", "bareunit", "holiday"),
    _join("weekday", "|,|the|, the|- ", "date dayofmonth", "date"),
    _join("weekday", "|of|of the|,|in", "period", "weekday"),
    _join("period", "|-|'s|on|, on", "weekday", "weekday"),
    _join("weekday", "|,", "offset", "offset"),
    _join("offset", "on|, on", "weekday", "offset"),
    _join("lead", "|the", _NAMED, "offset"),
    _join("edge", "|the|in|on", f"{_NAMED} bareunit season", ""),
    _join("clock part", "|on|,|of|of the", "weekday date deictic", ""),
    _join("weekday date deictic", "|at|,|in the|around|about", "clock part", ""),
)
"""Read from the right: what stands later is the frame of what stands before it."""


def joined(found: list[Found], words: Sequence[Word]) -> list[Found]:
    """The times of a passage, in order: forms joined where they can be, the rest alone."""
    done: list[Found] = []
    for one in reversed(found):
        current = one
        while done:
            joined = _try_join(current, done[-1], words)
            if joined is None:
                break
            done.pop()
            current = joined
        done.append(current)
    return [kept for one in reversed(done) for kept in _alone(one, words)]


def _try_join(left: Found, right: Found, words: Sequence[Word]) -> Found | None:
    if right.start - left.end > 2:
        return None
    between = " ".join(word.lower for word in words[left.end : right.start])
    for join in _JOINS:
        if (
            left.form not in join.left
            or right.form not in join.right
            or between not in join.between
        ):
            continue
        fields = _merged(left, right)
        if fields is not None:
            form = join.form or (right.form if left.form in _LOOSE else left.form)
            return Found(form, left.start, right.end, fields, False, left.rank)
    return None


_LOOSE = frozenset({"edge", "clock", "part"})


def _merged(left: Found, right: Found) -> Fields | None:
    """The fields of both, or None where they cannot be of one time."""
    if not _fits(left, right):
        return None
    one, other = dict(left.fields), dict(right.fields)
    if left.form == "weekday":
        one.pop("which", None)
    if left.form == "lead":
        one["base"] = "named"
        one.setdefault("count", 1)
        other.pop("base", None)
    if right.form == "yearago":
        one = {} if "shift" in one else {"each": one["unit"]}
    if left.form == "weekday" and right.form == "offset":
        one = {"on": one["weekday"]}
    if left.form == "offset" and right.form == "weekday":
        other = {"on": other["weekday"]}
    if left.form == "period" and right.form == "nth":
        other.pop("base", None)
    for key in ("edge", "part", "clock"):
        if key in one:
            other.pop(key, None)
    return None if one.keys() & other.keys() else {**one, **other}


def _fits(left: Found, right: Found) -> bool:
    """Whether the units agree: weekdays go with weeks, days with months, months with years."""
    if left.form == "weekday" and right.form == "period":
        return right.fields.get("unit") == "week"
    if left.form == "period" and right.form == "weekday":
        return left.fields.get("unit") == "week"
    if left.form == "dayofmonth":
        return right.fields.get("unit") == "month"
    if left.form in ("month", "date"):
        return "year" not in left.fields and right.fields.get("unit", "year") == "year"
    return True


def _alone(one: Found, words: Sequence[Word]) -> Iterator[Found]:
    """A form that stands alone, or what is left of it where it needed another."""
    if not one.joins:
        yield one
    elif one.form == "lead" and words[one.end - 1].lower in ("after", "before"):
        if words[one.start].lower == "in":  # "their third town in two weeks after …": up to now
            window: Fields = {"window": -1, "step": one.fields["step"]}
            window["count"] = one.fields.get("count", 1)
            yield Found("window", one.start, one.end - 1, window, False, one.rank)
        else:
            counted: Fields = {"count": 1, **one.fields, "base": "then"}
            yield Found("offset", one.start, one.end, counted, False, one.rank)
    elif one.form == "nthpart" and one.fields["each"] == "days":
        end = one.end - (words[one.end - 1].lower == "of")
        if one.fields["nth"] == -1:  # "in the last days": up to now
            yield Found("window", one.start, end, {"window": -1, "step": "day"}, False, one.rank)
    elif one.form == "nthpart" and one.fields["nth"] == -1:  # "the last week of fighting"
        end = one.end - (words[one.end - 1].lower == "of")
        period: Fields = {"unit": one.fields["each"], "shift": -1}
        yield Found("period", one.start, end, period, False, one.rank)
