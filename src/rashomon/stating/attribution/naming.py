"""Who a pronoun, a surname or a description goes back to, as far as a source's name needs it.

Enters: the parsed passages of a report and a source's head word. Leaves: the fuller mention, or None
where nothing clearly fits. It looks backward only: a reader knows no later sentence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.language.trees import Node, Tree, span_of
from rashomon.records.drafts import Nameless, SourceKind, Voice
from rashomon.spans import Span
from rashomon.stating.clauses import person_meant

from .phrases import joint, noun_phrase
from .sources import RELATIVE, nouns
from .subjects import FINITE

SENTENCES_BACK = 6
"""How far back a pronoun may reach; chosen by judgement, not tuned."""

SUBJECTS = ("nsubj", "nsubjpass")
SINGULAR = frozenset({"he", "she", "him", "her", "his"})
PLURAL = frozenset({"they", "them", "their"})
PAIRS = frozenset({"both", "two", "pair", "duo"})

INTRODUCING = frozenset({"a", "an", "one", "another"})
"""Words that bring somebody up for the first time: "a diplomat in Amman is less sure"."""

WOMEN = frozenset({"she", "her"})
MEN = frozenset({"he", "him", "his"})
FEMALE = frozenset(
    {
        "woman", "spokeswoman", "mother", "sister", "wife", "widow", "daughter", "aunt", "girl",
        "grandmother", "niece", "businesswoman", "policewoman", "congresswoman", "stateswoman",
        "chairwoman", "schoolgirl", "servicewoman", "midwife", "nun", "queen", "princess",
    }
)  # fmt: skip
MALE = frozenset(
    {
        "man", "spokesman", "father", "brother", "husband", "son", "uncle", "boy", "grandfather",
        "nephew", "widower", "businessman", "policeman", "congressman", "statesman", "chairman",
        "schoolboy", "serviceman", "gunman", "tribesman", "fisherman", "monk", "imam", "king", "prince",
        "sheikh", "emir",
    }
)  # fmt: skip

CREDITS = frozenset({"by", "reporting", "editing", "writing", "additional", "compiled", "with"})
"""First words of a line without a verb that names who wrote: no pronoun goes back to it."""


@dataclass(frozen=True, slots=True)
class Person:
    """A mention of a person; ``words`` are its name's in lower case, and none where it has no name.

    ``noun`` is what a person without a name is: "diplomat".
    """

    span: Span
    words: tuple[str, ...]
    sentence: int
    start: int
    is_subject: bool
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """The mention that names a source; ``members`` where it names several."""

    span: Span
    members: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A source without a name, and the media that it spoke through."""

    start: int
    lemma: str
    span: Span
    relays: tuple[Voice, ...]
    nameless: Nameless | None = None


@dataclass(slots=True)
class Memory:
    """What a report has named so far, by which later words are read."""

    persons: list[Person]
    pairs: list[tuple[int, tuple[Span, ...]]]
    sentences: dict[int, int]
    full: dict[str, Person]
    roles: list[tuple[int, str, Person]] = field(default_factory=list)
    unnamed: list[Unnamed] = field(default_factory=list)
    kinds: dict[Span, SourceKind] = field(default_factory=dict)
    strangers: list[Person] = field(default_factory=list)
    heads: dict[Span, Node] = field(default_factory=dict)
    relayed: list[tuple[int, Span, tuple[Voice, ...]]] = field(default_factory=list)


