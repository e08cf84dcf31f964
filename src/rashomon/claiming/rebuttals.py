"""Rebuttals: what a second voice denies of what a first has just said, in the same report.

Enters: the facts of two statements, one close behind the other, and the words of the second with its
cue. Leaves: whether it denies the first. What is denied is called by its kind ("any ship"), by a noun
for what was said ("the claim", "these stories"), or not at all ("had nothing to do with it").
"""

import re

from rashomon.claiming.deeds import deeds_in, is_telling, root, roots
from rashomon.claiming.denials import (
    are_of_others,
    is_of_days_before,
    is_one_deed,
    is_still_held,
    is_supposed,
    names_others,
    says_alive,
    share_thing,
    shared_words,
    speaker_words,
)
from rashomon.claiming.facts import Facts
from rashomon.claiming.nations import codes_in
from rashomon.claiming.negations import (
    ANY,
    HAPPENED,
    is_missed,
    is_of_any_man,
    is_of_other_deeds,
    is_of_other_men,
    own_roots,
    sweeps,
)
from rashomon.claiming.voices import named_speakers, speak_of_one_part, speakers_of, with_cue

_SAYING = (
    r"(?:charges?|reports?|claims?|accusations?|allegations?|accounts?|figures?|numbers?|tolls?|stories|story|assertions?|"
    r"suggestions?|versions?|statements?|news|rumou?rs?|suspicions?|notions?|idea|insinuations?|criticisms?|findings?)"
)
LONGEST_BARE_WORDS = 3
"""Words of a denial that names the deed alone: "any such incursion"."""

_IT_ALONE = (
    r"(?:this|that|it|them|these|those)"
    r"(?=\W*$|[,.;:”’\"]|\s+(?:as|on|saying|outright|categorically|strongly|firmly|and)\b)"
)
_REBUFF = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|disput(?:e|es|ed|ing)"
    r"|rebut(?:s|ted)?|contest(?:s|ed)?|repudiat(?:e|es|ed)|scoff(?:s|ed)?\s+at|brush(?:es|ed)\s+(?:aside|off))\W+"
    rf"(?:{_IT_ALONE}|"
    r"(?:(?:the|this|that|these|those|such|any|all|both|[\w’']+[’']s?)\W+)?"
    rf"(?:[\w-]+\W+){{0,2}}?{_SAYING})(?![\w-])"
    r"(?:\W+(?P<of>of|that|about|on)\b(?P<what>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(
    r"\W*(?:when\s+)?asked\s+(?:whether|if|about|why)\s+(.*?),", re.IGNORECASE | re.DOTALL
)
"""The beginning of an answer to a question of its own: "asked about the harvest, he called it a lie"."""

_SAYING_SO = re.compile(r",|;|\b(?:saying|insisting|adding|arguing|and said|as)\b", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:lies?|false|untrue|invention|invented|fiction|fictitious|fabricat\w+|nonsense|fairy|absurd|baseless|unfounded|"
    r"groundless|ridiculous|rubbish|propaganda|fake|myth|slander\w*|libel|wrong|hoax|ludicrous|fantas\w+|exaggerat\w+|"
    r"inflated|inaccurate|incorrect|without foundation|made[- ]up|disinformation|misinformation)\b",
    re.IGNORECASE,
)
_NAMED_FALSE = re.compile(
    r"\b(?:call|brand|label|describ|characteri[sz]|denounc|condemn|dismiss|term|reject)\w*\b.*"
    rf"(?:\b(?:the|this|that|these|those|such|all)\W+(?:[\w-]+\W+){{0,2}}?{_SAYING}\b|\b(?:this|it|them)\b|"
    rf"\bthat\W+(?:an?\W+)?(?:\w+\W+)?{_FALSE.pattern})",
    re.IGNORECASE | re.DOTALL,
)
_IS_FALSE = re.compile(
    rf"^\W*(?:that\s+)?(?:(?:the|this|that|these|those|such|all)\W+(?:[\w-]+\W+){{0,2}}?{_SAYING}|this|that|it|they|these)\s+"
    r"(?:is|are|was|were|has been|have been)\s+(?:\w+\s+){0,3}?(?:not\s+true|not\s+correct|no\s+such|"
    + _FALSE.pattern.removeprefix(r"\b")
    + ")",
    re.IGNORECASE,
)
_NO_TRUTH = re.compile(
    r"\b(?:no\s+(?:truth|substance|basis|foundation|evidence|word\s+of\s+truth)\s+(?:in|to|for)|not\s+a\s+word\s+of\s+(?:it|this|that)|"
    r"nothing\s+of\s+the\s+(?:kind|sort)|no\s+such\s+[\w-]+|"
    r"(?:it|this|that|the\s+\w+)\s+(?:never\s+happened|did\s+not\s+(?:happen|take\s+place)))\b",
    re.IGNORECASE,
)
_NOT_INVOLVED = re.compile(
    r"\b(?:nothing\s+(?:whatsoever\s+)?to\s+do\s+with|no\s+(?:hand|part|role|involvement|share|responsibility|connection|link)\b|"
    r"any\s+(?:hand|part|role|involvement|share|responsibility|connection|link|wrongdoing|complicity)\b|"
    r"(?:responsib|involve|complici|particip|authorship)\w*|(?:take|takes|taken|taking|took)\s+(?:any\s+|no\s+)?part\b|not\s+(?:been\s+)?behind|not\s+(?:been\s+)?responsible)",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^\W*(?:that\s+)?(?:any|no|not\s+(?:a\s+single|one|any)|a\s+single)\s+(?:[\w-]+\s+){1,3}?(?=(?:had|has|have|did|would)\b(?!\s+been\b))",
    re.IGNORECASE,
)
"""Anybody at all, as the one who did it: "that any foreign power had"."""

