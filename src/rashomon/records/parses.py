"""The grammar of one passage, as any parser gives it (Universal POS, Penn tags, CLEAR labels)."""

from msgspec import Struct


class Token(Struct, frozen=True, array_like=True):
    """One word of a passage.

    ``start`` and ``end`` are offsets in the passage's text; ``head`` is the index of the governing
    token (a root is its own head). ``entity`` is an OntoNotes label or empty; ``begins`` says whether
    the token is the first of its named entity.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    begins: bool


class Parse(Struct, frozen=True):
    """The tokens of one passage, in order."""

    tokens: tuple[Token, ...]
