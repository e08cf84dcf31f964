"""What an export says of itself: of which inputs it was made, by what, and as known when."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec import Struct

from rashomon.records.findings import Findings, FindingsLike
from rashomon.version import __version__


class Making(Struct, frozen=True):
    """How an export came about.

    ``corpus`` is the hash of the inputs that were read, ``asof`` the day of knowledge (None: all that is
    known), ``made_by`` the programs and models with their versions.
    """

    corpus: str
    asof: date | None
    made_by: Mapping[str, str]


def making_of(
    findings: Findings, made_by: Mapping[str, str] | None = None, asof: date | None = None
) -> Making:
    """How an export of these findings comes about."""
    return Making(corpus_digest(findings), asof, {"rashomon": __version__, **(made_by or {})})


def making_row(making: Making) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "corpus": making.corpus,
        "asof": None if making.asof is None else making.asof.isoformat(),
        "made_by": dict(making.made_by),
    }


def corpus_digest(findings: FindingsLike) -> str:
    """A hash of the corpus: the same inputs give the same 64 hexadecimal digits."""
    digest = sha256()
    for raw in sorted({one.raw_sha256 for one in findings.reports}):
        digest.update(raw.encode() + b"\n")
    return digest.hexdigest()