_THERE_IS = re.compile(
    r"^\W*(?:that\s+)?there\s+(?:is|was|are|were|ha[sd]|have|exist(?:s|ed)?|would|will)\b(?:\s+be(?:en)?\b)?",
    re.IGNORECASE,
)
"""The beginning of a denial that names what there is not: "there is no blockade"."""


_IT = re.compile(r"^\W*(?:that\s+)?(?:it|they|he|she|we|i)\b|^\W*having\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"^\W*(?:that\s+)?(?:nobody|no\s+one|none\s+of|not\s+(?:one|a\s+single)|no\s+(?:man|soldier|unit)\b)",
    re.IGNORECASE,
)
_UNHURT = re.compile(
    r"\b(?:unharmed|unhurt|uninjured|safe\s+and\s+sound|in\s+good\s+health)\b", re.IGNORECASE
)
_DEAD = re.compile(r"\b(?:dead|died|killed|deceased|death)\b", re.IGNORECASE)
_WE = re.compile(r"\W*(?:that\s+)?(?:we|i|our|my)\b", re.IGNORECASE)
"""The beginning of what somebody says of himself, which no reports tell."""

_OWNER = re.compile(r"\b([A-Z][\w-]*)[’']s?\s")
"""Whose words are called untrue, by a name: "dismissed NATO's figures"."""

_PROPOSED = re.compile(r"\b(?:idea|notion|suggestion)s?$", re.IGNORECASE)
"""What is turned down rather than denied, unless it is told what it says."""

_NO_CHARGE = ("POST", "IDENTITY", "REJECT", "PROTEST")
_TALKS = ("CONSULT", "REQUEST", "AGREE", "COOPERATE")
"""What somebody who "was not behind it" does not deny: talks, and what is asked for."""

_OF_GUILT = re.compile(
    rf"{_NOT_INVOLVED.pattern}|\b(?:charges?|accusations?|allegations?|suspicions?)\b",
    re.IGNORECASE,
)
"""Words for what somebody is said to have done, which no visit and no request is."""

_NO_SENTENCE = re.compile(
    r"\W*(?:(?!\w*thing\b|during\b)\w{3,}ing|as|of|for|to|by|with)\b", re.IGNORECASE
)
"""The beginning of a remark beside what is said: "referring to the party", "as the largest one"."""

_NO_DEED = ("POST", "IDENTITY", "ACCUSE", "REJECT")


_DEADLY = ("CASUALTY", "ASSAULT")


def is_rebutted(mine: Facts, yours: Facts) -> bool:
    """Whether the later of two statements of one report denies the earlier, another voice's.

    Their voices are known to differ, and the second to stand close behind the first.
    """
    if mine.standing == "denied" or yours.statement.span.start < mine.statement.span.end:
        return False
    return (
        _rebuffs_saying(mine, yours)
        or _has_no_part(mine, yours)
        or _denies_deed(mine, yours)
        or _lives(mine, yours)
    )


def _rebuffs_saying(mine: Facts, yours: Facts) -> bool:
    """Whether the second calls what was just said untrue: "there is no truth in these reports".

    "Dismissed reports of a coup" is about that coup, and so about what was said only if that was one.
    """
    if not _may_be_rebuffed(mine, yours):
        return False
    words, quote = with_cue(yours), yours.statement.quote
    rebuff = _REBUFF.search(words)
    if rebuff is not None:
        if not _is_of_teller(rebuff[0], mine):
            return False
        about = rebuff["what"] if rebuff["of"] is not None else _told_by(words[rebuff.end() :])
        if about is None and _PROPOSED.search(rebuff[0]):
            return False
        return about is None or _is_about(_SAYING_SO.split(about)[0], mine)
    is_named = _NAMED_FALSE.search(words) is not None and _FALSE.search(words) is not None
    return is_named or bool(_IS_FALSE.match(quote) or _NO_TRUTH.search(quote))


