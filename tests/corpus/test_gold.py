"""The sample corpus, read whole, against what a careful reader finds in it."""

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rashomon.records.findings import Findings
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.board import situation
from rashomon.situation.whatif import whatif

GOLD: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "gold.toml").read_text(encoding="utf-8")
)


class Corpus:
    """The findings of the sample corpus, looked up by words."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.names = {one.id: {one.name, *one.aliases} for one in findings.entities}

    def report(self, start: str) -> Report:
        """The report whose name begins so."""
        (found,) = [one for one in self.findings.reports if one.name.startswith(start)]
        return found

    def statements(self, start: str, words: str) -> set[str]:
        """The statements of a report whose quote has the words."""
        report = self.report(start).id
        return {
            one.id
            for one in self.findings.statements
            if one.report == report and folded(words) in folded(one.quote)
        }

    def statement(self, key: str) -> Statement:
        """A statement by id."""
        (found,) = [one for one in self.findings.statements if one.id == key]
        return found

    def named(self, reference: str) -> set[str]:
        """All names of an entity id; words are a name themselves."""
        return {name.casefold() for name in self.names.get(reference, {reference})}

    def is_named(self, reference: str, name: str) -> bool:
        """Whether the entity bears the name."""
        return name.casefold() in self.named(reference)


def folded(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split()).casefold()


@pytest.fixture(scope="session")
def corpus(sample_findings: Findings) -> Corpus:
    return Corpus(sample_findings)


def rows(kind: str, *labels: str) -> Any:
    found = GOLD[kind]
    return pytest.mark.parametrize(
        "row", found, ids=[" ".join(str(row[label]) for label in labels) for row in found]
    )


@rows("report", "name")
def test_a_report_has_its_outlet_day_and_nothing_of_the_page(
    corpus: Corpus, row: dict[str, Any]
) -> None:
    report = corpus.report(row["name"])
    assert report.outlet == row["outlet"]
    assert report.carries == row.get("carries")
    assert report.language == row.get("language", "en")
    assert report.published.basis == row["basis"], report.published
    first, _, last = row["published"].partition("/")
    days = report.published.days
    assert days is not None
    assert date.fromisoformat(first) <= days.first
    assert days.last <= date.fromisoformat(last or first)
    for words in row.get("gone", ()):
        assert words not in report.text


@rows("reuse", "from", "to")
def test_a_passage_taken_from_another_report_is_found(corpus: Corpus, row: dict[str, Any]) -> None:
    source, copy = corpus.report(row["from"]), corpus.report(row["to"])
    found = [
        one
        for one in corpus.findings.reuse
        if (one.from_report, one.to_report) == (source.id, copy.id)
        and one.direction == "known"
        and folded(row["words"]) in folded(copy.text[one.to_span.start : one.to_span.end])
    ]
    assert found
    assert found[0].credited == row["credited"], found[0].why
    if "lost" in row:
        assert row["lost"] in {loss.kind for one in found for loss in one.lost}


@rows("no_reuse", "reports")
def test_reports_that_share_no_words_are_no_copies(corpus: Corpus, row: dict[str, Any]) -> None:
    pair = {corpus.report(name).id for name in row["reports"]}
    assert pair not in [{one.from_report, one.to_report} for one in corpus.findings.reuse]


@rows("chain", "report", "words")
def test_a_statement_has_its_whole_chain(corpus: Corpus, row: dict[str, Any]) -> None:
    found = [corpus.statement(key) for key in corpus.statements(row["report"], row["words"])]
    chains = [[link.name for link in one.attribution] for one in found]
    wanted = [folded(voice) for voice in row["voices"]]
    assert any(
        len(chain) == len(wanted)
        and all(voice in folded(name) for voice, name in zip(wanted, chain, strict=True))
        for chain in chains
    ), chains


@rows("claim", "words")
def test_the_same_thing_said_is_one_claim_with_its_origins(
    corpus: Corpus, row: dict[str, Any]
) -> None:
    wanted = [corpus.statements(*words) for words in row["words"]]
    assert all(wanted)
    found = [
        one.independent
        for one in corpus.findings.claims
        if all(ids & set(one.statements) for ids in wanted)
    ]
    assert row["independent"] in found


def opposed(corpus: Corpus, one: set[str], other: set[str]) -> list[str]:
    return [
        row.field
        for row in corpus.findings.disputes
        for a in row.sides
        for b in row.sides
        if a is not b and set(a.statements) & one and set(b.statements) & other
    ]


@rows("dispute", "field")
def test_accounts_that_clash_are_a_dispute(corpus: Corpus, row: dict[str, Any]) -> None:
    one, other = (corpus.statements(*side) for side in row["sides"])
    assert one
    assert other
    assert row["field"] in opposed(corpus, one, other)


@rows("not_dispute", "words")
def test_figures_of_different_things_are_no_dispute(corpus: Corpus, row: dict[str, Any]) -> None:
    one, other = (corpus.statements(*words) for words in row["words"])
    assert one
    assert other
    assert not opposed(corpus, one, other)


@rows("pact", "parties")
def test_a_pact_has_its_parties_and_every_day_it_is_said_to_be_signed(
    corpus: Corpus, row: dict[str, Any]
) -> None:
    found = [
        one for one in corpus.findings.pacts if same_names(corpus, one.parties, row["parties"])
    ]
    assert len(found) == 1
    signed = {one.days.first.isoformat()[: len(day)] for one in found[0].signed if one.days
              for day in row["signed"]}  # fmt: skip
    assert signed >= set(row["signed"])


def same_names(corpus: Corpus, references: Sequence[str], names: Sequence[str]) -> bool:
    return (
        all(any(corpus.is_named(one, name) for one in references) for name in names)
        and all(any(corpus.is_named(one, name) for name in names) for one in references)
    )  # fmt: skip


@rows("whatif", "event")
def test_an_event_brings_the_obligations_of_the_known_pacts_into_play(
    corpus: Corpus, row: dict[str, Any]
) -> None:
    answers = whatif(corpus.findings, row["event"])
    assert same_names(corpus, [one.party for one in answers], row["parties"]), answers


@rows("situation", "kind", "subject", "valid", "known")
def test_the_board_shows_what_could_be_known(corpus: Corpus, row: dict[str, Any]) -> None:
    board = situation(
        corpus.findings, date.fromisoformat(row["valid"]), date.fromisoformat(row["known"])
    )
    about = [
        one
        for one in board
        if one.kind == row["kind"]
        and any(row["subject"].casefold() in name for name in corpus.named(one.subject))
    ]
    holders = [name for one in about for value in one.value for name in corpus.named(value)]
    if row["holder"]:
        assert any(row["holder"].casefold() in name for name in holders), about
    else:
        assert not holders


@rows("forecast", "report", "words")
def test_a_forecast_is_settled_by_what_was_reported_later(
    corpus: Corpus, row: dict[str, Any]
) -> None:
    wanted = corpus.statements(row["report"], row["words"])
    found = [one for one in corpus.findings.forecasts if one.statement in wanted]
    assert [one.outcome for one in found] == [row["outcome"]], found
