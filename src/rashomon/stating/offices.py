"""Who holds an office, by the titles and appositions beside a name and by the verbs that give one.

Stands beside `rashomon.stating.states`. Enters: the tree of a passage. Leaves: drafts of POST. The
words are read in their order, since titles are what parsers get wrong most.
"""

from itertools import pairwise

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.appointments import find_appointments
from rashomon.stating.bearers import Name, find_names, is_office, is_rank, office_table
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.roles import scope, times_in
from rashomon.stating.seats import find_seats

_LONGEST_TITLE = 14
"""Words of a title that are read; longer ones run into the sentence around them."""
_LINKS = frozenset({"of", "for", "to", "in", "at"})
_THEN = frozenset(
    {"then", "now", "today", "former", "formerly", "currently", "ex", "once", "late", "ousted"}
)


def find_posts(tree: Tree) -> list[Draft]:
    """Drafts of the offices that a passage gives to named persons."""
    names = find_names(tree.nodes)
    found: list[Draft] = []
    for name in names:
        found.extend(_before(tree, name))
        found.extend(_behind(tree, name))
    found.extend(find_appointments(tree))
    found.extend(find_seats(tree))
    distinct: dict[tuple[Span, Span], Draft] = {}
    for draft in found:
        distinct.setdefault((draft.trigger, draft.actors[0]), draft)
    return list(distinct.values())


def _before(tree: Tree, name: Name) -> list[Draft]:
    """The office in front of a name: "CIA Director X", "the commander of the corps, Gen. X"."""
    nodes = tree.nodes
    i = name.first - 1
    while i >= 0 and (_ranks(nodes, i) or nodes[i].text == ".") and not _is_of_rank(nodes, i):
        i -= 1
    comma = i >= 0 and nodes[i].text == ","
    if comma:
        i -= 1
    last = i
    first = last + 1
    while i >= 0 and last - i < _LONGEST_TITLE and _continues(nodes[i]):
        if nodes[i].pos == "CCONJ" and i > 0 and nodes[i - 1].entity == "PERSON":
            break  # "Foreign Minister X and Prime Minister Y"
        first = i
        i -= 1
    words = nodes[first : last + 1]
    if not comma:
        words = _last_title(words)
    office = _office_of(words)
    if office is None or (not comma and words[-1].lower in _LINKS):  # "governor of X" is of a place
        return []
    at = office.i - words[0].i
    inner = words[at + 1 :]
    if inner and inner[0].lower not in _LINKS and not all(is_rank(node) for node in inner):
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


_GENERALS = frozenset(
    {
        "secretary", "attorney", "governor", "inspector", "director", "consul", "prosecutor",
        "solicitor", "auditor", "commissioner", "procurator", "surgeon", "quartermaster", "adjutant",
        "administrator", "commander", "comptroller", "registrar", "advocate", "paymaster",
    }
)  # fmt: skip


def _ranks(nodes: list[Node], i: int) -> bool:
    """Whether a word is a rank or part of one: "Vice Admiral", but not "Vice President"."""
    parted = nodes[i].lower == "vice" and i + 1 < len(nodes) and is_rank(nodes[i + 1])
    return is_rank(nodes[i]) or parted


def _is_of_rank(nodes: list[Node], i: int) -> bool:
    """Whether a rank is part of an office: "Secretary General X" is no general."""
    return i > 0 and nodes[i].lower == "general" and nodes[i - 1].lower in _GENERALS


def _is_apposed(nodes: list[Node], name: Name, before: list[Node]) -> bool:
    """Whether a name between commas tells who is "Chad's foreign minister" or "the local governor"."""
    closed = name.last + 1 >= len(nodes) or nodes[name.last + 1].text in (",", ")", ";", ".")
    owned = any(one.tag in ("POS", "PRP$") for one in before)
    qualified = owned or any(one.pos in ("NOUN", "PROPN", "ADJ") for one in before)
    opened = bool(before) and (owned or before[0].lower in ("the", "a"))
    return closed and qualified and opened


def _last_title(words: list[Node]) -> list[Node]:
    """The title next to the name, where another's leads up to it: "adviser to President X"."""
    last = max((i for i, one in enumerate(words) if one.lower in _LINKS), default=-1)
    own = [one for one in words[last + 1 :] if not is_rank(one)]
    leads = any(is_office(one) for one in words[: max(last, 0)])
    if last < 0 or not own or not leads or not is_office(own[-1]):
        return words
    if own[-1].lemma.lower() in office_table("seats"):  # "the head of the Central Command, X"
        return words
    return words if any(one.pos == "CCONJ" for one in own) else words[last + 1 :]


def _office_of(words: list[Node]) -> Node | None:
    """The office among the words of a title: the first that says of what, else the last."""
    for here, behind in pairwise(words):
        if is_office(here) and behind.lower in _LINKS:
            return here
    return next(
        (
            node
            for node in reversed(words)
            if is_office(node) and node.lemma not in office_table("seats")
        ),
        None,
    )


