"""Where the words of a content begin and end, once its parts are known.

Enters: the parts that a cue governs. Leaves: their span, without what tells when, where or to whom they
were said, and with what a parse has hung elsewhere.
"""

from rashomon.language.trees import Node
from rashomon.spans import Span

from .backgrounds import without_asides
from .complements import has_clause, is_finite, is_occasion
from .phrases import OCCASIONS, words_span
from .quotations import Quotation
from .sources import can_speak
from .subjects import FINITE, PASSIVE_SUBJECTS, SUBJECTS

OCCASIONAL = frozenset(
    {"during", "before", "since", "throughout", "amid", "following", "via", "through"}
)
"""Prepositions that tell when, where or how something was said, where they hang on the saying."""

OCCASIONS_AT = frozenset({"in", "on", "at", "during", "after", "through", "via"})
"""Prepositions of a speech, a paper or a meeting at which something is said."""

TIMES = frozenset(
    {"earlier", "later", "yesterday", "today", "tonight", "again", "recently", "afterwards"}
)
"""Words of time that may stand between a cue and a clause without "that"."""

FEWEST_CLAUSE_WORDS = 4

LONGEST_SUBJECT_WORDS = 8
"""Words of the next clause's subject that a parse may have joined to what is said."""

TOLD = frozenset(
    {
        "disclose", "reveal", "report", "explain", "describe", "announce", "confirm", "mention",
        "recite", "read", "recount", "relate", "recall", "repeat", "reiterate", "detail", "outline",
        "present", "quote", "express", "convey", "voice", "signal", "admit", "confess", "divulge",
        "tout", "unveil", "pitch", "suggest", "acknowledge",
    }
)  # fmt: skip
"""Verbs behind whose object "to" names who hears it; with others it names who gets it."""

LISTED = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
"""Kinds of words that open another thing of a list."""

STOPS = frozenset({".", "!", "?", ";"})

INNER_MARKS = frozenset({"'", "%", "-"})
"""Marks inside a phrase, where a speaker makes no pause."""


def words_of(text: str, parts: list[Node], verb: Node, quotations: list[Quotation]) -> Span:
    """The span of a content's parts, up to where the outlet speaks again."""
    words = [node for part in parts for node in part.subtree() if node.i > verb.i]
    first = min(parts, key=lambda part: part.subtree()[0].i)
    if first.dep == "prep" and len(words) > 1:
        words = [node for node in words if node is not first]
    words = without_asides(words, verb, parts, quotations)
    if not has_clause(parts) and not any(part.tag == "VB" for part in parts):
        words = _without_occasion(words)
    words = _without_next(_without_time(words, parts), verb)
    return _up_to_pause(words_span(text, words), verb)


def _without_occasion(words: list[Node]) -> list[Node]:
    """Words up to where they were said: "called it a burden", "in an interview with the daily"."""
    last = words[-1].i
    for node in words[2:]:
        held = node.child("pobj") if node.dep == "prep" and node.lower in OCCASIONS_AT else None
        if held is None or held.lemma not in OCCASIONS or node.subtree()[-1].i < last:
            continue
        if any(one.lower == "as" for one in node.subtree()):
            continue
        article = held.child("det")
        if held.pos == "PROPN" or (article is not None and article.lower in {"a", "an"}):
            return [word for word in words if word.i < node.i]
    return words


def _without_time(words: list[Node], parts: list[Node]) -> list[Node]:
    """Words from the reported clause on: "said earlier", "the pumps were safe".

    Right behind a cue, a word of time before a clause without "that" tells when it was said.
    """
    is_clause = any(part.dep == "ccomp" and is_finite(part) for part in parts)
    if not is_clause or len(words) < FEWEST_CLAUSE_WORDS or words[0].lower not in TIMES:
        return words
    opens = words[1].pos in {"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"}
    return words[1:] if opens and words[1].i == words[0].i + 1 else words


def _without_next(words: list[Node], verb: Node) -> list[Node]:
    """Words up to the next clause's subject: "… will end, and a third" said they would not."""
    last = words[-1]
    root = next((node for node in verb.ancestors() if node.is_root), verb)
    following = [node for node in root.subtree() if node.i > last.i]
    if last.dep == "cc" and len(words) > 1:
        for node in following[:LONGEST_SUBJECT_WORDS]:
            if node.tag in FINITE and node.child(*SUBJECTS, *PASSIVE_SUBJECTS) is not None:
                return words[:-1]
        return words
    behind = next(iter(following), None)
    if behind is None or behind.tag not in FINITE or behind.i != last.i + 1:
        return words
    for at in range(len(words) - 1, max(1, len(words) - LONGEST_SUBJECT_WORDS), -1):
        node = words[at]
        if node.tag in FINITE or node.dep == "mark":
            return words
        if node.dep == "cc" and words[at - 1].text == "," and node.i < last.i:
            return words[: at - 1]
    return words


def _up_to_pause(span: Span, verb: Node) -> Span:
    """The span up to the next comma or verb: a parse often hangs the last phrase of it elsewhere."""
    root = next((node for node in verb.ancestors() if node.is_root), verb)
    end = span.end
    behind = [node for node in root.subtree() if node.start >= span.end]
    joined = _joined(behind)
    for at, node in enumerate(behind):
        if at < joined:
            end = node.end
            continue
        follower = behind[at + 1].lower if at + 1 < len(behind) else ""
        is_too = node.lower == "as" and follower == "well"
        if is_too or (node.head is verb and _is_hearer(node)):
            break
        if (node.pos == "PUNCT" and not _is_inner(node, end)) or node.tag in FINITE:
            break
        if node.dep in {"cc", "mark"} or node.entity in {"DATE", "TIME"} or is_occasion(node):
            break
        if node.dep == "agent" or (node.head is verb and _is_circumstance(node)):
            break
        end = node.end
    return Span(span.start, end)


def _joined(behind: list[Node]) -> int:
    """How many words right behind a content go on with it: ", and a need to reopen the mines".

    A parse often hangs the last thing of a list on the cue. Its words have no verb of their own that
    could be somebody else's deed, and a mark ends them.
    """
    comma = 1 if behind and behind[0].text == "," else 0
    if len(behind) < comma + 3 or behind[comma].lower not in {"and", "or"}:
        return 0
    first = behind[comma + 1]
    stop = next((at for at, node in enumerate(behind) if at > comma and node.pos == "PUNCT"), None)
    listed = behind[comma + 1 : stop]
    if first.pos not in LISTED or any(node.tag in FINITE or node.tag == "VBN" for node in listed):
        return 0
    return comma + 1 + len(listed) if stop is not None and behind[stop].text in STOPS else 0


def _is_hearer(node: Node) -> bool:
    """Whether a phrase tells who hears: "recited an old poem to the crowd"."""
    held = node.child("pobj") if node.dep in {"prep", "dative"} and node.lower == "to" else None
    return held is not None and node.head.lemma in TOLD and can_speak(held)


def _is_inner(mark: Node, end: int) -> bool:
    """Whether a mark stands inside a phrase; a hyphen with spaces around it is a dash."""
    return mark.text in INNER_MARKS and not (mark.text == "-" and mark.start > end)


def _is_circumstance(node: Node) -> bool:
    """Whether a phrase beside a cue tells when or how it was said: "during …", "by mocking …"."""
    if node.dep != "prep":
        return False
    return node.lower in OCCASIONAL or (node.lower == "by" and node.child("pcomp") is not None)
