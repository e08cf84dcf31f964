"""Who may bear an office: names of persons, whatever the parser took them for, and the words of offices.

Stands beside `rashomon.stating.offices`. Enters: the words of a passage in their order, since titles and
names from elsewhere are what parsers get wrong most. Leaves: names as places among the words.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.gazetteers.outlets import find_outlet
from rashomon.language.trees import Node
from rashomon.stating.lexicon import listed, load_table, people, places


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a person's name, as places in the tree's list."""

    first: int
    last: int


def find_names(nodes: list[Node]) -> list[Name]:
    """The names of persons in a passage, in the order of its words."""
    found = _labelled(nodes)
    held = {i for name in found for i in range(name.first, name.last + 1)}
    found.extend(
        name for name in _placed(nodes) if name.first not in held and name.last not in held
    )
    return sorted(found, key=lambda name: name.first)


def named_as_person(node: Node, nodes: list[Node]) -> Name | None:
    """The name that ends in a word, where it can be a person's; None for a body, place or state."""
    names = _labelled(nodes) if node.entity == "PERSON" else _runs(nodes)
    return next((one for one in names if one.first <= node.i <= one.last), None)


def _placed(nodes: list[Node]) -> list[Name]:
    """Names with another label, or none, that stand where persons do.

    Behind a rank ("General X") or an office ("spokeswoman X Y"), before an office in apposition ("X,
    head of the council,"), or before the office that a verb gives ("appointed X governor of Y").
    """
    found: list[Name] = []
    for name in _runs(nodes):
        before = nodes[name.first - 1] if name.first else None
        ranked = before is not None and is_rank(before)
        behind = nodes[name.last + 1] if name.last + 1 < len(nodes) else None
        given = behind is not None and is_office(behind) and _is_given(nodes, name)
        if ranked or given or _is_titled(nodes, name) or _is_explained(nodes, name):
            found.append(name)
    return found


def _is_titled(nodes: list[Node], name: Name) -> bool:
    """Whether an office leads up to two names in a row: "spokeswoman X Y", "the army's chief, X Y,".

    An office written small, since in a headline every word has a capital.
    """
    words = nodes[name.first : name.last + 1]
    if words[-1].entity in ("GPE", "LOC", "FAC") or not all(one.text.istitle() for one in words):
        return False
    i = name.first - 1
    comma = i > 0 and nodes[i].text == ","
    before = nodes[i - 1 if comma else i] if i >= 0 else None
    if before is None or not (is_office(before) and before.tag == "NN" and before.text.islower()):
        return False
    if find_outlet(" ".join(one.text for one in words)) is not None:
        return False
    behind = nodes[name.last + 1] if name.last + 1 < len(nodes) else None
    return not comma or (words[-1].dep == "appos" and behind is not None and behind.text == ",")


def _is_given(nodes: list[Node], name: Name) -> bool:
    """Whether a verb of appointing stands before a name, ranks and offices between them left out."""
    i = name.first - 1
    while i >= 0 and (is_rank(nodes[i]) or nodes[i].text in (".", "-") or is_office(nodes[i])):
        i -= 1
    return i >= 0 and nodes[i].lemma in office_table("given")


def _is_explained(nodes: list[Node], name: Name) -> bool:
    """Whether an office hangs on a name as its apposition."""
    head = nodes[name.last]
    return any(one.dep == "appos" and is_office(one) and one.i > name.last for one in head.children)


_NOT_IN_NAMES = frozenset({"staff", "secretariat", "directorate", "hq", "street", "line", "plan"})


def _runs(nodes: list[Node]) -> list[Name]:
    """Runs of two or more names in a row that are no known body, place or state by their words."""
    found: list[Name] = []
    i = 0
    while i < len(nodes):
        first = i
        while i < len(nodes) and _may_be_in_name(nodes, i, first):
            i += 1
        last = i - 1
        while last > first and nodes[last].text == "-":
            last -= 1
        while first < last and (is_rank(nodes[first]) or nodes[first].text in (".", "-")):
            first += 1
        if first < last and _reads_as_person(nodes[first : last + 1]):
            found.append(Name(first, last))
        i = max(i, last) + 1
    return found


def _may_be_in_name(nodes: list[Node], i: int, first: int) -> bool:
    node = nodes[i]
    if node.text == "-":
        return first < i < len(nodes) - 1 and nodes[i + 1].pos == "PROPN"
    if node.entity in ("DATE", "TIME", "LAW", "LANGUAGE", "MONEY") or is_office(node):
        return False
    capital = node.text[:1].isupper() or node.lower in (
        "al",
        "el",
        "ag",
        "ould",
        "bin",
        "de",
        "van",
    )
    return node.pos == "PROPN" and node.tag != "NNPS" and capital


def _reads_as_person(words: list[Node]) -> bool:
    """Whether a run of names is no body, place or state: no word of it says so, and no table has it."""
    for one in words:
        if one.lemma in people() | places() | _NOT_IN_NAMES and not is_rank(one):
            return False
    if words[-1].entity in ("GPE", "LOC", "FAC", "NORP") and words[-1].child("det") is not None:
        return False
    return not _is_known_body(words)


def _is_known_body(words: list[Node]) -> bool:
    """Whether the tables have a name as a state's, a body's or a place's."""
    form = registry().form(fold_words("".join(_spaced(words))))
    return form is not None and form.actor.kind != "person"


def is_bare_surname(node: Node) -> bool:
    """Whether one name without article that a parse takes for a body's may be a person's surname."""
    return node.text.istitle() and node.child("det") is None and not _is_known_body([node])


def _spaced(words: list[Node]) -> list[str]:
    pieces = [words[0].text]
    for before, one in pairwise(words):
        pieces += ["" if one.start == before.end else " ", one.text]
    return pieces


def _labelled(nodes: list[Node]) -> list[Name]:
    """Runs of words labelled as persons, without ranks and offices at their start."""
    found: list[Name] = []
    i = 0
    while i < len(nodes):
        if nodes[i].entity != "PERSON":
            i += 1
            continue
        first = i
        while i + 1 < len(nodes) and nodes[i + 1].entity == "PERSON" and not nodes[i + 1].begins:
            i += 1
        last = i
        while last > first and nodes[last].lower in ("'s", "'", "-"):
            last -= 1
        while first < last and (
            is_rank(nodes[first]) or is_office(nodes[first]) or nodes[first].text == "."
        ):
            first += 1
        if first == last and is_rank(nodes[last]):  # a rank whose point ended the name: "Brig."
            i += 1
            continue
        if nodes[last].pos == "PROPN" and not is_office(nodes[last]):
            while (
                first > 0
                and nodes[first - 1].pos == "PROPN"
                and nodes[first - 1].entity in ("", "PERSON")
                and not is_office(nodes[first - 1])
                and not is_rank(nodes[first - 1])
                and nodes[first - 1].lower not in _NOT_IN_NAMES
            ):
                first -= 1
            if not _is_known_body(nodes[first : last + 1]):
                found.append(Name(first, last))
        i += 1
    return found


def is_office(node: Node) -> bool:
    """Whether a word names an office."""
    return node.lemma in office_table("offices") and (
        node.pos in ("NOUN", "PROPN", "ADJ") or node.tag == "NN"
    )


def is_rank(node: Node) -> bool:
    """Whether a word is a rank or form of address."""
    return node.lower.rstrip(".") in office_table("ranks")


@cache
def office_table(name: str) -> frozenset[str]:
    """One of the lists of ``offices.toml``."""
    return frozenset(listed(load_table("offices.toml")[name]))
