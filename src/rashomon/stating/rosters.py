"""Who signs, by the order of words: "Chad, the Republic of Congo, Gabon and Angola signed the accord".

Stands beside `rashomon.stating.signings`. A parse takes long lists apart (a name between commas explains
the name before it, "for the rebels" hangs on the verb), so a list is read as a reader does: what stands
between commas and "and" is one who signs each, by name, by office, or for somebody. Enters: a verb of
signing. Leaves: the words for those who sign and for those in whose name, or nothing where the words
before the verb, or behind its "by", are no plain list.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span
from rashomon.stating.clauses import TIME_LABELS, VERBAL, is_passive
from rashomon.stating.signers import (
    DASHES,
    ON_BEHALF,
    Signer,
    common_head,
    halves,
    is_seat,
    is_summary,
    list_parts,
    name_of,
    power_of,
    read_signers,
)
from rashomon.stating.terms import pact_words

_OPENERS = frozenset(
    {"that", "which", "when", "while", "as", "after", "before", "because", "since"}
)
_RELATIVES = frozenset({"who", "which", "whose", "where", "whom"})
_BREAKS = frozenset({":", ";", "“", "”", '"', "(", ")"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENDING = frozenset(
    {
        "in", "on", "at", "under", "before", "after", "during", "with", "as", "through", "near", "until",
    }
)  # fmt: skip
"""Words behind "by" that end the list of those who sign: "by A and B in Paris", "as witnesses"."""


class Roster(Struct, frozen=True):
    """All who sign: their names, those in whose name, and between whom the pact is thereby."""

    names: tuple[Span, ...]
    behind: tuple[Span, ...]
    parties: tuple[Span, ...]


def find_roster(tree: Tree, verb: Node, known: int) -> Roster | None:
    """All who sign by the words around a verb; None where its tree tells of as many by itself."""
    found = [*list_signers(tree, verb), *list_partners(tree, verb)]
    names = tuple(dict.fromkeys(one.name for one in found))
    are_for_all = bool(found) and all(one.power is not None for one in found)
    is_told_more = are_for_all or (len(names) > 1 and any(one.power for one in found))
    if len(names) < known or (len(names) <= max(known, 1) and not is_told_more):
        return None
    behind = tuple(dict.fromkeys(one.power for one in found if one.power is not None))
    return Roster(names, behind, tuple(dict.fromkeys(one.power or one.name for one in found)))


def sum_up(tree: Tree, verb: Node) -> frozenset[str]:
    """The nouns by which those who sign are summed up: "A and B, the guarantors of the truce"."""
    words = _before(tree, verb) if verb.child("agent") is None else _behind_by(tree, verb)
    parts = list_parts(words)
    heads = [common_head(one.words) for one in parts if len(parts) > 1 and is_summary(one)]
    return frozenset(one.lemma for one in heads if one is not None)


def list_signers(tree: Tree, verb: Node) -> list[Signer]:
    """Those who do what a verb of signing tells, by the words around it; empty for no plain list."""
    if verb.child("agent") is not None:
        words = _behind_by(tree, verb)
        found = read_signers(words)
        return (_listed_behind(tree, verb) if _are_counted(words) else []) or found
    if _is_participle(tree, verb):
        return []
    words = _before(tree, verb)
    found = _with_gapped(read_signers(words), _signed_for(tree, verb))
    listed = _listed_behind(tree, verb) if len(found) == 1 and _are_counted(words) else []
    found = [_led(tree, one) for one in found]
    return listed or ([*found, *_following(tree, verb)] if found else [])


def _led(tree: Tree, signer: Signer) -> Signer:
    """A signer with the body that he is told to lead: "X, who heads the Front, signed"."""
    behind = [one for one in tree if one.start >= signer.name.end]
    words = [one.lower for one in behind[:2]]
    if signer.power is not None or words != [",", "who"] or len(behind) < _LED_WORDS:
        return signer
    rest = up_to_end(behind[3:])
    end = next((at for at, one in enumerate(rest) if one.text == ","), len(rest))
    body = name_of(rest[:end]) if behind[2].lemma in pact_words("leading") else None
    return signer if body is None else Signer(signer.name, body)


_LED_WORDS = 4
"""Words of ", who heads X" at least."""


def _are_counted(words: Sequence[Node]) -> bool:
    """Whether words count those who sign and name none of them: "eight armed groups"."""
    head = common_head(words)
    is_several = head is not None and head.tag == "NNS"
    return is_several and any(one.pos == "NUM" or one.lower in _SOME for one in words)


_SOME = frozenset({"same", "several", "many", "some", "most", "dozens"})


def _listed_behind(tree: Tree, verb: Node) -> list[Signer]:
    """The names of those counted before, behind the verb: "…: A, B and C", "among them A and B"."""
    behind = tree.nodes[verb.i + 1 :]
    for at, one in enumerate(behind[:-2]):
        is_among = one.lower == "among" and behind[at + 1].lower == "them"
        if one.text != ":" and not is_among and one.lower not in ("namely", "including"):
            continue
        words = up_to_end(behind[at + 1 + is_among :])
        found = read_signers([each for each in words if each.text != "."])
        return found if len(found) > 1 else []
    return []


def list_founders(tree: Tree, verb: Node) -> tuple[Span, ...]:
    """Those before a verb who do something by a pact: "A, B and C set the bloc up by a charter"."""
    found = read_signers(_before(tree, verb))
    return tuple(dict.fromkeys(one.power or one.name for one in found)) if len(found) > 1 else ()


def _following(tree: Tree, verb: Node) -> list[Signer]:
    """Who signs after the first, by the same verb: "A signed it on Monday and B's X on Tuesday"."""
    words = list(_in_clause(tree, verb))
    for at, one in enumerate(words):
        is_next = one.lower == "and" and at > 0 and words[at - 1].entity in TIME_LABELS
        part = up_to_end(words[at + 1 :]) if is_next else []
        behind = words[at + 1 + len(part) :][:2]
        if part and len(behind) > 1 and behind[1].entity in TIME_LABELS:
            return read_signers(part)
    return []


def _is_participle(tree: Tree, verb: Node) -> bool:
    """Whether a verb has nobody before it who signs: "was signed", "the accord, signed in May, says"."""
    if verb.child("auxpass", "nsubjpass") is not None:
        return True
    if verb.tag != "VBN" or verb.child("aux", "dobj") is not None:
        return False
    if not is_passive(verb):
        return False
    return any(_is_finite(one) for one in (*tree.nodes[verb.i + 1 :], *_around(tree, verb)))


def list_partners(tree: Tree, verb: Node) -> list[Signer]:
    """Those with whom somebody signs, by the words behind "with"."""
    words = list(_in_clause(tree, verb))
    at = next((at for at, one in enumerate(words) if one.lower == "with"), None)
    if at is None:
        return []
    listed = up_to_end(words[at + 1 :])
    behind = words[at + 1 + len(listed) :]
    is_aside = _are_witnesses(behind) or any(one.tag == "VBG" for one in behind[:1])
    return [] if is_aside else read_signers(listed)


def find_lookers_on(tree: Tree, verb: Node) -> frozenset[int]:
    """Where those stand who only watch a signing: "with A and B as guarantors"."""
    words = list(_in_clause(tree, verb))
    at = next((at for at, one in enumerate(words) if one.lower == "with"), None)
    listed = [] if at is None else up_to_end(words[at + 1 :])
    behind = [] if at is None else words[at + 1 + len(listed) :]
    return frozenset(one.i for one in listed) if _are_witnesses(behind) else frozenset()


def _are_witnesses(behind: Sequence[Node]) -> bool:
    is_as = bool(behind) and behind[0].lower == "as"
    return is_as and any(one.lemma in pact_words("witnesses") for one in behind[1:4])


def is_witnessing(tree: Tree, verb: Node) -> bool:
    """Whether who signs is no party: "signed as a witness", "as guarantors of the accord"."""
    words = list(_in_clause(tree, verb))
    at = next((at for at, one in enumerate(words) if one.lower in ("as", "with")), len(words))
    return _are_witnesses(words[at:]) or _is_mediator(tree, verb)


def _is_mediator(tree: Tree, verb: Node) -> bool:
    """Whether the one who signs is told to have brought others together: "X, who mediated, signed"."""
    before = tree.nodes[: verb.i]
    if any(one.lower == "and" for one in before):
        return False
    for at, one in enumerate(before[:-1]):
        is_who = one.lower in _RELATIVES and before[at + 1].lemma in pact_words("mediating")
        is_called = one.text == "," and any(
            each.lemma in pact_words("witnesses") for each in before[at + 1 : at + 4]
        )
        if is_who or is_called:
            return True
    return False


def _with_gapped(found: list[Signer], gapped: list[list[Node]]) -> list[Signer]:
    """The signers with those in whose name they sign: "X signed for A and Y for B"."""
    if not gapped:
        return found
    powers: list[Span | None] = []
    rest: list[Signer] = []
    for part in gapped:
        if halves(part)[1] or rest:
            rest.extend(read_signers(part))
        else:
            powers.append(power_of(part))
    if len(powers) == 1:
        named = [Signer(one.name, one.power or powers[0]) for one in found]
        return [*named, *rest]
    padded = [*powers, *[None] * len(found)]
    named = [
        Signer(one.name, one.power or power) for one, power in zip(found, padded, strict=False)
    ]
    more = [Signer(power, power) for power in powers[len(found) :] if power is not None]
    return [*named, *more, *rest]


def _before(tree: Tree, verb: Node) -> list[Node]:
    """The words of a verb's subject; none where it shares that of a verb before."""
    first = min([verb.i, *(one.i for one in verb.all("aux", "auxpass", "neg") if one.i < verb.i)])
    words: list[Node] = []
    dashes = [one for one in tree.nodes[:first] if _is_dash(one, tree)]
    for one in tree.nodes[:first]:
        is_aside = one in dashes[len(dashes) % 2 :]  # one by itself ends a dateline
        words = [] if _breaks(one, tree) and not is_aside else [*words, one]
    words = _without_asides(words)
    while (last := _last_finite(words)) is not None:
        words = words[last + 1 :]
    if words and words[-1].pos == "CCONJ":
        return []
    for at in range(len(words) - 1, -1, -1):
        if words[at].lower in _OPENERS:
            return words[at + 1 :]
    return words


