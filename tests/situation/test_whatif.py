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
