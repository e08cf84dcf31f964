"""The samples that a program makes are the bytes that it makes today."""

import subprocess
import sys
from pathlib import Path

from rashomon.corpus import reports_folder

TOOL = Path(__file__).parents[2] / "tools" / "make_samples.py"


def test_the_samples_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(TOOL), str(tmp_path)], check=True)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert {Path(name).suffix for name in made} == {".pdf", ".docx", ".eml", ".rss", ".warc"}
    folder = Path(str(reports_folder()))
    assert made == {name: (folder / name).read_bytes() for name in made}
