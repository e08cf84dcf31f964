"""The ledger replayed: as of a day, as known on a day; pacts and what-if; forecasts.

Enters: statements, entities, claims and reports as the ledger keeps them. Leaves: pacts and forecasts,
and the answers to three questions: who held what on a day (`situation`), whom an event would oblige
(`whatif`), and how such an event was understood (`suppose`). Nothing here reads a report's text.
"""

from rashomon.situation.board import situation
from rashomon.situation.forecasts import find_forecasts
from rashomon.situation.pacts import find_pacts
from rashomon.situation.suppositions import suppose
from rashomon.situation.whatif import whatif

__all__ = ["find_forecasts", "find_pacts", "situation", "suppose", "whatif"]
