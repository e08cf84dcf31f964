"""Interviews: whose words the answers are, turn by turn.

Enters: a report and its parsed passages. Leaves: one `Speech` a person who answers, with all paragraphs
of the answers as content; what the outlet asks is its own voice. Two forms are known: turns that open
with a label ("Q: …", "Al-Khabar: …", "Mrs. Karimi: …"), and questions that are paragraphs of their own
between answers in the first person, under a head that says with whom the interview is.
"""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from rashomon.language.trees import Node, Tree
from rashomon.records.reports import Report
from rashomon.spans import Span

from .asides import LABELS
from .sources import same_outlet
from .speech import Speech
from .subjects import FINITE

_LABEL = re.compile(
    r"(?P<label>[A-Z][\w’'.-]*(?:\s(?:[A-Z][\w’'.-]*|al|de|van|bin)){0,4})\s?:(?=\s)"
)

FEWEST_TURNS = 4
"""Labelled paragraphs of an interview at least; a text with fewer colons is none."""

FEWEST_QUESTIONS = 3
"""Paragraphs that only ask, of an interview without labels at least."""

SPOKEN_SHARE = 0.5
"""From this share of answers with an "I" or a "we" on, a text of questions is an interview."""

LONGEST_QUESTION_WORDS = 60
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_ASKING = frozenset({"q", "question", "interviewer", "reporter", "moderator", "host", "journalist"})
_ANSWERING = frozenset({"a", "answer", "r", "response"})
_TALKS = frozenset({"interview", "conversation", "talk", "exchange", "discussion"})
_MEETS = frozenset({"interview", "speak", "talk", "sit", "chat", "meet"})


class Interview(Struct, frozen=True):
    """What the answers say, and where the colons stand that only part turns."""

    speeches: tuple[Speech, ...] = ()
    colons: frozenset[int] = frozenset()


class _Turn(Struct, frozen=True):
    """The sentences of one turn: its first has the label, if there is one."""

    label: str
    colon: Node | None
    trees: tuple[Tree, ...]

    @property
    def asks(self) -> bool:
        return any(tree.passage.text.rstrip("\"”’' )").endswith("?") for tree in self.trees)


def read_interview(report: Report, trees: Sequence[Tree]) -> Interview:
    """The speeches of those who answer; none where a text is no interview."""
    paragraphs = _paragraphs(trees)
    return _by_labels(report, paragraphs) or _by_questions(paragraphs) or Interview()


def _paragraphs(trees: Sequence[Tree]) -> list[tuple[Tree, ...]]:
    found: dict[int, list[Tree]] = {}
    for tree in trees:
        if tree.nodes:
            found.setdefault(tree.passage.paragraph, []).append(tree)
    return [tuple(one) for _, one in sorted(found.items())]


# -- turns with labels


def _by_labels(report: Report, paragraphs: Sequence[tuple[Tree, ...]]) -> Interview | None:
    turns = _turns(paragraphs)
    counts = Counter(turn.label for turn in turns)
    if len(turns) < FEWEST_TURNS or sum(count > 1 for count in counts.values()) < 2:
        return None
    asking = {label for label in counts if _is_asking(report, label, turns)}
    colons = frozenset(turn.colon.start for turn in turns if turn.colon is not None)
    guest = _guest(paragraphs)
    found: list[Speech] = []
    of_guest: Speech | None = None
    for turn in turns:
        if turn.label in asking or turn.colon is None:
            continue
        speech = _speech_of(turn, turn.colon, guest)
        if speech.cue[0] is turn.colon:  # each turn has its own label to lead back to
            found.append(speech)
        elif of_guest is None:
            found.append(speech)
            of_guest = speech
        else:
            speech = of_guest
        speech.content.append(_said(turn))
    return Interview(tuple(found), colons)


def _turns(paragraphs: Sequence[tuple[Tree, ...]]) -> list[_Turn]:
    """The turns in order; a paragraph without a label between two turns goes on with the one before."""
    found: list[_Turn] = []
    waiting: list[Tree] = []
    for trees in paragraphs:
        colon = _label_end(trees[0])
        if colon is None:
            waiting += trees
            continue
        if found and waiting:
            found[-1] = _Turn(found[-1].label, found[-1].colon, (*found[-1].trees, *waiting))
        waiting = []
        label = trees[0].passage.text[: colon.start - trees[0].passage.start].strip()
        found.append(_Turn(label, colon, trees))
    return found


def _label_end(tree: Tree) -> Node | None:
    """The colon behind the label that opens a paragraph; None for a paragraph without one."""
    label = _LABEL.match(tree.passage.text)
    if label is None or label["label"].split()[-1].lower() in LABELS:
        return None
    at = tree.passage.start + label.end() - 1
    colon = next((node for node in tree.nodes if node.text == ":" and node.start == at), None)
    return None if colon is None or _is_entry(tree, colon) else colon


