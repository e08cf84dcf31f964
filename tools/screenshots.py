"""Pictures of every screen of the workbench on the sample corpus: looked at beside the design, by eye.

    python tools/screenshots.py [--out demo/pictures] [--ledger FILE]

Needs Debian's Chromium at /usr/bin/chromium and the package playwright; nothing leaves the machine.
"""

import argparse
import json
import socket
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import uvicorn
from playwright.sync_api import Page, sync_playwright

from rashomon.corpus import reports_folder
from rashomon.server.app import create_app
from rashomon.settings import ServingSettings, Settings
from rashomon.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WIDE, PHONE = (1440, 1000), (420, 900)
TITLE = "Syria and its allies, 2012–2015"


def main() -> int:
    """Read the sample corpus, serve it, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "demo" / "pictures")
    parser.add_argument("--ledger", type=Path, help="another ledger than the sample corpus")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        ledger = asked.ledger or Path(scratch) / "sample.db"
        if asked.ledger is None:
            with Workspace(ledger, Settings(today=date(2026, 1, 1))) as workspace:
                workspace.read(Path(str(reports_folder())))
        story, server = serve(ledger)
        take(story, screens(story), asked.out)
        server.should_exit = True
    return 0


def serve(ledger: Path) -> tuple[str, uvicorn.Server]:
    """The address of the story on a port of this machine, and its server."""
    settings = Settings(serving=ServingSettings(title=TITLE, requests_per_minute=1_000_000))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(ledger, settings), log_level="error"))
    threading.Thread(target=server.run, args=([listening],), daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    slug = Path(urlopen(f"http://127.0.0.1:{listening.getsockname()[1]}/").url).name
    return f"http://127.0.0.1:{listening.getsockname()[1]}/s/{slug}", server


def get(address: str) -> dict[str, list[dict[str, str]]]:
    """A page as JSON."""
    with urlopen(f"{address}.json") as answer:  # noqa: S310 - our own server
        found: dict[str, list[dict[str, str]]] = json.load(answer)
    return found


def screens(story: str) -> dict[str, str]:
    """The screens by the names of their pictures, with their addresses below the story."""
    contested = get(story)["contested"]
    copies = [one for one in get(f"{story}/reports")["rows"] if one["copies"]]
    pact = get(f"{story}/commitments")["rows"][0]["id"]
    return {
        "overview": "",
        "claims": "/claims",
        "question": f"/claims/{contested[-1]['id']}",
        "question-2": f"/claims/{contested[0]['id']}",
        "reports": "/reports",
        "reader": f"/reports/{copies[0]['id']}",
        "statement": f"/statements/{contested[0]['statement']}",
        "adding": "/add",
        "timeline": "/timeline",
        "map": "/map",
        "sources": "/sources",
        "names": "/names",
        "name": f"/names/{get(f'{story}/names')['rows'][0]['id']}",
        "commitments": "/commitments",
        "commitment": f"/commitments/{pact}",
        "forecasts": "/forecasts",
        "corrections": "/corrections",
        "search": "/search?q=pilgrims",
        "export": "/export",
        "brief": "/export/brief",
        "help": "/help",
        "not-found": "/claims/cl-0000000000000000",
    }


def take(story: str, names: dict[str, str], out: Path) -> None:
    """A picture of each screen in the light and in the dark, of some on a phone, one with the drawer."""
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
        for name, path in names.items():
            page.goto(story + path)
            for theme, suffix in (("light", ""), ("dark", "-dark")):
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
                shoot(page, out / f"{name}{suffix}.png")
            page.emulate_media(color_scheme="light")
        page.goto(story)
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.wait_for_selector("#drawer.open")
        shoot(page, out / "drawer.png")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        for name in (
            "overview",
            "question",
            "reader",
            "claims",
            "adding",
            "timeline",
            "map",
            "sources",
        ):
            page.goto(story + names[name])
            shoot(page, out / f"{name}-phone.png")
        browser.close()


def shoot(page: Page, file: Path) -> None:
    """One picture, once the fonts are there."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(120)
    page.screenshot(path=str(file))
    print(file.name, flush=True)


if __name__ == "__main__":
    sys.exit(main())
