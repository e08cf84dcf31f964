"""Names of pacts across reports: the Minsk protocol is the Minsk agreement, and no Minsk memorandum.

Stands beside `instruments`. Enters: what statements tell of pacts by proper names, by report. Leaves:
the same, each name as all reports share it. A noun that fits every pact ("agreement") tells nothing; of
two that do not ("protocol", "memorandum") each is a pact of its own, unless they were signed on one day.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from rashomon.instants import Days, overlaps
from rashomon.situation.tellings import Told
from rashomon.situation.words import load_list


def share_names(by_report: Mapping[str, Sequence[Told]]) -> dict[str, Sequence[Told]]:
    """The statements by report, with the names that all reports share."""
    shared = _shared(one for rows in by_report.values() for one in rows if one.title)
    if all(name == title for title, name in shared.items()):
        return dict(by_report)
    return {
        report: [replace(one, title=shared[one.title]) if one.title else one for one in rows]
        for report, rows in by_report.items()
    }


def place_in(title: str) -> str:
    """A name without the noun: the "minsk" of "minsk protocol"."""
    words = title.split()
    is_kind = len(words) > 1 and words[-1] in load_list("pacts.toml", "specific")
    return " ".join(words[:-1] if is_kind else words)


def _shared(named: Iterable[Told]) -> dict[str, str]:
    days: dict[str, list[Days]] = {}
    for one in named:
        days.setdefault(one.title, []).extend([] if one.days is None else [one.days])
    kinds: dict[str, list[str]] = {}
    for title in sorted(days):
        kinds.setdefault(place_in(title), []).append(title)
    return {
        title: _name_of(title, [it for it in titles if it != place], days)
        for place, titles in kinds.items()
        for title in titles
    }


def _name_of(title: str, kinds: Sequence[str], days: Mapping[str, Sequence[Days]]) -> str:
    """The name that stands for a name and for others that are the same pact's."""
    apart: list[str] = []
    for kind in kinds:
        same = next((one for one in apart if _of_one_day(days[one], days[kind])), None)
        if kind == title:
            return same or kind
        apart.extend([] if same else [kind])
    return apart[0] if len(apart) == 1 else title


def _of_one_day(some: Sequence[Days], others: Sequence[Days]) -> bool:
    return any(overlaps(one, other) for one in some for other in others)