def remember(trees: Sequence[Tree]) -> Memory:
    """The persons and pairs named in a report, in the order of the text."""
    persons: list[Person] = []
    pairs: list[tuple[int, tuple[Span, ...]]] = []
    sentences: dict[int, int] = {}
    full: dict[str, Person] = {}
    roles: list[tuple[int, str, Person]] = []
    strangers: list[Person] = []
    firsts: dict[Span, Node] = {}
    places = _places(trees)
    for number, tree in enumerate(trees):
        sentences[tree.passage.start] = number
        if _is_credit(tree):
            continue
        for node in tree:
            stranger = _stranger(node, number, strangers)
            if stranger is not None:
                strangers.append(stranger)
                firsts.setdefault(stranger.span, node)
            is_named = node.entity == "PERSON" and node.text not in places
            if (is_named and _is_last_of_name(tree, node)) or _is_titled(node):
                person = _person(tree, node, number)
                if not _is_body(node):
                    persons.append(person)
                if len(person.words) > 1:
                    full.setdefault(person.words[-1], person)
                roles += [(node.start, role, person) for role in _roles_of(node)]
            if node.pos == "PROPN" and any(child.dep == "conj" for child in node.children):
                heads = joint(node)
                if len(heads) == 2 and all(head.pos == "PROPN" for head in heads):
                    pairs.append((node.start, tuple(_name_span(tree, head) for head in heads)))
    return Memory(persons, pairs, sentences, full, roles, strangers=strangers, heads=firsts)


def _is_titled(node: Node) -> bool:
    """Whether a name of two words stands behind a noun for somebody: "spokeswoman Aline Mukasa".

    Parsers take many a name from elsewhere for a body's; the noun before it says that it is none.
    """
    if node.pos != "PROPN" or node.entity == "PERSON" or not node.text.istitle():
        return False
    before = node.all("compound")
    names = [one for one in before if one.pos == "PROPN" and one.text.istitle()]
    titles = [one for one in before if one.pos == "NOUN" and one.lemma in nouns().anonymous]
    is_next = (
        bool(names) and names[0].i == node.i - 1 and any(one.i == node.i - 2 for one in titles)
    )
    return is_next and len(names) == 1 and titles[-1].text.islower()


def _places(trees: Sequence[Tree]) -> frozenset[str]:
    """Words that a parser takes for a place oftener than for a person: "Tabqa would be free"."""
    found: dict[str, int] = {}
    for tree in trees:
        for node in tree:
            if node.entity in {"GPE", "LOC", "PERSON"}:
                found[node.text] = found.get(node.text, 0) + (-1 if node.entity == "PERSON" else 1)
    return frozenset(word for word, more in found.items() if more > 0)


def _is_credit(tree: Tree) -> bool:
    """Whether a line only tells who wrote: "By Nora Blake and Karim Badawi"."""
    words = [node for node in tree if node.pos != "PUNCT"]
    return (
        bool(words)
        and words[0].lower in CREDITS
        and not any(node.tag in FINITE for node in tree.nodes)
    )


def _is_body(name: Node) -> bool:
    """Whether what a parser took for a person has "the" right before its name, as a brigade has."""
    determiner = name.child("det")
    if determiner is None or determiner.lower != "the":
        return False
    return all(
        node.text[:1].isupper() for node in name.subtree() if determiner.i < node.i <= name.i
    )


def _stranger(node: Node, sentence: int, before: list[Person]) -> Person | None:
    """Somebody without a name who does or says something: "a diplomat in Amman is less sure".

    "The diplomat" is the one brought up before.
    """
    known = nouns().anonymous
    if node.tag != "NN" or node.lemma not in known or node.lemma == "other":
        return None
    if not (node.dep in SUBJECTS or _is_according(node)) or _is_named_beside(node):
        return None
    determiner = node.child("det", "nummod")
    single = any(one.lower == "single" for one in node.all("amod"))
    if determiner is None or single:  # "a single soldier" is one of whom there may be none
        return None
    if determiner.lower in INTRODUCING:
        return Person(span_of(noun_phrase(node)), (), sentence, node.start, True, node.lemma)
    same = next((one for one in reversed(before) if one.noun == node.lemma), None)
    if determiner.lower != "the" or same is None or node.all("compound", "poss"):
        return None
    return Person(same.span, (), sentence, node.start, True, node.lemma)


