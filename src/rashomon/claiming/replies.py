"""Replies: what one voice says close behind another's account, and against it.

Enters: the facts of one report in the order of its text. Leaves: clashes between statements of two
voices that stand close together and cannot both be right: who holds a place, how many there are, how
somebody died, what was hit, who somebody is, whether a charge is true. What the second leaves out (a
noun, a name, a place) is that of the first, as readers take it.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct
from msgspec.structs import replace

from rashomon.claiming.clashes import quantity_words, standing_words, voice_of
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.claiming.likeness import WIDEST_RATIO, agree, unit_of
from rashomon.spans import Span, cut

Answer = tuple[str, tuple[str, str]]
"""The field in which a reply differs from what it replies to, and the two accounts."""

NEXT_CHARS = 140
"""Characters from the end of an account to the beginning of its reply, which names who replies."""

VICTIM_WORDS = 4
"""Words behind "killed" that name who was."""

WORDING_CHARS = 120
"""Of a longer account its beginning stands for it."""

_BESIDE = re.compile(r"[\s,;]*and\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PRONOUN = re.compile(r"\b(?:he|him|she|her|they|them|it)\b", re.IGNORECASE)
_DIED = re.compile(
    r"\W*(?:that\s+)?(?:he|she|they|both|it)\s+(?:\w+\s+){0,3}?"
    r"(?:was|were|had|have|has|been|died|drowned|perished|starved|killed|committed|took|hanged)\b",
    re.IGNORECASE,
)
_HIM = re.compile(r"\s+(?:him|her|them)\b", re.IGNORECASE)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|nothing\s+but|purely|none\s+but|no\s+(?:civilian|residential)\w*)\b",
    re.IGNORECASE,
)
_THE_FIRE = re.compile(
    r"\W*(?:that\s+)?(?:they|it|(?:(?:most|all|many|some|one|two|three|several|half)\s+of\s+)?(?:the|those|these)\s+"
    r"(?:\w+\s+)?(?:bombs?|shells?|rockets?|missiles?|strikes?|raids?|rounds?|drones?|planes?|jets?|guns?|attacks?|"
    r"blasts?|bombing|shelling|bombardment|projectiles?|mortars?|artillery|airstrikes?|fire))\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+((?:[\w’'-]+\s*){1,7})", re.IGNORECASE)
_REBUFF = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:e|es|ed)|disput(?:e|es|ed)"
    r"|rebut(?:s|ted)?|call(?:s|ed)|brand(?:s|ed)|label(?:s|ed|led)|contest(?:s|ed)?)\b"
    r"(?:\W+(?:this|that|it|them|(?:(?:the|this|that|these|those|such|any|all|both)\W+)(?:[\w-]+\W+){0,2}?"
    r"(?:charges?|reports?|claims?|accusations?|allegations?|account|accounts|figures?|story|stories|assertion|"
    r"suggestions?|version|statement|news|rumou?rs?|suspicions?))(?![\w-]))",
    re.IGNORECASE,
)
_NAMES_AS = re.compile(r"\b(?:call|brand|label)", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:lies?|false|untrue|invention|invented|fiction|fabricat\w+|nonsense|fairy|absurd|baseless|unfounded|"
    r"groundless|ridiculous|rubbish|propaganda|fake|myth|slander|libel|wrong|hoax|ludicrous|fantasy)\b",
    re.IGNORECASE,
)
_GRAMMAR = re.compile(
    r"\b(?:an?|the|one|two|some|his|her|its|their|our|own|that|this|of|in|at|on|ha[ds]|have|was|were|been|by|and|from)\b"
)
_MEN = ("FORCE", "MOBILIZE", "ASSAULT", "AID", "COOPERATE")
_NO_CHARGE = ("POST", "IDENTITY", "REQUEST", "REJECT", "PROTEST")
_DEADLY = ("CASUALTY", "ASSAULT")


class Rivals(Struct, frozen=True):
    """The tables of ``data/replies.toml``: stems by what they say."""

    manners: Mapping[str, str]
    deaths: frozenset[str]
    war: frozenset[str]
    peace: frozenset[str]
    harm: frozenset[str]
    harmless: frozenset[str]
    anyone: frozenset[str]
    sums: frozenset[str]


@cache
def load_rivals() -> Rivals:
    """The tables of rival words."""
    path = files(__package__).joinpath("data", "replies.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Rivals(
        {stem(word): manner for manner, words in table["manners"].items() for word in words},
        _stemmed(table["deaths"]["words"]),
        _stemmed(table["hit"]["war"]),
        _stemmed(table["hit"]["peace"]),
        _stemmed(table["kinds"]["harm"]),
        _stemmed(table["kinds"]["harmless"]),
        _stemmed(table["anyone"]["words"]),
        _stemmed(table["sums"]["words"]),
    )


def _stemmed(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def find_reply(mine: Facts, yours: Facts, text: str) -> Answer | None:
    """In what the later of two statements contradicts the earlier, another voice's; None for nothing.

    What "and" joins to an account is told beside it, not against it.
    """
    gap = yours.statement.span.start - mine.statement.span.end
    if voice_of(mine) == voice_of(yours) or gap > NEXT_CHARS:
        return None
    ends = mine.statement.span.end, yours.statement.span.start
    between = cut(text, Span(*ends)) if gap > 0 else ""
    if _BESIDE.match(between):
        return None
    charge = _denies_charge(mine, yours, f"{between} {_with_cue(yours)}")
    if charge is not None:
        return charge
    for rule in _RULES:
        answer = rule(mine, yours)
        if answer is not None:
            return answer
    return None


def _denies_charge(mine: Facts, yours: Facts, words: str) -> Answer | None:
    """A denial of what was just told: "X rejects the charge", "Y called the report a lie".

    Who denies is who is said to have done it, or belongs to those.
    """
    if mine.standing == "denied" or mine.statement.type in (None, *_NO_CHARGE):
        return None
    if yours.statement.type not in (None, "REJECT", "ACCUSE"):
        return None
    said = _REBUFF.search(words)
    if said is None or (_NAMES_AS.match(said[0]) and not _FALSE.search(words)):
        return None
    if yours.statement.span.start < mine.statement.span.end:
        return None
    speakers = yours.actors | _speakers(yours)
    doers = mine.actors | mine.targets if mine.statement.type == "ACCUSE" else mine.actors
    if not speakers & (doers | mine.kin):
        return None
    return "status", (standing_words(mine), "it is denied")


def _denies_invoking(mine: Facts, yours: Facts) -> Answer | None:
    """That a pact was invoked, and that it was, or that its letter came: "no request had arrived"."""
    terms = mine.statement.terms, yours.statement.terms
    if not all(one is not None and one.role == "invocation" for one in terms):
        return None
    if {mine.standing, yours.standing} != {"held", "denied"} or not mine.kin & yours.kin:
        return None
    return "status", (standing_words(mine), standing_words(yours))


def _denies_men(mine: Facts, yours: Facts) -> Answer | None:
    """A number of men somewhere, and that there is any: "denied having any troops in the country"."""
    if {mine.standing, yours.standing} != {"held", "denied"} or not _tell_of_men(mine, yours):
        return None
    told, denial = (mine, yours) if yours.standing == "denied" else (yours, mine)
    if denial.statement.type not in ("FORCE", "ASSAULT", "AID") or not _may_be_one_place(
        mine, yours
    ):
        return None
    is_anyone = bool(denial.words & load_rivals().anyone)
    is_of_any = re.search(r"\b(?:any|no|not|nobody|none|without)\b", _with_cue(denial).casefold())
    if not (told.kin & denial.kin) and not (is_anyone and is_of_any):
        return None
    return "status", (standing_words(mine), standing_words(yours))


def _counts_men(mine: Facts, yours: Facts) -> Answer | None:
    """Two figures of one side's men in one place: "10,000 soldiers are in", "has only 2,500 there"."""
    if mine.standing != "held" or yours.standing != "held" or not _tell_of_men(mine, yours):
        return None
    if "FORCE" not in (mine.statement.type, yours.statement.type) or not mine.kin & yours.kin:
        return None
    if not _may_be_one_place(mine, yours):
        return None
    return _in_figures(mine, yours)