def _around(tree: Tree, verb: Node) -> list[Node]:
    """The words before a verb without the clauses that explain one of them."""
    return _without_asides(tree.nodes[: verb.i])


def _without_asides(words: list[Node]) -> list[Node]:
    """The words without clauses between commas: "X and Y, who hold the town, signed"."""
    at = len(words) - 1
    while at > 0:
        if words[at].lower in _RELATIVES and words[at - 1].text == ",":
            behind = range(at, len(words))
            last = next((each for each in behind if _is_finite(words[each])), len(words))
            closed = next((each for each in behind if each > last and words[each].text == ","), 0)
            if closed:
                words = [*words[: at - 1], *words[closed:]]
        at = min(at - 1, len(words) - 1)
    return words


def _breaks(word: Node, tree: Tree) -> bool:
    """Whether a mark sets what stands before it apart: a colon, a dash, the dash of a dateline."""
    return word.text in _BREAKS or _is_dash(word, tree)


def _is_dash(word: Node, tree: Tree) -> bool:
    if word.text == "-":
        return word.i > 0 and word.start > tree.nodes[word.i - 1].end
    return word.text in DASHES


def _last_finite(words: Sequence[Node]) -> int | None:
    return next((at for at in range(len(words) - 1, -1, -1) if _is_finite(words[at])), None)


