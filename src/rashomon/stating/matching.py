"""Whether the words of a clause are what an entry of the lexicon asks for.

Stands beside `rashomon.stating.events`. Enters: nouns and frames. Leaves: the patterns that fit.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from string import ascii_uppercase

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.gazetteers.places import open_gazetteer
from rashomon.language.trees import Node
from rashomon.stating.clauses import Frame
from rashomon.stating.extents import phrase
from rashomon.stating.findings import STATES
from rashomon.stating.lexicon import (
    Need,
    Pattern,
    forces,
    lexicon,
    people,
    word_set,
)
from rashomon.stating.roles import (
    after_noun,
    counted,
    is_called_place,
    is_party,
    is_place,
    share_of,
)

_NOUN_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
"""A word in such a relation is used as a noun, whatever the tagger took it for."""


def noun_patterns(node: Node) -> list[Pattern]:
    """What a noun tells of: at most one event and one of each state."""
    if node.entity in ("PERSON", "GPE", "NORP"):
        return []
    if node.pos not in ("NOUN", "PROPN") and node.dep not in _NOUN_DEPS:
        return []
    if node.pos == "PROPN" and node.lemma in people():  # "the Three Brotherhood Alliance" is a body
        return []
    patterns = lexicon().nouns.get(node.lemma) or lexicon().nouns.get(node.lower)
    if not patterns:
        return []
    before = {
        form for child in node.children if child.i < node.i for form in (child.lemma, child.lower)
    }
    after = {child.lower for child in node.children if child.i > node.i}
    chosen: dict[str, Pattern] = {}
    for pattern in patterns:
        family = pattern.group.type if pattern.group.type in STATES else "event"
        if family in chosen:
            continue
        fits = pattern.words <= before and not pattern.without & before and pattern.flags <= after
        if fits and all(_has_need(need, after_noun(node, need.prep)) for need in pattern.needs):
            chosen[family] = pattern
    return list(chosen.values())


def _has_need(need: Need, nodes: list[Node]) -> bool:
    return any(counted(node).lemma in need.lemmas for node in nodes)


def worded(frame: Frame) -> Frame:
    """The frame with all the words that an entry may ask for: particles, objects, "to", "that"."""
    words = set(frame.words)
    for child in frame.verb.children:
        if child.dep in ("dobj", "acomp", "oprd", "attr", "advmod", "npadvmod", "nsubj"):
            words.update((child.lower, child.lemma))
            # "holding the ministry responsible", where the parse hangs the adjective on the object.
            words.update(
                one.lower for one in child.children if one.dep == "amod" and one.i > child.i
            )
        elif child.dep in ("xcomp", "ccomp"):
            words.update(one.lower for one in child.children if one.dep in ("mark", "aux"))
            if child.pos == "ADJ":
                words.add(child.lower)
    return replace(frame, words=frozenset(words))


def matches(pattern: Pattern, frame: Frame, nouns: dict[int, list[Pattern]]) -> bool:
    """Whether a verb with its participants is what an entry asks for."""
    if not pattern.words <= frame.words or pattern.without & frame.words:
        return False
    for need in pattern.needs:
        nodes = of_need(need, frame)
        if need.party and not any(is_party(node) for node in nodes):
            return False
        if need.lemmas and not any(
            bool({one.lemma, one.lower, _machine(one)} & need.lemmas)
            and not _tells_otherwise(pattern, one, nouns)
            for node in nodes
            for one in _heads(node)
        ):
            return False
        if need.types and not any(
            told.group.type in need.types for node in nodes for told in nouns.get(node.i, ())
        ):
            return False
    return all(_FLAGS[flag](frame) for flag in pattern.flags)


def _tells_otherwise(pattern: Pattern, noun: Node, nouns: dict[int, list[Pattern]]) -> bool:
    """Whether a noun means something else by its modifiers: an air strike is no strike of workers."""
    return any(
        told.words and told.group.type not in STATES and told.group.type != pattern.group.type
        for told in nouns.get(noun.i, ())
    )


def _machine(noun: Node) -> str:
    """What a fighter or bomber is that has a model's letters and number: "F-16 fighters" are jets."""
    beside = [one.text for one in noun.children if one.i < noun.i]
    models = [
        one
        for one in beside
        if any(c.isdigit() for c in one) and any(c.isalpha() for c in one) and one[0].isupper()
    ]
    return "jet" if models and noun.lemma in ("fighter", "bomber", "interceptor") else noun.lemma


def recipients_of(frame: Frame) -> list[Node]:
    """Who is given what a verb's object is, without a preposition: "send Kyiv 31 tanks"."""
    found = [one for one in frame.verb.all("dative") if one.pos != "ADP" and is_party(one)]
    for thing in frame.verb.all("dobj"):
        counts = [one.i for one in thing.all("nummod")]
        # A parse makes a town part of what it is sent; a tank's model is no town.
        found += [
            one
            for one in thing.all("nmod", "compound", "npadvmod")
            if one.pos == "PROPN" and one.i + 1 in counts and is_known_place([one])
        ]
    return found


