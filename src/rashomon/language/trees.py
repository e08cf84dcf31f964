"""A passage's parse as a tree to walk, with offsets in the report's text.

The stages read grammar through this module only, so that a parser can be changed in one place.
"""

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


def span_of(nodes: list[Node]) -> Span:
    """The smallest span that covers the words, which must be at least one."""
    return Span(min(node.start for node in nodes), max(node.end for node in nodes))
