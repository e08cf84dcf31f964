"""Fetch what the workbench's pages are made with besides our own files: fonts and htmx.

A maintainer runs it to renew them; nobody else needs npm, for its output is committed. Each package is
taken at an exact version and held against the hash noted here, so that the same files come out or none.

    python tools/vendor_assets.py            writes src/rashomon/web/static/vendor/ and MANIFEST.json
    python tools/vendor_assets.py --check    says whether they are as the manifest tells
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src" / "rashomon" / "web" / "static" / "vendor"
TESTED_WITH = ROOT / "tests" / "web" / "vendor"
MANIFEST = "MANIFEST.json"


class Package(NamedTuple):
    """A package of npm, and which of its files are kept; ``sha256`` is that of its archive."""

    name: str
    version: str
    licence: str
    sha256: str
    folder: str
    files: tuple[str, ...]


FOR_PAGES = (
    Package(
        "htmx.org",
        "4.0.1",
        "0BSD",
        "5fba65616ca148a86d377e9771bcada7f35faee3558651feb929eea425e13b3c",
        "htmx",
        ("LICENSE", "dist/htmx.min.js"),
    ),
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        "d26710dd38e7217484a1d47ee76c024977ec550548876f26d06ed1844af09a14",
        "inter",
        (
            "LICENSE",
            "files/inter-latin-wght-normal.woff2",
            "files/inter-cyrillic-wght-normal.woff2",
        ),
    ),
    Package(
        "@fontsource-variable/source-serif-4",
        "5.3.1",
        "OFL-1.1",
        "8c452853c74be1e43e9fbfe76321c26f4678a2d431e93209ff1d9faec03fd96f",
        "source-serif-4",
        (
            "LICENSE",
            "files/source-serif-4-latin-wght-normal.woff2",
            "files/source-serif-4-latin-ext-wght-normal.woff2",
            "files/source-serif-4-cyrillic-wght-normal.woff2",
        ),
    ),
    Package(
        "@fontsource/ibm-plex-mono",
        "5.3.0",
        "OFL-1.1",
        "60d3c0cfa549cb06fcb8867ee83f994d78e212abfac3bef3275436acb5c4d029",
        "ibm-plex-mono",
        ("LICENSE", "files/ibm-plex-mono-latin-400-normal.woff2"),
    ),
)
"""Served with the pages. Latin, its accents in the serif of the reports' text, and Cyrillic; Arabic
is set in the reader's own fonts."""

FOR_TESTS = (
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
        "axe-core",
        ("LICENSE", "axe.min.js"),
    ),
)
"""Used by the tests only; not part of the package."""


def main() -> int:
    """Renew the files, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, compare")
    if parser.parse_args().check:
        faults = [*check(SHIPPED), *check(TESTED_WITH)]
        print("\n".join(faults) or "All files are as the manifests tell.")
        return bool(faults)
    for folder, packages in ((SHIPPED, FOR_PAGES), (TESTED_WITH, FOR_TESTS)):
        renew(folder, packages)
        print(f"Written: {folder.relative_to(ROOT)}")
    return 0


def renew(folder: Path, packages: tuple[Package, ...]) -> None:
    """Fetch the packages and keep their files, with a manifest of what was kept."""
    rows = []
    for package in packages:
        with tempfile.TemporaryDirectory() as scratch:
            archive = fetch(package, Path(scratch))
            rows.append(unpack(package, archive, folder / package.folder))
    write_manifest(folder, [*others(folder, rows), *rows])


def fetch(package: Package, scratch: Path) -> Path:
    """The package's archive, if it is the one that was noted."""
    wanted = f"{package.name}@{package.version}"
    done = subprocess.run(
        ["npm", "pack", "--silent", wanted], cwd=scratch, check=True, capture_output=True, text=True
    )
    archive = scratch / done.stdout.split()[-1]
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{wanted} has the hash {found}, not {package.sha256}. Look into it.")
    return archive


def unpack(package: Package, archive: Path, folder: Path) -> dict[str, object]:
    """Keep the files that are wanted; the row of the manifest that tells of them."""
    folder.mkdir(parents=True, exist_ok=True)
    hashes = {}
    with tarfile.open(archive) as opened:
        for name in package.files:
            member = opened.extractfile(f"package/{name}")
            if member is None:
                raise SystemExit(f"{package.name} {package.version} has no file {name}.")
            content = member.read()
            (folder / Path(name).name).write_bytes(content)
            hashes[f"{package.folder}/{Path(name).name}"] = hashlib.sha256(content).hexdigest()
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "archive_sha256": package.sha256,
        "files": hashes,
    }


def others(folder: Path, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The manifest's rows of what other tools put there."""
    path = folder / MANIFEST
    told = json.loads(path.read_text())["packages"] if path.exists() else []
    ours = {row["name"] for row in rows}
    return [row for row in told if row["name"] not in ours]


def write_manifest(folder: Path, rows: list[dict[str, object]]) -> None:
    """Say what lies there, in what version, under which licence and with which hash."""
    rows = sorted(rows, key=lambda row: str(row["name"]))
    (folder / MANIFEST).write_text(json.dumps({"packages": rows}, indent=2) + "\n")


def check(folder: Path) -> list[str]:
    """What is missing or changed against the manifest, and what it does not tell of."""
    told: dict[str, str] = {}
    for row in json.loads((folder / MANIFEST).read_text())["packages"]:
        told.update(row["files"])
    there = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    faults = [f"{folder.name}/{name} is missing." for name in sorted(told.keys() - there.keys())]
    faults += [f"{folder.name}/{name} is in no manifest." for name in sorted(there.keys() - told)]
    faults += [
        f"{folder.name}/{name} has changed."
        for name in sorted(told.keys() & there.keys())
        if told[name] != there[name]
    ]
    return faults


if __name__ == "__main__":
    sys.exit(main())
