"""How fast the pages of a report are made, and what a first view of the form weighs."""

import asyncio
import gzip
import re
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import attrs

from lckm_testing import PersonalDataCanary
from promises.figures import Result
from promises.rows import Row, at_least, at_most
from promises.web.browser import Answer, Browser, filled
from promises.web.residents import Resident
from promises.web.site import NO_RATES, Site
from promises.web.timing import as_fast_as_can_be, at_rate, p95, require

_FORM_RATE, _CHECK_RATE, _LONG_RATE = 100, 20, 10
_LONG = 4000
Request = tuple[str, bytes, str]


def pages(asked: Any, folder: Path, result: Result) -> None:
    """Measure the pages."""
    with Site(folder, asked.database, rates=NO_RATES).running() as site:
        result.figures["rows"] = asyncio.run(_rows(asked, site))


async def _rows(asked: Any, site: Site) -> list[Row]:
    async def form(browser: Browser, at: int) -> Answer:
        return require(await browser.ask("/zgloszenie"), 200)

    rows = await _first_view_of_form(site)
    number = round(_FORM_RATE * asked.length / 2)
    await at_rate(site.port, _FORM_RATE, min(100, number), form)
    times = await at_rate(site.port, _FORM_RATE, number, form)
    rows.append(at_most(f"form page at {_FORM_RATE} a second, p95", p95(times), 25, "ms"))
    most = await as_fast_as_can_be(site.port, asked.length / 2, form)
    rows.append(at_least("form page, as many as can be", most, 1500, "/s"))
    for name, text, rate, target in (
        ("check page", "", _CHECK_RATE, 60),
        (f"check page of {_LONG:,} characters", long_description(_LONG), _LONG_RATE, 100),
    ):
        found = await _check_page(asked, site, text, rate)
        rows.append(at_most(f"{name}, at {rate} a second, p95", found, target, "ms"))
    return rows


async def _check_page(asked: Any, site: Site, text: str, rate: int) -> float:
    resident = Resident(asked.seed, 1)
    resident.values["description"] = text or resident.values["description"]
    request = (await last_pages(resident, site.port))[0]

    async def check(browser: Browser, at: int) -> Answer:
        return require(await browser.ask(*request), 200)

    return p95(await at_rate(site.port, rate, max(3, round(rate * asked.length / 2)), check))


async def last_pages(
    resident: Resident, port: int, *, address: str = "127.0.0.1"
) -> tuple[Request, Request]:
    """Return what asks for a resident's check page, and what sends the report."""
    async with Browser(port, resident.headers, address=address) as browser:
        answer = require(await browser.ask("/zgloszenie"), 200)
        asked: Request = ("/zgloszenie", b"", "")
        files = resident.files
        for _ in range(6):
            before, asked = asked, filled(answer.body, resident.values, files)
            if asked[0].endswith("wyslij"):
                return before, asked
            answer = require(await browser.ask(*asked), 200)
            files = []
    raise SystemExit("there is no check page")


def long_description(length: int) -> str:
    """Return a description of so many characters; a sentence in four has personal data."""
    text = ""
    for at in count():
        if len(text) >= length:
            return text[:length]
        canary = PersonalDataCanary(str(at))
        text += (
            f"Przy przystanku numer {at} od tygodnia nie świeci latarnia i wieczorem jest ciemno. "
            "Kosz na śmieci obok jest przepełniony, a chodnik zapada się przy krawężniku. "
            "Zgłaszałam to już wiosną, ale nikt jeszcze nie przyjechał. "
            f"Mój numer to {canary.phone}, a sąsiadka nazywa się {canary.name}. "
        )
    raise AssertionError


@attrs.frozen
class FirstView:
    """What a first view of a page asks for: sizes in bytes, compressed.

    Args:
        html: the page's own size.
        parts: the sizes of what it loads from its own site, by address.
        others: addresses elsewhere that it loads from.
        cookies: how many answers set one.
    """

    html: int
    parts: Mapping[str, int]
    others: Sequence[str]
    cookies: int

    @property
    def requests(self) -> int:
        """How many requests of its own site it takes."""
        return 1 + len(self.parts)

    @property
    def size(self) -> int:
        """What all of it weighs."""
        return self.html + sum(self.parts.values())

    def size_of(self, suffix: str) -> int:
        """Return what the parts of a kind weigh."""
        return sum(size for address, size in self.parts.items() if address.endswith(suffix))


async def first_view(port: int, path: str, headers: Mapping[str, str] | None = None) -> FirstView:
    """Return what a first view of a page asks for."""
    async with Browser(port, {**(headers or {}), "Accept-Encoding": "gzip"}) as browser:
        page = require(await browser.ask(path), 200)
        own, others = _addresses(page.body.decode())
        parts = [require(await browser.ask(address), 200) for address in own]
    return FirstView(
        html=len(gzip.compress(page.body, 6)),
        parts={address: len(part.body) for address, part in zip(own, parts, strict=True)},
        others=others,
        cookies=sum("set-cookie" in answer.headers for answer in (page, *parts)),
    )


async def _first_view_of_form(site: Site) -> list[Row]:
    view = await first_view(site.port, "/zgloszenie")
    return [
        at_most("first view of the form, requests", view.requests, 4, ""),
        at_most("first view, all of it, gz", view.size / 1000, 40, "kB"),
        at_most("… its HTML, gz", view.html / 1000, 12, "kB"),
        at_most("… its style, gz", view.size_of("css") / 1000, 9, "kB"),
        at_most("… its script, gz", view.size_of("js") / 1000, 10, "kB"),
        at_most("first view, requests to others", len(view.others), 0, ""),
        at_most("first view, cookies", view.cookies, 0, ""),
    ]


def _addresses(text: str) -> tuple[list[str], list[str]]:
    """Return what a page loads from its own site, and from others."""
    links = re.findall(r'<(?:script|img)[^>]*? src="([^"]+)"', text)
    links += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*? href="([^"]+)"', text)
    found = list(dict.fromkeys(links))
    return (
        [link for link in found if re.match(r"/(?!/)", link)],
        [link for link in found if not re.match(r"/(?!/)", link)],
    )
