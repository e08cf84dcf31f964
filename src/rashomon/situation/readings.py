"""The parts that reports give: what each of their statements tells of which state.

Enters: reports, whole, with their statements. Leaves: their parts, from which a board is asked. What a
report gives depends on nothing but its statements, the entities that these name, and who goes by the
names in the words of offices, so that one report more is read alone.
"""

from collections.abc import Iterator

from rashomon.records.findings import Findings
from rashomon.situation.bodies import Bodies, NamedEntities
from rashomon.situation.captives import read_captives
from rashomon.situation.commitments import read_commitments
from rashomon.situation.control import read_control
from rashomon.situation.forces import read_forces
from rashomon.situation.ground import Ground
from rashomon.situation.lineage import Lineage
from rashomon.situation.parts import Part
from rashomon.situation.posts import read_posts


def read_parts(ground: Ground) -> Iterator[Part]:
    """What some reports tell of who holds what, but for pacts."""
    yield from read_captives(ground)
    yield from read_control(ground)
    yield from read_forces(ground)
    yield from read_posts(ground)


def read_everything(findings: Findings) -> Iterator[Part]:
    """All parts of findings."""
    lineage = Lineage(findings.entities)
    reports = {one.id: one for one in findings.reports}
    statements = [one for one in findings.statements if one.report in reports]
    bodies = Bodies(NamedEntities(findings.entities), lineage)
    yield from read_parts(Ground(reports, statements, lineage, bodies))
    report_of = {one.id: one.report for one in statements}
    yield from read_commitments(findings.pacts, report_of, reports)
