"""Claims, the origins behind them, and disputes."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.claiming import claim
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute
from rashomon.records.mentions import Entity, Place, Quantity, Time
from rashomon.records.reports import Published, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Clause, Cue, Source, Statement, Trigger
from rashomon.spans import Span

MONDAY = Days(date(2014, 3, 3), date(2014, 3, 3))
FRIDAY = Days(date(2014, 3, 7), date(2014, 3, 7))


def entity(name: str, kind: Any = "group", **more: Any) -> Entity:
    return Entity(name, name, kind, (name,), **more)


ENTITIES = (
    entity("the old mill", "place"),
    entity("Northern Front"),
    entity("Army of Veldia"),
    entity("Veldia", "place", place=Place("Veldia", 40, 20, None, "VD", 300)),
    entity("Ostrava Ridge", "place", place=Place("Ostrava Ridge", 40, 20, None, "VD", 5)),
    entity("Marn", "place", place=Place("Marn", 41, 21, None, "VD", 5)),
    entity("Ilse Korvin", "person"),
    entity("River Guard", part_of="Army of Veldia"),
    entity("civilians", "other"),
)


def report(name: str, outlet: str | None = None, **more: Any) -> Report:
    return Report(
        id=name,
        name=name,
        url=None,
        media_type="text/plain",
        outlet=outlet,
        carries=more.get("carries"),
        title=None,
        author=None,
        language="en",
        published=Published(more.get("days", MONDAY), "stated", ""),
        read_at=date(2026, 1, 1),
        raw_sha256="0" * 64,
        text=more.get("text", ""),
        removed=(),
        pieces=None,
    )


def said_by(name: str, kind: Any = "named", entity: str | None = None) -> Source:
    return Source(name, entity, (), kind, None, None, None, False)


def statement(in_report: str, quote: str, trigger: str, **more: Any) -> Statement:
    start = more.pop("start", 0)
    at = start + quote.index(trigger)
    days = more.pop("days", None)
    defaults: dict[str, Any] = {
        "id": content_id("st", in_report, start, quote, more.get("type"), more.get("status"), days),
        "report": in_report,
        "passage": more.pop("passage", f"{in_report}-{start}"),
        "span": Span(start, start + len(quote)),
        "raw": None,
        "quote": quote,
        "trigger": Trigger(Span(at, at + len(trigger)), trigger),
        "type": "ASSAULT",
        "mode": None,
        "status": "asserted",
        "actors": (),
        "targets": (),
        "places": (),
        "value": None,
        "time": None if days is None else Time(None, days),
        "quantities": (),
        "terms": None,
        "attribution": (),
        "confidence": 0.9,
    }
    return Statement(**(defaults | more))


def seized(in_report: str, **more: Any) -> Statement:
    quote = more.pop("quote", "Northern Front fighters seized Ostrava Ridge")
    facts = {"actors": ("Northern Front",), "places": ("Ostrava Ridge",), "days": MONDAY}
    return statement(in_report, quote, more.pop("trigger", "seized"), **(facts | more))


def toll(in_report: str, number: int, **more: Any) -> Statement:
    return statement(
        in_report,
        f"the shelling of Marn killed {number} civilians",
        "killed",
        **(
            {
                "type": "CASUALTY",
                "places": ("Marn",),
                "targets": ("civilians",),
                "days": MONDAY,
                "quantities": (Quantity(number, number, "civilians"),),
            }
            | more
        ),
    )


def settle(
    reports: list[Report], statements: list[Statement], reuse: tuple[Reuse, ...] = ()
) -> tuple[tuple[Claim, ...], tuple[Dispute, ...]]:
    return claim(reports, statements, ENTITIES, reuse)


TWO = [report("a", "Marn Herald"), report("b", "Ridge Observer")]


def test_the_same_event_in_other_words_is_one_claim():
    other = seized(
        "b", type="CONTROL", quote="the ridge at Ostrava was taken by the Front", trigger="taken"
    )
    (found,), _ = settle(TWO, [seized("a"), other])
    assert (found.reports, found.outlets, found.independent) == (2, 2, 2)
    assert found.status == "corroborated"
    assert (found.first_reported, found.last_reported) == (MONDAY, MONDAY)


@pytest.mark.parametrize(
    "change",
    [
        {"days": FRIDAY},
        {"places": ("Marn",)},
        {"status": "planned"},
        {"type": "CONSULT"},
        {"actors": ("Army of Veldia",), "days": None},
    ],
)
def test_another_day_place_standing_kind_or_actor_is_another_claim(change: dict[str, Any]):
    claims, _ = settle(TWO, [seized("a"), seized("b", **change)])
    assert len(claims) == 2


def test_a_described_place_is_where_the_report_was():
    arrival = seized("a", quote="shells fell on Ostrava Ridge", trigger="fell", actors=())
    inside = seized("a", quote="the Front stormed the old mill", trigger="stormed", start=200,
                    places=("the old mill",), days=None)  # fmt: skip
    other = seized("b", quote="Front men stormed Ostrava Ridge", trigger="stormed")
    claims, _ = settle(TWO, [arrival, inside, other])
    assert {inside.id, other.id} <= set(max(claims, key=lambda one: len(one.statements)).statements)


def test_two_strikes_somewhere_in_a_country_are_not_taken_for_one():
    one = seized("a", quote="the Front struck", trigger="struck", places=("Veldia",), days=None)
    other = seized("b", quote="it struck again", trigger="struck", places=("Veldia",), days=None)
    claims, _ = settle(TWO, [one, other])
    assert len(claims) == 2


def test_speech_without_an_event_is_one_claim_only_where_it_is_nearly_the_same():
    words = "patience with endless commissions, postponed hearings and broken promises is exhausted"
    one = statement("a", words, "exhausted", type=None)
    same = statement("b", "the " + words, "exhausted", type=None)
    other = statement("b", words.replace("commissions, postponed hearings", "rain"), "exhausted",
                      type=None, start=500)  # fmt: skip
    claims, _ = settle(TWO, [one, same, other])
    assert sorted(len(found.statements) for found in claims) == [1, 2]


def test_an_office_is_one_claim_whenever_it_is_told():
    posts = [
        statement(name, "Ilse Korvin, commander of the River Guard", "commander", type="POST",
                  actors=("Ilse Korvin",), value="commander of the River Guard", days=days)
        for name, days in (("a", MONDAY), ("b", FRIDAY))
    ]  # fmt: skip
    (found,), _ = settle(TWO, posts)
    assert found.type == "POST"


def test_the_claim_s_sentence_is_made_of_its_statements_words():
    statements = [seized("a"), seized("b", quote="fighters seized the ridge")]
    (found,), _ = settle(TWO, statements)
    assert found.text.rstrip(".") in {one.quote[:1].upper() + one.quote[1:] for one in statements}


def origins_of(*statements: Statement, reports: list[Report] = TWO, **more: Any) -> Claim:
    (found,), _ = settle(reports, list(statements), **more)
    return found


def test_one_named_speaker_quoted_by_two_outlets_is_one_origin():
    source = (said_by("Ilse Korvin", entity="Ilse Korvin"),)
    found = origins_of(seized("a", attribution=source), seized("b", attribution=source))
    assert found.independent == 1
    assert found.status == "single"
    assert "Ilse Korvin" in found.origins[0].why


def test_one_agency_behind_two_outlets_is_one_origin():
    chain = (said_by("Reuters", "outlet"),)
    other = (said_by("a guard at the gate", "anonymous"), said_by("Reuters", "outlet"))
    assert (
        origins_of(seized("a", attribution=chain), seized("b", attribution=other)).independent == 1
    )


def test_an_agency_s_own_report_and_one_that_credits_it_are_one_origin():
    reports = [report("a", "Reuters"), report("b", "Ridge Observer")]
    credited = seized("b", attribution=(said_by("Reuters", "outlet"),))
    assert origins_of(seized("a"), credited, reports=reports).independent == 1


def test_two_outlets_of_one_publisher_are_one_origin():
    reports = [report("a", "DEBKAfile"), report("b", "DEBKA-Net-Weekly")]
    assert origins_of(seized("a"), seized("b"), reports=reports).independent == 1


def test_a_report_that_carries_another_s_item_speaks_with_its_voice():
    reports = [report("a", "Marn Herald"), report("b", "Ridge Observer", carries="Marn Herald")]
    assert origins_of(seized("a"), seized("b"), reports=reports).independent == 1


def test_unknown_outlets_are_counted_apart():
    reports = [report("a"), report("b")]
    assert origins_of(seized("a"), seized("b"), reports=reports).independent == 2


def test_the_same_telling_description_of_an_unnamed_source_is_one_origin():
    source = (said_by("a customs clerk close to the harbour master", "anonymous"),)
    found = origins_of(seized("a", attribution=source), seized("b", attribution=source))
    assert found.independent == 1


def test_unnamed_activists_of_two_outlets_may_be_the_same_and_say_so():
    source = (said_by("activists", "anonymous"),)
    found = origins_of(seized("a", attribution=source), seized("b", attribution=source))
    assert found.independent == 2
    assert all(origin.doubtful for origin in found.origins)
    assert found.independent_low == 1
    (doubt,) = found.doubts
    assert (doubt.strength, len(doubt.statements)) == ("doubtful", 2)


def test_two_statements_laid_on_one_mention_of_an_unnamed_source_that_somebody_passes_on_are_one():
    union = said_by("the union", entity="Army of Veldia")
    first, later = (
        msgspec.structs.replace(said_by("its members", "anonymous"), span=Span(at, at + 11))
        for at in (60, 200)
    )
    one = seized("a", attribution=(first, union))
    same = seized("a", attribution=(first, union), start=5)
    other = seized("a", attribution=(later, union), start=150)
    assert origins_of(one, same).independent == 1
    assert origins_of(one, other).independent == 2


def test_unnamed_sources_of_other_kinds_are_not_in_doubt():
    found = origins_of(
        seized("a", attribution=(said_by("activists", "anonymous"),)),
        seized("b", attribution=(said_by("local residents", "anonymous"),)),
    )
    assert (found.independent, found.independent_low, found.doubts) == (2, None, ())


def test_what_a_named_speaker_says_has_one_origin_and_that_he_said_it_has_two():
    speaker = (said_by("Ilse Korvin", entity="Ilse Korvin"),)
    found = origins_of(seized("a", attribution=speaker), seized("b", attribution=speaker))
    (origin,) = found.origins
    assert origin.heard_by == ("Marn Herald", "Ridge Observer")


def test_who_heard_a_speaker_through_one_agency_heard_him_once():
    chain = (said_by("Ilse Korvin", entity="Ilse Korvin"), said_by("Reuters", "outlet"))
    found = origins_of(seized("a", attribution=chain), seized("b", attribution=chain))
    (origin,) = found.origins
    assert origin.heard_by == ("Reuters",)


def test_every_merge_says_why_and_how_surely():
    speaker = (said_by("Ilse Korvin", entity="Ilse Korvin"),)
    one, other = seized("a", attribution=speaker), seized("b", attribution=speaker)
    (origin,) = origins_of(one, other).origins
    (merge,) = origin.merges
    assert (merge.why, merge.strength) == ("all on the word of Ilse Korvin", "certain")
    assert merge.statements == tuple(sorted((one.id, other.id)))


def test_what_joins_two_statements_is_kept_in_bits():
    one, other = seized("a"), seized("b")
    found = origins_of(one, other)
    (match,) = found.matches
    assert {match.one, match.other} == {one.id, other.id}
    assert sum(weight.bits for weight in match.weights) >= 6
    assert {weight.field for weight in match.weights} >= {"what", "who", "where", "when"}
    who = next(weight for weight in match.weights if weight.field == "who")
    assert who.shared == ("Northern Front",)


def test_a_report_s_own_words_lean_on_the_source_it_names():
    own = seized("a", start=300)
    sourced = seized("a", attribution=(said_by("Ilse Korvin", entity="Ilse Korvin"),))
    assert origins_of(own, sourced).independent == 1


def copy_of(one: str, other: str, length: int = 100) -> Reuse:
    span = Span(0, length)
    return Reuse("ru-1", one, span, other, span, "verbatim", False, "known", "it is older")


def test_a_copied_passage_is_one_origin_and_one_claim_even_if_its_source_was_dropped():
    original = seized("a", attribution=(said_by("clerks", "anonymous"),))
    copied = seized("b", days=None, places=())
    found = origins_of(original, copied, reuse=(copy_of("a", "b"),))
    assert found.independent == 1
    assert "copied" in found.origins[0].why


def standing_in(one: str, other: str) -> Reuse:
    return msgspec.structs.replace(
        copy_of(one, other), direction="unknown", standing="Paper a prints it again and again"
    )


def test_standing_matter_of_two_outlets_is_one_origin_and_says_so():
    one, other = seized("a"), seized("b")
    assert origins_of(one, other).independent == 2
    found = origins_of(one, other, reuse=(standing_in("a", "b"),))
    assert found.independent == 1
    (origin,) = found.origins
    assert "a standing sentence that both print" in origin.why
    (merge,) = origin.merges
    assert (merge.statements, merge.strength) == (tuple(sorted((one.id, other.id))), "certain")


def test_what_two_say_outside_a_standing_sentence_has_two_origins():
    behind = [seized(name, start=300) for name in "ab"]
    assert origins_of(*behind, reuse=(standing_in("a", "b"),)).independent == 2


def test_standing_matter_makes_no_copy_of_statements_on_other_days():
    early, late = seized("a", days=MONDAY), seized("b", days=FRIDAY)
    assert len(settle(TWO, [early, late], (copy_of("a", "b"),))[0]) == 1
    assert len(settle(TWO, [early, late], (standing_in("a", "b"),))[0]) == 2
    (dispute,) = settle(TWO, [toll("a", 12), toll("b", 20)], (standing_in("a", "b"),))[1]
    assert "copy" not in dispute.cause


def test_copies_of_copies_add_no_origin():
    reports = [report(name, f"Paper {name}") for name in "abcd"]
    reuse = tuple(
        msgspec.structs.replace(copy_of(one, other), id=f"ru-{one}{other}")
        for one, other in ("ab", "bc", "cd")
    )
    found = origins_of(*(seized(name) for name in "abcd"), reports=reports, reuse=reuse)
    assert (found.reports, found.independent) == (4, 1)


def test_different_tolls_of_one_shelling_are_a_dispute_without_a_winner():
    claims, (dispute,) = settle(TWO, [toll("a", 12), toll("b", 20)])
    assert dispute.field == "number"
    assert [side.value for side in dispute.sides] == ["12 civilians", "20 civilians"]
    assert [side.independent for side in dispute.sides] == [1, 1]
    assert {found.status for found in claims} == {"disputed"}


def test_tolls_that_leave_room_for_each_other_are_no_dispute():
    open_ended = (Quantity(10, None, "civilians"),)
    claims, disputes = settle(TWO, [toll("a", 12), toll("b", 20, quantities=open_ended)])
    assert (len(claims), disputes) == (1, ())


@pytest.mark.parametrize(
    "change",
    [
        {"places": ("Ostrava Ridge",)},
        {"days": FRIDAY},
        {"status": "predicted"},
        {"quantities": (Quantity(20, 20, "soldiers"),)},
        {"quantities": (Quantity(20, 20, "other civilians"),)},
    ],
)
def test_figures_of_another_place_day_standing_or_body_of_men_are_no_dispute(change):
    _, disputes = settle(TWO, [toll("a", 12), toll("b", 20, **change)])
    assert disputes == ()


def test_the_wounded_are_no_figure_of_the_dead():
    wounded = toll("b", 20)
    wounded = msgspec.structs.replace(
        wounded, trigger=Trigger(wounded.trigger.span, "wounded"), quote="20 civilians wounded"
    )
    assert settle(TWO, [toll("a", 12), wounded])[1] == ()


def test_one_publisher_with_two_figures_contradicts_itself():
    reports = [report("a", "DEBKAfile"), report("b", "DEBKA-Net-Weekly")]
    _, (dispute,) = settle(reports, [toll("a", 12), toll("b", 20)])
    assert dispute.cause == "one source contradicts itself in a later report"


def test_a_copy_that_changed_the_number_is_told():
    _, (dispute,) = settle(TWO, [toll("a", 12), toll("b", 20)], (copy_of("a", "b"),))
    assert "copy" in dispute.cause


def test_two_days_of_signing_of_one_pact_are_a_dispute():
    def pact(name: str, first: date, last: date) -> Statement:
        signed = Clause("signing", signed=Days(first, last))
        return statement(name, "the defence treaty that Marn and Veldia signed", "signed",
                         type="PACT", actors=("Marn", "Veldia"), terms=signed)  # fmt: skip

    year = pact("a", date(1998, 1, 1), date(1998, 12, 31))
    day = pact("b", date(2001, 5, 4), date(2001, 5, 4))
    _, (dispute,) = settle(TWO, [year, day])
    assert (dispute.field, [side.value for side in dispute.sides]) == (
        "signed",
        ["1998", "2001-05-04"],
    )
    within = pact("b", date(1998, 5, 4), date(1998, 5, 4))
    assert settle(TWO, [year, within])[1] == ()


def test_a_treaty_and_a_memorandum_are_no_one_pact_of_two_days():
    def pact(name: str, noun: str, day: date) -> Statement:
        quote = f"the {noun} that Marn and Veldia signed"
        return statement(name, quote, "signed", type="PACT", actors=("Marn", "Veldia"),
                         terms=Clause("signing", signed=Days(day, day)))  # fmt: skip

    first, second = date(1998, 5, 4), date(2001, 5, 4)
    assert settle(TWO, [pact("a", "treaty", first), pact("b", "memorandum", second)])[1] == ()
    assert settle(TWO, [pact("a", "treaty", first), pact("b", "accord", second)])[1] != ()


def test_a_pact_by_its_name_is_no_nameless_one_of_years_before():
    def pact(name: str, words: str, day: date) -> Statement:
        quote = f"the {words} that Marn and Veldia signed"
        return statement(name, quote, "signed", type="PACT", actors=("Marn", "Veldia"),
                         terms=Clause("signing", signed=Days(day, day)))  # fmt: skip

    first, soon, late = date(1998, 5, 4), date(1998, 9, 4), date(2001, 5, 4)
    named = "Korvo Declaration"
    assert settle(TWO, [pact("a", "agreement", first), pact("b", named, late)])[1] == ()
    assert settle(TWO, [pact("a", "agreement", first), pact("b", named, soon)])[1] != ()
    assert settle(TWO, [pact("a", named, first), pact("b", named, late)])[1] != ()
    assert settle(TWO, [pact("a", "Delno Declaration", first), pact("b", named, late)])[1] == ()


def test_presidents_sign_for_the_states_that_the_words_give_them():
    states = (
        Entity("fr", "France", "place", ("France",), links=("iso3166:FR",)),
        Entity("es", "Spain", "place", ("Spain",), links=("iso3166:ES",)),
        entity("Paul Morel", "person"),
        entity("Ana Ruiz", "person"),
    )
    said = statement(
        "a", "It was signed by French President Paul Morel and Spanish Premier Ana Ruiz", "signed",
        type="PACT", actors=("Paul Morel", "Ana Ruiz"),
        terms=Clause("signing", signed=Days(date(1998, 5, 4), date(1998, 5, 4))),
    )  # fmt: skip
    other = statement(
        "b", "the treaty that France and Spain signed in 2001", "signed", type="PACT",
        actors=("fr", "es"),
        terms=Clause("signing", signed=Days(date(2001, 1, 1), date(2001, 12, 31))),
    )  # fmt: skip
    _, (dispute,) = claim(TWO, [said, other], states, ())
    assert dispute.about == "When was the pact of France and Spain signed: 1998-05-04 or 2001?"


def test_a_denied_invocation_denies_no_treaty():
    roles = {"type": "PACT", "actors": ("Marn",), "targets": ("Veldia",)}
    told = statement(
        "a", "its defence treaty with Veldia", "treaty", terms=Clause("mention"), **roles
    )
    denied = statement("b", "it is about to invoke its defence treaty with Veldia", "treaty",
                       status="denied", terms=Clause("invocation"),
                       attribution=(said_by("Marn", entity="Marn"),), **roles)  # fmt: skip
    assert settle(TWO, [told, denied])[1] == ()


def test_two_holders_of_a_place_on_one_day_are_a_dispute():
    one = seized("a", type="CONTROL", quote="the Front holds the ridge", trigger="holds")
    other = seized("b", type="CONTROL", quote="the army holds the ridge", trigger="holds",
                   actors=("Army of Veldia",))  # fmt: skip
    _, (dispute,) = settle(TWO, [one, other])
    assert dispute.field == "control"
    assert [side.value for side in dispute.sides] == ["Army of Veldia", "Northern Front"]
    part = msgspec.structs.replace(one, actors=("River Guard",))
    assert settle(TWO, [part, other])[1] == ()


def test_a_denial_stands_against_what_it_denies():
    denial = seized("b", status="denied", attribution=(said_by("Ilse Korvin"),))
    claims, (dispute,) = settle(TWO, [seized("a"), denial])
    assert dispute.field == "status"
    assert sorted(found.status for found in claims) == ["denied", "disputed"]


SENTENCE = "The envoy says the convoy hit rebels, but the villagers say the convoy hit a school."


def test_accounts_that_a_sentence_opposes_are_a_dispute():
    reports = [report("a", "Marn Herald", text=SENTENCE)]
    common: dict[str, Any] = {"actors": ("Northern Front",), "passage": "p"}
    one = statement("a", "the convoy hit rebels", "hit", start=15,
                    attribution=(said_by("The envoy"),), **common)  # fmt: skip
    other = statement("a", "the convoy hit a school", "hit", start=60,
                      attribution=(said_by("the villagers"),), **common)  # fmt: skip
    _, (dispute,) = settle(reports, [one, other])
    assert dispute.field == "target"
    calm = [report("a", "Marn Herald", text=SENTENCE.replace("but", "and"))]
    assert settle(calm, [one, other])[1] == ()


def test_an_account_told_in_place_of_another_is_a_dispute():
    text = "The paper saw them fighting rather than teaching, as the envoy has always maintained."
    common: dict[str, Any] = {"actors": ("Northern Front",), "passage": "p"}
    by = (said_by("the envoy"),)
    one = statement("a", "them fighting", "fighting", start=14, attribution=by, **common)
    other = statement("a", "teaching", "teaching", start=40, type="AID", attribution=by, **common)
    _, (dispute,) = settle([report("a", "Marn Herald", text=text)], [one, other])
    assert dispute.field == "role"
    calm = text.replace(", as the envoy has always maintained", "")
    assert settle([report("a", "Marn Herald", text=calm)], [one, other])[1] == ()


def test_two_voices_on_who_somebody_is_are_a_dispute():
    text = "They say they are pilgrims. The Front calls them spies."
    reports = [report("a", "Marn Herald", text=text)]
    pilgrims = statement("a", "they are pilgrims", "are", type="IDENTITY", start=9,
                         value="pilgrims", attribution=(said_by("They"),))  # fmt: skip
    spies = statement("a", "calls them spies", "calls", type="IDENTITY", start=38, value="spies",
                      attribution=(said_by("The Front"),))  # fmt: skip
    _, (dispute,) = settle(reports, [pilgrims, spies])
    assert dispute.field == "identity"
    assert [side.value for side in dispute.sides] == ["pilgrims", "spies"]


MANY = [
    *(seized(name, days=days) for name in "abcd" for days in (MONDAY, FRIDAY, None)),
    *(toll(name, number) for name, number in zip("abcd", (5, 9, 9, 30), strict=True)),
    seized("b", status="denied"),
    seized("c", attribution=(said_by("activists", "anonymous"),), start=40),
]
REPORTS = [report(name, f"Paper {name}") for name in "abcd"]


@settings(max_examples=25)
@given(st.randoms(), st.sets(st.integers(0, len(MANY) - 1)))
def test_every_statement_is_in_one_claim_whatever_the_order(random, chosen):
    statements = [MANY[index] for index in sorted(chosen)]
    expected = settle(REPORTS, statements, (copy_of("a", "d"),))
    shuffled, reports = list(statements), list(REPORTS)
    random.shuffle(shuffled)
    random.shuffle(reports)
    assert settle(reports, shuffled, (copy_of("a", "d"),)) == expected
    claims, disputes = expected
    held = sorted(one for found in claims for one in found.statements)
    assert held == sorted({one.id for one in statements})
    for found in claims:
        assert sorted(one for origin in found.origins for one in origin.statements) == sorted(
            found.statements
        )
        assert 1 <= found.independent == len(found.origins) <= len(found.statements)
    known = {found.id for found in claims}
    assert {one for dispute in disputes for side in dispute.sides for one in side.claims} <= known
    assert all(len(dispute.sides) >= 2 for dispute in disputes)


def test_nothing_gives_nothing():
    assert settle([], []) == ((), ())


def test_a_dispute_is_asked_as_a_question():
    _, (dispute,) = settle(TWO, [toll("a", 12), toll("b", 20)])
    assert dispute.about == "How many civilians were killed in Marn: 12 or 20?"


def test_a_denial_in_the_next_sentence_is_a_dispute():
    text = "The Front sent forty men to Veldia. The Front denies that it sent a single man."
    sent = statement("a", "The Front sent forty men to Veldia", "sent", type="MOBILIZE",
                     actors=("Northern Front",), passage="p1",
                     attribution=(said_by("Ilse Korvin"),))  # fmt: skip
    denies = msgspec.structs.replace(
        said_by("Northern Front"), cue=Cue(Span(47, 53), None, "denies")
    )
    denial = statement("a", "that it sent a single man", "sent", type="MOBILIZE", start=53,
                       actors=("Northern Front",), passage="p2", status="denied",
                       attribution=(denies,))  # fmt: skip
    reports = [report("a", "Marn Herald", text=text)]
    _, (dispute,) = settle(reports, [sent, denial])
    assert dispute.field == "status"
    assert {side.value for side in dispute.sides} == {"it is so", "it is denied"}
    assert dispute.about == "Is it so: “The Front sent forty men to Veldia”?"
    part = msgspec.structs.replace(
        denial, quote="those whom it sent", attribution=(said_by("Northern Front"),)
    )
    assert settle(reports, [sent, part])[1] == ()


def test_what_the_dead_may_have_died_of_is_set_against_what_is_claimed():
    text = "The army says that four captives were killed by shelling. They may have been shot."
    killed = statement("a", "four captives were killed by shelling", "killed", start=19,
                       type="CASUALTY", passage="p1", targets=("Northern Front",),
                       attribution=(said_by("Army of Veldia"),))  # fmt: skip
    shot = statement("a", "They may have been shot", "shot", start=58, type="ASSAULT",
                     passage="p2", status="possible")  # fmt: skip
    reports = [report("a", "Marn Herald", text=text)]
    _, (dispute,) = settle(reports, [killed, shot])
    assert dispute.field == "cause"
    sure = msgspec.structs.replace(shot, status="asserted")
    assert settle(reports, [killed, sure])[1] == ()


def test_a_claim_reads_as_a_sentence_and_says_that_it_is_denied():
    text = "The Front denies that it sent a single man to the old mill in Veldia."
    denial = statement("a", "that the Front sent a single man", "sent", type="MOBILIZE",
                       actors=("Northern Front",), status="denied",
                       attribution=(said_by("Northern Front"),))  # fmt: skip
    (claim,), _ = settle([report("a", "Marn Herald", text=text)], [denial])
    assert claim.text == "Denied: the Front sent a single man."
    told = msgspec.structs.replace(denial, quote="that the Front never sent a man")
    (claim,), _ = settle([report("a", "Marn Herald", text=text)], [told])
    assert claim.text == "The Front never sent a man."
