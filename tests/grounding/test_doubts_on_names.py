"""Close decisions on who is who come up for a person, clear ones do not."""

from rashomon.grounding.doubts import CLOSE_BITS, doubt_names
from rashomon.grounding.linkage import ACCEPTED_BITS
from rashomon.records.linking import Joining
from rashomon.records.mentions import Entity, Mark, MentionKind, Place
from rashomon.spans import Span


def entity(name: str, *others: str, kind: MentionKind = "person", **joined: float) -> Entity:
    reasons = tuple(
        Joining(one, name, bits, ("the same surname",))
        for one, bits in zip(others, joined.values(), strict=False)
    )
    return Entity(f"en-{name}", name, kind, tuple(sorted((name, *others))), joined=reasons)


def seen(name: str, report: str, country: str) -> tuple[Mark, Mark]:
    town = Place("Marnah", None, None, None, country)
    return (
        Mark(f"mk-{name}", report, Span(0, 5), None, name, "person", entity=f"en-{name}"),
        Mark(f"mk-{name}-{country}", report, Span(9, 12), None, "Marnah", "place", place=town),
    )


def test_a_join_by_little_is_in_doubt_and_one_by_much_is_not() -> None:
    weak = entity("Yusuf Karimi", "Y. Karimi", weak=ACCEPTED_BITS + 1)
    strong = entity("Leila Anbari", "Leyla Anbari", strong=ACCEPTED_BITS + CLOSE_BITS + 1)
    (doubt,) = doubt_names([weak, strong], ())
    assert (doubt.question, doubt.targets) == ("joined", (weak.id,))
    assert (doubt.left, doubt.right, doubt.margin_bits) == ("Y. Karimi", "Yusuf Karimi", 1.0)
    assert (doubt.if_wrong, doubt.away) == ("split", ("Y. Karimi",))


def test_a_name_that_the_registry_joins_is_in_no_doubt() -> None:
    told = Joining("IRGC", "Guard Corps", None, ("the registry of actors has it",))
    known = Entity("en-1", "Guard Corps", "organization", ("Guard Corps", "IRGC"), joined=(told,))
    assert doubt_names([known], ()) == ()


def test_names_that_nearly_were_one_are_in_doubt() -> None:
    one, other = entity("Karimi"), entity("Yusuf Karimi")
    marks = [*seen("Karimi", "rp-1", "IR"), *seen("Yusuf Karimi", "rp-2", "SY")]
    found = doubt_names([one, other], marks)
    assert all(doubt.question == "apart" and doubt.if_wrong == "merge" for doubt in found)
    near = [doubt for doubt in found if set(doubt.targets) == {one.id, other.id}]
    together = doubt_names(
        [one, other], [*seen("Karimi", "rp-1", "IR"), *seen("Yusuf Karimi", "rp-1", "IR")]
    )
    assert together[0].weight_bits > max((doubt.weight_bits for doubt in near), default=0.0)


def test_names_of_different_people_are_in_no_doubt() -> None:
    assert doubt_names([entity("Yusuf Karimi"), entity("Leila Karimi")], ()) == ()
    assert doubt_names([entity("Hassan Omar"), entity("Leila Karimi")], ()) == ()


def test_the_order_of_the_entities_does_not_matter() -> None:
    some = [entity("Karimi"), entity("Yusuf Karimi"), entity("Y. Karimi")]
    assert doubt_names(some, ()) == doubt_names(some[::-1], ())
