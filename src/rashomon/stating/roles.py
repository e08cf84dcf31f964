"""Who is somebody, what is a place, and which words of a clause say when and how many.

Stands beside `rashomon.stating.events`. Enters: words and frames. Leaves: words and spans in roles.
"""

from collections.abc import Iterable

from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import NOMINAL, TIME_LABELS, VERBAL, conjoined, prepositions, referent
from rashomon.stating.extents import clause_of, head_clause, phrase
from rashomon.stating.lexicon import people, places, word_set

PARTY_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NO_PARTY_LABELS = frozenset(
    {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LAW", "LANGUAGE"}
)
_FINITE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj"})


def counted(node: Node) -> Node:
    """What is counted: "troops" in "hundreds of troops"; else the word itself."""
    at = node
    for _ in range(3):
        known = at.lemma in word_set("quantifiers") or at.lower in word_set("quantifiers")
        if not known and at.pos != "NUM":
            break
        if at.lemma == "number" and any(child.lower == "the" for child in at.children):
            break  # "the number of towns" is a number, "a number of towns" are towns
        inner = next(
            (pobj for prep in at.all("prep") if prep.lower == "of" for pobj in prep.all("pobj")),
            None,
        )
        if inner is None or (not known and inner.pos != "NOUN"):
            break  # "27 of the captives" are captives, "27 of them" are 27
        at = inner
    return at


def is_party(node: Node) -> bool:
    """Whether a word stands for somebody: a person, people, a state, a force, a body of men."""
    node = counted(node)
    if node.lower in word_set("personal"):
        return True
    of_something = node.lemma == "state" and any(child.lower == "of" for child in node.children)
    if node.entity in _NO_PARTY_LABELS or of_something:
        return False
    if node.entity in PARTY_LABELS or node.lemma in people() or node.pos == "NUM":
        return True
    if node.pos == "PROPN":
        return node.entity not in ("EVENT", "WORK_OF_ART", "FAC")
    if _is_acronym(node) or _is_power(node):
        return True
    # "the wounded", "the poor"
    return node.tag == "JJ" and node.child("det") is not None


def _is_acronym(node: Node) -> bool:
    """Whether a noun is a body's letters that the parser took for a common word: "imposed by ECOWAS"."""
    return node.pos == "NOUN" and node.text.isupper() and len(node.text) >= _SHORTEST_ACRONYM


_SHORTEST_ACRONYM = 3


def _is_power(node: Node) -> bool:
    """Whether a power is a state: "a foreign power", "the Western powers"."""
    before = [one for one in node.all("amod") if one.lower in _OF_POWERS or one.entity == "NORP"]
    return node.lemma == "power" and bool(before)


_OF_POWERS = frozenset(
    {
        "foreign",
        "regional",
        "great",
        "major",
        "colonial",
        "western",
        "outside",
        "occupying",
        "european",
    }
)


def is_place(node: Node) -> bool:
    """Whether a word stands for a place."""
    whole, node = node, counted(node)
    if whole is not node and whole.lemma in places() and whole.child("amod") is not None:
        return True  # "the old quarters of Aleppo", no share of it
    if node.entity in PLACE_LABELS or _is_side(whole):
        return True
    if node.pos == "PROPN" and node.lemma.lower() in _NAMED_BODIES:
        return False
    if node.lemma == "post" and any(one.lower in _PERSONS for one in node.all("poss")):
        return False  # "removed from his post"
    if is_called_place(node):
        return True
    return node.lemma in places() and node.pos in ("NOUN", "PROPN")


def _is_side(node: Node) -> bool:
    """Whether it is a part of a place told by its direction: "the northern half", "the west bank"."""
    return node.lemma in _SIDES and any(one.lower in _COMPASS for one in node.all("amod"))


_SIDES = frozenset({"half", "part", "side", "bank", "end", "third", "sector", "edge", "wing"})
_COMPASS = frozenset(
    {
        "northern", "southern", "eastern", "western", "north", "south", "east", "west", "upper", "lower",
        "northeastern", "northwestern", "southeastern", "southwestern", "central", "left", "right",
    }
)  # fmt: skip


def share_of(node: Node) -> Node:
    """What a share is of: the town in "the whole of the town", "most of X"; else the word itself."""
    return counted(node) if node.lemma in _SHARES or node.lower in _SHARES else node


_SHARES = frozenset(
    {
        "half", "part", "whole", "most", "rest", "bulk", "all", "much", "third", "two-thirds",
        "entirety", "remainder", "quarter", "swathe", "swath", "chunk", "stretch", "side", "portion",
        "percent", "cent",
    }
)  # fmt: skip


def is_called_place(node: Node) -> bool:
    """Whether a name is explained as a place's: "Paletwa, a town of 20,000"."""
    return node.pos == "PROPN" and any(
        child.dep == "appos" and child.pos == "NOUN" and counted(child).lemma in places()
        for child in node.children
    )


_PERSONS = frozenset({"his", "her"})
_NAMED_BODIES = frozenset({"state", "front", "post"})
"""Nouns for a place that in a name are those of a body: a "Victory Front", a "Morning Post"."""


def parties_in(node: Node, limit: int = 40) -> list[Node]:
    """The nearest parties inside a phrase or clause, whatever its head: "a US offer" has the US.

    Breadth first, so that an owner wins over somebody named deeper.
    """
    level = [node]
    seen = 0
    while level and seen < limit:
        below: list[Node] = []
        found: list[Node] = []
        for one in level:
            seen += 1
            if one is not node and one.pos in NOMINAL and _can_be_named(one) and is_party(one):
                found.append(referent(one))
            else:
                below.extend(
                    child for child in one.children if child.dep not in ("relcl", "advcl", "agent")
                )
        if found:
            found.sort(key=lambda one: one.i)
            first = found[0]
            return [one for one in found if one.dep == first.dep and one.head is first.head] + [
                more for one in found[:1] for more in conjoined(one)[1:]
            ]
        level = below
    return []


def _can_be_named(node: Node) -> bool:
    if node.dep in ("compound", "amod", "nmod"):
        return node.entity in PARTY_LABELS or (node.dep == "compound" and node.lemma in people())
    return node.dep not in ("det", "advmod", "npadvmod", "punct", "cc", "predet")


def spans_of(nodes: Iterable[Node]) -> tuple[Span, ...]:
    """The phrases of words in a role, each once; a description with a name beside it gives the name."""
    found: dict[Span, None] = {}
    for node in nodes:
        for span in _peoples_in(node) or (role_span(node),):
            found.setdefault(span)
    return tuple(found)


def _peoples_in(node: Node) -> tuple[Span, ...]:
    """Both of "the Iraqi and Syrian armies", the first by its people alone; empty where they are one."""
    for one in node.children:
        if one.dep not in ("amod", "nmod", "compound") or one.entity not in ("NORP", "GPE"):
            continue
        for other in one.all("conj"):
            if other.entity in ("NORP", "GPE") and one.i < other.i < node.i:
                return (one.span, Span(other.start, node.end))
    return ()


def role_span(node: Node) -> Span:
    """The words that name somebody or some place best: a name without its titles, a town's own name."""
    described = node.pos in ("NOUN", "PROPN") and node.entity != "PERSON"
    name = _named_with(node) if described else None
    name = name or node
    if name.pos == "PROPN" and name.entity == "PERSON":
        return _name_span(name)
    if name.pos == "PROPN" and name.entity == "ORG":
        return _without_kind(name)
    return phrase(name)


def _named_with(node: Node) -> Node | None:
    """The name beside a description: "the commander, X", "the army of X", "the city of X"."""
    for child in node.children:
        if child.dep != "appos" or node.entity in PLACE_LABELS:
            continue
        if child.pos == "PROPN" and child.entity == "PERSON":
            return child
        if child.entity == "ORG" and _is_set_beside(node, child):
            return child
    behind = after_noun(node, "of")
    commanded = [one for one in behind if one.entity == "PERSON"]
    is_own = any(one.pos == "PROPN" and one.i < node.i for one in node.all("compound", "nmod"))
    is_body = (node.pos == "PROPN" and node.entity == "ORG") or is_own  # "the Ridge forces of X"
    if commanded and node.lemma in people() and not is_body:
        return commanded[0]  # but "the Liberation Movement of X" is a body by its own name
    served = [one for one in behind if one.entity == "ORG" and one.pos == "PROPN"]
    if served and node.lemma in word_set("serving"):
        return served[0]
    if node.lemma in _ABOUT_A_PLACE:  # "the Fashaga area"
        called = [one for one in node.all("compound") if one.entity in PLACE_LABELS]
        if called:
            return called[-1]
    towns = [one for one in behind if one.pos == "PROPN" and one.entity != "PERSON"]
    named = bool(towns) and node.lemma in places() and node.lemma not in _APART_FROM_TOWN
    return towns[0] if named else None


_APART_FROM_TOWN = frozenset(
    {
        "airport", "airfield", "airstrip", "airbase", "aerodrome", "base", "barracks", "barrack",
        "bridge", "prison", "jail", "hospital", "stadium", "university", "refinery", "palace", "citadel",
        "headquarters", "gulf", "strait", "straits", "bay", "sea", "channel",
    }
)  # fmt: skip
"""Who holds "the airport of X" need not hold X, nor who is in its gulf; "the port of X" is a town."""

_ABOUT_A_PLACE = frozenset(
    {"area", "town", "city", "village", "hamlet", "vicinity", "front", "frontline", "surrounding"}
)
"""Nouns that add nothing to the name before them; a province and its chief town are two places."""


def _without_kind(name: Node) -> Span:
    """A body's name without a word before it for what it is: "the separatist Southern Council"."""
    whole = phrase(name)
    words = [one for one in name.subtree() if whole.start <= one.start and one.end <= whole.end]
    kept = words
    while len(kept) > 1 and kept[0].text.islower() and kept[0].pos in ("ADJ", "NOUN", "DET"):
        kept = kept[1:]
    return Span(kept[0].start, whole.end) if kept else whole


def _is_set_beside(noun: Node, name: Node) -> bool:
    """Whether a name follows a noun without a comma: "the separatist Southern Council"."""
    return noun.end + 1 >= min(one.start for one in name.subtree()) > noun.start


def _name_span(node: Node) -> Span:
    name = [
        child for child in node.children if child.entity == "PERSON" and child.dep == "compound"
    ]
    return Span(min(one.start for one in [*name, node]), node.end)


def scope(trigger: Node) -> list[Node]:
    """The words of the clause that a word stands in, without the finite clauses inside it."""
    top = head_clause(clause_of(trigger))
    above = {node.i for node in trigger.ancestors()} | {trigger.i}
    found: list[Node] = []
    waiting = [top]
    while waiting:
        node = waiting.pop()
        found.append(node)
        for child in node.children:
            nested = child.dep in _FINITE or (child.dep == "conj" and child.pos in VERBAL)
            if not nested or child.i in above:
                waiting.append(child)
    found.sort(key=lambda node: node.i)
    return found


def times_in(words: list[Node]) -> tuple[Span, ...]:
    """Spans of the times among words: runs that are labelled as days or hours."""
    found: list[Span] = []
    run: list[Node] = []
    for node in [*words, None]:
        if node is not None and node.entity in TIME_LABELS and (not run or node.i == run[-1].i + 1):
            run.append(node)
            continue
        if run:
            found.append(Span(run[0].start, run[-1].end))
        run = [node] if node is not None and node.entity in TIME_LABELS else []
    return tuple(found)


def number_of(node: Node) -> Span | None:
    """The phrase of a noun that is counted ("7,000 fighters", "dozens of men"); None where it is not."""
    has_number = any(
        (child.dep in ("nummod", "quantmod") or child.pos == "NUM") and child.entity != "DATE"
        for child in node.children
    )
    if (
        has_number
        or node.pos == "NUM"
        or (node.lemma in word_set("quantifiers") and counted(node) is not node)
    ):
        return phrase(node)
    return None


def numbers_in(words: list[Node]) -> tuple[Span, ...]:
    """Spans of what is counted among words, money, shares and times left out."""
    found: dict[Span, None] = {}
    for node in words:
        if node.pos not in NOMINAL or node.entity in (
            "DATE",
            "TIME",
            "MONEY",
            "PERCENT",
            "ORDINAL",
        ):
            continue
        if node.pos == "NUM" and node.dep in ("nummod", "quantmod", "compound", "appos"):
            continue
        if node.pos == "NOUN" and node.lemma in ("year", "month", "week", "day", "hour", "minute"):
            continue
        span = number_of(node)
        if span is not None:
            found.setdefault(span)
    return tuple(found)


def after_noun(noun: Node, *names: str) -> list[Node]:
    """The objects of a noun's prepositions of these names."""
    return [pobj for name, pobj in prepositions(noun) if name in names]
