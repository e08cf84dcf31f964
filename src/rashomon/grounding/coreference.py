"""Pronouns and descriptions traced to the names they go back to.

Enters: the mentions of a report in the order of its text. Leaves: the same, and the pronouns and
descriptions that clearly go back to one of them, with ``refers_to`` filled in. The subject of the
nearest clause is preferred, as English does; what does not clearly fit is left alone.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.gazetteers.outlets import find_outlet
from rashomon.grounding.places_described import Described, Named, standing_at
from rashomon.grounding.sites import find_facilities
from rashomon.grounding.words import anaphors, classes_of_head
from rashomon.language.trees import Node, Tree
from rashomon.records.mentions import Mention, MentionKind
from rashomon.records.reports import Report
from rashomon.spans import Span

_MEMORY = 40
"""Mentions remembered: some three sentences of news; farther back a reader has forgotten them."""

_MAX_SENTENCES_BACK = 2
_MAX_SENTENCES_BACK_DEFINITE = 6
"""How far back a pronoun and a description may reach, in sentences."""

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent"))
_NAMED = frozenset(("person", "organization", "group", "place", "facility"))
_COLLECTIVE = frozenset(("police", "people", "personnel", "opposition", "military", "troops"))


_DEFINITE = (
    ("country", "country"),
    ("army", "army"),
    ("teller", "teller"),
    ("body", "body"),
    ("official", "person"),
)
"""The classes of heads of descriptions, and as what a mention must be able to be gone back to."""


_Key = tuple[Span, MentionKind]


class _Seen(Struct, frozen=True):
    """A mention that may be gone back to, with what decides whether it fits.

    ``speaks``: it stands there only as the one who says something.
    """

    mention: Mention
    sentence: int
    subject: bool
    sorts: frozenset[str]
    speaks: bool = False


def refer(
    report: Report, trees: Sequence[Tree], mentions: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The mentions, with what pronouns and descriptions go back to.

    Cost: a pass over the words; each anaphor looks at the last 40 mentions at most.
    """
    by_end = {one.span.end: one for one in mentions if one.kind != "quantity"}
    for one in mentions:
        longest = by_end.get(one.span.end)
        if one.kind != "quantity" and longest is not None and one.span.start < longest.span.start:
            by_end[one.span.end] = one
    found = {(one.span, one.kind): one for one in mentions}
    sites: dict[int, Mention] = {}
    for noun, site in _facilities(trees, by_end):
        _drop(found, site.span)
        found[site.span, site.kind] = sites[noun] = site
    described = _described(trees, by_end, sites)
    for meant, _ in filter(None, described.values()):
        _drop(found, meant.span)
        found[meant.span, meant.kind] = meant
    seen: deque[_Seen] = deque(maxlen=_MEMORY)
    bloc: _Seen | None = None
    for sentence, tree in enumerate(trees):
        for node in tree:
            if node.end in described:
                pair = described[node.end]
                if pair is not None:
                    seen.append(_Seen(pair[1], sentence, node.dep in _SUBJECTS, _OF_PLACE))
                continue
            others = _others(node, seen)
            back = _back_of_owner(node, others, sentence) or _back(node, others, sentence)
            back = back or (bloc if _is_bloc(node) else None)
            if back is not None:
                span = _own_span(node, by_end)
                old = by_end.get(node.end)
                kind = old.kind if old is not None and old.span == span else "other"
                if span != back.mention.span:
                    mended = Mention(span, tree.text(span), kind, back.mention.span)
                    found[span, kind] = mended
                    seen.append(_Seen(back.mention, sentence, node.dep in _SUBJECTS, back.sorts))
                continue
            mention = sites.get(node.end) or by_end.get(node.end)
            bloc = _seen_as_bloc(mention, sentence) or bloc
            if mention is not None and mention.kind in _NAMED and mention.text != report.author:
                sorts = _sorts(mention, node)
                subject = node.dep in _SUBJECTS
                seen.append(_Seen(mention, sentence, subject, sorts, _speaks(node)))
    return tuple(sorted(found.values(), key=lambda one: (one.span.start, -one.span.end, one.kind)))


