"""Settings, one struct a stage.

A flag wins over the environment, that over ``rashomon.toml``, that over the default.
"""

from msgspec import Struct


class ReadingSettings(Struct, frozen=True):
    """How inputs become reports.

    ``largest_input_bytes``: an input over this becomes a reject (``too_large``) instead of filling
    memory; a long book in plain text has about 2 MB.
    """

    largest_input_bytes: int = 20_000_000
    shortest_text_chars: int = 40


class Settings(Struct, frozen=True):
    """All settings of a run."""

    reading: ReadingSettings = ReadingSettings()
