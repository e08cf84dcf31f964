"""The forms in which English words a time, as a table; each match gives the fields of a time.

A form is a pattern over words: a word in small letters is itself, a word in capitals is a class of
`times_vocabulary`, ``name=(…)`` keeps what stands there as a field, ``$NAME`` is one of `PIECES`.
What a field's words mean is read by `READERS`; ``fixed`` are fields that the form itself gives.

Fields, by which a time is found (see `rashomon.grounding.times_values`):
    year, month, day, day_to, month_to, decade, full    what the calendar calls it
    unit, shift, base                                   a unit of the calendar beside now or then
    nth, each                                           the nth of a unit in what surrounds it
    weekday, which                                      a weekday and which one
    deictic, holiday, season, edge, part                yesterday; Easter; summer; early; morning
    count, step, sign, from                             so many units before or after
    window                                              so many units up to, or from, now
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from msgspec import Struct

from rashomon.calendars import MONTHS, WEEKDAYS
from rashomon.grounding.times_vocabulary import OTHER, Vocabulary, Word, read_tables

Fields = dict[str, int | str]


class Form(Struct, frozen=True):
    """One way to word a time. ``joins``: it means nothing unless joined to another form."""

    name: str
    pattern: str
    fixed: Fields = {}
    joins: bool = False


PIECES = {
    "NUMBER": "(NUM|(ONES|TEEN|TENS -? ONES?) hundred?|a|an|LOOSE of?|a LOOSE of?)",
    "SPELLED": "(TEEN|twenty) (hundred and?)? (TENS -? ONES?|TEEN|(oh|o) ONES)"
    "|two thousand (and? (TENS -? ONES?|TEEN|ONES))?",
    "THE_DAY": "(DAY|ORDINAL|TENS -? ORDINAL)",
    "YEAR_TOO": "(,|of|in|/|-)* year=(YEAR|$SPELLED|YY)",
}

FORMS = (
    # Days and months by the calendar.
    Form("date", "full=FULLDATE"),
    Form("date", "year=YEAR (-|/)? month=MONTH ((-|/)? day=DAY)?"),
    Form("date", "year=YEAR (-|/) month=MM"),
    Form("date", "month=MM - year=YEAR"),
    Form("date", "year=YEAR / day=DAY / month=MONTH"),
    Form("date", "year=YEAR month=MM day=DAY"),
    Form("date", "the? month=MONTH the? day=$THE_DAY ,? year=(YEAR|$SPELLED)"),
    Form("date", "month=MONTH - year=YEAR - day=DAY"),
    Form("date", "month=MONTH -? day=$THE_DAY (-|to|through|until) "
         " day_to=$THE_DAY (,? year=YEAR)?"),
    Form("date", "month=MONTH day=$THE_DAY - month_to=MONTH day_to=$THE_DAY (,? year=YEAR)?"),
    Form("date", "month=MONTH the? day=$THE_DAY ((,|of|in|-) year=(YEAR|$SPELLED|YY))?"),
    Form("date", "month=MONTH day=$THE_DAY year=(YY|NUM)"),
    Form("date", "the? day=$THE_DAY (of|-|/)? month=MONTH"
         " ((,|of|in|-|/)* year=(YEAR|$SPELLED))?"),
    Form("date", "the? day=$THE_DAY (of|-|/)? month=MONTH of year=YY"),
    Form("date", "day=(TEEN|TENS -? ONES?) of? month=MONTH year=(YEAR|$SPELLED)"),
    Form("date", "month=MONTH day=(TENS ONES|TEEN) ,? year=(YEAR|$SPELLED)"),
    Form("date", "day=DAY (-|to|and) day_to=DAY month=MONTH (,? year=YEAR)?"),
    Form("date", "day=DAY - year=YEAR - month=MONTH"),
    Form("date", "month=MONTH (,|of|in|-|/)* year=(YEAR|$SPELLED)"),
    Form("date", "month=MONTH of year=YY"),
    Form("month", "month=MONTH"),
    Form("month", "this? which=SHIFT month=MONTH"),
    Form("dayofmonth", "the day=(ORDINAL|TENS -? ORDINAL) day?", joins=True),
    Form("dayofmonth", "day=DAY", joins=True),
    # Years and decades.
    Form("year", "year=YEAR"),
    Form("year", "(the year of?|the? calendar year|the? cy|fiscal year?|fy) year=(YEAR|$SPELLED)"),
    Form("year", "(cy|fy) year=YY"),
    Form("year", "year=$SPELLED"),
    Form("decade", "the? decade=DECADE"),
    # Weekdays.
    Form("weekday", "weekday=WEEKDAY"),
    Form("weekday", "this? which=SHIFT weekday=WEEKDAY"),
    Form("weekday", "the which=(following|next) weekday=WEEKDAY", {"base": "then"}),
    Form("weekday", "the which=(previous|preceding) weekday=WEEKDAY", {"base": "then"}),
    # Units beside then: "the following year" follows the time spoken of last.
    Form("period", "the shift=(following|preceding|previous) unit=UNIT1", {"base": "then"}),
    # Units beside now.
    Form("period", "the? shift=SHIFT (fiscal|calendar|financial)? unit=UNIT1"),
    Form("period", "this shift=(coming|past|upcoming) unit=UNIT1"),
    Form("period", "unit=week shift=(last|next)"),
    Form("period", "the unit=(week|month|year) after shift=next", {"more": 1}),
    Form("period", "the unit=(week|month|year) before shift=last", {"more": -1}),
    Form("period", "the (fiscal|current)? unit=quarter", {"base": "period"}),
    Form("period", "the shift=latest (fiscal|financial)? unit=(quarter|period|half|year)",
         {"base": "period"}),
    Form("period", "the? unit=weekend", {"shift": 0}),
    Form("period", "the unit=week", {"shift": 0}),
    Form("period", "the (current|full|fiscal|current fiscal) unit=year", {"shift": 0}),
    Form("period", "the unit=(week|month|year) is (out|over)", {"shift": 0}),
    Form("period", "unit=year - edge=end", {"shift": 0}),
    Form("period", "unit=year edge=end", {"shift": 0}),
    Form("period", "unit=year ' s edge=end", {"shift": 0}),
    Form("period", "unit=year 's edge=end", {"shift": 0}),
    Form("same", "that very? unit=UNIT1", {"base": "then", "shift": 0}),
    Form("same", "the same unit=(day|week|month|year|weekend|quarter)",
         {"base": "then", "shift": 0}),
    Form("bareunit", "the unit=UNIT1", {"shift": 0}, joins=True),
    Form("yearago", "(the|a)? (comparable|corresponding)? unit=year - (ago|earlier)"
         " (each=(period|quarter|half|month))?", {"base": "period"}),
    Form("yearago", "the? (comparable|corresponding)? unit=year - (ago|earlier)"
         " nth=ORDINAL -? each=(quarter|half)", {"base": "period"}),
    Form("yearago", "the? (comparable|corresponding|same)? (period|quarter) of?"
         " (a unit=year (ago|earlier)|last year)", {"base": "period"}),
    Form("yearago", "(a|one) unit=year (ago|earlier|before)", {"base": "period"}),
    Form("yearago", "the year=YEAR (fiscal)? (period|quarter|half)", {"base": "period"}),
    # Nth units.
    Form("nth", "(the|its|their|a|his|her)? fiscal? -? nth=ORDINAL -? fiscal? each=(quarter|half)"),
    Form("nth", "(the|its|their)? nth=(last|final) each=(quarter|half)"),
    Form("nthpart", "the? nth=(first|last|final) (few|two|three)? days of?", {"each": "days"},
         joins=True),
    Form("nth", "the? first two quarters", {"nth": 1, "each": "half"}),
    Form("nth", "q nth=DAY", {"each": "quarter"}),
    Form("nthpart", "the? nth=(ORDINAL|last|final) each=UNIT1 of?", joins=True),
    Form("nth", "the? each=week nth=NUM"),
    # Counted from now or then.
    Form("lead", "in? (count=$NUMBER|the) step=UNIT (after|from|since|following)",
         {"sign": 1}, joins=True),
    Form("lead", "(count=$NUMBER|the) step=UNIT (before|prior to)",
         {"sign": -1}, joins=True),
    Form("offset", "about? count=$NUMBER step=UNIT (or so)? ago", {"sign": -1, "base": "now"}),
    Form("offset", "count=$NUMBER step=UNIT (or so)? (later|after|afterward|afterwards)",
         {"sign": 1, "base": "then"}),
    Form("offset", "count=$NUMBER step=UNIT (earlier|before|previously|prior)",
         {"sign": -1, "base": "then"}),
    Form("offset", "in count=$NUMBER (more)? step=UNIT ((' s|') time)?", {"sign": 1, "base": "now"}),
    Form("offset", "in count=$NUMBER (more)? step=UNIT ' time", {"sign": 1, "base": "now"}),
    Form("offset", "count=$NUMBER step=UNIT (from now|hence)", {"sign": 1, "base": "now"}),
    Form("offset", "the step=UNIT1 (after|later)", {"sign": 1, "base": "then", "count": 1}),
    Form("offset", "the (next|following) part=PART",
         {"sign": 1, "base": "then", "count": 1, "step": "day"}),
    Form("offset", "the step=UNIT1 (before|earlier)", {"sign": -1, "base": "then", "count": 1}),
    Form("manifold", "count=$NUMBER step=UNIT (,|and)? count_b=$NUMBER step_b=UNIT"
         " ((,|and)? count_c=$NUMBER step_c=UNIT)? (later|from now)", {"sign": 1, "base": "now"}),
    # Stretches up to now, or from now.
    Form("window", "(the|these|this)? (last|past|previous) (count=$NUMBER)? step=UNITS",
         {"window": -1}),
    Form("window", "the following (count=$NUMBER)? step=UNITS", {"window": 1, "base": "then"}),
    Form("window", "(the|these)? (next|coming|following|upcoming) (count=$NUMBER)? step=UNITS",
         {"window": 1}),
    Form("window", "within (the|a|an) (next|coming)? step=(hour|hours|day|days)", {"window": 1}),
    Form("window", "within (the (next|coming))? (count=$NUMBER)? step=UNITS", {"window": 1}),
    Form("window", "within count=$NUMBER step=UNIT", {"window": 1}),
    Form("window", "in (less|under|little|more) (more|less)? than count=$NUMBER step=UNIT",
         {"window": -1}),
    # Words that point.
    Form("deictic", "deictic=DEICTIC"),
    Form("deictic", "(the|earlier)? deictic=DEICTIC part=PART"),
    Form("deictic", "the day before yesterday", {"deictic": -2}),
    Form("deictic", "the day after tomorrow", {"deictic": 2}),
    Form("deictic", "earlier? this part=PART", {"deictic": 0}),
    Form("deictic", "last part=night", {"deictic": -1}),
    Form("season", "the? (which=SHIFT)? season=SEASON (of? year=YEAR)?"),
    Form("clock", "(around|about|at)? (clock=CLOCK|NUM) part=(pm|am|p.m.|a.m.) (est|edt|gmt|et)?"),
    Form("clock", "(clock=CLOCK) (gmt|utc|est|edt|local)"),
    Form("part", "(in the|in|of|at)? the? part=PART", joins=True),
    Form("period", "for the unit=(day|month|year)", {"shift": 0}),
    Form("period", "of the unit=(day|month|year)", {"shift": 0}),
    Form("period", "in the unit=(day|month|year)", {"shift": 0}),
    Form("edge", "(the|about|around)? edge=EDGE of", joins=True),
    Form("edge", "edge=EDGE (in|on)? -?", joins=True),
)  # fmt: skip

_PIECE = re.compile(r"\$([A-Z_]+)")
_TERM = re.compile(r"([a-z_]+)=|[A-Z][A-Z_0-9]*|[a-z_.]+|'s|[-,/']|\s+|.")


def _expanded(pattern: str) -> str:
    while True:
        grown = _PIECE.sub(lambda match: f"({PIECES[match.group(1)]})", pattern)
        if grown == pattern:
            return pattern
        pattern = grown


def literals() -> frozenset[str]:
    """The words that the forms name themselves, in small letters."""
    found = set()
    for form in FORMS:
        for match in _TERM.finditer(_expanded(form.pattern)):
            term = match.group()
            if match.group(1) is None and (term[0].islower() or term in "-,/'" or term == "'s"):
                found.add(term)
    return frozenset(found)


class Grammar:
    """The forms as expressions over a vocabulary's symbols."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary(read_tables(), literals())
        self.forms = [(form, self._compiled(form.pattern)) for form in FORMS]
        heads = sorted(
            symbol
            for word, symbol in self.vocabulary.symbols.items()
            if self.vocabulary.terms[word] & _HEADS
        )
        numbers = {self.vocabulary.symbol(n, n) for n in ("1990", "1990s", "2012-08-07", "7:15")}
        self.heads = re.compile("[" + "".join(sorted({*heads, *numbers} - {OTHER})) + "]")
        self.holiday_of: dict[tuple[str, ...], str] = {}
        self.holiday_words: dict[str, list[tuple[str, ...]]] = {}
        for holiday in self.vocabulary.holidays:
            for name in holiday.names:
                key = tuple(word.lower for word in self.vocabulary.words(name))
                self.holiday_of[key] = name
                self.holiday_words.setdefault(key[0], []).append(key)
        for keys in self.holiday_words.values():
            keys.sort(key=len, reverse=True)
        self.holidays = re.compile(
            r"\b(?:" + "|".join(sorted(map(re.escape, self.holiday_words))) + r")\b", re.IGNORECASE
        )

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        out = []
        for match in _TERM.finditer(_expanded(pattern)):
            term = match.group()
            if term.isspace():
                continue
            if match.group(1) is not None:
                out.append(f"(?P<{match.group(1)}>")
                out.append("\x00")  # the next atom closes the group
            elif term[0].isupper() or term[0].islower() or term in "-,/'" or term == "'s":
                out.append(self.vocabulary.class_of(term))
            else:
                out.append("(?:" if term == "(" else term)
        return re.compile(_closed(out))