def _is_according(node: Node) -> bool:
    """Whether somebody is the source of "according to an officer"."""
    return node.dep == "pobj" and node.head.head.lower == "according"


def _is_named_beside(node: Node) -> bool:
    """Whether a name stands beside a noun for somebody: "a spokeswoman, Aline Mukasa"."""
    return any(
        one.pos == "PROPN" and one.entity == "PERSON" for one in node.all("appos", "compound")
    )


def named_inside(trees: Sequence[Tree]) -> frozenset[str]:
    """The words of names of persons and bodies, as they stand inside sentences.

    At a sentence's start, where every word has a capital, a parser takes a bare surname for a noun.
    """
    return frozenset(
        node.text
        for tree in trees
        for node in tree.nodes[1:]
        if node.entity in {"PERSON", "ORG"} and node.pos == "PROPN" and node.text[:1].isupper()
    )


def persons_inside(trees: Sequence[Tree]) -> frozenset[str]:
    """The last words of names of persons, as they stand inside sentences."""
    return frozenset(
        node.text
        for tree in trees
        for node in tree.nodes[1:]
        if node.entity == "PERSON" and node.pos == "PROPN" and _is_last_of_name(tree, node)
    )


def _roles_of(name: Node) -> list[str]:
    """What a person is by the words beside the name: "Kaya, speaker of the house", "envoy Kaya"."""
    beside = [*name.all("appos", "compound", "nmod"), *(child for child in name.all("acl"))]
    if name.dep == "appos":
        beside.append(name.head)
    if name.dep in SUBJECTS and name.head.lemma == "be":
        beside += name.head.all("attr")
    known = nouns().speakers
    return [one.lower for one in beside if one.lower in known or one.lemma in known]


def _is_last_of_name(tree: Tree, node: Node) -> bool:
    after = tree.nodes[node.i + 1] if node.i + 1 < len(tree.nodes) else None
    return after is None or after.entity != "PERSON" or after.begins


def _person(tree: Tree, last: Node, sentence: int) -> Person:
    words = [last]
    if last.entity != "PERSON":
        words.insert(0, tree.nodes[last.i - 1])
    while not words[0].begins and words[0].i > 0 and tree.nodes[words[0].i - 1].entity == "PERSON":
        words.insert(0, tree.nodes[words[0].i - 1])
    names = tuple(node.lower for node in words if node.pos != "PART" and node.tag != "POS")
    is_subject = any(node.dep in SUBJECTS for node in words)
    span = _name_span(tree, last) if last.pos == "PROPN" else span_of(words)
    return Person(span, names, sentence, words[0].start, is_subject)


def _name_span(tree: Tree, head: Node) -> Span:
    """A name with its titles: the proper nouns in a row that end in its head."""
    first = head.i
    while first > 0 and _is_of_name(tree.nodes[first - 1], tree.nodes[first]):
        first -= 1
    return Span(tree.nodes[first].start, head.end)


def _is_of_name(word: Node, following: Node) -> bool:
    """Whether a word belongs to the name that goes on behind it; a hyphen ties "al" to "Harthi"."""
    if word.text == "-":
        return word.end == following.start and following.pos == "PROPN"
    return word.pos == "PROPN" and word.dep in {"compound", "nmod", "flat"}


def name_of(memory: Memory, tree: Tree, head: Node) -> Naming | None:
    """The earlier words that name a source; None where its own words do, or nothing fits."""
    sentence = memory.sentences.get(tree.passage.start, 0)
    if head.lower in RELATIVE:
        return _antecedent(head)
    if head.lower in PAIRS and not head.all("prep"):
        return _pair(memory, head)
    if head.lower in SINGULAR:
        return _recent(memory, sentence, head)
    if head.lower in PLURAL:
        return None
    if head.pos == "PROPN":
        return _fuller(memory, head)
    return _described(memory, sentence, head)


