"""Archives of files, ZIP and tar, into their members; WACZ into its web archives.

Stands inside collecting. Enters: an archive. Leaves: the raw reports and rejects of its members in the
order of the archive, and of ``reports.csv`` inside. Nothing is ever written to disk, so no name can
lead out of the archive; names that try are refused all the same.
"""

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath
from stat import S_ISLNK
from typing import BinaryIO, Self

from msgspec import Struct

from rashomon.collecting.kinds import BETWEEN, Container
from rashomon.collecting.members import collect_member
from rashomon.collecting.tables import TABLE_NAME, Beside, Table, is_table, parse_table
from rashomon.collecting.unpacking import Refusal, Unpacked, read_up_to
from rashomon.records.reports import Known, RawReport, Reject
from rashomon.settings import ReadingSettings

_MOST_HEADER_BYTES = 1_000_000
"""A tar archive may announce names and notes of any size; the longest path of any system has 32 kB."""

_HONEST_BYTES = 1_000_000
"""Members up to this size may shrink as well as they can: a page of blanks is no bomb."""

_WACZ_FOLDER = "archive/"


class Tables(Struct, frozen=True):
    """What tables in an archive and beside it say: what is known, and lines that cannot be used."""

    known: dict[str, Known]
    rejects: tuple[Reject, ...]
    whole: Known


def _known(tables: Tables, path: str) -> Known:
    return tables.known.get(path, tables.whole)


