"""The list that the workbench is built around: questions that reports answer differently, and claims.

Enters: findings with look-ups. Leaves: entries. A dispute is one entry, with its accounts; a claim that
stands in no dispute is another. So nothing is listed twice and the tallies add up.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from rashomon.records.claims import Claim, Dispute, Origin, Side
from rashomon.records.statements import Statement
from rashomon.views.cells import (
    Pips,
    Role,
    When,
    count_pips,
    kind_words,
    on_whose_word,
    outlet_of,
    published_when,
    report_order,
    role_of,
    role_of_dispute,
    value_short,
)
from rashomon.views.reasons import OF_ONE_ORIGIN, reason_words
from rashomon.views.shelves import Shelves
from rashomon.views.wording import even_quotes, listing

LONGEST_VALUE = 110
"""Code points of an account's value that a row shows; the words themselves are a click away."""


class Account(Struct, frozen=True):
    """One account of a question: its value, on whose word, when first told, by how many origins.

    ``statement`` is the earliest that gives it.
    """

    value: str
    remark: str
    first: When
    pips: Pips
    statement: str


class Entry(Struct, frozen=True):
    """One row of the list: a question with its accounts, or a claim.

    ``reason`` says why the accounts clash; ``statement`` is the earliest one; ``outlets`` are those that
    carry it.
    """

    id: str
    is_question: bool
    text: str
    role: Role
    kind: str
    type: str
    places: tuple[str, ...]
    pips: Pips
    first: When
    last: When
    outlets: tuple[str, ...]
    statement: str
    origin_names: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    reason: str = ""


def question_entry(dispute: Dispute, shelves: Shelves) -> Entry | None:
    """The entry of a dispute; None where none of its statements is known."""
    told = in_order((one for side in dispute.sides for one in side.statements), shelves)
    if not told:
        return None
    role = role_of_dispute(dispute)
    found = (_account(side, role, shelves) for side in dispute.sides)
    accounts = tuple(one for one in found if one is not None)
    origins = distinct_origins((side_origins(side, shelves) for side in dispute.sides), shelves)
    first = [_outlets(in_order(side.statements, shelves)[:1], shelves) for side in dispute.sides]
    return Entry(
        id=dispute.id,
        is_question=True,
        text=question_text(dispute),
        role=role,
        **_common(told, shelves),
        pips=count_pips(role, origins, shelves, 1 if dispute.cause in OF_ONE_ORIGIN else None),
        origin_names=_names(origins),
        outlets=_outlets(told, shelves),
        accounts=tuple(sorted(accounts, key=lambda one: (-one.pips.origins, one.first.iso))),
        reason=reason_words(dispute, tuple(dict.fromkeys(one for some in first for one in some))),
    )


def claim_entry(claim: Claim, shelves: Shelves) -> Entry | None:
    """The entry of a claim; None where none of its statements is known."""
    told = in_order(claim.statements, shelves)
    if not told:
        return None
    # A denial that nobody contradicts is one account like any other.
    status = claim.status if claim.status != "denied" else _by_origins(claim)
    role = role_of(status)
    return Entry(
        id=claim.id,
        is_question=False,
        text=claim.text,
        role=role,
        **_common(told, shelves),
        pips=_claim_pips(claim, role, shelves),
        origin_names=_names(claim.origins),
        outlets=_outlets(told, shelves),
        reason="It is denied; no report here says that it is so."
        if claim.status == "denied"
        else "",
    )


def _claim_pips(claim: Claim, role: Role, shelves: Shelves) -> Pips:
    """The pips of a claim; origins that may be one with another are half filled."""
    pips = count_pips(role, claim.origins, shelves, claim.independent)
    if claim.independent_low is None:
        return pips
    return replace(pips, doubtful=claim.independent - claim.independent_low)


def _names(origins: Iterable[Origin]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name.casefold() for one in origins if one.name))


def _by_origins(claim: Claim) -> str:
    return "corroborated" if claim.independent > 1 else "single"


