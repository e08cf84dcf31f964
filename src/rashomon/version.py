"""The version of the program and of the export's format."""

__version__ = "0.1.0"

EXPORT_VERSION = "1"
"""Version of the public export format; see ``docs/export.md``."""
