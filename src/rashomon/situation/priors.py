"""Pacts from a table of alliances, known before any report: prior pacts.

Enters: CSV in the form of the ATOP codebook (Alliance Treaty Obligations and Provisions): a row an
alliance with its members in columns, or a row a member. Leaves: pacts marked as prior, and the lines
that could not be read, each with a code and a sentence. A table says who owes what, not in which words.

**Source** Leeds, Ritter, Mitchell and Long, "Alliance Treaty Obligations and Provisions, 1815-1944",
International Interactions 28 (2002), and its codebook.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from rashomon.errors import UsageError
from rashomon.gazetteers.actors import fold_words, registry
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Pact, PactClause, Signing
from rashomon.records.reports import Reject
from rashomon.situation.names import Names
from rashomon.situation.words import load_table

FLAGS = ("defense", "offense", "neutral", "nonagg", "consul")
"""The obligations of ATOP that are read, by their columns; the others are passed over."""

NEEDED = ("atopid",)
_FEWEST = 2
_EXAMPLE = "atopid,member,begyr,begmo,begday,endyr,defense,consul"


class Table(Struct, frozen=True):
    """What a table of alliances gave: pacts sorted by id, and the lines that could not be read."""

    pacts: tuple[Pact, ...]
    rejects: tuple[Reject, ...]


class _Row(Struct, frozen=True):
    number: int
    members: tuple[str, ...]
    cells: Mapping[str, str]


def read_alliances(text: str, name: str) -> Table:
    """The pacts of a table in the form of ATOP.

    Args:
        text: The CSV.
        name: The file's name; pacts and rejects carry it.

    Raises:
        UsageError: code ``atop-columns``; the table lacks a column without which no row can be read.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = [one.strip().casefold() for one in reader.fieldnames or ()]
    _check(columns, name)
    rejects: list[Reject] = []
    alliances: dict[str, list[_Row]] = {}
    for cells in reader:
        row = _row(reader.line_num, cells)
        problem = _problem(row)
        if problem is not None:
            code, reason = problem
            rejects.append(Reject(f"{name}:{row.number}", code, f"Line {row.number}: {reason}"))
        else:
            alliances.setdefault(row.cells["atopid"], []).append(row)
    pacts = []
    for number, rows in alliances.items():
        members = tuple(dict.fromkeys(one for row in rows for one in row.members))
        if len(members) < _FEWEST:
            at = rows[0].number
            reason = f"Line {at}: alliance {number} has fewer than two members in this table."
            rejects.append(Reject(f"{name}:{at}", "atop-members", reason))
        else:
            pacts.append(_pact(number, members, rows, name))
    return Table(tuple(sorted(pacts, key=lambda pact: pact.id)), tuple(rejects))


def ground_priors(priors: Iterable[Pact], entities: Sequence[Entity]) -> tuple[Pact, ...]:
    """Prior pacts with the entities of the reports as parties; who is in no report stays a name."""
    names = Names(entities)

    def known(party: str) -> str:
        return next(iter(names.registered(party)), party)

    found = []
    for pact in priors:
        parties = tuple(map(known, pact.parties))
        clauses = tuple(replace(one, obligated=parties) for one in pact.clauses)
        found.append(replace(pact, parties=parties, clauses=clauses))
    return tuple(found)


def _check(columns: Sequence[str], name: str) -> None:
    missing = [one for one in NEEDED if one not in columns]
    if not any(one == "member" or _is_member(one) for one in columns):
        missing.append("member (or mem1, mem2, …)")
    if not any(one in columns for one in FLAGS):
        missing.append("an obligation (" + ", ".join(FLAGS) + ")")
    if missing:
        raise UsageError(
            f"{name}, line 1: no column {', '.join(missing)}. The first line names the columns as the"
            f" ATOP codebook does, such as {_EXAMPLE}.",
            code="atop-columns",
        )


def _is_member(column: str) -> bool:
    return column.startswith("mem") and column[3:].isdigit()


