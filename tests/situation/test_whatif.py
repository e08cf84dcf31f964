import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.situation import suppose, whatif
from rashomon.situation.names import Names
from rashomon.situation.suppositions import ANY_PARTY, read_events
from stories import Story


def allies():
    """Three allies with a pact of two and a protocol of three, and neighbours without any."""
    story = Story()
    for name, country in (("Iran", "IR"), ("Syria", "SY"), ("Turkey", "TR"), ("Israel", "IL")):
        story.entity(name, kind="place", country=country)
    story.entity("United States", "US", "Washington", kind="place", country="US")
    story.entity("Aleppo", kind="place", country="SY")
    story.entity("Hezbollah", "Hizballah", kind="organization")
    story.entity("Syrian army", kind="organization", part_of="Syria")
    story.report("a.txt", "2012-08-10", outlet="Paper")
    mention = story.clause("mention", signed="2008-05-26")
    story.say(
        "the mutual defense pact of Iran with Syria", "PACT", "pact", actors=["Iran"],
        targets=["Syria"], terms=mention,
    )  # fmt: skip
    story.nuclear = story.say(
        "Damascus and Hizballah must then help to strike back", "PACT", "must",
        terms=story.clause(
            "clause", obligated=["Syria", "Hezbollah"], beneficiary="Iran",
            trigger="American or Israeli strike on Iran’s nuclear sites",
        ),
    )  # fmt: skip
    story.revolt = story.say(
        "a promise to send soldiers to Syria against Western-Arab intervention and Syrian revolt",
        "PACT", "promise",
        terms=story.clause(
            "clause", obligated=["Iran"], beneficiary="Syria",
            trigger="Western-Arab intervention and Syrian revolt",
        ),
    )  # fmt: skip
    story.say(
        "a trilateral protocol between Iran, Syria and Hizballah", "PACT", "protocol",
        actors=["Iran", "Syria", "Hezbollah"], terms=story.clause("signing"),
    )  # fmt: skip
    story.allies = story.say(
        "each must stand by the others if any of the three allies is at war", "PACT", "stand",
        terms=story.clause("clause", trigger="war against any of the three allies"),
    )  # fmt: skip
    return story


STORY = allies()


@pytest.fixture
def story():
    return STORY


TABLE = [
    ("United States attacks Iran", {"Syria", "Hezbollah"}),
    ("US attack on Iran", {"Syria", "Hezbollah"}),
    ("an attack by Israel on Hezbollah", {"Iran", "Syria"}),
    ("Israel bombs Iran's nuclear sites", {"Syria", "Hezbollah"}),
    ("war on Hezbollah", {"Iran", "Syria"}),
    ("war against Hizballah", {"Iran", "Syria"}),
    ("insurrection in Syria", {"Iran"}),
    ("Syrian uprising", {"Iran"}),
    ("a coup in Syria", {"Iran"}),
    ("Saudi military intervention in Syria", {"Iran", "Hezbollah"}),
    ("Turkey attacks Egypt", set()),
    ("turkey invades syria", {"Iran", "Hezbollah"}),
    ("Syria is attacked by Israel", {"Iran", "Hezbollah"}),
    ("Israel bombs Aleppo", {"Iran", "Hezbollah"}),
    ("airstrikes on the Syrian army", {"Iran", "Hezbollah"}),
    ("insurrection in Turkey", set()),
    ("Iran attacks Israel", set()),
    ("Iran attacks Syria", set()),
    ("war between Israel and Hezbollah", {"Iran", "Syria"}),
    ("war on Lebanon", set()),
    ("sanctions on Iran", set()),
]


@pytest.mark.parametrize(("event", "obliged"), TABLE)
def test_an_event_obliges_those_whose_clauses_name_it(story, event, obliged):
    rows = whatif(story.findings(), event)
    assert set(story.names(one.party for one in rows)) == obliged


def test_every_obligation_leads_to_its_sentence_and_its_pact(story):
    findings = story.findings()
    rows = whatif(findings, "United States attacks Iran")
    assert {one.statement for one in rows} == {story.nuclear.id, story.allies.id}
    assert {one.pact for one in rows} <= {pact.id for pact in findings.pacts}
    quotes = {one.id: one.quote for one in findings.statements}
    assert all(one.clause == quotes[one.statement] for one in rows)
    assert any("nuclear sites" in one.because for one in rows)


def test_an_insurrection_brings_in_no_clause_on_war(story):
    rows = whatif(story.findings(), "insurrection in Syria")
    assert [one.statement for one in rows] == [story.revolt.id]


