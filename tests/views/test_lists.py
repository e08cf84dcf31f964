from rashomon.records.reuse import Loss, Reuse
from rashomon.spans import Span
from rashomon.views import list_claims, list_sources, make_timeline
from stories import Story, days


def test_claims_stand_contested_first_then_by_origins():
    story = Story().report("one", "2014-05-10", outlet="One")
    a = story.say("a bridge was blown up", "ASSAULT", "blown", actors=["Rebels"], places=["Tolna"])
    b = story.say("a train was stopped", "COERCE", "stopped")
    c = story.say("a mayor fled", "RETREAT", "fled")
    story.report("two", "2014-05-12", outlet="Two")
    a2 = story.say("the bridge is gone", "ASSAULT", "gone", places=["Tolna"])
    b2 = story.say("a train was stopped", "COERCE", "stopped")
    story.claim("single", b, b2, origins=[[b, b2]])
    story.claim("agreed", a, a2, status="corroborated", origins=[[a], [a2]])
    story.claim("disputed", c, status="disputed")
    rows = list_claims(story.findings())
    assert [row.text for row in rows] == ["disputed", "agreed", "single"]
    agreed, single = rows[1], rows[2]
    assert (agreed.actors, agreed.places, agreed.copies) == (("Rebels",), ("Tolna",), 0)
    assert (agreed.quote, agreed.outlet, agreed.statement) == (a.quote, "One", a.id)
    assert (single.reports, single.independent, single.copies) == (2, 1, 1)


def test_the_timeline_orders_events_by_their_days_and_names_the_first_report():
    story = Story().report("late", "2014-05-20", outlet="Late")
    late = story.say("Tolna was shelled on 8 May", "ASSAULT", "shelled", when="2014-05-08")
    story.report("soon", "2014-05-09", outlet="Soon", basis="inferred")
    soon = story.say("shells fell on Tolna", "ASSAULT", "fell", when="2014-05-08")
    other = story.say("a truce was made on Friday", "AGREE", "made", when="2014-05-02")
    story.say("Tolna will be shelled", "ASSAULT", "shelled", status="predicted", when="2014-05-12")
    story.say("Tolna is often shelled", "ASSAULT", "shelled")
    story.claim("Tolna was shelled.", late, soon, status="corroborated", origins=[[late], [soon]])
    rows = make_timeline(story.findings())
    assert [row.days for row in rows] == [days("2014-05-02"), days("2014-05-08")]
    assert rows[0].claim is None
    assert rows[0].quote == other.quote
    assert (rows[1].statement, rows[1].outlet, rows[1].basis) == (soon.id, "Soon", "inferred")
    assert rows[1].reported == days("2014-05-09")
    assert rows[1].independent == 2


def test_statements_of_a_claim_with_other_days_keep_them():
    story = Story().report("one", "2014-05-10")
    one = story.say("it fell on 8 May", "CONTROL", "fell", when="2014-05-08")
    two = story.say("it fell on 9 May", "CONTROL", "fell", when="2014-05-09")
    story.claim("It fell.", one, two)
    rows = make_timeline(story.findings())
    assert [row.statements for row in rows] == [(one.id,), (two.id,)]


def test_voices_tell_who_passes_them_on_and_unnamed_ones_stay_apart():
    story = Story().entity("Jan Novak", kind="person")
    story.report("one", "2014-05-10", outlet="One")
    a = story.say("a", "ASSAULT", "a", by=["Jan Novak", "Wire"], direct=True)
    story.say("b", "ASSAULT", "b", by=["an officer"], kind="anonymous")
    story.report("two", "2014-05-11", outlet="Two")
    b = story.say("c", "ASSAULT", "c", by=["Jan Novak"])
    story.say("d", "ASSAULT", "d", by=["an officer"], kind="anonymous")
    story.say("e", "ASSAULT", "e")
    view = list_sources(story.findings())
    novak = next(row for row in view.voices if row.name == "Jan Novak")
    assert set(novak.statements) == {a.id, b.id}
    assert (novak.reports, novak.direct) == (2, 1)
    assert novak.passed_on_by == ("One", "Two", "Wire")
    assert sum(row.name == "an officer" for row in view.voices) == 2
    two = next(row for row in view.outlets if row.name == "Two")
    assert (two.own_voice, two.attributed, two.anonymous) == (1, 2, 1)


def test_copies_say_who_took_how_much_from_whom_and_what_was_lost():
    story = (
        Story().report("one", "2014-05-10", outlet="One").report("two", "2014-05-11", outlet="Two")
    )
    one, two = (report.id for report in story.reports)
    lost = Loss("hedge", "possibly", "")
    for n, (start, credited, losses) in enumerate(((50, True, ()), (0, False, (lost,)))):
        story.reuse.append(
            Reuse(f"ru-{n}", one, Span(start, start + 10), two, Span(start, start + 20), "edited",
                  credited, "known", "the other was first", losses)
        )  # fmt: skip
    view = list_sources(story.findings())
    (copy,) = view.copies
    assert (copy.taken_by, copy.taken_from) == (two, one)
    assert (copy.passages, copy.characters, copy.credited) == (2, 40, False)
    assert copy.lost == (lost,)
    outlets = {row.name: row for row in view.outlets}
    assert outlets["Two"].copied_from == ("One",)
    assert outlets["One"].copied_by == ("Two",)
    assert outlets["Two"].copied_by == ()
