"""The main job on the sample corpus: read it, write the brief and the export, and say where to look."""

import subprocess
import sys
from pathlib import Path

from rashomon.corpus import reports_folder

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "demo"
PROGRAM = str(Path(sys.executable).parent / "rashomon")


def main() -> int:
    """Run the program as a user would, in the folder ``demo``."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("rashomon.db*"):
        old.unlink()
    run("read", str(reports_folder()))
    run("brief", "--output", "brief.md")
    run("export", "export", "--format", "jsonl")
    run("disputes", "--limit", "5")
    print(
        "\nRead demo/brief.md first. The ledger is demo/rashomon.db, the whole export demo/export/.\n"
        "Then see it in the browser, or ask it something:\n"
        "  cd demo\n"
        "  ../.venv/bin/rashomon serve --open\n"
        "  ../.venv/bin/rashomon claims\n"
        "  ../.venv/bin/rashomon situation --valid-at 2015-05-21 --known-at 2015-05-22\n"
        '  ../.venv/bin/rashomon whatif "Israel attacks Syria"\n'
        "  ../.venv/bin/rashomon --help"
    )
    return 0


def run(*words: str) -> None:
    """One command, shown as it would be typed."""
    print(f"\n$ rashomon {' '.join(words)}", flush=True)
    done = subprocess.run([PROGRAM, *words], cwd=FOLDER, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
