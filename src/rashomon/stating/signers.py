"""What a list of those who sign is made of: names, offices, and in whose name each signs.

Stands beside `rashomon.stating.rosters`, which finds the words of a list. Enters: these words, in order.
Leaves: who signs and for whom; what only sums others up ("the four parties") or tells the office of the
name beside it ("the head of the Front") signs nothing by itself.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rashomon.gazetteers.actors import is_power
from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import TIME_LABELS, VERBAL
from rashomon.stating.lexicon import people
from rashomon.stating.terms import pact_words

DASHES = frozenset({"—", "–", "--"})
_PARTED = frozenset({",", "and", "or", "&", "plus", ":", "-"}) | DASHES
_LEADING = frozenset(
    {"both", "also", "then", "by", "finally", "even", "jointly", "later", "only", "today", "now"}
)
ON_BEHALF = ("on", "behalf", "of")
_SEATED = ("in", "at")
"""What leads to the town by which a government is told: "for the government in Khartoum"."""


class Signer(Struct, frozen=True):
    """One who signs: the words that name him best, and those for whom he does."""

    name: Span
    power: Span | None


class Part(Struct, frozen=True):
    """What stands between two marks of a list; ``opened`` and ``closed`` are these marks."""

    words: list[Node]
    opened: str
    closed: str


def read_signers(words: Sequence[Node]) -> list[Signer]:
    """Those who sign, by the words of a list."""
    found: list[Signer] = []
    parts = list_parts(words)
    office: Span | None = None
    for at, part in enumerate(parts):
        name = name_of(part.words)
        if name is None or (len(parts) > 1 and is_summary(part)):
            continue
        after = parts[at + 1].words if at + 1 < len(parts) else []
        if _explains(part.words) and part.opened == "," and found:
            last = found.pop()
            found.append(Signer(last.name, last.power or _power_in(part.words)))
        elif _explains(part.words) and part.closed == "," and _person_in(after) is not None:
            office = _power_in(part.words)  # "the defence minister, X, signed"
        else:
            found.append(Signer(name, _power_in(part.words) or office))
            office = None
    return _paired(found, parts)


def _paired(found: list[Signer], parts: Sequence[Part]) -> list[Signer]:
    """The signers, persons with the powers whose envoys they are: "the envoys of A and B, X and Y"."""
    led = bool(parts) and bool(_led_by(parts[0].words))
    half = len(found) // 2
    persons = [one for part in parts if (one := _person_in(part.words)) is not None]
    if not led or len(found) != 2 * half or [one.name for one in found[half:]] != persons:
        return found
    return [
        Signer(person.name, power.name)
        for power, person in zip(found[:half], found[half:], strict=True)
    ]


def is_summary(part: Part) -> bool:
    """Whether a part only sums others up: "by four parties: A, B, …", "A and B, the two sides, …"."""
    head = common_head(part.words)
    if head is None or head.tag != "NNS" or any(one.pos == "PROPN" for one in _led_by(part.words)):
        return False
    is_definite = any(one.lower in ("the", "all", "both") for one in part.words[:2])
    is_aside = part.opened in (",", "") and part.closed in (",", "")
    return part.closed == ":" or (is_definite and is_aside)


def list_parts(words: Sequence[Node]) -> list[Part]:
    """What stands between commas and "and", without days; names that hold an "and" are one."""
    found: list[Part] = []
    opened, run = "", list[Node]()
    for one in [*_undated(words), None]:
        mark = "" if one is None else one.lower
        is_hyphen = one is not None and mark == "-" and bool(run) and run[-1].end == one.start
        if one is not None and (mark not in _PARTED or is_hyphen):
            run.append(one)
            continue
        if found and run and opened == "and" and _is_one_name(found[-1].words, run):
            found[-1] = Part([*found[-1].words, *run], found[-1].opened, mark)
        elif bare := _bare(run):
            found.append(Part(bare, opened, mark))
        opened, run = mark if bare or not run else opened, []
    return found


def _undated(words: Sequence[Node]) -> Iterator[Node]:
    """The words without days and hours, and without the prepositions before those."""
    for at, one in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        is_leading = one.pos == "ADP" and after is not None and after.entity in TIME_LABELS
        if one.entity not in TIME_LABELS and not is_leading:
            yield one


def _is_one_name(before: Sequence[Node], after: Sequence[Node]) -> bool:
    """Whether "and" stands inside a name: "Bosnia and Herzegovina"."""
    first = [one.text for one in before if one.pos != "DET"]
    return bool(first) and is_power(" ".join([*first, "and", *(one.text for one in after)]))


def _bare(part: list[Node]) -> list[Node]:
    while part and (part[0].lower in _LEADING or part[0].pos == "PUNCT"):
        part = part[1:]
    while part and (part[-1].pos in ("ADV", "PUNCT") and part[-1].tag != "POS"):
        part = part[:-1]
    return part


def halves(part: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """Who signs, and behind "for" in whose name; a body's name may hold a "for" of its own."""
    for at, one in enumerate(part):
        if not at or part[at - 1].lower in pact_words("fronts"):
            continue
        if one.lower == "for":
            return [*part[:at]], [*part[at + 1 :]]
        if tuple(each.lower for each in part[at : at + len(ON_BEHALF)]) == ON_BEHALF:
            return [*part[:at]], [*part[at + len(ON_BEHALF) :]]
    return [*part], []


