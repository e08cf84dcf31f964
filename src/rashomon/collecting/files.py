"""Files and folders into raw reports, bytes as found: stage 1 of the path.

Enters: paths that somebody asked to read. Leaves: a raw report or a reject for every file that is not
hidden, and for every member of a container, in the order of the files' names, so that the same folder
gives the same run anywhere. What the person who saved the files knows of them stands in ``reports.csv``
of the folder. Nothing is written, and folders that are links are not followed.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rashomon.collecting.archives import collect_archive
from rashomon.collecting.kinds import ARCHIVES, container_of, media_type_of, readable_ends
from rashomon.collecting.members import collect_container
from rashomon.collecting.raws import make_raw, too_large
from rashomon.collecting.tables import beside, is_table, read_table
from rashomon.errors import UsageError
from rashomon.records.reports import Known, RawReport, Reject
from rashomon.settings import ReadingSettings


def collect(paths: Sequence[Path], settings: ReadingSettings) -> Iterator[RawReport | Reject]:
    """The raw reports and rejects of files and folders, folder by folder, sorted by name.

    Args:
        paths: Files, or folders that are read with all that is in them.
        settings: Limits of the stage.

    Yields:
        A `RawReport`, or a `Reject`. The codes: ``empty``, ``binary``, ``mislabelled``, ``too-large``,
        ``unsupported``, ``unreadable``, ``bad-table``; of containers and their members: ``bad-archive``,
        ``bad-feed``, ``bad-line``, ``bad-record``, ``damaged``, ``encrypted``, ``nested-archive``,
        ``no-text``, ``skipped-records``, ``too-many-members``, ``truncated``, ``unsafe-name``,
        ``zip-bomb``.

    Raises:
        UsageError: If a path does not exist; before anything is read.
    """
    for path in paths:
        if not path.exists():
            message = f"There is no file or folder {path}. Check the path and read again."
            raise UsageError(message)
    for path in paths:
        if path.is_dir():
            yield from _collect_folder(path, settings)
        else:
            yield from _collect_file(path, path.name, {}, settings)


def _collect_folder(root: Path, settings: ReadingSettings) -> Iterator[RawReport | Reject]:
    names = {file.relative_to(root).as_posix(): file for file in _files(root)}
    known: dict[str, Known] = {}
    for name in sorted(names):
        if is_table(name):
            rows = read_table(names[name], name, frozenset(names), settings)
            known.update(rows.known)
            yield from rows.rejects
    for name in sorted(names):
        if not is_table(name):
            yield from _collect_file(names[name], name, known, settings)


def _files(root: Path) -> Iterator[Path]:
    """The files below a folder that are not hidden and do not lie in a hidden folder."""
    for entry in sorted(root.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _files(entry)
        else:
            yield entry


def _collect_file(
    file: Path, name: str, said: dict[str, Known], settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    media_type, container = media_type_of(file.name), container_of(file.name)
    known = said.get(name, Known())
    if media_type is None and container is None:
        what = file.suffix or "without an ending"
        reason = f"Files {what} cannot be read; these can: {readable_ends()}."
        yield Reject(name, "unsupported", reason)
        return
    try:
        if not file.is_file():
            yield Reject(name, "unsupported", "This is no ordinary file; save the report as one.")
        elif container is not None:
            with file.open("rb") as stream:
                if container in ARCHIVES:
                    yield from collect_archive(
                        container, name, stream, beside(said, name), settings
                    )
                else:
                    yield from collect_container(container, name, stream, known, settings)
        elif file.stat().st_size > settings.largest_input_bytes:
            yield too_large(name, settings)
        elif media_type is not None:
            yield make_raw(name, media_type, file.read_bytes(), known, settings)
    except OSError as error:
        reason = f"The file cannot be opened ({error.strerror}); check who may read it."
        yield Reject(name, "unreadable", reason)