def _tell_of_men(mine: Facts, yours: Facts) -> bool:
    types = {mine.statement.type, yours.statement.type}
    return "FORCE" in types and types <= set(_MEN)


def _counts_dead(mine: Facts, yours: Facts) -> Answer | None:
    """Two figures of the same dead: "the mission gave the figure as nine".

    The second says no more than how many; who tells where, when and of whom may tell of others.
    """
    if {mine.standing, yours.standing} != {"held"} or not _may_be_one_place(mine, yours):
        return None
    if yours.statement.type != "CASUALTY" or any(one.of for one in yours.quantities):
        return None
    if not _is_deadly(mine) or not (yours.harm == "killed" or yours.trigger in load_rivals().sums):
        return None
    if _stems(yours.statement.quote) & {stem(word) for word in load_types().beside}:
        return None
    return _in_figures(mine, yours)


def _is_deadly(fact: Facts) -> bool:
    return fact.statement.type in _DEADLY and fact.harm == "killed"


def _in_figures(mine: Facts, yours: Facts) -> Answer | None:
    """Figures that have no number in common, one of which may leave out what it counts."""
    pairs = [
        (one, other)
        for one in mine.quantities
        for other in yours.quantities
        if unit_of(one) == unit_of(other) or not other.of
    ]
    bare = {(one.of, other.of): (one, other) for one, other in pairs if not agree(one, other)}
    if not pairs or any(agree(one, other) for one, other in pairs):
        return None
    one, other = next(iter(bare.values()))
    bounds = [bound for pair in (one, other) for bound in (pair.low, pair.high) if bound]
    if bounds and max(bounds) > 2 * WIDEST_RATIO * min(bounds):
        return None
    filled = other if other.of else replace(other, of=one.of)
    return "number", (quantity_words(one), quantity_words(filled))


