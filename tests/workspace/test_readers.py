"""Reading by several processes gives what reading by one gives."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from formats import PAGE, WORDS
from rashomon.gazetteers.additions import Additions, choosing
from rashomon.gazetteers.rows import Outlet
from rashomon.records.reports import Known, RawReport, Reading, Reject
from rashomon.settings import ReadingSettings
from rashomon.workspace.readers import AHEAD_EACH, Outcome, read_all

READ_AT = date(2026, 1, 1)


def raws(count: int) -> Iterator[RawReport]:
    for i in range(count):
        is_page = i % 3 == 0
        content = PAGE if is_page else f"{WORDS[0]} {i}".encode() if i % 7 else b" "
        kind = "text/html" if is_page else "text/plain"
        yield RawReport(f"{i}", kind, content, sha256(content).hexdigest())  # type: ignore[arg-type]


def read_by(workers: int, count: int) -> list[Outcome]:
    return list(read_all(raws(count), READ_AT, ReadingSettings(workers=workers)))


def test_several_processes_give_the_same_readings_in_the_same_order() -> None:
    count = 2 * AHEAD_EACH + 5
    one = read_by(1, count)
    assert [raw.name for raw, _ in one] == [str(i) for i in range(count)]
    assert any(isinstance(outcome, Reject) for _, outcome in one)
    assert read_by(2, count) == one


def test_one_input_starts_no_process() -> None:
    ((_, outcome),) = read_by(2, 1)
    assert isinstance(outcome, Reading)


def test_the_inputs_are_taken_as_they_are_needed() -> None:
    taken: list[str] = []

    def counted() -> Iterator[RawReport]:
        for raw in raws(100):
            taken.append(raw.name)
            yield raw

    outcomes = read_all(counted(), READ_AT, ReadingSettings(workers=2))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(taken) <= 2 * AHEAD_EACH


def test_every_process_knows_the_outlets_that_the_user_added() -> None:
    added = Additions(outlets=(Outlet("The Sannin Lamp", "newspaper", domains=("lamp.example",)),))
    html = f"<html><body><article><p>{WORDS[0]}</p></article></body></html>".encode()
    some = [
        RawReport(f"{i}", "text/html", html, "x", Known(url="https://lamp.example/1"))
        for i in range(2)
    ]
    with choosing(added):
        found = list(read_all(some, READ_AT, ReadingSettings(workers=2)))
    assert [outcome.report.outlet for _, outcome in found if isinstance(outcome, Reading)] == [
        "The Sannin Lamp",
        "The Sannin Lamp",
    ]