def _row(number: int, cells: Mapping[str | None, object]) -> _Row:
    told = {
        key.strip().casefold(): value.strip()
        for key, value in cells.items()
        if isinstance(key, str) and isinstance(value, str)
    }
    listed = [value for key, value in told.items() if key == "member" or _is_member(key)]
    return _Row(number, tuple(one for one in listed if one not in ("", "0", ".")), told)


def _problem(row: _Row) -> tuple[str, str] | None:
    """What keeps a line from being read, as a code and a sentence; None for nothing."""
    if not row.cells.get("atopid"):
        return "atop-id", "it has no atopid. Give each alliance its number."
    unknown = [one for one in row.members if _state(one) is None]
    if unknown:
        return "atop-member", (
            f"{unknown[0][:40]!r} is no state that I know. Give its Correlates of War number, its ISO"
            " 3166 code or its name."
        )
    for flag in FLAGS:
        if row.cells.get(flag, "") not in ("", ".", "0", "1", "0.0", "1.0"):
            return "atop-value", f"{flag} is {row.cells[flag][:20]!r}. Write 0 or 1."
    for column in ("begyr", "yrent", "endyr"):
        value = row.cells.get(column, "")
        if value not in ("", ".") and _number(value) is None:
            return "atop-value", f"{column} is {value[:20]!r}. Write a year, or 0 for none."
    return None


def _state(member: str) -> str | None:
    """The name of a state by its number, code or name."""
    known = registry()
    code = load_table("states.toml")["cow"].get(member.removesuffix(".0"), member.upper())
    state = known.state(code) if len(code) == 2 else None
    if state is not None:
        return state.name
    form = known.form(fold_words(member))
    return form.actor.name if form is not None and form.actor.role == "state" else None


def _pact(number: str, members: Sequence[str], rows: Sequence[_Row], name: str) -> Pact:
    parties = tuple(sorted(filter(None, map(_state, members))))
    made = content_id("pa", "prior", name, number, *parties)
    cells = rows[0].cells
    signed, lapsed = _days(cells, "beg") or _entered(cells), _days(cells, "end")
    owed = [flag for flag in FLAGS if any(row.cells.get(flag, "") in ("1", "1.0") for row in rows)]
    clauses = () if lapsed is not None else tuple(_clauses(owed, parties, made))
    return Pact(
        id=made,
        name=f"ATOP {number}: {'–'.join(parties)}",
        parties=parties,
        signed=() if signed is None else (Signing(signed, ()),),
        clauses=clauses,
        invocations=(),
        statements=(),
        prior=name,
        lapsed=lapsed,
    )


def _clauses(owed: Iterable[str], parties: tuple[str, ...], pact: str) -> Iterator[PactClause]:
    table = load_table("pacts.toml")["atop"]
    for flag in owed:
        words = table[flag]
        yield PactClause(words["text"], words["trigger"] or None, parties, None, pact)


def _days(cells: Mapping[str, str], prefix: str) -> Days | None:
    return _interval(*(cells.get(f"{prefix}{part}", "") for part in ("yr", "mo", "day")))


def _entered(cells: Mapping[str, str]) -> Days | None:
    return _interval(*(cells.get(part, "") for part in ("yrent", "moent", "dayent")))


def _interval(year: str, month: str, day: str) -> Days | None:
    """The days that a year, and perhaps a month and a day, stand for; 0 is unknown."""
    y, m, d = _number(year), _number(month), _number(day)
    if not y:
        return None
    try:
        if not m:
            return Days(date(y, 1, 1), date(y, 12, 31))
        if not d:
            after = date(y + m // 12, m % 12 + 1, 1)
            return Days(date(y, m, 1), date.fromordinal(after.toordinal() - 1))
        return Days(date(y, m, d), date(y, m, d))
    except (ValueError, OverflowError):
        return Days(date(y, 1, 1), date(y, 12, 31)) if date.min.year <= y < date.max.year else None


def _number(value: str) -> int | None:
    plain = value.removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdigit() else None
