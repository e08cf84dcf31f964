"""Actors that reports speak of by name: states and their seats, governments, forces, groups, bodies.

Enters: words of a report. Leaves: the actor that they name, as the packaged tables have it. The tables
are read on first use. Words are compared without case, accents, points and marks.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
from msgspec import Struct

from rashomon.gazetteers.additions import NONE, Additions, chosen
from rashomon.gazetteers.outlets import find_outlet, packaged_outlets
from rashomon.gazetteers.rows import ActorRole, ActorRow, Outlet
from rashomon.records.mentions import MentionKind

_WORD = re.compile(r"[^\W_]+")
_NAMES_HELD = 50_000
"""Names whose words are kept at hand; the reports on one war have fewer."""

_DROPPED = str.maketrans("", "", ".ʿʾ")

FormUse = Literal["name", "adjective", "people", "seat"]
"""How a form stands for its actor: as its name, as a demonym, or as its seat."""

_ARMY_WORDS = (
    "army",
    "military",
    "armed forces",
    "troops",
    "forces",
    "soldiers",
    "government troops",
)
_GOVERNMENT_HERE = (
    "government",
    "authorities",
    "central government",
    "junta",
    "military junta",
    "ruling junta",
    "military government",
    "military rulers",
    "transitional government",
)
_GOVERNMENT_WORDS = ("government", "regime", "authorities", "administration", "leadership")


class Actor(Struct, frozen=True):
    """An actor of the registry.

    ``country`` is ISO 3166 alpha-2, ``part_of`` the id of the actor that it is a branch of, ``links``
    ids elsewhere (of a state, its ISO 3166 code). ``here`` are the bare descriptions that mean it in
    reports on its country, ``in_country`` the names that are its own there alone, because elsewhere they
    are a word or another's name ("SNA", "Burhan").
    """

    id: str
    name: str
    kind: MentionKind
    role: ActorRole
    country: str | None = None
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    in_country: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Form(Struct, frozen=True):
    """One way to word an actor.

    ``lower`` says that it is one in lower case too, ``letters`` that it is an acronym, which a word with
    a capital alone is not ("LeT" and "Let", "CAR" and "Car").
    """

    actor: Actor
    use: FormUse
    lower: bool
    letters: bool = False


class Hit(Struct, frozen=True):
    """Where a form was found among words: those from ``first`` up to, not including, ``last``."""

    first: int
    last: int
    form: Form


@lru_cache(maxsize=_NAMES_HELD)
def fold_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents, points and marks: "U.S." is ``us``."""
    plain = unicodedata.normalize("NFKD", text.translate(_DROPPED).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_WORD.findall(plain))


def _is_letters(form: str) -> bool:
    """Whether a form is an acronym, told by a second capital in its one word."""
    plain = form.replace(".", "")
    return plain.isalpha() and sum(c.isupper() for c in plain) > 1


