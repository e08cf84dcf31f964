"""Whether who is said to do something is the one who says so: "the army said that it would leave".

Stands beside `rashomon.stating.acts`. Enters: the subject of what is said and who says it. Leaves:
whether they may be one, so that what he says of himself is a plan, and of others a forecast.
"""

from rashomon.language.trees import Node
from rashomon.stating.lexicon import people, word_set
from rashomon.stating.roles import counted

_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it"})
_MANY = frozenset({"they", "them"})


def may_be_speaker(subject: Node, speaker: Node | None) -> bool:
    """Whether a pronoun may go back to whoever speaks; several are not one."""
    if subject.lower not in _PRONOUNS:
        return False
    return subject.lower not in _MANY or speaker is None or not _is_one_person(speaker)


def _is_one_person(noun: Node) -> bool:
    inner = counted(noun)
    if inner.tag not in ("NN", "NNP") or inner is not noun or noun.child("conj") is not None:
        return False
    if inner.entity == "PERSON":
        return True
    single = any(one.lower in ("a", "an", "one") for one in noun.all("det", "nummod"))
    return single and inner.lemma in people() and inner.lemma not in word_set("under_arms")
