"""Words by which men stay somewhere or are there no more, and numbers that go on from counted men.

Stands beside `rashomon.stating.counts`. Enters: words of a tree. Leaves: words and spans.
"""

from functools import cache

from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL
from rashomon.stating.lexicon import listed, load_table
from rashomon.stating.roles import after_noun, counted, is_place, spans_of

OTHER_NUMBERS = frozenset({"MONEY", "PERCENT", "DATE", "TIME"})
"""Numbers that count nobody."""


def is_stationed(verb: Node) -> bool:
    """Whether a verb tells where men stay: "stood at the border", "are dug in", "took up positions"."""
    if verb.lemma in _table("stationed") | _table("being"):
        return True
    words = {one.lower for one in verb.all("prt", "advmod")}
    taken = {one.lemma for one in verb.all("dobj")}
    if verb.lemma == "take":
        return "up" in words and bool(taken & _table("stands"))
    return verb.lemma in ("dig", "hole") and bool(words & {"in", "up"})


def also_counted(men: Node) -> list[Node]:
    """The numbers that go on from counted men: 300 and 50 in "800 men in X, 300 in Y and 50 in Z"."""
    found: list[Node] = []
    waiting = [men]
    while waiting:
        one = waiting.pop(0)
        inner = [
            two
            for two in one.all("conj", "appos")
            if two.pos == "NUM" and two.entity not in OTHER_NUMBERS and not two.all("nummod")
        ]
        found.extend(inner)
        waiting.extend(inner)
    return sorted(found, key=lambda one: one.i)


def placed_behind(number: Node) -> tuple[Span, ...]:
    """The places that stand next behind a number, whatever a parse hangs them on."""
    over = next((one for one in number.ancestors() if one.pos in VERBAL), number)
    last = max((one.i for one in after_noun(number, "of")), default=number.i)
    nodes = [one for one in (*number.children, *over.subtree()) if one.dep == "prep"]
    near = [one for one in nodes if one.i == last + 1 and one.lower in _table("inside")]
    objects = [one for prep in near[:1] for one in prep.all("pobj")]
    return spans_of([one for one in objects if is_place(one) or one.pos == "PROPN"])


def have_gone(men: Node) -> bool:
    """Whether a clause says of men that they are there no more: "fighters who had left", "men killed".

    Who is "left in the town" is still there.
    """
    return any(
        one.lemma in _table("gone")
        and (one.tag in ("VBN", "VBD") or any(two.lemma == "have" for two in one.all("aux")))
        and one.child("neg") is None
        and not (one.dep == "acl" and one.lemma == "leave")
        for one in counted(men).all("relcl", "acl")
    )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
