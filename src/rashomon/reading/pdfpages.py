"""The text layer of a PDF, page after page, in a process of its own.

Stands inside reading, beside `pdfs`, which starts it. Enters: a PDF on standard input. Leaves: one line
of JSON on standard output, with the ``text``, or with ``code`` and ``reason`` of the refusal. A page can
ask a reader for years of work, and nothing but the end of a process stops a parser that is at it; so
this file imports nothing of the package, to start quickly, and is run by its path.
"""

import json
import logging
import sys
from contextlib import suppress
from io import BytesIO

MOST_PAGE_BYTES = 5_000_000
"""The drawing orders of a page of text have some 10 kB; above this is a map, and takes minutes."""

MOST_CHARS = 10_000_000
"""What all pages may give: five long books."""

MOST_MEMORY_BYTES = 2_000_000_000
"""What the process may take; the largest inputs of 20 MB need a tenth of it."""


class Refused(Exception):  # noqa: N818 - no error of the program: the PDF gives no text
    """A PDF without text that can be had: the code and the reason of its reject."""


def read_pages(content: bytes, most_pages: int) -> str:
    """The text of a PDF, an empty line between pages.

    Raises:
        Refused: ``encrypted``, ``damaged`` or ``too-large``.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said by the reject
    try:
        reader = PdfReader(BytesIO(content))
        # Many files are locked against changes only and open with the empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
        if len(reader.pages) > most_pages:
            reason = f"The PDF has more than {most_pages:,} pages; split it, or raise most_pages."
            raise Refused("too-large", reason)
        return _text(reader)
    except Refused:
        raise
    except ImportError:
        raise _locked() from None  # ciphers are not installed: nothing is unlocked here
    except MemoryError:
        raise Refused("too-large", "The PDF takes too much memory; save its text.") from None
    # A parser of hostile bytes in pure Python may fail in any way; whichever, the file is damaged.
    except Exception as error:  # noqa: BLE001
        reason = f"The PDF is damaged ({type(error).__name__}); save it again, or its text."
        raise Refused("damaged", reason) from None


def _text(reader: object) -> str:
    texts: list[str] = []
    size = 0
    for page in reader.pages:  # type: ignore[attr-defined]
        orders = page.get_contents()
        if orders is not None and len(orders.get_data()) > MOST_PAGE_BYTES:
            reason = "A page of the PDF is a drawing too large to be read; save its text."
            raise Refused("too-large", reason)
        texts.append(page.extract_text().strip())
        size += len(texts[-1])
        if size > MOST_CHARS:
            raise Refused("too-large", "The PDF holds more text than a library; split it.")
    # Half a pair of surrogates is no character and cannot be kept.
    return "\n\n".join(texts).encode("utf-8", "replace").decode("utf-8")


def _locked() -> Refused:
    return Refused(
        "encrypted", "The PDF is locked by a password; save it without one and read it again."
    )


def main() -> None:
    """Answer on standard output to the PDF on standard input; the argument is the most pages."""
    with suppress(ImportError, ValueError, OSError):  # where the system knows no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    try:
        answer = {"text": read_pages(sys.stdin.buffer.read(), int(sys.argv[1]))}
    except Refused as refusal:
        code, reason = refusal.args
        answer = {"code": code, "reason": reason}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
