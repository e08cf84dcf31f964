"""Close decisions as pairs to compare, and the log of what people ruled, as rows."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from rashomon.records.claims import Claim, Origin
from rashomon.records.corrections import Correction, Doubt, Effect, Placement
from rashomon.records.statements import Statement
from rashomon.views.cells import (
    in_sentence,
    kind_names,
    kind_words,
    outlet_of,
    published_when,
)
from rashomon.views.entries import in_order, question_text
from rashomon.views.shelves import Shelves
from rashomon.views.wording import counted

_TYPE = re.compile(r"\b[A-Z]{4,}\b")
_TOKEN = re.compile(r"\w+|\W+")

_SHORTEST_SHARED = 3
"""Letters of a word that is marked as shared; shorter ones are articles and the like."""

MOST_EFFECTS = 30
"""Effects that a preview lists; the sentence above counts all of them."""

MOST_CLAIMS = 3


class Word(Struct, frozen=True):
    """A stretch of a text; ``is_shared`` where the other text has it too."""

    text: str
    is_shared: bool


class Pair(Struct, frozen=True):
    """A close decision. ``told`` says what the engine decided, ``same`` and ``different`` what to do.

    Both are kinds of correction; ``away`` goes with a split. ``affects`` are claims that may change.
    """

    id: str
    kind: str
    told: str
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    left_path: str
    right_path: str
    reasons: tuple[str, ...]
    bits: str
    affects: tuple[tuple[str, str], ...]
    more: int
    targets: tuple[str, ...]
    same: str
    different: str
    away: tuple[str, ...]
    version: int


class Entry(Struct, frozen=True):
    """One entry of the log, with what became of it."""

    id: str
    seq: int
    made_at: str
    author: str
    kind: str
    words: tuple[tuple[str, str], ...]
    said: str
    says: str
    reason: str
    effects: str
    state: str
    why: str


_TOLD = {
    "joined": "Taken for one. Are they?",
    "apart": "Kept apart. Are they one?",
    "origin": "Counted as two origins. Are they one?",
}

_PATHS = {"claim": "/claims/", "statement": "/statements/", "report": "/reports/"}


def list_pairs(doubts: Iterable[Doubt], shelves: Shelves) -> tuple[Pair, ...]:
    """The doubts as pairs, in their order."""
    return tuple(_pair(one, shelves) for one in doubts)


def _pair(one: Doubt, shelves: Shelves) -> Pair:
    left, right = share_words(*_sides(one, shelves))
    turns_to_one = one.if_wrong == "merge" or (
        one.if_wrong == "regrade" and one.question != "joined"
    )
    known = [shelves.claims[each] for each in one.claims if each in shelves.claims]
    path = _PATHS.get(one.kind, "")
    ends = (one.targets[0], one.targets[-1]) if path else ("", "")
    return Pair(
        id=one.id,
        kind=one.kind,
        told=_TOLD[one.question],
        left=left,
        right=right,
        left_path=f"{path}{ends[0]}" if path else "",
        right_path=f"{path}{ends[1]}" if path and len(one.targets) > 1 else "",
        reasons=tuple(_TYPE.sub(_called, reason) for reason in one.reasons),
        bits=_bits(one),
        affects=tuple((each.id, claim_words(each, shelves)) for each in known[:MOST_CLAIMS]),
        more=max(0, len(one.claims) - MOST_CLAIMS),
        targets=one.targets,
        same=one.if_wrong if turns_to_one else "confirm",
        different="confirm" if turns_to_one else one.if_wrong,
        away=one.away,
        version=one.version,
    )


def _sides(one: Doubt, shelves: Shelves) -> tuple[str, str]:
    """What to compare. Of an origin, the words that would stay and those that would be parted."""
    parted = [shelves.statements[each] for each in one.away if each in shelves.statements]
    origins = (
        origin
        for claim in one.claims
        if claim in shelves.claims
        for origin in shelves.claims[claim].origins
    )
    held = next((each for each in origins if each.id == one.targets[0]), None)
    if one.kind != "origin" or held is None or not parted:
        return one.left, one.right
    away = {each.id for each in parted}
    stays = [each for each in in_order(held.statements, shelves) if each.id not in away]
    pairs = ((mine, other) for mine in stays for other in in_order(one.away, shelves))
    told = ((_told_by(mine, shelves), _told_by(other, shelves)) for mine, other in pairs)
    return next((each for each in told if each[0] != each[1]), (one.left, one.right))


def _told_by(one: Statement, shelves: Shelves) -> str:
    report = shelves.reports[one.report]
    voices = [each.name for each in one.attribution if each.name]
    word = f", on the word of {' through '.join(voices)}" if voices else ", in its own voice"
    when = published_when(report.published).words
    return f"{outlet_of(report)}, {when}{in_sentence(word)}: “{' '.join(one.quote.split())}”"


def _called(found: re.Match[str]) -> str:
    """A type as it is called on screen; other capitals stay as they are."""
    name = kind_names().get(found.group())
    return found.group() if name is None else name.lower()


def _bits(one: Doubt) -> str:
    """How close the decision was; empty where it was one of kind, not of weight."""
    if not one.weight_bits and not one.margin_bits:
        return ""
    return f"{one.weight_bits:+.1f} bits, {abs(one.margin_bits):.1f} from the decision"


def claim_words(claim: Claim, shelves: Shelves) -> str:
    """A claim as its question, where it stands in one."""
    disputes = shelves.disputes_of_claim.get(claim.id, ())
    return question_text(disputes[0]) if disputes else claim.text


def share_words(left: str, right: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Both texts with the words marked that the other one has too."""
    ours, theirs = _tokens(left), _tokens(right)
    shared = {one.casefold() for one in ours} & {one.casefold() for one in theirs}
    shared = {one for one in shared if one.isalnum() and len(one) >= _SHORTEST_SHARED}
    return _marked(ours, shared), _marked(theirs, shared)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(" ".join(text.split()))