def collect_archive(
    container: Container, name: str, stream: BinaryIO, said: Beside, settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    """The raw reports and rejects of all members of an archive that are not hidden.

    Args:
        container: ZIP or tar.
        name: What the archive goes by.
        stream: Its bytes, to be read more than once.
        said: What tables outside say of it and its members.
        settings: Limits of the stage.
    """
    try:
        if container == "zip":
            yield from _collect_zip(name, stream, said, settings)
        else:
            yield from _collect_tar(name, stream, said, settings)
    except Refusal as refusal:
        yield Reject(name, refusal.code, refusal.reason)
    except (
        tarfile.TarError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        RecursionError,
        OverflowError,
    ):
        reason = "The archive is damaged or of another kind; the rest is not read. Pack it again."
        yield Reject(name, "bad-archive", reason)


def _name_fault(path: str) -> tuple[str, str] | None:
    """What is wrong with the path of a member, as code and reason."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if path.startswith(("/", "\\")) or ".." in parts or path[1:2] == ":" or "\x00" in path:
        reason = "The member's name leads out of the archive; pack it again with plain names."
        return "unsafe-name", reason
    return None


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in path.split("/"))


def _tables(
    name: str, tables: dict[str, bytes], files: set[str], said: Beside, settings: ReadingSettings
) -> Tables:
    known: dict[str, Known] = {}
    rejects = [
        Reject(
            f"{name}{BETWEEN}{path}",
            "bad-table",
            f"{TABLE_NAME} names {path[:80]}, which the"
            " archive does not hold; mend it and read again.",
        )
        for path in sorted(said.members)
        if path not in files
    ]
    for path, content in sorted(tables.items()):
        table: Table = parse_table(content, path, frozenset(files), settings)
        known.update(table.known)
        rejects += (Reject(f"{name}{BETWEEN}{path}", one.code, one.reason) for one in table.rejects)
    known.update(said.members)
    return Tables(known, tuple(rejects), said.whole)


# -- ZIP


def _collect_zip(
    name: str, stream: BinaryIO, beside: Beside, settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    with zipfile.ZipFile(stream) as archive:
        members = [
            one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)
        ]
        if name.lower().endswith(".wacz"):
            members = [one for one in members if one.filename.startswith(_WACZ_FOLDER)]
        yield from _too_many(name, len(members), settings)
        members = members[: settings.most_members]
        files = {one.filename for one in members}
        said = {
            one.filename: _zip_bytes(archive, one, settings)
            for one in members
            if is_table(one.filename) and _zip_fault(one, settings) is None
        }
        tables = _tables(name, said, files, beside, settings)
        yield from tables.rejects
        total = 0
        for one in members:
            path = f"{name}{BETWEEN}{one.filename}"
            total += one.file_size
            if total > settings.largest_unpacked_bytes:
                raise _too_much(settings)
            fault = _name_fault(one.filename) or _zip_fault(one, settings)
            if fault is not None:
                yield Reject(path, *fault)
            elif one.filename not in said:
                known = _known(tables, one.filename)
                yield from _zip_member(archive, one, path, known, settings)


def _zip_member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    path: str,
    known: Known,
    settings: ReadingSettings,
) -> Iterator[RawReport | Reject]:
    try:
        with archive.open(member) as stream:
            yield from collect_member(path, stream, known, settings)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        reason = "The member is damaged in the archive; pack it again."
        yield Reject(path, "damaged", reason)


def _zip_bytes(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, settings: ReadingSettings
) -> bytes:
    """A table's bytes; none where they are damaged."""
    try:
        with archive.open(member) as stream:
            return read_up_to(stream, settings.largest_input_bytes + 1)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        return b""


def _zip_fault(member: zipfile.ZipInfo, settings: ReadingSettings) -> tuple[str, str] | None:
    ratio = settings.largest_unpacking_ratio
    if member.flag_bits & 0x1:
        return "encrypted", "The member is locked by a password; unpack it and read that."
    if S_ISLNK(member.external_attr >> 16):
        return "unsupported", "The member is a link; pack the file itself."
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "unsupported", "The member is packed in a rare way; pack it by deflate."
    if member.file_size > max(_HONEST_BYTES, ratio * member.compress_size):
        return "zip-bomb", (
            f"The member unpacks to more than {ratio} times its size; unpack it yourself if you"
            " trust it."
        )
    return None


# -- tar


class _Header(tarfile.TarInfo):
    """A header of a tar archive, refused where it asks for absurdly much memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """A header from its block."""
        found = super().frombuf(buf, encoding, errors)
        is_note = found.type in (*tarfile.GNU_TYPES, tarfile.XHDTYPE, tarfile.XGLTYPE, b"X")
        if is_note and found.type != tarfile.GNUTYPE_SPARSE and found.size > _MOST_HEADER_BYTES:
            reason = (
                "A header of the archive is absurdly long; the rest is not read. Pack it again."
            )
            raise Refusal("bad-archive", reason)
        return found


def _collect_tar(
    name: str, stream: BinaryIO, beside: Beside, settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    tables, files = _tar_tables(stream, settings)
    said = _tables(name, tables, files, beside, settings)
    yield from said.rejects
    for count, (archive, member, path) in enumerate(_tar_members(stream, settings)):
        if count == settings.most_members:
            yield from _too_many(name, count + 1, settings)
            return
        whole = f"{name}{BETWEEN}{path}"
        fault = _name_fault(path)
        if fault is None and not member.isreg():
            fault = "unsupported", "The member is no ordinary file; pack the file itself."
        if fault is not None:
            yield Reject(whole, *fault)
        elif path not in tables:
            content = archive.extractfile(member)
            if content is not None:
                known = _known(said, path)
                yield from collect_member(whole, content, known, settings)  # type: ignore[arg-type]


def _tar_tables(stream: BinaryIO, settings: ReadingSettings) -> tuple[dict[str, bytes], set[str]]:
    """The tables of an archive and the paths of its files; what is wrong is told in the second pass."""
    tables: dict[str, bytes] = {}
    files: set[str] = set()
    try:
        for archive, member, path in _tar_members(stream, settings):
            if len(files) == settings.most_members:
                break
            files.add(path)
            content = archive.extractfile(member) if is_table(path) and member.isreg() else None
            if content is not None:
                most = settings.largest_input_bytes + 1
                tables[path] = read_up_to(content, most)  # type: ignore[arg-type]
    except (Refusal, tarfile.TarError, EOFError, ValueError, RecursionError, OverflowError):
        pass
    return tables, files


def _tar_members(
    stream: BinaryIO, settings: ReadingSettings
) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo, str]]:
    """The members that are neither folders nor hidden, each to be read before the next is asked for."""
    stream.seek(0)
    unpacked = Unpacked(stream, settings)
    total = 0
    with closing(tarfile.open(fileobj=unpacked, mode="r|", tarinfo=_Header)) as archive:
        for member in archive:
            archive.members = []  # type: ignore[attr-defined]  # else all headers stay in memory
            total += max(0, member.size)
            if total > settings.largest_unpacked_bytes:
                raise _too_much(settings)
            path = member.name.removeprefix("./")
            if not member.isdir() and not _is_hidden(path):
                yield archive, member, path


# -- limits


def _too_many(name: str, count: int, settings: ReadingSettings) -> Iterator[Reject]:
    if count > settings.most_members:
        reason = (
            f"The archive has more than {settings.most_members:,} members; those beyond are not"
            " read. Split it, or raise most_members."
        )
        yield Reject(name, "too-many-members", reason)


def _too_much(settings: ReadingSettings) -> Refusal:
    return Refusal(
        "zip-bomb",
        f"The archive unpacks to more than {settings.largest_unpacked_bytes:,} bytes; the rest is not"
        " read. Split it, or raise largest_unpacked_bytes.",
    )
