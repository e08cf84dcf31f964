"""The parser gives offsets that re-read, one tree a passage, and the same in any company."""

import subprocess
import sys

from rashomon.ids import content_id
from rashomon.language.parser import SpacyParser, straightened
from rashomon.language.trees import Tree, span_of
from rashomon.records.reports import Passage

SENTENCES = (
    "The army’s 4th Division left the town, Brig. Gen. Samer Nadim told reporters.",
    "“We go. They stay.” That was all the envoy said",
    "Some 30\u00a0lorries — most of them empty — crossed at dawn.",
    "",
    "   ",
    "🙂 is how the message ended.",
)


def test_the_name_is_that_of_the_model_and_loads_nothing() -> None:
    script = (
        "import sys; from rashomon.language.parser import SpacyParser as P, _load;"
        "name = P().name; print('spacy' in sys.modules); meta = _load().meta;"
        "print(name == f\"spacy/{meta['lang']}_{meta['name']}-{meta['version']}\")"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_tokens_stand_where_they_say(parser: SpacyParser) -> None:
    for text, parse in zip(SENTENCES, parser.parse(SENTENCES), strict=True):
        for token in parse.tokens:
            assert straightened(text)[token.start : token.end] == token.text


def test_a_passage_is_one_tree_however_many_points_it_has(parser: SpacyParser) -> None:
    for parse in parser.parse(SENTENCES):
        roots = [i for i, token in enumerate(parse.tokens) if token.head == i]
        assert len(roots) == (1 if parse.tokens else 0)


def test_a_parse_does_not_depend_on_what_is_parsed_beside_it(parser: SpacyParser) -> None:
    together = list(parser.parse(SENTENCES * 30))
    alone = [next(iter(parser.parse([text]))) for text in SENTENCES]
    assert together[: len(SENTENCES)] == alone
    assert together[-len(SENTENCES) :] == alone


def test_straightening_changes_no_offset() -> None:
    assert all(len(straightened(text)) == len(text) for text in SENTENCES)


def test_a_tree_has_the_offsets_of_the_report(parser: SpacyParser) -> None:
    text = "Headline\n\n" + SENTENCES[0]
    start = len("Headline\n\n")
    passage = Passage(
        content_id("ps", text), "rp-0", start, len(text), text[start:], 1, "body", "en"
    )
    (parse,) = parser.parse([passage.text])
    tree = Tree(passage, parse)
    assert all(text[node.start : node.end] == node.text for node in tree)
    root = tree.root
    assert root is not None
    assert span_of(root.subtree()).end == len(text)
    assert [node.text for node in tree.within(root.span)] == [root.text]


def test_single_quotes_around_words_are_read_as_quotes_and_apostrophes_are_left() -> None:
    text = "He said ‘it wasn’t the Saudis’ plan,’ and the Saudis’ envoy agreed."
    plain = straightened(text)
    assert len(plain) == len(text)
    assert plain == "He said \"it wasn't the Saudis' plan,\" and the Saudis' envoy agreed."
