"""Times: words of a report that mean a time, and the days that they mean.

Enters: a report and its trees. Leaves: `TimeExpression` records, and, once the report's days of
publication are known, one `Time` for each. Durations, sets ("every Friday") and words such as "now"
are not read: they name no days.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from rashomon.grounding.times_forms import Fields, Grammar, load_grammar, read_fields
from rashomon.grounding.times_values import PERIODS, Frame, Meaning, Wording, mean
from rashomon.grounding.times_vocabulary import Word
from rashomon.instants import Days, hull
from rashomon.language.parser import straightened
from rashomon.language.trees import Node, Tree
from rashomon.records.mentions import Time
from rashomon.records.reports import Report
from rashomon.records.times import TimeExpression
from rashomon.spans import Span

_LONGEST_PASSAGE_CHARS = 5_000
"""A longer passage is a table or a dump: it is not searched, so that cost stays in line with text."""


class Found(Struct):
    """A form found in a passage: the words it covers, its fields."""

    form: str
    start: int
    end: int
    fields: Fields
    joins: bool
    rank: int


# ---- Reading


def read_times(report: Report, trees: Sequence[Tree]) -> tuple[TimeExpression, ...]:
    """The expressions of time in a report, in the order of its text, not overlapping.

    Cost: one search a passage without words of time, else about 0.2 ms.
    """
    grammar = load_grammar()
    return tuple(
        expression
        for tree in sorted(trees, key=lambda tree: tree.passage.start)
        for expression in _in_passage(tree, grammar)
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
    for one in _joined(found, words):
        span = Span(offset + words[one.start].start, offset + words[one.end - 1].end)
        nodes = tree.within(span)
        if not _is_time(one, words, nodes):
            continue
        yield TimeExpression(span, tree.text(span), one.form, one.fields, _tense(nodes, span))


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


# ---- Joining


class Join(Struct, frozen=True):
    """Two forms that make one time where only these words stand between them."""

    left: frozenset[str]
    between: frozenset[str]
    right: frozenset[str]
    form: str


def _join(left: str, between: str, right: str, form: str) -> Join:
    links = frozenset(link.strip() for link in between.split("|"))
    return Join(frozenset(left.split()), links, frozenset(right.split()), form)


_NAMED = "date month year weekday deictic holiday period decade nth"

_JOINS = (
    _join("dayofmonth", "|of|of the|in", "period bareunit", "date"),
    _join("nth nthpart", "of|of the|in|in the||,", "year period month decade bareunit date", "nth"),
    _join("year", "|fiscal|'s|' s", "nth", "nth"),
    _join("period", "'s|' s", "nth", "nth"),
    _join("period bareunit", "|of", "yearago", "yearago"),
    _join("month date holiday", "|of|,|of the|in", "period year", "date"),
    _join("holiday", "", "bareunit", "holiday"),
    _join("weekday", "|,|the|, the|- ", "date dayofmonth", "date"),
    _join("weekday", "|of|of the|,|in", "period", "weekday"),
    _join("period", "|-|'s|on|, on", "weekday", "weekday"),
    _join("weekday", "|,", "offset", "offset"),
    _join("offset", "on|, on", "weekday", "offset"),
    _join("lead", "|the", _NAMED, "offset"),
    _join("edge", "|the|in|on", f"{_NAMED} bareunit season", ""),
    _join("clock part", "|on|,|of|of the", "weekday date deictic", ""),
    _join("weekday date deictic", "|at|,|in the|around|about", "clock part", ""),
)
"""Read from the right: what stands later is the frame of what stands before it."""


def _joined(found: list[Found], words: Sequence[Word]) -> list[Found]:
    done: list[Found] = []
    for one in reversed(found):
        current = one
        while done:
            joined = _try_join(current, done[-1], words)
            if joined is None:
                break
            done.pop()
            current = joined
        done.append(current)
    return [kept for one in reversed(done) for kept in _alone(one, words)]


def _try_join(left: Found, right: Found, words: Sequence[Word]) -> Found | None:
    if right.start - left.end > 2:
        return None
    between = " ".join(word.lower for word in words[left.end : right.start])
    for join in _JOINS:
        if (
            left.form not in join.left
            or right.form not in join.right
            or between not in join.between
        ):
            continue
        fields = _merged(left, right)
        if fields is not None:
            form = join.form or (right.form if left.form in _LOOSE else left.form)
            return Found(form, left.start, right.end, fields, False, left.rank)
    return None


_LOOSE = frozenset({"edge", "clock", "part"})


def _merged(left: Found, right: Found) -> Fields | None:
    one, other = dict(left.fields), dict(right.fields)
    if left.form == "weekday" and right.form in ("date", "dayofmonth"):
        one.pop("which", None)
    if left.form == "weekday" and right.form == "period" and other.get("unit") != "week":
        return None
    if left.form == "period" and right.form == "weekday" and one.get("unit") != "week":
        return None
    if left.form == "dayofmonth" and other.get("unit") != "month":
        return None
    if left.form in ("month", "date") and ("year" in one or other.get("unit", "year") != "year"):
        return None
    if left.form == "lead":
        one["base"] = "named"
        one.setdefault("count", 1)
        other.pop("base", None)
    if right.form == "yearago":
        one.pop("base", None)
        if "shift" not in one:
            one = {"each": one["unit"]}
    for key in ("edge", "part", "clock"):
        if key in one:
            other.pop(key, None)
    if left.form == "weekday" and right.form == "offset":
        one.pop("which", None)
    if left.form == "period" and right.form == "nth":
        other.pop("base", None)
    return None if one.keys() & other.keys() else {**one, **other}


def _alone(one: Found, words: Sequence[Word]) -> Iterator[Found]:
    """A form that stands alone, or nothing where it needed another."""
    if not one.joins:
        yield one
    elif one.form == "lead" and words[one.end - 1].lower in ("after", "before"):
        one.form = "offset"
        one.fields = {"count": 1, **one.fields, "base": "then"}
        yield one


# ---- What only looks like a time


_SETS = frozenset({"every", "each", "per", "any"})
_BEFORE_YEAR = frozenset(
    [
        "in",
        "since",
        "by",
        "of",
        "until",
        "till",
        "from",
        "to",
        "during",
        "before",
        "after",
        "and",
        "or",
        "for",
        "through",
        "around",
        "about",
        "late",
        "early",
        "(",
        "mid",
        "between",
        "circa",
        "than",
        "as",
        ",",
        "-",
        "the",
        "'",
        "winter",
        "summer",
        "spring",
        "fall",
        "autumn",
    ]
)
_VERB_TAGS = frozenset({"MD", "VB", "VBP", "VBD", "VBZ"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "FAC", "MONEY", "PERCENT"})
_NEXT_IS_NUMBER = frozenset(
    {"million", "billion", "thousand", "percent", "%", "people", "km", "miles"}
)


def _is_time(one: Found, words: Sequence[Word], nodes: Sequence[Node]) -> bool:
    before = words[one.start - 1].lower if one.start else ""
    after = words[one.end].lower if one.end < len(words) else ""
    if before in _SETS:
        return False
    if one.form == "year" and one.end - one.start == 1:
        return _is_year(one, before, after, nodes)
    if one.form == "month":
        return not _is_name(nodes) and (before != "" or one.end < len(words))
    if one.form == "weekday" and one.end - one.start == 1 and len(words[one.start].lower) <= 5:
        return not _is_name(nodes)
    if one.form == "season":
        return one.end - one.start > 1 and not any(node.pos == "VERB" for node in nodes)
    if one.form == "period" and one.fields.get("base") == "period":
        return before != "a" and after != "of" and not before.isdigit()
    return True


def _is_name(nodes: Sequence[Node]) -> bool:
    return any(node.tag in _VERB_TAGS or node.entity in _NAME_LABELS for node in nodes)


def _is_year(one: Found, before: str, after: str, nodes: Sequence[Node]) -> bool:
    if after in _NEXT_IS_NUMBER or before in ("$", "#", "£", "€", "no", "."):
        return False
    labels = {node.entity for node in nodes}
    if labels & {"MONEY", "PERCENT", "QUANTITY", "CARDINAL"} and before not in (
        "in",
        "since",
        "by",
    ):
        return False
    year = int(one.fields["year"])
    if not 1500 <= year <= 2199:
        return False
    if any(node.dep == "nummod" and node.head.tag == "NNS" for node in nodes):
        return "DATE" in labels
    return "DATE" in labels or before in _BEFORE_YEAR or not before


# ---- Tense

Tense = Literal["past", "present", "future"] | None


_FUTURE = frozenset(("will", "shall", "'ll", "wo", "may", "might", "could", "should"))
_PLANS = frozenset(
    [
        "plan",
        "expect",
        "schedule",
        "intend",
        "hope",
        "set",
        "due",
        "agree",
        "aim",
        "prepare",
        "want",
        "slate",
        "poise",
        "pledge",
        "promise",
        "vow",
        "decide",
        "about",
        "ready",
        "likely",
    ]
)


def _tense(nodes: Sequence[Node], span: Span) -> Tense:
    """The tense of the clause in which words stand, by the nearest verb that governs them."""
    outer = [node for node in nodes if node.is_root or not _inside(node.head, span)]
    if not outer:
        return None
    chain = [outer[0], *outer[0].ancestors()]
    for node in chain:
        if node.pos not in ("VERB", "AUX") or _inside(node, span):
            continue
        tense = _tense_of(node)
        if tense is not None:
            return tense
    return None


def _inside(node: Node, span: Span) -> bool:
    return span.start <= node.start < span.end


def _tense_of(verb: Node) -> Tense:
    helpers = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    lowers = {child.lower for child in helpers}
    if lowers & _FUTURE:
        return "future"
    if verb.tag == "VBD" or any(child.tag == "VBD" for child in helpers):
        return "future" if _goes_to(verb) else "past"
    if "to" in lowers:
        return "future" if verb.head is not verb and verb.head.lemma in _PLANS else None
    if any(child.lower in ("has", "have", "'ve") for child in helpers):
        return "past"
    if verb.tag in ("VBZ", "VBP") or any(child.tag in ("VBZ", "VBP") for child in helpers):
        return "future" if verb.lemma in _PLANS and verb.tag == "VBN" else "present"
    return None


def _goes_to(verb: Node) -> bool:
    return verb.lemma in ("schedule", "slate", "due") and verb.tag == "VBN"


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
            if meaning.unit in PERIODS:
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