def _behind_by(tree: Tree, verb: Node) -> list[Node]:
    """The words behind a participle's "by", as far as the list goes."""
    words = tree.nodes[verb.i :]
    at = next((at for at, one in enumerate(words) if one.lower == "by"), len(words))
    return up_to_end(words[at + 1 :])


def up_to_end(words: Sequence[Node]) -> list[Node]:
    """The words of a list, up to a verb or to what tells where, when or how."""
    found: list[Node] = []
    for one in words:
        is_over = one.text == ";" or (one.lower in _ENDING and one.pos == "ADP")
        if _is_finite(one) or one.lower in _RELATIVES or is_over:
            break
        found.append(one)
    return found


def _signed_for(tree: Tree, verb: Node) -> list[list[Node]]:
    """What stands behind "signed for", by commas: "the OSCE", "Leonid Kuchma for Ukraine"."""
    opened = next((one for one in _in_clause(tree, verb) if _opens_power(one, tree)), None)
    if opened is None:
        return []
    skipped = len(ON_BEHALF) if opened.lower == ON_BEHALF[0] else 1
    words: list[Node] = []
    behind = tree.nodes[opened.i + skipped :]
    for at, one in enumerate(behind):
        is_over = one.text == ";" or one.lower in _OPENERS or _is_finite(one)
        is_aside = one.lower in _ENDING and not _opens_power(one, tree)
        if is_over or (is_aside and not is_seat(behind, at)):
            break
        words.append(one)
    return [part.words for part in list_parts(words) if name_of(part.words) is not None]


def _in_clause(tree: Tree, verb: Node) -> Iterator[Node]:
    """The words behind a verb up to the next verb or the sentence's end."""
    for one in tree.nodes[verb.i + 1 :]:
        if _is_finite(one) or one.text == ";":
            return
        yield one


def _is_finite(word: Node) -> bool:
    is_noun = word.lemma in pact_words("speakers")  # "which envoys of A signed", taken for a verb
    return word.tag in _FINITE and word.pos in VERBAL and not is_noun


def _opens_power(word: Node, tree: Tree) -> bool:
    """Whether a word leads to those for whom somebody signs: "for Chad", "on behalf of Chad"."""
    if word.lower == "for":
        after = tree.nodes[word.i + 1 : word.i + 3]
        is_power = any(one.entity in ("GPE", "NORP") for one in after)
        is_of_pact = word.head.lemma in pact_words("pacts") and is_power
        return word.head.lemma in pact_words("sign") or word.head.entity == "PERSON" or is_of_pact
    after = tree.nodes[word.i : word.i + len(ON_BEHALF)]
    return tuple(one.lower for one in after) == ON_BEHALF
