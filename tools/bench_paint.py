"""How soon a browser shows the workbench, and how evenly the long list scrolls.

    bench_paint.py --ledger big.db

The ledger is served on this machine and looked at with Debian's Chromium, without a graphics card. The
first contentful paint is the browser's own figure: cold for a browser that has fetched nothing yet, warm
for the same one the second time. The list is scrolled by 400 pixels a frame for five seconds; a frame's
time is that between two calls of ``requestAnimationFrame``. The drawer's time is that from the click
to the words of the statement.
"""

import argparse
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from rashomon.server import desk as desks
from rashomon.server.app import create_app
from rashomon.settings import ServingSettings, Settings

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PAGES = ("", "/claims", "/timeline", "/map", "/sources")
DRAWERS = 20

PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
SCROLL = """async () => {
  const list = document.getElementById('list'), times = [];
  let last = performance.now();
  while (times.length < 300) {
    await new Promise(requestAnimationFrame);
    const now = performance.now(); times.push(now - last); last = now;
    list.scrollTop += 400;
  }
  times.sort((a, b) => a - b);
  return [times[150], times[285], list.querySelectorAll('*').length];
}"""


DRAWER = """link => new Promise(done => {
  const drawer = document.getElementById('drawer'), began = performance.now();
  new MutationObserver((_, watch) => {
    if (drawer.querySelector('[data-quote]')) {
      watch.disconnect(); requestAnimationFrame(() => done(performance.now() - began));
    }
  }).observe(drawer, { childList: true, subtree: true });
  link.click();
})"""


def main() -> int:
    """Print a line a page, and one for the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path, required=True)
    story = serve(parser.parse_args().ledger)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        print(f"{'first contentful paint, ms':32}{'cold':>8}{'warm':>8}")
        for path in PAGES:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            cold, warm = paint(context, story + path), paint(context, story + path)
            print(f"{path or '/':32}{cold:8.0f}{warm:8.0f}", flush=True)
            context.close()
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(f"{story}/claims")
        page.wait_for_selector(".vrow a")
        median, late, nodes = page.evaluate(SCROLL)
        print(f"list: a frame {median:.1f} ms, p95 {late:.1f} ms, {nodes} elements")
        print(f"drawer: {drawer(browser, story):.1f} ms at the 95th percentile of {DRAWERS}")
        browser.close()
    return 0


def drawer(browser: Any, story: str) -> float:
    """Milliseconds from a click to the words in the drawer, at the 95th percentile."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{story}/claims")
    page.wait_for_selector(".vrow a[data-ev]")
    times: list[float] = []
    for number in range(DRAWERS):
        times.append(float(page.locator(".vrow a[data-ev]").nth(number).evaluate(DRAWER)))
        page.keyboard.press("Escape")
    return sorted(times)[int(0.95 * (len(times) - 1))]


def paint(context: Any, address: str) -> float:
    """Milliseconds until the first words of a page stand."""
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_timeout(300)
    found: float = page.evaluate(PAINT)
    page.close()
    return found


def serve(ledger: Path) -> str:
    """The story's address, once the ledger is read and its first pages are made."""
    desks._FIRST_LOAD_S = 3600
    app = create_app(
        ledger, Settings(serving=ServingSettings(requests_per_minute=10**9, patience_s=3600))
    )
    desk = app.state.workbench.desk
    warm, desk.on_loaded, desk.on_shown = desk.on_loaded, None, None
    warm(desk.snapshot())
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    threading.Thread(target=server.run, args=([listening],), daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return f"http://127.0.0.1:{listening.getsockname()[1]}/s/{desk.slug}"


if __name__ == "__main__":
    sys.exit(main())
