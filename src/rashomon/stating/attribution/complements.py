"""What a verb of speech governs: the clauses and phrases that are its content, and where they end.

Enters: a verb with its frame. Leaves: spans of content to the right of the verb, or of a passive's
subject. Where the parse has lost a clause, its first word and the sentence's end tell it.
"""

from itertools import pairwise

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span
from rashomon.stating.lexicon import people, places

from .counts import counts, figure
from .cues import Frame, lexicon
from .phrases import OCCASIONS, clean, is_mark, words_span
from .quotations import Quotation, enclosing
from .sources import RELATIVE, nouns
from .subjects import FINITE, PASSIVE_SUBJECTS, SUBJECTS

GROUNDS = frozenset(
    {
        "since", "because", "so", "if", "unless", "as", "until", "before", "after", "although",
        "though", "when", "once", "given", "that",
    }
)  # fmt: skip
"""Conjunctions of clauses that belong to what is said, not to the saying."""

BACKSHIFTED = frozenset({"would", "could", "might", "should", "had", "will", "must"})
"""Auxiliaries of a second reported clause that the parse has put beside the cue."""

INNER_PREPOSITIONS = frozenset(
    {"in", "of", "against", "from", "for", "with", "between", "over", "on"}
)
"""Prepositions that may belong to what is said; "to" and "by" tell who hears and how."""

TURNS = frozenset({"while", "whereas", "as", "though", "although", "however"})
"""Words that after a comma lead from what is said to the outlet's own comparison."""

SPOKEN = frozenset({"say", "tell", "ask", "announce", "order", "name", "call", "request", "judge"})
"""Kinds of cue that a speaker goes on with: "says he came and calls the others"."""

BACKGROUNDS = frozenset({"who", "which", "whose", "whom", "where"})
"""Words that after a comma open what the outlet explains about the last thing named."""

MARKS_OF_CLAUSES = frozenset({"that", "whether", "how", "why"})

INNER_MARKS = frozenset({"'", "%", "-"})
"""Marks inside a phrase, where a speaker makes no pause."""

ABOUT = frozenset({"of", "about"})
"""Prepositions of what somebody is told, behind who is told: "reminded the council of its promise"."""

ANSWERS = frozenset({"yes", "no"})

LONGEST_OBJECT_WORDS = 12
"""Words of what is called something before the quotation marks; chosen by judgement."""

LONGEST_ADVERBIAL_WORDS = 14
"""Words of time and place that may stand between "said" and its "that"."""


def passive_content(text: str, verb: Node) -> list[Span]:
    """What is said in "The truce was announced by X": the subject of the passive."""
    head = verb.child(*PASSIVE_SUBJECTS)
    if head is None or head.lower in RELATIVE:
        return []
    return [words_span(text, [node for node in head.subtree() if node.i < verb.i])]


def complements(verb: Node, frame: Frame) -> list[Node]:
    """What the verb governs to its right and its frame counts as content, by the heads of its parts."""
    takes = frame.takes
    following = [child for child in verb.children if child.i > verb.i]
    objects = [child for child in following if child.dep == "dobj"]
    parts = [child for child in following if child.dep != "dobj" and _is_part(child, takes)]
    clauses = [child for child in following if child.dep == "advcl"]
    if not parts and (frame.hears or ("infinitive" in takes and not objects)):
        parts = [child for child in clauses if _is_infinitive(child)][:1]
    if parts:
        parts += [child for child in clauses if _is_ground(child, parts)]
        parts += [child for child in verb.all("conj") if _goes_on(child, verb, parts)]
    elif frame.hears:
        parts = [clause for noun in objects for clause in noun.all("relcl") if _is_reported(clause)]
        parts += [
            phrase
            for noun in objects
            for phrase in noun.all("prep")
            if phrase.lower in ABOUT & takes
        ]
    given = figure(verb, objects) if "figure" in takes and not parts else []
    if given:
        parts = given
    elif _takes_objects(verb, frame, objects, parts):
        parts = objects + parts
    return parts + _attached(verb, parts)


