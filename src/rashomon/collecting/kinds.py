"""What a file holds, by the end of its name: one report, or a container of several.

Stands inside collecting. Enters: a name. Leaves: a media type, or a kind of container, or nothing for
what cannot be read.
"""

from typing import Literal

from rashomon.records.reports import MediaType

Container = Literal["zip", "tar", "warc", "lines", "feed"]

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
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
}
"""The files that are one report."""

CONTAINERS: dict[str, Container] = {
    ".zip": "zip",
    ".wacz": "zip",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tbz2": "tar",
    ".tar.xz": "tar",
    ".txz": "tar",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".json": "feed",
}
"""The files that hold several reports."""

ARCHIVES: frozenset[Container] = frozenset(("zip", "tar"))
"""The containers whose members are files. They are not looked for inside one another."""


BETWEEN = "!/"
"""Stands between the name of a container and that of its member."""


def media_type_of(name: str) -> MediaType | None:
    """What a file holds, by the end of its name; None for what is no single report."""
    end = _longest(name, MEDIA_TYPES)
    return None if end is None else MEDIA_TYPES[end]


def container_of(name: str) -> Container | None:
    """What kind of container a file is, by the end of its name; None for none."""
    end = _longest(name, CONTAINERS)
    return None if end is None else CONTAINERS[end]


def readable_ends() -> str:
    """All ends of names that can be read, for a sentence."""
    return ", ".join(sorted((*MEDIA_TYPES, *CONTAINERS)))


def _longest(name: str, table: dict[str, MediaType] | dict[str, Container]) -> str | None:
    lower = name.lower()
    return max((end for end in table if lower.endswith(end)), key=len, default=None)
