"""What single sentences tell, by a table of our own: type, status, and who does what to whom."""

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.drafts import Draft
from rashomon.records.parses import Parse
from rashomon.records.reports import Passage, Published, Report
from rashomon.spans import Span, cut
from rashomon.stating import state

_TABLE = tomllib.loads(Path(__file__).with_name("event_cases.toml").read_text(encoding="utf-8"))
_CASES = [(text, told) for text, *expected in _TABLE["case"] for told in expected]
_NEVER = [(text, told) for text, *wrong in _TABLE["never"] for told in wrong]
_MISSES = [(text, told) for text, *expected in _TABLE["miss"] for told in expected]


def make_report(text: str) -> tuple[Report, Passage]:
    report = Report(
        id="r", name="x", url=None, media_type="text/plain", outlet=None, carries=None, title=None,
        author=None, language="en", published=Published(None, "unknown", ""),
        read_at=date(2024, 1, 1), raw_sha256="", text=text, removed=(), pieces=None,
    )  # fmt: skip
    return report, Passage("p", "r", 0, len(text), text, 0, "body", "en")


@pytest.fixture(scope="module")
def drafts_of() -> dict[str, tuple[Draft, ...]]:
    texts = list(
        dict.fromkeys(
            [text for text, _ in _CASES]
            + [text for text, _ in _MISSES + _NEVER]
            + _TABLE["nothing"]
        )
    )
    parses = SpacyParser().parse(texts)
    return {text: _state(text, parse) for text, parse in zip(texts, parses, strict=True)}


def _state(text: str, parse: Parse) -> tuple[Draft, ...]:
    report, passage = make_report(text)
    return state(report, [Tree(passage, parse)])


def is_told(text: str, told: str, drafts: Sequence[Draft]) -> bool:
    """Whether one of the drafts has all that a line of the table asks for."""
    head, *roles = [part.strip() for part in told.split(";")]
    kind, _, status = head.partition(" ")
    actor, target, place, value = [*roles, "", "", "", ""][:4]
    return any(
        draft.type == kind
        and (not status or draft.status == status)
        and _names(text, actor, draft.actors)
        and _names(text, target, draft.targets)
        and _names(text, place, draft.places)
        and value in (draft.value or "")
        for draft in drafts
    )


def _names(text: str, wanted: str, spans: Sequence[Span]) -> bool:
    return not wanted or any(wanted in cut(text, span) for span in spans)


@pytest.mark.parametrize(("text", "told"), _CASES)
def test_a_sentence_tells_what_its_words_say(
    text: str, told: str, drafts_of: dict[str, tuple[Draft, ...]]
) -> None:
    assert is_told(text, told, drafts_of[text]), drafts_of[text]


@pytest.mark.xfail(strict=True, reason="known to be read wrongly")
@pytest.mark.parametrize(("text", "told"), _MISSES)
def test_a_known_miss_is_still_missed(
    text: str, told: str, drafts_of: dict[str, tuple[Draft, ...]]
) -> None:
    assert is_told(text, told, drafts_of[text])


@pytest.mark.parametrize(("text", "told"), _NEVER)
def test_a_sentence_is_not_taken_for_what_it_does_not_say(
    text: str, told: str, drafts_of: dict[str, tuple[Draft, ...]]
) -> None:
    assert not is_told(text, told, drafts_of[text]), drafts_of[text]


@pytest.mark.parametrize("text", _TABLE["nothing"])
def test_a_sentence_without_news_tells_nothing(
    text: str, drafts_of: dict[str, tuple[Draft, ...]]
) -> None:
    assert drafts_of[text] == ()


def test_every_span_lies_in_its_report(drafts_of: dict[str, tuple[Draft, ...]]) -> None:
    for text, drafts in drafts_of.items():
        for draft in drafts:
            spans = [
                draft.span, draft.trigger, *draft.actors, *draft.targets, *draft.places,
                *draft.times, *draft.quantities,
            ]  # fmt: skip
            assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_no_two_drafts_have_one_type_and_trigger(
    drafts_of: dict[str, tuple[Draft, ...]],
) -> None:
    for text, drafts in drafts_of.items():
        seen = [(draft.type, draft.trigger, draft.actors, draft.terms) for draft in drafts]
        assert len(seen) == len(set(seen)), text


def test_the_table_holds_at_least_150_sentences() -> None:
    assert len({text for text, _ in _CASES}) >= 150
