"""From the fields of a time to its TIMEX3 value and its days.

Everything is counted in whole days from one day of publication, or from none; `anchor` in
`rashomon.grounding.times` hulls what the first and last possible day of publication give.
"""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

from msgspec import Struct

from rashomon.grounding.times_forms import Fields, full_year, load_grammar
from rashomon.grounding.times_vocabulary import Holiday
from rashomon.instants import Days

_ANY_LEAP_YEAR = 2000
"""A year in which every month and day exists: yearless days are reckoned in it."""

_NEAR_FUTURE_DAYS = 21
"""A bare month and day without tense lies ahead by at most so much more than it lies back."""

_COMING_DAYS = 10
_FEW = {"hour": 1, "day": 7, "week": 28, "month": 90, "year": 1095, "minute": 0}
"""How many days "the past few …" reach back where no number is given."""

PERIODS = ("quarter", "half", "month")
"""Units that reports compare with the same a year before."""


class Meaning(Struct, frozen=True):
    """What a time means: its value, its days, how coarse it is.

    ``yearless`` is a day of `_ANY_LEAP_YEAR` where no year can be had.
    """

    value: str | None = None
    days: Days | None = None
    unit: str = ""
    yearless: date | None = None


class Frame(Struct):
    """What times are counted from: the day of publication, the time and period spoken of last."""

    now: date | None
    then: Meaning | None = None
    period: Meaning | None = None


class Wording(Struct, frozen=True):
    """The fields of an expression with the tense it stands in."""

    form: str
    fields: Fields
    tense: str | None


def mean(wording: Wording, frame: Frame) -> Meaning:
    """What an expression means in its frame; an empty meaning where that cannot be told."""
    try:
        meaning = _mean(wording, frame)
    except (ValueError, OverflowError):  # no such day: the 31st of June, the year 12,000
        return Meaning()
    edge = wording.fields.get("edge")
    if edge is not None and meaning.days is not None:
        return _at_edge(meaning, str(edge))
    return meaning


def _mean(wording: Wording, frame: Frame) -> Meaning:
    fields = wording.fields
    if "window" in fields:
        return _window(fields, frame)
    if "count" in fields:
        return _counted(wording, frame)
    if "holiday" in fields:
        return _holiday(wording, frame)
    if "season" in fields:
        return _season(wording, frame)
    if wording.form == "yearago":
        return _year_ago(fields, frame)
    if "nth" in fields:
        return _nth(fields, frame)
    if "full" in fields or "month" in fields or "day" in fields:
        return _calendar(wording, frame)
    if "weekday" in fields:
        return _weekday(wording, frame)
    if "unit" in fields:
        return _unit(fields, frame)
    if "decade" in fields:
        return _decade(int(fields["decade"]))
    if "year" in fields:
        return unit_around("year", date(int(fields["year"]), 1, 1))
    if "deictic" in fields:
        return _day(frame.now and frame.now + timedelta(days=int(fields["deictic"])))
    if "part" in fields or "clock" in fields:
        return frame.then or _day(frame.now)
    return Meaning()


# ---- Units of the calendar.


def unit_around(unit: str, day: date) -> Meaning:
    """The day, week, month, … that a day lies in."""
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Meaning(f"{year}-W{week:02d}", Days(first, first + timedelta(days=6)), unit)
    if unit == "weekend":
        first = day - timedelta(days=day.weekday() - 5)
        year, week, _ = day.isocalendar()
        return Meaning(f"{year}-W{week:02d}-WE", Days(first, first + timedelta(days=1)), unit)
    if unit == "month":
        return Meaning(f"{day:%Y-%m}", _months(day.year, day.month, 1), unit)
    if unit == "quarter":
        quarter = (day.month - 1) // 3
        return Meaning(f"{day.year}-Q{quarter + 1}", _months(day.year, 3 * quarter + 1, 3), unit)
    if unit == "half":
        half = (day.month - 1) // 6
        return Meaning(f"{day.year}-H{half + 1}", _months(day.year, 6 * half + 1, 6), unit)
    if unit == "year":
        return Meaning(f"{day.year:04d}", _months(day.year, 1, 12), unit)
    if unit == "decade":
        return _decade(day.year // 10)
    if unit == "century":
        first_year = day.year // 100 * 100
        return Meaning(f"{day.year // 100:02d}", _years(first_year, 100), unit)
    return _day(day)


def _day(day: date | None) -> Meaning:
    return Meaning() if day is None else Meaning(day.isoformat(), Days(day, day), "day")


def _decade(decade: int) -> Meaning:
    return Meaning(str(decade), _years(decade * 10, 10), "decade")


def _years(first: int, count: int) -> Days:
    return Days(date(first, 1, 1), date(first + count - 1, 12, 31))


def _months(year: int, month: int, count: int) -> Days:
    last = month + count - 1
    return Days(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))


