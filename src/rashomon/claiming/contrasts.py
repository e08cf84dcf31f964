"""Contrasts: accounts that one report sets against each other.

Enters: the facts and the reports' texts. Leaves: clashes between statements that stand close together,
on different voices, about the same somebody, with a word of contrast between them or with one of
them only held possible.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rashomon.claiming.amounts import WIDEST_RATIO
from rashomon.claiming.clashes import (
    DENIED,
    NEAR_CHARS,
    Clash,
    are_of_two_states,
    differing,
    quantity_words,
)
from rashomon.claiming.denials import are_apart, is_still_held, is_supposed
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.claiming.replies import find_reply
from rashomon.claiming.rivals import are_of_two_numbers, goes_back
from rashomon.claiming.scopes import are_of_two_scopes
from rashomon.claiming.voices import speak_of_one_part, speakers_of, standing_words, voice_of
from rashomon.records.mentions import Quantity
from rashomon.records.reports import Report
from rashomon.spans import Span, cut, shared

NEXT_SENTENCE_CHARS = 60
"""Characters from the end of one account to the next sentence's own."""

LOOK_AHEAD = 12
"""Statements after one that are compared with it; sentences rarely hold more."""

LEAST_COMMON_WORDS = 2
"""Words of information in common from which two sources in one sentence speak of one matter."""

WIDEST_CONTRAST_CHARS = 200
"""Characters between the two triggers that a word of contrast opposes."""

_WORDING_CHARS = 120
_IS = re.compile(
    r"^\W*(?:that\s+)?(?:they|he|she|it|we|i|(?:the|these|those)\s+(?:\w+\s+){1,2}?)\s*"
    r"\b(?:is|are|was|were|am)\s+(?!\w+ing\b|\w+ed\b|not\b|so\b|in\b|on\b|at\b|under\b)"
    r"(?:\w+\W+){0,3}?\w+\W*(?:$|(?:who|from|of|on|and|or|that)\b)",
    re.IGNORECASE,
)
_THEY_ARE = re.compile(r"^(?:they|he|she|it|we|i)\s+(?:is|are|was|were|am)\s+", re.IGNORECASE)
_OF_WHOM = re.compile(r"(?<=\w)\W+(?:that|which)\b|\bwho(?:m|se)?\b", re.IGNORECASE)
_DENIES = re.compile(r"(?:den(?:y|ie)|refut|reject|dismiss|disput|rebut)", re.IGNORECASE)
_MAINTAINED = re.compile(
    r"[^.!?\n]*?,\W*as\b[^.!?\n]*\b(?:maintain|claim|insist|assert|contend|said|say|argu|alleg|announc)"
)
_THEY = re.compile(r"\W*(?:they|he|she|both|all|some)\b", re.IGNORECASE)
_SPEECH = ("said", "say", "told", "tell", "stat", "report", "claim")
_DEEDS = {"ASSAULT"}
_DEEDS_TOLD = ("ASSAULT", "CASUALTY", "COERCE", "CAPTIVITY")
_ROLES = {"MOBILIZE", "AID", "IDENTITY", "FORCE"}


def find_contrasts(facts: Sequence[Facts], reports: Mapping[str, Report]) -> list[Clash]:
    """The clashes inside each report, in order."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        by_report[fact.statement.report].append(index)
    found = []
    for report_id, members in sorted(by_report.items()):
        report = reports.get(report_id)
        if report is not None:
            ordered = sorted(members, key=lambda index: (facts[index].statement.span, index))
            found += list(_contrasts(ordered, facts, report.text))
    return sorted(found)


def _contrasts(ordered: Sequence[int], facts: Sequence[Facts], text: str) -> Iterator[Clash]:
    """The clashes of one report; a denial is of what stands nearest before it."""
    found = list(_all_contrasts(ordered, facts, text))
    nearest: dict[int, int] = {}
    for clash in found:
        if clash.field == "status":
            start = _start_of_passage(clash.one, ordered, facts)
            nearest[clash.other] = max(start, nearest.get(clash.other, 0))
    for clash in found:
        least = nearest.get(clash.other, 0) if clash.field == "status" else 0
        if facts[clash.one].statement.span.end > least:
            yield clash


def _start_of_passage(place: int, ordered: Sequence[int], facts: Sequence[Facts]) -> int:
    """Where the first statement of a statement's sentence begins."""
    passage = facts[place].statement.passage
    told = (facts[one].statement for one in ordered)
    return min(one.span.start for one in told if one.passage == passage)


