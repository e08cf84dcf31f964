"""Every code of a reject stands in the documentation, spelled one way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "src" / "rashomon" / name for name in ("collecting", "reading")]
MAKERS = {"Reject", "Refusal", "Unreadable", "Unfetched", "Refused"}
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
DOCUMENTED = set(
    re.findall(
        r"^\| `([a-z-]+)` \|", (ROOT / "docs" / "reading.md").read_text("utf-8"), re.MULTILINE
    )
)


def codes(file: Path) -> Iterator[str]:
    """The codes that a module writes out: a word among the first two values of what refuses."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
            for value in node.args[:2]:
                if isinstance(value, ast.Constant) and " " not in str(value.value):
                    yield str(value.value)
                    break


FOUND = {one for folder in FOLDERS for file in folder.glob("*.py") for one in codes(file)}


def test_the_modules_refuse_by_many_codes() -> None:
    assert len(FOUND) > 25


@pytest.mark.parametrize("code", sorted(FOUND))
def test_a_code_is_documented_and_in_small_words_with_hyphens(code: str) -> None:
    assert CODE.fullmatch(code)
    assert code in DOCUMENTED
