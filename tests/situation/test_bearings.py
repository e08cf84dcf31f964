"""When a report was known: it was published, an archive had it, or it was read."""

from datetime import date

import pytest
from msgspec.structs import replace

from rashomon.situation.bearings import known_on
from stories import Story


@pytest.mark.parametrize(
    ("published", "bounds", "captured", "known"),
    [
        ("2014-05-10", None, None, "2014-05-10"),
        ("2014-05-01/2014-05-10", None, None, "2014-05-10"),
        (None, None, None, "2020-01-01"),
        (None, "2014-02-01/2014-08-31", None, "2014-08-31"),
        (None, None, "2016-03-03", "2016-03-03"),
        (None, "2014-02-01/2014-08-31", "2014-06-02", "2014-06-02"),
        ("2021-05-10", None, None, "2020-01-01"),
    ],
)
def test_a_report_is_known_by_the_first_day_on_which_it_surely_was_out(
    published: str | None, bounds: str | None, captured: str | None, known: str
) -> None:
    (report,) = Story().report("one", published, bounds=bounds).reports
    if captured is not None:
        report = replace(report, captured=date.fromisoformat(captured))
    assert known_on(report) == date.fromisoformat(known)
