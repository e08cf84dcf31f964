"""Words that are signed: "“We cannot go back.” — Lena Brandt, teacher", and what people post.

Enters: the sentences of a report. Leaves: a `Speech` of whoever signs, with the paragraph that stands
before the name. A dash behind words that are not wholly in quotation marks signs nothing, unless the
name of an account stands behind the name.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span, cut, trimmed

from .sources import can_show
from .speech import Speech
from .subjects import FINITE

_DASHES = "―—–-"
_MARKS = '"“”„«»'

_SIGNED = re.compile(
    rf"\A(?P<said>[{_MARKS}].+[{_MARKS}][.,]?)\s*(?P<dash>[{_DASHES}]{{1,2}})\s*(?P<name>[^\n]+)\Z",
    re.DOTALL,
)
"""A paragraph in quotation marks with a dash and a name at its end."""

_POSTED = re.compile(
    rf"\A(?P<said>.+?)\s(?P<dash>[{_DASHES}]{{1,2}})\s?(?P<name>[^\n—―–]+?)\s\(@\w+\)[^\n]*\Z",
    re.DOTALL,
)
"""What somebody posts, with the name, the account and perhaps the day, as pages embed it."""

_QUOTED = re.compile(rf"\A[{_MARKS}].+[{_MARKS}][.,]?\Z", re.DOTALL)
_SIGNATURE = re.compile(rf"\A(?P<dash>[{_DASHES}]{{0,2}})\s*(?P<name>[^\n]+)\Z")

_TOLD_BETWEEN = re.compile(r"[,.?!…][\"”»]\s[^\"“„«]{2,80}[\"“„«]\w")
"""The outlet's words between two parts of a quotation: ", he said, “"."""

_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.\S+|t\.co/\S+))+\s*\Z")
"""Addresses of pictures and pages at the end of what is posted."""

_PARTICLES = frozenset(
    {
        "al",
        "el",
        "de",
        "del",
        "da",
        "di",
        "van",
        "von",
        "der",
        "bin",
        "ibn",
        "of",
        "the",
        "and",
        "for",
        "y",
    }
)

FEWEST_WORDS_SIGNED = 4
"""Fewer words in quotation marks before a dash are a term or a title."""

LONGEST_NAME_WORDS = 6
LONGEST_OFFICE_WORDS = 16
"""Words behind a name and a comma that can still tell who somebody is and where."""


class _Paragraph(Struct, frozen=True):
    """The sentences of one paragraph and where it stands."""

    trees: tuple[Tree, ...]
    span: Span


def read_signatures(text: str, trees: Sequence[Tree]) -> list[Speech]:
    """The speeches of those who sign a paragraph behind a dash."""
    paragraphs = _paragraphs(trees)
    found: list[Speech | None] = []
    for at, one in enumerate(paragraphs):
        behind = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        found.append(_signed(text, one) or _signed_below(text, one, behind))
    return [speech for speech in found if speech is not None]


def _paragraphs(trees: Sequence[Tree]) -> list[_Paragraph]:
    held: dict[int, list[Tree]] = {}
    for tree in trees:
        if tree.nodes:
            held.setdefault(tree.passage.paragraph, []).append(tree)
    return [
        _Paragraph(tuple(one), Span(one[0].passage.start, one[-1].passage.end))
        for _, one in sorted(held.items())
    ]


def _signed(text: str, one: _Paragraph) -> Speech | None:
    """The speech of who signs at the end of the paragraph itself."""
    words = cut(text, one.span)
    found = _SIGNED.match(words) or _POSTED.match(words)
    if found is None:
        return None
    said = words[: found.end("said")]
    if found.re is _POSTED:
        said = _LINKS.sub("", said)
    at = one.span.start
    dash = Span(at + found.start("dash"), at + found.end("dash"))
    name = Span(at + found.start("name"), at + found.end("name"))
    return _speech(text, one, Span(at, at + len(said)), name, dash)


def _signed_below(text: str, one: _Paragraph, behind: _Paragraph | None) -> Speech | None:
    """The speech of who signs in a line of its own, behind a dash that may be read as a list's."""
    if behind is None or not _QUOTED.match(cut(text, one.span)):
        return None
    found = _SIGNATURE.match(cut(text, behind.span))
    if found is None:
        return None
    at = behind.span.start
    before = text[one.span.end : at].strip()
    if not found["dash"] and (not before or before.strip(_DASHES)):
        return None
    dash = Span(at + found.start("dash"), at + found.end("dash"))
    name = Span(at + found.start("name"), at + found.end("name"))
    return _speech(text, behind, one.span, name, dash)


def _speech(text: str, one: _Paragraph, said: Span, signed: Span, dash: Span) -> Speech | None:
    """The speech of a signature; None where it is no name or the words before it are not one's own."""
    content = trimmed(text, said)
    words = cut(text, content)
    if len(words.split()) < FEWEST_WORDS_SIGNED or _TOLD_BETWEEN.search(words):
        return None
    tree = next((tree for tree in one.trees if tree.passage.end >= signed.end), None)
    name = _name(text, signed)
    behind = [] if tree is None else tree.within(signed)
    if tree is None or name is None or any(_tells(node) for node in behind):
        return None
    own = [node for node in behind if node.start < name.end and node.pos != "PUNCT"]
    if not own or not any(can_show(node) for node in own):
        return None
    cue = next((node for node in tree if node.start <= dash.start < node.end), own[0])
    return Speech(tree, [cue], own[-1], [content], "say", direct=True, source_span=name)


def _tells(node: Node) -> bool:
    """Whether a verb behind a dash makes a sentence of what would be a signature."""
    return node.tag in FINITE and node.dep not in {"relcl", "acl", "aux", "auxpass"}


def _name(text: str, signed: Span) -> Span | None:
    """The name that a signature opens with, before office and place; None where it is none."""
    words = cut(text, signed)
    name = re.split(r",|\s\(", words, maxsplit=1)[0].rstrip(" .\xa0")
    office = words[len(name) :].split()
    parts = name.split()
    if not parts or len(parts) > LONGEST_NAME_WORDS or len(office) > LONGEST_OFFICE_WORDS:
        return None
    capital = all(part[0].isupper() or part.split("-")[0] in _PARTICLES for part in parts)
    return (
        Span(signed.start, signed.start + len(name)) if capital and parts[0][0].isupper() else None
    )
