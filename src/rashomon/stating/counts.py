"""How many there are: men in a place, that there is none of them, and what a force's strength is.

Stands beside `rashomon.stating.states`. Enters: the tree of a passage. Leaves: drafts of FORCE,
complete but for whose word they stand on. What only goes back to a count is read in
`rashomon.stating.recounts`.
"""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, StateType, Status
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of, subject_of
from rashomon.stating.control import hold_by_verb
from rashomon.stating.doers import owners
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import listed, load_table, word_set
from rashomon.stating.roles import (
    after_noun,
    counted,
    is_party,
    is_place,
    number_of,
    scope,
    spans_of,
    times_in,
)
from rashomon.stating.stationing import (
    OTHER_NUMBERS,
    also_counted,
    have_gone,
    is_stationed,
    placed_behind,
)
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in

HAVING = frozenset({"have", "keep", "maintain", "number", "field", "muster"})
_NONE = frozenset({"no", "any"})


def find_counts(tree: Tree) -> list[Draft]:
    """The drafts of a passage that tell how many there are."""
    found: list[Draft] = []
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_forces(tree, node))
            found.extend(_presences(tree, node))
            found.extend(_strengths(tree, node))
    return found


def _forces(tree: Tree, verb: Node) -> Iterator[Draft]:
    """How many of whom are where: "there are 500 soldiers in the town", "has no troops there"."""
    for men in _men_of(verb):
        if have_gone(men):
            continue
        number = number_of(men)
        is_none = _is_no_man(men)
        afoot = verb.lemma in _SIDE_BY_SIDE or verb.lemma in _STATIONED
        nationals = number is not None and afoot and _are_nationals(men)
        strangers = is_none and men.lemma in _table("strangers")
        if counted(men).lemma not in _table("forces") and not (nationals or strangers):
            continue
        words = scope(verb)
        places = _guarded(verb) or _before_others(men, places_in(words, verb))
        if number is None and not (is_none or (verb.lemma in HAVING and _is_denied(verb))):
            continue
        holder = subject_of(verb) if verb.lemma in HAVING else None
        whose: tuple[Span, ...] = (phrase(men),)
        owned = holder is not None and is_party(holder) and not _is_of_nation(men)
        afield = number is not None and (nationals or _is_afield(verb) or owned)
        if not places and not is_none and not afield:
            continue
        if holder is not None and owned:
            whose = spans_of([holder])
        elif sender := _sender(verb, men):
            whose = spans_of([sender])
        elif number is not None:
            whose = (number,)
        draft = count_draft(tree, men, "FORCE", verb, whose)
        yield replace(
            draft,
            places=places,
            quantities=() if number is None else (number,),
            status=_status_of_men(men, verb),
            times=times_in(words),
        )


def _before_others(men: Node, places: tuple[Span, ...]) -> tuple[Span, ...]:
    """The places without those of the numbers that go on from the men, where these have their own."""
    theirs = {span for one in also_counted(men) for span in placed_behind(one)}
    first = min((span.start for span in theirs), default=None)
    kept = tuple(one for one in places if first is None or one.start < first)
    return kept or places


_GUARDING = frozenset(
    {
        "defend", "guard", "garrison", "man", "hold", "protect", "secure", "surround", "besiege", "ring",
        "encircle",
    }
)  # fmt: skip
"""Verbs whose object is where men are: "3,000 fighters defend the airport"."""


def _guarded(verb: Node) -> tuple[Span, ...]:
    """The place that men are told to defend; empty where it is something else."""
    if verb.lemma not in _GUARDING:
        return ()
    return spans_of([one for one in frame_of(verb).undergoers if is_place(one)])


_SIDE_BY_SIDE = frozenset(
    {"fight", "serve", "ride", "march", "accompany", "travel", "advance", "patrol", "embed"}
)
"""Verbs of men in the field, by which people of a nation are its men: "200 Syrians fought there"."""


_STATIONED = frozenset({"station", "deploy", "garrison", "billet", "post"})


def _are_nationals(men: Node) -> bool:
    """Whether people are told by their nation alone: "between 150 and 200 Russians"."""
    return men.entity == "NORP" and men.tag in ("NNPS", "NNP", "NNS")


def _sender(verb: Node, men: Node) -> Node | None:
    """Who has put men somewhere, where nothing says whose they are: "X has massed 1,500 men"."""
    if verb.lemma not in _table("stationed") or _is_of_nation(men):
        return None
    frame = frame_of(verb)
    senders = frame.doers if frame.undergoers else ()
    return next((one for one in senders if is_party(one) and one is not men), None)


