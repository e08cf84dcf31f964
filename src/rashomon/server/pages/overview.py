"""The overview: what the story comes to."""

from msgspec import Struct

from rashomon.records.claims import Claim
from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Rows, Screen


class Overview(Struct, frozen=True):
    """How many reports there are, and what they claim."""

    reports: int
    claims: tuple[Claim, ...]


def make_overview(ask: Ask) -> Overview:
    """The overview as known on the day asked for."""
    findings = ask.snapshot.findings
    return Overview(len(findings.reports), findings.claims)


def list_rows(view: Overview) -> Rows:
    """A row a claim."""
    return [{"id": one.id, "status": one.status, "claim": one.text} for one in view.claims]


SCREENS = (Screen("overview", "", "overview.html", make_overview, list_rows),)
