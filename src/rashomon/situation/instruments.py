"""Which pacts are one instrument and which are two: by proper name, and by day where a text parts them.

"The Algiers accord" is one pact, whoever of its parties a report names with it; a charter and a treaty
of the same three states that have names of their own are two. Enters: what statements tell of pacts, by
report. Leaves: the same, each with the key of its instrument where its name or its day settles it.

A name is not the world's only one (there are accords of Geneva by the dozen): pacts of one name are one
where their parties overlap and no days of signing that they are told with contradict it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from rashomon.instants import Days, overlaps
from rashomon.situation.christenings import place_in, share_names
from rashomon.situation.tellings import FEWEST_PARTIES, InstrumentKey, Told
from rashomon.situation.words import load_list, load_table, tokens
from rashomon.spans import shared

_POINTING = frozenset({"the", "that", "this"})
_ANY = frozenset({"a", "an"})


_BETWEEN_SIGNINGS = timedelta(days=92)
"""How far apart a pact of one name is initialled and signed, or signed by one after another."""


def are_near(some: Days, others: Days) -> bool:
    """Whether two days of signing can be those of one pact of a name."""
    first, second = sorted((some, others))
    return second.first - first.last <= _BETWEEN_SIGNINGS


class _Cluster(Struct):
    """One pact of a proper name: its parties so far, its days of signing, and the reports on it."""

    parties: set[str]
    days: list[Days]
    reports: set[str]
    told: list[Told] = []

    def holds(self, told: Told) -> bool:
        """Whether the same sentence told of it: "signed by A and B, it bears the names of C and D"."""
        return any(one.report == told.report and shared(one.span, told.span) for one in self.told)

    def agrees(self, days: Days | None) -> bool:
        """Whether a day of signing goes with those told so far, as far as any was."""
        return days is None or not self.days or any(are_near(days, one) for one in self.days)

    def take(self, told: Told) -> None:
        """Counts a statement among those on this pact."""
        self.parties.update(told.obliged if told.role == "clause" else told.parties)
        days = told.days
        self.told.append(told)
        self.days.extend([] if days is None else [days])
        self.reports.add(told.report)


class Instruments:
    """The pacts that are told of by proper names, and those that days part."""

    def __init__(self, by_report: Mapping[str, Sequence[Told]]) -> None:
        by_report = share_names(by_report)
        named = sorted({one.title for rows in by_report.values() for one in rows if one.title})
        places = Counter(map(place_in, named))
        known = {place_in(one): one for one in named if places[place_in(one)] == 1}
        self._rows = {
            report: _recalled([_after_town(one, known) for one in rows])
            for report, rows in by_report.items()
        }
        titled: dict[str, list[Told]] = {}
        for rows in self._rows.values():
            for one in rows:
                if one.title:
                    titled.setdefault(one.title, []).append(one)
        self._clusters = {
            title: [one for one in _clusters(rows) if _is_pact(one, rows)]
            for title, rows in sorted(titled.items())
        }
        self._titles: dict[tuple[str, ...], list[str]] = {}
        for title, clusters in self._clusters.items():
            for cluster in clusters:
                self._titles.setdefault(_parties(cluster), []).append(title)

    def named(self, report: str) -> list[Told]:
        """The statements of a report, those with an instrument whose name or day settles it."""
        found = [
            one if (key := self._of_title(one)) is None else replace(one, instrument=key)
            for one in self._rows[report]
        ]
        for i, one in enumerate(found if self._titles else ()):
            if one.instrument is None and one.names_pact and not one.further:
                found[i] = replace(one, instrument=self._of_parties(one, found[:i], found[i + 1 :]))
        for i, one in enumerate(found):
            if one.role != "signing" or one.title or len(found) == 1:
                continue  # one more pact than another is told by both standing in a report
            if _is_one_more(one) or _is_of_other_kind(one, found[:i]):
                after = [it for it in found[i + 1 :] if not points_back(it)]
                apart = _apart(one, [*reversed(found[:i]), *after])
                found[i] = one if apart is None else replace(one, instrument=apart)
        return found

    def _of_title(self, told: Told) -> InstrumentKey | None:
        clusters = self._clusters.get(told.title, [])
        if not clusters:
            return None
        days = told.days
        fits = [
            one
            for one in clusters
            if not told.parties or one.parties & set(told.parties) or told.role == "clause"
        ]
        if told.role == "signing" and not told.names_pact:
            fits = [one for one in fits if one.agrees(days)]
        if len(fits) > 1:
            narrower = [one for one in fits if told.report in one.reports]
            narrower = [one for one in narrower or fits if one.agrees(days)]
            fits = narrower or fits
        whole = [one for one in fits if set(told.parties) <= one.parties]
        cluster = next(iter([*whole, *fits]), None)
        return None if cluster is None else self._key(cluster, told.title)

    def _key(self, cluster: _Cluster, title: str) -> InstrumentKey:
        """The parties, and the name where they have another pact of a name as well."""
        parties = _parties(cluster)
        return parties, title if len(self._titles[parties]) > 1 else ""

    def _of_parties(
        self, told: Told, before: Sequence[Told], after: Sequence[Told]
    ) -> InstrumentKey | None:
        """Which of several named pacts of its parties a statement without a name is about."""
        titles = self._titles.get(told.parties, [])
        if len(titles) < FEWEST_PARTIES:
            return None
        days = told.days
        dated = [
            self._key(cluster, title)
            for title in titles
            for cluster in self._clusters[title]
            if _parties(cluster) == told.parties
            and days is not None
            and any(overlaps(days, one) for one in cluster.days)
        ]
        near = (one.instrument for one in (*reversed(before), *after))
        beside = (key for key in near if key is not None and key[0] == told.parties)
        return next(iter(dated), None) or next(beside, None) or (told.parties, titles[0])


def _parties(cluster: _Cluster) -> tuple[str, ...]:
    return tuple(sorted(cluster.parties))


def _is_pact(cluster: _Cluster, rows: Sequence[Told]) -> bool:
    is_whole = len(cluster.parties) >= FEWEST_PARTIES
    return is_whole or any(one.of_bloc and set(one.parties) == cluster.parties for one in rows)


def _recalled(rows: Sequence[Told]) -> list[Told]:
    """The statements of one report, those that only say "it" or "the charter" with the name before.

    "The charter of May 2" is not the one of another day.
    """
    found: list[Told] = []
    days: dict[str, Days] = {}
    last = ""
    if not any(one.title for one in rows):
        return list(rows)
    for one in rows:
        own = one.days
        is_other = own is not None and last in days and not overlaps(own, days[last])
        is_back = (
            last
            and not is_other
            and (_opens_back(one) if one.role == "clause" else points_back(one))
        )
        if one.title or one.names_pact:
            last = one.title
            is_back = False
        found.append(replace(one, title=last) if is_back else one)
        if own is not None and found[-1].title:
            days.setdefault(last, own)
    return found


def _after_town(told: Told, known: Mapping[str, str]) -> Told:
    """A pact that others call by the town where it was signed: "a peace accord signed in Doha"."""
    if not known or told.title:
        return told
    said = tokens(told.quote)
    towns = [
        known[after] for one, after in pairwise(said) if one in ("in", "at") and after in known
    ]
    is_pact = bool(load_list("pacts.toml", "nouns").intersection(said))
    return replace(told, title=towns[0]) if towns and is_pact else told


def points_back(told: Told) -> bool:
    """Whether words go back to a pact told of before: "it", "the agreement"."""
    said = tokens(told.quote)
    return "it" in said or _has_article(said, _POINTING)


def _opens_back(told: Told) -> bool:
    """Whether a clause says itself that it is of the pact before: "It also says", "under the accord"."""
    said = [one for one in tokens(told.quote) if one not in ("that", "under", "also")]
    return said[:1] == ["it"] or _has_article(said[:_OPENING], _POINTING)


_OPENING = 4
"""Words at the head of a clause among which "the accord" is its subject."""


def _has_article(said: Sequence[str], articles: frozenset[str]) -> bool:
    """Whether a word for a pact has one of some articles: "the secret accord", "a treaty"."""
    nouns, kinds = load_list("pacts.toml", "nouns"), load_list("pacts.toml", "kinds")
    for at, word in enumerate(said):
        first = at
        while word in nouns and first > 0 and said[first - 1] in kinds:
            first -= 1
        if word in nouns and first > 0 and said[first - 1] in articles:
            return True
    return False


def _is_one_more(told: Told) -> bool:
    """Whether words bring a pact up that was not spoken of: "by a treaty signed on July 6"."""
    said = tokens(told.quote)
    return _has_article(said, _ANY) and not _has_article(said, _POINTING)


def is_of_same_sides(told: Told) -> bool:
    """Whether a pact of another day is one more of those spoken of: "a treaty", "between the two"."""
    return _is_one_more(told) or bool(_SIDES.intersection(tokens(told.quote)))


_SIDES = frozenset({"two", "both", "three", "four", "their", "them", "each"})


def _is_of_other_kind(told: Told, before: Iterable[Told]) -> bool:
    """Whether a report calls it another kind of pact than one that it dates otherwise.

    "The defence treaty of 1976" and "the trade accord of 2021" are two, as no copy of one day is.
    """
    kinds, days = _kinds(told), told.days
    for one in before:
        other, theirs = _kinds(one), one.days
        if days is None or theirs is None or overlaps(days, theirs):
            continue
        if kinds and other and not kinds & other:
            return True
    return False


def _kinds(told: Told) -> frozenset[str]:
    """The words for what kind of pact it is, in one spelling: "defense", "cooperation"."""
    said = tokens(told.quote)
    nouns, kinds = load_list("pacts.toml", "nouns"), load_list("pacts.toml", "kinds")
    spellings = load_table("pacts.toml")["spellings"]
    found: set[str] = set()
    for at, word in enumerate(said):
        first = at
        while word in nouns and first > 0 and said[first - 1] in kinds:
            first -= 1
        found.update(str(spellings.get(one, one)) for one in said[first:at])
    return frozenset(found)


def _apart(told: Told, near: Iterable[Told]) -> InstrumentKey | None:
    """The key of one more pact of those whose pact its report tells of with other days."""
    days = told.days
    if days is None:
        return None
    for one in near:
        bound = _bound(one)
        is_named = one.names_pact or one.instrument is not None
        is_as_many = told.size is None or told.size == len(bound)
        is_of_them = set(told.parties) <= set(bound)
        if told.names_pact:
            is_of_them = told.parties == bound
        if not (is_named and is_as_many and is_of_them):
            continue
        other = one.days
        if other is not None:
            is_other = not overlaps(days, other)
            return (bound, days.first.isoformat()) if is_other else None
    return None


def _bound(told: Told) -> tuple[str, ...]:
    return told.instrument[0] if told.instrument is not None else told.parties


def _clusters(rows: Sequence[Told]) -> list[_Cluster]:
    """The pacts that statements of one proper name tell of, by their parties and days.

    Who alone signs or has it is a party to the one pact of that name, or with others alike.
    """
    telling = [one for one in rows if one.role not in ("clause", "invocation")]
    found = _told_whole(telling)
    singles = [one for one in telling if len(one.parties) == 1 and not one.of_bloc]
    if not found:
        found = [_Cluster(set(), [], set())]
    else:
        singles = [one for one in singles if one.role == "signing"]
    if len(found) == 1:
        for one in singles:
            if found[0].agrees(one.days):
                found[0].take(one)
        for one in rows:
            agrees = found[0].agrees(one.days)
            if agrees and _widens(one, found[0]):
                found[0].take(one)
    return found


def _told_whole(telling: Iterable[Told]) -> list[_Cluster]:
    """The pacts of those statements that name all parties, or more than one of them."""
    found: list[_Cluster] = []
    several = [one for one in telling if len(one.parties) >= FEWEST_PARTIES or one.of_bloc]
    for one in sorted(several, key=_widest_first):
        days = one.days
        fits = [
            it
            for it in found
            if it.agrees(days) and (it.parties & set(one.parties) or it.holds(one))
        ]
        if not fits:
            fits = [_Cluster(set(), [], set())]
            found.extend(fits)
        fits[0].take(one)
    return found


def _widens(told: Told, cluster: _Cluster) -> bool:
    """Whether a statement adds to a pact: days without parties, or a clause that binds all and more."""
    if told.role == "clause":
        parties = set(told.obliged)
        is_more = len(cluster.parties) < FEWEST_PARTIES or cluster.parties < parties
        return bool(parties) and is_more
    return not told.parties


def _widest_first(told: Told) -> tuple[int, str, str]:
    return -len(told.parties), told.report, told.statement
