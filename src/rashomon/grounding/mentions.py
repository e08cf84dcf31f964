"""Mentions: the words of a report that name or describe somebody, somewhere or some number.

Enters: a report and its trees. Leaves: `Mention` records in the order of the text. Names come from the
parser's entities, corrected by the registry of known actors and by what the grammar shows of places;
descriptions from noun phrases headed by a noun for people, forces or bodies. Whose they are is not
asked here.
"""

from collections.abc import Iterator, Sequence

import msgspec

from rashomon.gazetteers.actors import Form, fold_words, registry
from rashomon.grounding.coreference import refer
from rashomon.grounding.descriptions import descriptions
from rashomon.grounding.papers import papers_as_bodies
from rashomon.grounding.persons import as_persons, holds_office
from rashomon.grounding.places import is_known_place
from rashomon.grounding.quantities import find_quantities
from rashomon.grounding.words import classes_of_head, titles, where
from rashomon.language.trees import Node, Tree
from rashomon.records.mentions import Mention, MentionKind
from rashomon.records.reports import Report
from rashomon.spans import Span

_KINDS: dict[str, MentionKind] = {
    "PERSON": "person", "ORG": "organization", "NORP": "group", "GPE": "place", "LOC": "place",
    "FAC": "facility", "EVENT": "other", "PRODUCT": "other", "LAW": "other",
}  # fmt: skip

_MAX_NAME_WORDS = 12
"""A run of more words than this is a list or a headline, not a name."""


def mention(report: Report, trees: Sequence[Tree]) -> tuple[Mention, ...]:
    """The mentions of a report in the order of its text; a longer one before those inside it.

    Cost: a pass over the words; the registry is asked once a word.
    """
    found: list[Mention] = []
    for tree in trees:
        inside = _names(tree)
        taken = {one.span for one in inside}
        for one in [*descriptions(tree), *find_quantities(tree)]:
            if one.span not in taken:
                taken.add(one.span)
                inside.append(one)
        found += inside
    found = papers_as_bodies(report, as_persons(_towns_as_places(found)))
    found.sort(key=lambda one: (one.span.start, -one.span.end, one.kind))
    return refer(report, trees, tuple(found))


