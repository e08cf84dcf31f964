"""Made-up reports that come, change and go, for tests of what grows with them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from rashomon.correcting.names import constraints_of
from rashomon.gazetteers.watchlists import WatchList
from rashomon.language.parser import Parser
from rashomon.pipeline import extract_one
from rashomon.reading import read
from rashomon.records.changes import Regrounded
from rashomon.records.corrections import NO_RULINGS
from rashomon.records.findings import Extraction
from rashomon.records.parses import Parse
from rashomon.records.reports import Known, RawReport, Reading
from rashomon.records.reuse import Reuse
from rashomon.regrounding import Gathered, News, reground
from rashomon.settings import ReadingSettings
from rashomon.tracing import find_shared
from rashomon.workings import Workings

KINDS = ("reports", "passages", "marks", "statements", "entities", "reuse")

SENTENCES = (
    "General Nadia Ferhat inspected the harbour of Aleppo in Syria on Monday, June 1, 2015.",
    "General Ferhat met the dockers of Syria.",
    "Nadya Ferhat denied that she had left Syria.",
    "Minister Nadia Omar Ferhat told reporters in Syria that two guards had been killed.",
    "Selim Ferhat mended nets in Iraq.",
    "The National Harbour Guard (NHG) shelled Karak, and Syria mourned.",
    "The NHG attacked the town of Hamra on Thursday.",
    "The National Harbor Guard seized Mansura in Iraq.",
    "The Syrian army captured Karmah and killed 14 rebels.",
    "Army forces of Syria withdrew from the town of Bustan.",
    "Hezbollah fighters shelled Ramla in Lebanon.",
    "Hizballah denied shelling Karak.",
    "The rebels in Iraq detained the spokesman of the Bader Brigade.",
    "The Badr Brigade released 3 policemen in Iraq.",
    "Lebanon and Iraq signed a defence pact.",
    "On Monday, June 8, 2015, the ministry of defence in Lebanon said that the convoy which had"
    " left the coast with flour, lamps and blankets for the hill villages never arrived, and that"
    " nobody knew why.",
    "Residents said on Thursday that the old bridge over the river had been closed to all lorries since"
    " the rains, so that the market gardeners carried their crates of lemons across it by hand.",
    "According to Cedar Monitor, the old mill had burned for two days before anybody thought of sending"
    " for the engines from the harbour, whose crews were asleep in the chapel of the orphanage.",
)


class Remembered:
    """Parses made once for all examples."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._known: dict[str, Parse] = {}

    def extract(self, reading: Reading) -> Extraction:
        """What a report gives by itself."""
        texts = dict.fromkeys(one.text for one in reading.passages)
        new = [text for text in texts if text not in self._known]
        self._known.update(zip(new, self._parser.parse(new), strict=True))
        return extract_one(reading, self._known)


def make_extraction(
    remembered: Remembered, number: int, sentences: Sequence[int], day: int | None
) -> Extraction:
    """A report of some of the sentences; of one number and sentences it is the same report."""
    content = "\n\n".join(SENTENCES[one] for one in sentences).encode()
    known = Known(
        outlet="Cedar Monitor" if number % 3 else "Hill Courier",
        published=None if day is None else date(2015, 6, day).isoformat(),
    )
    raw = RawReport(f"{number}.txt", "text/plain", content, sha256(content).hexdigest(), known)
    found = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(found, Reading), found
    return remembered.extract(found)


Shared = dict[frozenset[str], Sequence[Reuse]]
Share = Callable[[Sequence[Extraction]], Shared]


def find(extractions: Sequence[Extraction]) -> Shared:
    """What any two reports share, by their words."""
    reports = [one.report for one in extractions]
    passages = [passage for one in extractions for passage in one.passages]
    found = find_shared(reports, passages).shared
    return {frozenset(pair): reuses for pair, reuses in found.items()}


class Growing:
    """All records, brought up to date by nothing but what is said to change."""

    def __init__(
        self, workings: Workings, share: Share | None = None, watched: Sequence[WatchList] = ()
    ) -> None:
        self.workings = workings
        self._watched = watched
        self._share = share or find
        self.held: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.rulings = NO_RULINGS
        """What people say of names; followed at the next step."""
        self._extractions: dict[str, Extraction] = {}
        self._shared: Shared = {}

    @property
    def extractions(self) -> list[Extraction]:
        """What each report gives that is there now."""
        return list(self._extractions.values())

    def add(self, some: Iterable[Extraction], gone: Iterable[str] = ()) -> Regrounded:
        """Take in reports that are new or were read again, and take out others."""
        put = {one.report.id: one for one in some}
        left = [report for report in gone if report in self._extractions and report not in put]
        self._extractions |= put
        for report in left:
            del self._extractions[report]
        shared = self._share(self.extractions)
        pairs = [
            tuple(sorted(pair))
            for pair in {*shared, *self._shared}
            if shared.get(pair) != self._shared.get(pair)
        ]
        self._shared = shared
        gathered = Gathered(self.extractions, [one for reuses in shared.values() for one in reuses])
        news = News(tuple(sorted(put)), tuple(left), tuple(pairs))
        said = constraints_of(self.rulings)
        change = reground(self.workings, gathered, news, self._watched, said)
        self._follow(change)
        return change

    def _follow(self, change: Regrounded) -> None:
        for kind, held in self.held.items():
            one = getattr(change, kind)
            for record in one.gone:
                del held[record]  # nothing goes that was not there
            for record in one.put:
                assert held.get(record.id) != record  # nothing is put that is what it was
                held[record.id] = record


def by_id(whole: Regrounded) -> dict[str, dict[str, Any]]:
    """All records of a recount, as `Growing` holds them."""
    return {kind: {one.id: one for one in getattr(whole, kind).put} for kind in KINDS}
