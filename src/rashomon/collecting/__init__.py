"""Collecting: files and folders into raw reports, stage 1 of the path."""

from rashomon.collecting.files import collect

__all__ = ["collect"]
