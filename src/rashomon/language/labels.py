"""The labels of names, set right over a whole report by where each name stands in it.

A small model labels a town that it does not know by chance: a person's name here, a people's there. What
stands "near" something, in "the town of" it or before "airport" is a place, and so is the same name
elsewhere in the report, unless a title, a forename or a verb of saying shows it to be a person's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from rashomon.language.fullnames import complete_names
from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

Known = Literal["unknown", "known", "only"]
"""Whether a name is known as a place's, and as no person's besides."""

TellPlace = Callable[[str], Known | None]
"""What is known of a name; None where it is known as somebody's."""

_PLACED = frozenset({"GPE", "LOC", "FAC"})
_DOUBTFUL = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", ""})
"""Labels that may be wrong of a place's name; a day, a sum or a law is none."""

_LONGEST_NAME_WORDS = 5
"""Words and hyphens of a place's name: "Bab al-Mandab", "Mocimboa da Praia"."""

_BESIDE = frozenset({"near", "outside", "around"})
_INSIDE = frozenset({"in", "into", "inside", "outside", "near"})
_BEHIND = _INSIDE | {"from", "at", "around", "through", "across", "toward", "towards", "to"}
"""Prepositions before a place: hardly before anything else, seldom before a person, often a place."""

_SIDES = frozenset(
    {
        "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
        "north-east", "north-west", "south-east", "south-west", "northward", "southward",
    }
)  # fmt: skip
_KINDS = frozenset(
    {
        "town", "city", "village", "province", "district", "region", "area", "port", "hamlet", "suburb",
        "island", "governorate", "county", "township", "neighbourhood", "neighborhood", "outskirt",
        "settlement", "oasis", "enclave", "canton", "municipality", "oblast", "prefecture", "capital",
        "commune", "wilaya", "woreda", "kebele", "tehsil", "taluk", "upazila", "raion", "rayon",
        "cercle", "barangay", "locality", "chiefdom", "parish",
    }
)  # fmt: skip
"""Nouns whose "of" puts a place's name behind them, and which stand behind one."""

_OF_PLACES = frozenset(
    {
        "market", "marketplace", "bazaar", "forest", "heights", "hill", "mountain", "valley", "desert",
        "bush", "centre", "center", "street", "vicinity", "direction", "inhabitant", "resident",
        "people", "mayor", "approach", "entrance", "sky", "blockade", "siege", "encirclement",
        "airport", "airfield", "airbase", "harbour", "harbor", "quarter", "neighbourhood", "woods",
        "territory", "department", "sector", "villager", "townspeople", "townsfolk",
    }
)  # fmt: skip
"""Nouns behind whose "of" a name is hardly anything but a place's: "the forest of X"."""

_SITES = frozenset(
    {
        "airport", "airfield", "airbase", "airstrip", "crossing", "dam", "highway", "road", "valley",
        "strait", "refinery", "bridge", "junction", "seaport", "harbour", "harbor", "peninsula", "plain",
        "countryside", "front", "frontline", "garrison", "mountains", "hills", "river", "lake",
    }
)  # fmt: skip
"""What is called by the place where it is."""

_MILITARY = frozenset({"barracks", "base", "garrison"})
_SITES_AT = _MILITARY | {"airport", "airfield", "airbase", "airstrip", "harbour", "harbor", "port"}
"""What stands in or at a town."""

_WARRED_ON = frozenset(
    {
        "shell", "bombard", "besiege", "encircle", "storm", "overrun", "retake", "recapture", "evacuate",
        "bomb", "raid", "conquer", "reconquer", "blockade", "surround", "reach", "enter", "approach",
    }
)  # fmt: skip
"""Verbs whose object is seldom a person."""

_FOUGHT_FOR = _WARRED_ON | {"attack", "capture", "seize", "take", "hold", "strike", "hit", "control",
                            "lose", "liberate", "assault", "target", "defend", "pound"}  # fmt: skip
"""Verbs whose object is a place or somebody."""

_BOUND = {
    "on": frozenset({"march", "advance", "fall", "attack", "assault", "offensive", "raid", "close",
                     "descend", "strike", "bear", "drive", "converge", "shelling", "siege"}),
    "for": frozenset({"leave", "head", "depart", "battle", "fight", "bound", "set", "make", "fighting"}),
    "to": frozenset({"flee", "withdraw", "retreat", "fly", "travel", "return", "way", "road", "move",
                     "advance", "march", "drive", "come", "go", "siege"}),
    "over": frozenset({"drone", "fly", "jet", "plane", "helicopter", "control", "flag", "battle",
                       "down", "shoot", "sky", "bomb", "drop", "raise", "hoist"}),
    "from": frozenset({"withdraw", "retreat", "flee", "expel", "drive", "oust", "retire", "km",
                       "dislodge", "evacuate", "pull", "airlift", "return", "way", "march", "road"}),
    "of": frozenset({"siege", "fall", "capture", "bombardment", "shelling", "recapture", "battle",
                     "liberation", "out", "seizure", "encirclement", "bombing", "blockade"}),
}  # fmt: skip
"""Verbs and nouns that lead to or away from a place, by the preposition before it."""

