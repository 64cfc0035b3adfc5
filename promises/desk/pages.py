"""How fast pages of reports and procedures come and moves are stored; what pages weigh."""

import asyncio
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lckm_cli.settings import read_settings
from lckm_core import ContactCentre
from lckm_core.procedures import Procedure
from lckm_testing import PersonalDataCanary
from promises.desk.procedures import fill_procedures
from promises.desk.site import CLERKS, DATABASES, DESK, desk_site, signed_in, warm
from promises.figures import Result
from promises.rows import Row, at_most
from promises.web.browser import Answer, Browser
from promises.web.pages import first_view
from promises.web.site import Site
from promises.web.timing import Act, at_rate, p95, require

_RATE, _MOVES_RATE = 20, 2
_PAGE, _FIND, _SAVE = 100, 50, 300
_WEIGHT = 60
_REPORTS = 40
_CHECKER = "barbara"
_FORM = "application/x-www-form-urlencoded"
_WORDS_ASKED = 3
# A question out of a title finds something.
_SHOWN = {"find": b'<ol class="hits">'}


def pages(asked: Any, folder: Path, result: Result) -> None:
    """Measure the pages over a base of procedures."""
    moves = max(3, min(asked.size // 3, round(_MOVES_RATE * asked.length)))
    with desk_site(folder, asked.database).running() as site:
        procedures = fill_procedures(site.database.url, site.settings, asked.size, moves)
        numbers = _registered(read_settings(site.settings).centre(), asked.seed)
        rows = asyncio.run(_rows(asked, site, procedures, numbers, moves))
    for row in rows:
        row["what"] += f", {DATABASES[asked.database]}"
    result.figures |= {"procedures": len(procedures), "moves": 2 * moves, "rows": rows}


def weight(asked: Any, folder: Path, result: Result) -> None:
    """Measure what first views weigh, and from where they load."""
    with desk_site(folder, asked.database, workers=1).running() as site:
        procedures = fill_procedures(site.database.url, site.settings, 12, 3)
        numbers = _registered(read_settings(site.settings).centre(), asked.seed)
        result.figures["rows"] = asyncio.run(_first_views(site, procedures, numbers))


def _registered(centre: ContactCentre, seed: int) -> list[str]:
    now, numbers = datetime.now(UTC), []
    for at in range(_REPORTS):
        number = f"ŁCKM/{now.year}/{at + 1:06}"
        form = {**PersonalDataCanary(f"{seed} {at}").form(), "attachments": [], "attributes": []}
        centre.register(form, number=number, now=now)
        numbers.append(number)
    return numbers


async def _rows(
    asked: Any, site: Site, procedures: Sequence[Procedure], numbers: Sequence[str], moves: int
) -> list[Row]:
    chance = random.Random(asked.seed)
    titles = [one.title for one in procedures[: len(procedures) - moves]]
    questions = [" ".join(title.split()[:_WORDS_ASKED]) for title in titles]
    addresses: Mapping[str, Sequence[str]] = {
        "report page": [_address("/zgloszenie", numer=one) for one in numbers],
        "procedure page": [_address("/procedura", numer=one.id) for one in procedures],
        "list of procedures": ["/procedury"],
        "what waits of a procedure": ["/"],
        "what of the procedures is shown and when": ["/publikacja", "/publikacja?pokaz=dzis"],
        "find": [_address("/rozmowa", pytanie=one) for one in questions],
    }
    clerk = await signed_in(site.port, CLERKS[0])
    checker = await signed_in(site.port, _CHECKER)
    rows = []
    for name, paths in addresses.items():
        headers = checker if "procedure" in name else clerk
        await warm(site, headers, paths[0])
        count = max(5, round(_RATE * asked.length / 2))
        act = _get([DESK + chance.choice(paths) for _ in range(count)], _SHOWN.get(name, b""))
        times = await at_rate(site.port, _RATE, count, act, headers=headers)
        target = _FIND if name == "find" else _PAGE
        what = f"{name} over {len(procedures)} procedures, at {_RATE} a second, p95"
        rows.append(at_most(what, p95(times), target, "ms"))
    waiting = [one.id for one in procedures[len(procedures) - moves :]]
    for acts, (name, path) in enumerate(
        (("checked", "/procedura/potwierdzenie"), ("published", "/procedura/publikacja")), start=1
    ):
        await warm(site, checker, _address(path, numer=waiting[0]))
        act = _post(path, [{"numer": number, "seen": str(acts)} for number in waiting])
        times = await at_rate(site.port, _MOVES_RATE, moves, act, headers=checker)
        what = f"a procedure {name}, at {_MOVES_RATE} a second, p95"
        rows.append(at_most(what, p95(times), _SAVE, "ms"))
    return rows


async def _first_views(
    site: Site, procedures: Sequence[Procedure], numbers: Sequence[str]
) -> list[Row]:
    rows, others = [], 0
    for name, login, path in (
        ("what waits", CLERKS[0], "/"),
        ("call", CLERKS[0], "/rozmowa"),
        ("list of reports", CLERKS[0], "/zgloszenia"),
        ("report", CLERKS[0], _address("/zgloszenie", numer=numbers[0])),
        ("list of procedures", _CHECKER, "/procedury"),
        ("procedure", _CHECKER, _address("/procedura", numer=procedures[0].id)),
    ):
        view = await first_view(site.port, DESK + path, await signed_in(site.port, login))
        what = f"first view of the desk, {name}, in {view.requests} requests, gz"
        rows.append(at_most(what, view.size / 1000, _WEIGHT, "kB"))
        others += len(view.others)
    return [*rows, at_most("first views of the desk, requests to others", others, 0, "")]


def _address(path: str, **values: str) -> str:
    return f"{path}?{urlencode(values)}"


def _get(paths: Sequence[str], words: bytes) -> Act:
    """Return what asks for pages, each of which has to have the words."""

    async def ask(browser: Browser, at: int) -> Answer:
        answer = require(await browser.ask(paths[at]), 200)
        if words not in answer.body:
            raise SystemExit(f"{paths[at]} does not show {words.decode()}")
        return answer

    return ask


def _post(path: str, forms: Sequence[Mapping[str, str]]) -> Act:
    async def send(browser: Browser, at: int) -> Answer:
        body = urlencode(forms[at]).encode()
        return require(await browser.ask(DESK + path, body, _FORM), 303)

    return send