def _all_contrasts(ordered: Sequence[int], facts: Sequence[Facts], text: str) -> Iterator[Clash]:
    for position, one in enumerate(ordered):
        behind = ordered[position + 1 : position + 1 + LOOK_AHEAD]
        for place, other in enumerate(behind):
            mine, yours, between = facts[one], facts[other], behind[:place]
            if yours.statement.span.start - mine.statement.span.end > NEAR_CHARS:
                break
            if shared(mine.statement.trigger.span, yours.statement.trigger.span):
                continue
            field = _field(mine, yours, text)
            if field is not None:
                values = _values(field, mine, yours)
                yield Clash(field, _topic(field, mine), one, other, values)
                continue
            reply = find_reply(mine, yours, text)
            if reply is None:
                continue
            if _is_of_nearest(reply[0], mine, yours, [facts[it] for it in between]):
                yield Clash(reply[0], _topic(reply[0], mine), one, other, reply[1])


def _is_of_nearest(field: str, mine: Facts, yours: Facts, between: Sequence[Facts]) -> bool:
    """Whether no other deed, or figure, is told between two accounts, in a sentence of its own.

    Who is charged and charges in turn answers that charge, whatever was told in between.
    """
    is_turned = field == "doer" and speakers_of(yours) & (mine.actors | mine.targets | mine.kin)
    if field not in ("cause", "doer", "number") or is_turned:
        return True
    voice = voice_of(yours)
    return not any(
        (bool(one.quantities) if field == "number" else one.statement.type in _DEEDS_TOLD)
        and one.statement.passage != mine.statement.passage
        and not (one.statement.passage == yours.statement.passage and voice_of(one) == voice)
        and one.statement.span.start >= mine.statement.span.end
        and one.statement.span.end <= yours.statement.span.start
        for one in between
    )


def _topic(field: str, fact: Facts) -> str:
    """What is the same for clashes over one thing: what hangs together in one report is."""
    return DENIED if field == "status" else fact.statement.report


def _field(mine: Facts, yours: Facts, text: str) -> str | None:
    """What two accounts differ in; None where they may both be right, or are one voice's."""
    types = {mine.statement.type, yours.statement.type}
    has_two_voices = voice_of(mine) != voice_of(yours)
    if "CASUALTY" in types and types <= {"CASUALTY", "ASSAULT"}:
        return _of_harm(mine, yours, has_two_voices)
    if has_two_voices and types <= {"IDENTITY", None} and "IDENTITY" in types:
        return "identity" if _are_two_names(mine, yours) else None
    if has_two_voices and _is_denied_at_once(mine, yours):
        return "status"
    return _of_deeds(mine, yours, has_two_voices, text)


def _of_harm(mine: Facts, yours: Facts, has_two_voices: bool) -> str | None:
    """What two accounts of the dead, or of a deed that made them, differ in."""
    if mine.statement.type == yours.statement.type:
        return _of_casualties(mine, yours, has_two_voices)
    return "cause" if has_two_voices and _is_other_cause(mine, yours) else None


def _of_deeds(mine: Facts, yours: Facts, has_two_voices: bool, text: str) -> str | None:
    """What two accounts of one sentence differ in that are opposed by its words."""
    if mine.statement.passage != yours.statement.passage or not _is_one_matter(mine, yours):
        return None
    is_opposed = _is_retold(mine, yours, text) or (
        has_two_voices and _are_opposed(mine, yours, text)
    )
    if not is_opposed:
        return None
    if "denied" in (mine.standing, yours.standing):
        return "status"
    types = {mine.statement.type, yours.statement.type}
    return "target" if "ASSAULT" in types and not types & _ROLES else "role"


