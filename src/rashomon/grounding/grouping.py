"""Keys of names in groups of one bearer, brought up to date as names come, go and are joined by people.

Stands beside `registers`. Enters: the keys whose names came, went, or are now in reports on other
countries, and what people say of keys. Leaves: the groups that are not what they were, and the keys that
are now in another one. A key is compared with those of its block only; where people join keys of several
blocks, these are grouped together.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.grounding.constraints import Applied
from rashomon.grounding.linkage import Evidence, Name, block_of, group_names
from rashomon.records.linking import Constraint
from rashomon.workings import Shelf, Workings

Join = tuple[str, str, Constraint]
"""Two keys that a person joined."""


class Group(Struct, frozen=True, array_like=True):
    """Keys of one bearer, with the evidence and the words of people by which they were joined."""

    members: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    said: tuple[Join, ...] = ()


BLOCKS: Shelf[tuple[str, ...]] = Shelf("ground.block", tuple[str, ...])
"""By block and key: the countries that its reports are about."""
GROUP_OF = Shelf("ground.group of", str)
"""By key that is grouped with others: the key that stands for them."""
GROUPS = Shelf("ground.group", Group)
"""By that key."""


class Grouping:
    """Which keys have one bearer, in workings; `renew` is called once for all that changed."""

    def __init__(self, workings: Workings) -> None:
        self._workings = workings
        self._dirty: set[str] = set()
        self._moved: set[str] = set()

    def group_of(self, key: str) -> str:
        """The key that stands for the bearer of a key."""
        return self._workings.get(GROUP_OF, key) or key

    def group(self, key: str) -> Group:
        """The group that a key stands for."""
        return self._workings.get(GROUPS, key) or Group((key,), ())

    def renew(
        self,
        changed: Mapping[str, frozenset[str] | None],
        applied: Applied,
        ruled: Iterable[str],
    ) -> tuple[set[str], set[str]]:
        """Group the keys of each touched block anew.

        Args:
            changed: The keys that are new, or are now in reports on other countries, with these; None
                for a key that no report has any more.
            applied: What people say of keys.
            ruled: The keys that people joined or parted, now or before.

        Returns:
            The keys that stand for groups that are not what they were, and the keys in another one.
        """
        blocks: dict[str, set[str]] = {}
        for key, countries in changed.items():
            block = _block(key)
            if block is not None:
                blocks.setdefault(block, set()).add(key)
                told = None if countries is None else tuple(sorted(countries))
                self._workings.put(BLOCKS, block, key, told)
        asked = frozenset(ruled)
        for block in filter(None, map(_block, sorted(asked))):
            blocks.setdefault(block, set())
        if asked:
            self._regroup(blocks, applied, asked)
        else:
            for block, keys in sorted(blocks.items()):
                self._regroup({block: keys}, applied, asked)
        return self._dirty, self._moved

    def _regroup(
        self, blocks: Mapping[str, set[str]], applied: Applied, asked: frozenset[str]
    ) -> None:
        """Group the keys of some blocks, and those that people joined, anew."""
        names = [
            _named(key, countries)
            for block in sorted(blocks)
            for key, countries in self._workings.find(BLOCKS, block).items()
        ]
        words = {name.key: name.words for name in names}
        every = dict.fromkeys(sorted({*asked} - words.keys()), ()) | words
        groups, followed = group_names(names, every, applied.apart)
        said = [one for one in applied.same if groups.join(one[0], one[1])]
        of = {key: groups.of[key] for key in every}
        touched = {key for keys in blocks.values() for key in keys}
        of |= {key: key for key in touched - of.keys()}
        self._keep(of, followed, said)

    def _keep(
        self, of: Mapping[str, str], followed: Sequence[Evidence], said: Sequence[Join]
    ) -> None:
        members: dict[str, list[str]] = {}
        before: dict[str, str] = {}
        for key, group in of.items():
            members.setdefault(group, []).append(key)
            before[key] = self.group_of(key)
        evidence: dict[str, list[Evidence]] = {}
        for one in followed:
            evidence.setdefault(of[one.one], []).append(one)
        words: dict[str, list[Join]] = {}
        for pair in said:
            words.setdefault(of[pair[0]], []).append(pair)
        for group in sorted({*members, *before.values()}):
            keys = members.get(group, ())
            now = Group(
                tuple(sorted(keys)), tuple(evidence.get(group, ())), tuple(words.get(group, ()))
            )
            kept = now if len(keys) > 1 else None
            if self._workings.get(GROUPS, group) != kept:
                self._workings.put(GROUPS, group, "", kept)
                self._dirty.add(group)
        for key, group in of.items():
            if before[key] != group:
                self._workings.put(GROUP_OF, key, "", group if group != key else None)
                self._dirty.update((before[key], group))
                self._moved.add(key)


def is_grouped(key: str) -> bool:
    """Whether a key may be grouped with others: those of names of persons and bodies."""
    return key.startswith("person:") or (key.startswith("name:") and "@" not in key)


def _block(key: str) -> str | None:
    """The block of a key; None for one that is compared with no others."""
    name = _named(key, ()) if is_grouped(key) else None
    if name is None or not name.words:
        return None
    return f"{'person' if name.person else 'body'}:{block_of(name)}"


def _named(key: str, countries: Iterable[str]) -> Name:
    scheme, _, words = key.partition(":")
    return Name(key, tuple(words.split()), scheme == "person", frozenset(countries))
