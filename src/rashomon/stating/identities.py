"""Who somebody is said to be: "identified them as spies", "they were pilgrims", "he is X, a colonel".

Stands beside `rashomon.stating.states`. Enters: the tree of a passage. Leaves: drafts of IDENTITY,
complete but for whose word they stand on.
"""

from functools import cache

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Status
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of, referent
from rashomon.stating.extents import clause_span
from rashomon.stating.lexicon import listed, load_table, people
from rashomon.stating.roles import is_party, scope, spans_of, times_in
from rashomon.stating.standings import state_draft
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in


def find_identities(tree: Tree, offices: set[Span]) -> list[Draft]:
    """The drafts of a passage that tell who somebody is.

    Args:
        tree: The passage.
        offices: The words of offices that it tells already, by their triggers.
    """
    found: list[Draft] = []
    for node in tree:
        if node.tag == "NNS" and node.pos == "NOUN" and _is_predicate(node):
            found.extend(_copula_of(tree, node, node, offices))
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_identities(tree, node, offices))
    return found


def _identities(tree: Tree, verb: Node, offices: set[Span]) -> list[Draft]:
    """Who somebody is said to be: "identified them as spies", "they were pilgrims"."""
    if verb.lemma == "be":
        return _copula(tree, verb, offices)
    if verb.lemma == "serve" and (serving := _serving(tree, verb)):
        return serving
    if verb.lemma in _table("identified"):
        frame = frame_of(verb)
        values = [*frame.after("as", "to"), *verb.all("oprd")]
        for child in verb.children:
            if child.dep in ("ccomp", "xcomp") and child.lemma == "tantamount":
                values.extend(pobj for prep in child.all("prep") for pobj in prep.all("pobj"))
        whom = [one for one in frame.undergoers if is_party(one)]
        value = next((one for one in values if one.lemma in people() and one not in whom), None)
        named = None if value is not None else _named_so(verb)
        if named is not None:
            whom, value = [named[0]], named[1]
        if whom and value is not None:
            return [_identity(tree, verb, spans_of(frame.doers), spans_of(whom), value)]
    if verb.lemma in _table("posing"):
        frame = frame_of(verb)
        value = next((one for one in frame.after("as") if one.lemma in people()), None)
        whom = [one for one in frame.doers if is_party(one)]
        if value is not None and value.span not in offices:
            return [_identity(tree, verb, (), spans_of(whom), value)]
    return []


def _serving(tree: Tree, verb: Node) -> list[Draft]:
    """Who somebody is where a parse took "serving" for a verb: "they were serving officers of X"."""
    value, subject = verb.child("dobj"), verb.child("nsubj")
    were = any(one.lemma == "be" for one in verb.all("aux"))
    if value is None or subject is None or not were or (verb.tag, value.tag) != ("VBG", "NNS"):
        return []
    if value.lemma not in people() or value.child("det", "poss") is not None:
        return []
    return [_identity(tree, verb, (), spans_of([subject]), value)] if is_party(subject) else []


def _named_so(verb: Node) -> tuple[Node, Node] | None:
    """Whom a verb calls what, where the parse took both for one noun: "calls the dead men spies"."""
    value = verb.child("dobj") if verb.lemma in _table("calling") else None
    if value is None or value.tag != "NNS" or value.lemma not in people():
        return None
    before = [one for one in value.all("compound") if one.tag == "NNS" and one.i + 1 == value.i]
    return (before[0], value) if before and is_party(before[0]) else None


def _is_predicate(noun: Node) -> bool:
    """Whether the parse took "were" for an auxiliary of the noun: "the men were pilgrims"."""
    return any(one.lemma == "be" and one.dep in ("aux", "auxpass", "cop") for one in noun.children)


def _copula(tree: Tree, verb: Node, offices: set[Span]) -> list[Draft]:
    value = verb.child("attr")
    if value is None or verb.child("expl") is not None:
        return []
    return _copula_of(tree, verb, value, offices)


