"""PDF into the text of its pages.

Stands inside reading. Enters: a PDF. Leaves: its text layer, page after page. Pictures of text are not
read. A PDF's own title, author and date are those of the file, seldom those of the report, and are left.
"""

import logging
from io import BytesIO

from rashomon.reading.contents import Unreadable
from rashomon.settings import ReadingSettings

FEWEST_LETTERS = 20
"""A scan may have a page number or a stamp in its text layer; the shortest dispatch has more."""

_MOST_PAGE_BYTES = 5_000_000
"""The drawing orders of a page of text have some 10 kB; above this is a map, and takes minutes."""

_MOST_CHARS = 10_000_000
"""What all pages may give: five long books."""


def extract_pdf(content: bytes, settings: ReadingSettings) -> str:
    """The text of a PDF, an empty line between pages.

    Raises:
        Unreadable: ``encrypted``, ``no-text``, ``damaged`` or ``too-large``.

    Cost: about 20 ms a page.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said by the reject
    try:
        reader = PdfReader(BytesIO(content))
        # Many files are locked against changes only and open with the empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
        if len(reader.pages) > settings.most_pages:
            most = f"{settings.most_pages:,}"
            reason = f"The PDF has more than {most} pages; split it, or raise most_pages."
            raise Unreadable("too-large", reason)
        text = _pages(reader)
    except Unreadable:
        raise
    except ImportError:
        raise _locked() from None  # ciphers are not installed: nothing is unlocked here
    # A parser of hostile bytes in pure Python may fail in any way; whichever, the file is damaged.
    except (PyPdfError, Exception) as error:  # noqa: BLE001
        reason = f"The PDF is damaged ({type(error).__name__}); save it again, or its text."
        raise Unreadable("damaged", reason) from None
    if sum(letter.isalnum() for letter in text) < FEWEST_LETTERS:
        reason = "The PDF is a scan without text; make its text readable (OCR) and read it again."
        raise Unreadable("no-text", reason)
    return text


def _pages(reader: object) -> str:
    texts: list[str] = []
    size = 0
    for page in reader.pages:  # type: ignore[attr-defined]
        orders = page.get_contents()
        if orders is not None and len(orders.get_data()) > _MOST_PAGE_BYTES:
            reason = "A page of the PDF is a drawing too large to be read; save its text."
            raise Unreadable("too-large", reason)
        texts.append(page.extract_text().strip())
        size += len(texts[-1])
        if size > _MOST_CHARS:
            raise Unreadable("too-large", "The PDF holds more text than a library; split it.")
    # Half a pair of surrogates is no character and cannot be kept.
    return "\n\n".join(texts).encode("utf-8", "replace").decode("utf-8")


def _locked() -> Unreadable:
    reason = "The PDF is locked by a password; save it without one and read it again."
    return Unreadable("encrypted", reason)
