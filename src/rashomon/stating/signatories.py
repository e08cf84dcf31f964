"""For whom somebody signs: the state or group behind "Libya's X", "US President Y", "the head of Z".

Stands beside `rashomon.stating.signings`, which builds on it. Enters: the words for those who sign.
Leaves: the words for the powers that their signatures bind, as far as the same phrase names them.
"""

from collections.abc import Iterable

from rashomon.gazetteers.actors import is_power
from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import conjoined, frame_of
from rashomon.stating.extents import phrase
from rashomon.stating.roles import after_noun, is_party
from rashomon.stating.signers import INITIALS, is_creed
from rashomon.stating.terms import pact_words

_POWERS = frozenset({"GPE", "NORP", "ORG"})
_BEFORE = ("poss", "compound", "amod", "nmod")


def bound_by(signers: Iterable[Node], verb: Node | None) -> tuple[Span, ...]:
    """The powers for which people sign, each once: "signed for Georgia", "Georgia's X signed"."""
    found: dict[Span, None] = {}
    for signer in signers:
        for power in _powers_of(signer):
            found.setdefault(phrase(power))
    if verb is not None:
        for power in frame_of(verb).after("for"):
            if power.entity in _POWERS:
                found.setdefault(phrase(power))
    return tuple(found)


def _powers_of(signer: Node) -> list[Node]:
    """The powers that a person's phrase names: before the name, or behind the office."""
    if signer.lower in pact_words("fronts"):
        return []  # "the People's Front" signs for itself
    if signer.text.isupper() and len(signer.text) >= INITIALS:
        return []  # "the movement MNLA", taken for somebody's name
    if signer.entity != "PERSON" and signer.lemma not in pact_words("speakers"):
        return []
    found: list[Node] = []
    waiting = [signer]
    while waiting:
        node = waiting.pop()
        for child in node.children:
            if child.dep == "appos" and child.pos in ("NOUN", "PROPN"):
                waiting.append(child)
            if child.dep not in _BEFORE or child.i > node.i:
                continue
            if _is_power(child):
                found.append(child)
            elif child.pos in ("NOUN", "PROPN"):
                waiting.append(child)
        if node is not signer or node.entity != "PERSON":
            behind = after_noun(node, "of", "for", "from")
            found.extend(one for one in behind if one.entity in _POWERS and is_party(one))
    return [each for one in sorted(found, key=lambda one: one.i) for each in conjoined(one)]


def _is_power(word: Node) -> bool:
    """Whether a word before a name is of a power, whatever the parse took it for: "Moldovan"."""
    if is_creed(word):
        return False
    is_name = word.pos == "PROPN" and (word.dep == "poss" or word.entity in _POWERS)
    return is_name or word.entity == "NORP" or is_power(word.text)


def is_signing(verb: Node) -> bool:
    """Whether a verb tells that a pact is signed: "inked", "put their names to"."""
    if verb.lemma in pact_words("put"):
        return any(one.lemma in pact_words("names") for one in verb.all("dobj"))
    return verb.lemma in pact_words("sign")