_SHARES = frozenset({"part", "role", "hand", "share", "involvement"})


def _heads(node: Node) -> list[Node]:
    inner = counted(node)
    return [node] if inner is node else [node, inner]


def of_need(need: Need, frame: Frame) -> tuple[Node, ...]:
    """The words that a need is about."""
    if not need.prep:
        return frame.undergoers
    # "assured the minister of its support": a parse hangs it on the minister
    hung = (
        one
        for node in frame.undergoers
        if is_party(node) or frame.verb.lemma in word_set("ridding_verbs")
        for one in after_noun(node, need.prep)
    )
    if need.prep == "in":  # "had any part in the raid", hung on the part
        shares = [node for node in frame.undergoers if node.lemma in _SHARES]
        hung = (one for node in shares for one in after_noun(node, "in"))
        return frame.after("in") or tuple(hung)
    if need.prep == "for":  # "approved shells for the army", hung on the shells
        hung = (one for node in frame.undergoers for one in after_noun(node, "for"))
    return frame.after(need.prep) or (tuple(hung) if need.prep in ("of", "for") else ())


def are_under_arms(node: Node) -> bool:
    """Whether several of a force are meant: one adviser who arrives is a visitor."""
    men = counted(node)
    if men.lemma in word_set("under_arms"):
        return True
    return men.lemma in forces() and (men is not node or men.tag in ("NNS", "NNPS"))


def _befalls_party(frame: Frame) -> bool:
    """Whether its object is somebody; beside a town that is taken, what goes with it is one too."""
    taken = [is_place(node) or _is_taken_place(node, frame) for node in frame.undergoers]
    if any(taken) and frame.verb.lemma in _of_places():
        return False
    if frame.verb.lemma in _of_places() and [one.lower for one in frame.undergoers] == ["it"]:
        return False  # nobody is "it"
    # "two were captured": who they are was told before
    bare = any(node.pos == "NUM" and node.entity == "CARDINAL" for node in frame.undergoers)
    return any(is_party(node) for node in frame.undergoers) or (frame.passive and bare)


def _is_of_another(verb: Node) -> bool:
    """Whether what is wanted is another's to do: "wants the army to leave", not "wants to leave"."""
    return verb.child("dobj") is not None or any(
        one.child("nsubj", "nsubjpass") is not None for one in verb.all("ccomp", "xcomp")
    )


def _is_munition(node: Node) -> bool:
    """Whether it is what is shot or dropped, or holds explosives: "a car packed with explosives"."""
    inner = counted(node)
    singular = inner.lower.removesuffix("s") if inner.tag == "NNPS" else inner.lemma
    if singular in word_set("munitions"):
        return True
    laden = [
        one for verb in inner.all("acl") if verb.lemma in _LADEN for one in after_noun(verb, "with")
    ]
    return any(one.lemma in word_set("munitions") for one in laden)


_LADEN = frozenset({"pack", "load", "fill", "rig", "cram", "stuff", "lade", "wire", "laden"})

_FLAGS: dict[str, Callable[[Frame], bool]] = {
    "&party": _befalls_party,
    "&place": lambda frame: any(may_be_place(node, frame) for node in frame.undergoers),
    "&other": lambda frame: _is_of_another(frame.verb),
    "!": lambda frame: not frame.passive and any(are_under_arms(node) for node in frame.doers),
    "^": lambda frame: any(_is_munition(node) for node in frame.doers),
    "&own": lambda frame: not frame.passive and not frame.undergoers,
    "&given": lambda frame: not frame.passive and bool(recipients_of(frame)),
    "~": lambda frame: any(is_party(node) for node in frame.doers),
    "%": lambda frame: frame.verb.child("ccomp", "parataxis") is None,
    "#": lambda frame: any(is_place(node) or node.pos == "PROPN" for node in frame.doers),
}


def _is_taken_place(node: Node, frame: Frame) -> bool:  # noqa: PLR0911 - one line a rule
    """Whether the name behind "captured" or "held" is a town's: it is taken, not taken captive."""
    node = share_of(node)
    if frame.verb.lemma not in _of_places():
        return False
    if node.pos != "PROPN":
        return part_named(node) is not None
    if node.entity in ("GPE", "LOC", "FAC") or is_called_place(node):
        return True
    name = phrase(node)
    words = [one for one in node.subtree() if name.start <= one.start and one.end <= name.end]
    titled = any(one.lemma in people() for one in words if one is not node)
    peoples = node.entity == "NORP" and node.child("det") is not None
    if titled or peoples or node.entity in ("DATE", "TIME") or node.tag == "NNPS":
        return False
    if _is_held_alone(node, words, frame):
        return True
    if node.entity == "PERSON" and frame.verb.lemma in word_set("setting_free"):
        return False
    return is_known_place(words)


