import pytest

from stories import Story, days

AFTER = "1 of the 92 days after it"


def outcome(story):
    (forecast,) = story.findings().forecasts
    return forecast


@pytest.fixture
def story():
    """A deployment foreseen for two days."""
    story = Story().report("one", "2015-06-04", outlet="One")
    story.say("Ruthenia is expected to send troops to Moravia within two days", "MOBILIZE", "send",
              status="predicted", actors=["Ruthenia"], places=["Moravia"], when="2015-06-04/2015-06-06",
              by=["an officer"], kind="anonymous")  # fmt: skip
    return story


def test_a_forecast_says_whose_it_is_for_when_and_is_open_while_nothing_settles_it(story):
    forecast = outcome(story)
    assert forecast.by == "an officer"
    assert forecast.window == days("2015-06-04/2015-06-06")
    assert forecast.outcome == "open"
    assert not forecast.decided_by


def test_silence_does_not_say_that_nothing_happened(story):
    story.report("two", "2015-10-01")
    story.say("Galicia sent troops to Moravia", "MOBILIZE", "sent", actors=["Galicia"],
              places=["Moravia"])  # fmt: skip
    assert outcome(story).outcome == "open"


def test_a_report_that_it_happened_in_the_window_bears_it_out(story):
    story.report("two", "2015-06-08")
    did = story.say("Ruthenia sent troops to Moravia on Friday", "MOBILIZE", "sent",
                    actors=["Ruthenia"], places=["Moravia"], when="2015-06-05")  # fmt: skip
    assert outcome(story).outcome == "borne out"
    assert outcome(story).decided_by == (did.id,)


def test_a_later_first_time_says_that_it_did_not_happen_in_the_window(story):
    story.report("two", "2015-10-10")
    did = story.say("for the first time Ruthenia has sent troops to Moravia", "MOBILIZE", "sent",
                    actors=["Ruthenia"], places=["Moravia"])  # fmt: skip
    assert outcome(story).outcome == "not borne out"
    assert outcome(story).decided_by == (did.id,)
    assert "2015-10-10" in outcome(story).why


def test_a_report_without_a_day_is_later_where_its_bounds_are(story):
    story.report("two", bounds="2015-09-30/2016-01-31")
    did = story.say("for the first time Ruthenia has sent troops to Moravia", "MOBILIZE", "sent",
                    actors=["Ruthenia"], places=["Moravia"])  # fmt: skip
    assert outcome(story).outcome == "not borne out"
    assert outcome(story).decided_by == (did.id,)
    assert "2015-09-30 to 2016-01-31" in outcome(story).why


def test_a_report_without_a_day_whose_bounds_begin_before_settles_nothing(story):
    story.report("two", bounds="2014-09-30/2016-01-31")
    story.say("for the first time Ruthenia has sent troops to Moravia", "MOBILIZE", "sent",
              actors=["Ruthenia"], places=["Moravia"])  # fmt: skip
    assert outcome(story).outcome == "open"


def test_a_later_deployment_that_is_not_the_first_leaves_it_open(story):
    story.report("two", "2015-10-10")
    story.say("Ruthenia has sent troops to Moravia", "MOBILIZE", "sent", actors=["Ruthenia"],
              places=["Moravia"])  # fmt: skip
    assert outcome(story).outcome == "open"


def test_a_denial_after_the_window_settles_it_and_one_before_its_end_does_not(story):
    story.report("two", "2015-06-05")
    story.say("Ruthenia sent no troops to Moravia", "MOBILIZE", "sent", status="denied",
              actors=["Ruthenia"], places=["Moravia"])  # fmt: skip
    assert outcome(story).outcome == "open"
    story.report("three", "2015-06-20")
    story.say("Ruthenia sent no troops to Moravia", "MOBILIZE", "sent", status="denied",
              actors=["Ruthenia"], places=["Moravia"])  # fmt: skip
    assert outcome(story).outcome == "not borne out"


