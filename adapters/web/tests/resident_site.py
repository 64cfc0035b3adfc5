"""A contact centre in memory with the samples' routes and terms, and its resident's pages."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import attrs
import lxml.html
from starlette.testclient import TestClient

from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import Plugins
from lckm_core.procedures import read
from lckm_core.publication import PortalTerms
from lckm_core.reports import RouteTable
from lckm_web import Declaration, ResidentFace
from tests.helpers.asgi_client import require_reasons
from tests.helpers.photos import JPEG

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NOW = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
KEY = "not-a-secret-" * 3
DECLARATION = Declaration(
    entity="Urząd Miasta Łodzi",
    url="https://lckm.example.org/",
    published_on=date(2026, 11, 2),
    updated_on=date(2026, 11, 3),
    status="partial",
    faults=("Filmy nie mają napisów.",),
    drawn_up_on=date(2026, 11, 4),
    reviewed_on=date(2026, 11, 5),
    person="Ewa Pokazowa",
    email="lckm@uml.lodz.pl",
    phone="42 638 44 44",
    architecture="Wejście bez progów.",
)


@cache
def read_sample(name: str, form: type):
    return read((SAMPLES / name).read_bytes(), syntax="yaml", model=form).build(form)


def memory(*, terms: bool = True) -> MemoryAdapter:
    adapter = MemoryAdapter(table=read_sample("routes/routes.yaml", RouteTable))
    if terms:
        adapter.notices.save_terms(read_sample("terms/2023-01-19.yaml", PortalTerms))
    return adapter


class Clock:
    """A clock that stands until it is moved, or goes on by *seconds* whenever it is asked."""

    def __init__(self, seconds: float = 0) -> None:
        self.now = NOW
        self._seconds = seconds

    def __call__(self) -> datetime:
        self.move(seconds=self._seconds)
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@attrs.define
class Site:
    """The pages of one centre, and what lies behind them."""

    memory: MemoryAdapter
    centre: ContactCentre
    face: ResidentFace
    clock: Clock

    def visitor(self, app=None, **options) -> "Visitor":
        client = TestClient(app or self.face.app, follow_redirects=False, **options)
        return Visitor(require_reasons(client))


def site(
    adapter: MemoryAdapter | None = None,
    *,
    plugins: Plugins | None = None,
    clock: Clock | None = None,
    **options,
) -> Site:
    adapter = adapter or memory()
    centre = ContactCentre(plugins or build(adapter))
    clock = clock or Clock()
    options = {"keys": KEY, "clock": clock, "declaration": DECLARATION, **options}
    return Site(adapter, centre, ResidentFace(centre, **options), clock)


def form_values(form) -> list[tuple[str, str]]:
    """Return the fields of a form with their values, as a browser has them."""
    areas = {area.get("name") for area in form.xpath(".//textarea")}
    # The first line break of a text area is not of its value.
    return [(n, v.removeprefix("\n") if n in areas else v) for n, v in form.form_values()]


class Visitor:
    """Somebody who fills in forms and presses buttons, by what the pages hold and no more."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.response = None
        self.page = None
        self.typed: dict[str, str] = {}
        self.files: list[tuple[str, bytes]] = []

    @property
    def heading(self) -> str:
        return self.text("h1")

    @property
    def title(self) -> str:
        return self.page.findtext(".//title")

    @property
    def status(self) -> int:
        return self.response.status_code

    def text(self, tag: str) -> str:
        return " ".join(self.page.find(f".//{tag}").text_content().split())

    @property
    def words(self) -> str:
        return " ".join(self.page.find(".//main").text_content().split())

    @property
    def faults(self) -> list[str]:
        found = self.page.xpath("//*[@id='bledy']//li")
        return [" ".join(item.text_content().split()) for item in found]

    def get(self, path: str, **options) -> "Visitor":
        return self._show(self.client.get(path, **options))

    def type(self, **values: str) -> "Visitor":
        """Type into fields or choose; a dash stands in a name where Python has none."""
        known = self.field_names()
        for name, value in values.items():
            name = name if name in known else name.replace("_", "-")
            assert name in known, (name, sorted(known))
            self.typed[name] = value
        return self

    def attach(self, *files: tuple[str, bytes]) -> "Visitor":
        self.files += files
        return self

    def field_names(self) -> set[str]:
        return {field.get("name") for field in self.page.xpath("//form//*[@name]")}

    def fields(self, form) -> list[tuple[str, str]]:
        """Return what a browser would send of a form, without its buttons."""
        pairs = [
            (name, value)
            for name, value in form_values(form)
            if name not in self.typed and name != "new_files"
        ]
        return [*pairs, *self.typed.items()]

    def press(self, label: str = "", *, value: str = "", **options) -> "Visitor":
        """Press a button by its words or its value, the first of the page by default."""
        which = f"[@value='{value}']" if value else "[contains(@class, 'button')]"
        path = "//main//button[@type='submit']" + ("" if label else which)
        buttons = self.page.xpath(path)
        button = next(one for one in buttons if not label or label in one.text_content())
        own = button.get("form")
        form = self.page.get_element_by_id(own) if own else next(button.iterancestors("form"))
        pairs = self.fields(form)
        if button.get("name"):
            pairs.append((button.get("name"), button.get("value")))
        action = button.get("formaction") or form.get("action")
        data: dict[str, list[str]] = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        if form.get("enctype") == "multipart/form-data":
            files = [("new_files", (name, content)) for name, content in self.files]
            options["files"] = files or [("new_files", ("", b""))]
        if form.get("method") == "get":
            return self.get(action, params=data)
        self.last = (action, {"data": data, **options})
        self._show(self.client.post(action, data=data, **options))
        # A right number and code lead to the page of the report.
        is_status = "/sprawdz?" in self.response.headers.get("location", "")
        return self.follow() if is_status else self

    def repeat(self) -> "Visitor":
        """Send the last form once more, as after a lost answer."""
        action, options = self.last
        return self._show(self.client.post(action, **options))

    def follow(self) -> "Visitor":
        assert self.status == 303, (self.status, self.words)
        return self.get(self.response.headers["location"])

    def _show(self, response) -> "Visitor":
        self.response = response
        if response.headers.get("content-type", "").startswith("text/html"):
            self.page = lxml.html.document_fromstring(response.text)
        self.typed, self.files = {}, []
        return self

    # ── whole flows ────────────────────────────────────────────────────────────────────────────

    def to_check(self, *files: tuple[str, bytes], prefix: str = "", **values: str) -> "Visitor":
        """Go from the first page to the one that asks to check, in as few steps as there are."""
        values = {"description": "Lampa nie świeci od tygodnia.", **values}
        self.get(f"{prefix}/zgloszenie")
        later = {name: values.pop(name) for name in [*values] if name not in self.field_names()}
        self.type(**values).attach(*files).press()
        for _ in range(2):
            if self.page.xpath("//form[contains(@action, 'wyslij')]"):
                break
            here = {n: v for n, v in later.items() if {n, n.replace("_", "-")} & self.field_names()}
            self.type(**here).press()
        return self

    def send(self, *files: tuple[str, bytes], prefix: str = "", **values: str) -> tuple[str, str]:
        """Send a report; return its number and code."""
        self.to_check(*files, prefix=prefix, **values).press().follow()
        return self.receipt()

    def receipt(self) -> tuple[str, str]:
        number = self.page.xpath("//*[@id='numer']")[0].text_content()
        return number, self.page.xpath("//*[@id='kod']")[0].text_content()