def name_of(part: Sequence[Node]) -> Span | None:
    """The words that name best who signs: a person's name, a body's or a state's; None for none."""
    if not part or part[0].pos == "ADP":
        return None
    own, _ = halves(part)
    is_he = len(own) == 1 and own[0].lower in ("he", "she")
    person = own[0].span if is_he else _person_in(own)
    led = _led_by(own)
    if person is not None or led:
        return person or Span(led[0].start, led[-1].end)
    if any(one.pos in VERBAL for one in own):
        return None
    is_named = any(one.pos == "PROPN" or one.entity in ("NORP", "GPE", "ORG") for one in own)
    if not is_named and not any(one.lemma in people() for one in own):
        return None
    return _described(own)


def _described(own: Sequence[Node]) -> Span:
    """The words for a body or a state: "the interim government", "LURD" of "the rebel groups LURD"."""
    if own[-1].pos == "NOUN":
        return Span(own[0].start, own[-1].end)
    start = next((at for at, one in enumerate(own) if one.pos not in ("DET", "NUM")), 0)
    if own[start].text.islower() and own[-1].pos == "PROPN":  # "the rebel groups LURD"
        start = next(at for at, one in enumerate(own) if one.pos == "PROPN")
    return Span(own[start].start, own[-1].end)


_PLURALS = ("NNS", "VBZ")


def _led_by(part: Sequence[Node]) -> list[Node]:
    """The power whose leaders sign: "the presidents of Chad" are Chad."""
    leaders = [one for one in part if one.tag in _PLURALS and one.lemma in pact_words("speakers")]
    at = max((at for at, one in enumerate(part) if one.lower == "of"), default=0)
    return [one for one in part[at + 1 :] if one.pos != "DET"] if leaders and at else []


def _person_in(part: Sequence[Node]) -> Span | None:
    """The first person's name in a part, without his titles."""
    run: list[Node] = []
    if part and part[-1].lower in pact_words("fronts"):
        return None  # "the People's Front", whatever a parse takes it for
    for one in part:
        if one.text.isupper() and len(one.text) >= INITIALS:
            continue  # "the movement MNLA", taken for somebody's name
        if one.entity == "PERSON" and one.tag != "POS" and not (run and one.begins):
            run.append(one)
        elif run:
            break
    if not run and (office := common_head(part)) is not None:  # "his counterpart Hashim Thaci"
        behind = [one for one in part if one.i > office.i]
        is_office = office.lemma in pact_words("speakers") or office.lemma in _OFFICES
        run = behind if is_office and all(one.pos == "PROPN" for one in behind) else []
    return Span(run[0].start, run[-1].end) if run else None


