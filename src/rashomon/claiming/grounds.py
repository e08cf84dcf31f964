"""Grounds: what a statement goes back to, by its own chain of attribution and its report.

Enters: one statement and its report. Leaves: the nearest speaker, the agencies that passed it on, or the
outlet itself, each as a key: statements with a key in common have one origin.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from rashomon.claiming.facts import load_types
from rashomon.gazetteers.outlets import find_outlet
from rashomon.records.reports import Report
from rashomon.records.statements import Source, Statement

SPEAKER, OUTLET, UNNAMED, OWN_VOICE, AGENCY, COPY = 0, 1, 2, 3, 4, 9
"""What kind of ground it is; the first of these names an origin that has several, as the nearest to
the facts."""

_ARTICLES = frozenset({"the", "a", "an", "of", "in", "some", "other", "to"})


class Ground(Struct, frozen=True, order=True):
    """A reason why statements have one origin: those with the same ``key`` have.

    ``name`` is what the origin is called. ``doubtful``: another with the same words may be somebody
    else. ``strength`` is that of a merge by this ground.
    """

    rank: int
    name: str
    why: str
    key: str
    doubtful: bool = False
    strength: Literal["certain", "likely"] = "certain"


def find_grounds(statement: Statement, reports: Mapping[str, Report]) -> list[Ground]:
    """What a statement goes back to: its nearest speaker, the agency named, or the outlet itself."""
    report = reports.get(statement.report)
    own = own_voice(report, statement.report)
    chain = statement.attribution
    if not chain:
        return [own]
    speaker = chain[0]
    outlet = find_outlet(speaker.name)
    grounds = []
    if outlet is not None:
        key = f"publisher {outlet.family or outlet.name}"
        grounds.append(Ground(OUTLET, outlet.name, f"all on the word of {outlet.name}", key))
    elif speaker.kind == "anonymous":
        grounds += _anonymous(speaker, statement, own)
    else:
        why = f"all on the word of {speaker.name}"
        if speaker.entity is not None:
            grounds.append(Ground(SPEAKER, speaker.name, why, f"speaker {speaker.entity}"))
        else:
            key = f"speaker {folded(speaker.name)}"
            grounds.append(Ground(SPEAKER, speaker.name, why, key, strength="likely"))
    grounds += _agencies(chain[1:], report)
    return grounds


def own_voice(report: Report | None, fallback: str) -> Ground:
    """A report's own voice as a ground; an unknown outlet is one origin a report."""
    name = None if report is None else report.carries or report.outlet
    if report is None or name is None:
        told = report.name if report is not None else fallback
        return Ground(OWN_VOICE, told, "one report", f"report {fallback}")
    outlet = find_outlet(name)
    family = (outlet.family or outlet.name) if outlet is not None else name
    why = f"{name} in its own voice"
    if report.carries is not None and report.outlet is not None:
        why += f", carried by {report.outlet}"
    if outlet is not None and outlet.family is not None:
        why += f" ({outlet.family})"
    return Ground(OWN_VOICE, name, why, f"publisher {family}")


def calling(statement: Statement) -> str | None:
    """What an unnamed source is called in one word ("residents", "source"); None for a named one.

    Two outlets with such a source each may have heard the same one, or two.
    """
    chain = statement.attribution
    if not chain or chain[0].kind != "anonymous" or _owner(chain[0].name) is not None:
        return None
    described = re.split(r"\b(?:of|in|from|at|on|who|close|near|with|inside)\b", chain[0].name)[0]
    words = re.findall(r"[^\W_]+", described.casefold())
    return words[-1].removesuffix("s") if words else None


def folded(name: str) -> str:
    """A name's words in lower case, without points and marks."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def _anonymous(speaker: Source, statement: Statement, own: Ground) -> list[Ground]:
    """Unnamed sources: an outlet's own are its own; others are one where the same words name them.

    Whom somebody else passes on is one only for what a report lays in his mouth by one mention.
    """
    name = speaker.name
    owner = _owner(name)
    if owner is not None:
        return [Ground(UNNAMED, name, f"unnamed sources of {owner}", f"publisher {owner}")]
    telling = frozenset(folded(name).split()) - load_types().generic - _ARTICLES
    if len(statement.attribution) > 1:
        heard = statement.id if speaker.span is None else f"{statement.report} {speaker.span.start}"
        key = f"unnamed {heard}"
        return [Ground(UNNAMED, name, f"unnamed: {name}", key, not telling)]
    if not telling:
        why = f"unnamed ({name}), heard by {own.name}"
        return [Ground(UNNAMED, name, why, own.key, doubtful=True)]
    why = f"the same unnamed source: {name}"
    return [Ground(UNNAMED, name, why, f"unnamed {folded(name)}", strength="likely")]


def _owner(name: str) -> str | None:
    """The publisher of an outlet that an unnamed source's description begins with; None for none."""
    words = re.findall(r"[\w-]+", name)
    for size in range(min(4, len(words)), 0, -1):
        outlet = find_outlet(" ".join(words[:size]))
        if outlet is not None:
            return outlet.family or outlet.name
    return None


def _agencies(links: Sequence[Source], report: Report | None) -> list[Ground]:
    """The agencies and outlets that passed a statement on: two reports of one agency's item are one."""
    grounds = []
    for link in links:
        outlet = find_outlet(link.name)
        if outlet is None:
            continue
        own = report is not None and report.outlet == outlet.name
        key = f"publisher {outlet.family or outlet.name}"
        grounds.append(Ground(AGENCY, link.name, f"heard through {outlet.name}", key, own))
    return grounds
