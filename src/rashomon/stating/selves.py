"""Whom "we" stands for in what somebody says: the body that he speaks for or serves.

Last step of stating. Enters: all drafts of a report and its trees. Leaves: the same drafts, "we" and
"our men" in a role being the words that name the speaker's body, where the report tells which that is.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Voice
from rashomon.records.reports import Report
from rashomon.spans import Span, covers, cut
from rashomon.stating.bearers import is_office
from rashomon.stating.extents import phrase
from rashomon.stating.lexicon import forces, people

_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_NAMED = frozenset({"ORG", "GPE", "NORP"})
_SERVED = frozenset(
    {
        "army", "navy", "force", "military", "police", "government", "ministry", "coalition", "front",
        "movement", "alliance", "militia", "rebel", "junta", "council", "party", "opposition", "brigade",
        "battalion", "guard", "regime", "group", "faction", "separatist", "insurgent", "guerrilla",
        "mission", "command", "resistance", "union", "federation", "corps",
    }
)  # fmt: skip
"""Common nouns for bodies that somebody speaks for: "an army spokesman", "a rebel commander"."""


def name_selves(
    report: Report, trees: Sequence[Tree], drafts: Sequence[Draft]
) -> tuple[Draft, ...]:
    """The drafts, those in which a speaker says "we" with his body in its place.

    Shape: N drafts → N, order kept.
    """
    bodies = _bodies(report, trees, drafts)
    return tuple(_with_body(report, trees, bodies, draft) for draft in drafts)


def _bodies(report: Report, trees: Sequence[Tree], drafts: Sequence[Draft]) -> Mapping[str, Span]:
    """The body by the last word of the name of whoever holds an office in it."""
    found: dict[str, Span] = {}
    for draft in drafts:
        if draft.type != "POST" or not draft.actors:
            continue
        words = [
            node
            for tree in trees
            if tree.passage.id == draft.passage
            for node in tree.within(draft.span)
            if not covers(draft.actors[0], node.span)
        ]
        body = _body_of(words)
        name = cut(report.text, draft.actors[0]).split()
        if body is not None and name:
            found.setdefault(name[-1].casefold(), body)
    return found


def _body_of(words: Sequence[Node]) -> Span | None:
    """The body that an office is in: the name beside it, else the common noun ("army spokesman")."""
    if not any(is_office(one) for one in words):
        return None
    named = [one for one in words if one.entity in _NAMED and not is_office(one)]
    named += [one for one in words if not named and one.text.isupper() and one.pos == "PROPN"]
    served = [one for one in words if one.lemma in _SERVED and one.pos in ("NOUN", "PROPN")]
    first = next(iter(named or served), None)
    if first is None:
        return None
    last = first
    for one in words[words.index(first) + 1 :]:
        named_on = bool(first.entity) and one.entity == first.entity
        if is_office(one) or not (named_on or one.lemma in _SERVED):
            break
        last = one
    start = max(phrase(last).start, words[0].start)
    return Span(min(start, first.start), last.end)


def _with_body(
    report: Report, trees: Sequence[Tree], bodies: Mapping[str, Span], draft: Draft
) -> Draft:
    spans = (*draft.actors, *draft.targets)
    if not draft.chain or not any(_is_we(cut(report.text, span)) for span in spans):
        return draft
    body = _spoken_for(draft.chain[0], trees, bodies)
    if body is None:
        return draft
    return replace(
        draft,
        actors=_put(report, draft.actors, body),
        targets=_put(report, draft.targets, body),
    )


def _put(report: Report, spans: Sequence[Span], body: Span) -> tuple[Span, ...]:
    put = (body if _is_we(cut(report.text, span)) else span for span in spans)
    return tuple(dict.fromkeys(put))


def _is_we(words: str) -> bool:
    """Whether words are the speaker and his like: "we", "our men"."""
    first, *rest = words.casefold().split()
    if not rest:
        return first in _WE
    last = rest[-1]
    return (
        first == "our" and len(rest) == 1 and (last in _MEN or last.removesuffix("s") in forces())
    )


_MEN = frozenset({"people", "men", "army", "side", "troops", "forces", "boys", "comrades"})


def _spoken_for(voice: Voice, trees: Sequence[Tree], bodies: Mapping[str, Span]) -> Span | None:
    """The body of a speaker: by the office that he holds, by his description, or the speaker himself."""
    name = voice.name.split()
    known = bodies.get(name[-1].casefold()) if name else None
    span = voice.named_by or voice.span
    if known is not None or span is None:
        return known
    words = [node for tree in trees for node in tree.within(span)]
    described = _body_of(words)
    if described is not None:
        return described
    is_body = any(one.entity == "ORG" for one in words) or any(
        one.tag in ("NNS", "NNPS") and one.lemma in people() for one in words
    )
    return span if is_body else None
