"""The brief: what an editor prints."""

from collections.abc import Sequence

from rashomon.records.findings import Findings
from rashomon.records.reports import Reject


def write_brief(
    findings: Findings, rejects: Sequence[Reject] = (), title: str = "What the reports say"
) -> str:
    """The brief in Markdown: what is contested first, then what is agreed, then who copied whom.

    Args:
        findings: What the reports give together.
        rejects: Inputs that became no report; they are named at the end.
        title: The heading.
    """
    return f"# {title}\n"
