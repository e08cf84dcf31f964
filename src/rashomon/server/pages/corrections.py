"""Corrections: close decisions to confirm or turn round, a form with a preview, the log with undo."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from starlette.datastructures import FormData

from rashomon.correcting.claims import GRADES
from rashomon.correcting.reports import ON_REPORTS
from rashomon.errors import ConflictError, RashomonError, UsageError
from rashomon.records.claims import Claim, Dispute
from rashomon.records.corrections import Correction, Preview
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.server.asking import Ask
from rashomon.server.errands import Errand
from rashomon.server.pages.options import Rooted, choices_of, origins_of
from rashomon.server.pages.screens import Action, Rows, Screen
from rashomon.server.problems import TITLES, Refusal, Trouble, Way, not_found
from rashomon.views.rulings import (
    Choice,
    Entry,
    Pair,
    Shown,
    conflict_words,
    list_log,
    list_pairs,
    list_shown,
    records_to_choose,
)

PAGE = 10

QUEUE_AT_ONCE = 5_000
"""Claims of a ledger whose queue is made with the page; a larger one's is fetched after it."""

_WORTH_SAYING, _WORTH_SAYING_S = 5_000, 1.5
"""Statements, and seconds of the last correction, from which on whoever waits is told why."""

_ACTS = ("merge", "split", "reject", "regrade", "relabel", "confirm", "set-outlet", "set-date")

_STATUSES = (
    "asserted", "reported", "planned", "predicted", "threatened", "conditional", "possible", "denied",
)  # fmt: skip


_VALUES = {"statement": _STATUSES, "origin": GRADES}
"""What a grade can be, by what is graded."""

_ACTS_ON = {"statement": ("reject", "regrade"), "origin": ("split", "regrade", "relabel")}


class Board(Struct, frozen=True):
    """The queue and the log. ``done`` is the entry just made; ``waits`` for a queue fetched later."""

    pairs: tuple[Pair, ...]
    total: int
    offset: int
    log: tuple[Entry, ...]
    done: Entry | None
    waits: bool


class Draft(Struct, frozen=True):
    """A correction as it is being made: what is asked for, what may be chosen, what it would change."""

    act: str
    acts: tuple[str, ...]
    record: str
    kind: str
    words: str
    path: str
    targets: tuple[str, ...]
    choices: tuple[Choice, ...]
    chooses: str
    away: tuple[str, ...]
    value: str
    values: tuple[str, ...]
    first: str
    last: str
    reason: str
    sentence: str
    effects: tuple[Shown, ...]
    version: int
    trouble: str
    is_previewed: bool
    cost: str
    waits: "Work | None"


class Work(Struct, frozen=True):
    """A correction that is being settled: how far it is, and where to look when it is over.

    ``expected`` are the seconds that it should take in all; 0 where it takes longer than that.
    """

    act: str
    by: str
    is_over: bool
    seconds: int
    expected: int
    path: str


def show_board(ask: Ask) -> Board:
    """The queue, a page of it, and the log."""
    snapshot = ask.now
    wants_queue = ask.query.get("part") == "queue" or ask.query.get("queue") == "1"
    waits = len(snapshot.findings.claims) > QUEUE_AT_ONCE and not wants_queue
    doubts = () if waits else ask.rulings.doubts(snapshot)
    offset = min(ask.number("offset", 0, most=1_000_000), max(0, len(doubts) - 1))
    pairs = list_pairs(doubts[offset : offset + PAGE], snapshot)
    log = list_log(ask.rulings.placements())
    done = next((one for one in log if one.id == ask.query.get("done")), None)
    return Board(pairs, len(doubts), offset, log, done, waits)


def log_rows(view: Board) -> Rows:
    """A row an entry of the log."""
    return [
        {
            "number": one.seq,
            "made_at": one.made_at,
            "author": one.author,
            "kind": one.kind,
            "about": "; ".join(words for _, words in one.words),
            "said_before": one.said,
            "says": one.says,
            "effects": one.effects,
            "reason": one.reason,
            "state": one.state,
            "id": one.id,
        }
        for one in view.log
    ]


