"""Names worded differently that have one bearer: match weights over blocks.

Enters: the distinct names of persons and bodies, with the countries of the reports they stand in.
Leaves: which of them are one, with the weight in bits that speaks for it and the reasons. Only names
that share a block, the consonants of the surname or of the longest word, are compared; the sum of the
evidence decides (Fellegi and Sunter, 1969).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from math import log2

from msgspec import Struct

from rashomon.names import similarity
from rashomon.names.tokens import sound, vocabulary

Words = tuple[str, ...]

PRIOR_BITS = -8.0
"""Two names out of one block, before their words are compared: one pair in some 250 is one bearer."""

ACCEPTED_BITS = 4.0
"""From here on two names are one: the odds are then 16 to 1. A surname alone reaches it only where the
reports are on one country and nobody else bears it."""

_SURNAME_BITS = 10.0  # one name in a thousand
_GIVEN_BITS = 5.0
_GIVEN_SPELT_BITS = 4.0
_GIVEN_INITIAL_BITS = 2.0
_GIVEN_CLASH_BITS = -15.0
_CONTEXT_BITS = 2.0
_CONTEXT_CLASH_BITS = -3.0
_BODY_BITS = 13.0

_ALIKE_GIVEN = 0.8
_SAME_GIVEN = 0.9
_ALIKE_SURNAME = 0.85
_ALIKE_BODY = 0.9
"""Below these likenesses two words, or two names of bodies, are different ones. Above the second a given
name is the same in another spelling ("Khalid", "Khaled"; not "Jamal", "Jamil")."""

_MAX_BLOCK = 60
"""Names compared each with each; a larger block is parted by the first letters, and what is still larger
gone through in order by windows that overlap, which keeps it linear."""

_STEP = _MAX_BLOCK // 2

_VOWELS = re.compile(r"[aeiou]")


class Name(Struct, frozen=True):
    """A distinct name: the key of its group, its folded words, and where its reports play."""

    key: str
    words: Words
    person: bool
    countries: frozenset[str]


class Evidence(Struct, frozen=True):
    """What speaks for two names being one: bits, and the reason for each part of them."""

    one: str
    other: str
    weight_bits: float
    reasons: tuple[str, ...]


def match_names(names: Sequence[Name]) -> tuple[Evidence, ...]:
    """The pairs of names that are one, in a fixed order; the same for any order of the names."""
    blocks: dict[tuple[bool, str], list[Name]] = defaultdict(list)
    for name in sorted(names, key=lambda one: one.key):
        if name.words:
            blocks[name.person, block_of(name)].append(name)
    found: dict[tuple[str, str], Evidence] = {}
    for _, members in sorted(blocks.items()):
        for part in _parts(members):
            for one in _matches(part):
                found.setdefault((one.one, one.other), one)
    return tuple(found.values())


def weigh_names(names: Sequence[Name], least_bits: float) -> tuple[Evidence, ...]:
    """The pairs of names of one block that weigh so much or more, whether that makes them one or not.

    For a person who wants to look at close decisions; in a fixed order, for any order of the names.
    """
    blocks: dict[tuple[bool, str], list[Name]] = defaultdict(list)
    for name in sorted(names, key=lambda one: one.key):
        if name.words:
            blocks[name.person, block_of(name)].append(name)
    found: list[Evidence] = []
    for _, members in sorted(blocks.items()):
        for part in _parts(members):
            bearers = _bearers(part)
            pairs = (_weigh(*pair, bearers) for pair in combinations(part, 2))
            found += [one for one in pairs if one.weight_bits >= least_bits]
    return tuple(found)


def block_of(name: Name) -> str:
    """The consonants of the surname, or of a body's longest word."""
    words = (
        surname(name.words) if name.person else (max(name.words, key=lambda one: (len(one), one)),)
    )
    heard = _heard("".join(words))
    return _VOWELS.sub("", heard) or heard


def _heard(words: str) -> str:
    return sound(words).replace("z", "s")


def surname(words: Words) -> Words:
    """The last word of a person's name, that tells him from others."""
    return words[-1:]


def _parts(members: Sequence[Name]) -> Iterator[Sequence[Name]]:
    if len(members) <= _MAX_BLOCK:
        yield members
        return
    parts: dict[str, list[Name]] = defaultdict(list)
    for name in members:
        parts[name.words[0][:2]].append(name)
    for _, part in sorted(parts.items()):
        part.sort(key=lambda name: (_heard(" ".join(name.words)), name.key))
        for start in range(0, max(1, len(part) - _STEP), _STEP):
            yield part[start : start + _MAX_BLOCK]


