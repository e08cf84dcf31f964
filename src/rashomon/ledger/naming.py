"""Records by the records that they name, and the part of a ledger that lies around one record.

What one question needs of a large ledger is little: it is found here without loading the rest.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection, text

from rashomon.ledger.codec import FIELDS, decode, record_id
from rashomon.records.claims import Claim
from rashomon.records.findings import Findings

_KINDS = {
    "rp": "report", "ps": "passage", "mk": "mark", "st": "statement", "en": "entity", "ru": "reuse",
    "cl": "claim", "di": "dispute", "pa": "pact", "fc": "forecast",
}  # fmt: skip
"""The kind that the first letters of an id tell."""

_LOOKED_UP = {
    "passage": ("rp",),
    "mark": ("en",),
    "statement": ("rp", "ps", "en"),
    "reuse": ("rp",),
    "claim": ("st",),
    "dispute": ("cl",),
}
"""By what records of a kind are looked up; what else they name is found in themselves."""

_ID = re.compile(r'"((?:' + "|".join(_KINDS) + r')-[0-9a-f]{16})"')


def ids_in(payload: str) -> set[str]:
    """The ids of records that stand in a record, its own among them.

    Words of a report may look like an id; whatever they lead to is only looked at for nothing.
    """
    return set(_ID.findall(payload))


def looked_up_by(kind: str, payload: str) -> list[str]:
    """The ids by which a record is looked up, sorted."""
    wanted = _LOOKED_UP.get(kind, ())
    return sorted(one for one in ids_in(payload) if one[:2] in wanted) if wanted else []


def looked_up_by_json(kind: str, payload: str) -> str:
    """The same for use in SQL."""
    return msgspec.json.encode(looked_up_by(kind, payload)).decode()


def find_naming(connection: Connection, named: Iterable[str], kinds: Iterable[str]) -> set[str]:
    """The ids of records of some kinds that name one of some records."""
    rows = connection.execute(
        text(
            "SELECT DISTINCT record FROM naming WHERE named IN (SELECT value FROM json_each(:named))"
            " AND kind IN (SELECT value FROM json_each(:kinds))"
        ),
        {"named": _listed(named), "kinds": _listed(kinds)},
    )
    return set(rows.scalars())


def load_around(connection: Connection, record: str) -> Findings:
    """What of the findings has to do with one record: what it rests on, and who rests on it directly.

    Those are the records that name it (of an entity the marks, for statements of a state are too many),
    and all that any of these name, on and on; with the passages of every report that is among them.

    Args:
        connection: To the ledger.
        record: The id of a record of any kind but a reject.
    """
    payloads: dict[str, str] = {}
    kinds = ("mark",) if record[:2] == "en" else tuple(_LOOKED_UP)
    _follow(connection, {record, *find_naming(connection, [record], kinds)}, payloads)
    if record[:2] == "st":  # what is disputed is the claim that it is part of
        claims = [one for one in payloads if one[:2] == "cl"]
        _follow(connection, find_naming(connection, claims, ("dispute",)), payloads)
    reports = [one for one in payloads if one[:2] == "rp"]
    _follow(connection, find_naming(connection, reports, ("passage",)), payloads)
    return _decoded(payloads)


def load_about(
    connection: Connection, entity: str, telling: Mapping[str, Iterable[str]] | None = None
) -> Findings:
    """What of the findings is said of one entity: the statements that name it, and what these rest on.

    Those are their reports without the passages, and the entities that they name. The claims that hold
    them are left out, since one may hold ten thousand others; see `load_claims_of`.

    Args:
        connection: To the ledger.
        entity: Its id.
        telling: By field, values of which a statement has to have one to be among them.
    """
    statements = find_naming(connection, [entity], ("statement",))
    payloads = _fetch(connection, statements)
    if telling is not None:
        # As it stands in a record; in the words of a report, quotation marks are escaped.
        has = [f'"{field}":"{value}"' for field, values in telling.items() for value in values]
        payloads = {
            one: text for one, text in payloads.items() if any(part in text for part in has)
        }
    named = {one for payload in payloads.values() for one in ids_in(payload)}
    _follow(connection, {entity, *(one for one in named if one[:2] in ("rp", "en"))}, payloads)
    return _decoded(payloads)


def load_claims_of(connection: Connection, statements: Iterable[str]) -> tuple[Claim, ...]:
    """The claims that hold some statements, sorted by id."""
    found = _fetch(connection, find_naming(connection, statements, ("claim",)))
    return _decoded(found).claims


def entities_named(connection: Connection, name: str) -> list[str]:
    """The ids of the entities that go by a name, whatever its case."""
    query = (
        "SELECT current.record FROM current JOIN entries ON entries.seq = current.seq"
        " WHERE current.kind = 'entity' AND (current.record = :name"
        # Words are looked for faster than a record is taken apart.
        "  OR (instr(payload, :quoted) AND json_extract(entries.payload, '$.name') = :name)"
        "  OR (instr(lower(payload), :lowered)"
        "   AND lower(json_extract(entries.payload, '$.name')) = :folded))"
        " ORDER BY current.record"
    )
    folded = name.lower()
    quoted, lowered = (msgspec.json.encode(one).decode() for one in (name, folded))
    asked = {"name": name, "folded": folded, "quoted": quoted, "lowered": lowered.lower()}
    return list(connection.execute(text(query), asked).scalars())


def _follow(connection: Connection, wanted: set[str], payloads: dict[str, str]) -> None:
    """Fetch records, and all that they name, on and on."""
    while wanted:
        found = _fetch(connection, wanted)
        payloads |= found
        named = {one for payload in found.values() for one in ids_in(payload)}
        wanted = named - payloads.keys() - wanted


def fetch_payloads(connection: Connection, kind: str, records: Iterable[str]) -> dict[str, str]:
    """The records of one kind with some ids, as they are kept; those that hold none are left out."""
    rows = connection.exec_driver_sql(
        # A cross join keeps this order: from the few that are asked for to what holds.
        "SELECT current.record, entries.payload FROM json_each(?) AS one"
        " CROSS JOIN current ON current.kind = ? AND current.record = one.value"
        " CROSS JOIN entries ON entries.seq = current.seq",
        (_listed(records), kind),
    )
    return {row.record: row.payload for row in rows}


def _fetch(connection: Connection, records: Iterable[str]) -> dict[str, str]:
    by_kind = defaultdict(list)
    for one in records:
        by_kind[_KINDS[one[:2]]].append(one)
    found: dict[str, str] = {}
    for kind, some in sorted(by_kind.items()):
        found |= fetch_payloads(connection, kind, some)
    return found


def _decoded(payloads: dict[str, str]) -> Findings:
    by_kind = defaultdict(list)
    for one in sorted(payloads):
        kind = _KINDS[one[:2]]
        by_kind[kind].append(decode(kind, payloads[one]))
    return Findings(
        **{field: tuple(sorted(by_kind[kind], key=record_id)) for kind, field in FIELDS.items()}
    )


def _listed(values: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(values)).decode()