_SAYING = frozenset(
    {
        "say", "tell", "add", "claim", "announce", "declare", "warn", "write", "explain", "believe",
        "think", "ask", "reply", "speak", "recall", "insist", "argue", "vow", "promise", "die",
    }
)  # fmt: skip
_TITLES = frozenset(
    {
        "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "president", "general", "gen.",
        "colonel", "col.", "major", "maj.", "captain", "capt.", "lieutenant", "lt.", "sergeant",
        "minister", "senator", "sen.", "governor", "king", "prince", "sheikh", "commander", "admiral",
        "brigadier", "brig.", "judge", "professor", "prof.", "imam", "bishop", "father", "spokesman",
        "spokeswoman", "chairman", "envoy", "ambassador", "secretary", "leader", "chief",
    }
)  # fmt: skip


class _Name(Struct, frozen=True):
    """A name as it stands once: its words, without article and possessive, and the one they hang on."""

    text: str
    nodes: tuple[Node, ...]
    head: Node


def label_places(trees: Sequence[Tree], tell_place: TellPlace) -> None:
    """Give the names of places their label wherever a report has them, in place.

    Args:
        trees: The passages of one report.
        tell_place: What is known of a name.

    Cost: a pass over the words; what is known is asked once a name that may be wrong.
    """
    for tree in trees:
        _join(tree, tell_place)
        _part(tree, tell_place)
        complete_names(tree)
    by_text: dict[str, list[_Name]] = {}
    persons: set[str] = set()
    for tree in trees:
        for one in _names(tree):
            by_text.setdefault(one.text, []).append(one)
            persons.update(_parts_of_person(one))
    for text, names in by_text.items():
        if text in persons or len(names[0].nodes) > _LONGEST_NAME_WORDS:
            continue
        wrong = [one for one in names if _may_be_wrong(one)]
        if wrong and not any(map(_is_person, names)):
            known = tell_place(text)
            if known is not None and _is_shown(names, known):
                for node in (node for one in wrong for node in one.nodes):
                    node.entity = "GPE"
                    if node.tag == "NN":  # "around Sake": a name and no common noun
                        node.pos, node.tag = "PROPN", "NNP"
                for one in wrong:
                    _make_object(one.head)


def _make_object(head: Node) -> None:
    """Make a place that stands right behind a verb its object: "entered Sebha" is no measure."""
    verb = head.head
    if head.dep in ("npadvmod", "advmod") and verb.pos == "VERB" and head.i == verb.i + 1:
        head.dep = "dobj" if verb.child("dobj") is None else head.dep


def _join(tree: Tree, tell_place: TellPlace) -> None:
    """Make one name of a town's two words, of which only the second was taken for its name."""
    for before, node in pairwise(tree.nodes):
        stands_alone = before.dep == "compound" and before.head is node and not before.entity
        if node.entity not in _PLACED or not stands_alone or before.pos != "PROPN":
            continue
        text = tree.text(Span(before.start, node.end))
        if before.lower not in _TITLES and before.text[:1].isupper() and tell_place(text) in _KNOWN:
            before.entity, before.begins, node.begins = node.entity, True, False


def _part(tree: Tree, tell_place: TellPlace) -> None:
    """Part names that were taken for one, where each is known: "Mali, Burkina Faso"."""
    nodes = tree.nodes
    for comma in nodes[1:-1]:
        if comma.text != "," or comma.entity not in _DOUBTFUL or not comma.entity:
            continue
        first, last = comma.i, comma.i
        while first > 0 and _goes_on(nodes[first - 1], nodes[first]):
            first -= 1
        while last + 1 < len(nodes) and _goes_on(nodes[last], nodes[last + 1]):
            last += 1
        run = nodes[first : last + 1]
        names = _split(run)
        told = [tell_place(tree.text(Span(name[0].start, name[-1].end))) for name in names]
        if len(names) > 1 and "unknown" not in told:
            for one in run:
                one.entity = "" if one.text == "," else one.entity
                one.begins = any(one is name[0] for name in names)


def _goes_on(before: Node, node: Node) -> bool:
    return bool(before.entity) and before.entity == node.entity and not node.begins


def _split(run: Sequence[Node]) -> list[list[Node]]:
    """The words between the commas of a name."""
    names: list[list[Node]] = [[]]
    for one in run:
        if one.text == ",":
            names.append([])
        else:
            names[-1].append(one)
    return [name for name in names if name]


