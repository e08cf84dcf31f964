"""What a verb of speech governs: the clauses and phrases that are its content, and where they end.

Enters: a verb with its frame. Leaves: spans of content to the right of the verb, or of a passive's
subject.
"""

from rashomon.language.trees import Node
from rashomon.spans import Span

from .counts import figure
from .cues import EVIDENT, Frame, lexicon
from .objects import carried, takes_objects
from .phrases import OCCASIONS, words_span
from .resumptions import SPOKEN
from .sources import RELATIVE
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

PLATFORMS = frozenset(
    {
        "x", "twitter", "facebook", "telegram", "whatsapp", "instagram", "tiktok", "youtube", "weibo",
        "signal", "viber", "vkontakte", "reddit", "website", "webpage", "page", "account", "channel",
        "site", "blog", "feed", "profile",
    }
)  # fmt: skip
"""Where somebody posts what he says."""

ABOUT = frozenset({"of", "about"})
"""Prepositions of what somebody is told, behind who is told: "reminded the council of its promise"."""

ANSWERS = frozenset({"yes", "no", "so"})
"""Words that are all that somebody says: "the envoy said yes", "two guards said so"."""


def passive_content(text: str, verb: Node) -> list[Span]:
    """What is said in "The truce was announced by X": the subject of the passive."""
    head = verb.child(*PASSIVE_SUBJECTS)
    if head is None or head.lower in RELATIVE:
        return []
    return [words_span(text, [node for node in head.subtree() if node.i < verb.i])]


def complements(verb: Node, frame: Frame) -> list[Node]:
    """What the verb governs to its right and its frame counts as content, by the heads of its parts."""
    takes = frame.takes
    if "making" in frame.kinds:
        return _made_clear(verb)
    if not takes - {"quoted", "alone"}:
        return []
    following = [child for child in verb.children if child.i > verb.i]
    objects = [child for child in following if child.dep == "dobj"]
    parts = [child for child in following if child.dep != "dobj" and _is_part(child, takes)]
    clauses = [child for child in following if child.dep == "advcl"]
    parts = parts or _beside(verb, frame, clauses, has_object=bool(objects))
    if parts:
        parts += [child for child in clauses if _is_ground(child, parts)]
        parts += [child for child in verb.all("conj", "dep") if _goes_on(child, verb, parts)]
    elif frame.hears:
        parts = [clause for noun in objects for clause in noun.all("relcl") if _is_reported(clause)]
        parts += [
            phrase
            for noun in objects
            for phrase in noun.all("prep")
            if phrase.lower in ABOUT & takes
        ]
    if not parts and "as" in takes:
        parts = _seen_as(objects)
    if not parts and "about" in takes:
        parts = _about_over_hearers(following)
    given = figure(verb, objects) if "figure" in takes and not parts else []
    if given:
        parts = given
    elif takes_objects(verb, frame, objects, parts):
        parts = carried(verb, objects) or objects + parts
    if "as" in takes:
        likened = [child for child in clauses if _is_likened(child)]
        parts = (parts or objects) + likened if likened else parts
    if parts and takes & {"predicate", "as"}:
        parts += [child for child in clauses if _is_reason(child) and child not in parts]
    return parts + _attached(verb, parts)


def _beside(verb: Node, frame: Frame, clauses: list[Node], *, has_object: bool) -> list[Node]:
    """What is said, where a parse takes it for a clause of time, ground or purpose beside the cue."""
    parts: list[Node] = []
    if frame.hears or ("infinitive" in frame.takes and not has_object):
        parts = [child for child in clauses if _is_infinitive(child)][:1]
    if not parts and "ask" in frame.kinds:
        parts = [child for child in clauses if _is_question(child)][:1]
    if not parts and "clause" in frame.takes:
        parts = [child for child in clauses if _is_about(child, verb)]
    return parts


def _about_over_hearers(following: list[Node]) -> list[Node]:
    """What somebody talks about, where a parse hangs it on who hears: "talks to men about water"."""
    for phrase in following:
        if phrase.dep != "prep" or phrase.lower not in {"to", "with"}:
            continue
        found = [one for one in phrase.subtree() if one.dep == "prep" and one.lower == "about"]
        if found:
            return found[:1]
    return []


def _made_clear(verb: Node) -> list[Node]:
    """What somebody makes clear: the clause or the words behind "clear", wherever a parse hangs them."""
    clear = next(one for one in verb.children if one.i > verb.i and one.lower in EVIDENT)
    behind = [one for one in (*clear.children, *verb.children) if one.i > clear.i]
    clauses = [one for one in behind if one.dep in {"ccomp", "advcl"} and is_finite(one)]
    clauses = [one for one in clauses if all(mark.lower == "that" for mark in one.all("mark"))]
    return clauses[:1] or [one for one in behind if one.dep in {"dobj", "nsubj"}][:1]


