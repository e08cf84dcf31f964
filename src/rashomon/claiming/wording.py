"""A claim's sentence, made only of words that its statements hold and of the names they give.

Enters: the statements of a claim. Leaves: the quote that tells it best, on one line.
"""

import re
from collections.abc import Mapping, Sequence

from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement

SHORTEST_CHARS = 40
LONGEST_CHARS = 240
"""A quote within these lengths reads as a sentence; shorter ones lack something, longer ones ramble."""

LEAST_CHARS = 24
"""A quote below this ("rebel-held") is spelled out by the names in its roles."""

_DENIED = "Denied: "
_BETWEEN = " — "

_THAT = re.compile(r"^that\s+(?=\S)")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ies|ied|ying))\b|n[’']t\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^\W*(?:that\s+)?(?:it|its|they|their|he|his|she|her|both|we|our|i|my|this|these|those)\b",
    re.IGNORECASE,
)

_OPENER = re.compile(
    r"^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\s+)?(?:if|unless|when|where|while|because|although|"
    r"though|until|till|as|to|having|being|including|than|and|or|but|with|whether)\b",
    re.IGNORECASE,
)
_JOINING = re.compile(r"(?:and|or|but)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"^\W*(?:which|who|whom|whose)\b", re.IGNORECASE)
_MAIN = re.compile(r",(?!\s+(?:which|who|whom|whose|where|when|and|or|including)\b)")


def word_claim(statements: Sequence[Statement], entities: Mapping[str, Entity]) -> str:
    """The most telling quote of a claim's statements: filled in, surely read, of a readable length.

    Words whose denial stands outside of them ("denies that it sent a man") are said to be denied.
    """
    best = min(statements, key=order_of_telling)
    words = _THAT.sub("", re.sub(r"\s+", " ", best.quote).strip(" .,;:–—-"))
    if len(words) < LEAST_CHARS:
        words = _spelled_out(best, words, entities)
    if len(words) > LONGEST_CHARS:
        words = words[:LONGEST_CHARS].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    if best.status == "denied" and not says_no(words):
        words = f"{_DENIED}{words}"
    if _is_clause(words) and best.status != "denied":
        words = _as_piece(words)
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", "…", '"', "”")) else words + "."


def may_hold_names(text: str) -> bool:
    """Whether a claim's sentence is short enough that names of entities may spell it out.

    Such a sentence may be another one where an entity goes by another name.
    """
    return _BETWEEN in text or len(text) <= LEAST_CHARS + len(_DENIED) + 1


def says_no(words: str) -> bool:
    """Whether words hold a negation, so that a denial shows in them."""
    return _NEGATION.search(words) is not None


def _is_clause(words: str) -> bool:
    """Whether words hang on others that are not theirs: "if the town falls", "who hold the bridge"."""
    if _RELATIVE.match(words):
        return not words.endswith("?")
    return _OPENER.match(words) is not None and _MAIN.search(words) is None


def _as_piece(words: str) -> str:
    """Words with a sign of the rest, before them or, where they open a sentence, behind."""
    first = words.lstrip("“\"‘'([")
    if first[:1].islower():
        return f"… {words}"
    return words if _JOINING.match(first) else f"{words} …"


Telling = tuple[bool, bool, bool, int, float, int]
"""How well a statement tells its claim; less is better."""


def order_of_telling(statement: Statement) -> tuple[bool, bool, bool, int, float, int, str]:
    """By this the statement that tells a claim best comes first."""
    length = len(statement.quote)
    roles = (statement.actors, statement.targets, statement.places, statement.quantities)
    return (
        _is_clause(statement.quote),
        not SHORTEST_CHARS <= length <= LONGEST_CHARS,
        _PRONOUN.match(statement.quote) is not None,
        -sum(map(bool, roles)),
        -round(statement.confidence, 3),
        length,
        statement.id,
    )


def _spelled_out(statement: Statement, words: str, entities: Mapping[str, Entity]) -> str:
    """Who — the quote — whom, where: the names of those whom the quote leaves out."""
    said = words.casefold()

    def names(ids: Sequence[str]) -> list[str]:
        known = [entities[one].name for one in ids if one in entities]
        return [name for name in dict.fromkeys(known) if name.casefold() not in said]

    actors = names(statement.actors)
    others = names((*statement.targets, *statement.places))
    before, after = ", ".join(actors), ", ".join(one for one in others if one not in actors)
    return _BETWEEN.join(part for part in (before, words, after) if part)