def test_who_is_joined_to_an_obligation_by_the_text_follows_it():
    story = Story().report("a.txt", "2012-08-10")
    story.say(
        "Ruthenia and Moravia signed a defence treaty", "PACT", "treaty",
        actors=["Ruthenia", "Moravia"], terms=story.clause("signing"),
    )  # fmt: skip
    story.say(
        "Ruthenia must help if Moravia is attacked", "PACT", "must",
        terms=story.clause(
            "clause", obligated=["Ruthenia"], beneficiary="Moravia", trigger="Moravia is attacked"
        ),
    )  # fmt: skip
    story.say(
        "Ruthenia and Galicia have an alliance", "PACT", "alliance",
        actors=["Ruthenia", "Galicia"], terms=story.clause("mention"),
    )  # fmt: skip
    story.say(
        "Galicia must send its fleet if Ruthenia joins a war", "PACT", "must",
        terms=story.clause("clause", obligated=["Galicia"], trigger="Ruthenia joins a war"),
    )  # fmt: skip
    story.entity("Borussia")
    rows = whatif(story.findings(), "Borussia attacks Moravia")
    assert set(story.names(one.party for one in rows)) == {"Ruthenia", "Galicia"}
    assert not whatif(story.findings(), "Borussia attacks Ruthenia")


def test_who_defends_an_ally_is_at_war_for_the_pacts_that_speak_of_war():
    story = Story().report("a.txt", "2012-08-10")
    story.say(
        "Ruthenia must help if Moravia is attacked", "PACT", "must",
        actors=["Ruthenia", "Moravia"], terms=story.clause(
            "clause", obligated=["Ruthenia"], beneficiary="Moravia", trigger="Moravia is attacked"
        ),
    )  # fmt: skip
    story.say(
        "Galicia must send its fleet if Ruthenia goes to war", "PACT", "must",
        actors=["Galicia", "Ruthenia"], terms=story.clause(
            "clause", obligated=["Galicia"], trigger="Ruthenia goes to war"
        ),
    )  # fmt: skip
    story.entity("Borussia")
    rows = whatif(story.findings(), "Borussia attacks Moravia")
    assert set(story.names(one.party for one in rows)) == {"Ruthenia", "Galicia"}


def test_a_clause_on_nuclear_arms_is_for_no_other_attack():
    story = Story().report("a.txt", "2012-08-10")
    story.say(
        "Ruthenia must seek help if Moravia is attacked with nuclear weapons", "PACT", "must",
        actors=["Ruthenia", "Moravia"], terms=story.clause(
            "clause", obligated=["Ruthenia"], trigger="Moravia is attacked with nuclear weapons"
        ),
    )  # fmt: skip
    rows = whatif(story.findings(), "nuclear attack on Moravia")
    assert list(story.names(one.party for one in rows)) == ["Ruthenia"]
    assert not whatif(story.findings(), "attack on Moravia")


def test_a_name_with_a_possessive_is_one_name():
    story = Story().report("a.txt", "2012-08-10")
    story.say(
        "The Ruthenian People's Republic must help if Moravia is attacked", "PACT", "must",
        actors=["Ruthenian People's Republic", "Moravia"], terms=story.clause(
            "clause", obligated=["Moravia", "Ruthenian People's Republic"],
            trigger="either of them is attacked",
        ),
    )  # fmt: skip
    rows = whatif(story.findings(), "attack on the Ruthenian People's Republic")
    assert list(story.names(one.party for one in rows)) == ["Moravia"]


def test_what_was_understood_can_be_said(story):
    event = suppose(story.findings(), "the United States bombs Iran")
    assert event.event == "attack"
    assert event.said == "an attack by United States on Iran"


@pytest.mark.parametrize("text", ["", "Iran", "good weather in Syria", "war", "attack " * 100])
def test_an_event_that_cannot_be_read_is_answered_with_an_example(story, text):
    with pytest.raises(UsageError) as caught:
        whatif(story.findings(), text)
    assert caught.value.code == "unreadable_event"
    assert "United States attacks Iran" in str(caught.value)


WORDS = st.sampled_from(
    ["Iran", "Syria", "US", "attack", "attacks", "war", "on", "in", "by", "or", "and", "is", "attacked",
     "insurrection", "any", "allies", "between", "Hezbollah's", "—", "/", "?", "Ω", "Western", "joins"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=9).map(" ".join), st.text(max_size=60)))
