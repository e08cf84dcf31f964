"""Offices that are given, taken, held or left by a verb: "was named chief of staff", "X, who heads Y".

Stands beside `rashomon.stating.offices`. Enters: the tree of a passage. Leaves: drafts of POST.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span, covers
from rashomon.stating.bearers import (
    Name,
    find_names,
    is_bare_surname,
    is_office,
    named_as_person,
    office_table,
)
from rashomon.stating.clauses import VERBAL, Frame, frame_of, subject_of
from rashomon.stating.extents import clause_span, coordinates, phrase
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.roles import is_party, scope, times_in
from rashomon.stating.status import status_of

_OWN = frozenset({"himself", "herself"})
_PERSONAL = frozenset({"he", "she", "who", "him", "her"})


def find_appointments(tree: Tree) -> list[Draft]:
    """Offices given, taken or held by a verb: "was named chief of staff", "X, who heads the agency"."""
    found: list[Draft] = []
    names = find_names(tree.nodes)
    for node in tree:
        if node.pos not in VERBAL or node.dep in ("aux", "auxpass"):
            continue
        found.extend(_given(tree, node, names))
        found.extend(_held(tree, node))
        found.extend(_taken(tree, node))
        found.extend(_led(tree, node))
        found.extend(_succeeded(tree, node))
        found.extend(_taken_over(tree, node))
    return found


def _given(tree: Tree, verb: Node, names: list[Name]) -> Iterator[Draft]:
    """What a verb gives somebody: "was named envoy to Y", "appointed X governor of Y"."""
    if verb.lemma not in office_table("given"):
        return
    frame = frame_of(verb)
    person: Span | None = None
    value = next((one for one in _values(frame) if is_office(one)), None)
    small = [] if value is None else value.all("nsubj") if value.dep == "ccomp" else []
    for one in (*frame.undergoers, *small):
        told = one if one.lower not in _OWN else _self(verb)
        if value is None and is_office(one) and one.dep in ("dobj", "oprd", "attr"):
            # "appointed X governor": a parse takes the name for a part of the office
            person, value = _before(tree, one, names) or _of_self(tree, verb, one), one
        elif value is not None and told is not None and one.i != value.i:
            person = person or person_span(tree, told)
    if value is None and person is None:
        yield from _given_in_stead(tree, frame)
    if value is not None and person is not None and not _is_vague(value, verb):
        yield draft_of_post(tree, verb, value, person, "given")


def _given_in_stead(tree: Tree, frame: Frame) -> Iterator[Draft]:
    """The office of another: "dismissed X as chief of staff and appointed Y in his place"."""
    verb = frame.verb
    stead = any(
        one.lemma in _STEAD | {"stead"} and one.child("poss") is not None
        for one in frame.after("in")
    )
    if not stead or verb.dep != "conj" or verb.head.pos not in VERBAL:
        return
    left = frame_of(verb.head)
    seat = next((one for one in (*left.after("as"), *left.undergoers) if is_office(one)), None)
    named = [person_span(tree, one) for one in frame.undergoers if one.pos == "PROPN"]
    if seat is not None and named and named[0] is not None:
        yield draft_of_post(tree, verb, seat, named[0], "given", trigger=verb)


def _values(frame: Frame) -> list[Node]:
    """The words in which a verb may hold an office: its complement, or what stands behind "as"."""
    verb = frame.verb
    if verb.lemma == "make":  # "was made commander", not "made a call to the president"
        return [*verb.all("oprd", "attr"), *_small_clause(verb)]
    found = [*verb.all("oprd", "attr"), *frame.after("as", "to"), *_small_clause(verb)]
    # "elevated to command of" is often read as an infinitive.
    return found + [one for one in verb.all("xcomp", "advcl") if one.lemma == "command"]


def _small_clause(verb: Node) -> list[Node]:
    """The office that a parse takes for a clause: "declared [himself president of the republic]"."""
    return [
        one
        for one in verb.all("ccomp")
        if one.pos in ("NOUN", "PROPN") and one.child("nsubj") is not None and not one.all("cop")
    ]


def _before(tree: Tree, office: Node, names: list[Name]) -> Span | None:
    """The name that ends where an office begins: "X governor"."""
    name = next((one for one in names if one.last == office.i - 1), None)
    return None if name is None else Span(tree.nodes[name.first].start, tree.nodes[name.last].end)


def _self(verb: Node) -> Node | None:
    """Who gives himself an office: the subject that is no reflexive."""
    own = [one for one in verb.all("nsubj") if one.lower not in _OWN]
    return own[0] if own else subject_of(verb)


def _of_self(tree: Tree, verb: Node, office: Node) -> Span | None:
    """Who "had himself proclaimed head of state", a parse hanging the reflexive anywhere."""
    subjects = verb.all("nsubj")
    if not any(one.lower in _OWN for one in (*subjects, *office.all("poss", "compound"))):
        return None
    who = next((one for one in subjects if one.lower not in _OWN), None)
    return None if who is None else person_span(tree, who) or phrase(who)


_NO_OFFICE = frozenset(
    {"member", "representative", "delegate", "aide", "deputy", "adviser", "advisor"}
)


def _is_vague(value: Node, verb: Node) -> bool:
    """Whether a bare word says too little: of who "was installed as governor" it says what he is now."""
    few = len(_until_break([one for one in value.subtree() if one.i >= _start(value)])) < 3
    loose = _NO_OFFICE if verb.lemma in office_table("given") else office_table("vague")
    return value.lemma in loose and few


def _held(tree: Tree, verb: Node) -> Iterator[Draft]:
    """What somebody is, becomes or stays: "X became commander of the corps"."""
    frame = frame_of(verb)
    held = verb.lemma in office_table("held") or _takes_over(frame)
    if not held and verb.lemma != "be":
        return
    doers = [_named_heir(one) for one in frame.doers]
    persons = [one for one in doers if one.pos in ("PROPN", "PRON") and is_party(one)]
    values = _values(frame) + verb.all("acomp") if held else verb.all("oprd", "attr")
    acting = [] if verb.lemma != "act" else [one for one in verb.all("dobj") if is_office(one)]
    values += acting  # "is acting head of state"
    value = next((one for one in values if is_office(one)), None)
    if not persons or value is None or value.i == persons[0].i or _is_vague(value, verb):
        return
    person = person_span(tree, persons[0])
    if person is not None:
        draft = draft_of_post(tree, verb, value, person, "given" if _takes_over(frame) else None)
        yield replace(draft, value=f"acting {draft.value}") if value in acting else draft


def _takes_over(frame: Frame) -> bool:
    """Whether somebody comes into an office: "took over as governor", "stepped in as premier"."""
    ways = {"take": "over", "step": "in", "carry": "on", "stay": "on", "come": "back"}
    comes = frame.verb.lemma == "return" or ways.get(frame.verb.lemma) in frame.words
    return not frame.passive and comes and "as" in frame.words


_TAKEN = frozenset({"office", "post", "duty", "helm", "seat", "oath"})


def _taken(tree: Tree, verb: Node) -> Iterator[Draft]:
    """The office that its holder enters: "the new governor took office on Monday"."""
    if verb.lemma not in ("take", "assume", "enter", "leave"):
        return
    frame = frame_of(verb)
    seat = [one for one in (*frame.undergoers, *frame.after("up")) if one.lemma in _TAKEN]
    seated = next((one for one in frame.after("as") if is_office(one)), None)
    if seat and seated is not None and verb.lemma != "leave":  # "took the oath as governor"
        person = next((person_span(tree, one) for one in frame.doers if one.pos == "PROPN"), None)
        if person is not None:
            yield draft_of_post(tree, verb, seated, person, "given")
            return
    holder = next((one for one in frame.doers if is_office(one)), None)
    if seat and holder is not None and verb.lemma != "leave":
        yield draft_of_post(tree, verb, holder, phrase(holder), "given")


def _succeeded(tree: Tree, verb: Node) -> Iterator[Draft]:
    """The office of a successor: "resigned as envoy and was succeeded by Y", "replaced him with Y"."""
    if verb.lemma not in ("succeed", "replace"):
        return
    frame = frame_of(verb)
    heirs = frame.doers if frame.passive else frame.after("with", "by")
    frames = [frame_of(one) for one in (verb, *coordinates(verb))]
    seats = [one for each in frames for one in each.after("as") if is_office(one)]
    if not frame.passive or frame.after("with"):
        # "sacked his chief of staff and replaced him with Y"
        heirs = frame.after("with")
    # "the minister was dismissed and succeeded by Y"
    left = [one for each in frames for one in each.undergoers]
    seats += [
        one for one in (*left, *(by for each in left for by in each.all("appos"))) if is_office(one)
    ]
    named = [_named_heir(one) for one in heirs]
    person = next((person_span(tree, one) for one in named if one.pos == "PROPN"), None)
    if seats and person is not None:
        yield draft_of_post(tree, verb, seats[0], person, "given", trigger=verb)


def _taken_over(tree: Tree, verb: Node) -> Iterator[Draft]:
    """The office that another has just left: "the minister resigned and his deputy, Y, took over"."""
    before = verb.head
    if verb.lemma not in ("take", "step") or verb.dep != "conj" or before.pos not in VERBAL:
        return
    frame, left = frame_of(verb), frame_of(before)
    places = [one for one in frame.undergoers if one.lemma in _STEAD]
    in_stead = any(one.child("poss") is not None for one in places)
    bare = not frame.undergoers and (verb.lemma == "take") == ("over" in frame.words)
    if not in_stead and not (bare and frame.words & {"over", "in", "up"}):
        return
    seat = next((one for one in (*left.undergoers, *left.doers) if is_office(one)), None)
    own = verb.child("nsubj")
    person = None if own is None else person_span(tree, _named_heir(own))
    if seat is not None and person is not None and _named_heir(own or verb).pos == "PROPN":
        yield draft_of_post(tree, verb, seat, person, "given", trigger=verb)


_STEAD = frozenset({"place", "post", "job", "seat", "office", "chair"})


def _named_heir(heir: Node) -> Node:
    """The name that a successor's description explains: "succeeded by a retired colonel, Joseph Ade"."""
    beside = [one for one in heir.all("appos") if one.entity == "PERSON"]
    # "a colonel named Sidi Barry"
    beside += [name for one in heir.all("acl") for name in one.all("oprd") if one.lemma == "name"]
    return beside[0] if beside and heir.pos == "NOUN" else heir