def show_draft(ask: Ask) -> Draft:
    """The form for one correction; with a preview as soon as enough is said."""
    act = (ask.choices("act", _ACTS) or ("confirm",))[0]
    record = ask.query.get("record", "")
    kind, found = _found(ask, record)
    targets = tuple(one for value in ask.all("targets") for one in value.split(",") if one)
    away = tuple(ask.all("away"))
    if not targets and kind in ("claim", "statement", "report", "origin", "entity"):
        targets = (record,)
    choices, chooses = choices_of(ask.now, act, found, targets, away)
    if act == "merge" and not record:
        choices, chooses = records_to_choose(targets, ask.now), "targets"
    details = _details(ask.query, away)
    errand = _look(ask, act, targets, details) if ask.query.get("look") else None
    preview, trouble = _seen(errand)
    return Draft(
        act=act,
        acts=_ACTS_ON.get(kind, ()),
        record=record,
        kind=kind,
        words=_words(found)
        or ("" if chooses else "; ".join(_words(_held(ask, one)) or one for one in targets)),
        path=_path("claim", found.claim) if kind == "origin" else _path(kind, record),
        targets=targets,
        choices=choices,
        chooses=chooses,
        away=away,
        value=ask.query.get("value", ""),
        values=_VALUES.get(kind, ()) if act == "regrade" else (),
        first=ask.query.get("first", ""),
        last=ask.query.get("last", ""),
        reason=ask.query.get("reason", ""),
        sentence=preview.sentence if preview else "",
        effects=list_shown(preview.effects) if preview else (),
        version=preview.version if preview else ask.number("version", 0, most=10**9),
        trouble=trouble,
        is_previewed=preview is not None,
        cost=cost_words(act, len(ask.now.findings.statements), ask.rulings.last_s(act)),
        waits=_work(errand, ask.again()) if errand is not None and _runs(errand) else None,
    )


def cost_words(act: str, statements: int, last_s: float | None) -> str:
    """What whoever waits for a correction should know; empty where nobody has to wait."""
    is_whole = act in ON_REPORTS
    if last_s is not None and last_s < _WORTH_SAYING_S:
        return ""
    if last_s is None and (statements < _WORTH_SAYING or not is_whole):
        return ""
    settled = f"All {statements:,} statements are" if is_whole else "Whatever it changes is"
    last = "" if last_s is None else f" The last time it took {last_s:.0f} seconds."
    return (
        f"{settled} settled again under it, for a look at what it would change as for keeping it."
        f"{last} Until that is done, everybody sees the state before."
    )


def _found(ask: Ask, record: str) -> tuple[str, Any]:
    if not record:
        return "", None
    found = ask.now.find(record)
    if found is None and record.startswith("or-"):
        origins = ask.now.keep("corrections.origins", origins_of)
        found = ("origin", origins[record]) if record in origins else None
    if found is None:
        raise ask.missing("record", record, Way("Corrections", "/corrections"))
    return found


def _held(ask: Ask, record: str) -> Any:
    found = ask.now.find(record)
    return None if found is None else found[1]


def _words(found: Any) -> str:
    said = ""
    match found:
        case Claim():
            said = found.text
        case Rooted():
            said = f"{found.origin.name}: {found.origin.why}"
        case Dispute():
            said = found.question or found.about
        case Statement():
            said = " ".join(found.quote.split())
        case Report():
            said = found.title or found.name
        case Entity():
            said = f"{found.name} ({', '.join(found.aliases[:6])})"
    return said


def _path(kind: str, record: str) -> str:
    paths = {
        "claim": "claims",
        "dispute": "claims",
        "statement": "statements",
        "report": "reports",
        "entity": "names",
    }
    return f"/{paths[kind]}/{record}" if kind in paths else ""


