"""The days of pacts by the words beside them: "the 2006 pact", "dates from May 9", "signed on May 9, …".

Stands beside `rashomon.stating.signings`, which builds on it. Enters: the noun of a pact. Leaves: the
words for its day.
"""

from collections.abc import Iterable

from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL
from rashomon.stating.roles import scope, times_in
from rashomon.stating.terms import pact_words

_RELATIVES = ("acl", "relcl")


def times_in_phrase(noun: Node) -> Span | None:
    """The words for the day of a pact beside its noun: "the 2006 pact", "the treaty of May 9, 2021".

    What is done "under the treaty on May 9" has that day, and the treaty another.
    """
    words = [
        one
        for child in noun.children
        if not _is_day_under(child, noun)
        and child.lower != "old"  # "a decade-old pact" tells no day
        if child.dep in ("nummod", "amod", "compound", "nmod", "prep", "npadvmod")
        or (child.dep in _RELATIVES and _tells_day(child))
        for one in child.subtree()
    ]
    words.sort(key=lambda node: node.i)
    return _day_among(words)


def _is_day_under(child: Node, noun: Node) -> bool:
    """Whether "on May 9" behind a pact is the day of what is done under it."""
    is_under = noun.dep == "pobj" and noun.head.lower not in ("to", "on")
    days = any(one.entity == "DATE" for one in child.all("pobj"))
    return is_under and child.lower == "on" and days


def _tells_day(verb: Node) -> bool:
    return any(verb.lemma in pact_words(name) for name in ("sign", "dating", "brokered"))


def _fronted(noun: Node) -> Span | None:
    """The day of signing told before the pact: "Signed in Lome on May 15, 1992, the treaty binds …"."""
    head = noun.head
    if noun.dep not in ("nsubj", "nsubjpass") or head.pos not in VERBAL:
        return None
    for clause in head.all("advcl"):
        if clause.tag == "VBN" and clause.i < noun.i and _tells_day(clause):
            times = times_in(clause.subtree())
            return times[0] if times else None
    return None


def dated_by(noun: Node) -> Span | None:
    """The day from which a pact dates by its verb: "dates from May 9", "have had a pact since"."""
    if (fronted := _fronted(noun)) is not None:
        return fronted
    is_agent = noun.dep == "pobj" and noun.head.dep == "agent"
    verb = noun.head.head if is_agent else noun.head
    names = pact_words("dating") | pact_words("having") | pact_words("linking") | {"stand", "be"}
    if noun.dep not in ("nsubj", "dobj", "pobj") or verb.pos not in VERBAL:
        return None
    if verb.lemma not in names:
        return None
    words = [
        one
        for prep in verb.all("prep")
        if prep.lower in ("from", "since") or (prep.lower == "to" and verb.lemma == "date")
        for one in prep.subtree()
    ]
    return _day_among(words)


def _day_among(words: list[Node]) -> Span | None:
    """The first day among words, else a year that stands alone."""
    times = times_in(words)
    if times:
        return times[0]
    year = next((one for one in words if one.text.isdigit() and len(one.text) == YEAR_LENGTH), None)
    return None if year is None else year.span


YEAR_LENGTH = 4


def day_beside(verb: Node, noun: Node) -> Span | None:
    """The day that a verb tells beside that of its noun: "the 1951 treaty was signed in May"."""
    called = {one.i for one in noun.subtree()} - {one.i for one in verb.subtree()}
    called |= {one.i for child in noun.children if child.i < noun.i for one in child.subtree()}
    times = times_in(_past_dateline([one for one in scope(verb) if one.i not in called], verb))
    return next((one for one in times if one.end - one.start > YEAR_LENGTH), None)


def day_of(verb: Node) -> Span | None:
    """The words for the day of what a verb of signing tells; None for none."""
    inside = set(verb.subtree()) if verb.dep in _RELATIVES else set(scope(verb))
    inside -= {one for noun in verb.all("dobj", "nsubjpass") for one in _measures(noun)}
    times = times_in(_past_dateline(inside, verb)) or _put_first(verb)
    return times[0] if times else None


_CLEFT_WITHIN = 3
"""How far above a verb the "it was" stands that puts its day first."""


def _put_first(verb: Node) -> tuple[Span, ...]:
    """The day that "it was" puts first: "It was on May 3 that A and B signed a truce"."""
    for above in [*verb.ancestors()][:_CLEFT_WITHIN]:
        if above.lemma == "be" and any(one.lower == "it" for one in above.all("nsubj")):
            inner = {one.i for one in verb.subtree()}
            return times_in([one for one in above.subtree() if one.i not in inner])
    return ()


def _past_dateline(words: Iterable[Node], verb: Node) -> list[Node]:
    """The words in order, without those of a dateline, whose day is that of the report."""
    kept = sorted(words, key=lambda node: node.i)
    dash = max((one.i for one in kept if one.text in _DASHES and one.i < verb.i), default=-1)
    return [one for one in kept if one.i > dash]


_DASHES = frozenset({"—", "–", "--", "-"})
"""What ends a dateline, whose day is that of the report: "LOME, July 9 — …"."""


def _measures(noun: Node) -> list[Node]:
    """The words before a noun that say for how long it is: "a seven-day truce"."""
    before = [one for one in noun.children if one.i < noun.i]
    inner = [each for one in before for each in one.subtree()]
    return inner if any(one.text == "-" for one in inner) else []