def _is_part(child: Node, takes: frozenset[str]) -> bool:
    """Whether a clause or phrase right of a verb is content by the codes of its frame."""
    if child.dep in {"ccomp", "xcomp"} and (child.dep == "ccomp" or is_finite(child)):
        heard = {"clause", "infinitive", "predicate"}
        return bool(takes & (heard if is_finite(child) else heard | {"object"}))
    if child.dep == "xcomp" and child.tag == "VBG":
        return not _is_next_cue(child)
    if child.dep == "intj":
        return "alone" in takes and child.lower in ANSWERS
    if child.dep in {"xcomp", "oprd"}:
        return bool(takes & {"object", "predicate"}) or (
            child.dep == "xcomp" and "infinitive" in takes
        )
    if child.dep in {"prep", "dative"}:
        return (child.lower in takes and not _is_time(child)) or (
            "ground" in takes and _is_fault(child)
        )
    return "for" in takes and any(mark.lower == "for" for mark in child.all("mark"))


def _is_next_cue(child: Node) -> bool:
    """Whether a participle is the speaker's next saying: "said adding that …"."""
    frame = lexicon().verbs.get(child.lemma)
    return frame is not None and "say" in frame.kinds and child.child("ccomp") is not None


def _is_fault(child: Node) -> bool:
    """Whether a phrase gives the ground of blame or praise, and not a time or a sum."""
    held = child.child("pobj", "pcomp")
    return (
        child.lower in {"for", "over"}
        and held is not None
        and held.entity not in {"DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"}
        and child.head.child("dobj") is not None
    )


def _takes_objects(verb: Node, frame: Frame, objects: list[Node], parts: list[Node]) -> bool:
    """Whether the verb's objects are part of what is said, and not who is told it."""
    if not objects or (frame.hears and parts):
        return False
    if "object" in frame.takes or ("matter" in frame.takes and is_matter(objects[0])):
        return True
    if parts:
        return bool(frame.takes & {"infinitive", "as", "predicate", "ground"})
    if "predicate" in frame.takes:
        return len(objects) > 1
    if "count" in frame.takes and counts(objects[0]):
        return True
    return "finding" in frame.takes and _is_document(verb.child(*SUBJECTS))


def is_matter(head: Node) -> bool:
    """Whether a word stands for a person, or a thing said or done, that only words can attack."""
    if head.entity:
        return head.entity == "PERSON"
    if head.pos != "NOUN" or head.lemma in nouns().speakers:
        return False
    return head.lemma not in people() | places() and head.lemma in lexicon().nouns


def _is_document(head: Node | None) -> bool:
    return head is not None and head.lemma in nouns().documents


def _is_reported(clause: Node) -> bool:
    """Whether a clause after who is told is what they are told: "assured them that the army …"."""
    has_subject = any(child.dep in SUBJECTS and child.lower != "that" for child in clause.children)
    return has_subject and any(child.lower == "that" for child in clause.children)


def _attached(verb: Node, parts: list[Node]) -> list[Node]:
    """Phrases right behind a noun phrase of the content that the parse hangs on the verb."""
    if not parts or parts[-1].dep not in {"dobj", "prep", "oprd"}:
        return []
    found: list[Node] = []
    last = max(node.i for node in parts[-1].subtree())
    for child in verb.children:
        words = child.subtree()
        if words[0].i != last + 1:
            continue
        if (
            child.dep in {"advcl", "xcomp", "acl"}
            and _is_infinitive(child)
            and parts[-1].dep == "dobj"
        ):
            found.append(child)
            break
        held = child.child("pobj", "pcomp")
        if child.dep != "prep" or child.lower not in INNER_PREPOSITIONS or held is None:
            break
        if _is_occasion(child):
            break
        found.append(child)
        last = words[-1].i
    return found


def has_clause(parts: list[Node]) -> bool:
    """Whether a reported clause is among the parts of a content."""
    return any(part.dep == "ccomp" and (part.tag != "VBG" or is_finite(part)) for part in parts)


