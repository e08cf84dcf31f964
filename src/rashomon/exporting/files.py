"""Files that are there whole or not at all: written aside, then put in place."""

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rashomon.errors import RashomonError, StorageError, UsageError


def replace_file(path: Path, content: Iterable[bytes]) -> None:
    """Put a file in place in one step; whatever stood there stays until the new one is complete.

    A path that is no ordinary file (a pipe, a device) is written to as it is.

    Raises:
        StorageError: There is no room, or the folder cannot be written.
        UsageError: The path is a folder.
    """
    with storing(path):
        if path.is_dir():
            raise UsageError(f"{path} is a folder. Name a file.", code="is-a-folder")
        if path.exists() and not path.is_file():
            with path.open("wb") as out:
                out.writelines(content)
            return
        target = path.resolve()
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as out:
            aside = Path(out.name)
            try:
                out.writelines(content)
                out.flush()
                os.fsync(out.fileno())
                aside.chmod(mode)
                aside.replace(target)
            except BaseException:
                aside.unlink(missing_ok=True)
                raise


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turns what the system says of a file that cannot be written into a sentence."""
    try:
        yield
    except OSError as error:
        raise _explain(error, path) from error


def _explain(error: OSError, path: Path) -> RashomonError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageError(
            f"There is no room left to write {path}. Free some space and run the same command again.",
            code="disk-full",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(
            f"{path} cannot be written: no permission. Choose another place.", code="no-permission"
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return StorageError(
            f"The folder of {path} is not there. Make it first.", code="folder-missing"
        )
    return StorageError(
        f"{path} cannot be written ({error.strerror}). Choose another place.", code="storage"
    )


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