def _names(tree: Tree) -> Iterator[_Name]:
    """The names of a passage: runs of one label, or of names without one."""
    nodes = tree.nodes
    at = 0
    while at < len(nodes):
        label, last = nodes[at].entity, at + 1
        if label in _PLACED or (label in _DOUBTFUL and (label or _is_bare(nodes[at]))):
            while last < len(nodes) and nodes[last].entity == label and not nodes[last].begins:
                if not label and not _is_bare(nodes[last]):
                    break
                last += 1
            name = _name(tree, nodes[at:last])
            if name is not None:
                yield name
        at = last


def _is_bare(node: Node) -> bool:
    return node.pos == "PROPN" and not node.entity


def _name(tree: Tree, nodes: Sequence[Node]) -> _Name | None:
    kept = list(nodes)
    while kept and (kept[0].pos == "DET" or kept[0].text[:1].islower()):
        kept = kept[1:]
    while kept and (kept[-1].tag == "POS" or kept[-1].pos in ("PUNCT", "SPACE")):
        kept = kept[:-1]
    if not kept or not kept[-1].text[:1].isupper():
        return None
    inside = {one.i for one in kept}
    head = next((one for one in kept if one.is_root or one.head.i not in inside), kept[-1])
    text = tree.passage.text[kept[0].start - tree.passage.start : kept[-1].end - tree.passage.start]
    return _Name(text, tuple(kept), head)


def _may_be_wrong(name: _Name) -> bool:
    """Whether a name's label may be wrong: not that of a people, in the plural or as an adjective."""
    if name.head.entity not in _DOUBTFUL or _is_description(name):
        return False
    is_name = name.head.tag == "NNP" or (name.head.tag == "NN" and bool(name.head.entity))
    return is_name and name.head.dep != "amod" and not name.text.isupper()


def _is_description(name: _Name) -> bool:
    """Whether capitals are those of a headline: "Rebels Enter Key City Of X" names one place, X."""
    last = name.nodes[-1]
    of = last.child("prep")
    return last.lower in _KINDS and of is not None and of.lower == "of" and of.i == last.i + 1


def _parts_of_person(name: _Name) -> Iterable[str]:
    """A person's name of several words, whose forename and surname stand alone elsewhere."""
    if name.head.entity != "PERSON" or len(name.nodes) < 2:
        return ()
    words = name.text.split()
    return (words[0], words[-1]) if len(words) > 1 else ()


def _is_person(name: _Name) -> bool:
    """Whether a title or a verb of saying shows a name to be a person's."""
    head = name.head
    first = name.nodes[0]
    if any(child.lower in _TITLES and child.i < first.i for child in head.children):
        return True
    return (
        head.entity == "PERSON"
        and head.dep in ("nsubj", "nsubjpass")
        and head.head.lemma in _SAYING
    )


_KNOWN = ("known", "only")


def _is_shown(names: Sequence[_Name], known: Known) -> bool:
    """Whether a report shows a name to be a place's; one that is known as such more easily."""
    if any(map(_is_called, names)):
        return True
    labelled = sum(one.head.entity in _PLACED for one in names)
    placed = sum(
        _stands_behind(one, _placing(one)) or _is_fought_for(one, known) or _is_held(one, known)
        for one in names
    )
    if known in _KNOWN:
        return bool(labelled or placed)
    beside = sum(_stands_behind(one, _BESIDE) or _is_warred_on(one) for one in names)
    others = [one for one in names if one.head.entity not in _PLACED]
    is_body = any(one.head.entity == "ORG" for one in others)
    return bool(beside) or (labelled >= len(others) and placed > 0 and not is_body)


def _placing(name: _Name) -> frozenset[str]:
    """The prepositions that show this name to be a place's: a person's stands behind many."""
    return _INSIDE if name.head.entity == "PERSON" else _BEHIND


def _stands_behind(name: _Name, prepositions: frozenset[str]) -> bool:
    head = _first(name.head)
    return head.dep == "pobj" and head.head.lower in prepositions


def _is_fought_for(name: _Name, known: Known) -> bool:
    """Whether a name stands where that of a place does in news of a war: "shelled X", "march on X"."""
    head = _first(name.head)
    over = head.head
    if head.dep == "pobj":
        return over.head.lemma in _BOUND.get(over.lower, ())
    falls = head.dep == "nsubj" and over.lemma == "fall"
    if (head.dep in _BEFALLEN and over.pos in ("VERB", "AUX")) or falls:
        person = head.entity == "PERSON" and known != "only"
        return over.lemma in (_WARRED_ON if person else _FOUGHT_FOR) or (falls and not person)
    return False


_LEFT = frozenset({"dislodge", "evacuate", "retreat", "airlift"})
"""Verbs behind whose "from" nobody stands, only a place."""

