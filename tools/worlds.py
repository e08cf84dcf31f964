"""An invented war: reports with all that reading them would give, made without a parser.

For measurements only. Forces, persons, outlets and every sentence are made up, towns are drawn from the
gazetteer; nothing here is evidence of anything. Happenings are told by several reports in several ways,
some figures differ, and a fifth of the reports carries sentences of another, as wire copy does. The same
seed gives the same bytes.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from rashomon.gazetteers.places_store import cache_folder, open_store
from rashomon.ids import content_id
from rashomon.instants import day as one_day
from rashomon.records.drafts import Draft, Terms, Voice
from rashomon.records.findings import Extraction
from rashomon.records.mentions import Mention
from rashomon.records.reports import Known, Passage, Published, RawReport, Report
from rashomon.records.times import TimeExpression
from rashomon.spans import Piece, Span, cut

FIRST_DAY = date(2012, 1, 2)
SENTENCES = (9, 15)
"""Sentences that tell something, in a report; with those that fill it up it has some 400 words."""

FILLERS = (14, 21)
TELLINGS = (1, 6)
"""How often a happening is told; most are told once or twice."""

COPYING = 0.2
UNDATED = 0.03
SOURCED = 0.45
GARBLED = 0.06
"""Shares of reports that copy and that have no day, of sentences on somebody's word, and of retold
figures that differ."""

FORESEEN_DAYS = 30
RECENT = 60
"""Reports that a further one may copy from or retell: those of the last days."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTRIES = ("SY", "IQ", "YE", "LY", "UA", "SD")
_MOST_TOWNS = 1500
_PERSONS = 20_000
_POWERS = (
    "Syrian army", "Free Syrian Army", "Islamic State", "Hezbollah", "Peshmerga", "Iraqi army",
    "Houthis", "Russia", "Iran", "Turkey", "Saudi Arabia", "Israel",
)  # fmt: skip
_STATES = ("Russia", "Iran", "Turkey", "Saudi Arabia", "Iraq", "Syria", "Egypt", "China")
_EMBLEMS = (
    "Cedar", "Falcon", "Harvest", "Lantern", "Orchard", "Thunder", "Citadel", "Dawn", "Saffron",
    "Granite", "Heron", "Juniper", "Copper", "Meadow", "Ember", "Tamarisk",
)  # fmt: skip
_ORDINALS = (
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
)
_BODIES = ("Brigade", "Battalion", "Division", "Regiment")
_PAPERS = ("Courier", "Herald", "Observer", "Gazette", "Monitor", "Telegraph", "Wire", "Dispatch")
_GIVEN = (
    "Ahmad", "Omar", "Karim", "Yusuf", "Hassan", "Nadia", "Leila", "Samir", "Tariq", "Walid", "Rania",
    "Bassam", "Farid", "Ivan", "Oleg", "Dmitri", "Pavel", "Anna", "Peter", "Martha", "Idris", "Salma",
)  # fmt: skip
_SYLLABLES = (
    "ba", "dar", "fa", "gha", "hal", "jan", "kha", "lim", "mar", "nas", "qas", "rif", "sal", "tah",
    "wah", "yaz", "zub", "din", "mir", "rou", "shi", "bek", "nov", "sen", "var", "lek",
)  # fmt: skip
_WHOM = ("civilians", "soldiers", "fighters", "villagers", "policemen")
_SAYING = (("said", "say"), ("reported", "report"), ("claimed", "claim"), ("announced", "announce"))
_NAMELESS = (
    "a local resident", "a security official", "an activist in the town", "medical sources",
    "a source close to the talks", "two diplomats",
)  # fmt: skip
_FILLING = """\
the and of a in to with for from by at on as after before while over under between near old
new long narrow quiet heavy early late market road bridge hill river valley school clinic bakery orchard
field wall gate tower harvest rain dust winter summer morning evening people families drivers teachers
farmers traders children guests neighbours walked waited carried opened closed mended counted sold bought
watched remembered followed gathered returned bread water fuel flour tents blankets letters doors windows
lamps carpets slowly again together apart far often never always perhaps still almost nearly
"""


class Kind(NamedTuple):
    """A kind of happening: what is drafted of it, the words of the deed, and its wordings."""

    name: str
    types: tuple[str, ...]
    deeds: tuple[str, ...]
    forms: tuple[str, ...]
    share: int
    status: str = "asserted"


