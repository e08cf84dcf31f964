"""Places: where on the map the names in a report are.

Enters: a report and its mentions. Leaves: one place a mention, or None where it names no place that
is known or the words do not tell which. All names of a report are resolved together.
"""

from collections.abc import Sequence

from rashomon.records.mentions import Mention, Place
from rashomon.records.reports import Report


def locate(report: Report, mentions: Sequence[Mention]) -> tuple[Place | None, ...]:
    """The place that each mention names, in the same order; None where none can be told.

    Give all mentions of one report, of any kind, in the order of the text: the kind says how a name
    is read (a ``place`` or ``facility`` as a toponym; a ``group`` or ``other`` as a demonym, such as
    "Syrian", which stands for the country; all others as None). Words around a mention
    are read from ``report.text`` by its span ("Paris, Texas"; "northern Idaho").
    Two mentions of the same place get an equal `Place`; a place's identity is ``geonames``, or its
    name and coordinates where that is None.
    """
    return tuple(None for _ in mentions)


def relate(report: Report, mention: Mention, place: Place) -> Place:
    """The area that the words around a mention speak of, starting from the place it names.

    "60 km northeast of Damascus", "near Idlib", "northern Syria", "the suburbs of Damascus". The
    place itself where the words add nothing. Use it for a mark's place; the entity's is `locate`'s.
    """
    return place


def is_known_place(name: str) -> bool:
    """Whether the gazetteer has a place of this name that a report is likely to mean by it."""
    return False