_HOLDS = frozenset(
    {"control", "hand", "rule", "siege", "fire", "occupation", "bombardment", "curfew"}
)


def _is_held(name: _Name, known: Known) -> bool:
    """Whether a known name is told to be held or taken: "X is in the hands of", "X, which Y took"."""
    if known not in _KNOWN or name.head.entity == "PERSON":
        return False
    verb = name.head.head
    if name.head.dep in ("nsubj", "nsubjpass") and verb.lemma in ("be", "remain", "stay", "come"):
        under = [prep for prep in verb.all("prep") if prep.lower in ("under", "in")]
        return any(one.lemma in _HOLDS for prep in under for one in prep.all("pobj"))
    relative = [one for one in name.head.children if one.dep == "relcl"]
    return any(
        over.lemma in _FOUGHT_FOR and any(one.tag == "WDT" for one in over.all("dobj", "nsubjpass"))
        for over in relative
    )


_BEFALLEN = ("dobj", "nsubjpass", "npadvmod", "advmod")
"""How what a verb befalls hangs on it; the last two are a parse's mistakes for the first."""


def _first(head: Node) -> Node:
    """The first of the names that are told together: "Foua" of "Foua and Kefraya"."""
    while head.dep == "conj" and head.head.pos == "PROPN":
        head = head.head
    return head


def _is_warred_on(name: _Name) -> bool:  # noqa: PLR0911 - a sign a line
    """Whether a name that nobody knows stands where only a place does: "besieged X", "took X from"."""
    head = _first(name.head)
    over = head.head
    if head.dep == "pobj" and over.lower == "from":  # "evacuated its staff from X"
        return bool({over.head.lemma, over.head.head.lemma} & _LEFT)
    if head.dep == "pobj" and head.entity != "ORG":
        return over.lower == "of" and over.head.lemma in _BOUND["of"] | {"control", "charge"}
    if head.dep not in _BEFALLEN or over.pos != "VERB":
        return False
    if over.lemma == "give" and any(one.lower == "up" for one in over.all("prt")):
        return any(one.lower == "to" and one.i > head.i for one in over.all("prep", "dative"))
    if head.entity == "ORG":
        return over.lemma in ("besiege", "encircle", "shell", "bombard", "retake", "recapture")
    if over.lemma in ("leave", "quit", "flee"):  # "left X for the capital"
        return any(one.lower == "for" and one.i > head.i for one in over.all("prep"))
    if over.lemma in ("hold", "take", "control") and _goes_with_place(head):
        return True
    if over.lemma in ("take", "seize", "capture", "wrest"):
        return any(child.lower == "from" and child.i > head.i for child in over.all("prep"))
    return over.lemma in _WARRED_ON


_WHOLES = frozenset({"whole", "rest", "most", "part", "half", "all", "much", "surroundings"})


def _goes_with_place(head: Node) -> bool:
    """Whether a place is told with a name: "held X and the whole of the east"."""
    others = [one for one in head.children if one.dep == "conj"]
    named = any(one.entity in _PLACED or one.lemma in _KINDS | _SITES for one in others)
    shares = [one for one in others if one.lemma in _WHOLES]
    of = [pobj for one in shares for prep in one.all("prep") for pobj in prep.all("pobj")]
    return named or any(one.entity in _PLACED or one.pos == "PROPN" for one in of)


def _is_behind_site(prep: Node) -> bool:
    """Whether a preposition stands next behind what lies at a place: "the air base at X"."""
    over = prep.head
    before = next((one for one in (over, *over.subtree()) if one.i == prep.i - 1), None)
    return before is not None and before.lower in _SITES_AT


def _is_called(name: _Name) -> bool:
    """Whether the words call it a place: "the town of X", "X airport", "south of X", "X, a village"."""
    head = name.head
    first = _first(head)
    if first.dep == "pobj" and first.head.lower == "of":
        over = first.head.head
        if first is not head:  # "the towns of X and Y"
            return over.tag == "NNS" and over.lemma in _KINDS
        sided = over.lower in _SIDES and over.child("det") is None
        return bool({over.lemma, over.lower} & (_KINDS | _OF_PLACES | _MILITARY)) or sided
    if first.dep == "pobj" and first.head.lower in ("in", "at") and _is_behind_site(first.head):
        return True
    if head.dep in ("compound", "nmod") and head.head.i == name.nodes[-1].i + 1:
        site = head.head
        return site.pos in ("NOUN", "PROPN") and site.lower in _KINDS | _SITES
    if head.dep == "appos" and head.head.pos == "NOUN" and head.head.lemma in _KINDS:
        return True
    return any(
        child.dep == "appos" and child.pos == "NOUN" and child.lemma in _KINDS
        for child in head.children
    )
