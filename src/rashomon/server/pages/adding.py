"""Adding reports: files or a folder sent from the browser, how far they are read, what came of it."""

from msgspec import Struct
from starlette.datastructures import FormData, UploadFile

from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Action, Screen
from rashomon.server.problems import Way, refused
from rashomon.server.uploads import MOST_FILES, Upload
from rashomon.views.overview import ReportRow, list_reports
from rashomon.views.wording import counted

_ROWS = 100
"""Reports of one upload that are listed; of more, so many are counted."""

_KINDS = ("statement", "claim", "dispute", "pact", "forecast")
"""The kinds of records whose change a reader wants to know of, in this order."""

_STATES = {
    "waiting": "Waiting for its turn; one upload is read at a time.",
    "looking": "Looking through the files.",
    "reading": "Reading.",
    "settling": "Comparing all reports with one another.",
    "done": "Read.",
    "failed": "Reading stopped.",
}
_NOUNS = {"dispute": "contested question", "pact": "commitment"}


class Adding(Struct, frozen=True):
    """The form: how much may be sent at a time, and the uploads before."""

    largest_bytes: int
    most_files: int
    ledger: str
    recent: tuple[Upload, ...]


class Added(Struct, frozen=True):
    """One upload: how far it is, and what came of it.

    ``reports`` are those of the ledger that came with it; ``words`` says in one sentence what came of
    it, ``changes`` what followed from that; ``states`` are the words for each state.
    """

    upload: Upload
    is_over: bool
    reports: tuple[ReportRow, ...]
    more_reports: int
    words: str
    changes: tuple[str, ...]
    states: dict[str, str]


def show_form(ask: Ask) -> Adding:
    """What may be sent.

    Raises:
        Refusal: A reader asks, who may not send anything.
    """
    _check_editor(ask)
    return Adding(
        ask.desk.settings.serving.largest_upload_bytes,
        MOST_FILES,
        ask.desk.path.name,
        ask.uploads.recent()[:10],
    )


def show_upload(ask: Ask) -> Added:
    """How far an upload is."""
    upload = ask.uploads.find(ask.path["upload"])
    if upload is None:
        raise ask.missing("upload", ask.path["upload"], Way("Add reports", "/add"))
    summary = upload.summary
    names = set(() if summary is None else summary.added)
    rows = () if not names else ask.now.keep("reports.rows", list_reports)
    found = tuple(one for one in rows if one.name in names)
    return Added(
        upload,
        upload.state in ("done", "failed"),
        found[:_ROWS],
        max(0, len(found) - _ROWS),
        _came_of(upload),
        _changes(upload),
        _STATES,
    )


def _came_of(upload: Upload) -> str:
    """One sentence on the reports of an upload that was read."""
    summary = upload.summary
    if summary is None:
        return ""
    said = [
        f"{counted(len(summary.added), 'report')} added",
        f"{len(summary.edited)} of them edited since an earlier version" if summary.edited else "",
        f"{len(summary.again)} read again, since the program is another" if summary.again else "",
        f"{len(summary.known)} known already" if summary.known else "",
        f"{len(summary.rejects)} not read" if summary.rejects else "",
    ]
    return ", ".join(one for one in said if one) + "."


def _changes(upload: Upload) -> tuple[str, ...]:
    """What followed from the new reports, a phrase a kind of record."""
    if upload.summary is None:
        return ()
    found = {one.kind: one for one in upload.summary.entries}
    said = []
    for kind in _KINDS:
        if kind not in found:
            continue
        one, noun = found[kind], _NOUNS.get(kind, kind)
        said.append(f"{counted(one.added, f'new {noun}')}") if one.added else None
        said.append(f"{counted(one.changed, noun)} changed") if one.changed else None
        said.append(f"{counted(one.retired, noun)} gone") if one.retired else None
    return tuple(said)


def add(ask: Ask, form: FormData) -> str:
    """Put the files of the form in the queue; the page that follows tells how far they are."""
    files = [
        (one.filename or "report", one.file)
        for one in form.getlist("files")
        if isinstance(one, UploadFile) and (one.filename or one.size)
    ]
    if not files:
        raise refused(
            422, "no-files", "No file was chosen. Choose files or a folder, then send them.",
            field="files", ways=(Way("Choose files", "/add"),),
        )  # fmt: skip
    return ask.link(f"/add/{ask.uploads.add(files, ask.user.name).id}", asof=None)


def _check_editor(ask: Ask) -> None:
    if not ask.may_edit:
        raise refused(
            403, "readers-only-read", "You may read here, not add reports. An editor may.",
            ways=(Way("All reports", "/reports"),),
        )  # fmt: skip


SCREENS = (
    Screen("reports", "/add", "add.html", show_form),
    Screen("reports", "/add/{upload}", "added.html", show_upload),
)
ACTIONS = (Action("/add", add, files=MOST_FILES),)
