"""What the words of one mention refer to, as far as the words and the registry tell.

Enters: words, their kind, and the country that the report is about. Leaves: a `Reference`: an actor of
the registry, or a name or description of its own, perhaps a part of one. No other report is looked at.
"""

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from rashomon.gazetteers.actors import Actor, Form, Hit, fold_words, outlet_actor, registry
from rashomon.grounding.spellings import person_spelt
from rashomon.grounding.words import classes_of_head, heads, titles
from rashomon.names.tokens import vocabulary
from rashomon.records.mentions import MentionKind

Words = tuple[str, ...]

_ARTICLES = frozenset(("the", "a", "an", "this", "that", "these", "those", "their", "his", "her", "its",
                       "our", "my", "your", "some", "any", "all", "both", "s"))  # fmt: skip

_GOVERNMENT_BARE = frozenset(("regime", "government", "loyalist", "army", "military"))
"""Words that stand for a country's own side in "government forces", "regime warplanes"."""

_GROUP_HEADS = frozenset(
    [
        "group",
        "movement",
        "militia",
        "faction",
        "organization",
        "organisation",
        "party",
        "network",
        "wing",
    ]
)


class Reference(Struct, frozen=True):
    """Whom a mention means: ``actor`` where the registry knows him, else ``words`` that are his name.

    ``part_of`` is the actor that a description makes him a part of. ``is_name`` says that the words
    are a name and not a description or a demonym, so that they are one of the bearer's aliases.
    """

    actor: Actor | None
    words: Words
    part_of: Actor | None = None
    is_name: bool = True


def resolve(  # noqa: PLR0911 - one line a rule, in the order in which they are tried
    text: str, kind: MentionKind, country: str | None, *, acting: bool
) -> Reference:
    """Whom words mean.

    Args:
        text: The mention's words.
        kind: The mention's kind.
        country: The country that the report is mostly about, which tells who "the rebels" are.
        acting: Whether the mention stands where somebody acts, so that a capital is a government.
    """
    words = fold_words(_named_part(text))
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    own = _in_country(text, words, kind, country)
    if own is not None:
        return own
    if kind == "person":
        return _person(words, country)
    if kind in ("place", "facility") and not acting:
        return _place(words)
    known = _in_this_war(words, country) or _known(words, acting=acting)
    if known is not None:
        return known
    tight = tuple(
        word for i, word in enumerate(words)
        if i == len(words) - 1 or word not in heads()["loose"]
    )  # fmt: skip
    found = (_known(tight, acting=acting) if tight != words else None) or _here(tight, country)
    if found is not None:
        return found
    if tight and tight[-1] in classes_of_head():
        return _description(words, tight, country)
    if len(tight) > 1 and tight[-1] in heads()["things"]:
        owner = _known(tight[:-1], acting=True) or _here(tight[:-1], country)
        if owner is not None:
            return msgspec.structs.replace(owner, is_name=False)
    return Reference(outlet_actor(text) if kind == "organization" else None, words)


_SHARES = frozenset(
    {"several", "many", "some", "most", "dozens", "hundreds", "scores", "half", "part"}
)
"""Behind these are some of those who are named, and not all of them."""

_DESCRIBED_NAME = re.compile(
    r"(?:[a-z][\w’'-]*\s+){1,3}(?P<name>[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|of|the|and|for|al|de)){0,6}\s+[A-Z][\w’'-]*)"
)


def _named_part(text: str) -> str:
    """The name without what is said of its bearer: "the separatist Southern Council"."""
    found = _DESCRIBED_NAME.fullmatch(text)
    if found is None:
        return text
    first = text.split(maxsplit=1)[0]
    is_share = first in vocabulary().numbers or first in _SHARES
    return text if is_share else found["name"]


def _known(words: Words, *, acting: bool) -> Reference | None:
    form = registry().form(words)
    if form is None or (form.use == "seat" and not acting):
        return None
    return Reference(form.actor, words, is_name=form.use in ("name", "seat"))


