"""What all tests share."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rashomon.collecting import collect
from rashomon.corpus import reports_folder
from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.findings import Extraction, Findings
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")

READ_AT = date(2026, 1, 1)


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The parser that ships with the package."""
    return SpacyParser()


def readings_of(folder: Path) -> list[Reading]:
    """Every report of a folder, all of which must be readable."""
    found = []
    for raw in collect([folder], ReadingSettings()):
        assert isinstance(raw, RawReport), raw
        reading = read(raw, READ_AT, ReadingSettings())
        assert isinstance(reading, Reading), reading
        found.append(reading)
    return found


@pytest.fixture(scope="session")
def sample_extractions(parser: SpacyParser) -> Sequence[Extraction]:
    """What each report of the sample corpus gives by itself."""
    return list(extract(readings_of(Path(str(reports_folder()))), parser))


@pytest.fixture(scope="session")
def sample_findings(sample_extractions: Sequence[Extraction]) -> Findings:
    """What the sample corpus gives as a whole."""
    return settle(sample_extractions)
