"""Hard cases of attribution: who says what, through whom, in sentences made up for it."""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rashomon.ids import content_id
from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.drafts import Attribution
from rashomon.records.parses import Parse
from rashomon.records.reports import Passage, Published, Report
from rashomon.spans import cut
from rashomon.stating.attribution import attribute

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "attribution_cases.toml").read_text(encoding="utf-8")
)["case"]
LEAST_IN_COMMON = 0.7
"""Share of the words of either that a content and the expected one must have in common."""


def sentences(text: str) -> list[list[str]]:
    return [
        [line.strip() for line in paragraph.splitlines() if line.strip()]
        for paragraph in re.split(r"\n\s*\n", text.strip())
    ]


@cache
def parses() -> dict[str, Parse]:
    texts = [line for case in CASES for part in sentences(case["text"]) for line in part]
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, SpacyParser().parse(distinct), strict=True))


def report_of(text: str, outlet: str | None = None) -> tuple[Report, list[Tree]]:
    words = ""
    passages: list[Passage] = []
    for number, paragraph in enumerate(sentences(text)):
        for line in paragraph:
            gap = "" if not words else " " if passages[-1].paragraph == number else "\n\n"
            start = len(words) + len(gap)
            words += gap + line
            passages.append(
                Passage(
                    content_id("ps", start, line),
                    "rp",
                    start,
                    start + len(line),
                    line,
                    number,
                    "body",
                    "en",
                )
            )
    report = Report(
        id="rp", name="case.txt", url=None, media_type="text/plain", outlet=outlet, carries=None,
        title=None, author=None, language="en", published=Published(None, "unknown", ""),
        read_at=date(2026, 1, 1), raw_sha256="", text=words, removed=(), pieces=None,
    )  # fmt: skip
    known = parses()
    missing = [passage.text for passage in passages if passage.text not in known]
    known.update(zip(missing, SpacyParser().parse(missing), strict=True))
    return report, [Tree(passage, known[passage.text]) for passage in passages]


def content_of(report: Report, attribution: Attribution) -> str:
    return " ".join(cut(report.text, span) for span in attribution.content)


def in_common(one: str, other: str) -> float:
    first, second = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(first & second) / len(first | second) if first | second else 0.0


def has_chain(attribution: Attribution, names: list[str]) -> bool:
    found = [voice.name.lower() for voice in attribution.chain]
    return len(found) == len(names) and all(
        name.lower() in voice for name, voice in zip(names, found, strict=True)
    )


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason="known to be wrong")] if case.get("wrong") else []
    return pytest.param(case, id=case["why"], marks=marks)


def test_there_are_at_least_a_hundred_hard_cases() -> None:
    assert len(CASES) >= 100
    assert sum(1 for case in CASES if case.get("wrong")) <= 10


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_each_hard_case_gets_its_chain_and_its_content(case: dict[str, Any]) -> None:
    report, trees = report_of(case["text"], case.get("outlet"))
    found = attribute(report, trees)
    told = [([voice.name for voice in one.chain], content_of(report, one)) for one in found]
    for expected in case.get("says", []):
        assert any(
            has_chain(one, expected["chain"])
            and in_common(content_of(report, one), expected["content"]) >= LEAST_IN_COMMON
            for one in found
        ), told
    if case.get("alone"):
        assert len(found) == len(case["says"]), told
    for words in case.get("silent", []):
        assert not any(words in content for _, content in told), told
