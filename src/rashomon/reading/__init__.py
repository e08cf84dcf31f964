"""Reading: raw reports into reports and passages, stage 2 of the path."""

from rashomon.reading.reports import read

__all__ = ["read"]