def _continues(node: Node) -> bool:
    return (
        node.pos in ("NOUN", "PROPN", "ADJ", "PART", "DET")
        or node.lower in _LINKS
        or node.text in ("-", "/")
        or node.lower in ("then", "former", "and", "&")
        or node.tag == "PRP$"
        or (node.pos == "ADP" and node.lower == "of")
    )


def _behind(tree: Tree, name: Name) -> list[Draft]:
    """The offices behind a name: "X, head of the council, and today minister of the interior"."""
    nodes = tree.nodes
    found: list[Draft] = []
    i = name.last + 1
    while i < len(nodes) and nodes[i].text in (",", "("):
        first = _after_until(nodes, i + 1)
        end = first
        while end < len(nodes) and end - first < _LONGEST_TITLE and _goes_on(nodes[end]):
            end += 1
        words = nodes[first:end]
        office = next((node for node in words if is_office(node)), None)
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
            found.extend(_post(tree, name, _with_listed(nodes, end, words, office), office))
        i = end
    return found


def _after_until(nodes: list[Node], i: int) -> int:
    """Where an office begins that is told with its days before it: "until June the police chief"."""
    if i < len(nodes) and nodes[i].lower in _DAYS_OF_OFFICE:
        i += 1
        while i < len(nodes) and (nodes[i].entity in ("DATE", "TIME") or nodes[i].lower in _NOW):
            i += 1
    return i


_NOW = frozenset({"now", "then", "recently", "lately", "yesterday"})
"""Words for a day behind "until": "until now inspector of the army"."""


_DAYS_OF_OFFICE = frozenset({"until", "till", "since", "from"})


def _with_listed(nodes: list[Node], end: int, words: list[Node], office: Node) -> list[Node]:
    """The words of an office with all it is for: "commissioner for trade, industry and mining"."""
    held = [one for prep in office.all("prep") for one in prep.subtree()]
    last = max((one.i for one in held), default=0)
    rest = nodes[end : last + 1]
    plain = all(
        one.pos in ("NOUN", "ADJ", "CCONJ", "DET") or one.text == "," for one in rest
    ) and not any(is_office(one) for one in rest)
    return [*words, *rest] if rest and plain else words


def _goes_on(node: Node) -> bool:
    if node.text in (",", "(", ")", ";", ":", ".", '"', "“", "”", "--", "–", "—"):
        return False
    if node.tag == "PRP$" or node.lower in _STANDING_IN:
        return True
    if node.pos == "VERB" and node.dep == "amod":  # "the wounded commander of the corps"
        return True
    if node.pos in ("VERB", "AUX", "PRON", "SCONJ", "SPACE") or node.tag in ("WDT", "WP"):
        return False
    return node.lower in _LINKS or node.pos not in ("ADP",)


_STANDING_IN = frozenset({"acting", "outgoing", "incoming", "designated", "appointed", "elected"})
"""Participles before an office that a tagger takes for verbs."""


def _post(tree: Tree, name: Name, words: list[Node], office: Node) -> list[Draft]:
    owned = bool(words) and words[0].tag == "PRP$"  # "its director" is that of somebody told before
    definite = bool(words) and words[0].lower == "the"
    while words and (
        _only_opens(words[0])
        or is_rank(words[0])
        or words[0].lower in office_table("states")
        or words[0].entity in ("DATE", "TIME")
    ):
        words = words[1:]
    while words and (words[-1].pos in ("PUNCT", "CCONJ", "ADP", "DET") or is_rank(words[-1])):
        if _is_of_rank(tree.nodes, words[-1].i):
            break
        words = words[:-1]
    if not words or office not in words:
        return []
    if office.lemma.lower() in office_table("vague") and len(words) == 1 and not owned:
        local = office.lemma.lower() in office_table("local")
        if not local or not (definite or words[0].text.istitle()):
            return []
    person = Span(tree.nodes[name.first].start, tree.nodes[name.last].end)
    then = _until(tree, words[0]) or next((node for node in words if node.lower in _THEN), None)
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


def _until(tree: Tree, first: Node) -> Node | None:
    """The "until" before a title, by which it is over: "until June the police chief"."""
    at = first.i - 1
    while at > 0 and (
        tree.nodes[at].entity in ("DATE", "TIME")
        or tree.nodes[at].pos == "DET"
        or tree.nodes[at].lower in _NOW
    ):
        at -= 1
    return tree.nodes[at] if tree.nodes[at].lower in ("until", "till") else None


def _only_opens(word: Node) -> bool:
    """Whether a word opens a title and is no part of it: "the", "its"."""
    return word.pos in ("DET", "PUNCT", "CCONJ", "PART") or word.tag == "PRP$"


def _mode(then: Node | None) -> str | None:
    if then is None:
        return None
    return "past" if then.lower not in ("now", "today", "currently") else "present"