def _towns_as_places(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each name made a place's that the report elsewhere shows to be a place's.

    A name that is also the last word of a longer person's name stays a person's.
    """
    places = {_town_key(one.text) for one in mentions if one.kind == "place"}
    persons = [_town_key(one.text).split() for one in mentions if one.kind == "person"]
    surnames = {words[-1] for words in persons if len(words) > 1}
    return [
        msgspec.structs.replace(one, kind="place")
        if one.kind in ("person", "organization", "other")
        and (key := _town_key(one.text)) in places
        and key not in surnames
        and is_known_place(one.text)
        and (one.kind == "person" or registry().form(fold_words(one.text)) is None)
        else one
        for one in mentions
    ]


def _town_key(text: str) -> str:
    """A name without a leading Arabic article, as towns are named with it and without."""
    words = fold_words(text)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("al", "el") else words)


# -- names


def _names(tree: Tree) -> list[Mention]:
    """The names of a passage, each word in at most one."""
    known = [*_known(tree), *_articled_towns(tree)]
    chunks = [one for one in (*_entities(tree), *_bare(tree)) if one not in known]
    covered: set[int] = set()
    found = []
    for first, last, kind, form in _chosen(tree, known, chunks):
        if covered.intersection(range(first, last)):
            continue
        covered.update(range(first, last))
        nodes = tree.nodes[first:last]
        span = Span(nodes[0].start, nodes[-1].end)
        text = tree.text(span)
        found.append(Mention(span, text, _kind(nodes, text, kind, form)))
        found += _joined(text, span.start)
    return found


def _joined(text: str, at: int) -> Iterator[Mention]:
    """The peoples that hyphens join in one name: "Iraqi-Turkish"."""
    parts = text.split("-")
    forms = [registry().form(fold_words(part)) for part in parts]
    if len(parts) == 1 or any(form is None or form.use != "adjective" for form in forms):
        return
    for part in parts:
        yield Mention(Span(at, at + len(part)), part, "group")
        at += len(part) + 1


Chunk = tuple[int, int, MentionKind, Form | None]
"""The words of a name, from the first up to, not including, the last, and what kind it seems."""


def _known(tree: Tree) -> list[Chunk]:
    """The known actors that a passage names, by the registry."""
    words: list[str] = []
    of_word: list[int] = []
    for node in tree:
        for word in fold_words(node.text):
            words.append(word)
            of_word.append(node.i)
    found: list[Chunk] = []
    for hit in registry().hits(words):
        first, last = of_word[hit.first], of_word[hit.last - 1] + 1
        nodes = tree.nodes[first:last]
        if not _is_worded_as_name(nodes, hit.form):
            continue
        longer = _longer_name(tree.nodes, first, last, hit.form)
        if longer < first:
            found.append((longer, last, "organization", None))
            continue
        actor = hit.form.actor
        kind: MentionKind = actor.kind
        if hit.form.use in ("adjective", "people"):
            kind = "group"
        elif hit.form.use == "seat":
            kind = "place"
        found.append((first, last, kind, hit.form))
    return found


def _articled_towns(tree: Tree) -> Iterator[Chunk]:
    """The towns whose name has an Arabic article inside, which parsers tear apart: "Deir ez-Zor"."""
    nodes = tree.nodes
    for at in range(1, len(nodes) - 2):
        if nodes[at].lower not in where()["articles"] or nodes[at + 1].text != "-":
            continue
        span = Span(nodes[at - 1].start, nodes[at + 2].end)
        titled = at > 1 and _title_word(nodes[at - 2])
        if not titled and nodes[at - 1].text[:1].isupper() and is_known_place(tree.text(span)):
            yield at - 1, at + 3, "place", None


def _title_word(node: Node) -> bool:
    return "".join(fold_words(node.text)) in titles()["ranks"] | titles()["offices"]


def _longer_name(nodes: Sequence[Node], first: int, last: int, form: Form) -> int:
    """Where a longer name begins that a known body's name is only the end of ("National Guard")."""
    if form.use != "name" or form.actor.role not in ("body", "party", "force", "outlet"):
        return first
    while (
        first
        and nodes[first - 1].pos == "PROPN"
        and nodes[first - 1].dep == "compound"
        and nodes[first - 1].head in nodes[first:last]
        and registry().form(fold_words(nodes[first - 1].text)) is None
    ):
        first -= 1
    return first


def _is_worded_as_name(nodes: Sequence[Node], form: Form) -> bool:
    """Whether words that spell a known form are written as a name, not as common words."""
    text = "".join(node.text for node in nodes)
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    if len(letters) <= 3 and not form.lower:
        if form.letters:
            return sum(c.isupper() for c in letters) > 1
        return all(c.isupper() for c in letters) or (len(letters) == 3 and letters[0].isupper())
    return form.lower or any(node.text[:1].isupper() for node in nodes)


def _entities(tree: Tree) -> Iterator[Chunk]:
    """The names that the parser sees, without articles, titles and the possessive's s."""
    nodes = tree.nodes
    at = 0
    while at < len(nodes):
        label = nodes[at].entity
        last = at + 1
        while last < len(nodes) and nodes[last].entity == label and not nodes[last].begins:
            last += 1
        kind = _KINDS.get(label)
        if kind is not None:
            yield from _parted(tree, at, last, kind)
        at = last


def _parted(tree: Tree, first: int, last: int, kind: MentionKind) -> Iterator[Chunk]:
    """A name trimmed, and parted at a dash, a bracket and behind a possessor ("Iran's Guards")."""
    nodes = tree.nodes
    start = first
    for at in range(first, last):
        if nodes[at].tag == "POS" and first < at < last - 1:
            yield from _trimmed(tree, start, at, "organization" if kind == "person" else kind)
            start = at + 1
        elif first < at < last - 1 and _is_parting(nodes, at):
            yield from _trimmed(tree, start, at, kind)
            start = at + 1
    yield from _trimmed(tree, start, last, kind)


_DASHES = frozenset({"-", "--", "–", "—"})


def _is_parting(nodes: Sequence[Node], at: int) -> bool:
    """Whether a bracket opens or a dash stands here behind which another name begins."""
    return nodes[at].text == "(" or (nodes[at].text in _DASHES and _stands_apart(nodes, at))


def _stands_apart(nodes: Sequence[Node], at: int) -> bool:
    """Whether a dash has a space on either side, so that it joins no two parts of one name."""
    return nodes[at - 1].end < nodes[at].start and nodes[at].end < nodes[at + 1].start


def _trimmed(tree: Tree, first: int, last: int, kind: MentionKind) -> Iterator[Chunk]:
    nodes = tree.nodes
    while first < last and (
        (
            nodes[first].pos in ("DET", "PUNCT", "ADP", "CCONJ", "PRON", "SPACE", "NUM")
            and not nodes[first].text[:1].isupper()
        )
        or nodes[first].lower in ("the", "a", "an")
    ):
        first += 1
    if kind == "person":
        all_titles = titles()
        while first < last - 1 and "".join(fold_words(nodes[first].text)) in (
            all_titles["ranks"] | all_titles["offices"] | all_titles["forms"]
        ):
            first += 1
    while first < last and (
        nodes[last - 1].tag == "POS" or nodes[last - 1].pos in ("PUNCT", "SPACE", "CCONJ")
    ):
        last -= 1
    if first < last and last - first <= _MAX_NAME_WORDS and _has_capital(nodes[first:last]):
        yield first, last, kind, None


def _has_capital(nodes: Sequence[Node]) -> bool:
    return any(c.isupper() for node in nodes for c in node.text[:2])


def _bare(tree: Tree) -> Iterator[Chunk]:
    """Runs of proper nouns that the parser marks as no entity."""
    nodes = tree.nodes
    at = 0
    while at < len(nodes):
        last = at
        while last < len(nodes) and nodes[last].pos == "PROPN" and not nodes[last].entity:
            last += 1
        if last > at:
            named = [node for node in nodes[at:last] if node.text[:1].isupper()]
            if named and not all(node.text.isupper() for node in nodes if node.text.isalpha()):
                yield from _trimmed(tree, at, last, _guessed(nodes, at, last))
        at = max(last, at + 1)


def _guessed(nodes: Sequence[Node], first: int, last: int) -> MentionKind:
    before = nodes[first - 1] if first else None
    all_titles = titles()
    words = [fold_words(node.text) for node in nodes[max(0, first - 1) : first + 1]]
    if any(word and word[0] in all_titles["ranks"] | all_titles["offices"] for word in words):
        return "person" if last - first > 1 or before is not None else "other"
    return "other"


def _chosen(tree: Tree, known: list[Chunk], chunks: list[Chunk]) -> list[Chunk]:
    """All chunks, those that win over others first.

    A known actor wins over the parser's entity unless that one is a longer name with it as a part
    ("George Washington"; not "the Assad regime", whose other words are common nouns).
    """
    nodes = tree.nodes
    winners: list[Chunk] = []
    losers: set[Chunk] = set()
    for chunk in chunks:
        for one in known:
            if chunk[0] < one[1] and one[0] < chunk[1]:
                others = [nodes[i] for i in range(chunk[0], chunk[1]) if not one[0] <= i < one[1]]
                longer = chunk[0] <= one[0] and one[1] <= chunk[1] and bool(others)
                if longer and _makes_another_name(others, chunk[2], one):
                    losers.add(one)
                else:
                    losers.add(chunk)
    for chunk in [*known, *chunks]:
        if chunk not in losers:
            winners.append(chunk)
        elif chunk not in known:
            winners += _remainder(tree, chunk, known)
    return winners


def _remainder(tree: Tree, chunk: Chunk, known: list[Chunk]) -> Iterator[Chunk]:
    """The full name of a person that follows a known name inside one entity of the parser."""
    start = max(
        (one[1] for one in known if chunk[0] <= one[0] and one[1] < chunk[1]), default=chunk[1]
    )
    rest = tree.nodes[start : chunk[1]]
    if len(rest) > 1 and all(node.pos == "PROPN" and node.text.istitle() for node in rest):
        yield from _trimmed(tree, start, chunk[1], "person")


def _makes_another_name(others: Sequence[Node], kind: MentionKind, known: Chunk) -> bool:
    named = [
        node
        for node in others
        if node.text[:1].isupper()
        and node.pos in ("PROPN", "NOUN", "ADJ", "NUM")
        and node.lower not in classes_of_head()
    ]
    if not named:
        return False
    form = known[3]
    if form is None or form.actor.role == "person":
        return False
    return not (known[1] - known[0] > 1 and kind != "organization")


def _kind(nodes: Sequence[Node], text: str, kind: MentionKind, form: Form | None) -> MentionKind:
    """The kind of a name, mended by the grammar around it."""
    head = next((node for node in nodes if node.head not in nodes), nodes[-1])
    if form is not None:
        return _acting(head) if form.use == "seat" else kind
    if kind in ("organization", "other") and holds_office(nodes, head):
        return "person"
    governor = head.head.head.lower if head.dep == "pobj" else ""
    told = head.head.lower == "of" and governor in where()["kinds"]
    told = told or (head.head.lower in ("of", "for") and governor in where()["beside"])
    placed = told or (head.dep == "pobj" and head.head.lower in where()["prepositions"])
    if kind in ("person", "organization", "other", "group") and len(nodes) <= 3:
        titled = nodes[0].i and _is_title(nodes[0], head)
        taken = len(nodes) == 1 and head.dep == "dobj" and head.head.lemma in where()["of_places"]
        if not titled and (placed or taken) and kind != "group" and is_known_place(text):
            return "place"
        called = head.dep in ("compound", "nmod") and head.head.lower in where()["sites"]
        stands = kind == "other" and head.dep in ("appos", "pobj", "conj", "poss")
        falls = head.dep == "nsubj" and head.head.lemma in where()["of_held_places"]
        stands = stands or (kind == "other" and falls)
        if not titled and (called or stands) and is_known_place(text):
            return "place"
    return kind


def _is_title(first: Node, head: Node) -> bool:
    return any(child.i < first.i and _title_word(child) for child in head.children)


def _acting(head: Node) -> MentionKind:
    """A capital's name is its government where it acts, else the town."""
    if head.dep == "pobj" and head.head.lower not in ("by", "with", "against", "for", "between"):
        return "place"
    if head.dep in ("appos", "npadvmod", "compound", "nmod", "ROOT", "dep"):
        return "place"
    if head.dep == "conj" and head.head is not head:
        return _acting(head.head) if head.head.pos == "PROPN" else "place"
    if head.dep in ("dobj", "nsubjpass") and head.head.lemma not in (
        "tell",
        "urge",
        "accuse",
        "warn",
    ):
        return "place"
    return "organization"