def _copula_of(tree: Tree, verb: Node, value: Node, offices: set[Span]) -> list[Draft]:
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or value.span in offices:
        return []
    subject = referent(subject)
    pointed = subject.lower in _POINTING
    culprits = subject.lemma in _CULPRITS and subject.tag == "NNS"
    told_apart = culprits or (pointed and subject.child("relcl") is not None and value.tag == "NNS")
    plain = (
        (value.lemma in people() or (culprits and value.lemma in _BODIES))
        and value.pos == "NOUN"
        and (value.lemma not in _VAGUE or (pointed and value.lemma == "force"))
    )
    named = _is_named_so(subject, value)
    if not (plain or named) or not (pointed or culprits or is_party(subject)):
        return []
    if subject.lower in ("it", "i") or (pointed and not told_apart and not _tells_who(value)):
        return []
    if not (named or culprits) and not _is_qualified(value) and value.tag != "NNS":
        return []
    return [_identity(tree, verb, (), spans_of([subject]), value)]


_CULPRITS = frozenset(
    {"killer", "attacker", "assailant", "perpetrator", "culprit", "raider", "abductor", "kidnapper",
     "captor", "murderer", "bomber", "shooter", "assassin", "robber", "arsonist", "intruder"}
)  # fmt: skip
"""Those who did it, of whom it is said who they are: "the killers were militiamen"."""

_BODIES = frozenset(
    {"militia", "police", "infantry", "cavalry", "personnel", "soldiery", "irregular", "militiaman"}
)
"""What those who did it may be called together."""

_VAGUE = frozenset({"force", "one", "party"})

_POINTING = frozenset({"we", "those", "these"})
"""Words for people who stand in sight, of whom it is said who they are: "those were volunteers"."""

_ANYBODY = frozenset(
    {
        "people", "person", "man", "woman", "child", "human", "friend", "brother", "sister", "neighbour",
        "neighbor", "family", "victim", "one", "partner", "ally", "witness", "majority", "minority",
    }
)  # fmt: skip
"""What anybody may call himself: it tells nobody apart."""


def _is_qualified(value: Node) -> bool:
    return any(
        child.dep in ("amod", "compound", "prep", "relcl", "nmod") for child in value.children
    )


def _tells_who(value: Node) -> bool:
    """Whether a noun tells those who are pointed at from others: "those were local volunteers"."""
    plural = value.tag == "NNS" and value.lemma not in _ANYBODY
    return plural and any(
        child.dep in ("amod", "compound", "nmod") or child.lower in ("of", "from")
        for child in value.children
    )


def _is_named_so(subject: Node, value: Node) -> bool:
    """Whether somebody without a name is told by one: "he is Viktor Palenko, a colonel"."""
    full = value.entity == "PERSON" and value.child("compound") is not None
    nameless = subject.lower in ("he", "she") or (
        subject.pos == "NOUN" and subject.lemma in people() and subject.tag == "NN"
    )
    return full and value.pos == "PROPN" and nameless


def _identity(
    tree: Tree, verb: Node, actors: tuple[Span, ...], targets: tuple[Span, ...], value: Node
) -> Draft:
    words = [value]
    for child in value.children:
        if child.dep not in ("relcl", "punct") or child.i < value.i:
            words.extend(child.subtree())
    said = Span(min(one.start for one in words), max(one.end for one in words))
    draft = state_draft(tree, value, "IDENTITY", clause_span(verb), targets or actors)
    around = scope(verb)
    return replace(
        draft,
        actors=actors,
        targets=targets,
        places=places_in(around, value),
        times=times_in(around),
        value=tree.text(said),
        status=_status_of(verb, value),
    )


def _status_of(verb: Node, value: Node) -> Status:
    """How sure it is who somebody is; "was no member of ours" denies it."""
    status = status_of(verb)
    is_none = any(one.dep == "det" and one.lower == "no" for one in value.children)
    return "denied" if is_none and status in ("asserted", "reported") else status


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