def _matches(members: Sequence[Name]) -> Iterator[Evidence]:
    bearers = _bearers(members)
    alone: dict[str, list[Evidence]] = defaultdict(list)
    for i, one in enumerate(members):
        for other in members[i + 1 :]:
            evidence = _weigh(one, other, bearers)
            if evidence.weight_bits < ACCEPTED_BITS:
                continue
            short = min(one, other, key=lambda name: len(name.words))
            if short.person and len(short.words) == 1 and len(one.words) != len(other.words):
                alone[short.key].append(evidence)
            else:
                yield evidence
    for _, candidates in sorted(alone.items()):
        if len(candidates) == 1:
            yield candidates[0]


def _bearers(members: Sequence[Name]) -> dict[str, int]:
    """How many bearers each surname of a block has: full names with a surname alike that sound apart.

    One name in two spellings has one bearer, and other surnames of the same consonants are others'.
    """
    sounds: dict[str, set[str]] = defaultdict(set)
    for name in members:
        if name.person and len(name.words) > 1:
            sounds[name.words[-1]].add(_VOWELS.sub("", _heard(" ".join(name.words))))
    return {
        last: len(
            set().union(*(sounds[one] for one in sounds if _likeness(one, last) >= _ALIKE_SURNAME))
        )
        for last in {name.words[-1] for name in members if name.person}
    }


def _weigh(one: Name, other: Name, bearers: Mapping[str, int]) -> Evidence:
    shared = max(bearers.get(one.words[-1], 1), bearers.get(other.words[-1], 1))
    parts = weigh(one, other, shared)
    return Evidence(
        one.key, other.key, sum(bits for bits, _ in parts), tuple(why for _, why in parts)
    )


def weigh(one: Name, other: Name, bearers: int) -> list[tuple[float, str]]:
    """What speaks for and against two names of one block being one: bits, each with its reason.

    Args:
        one: A name.
        other: Another of the same kind.
        bearers: How many different full names share the surname.
    """
    parts = [(PRIOR_BITS, "two names of one block")]
    if one.person:
        parts += _weigh_persons(one.words, other.words, bearers)
    else:
        parts += _weigh_bodies(one.words, other.words)
    if one.countries and other.countries:
        if one.countries & other.countries:
            parts.append((_CONTEXT_BITS, "reports on the same country"))
        else:
            parts.append((_CONTEXT_CLASH_BITS, "reports on different countries"))
    return parts


def _weigh_persons(one: Words, other: Words, bearers: int) -> list[tuple[float, str]]:
    last = _likeness(one[-1], other[-1])
    if last < _ALIKE_SURNAME:
        return [(_GIVEN_CLASH_BITS, "different surnames")]
    found = [(_SURNAME_BITS * last - 2 * log2(max(1, bearers)), "the same surname")]
    given, others = _given(one), _given(other)
    if not given or not others:
        return found
    if given[0] == others[0] or similarity(given[0], others[0]) >= _SAME_GIVEN:
        found.append((_GIVEN_BITS, "the same given name"))
    elif given[0][0] == others[0][0] and 1 in (len(given[0]), len(others[0])):
        found.append((_GIVEN_INITIAL_BITS, "the same initial"))
    elif similarity(given[0], others[0]) >= _ALIKE_GIVEN:
        found.append((_GIVEN_SPELT_BITS, "a given name spelt alike"))
    else:
        found.append((_GIVEN_CLASH_BITS, "different given names"))
    middle, others_middle = given[1:], others[1:]
    if (
        middle
        and others_middle
        and similarity(" ".join(middle), " ".join(others_middle)) < _ALIKE_GIVEN
    ):
        found.append((_GIVEN_CLASH_BITS, "different middle names"))
    return found


def is_respelt(one: Words, other: Words) -> bool:
    """Whether two full names are one in two spellings, each word by itself."""
    given, others = _given(one), _given(other)
    if not given or len(given) != len(others) or _likeness(one[-1], other[-1]) < _SAME_GIVEN:
        return False
    return all(similarity(*pair) >= _SAME_GIVEN for pair in zip(given, others, strict=True))


def _likeness(one: str, other: str) -> float:
    """How alike two surnames are; those that differ in the vowels at their ends are just alike."""
    if one == other:
        return 1.0
    alike = similarity(one, other)
    same = _ending(one) == _ending(other)
    return max(alike, _ALIKE_SURNAME) if same else alike


