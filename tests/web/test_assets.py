"""What the pages are made with: small, told of in a manifest, and no colour that cannot be read."""

import gzip
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from rashomon.server.rendering import WEB

ROOT = Path(__file__).resolve().parents[2]
STATIC = WEB / "static"


def packed(*files: Path) -> int:
    return sum(len(gzip.compress(one.read_bytes(), 9)) for one in files)


def test_what_others_made_is_as_the_manifest_tells() -> None:
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "tools" / "vendor_assets.py")
    assert spec is not None
    assert spec.loader is not None
    vendor = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(vendor)
    assert [*vendor.check(vendor.SHIPPED), *vendor.check(vendor.TESTED_WITH)] == []


def test_styles_scripts_and_fonts_stay_within_their_budgets() -> None:
    everywhere = [
        STATIC / "css" / f"{name}.css" for name in ("tokens", "shell", "screens", "print")
    ]
    own = [one for one in (STATIC / "css").glob("*.css") if one not in everywhere]
    for more in own:  # a screen has one sheet of its own at most
        assert packed(*everywhere, more) <= 12_000, more.name
    shell = [STATIC / "js" / name for name in ("shell.js", "list.js", "reader.js")]
    assert packed(STATIC / "vendor" / "htmx" / "htmx.min.js", *shell) <= 30_000
    assert sum(one.stat().st_size for one in STATIC.rglob("*.woff2")) <= 220_000


def test_no_template_has_a_script_a_style_or_a_handler_within() -> None:
    for template in (WEB / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\son[a-z]+=", text), template
        assert not re.search(r"\sstyle=", text), template
        assert "|safe" not in text.replace(" ", ""), template
        for found in re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text):
            assert 'type="application/json"' in found, template


def palettes() -> dict[str, dict[str, str]]:
    text = (STATIC / "css" / "tokens.css").read_text()
    blocks = {"light": ":root {", "dark": ':root[data-theme="dark"] {'}
    found = {}
    for theme, head in blocks.items():
        body = text.split(head)[1].split("}")[0]
        found[theme] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", body))
    return found


def brightness(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_shapes_stand_out_from_what_they_stand_on(theme: str) -> None:
    palette = palettes()[theme]
    for role in ("contested", "corroborated", "single", "developing", "copied", "analyst"):
        assert contrast(palette[role], palette[f"{role}-tint"]) >= 4.5, role
        assert contrast(palette[role], palette["sheet"]) >= 4.5, role
        assert contrast(palette[f"{role}-mark"], palette["sheet"]) >= 3, role
    for ink in ("ink", "ink2", "ink3", "act"):
        for ground in ("sheet", "second", "ground"):
            assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)


def test_the_dark_colours_are_the_same_by_choice_and_by_system() -> None:
    text = (STATIC / "css" / "tokens.css").read_text()
    chosen = text.split(':root[data-theme="dark"] {')[1].split("}")[0]
    system = text.split(":root:not([data-theme]) {")[1].split("}")[0]
    assert chosen.split() == system.split()


def test_every_type_of_event_and_state_has_a_name() -> None:
    from typing import get_args

    from rashomon.records.drafts import EventType, StateType

    data = ROOT / "src" / "rashomon" / "views" / "data" / "kinds.toml"
    kinds = tomllib.loads(data.read_text())["kinds"]
    assert set(kinds) == {*get_args(EventType), *get_args(StateType)}
