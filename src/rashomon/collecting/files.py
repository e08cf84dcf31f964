"""Files and folders into raw reports, bytes as found: stage 1 of the path.

Enters: paths that somebody asked to read. Leaves: a raw report or a reject for every file that is not
hidden, in the order of their names, so that the same folder gives the same run anywhere. What the person
who saved the files knows of them stands in ``reports.csv`` of the folder. Nothing is written, and
folders that are links are not followed.
"""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from rashomon.collecting.tables import TABLE_NAME, read_table
from rashomon.errors import UsageError
from rashomon.records.reports import Known, MediaType, RawReport, Reject
from rashomon.settings import ReadingSettings

MEDIA_TYPES: dict[str, MediaType] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".html.gz": "text/html",
    ".htm.gz": "text/html",
    ".txt.gz": "text/plain",
}
"""What can be read, by the end of a file's name."""

_GZIP_MARK = b"\x1f\x8b"
_SAMPLE_BYTES = 8_192
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST_CONTROL_SHARE = 0.05
_CONTROL = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}


def collect(paths: Sequence[Path], settings: ReadingSettings) -> Iterator[RawReport | Reject]:
    """The raw reports and rejects of files and folders, folder by folder, sorted by name.

    Args:
        paths: Files, or folders that are read with all that is in them.
        settings: Limits of the stage.

    Yields:
        A `RawReport`, or a `Reject` with the code ``empty``, ``binary``, ``too_large``,
        ``unsupported``, ``unreadable`` or ``bad_table``.

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
            yield _collect_file(path, path.name, Known(), settings)


def _collect_folder(root: Path, settings: ReadingSettings) -> Iterator[RawReport | Reject]:
    names = {file.relative_to(root).as_posix(): file for file in _files(root)}
    known: dict[str, Known] = {}
    for name in sorted(names):
        if _is_table(name):
            rows = read_table(names[name], name, frozenset(names), settings)
            known.update(rows.known)
            yield from rows.rejects
    for name in sorted(names):
        if not _is_table(name):
            yield _collect_file(names[name], name, known.get(name, Known()), settings)


def _is_table(name: str) -> bool:
    return name == TABLE_NAME or name.endswith("/" + TABLE_NAME)


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
    file: Path, name: str, known: Known, settings: ReadingSettings
) -> RawReport | Reject:
    media_type = media_type_of(file.name)
    if media_type is None:
        kinds = ", ".join(sorted(MEDIA_TYPES))
        what = file.suffix or "without an ending"
        return Reject(name, "unsupported", f"Files {what} cannot be read; these can: {kinds}.")
    limit = settings.largest_input_bytes
    try:
        if not file.is_file():
            return Reject(name, "unsupported", "This is no ordinary file; save the report as one.")
        if file.stat().st_size > limit:
            return _too_large(name, limit)
        content = file.read_bytes()
    except OSError as error:
        reason = f"The file cannot be opened ({error.strerror}); check who may read it."
        return Reject(name, "unreadable", reason)
    return make_raw(name, media_type, content, known, settings)


def make_raw(
    name: str, media_type: MediaType, content: bytes, known: Known, settings: ReadingSettings
) -> RawReport | Reject:
    """The raw report of some bytes, unpacked where they are packed by gzip, or why there is none."""
    limit = settings.largest_input_bytes
    if content.startswith(_GZIP_MARK):
        try:
            content = _unpacked(content, limit)
        except (OSError, EOFError, zlib.error):
            reason = "The file is packed by gzip and damaged; save the page again."
            return Reject(name, "binary", reason)
    if len(content) > limit:
        return _too_large(name, limit)
    if not content.strip():
        return Reject(name, "empty", "The file has no content; save the report again.")
    if _is_binary(content):
        return Reject(name, "binary", "The file holds no text; save the report as text or HTML.")
    return RawReport(name, media_type, content, sha256(content).hexdigest(), known)


def media_type_of(name: str) -> MediaType | None:
    """What a file holds, by the end of its name; None for what cannot be read."""
    lower = name.lower()
    ends = [end for end in MEDIA_TYPES if lower.endswith(end)]
    return MEDIA_TYPES[max(ends, key=len)] if ends else None


def _unpacked(content: bytes, limit: int) -> bytes:
    """At most one byte more than the limit, however much a small file unpacks to."""
    with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
        return packed.read(limit + 1)


def _too_large(name: str, limit: int) -> Reject:
    reason = f"The file is larger than {limit:,} bytes; split it, or raise largest_input_bytes."
    return Reject(name, "too_large", reason)


def _is_binary(content: bytes) -> bool:
    """Whether bytes are no text: a zero byte or many control characters near their start."""
    sample = content[:_SAMPLE_BYTES]
    if sample.startswith(_UTF16_MARKS):
        return False
    control = sum(byte in _CONTROL for byte in sample)
    return b"\x00" in sample or control > _MOST_CONTROL_SHARE * len(sample)
