"""The public face in Python: open a ledger, read reports into it, ask.

Every question is answered from what the ledger holds now; every record that comes back leads to exact
words through `Workspace.show`.
"""

import getpass
import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from rashomon.errors import UsageError
from rashomon.records.claims import Claim, Dispute
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Holding, Obligation, Pact, Supposition
from rashomon.records.reports import Passage, Reject, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.settings import Settings
from rashomon.version import __version__
from rashomon.workspace.ruling import Ruling

if TYPE_CHECKING:
    from rashomon.claiming.comparisons import Comparison
    from rashomon.collecting.fetching import Fetcher
    from rashomon.collecting.subscriptions import Feed
    from rashomon.language.parser import Parser
    from rashomon.ledger.checks import CustodyCheck
    from rashomon.ledger.custody import Custody, Witness
    from rashomon.ledger.search import Hit
    from rashomon.ledger.store import Ledger
    from rashomon.situation import Difference
    from rashomon.situation.priors import Table
    from rashomon.views import SourcesView, TimelineRow
    from rashomon.views.exhibits import Exhibit
    from rashomon.workspace.background import Background
    from rashomon.workspace.checking import CheckResult
    from rashomon.workspace.intake import Intake, Progress, ReadSummary
    from rashomon.workspace.web import Round, Web

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Day = str | date
_ONLY_SHOWN = ("passage", "mark")
_ALIKE_NAMED = 5
"""Ids named to somebody who typed the beginning of several."""


