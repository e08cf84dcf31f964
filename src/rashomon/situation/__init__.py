"""The ledger replayed: as of a day, as known on a day; pacts and what-if; forecasts.

Enters: statements, entities, claims and reports as the ledger keeps them. Leaves: pacts and forecasts,
and the answers to three questions: who held what on a day (`situation`), whom an event would oblige
(`whatif`), and how such an event was understood (`suppose`). `known_by` turns everything back to an
evening, `difference` tells what changed between two, `histories` on which days each claim changed.
Nothing here reads a report's text.
"""

from rashomon.situation.bearings import known_on
from rashomon.situation.board import Board, Page, make_board, situation
from rashomon.situation.differences import Difference, difference
from rashomon.situation.forecasts import find_forecasts
from rashomon.situation.histories import Change, histories, standing_on
from rashomon.situation.holdings import Asked, Key
from rashomon.situation.knowledge import known_by
from rashomon.situation.pacts import find_pacts
from rashomon.situation.priors import ground_priors, read_alliances
from rashomon.situation.suppositions import suppose
from rashomon.situation.whatif import Answer, answer_whatif, whatif

__all__ = [
    "Answer",
    "Asked",
    "Board",
    "Change",
    "Difference",
    "Key",
    "Page",
    "answer_whatif",
    "difference",
    "find_forecasts",
    "find_pacts",
    "ground_priors",
    "histories",
    "known_by",
    "known_on",
    "make_board",
    "read_alliances",
    "situation",
    "standing_on",
    "suppose",
    "whatif",
]
