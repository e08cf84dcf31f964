"""Days of publication: stated in the head or foot, never taken from a sentence."""

from datetime import date

import pytest

from rashomon.reading.lines import read_lines
from rashomon.reading.publication import find_stated_day

BODY = "The bridge at Amra was closed after a raid on Friday, residents told the mayor of the town."


def stated(text: str) -> date | None:
    found = find_stated_day(text, list(read_lines(text)))
    return None if found is None else found.day


@pytest.mark.parametrize(
    "head",
    [
        "Published: 2014-03-07\n\n",
        "Published on March 7, 2014\n",
        "Date of publication 7 March 2014 ",
        "Posted: Friday, 7 March 2014, 10:15 GMT\n",
        "Bridge closed at Amra\n\nMarch 7, 2014\n\n",
        "Bridge closed at Amra\nBy Lena Brandt | 7 March 2014\n",
        "Bridge closed at Amra\nLena Brandt, Mar. 7th, 2014 - 11:30 pm\n",
        "07.03.2014 ",
        "07-03-2014 Bridge closed at Amra. ",
        "2014/03/07 12:00\n",
        "Fri Mar 07 2014 Bridge closed at Amra. ",
        "Bridge closed at Amra AFP Friday 7 Mar 2014 ",
        "Bridge closed at Amra Middle East 07-03-2014 0147 PM ",
        "Delta Letter\nNo. 12 – Week to Friday, 7 March 2014\n\n",
        "Delta Letter, issue 12 | 7 March 2014\n\n",
        "Week ending 7 March 2014\n\n",
        "AMRA, 7 March 2014 (Coastline) - ",
        "AMRA (Reuters) 7 March 2014 - ",
        "March 7, 2014 AMRA Coastline.org ",
        "Last updated at Mar 72014 ",
        "Friday 03/07/2014\n",
    ],
)
def test_a_day_in_the_place_of_a_dateline_is_stated(head: str) -> None:
    assert stated(head + BODY) == date(2014, 3, 7)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"On March 7, 2014 the pact was signed in Amra. {BODY}",
        f"The pact of 7 March 2014 is dead, the envoy said. {BODY}",
        f"Residents fled Amra between 7 March 2014 and the end of the year. {BODY}",
        f"Bridge closed at Amra\n\nThe raid on 7 March 2014 hit the port. {BODY}",
        f"Bridge closed\n\nCorrection: March 7, 2014\n\n{BODY}",
        f"03/04/2014\n\nA report of no certain day. {BODY.replace('on Friday', '')}",
        f"31 February 2014\n\n{BODY}",
        f"A man is led away in Amra, Friday March 7, 2014. He was freed later. {BODY}",
        f"Friday, March 7\n\n{BODY}",
    ],
)
def test_a_day_that_a_sentence_tells_of_is_not_stated(text: str) -> None:
    assert stated(text) is None


def test_the_first_publication_wins_over_an_update() -> None:
    assert stated(f"Updated: 9 March 2014\nPublished: 7 March 2014\n\n{BODY}") == date(2014, 3, 7)
    assert stated(f"Updated: 9 March 2014\n\n{BODY}") == date(2014, 3, 9)


def test_the_words_that_state_the_day_are_kept() -> None:
    text = f"Bridge closed at Amra\n\nPublished: 7 March 2014\n\n{BODY}"
    found = find_stated_day(text, list(read_lines(text)))
    assert found is not None
    assert text[found.span.start : found.span.end] == "Published: 7 March 2014"


@pytest.mark.parametrize(
    ("head", "told", "day"),
    [
        ("03/04/2014", "The depot was hit on 25/03/2014, and again since.", date(2014, 4, 3)),
        ("03/04/2014", "The depot was hit on 02/25/2014, and again since.", date(2014, 3, 4)),
        ("03-04-2014", "The depot was hit on 02-25-2014, and again since.", date(2014, 3, 4)),
        ("03-04-2014", "The depot was hit on an evening of late.", date(2014, 4, 3)),
        ("03/04/2014", "The depot was hit on April 1, and again since.", date(2014, 4, 3)),
        ("03/04/2014", "The depot was hit on 2 March, and again since.", date(2014, 3, 4)),
        ("03/04/2014", "The depot was hit on 2 March, and again on 1 April.", None),
        ("03/04/2014", "The depot was hit on 25/03/2014 and on 02/25/2014.", None),
    ],
)
def test_two_orders_of_a_day_in_numbers_are_told_apart_by_the_other_days_of_the_text(
    head: str, told: str, day: date | None
) -> None:
    assert stated(f"{head}\n\nBridge closed at Amra. {told}\n") == day
