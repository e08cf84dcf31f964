"""What was found of copies so far: fingerprints by report, and the words that any two reports share.

It saves work and holds nothing of its own: where it does not fit the extractions, it is made again. Its
methods are what `rashomon.tracing.additions.Library` asks for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, text

from rashomon.errors import InternalError
from rashomon.ledger.extractions import load_extraction, note, noted
from rashomon.records.reports import Reading
from rashomon.records.reuse import Reuse

Order = tuple[str, str]
Owners = tuple[int, Sequence[Order]]

_ROWS_AT_ONCE = 10_000


class Traces:
    """The traces in a ledger, through one connection; changes need one that writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[str, Reading] = {}
        self._common: dict[int, tuple[int, Order]] = {}

    # -- whether they still hold

    def missing(self, made_by: str) -> list[str] | None:
        """The reports that are not traced yet; None where all have to be traced anew.

        They have to be where another program traced them, or a traced report was read again or is gone.
        """
        if noted(self._connection, "traced_by") != made_by:
            return None
        stale = (
            "SELECT 1 FROM traced LEFT JOIN extractions USING (report)"
            " WHERE traced.revision IS NOT extractions.revision LIMIT 1"
        )
        if self._connection.execute(text(stale)).first() is not None:
            return None
        fresh = (
            "SELECT report FROM extractions"
            " WHERE report NOT IN (SELECT report FROM traced) ORDER BY report"
        )
        return list(self._connection.execute(text(fresh)).scalars())

    # -- what a library is asked for

    def owners(self, fingerprints: Sequence[int], most: int) -> Mapping[int, Owners]:
        """For each fingerprint the reports that have it; none for an unknown one.

        Of one that more than ``most`` have, the first one only.
        """
        known = {one: self._common[one] for one in fingerprints if one in self._common}
        seen = {one: (size, [first]) for one, (size, first) in known.items() if size > most}
        numbers = self._connection.exec_driver_sql(
            "SELECT hash, count(*) FROM json_each(?) AS asked"
            " CROSS JOIN fingerprints ON hash = asked.value GROUP BY hash",
            (_listed(one for one in fingerprints if one not in seen),),
        )
        sizes: dict[int, int] = {row[0]: row[1] for row in numbers}
        few = [one for one, number in sizes.items() if number <= most]
        rows = self._connection.exec_driver_sql(
            "SELECT hash, day, report FROM fingerprints CROSS JOIN traced USING (number)"
            " WHERE hash IN (SELECT value FROM json_each(?)) ORDER BY hash, day, report",
            (_listed(few),),
        )
        found: dict[int, list[Order]] = defaultdict(list)
        for one, day, report in rows:
            found[one].append((day, report))
        for one in sorted(sizes.keys() - found.keys()):
            row = self._connection.exec_driver_sql(
                "SELECT day, report FROM fingerprints CROSS JOIN traced USING (number)"
                " WHERE hash = ? ORDER BY day, report LIMIT 1",
                (one,),
            ).one()
            found[one] = [(row.day, row.report)]
            self._common[one] = sizes[one], found[one][0]
        return {**seen, **{one: (sizes[one], first) for one, first in found.items()}}

    def add(self, order: Order, fingerprints: Sequence[int]) -> None:
        """Keep the fingerprints of a new report."""
        number = self._connection.execute(
            text(
                "INSERT INTO traced (report, day, revision)"
                " SELECT report, :day, revision FROM extractions WHERE report = :report RETURNING number"
            ),
            {"day": order[0], "report": order[1]},
        ).scalar_one()
        self._fill("fingerprints", ((one, number) for one in sorted(fingerprints)))
        for one in self._common.keys() & set(fingerprints):
            size, first = self._common[one]
            self._common[one] = size + 1, min(first, order)

    def fetch(self, report: str) -> Reading:
        """A report that was added, with its passages."""
        if report not in self._read:
            found = load_extraction(self._connection, report)
            if found is None:
                raise InternalError(f"The traced report {report} has no extraction.")
            self._read[report] = Reading(found.report, found.passages)
        return self._read[report]

    def partners(self, report: str) -> frozenset[str]:
        """The reports with which a report is known to share something."""
        query = (
            "SELECT other AS partner FROM shared_words WHERE one = :report"
            " UNION SELECT one FROM shared_words WHERE other = :report"
        )
        return frozenset(self._connection.execute(text(query), {"report": report}).scalars())

    def keep(self, pair: tuple[str, str], reuses: Sequence[Reuse]) -> None:
        """Keep what two reports share, in place of what was kept; nothing for none."""
        self._connection.execute(
            text(
                "DELETE FROM shared_words"
                " WHERE (one = :one AND other = :other) OR (one = :other AND other = :one)"
            ),
            {"one": pair[0], "other": pair[1]},
        )
        if reuses:
            self._fill("shared_words", [(*pair, msgspec.msgpack.encode(reuses))])

    # -- all at once

    def shared(self) -> list[Reuse]:
        """What any two reports share, pair by pair."""
        decoder = msgspec.msgpack.Decoder(tuple[Reuse, ...])
        query = "SELECT content FROM shared_words ORDER BY one, other"
        kept = self._connection.execute(text(query)).scalars()
        return [one for content in kept for one in decoder.decode(content)]

    def replace(
        self,
        order: Sequence[Order],
        prints: Iterable[tuple[int, int]],
        shared: Mapping[tuple[str, str], Sequence[Reuse]],
    ) -> None:
        """Keep all reports with their fingerprints and what they share, in place of all that was kept.

        Args:
            order: The reports in their order.
            prints: The fingerprints, sorted, each with the place of a report in that order.
            shared: What any two of them share.
        """
        for table in ("traced", "fingerprints", "shared_words"):
            self._connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self._common.clear()
        rows = self._connection.execute(text("SELECT report, revision FROM extractions"))
        revisions = {row.report: row.revision for row in rows}
        self._fill(
            "traced", ((i, report, day, revisions[report]) for i, (day, report) in enumerate(order))
        )
        self._fill("fingerprints", prints)
        pairs = sorted(shared.items())
        self._fill("shared_words", ((*pair, msgspec.msgpack.encode(one)) for pair, one in pairs))

    def sign(self, made_by: str) -> None:
        """Note which program traced the reports."""
        note(self._connection, "traced_by", made_by)

    def _fill(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        for some in _batches(rows):
            marks = ", ".join("?" * len(some[0]))
            self._connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", some)  # noqa: S608


def _listed(values: Iterable[int]) -> str:
    return msgspec.json.encode(list(values)).decode()


def _batches(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