def _status_of_men(men: Node, verb: Node) -> Status:
    """How sure it is that men are there; that nobody will be there is foreseen, not denied."""
    status = status_of(verb)
    if not _is_no_man(men) or _is_asked(men):
        return status
    return status if status in ("predicted", "planned", "conditional") else "denied"


def _men_of(verb: Node) -> tuple[Node, ...]:  # noqa: PLR0911 - a way of telling a line
    """Who is somewhere by what a verb says of them."""
    if verb.lemma == "be":
        return _men_that_are(verb)
    frame = frame_of(verb)
    if verb.lemma in _table("stationed"):
        return tuple(frame.undergoers if frame.passive or frame.undergoers else frame.doers)
    if verb.lemma in HAVING:
        return tuple(frame.undergoers)
    if verb.lemma == "leave" and frame.passive:  # "a hundred men are left in the town"
        alone = verb.child("nsubjpass") is not None
        return tuple(
            one for one in frame.undergoers if number_of(one) or (alone and _is_no_man(one))
        )
    if _guarded(verb):
        by = [one for agent in verb.all("agent") for one in agent.all("pobj")]
        return tuple(one for one in by or verb.all("nsubj") if number_of(one))
    if verb.lemma in _table("serving") or verb.lemma in _SIDE_BY_SIDE or is_stationed(verb):
        return tuple(one for one in verb.all("nsubj") if number_of(one) or _is_no_man(one))
    cited = (*frame.undergoers, *frame.after("of")) if verb.lemma in _table("citing") else ()
    # "speaks of 2,000 fighters in the city"
    return tuple(one for one in cited if number_of(one) and _stands_somewhere(one))


def _men_that_are(verb: Node) -> tuple[Node, ...]:
    """Who there are, or who is somewhere: "there are 800 soldiers", "800 soldiers are in the town"."""
    if verb.child("expl") is not None:
        return tuple(one for one in verb.all("attr") if not _is_told_more(one))
    told = verb.all("attr", "acomp", "oprd")
    if all(one.lower in _THERE or one.lemma in _STRENGTH for one in told):
        return tuple(verb.all("nsubj"))
    return ()


_THERE = frozenset(
    {
        "active",
        "present",
        "operational",
        "deployed",
        "stationed",
        "based",
        "left",
        "entrenched",
        "ready",
    }
)
"""Words that say of men only that they are there: "200 militants are active in the valley"."""


def _is_told_more(men: Node) -> bool:
    """Whether a clause about the men tells what they do; that some are "left" tells only of them."""
    return any(one.lemma != "leave" for one in men.all("acl", "relcl"))


def _stands_somewhere(men: Node) -> bool:
    return bool(after_noun(counted(men), "in", "at", "inside", "around", "near", "on"))


def _is_no_man(men: Node) -> bool:
    """Whether it is nobody: "no troops", "any soldiers", "not one man", "not a single fighter"."""
    return _is_not_one(men) or any(
        child.dep == "det" and child.lower in _NONE for child in men.children
    )


def _is_not_one(men: Node) -> bool:
    words = [child.lower for child in men.children if child.i < men.i]
    if not {"one", "single"} & set(words):
        return False
    verb = men.head
    return "not" in words or (verb.pos in VERBAL and verb.child("neg") is not None)


def _is_asked(men: Node) -> bool:
    """Whether "any" stands alone, so that what governs the clause says whether it is denied."""
    return not _is_not_one(men) and any(child.lower == "any" for child in men.children)


def _is_denied(verb: Node) -> bool:
    head = verb.head
    return verb.dep in ("xcomp", "ccomp", "pcomp") and head.lemma in ("deny", "disclaim", "refute")


def _is_afield(verb: Node) -> bool:
    """Whether men are there, on the ground or beside somebody, though no place is named."""
    if verb.lemma in HAVING and any(
        one.lemma in _AT_HAND and one.dep == "pobj" for one in verb.subtree()
    ):
        return True  # "has 12,000 men at his disposal"
    return verb.child("expl") is not None or verb.lemma in _table("serving")


_AT_HAND = frozenset({"disposal", "command", "arms", "orders"})


def _is_of_nation(men: Node) -> bool:
    """Whether a word before the men says whose they are: "Russian soldiers"."""
    return any(
        child.i < men.i and (child.pos == "PROPN" or child.entity in ("NORP", "GPE", "ORG"))
        for child in men.children
    )


_FROM = frozenset({"from", "of", "outside"})


