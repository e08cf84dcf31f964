"""Packed bytes into a stream of what they unpack to, read once from start to end in little memory.

Stands inside collecting. Enters: a stream that may be packed by gzip, bzip2 or xz. Leaves: a stream of
the bytes inside. What is cut off, damaged or unpacks to absurdly much ends in a `Refusal`.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable
from io import BufferedIOBase
from typing import BinaryIO, Protocol

from rashomon.settings import ReadingSettings

CHUNK_BYTES = 65_536

_WINDOW_BYTES = 16_000_000
"""The ratio is taken over so many unpacked bytes at a time: a run of zeros that long is no report, and a
bomb behind honest members is found as well."""

_MOST_XZ_BYTES = 128_000_000
"""What xz may keep in memory; ``xz -9`` needs 65 MB, a header can ask for 4 GB."""


class Refusal(Exception):  # noqa: N818 - no error of the program: the input is refused
    """An input, or the rest of it, that is not read. ``code`` and ``reason`` are those of its reject."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class _Unpacker(Protocol):
    """What the three libraries have in common, once gzip's is wrapped."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the face of the other two."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


_KINDS: tuple[tuple[bytes, Callable[[], _Unpacker]], ...] = (
    (b"\x1f\x8b", _Gzip),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=_MOST_XZ_BYTES)),
)


class Unpacked(BufferedIOBase):
    """A stream, unpacked where its first bytes say that it is packed.

    Raises:
        Refusal: While it is read: ``truncated``, ``damaged`` or ``zip-bomb``.
    """

    def __init__(self, stream: BinaryIO, settings: ReadingSettings) -> None:
        self._stream = stream
        self._ratio = settings.largest_unpacking_ratio
        self._ahead = stream.read(CHUNK_BYTES)
        self._make = next((make for mark, make in _KINDS if self._ahead.startswith(mark)), None)
        self._unpacker = self._make() if self._make is not None else None
        self._taken = self._given = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """At most so many of the next bytes; none only at the end."""
        wanted = CHUNK_BYTES if size is None or size < 0 else size
        if self._unpacker is None:
            found = self._ahead[:wanted] or self._stream.read(wanted)
            self._ahead = self._ahead[wanted:]
            return found
        try:
            return self._unpack(min(wanted, CHUNK_BYTES))
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, MemoryError):
            reason = "The packed file is damaged; the rest of it is not read. Fetch it again."
            raise Refusal("damaged", reason) from None

    def _unpack(self, wanted: int) -> bytes:
        while wanted and self._unpacker is not None and self._make is not None:
            if self._unpacker.eof:
                rest = (self._unpacker.unused_data + self._ahead).lstrip(b"\x00")
                self._ahead = rest or self._stream.read(CHUNK_BYTES).lstrip(b"\x00")
                if not self._ahead:
                    return b""
                self._unpacker = self._make()
            data = b""
            if self._unpacker.needs_input:
                data = self._ahead or self._stream.read(CHUNK_BYTES)
                self._ahead = b""
                if not data:
                    reason = (
                        "The packed file breaks off; what came before was read. Fetch it again."
                    )
                    raise Refusal("truncated", reason)
            self._taken += len(data)
            found = self._unpacker.decompress(data, wanted)
            if found:
                self._weigh(len(found))
                return found
        return b""

    def _weigh(self, given: int) -> None:
        """Refuse to go on where a window of bytes came out of next to none."""
        self._given += given
        if self._given < _WINDOW_BYTES:
            return
        if self._given > self._ratio * max(1, self._taken):
            reason = (
                f"The packed file unpacks to more than {self._ratio} times its size;"
                " the rest of it is not read. Unpack it yourself if you trust it."
            )
            raise Refusal("zip-bomb", reason)
        self._taken = self._given = 0


def read_up_to(stream: BinaryIO, most: int) -> bytes:
    """The next bytes of a stream, at most so many, however it hands them out."""
    parts = []
    while most > 0:
        part = stream.read(min(most, CHUNK_BYTES))
        if not part:
            break
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
