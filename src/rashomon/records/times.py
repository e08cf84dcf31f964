"""Expressions of time as a report words them, before anybody knows its day of publication."""

from typing import Literal

from msgspec import Struct

from rashomon.spans import Span


class TimeExpression(Struct, frozen=True):
    """Words that mean a time, and how to turn them into days once an anchor is known.

    ``form`` names the kind of expression and ``parts`` its fields, in the terms of
    `rashomon.grounding.times`. ``tense`` is that of the clause it stands in; None where it has none.
    """

    span: Span
    text: str
    form: str
    parts: dict[str, int | str]
    tense: Literal["past", "present", "future"] | None = None
