"""The overview: what the story comes to, contested first."""

from rashomon.server.asking import Ask
from rashomon.server.pages.lists import entries_of
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.snapshots import Snapshot
from rashomon.views.overview import Overview, make_overview


def show(ask: Ask) -> Overview:
    """The overview as known on the day asked for."""
    of_all = len(entries_of(ask.now)) if ask.asof is not None else 0

    def make(snapshot: Snapshot) -> Overview:
        return make_overview(snapshot, entries_of(snapshot), snapshot.rejects, of_all)

    return ask.snapshot.keep("overview.page", make)


def list_rows(view: Overview) -> Rows:
    """A row an account: the questions and what is answered to them."""
    return [
        {
            "question": one.text,
            "account": account.value,
            "first_reported": account.first.words,
            "origins_at_most": account.pips.origins,
            "statement": account.statement,
            "reason": one.reason,
            "id": one.id,
        }
        for one in view.contested
        for account in one.accounts
    ]


SCREENS = (Screen("overview", "", "overview.html", show, list_rows),)
