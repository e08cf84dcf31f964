"""A passage's parse as a tree to walk, with offsets in the report's text.

The stages read grammar through this module only, so that a parser can be changed in one place.
"""

import re
from collections.abc import Iterator

from rashomon.records.parses import Parse
from rashomon.records.reports import Passage
from rashomon.spans import Span


class Node:
    """A word in its tree. ``start`` and ``end`` are offsets in the report's text."""

    __slots__ = (
        "begins", "children", "dep", "end", "entity", "head", "i", "lemma", "lower", "pos", "start",
        "tag", "text",
    )  # fmt: skip

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    entity: str
    begins: bool
    head: "Node"
    children: list["Node"]

    def __repr__(self) -> str:
        return f"<{self.text} {self.pos} {self.dep}>"

    @property
    def span(self) -> Span:
        """Where the word stands in the report's text."""
        return Span(self.start, self.end)

    @property
    def is_root(self) -> bool:
        """Whether nothing governs the word."""
        return self.head is self

    def subtree(self) -> list["Node"]:
        """The word and all that it governs, in the order of the text."""
        found: list[Node] = []
        waiting = [self]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(node.children)
        found.sort(key=lambda node: node.i)
        return found

    def ancestors(self) -> Iterator["Node"]:
        """The words that govern this one, nearest first."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def child(self, *deps: str) -> "Node | None":
        """The first child with one of these relations; None for none."""
        return next((child for child in self.children if child.dep in deps), None)

    def all(self, *deps: str) -> list["Node"]:
        """The children with one of these relations, in the order of the text."""
        return [child for child in self.children if child.dep in deps]


class Tree:
    """The words of one passage, in order, and the passage itself."""

    __slots__ = ("nodes", "passage")

    def __init__(self, passage: Passage, parse: Parse) -> None:
        self.passage = passage
        self.nodes: list[Node] = []
        for i, token in enumerate(parse.tokens):
            node = Node()
            node.i = i
            node.start = passage.start + token.start
            node.end = passage.start + token.end
            node.text = passage.text[token.start : token.end]
            node.lower = token.text.lower()
            node.lemma = token.lemma.lower()
            node.pos = token.pos
            node.tag = token.tag
            node.dep = token.dep
            node.entity = token.entity
            node.begins = token.begins
            node.children = []
            self.nodes.append(node)
        for node, token in zip(self.nodes, parse.tokens, strict=True):
            node.head = self.nodes[token.head]
            if node.head is not node:
                node.head.children.append(node)
        for node in self.nodes:
            _mend(node)
            _unite(node)
            _coordinate(node)
            _set_apart(node)
        for node in self.nodes:
            _count_out(node, self.nodes)
            _count_up(node, self.nodes)
            _shoot_dead(node)
            _retake(node, self.nodes)
        self._raise_verb()

    def _raise_verb(self) -> None:
        """Make the verb the root where it was taken for a participle of its subject.

        "The front, a coalition of rebels, announced that …": a comma parts the verb from its subject,
        and no other verb governs the sentence.
        """
        top = self.root
        if top is None or top.pos not in ("NOUN", "PROPN"):
            return
        verb = next((one for one in top.children if one.dep == "acl" and one.i > top.i), None)
        apposed = any(one.dep == "appos" and verb and one.i < verb.i for one in top.children)
        if verb is None or not apposed or verb.tag not in ("VBN", "VBD"):
            return
        parted = self.nodes[verb.i - 1].text == ","
        if not parted or verb.child("ccomp", "dobj", "xcomp") is None or verb.child("agent"):
            return
        behind = [one for one in top.children if one.i > verb.i]
        top.children = [one for one in top.children if one.i < verb.i]
        for one in behind:
            one.head = verb
        verb.children = [top, *verb.children, *behind]
        verb.head, verb.dep, verb.tag, verb.pos = verb, "ROOT", "VBD", "VERB"
        top.head, top.dep = verb, "nsubj"

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    @property
    def root(self) -> Node | None:
        """The word that nothing governs; None for a passage without words."""
        return next((node for node in self.nodes if node.is_root), None)

    def within(self, span: Span) -> list[Node]:
        """The words that a span touches."""
        return [node for node in self.nodes if node.start < span.end and span.start < node.end]

    def text(self, span: Span) -> str:
        """The words of a span of this passage."""
        return self.passage.text[span.start - self.passage.start : span.end - self.passage.start]


_NUMBERED = frozenset(
    {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LAW", "LANGUAGE"}
)


def _parted(node: Node) -> bool:
    """Whether the parse made a clause by itself the complement of the next: "A won; B lost"."""
    head = node.head
    if node.dep != "ccomp" or node.i >= head.i:
        return False
    breaks = [one.i for one in head.children if one.text == ";" and node.i < one.i < head.i]
    subjects = [one.i for one in head.children if one.dep in ("nsubj", "nsubjpass")]
    if not breaks or not any(breaks[-1] < at < head.i for at in subjects):
        return False
    return all(one.i < breaks[-1] for one in head.children if one.dep == "ccomp" and one.i < head.i)


def _are_people(node: Node) -> bool:
    """Whether a name in the plural behind "the" was taken for one person's: "the Houthis"."""
    before = [child for child in node.children if child.i < node.i]
    return (
        node.tag in ("NNP", "NNPS")
        and node.lower.endswith("s")
        and [one.lower for one in before] == ["the"]
        and node.child("case") is None
    )