def _is_likened(clause: Node) -> bool:
    """Whether a clause tells what somebody is said to be: "describes the town as torn by war"."""
    mark = clause.child("mark")
    return mark is not None and mark.lower == "as" and clause.child(*SUBJECTS) is None


def _is_question(clause: Node) -> bool:
    """Whether a clause tells what somebody is asked: "asked the guards if the road was open"."""
    return any(mark.lower in {"if", "whether"} for mark in clause.all("mark"))


def _is_about(clause: Node, verb: Node) -> bool:
    """Whether a clause right behind a cue begins with a rough number: "said about half had left"."""
    mark = clause.child("mark")
    return (
        mark is not None
        and mark.lower == "about"
        and mark.i == verb.i + 1
        and is_finite(clause)
        and clause.child(*SUBJECTS, *PASSIVE_SUBJECTS) is not None
    )


def _is_reason(clause: Node) -> bool:
    """Whether a clause tells why something is called so: "a mistake because nobody lives there"."""
    mark = clause.child("mark")
    return mark is not None and mark.lower == "because"


def _seen_as(objects: list[Node]) -> list[Node]:
    """The object that a parse gives its "as" to: "sees the vote held on Sunday as a test"."""
    for held in objects:
        inner = [node for node in held.subtree() if node.lower == "as" and node.dep == "prep"]
        if any(node.i > held.i and node.child("pobj", "amod", "pcomp") for node in inner):
            return [held]
    return []


def _is_part(child: Node, takes: frozenset[str]) -> bool:
    """Whether a clause or phrase right of a verb is content by the codes of its frame."""
    if child.dep in {"ccomp", "xcomp"} and (child.dep == "ccomp" or is_finite(child)):
        heard = {"clause", "infinitive", "predicate"}
        return bool(takes & (heard if is_finite(child) else heard | {"object"}))
    if child.dep == "xcomp" and child.tag == "VBG":
        return not _is_next_cue(child)
    if child.lower in ANSWERS and child.dep in {"intj", "advmod", "det"}:
        is_next = child.i == child.head.i + 1 and not child.children
        return "alone" in takes and (is_next or child.dep == "intj")
    if child.dep in {"xcomp", "oprd"}:
        return bool(takes & {"object", "predicate"}) or (
            child.dep == "xcomp" and "infinitive" in takes
        )
    if child.dep in {"prep", "dative"}:
        return (child.lower in takes and not is_time(child) and not _is_posted(child)) or (
            "ground" in takes and _is_fault(child)
        )
    return "for" in takes and any(mark.lower == "for" for mark in child.all("mark"))


def _is_posted(place: Node) -> bool:
    """Whether a phrase tells where something was posted: "wrote on X", "posted on its website"."""
    held = place.child("pobj") if place.lower == "on" else None
    return held is not None and held.lower.rstrip(".") in PLATFORMS


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
        if is_occasion(child):
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
    last = parts[-1]
    if clause.i < last.i:
        return False
    if last.dep == "xcomp" and _is_infinitive(last):
        return _is_bare(clause, verb)
    frame = lexicon().verbs.get(clause.lemma)
    is_cue = frame is not None and bool(frame.kinds & SPOKEN)
    if last.dep != "ccomp" or clause.dep != "conj" or is_cue:
        return False
    if any(mark.lower == "that" for mark in clause.all("mark")):
        return True
    doer, said = clause.child(*SUBJECTS), last.child(*SUBJECTS)
    is_same = (
        doer is not None and said is not None and (doer.pos, doer.lower) == ("PRON", said.lower)
    )
    is_shifted = any(aux.lower in BACKSHIFTED for aux in clause.all("aux"))
    return doer is not None and (is_same or is_shifted)


def _is_bare(clause: Node, verb: Node) -> bool:
    """Whether a verb goes on with an infinitive: "wants to arm the fleet, build a fort and hire men"."""
    if verb.tag not in {"VBD", "VBZ", "VBG"} or clause.tag not in {"VB", "VBP"}:
        return False
    return clause.child(*SUBJECTS, "aux", "mark") is None


def is_finite(clause: Node) -> bool:
    """Whether a clause's verb, or its auxiliary, has a tense."""
    return clause.tag in FINITE or any(
        child.tag in FINITE for child in clause.all("aux", "auxpass")
    )


def is_time(node: Node) -> bool:
    """Whether a preposition tells for how long or when: "has argued for years that …"."""
    held = node.child("pobj")
    return (
        held is not None and held.entity in {"DATE", "TIME"} and node.lower in {"for", "in", "on"}
    )


def is_occasion(node: Node) -> bool:
    """Whether a preposition tells when or where something was said."""
    held = node.child("pobj") if node.dep == "prep" else None
    return held is not None and (held.entity in {"DATE", "TIME"} or held.lemma in OCCASIONS)
