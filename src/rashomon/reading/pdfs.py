"""PDF into the text of its pages.

Stands inside reading. Enters: a PDF. Leaves: its text layer, page after page. Pictures of text are not
read. A PDF's own title, author and date are those of the file, seldom those of the report, and are left.
"""

import subprocess
import sys
from importlib.resources import as_file, files

import msgspec
from msgspec import Struct

from rashomon.reading.contents import Unreadable
from rashomon.settings import ReadingSettings

FEWEST_LETTERS = 20
"""A scan may have a page number or a stamp in its text layer; the shortest dispatch has more."""


class _Answer(Struct, frozen=True):
    """What `pdfpages` answers: the text, or the code and the reason of a refusal."""

    text: str = ""
    code: str | None = None
    reason: str = ""


def extract_pdf(content: bytes, settings: ReadingSettings) -> str:
    """The text of a PDF, an empty line between pages.

    Raises:
        Unreadable: ``encrypted``, ``no-text``, ``damaged``, ``too-large`` or ``slow``.

    Cost: about 20 ms a page, and 200 ms for the process in which it is done.
    """
    answer = _answer(content, settings)
    if answer.code is not None:
        raise Unreadable(answer.code, answer.reason)
    if sum(letter.isalnum() for letter in answer.text) < FEWEST_LETTERS:
        reason = "The PDF is a scan without text; make its text readable (OCR) and read it again."
        raise Unreadable("no-text", reason)
    return answer.text


def _answer(content: bytes, settings: ReadingSettings) -> _Answer:
    with as_file(files("rashomon.reading").joinpath("pdfpages.py")) as program:
        # -P keeps the folder of the program off the path: its modules are none of Python's.
        command = [sys.executable, "-P", str(program), str(settings.most_pages)]
        try:
            done = subprocess.run(  # noqa: S603 - our own program; the PDF goes to its input
                command,
                input=content,
                capture_output=True,
                timeout=settings.longest_pdf_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            reason = (
                f"The PDF takes longer than {settings.longest_pdf_s:g} s to read; save its text, or"
                " raise longest_pdf_s."
            )
            raise Unreadable("slow", reason) from None
    try:
        return msgspec.json.decode(done.stdout, type=_Answer)
    except msgspec.MsgspecError:  # the parser brought the process down
        reason = "The PDF is damaged beyond reading; save it again, or its text."
        raise Unreadable("damaged", reason) from None