INITIALS = 3
"""Letters of a body's initials at least."""

_OFFICES = frozenset(
    {"counterpart", "head", "deputy", "founder", "adviser", "advisor", "colleague"}
)


def common_head(part: Sequence[Node]) -> Node | None:
    """The last common noun before "of" or a name: "guarantors" in "the guarantors of the truce"."""
    head: Node | None = None
    for one in part:
        if one.pos in ("ADP", "PROPN") and head is not None:
            break
        head = one if one.pos == "NOUN" else head
    return head


def _power_in(part: Sequence[Node]) -> Span | None:
    """For whom a person signs: behind "for" or "of", or before the name; None for a power itself."""
    own, power = halves(part)
    if power:
        return power_of(power)
    person = _person_in(own)
    if person is None and not _explains(own):
        return None
    for at, one in enumerate(own):
        is_led = one.lower in ("of", "from") and (person is None or one.start >= person.end)
        is_office = at > 0 and own[at - 1].pos in ("NOUN", "PROPN")
        if (is_led and is_office) or (one.lower == "of" and at and own[at - 1].pos == "NOUN"):
            rest = [each for each in own[at + 1 :] if person is None or each.end <= person.start]
            return power_of(rest or own[at + 1 :])
    before = [one for one in own if person is None or one.end <= person.start]
    for at, one in enumerate(before):
        is_owner = one.entity == "ORG" and any(each.tag == "POS" for each in before[at + 1 :])
        is_land = one.entity in ("GPE", "NORP") or is_power(one.text)
        is_land = is_land and not is_creed(one)
        if one.tag != "POS" and (is_land or is_owner):
            run = [one]
            for each in before[at + 1 :]:
                if each.entity != one.entity or each.tag == "POS" or each.pos == "NOUN":
                    break
                run.append(each)
            return Span(run[0].start, run[-1].end)
    return None


def power_of(words: Sequence[Node]) -> Span | None:
    """The words for a power, without an article; "the government in Khartoum" is the town."""
    kept = [one for one in words if one.pos != "DET" or one is not words[0]]
    for at, _ in enumerate(kept):
        if at and is_seat(kept, at):  # "the government in Khartoum" is Khartoum's
            kept = kept[at + 1 :]
            break
    return Span(kept[0].start, kept[-1].end) if kept else None


def _explains(part: Sequence[Node]) -> bool:
    """Whether a part is an office and no name: "the head of the Front", "its envoy"."""
    own, _ = halves(part)
    head = common_head(own)
    if _person_in(own) is not None:
        return False
    if head is None:  # "the Chadian Defence Minister", "Minister of the Interior"
        of = next((at for at, one in enumerate(own) if one.lower in ("of", "for")), len(own))
        return of > 0 and own[of - 1].tag == "NNP" and own[of - 1].lower in pact_words("speakers")
    if head.tag != "NN":
        return False
    return head.lemma in pact_words("speakers") or head.lemma in _OFFICES


def is_seat(words: Sequence[Node], at: int) -> bool:
    """Whether a word leads to a government's town: "the government in Khartoum"."""
    before, after = words[max(0, at - 1)], words[at + 1 : at + 2]
    is_of_town = before.lemma in ("government", "authority", "administration", "regime")
    return words[at].lower in _SEATED and is_of_town and bool(after) and after[0].pos == "PROPN"


def is_creed(word: Node) -> bool:
    """Whether a word is for followers of a cause and for no land: "Maoist", "the Islamists of X"."""
    return word.lower.removesuffix("s").endswith(_OF_CREEDS)


_OF_CREEDS = ("ist", "muslim", "sunni", "shia", "shiite", "christian")
