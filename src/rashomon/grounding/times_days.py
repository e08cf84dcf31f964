"""Days that the calendar names: dates, months, weekdays, holidays; and seasons, which have no days."""

import calendar
import re
from datetime import date, timedelta

from rashomon.grounding.times_forms import Fields, full_year, load_grammar
from rashomon.grounding.times_units import (
    ANY_LEAP_YEAR,
    Frame,
    Meaning,
    Wording,
    base_of,
    moved,
    the_day,
    unit_around,
)
from rashomon.grounding.times_vocabulary import Holiday
from rashomon.instants import Days

_PARTS = 3
_YEAR_DIGITS = 4
_MOST_MONTHS = 12

_NEWS_DAYS = 14
"""How long before its report a date in figures is taken to be that of news: two weeks."""

_AGAINST_TENSE = 3
"""A day without a year lies against its tense where that way it is so many times nearer: "declared a
dividend payable Dec. 7" in October. From 2 to 4 the dates of financial news change little."""

_AGAINST_NONE = 1.5
"""The same where there is no tense: most days that reports name lie behind them."""


def named_day(wording: Wording, frame: Frame) -> Meaning:
    """A day, some days or a month by the calendar; without its year where none can be had."""
    fields = wording.fields
    if "full" in fields:
        return the_day(_full_date(str(fields["full"]), fields, frame))
    year = _year_of(fields, frame)
    if "month" not in fields:
        return _day_of_month(wording, frame)
    if "day" not in fields:
        return _month(int(fields["month"]), year, wording, frame)
    first = (int(fields["month"]), int(fields["day"]))
    if year is None:
        year = _nearest_year(first, wording, frame)
    one = date(ANY_LEAP_YEAR if year is None else year, *first)
    if year is None:
        return Meaning(f"XXXX-{one:%m-%d}", None, "day", one)
    last = one
    if "day_to" in fields:
        last = date(year, int(fields.get("month_to", one.month)), int(fields["day_to"]))
    if last <= one:
        return the_day(one)
    return Meaning(f"{one.isoformat()}/{last.isoformat()}", Days(one, last), "day")


def _day_of_month(wording: Wording, frame: Frame) -> Meaning:
    """The 21st of this month; Monday 21."""
    base = _month_of_day(wording.fields, frame)
    if base is None:
        return Meaning()
    day = base.replace(day=int(wording.fields["day"]))
    if wording.fields.get("weekday", day.weekday()) != day.weekday():
        return named_weekday(wording, frame)  # "Friday, the fourth day of …" is no day of a month
    return the_day(day)


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


def order_of(text: int | str | None) -> str | None:
    """Which stands first in a date in figures, "day" or "month"; None where it may be either."""
    parts = re.split(r"[-/.]", str(text))
    if len(parts) != _PARTS or len(parts[0]) == _YEAR_DIGITS:
        return None
    first, second = int(parts[0]), int(parts[1])
    if (first > _MOST_MONTHS) == (second > _MOST_MONTHS):
        return None
    return "day" if first > _MOST_MONTHS else "month"


def _full_date(text: str, fields: Fields, frame: Frame) -> date | None:
    """A date in figures: the year first; else in the order that it can only have, or that others show.

    Where both are possible, the weekday beside it decides, or that only one lies near the day of
    publication (`_NEWS_DAYS` before it); else points are day first and the others month first.
    """
    if text.isdigit():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    parts = text.replace("/", "-").replace(".", "-").split("-")
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return date(*numbers)
    first, second, year = numbers
    year = full_year(year) if len(parts[2]) == 2 else year
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first is None or month_first is None:
        return day_first or month_first
    order = fields.get("order") or _order_by_days(day_first, month_first, fields, frame)
    return day_first if order == "day" or (order is None and "." in text) else month_first


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _order_by_days(day_first: date, month_first: date, fields: Fields, frame: Frame) -> str | None:
    """The order in which a date in figures is a day that fits; None where both do, or neither."""
    tests = []
    if "weekday" in fields:
        tests.append([one.weekday() == fields["weekday"] for one in (day_first, month_first)])
    if frame.now is not None:
        near = timedelta(days=_NEWS_DAYS)
        tests.append([timedelta() <= frame.now - one <= near for one in (day_first, month_first)])
    for is_day_first, is_month_first in tests:
        if is_day_first != is_month_first:
            return "day" if is_day_first else "month"
    return None


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
        year -= month >= now.month - 1  # "last May" is not the month just gone
    elif shift == 1:
        year += month < now.month
    elif shift is None:
        behind = (now.month - month) % 12
        ahead = (month - now.month) % 12
        if _lies_ahead(behind, ahead, wording):
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
    behind = max((one for one in around if one <= now), default=None)
    ahead = min((one for one in around if one >= now), default=None)
    if behind is None or ahead is None:
        return None if not around else around[0].year
    to_past, to_future = (now - behind).days, (ahead - now).days
    return (ahead if _lies_ahead(to_past, to_future, wording) else behind).year


