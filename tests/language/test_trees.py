"""What a tree sets right of a parse by the words beside it."""

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.reports import Passage

_PARSER = SpacyParser()


def tree_of(text: str) -> Tree:
    return Tree(Passage("p", "r", 0, len(text), text, 0, "body", "en"), next(_PARSER.parse([text])))


def test_an_army_and_rebels_whom_a_parse_made_one_noun_are_two() -> None:
    tree = tree_of("Clashes between the army and Karen rebels continued.")
    army = next(node for node in tree if node.text == "army")
    rebels = next(node for node in tree if node.text == "rebels")
    assert army.dep == "pobj"
    assert (rebels.dep, rebels.head) == ("conj", army)
    assert rebels in army.children
    assert [one.text for one in rebels.children] == ["Karen"]


def test_a_tree_stays_one_where_nouns_are_parted() -> None:
    tree = tree_of("Clashes between the army and Karen rebels continued.")
    for node in tree:
        assert node.is_root or node in node.head.children
        assert list(node.ancestors())[-1:] in ([], [tree.root])


def test_ministers_of_two_kinds_stay_one_noun() -> None:
    tree = tree_of("The foreign and defence ministers met.")
    ministers = next(node for node in tree if node.text == "ministers")
    assert ministers.dep == "nsubj"


def test_a_name_that_was_taken_for_a_common_noun_is_a_name() -> None:
    tree = tree_of("Ardamata fell on November 4 after a siege.")
    assert next(node for node in tree if node.text == "Ardamata").pos == "PROPN"


def test_those_whom_a_range_counts_are_the_subject_of_the_verb_behind_them() -> None:
    tree = tree_of("The ministry said between 1,500 and 2,000 soldiers are still in the town.")
    soldiers = next(node for node in tree if node.text == "soldiers")
    between = next(node for node in tree if node.text == "between")
    assert (soldiers.dep, soldiers.head.text) == ("nsubj", "are")
    assert (between.dep, between.head.text) == ("quantmod", "1,500")
    for node in tree:
        assert node.is_root or node in node.head.children


def test_a_span_of_years_takes_no_subject_away() -> None:
    tree = tree_of("Relations between 1990 and 2000 were good.")
    assert next(node for node in tree if node.text == "between").dep == "prep"
