"""How sure statements say they are, and that what is denied stays what it is."""

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Node, Tree
from rashomon.records.reports import Passage
from rashomon.stating.status import status_of

_CASES = [
    ("The army attacked the village.", "attacked", "asserted"),
    ("The army has not attacked the village.", "attacked", "denied"),
    ("The army never attacked the village.", "attacked", "denied"),
    ("Attacks on the village are not rare.", "Attacks", "asserted"),
    ("The army foiled the attack in addition to killing two men.", "killing", "asserted"),
    ("The army foiled the attack in addition to killing two men.", "attack", "denied"),
    ("The army failed to attack the village.", "attack", "denied"),
    ("The army left without attacking the village.", "attacking", "denied"),
    ("No troops attacked the village.", "attacked", "denied"),
    ("The army will attack the village.", "attack", "predicted"),
    ("The army is expected to attack the village.", "attack", "predicted"),
    ("The army is likely to attack the village.", "attack", "predicted"),
    ("We will attack the village.", "attack", "planned"),
    ("The army plans to attack the village.", "attack", "planned"),
    ("The army wants to attack the village.", "attack", "planned"),
    ("The goal is to attack the village.", "attack", "planned"),
    ("The captain, who was to take the village, was ill.", "take", "planned"),
    ("The army was to lose the village within a year.", "lose", "asserted"),
    ("The army threatened to attack the village.", "attack", "threatened"),
    ("The army may attack the village.", "attack", "possible"),
    ("Perhaps the army attacked the village.", "attacked", "possible"),
    ("The village is in danger of falling to the army.", "falling", "possible"),
    ("If the army attacks the village, they will flee.", "attacks", "conditional"),
    ("The army would attack the village if it could.", "attack", "conditional"),
    ("The army reportedly attacked the village.", "attacked", "reported"),
    ("The army is reported to have attacked the village.", "attacked", "reported"),
    ("The army is said to have attacked the village.", "attacked", "reported"),
    ("After attacking the village, the army may attack the town.", "attacking", "asserted"),
    ("The rebels who attacked the village may flee.", "attacked", "asserted"),
    ("Should the army attack the village, they will flee.", "attack", "conditional"),
    ("It is not known who attacked the village.", "attacked", "asserted"),
    ("The ministry has not confirmed the attack on the village.", "attack", "reported"),
    ("The army attacked the village; the ministry has not commented.", "attacked", "asserted"),
    ("Fighters retook the town, only to lose it again.", "lose", "asserted"),
    ("The jets will come if the garrison does not surrender.", "surrender", "conditional"),
    ("The army gave them a week to leave, failing which it would attack.", "attack", "conditional"),
    ("The rebels soon captured the village.", "captured", "asserted"),
    ("The army shelled the village ahead of the talks.", "shelled", "asserted"),
    ("The rebels were unable to take the village.", "take", "denied"),
    ("The rebels have yet to take the village.", "take", "denied"),
    ("The rebels nearly took the village.", "took", "denied"),
    ("Nearly all houses were attacked.", "attacked", "asserted"),
    ("The rebels came close to taking the village.", "taking", "denied"),
    ("The rebels are close to taking the village.", "taking", "predicted"),
    ("The rebels are on the verge of taking the village.", "taking", "predicted"),
    ("The rebels were about to take the village.", "take", "predicted"),
    ("The rebels stopped short of taking the village.", "taking", "denied"),
    ("The rebels were barred from entering the village.", "entering", "denied"),
    ("Shelling kept the rebels from entering the village.", "entering", "denied"),
    ("The general refrained from attacking the village.", "attacking", "denied"),
    ("Instead of attacking the village, the rebels withdrew.", "attacking", "denied"),
    ("Rather than attack the village, the rebels withdrew.", "attack", "denied"),
    ("The army failed to stop the rebels from taking the village.", "taking", "asserted"),
    ("The army could not prevent the rebels from taking the village.", "taking", "asserted"),
    ("Nothing kept the rebels from storming the village.", "storming", "asserted"),
    ("The truce did not stop the army from shelling the village.", "shelling", "asserted"),
    ("The raid on the village was foiled.", "raid", "denied"),
    ("The army called off the raid on the village.", "raid", "denied"),
    ("A raid on the village is planned.", "raid", "planned"),
    ("The raid on the village was planned abroad.", "raid", "asserted"),
    ("A raid on the village is expected.", "raid", "predicted"),
    ("A raid on the village was reported.", "raid", "reported"),
    ("It is untrue that the rebels took the village.", "took", "denied"),
    ("It is unclear whether the rebels took the village.", "took", "possible"),
    ("At no point did the rebels attack the village.", "attack", "denied"),
    ("The rebels may not have taken the village.", "taken", "possible"),
    ("The rebels should have taken the village.", "taken", "denied"),
    ("The rebels must have taken the village.", "taken", "possible"),
    ("The rebels appear to have taken the village.", "taken", "possible"),
]


@pytest.fixture(scope="module")
def trees() -> dict[str, Tree]:
    texts = [text for text, _, _ in _CASES]
    return {
        text: Tree(Passage("p", "r", 0, len(text), text, 0, "body", "en"), parse)
        for text, parse in zip(texts, SpacyParser().parse(texts), strict=True)
    }


def word(tree: Tree, text: str) -> Node:
    return next(node for node in tree if node.text == text)


@pytest.mark.parametrize(("text", "trigger", "status"), _CASES)
def test_the_words_around_an_event_say_how_sure_it_is(
    text: str, trigger: str, status: str, trees: dict[str, Tree]
) -> None:
    assert status_of(word(trees[text], trigger)) == status
