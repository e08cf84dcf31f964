"""The mentions that people point at when they say who is who, kept as reports and their words change.

Stands beside `registers`. Enters: what reports say of bearers, each mention under the key that its
report gives it, and the constraints that hold. Leaves: the keys as these have them, and what people join
and part. Only the mentions that some constraint may be about are kept, so that a report more, or a word
more, costs a look at those and at no others.
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from rashomon.grounding.constraints import (
    NONE_APPLIED,
    Applied,
    Pointed,
    apply,
    asked_words,
    span_of,
    wordings,
)
from rashomon.grounding.tallies import SKETCHES, WORDED, Said, Sketch
from rashomon.records.linking import Constraint
from rashomon.spans import Span, shared
from rashomon.workings import Shelf, Workings


class Ruled(Struct, frozen=True, array_like=True):
    """What people said of names when all was settled last, and the keys that this was about, sorted."""

    constraints: tuple[Constraint, ...] = ()
    keys: tuple[str, ...] = ()


class Mentioned(Struct, frozen=True, array_like=True):
    """A mention that people may point at: its place in the sketch of its report, and its keys.

    ``key`` is the one that its report gives it, ``now`` the one that it goes by.
    """

    place: int
    key: str
    now: str
    pointed: Pointed


class Followed(Struct, frozen=True):
    """What constraints come to, the sketches that have to be entered, and the keys to group anew.

    ``sketches`` are of reports that are entered, with their keys as people have them, and of others
    whose keys are now other ones. ``keys`` are those that people joined or parted, now or before.
    """

    applied: Applied = NONE_APPLIED
    sketches: Mapping[str, Sketch] = {}
    keys: frozenset[str] = frozenset()


RULED = Shelf("ground.ruled", Ruled)
"""In one place."""
POINTED: Shelf[tuple[Mentioned, ...]] = Shelf("ground.pointed", tuple[Mentioned, ...])
"""By report, under one key, so that all are found at once."""


class Pointers:
    """The mentions that constraints point at, in workings.

    Args:
        workings: What was kept; it is brought up to date.
        constraints: What people say of names now.
    """

    def __init__(self, workings: Workings, constraints: Sequence[Constraint] = ()) -> None:
        self._workings = workings
        self._constraints = tuple(constraints)
        self._before = workings.get(RULED, "") or Ruled()
        self._handles = _Handles(self._constraints)
        self._waiting: dict[str, Sketch] = {}
        self._stored: dict[str, tuple[Mentioned, ...]] = {}
        self.is_asked = bool(self._constraints or self._before.constraints)
        if self.is_asked:
            self._stored = dict(workings.find(POINTED, ""))
        self._left: set[str] = set()

    def hold(self, report: str, sketch: Sketch) -> bool:
        """Whether people may point at mentions of a report, which then waits for what they say."""
        is_held = self.is_asked and (
            report in self._stored or bool(self._handles.point(report, sketch.said))
        )
        if is_held:
            self._waiting[report] = sketch
        return is_held

    def leave(self, report: str) -> None:
        """Take out the mentions of a report that is gone."""
        if report in self._stored:
            self._left.add(report)

    def follow(self) -> Followed:
        """What people say, followed in all reports; what is kept is brought up to date."""
        if not self.is_asked:
            return Followed()
        bases = dict(self._waiting)
        if self._constraints != self._before.constraints:
            bases |= {report: self._base(report) for report in self._looked_at()}
        mentioned = {
            report: some for report, some in self._stored.items() if report not in self._left
        }
        for report, sketch in bases.items():
            mentioned[report] = self._handles.point(report, sketch.said)
        order = [(report, one) for report in sorted(mentioned) for one in mentioned[report]]
        pointed = [(report, one.pointed) for report, one in order]
        applied = apply(self._constraints, pointed, [one.key for _, one in order])
        keys = iter(applied.keys)
        sketches = {}
        for report in sorted(mentioned):
            some = tuple(msgspec.structs.replace(one, now=next(keys)) for one in mentioned[report])
            changed = self._keep(report, some)
            if changed or report in self._waiting:
                base = bases[report] if report in bases else self._base(report)
                sketches[report] = _keyed(base, some)
        for report in self._left:
            self._workings.put(POINTED, "", report, None)
        return Followed(applied, sketches, self._note(applied))

    def _keep(self, report: str, some: tuple[Mentioned, ...]) -> bool:
        """Keep the mentions of a report; whether keys of them are other ones than before."""
        before = self._stored.get(report, ())
        if some != before:
            self._workings.put(POINTED, "", report, some or None)
        return _moved(some) != _moved(before)

    def _note(self, applied: Applied) -> frozenset[str]:
        """Note what holds now; the keys that people joined or parted, now or before."""
        joined = {key for left, right, _ in applied.same for key in (left, right)}
        now = frozenset(joined.union(*applied.apart))
        ruled = Ruled(self._constraints, tuple(sorted(now)))
        if ruled != self._before:
            self._workings.put(RULED, "", "", ruled if self._constraints else None)
        return now.union(self._before.keys)

    def _looked_at(self) -> list[str]:
        """The reports to look at since people say other things now, but for those that are entered."""
        before = _Handles(self._before.constraints)
        found = {*self._stored}
        for words in sorted(self._handles.words - before.words):
            found |= self._workings.find(WORDED, words).keys()
        for report in self._handles.spans:
            if self._workings.get(SKETCHES, report) is not None:
                found.add(report)
        return sorted(found - self._waiting.keys() - self._left)

    def _base(self, report: str) -> Sketch:
        """What a report said of bearers, each mention under the key that the report gives it."""
        sketch = self._workings.get(SKETCHES, report) or Sketch(None, ())
        said = list(sketch.said)
        for one in self._stored.get(report, ()):
            said[one.place] = msgspec.structs.replace(said[one.place], key=one.key)
        return Sketch(sketch.country, tuple(said))


class _Handles:
    """What constraints ask for: words in every report, and spans in some."""

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        handles = [handle for one in constraints for handle in (one.one, one.other)]
        self.words = frozenset(
            words for one in handles if one.span is None for words in asked_words(one)
        )
        self.spans: dict[str, list[Span]] = {}
        for one in handles:
            if one.report is not None and one.span is not None:
                self.spans.setdefault(one.report, []).append(one.span)

    def point(self, report: str, said: Sequence[Said]) -> tuple[Mentioned, ...]:
        """The mentions of a report that some constraint may be about."""
        spans = self.spans.get(report, ())
        return tuple(
            Mentioned(place, one.key, one.key, one.pointed)
            for place, one in enumerate(said)
            if not self.words.isdisjoint(wordings(one.pointed))
            or any(shared(span_of(one.pointed), span) for span in spans)
        )


def _moved(some: Sequence[Mentioned]) -> dict[int, str]:
    return {one.place: one.now for one in some if one.now != one.key}


def _keyed(base: Sketch, some: Sequence[Mentioned]) -> Sketch:
    """A sketch with the keys that people's words give its mentions."""
    said = list(base.said)
    for one in some:
        said[one.place] = msgspec.structs.replace(said[one.place], key=one.now)
    return Sketch(base.country, tuple(said))