def fall(story):
    story.report("one", "2015-05-22", outlet="One")
    story.say("Tolna would fall within ten days", "CONTROL", "fall", status="predicted",
              actors=["League"], places=["Tolna"], when="2015-05-22/2015-06-01",
              by=["an analyst"])  # fmt: skip


def test_what_somebody_said_would_never_be_settles_nothing():
    story = Story().entity("League").entity("Tolna", kind="place")
    fall(story)
    story.report("two", "2015-06-20")
    story.say("the League would never take Tolna", "CONTROL", "take", status="denied", mode="gained",
              actors=["League"], places=["Tolna"], by=["an officer"])  # fmt: skip
    assert outcome(story).outcome == "open"


def test_that_nobody_holds_a_town_does_not_say_that_it_was_not_taken():
    story = Story().entity("League").entity("Tolna", kind="place")
    fall(story)
    story.report("two", "2015-06-20")
    story.say("nobody holds Tolna", "CONTROL", "holds", status="denied", mode="held",
              places=["Tolna"])  # fmt: skip
    assert outcome(story).outcome == "open"


def test_who_took_a_town_first_behind_the_window_was_too_late_whoever_it_was():
    story = Story().entity("League").entity("Guards").entity("Tolna", kind="place")
    fall(story)
    story.report("two", "2015-06-20")
    story.say("the Guards captured Tolna on June 12", "CONTROL", "captured", mode="gained",
              actors=["Guards"], places=["Tolna"], when="2015-06-12")  # fmt: skip
    assert outcome(story).outcome == "not borne out"


def test_a_town_still_held_after_the_window_did_not_fall():
    story = Story()
    fall(story)
    story.report("two", "2015-06-03")
    story.say(
        "Tolna is still held by the army", "CONTROL", "held", actors=["army"], places=["Tolna"]
    )
    assert outcome(story).outcome == "not borne out"


def test_a_town_taken_in_the_window_fell():
    story = Story()
    fall(story)
    story.report("two", "2015-06-03")
    story.say("the League captured Tolna on 30 May", "CONTROL", "captured", actors=["League"],
              places=["Tolna"], when="2015-05-30")  # fmt: skip
    assert outcome(story).outcome == "borne out"


def test_copies_of_one_forecast_are_one_forecast_of_the_earliest(story):
    first = story.statements[0]
    story.report("copy", "2015-06-05", outlet="Two")
    copied = story.say("Ruthenia is expected to send troops to Moravia", "MOBILIZE", "send",
                       status="predicted", actors=["Ruthenia"], places=["Moravia"])  # fmt: skip
    story.claim("Ruthenia is to send troops", first, copied, origins=[[first, copied]])
    assert outcome(story).statement == first.id


def test_a_plan_is_a_forecast_where_another_tells_of_it():
    story = Story().entity("Ruthenia").report("one", "2015-06-04")
    story.say("we will send troops", "MOBILIZE", "send", status="planned", actors=["Ruthenia"],
              by=["Ruthenia"])  # fmt: skip
    assert story.findings().forecasts == ()
    story.say("they will send troops", "MOBILIZE", "send", status="planned", actors=["Ruthenia"],
              by=["an officer"])  # fmt: skip
    assert len(story.findings().forecasts) == 1


def test_a_report_without_a_day_leaves_its_forecasts_open():
    story = Story().report("one", None)
    story.say("Tolna will fall", "CONTROL", "fall", status="predicted", places=["Tolna"])
    story.report("two", "2015-06-03")
    story.say(
        "the League captured Tolna", "CONTROL", "captured", actors=["League"], places=["Tolna"]
    )
    assert outcome(story).outcome == "open"


def windowless(place, kind="place"):
    story = Story().entity(place, kind=kind).entity("Ruthenia").report("one", "2015-06-04")
    story.say("Ruthenia will attack there", "ASSAULT", "attack", status="predicted",
              actors=["Ruthenia"], places=[place])  # fmt: skip
    return story


