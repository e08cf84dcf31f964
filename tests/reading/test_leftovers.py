"""Leftovers of pages go, with a reason; sentences of reports stay."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.leftovers import find_leftovers
from rashomon.reading.lines import read_lines

DATA = Path(__file__).parent / "data"
BODY = (
    "A convoy of forty trucks reached the harbour on Monday, officials said.\n\n"
    "The drivers had waited for six days at the border before they were let through."
)


def cases(name: str) -> list[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def removed(text: str) -> dict[str, str]:
    lines = list(read_lines(text))
    return {lines[i].words: why for i, why in find_leftovers(lines).items()}


@pytest.mark.parametrize("line", cases("leftovers.txt"))
def test_a_line_that_the_page_left_below_a_report_goes_with_a_reason(line: str) -> None:
    found = removed(f"{BODY}\n\n{line}")
    assert len(found) == 1
    assert all(found.values())


@pytest.mark.parametrize("line", cases("prose.txt"))
def test_a_line_of_the_report_stays_wherever_it_stands(line: str) -> None:
    assert removed(f"{line}\n\n{BODY}") == {}
    assert removed(f"{BODY}\n\n{line}") == {}
    assert removed(f"{BODY}\n\n{line}\n\n{BODY}") == {}


@pytest.mark.parametrize("line", ["Featured", "Reporting by: Lena Brandt", "Photos", "World"])
def test_a_label_goes_at_the_edge_and_stays_between_paragraphs(line: str) -> None:
    assert len(removed(f"{BODY}\n\n{line}")) == 1
    assert removed(f"{BODY}\n\n{line}\n\n{BODY}") == {}


def test_links_below_a_heading_of_related_articles_go_with_it() -> None:
    found = removed(f"{BODY}\n\nRelated articles\nTruce holds in Amra\nPort reopens after raid")
    assert len(found) == 3


def test_titles_below_an_invitation_to_read_on_go_with_it() -> None:
    assert len(removed(f"{BODY}\n\nRead next\nThe widows of Amra\nWho owns the quay?")) == 3


def test_a_menu_set_by_wide_gaps_goes_only_at_the_edge() -> None:
    assert removed(f"Research    Events    About us\n\n{BODY}")
    assert removed(f"{BODY}\n\nAmra    Tell Larch    Qasr\n\n{BODY}") == {}


def test_columns_with_figures_are_no_menu() -> None:
    assert removed(f"{BODY}\n\nAmra   12   May") == {}


def test_rows_of_a_table_are_no_menu() -> None:
    assert removed(f"{BODY}\n\n| town | held by | since |\n| Amra | army | May |") == {}


def test_labels_below_a_link_go_but_no_sentence_item_day_or_credit_does() -> None:
    own = ["He is free.", "• Two towns fall", "4 May 2016", "Source: Delta News Agency", "Reuters"]
    found = removed(f"{BODY}\n\nShare this story\nTwo towns fall\nThe widows of Amra")
    assert len(found) == 3
    assert list(removed(f"{BODY}\n\nShare this story\n" + "\n".join(own))) == ["Share this story"]


def test_labels_without_a_link_above_stay() -> None:
    assert removed(f"{BODY}\n\nTwo towns fall\nThe widows of Amra") == {}


@pytest.mark.parametrize(
    "headline",
    [
        "Report by envoys finds nine camps",
        "Video by rebels shows captured pilot",
        "Photo of crater proves army lied",
    ],
)
def test_a_headline_that_opens_like_a_credit_stays(headline: str) -> None:
    assert removed(f"{headline}\n\n{BODY}") == {}


def test_an_outlet_on_itself_goes_and_one_of_which_the_report_tells_stays() -> None:
    note = "Delta Watch is an independent newspaper that covers the ports of the south."
    told = "Police searched the rooms of Delta Watch on Sunday and took its computers away."
    assert removed(f"{BODY}\n\n{note}")[note] == "a note on the outlet"
    assert removed(f"{BODY}\n\n{told}\n\n{note}") == {}


@pytest.mark.parametrize(
    "line",
    [
        "Our website was attacked, and you may find our newsletter late, the editor said.",
        "Our website was attacked while soldiers stood before your newsroom.",
    ],
)
def test_words_of_pages_stay_where_somebody_is_heard_or_something_befell_them(line: str) -> None:
    assert removed(f"{BODY}\n\n{line}") == {}


@given(st.text(alphabet="ab|•>» 1=+.:©[]()\n", max_size=200))
def test_every_reason_belongs_to_a_line_and_says_something(text: str) -> None:
    lines = list(read_lines(text))
    found = find_leftovers(lines)
    assert set(found) <= set(range(len(lines)))
    assert all(found.values())


AUTHOR_NOTES = [
    ("By Lena Brandt in Amra", "Lena Brandt has followed the war on the delta since 2014."),
    (
        "4 May 2016 · by Lena Brandt · 5 min read",
        "Lena Brandt lectures on law. She lives in Larch.",
    ),
    ("The road", "Omar Said is a fellow of the Delta Institute and the author of two books."),
]


@pytest.mark.parametrize(("byline", "note"), AUTHOR_NOTES)
def test_a_last_paragraph_on_the_author_goes(byline: str, note: str) -> None:
    found = removed(f"{byline}\n\n{BODY}\n\n{note}\n\n© Harbour Ledger")
    assert found[note] == "a note on the author"


def test_a_last_paragraph_on_somebody_of_whom_the_report_tells_stays() -> None:
    told = "Mr Said was taken from his flat by four men on Sunday evening, residents told us."
    last = "Omar Said is a reporter for two newspapers of the delta and a father of three."
    assert removed(f"By Lena Brandt\n\n{told}\n\n{last}") == {}


def test_the_foot_is_gone_through_upwards_until_the_report_s_own_words() -> None:
    notes = [
        "Harbour Ledger lives from its readers.",
        "Read also",
        "• Who owns the quay?",
        "Lena Brandt writes for the Ledger from Amra.",
        "You are receiving this letter because you signed up at the fair.",
    ]
    found = removed("By Lena Brandt\n\n" + BODY + "\n\n" + "\n\n".join(notes))
    assert len(found) == len(notes)


def test_a_text_that_is_one_paragraph_stays_however_it_opens() -> None:
    text = "This article first appeared in the Ledger on a day in May, and caused an uproar there."
    assert removed(text) == {}


def test_a_row_with_one_link_goes_at_the_edge_with_its_labels_but_not_with_a_day_or_a_name() -> (
    None
):
    assert removed(f"{BODY}\n\n♥ 12     Share this post     Before: A bridge too far")
    assert removed(f"4 May 2016 | Share this post\n\n{BODY}") == {}
    assert removed(f"By Lena Brandt | Share this post\n\n{BODY}") == {}
