"""What is quoted under a heading: enough of the report's words to be understood."""

import msgspec

from rashomon.spans import Span
from rashomon.views.citing import Citations
from rashomon.views.vouching import Voucher
from stories import Story

LINE = "The shelling went on. The mayor of Tolna called it dead in 1989, and nobody objected. Rain fell."


def told(quote: str, text: str) -> tuple[Citations, Voucher, str]:
    """One statement with this quote in a report of this text."""
    story = Story().report("one.txt", "2014-05-10", outlet="First Paper")
    story.say(quote, "REJECT", quote.rsplit(maxsplit=1)[-1])
    findings = story.findings()
    at = text.index(quote)
    findings = msgspec.structs.replace(
        findings,
        reports=tuple(msgspec.structs.replace(one, text=text) for one in findings.reports),
        statements=tuple(
            msgspec.structs.replace(one, span=Span(at, at + len(quote)))
            for one in findings.statements
        ),
    )
    cited = Citations(findings)
    return cited, Voucher(findings, cited), findings.statements[0].id


def test_words_that_say_little_by_themselves_are_quoted_with_their_sentence() -> None:
    cited, voucher, name = told("it dead", f"A headline\n{LINE}\nAnother line.")
    sentence = "The mayor of Tolna called it dead in 1989, and nobody objected."
    assert cited.words(name) == sentence
    assert f"“{sentence}”" in cited.cite(name)
    assert {"mayor", "tolna", "1989"} <= voucher.words([cited.statements[name]])


def test_words_that_read_as_a_sentence_are_quoted_alone() -> None:
    quote = "The mayor of Tolna called it dead in 1989"
    cited, _, name = told(quote, LINE)
    assert cited.words(name) == quote


def test_a_sentence_too_long_to_be_quoted_leaves_the_words_alone() -> None:
    cited, _, name = told("it dead", f"He called it dead {'and more of it ' * 40}at last.")
    assert cited.words(name) == "it dead"
