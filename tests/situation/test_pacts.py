from rashomon.instants import Days
from rashomon.situation import find_pacts
from stories import Story, days


def pacts_of(story):
    found = find_pacts(story.statements, list(story.entities.values()))
    return {story.names(pact.parties): pact for pact in found}


def two_party_story():
    story = (
        Story()
        .entity("Ruthenia")
        .entity("Moravia")
        .entity("Moravian government", part_of="Moravia")
    )
    story.report("one", "2012-08-10")
    story.say("Ruthenia and Moravia signed their mutual defense pact four years ago", "PACT", "signed",
              actors=["Ruthenia"], targets=["Moravian government"],
              terms=story.clause("signing", signed="2008-01-01/2008-12-31"))  # fmt: skip
    story.say("The pact was signed on May 3, 2008", "PACT", "signed", actors=["Ruthenia"],
              terms=story.clause("signing", signed="2008-05-03"))  # fmt: skip
    story.say("It binds Ruthenia to defend Moravia against invasion", "PACT", "binds",
              terms=story.clause("clause", obligated=["Ruthenia"], beneficiary="Moravia",
                                 trigger="invasion"))  # fmt: skip
    story.report("two", "2015-06-04")
    story.say("Ruthenia is to invoke its 2006 mutual defense pact with Moravia", "PACT", "invoke",
              status="predicted", actors=["Ruthenia"], targets=["Moravia"],
              terms=story.clause("invocation", signed="2006-01-01/2006-12-31"))  # fmt: skip
    return story


def test_two_days_of_signing_told_of_the_same_parties_are_two_signings_of_one_pact():
    story = two_party_story()
    pacts = pacts_of(story)
    assert set(pacts) == {story.names(sorted((story.id("Ruthenia"), story.id("Moravia"))))}
    (pact,) = pacts.values()
    assert [one.days for one in pact.signed] == [days("2006-01-01/2006-12-31"), days("2008-05-03")]
    assert [len(one.statements) for one in pact.signed] == [1, 2]
    assert pact.name == "Moravia–Ruthenia mutual defence pact"


def test_a_pact_on_trade_is_another_than_that_on_defence():
    story = two_party_story()
    story.say("their agreement on trade, which was concluded on May 9, 2007", "PACT", "concluded",
              actors=["Ruthenia"], targets=["Moravia"],
              terms=story.clause("signing", signed="2007-05-09"))  # fmt: skip
    found = find_pacts(story.statements, list(story.entities.values()))
    assert sorted(len(one.signed) for one in found) == [1, 2]
    assert len({one.parties for one in found}) == 1


def test_a_beneficiary_that_is_a_town_gives_way_to_the_other_party():
    story = two_party_story()
    story.entity("Port Larch", kind="place")
    story.say("It binds Moravia to close Port Larch if Ruthenia is attacked", "PACT", "binds",
              terms=story.clause("clause", obligated=["Moravia"], beneficiary="Port Larch",
                                 trigger="Ruthenia is attacked"))  # fmt: skip
    (pact,) = pacts_of(story).values()
    assert pact.clauses[-1].beneficiary == story.id("Ruthenia")


def test_a_clause_and_an_invocation_lead_to_their_statements():
    story = two_party_story()
    (pact,) = pacts_of(story).values()
    assert [one.statement for one in pact.clauses] == [story.statements[2].id]
    assert pact.clauses[0].text == story.statements[2].quote
    assert pact.invocations == (story.statements[3].id,)


def test_a_denied_invocation_is_none():
    story = two_party_story()
    story.say("Ruthenia denied that it had invoked the pact", "PACT", "invoked", status="denied",
              actors=["Ruthenia"], terms=story.clause("invocation"))  # fmt: skip
    (pact,) = pacts_of(story).values()
    assert pact.invocations == (story.statements[3].id,)
    assert story.statements[4].id in pact.statements


def test_somebody_in_office_binds_whom_he_speaks_for():
    story = (
        Story()
        .entity("Turkey", kind="place", country="TR")
        .entity("Hezbollah", kind="organization")
    )
    story.entity("Egypt", kind="place", country="EG").entity("Anton Holub", kind="person")
    story.entity("the Turkish and Egyptian presidents", kind="group")
    story.report("one", "2012-08-10")
    story.say("Hezbollah leader Anton Holub", "POST", "leader", actors=["Anton Holub"],
              value="Hezbollah leader")  # fmt: skip
    story.say("a protocol signed by the Turkish and Egyptian presidents and Anton Holub", "PACT",
              "signed", actors=["the Turkish and Egyptian presidents"], targets=["Anton Holub"],
              terms=story.clause("signing"))  # fmt: skip
    (parties,) = pacts_of(story)
    assert set(parties) == {"Turkey", "Egypt", "Hezbollah"}


def test_the_words_beside_the_pact_name_its_parties():
    story = (
        Story()
        .entity("Iran", kind="place", country="IR")
        .entity("Syria", kind="place", country="SY")
    )
    story.report("one", "2012-08-10")
    story.say("the Iranian-Syrian defence pact", "PACT", "pact", terms=story.clause("mention"))
    story.say("Tehran holds to its treaty with Damascus", "PACT", "treaty",
              terms=story.clause("mention"))  # fmt: skip
    (parties,) = pacts_of(story)
    assert set(parties) == {"Iran", "Syria"}


