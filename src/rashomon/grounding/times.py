"""Times: words of a report that mean a time, and the days that they mean.

Enters: a report and its trees. Leaves: `TimeExpression` records, and, once the report's days of
publication are known, one `Time` for each. Durations, sets ("every Friday") and words such as "now"
are not read: they name no days.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rashomon.grounding.times_checks import is_appointed, is_tied, is_time, tense_of
from rashomon.grounding.times_days import order_of
from rashomon.grounding.times_forms import Fields, Grammar, load_grammar, read_fields
from rashomon.grounding.times_joins import Found, joined
from rashomon.grounding.times_units import Frame, Meaning, Wording
from rashomon.grounding.times_values import PERIODS, mean
from rashomon.grounding.times_vocabulary import Word
from rashomon.instants import Days, hull
from rashomon.language.parser import straightened
from rashomon.language.trees import Tree
from rashomon.records.mentions import Time
from rashomon.records.reports import Report
from rashomon.records.times import TimeExpression
from rashomon.spans import Span

_YEAR_DIGITS = 4
_YEAR_CHARS = 16
"""How many letters behind an expression a year of too many digits is looked for."""

_LONGEST_PASSAGE_CHARS = 5_000
"""A longer passage is a table or a dump: it is not searched, so that cost stays in line with text."""


# ---- Reading


def read_times(report: Report, trees: Sequence[Tree]) -> tuple[TimeExpression, ...]:
    """The expressions of time in a report, in the order of its text, not overlapping.

    Cost: one search a passage without words of time, else about 0.2 ms.
    """
    grammar = load_grammar()
    return _in_one_order(
        [
            expression
            for tree in sorted(trees, key=lambda tree: tree.passage.start)
            for expression in _in_passage(tree, grammar)
        ]
    )


def _in_one_order(expressions: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The expressions, with days in figures read in the order that the report's others show.

    "12/25/2014" shows that the month stands first in "10/01/2014" too; where they show both orders, or
    none, nothing is said.
    """
    shown = {order for one in expressions if (order := order_of(one.parts.get("full"))) is not None}
    if len(shown) != 1:
        return tuple(expressions)
    (order,) = shown
    return tuple(
        replace(one, parts={**one.parts, "order": order}) if "full" in one.parts else one
        for one in expressions
    )


def _in_passage(tree: Tree, grammar: Grammar) -> Iterator[TimeExpression]:
    text = straightened(tree.passage.text)
    if len(text) > _LONGEST_PASSAGE_CHARS:
        return
    words = grammar.vocabulary.words(text)
    symbols = "".join(word.symbol for word in words)
    if not grammar.heads.search(symbols) and not _names_holiday(text, grammar):
        return
    found = _chosen(_all_forms(words, symbols, grammar))
    offset = tree.passage.start
    for one in joined(found, words):
        span = Span(offset + words[one.start].start, offset + words[one.end - 1].end)
        nodes = tree.within(span)
        if not is_time(one, words, nodes):
            continue
        if one.start and words[one.start - 1].lower in ("by", "until", "till"):
            one.fields["until"] = 1
        beyond = _year_beyond(tree, span.end)
        if beyond is not None:
            if one.form != "date":
                continue
            span = Span(span.start, beyond.end)
            one.fields["year"] = beyond.year
        tense = "past" if _is_since(one, words) else tense_of(nodes, span)
        if (
            tense == "past"
            and one.form in ("date", "month")
            and (_is_since(one, words) or is_tied(nodes, span))
        ):
            one.fields["tied"] = 1
        if tense == "present" and one.form == "weekday" and is_appointed(nodes, span):
            tense = "future"
        if tense == "future" and one.start and words[one.start - 1].lower == "before":
            one.fields["until"] = 1
        yield TimeExpression(span, tree.text(span), one.form, one.fields, tense)


def _is_since(one: Found, words: Sequence[Word]) -> bool:
    """Whether words say from when on something has gone on, which lies behind: "since early May"."""
    before = [word.lower for word in words[max(0, one.start - 3) : one.start]]
    while before and before[-1] in _ABOUT:
        before.pop()
    return before[-1:] == ["since"]


