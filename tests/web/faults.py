"""What axe-core finds wrong with a page."""

from pathlib import Path
from typing import Any

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text()
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def faults(page: Any, asked: dict[str, Any] = RULES) -> list[str]:
    """What axe finds wrong with a page."""
    page.evaluate(AXE)
    found = page.evaluate("asked => axe.run(document, {runOnly: asked})", asked)
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]
