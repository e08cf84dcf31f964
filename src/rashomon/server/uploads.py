"""Reports that come through the server: kept aside, read one upload at a time, told how far it is.

Only bytes that are sent are read; no address is ever fetched for somebody who uploads.
"""

import re
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from threading import Condition, Thread
from typing import BinaryIO, Literal
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from rashomon.errors import RashomonError
from rashomon.exporting.files import storing
from rashomon.language.parser import Parser
from rashomon.server.desk import Desk
from rashomon.server.problems import TITLES, Trouble, refused, trouble_of
from rashomon.workspace import Workspace
from rashomon.workspace.intake import Progress, ReadSummary

State = Literal["waiting", "looking", "reading", "settling", "done", "failed"]
MOST_FILES = 1000
"""Files of one upload."""

_MOST_WAITING = 8
"""Uploads that wait their turn; who comes then is asked to come again."""

_MOST_REMEMBERED = 100
_LONGEST_NAME_CHARS = 120


class Upload(Struct, frozen=True):
    """How far an upload is: so many reports of so many (0: not known yet), and what came of it.

    ``step`` grows by one with each change, so that who listens knows what is new.
    """

    id: str
    state: State
    files: tuple[str, ...]
    by: str
    step: int = 0
    done: int = 0
    total: int = 0
    summary: ReadSummary | None = None
    trouble: Trouble | None = None


class Uploads:
    """The uploads of one ledger, read in the order in which they came."""

    def __init__(self, desk: Desk, parser: Parser | None = None) -> None:
        self._desk = desk
        self._parser = parser
        self._changed = Condition()
        self._uploads: OrderedDict[str, Upload] = OrderedDict()
        self._waiting: list[tuple[str, Path]] = []
        self._running = False

    def add(self, files: Iterable[tuple[str, BinaryIO]], by: str) -> Upload:
        """Keep files aside and put them in the queue.

        Args:
            files: Names as they were sent, with open files.
            by: Who sends them.

        Raises:
            Refusal: There are none, or too many uploads wait.
            StorageError: There is no room for them.
        """
        with self._changed:
            if len(self._waiting) >= _MOST_WAITING:
                raise refused(
                    429, "uploads-waiting",
                    f"{_MOST_WAITING} uploads wait already. Come again when some are read.",
                )  # fmt: skip
        folder = Path(tempfile.mkdtemp(prefix="rashomon-upload-"))
        try:
            names = tuple(_keep(folder, files))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        if not names:
            shutil.rmtree(folder, ignore_errors=True)
            raise refused(422, "no-files", "There is no file in the upload.", field="files")
        upload = Upload(uuid4().hex, "waiting", names, by)
        with self._changed:
            self._uploads[upload.id] = upload
            while len(self._uploads) > _MOST_REMEMBERED:
                self._uploads.popitem(last=False)
            self._waiting.append((upload.id, folder))
            if not self._running:
                self._running = True
                Thread(target=self._work, daemon=True).start()
        return upload

    def recent(self) -> tuple[Upload, ...]:
        """The uploads that are remembered, the newest first."""
        with self._changed:
            return tuple(reversed(self._uploads.values()))

    def find(self, id_: str) -> Upload | None:
        """How far an upload is; None for one that is not remembered."""
        with self._changed:
            return self._uploads.get(id_)

    def wait(self, id_: str, step: int, timeout_s: float) -> Upload | None:
        """How far an upload is, as soon as it is further than a step, or after a while."""
        with self._changed:
            self._changed.wait_for(
                lambda: id_ not in self._uploads or self._uploads[id_].step > step, timeout_s
            )
            return self._uploads.get(id_)

    # -- within

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._waiting:
                    self._running = False
                    return
                id_, folder = self._waiting.pop(0)
            try:
                self._read(id_, folder)
            except RashomonError as error:
                self._tell(id_, state="failed", trouble=trouble_of(error))
            except Exception:  # noqa: BLE001 - the queue goes on, whoever uploaded is told
                said = "Reading failed in a way that nobody foresaw. What was read before is kept."
                self._tell(id_, state="failed", trouble=Trouble(500, "internal", TITLES[500], said))
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def _read(self, id_: str, folder: Path) -> None:
        def progress(now: Progress) -> None:
            self._tell(id_, state=now.step, done=now.done, total=now.total)

        self._tell(id_, state="looking")
        upload = self._uploads[id_]
        settings = self._desk.settings
        actor = replace(settings.ledger, actor=upload.by)
        with (
            self._desk.writing,
            Workspace(self._desk.path, replace(settings, ledger=actor), self._ready()) as workspace,
        ):
            summary = workspace.read(folder, progress)
        self._desk.refresh()
        self._tell(id_, state="done", summary=summary)

    def _ready(self) -> Parser:
        """The parser, which takes a while to load, kept between uploads."""
        if self._parser is None:
            from rashomon.language.parser import SpacyParser

            self._parser = SpacyParser()
        return self._parser

    def _tell(self, id_: str, **changes: object) -> None:
        with self._changed:
            upload = self._uploads.get(id_)
            if upload is not None:
                self._uploads[id_] = replace(upload, step=upload.step + 1, **changes)
            self._changed.notify_all()


def safe_name(name: str) -> str:
    """The last part of a name as it was sent, without what a file's name should not hold."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = re.sub(r"[^\w.\- ()\[\]]", "_", last).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    return (stem[:_LONGEST_NAME_CHARS] + dot + suffix[:20]) or "report"


def _keep(folder: Path, files: Iterable[tuple[str, BinaryIO]]) -> Iterable[str]:
    taken: set[str] = set()
    with storing(folder):
        for sent, content in files:
            name = safe_name(sent)
            number = 1
            while name.casefold() in taken:
                number += 1
                name = f"{number}-{safe_name(sent)}"
            taken.add(name.casefold())
            with (folder / name).open("wb") as out:
                shutil.copyfileobj(content, out)
            yield name
