"""Origins on a claim's card: parted, graded and named by a person, looked at first, and taken back."""

from pathlib import Path

import pytest
from servers import Opener
from starlette.testclient import TestClient

from rashomon.server import ruling
from rashomon.server.errands import Errand, Errands

STORY = "/s/story"


@pytest.fixture
def client(opened: Opener, ledger_path: Path) -> TestClient:
    return opened(ledger_path)


def card_of(client: TestClient, claim: str) -> dict:
    return client.get(f"{STORY}/claims/{claim}.json").json()


def claim_with_an_origin_of_several(client: TestClient) -> tuple[str, dict]:
    """A claim that nobody contests, and its first origin that several statements have."""
    for claim in client.get("/api/v1/claims", params={"limit": 500}).json()["items"]:
        card = card_of(client, claim["id"])
        for column in card["columns"]:
            for voice in column["voices"]:
                if not card["entry"]["is_question"] and voice["statements"] > 1:
                    return claim["id"], voice
    pytest.fail("no origin of the sample corpus has several statements")


def draft(client: TestClient, **asked: object) -> dict:
    answer = client.get(f"{STORY}/corrections/new.json", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def save(client: TestClient, path: str = "", **fields: object) -> str:
    page = client.get(f"{STORY}/corrections").text
    token = page.split('name="csrf" value="')[1].split('"')[0]
    answer = client.post(
        f"{STORY}/corrections{path}", data={"csrf": token, **fields}, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_an_origin_is_parted_looked_at_first_and_taken_back(client: TestClient) -> None:
    claim, voice = claim_with_an_origin_of_several(client)
    page = client.get(f"{STORY}/claims/{claim}").text
    assert f"act=split&amp;record={voice['id']}" in page
    asked = draft(client, act="split", record=voice["id"])
    assert asked["chooses"] == "away"
    away = asked["choices"][-1]["id"]
    seen = draft(client, act="split", record=voice["id"], away=away, look=1)
    assert seen["is_previewed"], seen["trouble"]
    before = card_of(client, claim)["entry"]["pips"]["origins"]
    target = save(client, act="split", targets=voice["id"], away=away, version=seen["version"])
    assert card_of(client, claim)["entry"]["pips"]["origins"] == before + 1
    made = target.partition("done=")[2]
    save(client, "/undo", id=made)
    assert card_of(client, claim)["entry"]["pips"]["origins"] == before


def test_an_origin_is_graded_and_named(client: TestClient) -> None:
    claim, voice = claim_with_an_origin_of_several(client)
    asked = draft(client, act="regrade", record=voice["id"])
    assert asked["values"] == ["independent", "doubtful"]
    assert asked["path"] == f"/claims/{claim}"
    save(client, act="regrade", targets=voice["id"], value="doubtful")
    save(client, act="relabel", targets=voice["id"], value="A man at the mill")
    graded = [
        one
        for column in card_of(client, claim)["columns"]
        for one in column["voices"]
        if one["id"] == voice["id"]
    ]
    assert [(one["doubtful"], one["origin"]) for one in graded] == [(True, "A man at the mill")]
    page = client.get(f"{STORY}/claims/{claim}").text
    assert "engine said" in page and "relabel" in page


def test_what_was_chosen_for_a_merge_stays_ticked_also_by_its_id(client: TestClient) -> None:
    claims = client.get("/api/v1/claims", params={"limit": 500}).json()["items"]
    one = next(each["id"] for each in claims if each["status"] == "single")
    offered = {each["id"] for each in draft(client, act="merge", record=one)["choices"]}
    other = next(each["id"] for each in claims if each["id"] not in offered)
    seen = draft(client, act="merge", record=one, targets=f"{one},{other}", look=1)
    assert seen["targets"] == [one, other]
    assert {each["id"] for each in seen["choices"] if each["is_ticked"]} == {one, other}
    question = client.get(f"{STORY}.json").json()["contested"][0]["id"]
    seen = draft(client, act="merge", record=question, targets=f"{one},{other}", look=1)
    assert {each["id"] for each in seen["choices"] if each["is_ticked"]} >= {one, other}


def test_an_unknown_origin_is_not_found(client: TestClient) -> None:
    answer = client.get(
        f"{STORY}/corrections/new", params={"act": "split", "record": "or-0000000000000000"}
    )
    assert answer.status_code == 404


# -- what takes long


def test_a_correction_that_takes_long_tells_how_far_it_is_and_says_that_the_state_is_old(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruling, "_MOMENTS_S", 0.0)
    rulings = client.app.state.workbench.rulings  # type: ignore[attr-defined]
    claim, voice = claim_with_an_origin_of_several(client)
    with rulings._settling:
        asked = {"act": "regrade", "record": voice["id"], "value": "doubtful", "look": 1}
        waits = draft(client, **asked)["waits"]
        assert waits["is_over"] is False and waits["by"]
        page = client.get(f"{STORY}/corrections/new", params=asked).text
        assert "Looking at what it would change" in page and "<progress" in page
        assert "is being settled" not in client.get(STORY).text  # nothing will be other by a look
        target = save(client, act="regrade", targets=voice["id"], value="doubtful")
        assert "/corrections/work/enter-" in target
        page = client.get(target).text
        assert "everybody, you too, sees the state before" in page
        assert "this is the state before it" in client.get(STORY).text
        assert client.get(f"{target}.json").json()["is_over"] is False
    rulings._errands.wait(target.rpartition("/")[2], 60)
    over = client.get(f"{target}.json").json()
    assert over["is_over"] is True and "done=" in over["path"]
    assert "It is entered" in client.get(target).text
    assert "this is the state before it" not in client.get(STORY).text
    assert card_of(client, claim)["columns"][0]["voices"][0]["doubtful"] is True


def test_what_failed_is_told_where_somebody_waits(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruling, "_MOMENTS_S", 0.0)
    rulings = client.app.state.workbench.rulings  # type: ignore[attr-defined]
    with rulings._settling:
        target = save(client, act="reject", targets="st-0000000000000000", reason="Not said.")
    key = target.rpartition("/")[2]
    rulings._errands.wait(key, 60)
    assert client.get(target).status_code in (400, 404)
    gone = client.get(f"{STORY}/corrections/work/enter-none")
    assert gone.status_code == 404 and "The log" in gone.text


def test_the_same_errand_is_done_once_and_a_failed_one_again() -> None:
    errands, done = Errands(), []
    asked = Errand("look-1", "Ana", "merge", 0.0, 1.0)
    errands.send(asked, lambda: done.append(1))
    errands.wait("look-1", 10)
    errands.send(asked, lambda: done.append(2))
    assert done == [1]
    errands.send(Errand("look-2", "Ana", "merge", 0.0, 1.0), lambda: 1 // 0)
    failed = errands.wait("look-2", 10)
    assert failed is not None and "ZeroDivisionError" in str(failed.error)
    errands.send(Errand("look-2", "Ana", "merge", 0.0, 1.0), lambda: done.append(3))
    errands.wait("look-2", 10)
    assert done == [1, 3]