def _is_infinitive(clause: Node) -> bool:
    return clause.tag == "VB" and any(child.tag == "TO" for child in clause.all("aux"))


def _is_ground(clause: Node, parts: list[Node]) -> bool:
    """Whether an adverbial clause after a reported one gives its ground: "…, since they agree"."""
    mark = clause.child("mark")
    follows = clause.i > parts[-1].i and parts[-1].dep == "ccomp"
    return follows and mark is not None and mark.lower in GROUNDS


def _goes_on(clause: Node, verb: Node, parts: list[Node]) -> bool:
    """Whether a clause beside the cue is a second thing said: "said A was ill, and that B had left"."""
    if parts[-1].dep != "ccomp" or clause.i < parts[-1].i or clause.lemma in lexicon().verbs:
        return False
    if any(mark.lower == "that" for mark in clause.all("mark")):
        return True
    return clause.child(*SUBJECTS) is not None and (
        any(aux.lower in BACKSHIFTED for aux in clause.all("aux"))
    )


def is_finite(clause: Node) -> bool:
    """Whether a clause's verb, or its auxiliary, has a tense."""
    return clause.tag in FINITE or any(
        child.tag in FINITE for child in clause.all("aux", "auxpass")
    )


def words_of(text: str, parts: list[Node], verb: Node, quotations: list[Quotation]) -> Span:
    """The span of a content's parts, up to where the outlet speaks again."""
    words = [node for part in parts for node in part.subtree() if node.i > verb.i]
    first = min(parts, key=lambda part: part.subtree()[0].i)
    if first.dep == "prep" and len(words) > 1:
        words = [node for node in words if node is not first]
    span = words_span(text, _without_asides(words, verb, quotations))
    return _up_to_pause(span, verb)


def _up_to_pause(span: Span, verb: Node) -> Span:
    """The span up to the next comma or verb: a parse often hangs the last phrase of it elsewhere."""
    root = next((node for node in verb.ancestors() if node.is_root), verb)
    end = span.end
    for node in root.subtree():
        if node.start < span.end:
            continue
        if (node.pos == "PUNCT" and node.text not in INNER_MARKS) or node.tag in FINITE:
            break
        if node.dep in {"cc", "mark"} or node.entity in {"DATE", "TIME"} or _is_occasion(node):
            break
        end = node.end
    return Span(span.start, end)


def _is_time(node: Node) -> bool:
    """Whether a preposition tells for how long or when: "has argued for years that …"."""
    held = node.child("pobj")
    return (
        held is not None and held.entity in {"DATE", "TIME"} and node.lower in {"for", "in", "on"}
    )


def _is_occasion(node: Node) -> bool:
    """Whether a preposition tells when or where something was said."""
    held = node.child("pobj") if node.dep == "prep" else None
    return held is not None and (held.entity in {"DATE", "TIME"} or held.lemma in OCCASIONS)


def _without_asides(words: list[Node], verb: Node, quotations: list[Quotation]) -> list[Node]:
    """Words up to what the outlet adds: "…, adding that", "…, while others", "and calls"."""
    words = _without_backgrounds(sorted(words, key=lambda node: node.i), quotations)
    for last, node in pairwise(words):
        if node.i <= verb.i + 2 or enclosing(quotations, node.start) is not None:
            continue
        comma = last.text == "," or is_mark(last)
        if ((comma or last.dep == "cc") and _turns_away(node)) or (
            node.dep == "cc" and _resumes(node, verb, comma=comma, closes=is_mark(last))
        ):
            return [word for word in words if word.i < node.i]
    return words


def _without_backgrounds(words: list[Node], quotations: list[Quotation]) -> list[Node]:
    """Words up to what explains their end: "…, who once ran the party", "…, a town in the north"."""
    last = words[-1].i
    for before, node in pairwise(words):
        if before.text not in {",", "–", "—", "--", "("} or node.i < words[0].i + 3:
            continue
        if enclosing(quotations, node.start) is not None:
            continue
        if _is_background(node) and _end_of(_head_of_background(node)) >= last - 1:
            return [word for word in words if word.i < before.i]
    return words


