"""Names: whom reports speak of, why names are one, what is said; merged, parted and named from there."""

from pathlib import Path

import pytest
from servers import Opener
from starlette.testclient import TestClient

STORY = "/s/story"


@pytest.fixture
def client(opened: Opener, ledger_path: Path) -> TestClient:
    return opened(ledger_path)


def rows(client: TestClient, **asked: object) -> list[dict]:
    answer = client.get(f"{STORY}/names.json", params={"limit": 1000, **asked})
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def test_names_stand_in_the_order_of_how_much_is_said(client: TestClient) -> None:
    found = rows(client)
    counts = [one["statements"] for one in found]
    assert counts == sorted(counts, reverse=True)
    assert len(found) == client.get("/api/v1/about").json()["counts"]["entities"]
    table = client.get(f"{STORY}/names.csv").text
    assert table.splitlines()[0].startswith("id,name,kind")


def test_names_are_found_by_any_of_them_and_by_kind(client: TestClient) -> None:
    called = next(one for one in rows(client) if one["others"])
    assert called["id"] in {one["id"] for one in rows(client, q=called["others"][0])}
    assert {one["kind"] for one in rows(client, kind=called["kind"])} == {called["kind"]}
    bad = client.get(f"{STORY}/names", params={"kind": "dragon"})
    assert bad.status_code == 422
    nothing = client.get(f"{STORY}/names", params={"q": "qqqqq"}).text
    assert "No such name" in nothing


def test_every_name_has_a_page_with_all_that_is_said(client: TestClient) -> None:
    for one in rows(client)[:12]:
        page = client.get(f"{STORY}/names/{one['id']}.json").json()
        assert page["row"] == one
        assert len(page["said"]) == min(one["statements"], page["limit"])
        for said in page["said"]:
            assert said["parts"], said
            assert client.get(f"{STORY}/statements/{said['statement']}").status_code == 200
        shown = client.get(f"{STORY}/names/{one['id']}")
        assert shown.status_code == 200
        if page["box"]:
            assert client.get(f"{STORY}/map", params={"bbox": page["box"]}).status_code == 200


def test_a_name_that_is_joined_says_why(client: TestClient) -> None:
    pages = [client.get(f"{STORY}/names/{one['id']}.json").json() for one in rows(client)]
    merged = [page for page in pages if page["merged"]]
    assert merged
    assert all(one["why"] for page in merged for one in page["merged"])
    shown = client.get(f"{STORY}/names/{merged[0]['row']['id']}").text
    assert "Why these names are one" in shown


def test_a_part_leads_to_its_whole_and_back(client: TestClient) -> None:
    pages = [client.get(f"{STORY}/names/{one['id']}.json").json() for one in rows(client)]
    part = next(page for page in pages if page["whole"])
    whole = client.get(f"{STORY}/names/{part['whole'][0]}.json").json()
    assert [part["row"]["id"], part["row"]["name"]] in whole["parts"]


def test_a_name_that_nobody_bears_is_not_found_and_one_of_later_is_not_known_yet(
    client: TestClient,
) -> None:
    assert client.get(f"{STORY}/names/en-0000000000000000").status_code == 404
    later = {one["id"] for one in rows(client)} - {
        one["id"] for one in rows(client, asof="2012-08-10")
    }
    answer = client.get(f"{STORY}/names/{sorted(later)[0]}", params={"asof": "2012-08-10"})
    assert answer.status_code == 404
    assert "name was not known on 2012-08-10" in answer.text


@pytest.mark.parametrize("act", ["merge", "split", "relabel"])
def test_a_name_can_be_merged_parted_and_renamed_from_its_page(
    client: TestClient, act: str
) -> None:
    named = next(one for one in rows(client) if len(one["others"]) > 1)
    page = client.get(f"{STORY}/names/{named['id']}").text
    assert f"act={act}&amp;record={named['id']}" in page
    asked = {"act": act, "record": named["id"]}
    draft = client.get(f"{STORY}/corrections/new.json", params=asked).json()
    assert draft["path"] == f"/names/{named['id']}"
    if act == "merge":
        assert draft["chooses"] == "targets"
        assert [one["id"] for one in draft["choices"] if one["is_ticked"]] == [named["id"]]
    elif act == "split":
        assert {one["id"] for one in draft["choices"]} == {named["name"], *named["others"]}
    else:
        seen = client.get(
            f"{STORY}/corrections/new.json", params={**asked, "value": "Somebody", "look": 1}
        ).json()
        assert seen["is_previewed"], seen["trouble"]
