"""Collecting: files and folders into raw reports, and a clear reject for everything else."""

import gzip
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.collecting import collect
from rashomon.collecting.kinds import media_type_of
from rashomon.collecting.raws import make_raw
from rashomon.errors import UsageError
from rashomon.records.reports import Known, RawReport, Reject
from rashomon.settings import ReadingSettings

SETTINGS = ReadingSettings(largest_input_bytes=1_000)


def collected(*paths: Path) -> Sequence[RawReport | Reject]:
    return list(collect(paths, SETTINGS))


def one(path: Path) -> RawReport | Reject:
    (found,) = collected(path)
    return found


def code(path: Path) -> str:
    found = one(path)
    assert isinstance(found, Reject)
    assert found.reason.endswith(".")
    return found.code


def test_a_file_is_kept_as_found_under_its_name(tmp_path: Path) -> None:
    content = b"A convoy came.\r\n"
    (tmp_path / "a.txt").write_bytes(content)
    assert one(tmp_path / "a.txt") == RawReport(
        "a.txt", "text/plain", content, sha256(content).hexdigest()
    )


def test_a_folder_is_read_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/y.md", ".secret.txt", ".git/x.txt", "B.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("A convoy came.")
    assert [found.name for found in collected(tmp_path)] == ["B.TXT", "a/y.md", "a/z.html", "b.txt"]


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>A convoy came.</p>", mtime=0))
    found = one(tmp_path / "a.html.gz")
    assert isinstance(found, RawReport)
    assert (found.media_type, found.content) == ("text/html", b"<p>A convoy came.</p>")


def test_a_missing_path_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A convoy came.")
    with pytest.raises(UsageError, match=r"There is no file or folder .*nowhere\. Check the path"):
        collected(tmp_path / "a.txt", tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", b"PK\x00\x03\x04", "binary"),
        ("a.html", bytes(range(1, 32)) * 9, "binary"),
        ("a.txt", b"x" * 1_001, "too-large"),
        ("a.html.gz", gzip.compress(b"x" * 1_000_000, mtime=0), "too-large"),
        ("a.html.gz", gzip.compress(b"<p>A convoy came.</p>", mtime=0)[:-9], "binary"),
        ("a.pdf", b"A convoy came.", "mislabelled"),
        ("a.jpg", b"\xff\xd8", "unsupported"),
        ("a", b"A convoy came.", "unsupported"),
    ],
)
def test_what_is_no_report_is_a_reject_with_a_code(
    tmp_path: Path, name: str, content: bytes, wanted: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert code(tmp_path / name) == wanted


def test_a_text_with_a_byte_order_mark_of_two_bytes_is_no_binary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A convoy came.", encoding="utf-16")
    assert isinstance(one(tmp_path / "a.txt"), RawReport)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [type(found) for found in collected(tmp_path)] == [Reject]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A convoy came.")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert [found.name for found in collected(tmp_path)] == ["a.txt"]


def test_a_folder_given_twice_is_read_twice_alike(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A convoy came.")
    found = collected(tmp_path, tmp_path)
    assert found[0] == found[1]


def test_names_end_tells_what_a_file_holds() -> None:
    assert media_type_of("A.HTML.GZ") == "text/html"
    assert media_type_of("notes.md") == "text/plain"
    assert media_type_of("notes.odt") is None


@given(st.binary(max_size=300))
def test_any_bytes_are_a_raw_report_or_a_reject(content: bytes) -> None:
    found = make_raw("a.txt", "text/plain", content, Known(), SETTINGS)
    assert isinstance(found, Reject) or found.content
