"""From the fields of a time to its TIMEX3 value and its days.

Everything is counted in whole days from one day of publication, or from none; `anchor` in
`rashomon.grounding.times` hulls what the first and last possible day of publication give.
"""

from datetime import date, timedelta

from rashomon.grounding.times_days import (
    named_day,
    named_holiday,
    named_season,
    named_weekday,
)
from rashomon.grounding.times_units import (
    Frame,
    Meaning,
    Wording,
    base_of,
    decade_of,
    moved,
    the_day,
    unit_around,
)
from rashomon.instants import Days

_COMING_DAYS = 10
_FEW = {"hour": 1, "day": 7, "week": 28, "month": 90, "year": 1095, "minute": 0}
"""How many days "the past few …" reach back where no number is given."""

PERIODS = ("quarter", "half")
"""Units that reports compare with the same a year before."""


def mean(wording: Wording, frame: Frame) -> Meaning:
    """What an expression means in its frame; an empty meaning where that cannot be told."""
    try:
        meaning = _mean(wording, frame)
    except (ValueError, OverflowError):  # no such day: the 31st of June, the year 12,000
        return Meaning()
    edge = wording.fields.get("edge")
    if edge is not None and "shift" in wording.fields:
        return _at_edge(meaning, str(edge))
    return meaning


def _mean(wording: Wording, frame: Frame) -> Meaning:
    for field, read in _BY_FIELD:
        if field in wording.fields or field == wording.form:
            return read(wording, frame)
    return Meaning()


def _year(wording: Wording, frame: Frame) -> Meaning:
    return unit_around("year", date(int(wording.fields["year"]), 1, 1))


def _deictic(wording: Wording, frame: Frame) -> Meaning:
    return the_day(frame.now and frame.now + timedelta(days=int(wording.fields["deictic"])))


def _time_of_day(wording: Wording, frame: Frame) -> Meaning:
    """An hour or a part of the day is of the day spoken of last."""
    return frame.then or the_day(frame.now)


def _decade(wording: Wording, frame: Frame) -> Meaning:
    return decade_of(int(wording.fields["decade"]))


_THURSDAY, _SATURDAY = 3, 5


def _unit(wording: Wording, frame: Frame) -> Meaning:
    fields = wording.fields
    unit = str(fields["unit"])
    if fields.get("base") == "period":
        return _period(unit, frame)
    base = base_of(fields, frame)
    if unit == "day" and fields.get("shift") == 1 and wording.tense != "future":
        base = base_of({**fields, "base": "then"}, frame)  # "the next day they met"
    if base is None:
        return Meaning()
    if "year" in fields:
        base = date(int(fields["year"]), 1, 1)
    shift = int(fields.get("shift", 0)) + int(fields.get("more", 0))
    early = base.weekday() < (_SATURDAY if wording.tense == "past" else _THURSDAY)
    if unit == "weekend" and shift == 0 and early and "edge" not in fields:
        shift = (
            -1
        )  # early in the week, "the weekend" is the one just gone; so is what is told as past
    around = unit_around(unit, moved(base, shift, unit))
    return around if unit != "period" else _period(unit, frame)


def _period(unit: str, frame: Frame) -> Meaning:
    """The quarter (half, …) spoken of last, else the one that the day of publication lies in."""
    spoken = frame.period
    if spoken is not None and unit in ("period", spoken.unit):
        return spoken
    if frame.now is None:
        return Meaning()
    if unit in (
        "period",
        "quarter",
    ):  # none was spoken of: the one that reports are about, the last
        return unit_around("quarter", moved(frame.now, -1, "quarter"))
    return unit_around(unit, frame.now)


def _year_ago(wording: Wording, frame: Frame) -> Meaning:
    """The same period a year before: "a year earlier", "the year-ago quarter", "the 1988 period"."""
    fields = wording.fields
    if "nth" in fields:
        rest = {"nth": fields["nth"], "each": fields["each"]}
        spoken = _nth(Wording("nth", rest, wording.tense), frame)
    elif fields.get("each") in ("quarter", "half", "month"):
        spoken = _period(str(fields["each"]), frame)
    else:
        spoken = frame.period or (
            unit_around("year", frame.now) if frame.now is not None else Meaning()
        )
    if spoken.days is None:
        return Meaning()
    first = spoken.days.first
    if "year" in fields:
        return unit_around(spoken.unit, first.replace(year=int(fields["year"])))
    return unit_around(spoken.unit, moved(first, -1, "year"))


def _nth(wording: Wording, frame: Frame) -> Meaning:  # noqa: PLR0911 - a case a line
    """The nth unit of what surrounds it: the third quarter of 1990, the 15th day of next month."""
    each, nth = str(wording.fields["each"]), int(wording.fields["nth"])
    within = _within(wording, frame)
    if within.unit == "decade" or within.days is None:
        return within
    if each == "days":
        return _some_days(within.days, nth)
    if nth < 0:
        if each == "week":
            return unit_around("week", within.days.last - timedelta(days=3))
        return unit_around(each, within.days.last)
    start = within.days.first
    if each == "half" and within.unit == "month":
        return _half_of_month(within.days, nth)
    if each == "week":
        start += timedelta(days=(3 - start.weekday()) % 7)  # a year's first week has its Thursday
    found = unit_around(each, moved(start, nth - 1, each))
    if found.days is None or found.days.first > within.days.last:
        return Meaning()
    return found


_HALF_DAY = 15
_FEW_DAYS = 10