def test_without_a_window_only_what_comes_soon_and_there_bears_a_forecast_out():
    for place, published, expected in (
        ("Tolna", "2015-07-01", "borne out"),
        ("Tolna", "2016-07-01", "open"),
        ("Syria", "2015-07-01", "open"),
    ):
        story = windowless(place)
        story.report("two", published)
        story.say("Ruthenia attacked there", "ASSAULT", "attacked", actors=["Ruthenia"],
                  places=[place])  # fmt: skip
        assert outcome(story).outcome == expected


def held_still(day, *, covered):
    """A town foreseen to fall by June 1 and still held on a later day, perhaps told of in between."""
    story = Story()
    fall(story)
    if covered:
        story.report("between", "2015-05-28")
        story.say("shells fell on Tolna", "ASSAULT", "fell", places=["Tolna"])
    story.report("later", day)
    story.say("the army still holds Tolna", "CONTROL", "holds", actors=["army"], places=["Tolna"])
    return outcome(story)


def test_what_stood_long_after_a_window_settles_nothing_that_no_report_covers():
    found = held_still("2015-09-20", covered=False)
    assert (found.outcome, found.standing) == ("open", "cannot tell")
    assert "0 other reports of days in the window" in found.why


def test_a_covered_window_lets_what_stood_long_after_it_count_and_says_by_how_many_reports():
    found = held_still("2015-08-20", covered=True)
    assert (found.outcome, found.standing) == ("not borne out", "not borne out")
    assert f"1 other report of days in the window and {AFTER} speak of Tolna" in found.why


def test_a_town_that_was_taken_and_lost_within_a_month_would_be_told_of():
    assert held_still("2015-06-20", covered=False).outcome == "not borne out"


def test_a_window_that_is_over_is_one_of_which_nobody_can_tell_and_one_that_is_not_is_pending(
    story,
):
    assert outcome(story).standing == "pending"
    story.report("two", "2015-06-05")
    story.say("shells fell on Moravia", "ASSAULT", "fell", places=["Moravia"])
    assert outcome(story).standing == "pending"
    story.report("three", "2015-06-20")
    story.say("shells fell on Moravia", "ASSAULT", "fell", places=["Moravia"])
    found = outcome(story)
    assert (found.outcome, found.standing) == ("open", "cannot tell")
    assert f"1 other report of days in the window and {AFTER} speak of Moravia" in found.why


@pytest.mark.parametrize(
    ("quote", "number", "standing"),
    [
        ("the League took most of Tolna", None, "partly"),
        ("the League took Tolna", None, "borne out"),
    ],
)
def test_a_part_of_a_place_bears_a_forecast_out_in_part(quote, number, standing):
    story = Story()
    fall(story)
    story.report("two", "2015-05-30")
    did = story.say(quote, "CONTROL", "took", actors=["League"], places=["Tolna"], number=number)
    found = outcome(story)
    assert found.standing == standing
    assert found.decided_by == (did.id,)
    assert found.outcome == ("borne out" if standing == "borne out" else "open")


@pytest.mark.parametrize(
    ("sent", "standing"), [(300, "partly"), (1000, "borne out"), (4000, "borne out")]
)
def test_fewer_than_were_foreseen_bear_a_forecast_out_in_part(sent, standing):
    story = Story().report("one", "2015-06-04")
    story.say("Ruthenia will send 1,000 troops to Moravia within days", "MOBILIZE", "send",
              status="predicted", actors=["Ruthenia"], places=["Moravia"],
              when="2015-06-04/2015-06-10", number=(1000, 1000, "troops"))  # fmt: skip
    story.report("two", "2015-06-08")
    story.say(f"Ruthenia sent {sent} troops to Moravia", "MOBILIZE", "sent", actors=["Ruthenia"],
              places=["Moravia"], number=(sent, sent, "troops"))  # fmt: skip
    assert outcome(story).standing == standing


def seen_by(*published):
    """A town foreseen to fall by June 1, and reports of some days that speak of it."""
    story = Story()
    fall(story)
    for number, day in enumerate(published):
        story.report(f"seen {number}", day)
        story.say("shells fell on Tolna", "ASSAULT", "fell", places=["Tolna"])
    return outcome(story).why