def _details(words: Any, away: Sequence[str]) -> dict[str, Any]:
    """What a correction is given beside its kind and targets, out of a form's fields."""
    found: dict[str, Any] = {}
    for name in ("reason", "value", "field"):
        if words.get(name):
            found[name] = str(words.get(name))
    first, last = str(words.get("first") or ""), str(words.get("last") or "")
    if first or last:
        found["days"] = f"{first or last}/{last or first}"
    if away:
        found["away"] = tuple(away)
    return found


def _look(ask: Ask, act: str, targets: tuple[str, ...], details: dict[str, Any]) -> Errand:
    """What it would change, looked for aside."""
    asked = dict(details)
    if act == "reject" and not asked.get("reason"):
        asked["reason"] = "…"  # the effect can be looked at before the reason is written
    return ask.rulings.look(act, *targets, author=ask.user.name, **asked)


def _seen(errand: Errand | None) -> tuple[Preview | None, str]:
    """What it would change; or the sentence that says why it cannot be made so."""
    if errand is None or errand.error is None:
        return (None if errand is None else errand.found), ""
    if isinstance(errand.error, UsageError):
        return None, str(errand.error)
    raise errand.error


def _runs(errand: Errand) -> bool:
    return errand.state == "running"


def _work(errand: Errand, path: str) -> Work:
    return Work(
        act=errand.what,
        by=errand.by,
        is_over=not _runs(errand),
        seconds=round(errand.took_s),
        expected=round(errand.expected_s) if errand.took_s < errand.expected_s else 0,
        path=path,
    )


def show_work(ask: Ask) -> Work:
    """How far a correction is that is being entered; the log has it when it is."""
    errand = ask.rulings.errand(ask.path["errand"])
    if errand is None:
        raise not_found("correction under way", ask.path["errand"], Way("The log", "/corrections"))
    if errand.error is not None:
        raise _refused(errand.error)
    done = errand.found.id if isinstance(errand.found, Correction) else None
    return _work(errand, ask.link("/corrections", asof=None, done=done))


def save(ask: Ask, form: FormData) -> str:
    """Enter a correction; the board then shows it on top of the log."""
    act = str(form.get("act") or "")
    targets = [str(one) for one in form.getlist("targets")]
    details = _details(form, [str(one) for one in form.getlist("away")])
    version = str(form.get("version") or "")
    if version.isdecimal():
        details["version"] = int(version)
    return _enter(ask, act, targets, details)


def undo(ask: Ask, form: FormData) -> str:
    """Take a correction back by one more entry."""
    reason = str(form.get("reason") or "")
    return _enter(ask, "undo", [str(form.get("id"))], {"reason": reason} if reason else {})


def _enter(ask: Ask, act: str, targets: Sequence[str], details: dict[str, Any]) -> str:
    """Enter it aside: the log where that takes moments, else the page that tells how far it is."""
    errand = ask.rulings.enter(act, *targets, author=ask.user.name, **details)
    if errand.error is not None:
        raise _refused(errand.error)
    if _runs(errand):
        return ask.link(f"/corrections/work/{errand.key}")
    return ask.link("/corrections", done=errand.found.id)


def _refused(error: RashomonError) -> Exception:
    """The error, with what somebody else did first where that is why."""
    if not isinstance(error, ConflictError):
        return error
    told = f" {conflict_words(error.first)}" if isinstance(error.first, Correction) else ""
    ways = (Way("Look at the log, then decide anew", "/corrections"),)
    return Refusal(Trouble(409, "changed-meanwhile", TITLES[409], f"{error}{told}", ways=ways))


SCREENS = (
    Screen("corrections", "/corrections", "corrections.html", show_board, log_rows),
    Screen("corrections", "/corrections/new", "draft.html", show_draft),
    Screen("corrections", "/corrections/work/{errand}", "work.html", show_work),
)
ACTIONS = (Action("/corrections", save), Action("/corrections/undo", undo))