def _tells_death(mine: Facts, yours: Facts) -> Answer | None:
    """Two ways in which the same somebody died, or two by whose hand."""
    types = {mine.statement.type, yours.statement.type}
    if not types <= {*_DEADLY, "COERCE"} or not {mine.standing, yours.standing} <= {"held", "open"}:
        return None
    if not (mine.statement.attribution and yours.statement.attribution):
        return None
    if not (_is_death(mine) and _is_death(yours)) or not _is_same_victim(mine, yours):
        return None
    ways, others = _manners(mine), _manners(yours)
    hands, rivals = _hands(mine), _hands(yours)
    is_other_way = bool(ways) and bool(others) and not ways & others
    is_other_hand = bool(hands) and bool(rivals) and not hands & rivals
    if not (is_other_way or is_other_hand):
        return None
    return "cause", (_wording(mine), _wording(yours))


def _is_death(fact: Facts) -> bool:
    words = _stems(fact.statement.quote)
    is_told = bool(words & load_rivals().deaths) or fact.harm == "killed"
    return is_told or fact.trigger in load_types().deadly or fact.trigger in load_rivals().manners


def _is_same_victim(mine: Facts, yours: Facts) -> bool:
    """Whether both tell of one death: the second says "him" or "they", or names whom the first names.

    Who counts dead tells of others, unless of as many.
    """
    if yours.quantities and mine.quantities != yours.quantities:
        return False
    quote = yours.statement.quote
    at = yours.statement.trigger.span.end - yours.statement.span.start
    if _DIED.match(quote) or _HIM.match(quote[max(0, at) :]):
        return True
    named = (
        _stems(" ".join(_WORD.findall(quote[max(0, at) :])[:VICTIM_WORDS])) - load_rivals().deaths
    )
    is_named = bool({one for one in named if len(one) > 3} & _stems(mine.statement.quote))
    return not mine.quantities and (is_named or bool(mine.targets & yours.targets))


def _manners(fact: Facts) -> frozenset[str]:
    manners = load_rivals().manners
    return frozenset(manners[one] for one in _stems(fact.statement.quote) if one in manners)


def _hands(fact: Facts) -> frozenset[str]:
    """By whose hand: the words behind "by", or those before "killed him"."""
    quote = fact.statement.quote
    agent = _BY.search(quote)
    if agent is not None:
        return _content(agent[1])
    at = fact.statement.trigger.span.start - fact.statement.span.start
    after = quote[at:].casefold()
    if not re.match(r"\w+\s+(?:him|her|them|the|a|an|two|three|\w+)\b", after):
        return frozenset()
    before = re.sub(r"^\W*that\b", "", quote[: max(0, at)], flags=re.IGNORECASE)
    if re.search(r"\b(?:was|were|been|being|be)\s*$", before, re.IGNORECASE):
        return frozenset()
    if _PRONOUN.fullmatch(before.strip().split(" ")[0] if before.strip() else ""):
        return frozenset()
    return _content(before)


