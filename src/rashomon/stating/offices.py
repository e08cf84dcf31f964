"""Who holds an office, by the titles and appositions beside a name and by the verbs that give one.

Stands beside `rashomon.stating.states`. Enters: the tree of a passage. Leaves: drafts of POST. The
words are read in their order, since titles are what parsers get wrong most.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, clause_span, coordinates, frame_of, phrase
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import listed, load_table
from rashomon.stating.roles import is_party, scope, times_in
from rashomon.stating.status import status_of

_LONGEST_TITLE = 14
"""Words of a title that are read; longer ones run into the sentence around them."""
_LINKS = frozenset({"of", "for", "to", "in", "at"})
_THEN = frozenset(
    {"then", "now", "today", "former", "formerly", "currently", "ex", "once", "late", "ousted"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a person's name, as places in the tree's list."""

    first: int
    last: int


def find_posts(tree: Tree) -> list[Draft]:
    """Drafts of the offices that a passage gives to named persons."""
    names = _names(tree.nodes)
    found: list[Draft] = []
    for name in names:
        found.extend(_before(tree, name))
        found.extend(_behind(tree, name))
    found.extend(_by_verbs(tree))
    distinct: dict[tuple[Span, Span], Draft] = {}
    for draft in found:
        distinct.setdefault((draft.trigger, draft.actors[0]), draft)
    return list(distinct.values())


def _names(nodes: list[Node]) -> list[Name]:
    """Runs of words labelled as persons, without ranks and offices at their start."""
    found: list[Name] = []
    i = 0
    while i < len(nodes):
        if nodes[i].entity != "PERSON":
            i += 1
            continue
        first = i
        while i + 1 < len(nodes) and nodes[i + 1].entity == "PERSON" and not nodes[i + 1].begins:
            i += 1
        last = i
        while last > first and nodes[last].lower in ("'s", "'", "-"):
            last -= 1
        while first < last and (
            _is_rank(nodes[first]) or _is_office(nodes[first]) or nodes[first].text == "."
        ):
            first += 1
        if first == last and _is_rank(nodes[last]):  # a rank whose point ended the name: "Brig."
            i += 1
            continue
        if nodes[last].pos == "PROPN" and not _is_office(nodes[last]):
            while (
                first > 0
                and nodes[first - 1].pos == "PROPN"
                and nodes[first - 1].entity in ("", "PERSON")
                and not _is_office(nodes[first - 1])
                and not _is_rank(nodes[first - 1])
            ):
                first -= 1
            found.append(Name(first, last))
        i += 1
    return found


def _before(tree: Tree, name: Name) -> list[Draft]:
    """The office in front of a name: "CIA Director X", "the commander of the corps, Gen. X"."""
    nodes = tree.nodes
    i = name.first - 1
    while i >= 0 and (_is_rank(nodes[i]) or nodes[i].text == "."):
        i -= 1
    comma = i >= 0 and nodes[i].text == ","
    if comma:
        i -= 1
    last = i
    first = last + 1
    while i >= 0 and last - i < _LONGEST_TITLE and _continues(nodes[i]):
        first = i
        i -= 1
    words = nodes[first : last + 1]
    office = _office_of(words)
    if office is None:
        return []
    at = office.i - first
    inner = words[at + 1 :]
    if inner and inner[0].lower not in _LINKS and not all(_is_rank(node) for node in inner):
        return []
    if comma and not inner and not _is_apposed(nodes, name, words[:at]):
        return []
    start = at
    while (
        start > 0
        and words[start - 1].lower not in _LINKS
        and words[start - 1].pos not in ("VERB", "CCONJ")
    ):
        start -= 1
    return _post(tree, name, words[start:], office)


def _is_apposed(nodes: list[Node], name: Name, before: list[Node]) -> bool:
    """Whether a name between commas tells who is "Chad's foreign minister" or "the local governor"."""
    closed = name.last + 1 >= len(nodes) or nodes[name.last + 1].text in (",", ")", ";", ".")
    qualified = any(one.pos in ("NOUN", "PROPN", "ADJ") for one in before)
    owned = any(one.tag == "POS" for one in before)
    opened = bool(before) and (owned or before[0].lower in ("the", "a"))
    return closed and qualified and opened