def _lies_ahead(behind: int, ahead: int, wording: Wording) -> bool:
    """Whether a time without a year is the next one, by the tense and by which lies nearer.

    What will come "by" or "before" it comes in the months ahead, however near the last one lies.
    """
    if wording.tense == "future" and "until" in wording.fields:
        return True
    if wording.tense == "future" or "until" in wording.fields:
        return ahead < behind * _AGAINST_TENSE
    if wording.tense == "past":
        return "tied" not in wording.fields and ahead * _AGAINST_TENSE < behind
    return ahead * _AGAINST_NONE < behind


def _is_day(year: int, month_and_day: tuple[int, int]) -> bool:
    return month_and_day != (2, 29) or calendar.isleap(year)


def named_weekday(wording: Wording, frame: Frame) -> Meaning:
    """The weekday meant: that of the week named, else the last or, ahead, the next."""
    fields = wording.fields
    weekday = int(fields["weekday"])
    base = base_of(fields, frame)
    if base is None:
        return Meaning(f"XXXX-WXX-{weekday + 1}", None, "weekday")
    if "unit" in fields:
        week = moved(base, int(fields.get("shift", 0)), "week") - timedelta(days=base.weekday())
        return the_day(week + timedelta(days=weekday))
    which = str(fields.get("which", ""))
    if fields.get("base") == "then":
        which = {"following": "coming", "next": "coming"}.get(which, "last")
    behind = (base.weekday() - weekday) % 7
    monday = base - timedelta(days=base.weekday())
    days = {
        "next": monday + timedelta(days=7 + weekday),  # "next Friday" is not this week's
        "following": monday + timedelta(days=7 + weekday),
        "previous": monday + timedelta(days=weekday - 7),
        "this": monday + timedelta(days=weekday),
        "coming": base + timedelta(days=7 - behind),
        "upcoming": base + timedelta(days=7 - behind),
        "last": base - timedelta(days=behind or 7),
        "past": base - timedelta(days=behind or 7),
    }
    is_coming = wording.tense == "future" or ("until" in fields and wording.tense != "past")
    ahead = is_coming and behind > 0
    return the_day(days.get(which, base + timedelta(days=7 - behind if ahead else -behind)))


def named_holiday(wording: Wording, frame: Frame) -> Meaning:
    """The day of a holiday, or the weekend that it is in."""
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
        one = date.fromisoformat(f"{ANY_LEAP_YEAR}-{holiday.day}")
        return Meaning(f"XXXX-{holiday.day}", None, "day", one)
    else:
        day = _holiday_near(holiday, wording, frame.now)
    if fields.get("unit") == "weekend":
        return unit_around("weekend", day)
    return the_day(day)


def _holiday_near(holiday: Holiday, wording: Wording, now: date) -> date:
    days = [_holiday_in(holiday, now.year + step) for step in (-1, 0, 1)]
    which = str(wording.fields.get("which", ""))
    shift = load_grammar().vocabulary.shifts.get(which)
    if shift == 0:
        return days[1]
    if which == "following":
        return days[2]
    behind = max(day for day in days if day <= now)
    ahead = min(day for day in days if day >= now)
    if shift is not None:
        return behind if shift == -1 else ahead
    if wording.tense == "past":
        return behind
    if wording.tense is None:
        return min((ahead, behind), key=lambda day: abs((day - now).days))
    return ahead


def _holiday_in(holiday: Holiday, year: int) -> date:
    if holiday.day is not None:
        return date.fromisoformat(f"{year:04d}-{holiday.day}")
    if holiday.easter is not None:
        return easter(year) + timedelta(days=holiday.easter)
    month, weekday, nth = holiday.nth or (1, 0, 1)
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


def named_season(wording: Wording, frame: Frame) -> Meaning:
    """A season by its value only: its days differ by who speaks of it."""
    fields = wording.fields
    year = fields.get("year")
    if year is None and frame.now is not None:
        shift = load_grammar().vocabulary.shifts.get(str(fields.get("which", "this")), 0)
        year = frame.now.year + shift
    return Meaning(None if year is None else f"{int(year):04d}-{fields['season']}", None, "season")