def _are_two_names(mine: Facts, yours: Facts) -> bool:
    """Whether two accounts, one right after the other, say something else of who somebody is."""
    if are_of_two_numbers(mine, yours):
        return False
    if None in (mine.statement.type, yours.statement.type):
        said = mine if mine.statement.type is None else yours
        is_near = yours.statement.span.start - mine.statement.span.end <= NEXT_SENTENCE_CHARS
        return is_near and _IS.search(said.statement.quote) is not None
    is_other = bool(mine.targets) and bool(yours.targets) and not mine.targets & yours.targets
    is_other &= not (goes_back(yours) and yours.targets <= yours.heard)
    is_other |= _are_one_and_many(mine.statement.value or "", yours.statement.value or "")
    is_of_told = bool(mine.targets & yours.targets) or goes_back(yours)
    return is_of_told and not is_other and not mine.value & yours.value


def _are_one_and_many(kind: str, other: str) -> bool:
    """Whether one is said to be of a kind, and several of another: "a refugee", "officers"."""
    alone = [one.casefold().startswith(("a ", "an ")) for one in (kind, other)]
    return alone[0] != alone[1] and all(one[:1].islower() for one in (kind, other))


def _is_one_matter(mine: Facts, yours: Facts) -> bool:
    """Whether two accounts are of one somebody's deeds, or two sources speak of one matter."""
    types = {mine.statement.type, yours.statement.type}
    if not types & (_DEEDS | _ROLES) or not types <= _DEEDS | _ROLES | {None}:
        return False
    if None not in types and _share_actor(mine, yours):
        return True
    if types == _DEEDS and not (mine.actors and yours.actors):
        return bool(mine.statement.attribution and yours.statement.attribution)
    is_told = not _is_cue(mine) and not _is_cue(yours)
    is_sourced = bool(mine.statement.attribution and yours.statement.attribution)
    shares = mine.places & yours.places or len(mine.words & yours.words) >= LEAST_COMMON_WORDS
    return is_told and is_sourced and bool(shares)


def _is_cue(fact: Facts) -> bool:
    """Whether a statement tells no more than that something was said."""
    cues = (link.cue.text for link in fact.statement.attribution if link.cue is not None)
    return fact.statement.type is None and fact.trigger in {*map(stem, cues), *_SPEECH}


def _of_casualties(mine: Facts, yours: Facts, has_two_voices: bool) -> str | None:
    """Two tolls of one thing by two voices, or two accounts of how the same people died.

    A report that has figures many times apart counts part of the dead, not all of them otherwise.
    """
    if mine.harm != yours.harm or (mine.places and yours.places and not mine.places & yours.places):
        return None
    numbers = differing(mine, yours)
    if numbers is not None and are_of_two_states(mine, yours):
        return None
    if numbers is not None:
        is_attributed = bool(mine.statement.attribution and yours.statement.attribution)
        is_told = mine.standing == yours.standing == "held"
        is_rival = _largest(numbers) <= WIDEST_RATIO * _smallest(numbers)
        is_rival = is_rival and not are_of_two_scopes(mine, yours, numbers)
        return "number" if has_two_voices and is_attributed and is_told and is_rival else None
    is_of_same = bool(mine.kin & yours.kin) or not (mine.kin and yours.kin)
    if (
        has_two_voices
        and is_of_same
        and mine.trigger == yours.trigger
        and _one_is_possible(mine, yours)
    ):
        return "cause"
    return None


def _is_other_cause(mine: Facts, yours: Facts) -> bool:
    """Whether the next sentence holds another death possible for the same people.

    It names none of the dead: whom "they may have been shot" is about is those who were just told of.
    """
    if mine.statement.passage == yours.statement.passage or mine.statement.type != "CASUALTY":
        return False
    is_pronoun = _THEY.match(yours.statement.quote) is not None
    is_deadly = yours.harm == "killed" or yours.trigger in load_types().deadly
    near = yours.statement.span.start - mine.statement.span.end <= NEXT_SENTENCE_CHARS
    return is_pronoun and is_deadly and near and _one_is_possible(mine, yours)