def part_named(node: Node) -> Node | None:
    """The name of the place a part of which is meant: X in "the northern half of X"; None for none."""
    if node.pos != "NOUN" or node.lemma not in _PARTS_OF_PLACE:
        return None
    named = [one for one in after_noun(node, "of") if one.pos == "PROPN"]
    return next((one for one in named if one.entity != "NORP" and one.tag != "NNPS"), None)


_PARTS_OF_PLACE = frozenset(
    {"half", "part", "quarter", "third", "side", "outskirt", "outskirts", "edge", "suburb", "centre",
     "center", "most", "bulk"}
)  # fmt: skip


def _is_held_alone(node: Node, words: list[Node], frame: Frame) -> bool:
    """Whether it is one bare name that several hold: "they still hold Tinzaouaten" is of a place."""
    if len(words) > 1 or frame.passive or frame.verb.lemma != "hold" or node.entity == "PERSON":
        return False
    many = [one for one in frame.doers if one.lower in ("they", "we") or are_under_arms(one)]
    return bool(many) and not frame.words & {"captive", "hostage", "prisoner"}


@cache
def _of_places() -> frozenset[str]:
    """Verbs of taking and holding, behind which a bare name may be a town's."""
    return word_set("holding_or_taking") | word_set("taking_verbs") | word_set("holding_verbs")


_COUNTRIES = frozenset(first + second for first in ascii_uppercase for second in ascii_uppercase)
"""All codes that a country may have: a spelling is looked for everywhere."""


def is_known_place(words: list[Node]) -> bool:
    """Whether the gazetteer has a name; one of several words may be spelled another way."""
    written, last = "", -1
    for one in words:
        written += one.text if one.start == last or not written else " " + one.text
        last = one.end
    gazetteer = open_gazetteer()
    if any(not one.people for one in gazetteer.named(written)):
        return True
    return len(words) > 1 and bool(gazetteer.spelled_like(written, _COUNTRIES))


_TURNED_ABOUT = frozenset(
    {"retake", "recapture", "regain", "reconquer", "overrun", "capture", "seize", "liberate"}
)
"""Verbs whose "it" is a place that was just named."""


def _is_lost_again(verb: Node) -> bool:
    """Whether what is lost is what the same clause tells to be taken: "took X and lost it in June"."""
    taken = verb.head.lemma in word_set("taking_verbs") and verb.head.lemma != "lose"
    return verb.lemma in _GIVEN_UP and verb.dep == "conj" and taken


_GIVEN_UP = frozenset({"lose", "leave", "abandon", "quit", "evacuate", "vacate"})


def _is_gone_to(node: Node, frame: Frame) -> bool:
    """Whether the bare name that somebody leaves or reaches is a town's, known or not."""
    before = [child for child in node.children if child.dep == "compound"]
    beside = ("relcl", "punct", "appos", "prep", "compound")
    if any(child.dep not in beside for child in node.children):
        return False
    if before:  # a name of several words may be anybody's, unless it is known
        words = [*before, node]
        named = all(one.pos == "PROPN" for one in before)
        return named and node.entity != "ORG" and is_known_place(words)
    if node.entity not in ("NORP", "DATE") and _is_left_by_force(node, frame):
        return True
    return node.entity != "ORG" and is_known_place([node])


def _is_left_by_force(node: Node, frame: Frame) -> bool:
    """Whether men under arms leave what has a town's name, not that of a body or a body's letters."""
    form = registry().form(fold_words(node.text))
    if node.text.isupper() or (form is not None and form.actor.kind != "place"):
        return False
    return any(are_under_arms(one) or one.entity == "NORP" for one in frame.doers)


def may_be_place(node: Node, frame: Frame) -> bool:
    """Whether the object of a verb of taking, leaving or reaching is a place, labelled so or not."""
    named_again = node.lower == "it" and (
        frame.verb.lemma in _TURNED_ABOUT or _is_lost_again(frame.verb)
    )
    if is_place(node) or named_again or _is_taken_place(node, frame):
        return True
    if node.pos == "NUM":  # "took 14 of the county's 17 towns"
        return any(is_place(one) for one in after_noun(node, "of"))
    if node.pos == "PROPN" and frame.verb.lemma in word_set("going_verbs"):
        return _is_gone_to(node, frame)
    if (
        node.pos != "PROPN"
        or frame.verb.lemma not in word_set("taking_verbs")
        or node.entity in ("NORP", "DATE", "TIME")
    ):
        return False
    if any(child.dep in ("compound", "poss") for child in node.children):
        return _is_taken_place(node, frame)
    return frame.verb.lemma not in ("capture", "seize") or (
        any(is_place(one) for one in [*after_noun(node, "in"), *frame.after("in")])
        or any(is_place(one) for one in frame.undergoers if one is not node)
        or node.entity not in ("PERSON", "ORG")
    )
