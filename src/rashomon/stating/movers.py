"""What moves where somebody goes or is brought: men under arms, help, machines, people, envoys.

Stands beside `rashomon.stating.movements`, which reads the ways. Enters: who or what moves. Leaves: its
kind, by which the motion is a muster, a retreat, help or a visit.
"""

from functools import cache

from rashomon.language.trees import Node
from rashomon.stating.bands import is_known_band
from rashomon.stating.clauses import Frame
from rashomon.stating.lexicon import forces, listed, load_table, people, word_set
from rashomon.stating.matching import is_known_place
from rashomon.stating.roles import after_noun, counted


def kind_of(node: Node, frame: Frame | None = None) -> str:  # noqa: PLR0911 - a kind a line
    """What moves: arms, relief, vehicles, civilians or envoys; empty for anything else."""
    inner = counted(node)
    lemma = inner.lemma
    held = after_noun(node, "with", "of", "carrying")
    if frame is not None and not frame.undergoers:
        held = [*held, *frame.after("with")]
    if lemma in movement_words("vehicles") and not are_warlike(held):
        return _kind_of_vehicle(node, held)
    many = inner.tag in ("NNS", "NNPS")
    home = frame is not None and "home" in directions(frame.verb)
    if is_of_people(inner):
        return "arms"
    if home and inner.pos == "NUM" and inner.entity == "CARDINAL" and inner.dep == "nsubj":
        return "civilians"  # "146 returned home"
    if inner.entity == "PERSON" or (lemma in movement_words("envoys") and inner.pos != "PROPN"):
        return "arms" if lemma in forces() and many else "envoys"
    if frame is None and _are_goods(node):
        return "goods"
    armed = lemma in forces() | word_set("under_arms") | _ARMED_MEN | movement_words("vehicles")
    if lemma in movement_words("civilians") - _ARMED_MEN:
        return "civilians"
    many = many or _is_nobody(node)
    if _is_armed_body(inner) or (armed and (many or lemma not in forces())):
        return "arms"
    return "civilians" if lemma in people() and many and not armed else ""


def _is_nobody(node: Node) -> bool:
    """Whether it is none of many: "no soldier", "not one fighter", "not a single man"."""
    words = {one.lower for one in node.children if one.i < node.i}
    words |= {inner.lower for one in node.all("nummod") for inner in one.children}
    return "no" in words or ("not" in words and bool({"one", "single"} & words))


_MEASURES = frozenset({"ton", "tonne", "load", "crate", "sack", "barrel", "litre", "kilo", "box"})


def _are_goods(node: Node) -> bool:
    """Whether arms, food or fuel are meant: "200 tonnes of munitions"."""
    inner = counted(node)
    held = after_noun(inner, "of") if inner.lemma in _MEASURES else [inner]
    return any(one.lemma in word_set("supplies") - forces() and one.pos == "NOUN" for one in held)


def _kind_of_vehicle(node: Node, held: list[Node]) -> str:
    inner = counted(node)
    beside = {child.lemma for child in (*node.children, *inner.children)}
    laden = any(counted(one).lemma in word_set("supplies") - forces() for one in held)
    if laden or beside & movement_words("relief"):
        return "relief"
    return "arms" if inner.lemma in word_set("machines") | word_set("under_arms") else "vehicles"


def _is_armed_body(node: Node) -> bool:
    """Whether a name is a people's, a force's or a warship's: "the Taliban", "RSF", "HMS Argyll"."""
    if any(child.lower in _SHIPS for child in node.all("compound")):
        return True
    if node.entity == "NORP":
        return node.tag in ("NNPS", "NNS")
    if is_known_band(node):
        return True
    words = [*node.all("compound"), node]
    if node.pos != "PROPN" or node.entity not in ("ORG", "") or is_known_place(words):
        return False
    return node.entity == "ORG" or node.text.isupper()


def is_of_people(node: Node) -> bool:
    """Whether a name in the plural behind an article is a people's or a band's: "the Houthis"."""
    named = node.pos == "PROPN" and node.entity in ("PERSON", "ORG", "") and node.text.istitle()
    article = node.child("det") is not None and node.child("compound", "amod") is None
    return named and article and node.lower.endswith("s") and not is_known_place([node])


_SHIPS = frozenset(
    {"hms", "uss", "usns", "ins", "hmas", "hmcs", "rfa", "tcg", "roks", "js", "fs", "iris"}
)
"""What stands before the name of a navy's ship."""

_ARMED_MEN = frozenset({"man", "police", "militia", "gunman", "army", "raider", "personnel"})


def are_warlike(held: list[Node]) -> bool:
    """Whether men under arms or their machines are among what goes along."""
    return any(counted(one).lemma in forces() | word_set("under_arms") for one in held)


def directions(verb: Node) -> set[str]:
    """The adverbs that tell whither: "north", "abroad", "off"."""
    beside = {child.lower for child in verb.children if child.dep in ("advmod", "prt", "dobj")}
    return beside | {child.lower for child in verb.all("prep") if child.child("pobj") is None}


@cache
def movement_words(name: str) -> frozenset[str]:
    """One of the lists of ``movements.toml``."""
    return frozenset(listed(load_table("movements.toml")[name]))