def _common(told: Sequence[Statement], shelves: Shelves) -> dict[str, Any]:
    """What questions and claims have alike: kind, places, first and last seen."""
    kind = _most_given([one.type for one in told if one.type is not None])[:1]
    known = _most_given([shelves.name(place) for one in told for place in one.places])[:2]
    ends = [shelves.reports[one.report] for one in (told[0], _last(told, shelves))]
    return {
        "kind": kind_words(kind[0] if kind else None),
        "type": kind[0] if kind else "",
        "places": tuple(known),
        "first": published_when(ends[0].published),
        "last": published_when(ends[1].published),
        "statement": told[0].id,
    }


def _most_given(words: Sequence[str]) -> list[str]:
    """Words, those that stand most often first; a hundred thousand times one word, so quickly."""
    if len(words) < 2:
        return list(words)
    counts = Counter(words)
    return sorted(counts, key=lambda one: (-counts[one], one))


def _last(told: Sequence[Statement], shelves: Shelves) -> Statement:
    """The latest statement whose report has a day, if one has."""
    dated = [one for one in told if shelves.reports[one.report].published.days is not None]
    return (dated or list(told))[-1]


def _outlets(told: Iterable[Statement], shelves: Shelves) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet_of(shelves.reports[one.report]) for one in told))


def _account(side: Side, role: Role, shelves: Shelves) -> Account | None:
    told = in_order(side.statements, shelves)
    if not told:
        return None
    first = told[0]
    report = shelves.reports[first.report]
    outlets = _outlets(told, shelves)
    more = f" and {len(outlets) - 1} more" if len(outlets) > 1 else ""
    return Account(
        value=shorten_value(side.value),
        remark=f"{outlet_of(report)}{more}, {on_whose_word(first, report)}",
        first=published_when(report.published),
        pips=count_pips(role, side_origins(side, shelves), shelves, side.independent),
        statement=first.id,
    )


def shorten_value(value: str) -> str:
    """An account's value as a row shows it."""
    words = even_quotes(value_short(" ".join(value.split())))
    if len(words) > LONGEST_VALUE:
        words = words[:LONGEST_VALUE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return words[:1].upper() + words[1:]


def side_origins(side: Side, shelves: Shelves) -> tuple[Origin, ...]:
    """The origins of an account; those of its claims where the account names none."""
    if side.origins:
        return side.origins
    found = [shelves.claims[one] for one in side.claims if one in shelves.claims]
    return tuple(origin for claim in found for origin in claim.origins)


def distinct_origins(sides: Iterable[Sequence[Origin]], shelves: Shelves) -> list[Origin]:
    """The origins of several accounts, those of one name counted once, unnamed ones once a report."""
    found: dict[tuple[str, str], Origin] = {}
    for origins in sides:
        for one in origins:
            first = next(iter(in_order(one.statements, shelves)), None)
            where = first.report if first is not None and is_unnamed(first) else ""
            found.setdefault((one.name.casefold(), where), one)
    return list(found.values())


def is_unnamed(one: Statement) -> bool:
    """Whether a statement rests on somebody whom its report does not name."""
    return bool(one.attribution) and one.attribution[0].kind == "anonymous"


def question_text(dispute: Dispute) -> str:
    """The question that a dispute leaves open, without its answers: they stand beside it."""
    question = dispute.question or dispute.about
    return question if question.endswith("?") else f"{question}?"


def in_order(statements: Iterable[str], shelves: Shelves) -> list[Statement]:
    """The known statements, those of the earliest report first; undated reports come last."""
    every = shelves.statements
    known = {one: every[one] for one in statements if one in every}
    if len(known) < 2:
        return list(known.values())
    return sorted(
        known.values(),
        key=lambda one: (report_order(shelves.reports[one.report]), one.span.start, one.id),
    )


def outlets_words(outlets: Sequence[str]) -> str:
    """Who carries it, in a few words."""
    return listing(list(outlets[:3])) if len(outlets) < 4 else f"{len(outlets)} publishers"