def _antecedent(head: Node) -> Naming | None:
    """What "who" stands for: the noun that its clause hangs on."""
    for node in head.ancestors():
        if node.dep == "relcl":
            return Naming(span_of(noun_phrase(person_meant(head, node.head))))
    return None


def _pair(memory: Memory, head: Node) -> Naming | None:
    before = [spans for start, spans in memory.pairs if start < head.start]
    if not before:
        return None
    members = before[-1]
    return Naming(Span(members[0].start, members[-1].end), members)


def _fuller(memory: Memory, head: Node) -> Naming | None:
    """The first full name that ends in a surname given alone."""
    has_more = any(child.pos == "PROPN" and child.dep == "compound" for child in head.children)
    person = memory.full.get(head.lower)
    if has_more or person is None or person.start >= head.start:
        return None
    return Naming(person.span)


def _recent(memory: Memory, sentence: int, head: Node) -> Naming | None:
    """The nearest person before a pronoun; one who is a sentence's subject comes first.

    Somebody without a name counts where nobody named stands nearer.
    """
    reach = [
        person
        for person in (*memory.persons, *memory.strangers)
        if person.start < head.start
        and person.sentence >= sentence - SENTENCES_BACK
        and _may_be(head, person)
    ]
    if not reach:
        return None
    best = max(
        reach, key=lambda person: (person.sentence + (2 if person.is_subject else 0), person.start)
    )
    if not best.words:
        memory.kinds[best.span] = "anonymous"
    return Naming(memory.full.get(best.words[-1], best).span if best.words else best.span)


def _may_be(pronoun: Node, person: Person) -> bool:
    """Whether a pronoun's sex does not go against what a person without a name is."""
    if pronoun.lower in WOMEN:
        return person.noun not in MALE
    return pronoun.lower not in MEN or person.noun not in FEMALE


def _described(memory: Memory, sentence: int, head: Node) -> Naming | None:
    """Who "the source" or "the Iranian official" is: an unnamed source before, or a known person."""
    determiner = head.child("det")
    if determiner is None or determiner.lower != "the" or head.lemma not in nouns().speakers:
        return None
    if head.all("prep", "compound", "poss", "nummod"):
        return None
    holder = _holder_of(memory, head)
    for unnamed in reversed(memory.unnamed):
        if holder is not None and holder.start > unnamed.start:
            break
        is_same = unnamed.start < head.start and head.lemma in {unnamed.lemma, "source"}
        if is_same and _is_told_so(memory, unnamed, head):
            memory.kinds[unnamed.span] = "anonymous"
            return Naming(unnamed.span)
    person = holder or _often_named(memory, sentence, head)
    if person is None:
        return None
    return Naming(memory.full.get(person.words[-1], person).span)


def _is_told_so(memory: Memory, unnamed: Unnamed, head: Node) -> bool:
    """Whether "the military official" is told of an unnamed source: "a Yemeni military official"."""
    first = memory.heads.get(unnamed.span)
    told = {one.lower for one in head.all("amod")} - {"same", "other", "latter", "former"}
    return first is None or told <= {one.lower for one in first.subtree()}


def _often_named(memory: Memory, sentence: int, head: Node) -> Person | None:
    """The person whom a report names most, for "the official" and the like."""
    if head.lemma not in {"official", "minister", "commander", "leader", "spokesman", "general"}:
        return None
    counts = Counter(
        person.words[-1]
        for person in memory.persons
        if person.start < head.start and person.sentence != sentence and person.words
    )
    for surname, count in counts.most_common(1):
        if count > 1 and surname in memory.full:
            return memory.full[surname]
    return None


def _holder_of(memory: Memory, head: Node) -> Person | None:
    """The person last named with a role: "the speaker" goes back to "Kaya, speaker of the house"."""
    if head.tag in {"NNS", "NNPS"} or head.all("amod"):
        return None
    for start, role, person in reversed(memory.roles):
        if start < head.start and role in {head.lower, head.lemma} and person.words:
            return person
    return None
