"""What the OpenAPI document says of answers: schemas of the public export, problems, examples."""

from typing import Any

import msgspec
from msgspec import inspect

from rashomon.exporting.jsonl import load_schema
from rashomon.server.problems import PROBLEM_TYPE, TITLES

Schema = dict[str, Any]

PROBLEM: Schema = {
    "type": "object",
    "description": "A problem document (RFC 9457); the codes are those of the command line.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {
            "type": "string",
            "description": "Stable; the same in the command line and Python.",
        },
        "field": {"type": "string", "description": "The part of the request that was wrong."},
    },
    "required": ["type", "title", "status", "detail", "code"],
    "example": {
        "type": "urn:rashomon:problem:bad-filter",
        "title": TITLES[422],
        "status": 422,
        "detail": "asof: write a day such as 2015-06-03.",
        "code": "bad-filter",
        "field": "asof",
    },
}

_ALWAYS = (401, 413, 421, 422, 429, 503, 507)
"""What any question may be answered with: not entered, badly asked, too often, no ledger."""


def answers(schema: Schema, *more: int, example: Any = None, status: int = 200) -> Any:
    """The ``responses`` of an operation: its answer, and the problems that there may be."""
    content: Schema = {"schema": schema}
    if example is not None:
        content["example"] = example
    return {
        status: {"description": "The answer.", "content": {"application/json": content}},
        **problems(*more),
    }


def problems(*more: int) -> Any:
    """The problems that any question may be answered with, and some more."""
    return {
        one: {
            "description": TITLES[one],
            "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}},
        }
        for one in sorted({*_ALWAYS, *more})
    }


def paged(row: Schema) -> Schema:
    """The schema of one page of rows."""
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": row},
            "total": {"type": "integer", "description": "How many rows there are in all."},
            "next": {"type": ["string", "null"], "description": "Cursor of the next page."},
            "asof": {"type": ["string", "null"], "format": "date"},
            "corpus": {"type": "string", "description": "Hash of the inputs that were read."},
        },
        "required": ["items", "total", "next", "asof", "corpus"],
    }


def named(name: str) -> Schema:
    """A schema of the public export: ``named("claims")`` is a row of ``claims.jsonl``."""
    return {"$ref": f"#/components/schemas/{name}"}


def components() -> Schema:
    """All schemas that are referred to by name."""
    found: Schema = {
        name: _moved(schema) for name, schema in load_schema()["$defs"].items() if name != "export"
    }
    return {**found, "problem": PROBLEM}


def schema_of(kind: Any) -> Schema:
    """The schema of what `rashomon.exporting.jsonl.plain` makes of a type of record or view."""
    return _schema(inspect.type_info(kind))


def _schema(info: inspect.Type) -> Schema:  # noqa: PLR0911 - a case a kind of type
    match info:
        case inspect.StructType(cls=cls) if cls.__name__ == "Days":
            return named("days")
        case inspect.StructType(fields=fields):
            return {
                "type": "object",
                "properties": {one.name: _schema(one.type) for one in fields},
                "required": [one.name for one in fields],
            }
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            return {"type": "array", "items": _schema(item)}
        case inspect.UnionType(types=types):
            return {"anyOf": [_schema(one) for one in types]}
        case inspect.LiteralType(values=values):
            return {"enum": list(values)}
        case inspect.DictType():
            return {"type": "object"}
        case inspect.AnyType():
            return {}
    simple: dict[type[inspect.Type], Schema] = {
        inspect.StrType: {"type": "string"},
        inspect.IntType: {"type": "integer"},
        inspect.FloatType: {"type": "number"},
        inspect.BoolType: {"type": "boolean"},
        inspect.NoneType: {"type": "null"},
        inspect.DateType: {"type": "string", "format": "date"},
    }
    return simple[type(info)]


def _moved(schema: Any) -> Any:
    """A schema with its references into the components of an OpenAPI document."""
    text = msgspec.json.encode(schema).replace(b"#/$defs/", b"#/components/schemas/")
    return msgspec.json.decode(text)