def _given(words: Words) -> Words:
    particles = vocabulary().particles
    plain = [word for word in words[:-1] if word not in particles or word in _SERVANTS]
    found: list[str] = []
    for word in plain:
        if found and found[-1] in _SERVANTS:
            found[-1] = f"abd{word}"  # "Abd al-Malik", "Abdul Malik"
        else:
            found.append(word)
    return tuple(_SERVANT.sub("abd", word) for word in found)


_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdur", "abdus"})
"""What opens names such as Abd al-Malik, written in one word or in two."""

_SERVANT = re.compile(r"abd(?:[aeou]|ou)(?:l|r(?=r)|s(?=s))(?=[b-z]\w\w)")


def _ending(word: str) -> str:
    """A word with the vowels at its end made one: "Saree" and "Sarea" write the same sounds."""
    return _LAST_VOWELS.sub("i", word) if len(word) > _SHORTEST_ENDING else word


_LAST_VOWELS = re.compile(r"[aeiy]{2,}\Z")
_SHORTEST_ENDING = 3


def _weigh_bodies(one: Words, other: Words) -> list[tuple[float, str]]:
    if _numbers(one) != _numbers(other):
        return [(_GIVEN_CLASH_BITS, "different numbers")]
    alike = similarity(" ".join(one), " ".join(other))
    if alike < _ALIKE_BODY or len(one) != len(other):
        return [(_GIVEN_CLASH_BITS, "different names")]
    return [(_BODY_BITS * alike, "names spelt alike")]


def _numbers(words: Words) -> list[str]:
    return [word for word in words if any(c.isdigit() for c in word)]


def group_names(
    names: Sequence[Name], keys: Mapping[str, Words], apart: Collection[frozenset[str]] = ()
) -> tuple["Groups", tuple[Evidence, ...]]:
    """The keys of those names in groups that are one, and the evidence by which they were joined.

    Names of different blocks are never joined by evidence, so that each block can be grouped by itself.

    Args:
        names: Names of one block, or of several.
        keys: The keys to be grouped, those of the names and others, each with the words of its name.
        apart: Pairs of keys that must not come into one group.
    """
    groups = Groups(keys, apart)
    return groups, follow(names, match_names(names), groups)


def follow(
    names: Sequence[Name], evidence: Sequence[Evidence], groups: "Groups"
) -> tuple[Evidence, ...]:
    """The evidence by which groups were joined; the groups hold the result.

    Two full names that no evidence joins directly are not joined through a third that is less full:
    the strongest evidence is followed first, and a join that would bring clashing names together is
    left out.
    """
    words = {name.key: name.words for name in names}
    persons = {name.key for name in names if name.person}
    followed: list[Evidence] = []
    for one in sorted(evidence, key=lambda e: (-e.weight_bits, e.one, e.other)):
        left, right = groups.of[one.one], groups.of[one.other]
        if left == right:
            continue
        if one.one in persons and _clash(groups.members[left], groups.members[right], words):
            continue
        if groups.join(left, right):
            followed.append(one)
    return tuple(followed)


class Groups:
    """Keys in groups, each under one of them; two that are apart never come into one group."""

    def __init__(self, words: Mapping[str, Words], apart: Collection[frozenset[str]] = ()) -> None:
        self._words = words
        self._apart: dict[str, set[str]] = defaultdict(set)
        for pair in apart:
            for key in pair:
                self._apart[key] |= pair - {key}
        self.members = {key: [key] for key in words}
        self.of = {key: key for key in words}

    def join(self, left: str, right: str) -> bool:
        """Make one group of those of two keys; False where that may not be."""
        left, right = self.of[left], self.of[right]
        if left == right:
            return True
        others = set(self.members[right])
        if any(self._apart.get(key, set()) & others for key in self.members[left]):
            return False
        keep, drop = sorted((left, right), key=self._rank)
        moved = self.members.pop(drop)
        self.members[keep] += moved
        for key in moved:
            self.of[key] = keep
        return True

    def _rank(self, key: str) -> tuple[bool, int, str]:
        return not key.startswith("known:"), -len(self._words[key]), key


def _clash(left: Sequence[str], right: Sequence[str], words: Mapping[str, Words]) -> bool:
    return any(
        sum(bits for bits, _ in _weigh_persons(words[one], words[other], 1)) < 0
        for one in left[:8]
        for other in right[:8]
    )