def _is_entry(tree: Tree, colon: Node) -> bool:
    """Whether a line is one of a table, and no turn: "North: 46 seats"."""
    behind = tree.nodes[colon.i + 1 :]
    return bool(behind) and behind[0].pos == "NUM" and not any(one.tag in FINITE for one in behind)


def _is_asking(report: Report, label: str, turns: Sequence[_Turn]) -> bool:
    """Whether a label stands for who asks: by its word, as an outlet's, or by mostly asking."""
    if label.lower().rstrip(".") in _ASKING:
        return True
    if label.lower().rstrip(".") in _ANSWERING:
        return False
    outlets = [one for one in (report.outlet, report.carries) if one]
    if any(same_outlet(one, label) or _initials(one) == label for one in outlets):
        return True
    mine = [turn for turn in turns if turn.label == label]
    return 2 * sum(turn.asks for turn in mine) > len(mine)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _speech_of(turn: _Turn, colon: Node, guest: tuple[Tree, Node, Node] | None) -> Speech:
    """The speech of whom a label stands for: the guest, where it is only a letter or his initials."""
    tree = turn.trees[0]
    last = [node for node in tree.nodes if node.end <= colon.start][-1]
    if guest is not None:
        of_guest = "".join(node.text[0] for node in _name(guest[2]))
        if turn.label.lower().rstrip(".") in _ANSWERING or turn.label in (of_guest, of_guest[-1:]):
            return Speech(guest[0], [guest[1]], guest[2], [], "say", direct=True)
    label = Span(tree.passage.start, tree.passage.start + len(turn.label))
    return Speech(tree, [colon], last, [], "say", direct=True, source_span=label)


def _name(node: Node) -> list[Node]:
    words = [*(one for one in node.all("compound") if one.entity == "PERSON"), node]
    return sorted(words, key=lambda one: one.i)


def _said(turn: _Turn) -> Span:
    first = turn.trees[0]
    start = first.passage.start
    if turn.colon is not None:
        start = next((one.start for one in first.nodes if one.start > turn.colon.start), start)
    return Span(start, turn.trees[-1].passage.end)


# -- questions between answers


def _by_questions(paragraphs: Sequence[tuple[Tree, ...]]) -> Interview | None:
    guest = _guest(paragraphs)
    asking = [i for i, trees in enumerate(paragraphs) if _only_asks(trees)]
    if guest is None or len(asking) < FEWEST_QUESTIONS:
        return None
    answers = [
        trees
        for i, trees in enumerate(paragraphs)
        if i > asking[0] and i not in asking and not _tells_of(guest[2], trees)
    ]
    spoken = sum(any(node.lower in _FIRST_PERSON for t in trees for node in t) for trees in answers)
    if not answers or spoken < SPOKEN_SHARE * len(answers):
        return None
    content = [_said(_Turn("", None, trees)) for trees in answers]
    return Interview((Speech(guest[0], [guest[1]], guest[2], content, "say", direct=True),))


def _only_asks(trees: Sequence[Tree]) -> bool:
    text = trees[-1].passage.text.rstrip()
    words = sum(len(tree.nodes) for tree in trees)
    return text.endswith("?") and words <= LONGEST_QUESTION_WORDS


def _tells_of(name: Node, trees: Sequence[Tree]) -> bool:
    """Whether a paragraph speaks of the guest by name, as no answer does."""
    return any(node.text == name.text for tree in trees for node in tree)


def _guest(paragraphs: Sequence[tuple[Tree, ...]]) -> tuple[Tree, Node, Node] | None:
    """With whom the interview is, by its head: the sentence, the word that tells so, and the name."""
    for trees in paragraphs:
        for tree in trees:
            for node in tree:
                name = _met(node)
                if name is not None:
                    return tree, node, name
    return None


def _met(node: Node) -> Node | None:
    """The person behind "an interview with", "spoke to", "interviewed"."""
    if node.lemma in _TALKS and node.pos in ("NOUN", "PROPN"):
        held = [
            pobj for prep in node.all("prep") if prep.lower == "with" for pobj in prep.all("pobj")
        ]
    elif node.lemma in _MEETS and node.pos == "VERB":
        behind = [
            *node.all("prep"),
            *(inner for one in node.all("prt") for inner in one.all("prep")),
        ]
        held = [
            pobj for prep in behind if prep.lower in ("with", "to") for pobj in prep.all("pobj")
        ]
        held += node.all("dobj") if node.lemma == "interview" else []
    else:
        return None
    return next((one for one in held if one.entity == "PERSON" or one.pos == "PROPN"), None)