def _led(tree: Tree, verb: Node) -> Iterator[Draft]:
    """The office of whoever leads a body: "X, who heads the Council", "the alliance led by X"."""
    if verb.lemma not in office_table("led"):
        return
    frame = frame_of(verb)
    if frame.passive:
        bodies = [one for one in frame.undergoers if _is_body(one) or _is_led(one)]
        heads = [one for one in frame.doers if one.pos == "PROPN"]
    elif verb.tag != "VBN" or verb.child("aux") is not None:
        bodies = [one for one in frame.undergoers if _is_body(one)]
        bodies += [one for one in frame.undergoers if not bodies and _is_ruled(one, frame)]
        heads = [
            one
            for one in map(_bearer, frame.doers)
            if one.entity == "PERSON" or one.lower in ("he", "she")
        ]
    else:
        return
    person = person_span(tree, heads[0]) if len(heads) == 1 else None
    if person is None or len(bodies) != 1 or status_of(verb) != "asserted":
        return
    if frame.passive and _covers(tree, bodies[0], person):
        return
    office = "leader" if frame.passive else _LEADERS.get(verb.lemma, "leader")
    span = clause_span(verb) if not frame.passive else _span_with(tree, verb, bodies[0])
    yield Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=span,
        trigger=verb.span,
        type="POST",
        mode=None if verb.tag in ("VBZ", "VBP") or frame.passive else "past",
        status="asserted",
        actors=(person,),
        times=times_in(scope(verb)),
        value=f"{office} of {_body_words(tree, bodies[0])}",
        confidence=CONFIDENCE["clause"],
    )