def moved(day: date, count: int, unit: str) -> date:
    """A day so many units later, or earlier where the count is below 0; month ends hold."""
    if unit in ("hour", "minute"):
        return day
    in_days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if in_days:
        return day + timedelta(days=in_days * count)
    months = {"month": 1, "quarter": 3, "half": 6, "decade": 120, "century": 1200}.get(unit, 12)
    total = day.year * 12 + day.month - 1 + months * count
    year, month = divmod(total, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _base(fields: Fields, frame: Frame) -> date | None:
    if fields.get("base") == "then" and frame.then is not None and frame.then.days is not None:
        return frame.then.days.first
    return frame.now


def _unit(fields: Fields, frame: Frame) -> Meaning:
    unit = str(fields["unit"])
    if fields.get("base") == "period":
        return _period(unit, frame)
    base = _base(fields, frame)
    if base is None:
        return Meaning()
    if "year" in fields:
        base = date(int(fields["year"]), 1, 1)
    shift = int(fields.get("shift", 0)) + int(fields.get("more", 0))
    if unit == "weekend" and shift == 0 and base.weekday() < 3 and "edge" not in fields:
        shift = -1  # early in the week, "the weekend" is the one just gone
    around = unit_around(unit, moved(base, shift, unit))
    return around if unit != "period" else _period(unit, frame)


def _period(unit: str, frame: Frame) -> Meaning:
    """The quarter (half, …) spoken of last, else the one that the day of publication lies in."""
    spoken = frame.period
    if spoken is not None and unit in ("period", spoken.unit):
        return spoken
    if frame.now is None or unit == "period":
        return Meaning()
    return unit_around(unit, frame.now)


def _year_ago(fields: Fields, frame: Frame) -> Meaning:
    """The same period a year before: "a year earlier", "the year-ago quarter", "the 1988 period"."""
    if "nth" in fields:
        spoken = _nth({**fields, "base": "now"}, frame)
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


def _nth(fields: Fields, frame: Frame) -> Meaning:
    """The nth unit of what surrounds it: the third quarter of 1990, the 15th day of next month."""
    each, nth = str(fields["each"]), int(fields["nth"])
    within = _within(fields, frame)
    if within is None:
        return Meaning()
    if within.unit == "decade":
        return within
    assert within.days is not None
    if nth < 0:
        if each == "week":
            return unit_around("week", within.days.last - timedelta(days=3))
        return unit_around(each, within.days.last)
    start = within.days.first
    if each == "week":
        start += timedelta(days=(3 - start.weekday()) % 7)  # a year's first week has its Thursday
    found = unit_around(each, moved(start, nth - 1, each))
    if found.days is None or found.days.first > within.days.last:
        return Meaning()
    return found


def _within(fields: Fields, frame: Frame) -> Meaning | None:
    if "decade" in fields:
        return _decade(int(fields["decade"]))
    if "year" in fields and "month" not in fields:
        return unit_around("year", date(int(fields["year"]), 1, 1))
    if "month" in fields:
        year = fields.get("year") or (frame.now.year if frame.now else None)
        return (
            None if year is None else unit_around("month", date(int(year), int(fields["month"]), 1))
        )
    if "unit" in fields:
        found = _unit({key: fields[key] for key in fields if key not in ("nth", "each")}, frame)
        return found if found.days is not None else None
    return None if frame.now is None else unit_around("year", frame.now)


# ---- Days of the calendar.


def _calendar(wording: Wording, frame: Frame) -> Meaning:
    fields = wording.fields
    if "full" in fields:
        return _day(_full_date(str(fields["full"])))
    year = _year_of(fields, frame)
    month = fields.get("month")
    if month is None:  # the 21st of this month; Monday 21
        base = _month_of_day(fields, frame)
        return Meaning() if base is None else _day(base.replace(day=int(fields["day"])))
    if "day" not in fields:
        return _month(int(month), year, wording, frame)
    first = (int(month), int(fields["day"]))
    if year is None:
        year = _nearest_year(first, wording, frame)
    if year is None:
        one = date(_ANY_LEAP_YEAR, *first)
        return Meaning(f"XXXX-{one:%m-%d}", None, "day", one)
    one = date(year, *first)
    if "day_to" not in fields:
        return _day(one)
    last = date(year, int(fields.get("month_to", month)), int(fields["day_to"]))
    if last < one:
        return _day(one)
    return Meaning(f"{one.isoformat()}/{last.isoformat()}", Days(one, last), "day")


def _year_of(fields: Fields, frame: Frame) -> int | None:
    if "year" in fields:
        year = int(fields["year"])
        return full_year(year) if year < 100 else year
    if fields.get("unit") == "year" and frame.now is not None:
        return frame.now.year + int(fields.get("shift", 0))
    return None


def _month_of_day(fields: Fields, frame: Frame) -> date | None:
    if frame.now is None:
        return None
    if fields.get("unit") == "month":
        return moved(frame.now.replace(day=1), int(fields.get("shift", 0)), "month")
    return frame.now.replace(day=1)


def _full_date(text: str) -> date | None:
    """A date in figures: the year first; else the month first, unless it can only be the day."""
    if text.isdigit():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    parts = text.replace("/", "-").replace(".", "-").split("-")
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return date(*numbers)
    first, second, year = numbers
    year = full_year(year) if len(parts[2]) == 2 else year
    if "." in text or first > 12:
        return date(year, second, first)
    return date(year, first, second)


def _month(month: int, year: int | None, wording: Wording, frame: Frame) -> Meaning:
    if year is not None:
        return unit_around("month", date(year, month, 1))
    now = frame.now
    if now is None:
        return Meaning(f"XXXX-{month:02d}", None, "month")
    year = now.year
    which = wording.fields.get("which")
    shift = load_grammar().vocabulary.shifts.get(str(which)) if which else None
    if shift == -1:
        year -= month >= now.month
    elif shift == 0:
        pass
    elif shift == 1 or wording.tense == "future":
        year += month < now.month
    else:
        year -= month > now.month
    return unit_around("month", date(year, month, 1))


def _nearest_year(first: tuple[int, int], wording: Wording, frame: Frame) -> int | None:
    """The year that puts a month and day where the tense has it, else nearest to publication."""
    now = frame.now
    if now is None:
        return None
    around = [
        date(now.year + step, *first) for step in (-1, 0, 1) if _is_day(now.year + step, first)
    ]
    if not around:
        return None
    if wording.tense == "past":
        around = [one for one in around if one <= now + timedelta(days=1)] or around
    elif wording.tense == "future":
        around = [one for one in around if one >= now - timedelta(days=1)] or around
    return min(around, key=lambda one: abs((one - now).days)).year


def _is_day(year: int, month_and_day: tuple[int, int]) -> bool:
    return month_and_day != (2, 29) or calendar.isleap(year)


def _weekday(wording: Wording, frame: Frame) -> Meaning:
    fields = wording.fields
    weekday = int(fields["weekday"])
    base = _base(fields, frame)
    if base is None:
        return Meaning(f"XXXX-WXX-{weekday + 1}", None, "weekday")
    if "unit" in fields:
        week = moved(base, int(fields.get("shift", 0)), "week") - timedelta(days=base.weekday())
        return _day(week + timedelta(days=weekday))
    behind = (base.weekday() - weekday) % 7
    which = fields.get("which")
    if fields.get("base") == "then":
        ahead = which in ("following", "next")
        return _day(base + timedelta(days=(7 - behind) if ahead else -(behind or 7)))
    if which in ("next", "following"):
        # "next Friday" is not this week's
        return _day(base + timedelta(days=7 - base.weekday() + weekday))
    if which in ("coming", "upcoming", "forthcoming"):
        return _day(base + timedelta(days=7 - behind))
    if which in ("last", "previous", "preceding", "prior"):
        return _day(base - timedelta(days=behind or 7))
    if which == "past":
        return _day(base - timedelta(days=behind or 7))
    if which in ("this", "current"):
        return _day(base - timedelta(days=base.weekday()) + timedelta(days=weekday))
    if wording.tense == "future" and behind:
        return _day(base + timedelta(days=7 - behind))
    return _day(base - timedelta(days=behind))


# ---- Counted times.


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
        start = _mean(Wording(wording.form, {**rest}, wording.tense or "future"), frame)
    elif base == "then" and frame.then is not None:
        start = frame.then
    else:
        start = _day(frame.now)
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
    if "weekday" in rest and base != "named":
        week = origin - timedelta(days=origin.weekday())
        found = week + timedelta(days=int(rest["weekday"]))
        return _day(
            found if found >= origin or fields["step"] == "week" else found + timedelta(days=7)
        )
    return _day(origin)


def _window(fields: Fields, frame: Frame) -> Meaning:
    """A stretch up to now or from now: the last 48 hours, the coming days."""
    now = frame.now
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


# ---- Holidays, seasons, edges.


def _holiday(wording: Wording, frame: Frame) -> Meaning:
    fields = wording.fields
    holiday = load_grammar().vocabulary.holiday(str(fields["holiday"]))
    year = _year_of(fields, frame)
    if holiday is None:
        return Meaning()
    if year is not None:
        day = _holiday_in(holiday, year)
    elif frame.now is None:
        if holiday.day is None:
            return Meaning()
        one = date.fromisoformat(f"{_ANY_LEAP_YEAR}-{holiday.day}")
        return Meaning(f"XXXX-{holiday.day}", None, "day", one)
    else:
        day = _holiday_near(holiday, wording, frame.now)
    if fields.get("unit") == "weekend":
        return unit_around("weekend", day)
    return _day(day)


def _holiday_near(holiday: Holiday, wording: Wording, now: date) -> date:
    days = [_holiday_in(holiday, now.year + step) for step in (-1, 0, 1)]
    which = str(wording.fields.get("which", ""))
    shift = load_grammar().vocabulary.shifts.get(which)
    if shift == 0:
        return days[1]
    if which == "following":
        return days[2]
    if shift == -1 or (shift is None and wording.tense == "past"):
        return max(day for day in days if day <= now)
    return min(day for day in days if day >= now)


def _holiday_in(holiday: Holiday, year: int) -> date:
    if holiday.day is not None:
        return date.fromisoformat(f"{year:04d}-{holiday.day}")
    if holiday.easter is not None:
        return easter(year) + timedelta(days=holiday.easter)
    assert holiday.nth is not None
    month, weekday, nth = holiday.nth
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    ahead = (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return first + timedelta(days=ahead + holiday.after)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous algorithm, as in J. Meeus, Astronomical Algorithms, chapter 8.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def _season(wording: Wording, frame: Frame) -> Meaning:
    """A season by its value only: its days differ by who speaks of it."""
    fields = wording.fields
    year = fields.get("year")
    if year is None and frame.now is not None:
        shift = load_grammar().vocabulary.shifts.get(str(fields.get("which", "this")), 0)
        year = frame.now.year + shift
    return Meaning(None if year is None else f"{int(year):04d}-{fields['season']}", None, "season")


def _at_edge(meaning: Meaning, edge: str) -> Meaning:
    """Early, mid and late keep the days of the unit: how far they reach, nobody says."""
    return meaning
