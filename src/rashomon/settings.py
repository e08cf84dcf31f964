"""Settings, one struct a stage.

A flag wins over the environment, that over ``rashomon.toml``, that over the default.
"""

from datetime import date

from msgspec import Struct


class ReadingSettings(Struct, frozen=True):
    """How inputs become reports.

    ``largest_input_bytes``: an input over this becomes a reject (``too_large``) instead of filling
    memory; a long book in plain text has about 2 MB.
    """

    largest_input_bytes: int = 20_000_000
    shortest_text_chars: int = 40


class LedgerSettings(Struct, frozen=True):
    """How the ledger is kept.

    ``lock_wait_s``: how long one writer waits for another; a batch of reports is kept in well under a
    second, the findings on ten thousand reports in half a minute.
    """

    lock_wait_s: float = 60.0


class Settings(Struct, frozen=True):
    """All settings of a run.

    ``today`` fixes the day that reports are read at and the moment that entries are recorded at; None
    takes them from ``SOURCE_DATE_EPOCH`` where that is set, else from the clock, in UTC.
    """

    reading: ReadingSettings = ReadingSettings()
    ledger: LedgerSettings = LedgerSettings()
    today: date | None = None
