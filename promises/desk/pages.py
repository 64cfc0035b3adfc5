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
from promises.web.browser import FORM, Answer, Browser, filled
from promises.web.pages import first_view
from promises.web.site import Site
from promises.web.timing import Act, at_rate, p95, require

# The body of a form, and its type.
_Form = tuple[bytes, str]

_RATE, _MOVES_RATE = 20, 2
_PAGE, _FIND, _SAVE = 100, 50, 300
_WEIGHT = 60
_REPORTS = 40
_CHECKER = "barbara"
_CORRECTION = "/procedura/poprawki"
_WORDS_ASKED = 3
# A question out of a title finds something.
_SHOWN = {"find": b'<ol class="hits">'}


def pages(asked: Any, folder: Path, result: Result) -> None:
    """Measure the pages over a base of procedures."""
    moves = max(3, min(asked.size // 3, round(_MOVES_RATE * asked.length)))
    with desk_site(folder, asked.database).running() as site:
        procedures = fill_procedures(site.database.url, site.settings, asked.size, 2 * moves)
        numbers = _registered(read_settings(site.settings).centre(), asked.seed)
        rows = asyncio.run(_rows(asked, site, procedures, numbers, moves))
    for row in rows:
        row["what"] += f", {DATABASES[asked.database]}"
    result.figures |= {"procedures": len(procedures), "moves": 3 * moves, "rows": rows}


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
    titles = [one.title for one in procedures[: -2 * moves]]
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
    ids = [one.id for one in procedures]
    corrections = await _corrections(site, checker, ids[-2 * moves : -moves])
    return rows + await _stored(site, checker, ids[-moves:], corrections)


async def _stored(
    site: Site, headers: Mapping[str, str], moved: Sequence[str], corrections: Sequence[_Form]
) -> list[Row]:
    """Return the rows of what is stored: procedures checked and published, and corrections."""
    acts: dict[str, tuple[str, Sequence[_Form]]] = {}
    moves = {"checked": "/procedura/potwierdzenie", "published": "/procedura/publikacja"}
    for seen, (name, path) in enumerate(moves.items(), start=1):
        forms = [urlencode({"numer": number, "seen": str(seen)}) for number in moved]
        acts[f"a procedure {name}"] = path, [(form.encode(), FORM) for form in forms]
    acts["a correction stored"] = _CORRECTION, corrections
    rows = []
    for name, (path, sent) in acts.items():
        await warm(site, dict(headers), _address(path, numer=moved[0]))
        times = await at_rate(site.port, _MOVES_RATE, len(sent), _send(path, sent), headers=headers)
        rows.append(at_most(f"{name}, at {_MOVES_RATE} a second, p95", p95(times), _SAVE, "ms"))
    return rows


async def _corrections(
    site: Site, headers: Mapping[str, str], numbers: Sequence[str]
) -> list[_Form]:
    """Return the forms that store corrections of procedures, each shown and checked before."""
    forms = []
    async with Browser(site.port, headers) as browser:
        for number in numbers:
            answer = require(await browser.ask(DESK + _address(_CORRECTION, numer=number)), 200)
            values = {"/additional_info": "Poprawiono."}
            path, body, kind = filled(answer.body, values, [], press="sprawdz")
            answer = require(await browser.ask(path, body, kind), 200)
            _, body, kind = filled(answer.body, {"slowa": "Błąd."}, [], press="zapisz")
            forms.append((body, kind))
    return forms


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


def _send(path: str, forms: Sequence[_Form]) -> Act:
    async def send(browser: Browser, at: int) -> Answer:
        return require(await browser.ask(DESK + path, *forms[at]), 303)

    return send
