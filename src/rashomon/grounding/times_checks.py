"""What only looks like a time, and the tense of the clause in which a time stands."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from rashomon.grounding.times_joins import Found
from rashomon.grounding.times_vocabulary import Word, read_tables
from rashomon.language.trees import Node
from rashomon.spans import Span

Tense = Literal["past", "present", "future"] | None

_VERB_TAGS = frozenset(("MD", "VB", "VBP", "VBD", "VBZ"))
_NAME_LABELS = frozenset(("PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "FAC", "MONEY", "PERCENT"))
_COUNT_LABELS = frozenset(("MONEY", "PERCENT", "QUANTITY", "CARDINAL"))
_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_SHORT_WEEKDAY = 5
"""Weekdays of so many letters or fewer are abbreviations: alone they need their point ("Sun." is a day,
"Sun" a firm)."""

_BARE_WINDOW = 2
"""Words of a window without article and number ("within days")."""


@cache
def _beside(name: str) -> frozenset[str]:
    return frozenset(read_tables()["beside"][name])


def is_time(one: Found, words: Sequence[Word], nodes: Sequence[Node]) -> bool:
    """Whether a form found in a passage means a time there: no name, no number, no set of days.

    Args:
        one: The form with its fields.
        words: The words of the passage.
        nodes: The nodes of the tree that it covers.
    """
    before = words[one.start - 1].lower if one.start else ""
    after = words[one.end].lower if one.end < len(words) else ""
    if before in _beside("sets"):
        return False
    if one.form == "year" and one.end - one.start == 1:
        return _is_year(int(one.fields["year"]), before, after, nodes)
    if one.form in ("offset", "window"):
        return _is_counted(one, words, nodes)
    if one.form == "period":
        return _is_period(one, before, after)
    if one.form == "season":
        return one.end - one.start > 1 and not any(node.pos == "VERB" for node in nodes)
    return _is_no_name(one, words, nodes)


def _is_no_name(one: Found, words: Sequence[Word], nodes: Sequence[Node]) -> bool:
    """Whether a bare month or short weekday is no name or verb ("May", "March", "Sun")."""
    if one.form not in ("month", "weekday") or one.end - one.start > 1:
        return True
    first = words[one.start]
    if one.form == "weekday" and len(first.lower) > _SHORT_WEEKDAY:
        return True
    if any(node.tag in _VERB_TAGS or node.entity in _NAME_LABELS for node in nodes):
        return False
    return (one.form == "weekday" and first.text.endswith(".")) or (
        one.form == "month" and len(words) > 1
    )


def _is_counted(one: Found, words: Sequence[Word], nodes: Sequence[Node]) -> bool:
    if one.form == "window":
        # "within two weeks" of something past is how long it took
        bare = "count" in one.fields or one.end - one.start == _BARE_WINDOW
        return (
            words[one.start].lower != "within" or not bare or (bool(nodes) and _is_foretold(nodes))
        )
    if one.fields.get("step") in ("half", "quarter", "weekend"):
        return False
    if one.form == "offset" and _counts_from_event(one, words):
        return False
    if words[one.start].lower == "in" and one.fields.get("base") == "now" and nodes:
        # "in two years" of something past is how long it took
        return tense_of(nodes, Span(nodes[0].start, nodes[-1].end)) != "past"
    return True


def _counts_from_event(one: Found, words: Sequence[Word]) -> bool:
    """Whether what it is counted from is named behind it and is no day: "a week after the vote"."""
    after = words[one.end].lower if one.end < len(words) else ""
    return words[one.end - 1].lower in ("after", "before") and after[:1].isalpha()


def _is_period(one: Found, before: str, after: str) -> bool:
    if one.fields.get("unit") in ("hour", "minute"):
        return False
    if one.fields.get("base") == "period":
        return before != "a" and after != "of" and not before.isdigit()
    return True


def _is_year(year: int, before: str, after: str, nodes: Sequence[Node]) -> bool:
    if after in _beside("no_year_before") or before in _beside("no_year_after"):
        return False
    labels = {node.entity for node in nodes}
    if labels & _COUNT_LABELS and before not in ("in", "since", "by"):
        return False
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False
    if any(node.dep == "nummod" and node.head.tag == "NNS" for node in nodes):
        return "DATE" in labels and before in _beside("year_of")  # "the 2012 elections"
    return "DATE" in labels or before in _beside("year_after") or not before


# ---- Tense


def tense_of(nodes: Sequence[Node], span: Span) -> Tense:
    """The tense of the clause in which words stand, by the nearest verb that governs them."""
    outer = [node for node in nodes if node.is_root or not _is_inside(node.head, span)]
    if not outer:
        return None
    told = _what_happened_then(outer[0], nodes[-1])
    if told is not None and _tense_of_verb(told) == "past":
        return "past"
    for node in (outer[0], *outer[0].ancestors()):
        if node.pos not in ("VERB", "AUX") or _is_inside(node, span):
            continue
        tense = _tense_of_verb(node)
        if tense is not None:
            return tense
    return None


def _what_happened_then(outer: Node, last: Node) -> Node | None:
    """The verb of a "when" right behind words for a day: "feared a rout Thursday when lines broke"."""
    for over in (outer, *outer.ancestors()):
        for clause in over.all("advcl", "relcl"):
            marks = [one.i for one in clause.all("advmod", "mark") if one.lower == "when"]
            if any(0 < at - last.i <= _PAST_A_COMMA for at in marks):
                return clause
    return None


_PAST_A_COMMA = 2


def is_tied(nodes: Sequence[Node], span: Span) -> bool:
    """Whether words are those of a verb's own time: "was shelled on 7 August", not "due 7 August".

    What was planned, promised or put off is for a day still to come.
    """
    outer = next((node for node in nodes if node.is_root or not _is_inside(node.head, span)), None)
    at = outer
    while at is not None and not at.is_root:
        at = at.head
        if at.pos in ("VERB", "AUX"):
            return at.tag in ("VBD", "VBN") and at.lemma not in _beside("plans") | _beside("shifts")
        parted = at.pos == "ADP" and at.lower not in _AT
        if parted or (at.pos != "ADP" and at.lower not in _PARTS_OF_DAY):
            return False
    return False


_AT = frozenset(("on", "in", "at", "of", "during", "since"))
_PARTS_OF_DAY = frozenset(
    ("night", "morning", "evening", "afternoon", "dawn", "eve", "day", "early", "late")
)


def is_appointed(nodes: Sequence[Node], span: Span) -> bool:
    """Whether the present tense around a day tells what is fixed for it: "the truce ends on Friday".

    English does so of journeys, meetings and terms ("flies to", "opens", "expires"), of what is ("the
    vote is on Friday") and of what somebody is doing ("is meeting"); not of what only stands in a noun
    beside ("Friday's attack shows").
    """
    outer = next((node for node in nodes if node.is_root or not _is_inside(node.head, span)), None)
    at = outer
    while at is not None and not at.is_root:
        at = at.head
        if at.pos in ("VERB", "AUX"):
            is_under_way = at.tag == "VBG" and any(one.lemma == "be" for one in at.all("aux"))
            is_fixed = at.lemma in _beside("appointed")
            return is_fixed or is_under_way or (at.lemma == "be" and at.tag in ("VBZ", "VBP"))
        if at.pos not in ("ADP", "SCONJ"):
            return False
    return False


def _is_foretold(nodes: Sequence[Node]) -> bool:
    """Whether the clause around words tells what is to come, perhaps in reported speech ("would")."""
    verb = next((one for one in nodes[0].ancestors() if one.pos in ("VERB", "AUX")), None)
    if verb is None:
        return False
    helpers = {child.lower for child in verb.children if child.dep in ("aux", "auxpass")}
    return "would" in helpers or _tense_of_verb(verb) == "future"


def _is_inside(node: Node, span: Span) -> bool:
    return span.start <= node.start < span.end


def _tense_of_verb(verb: Node) -> Tense:
    helpers = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    lowers = {child.lower for child in helpers}
    tags = {verb.tag, *(child.tag for child in helpers)}
    modal = _tense_by_modal(verb, lowers)
    if modal is not None:
        return modal
    if "VBD" in tags:
        return "future" if verb.lemma in ("schedule", "slate") and verb.tag == "VBN" else "past"
    if "to" in lowers:
        return "future" if verb.head is not verb and _is_ahead_of(verb.head) else None
    if lowers & {"has", "have", "'ve"}:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "future" if verb.lemma in _beside("plans") and verb.tag == "VBN" else "present"
    return None


def _tense_by_modal(verb: Node, helpers: set[str]) -> Tense:
    if "would" in helpers and "have" not in helpers and verb.dep == "ccomp":
        return "future"  # "said that it would open the road on Monday"
    if not helpers & _beside("ahead"):
        return None
    return "past" if "have" in helpers and helpers & _beside("guessed") else "future"


def _is_ahead_of(governor: Node) -> bool:
    """Whether an infinitive under a word lies ahead: "plans to leave", "is to leave"."""
    if governor.lemma == "be":
        return governor.tag in ("VBZ", "VBP")
    return governor.lemma in _beside("plans")