def _presences(tree: Tree, verb: Node) -> Iterator[Draft]:
    """Where a force is, though nobody says how many: "the brigade is inside the airport"."""
    if verb.lemma not in _table("being") or verb.child("attr", "acomp", "expl") is not None:
        return
    men = verb.child("nsubj")
    if men is None or number_of(men) is not None or _is_no_man(men) or not _is_force(men):
        return
    words = scope(verb)
    places = places_in(words, verb) or _here(verb)
    near = [
        prep
        for prep in verb.all("prep", "advmod")
        if prep.lower in _table("inside") | _HERE
        and not any(one.lemma in word_set("hands") for one in prep.all("pobj"))
    ]
    if not places or not (near or _is_off(verb)) or hold_by_verb(frame_of(verb)) is not None:
        return  # who is in control of a place is told as such
    status = status_of(verb)
    # "we shall be inside the town within two days": they mean to have it
    is_goal = men.lower == "we" and status in ("planned", "predicted")
    draft = count_draft(tree, verb, "CONTROL" if is_goal else "FORCE", verb, spans_of([men]))
    yield replace(draft, places=places, status=status, times=times_in(words))


_HERE = frozenset({"here", "there"})


def _here(verb: Node) -> tuple[Span, ...]:
    """The "here" of whoever says who will be there: "the army will be here again"."""
    return tuple(one.span for one in verb.all("advmod") if one.lower in _HERE)


def _is_force(men: Node) -> bool:  # noqa: PLR0911 - a way of naming men a line
    """Whether those who are somewhere are under arms: a force by its noun, or a body in the plural."""
    if men.lower == "we":
        return True
    if men.lemma == "man" and men.tag == "NNS" and men.child("poss") is not None:
        return True  # "the general's men"
    if men.lower in ("it", "they"):  # "the army says that it is in the town"
        speaker = men.head.head.child("nsubj") if men.head.dep == "ccomp" else None
        return speaker is not None and speaker is not men and _is_force(speaker)
    lemma = counted(men).lemma
    if lemma in _table("arms") and men.tag == "NNS":
        return True
    if lemma in _table("forces") | word_set("under_arms") and lemma not in _LONE:
        return men.tag in ("NNS", "NNPS") or lemma in word_set("under_arms")
    if men.pos != "PROPN" or men.entity in ("GPE", "LOC", "FAC"):
        return False
    return men.tag == "NNPS" or (men.lower.endswith("s") and men.child("det") is not None)


_LONE = frozenset({"man", "personnel", "company", "unit", "observer", "adviser", "person"})


def _is_off(verb: Node) -> bool:
    """Whether it is told how far off they are: "stood two kilometres from the airport"."""
    return any(
        one.lemma in _table("distances") for child in verb.children for one in child.subtree()
    )


def _strengths(tree: Tree, verb: Node) -> Iterator[Draft]:
    """How strong a force is said to be: "put the rebels' strength in X at 1,500 men"."""
    if verb.lemma not in _table("putting"):
        return
    frame = frame_of(verb)
    strength = next((one for one in frame.undergoers if one.lemma in _STRENGTH), None)
    if strength is None:
        return
    whose = owners(strength) or [one for one in after_noun(strength, "of") if is_party(one)]
    if any(have_gone(one) or one.lower == "those" for one in after_noun(strength, "of")):
        return  # "the number of fighters who had left"
    # "the number of troops brought there at 1,600", where a parse hangs the figure deeper
    hung = [
        far
        for one in (*strength.subtree(), *verb.all("advcl"))
        for far in after_noun(one, "at")
        if far.pos == "NUM"
    ]
    men = next((one for one in (*frame.after("at"), *hung) if one.pos in ("NOUN", "NUM")), None)
    number = None if men is None else (number_of(men) or figure(men))
    if men is None or number is None or not whose or men.entity in OTHER_NUMBERS:
        return
    words = scope(verb)
    own = places_in(sorted(strength.subtree(), key=lambda node: node.i), strength)
    draft = count_draft(tree, strength, "FORCE", verb, spans_of(whose))
    yield replace(
        draft,
        places=own or places_in(words, verb),
        quantities=(number,),
        status=status_of(verb),
        times=times_in(words),
    )


_STRENGTH = frozenset({"strength", "number", "presence", "contingent", "deployment", "garrison"})


def figure(number: Node) -> Span:
    """A number with its bound before it: "no more than 2,500"."""
    before = [child for child in number.children if child.i < number.i]
    words = [one for child in before for one in child.subtree()]
    first = min((one.start for one in words), default=number.start)
    return Span(first, number.end)


def count_draft(
    tree: Tree, trigger: Node, kind: StateType, verb: Node, actors: tuple[Span, ...]
) -> Draft:
    """A draft of what a clause tells of men, complete but for places, numbers and times."""
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=clause_span(verb),
        trigger=trigger.span,
        type=kind,
        mode=None,
        status="asserted",
        actors=actors,
        confidence=CONFIDENCE["clause"],
    )


def forces() -> frozenset[str]:
    """Lemmas of nouns for men under arms, and for what they fight with."""
    return _table("forces")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
