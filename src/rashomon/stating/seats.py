"""Offices told by the seat itself: "whose commander is X", "the post of envoy is held by X".

Stands beside `rashomon.stating.appointments`, which reads the verbs that give an office. Enters: the
tree of a passage. Leaves: drafts of POST.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.appointments import draft_of_post, person_span
from rashomon.stating.bearers import is_office, office_table
from rashomon.stating.clauses import VERBAL, frame_of
from rashomon.stating.extents import phrase
from rashomon.stating.roles import after_noun


def find_seats(tree: Tree) -> list[Draft]:
    """Offices whose holder is told by a clause about the office."""
    found: list[Draft] = []
    for node in tree:
        if node.pos not in VERBAL or node.dep in ("aux", "auxpass"):
            continue
        found.extend(_told_by_office(tree, node))
        found.extend(_at_head(tree, node))
        found.extend(_held_seat(tree, node))
        found.extend(_to_lead(tree, node))
        found.extend(_speaking_for(tree, node))
    return found


def _told_by_office(tree: Tree, verb: Node) -> Iterator[Draft]:
    """The office that is the subject: "whose commander is X", "the head of the mission was Y"."""
    office, bearer = verb.child("nsubj"), verb.child("attr")
    if verb.lemma != "be" or office is None or bearer is None or not is_office(office):
        return
    person = person_span(tree, bearer) if bearer.pos == "PROPN" else None
    if person is None or office.pos == "PROPN":
        return
    draft = draft_of_post(tree, verb, office, person, None)
    whose = office.child("poss")
    if whose is not None and whose.tag == "WP$" and verb.dep == "relcl":
        body = tree.text(phrase(verb.head))
        draft = replace(
            draft, value=f"{tree.text(phrase(office)).removeprefix('whose ')} of {body}"
        )
    yield draft


_AT_HEAD = frozenset({"head", "helm"})
_STANDING = frozenset({"be", "stand"})
_PUTTING = frozenset({"put", "place", "install", "set"})


def _at_head(tree: Tree, verb: Node) -> Iterator[Draft]:
    """Who is at the head of a body: "at the head of the delegation is X", "at its helm stands Y"."""
    if verb.lemma not in _STANDING | _PUTTING:
        return
    frame = frame_of(verb)
    heads = [one for name, one in frame.preps if name == "at" and one.lemma in _AT_HEAD]
    about = verb.all("nsubj", "attr", "dobj") if verb.lemma in _STANDING else frame.undergoers
    beside = [one for each in about for one in (each, *each.all("appos"))]
    persons = [one for one in beside if one.pos == "PROPN"]
    person = person_span(tree, persons[0]) if persons else None
    if not heads or person is None:
        return
    body = next(iter(after_noun(heads[0], "of")), None)
    value = "head" if body is None else f"{heads[0].text} of {tree.text(phrase(body))}"
    yield replace(draft_of_post(tree, verb, heads[0], person, None), value=value)


_SEATS = frozenset({"post", "office", "job", "position", "role", "seat", "portfolio", "title"})
_FILLING = frozenset({"hold", "occupy", "fill", "take", "go", "pass", "fall", "give"})


def _held_seat(tree: Tree, verb: Node) -> Iterator[Draft]:
    """Who has a post: "the post of negotiator has been held by X", "the job of envoy went to Y"."""
    if verb.lemma not in _FILLING:
        return
    frame = frame_of(verb)
    seats = [one for one in (*frame.undergoers, *frame.doers) if one.lemma in _SEATS]
    offices = [one for seat in seats for one in after_noun(seat, "of", "as") if is_office(one)]
    who = [*(frame.doers if frame.undergoers else ()), *frame.after("to")]
    named = next((one for one in who if one.pos == "PROPN"), None)
    person = None if named is None else person_span(tree, named)
    if offices and person is not None:
        yield draft_of_post(tree, verb, offices[0], person, None)


def _to_lead(tree: Tree, verb: Node) -> Iterator[Draft]:
    """The office of whoever is named to lead a body: "has named X to head the service"."""
    if verb.lemma not in office_table("given") | {"send", "put"}:
        return
    frame = frame_of(verb)
    persons = [one for one in frame.undergoers if one.pos == "PROPN"]
    for led in verb.all("xcomp", "advcl"):
        bodies = led.all("dobj") if led.lemma in office_table("led") | {"run", "direct"} else []
        person = person_span(tree, persons[0]) if persons and bodies else None
        if person is not None:
            draft = draft_of_post(tree, verb, bodies[0], person, "given")
            told = Span(led.start, phrase(bodies[0]).end)
            yield replace(draft, trigger=led.span, value=tree.text(told))


def _speaking_for(tree: Tree, verb: Node) -> Iterator[Draft]:
    """Who is the voice of a body: "X, who speaks for the movement"."""
    if verb.lemma != "speak" or verb.tag not in ("VBZ", "VBP") or verb.dep != "relcl":
        return
    frame = frame_of(verb)
    named = [one for one in frame.after("in", "on") if one.lemma in ("name", "behalf")]
    bodies = [*frame.after("for"), *(of for one in named for of in after_noun(one, "of"))]
    person = person_span(tree, verb.head) if verb.head.pos == "PROPN" else None
    if bodies and person is not None:
        draft = draft_of_post(tree, verb, bodies[0], person, None)
        told = Span(verb.start, phrase(bodies[0]).end)
        span = Span(person.start, max(told.end, draft.span.end))
        yield replace(draft, trigger=verb.span, span=span, value=tree.text(told))
