"""Names of outlets that no registry has, told by how a report calls them short.

Stands beside `mentions`. Enters: the mentions of a report. Leaves: the same, those of an outlet as an
organization's, which a parser takes for a person's, a town's or a sea's ("the Red Sea Beacon").
"""

from collections.abc import Iterable

from msgspec.structs import replace

from rashomon.gazetteers.outlets import press_words
from rashomon.records.mentions import Mention
from rashomon.records.reports import Report
from rashomon.spans import Span, cut

_ARTICLE = "the "


def papers_as_bodies(report: Report, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, each name made a body's that the report calls by "the" and its last word.

    No person is called so, and a place called so ends in no word for a paper.
    """
    found = list(mentions)
    short = {one.text for one in found if _is_short(report, one)}
    return [
        replace(one, kind="organization")
        if one.kind in ("person", "place", "facility", "other") and _last_word(one.text) in short
        else one
        for one in found
    ]


def _is_short(report: Report, mention: Mention) -> bool:
    start = mention.span.start
    before = cut(report.text, Span(max(0, start - len(_ARTICLE)), start))
    is_titled = mention.text.istitle() and mention.text.lower() in press_words()
    return is_titled and before.lower() == _ARTICLE and mention.kind != "quantity"


def _last_word(text: str) -> str:
    words = text.split()
    return words[-1] if words else ""