_KINDS = (
    Kind(
        "attack",
        ("ASSAULT",),
        ("shelled", "bombed", "struck", "raided", "attacked"),
        (
            "{actor} {deed} {target} near {place} {when}",
            "{when} {actor} {deed} {target} in {place}",
        ),
        26,
    ),
    Kind(
        "toll",
        ("CASUALTY",),
        ("killed", "wounded"),
        ("{count} were {deed} in {place} {when}", "{actor} {deed} {count} in {place} {when}"),
        20,
    ),
    Kind(
        "capture",
        ("ASSAULT", "CONTROL"),
        ("captured", "seized", "overran", "stormed"),
        ("{when} {actor} {deed} {place}", "{actor} {deed} the town of {place} {when}"),
        18,
    ),
    Kind(
        "retreat",
        ("RETREAT",),
        ("withdrew", "retreated"),
        ("{actor} {deed} from {place} {when}",),
        6,
    ),
    Kind(
        "force",
        ("FORCE",),
        ("deployed", "stationed"),
        ("{actor} {deed} {count} in {place} {when}",),
        6,
    ),
    Kind(
        "post",
        ("POST",),
        ("commander", "spokesman"),
        ("{person} was made {deed} of {actor} {when}",),
        5,
    ),
    Kind(
        "captives", ("CAPTIVITY",), ("holds", "detained"), ("{actor} {deed} {count} in {place}",), 5
    ),
    Kind(
        "meeting",
        ("CONSULT",),
        ("met", "visited"),
        ("{person} {deed} {target} in {place} {when}",),
        5,
    ),
    Kind(
        "denial",
        ("CONTROL",),
        ("captured", "seized"),
        ("{actor} has not {deed} {place}",),
        3,
        "denied",
    ),
    Kind(
        "forecast",
        ("CONTROL",),
        ("capture", "seize"),
        ("{actor} will {deed} {place} {window}",),
        4,
        "predicted",
    ),
    Kind(
        "pact",
        ("PACT",),
        ("signed", "concluded"),
        ("{state} and {other} {deed} a mutual defence pact {when}",),
        2,
    ),
)


class Happening(NamedTuple):
    """Something that the reports tell of; ``number`` is how many of ``whom``."""

    kind: Kind
    day: date
    actor: str
    target: str
    place: str
    person: str
    states: tuple[str, str]
    number: int
    whom: str