def _office_of(words: list[Node]) -> Node | None:
    """The office among the words of a title: the first that says of what, else the last."""
    for here, behind in pairwise(words):
        if _is_office(here) and behind.lower in _LINKS:
            return here
    return next(
        (
            node
            for node in reversed(words)
            if _is_office(node) and node.lemma not in _table("seats")
        ),
        None,
    )


def _continues(node: Node) -> bool:
    return (
        node.pos in ("NOUN", "PROPN", "ADJ", "PART", "DET")
        or node.lower in _LINKS
        or node.text in ("-", "/")
        or node.lower in ("then", "former", "and", "&")
        or (node.pos == "ADP" and node.lower == "of")
    )


def _behind(tree: Tree, name: Name) -> list[Draft]:
    """The offices behind a name: "X, head of the council, and today minister of the interior"."""
    nodes = tree.nodes
    found: list[Draft] = []
    i = name.last + 1
    while i < len(nodes) and nodes[i].text in (",", "("):
        first = i + 1
        end = first
        while end < len(nodes) and end - first < _LONGEST_TITLE and _goes_on(nodes[end]):
            end += 1
        words = nodes[first:end]
        office = next((node for node in words if _is_office(node)), None)
        if office is None or any(node.entity == "PERSON" for node in words[: office.i - first]):
            break
        if any(node.lower in _LINKS for node in words[: office.i - first]):
            break
        closed = (
            end >= len(nodes)
            or nodes[end].pos == "PUNCT"
            or nodes[end].pos in ("CCONJ", "VERB", "AUX", "PRON", "ADP")
        )
        if closed:
            found.extend(_post(tree, name, words, office))
        i = end
    return found


def _goes_on(node: Node) -> bool:
    if node.text in (",", "(", ")", ";", ":", ".", '"', "“", "”", "--", "–", "—"):
        return False
    if node.pos in ("VERB", "AUX", "PRON", "SCONJ", "SPACE") or node.tag in ("WDT", "WP"):
        return False
    return node.lower in _LINKS or node.pos not in ("ADP",)


def _post(tree: Tree, name: Name, words: list[Node], office: Node) -> list[Draft]:
    while words and (words[0].pos in ("DET", "PUNCT", "CCONJ", "PART") or _is_rank(words[0])):
        words = words[1:]
    while words and (words[-1].pos in ("PUNCT", "CCONJ", "ADP", "DET") or _is_rank(words[-1])):
        words = words[:-1]
    if not words or office not in words:
        return []
    if office.lemma in _table("vague") and len(words) == 1:
        return []
    person = Span(tree.nodes[name.first].start, tree.nodes[name.last].end)
    then = next((node for node in words if node.lower in _THEN), None)
    while len(words) > 1 and words[0].lower in _THEN - {"former", "ousted", "late"}:
        words = words[1:]
    title = Span(words[0].start, words[-1].end)
    span = Span(min(person.start, title.start), max(person.end, title.end))
    times: tuple[Span, ...] = ()
    if then is not None and then.lower in ("now", "today", "currently"):
        times = (then.span,)
    elif then is not None and then.lower == "then":
        times = times_in([node for node in scope(office) if node.lower not in _THEN])
    return [
        Draft(
            report=tree.passage.report,
            passage=tree.passage.id,
            span=span,
            trigger=office.span,
            type="POST",
            mode=_mode(then),
            status="asserted",
            actors=(person,),
            times=times,
            value=tree.text(title),
            confidence=CONFIDENCE["beside"],
        )
    ]


def _mode(then: Node | None) -> str | None:
    if then is None:
        return None
    return "past" if then.lower not in ("now", "today", "currently") else "present"