class Registry:
    """All actors known, to be asked by words or by country."""

    def __init__(self, actors: Sequence[Actor], states: Mapping[str, Mapping[str, Any]]) -> None:
        self.by_id = {actor.id: actor for actor in actors}
        self.voices = _voices(actors)
        self._forms: dict[tuple[str, ...], Form] = {}
        self._here: dict[tuple[str | None, tuple[str, ...]], Actor] = {}
        self._in_country: dict[tuple[str | None, tuple[str, ...]], Form] = {}
        self._of: dict[tuple[str, str], Actor] = {}
        for actor in actors:
            if actor.country is not None:
                self._of.setdefault((actor.role, actor.country), actor)
        # A name wins over a demonym, and a demonym over a seat, where two actors share a form.
        for actor in actors:
            self._add(actor, "name", (actor.name, *actor.aliases))
            for words in actor.here:
                self._here.setdefault((actor.country, fold_words(words)), actor)
            for name in filter(fold_words, actor.in_country):
                own = Form(actor, "name", lower=False, letters=_is_letters(name))
                self._in_country.setdefault((actor.country, fold_words(name)), own)
        for code, row in states.items():
            state = self.by_id[f"state:{code}"]
            self._add(state, "adjective", (row["adjective"], *row.get("adjectives", ())))
            adjectives = (row["adjective"], *row.get("adjectives", ()))
            people = row.get("people")
            self._add(state, "people", [people] if people else [f"{one}s" for one in adjectives])
        for code, row in states.items():
            acting = self.government(code)
            self._add(acting, "seat", (row["capital"], *row.get("seats", ())))
        self._lengths: dict[str, list[int]] = {}
        for form in self._forms:
            lengths = self._lengths.setdefault(form[0], [])
            if len(form) not in lengths:
                lengths.append(len(form))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def _add(self, actor: Actor, use: FormUse, forms: Sequence[str]) -> None:
        for form in forms:
            words = fold_words(form)
            if words:
                spelt = Form(actor, use, form == form.lower(), _is_letters(form))
                held = self._forms.setdefault(words, spelt)
                if held.letters and held.actor.id == actor.id and not spelt.letters:
                    self._forms[words] = spelt  # "ETA" of one table row is "Eta" as well

    def form(self, words: tuple[str, ...]) -> Form | None:
        """The form that these folded words are; None for none known."""
        return self._forms.get(words)

    def here(self, words: tuple[str, ...], country: str | None) -> Actor | None:
        """Whom a bare description means in a report on a country; None for nobody known."""
        return self._here.get((country, words)) if country is not None else None

    def in_country(self, words: tuple[str, ...], country: str | None) -> Form | None:
        """Whose name words are in a report on a country, where elsewhere they are not; None for none."""
        return self._in_country.get((country, words)) if country is not None else None

    def state(self, country: str) -> Actor | None:
        """The state of a country's code."""
        return self.by_id.get(f"state:{country}")

    def land(self, country: str) -> Actor | None:
        """The state of a country's code, one that is no more among them ("SU")."""
        return self.state(country) or self._of.get(("body", country))

    def government(self, country: str) -> Actor:
        """Who governs a country.

        The state itself, save where the government is a party to a war at home and has its own entry.
        """
        return self._of.get(("government", country)) or self.by_id[f"state:{country}"]

    def army(self, country: str) -> Actor | None:
        """The armed forces of a country."""
        return self._of.get(("army", country))

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """The forms among folded words, the longest first at each word, not overlapping."""
        at = 0
        while at < len(words):
            for length in self._lengths.get(words[at], ()):
                form = self._forms.get(tuple(words[at : at + length]))
                if form is not None and at + length <= len(words):
                    yield Hit(at, at + length, form)
                    at += length - 1
                    break
            at += 1


def registry() -> Registry:
    """All actors known now: the packaged ones, read on first use, and those that users add."""
    return _registry_with(chosen())


_REGISTRIES_KEPT = 4


@lru_cache(maxsize=_REGISTRIES_KEPT)
def _registry_with(added: Additions) -> Registry:
    states = packaged_states()
    rows = {**packaged_actors()}
    for key, row in added.actors:
        rows[key] = _widened(rows[key], row) if key in rows and row.name is None else row
    own = [_actor(key, row) for key, row in rows.items()]
    taken = {(actor.role, actor.country) for actor in own}
    actors = list(own)
    for code, state in states.items():
        governed = ("government", code) in taken
        actors.append(_state(code, state, governed=governed))
        if ("army", code) not in taken:
            actors.append(_army(code, state))
    derived = [_with_derived(actor, states) for actor in actors]
    voices = _voices(derived)
    for outlet in (*packaged_outlets(), *added.outlets):
        if outlet.actor is not None and outlet.actor not in rows:
            derived.append(_outlet(outlet, voices))
    return Registry(derived, states)


@cache
def packaged_actors() -> Mapping[str, ActorRow]:
    """The rows of the packaged tables of actors by their ids, states and outlets left out."""
    rows: dict[str, Any] = {}
    for name in ("actors.toml", *_regions()):
        rows |= _table(name)
    return msgspec.convert(rows, dict[str, ActorRow])


def _regions() -> list[str]:
    """The names of the tables of actors, one a region, in an order that stays."""
    found = files("rashomon.gazetteers").joinpath("data", "actors").iterdir()
    return sorted(f"actors/{one.name}" for one in found if one.name.endswith(".toml"))


