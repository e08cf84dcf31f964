"""The API against its own description: no answer that it does not tell of, and never a 500."""

import shutil
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from msgspec.structs import replace
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from servers import DAY, QUICK

from rashomon.server.app import create_app
from rashomon.settings import Settings

EXAMPLES = 8
"""An operation and mode; there are about forty operations."""

UNTOLD = {"cursor", "event", "from", "to"}
"""Which of these are understood, no schema can tell; nor which corrections can be made."""


@pytest.fixture(scope="module")
def described(sample_ledger: Path, tmp_path_factory, parser):
    """The API of the sample corpus, as its description has it."""
    serving = replace(QUICK, hosts=("testserver",))
    path = Path(shutil.copy(sample_ledger, tmp_path_factory.mktemp("contract") / "story.db"))
    app = create_app(path, Settings(today=DAY, serving=serving), parser)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_question_is_answered_as_described(described, mode) -> None:
    operations = [one.ok() for one in described.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            deadline=None,
            database=None,
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case) -> None:
            beyond = bool(UNTOLD & set(case.query or ())) or case.method.upper() != "GET"
            case.call_and_validate(excluded_checks=[positive_data_acceptance] if beyond else [])

        try:
            ask()
        except Unsatisfiable:  # there is no wrong way to ask for a record by its id
            assert mode is GenerationMode.NEGATIVE
            continue
        except Exception as error:
            error.add_note(f"Asked: {operation.label}")
            raise