def test_more_reports_than_ten_and_those_of_a_quarter_later_say_nothing_more_of_a_window():
    ten = [f"2015-05-{day}" for day in range(22, 32)]
    soon = [f"2015-06-{day:02}" for day in range(2, 12)]
    assert "at least ten other reports of days in the window and 1 of" in seen_by(*ten, soon[0])
    assert "and at least ten of the 92 days after it" in seen_by(ten[5], *soon)
    assert seen_by(*ten, *soon) == seen_by(*ten, *soon, "2015-05-30", "2015-06-30")
    assert seen_by(soon[0]) == seen_by(soon[0], "2015-09-02")
    assert seen_by(soon[0]) != seen_by(soon[0], "2015-09-01")


@pytest.fixture
def coming():
    """An army foreseen to be back in a town before the end of a month."""
    story = Story().entity("Tolna", kind="place").entity("Moravia", kind="place")
    story.entity("Moravian army", part_of="Moravia").report("one", "2015-06-04", outlet="One")
    story.say("the army will be back in Tolna before the end of June", "MOBILIZE", "be",
              status="predicted", actors=["Moravian army"], places=["Tolna"],
              when="2015-06-04/2015-06-30", by=["a mayor"])  # fmt: skip
    return story


def test_who_was_to_be_in_a_town_is_there_when_he_takes_it(coming):
    coming.report("two", "2015-06-20")
    coming.say("the army recaptured Tolna", "CONTROL", "recaptured", mode="gained",
               actors=["Moravian army"], places=["Tolna"])  # fmt: skip
    assert outcome(coming).outcome == "borne out"


def test_who_took_the_town_after_the_window_was_not_there_in_time(coming):
    coming.report("two", "2015-07-20")
    coming.say("the army recaptured Tolna on July 5", "CONTROL", "recaptured", mode="gained",
               actors=["Moravian army"], places=["Tolna"], when="2015-07-05")  # fmt: skip
    assert outcome(coming).outcome == "not borne out"


def test_a_town_that_others_hold_beyond_the_window_did_not_see_him_come(coming):
    coming.report("two", "2015-07-20")
    coming.say("Tolna stayed rebel from May 2 to this week", "CONTROL", "stayed", mode="held",
               actors=["Rebels"], places=["Tolna"], when="2015-05-02/2015-07-19")  # fmt: skip
    assert outcome(coming).outcome == "not borne out"


def test_who_comes_back_on_a_later_day_did_not_come_in_the_window():
    story = Story().entity("Tolna", kind="place").report("one", "2015-06-04", outlet="One")
    story.say("Ada Vidal will be back in Tolna before July", "CONSULT", "be", status="predicted",
              actors=["Ada Vidal"], places=["Tolna"], when="2015-06-04/2015-06-30")  # fmt: skip
    story.report("two", "2015-09-01")
    story.say("Ada Vidal returned to Tolna on August 3", "CONSULT", "returned", mode="visit",
              actors=["Ada Vidal"], places=["Tolna"], when="2015-08-03")  # fmt: skip
    assert outcome(story).outcome == "not borne out"


def test_men_who_were_to_be_home_and_are_counted_abroad_later_are_not():
    story = Story().entity("Moravia", kind="place").entity("Moravian army", part_of="Moravia")
    story.entity("Galicia", kind="place").report("one", "2015-06-04", outlet="One")
    story.say("all our soldiers will be home by the end of June", "RETREAT", "be", mode="withdraw",
              status="predicted", actors=["Moravian army"], when="2015-06-04/2015-06-30")  # fmt: skip
    story.report("mid", "2015-06-20")
    story.say("the Moravian army drills in Galicia", "MOBILIZE", "drills",
              actors=["Moravian army"], places=["Galicia"])  # fmt: skip
    story.report("two", "2015-07-10")
    story.say("3,100 Moravian soldiers are in Galicia", "FORCE", "soldiers",
              actors=["Moravian army"], places=["Galicia"])  # fmt: skip
    assert outcome(story).outcome == "not borne out"
