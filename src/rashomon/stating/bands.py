"""Names of bodies of men, by the registry or by how they are written: "M23", "the FARDC", "Boko Haram".

Stands beside `rashomon.stating.movements`. Enters: the head of a name. Leaves: whether those who bear it
are under arms. A parse takes such names for towns', products' or common nouns as often as for bodies'.
"""

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.language.trees import Node

_ARMED = frozenset({"group", "army", "force"})


def is_known_band(node: Node) -> bool:
    """Whether a name is a band's or an army's in the registry, or letters and a number as bands have."""
    if node.pos not in ("PROPN", "NOUN") or not any(letter.isupper() for letter in node.text):
        return False
    words = [*(one for one in node.all("compound", "nmod") if one.pos == "PROPN"), node]
    form = registry().form(fold_words(" ".join(one.text for one in words)))
    if form is None and len(words) > 1:
        form = registry().form(fold_words(node.text))
    if form is not None:
        return form.actor.role in _ARMED
    return _is_numbered(node)


def _is_numbered(node: Node) -> bool:
    """Whether a name is letters and a number behind "the", that acts: "the M-19", not "flight KL12"."""
    letters = sum(letter.isupper() for letter in node.text)
    digits = sum(letter.isdigit() for letter in node.text)
    whole = letters + digits + node.text.count("-") == len(node.text)
    if not (whole and letters and digits) or node.child("compound", "amod") is not None:
        return False
    named = any(one.lower == "the" for one in node.all("det"))
    return named and node.dep in ("nsubj", "nsubjpass", "conj")
