"""Close decisions on claims and origins come up for a person, clear ones do not."""

from datetime import timedelta

from test_claims_origins_disputes import ENTITIES, MONDAY, TWO, said_by, seized, settle

from rashomon.claiming import claim
from rashomon.claiming.doubts import CLOSE_BITS, doubt_claims
from rashomon.instants import Days
from rashomon.records.claims import Claim
from rashomon.records.corrections import Anchor, Correction, Doubt, Rulings, Target
from rashomon.records.statements import Statement


def found(*statements: Statement) -> tuple[tuple[Claim, ...], tuple[Doubt, ...]]:
    claims, _ = settle(TWO, list(statements))
    return claims, doubt_claims(TWO, statements, ENTITIES, claims)


def confirmed(*origins: tuple[str, ...]) -> Rulings:
    targets = tuple(
        Target("origin", "or-1", "", tuple(Anchor(one) for one in statements))
        for statements in origins
    )
    return Rulings((Correction(1, "co-1", "2026-01-01T00:00:00Z", "ann", "confirm", targets),))


def test_claims_that_a_little_more_would_have_joined_are_in_doubt() -> None:
    week = Days(MONDAY.first, MONDAY.first + timedelta(days=6))
    stormed = seized("b", quote="it was stormed", trigger="stormed", actors=(), days=week)
    claims, (doubt,) = found(seized("a"), stormed)
    assert len(claims) == 2
    assert (doubt.question, doubt.kind, doubt.if_wrong) == ("apart", "claim", "merge")
    assert set(doubt.targets) == {one.id for one in claims}
    assert -CLOSE_BITS <= doubt.margin_bits < 0
    by_id = {one.id: one for one in claims}
    quotes = ("Northern Front fighters seized Ostrava Ridge", "it was stormed")
    assert {doubt.left, doubt.right} == set(quotes)
    assert all(one in by_id for one in doubt.claims)


def test_the_same_words_and_two_different_events_are_in_no_doubt() -> None:
    assert found(seized("a"), seized("b"))[1] == ()
    other = seized("b", quote="Ilse Korvin spoke", trigger="spoke", type="CONSULT", days=None,
                   actors=("Ilse Korvin",), places=())  # fmt: skip
    assert found(seized("a"), other)[1] == ()


def test_two_unnamed_sources_who_may_be_one_are_in_doubt_until_a_person_says_so() -> None:
    heard = (said_by("residents", "anonymous"),)
    said = [seized("a", attribution=heard), seized("b", attribution=heard)]
    (one,), (doubt,) = found(*said)
    assert (doubt.question, doubt.kind, doubt.if_wrong) == ("origin", "origin", "merge")
    assert set(doubt.targets) == {origin.id for origin in one.origins}
    rulings = confirmed(*(origin.statements for origin in one.origins))
    claims, _ = claim(TWO, said, ENTITIES, (), rulings)
    assert claims[0].doubts == () and claims[0].independent_low is None
    assert doubt_claims(TWO, said, ENTITIES, claims) == ()
    assert all("by a person's word" in origin.why for origin in claims[0].origins)


def test_an_origin_that_only_likely_is_one_can_be_parted() -> None:
    heard = (said_by("a doctor at the old mill", "anonymous"),)
    (one,), (doubt,) = found(seized("a", attribution=heard), seized("b", attribution=heard))
    assert one.independent == 1
    assert (doubt.question, doubt.if_wrong) == ("joined", "split")
    assert set(doubt.away) < set(one.statements)