def test_a_protocol_of_three_is_another_pact_and_takes_the_clauses_told_after_it():
    story = two_party_story()
    story.report("one again", "2012-08-11")
    story.say("a secret protocol of Ruthenia, Moravia and Galicia", "PACT", "protocol",
              actors=["Ruthenia", "Moravia", "Galicia"], terms=story.clause("signing"))  # fmt: skip
    clause = story.say("each must help the others in a war", "PACT", "must",
                       terms=story.clause("clause", trigger="a war"))  # fmt: skip
    pacts = pacts_of(story)
    three = next(pact for parties, pact in pacts.items() if len(parties) == 3)
    assert len(pacts) == 2
    assert [one.statement for one in three.clauses] == [clause.id]
    assert three.clauses[0].obligated == three.parties
    assert [one.days for one in three.signed] == [None]
    assert three.name == "Galicia–Moravia–Ruthenia secret protocol"


def test_a_second_treaty_of_the_same_parties_is_another_pact_where_the_text_says_so():
    story = two_party_story()
    story.say("Ruthenia and Moravia signed another treaty in 2011", "PACT", "signed",
              actors=["Ruthenia", "Moravia"],
              terms=story.clause("signing", signed="2011-01-01/2011-12-31"))  # fmt: skip
    found = find_pacts(story.statements, list(story.entities.values()))
    assert len(found) == 2
    assert {one.days for pact in found for one in pact.signed} >= {Days(*days_of_2011())}


def days_of_2011():
    found = days("2011-01-01/2011-12-31")
    return found.first, found.last


def test_one_party_alone_makes_no_pact():
    story = Story().report("one", "2012-08-10")
    story.say("Ruthenia spoke of the treaty", "PACT", "treaty", actors=["Ruthenia"])
    assert pacts_of(story) == {}


def test_pacts_do_not_depend_on_the_order_of_statements():
    story = two_party_story()
    entities = list(story.entities.values())
    assert find_pacts(story.statements, entities) == find_pacts(story.statements[::-1], entities)


def test_a_pact_of_three_is_none_of_two_and_takes_its_parties_from_its_clause():
    story = Story().report("a", "2020-05-01")
    two = story.clause("signing", signed="1999-04-02")
    story.say(
        "Norland and Sudria signed a treaty on April 2, 1999", "PACT", "signed",
        actors=["Norland"], targets=["Sudria"], terms=two,
    )  # fmt: skip
    three = story.clause("signing", signed="2019-03-03")
    story.say(
        "Norland initialled a three-way memorandum on March 3", "PACT", "initialled",
        actors=["Norland"], terms=three,
    )  # fmt: skip
    bound = story.clause("clause", obligated=["Norland", "Sudria", "Estia"])
    story.say(
        "it binds Norland, Sudria and Estia to help one another", "PACT", "binds",
        actors=["Norland", "Sudria", "Estia"], terms=bound,
    )  # fmt: skip
    pacts = {frozenset(story.names(one.parties)): one for one in story.findings().pacts}
    assert set(pacts) == {
        frozenset({"Norland", "Sudria"}), frozenset({"Norland", "Sudria", "Estia"}),
    }  # fmt: skip
    wide = pacts[frozenset({"Norland", "Sudria", "Estia"})]
    assert [one.days.first.year for one in wide.signed] == [2019]
    assert len(wide.clauses) == 1


def test_a_province_that_treats_for_itself_is_a_party_and_not_its_state():
    story = Story()
    story.entity("Ruthenia", kind="place", country="AM").entity(
        "Upper Dale", kind="place", country="AZ"
    )
    story.report("a", "2014-04-01", outlet="Hill Post")
    story.say("Ruthenia and Upper Dale signed a defence pact", "PACT", "signed",
              actors=["Ruthenia", "Upper Dale"], terms=story.clause("signing"))  # fmt: skip
    (pact,) = story.findings().pacts
    assert story.names(pact.parties) in (("Ruthenia", "Upper Dale"), ("Upper Dale", "Ruthenia"))


def test_a_treaty_told_by_its_day_is_the_pact_signed_that_day():
    story = Story()
    story.report("a", "2014-04-01", outlet="Hill Post")
    story.say("Ruthenia and Moravia signed a treaty on 9 May 2010", "PACT", "signed",
              actors=["Ruthenia", "Moravia"],
              terms=story.clause("signing", signed="2010-05-09"))  # fmt: skip
    story.report("b", "2014-04-02", outlet="Lake Echo")
    told = story.say("the treaty of 9 May 2010", "PACT", "treaty",
                     terms=story.clause("mention", signed="2010-05-09"))  # fmt: skip
    story.say("the treaty of 1 May 2011", "PACT", "treaty",
              terms=story.clause("mention", signed="2011-05-01"))  # fmt: skip
    (pact,) = story.findings().pacts
    assert told.id in pact.statements and len(pact.statements) == 2
