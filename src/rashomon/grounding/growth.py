"""The grounding of all reports together, and how it grows with each that is added.

Enters: what each report gives by itself, dated. Leaves: marks, statements and entities. The same steps
make them of all reports at once and bring them up to date as reports come, change and go: each report
is looked at alone, its names are entered in a register, and its marks and statements follow from whose
they are.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding.bearers import name_bearers
from rashomon.grounding.constraints import span_of
from rashomon.grounding.digests import compare, together
from rashomon.grounding.registers import Register
from rashomon.grounding.scenes import Placed, Scene
from rashomon.grounding.shares import Sample
from rashomon.grounding.statements import marks_of, statements_of
from rashomon.records.changes import Change
from rashomon.records.findings import Extraction
from rashomon.records.linking import Constraint
from rashomon.records.mentions import Entity, Mark
from rashomon.records.statements import Statement
from rashomon.workings import Memory, Shelf, Workings

SCENES_HELD = 20_000
"""Reports whose scene is held until the names of all are settled, some 30 kB each. Those of further ones
are made once more, from where their names are, the dearest part of it."""


class Grounded(Struct, frozen=True):
    """What grounding gives for all reports together."""

    marks: tuple[Mark, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]


class Grown(Struct, frozen=True):
    """What of it changes."""

    marks: Change[Mark]
    statements: Change[Statement]
    entities: Change[Entity]


class About(Struct, frozen=True, array_like=True):
    """The country that a report, by itself, is mostly about, and those whose shares could tell more."""

    country: str | None
    questions: tuple[str, ...]


class Given(Struct, frozen=True, array_like=True):
    """Digests of the marks and statements of a report; see `digests`."""

    marks: bytes = b""
    statements: bytes = b""


ABOUT = Shelf("ground.about", About)
"""By report."""
QUESTIONED = Shelf("ground.questioned", bool)
"""By country, and by report of which names may lie there or elsewhere."""
GIVEN = Shelf("ground.given", Given)
"""By report."""


def ground(
    extractions: Sequence[Extraction],
    constraints: Sequence[Constraint] = (),
    watched: Sequence[WatchList] = (),
) -> Grounded:
    """Marks, statements and entities of all reports, each sorted by id.

    Args:
        extractions: What each report gives by itself, dated.
        constraints: What people say of names: which have one bearer, and which have not.
        watched: Watch lists to hold the entities' names against.

    Shape: one statement a draft. The same for any order of the extractions.
    """
    by_id = {one.report.id: one for one in extractions}
    grown = grow(Memory(), by_id, by_id.__getitem__, constraints, watched)
    return Grounded(grown.marks.put, grown.statements.put, grown.entities.put)


def grow(
    workings: Workings,
    changed: Mapping[str, Extraction | None],
    fetch: Callable[[str], Extraction],
    constraints: Sequence[Constraint] = (),
    watched: Sequence[WatchList] = (),
) -> Grown:
    """What changes among marks, statements and entities where some reports do.

    Args:
        workings: What was kept of the reports so far; it is brought up to date.
        changed: What each report gives that is new, was read again, or has another day; None for one
            that is gone.
        fetch: What any other report gives, dated.
        constraints: What people say of names now; what they said before is kept.
        watched: Watch lists to hold the entities' names against, the same each time.

    Cost: the reports that changed; those that name somebody who is taken for another now, by what
    reports or people say; and, where a country's share of all reports goes over a step, those with names
    that may lie there. For each a few look-ups by key, whatever the number of all reports.
    """
    growth = _Growth(workings, fetch, Register(workings, constraints))
    wanted = growth.look_again(changed)
    gone = [growth.drop(report) for report in sorted(changed) if changed[report] is None]
    for report in wanted:
        growth.enter(report)
    settled = growth.register.settle(watched)
    remade = {*wanted, *settled.rekeyed, *growth.register.reports_naming(settled.moved)}
    made = [growth.make(report) for report in sorted(remade)]
    return Grown(
        together(marks for marks, _ in (*gone, *made)),
        together(statements for _, statements in (*gone, *made)),
        settled.entities,
    )


class _Growth:
    """One round of bringing the grounding up to date."""

    def __init__(
        self, workings: Workings, fetch: Callable[[str], Extraction], register: Register
    ) -> None:
        self.register = register
        self._workings = workings
        self._fetch = fetch
        self._changed: Mapping[str, Extraction | None] = {}
        self._scenes: dict[str, Scene] = {}
        self._placed: dict[str, Placed] = {}
        self._shares: dict[str, float] = {}
        self._entities: dict[str, str] = {}

    def look_again(self, changed: Mapping[str, Extraction | None]) -> list[str]:
        """The reports that have to be looked at again, sorted, once it is known what all are about."""
        self._changed = changed
        sample = Sample(self._workings)
        before = sample.shares()
        for report in sorted(changed):
            self._tell_about(report, sample)
        self._shares = sample.shares()
        over = {
            country
            for country in {*before, *self._shares}
            if before.get(country) != self._shares.get(country)
        }
        questioned = {
            report for country in over for report in self._workings.find(QUESTIONED, country)
        }
        for report in sorted({*self._scenes, *self._placed}):
            if self._told_by(report):
                self._locate(self.scene(report))
            elif report in self._scenes:
                self._scenes[report].release()
        return sorted(
            report
            for report in {*changed, *questioned}
            if report not in changed or changed[report] is not None
        )

    def _tell_about(self, report: str, sample: Sample) -> None:
        """Bring up to date what is kept of what a report is about."""
        before = self._workings.get(ABOUT, report)
        now = None
        extraction = self._changed[report]
        if extraction is not None:
            scene = Scene(extraction)
            now = About(scene.whereabouts.country, tuple(sorted(scene.questions())))
            if not now.questions:
                scene.release()
            self._hold(scene)
        if before == now:
            return
        self._workings.put(ABOUT, report, "", now)
        sample.put(report, None if now is None else now.country)
        for about, is_so in ((before, None), (now, True)):
            for country in () if about is None else about.questions:
                self._workings.put(QUESTIONED, country, report, is_so)

    def _hold(self, scene: Scene) -> Scene:
        """Hold a scene, or, where there are too many, only where its names are."""
        report = scene.report.id
        if report in self._scenes or len(self._scenes) < SCENES_HELD:
            self._scenes[report] = scene
        else:
            self._placed[report] = scene.placed
        return scene

    def scene(self, report: str) -> Scene:
        """A report, its names put on the map by what all reports are about."""
        found = self._scenes.get(report)
        if found is not None:
            return found
        changed = self._changed.get(report)
        extraction = self._fetch(report) if changed is None else changed
        if report in self._placed:
            return Scene(extraction, self._placed[report])
        return self._locate(Scene(extraction))

    def _told_by(self, report: str) -> dict[str, float]:
        """The shares of those countries that are in question in a report."""
        about = self._workings.get(ABOUT, report)
        questions = () if about is None else about.questions
        return {one: self._shares[one] for one in questions if one in self._shares}

    def _locate(self, scene: Scene) -> Scene:
        """Put the names on the map by the shares of those countries that are in question."""
        shares = self._told_by(scene.report.id)
        if shares:
            scene.locate(shares)
        scene.release()
        return self._hold(scene)

    def enter(self, report: str) -> None:
        """Enter a report in the register."""
        scene = self.scene(report)
        self.register.enter(report, name_bearers(scene.asked()), scene.whereabouts.country)

    def make(self, report: str) -> tuple[Change[Mark], Change[Statement]]:
        """The marks and statements of a report that are other ones than before."""
        scene = self.scene(report)
        scene.introduce(
            {
                (span_of(one.pointed), one.pointed.acting): self._entity_of(one.key)
                for one in self.register.said(report)
            }
        )
        before = self._workings.get(GIVEN, report) or Given()
        marks_packed, marks = compare(before.marks, marks_of(scene), "mk")
        statements_packed, statements = compare(before.statements, statements_of(scene), "st")
        self._workings.put(GIVEN, report, "", Given(marks_packed, statements_packed))
        return marks, statements

    def _entity_of(self, key: str) -> str:
        if key not in self._entities:
            self._entities[key] = self.register.entity_of(key)
        return self._entities[key]

    def drop(self, report: str) -> tuple[Change[Mark], Change[Statement]]:
        """Take out a report that is gone."""
        self.register.leave(report)
        before = self._workings.get(GIVEN, report) or Given()
        self._workings.put(GIVEN, report, "", None)
        return compare(before.marks, (), "mk")[1], compare(before.statements, (), "st")[1]