def _unite(verb: Node) -> None:
    """Give a subject back its verb where who says so stands between: "ten, he said, were killed"."""
    subjects = [one for one in verb.children if one.dep in ("nsubj", "nsubjpass")]
    if verb.tag != "VBD" or len(subjects) != 2 or not subjects[0].i < verb.i < subjects[1].i:
        return
    told = next(
        (one for one in verb.children if one.dep == "ccomp" and one.i > subjects[1].i), None
    )
    if told is None or told.child("nsubj", "nsubjpass", "csubj", "mark") is not None:
        return
    subject = subjects[0]
    verb.children.remove(subject)
    subject.head = told
    subject.dep = "nsubjpass" if told.child("auxpass") is not None else "nsubj"
    told.children.insert(0, subject)


def _coordinate(noun: Node) -> None:
    """Part two nouns that a parse made one: "the army and Karen rebels" are an army and rebels."""
    first = noun.child("nmod")
    if first is None or first.pos != "NOUN" or first.child("det") is None or first.i > noun.i:
        return
    other = first.child("conj")
    if other is None or first.child("cc") is None or other.pos == "NOUN" or other.i > noun.i:
        return
    noun.children.remove(first)
    first.children.remove(other)
    first.dep, first.head = noun.dep, noun.head if noun.head is not noun else first
    if noun.head is not noun:
        siblings = noun.head.children
        siblings[siblings.index(noun)] = first
    noun.dep, noun.head = "conj", first
    first.children.append(noun)
    other.dep, other.head = "compound", noun
    noun.children.insert(0, other)


_THESE = frozenset({"them", "whom", "those", "these", "which"})


