"""How strong a force is by whatever words: "is down to 90 men", "2,000 strong", "put them at 400".

Stands beside `rashomon.stating.counts`, which reads who is where. Enters: the tree of a passage, and the
one before it, since "them" may be men or dead told of there. Leaves: drafts of FORCE, or of CASUALTY
where the dead are counted, complete but for whose word they stand on.
"""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, StateType
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of, subject_of
from rashomon.stating.counts import HAVING, count_draft, figure
from rashomon.stating.doers import owners
from rashomon.stating.extents import phrase
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
from rashomon.stating.stationing import OTHER_NUMBERS
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in


def find_musters(tree: Tree, before: Tree | None = None) -> list[Draft]:
    """The drafts of a passage that tell how strong a force is.

    Args:
        tree: The passage.
        before: The one before it in the report.
    """
    found: list[Draft] = []
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_strong(tree, node, before))
            found.extend(_put_at(tree, node, before))
            found.extend(_led_along(tree, node))
            found.extend(_based(tree, node))
            found.extend(_housed(tree, node))
        elif node.pos in ("NOUN", "PROPN"):
            found.extend(_explained(tree, node))
    return found


def _strong(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """What a force is or numbers: "is down to 90 men", "are 2,000 strong", "number some 2,300"."""
    subject = verb.child("nsubj")
    if subject is None or verb.child("expl") is not None:
        return
    numbers: list[Node] = []
    if verb.lemma == "be":
        ways = [one for one in verb.all("advmod", "prt", "prep") if one.lower in _CHANGED]
        numbers = [one for way in ways for one in (*way.all("pobj"), *after_noun(way, "to"))]
        numbers += [one for way in ways for one in after_noun(verb, "to")]
        numbers += [child for one in verb.all("acomp") for child in _strong_by(one)]
        if counted(subject).lemma in _table("shares"):
            numbers += [one for one in verb.all("attr") if _are_men(one)]
        elif subject.lower == "they" and _are_told(before):
            numbers += [one for one in verb.all("attr") if _is_bare(one)]
    elif verb.lemma in _NUMBERING:
        numbers = [
            one for one in verb.all("dobj", "attr", "npadvmod") if _is_bare(one) or _are_men(one)
        ]
        numbers += [one for one in after_noun(verb, "to", "at") if verb.lemma in _GROWING]
    number = next((one for one in numbers if _is_figure(one) or _are_men(one)), None)
    if number is None or not _is_strength_of(subject):
        return
    whose = owners(subject) if subject.lemma in _table("shares") else [subject]
    yield _draft(tree, number, verb, spans_of(whose or [subject]), number)


def _are_told(before: Tree | None) -> bool:
    """Whether the passage before tells of a force, so that "they" may be it."""
    return before is not None and any(
        one.lemma in _table("forces") | word_set("under_arms") for one in before
    )


_CHANGED = frozenset({"down", "up", "reduced"})
_NUMBERING = frozenset(
    {"number", "total", "count", "comprise", "muster", "swell", "dwindle", "shrink", "grow"}
)
_GROWING = frozenset({"swell", "dwindle", "shrink", "grow"})


def _strong_by(adjective: Node) -> list[Node]:
    """The number before "strong": "some 900 strong"."""
    if adjective.lower != "strong":
        return []
    return [one for one in adjective.children if one.i < adjective.i and one.pos == "NUM"]


def _is_strength_of(node: Node) -> bool:
    """Whether a subject is a force or its strength, not the dead or the displaced."""
    inner = counted(node)
    if inner.lemma in _table("shares") | _table("forces") | word_set("under_arms"):
        return True
    if inner.lemma in _table("bodies"):
        return True
    return node.lower == "they" or (node.entity == "NORP" and node.tag == "NNPS")


def _are_men(node: Node) -> bool:
    return number_of(node) is not None and counted(node).lemma in _table("forces") | _table("arms")


def _is_figure(node: Node) -> bool:
    """Whether a word is a number by itself, neither money nor a share nor a year."""
    return node.pos == "NUM" and node.entity not in OTHER_NUMBERS


def _is_bare(node: Node) -> bool:
    return _is_figure(node) and not node.all("prep")


def _put_at(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """At how many somebody puts a force, or those told of before: "put them at 400 men"."""
    if verb.lemma not in _table("putting"):
        return
    frame = frame_of(verb)
    whom = next((one for one in frame.undergoers if _can_be_counted(one)), None)
    number = next((one for one in frame.after("at") if _is_figure(one) or _are_men(one)), None)
    if whom is None and verb.lemma == "give" and len(verb.all("dobj", "dative")) > 1:
        whom = next((one for one in verb.all("dative", "dobj") if is_party(one)), None)
        number = next((one for one in verb.all("dobj") if _is_bare(one)), None)
    if whom is None and number is not None and counted(number).lemma in _table("forces"):
        whom = number  # "put what is left at 400 men"
    if whom is None or number is None:
        return
    told = _told_before(tree, verb, before) if whom.pos == "PRON" else None
    if whom.pos == "PRON" and told is None and not _are_men(number):
        return
    dead = told is not None and told.lemma in _table("tolls")
    draft = _draft(tree, number, verb, () if dead else (phrase(told or whom),), number)
    yield replace(draft, type="CASUALTY", targets=(phrase(told),)) if dead and told else draft


def _can_be_counted(node: Node) -> bool:
    if node.lower in ("them", "they", "it", "these", "those"):
        return True
    return counted(node).lemma in _table("forces") | _table("shares") | _table("bodies")


def _told_before(tree: Tree, verb: Node, before: Tree | None) -> Node | None:
    """The last word for men or for dead before a pronoun."""
    words = [*(before or ()), *(one for one in tree if one.i < verb.i)]
    kinds = _table("forces") | _table("tolls") | word_set("under_arms")
    return next((one for one in reversed(words) if one.pos == "NOUN" and one.lemma in kinds), None)


def _led_along(tree: Tree, verb: Node) -> Iterator[Draft]:
    """With how many men somebody does something: "is holding out with perhaps 300 men"."""
    if verb.lemma in HAVING or verb.lemma == "be":
        return
    doers = [one for one in frame_of(verb).doers if is_party(one) and not is_place(one)]
    for men in after_noun(verb, "with"):
        if doers and _are_men(men) and men.tag in ("NNS", "NN"):
            yield _draft(tree, men, verb, spans_of(doers[:1]), men)


def _based(tree: Tree, verb: Node) -> Iterator[Draft]:
    """Where somebody has a base or garrison, though nobody is counted: "keeps a garrison in X"."""
    if verb.lemma not in HAVING | _KEEPING:
        return
    frame = frame_of(verb)
    holder = subject_of(verb)
    base = next((one for one in frame.undergoers if _is_kept(one)), None)
    if holder is None or base is None or not is_party(holder) or number_of(base) is not None:
        return
    words = scope(verb)
    places = places_in(words, base) or places_in(words, verb)
    if places:
        draft = count_draft(tree, base, "FORCE", verb, spans_of([holder]))
        yield replace(draft, places=places, status=status_of(verb), times=times_in(words))


def _housed(tree: Tree, verb: Node) -> Iterator[Draft]:
    """Whose men a place has: "the port is home to 400 marines", "the island hosts 2,000 soldiers"."""
    frame = frame_of(verb)
    homes = [one for one in verb.all("advmod", "attr", "acomp") if one.lower == "home"]
    men = [one for home in homes for one in after_noun(home, "to")] if verb.lemma == "be" else []
    if verb.lemma in _HOUSING and not frame.passive:
        men = list(frame.undergoers)
    where = [one for one in frame.doers if is_place(one)]
    for one in men:
        if where and _are_men(one) and where[0].lemma not in _CELLS:
            draft = _draft(tree, one, verb, (phrase(one),), one)
            yield replace(draft, places=spans_of(where))


_CELLS = frozenset({"prison", "jail", "cell", "dungeon", "hospital", "cellar", "ward"})
"""Whom these hold is no force."""

_HOUSING = frozenset({"host", "house", "accommodate", "shelter", "hold", "quarter", "contain"})


def _is_kept(node: Node) -> bool:
    """Whether what somebody has is a base, a body of men, or men in the plural."""
    if node.lemma in _table("bases") | word_set("under_arms"):
        return True
    return node.lemma in _table("forces") and node.tag == "NNS"


_KEEPING = frozenset({"run", "operate", "retain", "station", "leave", "use"})


def _explained(tree: Tree, noun: Node) -> Iterator[Draft]:
    """How strong a force is by what is set beside it: "the brigades, 20,000 men in all"."""
    if counted(noun).lemma not in _table("forces") | _table("bodies") | word_set(
        "under_arms"
    ) and not (noun.pos == "PROPN" and noun.entity in ("ORG", "NORP")):
        return
    beside = [one for one in (*noun.all("appos"), *_second_object(noun)) if _are_men(one)]
    beside += [
        number for one in noun.all("amod", "appos") if one.i > noun.i for number in _strong_by(one)
    ]
    for one in beside:
        verb = next((above for above in noun.ancestors() if above.pos in VERBAL), noun)
        draft = _draft(tree, one, verb, spans_of([noun]), one)
        yield replace(
            draft, span=Span(phrase(noun).start, max(phrase(one).end, one.end)), status="asserted"
        )


def _second_object(noun: Node) -> list[Node]:
    """An apposition that a parse hung on the verb: "commands the brigades, 20,000 men in all"."""
    if noun.dep != "dobj":
        return []
    others = [one for one in noun.head.all("dobj") if one.i > noun.i]
    return [one for one in others if number_of(one) is not None and one.dep == noun.dep]


def _draft(tree: Tree, trigger: Node, verb: Node, whose: tuple[Span, ...], number: Node) -> Draft:
    kind: StateType = "FORCE"
    words = scope(verb)
    return replace(
        count_draft(tree, trigger, kind, verb, whose),
        places=places_in(words, verb),
        quantities=(number_of(number) or figure(number),),
        status=status_of(verb),
        times=times_in(words),
    )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
