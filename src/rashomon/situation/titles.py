"""Proper names of pacts: "the Lusaka protocol", "the Treaty of Locarno", "the Molotov–Ribbentrop pact".

Enters: words of a statement on a pact. Leaves: the name by which they call it, which tells it from every
other pact of the same parties. What only says whose a pact is ("the Anglo-Polish treaty"), of which kind
("the Mutual Defense Treaty") or when it was signed ("the May agreement") is no name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, is_power, registry
from rashomon.gazetteers.additions import Additions, chosen
from rashomon.situation.words import load_list, load_table

_WORD = re.compile(r"[^\W_]+(?:['’.\-–][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s$")

_LONGEST = 6
"""Words of a name at most: "Economic Partnership of the Eastern Caribbean States"."""

_SAID_KEPT = 50_000
"""Quotes whose names are kept at hand; the reports on one war tell of pacts in fewer."""


class Title(Struct, frozen=True):
    """A pact's proper name: the ``key`` that all wordings share, and the ``words`` of this one.

    ``kind`` is the noun where not every pact can be called by it: the Minsk protocol is no memorandum.
    """

    key: str
    words: str
    kind: str = ""


def find_titles(quote: str) -> tuple[Title, ...]:
    """The proper names of pacts in a text, each once, in order."""
    return _find_titles(quote, chosen())


@lru_cache(maxsize=_SAID_KEPT)
def _find_titles(quote: str, added: Additions) -> tuple[Title, ...]:
    """The same for the actors that a user adds: whose name one is tells it from a pact's."""
    words = _WORD.findall(quote)
    found = (
        title
        for at, word in enumerate(words)
        if _is_noun(word)
        for title in (_before(words, at), _behind(words, at))
        if title is not None
    )
    return tuple({one.key: one for one in reversed(list(found))}.values())[::-1]


def _is_noun(word: str) -> bool:
    return _singular(word.lower()) in load_list("pacts.toml", "nouns")


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


def _before(words: Sequence[str], at: int) -> Title | None:
    """The name before the noun, without kinds between them: "the Lusaka ceasefire protocol"."""
    first = at
    while first > 0 and _is_kind(words[first - 1]):
        first -= 1
    run: list[str] = []
    while first > 0 and len(run) < _LONGEST and _is_name_word(words, first - 1):
        first -= 1
        run.insert(0, words[first])
    own = list(_own(run))
    if not own or _is_of_bodies(own) or (_is_seat(own) and _goes_with(words, at)):
        return None
    if first == 0 and len(run) == 1 and not words[at][:1].isupper():
        return None  # "Broken treaty haunts …": a sentence's first word has its capital from that
    return _title(words[at], own, [*own, *words[at - _kinds_before(words, at) : at + 1]])


def _kinds_before(words: Sequence[str], at: int) -> int:
    count = 0
    while at - count > 0 and _is_kind(words[at - count - 1]):
        count += 1
    return count


def _behind(words: Sequence[str], at: int) -> Title | None:
    """The name behind the noun: "the Treaty of Locarno", "a treaty founding the River League"."""
    rest = list(words[at + 1 : at + 3 + _LONGEST])
    lead = rest.pop(0).lower() if rest else ""
    if lead not in _grammar("leads"):
        return None
    if rest and rest[0].lower() == "the":
        rest.pop(0)
    run: list[str] = []
    for one in rest:
        if not (one[:1].isupper() or (run and one == "of")):
            break
        run.append(one)
    if run[-1:] == ["of"]:
        run.pop()
    if not run or _is_plain(run[0]) or any(_POSSESSIVE.search(one) for one in run):
        return None
    after = rest[len(run) : len(run) + 1]
    if after in ([","], ["and"]) and any(one[:1].isupper() for one in rest[len(run) + 1 :]):
        return None  # "a protocol of Norland, Sudria and Estia" is theirs
    if lead == "of" and (is_power(" ".join(run)) or _is_of_bodies(run)):
        return None
    return _title(words[at], run, [words[at], lead, *words[at + 2 : words.index(run[0], at)], *run])


def _title(noun: str, own: Sequence[str], words: Sequence[str]) -> Title | None:
    key = " ".join(fold_words(" ".join(own)))
    kind = _singular(noun.lower())
    kind = kind if kind in load_list("pacts.toml", "specific") else ""
    return Title(key, " ".join(words), kind) if key else None


def _is_name_word(words: Sequence[str], at: int) -> bool:
    """Whether a word can be a part of a name: it has a capital that no sentence's beginning gives it."""
    word = words[at]
    return word[:1].isupper() and not (_POSSESSIVE.search(word) or _is_plain(word))


def _is_plain(word: str) -> bool:
    """Whether a word with a capital names nothing by itself: "Joint", "Article", "May"."""
    low = word.lower()
    return low in _grammar("plain") or low in load_list("pacts.toml", "kinds")


def _is_kind(word: str) -> bool:
    parts = word.lower().split("-")
    plain = "".join(parts)
    kinds = load_list("pacts.toml", "kinds")
    return plain in kinds or all(one in kinds or one == "non" for one in parts)


def _own(run: Sequence[str]) -> Iterator[str]:
    """The words of a run without those that only tell parties: "South Sudan", "Anglo-Polish"."""
    at = 0
    while at < len(run):
        length = _party_at(run, at)
        if length:
            at += length
            continue
        if not _is_party_pair(run[at]):
            yield run[at]
        at += 1


def _party_at(run: Sequence[str], at: int) -> int:
    """How many words from one on are a state, its people or a body of its own; 0 for none."""
    for length in range(min(_LONGEST, len(run) - at), 0, -1):
        if is_power(" ".join(run[at : at + length])):
            return length
    return 0


def _is_of_bodies(words: Sequence[str]) -> bool:
    """Whether words are the name of a body that has or makes pacts, not of a pact."""
    return words[-1].lower() in _grammar("bodies")


def _is_party_pair(word: str) -> bool:
    """Whether parts joined by a dash are parties: "Moscow–Damascus", "Franco-Russian"."""
    parts = [one for one in re.split(r"[-–]", word) if one]
    if len(parts) < 2:
        return False
    known = [one.lower() in load_table("pacts.toml")["combining"] or _names(one) for one in parts]
    return all(known)


def _names(word: str) -> bool:
    return registry().form(fold_words(word)) is not None


def _is_seat(words: Sequence[str]) -> bool:
    """Whether words are a capital, which may stand for its state: "the Ankara pact with Baku"."""
    form = registry().form(fold_words(" ".join(words)))
    return form is not None and form.use == "seat"


def _goes_with(words: Sequence[str], at: int) -> bool:
    return words[at + 1 : at + 2] == ["with"]


def _grammar(part: str) -> frozenset[str]:
    return frozenset(load_table("pacts.toml")["titles"][part])
