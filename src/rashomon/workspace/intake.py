"""Inputs into a ledger: each report kept as soon as it is read, then all of them settled together.

Killed at any moment and run again, it ends with the same ledger: what was read is not read again, and
findings are entered in one transaction or not at all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from rashomon.collecting import collect
from rashomon.correcting.log import rule
from rashomon.gazetteers.additions import choosing
from rashomon.language.parser import Parser
from rashomon.ledger import entries, evidence, extractions
from rashomon.ledger.corrections import last_correction, list_corrections
from rashomon.ledger.custody import PROGRAM, Witness, witness
from rashomon.ledger.entries import Difference, Signature
from rashomon.ledger.extractions import Input
from rashomon.ledger.store import Ledger
from rashomon.pipeline import REPORTS_AT_ONCE, extract, settle_to_grow
from rashomon.reading import read
from rashomon.records.findings import Extraction
from rashomon.records.reports import Known, RawReport, Reading, Reject
from rashomon.settings import Settings
from rashomon.workspace.background import load_background, mark_made, mark_settled
from rashomon.workspace.boardkeeping import keep_board, name_keeper
from rashomon.workspace.copies import shared_words
from rashomon.workspace.growing import Basis, Program, grow, keep_growing, stop_growing
from rashomon.workspace.program import name_reader, name_settler
from rashomon.workspace.readers import read_all

Newness = Literal["new", "again", "known"]


class Progress(Struct, frozen=True):
    """How far a read has come: so many reports of so many; ``total`` is 0 where it is not known yet."""

    step: Literal["looking", "reading", "settling"]
    done: int
    total: int


class ReadSummary(Struct, frozen=True):
    """What came of reading some inputs.

    ``added`` are the names of new reports, ``known`` those that the ledger had, ``again`` those that
    were read again, since the program, the model or what is known of them is another. ``entries``
    counts what changed in the ledger, a kind a row; kinds in which nothing did are left out.
    ``edited`` are those of the new ones that the ledger holds under the same name, a page's address
    mostly, with other words; both versions are kept.
    """

    added: tuple[str, ...]
    known: tuple[str, ...]
    again: tuple[str, ...]
    rejects: tuple[Reject, ...]
    entries: tuple[Difference, ...]
    edited: tuple[str, ...] = ()


class Pages(Struct, frozen=True):
    """Inputs that come from elsewhere than files, fetched while they are read, and how many at most."""

    found: Iterable[RawReport | Reject]
    expected: int


class Shelf:
    """The inputs that a ledger has, by which new ones are told from known ones."""

    def __init__(self, inputs: Iterable[Input]) -> None:
        held = sorted(inputs, key=lambda one: (one.read_at, one.report))
        self._known = extractions.names_by_digest(held)
        self._latest = {one.name: one.report for one in held}

    def place(self, raw: RawReport) -> tuple[Newness, RawReport]:
        """Whether an input is new, and the input under the name by which the ledger knows it.

        The same bytes are the same report where one name is the end of the other's path, so that a
        folder, the folder above it and a file of it can be read in any order. Where other things are
        known of it now, it is read again; knowing nothing is no news.
        """
        names = self._known.setdefault(raw.sha256, {})
        alike = sorted(name for name in names if _is_one_path(raw.name, name))
        held = names.get(raw.name) or (names[alike[0]] if alike else None)
        if held is not None:
            raw = msgspec.structs.replace(raw, name=held.name)
            if raw.known in (held.known, Known()):
                return "known", raw
        names[raw.name] = Input("", raw.name, raw.sha256, raw.media_type, raw.known, date.min)
        return "new" if held is None else "again", raw

    def earlier(self, name: str) -> str | None:
        """The id of the report that was last read under a name; None for none."""
        return self._latest.get(name)


def _is_one_path(one: str, other: str) -> bool:
    return one == other or one.endswith("/" + other) or other.endswith("/" + one)


class _OvertakenError(Exception):
    """Somebody corrected something while all reports were settled."""


class Intake:
    """One read of some inputs into a ledger; to be run once."""

    def __init__(
        self,
        ledger: Ledger,
        parser: Parser,
        settings: Settings,
        signature: Signature,
        seen: Callable[[], Witness] | None = None,
    ) -> None:
        self._ledger = ledger
        self._parser = parser
        self._settings = settings
        self._signature = signature
        self._seen_by = seen or (lambda: Witness(PROGRAM, signature.recorded_at))
        self._unwitnessed: list[RawReport] = []
        self._background = load_background(settings.grounding)
        self._made_by = mark_made(name_reader(parser.name), self._background)
        self._settled_by = mark_settled(name_settler(parser.name), self._background)
        self._program = Program(self._made_by, self._settled_by, self._background.watched)
        self._names: dict[Newness, list[str]] = {"new": [], "again": [], "known": []}
        self._seen: list[str] = []
        self._edited: list[str] = []
        self._rejects: dict[str, Reject] = {}
        self._pending: dict[str, RawReport] = {}
        self._tell: Callable[[Progress], None] = _say_nothing
        self._total = 0

    def run(
        self,
        paths: Sequence[Path],
        progress: Callable[[Progress], None] | None = None,
        pages: Pages | None = None,
    ) -> ReadSummary:
        """Read what is new below the paths and of the pages, read again what is stale, settle all."""
        with choosing(self._background.additions):
            return self._run(paths, progress, pages)

    def _run(
        self,
        paths: Sequence[Path],
        progress: Callable[[Progress], None] | None,
        pages: Pages | None,
    ) -> ReadSummary:
        with self._ledger.reading() as connection:
            stale = extractions.made_by_others(connection, self._made_by)
            inputs = extractions.list_inputs(connection)
        if progress is not None:
            self._tell = progress
            self._tell(Progress("looking", 0, 0))
            shelf = Shelf(inputs)
            expected = 0 if pages is None else pages.expected
            self._total = (
                len(stale)
                + expected
                + sum(
                    isinstance(one, RawReport) and shelf.place(one)[0] != "known"
                    for one in self._collect(paths)
                )
            )
        self._keep_again(stale, inputs)
        found = chain(self._collect(paths), () if pages is None else pages.found)
        shelf = Shelf(inputs)
        self._keep(self._read(self._new(found, shelf), shelf))
        self._witness()
        changes = self._settle()
        return ReadSummary(
            added=self._read_as("new"),
            known=self._read_as("known"),
            again=self._read_as("again"),
            rejects=tuple(self._rejects.values()),
            entries=tuple(one for one in changes if one.added or one.changed or one.retired),
            edited=tuple(self._edited),
        )

    def _read_as(self, newness: Newness) -> tuple[str, ...]:
        return tuple(name for name in self._names[newness] if name not in self._rejects)

    def _collect(self, paths: Sequence[Path]) -> Iterator[RawReport | Reject]:
        return iter(collect(paths, self._settings.reading))

    def _new(self, found: Iterable[RawReport | Reject], shelf: Shelf) -> Iterator[RawReport]:
        """The inputs that have to be read; what becomes of the others is noted."""
        for one in found:
            if isinstance(one, Reject):
                self._rejects[one.name] = one
                continue
            newness, raw = shelf.place(one)
            self._seen.append(one.name)
            self._names[newness].append(raw.name)
            if newness != "known":
                yield raw

    def _read(self, raws: Iterable[RawReport], shelf: Shelf) -> Iterator[Reading]:
        """Readings of inputs from outside; one that cannot be read is noted as a reject."""
        today = self._signature.recorded_at.date()
        for raw, reading in read_all(raws, today, self._settings.reading):
            self._unwitnessed.append(raw)
            if len(self._unwitnessed) == REPORTS_AT_ONCE:
                self._witness()
            if isinstance(reading, Reject):
                self._rejects[raw.name] = reading
            else:
                self._pending[reading.report.id] = raw
                if self._is_edited(reading, shelf.earlier(raw.name)):
                    self._edited.append(raw.name)
                yield reading

    def _is_edited(self, reading: Reading, earlier: str | None) -> bool:
        """Whether the ledger has other words under the same name."""
        if earlier is None or earlier == reading.report.id:
            return False
        with self._ledger.reading() as connection:
            held = extractions.load_extraction(connection, earlier)
        return held is not None and held.report.text != reading.report.text

    def _witness(self) -> None:
        """Keep the bytes of what was read from outside, with who read it."""
        if self._unwitnessed:
            with self._ledger.writing() as connection:
                witness(connection, self._unwitnessed, self._seen_by())
            self._unwitnessed = []

    def _keep_again(self, stale: Sequence[str], inputs: Sequence[Input]) -> None:
        """Make extractions again from the kept bytes, on the day that they were first read."""
        wanted = set(stale)

        def readings() -> Iterator[Reading]:
            for one in inputs:
                if one.report not in wanted:
                    continue
                with self._ledger.reading() as connection:
                    content = evidence.fetch(connection, one.sha256)
                raw = RawReport(one.name, one.media_type, content, one.sha256, one.known)
                reading = read(raw, one.read_at, self._settings.reading)
                if isinstance(reading, Reject) or reading.report.id != one.report:
                    with self._ledger.writing() as connection:
                        extractions.forget_extraction(connection, one.report)
                if isinstance(reading, Reject):
                    self._rejects[one.name] = reading
                    continue
                self._names["again"].append(one.name)
                self._pending[reading.report.id] = raw
                yield reading

        self._keep(readings())

    def _keep(self, readings: Iterable[Reading]) -> None:
        """Keep what each report gives, a batch a transaction."""
        batch: list[Extraction] = []
        for extraction in extract(readings, self._parser):
            batch.append(extraction)
            if len(batch) == REPORTS_AT_ONCE:
                self._commit(batch)
                batch = []
        if batch:
            self._commit(batch)

    def _commit(self, batch: Sequence[Extraction]) -> None:
        self._witness()
        with self._ledger.writing() as connection:
            for one in batch:
                raw = self._pending.pop(one.report.id)
                extractions.keep_extraction(connection, raw, one, self._made_by)
        done = len(self._names["new"]) + len(self._names["again"]) - len(self._pending)
        self._tell(Progress("reading", done, self._total))

    def _settle(self) -> tuple[Difference, ...]:
        """Enter what all reports give together, unless the ledger has just that."""
        with self._ledger.reading() as connection:
            through = extractions.noted(connection, "settled")
            by = extractions.noted(connection, "settled_by")
            revision = extractions.last_revision(connection)
        changes: tuple[Difference, ...] = ()
        if (through, by) != (str(revision), self._settled_by) and (revision or through):
            changes = self._follow()
        with self._ledger.writing() as connection:
            rejects = list(self._rejects.values())
            entries.enter_rejects(connection, rejects, self._seen, self._signature)
        return changes

    def _follow(self) -> tuple[Difference, ...]:
        """Enter the findings; anew where somebody corrected while they were settled."""
        while True:
            try:
                return self._enter_findings()
            except _OvertakenError:
                continue

    def _enter_findings(self) -> tuple[Difference, ...]:
        self._tell(Progress("settling", 0, 0))
        found = self._grow()
        with self._ledger.writing() as connection:
            keep_board(connection, name_keeper(self._background))
        return found

    def _grow(self) -> tuple[Difference, ...]:
        """Enter what the new reports change, or what all reports give together."""
        grown = grow(self._ledger, self._program, self._signature)
        if grown is not None:
            return grown
        with self._ledger.reading() as connection:
            kept = extractions.load_extractions(connection)
            inputs = extractions.list_inputs(connection)
            log = list_corrections(connection)
        if kept.unreadable:
            self._keep_again(kept.unreadable, inputs)
            with self._ledger.reading() as connection:
                kept = extractions.load_extractions(connection)
        shared = shared_words(self._ledger, kept.extractions, kept.revision, self._made_by)
        rulings = rule(log)
        found = settle_to_grow(kept.extractions, rulings, self._background.watched, shared)
        with self._ledger.writing() as connection:
            # Whoever settled more extractions meanwhile has settled these too.
            through = extractions.noted(connection, "settled")
            if through and int(through) > kept.revision:
                return ()
            if last_correction(connection) != (log[-1].seq if log else 0):
                raise _OvertakenError
            changes = entries.enter_findings(connection, found.findings, self._signature)
            extractions.note(connection, "settled", str(kept.revision))
            extractions.note(connection, "settled_by", self._settled_by)
            if shared is None:
                stop_growing(connection)
            else:
                keep_growing(connection, found, Basis(self._program, kept.revision, rulings))
        return changes


def _say_nothing(_: Progress) -> None:
    """No progress is wanted."""
