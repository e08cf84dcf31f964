"""Who is mentioned, and who is who over several reports."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from rashomon.grounding import Grounded, ground, mention
from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.drafts import Draft, Voice
from rashomon.records.findings import Extraction
from rashomon.records.mentions import Entity, Mention
from rashomon.records.reports import Passage, Published, Report
from rashomon.spans import Piece, Span, cut


@cache
def parser() -> SpacyParser:
    return SpacyParser()


def report_of(name: str, text: str) -> Report:
    return Report(
        id=f"rp-{name}", name=name, url=None, media_type="text/plain", outlet=None, carries=None,
        title=None, author=None, language="en", published=Published(None, "unknown", "no day"),
        read_at=date(2026, 1, 1), raw_sha256="", text=text, removed=(),
        pieces=(Piece(0, 0, len(text)),),
    )  # fmt: skip


def passages_of(report: Report, sentences: Sequence[str]) -> tuple[Passage, ...]:
    found = []
    for sentence in sentences:
        start = report.text.index(sentence)
        found.append(
            Passage(f"ps-{report.id}-{start}", report.id, start, start + len(sentence), sentence, 0,
                    "body", "en")
        )  # fmt: skip
    return tuple(found)


def read(
    *sentences: str, name: str = "a"
) -> tuple[Report, tuple[Passage, ...], tuple[Mention, ...]]:
    report = report_of(name, " ".join(sentences))
    passages = passages_of(report, sentences)
    parses = parser().parse(sentences)
    trees = [Tree(one, parse) for one, parse in zip(passages, parses, strict=True)]
    return report, passages, mention(report, trees)


def extracted(*sentences: str, name: str = "a", drafts: Sequence[Draft] = ()) -> Extraction:
    report, passages, mentions = read(*sentences, name=name)
    return Extraction(report, passages, tuple(drafts), mentions, ())


def draft(
    sentence: str, trigger: str, *, actor: str | None = None, chain: tuple[Voice, ...] = ()
) -> Draft:
    at = sentence.index(trigger)
    spans = () if actor is None else (span_in(sentence, actor),)
    return Draft(
        report="rp-a", passage="", span=Span(0, len(sentence)), trigger=Span(at, at + len(trigger)),
        type="ASSAULT", mode=None, status="asserted", actors=spans, chain=chain,
    )  # fmt: skip


def span_in(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def entity(grounded: Grounded, name: str) -> Entity:
    return next(one for one in grounded.entities if name in (one.name, *one.aliases))


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("Hizballah moved its launchers out of the valley.", "Hizballah", "group"),
        ("The convoy left Palmyra for Latakia at dawn.", "Palmyra", "place"),
        ("Gunners of the YPG held the bridge overnight.", "YPG", "group"),
        ("Israeli jets crossed the border on Monday.", "Israeli", "group"),
        ("Tehran rejected the offer within an hour.", "Tehran", "organization"),
        ("The delegation stayed in Tehran for a week.", "Tehran", "place"),
        ("Cavalry took Ras al-Ayn before sunset.", "Ras al-Ayn", "place"),
        ("Cavalry took Jisr al-Shughur before sunset.", "Jisr al-Shughur", "place"),
        ("Deir ez-Zor is still held by the garrison.", "Deir ez-Zor", "place"),
        ("Crews reopened the old city of Al Hasakeh.", "Al Hasakeh", "place"),
        ("They shelled the city of Al Hasakeh. Nobody could leave Hasakeh.", "Hasakeh", "place"),
        ("Palmyra airport was captured by tribesmen.", "Palmyra", "place"),
        ("Miners say Deir az-Zawr would fall by spring.", "Deir az-Zawr", "place"),
    ],
)
def test_names_of_the_field_have_their_kind(sentence: str, words: str, kind: str) -> None:
    _, _, mentions = read(sentence)
    assert kind in {one.kind for one in mentions if one.text == words}


def test_every_mention_reads_as_its_words() -> None:
    report, _, mentions = read(
        "Gen. Omar Haddad said 40 soldiers of the Egyptian army had died near Arish.",
        "He blamed gunmen from the hills.",
    )
    assert mentions
    assert all(cut(report.text, one.span) == one.text for one in mentions)


def test_a_pronoun_goes_back_to_the_person_named_before() -> None:
    report, _, mentions = read(
        "Col. Karim Nader addressed the garrison on Friday.", "He promised the men new boots."
    )
    backs = {one.text: one.refers_to for one in mentions if one.refers_to is not None}
    assert cut(report.text, backs["He"] or Span(0, 0)) == "Karim Nader"


@pytest.mark.parametrize(
    ("sentences", "words", "bearer"),
    [
        (
            (
                "Hamas gunmen overran the post at Nahal on Monday, the Galilee Observatory said.",
                "The group now holds the whole ridge.",
            ),
            "The group",
            "Hamas gunmen",
        ),
        (
            ("The Turkish army crossed the river.", "The army met no resistance."),
            "The army",
            "Turkish army",
        ),
        (
            ("The Army of Glory took the mill at noon.", "The army would be back, a captain said."),
            "The army",
            None,
        ),
    ],
)
def test_a_description_goes_back_to_whom_it_describes_not_to_who_tells_of_it(
    sentences: tuple[str, ...], words: str, bearer: str | None
) -> None:
    report, _, mentions = read(*sentences)
    start = report.text.rindex(words)
    backs = {
        cut(report.text, one.refers_to)
        for one in mentions
        if one.refers_to is not None and one.span.end == start + len(words)
    }
    assert backs == ({bearer} if bearer is not None else set())


def test_a_report_without_words_has_no_mentions() -> None:
    assert mention(report_of("empty", ""), []) == ()


def test_spellings_and_seats_of_one_actor_are_one_entity() -> None:
    grounded = ground(
        [
            extracted("Hizballah closed the pass.", "Washington condemned the United States raid."),
            extracted("Hezbollah denied it.", name="b"),
        ]
    )
    assert {"Hizballah", "Hezbollah"} <= set(entity(grounded, "Hizballah").aliases)
    assert entity(grounded, "Washington") == entity(grounded, "United States")


def test_a_surname_alone_is_the_person_the_report_names_in_full() -> None:
    grounded = ground(
        [extracted("Nadia Ferhat inspected the harbour.", "Later Ferhat met the dockers.")]
    )
    assert {"Nadia Ferhat", "Ferhat"} <= set(entity(grounded, "Nadia Ferhat").aliases)


def test_a_body_is_called_by_the_first_part_of_its_name() -> None:
    grounded = ground(
        [extracted("The Falcons Brigade took the mill.", "Later the Falcons left the mill.")]
    )
    assert {"Falcons Brigade", "Falcons"} <= set(entity(grounded, "Falcons Brigade").aliases)


def test_the_first_part_of_a_name_that_is_a_state_stays_the_state() -> None:
    grounded = ground([extracted("The Lebanon Brigade took the mill.", "Lebanon mourned its men.")])
    assert entity(grounded, "Lebanon Brigade").id != entity(grounded, "Lebanon").id


def test_what_is_said_of_a_body_before_its_name_is_no_part_of_it() -> None:
    grounded = ground(
        [
            extracted("The separatist Eastern Transitional Council holds the quay."),
            extracted("The Eastern Transitional Council left the quay.", name="b"),
        ]
    )
    assert len({one.id for one in grounded.entities if "Transitional" in one.name}) == 1


def test_persons_with_one_surname_and_different_given_names_stay_apart() -> None:
    grounded = ground(
        [
            extracted("Nadia Ferhat inspected the harbour."),
            extracted("Selim Ferhat mended the nets.", name="b"),
        ]
    )
    assert entity(grounded, "Nadia Ferhat").id != entity(grounded, "Selim Ferhat").id


def test_a_whole_and_its_part_are_two_entities() -> None:
    grounded = ground([extracted("The Syrian army shelled a hill while Syria mourned.")])
    army, state = entity(grounded, "Syrian army"), entity(grounded, "Syria")
    assert army.id != state.id
    assert army.part_of is not None


def test_the_order_of_the_reports_changes_nothing() -> None:
    one = extracted("Nadia Ferhat met Hamas envoys in Cairo.")
    other = extracted("Ferhat left Cairo; Hezbollah stayed.", name="b")
    assert ground([one, other]) == ground([other, one])


def test_an_actor_in_a_phrase_is_answered_by_its_head() -> None:
    sentence = "Members of the Free Syrian Army attacked the depot."
    told = draft(sentence, "attacked", actor="Members of the Free Syrian Army")
    grounded = ground([extracted(sentence, drafts=[told])])
    (statement,) = grounded.statements
    assert statement.actors == (entity(grounded, "Free Syrian Army").id,)


def test_numbers_in_an_account_of_violence_are_taken_with_it() -> None:
    sentence = "Rockets killed 14 bakers, including three women, in the market."
    grounded = ground([extracted(sentence, drafts=[draft(sentence, "killed")])])
    (statement,) = grounded.statements
    assert {(one.low, one.of) for one in statement.quantities} >= {(14, "bakers"), (3, "women")}


def test_a_source_has_its_entity() -> None:
    sentence = "Reuters said gunmen stormed the mill."
    voice = Voice(
        "Reuters", "named", span=span_in(sentence, "Reuters"), cue=span_in(sentence, "said")
    )
    grounded = ground([extracted(sentence, drafts=[draft(sentence, "stormed", chain=(voice,))])])
    (statement,) = grounded.statements
    assert statement.attribution[0].entity == entity(grounded, "Reuters").id
    assert statement.quote == sentence


def test_nothing_to_ground_gives_nothing() -> None:
    assert ground([]) == Grounded((), (), ())


def test_peoples_joined_by_a_hyphen_are_both_parties() -> None:
    sentence = "The Greek-Bulgarian convoy shelled the ridge."
    one = extracted(sentence, drafts=[draft(sentence, "shelled", actor="Greek-Bulgarian")])
    grounded = ground([one])
    names = {one.id: one.name for one in grounded.entities}
    (found,) = grounded.statements
    assert {names[actor] for actor in found.actors} == {"Greece", "Bulgaria"}
