"""What reports took from one another."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.reports import Passage, Published, Report
from rashomon.spans import cut
from rashomon.tracing import retell, trace

HARBOUR = (
    "Witnesses on the quay said the grain ship Orsola left the harbour shortly before dawn with its "
    "lights out, and three fishermen watched armed men climb aboard from a grey launch near the "
    "lighthouse. By noon the port office had closed its doors and nobody would answer the telephone."
)
VALLEY = (
    "Farmers in the valley have begun to harvest early because the river may rise again next week. "
    "The mayor has asked the regional council for pumps, sandbags and two hundred volunteers."
)


def make_report(name: str, text: str, **known: object) -> Report:
    days = known.pop("days", None)
    published = Published(days, "stated" if days else "unknown", "")
    return Report(
        id=content_id("rp", name),
        name=name,
        url=None,
        media_type="text/plain",
        outlet=known.pop("outlet", None),
        carries=known.pop("carries", None),
        title=known.pop("title", None),
        author=known.pop("author", None),
        language="en",
        published=published,
        read_at=date(2026, 1, 1),
        raw_sha256="0" * 64,
        text=text,
        removed=(),
        pieces=None,
    )


def on(day: int) -> Days:
    return Days(date(2014, 3, day), date(2014, 3, day))


def test_a_copied_paragraph_is_found_where_it_stands_in_both():
    one = make_report("a", HARBOUR + "\n\n" + VALLEY)
    other = make_report("b", "A week of trouble at sea.\n\n" + HARBOUR)
    (reuse,) = trace([one, other], [])
    texts = {one.id: one.text, other.id: other.text}
    assert cut(texts[reuse.from_report], reuse.from_span) == HARBOUR.rstrip(".")
    assert cut(texts[reuse.to_report], reuse.to_span) == HARBOUR.rstrip(".")
    assert reuse.kind == "verbatim"


def test_light_editing_does_not_break_a_passage_in_two():
    edited = HARBOUR.replace("shortly before dawn", "in the small hours").replace("grey ", "")
    (reuse,) = trace([make_report("a", HARBOUR), make_report("b", edited)], [])
    assert reuse.kind == "edited"


def test_reports_that_tell_different_things_share_nothing():
    assert trace([make_report("a", HARBOUR), make_report("b", VALLEY)], []) == ()


def test_the_earlier_report_is_the_original():
    early = make_report("z", HARBOUR, days=on(3))
    late = make_report("a", HARBOUR + "\n" + VALLEY, days=on(5))
    (reuse,) = trace([late, early], [])
    assert (reuse.from_report, reuse.direction) == (early.id, "known")
    assert not reuse.credited


def test_without_a_ground_the_direction_is_unknown():
    (reuse,) = trace([make_report("a", HARBOUR), make_report("b", HARBOUR)], [])
    assert reuse.direction == "unknown"
    assert reuse.from_report < reuse.to_report
    assert reuse.lost == ()


def test_the_report_that_names_the_other_is_the_copy_whatever_the_days_say():
    source = make_report("a", HARBOUR, outlet="Quayside Courier", days=on(9))
    copy = make_report("b", f"As the Quayside Courier puts it: {HARBOUR}", days=on(9))
    (reuse,) = trace([source, copy], [])
    assert (reuse.from_report, reuse.to_report) == (source.id, copy.id)
    assert reuse.credited
    assert "Quayside Courier" in reuse.why


def test_a_name_inside_the_shared_words_credits_nobody():
    text = HARBOUR + " This was first learnt by the Quayside Courier."
    source = make_report("a", text, outlet="Quayside Courier")
    (reuse,) = trace([source, make_report("b", text)], [])
    assert not reuse.credited
    assert reuse.direction == "unknown"


def test_a_quotation_is_taken_from_the_text_that_has_no_quotation_marks():
    quoting = make_report("a", f"It reads: “{HARBOUR}” We could not check this.")
    (reuse,) = trace([quoting, make_report("b", HARBOUR + " " + VALLEY)], [])
    assert (reuse.to_report, reuse.kind) == (quoting.id, "quoted")


def test_two_that_name_one_agency_leave_the_direction_open():
    one = make_report("a", "PORT CITY (Reuters) " + HARBOUR, days=on(3))
    other = make_report("b", HARBOUR + " Additional reporting by Reuters.", days=on(4))
    (reuse,) = trace([one, other], [])
    assert reuse.direction == "unknown"
    assert "Reuters" in reuse.why


def test_two_that_carry_one_agency_s_item_have_it_from_there():
    one = make_report("a", HARBOUR, outlet="Quayside Courier", carries="Reuters", days=on(3))
    other = make_report("b", HARBOUR, outlet="Hill Gazette", carries="Reuters", days=on(4))
    (reuse,) = trace([one, other], [])
    assert (reuse.direction, reuse.why) == ("unknown", "both carry Reuters")


def test_a_title_that_both_bear_credits_nobody_and_one_that_is_cited_does():
    title = "Grain ship slips out of harbour before dawn"
    source = make_report("a", f"{title}\n\n{HARBOUR}", title=title)
    namesake = make_report("b", f"{title}\n\nSo it was. {HARBOUR}", title=title)
    assert not any(reuse.credited for reuse in trace([source, namesake], []))
    citing = make_report("b", f"We read: {HARBOUR} [source: {title}]", title="A night at sea")
    found = {(reuse.from_report, reuse.credited) for reuse in trace([source, citing], [])}
    assert found == {(source.id, True)}


def test_a_copy_takes_the_short_sentences_too():
    short = "The harbour master blamed a broken lamp for the delay."
    source = make_report("a", f"{HARBOUR} {short}", days=on(3))
    copy = make_report(
        "b", f"{HARBOUR} Nobody was hurt, and trains ran late all day. {short}", days=on(4)
    )
    taken = {cut(copy.text, reuse.to_span) for reuse in trace([source, copy], [])}
    assert short.rstrip(".") in {words.rstrip(".") for words in taken}
    alone = make_report("c", f"{VALLEY} {short}", days=on(5))
    assert not trace([source, alone], [])


def test_two_copies_of_a_third_are_told_as_such():
    source = make_report("source.txt", HARBOUR, outlet="Quayside Courier", days=on(3))
    copies = [
        make_report(name, f"{opening} The Quayside Courier wrote: {HARBOUR}", days=on(4))
        for name, opening in (("a", "Trouble at sea."), ("b", "A launch, and a grain ship."))
    ]
    (between,) = [reuse for reuse in trace([source, *copies], []) if reuse.direction == "unknown"]
    assert between.why == "both took it from source.txt"


def test_a_report_that_carries_another_s_item_is_the_copy():
    source = make_report("a", HARBOUR, outlet="Reuters")
    copy = make_report("b", HARBOUR, outlet="Hill Gazette", carries="Reuters")
    (reuse,) = trace([source, copy], [])
    assert (reuse.from_report, reuse.direction, reuse.credited) == (source.id, "known", True)


def test_a_sentence_of_standing_matter_in_two_long_reports_is_no_reuse():
    standing = (
        "Nearly four hundred villages have been emptied since the dam above the lake broke nine years "
        "ago after a night of heavy rain."
    )
    bodies = [" ".join(f"{letter}{number}" for number in range(400)) for letter in "ab"]
    one = make_report("a", f"{bodies[0]} {standing}")
    other = make_report("b", f"{standing} {bodies[1]}", outlet="Hill Gazette")
    (kept,) = trace([one, other], [])
    assert kept.standing
    assert (kept.direction, kept.lost) == ("unknown", ())
    crediting = make_report("a", f"{bodies[0]} The Hill Gazette writes: {standing}")
    (taken,) = trace([crediting, other], [])
    assert (taken.standing, taken.direction) == ("", "known")


def test_a_dropped_source_is_told():
    copy = "It reads: “" + HARBOUR.replace("Witnesses on the quay said the", "The") + "”"
    (reuse,) = trace([make_report("a", HARBOUR), make_report("b", copy)], [])
    assert [(loss.kind, loss.copy) for loss in reuse.lost] == [("source", "")]
    assert "Witnesses on the quay" in reuse.lost[0].original


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("three fishermen", "five fishermen", "number"), ("may rise", "will rise", "hedge")],
)
def test_changed_numbers_and_hedges_are_told(before: str, after: str, kind: str):
    text = f"{HARBOUR} {VALLEY}"
    copy = make_report("b", text.replace(before, after), days=on(8))
    (reuse,) = trace([make_report("a", text, days=on(2)), copy], [])
    assert kind in [loss.kind for loss in reuse.lost]


def test_a_title_or_an_institution_s_long_name_is_no_reuse():
    name = (
        "the International Standing Committee for the Protection of Inland Waterways, Harbours and "
        "Lighthouses of the Northern Provinces said in a statement"
    )
    one = make_report("a", f"{VALLEY} On Monday {name} that all is well.")
    other = make_report("b", f"A ship ran aground; {name} that divers had been sent for.")
    assert trace([one, other], []) == ()


def test_one_speech_quoted_by_two_is_no_reuse():
    speech = (
        "“We will rebuild every bridge that the flood has taken, we will pay each family for its "
        "cattle, and we shall do it before the first snow falls on these mountains,”"
    )
    one = make_report("a", f"{HARBOUR} {speech} the minister said.")
    other = make_report("b", f"{VALLEY} {speech} he told the crowd.")
    assert trace([one, other], []) == ()


def test_an_outlet_in_the_byline_is_credited():
    one = make_report("a", HARBOUR, outlet="Larch Wire")
    other = make_report("b", HARBOUR, outlet="Some Site", author="Larch Wire")
    (reuse,) = trace([one, other], [])
    assert (reuse.from_report, reuse.direction, reuse.credited) == (one.id, "known", True)


def test_a_credit_written_into_a_copied_sentence_is_one():
    one = make_report("a", HARBOUR, outlet="Larch Wire")
    told = HARBOUR.replace("lighthouse.", "lighthouse, Larch Wire reported.")
    (reuse,) = trace([one, make_report("b", told, outlet="Some Site")], [])
    assert (reuse.from_report, reuse.credited) == (one.id, True)


def test_a_name_that_both_have_in_what_they_share_credits_nobody():
    text = HARBOUR.replace("Witnesses on the quay", "Witnesses told Larch Wire on the quay and")
    one = make_report("a", text, outlet="Larch Wire", days=on(1))
    (reuse,) = trace([one, make_report("b", text, outlet="Some Site", days=on(2))], [])
    assert (reuse.from_report, reuse.credited) == (one.id, False)


def test_a_dateline_is_not_lost_in_a_copy():
    dateline = "AMRA, March 1, 2014 (Larch Wire) —"
    one = make_report("a", f"{dateline} {HARBOUR}", outlet="Larch Wire", days=on(1))
    other = make_report("b", HARBOUR, outlet="Some Site", days=on(2))
    passage = Passage(
        "ps-1", one.id, 0, len(dateline), dateline, paragraph=0, kind="dateline", language="en"
    )
    assert trace([one, other], [])[0].lost != ()
    assert trace([one, other], [passage])[0].lost == ()


def test_a_story_that_many_carry_is_kept():
    reports = [make_report(f"r{n}", f"Edition {n}. {HARBOUR}") for n in range(40)]
    copied = {end for reuse in trace(reports, []) for end in (reuse.from_report, reuse.to_report)}
    assert copied == {report.id for report in reports}


def test_a_direction_can_be_told_once_days_are_known():
    one, other = make_report("a", HARBOUR), make_report("b", HARBOUR + " " + VALLEY)
    found = trace([one, other], [])
    dated = [
        msgspec.structs.replace(other, published=Published(on(1), "inferred", "")),
        msgspec.structs.replace(one, published=Published(on(6), "inferred", "")),
    ]
    (turned,) = retell(found, (dated[1], dated[0]), {})
    assert (turned.from_report, turned.direction) == (other.id, "known")
    assert turned.id == found[0].id
    assert retell((turned,), (dated[0], dated[1]), {}) == (turned,)


@pytest.mark.parametrize("text", ["", "?!", "x", "é" * 10_000, "word " * 3000])
def test_odd_texts_do_no_harm(text: str):
    assert isinstance(trace([make_report("a", text), make_report("b", text)], []), tuple)


SENTENCES = [*HARBOUR.split(". "), *VALLEY.split(". ")]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=5), max_size=5), st.randoms())
def test_order_does_not_matter_and_spans_stay_inside(bodies, random):
    reports = [make_report(f"r{n}", ". ".join(body)) for n, body in enumerate(bodies)]
    found = trace(reports, [])
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert trace(shuffled, []) == found
    texts = {report.id: report.text for report in reports}
    for reuse in found:
        assert cut(texts[reuse.from_report], reuse.from_span).strip()
        assert reuse.to_span.end <= len(texts[reuse.to_report])
        assert reuse.from_report != reuse.to_report


def test_a_credit_that_reads_like_the_dateline_is_a_credit():
    dateline = "AMRA, March 1, 2014 (Larch Wire) -"
    one = make_report("a", f"{dateline} {HARBOUR}", outlet="Larch Wire", days=on(1))
    other = make_report("b", f"{VALLEY} According to Larch Wire, “{HARBOUR}”", outlet="Some Site",
                        days=on(2))  # fmt: skip
    passage = Passage(
        "ps-1", one.id, 0, len(dateline), dateline, paragraph=0, kind="dateline", language="en"
    )
    (reuse,) = trace([one, other], [passage])
    assert (reuse.from_report, reuse.credited) == (one.id, True)
    assert cut(one.text, reuse.from_span).startswith("Witnesses on the quay")
    undated = [msgspec.structs.replace(report, published=Published(None, "unknown", ""))
               for report in (one, other)]  # fmt: skip
    shared = trace(undated, [passage])
    assert retell(shared, (one, other), {one.id: frozenset({len(dateline)})}) == shared


def test_a_long_sentence_in_two_outlets_reports_is_reuse_and_in_one_outlet_s_two_is_its_archive():
    sentence = (
        "Nearly four hundred villages have been emptied since the dam above the lake broke nine years "
        "ago after a night of heavy rain that nobody in the valley had foreseen or was warned of."
    )
    bodies = [" ".join(f"{letter}{number}" for number in range(400)) for letter in "ab"]
    one = make_report("a", f"{bodies[0]} {sentence}", outlet="Quay Courier")
    other = make_report("b", f"{sentence} {bodies[1]}", outlet="Hill Gazette")
    (taken,) = trace([one, other], [])
    assert not taken.standing
    (kept,) = trace([one, msgspec.structs.replace(other, outlet="Quay Courier")], [])
    assert kept.standing == "Quay Courier prints it in both, which are otherwise apart"


def test_a_report_named_by_its_title_at_the_foot_was_taken_from():
    sentence = (
        "Some ninety sailors were hired in the capital to guard the wells and then shipped north."
    )
    bodies = [" ".join(f"{letter}{number}" for number in range(400)) for letter in "ab"]
    one = make_report("a", f"{sentence} {bodies[0]}", title="Sailors who never saw a ship again")
    other = make_report(
        "b", f"{sentence} {bodies[1]} Further reading: Sailors Who Never Saw a Ship Again"
    )
    (reuse,) = trace([one, other], [])
    assert (reuse.from_report, reuse.direction) == (one.id, "known")
