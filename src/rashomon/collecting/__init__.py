"""Files and folders into raw reports: bytes as found, hashed, never changed."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from rashomon.records.reports import RawReport, Reject
from rashomon.settings import ReadingSettings


def collect(paths: Sequence[Path], settings: ReadingSettings) -> Iterator[RawReport | Reject]:
    """Scaffold."""
    for root in paths:
        files = sorted(root.rglob("*.*")) if root.is_dir() else [root]
        for file in files:
            if file.suffix == ".txt":
                content = file.read_bytes()
                name = file.relative_to(root).as_posix() if root.is_dir() else file.name
                yield RawReport(name, "text/plain", content, sha256(content).hexdigest())
