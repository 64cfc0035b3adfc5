"""How many keys a call takes beyond the words, in Chromium."""

import shutil
import sys
from pathlib import Path
from typing import Any

from promises.desk.procedures import fill_procedures
from promises.desk.site import CLERKS, DESK, desk_site
from promises.figures import ROOT, Result
from promises.rows import at_most

sys.path.insert(0, str(ROOT / "adapters" / "desk" / "tests"))
from call_by_keyboard import take_call

_MOST = 25


def call(asked: Any, folder: Path, result: Result) -> None:
    """Take a call without a mouse or JavaScript, and look for its report."""
    from playwright.sync_api import sync_playwright

    with (
        desk_site(folder, asked.database, workers=1).running() as site,
        sync_playwright() as playwright,
    ):
        fill_procedures(site.database.url, site.settings, 12, 0)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(
            java_script_enabled=False, extra_http_headers={"Remote-User": CLERKS[0]}
        )
        page = context.new_page()
        page.goto(f"{site.url}{DESK}/logowanie")
        number, presses = take_call(page, f"{site.url}{DESK}")
        browser.close()
        if site.numbers() != [number]:
            result.faults.append("the report of the call is not there")
    row = at_most("a call, key presses beyond the words, no mouse", presses, _MOST, "")
    result.figures["rows"] = [row]
