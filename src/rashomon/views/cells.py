"""What recurs on the screens of the workbench: days, pips, links of a chain, in plain words.

Words of reports stay as they are; whoever shows them escapes them.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.claims import Dispute, Origin
from rashomon.records.reports import Published, Report
from rashomon.records.statements import Source, Statement
from rashomon.views.shelves import Shelves
from rashomon.views.wording import counted

Role = Literal["contested", "developing", "corroborated", "single", "copied"]
"""What a colour of the workbench means."""

ROLES: tuple[Role, ...] = ("contested", "developing", "corroborated", "single", "copied")

ROLE_WORDS: dict[Role, str] = {
    "contested": "Contested",
    "developing": "Developing",
    "corroborated": "Corroborated",
    "single": "Single origin",
    "copied": "Copy",
}

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ARTICLE = re.compile(r"(?<=\bword of )(?:The|An?)(?= )|(?<=[a-z:;,] )(?:The|An?)(?= [a-z])")
"""An article that began a sentence of a report and stands inside one of ours."""

_UPDATE = "an update"
"""How the cause of a dispute begins whose accounts differ because time passed."""

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "those", "these", "nobody"})
"""Words that stand for a speaker whom a report does not name there; shown as its words, in quotes."""

UNDATED = "9999"
"""Sorts what has no day behind what has one."""

UNSTATED = "Publisher not stated"
"""What stands for the publisher of a report that names none."""


class When(Struct, frozen=True):
    """A day or days in words; ``c.`` before inferred ones, with ``why``. ``iso`` sorts them."""

    words: str
    iso: str
    is_inferred: bool = False
    why: str = ""


class Pips(Struct, frozen=True):
    """How many origins stand behind something, and how many publications repeat one of them.

    ``copies`` are publications that took the words from another, ``repeats`` those that carry the same
    origin's word without having copied. ``doubtful`` origins may be the same as another.
    """

    role: Role
    origins: int
    copies: int = 0
    repeats: int = 0
    doubtful: int = 0


class Link(Struct, frozen=True):
    """One link of a chain of attribution, the first voice first, the outlet last."""

    name: str
    how: str
    is_unnamed: bool = False
    entity: str | None = None


def day_short(day: date) -> str:
    """A day as rows give it: "4 Jun 2015"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_short(days: Days | None) -> str:  # noqa: PLR0911 - one line a form of interval
    """An interval as short as it can be said: "4–5 Jun 2015", "Jun 2015", "2006"."""
    if days is None:
        return "no day known"
    first, last = days.first, days.last
    if first == last:
        return day_short(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and (date.fromordinal(last.toordinal() + 1)).day == 1:
            return f"{MONTHS[first.month - 1]} {first.year}"
        return f"{first.day}–{day_short(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_short(last)}"
    return f"{day_short(first)} – {day_short(last)}"


def timex_short(value: str) -> str:
    """A time whose year nobody told: "30 Sep, no year told"; other values as they are."""
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    if year != "XXXX" or not (month.isdecimal() and 1 <= int(month) <= len(MONTHS)):
        return value
    words = MONTHS[int(month) - 1]
    return f"{int(day)} {words}, no year told" if day.isdecimal() else f"{words}, no year told"


def value_short(value: str) -> str:
    """A value in words: one that is an ISO day as a reader writes it."""
    try:
        return day_short(date.fromisoformat(value))
    except ValueError:
        return value


def published_when(published: Published) -> When:
    """A report's day with its basis; never an inferred day as if it were stated."""
    if published.days is None:
        return When("undated", UNDATED, True, published.evidence or "nothing tells its day")
    words = days_short(published.days)
    iso = published.days.first.isoformat()
    if published.basis == "stated":
        return When(words, iso, False, f"stated: {published.evidence}")
    return When(f"c. {words}", iso, True, f"inferred: {published.evidence}")


def outlet_of(report: Report) -> str:
    """Who published a report, or that nothing tells."""
    return report.outlet or UNSTATED


def kind_words(kind: str | None) -> str:
    """What a type of event or state is called on screen."""
    return _kinds().get(kind or "", "Other words")


@cache
def _kinds() -> dict[str, str]:
    data = (files("rashomon.views") / "data" / "kinds.toml").read_text(encoding="utf-8")
    kinds: dict[str, str] = tomllib.loads(data)["kinds"]
    return kinds


def kind_names() -> dict[str, str]:
    """The types of events and states with what they are called, in the order of lists."""
    return dict(_kinds())


def role_of(status: str) -> Role:
    """The colour of a claim's status."""
    roles: dict[str, Role] = {
        "disputed": "contested",
        "denied": "contested",
        "corroborated": "corroborated",
        "developing": "developing",
    }
    return roles.get(status, "single")


def role_of_dispute(dispute: Dispute) -> Role:
    """Developing where a later report counts more, so that time may tell the accounts apart."""
    return "developing" if dispute.cause.startswith(_UPDATE) else "contested"


def chain_links(statement: Statement, report: Report) -> tuple[Link, ...]:
    """On whose word, first voice first; the outlet that we hold stands last."""
    links = []
    for source in statement.attribution:
        unnamed = source.kind == "anonymous"
        links.append(Link(_quoted_name(source), _how(source), unnamed, source.entity))
    outlet = outlet_of(report)
    if not links:
        return (Link(f"{outlet} (own voice)", "no source given"),)
    same = [one for one in links[1:] if one.name.casefold() == outlet.casefold()]
    return (*(one for one in links if one not in same), Link(outlet, ""))


def _quoted_name(source: Source) -> str:
    name = " ".join(source.name.split()).strip(' ,;:"“”')
    return name[:1].upper() + name[1:]


def _how(source: Source) -> str:
    said = "direct quote" if source.direct else "reported speech"
    words = {"anonymous": "unnamed", "outlet": "another outlet", "document": "a document"}
    kind = words.get(source.kind)
    return f"{kind}, {said}" if kind else said


def in_sentence(words: str) -> str:
    """Words that name a source as they stand in a sentence: "on the word of the army"."""
    return _ARTICLE.sub(lambda found: found.group().lower(), words)


def on_whose_word(statement: Statement, report: Report) -> str:
    """On whose word, in a few words: "an official, to the Agency", "own voice"."""
    names = [_short(source.name) for source in statement.attribution]
    return f"on the word of {', to '.join(names[:2])}" if names else "in its own voice"


def _short(name: str) -> str:
    plain = " ".join(name.split()).strip(' ,;:"“”')
    first, _, rest = plain.partition(" ")
    if plain.casefold() in _PRONOUNS:
        return f"“{plain.lower()}”"
    return f"{first.lower()} {rest}" if first in ("The", "A", "An") and rest else plain


def count_pips(
    role: Role, origins: Iterable[Origin], statements: Shelves, independent: int | None = None
) -> Pips:
    """Pips of some origins: a publication beyond the first of its origin is a copy or a repeat."""
    found = list(origins)
    copies = repeats = 0
    counted_reports: set[str] = set()
    for origin in found:
        carriers = carriers_of(origin, statements)
        fresh = [one for one in carriers if one not in counted_reports]
        counted_reports.update(carriers)
        for report in fresh[1:]:
            if _took_from(report, carriers, statements):
                copies += 1
            else:
                repeats += 1
    number = len(found) if independent is None else independent
    return Pips(role, number, copies, repeats, sum(one.doubtful for one in found))


def carriers_of(origin: Origin, shelves: Shelves) -> list[str]:
    """The reports that carry an origin's word, the earliest first."""
    every = shelves.statements
    reports = {every[one].report for one in origin.statements if one in every}
    return (
        list(reports)
        if len(reports) < 2
        else sorted(reports, key=lambda one: report_order(shelves.reports[one]))
    )


def _took_from(report: str, others: Sequence[str], shelves: Shelves) -> bool:
    taken = shelves.reuse_of_report.get(report, ())
    return any({one.from_report, one.to_report} <= set(others) for one in taken)


def report_order(report: Report) -> tuple[date, date, str]:
    """Sorts reports by day; undated ones stand last."""
    days = report.published.days
    first, last = (date.max, date.max) if days is None else (days.first, days.last)
    return first, last, report.id


def pips_words(pips: Pips) -> str:
    """Pips in a sentence, for who cannot see them."""
    words = f"at most {counted(pips.origins, 'origin')}"
    if pips.doubtful:
        words += f", {pips.doubtful} perhaps the same as another"
    if pips.copies:
        words += f"; {counted(pips.copies, 'copy', 'copies')}, not counted"
    if pips.repeats:
        words += f"; {counted(pips.repeats, 'more report')} on the same word, not counted"
    return words
