"""The glossary names every record and every value that a user can meet."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

import rashomon.records
from rashomon.records.drafts import EventType, StateType, Status

GLOSSARY = Path(__file__).parent.parent / "docs" / "glossary.md"


def records() -> set[str]:
    found = set()
    for module in pkgutil.iter_modules(rashomon.records.__path__):
        names = vars(importlib.import_module(f"rashomon.records.{module.name}"))
        found |= {
            name
            for name, value in names.items()
            if isinstance(value, type)
            and issubclass(value, msgspec.Struct)
            and value.__module__.startswith("rashomon.records")
        }
    return found


def terms() -> set[str]:
    bold = re.findall(r"\*\*([^*]+)\*\*", GLOSSARY.read_text(encoding="utf-8"))
    return {term.casefold() for term in bold}


@pytest.mark.parametrize("record", sorted(records()))
def test_every_record_has_an_entry(record: str) -> None:
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", record).casefold()
    assert words in terms()


@pytest.mark.parametrize("value", [*get_args(EventType), *get_args(StateType), *get_args(Status)])
def test_every_type_and_status_is_explained(value: str) -> None:
    assert re.search(rf"\b{value}\b", GLOSSARY.read_text(encoding="utf-8"))
