"""What the command line, the API and the workbench all show: findings in, rows or Markdown out.

Every view is a pure function of the findings. A view adds no knowledge: each of its lines names the
statements that it comes from, and says no more than they do.
"""

from rashomon.views.brief import write_brief
from rashomon.views.claims import ClaimRow, list_claims
from rashomon.views.sources import CopyRow, SourcesView, list_copies, list_sources
from rashomon.views.timeline import TimelineRow, make_timeline

__all__ = [
    "ClaimRow",
    "CopyRow",
    "SourcesView",
    "TimelineRow",
    "list_claims",
    "list_copies",
    "list_sources",
    "make_timeline",
    "write_brief",
]
