"""Two hundred rows of the scrolled list are a small answer from which every id comes back."""

from base64 import b64decode

from starlette.testclient import TestClient

LARGEST = 25_000


def test_a_window_of_rows_gives_back_the_ids_that_the_page_has(client: TestClient) -> None:
    page = client.get("/s/sample/claims.json", params={"limit": 200}).json()
    answer = client.get("/s/sample/claims.json", params={"limit": 200, "rows": "columns"})
    window = answer.json()["window"]
    entries = page["entries"]
    packed = b64decode(window["ids"])
    digits = [packed[at : at + 8].hex() for at in range(0, len(packed), 8)]
    assert digits == [one[key][3:] for key in ("id", "statement") for one in entries]
    assert [at for at, one in enumerate(entries) if one["id"].startswith("di-")] == window[
        "questions"
    ]
    assert len(answer.content) / len(entries) <= LARGEST / 200


def test_the_timelines_twin_is_a_page_at_a_time(client: TestClient, monkeypatch) -> None:
    monkeypatch.setattr("rashomon.server.pages.timeline.PAGE", 7)
    first = client.get("/s/sample/timeline.json").json()
    following = client.get("/s/sample/timeline.json", params={"offset": 7}).json()
    assert len(first["chosen"]) == 7 < first["total"]
    assert [one["statement"] for one in first["chosen"]] != [
        one["statement"] for one in following["chosen"]
    ]
