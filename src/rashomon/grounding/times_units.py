"""Units of the calendar, and what a time is counted from: the ground of `times_values`."""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

from msgspec import Struct

from rashomon.grounding.times_forms import Fields
from rashomon.instants import Days

ANY_LEAP_YEAR = 2000
"""A year in which every month and day exists: yearless days are reckoned in it."""


class Meaning(Struct, frozen=True):
    """What a time means: its value, its days, how coarse it is.

    ``yearless`` is a day of `ANY_LEAP_YEAR` where no year can be had.
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


def unit_around(unit: str, day: date) -> Meaning:
    """The day, week, month, … that a day lies in."""
    if unit in ("week", "weekend"):
        return _week(unit, day)
    if unit in _MONTHS_IN:
        return _months_around(unit, day)
    if unit == "decade":
        return decade_of(day.year // 10)
    if unit == "century":
        return Meaning(f"{day.year // 100:02d}", _years(day.year // 100 * 100, 100), unit)
    return the_day(day)


_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def _week(unit: str, day: date) -> Meaning:
    year, week, _ = day.isocalendar()
    monday = day - timedelta(days=day.weekday())
    if unit == "week":
        return Meaning(f"{year}-W{week:02d}", Days(monday, monday + timedelta(days=6)), unit)
    days = Days(monday + timedelta(days=5), monday + timedelta(days=6))
    return Meaning(f"{year}-W{week:02d}-WE", days, unit)


def _months_around(unit: str, day: date) -> Meaning:
    length = _MONTHS_IN[unit]
    number = (day.month - 1) // length
    year = f"{day.year:04d}"
    value = {
        "month": f"{year}-{day.month:02d}",
        "quarter": f"{year}-Q{number + 1}",
        "half": f"{year}-H{number + 1}",
        "year": year,
    }[unit]
    last = number * length + length
    days = Days(
        date(day.year, last - length + 1, 1),
        date(day.year, last, calendar.monthrange(day.year, last)[1]),
    )
    return Meaning(value, days, unit)


def the_day(day: date | None) -> Meaning:
    """One day; an empty meaning for none."""
    return Meaning() if day is None else Meaning(day.isoformat(), Days(day, day), "day")


def decade_of(decade: int) -> Meaning:
    """A decade by its number: 199 for the 1990s."""
    return Meaning(str(decade), _years(decade * 10, 10), "decade")


def _years(first: int, count: int) -> Days:
    return Days(date(first, 1, 1), date(first + count - 1, 12, 31))


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


def base_of(fields: Fields, frame: Frame) -> date | None:
    """The day that a unit or weekday is counted from: that of the time spoken of last, or now."""
    if fields.get("base") == "then" and frame.then is not None and frame.then.days is not None:
        return frame.then.days.first
    return frame.now