def _is_background(node: Node) -> bool:
    """Whether a word after a comma opens a relative clause."""
    return node.lower in BACKGROUNDS and _head_of_background(node).dep == "relcl"


def _head_of_background(node: Node) -> Node:
    """The verb of the relative clause that a word such as "which" opens."""
    return next((one for one in node.ancestors() if one.dep == "relcl"), node)


def _end_of(head: Node) -> int:
    return max(node.i for node in head.subtree())


def _turns_away(node: Node) -> bool:
    """Whether a word after a comma opens an aside of the outlet's."""
    if node.lower in TURNS and node.dep in {"mark", "advmod"}:
        return True
    return node.tag == "VBG" and node.lemma in lexicon().verbs


def _resumes(conjunction: Node, verb: Node, *, comma: bool, closes: bool) -> bool:
    """Whether "and" goes on with the speaker's next saying, or comes to another speaker's."""
    follower = next((node for node in conjunction.head.all("conj") if node.i > conjunction.i), None)
    if follower is None or follower.tag not in FINITE:
        return False
    frame = lexicon().verbs.get(follower.lemma)
    if frame is None or not frame.kinds & SPOKEN:
        return False
    if follower.child(*SUBJECTS) is None:
        return follower.tag == verb.tag and (closes or conjunction.head.head is verb)
    return comma and follower.child("ccomp") is not None


def clause_after_mark(text: str, tree: Tree, verb: Node) -> list[Span]:
    """The clause after "said that" where the parse has lost it: the rest of the sentence."""
    for node in tree.nodes[verb.i + 1 : verb.i + LONGEST_ADVERBIAL_WORDS]:
        is_near = node.i < verb.i + 3 and node.lower in MARKS_OF_CLAUSES
        is_mark = node.dep in {"mark", "advmod"} and (is_near or node.lower == "that")
        if is_mark or (node.lower == "that" and _is_behind_time(tree, verb, node)):
            last = tree.nodes[-2] if tree.nodes[-1].text in {".", "?", "!"} else tree.nodes[-1]
            return [clean(text, Span(node.start, last.end))]
    return []


def _is_behind_time(tree: Tree, verb: Node, mark: Node) -> bool:
    """Whether only a time stands between a cue and its "that": "predicted in March that …"."""
    between = tree.nodes[verb.i + 1 : mark.i]
    return bool(between) and all(
        node.pos in {"ADP", "ADV", "DET"} or node.entity in {"DATE", "TIME"} for node in between
    )


def lost_clause(text: str, tree: Tree, verb: Node, frame: Frame) -> list[Span]:
    """A clause whose subject the parse took for the cue's object: "said the US, as ally, must act"."""
    held = verb.child("dobj")
    if held is None or held.i < verb.i or frame.hears or "say" not in frame.kinds:
        return []
    for child in verb.all("advcl", "conj", "dep"):
        if child.i > held.i and is_finite(child) and not child.all("mark", "nsubj", "cc"):
            first = held.subtree()[0]
            return [clean(text, Span(first.start, child.subtree()[-1].end))]
    return []


def named_in_quotation(
    text: str, tree: Tree, verb: Node, quotations: list[Quotation]
) -> list[Span]:
    """What is called what in the outlet's sentence and the speaker's words: "called him a “liar”".

    A parse seldom sees that the words in quotation marks are said of what stands before them.
    """
    first = tree.nodes[verb.i + 1] if verb.i + 1 < len(tree.nodes) else None
    if first is None or first.pos not in {"PROPN", "NOUN", "PRON", "DET", "ADJ"}:
        return []
    for quotation in quotations:
        if quotation.span.start < first.start or quotation.is_open:
            continue
        between = [node for node in tree.nodes[first.i :] if node.start < quotation.span.start]
        is_near = 0 < len(between) <= LONGEST_OBJECT_WORDS
        if is_near and not any(node.text == "," or node.tag in FINITE for node in between):
            return [clean(text, Span(first.start, quotation.span.end))]
        return []
    return []