def _set_apart(part: Node) -> None:
    """Give a verb its subject where a part of those before was taken for it.

    "Ninety drowned, six of them at night, a guard said": the guard says so, and not the six.
    """
    verb, aside = part.head, part.child("appos")
    of = [one.lower for prep in part.all("prep") for one in prep.all("pobj")]
    if part.dep != "nsubj" or aside is None or not _THESE.intersection(of):
        return
    before = any(one.dep == "ccomp" and one.i < part.i for one in verb.children)
    if not before or not part.i < aside.i < verb.i:
        return
    part.children.remove(aside)
    part.dep = "npadvmod"
    aside.dep, aside.head = "nsubj", verb
    verb.children.insert(verb.children.index(part) + 1, aside)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _count_out(mark: Node, nodes: list[Node]) -> None:
    """Give a verb back its subject where "between" was taken for what binds it to the words before.

    "Two guards said between 40 and 50 men fled": the men fled, and the preposition only counts them.
    """
    counted = mark.child("pobj") if mark.lower == "between" and mark.dep == "prep" else None
    number = None if counted is None else counted.child("nummod")
    if counted is None or number is None or counted.child("conj") is not None:
        return
    if number.i != mark.i + 1 or not any(one.tag == "CD" for one in number.all("conj")):
        return
    behind = next((one for one in nodes[counted.i + 1 :] if one.pos != "ADV"), None)
    if behind is None or behind.tag not in _FINITE:
        return
    verb = behind.head if behind.dep in ("aux", "auxpass") else behind
    if verb.child("nsubj", "nsubjpass", "csubj", "expl") is not None:
        return
    mark.head.children.remove(mark)
    mark.children.remove(counted)
    mark.dep, mark.head = "quantmod", number
    number.children.insert(0, mark)
    counted.dep = "nsubjpass" if verb.child("auxpass") is not None else "nsubj"
    counted.head = verb
    verb.children = sorted([*verb.children, counted], key=lambda one: one.i)


def _count_up(particle: Node, nodes: list[Node]) -> None:
    """Give a verb its object back where "up to" bounds its number: "led up to 1,500 men"."""
    verb = particle.head
    if particle.lower != "up" or particle.dep not in ("prt", "advmod") or verb.child("dobj"):
        return
    to = nodes[particle.i + 1] if particle.i + 1 < len(nodes) else particle
    counted = to.child("pobj") if to.lower == "to" and to.dep == "prep" else None
    number = None if counted is None else (counted.child("nummod") or counted)
    if counted is None or number is None or number.tag != "CD" or number.i != to.i + 1:
        return
    if to.head is not verb or counted.entity in ("DATE", "TIME", "MONEY", "PERCENT"):
        return
    verb.children = [one for one in verb.children if one is not particle and one is not to]
    to.children.remove(counted)
    for word in (particle, to):
        word.dep, word.head = "quantmod", number
    number.children = [particle, to, *number.children]
    counted.dep, counted.head = "dobj", verb
    verb.children = sorted([*verb.children, counted], key=lambda one: one.i)


def _shoot_dead(dead: Node) -> None:
    """Make one verb of "shot dead" where the first was taken for a noun: "a sniper shot dead two"."""
    shot = next((one for one in dead.children if one.dep == "nsubj"), None)
    if dead.lower != "dead" or shot is None or shot.lower != "shot" or dead.child("dobj") is None:
        return
    doer = next((one for one in reversed(shot.children) if one.dep in ("compound", "nmod")), None)
    if doer is None or shot.i + 1 != dead.i:
        return
    dead.pos, dead.tag, dead.lemma = "VERB", "VBD", "kill"
    rest = [one for one in shot.children if one is not doer]
    shot.children, shot.dep = [], "aux"
    for one in rest:
        one.head = doer
    doer.children = sorted([*rest, *doer.children], key=lambda one: one.i)
    doer.head, doer.dep = dead, "nsubj"
    dead.children = sorted([*dead.children, doer], key=lambda one: one.i)


def _retake(verb: Node, nodes: list[Node]) -> None:
    """Give a clause its verb back that was taken for a noun: "a town, which Damascus retook"."""
    doer = verb.child("compound")
    if verb.text not in _IRREGULAR or verb.tag != "NN" or doer is None or doer.i + 1 != verb.i:
        return
    which = nodes[doer.i - 1] if doer.i > 1 else verb
    town = nodes[which.i - 2] if which.tag == "WDT" and which.i > 1 else None
    if town is None or nodes[which.i - 1].text != "," or town.pos not in ("NOUN", "PROPN"):
        return
    for word, dep, head in ((verb, "relcl", town), (which, "dobj", verb), (doer, "nsubj", verb)):
        if word in word.head.children:
            word.head.children.remove(word)
        word.dep, word.head = dep, head
        head.children = sorted([*head.children, word], key=lambda one: one.i)
    verb.pos, verb.tag, verb.lemma, verb.entity = "VERB", "VBD", _IRREGULAR[verb.text], ""


