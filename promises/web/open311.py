"""How fast other programs read a list of reports, a thousand unless told otherwise."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lckm_cli.settings import read_settings
from lckm_intake import Intake, secret_keys
from promises.figures import Result
from promises.rows import Row, at_most
from promises.web.browser import Answer, Browser
from promises.web.residents import Resident
from promises.web.site import KEY, NO_RATES, Site
from promises.web.timing import at_rate, p95, require

_DAYS = 90
_TARGETS = {"xml": 500, "json": 300}


def open311(asked: Any, folder: Path, result: Result) -> None:
    """Register reports of 90 days, and read them."""
    with Site(folder, asked.database, rates=NO_RATES).running() as site:
        _register(asked.seed, site, asked.reports)
        result.figures["rows"] = [asyncio.run(_row(asked, site, kind)) for kind in _TARGETS]


def _register(seed: int, site: Site, count: int) -> None:
    centre, now = read_settings(site.settings).centre(), datetime.now(UTC)
    intake = Intake(centre, keys=secret_keys(KEY))
    for at in range(count):
        values = Resident(seed, at).values
        moment = now - timedelta(days=_DAYS * (count - at) / (count + 1))
        form = {
            "description": values["description"],
            "category": "oswietlenie",
            "place": {"address": f"ul. Przykładowa {at}"},
        }
        intake.register(form, (), intake.issue(moment), now=moment)


async def _row(asked: Any, site: Site, kind: str) -> Row:
    count = asked.reports

    async def read(browser: Browser, at: int) -> Answer:
        answer = require(await browser.ask(f"/open311/v2/requests.{kind}"), 200)
        if answer.body.count(b"requested_datetime") not in (count, 2 * count):
            raise SystemExit("not all rows came")
        return answer

    times = await at_rate(site.port, 1, max(3, round(asked.length / 2)), read)
    return at_most(
        f"Open311, {count:,} reports in {kind.upper()}, p95", p95(times), _TARGETS[kind], "ms"
    )