def _by_verbs(tree: Tree) -> list[Draft]:
    """Offices given, taken or held by a verb: "was named chief of staff", "X, who heads the agency"."""
    found: list[Draft] = []
    for node in tree:
        if node.pos not in VERBAL or node.dep in ("aux", "auxpass"):
            continue
        given, held = node.lemma in _table("given"), node.lemma in _table("held")
        if not (given or held or node.lemma == "be"):
            continue
        frame = frame_of(node)
        persons = frame.undergoers if given else frame.doers
        persons = tuple(one for one in persons if one.pos in ("PROPN", "PRON") and is_party(one))
        values = node.all("oprd", "attr")
        values += node.all("acomp") if held else []
        if given or held:
            values += list(frame.after("as", "to"))
            # "elevated to command of" is often read as an infinitive.
            values += [one for one in node.all("xcomp", "advcl") if one.lemma == "command"]
        value = next((one for one in values if _is_office(one)), None)
        if not persons or value is None or value.i in {one.i for one in persons}:
            continue
        words = [one for one in value.subtree() if one.i >= _start(value)]
        words = _until_break(words)
        person = _person_span(persons[0])
        if person is None or (value.lemma in _table("vague") and len(words) < 3):
            continue
        found.append(
            Draft(
                report=tree.passage.report,
                passage=tree.passage.id,
                span=clause_span(node),
                trigger=value.span,
                type="POST",
                mode="given" if given else None,
                status=status_of(node),
                actors=(person,),
                times=times_in(scope(node)),
                value=tree.text(Span(words[0].start, words[-1].end)),
                confidence=CONFIDENCE["clause"],
            )
        )
    return [*found, *_by_leading(tree), *_by_successions(tree)]


def _by_successions(tree: Tree) -> list[Draft]:
    """The office of a successor: "resigned as UN envoy and was succeeded by Y", "was replaced by Y"."""
    found: list[Draft] = []
    for node in tree:
        frame = frame_of(node) if node.lemma in ("succeed", "replace") else None
        if frame is None or not frame.passive or node.dep in ("aux", "auxpass"):
            continue
        person = next((_person_span(one) for one in frame.doers if one.entity == "PERSON"), None)
        verbs = [node, *coordinates(node)]
        seats = [one for verb in verbs for one in frame_of(verb).after("as") if _is_office(one)]
        if person is None or not seats:
            continue
        words = _until_break([one for one in seats[0].subtree() if one.i >= _start(seats[0])])
        found.append(
            Draft(
                report=tree.passage.report,
                passage=tree.passage.id,
                span=clause_span(node),
                trigger=node.span,
                type="POST",
                mode="given",
                status=status_of(node),
                actors=(person,),
                times=times_in(scope(node)),
                value=tree.text(Span(words[0].start, words[-1].end)),
                confidence=CONFIDENCE["clause"],
            )
        )
    return found


def _by_leading(tree: Tree) -> list[Draft]:
    """The office of whoever leads a body with a name: "X, who heads the Council"."""
    found: list[Draft] = []
    for node in tree:
        if node.lemma not in _table("led") or node.pos not in VERBAL or node.tag == "VBN":
            continue
        frame = frame_of(node)
        persons = [
            one
            for one in map(_bearer, frame.doers)
            if one.entity == "PERSON" or one.lower in ("he", "she")
        ]
        bodies = [one for one in frame.undergoers if _is_body(one)]
        person = _person_span(persons[0]) if len(persons) == 1 else None
        if person is None or len(bodies) != 1 or status_of(node) != "asserted":
            continue
        found.append(
            Draft(
                report=tree.passage.report,
                passage=tree.passage.id,
                span=clause_span(node),
                trigger=node.span,
                type="POST",
                mode=None if node.tag in ("VBZ", "VBP") else "past",
                status="asserted",
                actors=(person,),
                times=times_in(scope(node)),
                value=tree.text(Span(node.start, phrase(bodies[0]).end)),
                confidence=CONFIDENCE["clause"],
            )
        )
    return found


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


def _start(value: Node) -> int:
    return min(
        (child.i for child in value.children if child.dep in ("amod", "compound", "poss", "nmod")),
        default=value.i,
    )


def _until_break(words: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in words:
        if kept and (
            node.text in (",", ";", "(", ".")
            or node.tag in ("WDT", "WP")
            or node.entity in ("DATE", "TIME")
        ):
            break
        kept.append(node)
    while len(kept) > 1 and kept[-1].pos in ("ADP", "PUNCT", "DET"):
        kept.pop()
    return kept


def _person_span(node: Node) -> Span | None:
    if node.pos == "PRON":
        return node.span if node.lower in ("he", "she", "who", "him", "her") else None
    left = [
        child.start for child in node.children if child.dep == "compound" and child.pos == "PROPN"
    ]
    return Span(min([node.start, *left]), node.end)


def _is_office(node: Node) -> bool:
    return node.lemma in _table("offices") and (
        node.pos in ("NOUN", "PROPN", "ADJ") or node.tag == "NN"
    )


def _is_rank(node: Node) -> bool:
    return node.lower.rstrip(".") in _table("ranks")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
