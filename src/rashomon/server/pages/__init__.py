"""The screens of the workbench, a module each.

How to add one::

    # rashomon/server/pages/claims.py
    class ClaimCard(Struct, frozen=True):            # the view model: plain values and records only
        claim: Claim
        sentences: tuple[Sentence, ...]

    def make_card(ask: Ask) -> ClaimCard:            # a plain function; runs in a thread
        claim = ask.snapshot.claims.get(ask.path["claim"])
        if claim is None:
            raise ask.missing("claim", ask.path["claim"], Way("All claims", "/claims"))
        return ClaimCard(claim, ...)

    SCREENS = (Screen("claims", "/claims/{claim}", "claim.html", make_card),)
    ACTIONS = ()                                     # `Action("/corrections/undo", undo)` and the like

and name the module in `MODULES` below. That gives ``/s/{story}/claims/{claim}``, the same ``.json``,
and, with ``rows=``, the same ``.csv`` (cells that a spreadsheet would take for a formula are guarded).

**What an `Ask` has**: ``snapshot`` (the records as known on ``asof``; `Snapshot` has maps by id and by
relation), ``now`` (whatever day is asked), ``path``, ``query``, ``day(field)``, ``number(field, …)``,
``choices(field, allowed)``, ``link(path, **query)`` (keeps ``asof``), ``here(**changes)`` (this page
with other filters), ``twin("json")``, ``user``, ``may_edit``, ``csrf``, ``theme`` (None, light or dark),
``desk`` (``title``, ``path``), ``rulings`` (`Rulings.preview`, ``correct``, ``placements``, ``doubts``:
they use the snapshot at hand and refresh it, where a workspace would load the ledger). Bad filters
answer 422 by themselves; raise `problems.bad_filter` for your own.

**Unknown ids**: raise ``ask.missing(kind, id, *ways)``. It answers 301 where the record was merged into
another, 410 with the reason where it was rejected or retired, else 404 with the ways on.

**What a template has**: ``view``, ``ask``, ``screen`` (its ``name`` marks the place in the navigation),
``static("app.css")``, ``version``, and whatever `filters.FILTERS` and `filters.GLOBALS` hold. All is
escaped. ``error.html`` is given ``trouble`` (`problems.Trouble`) and ``ask``, which is **None** where no
story could be opened; ``stories.html`` is given ``stories``, desks; ``login.html`` is given
``trouble`` (or None) and ``back``, with ``ask`` None.

**What holds on every page**: no inline script, style or event handler (Content-Security-Policy forbids
them; pass data in ``<script type="application/json">``, which Jinja's ``tojson`` makes safe). Every form
that posts holds ``<input type="hidden" name="csrf" value="{{ ask.csrf }}">``; a script sends the same as
``X-CSRF-Token``. The theme is set by ``POST /theme`` (fields ``theme`` = light, dark or auto, ``back``,
``csrf``). What is dear to calculate is kept with the snapshot:
``ask.snapshot.keep("timeline.rows", make_timeline_of)``.

**Published pages** are these very pages, opened from a file: links made by ``ask.link`` become relative;
scripts must be plain scripts (no modules) and must live with ``fetch`` failing. ``ask.published`` is
true there.
``RASHOMON_SERVING_DEVELOP=1 rashomon serve`` looks at templates and static files anew on each request.
"""

from rashomon.server.pages import (
    adding,
    boards,
    claims,
    corrections,
    export,
    help,
    map,
    names,
    overview,
    reports,
    search,
    sources,
    timeline,
)
from rashomon.server.pages.screens import Action, Screen

MODULES = (
    overview,
    claims,
    reports,
    adding,
    timeline,
    map,
    sources,
    names,
    boards,
    corrections,
    export,
    search,
    help,
)
"""The modules of screens, in the order of the navigation."""

SCREENS: tuple[Screen, ...] = tuple(one for module in MODULES for one in module.SCREENS)
ACTIONS: tuple[Action, ...] = tuple(
    one for module in MODULES for one in getattr(module, "ACTIONS", ())
)