_LEADERS = {"head": "head", "command": "commander", "chair": "chair"}
"""What those are who do so: "heads the mission" and "head of the mission" are one office."""


def _covers(tree: Tree, body: Node, person: Span) -> bool:
    """Whether the leader is a body itself: of "forces led by the Front" nobody is told to lead."""
    own = phrase(body)
    return own.start <= person.start < own.end or not tree.within(person)


def _span_with(tree: Tree, verb: Node, body: Node) -> Span:
    """A participle or clause with the body that it tells of, and the name that the body explains."""
    first = body.head if body.dep == "appos" and body.head.i < body.i else body
    words = [one for one in verb.subtree() if one.dep != "punct" or one.i < verb.i]
    last = max(one.end for one in words)
    finite = clause_span(verb)
    start = min(phrase(first).start, verb.start)
    if body.dep in ("nsubj", "nsubjpass"):
        return Span(min(start, finite.start), max(finite.end, last))
    return Span(start, last)


def _body_words(tree: Tree, body: Node) -> str:
    """The body in words, by its name where it explains one: "the Front, the alliance led by X"."""
    named = body.head if body.dep == "appos" and body.head.pos == "PROPN" else body
    whose = named.child("poss")
    if whose is not None and whose.tag in ("WP$", "PRP$"):
        return "the " + tree.text(Span(whose.end, phrase(named).end)).strip()
    return tree.text(phrase(named))