_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})

_TIMES = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
        "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
        "christmas", "easter", "ramadan", "eid", "nowruz", "ashura", "muharram", "passover",
        "pentecost", "whitsun", "lent", "advent", "new", "year", "day", "eve", "gmt", "utc", "est",
        "edt", "cet", "bst", "a.m.", "p.m.", "spring", "summer", "autumn", "winter",
    }
)  # fmt: skip
"""Words of times that are written as names."""

_LAWS = frozenset(
    {
        "act", "law", "laws", "code", "bill", "amendment", "article", "resolution", "treaty",
        "convention", "constitution", "charter", "protocol", "accord", "accords", "agreement",
        "statute", "decree", "declaration", "section", "chapter", "pact", "rights",
    }
)  # fmt: skip


def _mend(node: Node) -> None:
    """Set right what a small model often gets wrong of one word, by the words beside it.

    A participle behind "been" is a verb, whatever its tag ("has been encircled"); and a name without a
    figure, or a word of times or laws, is none of these ("near Samre", "met Abiy").
    """
    if node.entity == "PERSON" and _are_people(node):
        node.entity = "NORP"
    if node.tag in ("NN", "NNS") and node.entity in _NAMED and _is_spelled_as_name(node):
        node.pos, node.tag = "PROPN", "NNP"
    if _parted(node):
        node.dep = "parataxis"
    if node.text in _IRREGULAR and node.tag in ("NN", "NNP") and node.child("nsubj") is not None:
        node.pos, node.tag, node.lemma, node.entity = "VERB", "VBD", _IRREGULAR[node.text], ""
    if node.pos == "VERB" and node.lemma in _IRREGULAR:
        node.lemma = _IRREGULAR[node.lemma]
    if node.tag == "JJ" and node.lower.endswith("ed") and node.child("auxpass") is not None:
        node.pos, node.tag, node.lemma = "VERB", "VBN", _base(node.lower)
    if node.pos == "PROPN" and node.entity in _NUMBERED and node.child("nummod") is None:
        words = _TIMES if node.entity != "LAW" else _LAWS
        name = [node.lower, *(one.lower for one in (*node.children, node.head) if one.entity)]
        if not any(one in words or any(c.isdigit() for c in one) for one in name):
            node.entity = ""


def _is_spelled_as_name(node: Node) -> bool:
    """Whether a noun is a name by its capital, that alone or within a sentence ("Ardamata fell")."""
    return node.text[:1].isupper() and node.child("det", "amod", "nummod") is None


_IRREGULAR = {
    "retook": "retake", "overran": "overrun", "overthrew": "overthrow", "withdrew": "withdraw",
    "withstood": "withstand", "undertook": "undertake", "overtook": "overtake", "beset": "beset",
    "fled": "flee", "fought": "fight", "struck": "strike", "sank": "sink", "shot": "shoot",
    "slew": "slay", "took": "take", "drove": "drive",
    "threw": "throw", "broke": "break", "sought": "seek", "swore": "swear", "foresaw": "foresee",
    "forbade": "forbid", "retold": "retell", "rebuilt": "rebuild", "resold": "resell",
}  # fmt: skip
"""Pasts that the parser's tables leave as they are where it mistook their tense."""

_DOUBLED = re.compile(r"(?<=[aeiou])([bdgkmnprtv])\1$")
_MUTE = re.compile(
    r"(?:[cguvz]|[^s]s|[bcdfgkptz]l|[^aeo]at|ut|[^aeo]ir|[^aeo]ur|[^e]ar|or|[iou]d|[^aei]ad)$"
)


def _base(past: str) -> str:
    """The verb of a regular past: "encircled" gives "encircle", "trapped" gives "trap"."""
    stem = past.removesuffix("ed")
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _MUTE.search(stem) else stem


def span_of(nodes: list[Node]) -> Span:
    """The smallest span that covers the words, which must be at least one."""
    return Span(min(node.start for node in nodes), max(node.end for node in nodes))
