"""Voices and outlets: who passes what on, who is named, who copies whom."""

from msgspec import Struct

from rashomon.records.findings import Findings


class VoiceRow(Struct, frozen=True):
    """Somebody on whose word statements rest; ``passed_on_by`` are outlets and go-betweens."""

    name: str
    entity: str | None
    kind: str
    statements: tuple[str, ...]
    reports: int
    direct: int
    passed_on_by: tuple[str, ...]


class OutletRow(Struct, frozen=True):
    """An outlet: its reports, its statements in its own voice and on others' word, its copies."""

    name: str
    reports: tuple[str, ...]
    own_voice: int
    attributed: int
    anonymous: int
    copied_from: tuple[str, ...]
    copied_by: tuple[str, ...]


class CopyRow(Struct, frozen=True):
    """What one report took from another, and what was lost on the way."""

    taken_by: str
    taken_from: str
    direction_known: bool
    passages: int
    characters: int
    credited: bool
    lost: tuple[str, ...]
    reuse: tuple[str, ...]


class SourcesView(Struct, frozen=True):
    """Everybody that the reports rest on."""

    voices: tuple[VoiceRow, ...]
    outlets: tuple[OutletRow, ...]
    copies: tuple[CopyRow, ...]


def list_sources(findings: Findings) -> SourcesView:
    """Voices by how much rests on them, outlets by name, copies by report."""
    return SourcesView((), (), ())
