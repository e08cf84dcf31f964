"""Words that say that something is said, thought, asked or shown, and what each may govern.

Enters: nothing but the lexicon in ``stating/data/cues.toml``. Leaves: a `Frame` a lemma.
"""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from rashomon.language.trees import Node
from rashomon.records.drafts import Act

PARTICLES = frozenset(
    {"out", "up", "down", "off", "back", "on", "in", "away", "aside", "forward", "forth", "after"}
)

EVIDENT = frozenset({"clear", "plain", "known", "public", "explicit"})
LONGEST_MAKING = 3
"""Words from "make" to "clear": "made it very clear that …"."""

MISREAD = {"hoping": "hope", "hoped": "hope", "hopes": "hope", "hated": "hate", "hating": "hate"}
"""Words that a lemmatizer takes for another verb's ("hop", "hat")."""


class Frame(Struct, frozen=True):
    """What a cue may govern; the codes are told in ``cues.toml``.

    ``hears`` says that a noun phrase beside a clause is who is told. ``kinds`` are the lexicon's
    names for what the cue does (say, judge, think, …).
    """

    kinds: frozenset[str]
    takes: frozenset[str]
    hears: bool = False


class Lexicon(Struct, frozen=True):
    """Frames by lemma, for verbs, nouns and adjectives; the act of each kind.

    ``light`` are verbs that only carry a noun: "made the claim". ``gaining`` are verbs whose subject is
    what a noun of ``gained`` is about: "won the support of the council". ``equated`` are nouns whose
    matter stands behind "is": "their aim is to …".
    """

    verbs: dict[str, Frame]
    nouns: dict[str, Frame]
    adjectives: dict[str, Frame]
    acts: dict[str, Act]
    light: frozenset[str]
    stirring: frozenset[str]
    gaining: frozenset[str]
    gained: frozenset[str]
    equated: frozenset[str]
    hearsay: dict[str, frozenset[str]]


def verb_frame(node: Node) -> Frame | None:
    """The frame of a verb, with its particle where it has one; None for a word that is no cue."""
    verbs = lexicon().verbs
    lemma = cue_lemma(node)
    for child in node.children:
        if child.i > node.i and child.lower in PARTICLES and child.dep in {"prt", "advmod"}:
            return verbs.get(f"{lemma}_{child.lower}") or verbs.get(lemma)
        if lemma == "put" and child.lower == "it" and child.dep == "dobj" and not _is_at(node):
            return verbs["put_it"]
        if lemma == "make" and child.lower in EVIDENT and 0 < child.i - node.i <= LONGEST_MAKING:
            return verbs["make_clear"]
    return verbs.get(lemma)


def _is_at(verb: Node) -> bool:
    """Whether something is put at a number: "puts it at 90"."""
    ats = (one.child("pobj") for one in verb.all("prep") if one.lower == "at")
    return any(held is not None and held.pos == "NUM" for held in ats)


def act_of(kind: str) -> Act:
    """What a source does by a cue of this kind; it speaks where the lexicon says nothing else."""
    return lexicon().acts.get(kind, "speech")


def cue_lemma(node: Node) -> str:
    """The word's lemma, mended where lemmatizers are known to take it for another."""
    return MISREAD.get(node.lower, node.lemma)


@cache
def lexicon() -> Lexicon:
    """The cues of English as the package's data tell them; read once."""
    data = files("rashomon.stating").joinpath("data/cues.toml").read_text(encoding="utf-8")
    table = tomllib.loads(data)
    parts = (table["verbs"], table["nouns"], table["adjectives"])
    acts = {kind: row["act"] for part in parts for kind, row in part.items() if "act" in row}
    light, stirring, equated = (
        frozenset(table[part]["words"].split()) for part in ("light", "stirring", "equated")
    )
    gaining, gained = (frozenset(table["gained"][part].split()) for part in ("verbs", "nouns"))
    verbs, nouns, adjectives = (_frames(part) for part in parts)
    hearsay = {part: frozenset(words.split()) for part, words in table["hearsay"].items()}
    return Lexicon(
        verbs, nouns, adjectives, acts, light, stirring, gaining, gained, equated, hearsay
    )


def _frames(kinds: dict[str, dict[str, object]]) -> dict[str, Frame]:
    """A lemma of several kinds may govern what any of them may."""
    frames: dict[str, Frame] = {}
    for kind, entry in kinds.items():
        takes = entry["takes"]
        words = entry["words"]
        if not isinstance(takes, list) or not isinstance(words, str):
            raise TypeError(f"cues.toml: {kind} needs takes, a list, and words, a text")
        new = Frame(frozenset({kind}), frozenset(takes), bool(entry.get("hears", False)))
        for word in words.split():
            old = frames.get(word)
            frames[word] = new if old is None else _both(old, new)
    return frames


def _both(one: Frame, other: Frame) -> Frame:
    return Frame(one.kinds | other.kinds, one.takes | other.takes, one.hears or other.hears)