def _may_be_rebuffed(mine: Facts, yours: Facts) -> bool:
    """Whether the first tells on somebody's word what the second may call untrue."""
    if _is_no_charge(mine) or yours.statement.type not in (None, "REJECT", "ACCUSE"):
        return False
    is_said = mine.statement.attribution or mine.statement.status == "reported"
    if not (is_said or mine.statement.type == "ACCUSE"):
        return False
    if mine.statement.type is None and _NO_SENTENCE.match(mine.statement.quote):
        return False
    if is_no_charge(mine, with_cue(yours)):
        return False
    asked = _ASKED.match(yours.statement.quote)
    if asked is not None and not _is_about(asked[1], mine):
        return False
    return not (mine.statement.type is None and _WE.match(mine.statement.quote))


def is_no_charge(told: Facts, words: str) -> bool:
    """Whether words turn down a charge, where what was told is a visit, or talks."""
    return told.statement.type in _TALKS and _OF_GUILT.search(words) is not None


def _is_no_charge(fact: Facts) -> bool:
    """Whether nothing is told that anybody would deny: an office beside a name, no appointment."""
    is_appointed = fact.statement.type == "POST" and fact.statement.mode == "given"
    return fact.statement.type in _NO_CHARGE and not is_appointed


def _is_of_teller(words: str, told: Facts) -> bool:
    """Whether "X's figures" are those that were told."""
    owner = _OWNER.search(words)
    names = " ".join(link.name for link in told.statement.attribution)
    return owner is None or root(owner[1]) in roots(f"{names} {told.statement.quote}")


