"""Which party of a pact a clause means by a description: "the rebels", "the government", "the Front".

Stands beside `rashomon.situation.parties`. Enters: words that name no party by themselves, and the
parties of their pact with what each is. Leaves: those that the words fit, or nothing where they fit none
or might fit one as well as another.
"""

from collections.abc import Mapping

from rashomon.situation.words import load_table, tokens

_SHORTEST_INITIALS = 3


def side_meant(words: str, parties: Mapping[str, tuple[str, ...]], states: set[str]) -> list[str]:
    """The parties that words for somebody mean, in the order of the pact.

    Args:
        words: The description, such as "the movements".
        parties: The parties of the pact, each with its names.
        states: Those of them that are states.
    """
    said = [one for one in tokens(words) if one not in ("the", "a", "its", "their", "s")]
    kinds = load_table("pacts.toml")["sides"]
    bodies = [one for one in parties if one not in states]
    if set(said) & set(kinds["state"]):
        governing = [one for one in parties if one in states]
        return governing if len(governing) == 1 else []
    if set(said) & set(kinds["several"]):
        return bodies if len(bodies) < len(parties) else []
    called = [one for one in bodies if any(_is_called(said, name) for name in parties[one])]
    if called:
        return called if len(called) == 1 else []
    is_group = bool(set(said) & set(kinds["group"]))
    return bodies if is_group and len(bodies) == 1 and len(parties) > 1 else []


def _is_called(said: list[str], name: str) -> bool:
    """Whether words are a part of a body's name, or its initials: "the Front", "FNL fighters"."""
    whole = tokens(name)
    initials = "".join(one[0] for one in whole if one not in _SMALL)
    if len(initials) >= _SHORTEST_INITIALS and initials in said:
        return True
    return bool(said) and len(whole) > 1 and said[-1] in whole and said[-1] not in _SMALL


_SMALL = frozenset({"of", "for", "the", "and", "in", "s"})