def _in_country(
    text: str, words: Words, kind: MentionKind, country: str | None
) -> Reference | None:
    """Whose name words are in reports on a country alone, be it his own or with a head for his men."""
    known = registry()
    bare = without_titles(words)
    form = known.in_country(bare, country)
    if form is None:
        form = known.in_country(words[:-1], country)
        whole = _whole(form, words[-1]) if form and words[-1] in classes_of_head() else None
        return Reference(whole, words) if form and whole and _is_spelt(text, form) else None
    is_surname = len(bare) == 1 and kind in _TAKEN_FOR
    if (form.actor.role == "person") != (kind == "person" or is_surname) and not form.letters:
        return None
    return Reference(form.actor, bare) if _is_spelt(text, form) else None


_TAKEN_FOR = frozenset({"organization", "place", "other"})
"""What a parse takes surnames for that stand alone."""


def _is_spelt(text: str, form: Form) -> bool:
    """Whether a name has a capital, and an acronym more than one."""
    return sum(c.isupper() for c in text) > (1 if form.letters else 0)


def _here(words: Words, country: str | None) -> Reference | None:
    actor = registry().here(words, country)
    if actor is not None:
        return Reference(actor, words, is_name=False)
    if country is not None and len(words) == 2 and words[0] in _GOVERNMENT_BARE:
        army = registry().army(country)
        if classes_of_head().get(words[1]) in ("army", "arms") and army is not None:
            return Reference(army, words, is_name=False)
    return None


def _in_this_war(words: Words, country: str | None) -> Reference | None:
    """The alliance that some words mean in reports on a country, whatever else they may mean."""
    actor = registry().here(words, country)
    if actor is None or actor.role != "alliance":
        return None
    return Reference(actor, words, is_name=False)


def _person(words: Words, country: str | None) -> Reference:
    bare = without_titles(words)
    form = registry().form(bare)
    if form is not None and form.actor.role == "person":
        return Reference(form.actor, bare)
    return Reference(person_spelt(bare, country) if form is None else None, bare)


def without_titles(words: Words) -> Words:
    """A person's name without ranks, offices and forms of address before it."""
    known = titles()
    before = known["ranks"] | known["offices"] | known["forms"]
    while len(words) > 1 and words[0] in before:
        words = words[1:]
    return words


def _place(words: Words) -> Reference:
    form = registry().form(words)
    if form is not None and form.actor.role == "state" and form.use == "name":
        return Reference(form.actor, words)
    return Reference(None, words)


def _description(words: Words, tight: Words, country: str | None) -> Reference:
    """A noun phrase headed by a noun for people: the actor that it stands for, or one of its own."""
    head = tight[-1]
    hits = list(registry().hits(tight[:-1]))
    if not hits and len(tight) > 1 and tight[-2].endswith("s"):
        tight = (*tight[:-2], tight[-2][:-1], head)  # "Assads troops": the apostrophe got lost
        hits = list(registry().hits(tight[:-1]))
    if not hits:
        return Reference(None, _without_order(words), is_name=False)
    named = {i for hit in hits for i in range(hit.first, hit.last)}
    rest = [w for i, w in enumerate(tight[:-1]) if i not in named and w not in _ARTICLES]
    if len(hits) == 1 and not rest:
        whole = _whole(hits[0].form, head)
        if whole is not None:
            return Reference(whole, words, is_name=True)
    return Reference(None, words, _owner(hits), is_name=True)


def _without_order(words: Words) -> Words:
    """A description without what says only which of many are meant: "the last rebels" to leave."""
    are_many = words[-1].endswith(("s", "men"))
    is_order = are_many and len(words) > 1 and words[0] in heads()["order"]
    return words[1:] if is_order else words


def _owner(hits: Sequence[Hit]) -> Actor | None:
    """The actor that a description is a part of; None where two are named side by side."""
    actors = {hit.form.actor.id: hit.form.actor for hit in hits}
    return next(iter(actors.values())) if len(actors) == 1 else None


def _whole(form: Form, head: str) -> Actor | None:
    """The actor that a name and a head stand for together; None for an actor of their own."""
    actor = form.actor
    kind = classes_of_head()[head]
    known = registry()
    if actor.role == "group" and (
        kind in ("fighters", "army", "arms", "government") or head in _GROUP_HEADS
    ):
        return actor
    if actor.role in ("army", "force") and kind in ("army", "arms"):
        return actor
    if actor.country is None or actor.role not in ("state", "government", "person"):
        return None
    if kind in ("army", "arms"):
        return known.army(actor.country)
    if kind == "government" and head not in ("state", "rule"):
        return known.government(actor.country)
    return None