@cache
def packaged_states() -> Mapping[str, Mapping[str, Any]]:
    """The rows of the packaged table of states by their codes."""
    return _table("states.toml")


@cache
def packaged_registry() -> Registry:
    """The actors that come with the package alone."""
    return _registry_with(NONE)


def _table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(
        files("rashomon.gazetteers").joinpath("data", *name.split("/")).read_text("utf-8")
    )


def _widened(row: ActorRow, more: ActorRow) -> ActorRow:
    """A packaged row with the names that a user adds to it."""
    return msgspec.structs.replace(
        row,
        aliases=row.aliases + more.aliases,
        here=row.here + more.here,
        in_country=row.in_country + more.in_country,
        links=row.links + more.links,
    )


def _actor(key: str, row: ActorRow) -> Actor:
    role = row.role or "body"
    by_role: dict[str, MentionKind] = {"person": "person", "people": "group", "group": "group"}
    return Actor(
        id=key,
        name=row.name or key,
        kind=row.kind or by_role.get(role, "organization"),
        role=role,
        country=row.country,
        part_of=row.part_of,
        aliases=row.aliases,
        here=row.here,
        in_country=row.in_country,
        links=row.links,
    )


def _voices(actors: Sequence[Actor]) -> Mapping[str, str]:
    """The actor that "voice_of" names: a state's government where that has its own entry."""
    governments = {actor.country: actor.id for actor in actors if actor.role == "government"}
    return {
        actor.name: governments.get(actor.country, actor.id) if actor.role == "state" else actor.id
        for actor in actors
    }


def _outlet(row: Outlet, voices: Mapping[str, str]) -> Actor:
    return Actor(
        id=row.actor or row.name,
        name=row.name,
        kind="organization",
        role="outlet",
        country=row.country,
        part_of=voices.get(row.voice_of) if row.voice_of is not None else None,
        aliases=row.aliases,
    )


def is_power(text: str) -> bool:
    """Whether words name a state, its people or a body, which may be bound; no person and no capital."""
    form = registry().form(fold_words(text))
    if form is None or form.actor.role == "person":
        return False
    return form.use in ("name", "adjective", "people")


def outlet_actor(text: str) -> Actor | None:
    """An outlet as an actor, by any of its names; None for a name that is no outlet's."""
    row = find_outlet(text)
    if row is None:
        return None
    known = registry().by_id.get(row.actor or "")
    if known is not None:
        return known
    return msgspec.structs.replace(
        _outlet(row, registry().voices), id=f"outlet:{' '.join(fold_words(row.name))}"
    )


def _state(code: str, row: Mapping[str, Any], *, governed: bool) -> Actor:
    return Actor(
        id=f"state:{code}",
        name=row["name"],
        kind="place",
        role="state",
        country=code,
        aliases=tuple(row.get("aliases", ())),
        here=() if governed else _GOVERNMENT_HERE,
        links=(f"iso3166:{code}",),
    )


def _army(code: str, row: Mapping[str, Any]) -> Actor:
    name = row.get("army", f"{row['adjective']} army")
    return Actor(
        id=f"army:{code}",
        name=name,
        kind="organization",
        role="army",
        country=code,
        part_of=f"state:{code}",
    )


def _with_derived(actor: Actor, states: Mapping[str, Mapping[str, Any]]) -> Actor:
    """The actor with the forms that follow from its role: "<adjective> army", "<adjective> regime"."""
    if actor.country is None or actor.role not in ("state", "government", "army"):
        return actor
    row = states[actor.country]
    before = [row["adjective"], *row.get("adjectives", ()), row["name"], *row.get("aliases", ())]
    if (actor.role == "state" and "government" in actor.here) or actor.role == "government":
        heads: tuple[str, ...] = _GOVERNMENT_WORDS
    elif actor.role == "army":
        heads = _ARMY_WORDS
    else:
        heads = ()
    derived = tuple(f"{one} {head}" for one in before for head in heads)
    here = actor.here + (_ARMY_WORDS[:4] + _ARMY_WORDS[5:] if actor.role == "army" else ())
    return msgspec.structs.replace(actor, aliases=actor.aliases + derived, here=here)
