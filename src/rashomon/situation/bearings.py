"""When a statement's state began to hold, until when, and when it was known.

The rules, since a state of which nobody says when it began must not be moved to another day:

- A report is known on the last day on which it may have been published, and in any case once an
  archive had it or it was read. A report that nothing bounds is not known before it was read.
- What happened on a stated day holds from that day on; of several possible days, from the last, when
  it surely had happened, or from the day of the report that tells of it, if that is earlier. A state
  with a stated day holds from the first of its days.
- What is stated without a day holds from the first day on which the report may have been written, and
  never before: "after capturing the town" of June says nothing of May.
- A state that is dated more than `STILL_NEWS` before its report is told as past: it holds on its own
  days only, unless it is said to last "since" then.
- A statement without a day in a report without a day holds on no known day, and is on no board.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.reports import Report
from rashomon.records.statements import Statement

STILL_NEWS = timedelta(days=31)
"""How long before its report a dated state may lie to be told as one that lasts: a news month."""


class Bearing(Struct, frozen=True):
    """The days of one statement; ``until`` is None where the state lasts until something ends it."""

    since: date
    until: date | None


def known_on(report: Report) -> date:
    """The day on which a report is surely known."""
    days = report.published.days or report.published.bounds
    ends = (None if days is None else days.last, report.captured, report.read_at)
    return min(one for one in ends if one is not None)


def knowable(
    reports: Sequence[Report], statements: Sequence[Statement], known_at: date
) -> tuple[dict[str, Report], list[Statement]]:
    """The reports known by a day, by id, and their statements."""
    known = {report.id: report for report in reports if known_on(report) <= known_at}
    return known, [one for one in statements if one.report in known]


def event_bearing(days: Days | None, published: Days | None) -> Bearing | None:
    """From when on something holds that an event brought about; None for no known day."""
    if days is None:
        return None if published is None else Bearing(published.first, None)
    if published is None:
        return Bearing(days.last, None)
    if days.first > published.last:
        return None
    return Bearing(min(days.last, max(days.first, published.first)), None)


def state_bearing(days: Days | None, published: Days | None, *, lasting: bool) -> Bearing | None:
    """From when to when a state holds; None for no known day.

    Args:
        days: The days that the statement gives.
        published: The days of its report.
        lasting: Whether the words say that it lasted from then on ("since").
    """
    if days is None:
        return None if published is None else Bearing(published.first, None)
    if published is not None and days.first > published.last:
        return None
    told_as_past = published is None or published.first - days.last > STILL_NEWS
    return Bearing(days.first, days.last if told_as_past and not lasting else None)