PAGES = ("/", "/zgloszenie", "/sprawdz", "/regulamin", "/prywatnosc", "/deklaracja-dostepnosci")


def visit_every_page(prefix):
    """Yield each page of a whole visit: its name and the visitor on it."""
    address, streets = "https://lckm.example.org", str(SAMPLES / "streets" / "lodz.csv")
    offered = site(streets=streets, mail_receipts=True, public_url=address)
    visitor = offered.visitor(base_url=address)
    for path in PAGES:
        yield path, visitor.get(f"{prefix}{path}")
    yield "faults", visitor.get(f"{prefix}/zgloszenie").type(street="x" * 300).press()
    yield "question", visitor.type(description="x", street="Lagiewnika 5").press()
    visitor.type(category_search="drzewa").press(value="search")
    yield "search", visitor
    visitor.type(description="Ławka, tel. 601 234 567", street="", category="drzewo")
    yield "details", visitor.attach(("a.jpg", JPEG)).press()
    yield "contact", visitor.press()
    yield "check", visitor.type(email="jan@example.com", receipt="1", phone="1").press()
    yield "receipt", visitor.press().follow()
    yield "status", visitor.press()
    yield "withdraw", visitor.press()
    yield "withdrawn", visitor.press()
    yield "gone", visitor.get(f"{prefix}/przyjete")
    yield "missing", visitor.get(f"{prefix}/nie-ma")
    yield "no code", visitor.get(f"{prefix}/sprawdz").press()