_ABOUT = frozenset(("the", "at", "least", "about", "around", "early", "late", "mid"))


class _Year(Struct, frozen=True):
    """A year that no calendar of ours has, and where it ends."""

    year: int
    end: int


def _year_beyond(tree: Tree, end: int) -> _Year | None:
    """The year of five digits or more right behind an expression: "5 May 99999" is no day of ours."""
    for node in tree.within(Span(end, end + _YEAR_CHARS)):
        if node.text == ",":
            continue
        after = tree.nodes[node.i + 1] if node.i + 1 < len(tree.nodes) else node
        counts = node.head.i > node.i or after.pos == "NOUN"  # "on 5 May 12000 people marched"
        if node.text.isdecimal() and len(node.text) > _YEAR_DIGITS and not counts:
            return _Year(int(node.text[:_YEAR_CHARS]), node.end)
        break
    return None


def _names_holiday(text: str, grammar: Grammar) -> bool:
    return grammar.holidays.search(text) is not None


def _all_forms(words: Sequence[Word], symbols: str, grammar: Grammar) -> list[Found]:
    found = []
    for rank, (form, pattern) in enumerate(grammar.forms):
        for match in pattern.finditer(symbols):
            fields = read_fields(form, match, words)
            if fields is not None:
                found.append(Found(form.name, *match.span(), fields, form.joins, rank))
    found.extend(_holidays(words, grammar))
    return found


def _holidays(words: Sequence[Word], grammar: Grammar) -> Iterator[Found]:
    lowers = [word.lower for word in words]
    for first, names in grammar.holiday_words.items():
        if first not in lowers:
            continue
        for start in (i for i, lower in enumerate(lowers) if lower == first):
            for name in names:
                if tuple(lowers[start : start + len(name)]) != name:
                    continue
                fields: Fields = {"holiday": grammar.holiday_of[name]}
                begin = start
                if start and lowers[start - 1] in grammar.vocabulary.shifts:
                    fields["which"] = lowers[start - 1]
                    begin -= 1
                yield Found("holiday", begin, start + len(name), fields, False, -1)
                break


def _chosen(found: list[Found]) -> list[Found]:
    """The longest forms that do not overlap, in order; the earlier in the table where equal."""
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.start - one.end, one.rank, one.start)):
        covered = range(one.start, one.end)
        if taken.isdisjoint(covered):
            taken.update(covered)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


# ---- Anchoring


def anchor(expressions: Sequence[TimeExpression], published: Days | None) -> tuple[Time, ...]:
    """The time that each expression of one report means, in the same order.

    Give all expressions of a report together, in the order of its text: "a week later" counts from
    the time before it. Where the day of publication is an interval, a time's days cover what each
    end of it gives; where it is unknown, only what the words alone tell is there.
    """
    if published is None:
        return tuple(Time(one.value, one.days) for one in _meanings(expressions, Frame(None)))
    first = _meanings(expressions, Frame(published.first))
    last = first
    if published.last != published.first:
        last = _meanings(expressions, Frame(published.last))
    return tuple(_between(one, other) for one, other in zip(first, last, strict=True))


def _meanings(expressions: Sequence[TimeExpression], frame: Frame) -> list[Meaning]:
    found = []
    for expression in expressions:
        meaning = mean(Wording(expression.form, expression.parts, expression.tense), frame)
        found.append(meaning)
        if meaning.days is not None or meaning.yearless is not None:
            if meaning.unit in PERIODS and expression.form != "yearago":
                frame.period = meaning
            frame.then = meaning
    return found


def _between(one: Meaning, other: Meaning) -> Time:
    if one.days is None or other.days is None:
        return Time(one.value if one.value == other.value else None, None)
    days = hull([one.days, other.days])
    if one.value == other.value or days is None:
        return Time(one.value, days)
    return Time(f"{days.first.isoformat()}/{days.last.isoformat()}", days)