class Sentence(Struct, frozen=True):
    """A sentence with all that reading gives of it; spans count from its first letter."""

    text: str
    drafts: tuple[Draft, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()


class World:
    """Reports of an invented war, one after the other."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - nothing secret is drawn
        self._towns = list_towns()
        self._words = _FILLING.split()
        self._forces = [
            f"{ordinal} {emblem} {body}"
            for body in _BODIES for emblem in _EMBLEMS for ordinal in _ORDINALS
        ]  # fmt: skip
        self._outlets = [f"{town} {paper}" for town in self._towns[:40] for paper in _PAPERS]
        self._random.shuffle(self._forces)
        self._random.shuffle(self._outlets)
        self._news: deque[tuple[int, Happening]] = deque(maxlen=RECENT * 10)
        self._written: deque[tuple[str, tuple[Sentence, ...]]] = deque(maxlen=RECENT)

    def reports(self, statements: int) -> Iterator[tuple[RawReport, Extraction]]:
        """Reports until they hold so many statements, in the order of their days."""
        made = number = 0
        while made < statements:
            published = FIRST_DAY + timedelta(days=number // 14)
            raw, extraction = self._report(number, published)
            made += len(extraction.drafts)
            number += 1
            yield raw, extraction

    # -- one report

    def _report(self, number: int, published: date) -> tuple[RawReport, Extraction]:
        random = self._random
        outlet = self._pick(self._outlets)
        sentences = [
            self._telling(self._happening(published)) for _ in range(random.randint(*SENTENCES))
        ]
        if self._written and random.random() < COPYING:
            source, taken = random.choice(self._written)
            first = random.randrange(max(1, len(taken) - 4))
            credit = (
                (Sentence(f"This was first told by the {source}."),)
                if random.random() < 0.5
                else ()
            )
            sentences[1:1] = [*credit, *taken[first : first + random.randint(2, 5)]]
        self._written.append((outlet, tuple(sentences)))
        for _ in range(random.randint(*FILLERS)):
            sentences.insert(random.randrange(1, len(sentences) + 1), Sentence(self._filler()))
        is_dated = random.random() >= UNDATED
        known = Known(outlet=outlet, published=published.isoformat() if is_dated else None)
        return _composed(f"invented/{number:07}.txt", known, published, sentences)

    def _happening(self, published: date) -> Happening:
        """One that was told already, mostly, or a new one of the last days."""
        random = self._random
        if self._news and random.random() < 0.5:
            index = random.randrange(len(self._news))
            left, known = self._news[index]
            if left and (published - known.day).days < 5:
                self._news[index] = (left - 1, known)
                if random.random() < GARBLED:
                    return known._replace(number=known.number + random.randint(1, 9))
                return known
        one, other = random.sample(_STATES, 2)
        happening = Happening(
            kind=random.choices(_KINDS, [kind.share for kind in _KINDS])[0],
            day=published - timedelta(days=random.choice((0, 0, 0, 1, 1, 2, 3))),
            actor=self._force(),
            target=self._force(),
            place=self._pick(self._towns),
            person=self._person(),
            states=(one, other),
            number=int(random.paretovariate(0.9)) + 1,
            whom=random.choice(_WHOM),
        )
        self._news.append((random.choice((0, 0, 1, 1, 2, TELLINGS[1])), happening))
        return happening

    def _force(self) -> str:
        return (
            self._random.choice(_POWERS)
            if self._random.random() < 0.5
            else self._pick(self._forces)
        )

    def _person(self) -> str:
        random = Random(int(self._random.paretovariate(0.5)) % _PERSONS)  # noqa: S311 - the same for the same number
        surname = "".join(random.choices(_SYLLABLES, k=random.randint(2, 3))).capitalize()
        return f"{random.choice(_GIVEN)} {surname}"

    def _pick(self, some: Sequence[str]) -> str:
        """One of a list, those in front more often."""
        return some[int(len(some) * self._random.random() ** 2)]

    def _filler(self) -> str:
        words = [self._pick(self._words) for _ in range(self._random.randint(9, 20))]
        return " ".join(words).capitalize() + "."

    # -- one sentence

    def _telling(self, told: Happening) -> Sentence:
        random = self._random
        kind = told.kind
        text = _Line()
        spans: dict[str, Span] = {}
        for part in random.choice(kind.forms).split(" "):
            slot = part.strip("{}") if part.startswith("{") else ""
            spans[slot or part] = text.add(self._word(slot, told) if slot else part)
        chain = self._chain(text) if random.random() < SOURCED else ()
        content = Span(0, text.ends_at)
        mentions = [text.mention(spans[slot], what) for slot, what in _NAMED if slot in spans]
        mentions += [text.mention(voice.span, "other") for voice in chain if voice.span is not None]
        drafts = tuple(
            Draft(
                report="",
                passage="",
                span=content,
                trigger=spans["deed"],
                type=type_,  # type: ignore[arg-type]
                mode=None,
                status=kind.status,  # type: ignore[arg-type]
                actors=_of(spans, *_DOERS.get(kind.name, ("actor", "person", "state", "other"))),
                targets=_of(spans, "target", *(("count",) if kind.name == "toll" else ())),
                places=_of(spans, "place"),
                times=_of(spans, "when", "window"),
                quantities=_of(spans, "count"),
                value=_office(text.text, spans) if kind.name == "post" else None,
                terms=_terms(spans) if kind.name == "pact" else None,
                chain=chain,
                confidence=0.8,
            )
            for type_ in kind.types
        )
        times = tuple(
            _time(text.text, spans[slot], told.day, slot)
            for slot in ("when", "window")
            if slot in spans
        )
        return Sentence(text.text + ".", drafts, tuple(mentions), times)

    def _word(self, slot: str, told: Happening) -> str:
        random = self._random
        match slot:
            case "deed":
                return random.choice(told.kind.deeds)
            case "actor" | "target" | "person" | "place":
                return str(getattr(told, slot))
            case "when" | "window":
                return self._when(slot, told.day)
            case "count":
                return f"{told.number} {told.whom}"
            case _:
                return told.states[slot == "other"]

    def _when(self, slot: str, day: date) -> str:
        """The words for a day, or for the last day of what is foretold."""
        if slot == "window":
            end = day + timedelta(days=FORESEEN_DAYS)
            return f"by {_MONTHS[end.month - 1]} {end.day}"
        if self._random.random() < 0.5:
            return f"on {_WEEKDAYS[day.weekday()]}"
        return f"on {_MONTHS[day.month - 1]} {day.day}"

    def _chain(self, text: "_Line") -> tuple[Voice, ...]:
        random = self._random
        text.comma()
        nameless = random.random() < 0.35
        name = random.choice(_NAMELESS) if nameless else self._person()
        span = text.add(name)
        word, lemma = random.choice(_SAYING)
        kind = "anonymous" if nameless else "named"
        return (Voice(name, kind, span, cue=text.add(word), cue_lemma=lemma),)  # type: ignore[arg-type]


_NAMED = (
    ("actor", "organization"), ("target", "organization"), ("person", "person"), ("place", "place"),
    ("state", "place"), ("other", "place"), ("count", "quantity"),
)  # fmt: skip


class _Line:
    """A sentence while it is written."""

    def __init__(self) -> None:
        self.text = ""

    @property
    def ends_at(self) -> int:
        """Where it ends so far."""
        return len(self.text)

    def add(self, words: str) -> Span:
        """Write words; where they stand."""
        words = words if self.text else words[0].upper() + words[1:]
        start = len(self.text) + bool(self.text)
        self.text += (" " if self.text else "") + words
        return Span(start, len(self.text))

    def comma(self) -> None:
        """Set a comma."""
        self.text += ","

    def mention(self, span: Span, kind: str) -> Mention:
        """The mention of some words."""
        return Mention(span, cut(self.text, span), kind)  # type: ignore[arg-type]


def _of(spans: dict[str, Span], *slots: str) -> tuple[Span, ...]:
    return tuple(spans[slot] for slot in slots if slot in spans)


_DOERS: dict[str, tuple[str, ...]] = {"post": ("person",)}
"""Who is told to do something, where that is not all whom a sentence names."""


def _office(text: str, spans: dict[str, Span]) -> str:
    """The office that somebody was given, in its words: "commander of Third Heron Battalion"."""
    return cut(text, Span(spans["deed"].start, spans["actor"].end))


def _terms(spans: dict[str, Span]) -> Terms:
    return Terms("signing", obligated=_of(spans, "state", "other"), signed=spans["when"])


def _time(text: str, span: Span, day: date, slot: str) -> TimeExpression:
    words = cut(text, span)
    named = Span(span.start + 3, span.end)
    if slot == "window":
        end = day + timedelta(days=FORESEEN_DAYS)
        parts: dict[str, int | str] = {"month": end.month, "day": end.day, "until": 1}
        return TimeExpression(named, words[3:], "date", parts, "future")
    if words[3:] in _WEEKDAYS:
        return TimeExpression(named, words[3:], "weekday", {"weekday": day.weekday()}, "past")
    return TimeExpression(named, words[3:], "date", {"month": day.month, "day": day.day}, "past")


def _composed(
    name: str, known: Known, published: date, sentences: Sequence[Sentence]
) -> tuple[RawReport, Extraction]:
    """A report of sentences, three a paragraph, with their spans moved to where they stand."""
    text, starts = "", []
    for i, sentence in enumerate(sentences):
        text += "" if i == 0 else "\n\n" if i % 3 == 0 else " "
        starts.append(len(text))
        text += sentence.text
    content = text.encode()
    raw = RawReport(name, "text/plain", content, sha256(content).hexdigest(), known)
    ident = content_id("rp", raw.name, raw.sha256)
    passages, drafts, mentions, times = [], [], [], []
    for i, (start, sentence) in enumerate(zip(starts, sentences, strict=True)):
        passage = Passage(
            content_id("ps", ident, start, sentence.text), ident, start, start + len(sentence.text),
            sentence.text, i // 3, "body", "en",
        )  # fmt: skip
        passages.append(passage)
        moved = [_moved(draft, start) for draft in sentence.drafts]
        drafts += [msgspec.structs.replace(one, report=ident, passage=passage.id) for one in moved]
        mentions += [_moved(one, start) for one in sentence.mentions]
        times += [_moved(one, start) for one in sentence.times]
    stated = known.published is not None
    report = Report(
        id=ident, name=name, url=None, media_type="text/plain", outlet=known.outlet, carries=None,
        title=None, author=None, language="en",
        published=Published(one_day(published), "stated", f"reports.csv: {known.published}") if stated
        else Published(None, "unknown", "no whole day of publication stands in the head of the text"),
        read_at=published + timedelta(days=1), raw_sha256=raw.sha256, text=text, removed=(),
        pieces=(Piece(0, 0, len(text)),),
    )  # fmt: skip
    return raw, Extraction(report, tuple(passages), tuple(drafts), tuple(mentions), tuple(times))


def _moved(record: Any, by: int) -> Any:
    """A record with every span in it moved."""
    if isinstance(record, Span):
        return Span(record.start + by, record.end + by)
    if isinstance(record, tuple):
        return tuple(_moved(one, by) for one in record)
    if isinstance(record, Struct):
        fields = {name: getattr(record, name) for name in record.__struct_fields__}
        return type(record)(**{name: _moved(value, by) for name, value in fields.items()})
    return record


def list_towns(most: int = _MOST_TOWNS) -> list[str]:
    """The largest towns of some countries, in a fixed order."""
    marks = ", ".join("?" * len(_COUNTRIES))
    store = open_store(cache_folder(), lambda _: None)
    rows = store.execute(
        "SELECT DISTINCT name FROM places WHERE kind = 'city' AND population >= 500"  # noqa: S608
        f" AND country IN ({marks}) ORDER BY population DESC, name LIMIT {most}",
        _COUNTRIES,
    )
    return [name for (name,) in rows]