_OF_PLACE = frozenset(("place", "thing"))


def _facilities(trees: Sequence[Tree], by_end: dict[int, Mention]) -> list[tuple[int, Mention]]:
    """The facilities that a report calls by a place, each with the offset behind its noun."""
    return [one for tree in trees for one in find_facilities(tree, by_end)]


def _described(
    trees: Sequence[Tree], by_end: dict[int, Mention], sites: dict[int, Mention]
) -> dict[int, tuple[Mention, Mention] | None]:
    """The mentions of descriptions of places with the place that each means, by where its noun ends.

    None where the description is a part of the very name that it goes back to.
    """
    places = Named()
    found: dict[int, tuple[Mention, Mention] | None] = {}
    for sentence, tree in enumerate(trees):
        for node in tree:
            traced = None if node.end in sites else places.trace(node, sentence)
            if traced is not None:
                found[node.end] = _meant(node, tree, traced, by_end)
                continue
            mention = sites.get(node.end) or by_end.get(node.end)
            rules = classes_of_head().get(node.lower) == "government"  # "the Malian government"
            if mention is not None and mention.kind in ("place", "facility") and not rules:
                places.see(mention, node, sentence, filed=tree.passage.kind == "dateline")
            stood = standing_at(node, by_end)
            if stood is not None:
                places.stands(stood[1], stood[0], sentence)
    return found


def _meant(
    node: Node, tree: Tree, traced: Described, by_end: dict[int, Mention]
) -> tuple[Mention, Mention] | None:
    """The mention of a description of a place, and the mention of that place."""
    span = _own_span(node, by_end)
    if traced.back is None:
        of = None if traced.of is None else traced.of.span
        meant = Mention(node.span, tree.text(node.span), "facility", of=of)
        return meant, meant
    if span == traced.back.span:
        return None
    old = by_end.get(node.end)
    kind = old.kind if old is not None and old.span == span else "other"
    return Mention(span, tree.text(span), kind, traced.back.span), traced.back


def _drop(found: dict[_Key, Mention], span: Span) -> None:
    """Take out the mentions of some words."""
    for kind in get_args(MentionKind):
        found.pop((span, kind), None)


def _is_bloc(node: Node) -> bool:
    """Whether a word means the bloc of states last named, however far back: "the bloc's envoy"."""
    is_bare = node.pos == "NOUN" and node.lower in anaphors()["bloc"]
    return is_bare and _is_definite(node) and not _is_told_apart(node)


def _seen_as_bloc(mention: Mention | None, sentence: int) -> _Seen | None:
    """An alliance of states as one that "the bloc" may go back to; None for any other mention."""
    form = None if mention is None else registry().form(fold_words(mention.text))
    if mention is None or form is None or form.actor.role != "alliance":
        return None
    return _Seen(mention, sentence, subject=False, sorts=frozenset(("body", "thing")))


_OBJECTS = frozenset(("dobj", "dative", "pobj"))


def _others(node: Node, seen: Sequence[_Seen]) -> Sequence[_Seen]:
    """What a word may go back to: not the subject of its own clause ("the sniper killed him").

    Nor, for whoever is only spoken of, a nameless source that speaks ("a source says he was shot").
    """
    verb = next((one for one in node.ancestors() if one.pos in ("VERB", "AUX")), None)
    barred: set[int] = set()
    if verb is not None and node.dep in _OBJECTS and not node.lower.endswith(("self", "selves")):
        barred.update(one.end for one in verb.all("nsubj", "nsubjpass"))
    if node.dep in ("nsubj", "nsubjpass") and verb is not None and verb.dep == "ccomp":
        barred.update(one.end for one in verb.head.all("nsubj") if one.lemma == "source")
    if not barred:
        return seen
    sentence = max((one.sentence for one in seen), default=0)
    return [one for one in seen if one.sentence < sentence or one.mention.span.end not in barred]


def _own_span(node: Node, by_end: dict[int, Mention]) -> Span:
    own = by_end.get(node.end)
    return node.span if own is None else own.span