def _is_denied_at_once(mine: Facts, yours: Facts) -> bool:
    """Whether a deed told in one sentence is denied by its doer, or another voice, in the next.

    Somebody denies it, in so many words: "those who were not seized" denies no seizure.
    """
    if {mine.standing, yours.standing} != {"held", "denied"}:
        return False
    if mine.statement.type is None or mine.statement.type != yours.statement.type:
        return False
    if not speak_of_one_part(mine, yours):
        return False
    told, denial = (yours, mine) if mine.standing == "denied" else (mine, yours)
    if is_supposed(denial) or is_still_held(told, denial):
        return False
    cues = [link.cue.text for link in denial.statement.attribution if link.cue is not None]
    if not any(map(_DENIES.match, cues)) and not _says_not(denial):
        return False
    is_same_deed = mine.trigger == yours.trigger and bool(mine.actors & yours.actors)
    is_same_deed = is_same_deed and not are_apart(mine, yours)
    narrow = (mine.places & yours.places) - mine.wide_places - yours.wide_places
    return is_same_deed or (mine.statement.type == "CONTROL" and bool(narrow))


def _says_not(fact: Facts) -> bool:
    """Whether a source says in a clause of its own that something is not so, not of whom it is not."""
    return bool(fact.statement.attribution) and _OF_WHOM.search(fact.statement.quote) is None


def _largest(numbers: tuple[Quantity, Quantity]) -> float:
    return max(bound for one in numbers for bound in (one.low, one.high) if bound is not None)


def _smallest(numbers: tuple[Quantity, Quantity]) -> float:
    return min(bound for one in numbers for bound in (one.low, one.high) if bound is not None)


def _values(field: str, mine: Facts, yours: Facts) -> tuple[str, str]:
    numbers = differing(mine, yours) if field == "number" else None
    if numbers is not None:
        return quantity_words(numbers[0]), quantity_words(numbers[1])
    if field == "status":
        return standing_words(mine), standing_words(yours)
    if field == "identity":
        return _THEY_ARE.sub("", _wording(mine)), _THEY_ARE.sub("", _wording(yours))
    return _wording(mine), _wording(yours)


def _share_actor(mine: Facts, yours: Facts) -> bool:
    return bool(
        mine.actors & yours.actors or (mine.actors & yours.kin) or (yours.actors & mine.kin)
    )


def _are_opposed(mine: Facts, yours: Facts, text: str) -> bool:
    """Whether a word of contrast stands close between two accounts of different sources."""
    first, last = _between(mine, yours)
    if last - first > WIDEST_CONTRAST_CHARS:
        return False
    between = cut(text, Span(first, last))
    if _pattern(load_types().strong_contrast).search(between):
        return True
    is_apart = not shared(mine.statement.span, yours.statement.span)
    if not is_apart or _voices(mine) & _voices(yours):
        return False
    return _pattern(load_types().contrast).search(between) is not None


def _is_retold(mine: Facts, yours: Facts, text: str) -> bool:
    """Whether the one is told in place of the other, "as" somebody "has maintained".

    The sentence itself says that there are two accounts, however its sources were read.
    """
    first, last = _between(mine, yours)
    if last - first > WIDEST_CONTRAST_CHARS:
        return False
    after = cut(text, Span(last, last + WIDEST_CONTRAST_CHARS))
    return bool(
        _pattern(load_types().strong_contrast).search(cut(text, Span(first, last)))
        and _MAINTAINED.match(after)
    )


def _one_is_possible(mine: Facts, yours: Facts) -> bool:
    """Whether one account is held only possible beside the other, which is told as what happened."""
    statuses = {mine.statement.status, yours.statement.status}
    return "possible" in statuses and bool(statuses & {"asserted", "reported"})


def _between(mine: Facts, yours: Facts) -> tuple[int, int]:
    """The words from one trigger to the other."""
    first, second = mine.statement.trigger.span, yours.statement.trigger.span
    return min(first.end, second.end), max(first.start, second.start)


def _voices(fact: Facts) -> set[str]:
    return {link.entity or link.name.casefold() for link in fact.statement.attribution}


def _wording(fact: Facts) -> str:
    words = fact.statement.value or fact.statement.quote
    words = re.sub(r"\s+", " ", words).strip(' ,;:.“”"').removeprefix("that ")
    return (
        words if len(words) <= _WORDING_CHARS else words[:_WORDING_CHARS].rsplit(" ", 1)[0] + " …"
    )


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)
