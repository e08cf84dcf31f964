"""The public face in Python: open a ledger, read reports into it, ask.

Every question is answered from what the ledger holds now; every record that comes back leads to exact
words through `Workspace.show`.
"""

import getpass
import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rashomon.errors import UsageError
from rashomon.settings import Settings
from rashomon.version import __version__
from rashomon.workspace.asking import Day, day_of
from rashomon.workspace.foreseeing import Foreseeing

if TYPE_CHECKING:
    from rashomon.collecting.fetching import Fetcher
    from rashomon.collecting.subscriptions import Feed
    from rashomon.language.parser import Parser
    from rashomon.ledger.checks import CustodyCheck
    from rashomon.ledger.custody import Custody, Witness
    from rashomon.ledger.store import Ledger
    from rashomon.workspace.background import Background
    from rashomon.workspace.checking import CheckResult
    from rashomon.workspace.intake import Intake, Progress, ReadSummary
    from rashomon.workspace.web import Round, Web

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class Workspace(Foreseeing):
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

    # -- keeping

    def export(self, folder: str | os.PathLike[str]) -> dict[str, int]:
        """Write the whole ledger as JSON Lines, a file a kind; see ``docs/export.md``.

        Returns:
            How many rows each kind has.
        """
        from rashomon.exporting.comparisons import write_not_comparable
        from rashomon.exporting.jsonl import write_export
        from rashomon.exporting.rulings import write_corrections

        write_corrections(Path(folder), self.corrections())
        write_not_comparable(Path(folder), self.not_comparable())
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

        day = None if known_at is None else day_of(known_at)
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

    def _open(self, *, create: bool = False) -> "Ledger":
        if self._ledger is None:
            from rashomon.ledger.store import open_ledger

            self._ledger = open_ledger(self.path, create=create, settings=self.settings.ledger)
        return self._ledger

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