def _half_of_month(month: Days, nth: int) -> Meaning:
    """The first or second half of a month: up to its 15th, or from its 16th on."""
    if nth not in (1, 2):
        return Meaning()
    middle = month.first.replace(day=_HALF_DAY)
    days = Days(month.first, middle) if nth == 1 else Days(middle + timedelta(days=1), month.last)
    return Meaning(f"{days.first.isoformat()}/{days.last.isoformat()}", days, "half-month")


def _some_days(within: Days, nth: int) -> Meaning:
    """The first or last days of what surrounds them, ten of them at most."""
    reach = timedelta(days=_FEW_DAYS - 1)
    if nth < 0:
        days = Days(max(within.first, within.last - reach), within.last)
    elif nth == 1:
        days = Days(within.first, min(within.last, within.first + reach))
    else:
        return Meaning()
    return Meaning(f"{days.first.isoformat()}/{days.last.isoformat()}", days, "window")


def _within(wording: Wording, frame: Frame) -> Meaning:
    """What the nth unit is counted in: a decade, month, year or unit named, else this year."""
    fields = wording.fields
    if "decade" in fields:
        return _decade(wording, frame)
    if "month" in fields:
        year = fields.get("year") or (frame.now.year if frame.now else None)
        if year is None:
            return Meaning()
        return unit_around("month", date(int(year), int(fields["month"]), 1))
    if "year" in fields:
        return _year(wording, frame)
    if "unit" in fields:
        rest = {key: fields[key] for key in fields if key not in ("nth", "each")}
        return _unit(Wording(wording.form, rest, wording.tense), frame)
    return Meaning() if frame.now is None else unit_around("year", frame.now)


def _counted(wording: Wording, frame: Frame) -> Meaning:
    fields = wording.fields
    sign = int(fields["sign"])
    rest = {
        key: fields[key]
        for key in fields
        if key not in ("count", "step", "sign", "base", "count_b", "step_b", "count_c", "step_c")
    }
    base = fields.get("base")
    if base == "named":
        tense = None if "holiday" in rest else wording.tense
        start = _mean(Wording(wording.form, rest, tense), frame)
    elif base == "then" and frame.then is not None:
        start = frame.then
    else:
        start = the_day(frame.now)
    origin = start.yearless or (start.days.last if base == "then" and start.days else None)
    if origin is None and start.days is not None:
        origin = start.days.first
    if origin is None:
        return Meaning()
    for suffix in ("", "_b", "_c"):
        if f"count{suffix}" in fields:
            count = sign * int(fields[f"count{suffix}"])
            origin = moved(origin, count, str(fields[f"step{suffix}"]))
    if start.yearless is not None:
        return Meaning(f"XXXX-{origin:%m-%d}", None, "day", origin)
    if base == "now" and sign < 0 and int(fields["count"]) < 1000:
        step = str(fields["step"])
        # "three years ago" names a year, not a day of it
        return unit_around(
            step if step in ("year", "decade", "century", "month") else "day", origin
        )
    if "on" in fields:
        return the_day(_weekday_of(origin, int(fields["on"]), str(fields["step"])))
    return the_day(origin)


def _weekday_of(origin: date, weekday: int, step: str) -> date:
    """The weekday that goes with a counted day: of its week (from Sunday), or the next after months."""
    if step in ("day", "week"):
        sunday = origin - timedelta(days=(origin.weekday() + 1) % 7)
        return sunday + timedelta(days=(weekday + 1) % 7)
    return origin + timedelta(days=(weekday - origin.weekday()) % 7)


def _window(wording: Wording, frame: Frame) -> Meaning:
    """A stretch up to now or from now: the last 48 hours, the coming days."""
    fields = wording.fields
    now = frame.now
    if fields.get("base") == "then" and wording.tense == "past" and frame.then is not None:
        now = now if frame.then.days is None else frame.then.days.last
    if now is None:
        return Meaning()
    step = str(fields["step"])
    count = fields.get("count")
    ahead = int(fields["window"]) > 0
    if step in ("hour", "minute"):
        days = -(-int(count) // 24) if count is not None and step == "hour" else 1
        other = now + timedelta(days=days if ahead else -days)
    elif count is not None:
        other = moved(now, int(count) if ahead else -int(count), step)
    else:
        reach = _COMING_DAYS if ahead and step == "day" else _FEW.get(step, 1095)
        other = now + timedelta(days=reach if ahead else -reach)
    first, last = sorted((now, other))
    return Meaning(f"{first.isoformat()}/{last.isoformat()}", Days(first, last), "window")


_CLOSE_DAYS = {"month": 10}


def _at_edge(meaning: Meaning, edge: str) -> Meaning:
    """The last ten days of a month where its end is named; else the unit as a whole.

    Early, mid and late keep the days of the unit: how far they reach, nobody says.
    """
    last_days = _CLOSE_DAYS.get(meaning.unit)
    if edge != "CLOSE" or last_days is None or meaning.days is None:
        return meaning
    first = meaning.days.last - timedelta(days=last_days - 1)
    return Meaning(meaning.value, Days(first, meaning.days.last), meaning.unit)


_BY_FIELD = (
    ("window", _window),
    ("count", _counted),
    ("holiday", named_holiday),
    ("season", named_season),
    ("yearago", _year_ago),
    ("nth", _nth),
    ("full", named_day),
    ("month", named_day),
    ("day", named_day),
    ("weekday", named_weekday),
    ("unit", _unit),
    ("decade", _decade),
    ("year", _year),
    ("deictic", _deictic),
    ("part", _time_of_day),
    ("clock", _time_of_day),
)
"""How a time is found, by the first of these fields that it has; ``yearago`` is a form."""
