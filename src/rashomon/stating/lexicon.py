"""The words that tell of events and states, loaded once from the package's tables.

Stands beside the stage. Enters: ``data/*.toml``. Leaves: patterns by lemma. What an entry may say is
told at the head of ``data/events.toml``; an entry that says anything else is an error.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Group:
    """What the words of one group have in common: type and mode, and where the target stands."""

    type: str
    mode: str | None
    target: tuple[str, ...]
    of: str
    content: bool
    befalls: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """What the object of a verb, or of one of its prepositions, has to be.

    ``prep`` is empty for the verb's own object. One of ``lemmas``, ``types`` (of an event noun) and
    ``party`` (somebody) is asked.
    """

    prep: str
    lemmas: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    party: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry: a lemma with what narrows it. ``weight`` is higher, the narrower the entry."""

    group: Group
    lemma: str
    words: frozenset[str] = frozenset()
    needs: tuple[Need, ...] = ()
    flags: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by lemma, narrowest first; ``nouns`` by the lemma of their head.

    ``forms`` has the verb of words that the parser takes for another's.
    """

    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    forms: dict[str, str]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Lemmas by the way they stand to a statement, each with the status it gives."""

    governing: dict[str, str] = field(default_factory=dict)
    infinitive: dict[str, str] = field(default_factory=dict)
    withheld: dict[str, str] = field(default_factory=dict)
    passive: dict[str, str] = field(default_factory=dict)
    passive_now: dict[str, str] = field(default_factory=dict)
    untrue: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    modal: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    cues: dict[str, str] = field(default_factory=dict)


def load_table(name: str) -> dict[str, Any]:
    """One of the package's tables of words."""
    text = (files("rashomon.stating") / "data" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def listed(text: str) -> list[str]:
    """The entries of a list in a table, which are parted by commas."""
    return [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]


@cache
def lexicon() -> Lexicon:
    """All patterns of ``events.toml``."""
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    table = load_table("events.toml")
    for row in table["group"]:
        group = Group(
            type=row["type"],
            mode=row.get("mode"),
            target=tuple(row.get("target", "").split()),
            of=row.get("of", "target"),
            content=row.get("content", False),
            befalls=row.get("subject") == "target",
        )
        for entry in listed(row.get("verbs", "")):
            pattern = verb_pattern(group, entry)
            verbs.setdefault(pattern.lemma, []).append(pattern)
        for entry in listed(row.get("nouns", "")):
            pattern = noun_pattern(group, entry)
            nouns.setdefault(pattern.lemma, []).append(pattern)
    for wrong, meant in table["misread"].items():
        verbs.setdefault(wrong, []).extend(verbs[meant])
    _spell_both(verbs)
    _spell_both(nouns)
    return Lexicon(_narrowest_first(verbs), _narrowest_first(nouns), table["forms"])


def _spell_both(found: dict[str, list[Pattern]]) -> None:
    """Give words in "-ize" and "-ization" their spelling with an s where they have none."""
    for lemma in sorted(found):
        other = lemma.replace("iza", "isa") if lemma.endswith("ization") else lemma
        other = lemma[:-3] + "ise" if lemma.endswith("ize") else other
        if other != lemma and other not in found:
            found[other] = list(found[lemma])


def _narrowest_first(found: dict[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    return {
        lemma: tuple(sorted(patterns, key=lambda pattern: -pattern.weight))
        for lemma, patterns in found.items()
    }


def verb_pattern(group: Group, entry: str) -> Pattern:
    """A pattern from an entry such as ``lay down =arm|weapon``."""
    lemma, *rest = entry.split()
    words: set[str] = set()
    needs: list[Need] = []
    flags: set[str] = set()
    without: set[str] = set()
    for part in rest:
        if part[0] == "-":
            without.add(part[1:])
        elif part[0] in "&~#!^%":
            flags.add(part)
        elif part.endswith("&party"):
            needs.append(Need(part.removesuffix("&party"), party=True))
        elif "=" in part:
            prep, _, values = part.partition("=")
            needs.append(Need(prep, lemmas=_lemmas(values)))
        elif "@" in part:
            prep, _, values = part.partition("@")
            needs.append(Need(prep, types=frozenset(values.split("|"))))
        else:
            words.add(part)
    # A word named outright says more than any word of a type.
    weight = sum(5 if need.lemmas else 4 for need in needs) + 3 * len(words) + 2 * len(flags)
    return Pattern(
        group, lemma, frozenset(words), tuple(needs), frozenset(flags), frozenset(without), weight
    )


def _lemmas(values: str) -> frozenset[str]:
    """The lemmas that an entry names, those of a list of ``parties.toml`` by its name: ``$supplies``."""
    found: set[str] = set()
    for value in values.split("|"):
        found.update(word_set(value[1:]) if value[0] == "$" else (value,))
    return frozenset(found)


_NOUN_PREPOSITIONS = frozenset(
    {
        "of", "for", "on", "to", "in", "over", "that", "into", "toward", "towards", "against", "with",
        "between", "at", "about", "upon", "by",
    }
)  # fmt: skip


def noun_pattern(group: Group, entry: str) -> Pattern:
    """A pattern from an entry such as ``air strike``, ``fall of`` or ``round of talks``."""
    parts = entry.split()
    without = frozenset(part[1:] for part in parts if part[0] == "-")
    parts = [part for part in parts if part[0] != "-"]
    needs: tuple[Need, ...] = ()
    if "of" in parts[:-1] and len(parts) == 3:
        parts, needs = [parts[0]], (Need("of", frozenset({parts[2].removesuffix("s")})),)
    elif parts[-1].startswith("of="):
        needs = (Need("of", _lemmas(parts.pop().removeprefix("of="))),)
    after = parts.pop() if len(parts) > 1 and parts[-1] in _NOUN_PREPOSITIONS else ""
    flags = frozenset({after}) if after else frozenset()
    modifiers = frozenset(parts[:-1])
    weight = 3 * len(modifiers) + 2 * len(flags) + 4 * len(needs)
    return Pattern(group, parts[-1], modifiers, needs, flags, without, weight)


@cache
def people() -> frozenset[str]:
    """Lemmas of nouns for somebody."""
    return frozenset(listed(load_table("parties.toml")["people"]))


@cache
def places() -> frozenset[str]:
    """Lemmas of nouns for a place that can be held."""
    return frozenset(listed(load_table("parties.toml")["places"]))


@cache
def forces() -> frozenset[str]:
    """Lemmas of nouns for men and machines that are a force."""
    return frozenset(listed(load_table("offices.toml")["forces"]))


@cache
def light_verbs() -> frozenset[str]:
    """Lemmas of verbs with which somebody does what their object says."""
    light = listed(load_table("parties.toml")["light"])
    misread = load_table("events.toml")["misread"]
    return frozenset([*light, *(wrong for wrong, meant in misread.items() if meant in light)])


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the lists of ``parties.toml``."""
    return frozenset(listed(load_table("parties.toml")[name]))


def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs with which somebody says what is to be done."""
    return word_set("speech")


@cache
def status_words() -> StatusWords:
    """The tables of ``status.toml``, turned round: status by word."""
    table = load_table("status.toml")
    turned: dict[str, dict[str, str]] = {}
    for kind, rows in table.items():
        turned[kind] = {}
        for status, words in rows.items():
            for word in listed(words):
                turned[kind].setdefault(word, status)
    return StatusWords(**turned)
