"""Who signs, by the order of words, whatever a parse makes of a long list."""

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.reports import Passage
from rashomon.spans import cut
from rashomon.stating.rosters import is_witnessing, list_partners, list_signers
from rashomon.stating.terms import pact_words


def signers(sentence: str, parser: SpacyParser) -> list[tuple[str, str | None]]:
    """Who signs in a sentence and for whom, of its first verb of signing, then with whom."""
    tree, verb = parsed(sentence, parser)
    found = [*list_signers(tree, verb), *list_partners(tree, verb)]
    return [
        (cut(sentence, one.name), None if one.power is None else cut(sentence, one.power))
        for one in found
    ]


def parsed(sentence, parser):
    (parse,) = parser.parse([sentence])
    tree = Tree(Passage("p", "r", 0, len(sentence), sentence, 0, "body", "en"), parse)
    verbs = [one for one in tree if one.lemma in pact_words("sign") and one.pos == "VERB"]
    return tree, verbs[0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Gabon, the Republic of Congo, Chad and Benin signed the accord on Friday.",
            [("Gabon", None), ("Republic of Congo", None), ("Chad", None), ("Benin", None)],
        ),
        (
            "Bosnia and Herzegovina, Croatia and Slovenia signed the accord.",
            [("Bosnia and Herzegovina", None), ("Croatia", None), ("Slovenia", None)],
        ),
        (
            "The accord was signed in May by the leaders of three parties: the Party for Peace,"
            " the Union of Workers and the Northern Front.",
            [("Party for Peace", None), ("Union of Workers", None), ("Northern Front", None)],
        ),
        (
            "Ali Osman for the government in Khartoum and John Malek for the Southern Front signed"
            " the accord.",
            [("Ali Osman", "Khartoum"), ("John Malek", "Southern Front")],
        ),
        (
            "Anna Moser signed for the OSCE, Leon Kovac for Ukraine and Ivan Petrov for Russia.",
            [("Anna Moser", "OSCE"), ("Leon Kovac", "Ukraine"), ("Ivan Petrov", "Russia")],
        ),
        (
            "The president of Chad, Idriss Deby, and Paul Biya, the president of Cameroon, signed the"
            " accord.",
            [("Idriss Deby", "Chad"), ("Paul Biya", "Cameroon")],
        ),
        (
            "Officials said that Peru and Chile signed the accord.",
            [("Peru", None), ("Chile", None)],
        ),
        (
            "Ghana signed the accord with Togo, Benin and Niger.",
            [("Ghana", None), ("Togo", None), ("Benin", None), ("Niger", None)],
        ),
        (
            "Togo and Benin signed the accord with Ghana and Mali as guarantors.",
            [("Togo", None), ("Benin", None)],
        ),
    ],
)
def test_a_list_is_read_as_it_stands(sentence, expected, parser):
    assert signers(sentence, parser) == expected


def test_a_passive_without_a_doer_has_nobody_who_signs(parser):
    assert signers("The treaty between Peru and Chile was signed in Lima.", parser) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The presidents of Ghana and Togo signed as witnesses.", True),
        ("The presidents of Ghana and Togo signed the accord as a sign of peace.", False),
    ],
)
def test_who_signs_as_a_witness_is_no_party(sentence, expected, parser):
    assert is_witnessing(*parsed(sentence, parser)) is expected