def _sorts(mention: Mention, node: Node) -> frozenset[str]:
    """What a mention can be gone back to as: person, many, thing, place, country, body, army, teller."""
    if node.dep in ("compound", "amod", "nmod"):
        return frozenset()
    form = registry().form(fold_words(mention.text))
    role = form.actor.role if form is not None else None
    if role == "outlet" or find_outlet(mention.text) is not None:
        return frozenset(("teller", "thing"))
    found = set()
    if mention.kind == "person":
        found.add("person")
    if role == "state" or (form is not None and form.use == "seat"):
        found |= (
            {"thing", "country"} if form is not None and form.use in ("name", "seat") else {"many"}
        )
    if mention.kind in ("place", "facility") and role != "state":
        found |= {"place", "thing"}
    if mention.kind == "organization" and (form is None or form.use != "seat"):
        found |= {"thing", "body"}
        if node.tag == "NNS":  # "Cuban troops" are Cuba's army, and "they"
            found.add("many")
    if mention.kind == "group" and role != "state":
        found |= _sorts_of_group(mention, node, role)
    if role in ("alliance", "body", "government"):
        found |= {"body", "thing"}
    if role in ("army", "force"):
        found.add("army")
    return frozenset(found - {"thing"} if node.lower in anaphors()["vague"] else found)


def _sorts_of_group(mention: Mention, node: Node, role: str | None) -> set[str]:
    """What a group or a description of one can be gone back to as."""
    head = classes_of_head().get(node.lower)
    plural = node.tag in ("NNS", "NNPS") or node.lower in _COLLECTIVE
    bodied = role in ("group", "force", "army", "party")
    found = {"many"} if plural else {"thing"}
    if bodied or (head == "body" and not plural):
        found |= {"body", "many"}
    if role is None and head is not None:
        owners = {
            hit.form.actor.id: hit.form.actor for hit in registry().hits(fold_words(mention.text))
        }
        if [one.role for one in owners.values()] == ["group"]:
            found.add("body")  # "Hamas fighters" are Hamas
    return found


def _speaks(node: Node) -> bool:
    """Whether a word stands as the source of what is told ("the monitor said", "according to")."""
    head = node.head
    if node.dep == "nsubj":
        return head.lemma in anaphors()["saying"]
    return node.dep == "pobj" and head.lower == "to" and head.head.lower == "according"


def _back(node: Node, seen: Sequence[_Seen], sentence: int) -> _Seen | None:
    """What a word goes back to; None for a word that goes back to nothing, or to nobody knows what."""
    words = anaphors()
    if node.pos == "PRON" or node.tag == "PRP$":
        for sort in ("person", "many", "thing"):
            if node.lower in words[sort]:
                if sort == "thing" and _is_empty(node):
                    return None
                fits = _towns(seen) if sort == "thing" and _is_taken(node) else None
                asked = (seen, sort) if fits is None else (fits, "place")
                return _nearest(*asked, sentence, _MAX_SENTENCES_BACK)
        return None
    if node.pos != "NOUN" or not _is_definite(node):
        return None
    for sort, wanted in _DEFINITE:
        if node.lower in words[sort] and not _is_told_apart(node):
            return _nearest(seen, wanted, sentence, _MAX_SENTENCES_BACK_DEFINITE)
    return _same_head(node, seen) if node.lower in classes_of_head() else None


_TAKING = frozenset(
    {"seize", "capture", "recapture", "retake", "overrun", "liberate", "occupy", "conquer"}
)


def _is_taken(node: Node) -> bool:
    """Whether "it" is a place that somebody takes: "the division mutinied and seized it"."""
    verb = node.head
    back = verb.lemma in ("take", "win") and any(
        one.lower in ("back", "over", "again") for one in verb.children
    )
    return node.dep == "dobj" and (verb.lemma in _TAKING or back)


def _towns(seen: Sequence[_Seen]) -> list[_Seen]:
    return [one for one in seen if "place" in one.sorts and not _is_body(one.mention.text)]


