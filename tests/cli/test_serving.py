"""The server as a process, the users' file, published pages and exports from the command line."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from click.testing import CliRunner, Result

from rashomon.cli.main import rashomon
from rashomon.errors import RashomonError

RASHOMON = [sys.executable, "-c", "from rashomon.cli.main import main; main()"]


def run(*words: str, said: str | None = None) -> Result:
    return CliRunner().invoke(rashomon, list(words), input=said)


@pytest.fixture
def served(sample_ledger_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a port of its own, and its address."""
    process = subprocess.Popen(
        [*RASHOMON, "serve", "--ledger", str(sample_ledger_path), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    assert found is not None
    yield process, found[0]
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_serve_answers_until_it_is_interrupted(served) -> None:
    process, address = served
    with urllib3.PoolManager() as browser:
        page = browser.request("GET", address, timeout=30)
        assert page.status == 200
        assert b"<!doctype html>" in page.data
        about = browser.request("GET", f"{address}api/v1/about", timeout=30)
        assert json.loads(about.data)["counts"]["reports"] > 0
        stranger = browser.request("GET", address, headers={"host": "evil.example"}, timeout=30)
        assert stranger.status == 421
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors
    assert process.returncode in (0, 130, -signal.SIGINT)


def test_a_port_that_is_taken_is_told(served) -> None:
    _, address = served
    port = address.rstrip("/").rpartition(":")[2]
    again = subprocess.run(
        [*RASHOMON, "serve", "--port", port], capture_output=True, text=True, check=False
    )
    assert again.returncode == 1
    assert "(address-taken)" in again.stderr


def test_nobody_is_served_from_elsewhere_unasked(sample_ledger_path: Path) -> None:
    result = run("serve", "--host", "0.0.0.0", "--ledger", str(sample_ledger_path))  # noqa: S104
    assert isinstance(result.exception, RashomonError)
    assert result.exception.code == "not-safe"


def test_users_are_added_listed_and_removed(tmp_path: Path) -> None:
    file = str(tmp_path / "users.json")
    password = "nine blue lanterns\n" * 2  # typed twice
    added = run("serve", "users", "add", "edna", "--role", "editor", "--users", file, said=password)
    assert added.exit_code == 0, added.output
    assert "nine blue" not in added.output
    assert run("serve", "users", "list", "--users", file).output == "edna\teditor\n"
    assert run("serve", "users", "remove", "edna", "--users", file).exit_code == 0
    assert run("serve", "users", "list", "--users", file).output == ""
    gone = run("serve", "users", "remove", "edna", "--users", file)
    assert isinstance(gone.exception, RashomonError)


def test_publish_writes_pages_and_says_how_many(sample_ledger_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    result = run("publish", str(folder), "--ledger", str(sample_ledger_path))
    assert result.exit_code == 0, result.output
    assert re.search(r"\d+ pages and \d+ files", result.output)
    assert (folder / "index.html").is_file()


@pytest.mark.parametrize("form", ["csv", "geojson", "sqlite", "gexf", "timelinejs", "claimreview"])
def test_export_writes_every_format(sample_ledger_path: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / "export"
    result = run(
        "export", str(path), "--format", form, "--asof", "2015-06-04",
        "--ledger", str(sample_ledger_path),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "as known on 2015-06-04" in result.output
    assert path.is_dir() == (form == "csv")
    assert path.exists()