def test_any_words_are_answered_or_refused_with_an_example(text):
    findings = STORY.findings()
    try:
        rows = whatif(findings, text)
    except UsageError as error:
        assert error.code == "unreadable_event"
        return
    assert rows == tuple(sorted(rows, key=lambda one: (one.party, one.pact, one.statement)))
    hit = {*suppose(findings, text).targets, *suppose(findings, text).places}
    assert not hit & {one.party for one in rows}


def test_no_pacts_oblige_nobody():
    assert whatif(Story().entity("Iran").findings(), "Turkey attacks Iran") == ()


def test_is_in_small_letters_names_nobody():
    names = Names([])
    (event,) = read_events("any of the three is attacked", names)
    assert event.targets == (ANY_PARTY,)


def test_a_wider_war_brings_into_play_what_names_such_a_war():
    story = Story().entity("Norland").entity("Sudria").report("a", "2020-05-01")
    story.say("Norland and Sudria signed a defence pact", "PACT", "signed", actors=["Norland"],
              targets=["Sudria"], terms=story.clause("signing"))  # fmt: skip
    story.say("It binds both to help one another in a regional war", "PACT", "binds",
              terms=story.clause("clause", obligated=["Norland", "Sudria"],
                                 trigger="a regional war"))  # fmt: skip
    answers = whatif(story.findings(), "a regional war")
    assert set(story.names(one.party for one in answers)) == {"Norland", "Sudria"}
    assert whatif(story.findings(), "Norland attacks Estria") == (), "one attack is no wider war"


def desk():
    """Two partners with a clause on ships, a parliament in small letters, and states around them."""
    story = Story()
    for name, country in (
        ("Norway", "NO"), ("Chile", "CL"), ("Egypt", "EG"), ("Kenya", "KE"), ("Oman", "OM"),
    ):  # fmt: skip
        story.entity(name, kind="place", country=country)
    story.entity("eastern parliament", "the eastern parliament", kind="organization")
    story.entity("Elverum", kind="person")
    story.entity("the town of Elverum", "Elverum", kind="place", country="NO")
    story.entity("Strait of Karst", kind="place").report("a.txt", "2020-01-01")
    story.say("Norway and Chile have a naval pact", "PACT", "pact", actors=["Norway", "Chile"],
              terms=story.clause("mention"))  # fmt: skip
    story.say("both shield the other's ships from attacks at sea", "PACT", "shield",
              terms=story.clause("clause", obligated=["Norway", "Chile"],
                                 trigger="an attack at sea"))  # fmt: skip
    story.say("Egypt and the eastern parliament have a pact", "PACT", "pact",
              actors=["Egypt", "eastern parliament"], terms=story.clause("mention"))  # fmt: skip
    story.say("an assault on one is an assault on both", "PACT", "assault",
              terms=story.clause("clause", obligated=["Egypt", "eastern parliament"],
                                 trigger="an assault on one"))  # fmt: skip
    story.say("Kenya closes its ports to Oman if Oman blockades Chile", "PACT", "closes",
              actors=["Kenya", "Chile"],
              terms=story.clause("clause", obligated=["Kenya"], beneficiary="Chile",
                                 trigger="a blockade of Chile"))  # fmt: skip
    return story


DESK = [
    ("a tanker is attacked in the Strait of Karst", {"Norway", "Chile"}),
    ("attack at sea", {"Norway", "Chile"}),
    ("an attack on shipping in the Red Sea", {"Norway", "Chile"}),
    ("pirates seize a freighter off Oman", {"Norway", "Chile"}),
    ("Oman sinks a Norwegian frigate", {"Chile"}),
    ("Oman attacks Norway", set()),
    ("Kenya attacks the eastern parliament", {"Egypt"}),
    ("the eastern parliament is attacked", {"Egypt"}),
    ("If Kenya bombs Egypt", {"eastern parliament"}),
    ("what happens if Oman blockades Chile?", {"Kenya"}),
    ("Chile is cut off by Oman", {"Kenya"}),
    ("Oman imposes sanctions on Chile", set()),
    ("a coup in Egypt", set()),
    ("Norway withdraws from Elverum", set()),
]