def _is_body(text: str) -> bool:
    """Whether a name is of a body of men, though a parse takes it for a place: "Fifth Division"."""
    return fold_words(text)[-1:] != () and fold_words(text)[-1] in classes_of_head()


def _back_of_owner(node: Node, seen: Sequence[_Seen], sentence: int) -> _Seen | None:
    """Whose "its forces" are: those of a state or body are it; a commander's men are not he."""
    owner = next((one for one in node.all("poss") if one.tag == "PRP$"), None)
    if owner is None or node.pos != "NOUN" or node.lower not in anaphors()["own_men"]:
        return None
    if node.child("amod", "nummod", "compound") is not None:
        return None
    back = _back(owner, seen, sentence)
    if back is None or "person" not in back.sorts:
        return back
    return _side_of(back, node, seen) if back.sentence == sentence else None


_SIDES = frozenset(("many", "body", "army", "country"))


def _side_of(person: _Seen, men: Node, seen: Sequence[_Seen]) -> _Seen | None:
    """Whose men are "his", by his title: "X, the rebels' spokesman, said that his forces held it"."""
    *_, root = (men, *men.ancestors())
    name = next((one for one in root.subtree() if one.end == person.mention.span.end), None)
    if name is None:
        return None
    titles = [name, *name.all("appos"), *([name.head] if name.dep == "appos" else [])]
    titles += [inner for title in titles for inner in title.all("compound")]
    ends = {one.end for title in titles for one in title.all("poss", "compound", "nmod")}
    ends |= {
        one.end
        for title in titles
        for prep in title.all("prep")
        if prep.lower in ("of", "for")
        for one in prep.all("pobj")
    }
    sides = (one for one in reversed(seen) if one.mention.span.end in ends)
    return next((one for one in sides if one.sorts & _SIDES), None)


def _is_empty(node: Node) -> bool:
    """Whether "it" stands for nothing ("it is likely that")."""
    head = node.head
    return node.dep == "expl" or (
        node.dep == "nsubj" and head.lemma in ("be", "seem", "appear")
        and head.child("ccomp", "xcomp", "advcl") is not None and head.child("acomp") is not None
    )  # fmt: skip


def _is_definite(node: Node) -> bool:
    return any(
        child.lower in ("the", "this", "these", "those", "that") for child in node.all("det")
    )


def _is_told_apart(node: Node) -> bool:
    """Whether a description says itself which one it means ("the town of …", "the Kurdish group")."""
    for child in node.children:
        if child.dep in ("prep", "relcl", "poss", "compound", "appos", "nummod") and (
            child.dep != "prep" or child.lower in ("of", "in")
        ):
            return True
        if child.dep == "amod" and child.text[:1].isupper():
            return True
    return node.dep in ("compound", "nmod") or any(
        one.dep == "appos" for one in (node, *node.ancestors()) if one.i == node.i
    )


def _nearest(seen: Sequence[_Seen], sort: str, sentence: int, reach: int) -> _Seen | None:
    """The last that fits, a subject of the same or the last sentence before others."""
    fitting = [one for one in _recent(seen, sentence, reach) if sort in one.sorts]
    if not fitting:
        return None
    nearest = fitting[0].sentence
    if nearest < sentence - 1 and sort != "person" and reach == _MAX_SENTENCES_BACK:
        return None
    if sort in ("body", "army"):  # who only tells of others is not the one told of
        fitting = [one for one in fitting if not one.speaks]
    subjects = [one for one in fitting if one.subject and one.sentence >= nearest]
    return next(iter((*subjects, *fitting)), None)


def _recent(seen: Sequence[_Seen], sentence: int, reach: int) -> Iterator[_Seen]:
    for one in reversed(seen):
        if sentence - one.sentence > reach:
            break
        yield one


def _same_head(node: Node, seen: Sequence[_Seen]) -> _Seen | None:
    """The last longer description with the same head, for a bare one ("these fighters")."""
    if any(child.dep in ("amod", "compound", "poss", "nummod") for child in node.children):
        return None
    for one in reversed(seen):
        words = one.mention.text.lower().split()
        if len(words) > 1 and words[-1] == node.lower:
            return one
    return None