def _bearer(node: Node) -> Node:
    """The name that a description explains: "Cem Aydin, the retired general who heads the mission"."""
    explains = node.dep == "appos" and node.pos == "NOUN" and node.head.entity == "PERSON"
    return node.head if explains else node


def _is_body(node: Node) -> bool:
    """Whether a word is the name of a body that somebody leads; who leads an attack holds no office."""
    named = node.pos == "PROPN" or any(
        one.entity == "ORG" for one in node.all("compound", "nmod", "poss")
    )
    return named and node.entity not in ("PERSON", "DATE", "GPE", "LOC", "NORP", "EVENT")


def _is_led(node: Node) -> bool:
    """Whether a common noun is a body that has a leader: "the rebel alliance", "a breakaway faction"."""
    return node.pos == "NOUN" and node.lemma in office_table("bodies")


def _is_ruled(node: Node, frame: Frame) -> bool:
    """Whether it lasts, as of who "has led the junta since May"; who "led the army" may be dead."""
    lasting = any(child.tag in ("VBZ", "VBP") for child in frame.verb.all("aux"))
    return _is_led(node) and (lasting or frame.verb.tag in ("VBZ", "VBP"))


def draft_of_post(
    tree: Tree,
    verb: Node,
    office: Node,
    person: Span,
    mode: str | None,
    trigger: Node | None = None,
) -> Draft:
    """A draft of the office that a verb tells somebody to hold, complete but for whose word it is."""
    first = _start(office)
    words = [one for one in office.subtree() if one.i >= first and one.lower not in _OWN]
    if not covers(person, office.span):  # of "X governor" the office only
        words = [one for one in words if not covers(person, one.span)]
    words = _until_break(words)
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=clause_span(verb),
        trigger=(trigger or office).span,
        type="POST",
        mode=mode,
        status=status_of(verb),
        actors=(person,),
        times=times_in(scope(verb)),
        value=tree.text(Span(words[0].start, words[-1].end)),
        confidence=CONFIDENCE["clause"],
    )


def _start(value: Node) -> int:
    return min(
        (child.i for child in value.children if child.dep in ("amod", "compound", "poss", "nmod")),
        default=value.i,
    )


def _until_break(words: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in words:
        if kept and (
            _is_in_stead(node)
            or node.text in (",", ";", "(", ".")
            or node.tag in ("WDT", "WP")
            or node.entity in ("DATE", "TIME")
        ):
            break
        kept.append(node)
    while len(kept) > 1 and kept[-1].pos in ("ADP", "PUNCT", "DET"):
        kept.pop()
    return kept


def _is_in_stead(node: Node) -> bool:
    """Whether words go on with whom somebody comes after: "commander in his stead"."""
    return node.lower == "in" and any(
        one.lemma in _STEAD | {"stead"} and one.child("poss") is not None
        for one in node.all("pobj")
    )


def person_span(tree: Tree, node: Node) -> Span | None:
    """The words that name somebody who may hold an office; None for a body, a place or a thing."""
    if node.pos == "PRON":
        return node.span if node.lower in _PERSONAL else None
    if node.pos == "NOUN":
        return phrase(node) if node.child("det", "poss") is not None else None
    name = named_as_person(node, tree.nodes)
    if name is not None and name.last == node.i:
        return Span(tree.nodes[name.first].start, node.end)
    left = [
        child.start for child in node.children if child.dep == "compound" and child.pos == "PROPN"
    ]
    surname = node.entity == "ORG" and not left and is_bare_surname(node)
    if node.entity not in ("PERSON", "") and not surname:
        return None
    return Span(min([node.start, *left]), node.end)