def _told_by(words: str) -> str | None:
    """What a report tells whose teller is named before it: "by their radio that officers came"."""
    told = re.match(
        r"\W+(?:by|from|in)\b(?:.*?\bthat|(?:\W+[\w’'-]+){1,5}?\W+(?:of|on|about))\b(.*)",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    return None if told is None else told[1]


def _is_about(words: str, told: Facts) -> bool:
    """Whether some words name the deed of a statement, or what it was done to."""
    one, other = roots(words), roots(told.statement.quote)
    deeds = deeds_in(one) & deeds_in(other)
    return bool(deeds) or len({word for word in one & other if len(word) > 3}) > 1


def _has_no_part(mine: Facts, yours: Facts) -> bool:
    """Whether those who were said to have done it say that they had no part in it."""
    if yours.standing != "denied" or mine.statement.type in _NO_CHARGE:
        return False
    if _NOT_INVOLVED.search(with_cue(yours)) is None:
        return False
    speakers = yours.heard | yours.actors
    charged = mine.actors | mine.kin
    if mine.statement.type == "ACCUSE":
        charged = charged - mine.actors | mine.targets
    return (
        bool(speakers & charged) or _speaks_for_named(mine, yours) or _is_named_clear(mine, yours)
    )


def _speaks_for_named(mine: Facts, yours: Facts) -> bool:
    """Whether the first names whom the second's speaker speaks for: "the ELN", "an ELN commander"."""
    return bool(named_speakers(yours) & roots(mine.statement.quote))


def _is_named_clear(mine: Facts, yours: Facts) -> bool:
    """Whether the denial says that somebody had no part in it whom the first account names."""
    is_repeated = bool(
        deeds_in(roots(yours.statement.quote)) & deeds_in(roots(mine.statement.trigger.text))
    )
    if is_repeated and yours.nations.voices & set(codes_in(mine.statement.quote)):
        return True
    before = _NOT_INVOLVED.split(yours.statement.quote)[0]
    named = {word for word in re.findall(r"[^\W_]+", before) if word[0].isupper() and len(word) > 3}
    return bool(named & {*re.findall(r"[^\W_]+", mine.statement.quote)})


def _denies_deed(mine: Facts, yours: Facts) -> bool:
    """Whether the second denies the deed that the first tells of, in words of its own."""
    if yours.standing != "denied" or mine.standing != "held":
        return False
    if (mine.statement.type in _NO_DEED and _is_no_charge(mine)) or not speak_of_one_part(
        mine, yours
    ):
        return False
    is_other = are_of_others(mine, yours) or is_of_other_men(mine, yours)
    if is_other or is_supposed(yours) or is_still_held(mine, yours):
        return False
    speakers = speakers_of(yours) | (yours.actors if yours.statement.attribution else frozenset())
    is_doer = bool(speakers & (mine.actors | mine.kin) or yours.nations.voices & mine.nations.men)
    nobody_is_missed = is_missed(mine, yours) and sweeps(yours)
    if nobody_is_missed or _is_echoed(mine, yours) or _is_retold(mine, yours):
        return True
    if not _is_same_kind(mine, yours):
        is_bare = _is_bare(yours) and not is_of_other_deeds(mine, yours)
        return is_doer and sweeps(yours) and (share_thing(mine, yours) or is_bare)
    return _is_of_the_same(mine, yours, is_doer=is_doer)


def _is_retold(mine: Facts, yours: Facts) -> bool:
    """Whether a denial has no word that the account has not, and says of the deed whose it was."""
    if mine.statement.type != yours.statement.type:
        return False
    own, told = own_roots(yours), roots(mine.statement.quote)
    if not _is_repeated(mine, yours) or not own <= told:
        return False
    is_same = root(mine.statement.trigger.text) == root(yours.statement.trigger.text)
    if mine.statement.type is None and not is_same:
        return len(own) > 1
    is_back = _IT.match(yours.statement.quote) is not None and not yours.actors - mine.actors
    return len(own) > 1 or (bool(own) and is_back)


def _is_echoed(mine: Facts, yours: Facts) -> bool:
    """Whether a bare "was" or "is" denies that somebody is where the first says, in its own words."""
    if mine.statement.type is not None or yours.statement.type is not None:
        return False
    if root(yours.statement.trigger.text) not in ("be", "was", "is", "were", "are", "been"):
        return False
    own = frozenset(filter(is_telling, roots(yours.statement.quote)))
    narrow = (mine.places & yours.places) - mine.wide_places
    return bool(narrow) and len(own) > 1 and own <= roots(mine.statement.quote)


def _is_of_the_same(mine: Facts, yours: Facts, *, is_doer: bool) -> bool:
    """Whether a deed of one kind was done to the same: named, called by its kind, or by "any"."""
    words = shared_words(mine, yours) - speaker_words(yours)
    has_thing = share_thing(mine, yours)
    if names_others(mine, yours) and names_others(yours, mine) and not (words and has_thing):
        return False
    is_short = _is_repeated(mine, yours) and _IT.match(yours.statement.quote) is not None
    if sweeps(yours):
        is_nobody = is_doer and _is_repeated(mine, yours) and _NOBODY.match(yours.statement.quote)
        is_bare = _is_bare(yours) or is_of_any_man(mine, yours)
        return has_thing or bool(words) or is_bare or bool(is_nobody)
    return is_doer and bool(words or has_thing or is_short)


def _is_bare(fact: Facts) -> bool:
    """Whether a denial names the deed and no more: "any support", "that any other power had helped"."""
    quote = _THERE_IS.sub("", fact.statement.quote)
    if len(quote.split()) <= LONGEST_BARE_WORDS:
        return True
    if fact.statement.attribution and not _telling_words(ANY.sub(" ", _IT.sub("", quote)), fact):
        return True
    return _ANYBODY.search(quote) is not None and not _telling_words(_ANYBODY.sub(" ", quote), fact)


def _telling_words(words: str, fact: Facts) -> frozenset[str]:
    """The roots of some words that say something, but for that of the deed."""
    own = roots(HAPPENED.sub(" ", words)) - roots(fact.statement.trigger.text)
    return frozenset(filter(is_telling, own))


def _is_repeated(mine: Facts, yours: Facts) -> bool:
    """Whether the second's deed is told by a word of the first."""
    return root(yours.statement.trigger.text) in roots(mine.statement.quote)


def _is_same_kind(mine: Facts, yours: Facts) -> bool:
    """Whether both tell of one kind of deed, by their type or by their words."""
    if mine.statement.type is not None and mine.statement.type == yours.statement.type:
        return yours.harm is None or yours.harm == mine.harm
    if {mine.statement.type, yours.statement.type} == {*_DEADLY}:
        return mine.harm == yours.harm
    if is_one_deed(mine, yours) or (yours.statement.type is None and _is_repeated(mine, yours)):
        return True
    if yours.statement.type is not None:
        return False
    return bool(deeds_in(roots(with_cue(yours))) & deeds_in(roots(mine.statement.trigger.text)))


def _lives(mine: Facts, yours: Facts) -> bool:
    """Whether the second says that somebody lives whom the first calls dead."""
    if mine.harm == "hurt" and _UNHURT.search(yours.statement.quote):
        return bool(mine.targets & (yours.actors | yours.targets) or shared_words(mine, yours))
    is_death = mine.harm == "killed" or (
        mine.statement.type == "CASUALTY" and _DEAD.search(mine.statement.quote)
    )
    if not is_death or mine.standing == "ahead" or mine.quantities or not says_alive(yours):
        return False
    if is_of_days_before(mine, yours):
        return False
    whom = (yours.actors | yours.targets) - speakers_of(yours)
    if whom:
        return bool(mine.targets & whom)
    if _IT.match(yours.statement.quote) and mine.targets:
        return True
    return bool(shared_words(mine, yours)) and not names_others(mine, yours)
