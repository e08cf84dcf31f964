"""Standing matter on the page of sources and in the API: apart from copies, word for word, escaped."""

from pathlib import Path

import jsonschema
import pytest
from servers import DAY, Opener
from starlette.testclient import TestClient

from rashomon.exporting.jsonl import load_schema
from rashomon.language.parser import SpacyParser
from rashomon.settings import Settings
from rashomon.workspace import Workspace

LAGOON = (
    "The lagoon fort, which <b>Count Dravec</b> sold to a salt company & lost at cards in the same "
    "winter, has had no garrison since the mutiny of the lamplighters and is guarded by two dogs."
)
API = "/api/v1"


@pytest.fixture(scope="module")
def ledger(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of the Herald and one of the Gazette with nothing but one sentence in common."""
    folder = tmp_path_factory.mktemp("standing")
    rows = ["file,outlet,published"]
    for day, outlet in ((4, "Tamsel Herald"), (5, "Flax Gazette"), (6, "Tamsel Herald")):
        words = " ".join(f"w{day}x{number}" for number in range(400))
        (folder / f"{day}.txt").write_text(f"{words}.\n\n{LAGOON}\n", encoding="utf-8")
        rows.append(f"{day}.txt,{outlet},2012-03-{day:02}")
    (folder / "reports.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    path = folder / "story.db"
    with Workspace(path, Settings(today=DAY), parser) as workspace:
        workspace.read(folder)
        assert not workspace.reuse()
        assert len(workspace.standing()) == 3
    return path


@pytest.fixture
def asking(ledger: Path, opened: Opener) -> TestClient:
    return opened(ledger)


def test_the_page_shows_the_sentence_once_under_a_heading_of_its_own(asking: TestClient) -> None:
    page = asking.get("/s/story/sources").text
    assert "No report here has a passage of another." in page
    below = page.partition("<h2>Standing matter</h2>")[2]
    assert below.count("mutiny of the lamplighters") == 1
    assert "Tamsel Herald in 2 reports and Flax Gazette in 1 report" in below
    assert "Tamsel Herald prints it in other reports of its own, too" in below
    assert "<b>Count" not in page


def test_an_evening_before_the_second_report_has_no_standing_matter(asking: TestClient) -> None:
    assert "Standing matter" not in asking.get("/s/story/sources?asof=2012-03-04").text


def test_the_api_keeps_it_apart_from_copies(asking: TestClient) -> None:
    assert asking.get(f"{API}/reuse").json()["total"] == 0
    rows = asking.get(f"{API}/standing").json()["items"]
    assert len(rows) == 3
    schema = load_schema()
    texts = {one["id"]: one["text"] for one in asking.get(f"{API}/reports").json()["items"]}
    for row in rows:
        jsonschema.validate(row, {**schema, "$ref": "#/$defs/standing"})
        for side in ("one", "other"):
            words = texts[row[side]][row[f"{side}_start"] : row[f"{side}_end"]]
            assert words == LAGOON.rstrip(".")
        assert asking.get(f"{API}/standing/{row['id']}").json() == row
        assert asking.get(f"{API}/reuse/{row['id']}").status_code == 404
    one = asking.get(f"{API}/standing?report={rows[0]['one']}").json()
    assert one["total"] == 2
    assert asking.get(f"{API}/standing/ru-0000000000000000").status_code == 404
