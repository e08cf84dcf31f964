"""What the stage passes along inside: a cue with its source and content, before chains are made."""

from dataclasses import dataclass, field

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span


@dataclass(slots=True)
class Speech:
    """One cue, who speaks, and what is said.

    ``source`` is the head word of the speaker's phrase; None where no words name one. ``content``
    holds spans in the order of the text. ``kind`` is the lexicon's name for what the cue does.
    ``relays`` are the media that pass the speech on, nearest first, and ``relay_cue`` is their verb.
    ``is_quoted``: the cue itself stands in somebody's quotation. ``points_back``: the content is the
    sentence before ("This was reported by …"). ``source_span`` holds the speaker's words where the
    order of words tells them and not the tree.
    """

    tree: Tree
    cue: list[Node]
    source: Node | None
    content: list[Span]
    kind: str
    direct: bool = False
    is_quoted: bool = False
    relays: list[Node] = field(default_factory=list)
    relay_cue: Node | None = None
    points_back: bool = False
    source_span: Span | None = None