_HEADS = frozenset(  # what no time goes without
    ("MONTH", "WEEKDAY", "UNIT", "DECADE", "PART", "DEICTIC", "SEASON", "TEEN", "thousand")
)


def _closed(pieces: Sequence[str]) -> str:
    """The expression with every kept field closed after the atom that follows its name."""
    out: list[str] = []
    open_groups: list[int] = []
    depth = 0
    waiting = False
    for piece in pieces:
        if piece == "\x00":
            waiting = True
            continue
        if waiting and piece == "(?:":
            open_groups.append(depth)
            waiting = False
            out.append(piece)
            depth += 1
            continue
        out.append(piece)
        if waiting:
            out.append(")")
            waiting = False
        elif piece == "(?:":
            depth += 1
        elif piece == ")":
            depth -= 1
            if open_groups and open_groups[-1] == depth:
                out.append(")")
                open_groups.pop()
    return "".join(out)


@cache
def load_grammar() -> Grammar:
    """The grammar, made once."""
    return Grammar()


# ---- What the words of a field mean.


def read_number(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """A cardinal number in digits or words; loose ones ("a few") by what they stand for."""
    total = 0
    known = False
    for word in words:
        value = vocabulary.ones.get(word) or vocabulary.teens.get(word) or vocabulary.tens.get(word)
        if word.isdigit():
            total, known = int(word[:6]), True
        elif word == "hundred":
            total = max(total, 1) * 100
        elif word == "thousand":
            total = max(total, 1) * 1000
        elif value is not None:
            total, known = total + value, True
        elif word in vocabulary.loose:
            total, known = vocabulary.loose[word], True
    if not known and words and words[0] in ("a", "an"):
        return max(total, 1)
    return total if known else None


def read_year(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """A year in digits ("1998", "'98") or words ("nineteen ninety-eight")."""
    first = words[0].lstrip("'")
    if first.isdigit():
        return int(first) if len(first) == 4 else full_year(int(first))
    if first == "two" and "thousand" in words:
        return 2000 + (read_number(words[words.index("thousand") + 1 :], vocabulary) or 0)
    century = read_number(words[:1], vocabulary)
    rest = read_number([word for word in words[1:] if word != "hundred"], vocabulary)
    return None if century is None else century * 100 + (rest or 0)


def full_year(two_digits: int) -> int:
    """The year of two digits: up to 39 in this century, else in the last one."""
    return two_digits + (2000 if two_digits < 40 else 1900)


def read_ordinal(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """An ordinal or a day's number; "last" is -1."""
    if words[0] in ("last", "final"):
        return -1
    if words[0][0].isdigit():
        return int(re.sub(r"\D", "", words[0])[:4])
    if words[-1] in vocabulary.ordinals:
        return vocabulary.ordinals[words[-1]] + vocabulary.tens.get(words[0], 0)
    return read_number(words, vocabulary)


def _read_month(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    return int(words[0]) if words[0].isdigit() else MONTHS.get(words[0])


def _read_decade(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    digits = words[0].strip("'s")
    if digits.isdigit():
        return int(digits) // 10 if len(digits) == 4 else 190 + int(digits) // 10
    return 190 + vocabulary.decades[words[0]] // 10


def _read_shift(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    return 0 if words[0] == "latest" else vocabulary.shifts.get(words[-1])


def _read_unit(words: Sequence[str], vocabulary: Vocabulary) -> str | None:
    return "period" if words[0] == "period" else vocabulary.units.get(words[-1])


Reader = Callable[[Sequence[str], Vocabulary], int | str | None]

READERS: dict[str, Reader] = {
    "year": read_year,
    "month": _read_month,
    "month_to": _read_month,
    "day": read_ordinal,
    "day_to": read_ordinal,
    "nth": read_ordinal,
    "decade": _read_decade,
    "count": read_number,
    "count_b": read_number,
    "count_c": read_number,
    "shift": _read_shift,
    "which": lambda words, _: words[-1],
    "unit": _read_unit,
    "each": _read_unit,
    "step": _read_unit,
    "step_b": _read_unit,
    "step_c": _read_unit,
    "weekday": lambda words, _: WEEKDAYS.get(words[0]),
    "deictic": lambda words, vocabulary: vocabulary.deictics.get(words[0]),
    "edge": lambda words, vocabulary: vocabulary.edges.get(words[0]),
    "part": lambda words, vocabulary: vocabulary.parts.get(words[0], ""),
    "season": lambda words, vocabulary: vocabulary.seasons.get(words[0]),
    "full": lambda words, _: words[0],
    "clock": lambda words, _: words[0],
}


def read_fields(form: Form, match: re.Match[str], words: Sequence[Word]) -> Fields | None:
    """The fields of a matched form; None where the words mean no number that there is."""
    vocabulary = load_grammar().vocabulary
    fields: Fields = dict(form.fixed)
    for name in match.re.groupindex:
        start, end = match.span(name)
        if start < 0:
            continue
        value = READERS[name]([word.lower for word in words[start:end]], vocabulary)
        if value is None:
            return None
        fields[name] = value
    return fields
