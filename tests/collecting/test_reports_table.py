"""``reports.csv``: what the person who saved the reports knows, and lines that cannot be used."""

from pathlib import Path

import pytest

from rashomon.collecting import collect
from rashomon.records.reports import Known, RawReport, Reject
from rashomon.settings import ReadingSettings


def read_folder(folder: Path, table: bytes | str) -> tuple[dict[str, Known], list[str]]:
    """What is known by file, and the reasons of all rejects."""
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("A convoy came.")
    content = table if isinstance(table, bytes) else table.encode()
    (folder / "reports.csv").write_bytes(content)
    found = list(collect([folder], ReadingSettings()))
    known = {one.name: one.known for one in found if isinstance(one, RawReport)}
    assert set(known) == {"a.txt", "b.txt"}
    rejects = [one for one in found if isinstance(one, Reject)]
    assert all(one.code == "bad-table" for one in rejects)
    return known, [one.reason for one in rejects]


def test_the_table_says_what_is_known_of_each_file(tmp_path: Path) -> None:
    table = (
        "\ufefffile,outlet,published,url,title,author\n"
        'a.txt,Harbour Courier,2014-03-07,https://example.org/a,"Convoy, late",Lena Brandt\n'
        "b.txt, Coastline ,,,,\n"
    )
    known, rejects = read_folder(tmp_path, table)
    assert rejects == []
    assert known["a.txt"] == Known(
        "https://example.org/a", "Harbour Courier", "2014-03-07", "Convoy, late", "Lena Brandt"
    )
    assert known["b.txt"] == Known(outlet="Coastline")


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("", "line 1: there is no column file"),
        ("name,outlet\na.txt,X\n", "line 1: there is no column file"),
        ("file,colour\na.txt,red\n", "line 1: nobody knows the column 'colour'"),
        ("file,outlet\na.txt,X,Y\n", "line 2: it has not as many values as the first line"),
        ("file,outlet,title\na.txt,X\n", "line 2: it has not as many values as the first line"),
        ("file,outlet\n,X\n", "line 2: it names no file"),
        ("file,outlet\nc.txt,X\n", "line 2: there is no file c.txt"),
        ("file,outlet\na.txt,X\na.txt,Y\n", "line 3: a.txt stands in the table twice"),
        ("file,published\nb.txt,2014-03-07\na.txt,spring\n", "line 3: published is no day"),
        ('file,title\na.txt,"never closed\n', "it is no CSV"),
        (b"file,outlet\na.txt,caf\xe9\n", "the table is not UTF-8"),
    ],
)
def test_a_line_that_cannot_be_used_is_a_reject_that_names_it(
    tmp_path: Path, table: bytes | str, reason: str
) -> None:
    _, rejects = read_folder(tmp_path, table)
    assert len(rejects) == 1
    assert reason in rejects[0]


def test_the_other_lines_of_a_table_are_used(tmp_path: Path) -> None:
    known, rejects = read_folder(tmp_path, "file,outlet\nc.txt,X\na.txt,Coastline\n")
    assert len(rejects) == 1
    assert known["a.txt"].outlet == "Coastline"


def test_a_table_speaks_of_the_files_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "a.txt").write_text("A convoy came.")
    (folder / "reports.csv").write_text("file,outlet\na.txt,Coastline\n")
    (found,) = collect([tmp_path], ReadingSettings())
    assert isinstance(found, RawReport)
    assert (found.name, found.known.outlet) == ("saved/a.txt", "Coastline")
