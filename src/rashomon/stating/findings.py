"""An event or state as found in a tree, before it becomes a draft: it still points at words."""

from dataclasses import dataclass

from rashomon.language.trees import Node

STATES = frozenset({"CONTROL", "FORCE", "POST", "PACT", "CASUALTY", "CAPTIVITY", "IDENTITY"})
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""PLOVER's types by which somebody does another good; willed, they are agreements."""
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
"""PLOVER's types by which somebody does another harm; willed, they are threats."""

CONFIDENCE = {"beside": 0.85, "verb": 0.8, "clause": 0.7, "speech": 0.7, "pact": 0.65, "noun": 0.5}
"""How sure a reading is, by how it was reached: words beside a name, a verb of the lexicon, a clause
that tells a state, speech without an event, terms of a pact, a noun. Those of verbs and nouns are the
shares of right types among 227 and 15 findings in PLOVER's public records; the others are set between
them by judgement. They move with the lexicon and the parser; only their order is to be relied on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An event or state as found: its type, the word that tells of it, and words in roles.

    ``content``: it is an act of speech or will, whose complement has not happened. ``by_noun``: a noun
    tells of it. ``turned``: a refusal made of a negated "will", so that its "not" denies nothing.
    ``places`` are what is held or hit, beside the places that its clause names.
    """

    type: str
    mode: str | None
    trigger: Node
    actors: tuple[Node, ...]
    targets: tuple[Node, ...]
    content: bool
    by_noun: bool = False
    places: tuple[Node, ...] = ()
    turned: bool = False
