"""Where behind a semicolon somebody else speaks: "ten, says the mayor; twelve, says the priest".

Enters: the tree of a passage, and what was read in it. Leaves: its speeches, none of which reaches over
such a place, and those of two or three words that no parse takes for speech. Parses run over semicolons
as if one clause hung on the other, so that the order of words decides.
"""

from collections.abc import Sequence

from msgspec import Struct

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span, shared
from rashomon.stating.lexicon import listed, load_table

from .cues import verb_frame
from .phrases import is_mark
from .sources import can_speak
from .speech import Speech
from .subjects import FINITE

LONGEST_NAME_WORDS = 12
"""Words that name a speaker with what he is."""

_OPEN, _CLOSE = "“«", "”»"
_NAMING = frozenset({"NOUN", "PROPN", "DET", "ADJ", "NUM", "ADP", "PART", "PRON", "ADV"})


class Clause(Struct, frozen=True):
    """A stretch of a sentence between semicolons, and who speaks in it: cue and speaker, if anybody.

    ``is_behind``: the speaker stands behind what he says.
    """

    words: tuple[Node, ...]
    cue: Node | None = None
    speaker: Node | None = None
    is_behind: bool = False


def clauses_of(tree: Tree) -> list[Clause]:
    """The stretches of a sentence between semicolons outside quotations, in order."""
    found: list[list[Node]] = [[]]
    depth = 0
    for node in tree:
        depth += (node.text in _OPEN) - (node.text in _CLOSE)
        if node.text == '"':
            depth = 0 if depth else 1
        if node.text == ";" and depth <= 0:
            found.append([])
        else:
            found[-1].append(node)
    return [_clause(tuple(words)) for words in found if words]


def part_speeches(tree: Tree, speeches: Sequence[Speech]) -> list[Speech]:
    """A sentence's speeches, each within what its own speaker says, and figures given alone."""
    clauses = clauses_of(tree)
    given = [speech for clause in clauses for speech in _figure_alone(tree, clause)]
    cues = {one.cue[0].i for one in given}
    kept = [one for one in speeches if one.tree is not tree or one.cue[0].i not in cues]
    for one in kept:
        if one.tree is tree and len(clauses) > 1:
            one.content = _within(one, clauses)
    return [*kept, *given]


def figure_clauses(tree: Tree) -> list[tuple[Clause, Node]]:
    """The clauses in which somebody gives a number and no more, each with the number."""
    found = []
    for clause in clauses_of(tree):
        number = _number_alone(clause)
        if number is not None:
            found.append((clause, number))
    return found


def said_in(clause: Clause) -> Span:
    """The words of a clause that its speaker, behind them, says."""
    comma = _comma(clause.words)
    return Span(clause.words[0].start, clause.words[comma - 1].end)


def _clause(words: tuple[Node, ...]) -> Clause:
    cue = next((node for node in words if node.tag in FINITE), None)
    if cue is not None and verb_frame(cue) is not None:
        named = words[: words.index(cue)]
        if _is_name(named):
            return Clause(words, cue, _head(named))
    comma = _comma(words)
    behind = [node for node in words[comma + 1 :] if node.text not in ".!?" and not is_mark(node)]
    cues = [node for node in behind if node.tag in FINITE]
    if comma < 1 or len(cues) != 1 or verb_frame(cues[0]) is None:
        return Clause(words)
    at = behind.index(cues[0])
    named = tuple(behind[1:] if at == 0 else behind[:at])
    if not _is_name(named) or at not in (0, len(behind) - 1):
        return Clause(words)
    return Clause(words, cues[0], _head(named), is_behind=True)


def _comma(words: Sequence[Node]) -> int:
    """Where the comma stands behind which a speaker may be named; the last where none is clear."""
    marks = [at for at, node in enumerate(words) if node.text == ","]
    for at in marks:
        rest = words[at + 1 : at + 1 + LONGEST_NAME_WORDS]
        if rest and rest[0].tag in FINITE and verb_frame(rest[0]) is not None:
            return at
    return marks[-1] if marks else -1


def _is_name(words: Sequence[Node]) -> bool:
    """Whether some words name somebody who can speak, and tell nothing."""
    if not words or len(words) > LONGEST_NAME_WORDS or words[0].pos == "ADP":
        return False
    is_noun = all(node.pos in _NAMING or node.text in (",", "’s", "'s") for node in words)
    head = _head(words)
    return is_noun and head is not None and can_speak(head)


def _head(words: Sequence[Node]) -> Node | None:
    """The noun that a name turns on: the last before a preposition or a comma."""
    own: list[Node] = []
    for node in words:
        if node.text == "," or (node.pos == "ADP" and own):
            break
        own.append(node)
    nouns = [node for node in own if node.pos in ("NOUN", "PROPN", "PRON")]
    return nouns[-1] if nouns else None


def _within(speech: Speech, clauses: Sequence[Clause]) -> list[Span]:
    """What a speech holds, up to where somebody else speaks behind a semicolon, and from there on."""
    own = next((at for at, one in enumerate(clauses) if speech.cue[0] in one.words), None)
    if own is None:
        return speech.content
    first, last = own, own
    while first > 0 and clauses[first].is_behind and clauses[first - 1].cue is None:
        first -= 1
    if not clauses[own].is_behind and clauses[own].cue is None:
        first = 0  # nobody knows who speaks where
    while last + 1 < len(clauses) and clauses[last + 1].cue is None:
        last += 1
    reach = Span(clauses[first].words[0].start, clauses[last].words[-1].end)
    whole = Span(clauses[0].words[0].start, clauses[-1].words[-1].end)
    kept = []
    for piece in speech.content:
        if not shared(piece, whole) or piece.start < whole.start or piece.end > whole.end:
            kept.append(piece)
        elif shared(piece, reach):
            kept.append(Span(max(piece.start, reach.start), min(piece.end, reach.end)))
    return kept or speech.content


def _number_alone(clause: Clause) -> Node | None:
    """The number of a clause that says nothing else: "not more than 800, says the governor"."""
    if not clause.is_behind:
        return None
    said = clause.words[: _comma(clause.words)]
    beside = frozenset(listed(load_table("offices.toml")["beside_figures"]))
    numbers = [node for node in said if node.pos == "NUM" and node.entity not in _NO_COUNTS]
    is_bare = all(node in numbers or node.lower in beside for node in said)
    return numbers[-1] if numbers and is_bare else None


_NO_COUNTS = frozenset({"MONEY", "PERCENT", "TIME", "ORDINAL"})


def _figure_alone(tree: Tree, clause: Clause) -> list[Speech]:
    if _number_alone(clause) is None or clause.cue is None:
        return []
    return [Speech(tree, [clause.cue], clause.speaker, [said_in(clause)], "say")]
