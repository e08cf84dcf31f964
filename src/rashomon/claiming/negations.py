"""Negations: of whom, and of what, a denial says that there was none.

Enters: the facts of an account and of a denial. Leaves: whether the denial leaves out all that would set
it apart from the account ("not one soldier has been withdrawn"), or is of others ("no rebels crossed").
"""

import re
from itertools import pairwise

from rashomon.claiming.clefts import side_of
from rashomon.claiming.deeds import deeds_in, is_telling, root, roots, things_in
from rashomon.claiming.facts import Facts
from rashomon.claiming.voices import with_cue

ANY = re.compile(
    r"\b(?:any|anybody|anyone|anything|no|nobody|no\s+one|none|nothing|never|a\s+single|not\s+one|neither)\b",
    re.IGNORECASE,
)

HAPPENED = re.compile(
    r"\b(?:(?:took|taken|takes?|taking)\s+place|happen(?:s|ed)?|occur(?:s|red)?|(?:been\s+)?(?:carried\s+out|conducted|mounted|launched)|"
    r"exist(?:s|ed)?)\b",
    re.IGNORECASE,
)
"""Words by which something is said to have been, and no more."""

_NONE_OF = re.compile(
    r"^\W*(?:that\s+)?(?:no|any|none\s+of\s+(?:the|its|their|our)|not\s+(?:a\s+single|one|any)|a\s+single)\s+((?:[\w-]+\s+){1,3})",
    re.IGNORECASE,
)
"""The beginning of a denial that says of whom there were none: "no rebels had"."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

_OF_MEN = ("RETREAT", "MOBILIZE", "FORCE")
"""Types of what men do together, any of whom may be named for all."""

_OF_WORDS = frozenset({"talk", "bond", "appeal"})
"""Classes of deeds that are done in words."""


def own_roots(fact: Facts) -> frozenset[str]:
    """The roots of a statement's telling words, but for those that say that something happened."""
    return frozenset(filter(is_telling, roots(HAPPENED.sub(" ", fact.statement.quote))))


def sweeps(fact: Facts) -> bool:
    """Whether a denial is of all there might be: "no plane has left its base"."""
    return ANY.search(with_cue(fact)) is not None


def is_of_other_deeds(mine: Facts, yours: Facts) -> bool:
    """Whether the one is of words alone and the other of none: talks, where a town was shelled."""
    own, told = deeds_in(roots(yours.statement.quote)), deeds_in(roots(mine.statement.quote))
    if not own or not told or own & told:
        return False
    return own <= _OF_WORDS or told <= _OF_WORDS


def is_of_other_men(mine: Facts, yours: Facts) -> bool:
    """Whether a denial is of rebels alone, where the account is of a state's men, or the reverse."""
    subject = _NONE_OF.match(yours.statement.quote)
    if subject is not None and _is_of_other_kind(subject[1], mine.statement.quote):
        return True
    at = mine.statement.trigger.span.start - mine.statement.span.start
    sides = (
        side_of(mine.statement.quote[: max(0, at)]),
        None if subject is None else side_of(subject[1]),
    )
    return None not in sides and sides[0] != sides[1]


def _is_of_other_kind(subject: str, told: str) -> bool:
    """Whether a denial's noun is the account's with another word before it: "interior minister"."""
    words, said = ([root(one) for one in _WORD.findall(text)] for text in (subject, told))
    for kind, noun in pairwise(words):
        kinds = {before for before, behind in pairwise(said) if behind == noun}
        is_named = is_telling(kind) and is_telling(noun) and any(map(is_telling, kinds))
        if is_named and kind not in said:
            return True
    return False


def is_of_any_man(mine: Facts, yours: Facts) -> bool:
    """Whether a denial names nobody but some man or other: "not one soldier has been withdrawn"."""
    if mine.statement.type not in _OF_MEN or mine.harm is not None or yours.harm is not None:
        return False
    own = own_roots(yours) - roots(yours.statement.trigger.text)
    told = deeds_in(roots(mine.statement.quote))
    rest = {one for one in own if not deeds_in(frozenset({one})) & told}
    return all("man" in things_in(frozenset({one})) for one in rest - roots("single back"))


def is_missed(mine: Facts, yours: Facts) -> bool:
    """Whether nobody is missing of those whom the account has taken: "we miss nobody"."""
    is_taken = mine.statement.type == "CAPTIVITY" or mine.harm == "taken"
    own = own_roots(yours)
    return is_taken and bool(own) and all("vanish" in deeds_in(frozenset({one})) for one in own)
