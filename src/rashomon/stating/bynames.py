"""Under which other name somebody goes: "better known as X", "whose real name is X", "calls himself X".

Stands beside `rashomon.stating.identities`. Enters: the tree of a passage. Leaves: drafts of IDENTITY
with the other name as value, or of POST where what somebody calls himself is an office.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.appointments import draft_of_post, person_span
from rashomon.stating.bearers import is_office
from rashomon.stating.clauses import VERBAL, frame_of, subject_of
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.roles import after_noun, scope, spans_of, times_in
from rashomon.stating.standings import state_draft
from rashomon.stating.status import status_of


def find_bynames(tree: Tree) -> list[Draft]:
    """The drafts of a passage that tell somebody's other name."""
    found: list[Draft] = []
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_going_by(tree, node))
            found.extend(_known_as(tree, node))
            found.extend(_styled(tree, node))
        elif node.lemma == "name" and node.pos == "NOUN":
            found.extend(_told_by_name(tree, node))
        elif node.lower in _ALIAS:
            found.extend(_alias(tree, node))
    return found


_NAMES = frozenset({"name", "alias", "pseudonym", "nickname", "guerre", "nom", "sign", "callsign"})
_GOING = frozenset({"go", "pass", "operate", "travel", "write", "fight", "speak", "serve", "use"})


def _going_by(tree: Tree, verb: Node) -> Iterator[Draft]:
    """By which name somebody goes: "goes by the name of X", "uses the nom de guerre X"."""
    if verb.lemma not in _GOING:
        return
    frame = frame_of(verb)
    names = [one for one in frame.after("by", "under") if one.lemma in _NAMES]
    if verb.lemma == "use":
        names = [one for one in frame.undergoers if one.lemma in _NAMES]
    who = subject_of(verb)
    told = _name_behind(names[0]) if names else None
    if who is not None and told is not None:
        yield _byname(tree, verb, (who, told), names[0])


def _name_behind(noun: Node) -> Node | None:
    """The name that a noun for a name gives: "the name of X", "the nom de guerre X"."""
    behind = [*after_noun(noun, "of"), *noun.all("appos")]
    return next((one for one in behind if one.pos == "PROPN" or one.text[:1].isupper()), None)


def _known_as(tree: Tree, verb: Node) -> Iterator[Draft]:
    """Under which name somebody is known: "better known as X", "X, nicknamed Y"."""
    frame = frame_of(verb)
    is_known = verb.lemma == "know" and verb.tag == "VBN"
    is_nicknamed = verb.lemma in ("nickname", "dub", "alias") and verb.tag == "VBN"
    if not (is_known or is_nicknamed):
        return
    names = [*frame.after("as"), *verb.all("oprd"), *(verb.all("dobj") if is_nicknamed else ())]
    told = next((one for one in names if one.pos == "PROPN"), None)
    who = verb.head if verb.dep in ("acl", "relcl") else next(iter(frame.undergoers), None)
    if told is None or who is None or not _is_somebody(who):
        return
    yield _byname(tree, verb, (who, told), verb)


def _is_somebody(node: Node) -> bool:
    """Whether a person is meant, by his name or by a pronoun, and no town or body."""
    return node.entity == "PERSON" or node.lower in ("he", "she", "who", "man", "woman")


_CALLING = frozenset({"call", "style", "dub", "name", "proclaim", "declare", "crown"})
_OWN = frozenset({"himself", "herself"})


def _styled(tree: Tree, verb: Node) -> Iterator[Draft]:
    """What somebody calls himself: "calls himself Commander Wolf", "styles himself president of X"."""
    own = next((one for one in verb.subtree() if one.lower in _OWN), None)
    if verb.lemma not in _CALLING or own is None or own.i < verb.i:
        return
    told = own.head if own.dep in ("nsubj", "compound", "nmod", "poss") else None
    if told is None or told is verb:
        behind = [*verb.all("oprd", "attr"), *verb.all("dobj", "appos"), *own.all("appos")]
        told = next((one for one in behind if one is not own and one.i > own.i), None)
    who = subject_of(verb)
    if told is None or who is None or who is own or told.pos not in ("NOUN", "PROPN"):
        return
    if is_office(told) and verb.lemma != "declare":
        person = person_span(tree, who)
        if person is not None and told.child("prep") is not None:
            yield draft_of_post(tree, verb, told, person, None)
        return
    if told.pos == "PROPN":
        yield _byname(tree, verb, (who, told), verb)


_REAL = frozenset({"real", "true", "full", "birth", "given", "actual", "code", "proper", "legal"})


def _told_by_name(tree: Tree, noun: Node) -> Iterator[Draft]:
    """Somebody's other name by a clause on it: "X, whose real name is Y", "his real name is Y"."""
    verb = noun.head
    owner = noun.child("poss")
    told = verb.child("attr") if verb.lemma == "be" and noun.dep == "nsubj" else None
    kind = {one.lower for one in noun.children if one.dep in ("amod", "compound", "nmod")}
    if owner is None or told is None or told.pos != "PROPN" or not kind & _REAL:
        return
    who = verb.head if owner.tag == "WP$" and verb.dep == "relcl" else owner
    yield _byname(tree, verb, (who, told), noun)


_ALIAS = frozenset({"alias", "aka", "a.k.a.", "a.k.a"})


def _alias(tree: Tree, word: Node) -> Iterator[Draft]:
    """Two names with "alias" between them: "X, alias Y", "X alias Y", "X (a.k.a. Y)"."""
    words = [one for one in tree if one.pos == "PROPN" and one is not word]
    before = [one for one in words if one.i < word.i and word.i - one.i <= _NEAR]
    behind = [one for one in words if one.i > word.i and one.i - word.i <= _NEAR]
    if not before or not behind:
        return
    who, told = before[-1], behind[0]
    while told.dep == "compound" and told.head.pos == "PROPN" and told.head.i > told.i:
        told = told.head
    yield _byname(tree, word, (who, told), word)


_NEAR = 2
"""Words between "alias" and the names on its sides: a comma or an opening bracket, no more."""


def _byname(tree: Tree, verb: Node, names: tuple[Node, Node], trigger: Node) -> Draft:
    """A draft of who goes under which name."""
    who, told = names
    value = Span(min(phrase(told).start, told.start), phrase(told).end)
    whose = spans_of([who])
    span = clause_span(verb)
    span = Span(min(span.start, whose[0].start), max(span.end, value.end))
    draft = state_draft(tree, trigger, "IDENTITY", span, ())
    around = scope(verb)
    return replace(
        draft,
        targets=whose,
        times=times_in(around),
        value=tree.text(value),
        status=status_of(verb),
    )