@pytest.mark.parametrize(("event", "obliged"), DESK)
def test_events_at_sea_blockades_and_bodies_in_small_letters_are_understood(event, obliged):
    story = desk()
    rows = whatif(story.findings(), event)
    assert set(story.names(one.party for one in rows)) == obliged


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Iran closes the Strait of Gibraltar", "a closure at sea by Iran on Strait of Gibraltar"),
        ("Israeli jets violate Syrian airspace", "an overflight by Israel on Syria"),
        ("Israeli jets fly over Syria", "an overflight by Israel in Syria"),
        ("US troops pull out of Syria", "a withdrawal by United States from Syria"),
        ("Syria uses poison gas in Aleppo", "an attack by Syria in Syria"),
        ("Turkish troops enter Syria", "an invasion by Turkey on Syria"),
        ("Turkey sends tanks into Syria", "an intervention by Turkey on Syria"),
        (
            "Israel attacks Iran from Turkey's territory",
            "an attack by Israel on Iran from the ground of Turkey",
        ),
        (
            "Israel hits Iran from bases in Turkey",
            "an attack by Israel on Iran from the ground of Turkey",
        ),
        ("an attack from Turkey on Syria", "an attack by Turkey on Syria"),
        ("war between Iran and Israel", "a war between Iran and Israel"),
        ("Iran and Israel are at war", "a war between Iran and Israel"),
        ("Israel is at war", "a war on Israel"),
        ("generals topple the president of Syria", "an insurrection in Syria"),
        ("generals seize power in Syria", "an insurrection in Syria"),
        ("an Iranian plane is shot down over Syria", "an attack on Iran in Syria"),
        ("Turkey masses troops on the border of Syria", "a threat by Turkey on Syria"),
        ("the United States imposes sanctions on Iran", "sanctions by United States on Iran"),
    ],
)  # fmt: skip
def test_what_desks_ask_is_understood(text, said):
    assert suppose(STORY.findings(), text).said == said


def test_who_lends_the_ground_for_an_attack_is_neither_who_does_it_nor_who_is_hit(story):
    event = suppose(story.findings(), "the United States bombs Iran from airfields in Syria")
    assert story.names(event.ground) == ("Syria",)
    assert story.names(event.targets) == ("Iran",)
    assert story.names(event.actors) == ("United States",)


def test_words_without_an_event_are_answered_with_a_question_made_of_their_names(story):
    with pytest.raises(UsageError) as caught:
        whatif(story.findings(), "mediation between Iran and Israel")
    assert "names Iran and Israel" in str(caught.value)
    assert '"Iran attacks Israel"' in str(caught.value)
    whatif(story.findings(), "Iran attacks Israel")


def test_a_name_of_a_town_and_of_a_person_means_the_town():
    story = desk()
    assert suppose(story.findings(), "Oman attacks Elverum").said == "an attack by Oman on Norway"


def river():
    """Two states with a pact on two towns, and a state beside them."""
    story = Story()
    for name, country in (("Uganda", "UG"), ("Kenya", "KE"), ("Sudan", "SD")):
        story.entity(name, kind="place", country=country)
    for town in ("Busia", "Malaba"):
        story.entity(town, kind="place", country="KE")
    story.report("a.txt", "2019-08-10", outlet="Paper")
    story.say(
        "the defence pact of Uganda with Kenya", "PACT", "pact", actors=["Uganda"],
        targets=["Kenya"], terms=story.clause("mention", signed="2018-05-26"),
    )  # fmt: skip
    return story


def bound_to(story, words, trigger):
    story.say(
        words, "PACT", "must",
        terms=story.clause("clause", obligated=["Uganda"], beneficiary="Kenya", trigger=trigger),
    )  # fmt: skip
    return story


def parties_by(story, event):
    return {one.party for one in whatif(story.findings(), event)}


def test_an_attack_on_one_town_is_none_on_another():
    story = bound_to(river(), "Uganda must send troops if Busia is attacked", "Busia is attacked")
    assert parties_by(story, "Sudan attacks Busia")
    assert not parties_by(story, "Sudan attacks Malaba")


def test_a_state_in_its_own_land_hits_only_the_town_that_a_clause_names():
    words = "Uganda must send troops if the army attacks Busia"
    story = bound_to(river(), words, "the army attacks Busia")
    assert parties_by(story, "Kenya attacks Busia")
    assert not parties_by(story, "Kenya attacks Malaba")


def test_an_attack_by_whomever_is_one_by_rebels_too():
    words = "Uganda must send troops if Kenya is attacked, no matter by whom"
    assert parties_by(bound_to(river(), words, "Kenya is attacked"), "rebels attack Kenya")
    words = "Uganda must send troops if Kenya is attacked"
    assert not parties_by(bound_to(river(), words, "Kenya is attacked"), "rebels attack Kenya")


def test_the_name_of_a_defence_army_is_no_help():
    words = "the Defence Army is to hand over its guns"
    assert not parties_by(bound_to(river(), words, None), "Sudan attacks Kenya")
