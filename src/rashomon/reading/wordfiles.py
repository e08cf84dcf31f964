"""Word documents (docx, ECMA-376) into their text, a line a paragraph.

Stands inside reading. Enters: a document. Leaves: the text of its body and tables without what was
struck in review. Its properties name whoever owns the program, not the author, and are left.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from rashomon.reading.contents import Unreadable
from rashomon.settings import ReadingSettings

_BODY = "word/document.xml"


def extract_docx(content: bytes, settings: ReadingSettings) -> str:
    """The text of a Word document.

    Raises:
        Unreadable: ``damaged``, ``encrypted``, ``no-text`` or ``too-large``.
    """
    text = "\n".join(_paragraphs(_parsed(_body(content, settings))))
    if not text.strip():
        raise Unreadable("no-text", "The document has no text; save the report as text.")
    return text


def _body(content: bytes, settings: ReadingSettings) -> bytes:
    limit = settings.largest_input_bytes
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(_BODY) as part:
            body = part.read(limit + 1)
    except KeyError:
        raise Unreadable("damaged", "The file is no Word document; save it as docx.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise Unreadable("damaged", "The document is damaged; save it again.") from None
    except RuntimeError:  # so zipfile says that a member is locked
        reason = "The document is locked by a password; save it without one."
        raise Unreadable("encrypted", reason) from None
    if len(body) > limit:
        raise Unreadable("too-large", f"The document's text has over {limit:,} bytes; split it.")
    return body


def _parsed(body: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable("damaged", "The document's text is damaged; save it again.") from None


def _paragraphs(body: Any) -> Iterator[str]:
    """The words of each paragraph. Text boxes stand twice, for new programs and old; once is enough."""
    words: list[str] = []
    depth = 0
    for event, element in _events(body):
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name == "Fallback":
            depth += 1 if event == "start" else -1
        elif depth:
            continue
        elif event == "end" and name == "p":
            yield " ".join("".join(words).split())
            words = []
        elif event == "start" and name == "t":
            words.append(element.text or "")
        elif event == "start" and name in ("tab", "br", "cr"):
            words.append(" ")


def _events(body: Any) -> Any:
    from lxml import etree

    return etree.iterwalk(body, events=("start", "end"))