class Workspace(Ruling):
    """A ledger and what can be asked of it. Use it as a context manager, or `close` it.

    Nothing is opened before it is needed; a ledger that is not there yet is made by the first `read`.
    Records are kept between questions and loaded again when the ledger has changed.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] = "rashomon.db",
        settings: Settings | None = None,
        parser: "Parser | None" = None,
    ) -> None:
        self.path = Path(path)
        self.settings = settings or Settings()
        self._parser = parser
        self._ledger: Ledger | None = None
        self._background: Background | None = None
        self._seen = -1
        self._loaded: dict[str, tuple[Any, ...]] = {}

    # -- reading

    def read(
        self, paths: Paths, progress: "Callable[[Progress], None] | None" = None
    ) -> "ReadSummary":
        """Read files, folders and pages into the ledger; what it has already is not read again.

        Args:
            paths: A file, a folder or an address of the web, or several. Only addresses are fetched.
            progress: Told now and then how far it has come.

        Raises:
            UsageError: A path is not there.
            LedgerError: The ledger cannot be used.
            StorageError: What was read cannot be kept.
        """
        from rashomon.workspace.intake import Pages

        files, urls = _paths(paths)
        intake = self._intake()
        if not urls:
            return intake.run(files, progress)
        from rashomon.workspace.web import Wanted

        web = self._web()
        pages = Pages(web.fetch(Wanted(url) for url in urls), len(urls))
        try:
            return intake.run(files, progress, pages)
        finally:
            web.remember()

    def watch(
        self, feeds: "Iterable[Feed]", progress: "Callable[[Progress], None] | None" = None
    ) -> "Round":
        """Read the items of some feeds that are new since the last round, each from its page.

        Args:
            feeds: From `rashomon.collecting.subscriptions.list_feeds`.
            progress: Told now and then how far it has come.
        """
        from rashomon.workspace.web import read_round

        return read_round(self._intake(), self._web(), feeds, progress)

    def _intake(self) -> "Intake":
        from rashomon.ledger.entries import Signature
        from rashomon.workspace.intake import Intake

        now = self._now()
        ledger = self._open(create=True)
        signature = Signature(f"rashomon/{__version__}", now)
        return Intake(ledger, self._ready_parser, self.settings, signature, self._witness)

    def _web(self) -> "Web":
        from rashomon.workspace.web import Web

        return Web(self._open(create=True), self._fetcher, self.settings, self._witness())

    @cached_property
    def _fetcher(self) -> "Fetcher":
        from rashomon.collecting.fetching import Fetcher

        return Fetcher(self.settings.fetching)

    @cached_property
    def _ready_parser(self) -> "Parser":
        if self._parser is None:
            from rashomon.language.parser import SpacyParser

            return SpacyParser()
        return self._parser

    def is_unfinished(self) -> bool:
        """Whether a read was stopped before all reports were compared; reading again finishes it."""
        from rashomon.ledger.extractions import is_settled

        with self._open().reading() as connection:
            return not is_settled(connection)

    # -- records

    def reports(self) -> tuple[Report, ...]:
        """Every report, with its day of publication and how that is known."""
        return self._records("report")

    def passages(self) -> tuple[Passage, ...]:
        """The sentences, headlines and items of all reports."""
        return self._records("passage")

    def marks(self) -> tuple[Mark, ...]:
        """The names, times, places and numbers in all reports."""
        return self._records("mark")

    def statements(self) -> tuple[Statement, ...]:
        """What reports say, on whose word."""
        return self._records("statement")

    def entities(self) -> tuple[Entity, ...]:
        """Whom and what reports speak of, under all names."""
        return self._records("entity")

    def claims(self) -> tuple[Claim, ...]:
        """The same thing said, in one report or many, with the origins behind it."""
        return self._records("claim")

    def disputes(self) -> tuple[Dispute, ...]:
        """Accounts that cannot all be right, side by side."""
        return self._records("dispute")

    def not_comparable(self) -> "tuple[Comparison, ...]":
        """The pairs of figures that look like a clash and are none, each with the reason."""
        from rashomon.claiming import list_not_comparable

        return list_not_comparable(self.reports(), self.statements(), self.entities())

    def reuse(self) -> tuple[Reuse, ...]:
        """The passages that one report took from another."""
        return self._records("reuse")

    def pacts(self) -> tuple[Pact, ...]:
        """What binds whom, as the reports tell of it."""
        return self._records("pact")

    def forecasts(self) -> tuple[Forecast, ...]:
        """What was predicted, by whom, and what came of it as far as was reported."""
        return self._records("forecast")

    def rejects(self) -> tuple[Reject, ...]:
        """The inputs that became no report, and why."""
        return self._records("reject")

    def findings(self, known_at: Day | None = None) -> Findings:
        """Everything that the ledger holds now, or what of it could be known on a day.

        Args:
            known_at: The day, as a date or in ISO 8601; see `rashomon.situation.known_by`.
        """
        from rashomon.ledger.codec import FIELDS

        findings = Findings(**{field: self._records(kind) for kind, field in FIELDS.items()})
        if known_at is None:
            return findings
        from rashomon.situation import known_by

        return known_by(findings, _day(known_at))

    def told(self) -> Findings:
        """What the ledger holds now without marks and passages: what a question or a list needs.

        They are four fifths of a ledger, and only exports and what is shown of a record look at them.
        """
        from rashomon.ledger.codec import FIELDS

        return Findings(
            **{
                field: () if kind in _ONLY_SHOWN else self._records(kind)
                for kind, field in FIELDS.items()
            }
        )

    # -- questions

    def situation(
        self, valid_at: Day, known_at: Day | None = None, place: str | None = None
    ) -> tuple[Holding, ...]:
        """The states that held on one day, as far as was reported by another.

        Args:
            valid_at: The day, as a date or in ISO 8601.
            known_at: The day by which it was reported; ``valid_at`` unless given.
            place: Only who held this place: the id of its entity, or its name. Quick however large the
                ledger is, since nothing else is loaded.

        Raises:
            UsageError: No report speaks of such a place.
        """
        from rashomon.situation import situation

        day = _day(valid_at)
        known = day if known_at is None else _day(known_at)
        if place is not None:
            return self._held(place, day, known)
        with self._knowing():
            return situation(self.told(), day, known)

    def _held(self, place: str, valid_at: date, known_at: date) -> tuple[Holding, ...]:
        from rashomon.ledger.naming import entities_named, load_about
        from rashomon.situation import situation

        with self._open().reading() as connection:
            found = entities_named(connection, place)
            about = {one: load_about(connection, one) for one in found}
        if not found:
            raise UsageError(
                f"No report in {self.path} speaks of {place[:40]!r}. Take the name or the id of an"
                " entity as rashomon situation shows it.",
                code="no-such-place",
            )
        with self._knowing():
            rows = [row for one in found for row in situation(about[one], valid_at, known_at)]
        return tuple(row for row in rows if row.kind == "control" and row.subject in about)

    def diff(self, earlier: Day, later: Day) -> "tuple[Difference, ...]":
        """What changed from one evening to a later one, and which reports changed it.

        Args:
            earlier: The first evening, as a date or in ISO 8601.
            later: The second.

        Raises:
            UsageError: The second lies before the first.
        """
        from rashomon.situation import difference

        first, second = _day(earlier), _day(later)
        if second < first:
            raise UsageError(
                f"{second} lies before {first}. Name the earlier evening first.",
                code="days-reversed",
            )
        with self._knowing():
            return difference(self.told(), first, second)

    def first_known(self) -> date | None:
        """The first day on which a report was known; None for a ledger without reports."""
        from rashomon.situation import known_on

        return min(map(known_on, self.reports()), default=None)

    def whatif(self, event: str) -> tuple[Obligation, ...]:
        """The obligations that an event in words would bring into play by the known pacts.

        Prior pacts count as the reports' do; an obligation by one has the pact's id for a statement.

        Raises:
            UsageError: The words name no event that can be understood.
        """
        from msgspec.structs import replace

        from rashomon.situation import whatif

        findings = self.findings()
        return whatif(replace(findings, pacts=(*findings.pacts, *self.priors())), event)

    def priors(self) -> tuple[Pact, ...]:
        """The pacts taken from tables of alliances, with the reports' entities as parties."""
        from rashomon.situation import ground_priors

        return ground_priors(self._records("prior"), self.entities())

    def import_alliances(self, path: str | os.PathLike[str]) -> "Table":
        """Take the pacts of a table in the form of ATOP as prior pacts; see `read_alliances`.

        Those that an earlier file of the same name gave are given up for them.

        Raises:
            UsageError: The file is not there, is no text, or lacks a column.
        """
        from rashomon.ledger.entries import Signature
        from rashomon.ledger.priors import enter_priors
        from rashomon.situation import read_alliances

        file = Path(path)
        if not file.is_file():
            raise UsageError(f"There is no file at {file}. Check the path.", code="path-missing")
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise UsageError(
                f"{file.name} is no text in UTF-8. Save the table as CSV in UTF-8.", code="not-text"
            ) from None
        table = read_alliances(text, file.name)
        ledger = self._open(create=True)
        signature = Signature(f"rashomon/{__version__}", self._now())
        with ledger.writing() as connection:
            enter_priors(connection, file.name, table.pacts, signature)
        return table

    def suppose(self, event: str) -> Supposition:
        """What is understood of an event in words, as `whatif` takes it."""
        from rashomon.situation import suppose

        with self._knowing():
            return suppose(self.told(), event)

    def sources(self) -> "SourcesView":
        """Voices, outlets and copies: on whose word everything rests."""
        from rashomon.views import list_sources

        return list_sources(self.told())

    def timeline(self) -> "tuple[TimelineRow, ...]":
        """The dated events in the order of their days."""
        from rashomon.views import make_timeline

        return make_timeline(self.told())

    def brief(self, since: Day | None = None, *, html: bool = False) -> str:
        """The brief: what is contested, what is agreed, who copied whom.

        Args:
            since: A day; a section then tells what changed since its evening.
            html: One page of HTML that needs nothing beside itself, instead of Markdown.
        """
        from rashomon.views import write_brief
        from rashomon.views.sheets import make_sheet

        day = None if since is None else _day(since)
        words = write_brief(self.told(), self.rejects(), since=day)
        return make_sheet(words) if html else words

    def search(self, words: str, limit: int | None = None) -> "tuple[Hit, ...]":
        """The passages that hold all the words, best first; see `rashomon.ledger.search.search`."""
        from rashomon.ledger.search import search

        with self._open().reading() as connection:
            return search(connection, words, limit)

    def show(self, record: str) -> "Exhibit":
        """One record of any kind with its words in context and how they were reached.

        Args:
            record: Its id, or as much of the beginning as no other record shares.

        Raises:
            UsageError: No record, or several, go by these signs.
        """
        from rashomon.ledger.entries import find, find_starting
        from rashomon.ledger.naming import load_around
        from rashomon.views.exhibits import Fact, make_exhibit

        with self._open().reading() as connection:
            found = find(connection, record)
            if found is None:
                alike = find_starting(connection, record, _ALIKE_NAMED) if record else []
                found = find(connection, alike[0][1]) if len(alike) == 1 else None
            around = None if found is None else load_around(connection, found[1].id)
        if found is None and alike:
            ids = ", ".join(name for _, name in alike)
            raise UsageError(
                f"Several records begin with {record[:40]}. Name one: {ids}.",
                code="several-records",
            )
        if found is None or around is None:
            self._refuse_corrected(record)
            raise UsageError(
                f"No record in {self.path} goes by {record[:40]!r}. Ids stand in the last column of"
                " the lists, such as rashomon claims.",
                code="no-such-record",
            )
        exhibit = make_exhibit(around, *found)
        ruled = [
            Fact("a person", f"{one.says} ({one.author}, {one.id}); before: {one.said}")
            for one in self.corrections_of(exhibit.id)
        ]
        return msgspec.structs.replace(exhibit, facts=(*exhibit.facts, *ruled))

    # -- keeping

    def export(self, folder: str | os.PathLike[str]) -> dict[str, int]:
        """Write the whole ledger as JSON Lines, a file a kind; see ``docs/export.md``.

        Returns:
            How many rows each kind has.
        """
        from rashomon.exporting.jsonl import write_export
        from rashomon.exporting.rulings import write_corrections

        write_corrections(Path(folder), self.corrections())
        return write_export(Path(folder), self.findings(), self._made_by())

    def export_as(
        self, form: str, path: str | os.PathLike[str], known_at: Day | None = None
    ) -> tuple[Path, ...]:
        """Write what the ledger holds, as known now or on a day, in one of `exporting.formats`.

        Args:
            form: jsonl, csv, geojson, sqlite, gexf, timelinejs or claimreview.
            path: A folder for the first two, a file for the others.
            known_at: The day of knowledge; all that is known unless given.

        Returns:
            The files that were written.
        """
        from rashomon.exporting.formats import write_format
        from rashomon.exporting.making import making_of

        day = None if known_at is None else _day(known_at)
        findings = self.findings(day)
        making = making_of(findings, self._made_by(), day)
        return write_format(Path(path), form, findings, making)

    def check(self, *, parse_again: bool = False) -> "CheckResult":
        """What holds of the ledger's promises, and what does not; see `check_ledger`.

        Args:
            parse_again: Take the parse on trust no more than anything else; as slow as reading.
        """
        from rashomon.workspace.checking import check_ledger

        make_parser = (lambda: self._ready_parser) if parse_again else None
        return check_ledger(self._open(), self.settings, make_parser)

    def verify(self, noted: str | None = None) -> "CustodyCheck":
        """Whether every raw input is as found, and the log of who read them whole.

        Args:
            noted: The log's last hash as it was noted at an earlier time; held against the log.
        """
        from rashomon.ledger.checks import check_custody

        with self._open().reading() as connection:
            return check_custody(connection, noted)

    def custody(self) -> "tuple[Custody, ...]":
        """Who read what, when, from where, in the order of reading."""
        from rashomon.ledger.custody import list_custody

        with self._open().reading() as connection:
            return tuple(list_custody(connection))

    def evidence(self, record: str) -> bytes:
        """The bytes that a report was read from, as they were found.

        Args:
            record: The report's id or the hash of the bytes, or as much as no other begins with.

        Raises:
            UsageError: No input, or several, go by these signs.
            LedgerError: The bytes are damaged.
        """
        from rashomon.workspace.originals import find_original

        with self._open().reading() as connection:
            return find_original(connection, record)

    def close(self) -> None:
        """Give the ledger's file back; a later question opens it again."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None
            self.__dict__.pop("_corrector", None)  # it holds the ledger that was given back

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- within

    def _knowing(self) -> AbstractContextManager[None]:
        """The names that the user added, known for as long as a question is answered."""
        from rashomon.gazetteers.additions import choosing
        from rashomon.workspace.background import load_background

        if self._background is None:
            self._background = load_background(self.settings.grounding)
        return choosing(self._background.additions)

    def _open(self, *, create: bool = False) -> "Ledger":
        if self._ledger is None:
            from rashomon.ledger.store import open_ledger

            self._ledger = open_ledger(self.path, create=create, settings=self.settings.ledger)
        return self._ledger

    def _records(self, kind: str) -> tuple[Any, ...]:
        from rashomon.ledger import entries

        with self._open().reading() as connection:
            newest = entries.last_seq(connection)
            if newest != self._seen:
                self._loaded.clear()
                self._seen = newest
            if kind not in self._loaded:
                self._loaded[kind] = entries.load(connection, kind)
        return self._loaded[kind]

    def _made_by(self) -> dict[str, str]:
        from rashomon.ledger.extractions import noted

        with self._open().reading() as connection:
            _, *makers = noted(connection, "settled_by").split(" ")
        found = {"parser": makers[0]} if makers else {}
        for one in makers[1:]:
            kind, _, digest = one.partition(":")
            found[kind] = f"{found[kind]} {digest}" if kind in found else digest
        return found

    def _witness(self) -> "Witness":
        from rashomon.ledger.custody import PROGRAM, Witness

        return Witness(self.settings.ledger.actor or _user() or PROGRAM, self._now())

    def _now(self) -> datetime:
        if self.settings.today is not None:
            return datetime.combine(self.settings.today, datetime.min.time(), UTC)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch is None:
            return datetime.now(UTC)
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise UsageError(
                f"SOURCE_DATE_EPOCH is {epoch[:40]!r}, not a number of seconds since 1970."
                " Set it to one, or unset it.",
                code="bad-epoch",
            ) from None


def _day(value: Day) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(
            f"{value[:40]!r} is not a day. Write it as year, month and day: 2015-05-21.",
            code="bad-day",
        ) from None


def _user() -> str | None:
    """The name that the operating system knows the user by."""
    try:
        return getpass.getuser()
    except (
        OSError,
        KeyError,
        ImportError,
    ):  # a service without an account, or without a database of them
        return None


def _paths(paths: Paths) -> tuple[list[Path], list[str]]:
    """The files and folders, and the addresses of the web, that somebody names."""
    from rashomon.collecting.addresses import is_url

    several = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    urls = list(dict.fromkeys(one for one in several if isinstance(one, str) and is_url(one)))
    found = [Path(one) for one in several if one not in urls]
    for path in found:
        if not path.exists():
            raise UsageError(f"There is nothing at {path}. Check the path.", code="path-missing")
    return found, urls
