"""How soon the pages stand still in Chromium, over a slow network on a slow telephone."""

import shutil
from pathlib import Path
from statistics import median
from typing import Any

from promises.figures import Result
from promises.rows import Row, at_most
from promises.web.site import NO_RATES, Site

# As Lighthouse has it for a telephone: 150 ms, 1.6 Mbit/s down, 0.75 up, a processor of a fourth.
_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
_SLOWER = 4
_MOST_LOOKS = 120
"""How often a page is asked whether it is painted; a busy machine paints it late."""
_WATCH = """
window.seen = {lcp: 0, cls: 0, tbt: 0};
const watch = (type, note) => new PerformanceObserver(
  list => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("largest-contentful-paint", one => { seen.lcp = one.startTime; });
watch("layout-shift", one => { if (!one.hadRecentInput) seen.cls += one.value; });
watch("longtask", one => { seen.tbt += Math.max(0, one.duration - 50); });
"""
_PAGES = {"start": "/", "form": "/zgloszenie", "status": "/sprawdz"}


def chromium(asked: Any, folder: Path, result: Result) -> None:
    """Look at the pages in Chromium; each figure is the median of some visits."""
    with Site(folder, asked.database, rates=NO_RATES).running() as site:
        result.figures["rows"] = _rows(site.url, max(1, round(asked.length / 4)))


def _rows(url: str, visits: int) -> list[Row]:
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        # The first visit of all waits for Chromium itself.
        _visit(browser, url)
        for name, path in _PAGES.items():
            seen = [_visit(browser, url + path) for _ in range(visits)]
            lcp, cls, tbt = (median(one[key] for one in seen) for key in ("lcp", "cls", "tbt"))
            rows += [
                at_most(f"slow 4G, {name}: largest paint", lcp, 1500, "ms"),
                at_most("… shift of its layout", round(cls, 3), 0.02, ""),
                at_most("… time in which it does not answer", tbt, 50, "ms"),
            ]
        browser.close()
    return rows


def _visit(browser: Any, url: str) -> dict[str, float]:
    """Return what a first visit of a page saw."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    try:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", _NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        page.add_init_script(_WATCH)
        page.goto(url, wait_until="networkidle")
        for _ in range(_MOST_LOOKS):
            page.wait_for_timeout(500)
            seen: dict[str, float] = page.evaluate("seen")
            if seen["lcp"]:
                return seen
        raise SystemExit(f"Chromium saw nothing painted at {url}")
    finally:
        context.close()
