"""The formats of an export: one file or several, on disk or packed for a download."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from rashomon.errors import UsageError
from rashomon.exporting import jsonl
from rashomon.exporting.chronicles import timelinejs_file
from rashomon.exporting.databases import sqlite_file
from rashomon.exporting.files import replace_file, storing
from rashomon.exporting.graphs import gexf_file
from rashomon.exporting.making import Making
from rashomon.exporting.maps import geojson_file
from rashomon.exporting.reviews import claimreview_file
from rashomon.exporting.tables import csv_files
from rashomon.records.findings import Findings

Files = Iterator[tuple[str, bytes]]
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest day that a zip archive knows: the same findings give the same bytes."""


class Format(Struct, frozen=True):
    """A format: its name, its files, what they are.

    ``suffix`` is that of its one file, or empty where it is a folder of several.
    """

    name: str
    suffix: str
    media_type: str
    files: Callable[[Findings, Making], Files]


def _single(
    suffix: str, make: Callable[[Findings, Making], bytes]
) -> Callable[[Findings, Making], Files]:
    def files(findings: Findings, making: Making) -> Files:
        yield f"export{suffix}", make(findings, making)

    return files


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("jsonl", "", "application/zip", jsonl.jsonl_files),
        Format("csv", "", "application/zip", csv_files),
        Format("geojson", ".geojson", "application/geo+json", _single(".geojson", geojson_file)),
        Format("sqlite", ".db", "application/vnd.sqlite3", _single(".db", sqlite_file)),
        Format("gexf", ".gexf", "application/gexf+xml", _single(".gexf", gexf_file)),
        Format("timelinejs", ".json", "application/json", _single(".json", timelinejs_file)),
        Format(
            "claimreview", ".jsonld", "application/ld+json", _single(".jsonld", claimreview_file)
        ),
    )
}
"""All formats by name."""


def write_format(path: Path, form: str, findings: Findings, making: Making) -> tuple[Path, ...]:
    """Write an export to a path: a folder for formats of several files, else a file.

    Returns:
        The files, the one that completes the export last.

    Raises:
        UsageError: There is no such format, or the path is of the wrong kind.
        StorageError: There is no room, or the path cannot be written.
    """
    chosen = find_format(form)
    if chosen.suffix:
        replace_file(path, (content for _, content in chosen.files(findings, making)))
        return (path,)
    if path.is_file():
        raise UsageError(f"{path} is a file; {form} needs a folder.", code="is-a-file")
    with storing(path):
        path.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in chosen.files(findings, making):
        replace_file(path / name, [content])
        written.append(path / name)
    return tuple(written)


def pack_format(form: str, findings: Findings, making: Making) -> tuple[str, str, bytes]:
    """An export as one download: the end of its name, its media type, its bytes."""
    chosen = find_format(form)
    if chosen.suffix:
        return chosen.suffix, chosen.media_type, _joined(chosen.files(findings, making))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in chosen.files(findings, making):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return f"-{form}.zip", chosen.media_type, packed.getvalue()


def find_format(form: str) -> Format:
    """The format of a name.

    Raises:
        UsageError: There is none.
    """
    if form not in FORMATS:
        raise UsageError(
            f"There is no format {form[:40]!r}. There are {', '.join(FORMATS)}.",
            code="no-such-format",
        )
    return FORMATS[form]


def _joined(files: Iterable[tuple[str, bytes]]) -> bytes:
    return b"".join(content for _, content in files)