def _content(words: str) -> frozenset[str]:
    return _stems(_GRAMMAR.sub(" ", words.casefold()))


def _tells_hit(mine: Facts, yours: Facts) -> Answer | None:
    """What fire fell on: depots and camps as the one says, homes and markets as the other.

    It is one fire where the one says that it hit nothing else, or the other speaks of "the bombs".
    """
    if mine.statement.type != "ASSAULT" or yours.statement.type != "ASSAULT":
        return None
    if mine.standing != "held" or yours.standing != "held" or not _may_be_one_place(mine, yours):
        return None
    if not (mine.statement.attribution and yours.statement.attribution):
        return None
    if not _is_one_fire(mine, yours):
        return None
    sides = _hit(mine), _hit(yours)
    if {*sides} != {"war", "peace"}:
        return None
    return "target", (_wording(mine), _wording(yours))


def _is_one_fire(mine: Facts, yours: Facts) -> bool:
    """Whether neither counts whom it hurt, and the other's fire is the one's."""
    if any(one.quantities or one.harm is not None for one in (mine, yours)):
        return False
    is_only = _ONLY.search(mine.statement.quote) is not None
    return is_only or _THE_FIRE.match(yours.statement.quote) is not None


def _hit(fact: Facts) -> str:
    """Whether what was hit is of war or of peace; empty where it is both or neither."""
    at = fact.statement.trigger.span.end - fact.statement.span.start
    words = _stems(fact.statement.quote[max(0, at) :])
    is_war, is_peace = bool(words & load_rivals().war), bool(words & load_rivals().peace)
    return "" if is_war == is_peace else "war" if is_war else "peace"


def _tells_kind(mine: Facts, yours: Facts) -> Answer | None:
    """Who somebody is: "mercenaries" whom another "describes as instructors"."""
    if (
        yours.statement.type != "IDENTITY"
        or yours.standing != "held"
        or yours.statement.value is None
    ):
        return None
    if not _PRONOUN.search(_with_cue(yours)):
        return None
    words = _stems(yours.statement.value)
    if mine.statement.type == "IDENTITY":
        told = _stems(mine.statement.value or "")
    else:
        told = _stems(" ".join(one.of for one in mine.quantities))
    rivals = load_rivals()
    one, other = told & (rivals.harm | rivals.harmless), words & (rivals.harm | rivals.harmless)
    is_other = bool(one & rivals.harm and other & rivals.harmless) or bool(
        one & rivals.harmless and other & rivals.harm
    )
    if not is_other:
        return None
    if mine.statement.type == "IDENTITY":
        return "identity", (mine.statement.value or "", yours.statement.value)
    counted = next(q.of for q in mine.quantities if _stems(q.of) & one)
    return "identity", (counted, yours.statement.value)


_RULES: tuple[Callable[[Facts, Facts], Answer | None], ...] = (
    _denies_invoking,
    _denies_men,
    _counts_men,
    _counts_dead,
    _tells_death,
    _tells_hit,
    _tells_kind,
)


def _may_be_one_place(mine: Facts, yours: Facts) -> bool:
    """Whether both share a place, or one names none or only a land in which the other may lie."""
    if mine.places & yours.places or not mine.places or not yours.places:
        return True
    return mine.places == mine.wide_places or yours.places == yours.wide_places


def _speakers(fact: Facts) -> frozenset[str]:
    chain = fact.statement.attribution
    return (
        frozenset(one for one in (chain[0].entity, *chain[0].members) if one)
        if chain
        else frozenset()
    )


def _with_cue(fact: Facts) -> str:
    """A statement's words behind the cue of its speech: "rejects" and "the charge"."""
    chain = fact.statement.attribution
    cue = chain[0].cue.text if chain and chain[0].cue is not None else ""
    quote = fact.statement.quote
    return quote if cue in quote else f"{cue} {quote}"


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(words.casefold()))


def _wording(fact: Facts) -> str:
    words = re.sub(r"\s+", " ", fact.statement.quote).strip(' ,;:.“”"').removeprefix("that ")
    if len(words) <= WORDING_CHARS:
        return words
    return words[:WORDING_CHARS].rsplit(" ", 1)[0] + " …"
