"""Draw what the command line shows a person, as SVG pictures for the documents.

Runs the program on the sample corpus at a terminal of its own and keeps the colours.
"""

import io
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from rashomon.corpus import reports_folder

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
PROGRAM = str(Path(sys.executable).parent / "rashomon")
COLUMNS = 110

PICTURES = {
    "disputes": ("disputes",),
}


def main() -> int:
    """Draw every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(
            [PROGRAM, "read", str(reports_folder())], cwd=work, check=True, capture_output=True
        )
        for name, words in PICTURES.items():
            draw(name, words, Path(work))
            print(f"docs/pictures/{name}.svg")
    return 0


def draw(name: str, words: tuple[str, ...], work: Path) -> None:
    """One command and what it prints, as a picture."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    typed = " ".join(f'"{word}"' if " " in word else word for word in words)
    console.print(Text(f"$ rashomon {typed}", style="bold"))
    console.print(Text.from_ansi(shown(words, work)), soft_wrap=True)
    svg = console.export_svg(title="rashomon", unique_id=name)
    lines = (line.rstrip() for line in svg.splitlines())
    (FOLDER / f"{name}.svg").write_text("\n".join(lines) + "\n", encoding="utf-8")


def shown(words: tuple[str, ...], work: Path) -> str:
    """What a command prints at a terminal, with its colours."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "LINES": "40", "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [PROGRAM, *words], cwd=work, stdout=theirs, stderr=subprocess.DEVNULL, env=environment
    )
    os.close(theirs)
    found = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        found += piece
    process.wait()
    os.close(ours)
    return found.decode("utf-8", "replace").replace("\r\n", "\n")


if __name__ == "__main__":
    sys.exit(main())
