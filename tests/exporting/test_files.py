"""A file is there whole or as it was before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.errors import RashomonError, StorageError
from rashomon.exporting.files import replace_file


def test_a_file_is_put_in_place_whole(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    replace_file(path, [b"one ", b"two"])
    assert path.read_bytes() == b"one two"
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


def test_a_write_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_bytes(b"old")
    path.chmod(0o640)

    def broken() -> Iterator[bytes]:
        yield b"new"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_file(path, broken())
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["brief.md"]
    replace_file(path, [b"new"])
    assert path.stat().st_mode & 0o777 == 0o640, "who may read it stays as it was"


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to("real.md")
    replace_file(link, [b"new"])
    assert link.is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(StorageError) as caught:
        replace_file(Path("/dev/full"), [b"x" * 100_000])
    assert caught.value.code == "disk-full"
    assert Path("/dev/full").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [("no/brief.md", "folder-missing"), ("file/brief.md", "folder-missing"), ("", "is-a-folder")],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RashomonError) as caught:
        replace_file(tmp_path / name, [b"x"])
    assert caught.value.code == code
    assert str(tmp_path) in str(caught.value)


def _umask() -> int:
    import os

    current = os.umask(0)
    os.umask(current)
    return current