def _marked(tokens: Sequence[str], shared: set[str]) -> tuple[Word, ...]:
    found: list[Word] = []
    for token in tokens:
        is_shared = token.casefold() in shared
        if found and not found[-1].is_shared and not is_shared:
            found[-1] = Word(found[-1].text + token, False)
        else:
            found.append(Word(token, is_shared))
    return tuple(found)


def list_log(placements: Sequence[Placement]) -> tuple[Entry, ...]:
    """The log, the newest entry first."""
    return tuple(_entry(one) for one in reversed(placements))


def _entry(one: Placement) -> Entry:
    made = one.correction
    return Entry(
        id=made.id,
        seq=made.seq,
        made_at=made.made_at[:16].replace("T", " "),
        author=made.author,
        kind=made.kind,
        words=tuple((_path(one.kind, one.id), one.words) for one in made.targets),
        said=made.said,
        says=made.says,
        reason=made.reason or "",
        effects=made.effects,
        state=one.state,
        why=one.why,
    )


def _path(kind: str, record: str) -> str:
    """Where a record has a page of its own; empty where it has none."""
    return f"{_PATHS[kind]}{record}" if kind in _PATHS else ""


class Shown(Struct, frozen=True):
    """An effect as a row of a preview."""

    kind: str
    words: str
    field: str
    before: str
    after: str


def list_shown(effects: Sequence[Effect]) -> tuple[Shown, ...]:
    """The effects that a preview lists: claims and disputes first, for they are what readers see."""
    rank = {"dispute": 0, "claim": 1, "report": 2, "statement": 3}
    ordered = sorted(effects, key=lambda one: rank.get(one.kind, 4))
    return tuple(
        Shown(one.kind, one.words, one.field, one.before, one.after)
        for one in ordered[:MOST_EFFECTS]
    )


class Choice(Struct, frozen=True):
    """Something to tick: a claim to merge, a statement to part."""

    id: str
    words: str
    remark: str
    is_ticked: bool


def statements_to_part(
    of: Claim | Origin, shelves: Shelves, ticked: Sequence[str]
) -> tuple[Choice, ...]:
    """The statements of a claim or an origin, to part some from it."""
    return tuple(
        Choice(
            one.id,
            " ".join(one.quote.split()),
            shelves.reports[one.report].outlet or shelves.reports[one.report].name,
            one.id in ticked,
        )
        for one in in_order(of.statements, shelves)
    )


def claims_to_choose(
    claims: Iterable[Claim], shelves: Shelves, ticked: Sequence[str]
) -> tuple[Choice, ...]:
    """Claims to choose from."""
    return tuple(
        Choice(one.id, one.text, _claim_remark(one, shelves), one.id in ticked) for one in claims
    )


def _claim_remark(claim: Claim, shelves: Shelves) -> str:
    """What tells a claim from another in the same words: its kind, its origins, who said it first."""
    told = in_order(claim.statements, shelves)
    first = shelves.reports[told[0].report] if told else None
    by = f"; first {outlet_of(first)}, {published_when(first.published).words}" if first else ""
    return f"{kind_words(claim.type)}; {counted(claim.independent, 'origin')}{by}"


def records_to_choose(ids: Sequence[str], shelves: Shelves) -> tuple[Choice, ...]:
    """Records of whatever kind that somebody ticked in a list; all of them are ticked here too."""
    wanted = {one for one in ids if one not in shelves.claims}
    origins = {
        origin.id: (origin, claim)
        for claim in (shelves.findings.claims if wanted else ())
        for origin in claim.origins
        if origin.id in wanted
    }
    entities = {one.id: one for one in shelves.findings.entities if one.id in wanted}
    found = []
    for id_ in ids:
        if id_ in shelves.claims:
            claim = shelves.claims[id_]
            found.append(Choice(id_, claim.text, _claim_remark(claim, shelves), True))
        elif id_ in origins:
            origin, claim = origins[id_]
            found.append(
                Choice(id_, origin.name, f"origin of “{claim_words(claim, shelves)}”", True)
            )
        elif id_ in entities:
            named = entities[id_]
            others = ", ".join(one for one in named.aliases if one != named.name)
            found.append(Choice(id_, named.name, others or named.kind, True))
        else:
            found.append(Choice(id_, id_, "not held", True))
    return tuple(found)


def conflict_words(first: Correction) -> str:
    """What somebody else did first, in a sentence."""
    reason = f" Reason: {first.reason}" if first.reason else ""
    return (
        f"{first.author} entered “{first.kind}” on {first.made_at[:16].replace('T', ' ')}:"
        f" {first.says or first.said}.{reason}"
    )
