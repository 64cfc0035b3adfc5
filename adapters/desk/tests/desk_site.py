"""A desk over a centre in memory, with staff of every role, and visitors who use its pages."""

import re
import zlib
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import attrs
import httpx2
import lxml.html
import pytest

from lckm_core import ContactCentre, build
from lckm_core.amendments import compare
from lckm_core.calendar import civil_day
from lckm_core.delivery import DispatchState, HelpdeskReason, Refusal
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import DIRECTORY, OFFICE, Directory, Official, Role
from lckm_core.ports import exclude_ports, provide
from lckm_core.procedures import Person, Procedure, read
from lckm_core.publication import Announcement, Audience, PortalTerms
from lckm_core.reports import RouteTable, file_reference, first_clean_day, is_due, is_withdrawn
from lckm_desk import DeskFace
from lckm_sign_in import Identity, SignIn
from tests.helpers.asgi_client import asgi_client
from tests.helpers.handovers import head_handover
from tests.helpers.trail import FindableTrail, Trail

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
SITE = "https://lckm.example.org"
NOW = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
OWN = "KA-02301"
"""A procedure of the unit."""
UNIT, OTHER_UNIT = "Zarząd Dróg i Transportu", "Zarząd Gospodarowania Odpadami"
PLACES = {
    Role.STAFF_OF_UNIT: UNIT,
    Role.HEAD_OF_UNIT: UNIT,
}
PEOPLE = (
    *(
        Official(f"Osoba {role.name.title()}", (role,), PLACES.get(role, OFFICE), login=role.name)
        for role in Role
    ),
    Official("Jan Drugi", (Role.HEAD_OF_UNIT,), OTHER_UNIT, login="jan"),
    Official("Ewa Podwójna", (Role.DIRECTOR, Role.CALL_CENTRE_STAFF), login="ewa"),
)
COMPARED = "compared"
"""The property of a test that says how many acts it held against what a page offers."""
EVERYBODY = (*Role, "jan", "ewa")
"""Whoever may be signed in: each role, a head of another unit, and somebody of two roles."""
JPEG = b"\xff\xd8\xff\xe0" + b"x" * 40


def png(width: int, height: int) -> bytes:
    """Return a black picture, which a browser can show."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return len(data).to_bytes(4) + name + data + check.to_bytes(4)

    # One bit a pixel, and each row after the kind of its filter.
    head = width.to_bytes(4) + height.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress((b"\0" + bytes(-(-width // 8))) * height)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


class AnySignIn(SignIn):
    """Signs in whoever is named here."""

    asks_again = True
    login = Role.CALL_CENTRE_STAFF.name

    def __init__(self, clock) -> None:
        self._clock = clock

    async def begin(self, request, attempt):
        return Identity(login=self.login, proved_at=self._clock())


class Listing(list):
    """What a store lists, with the ids of what it cannot read."""

    unreadable: tuple[str, ...] = ()


class Administration:
    """What a database tells beyond its port, over the deliveries of a store in memory."""

    def __init__(self, reports) -> None:
        self._reports, self.unreadable = reports, ()
        reports.waiting, reports.waiting_count = self.waiting, self.waiting_count
        reports.count_due, reports.count_withdrawn = self.count_due, self.count_withdrawn

    def waiting(self, *, limit=100):
        waits = [one for one in self._reports.deliveries.values() if one.due_at is not None]
        waits.sort(key=lambda one: (one.opened_at, one.id))
        found = Listing(waits[:limit])
        found.unreadable = self.unreadable
        return found

    def count_due(self, now):
        kept = self._reports.reports.values()
        return sum(is_due(one, now=now) for one in kept if not one.is_anonymous)

    def count_withdrawn(self, now):
        kept = [one for one in self._reports.reports.values() if is_withdrawn(one)]
        return sum(first_clean_day(one.registered_at) > civil_day(now) for one in kept)

    def waiting_count(self):
        return len(self.waiting(limit=len(self._reports.deliveries)))


class Desk:
    """A desk, what lies behind it, and the moment it is."""

    def __init__(
        self,
        *,
        without: tuple[str, ...] = (),
        access_log=None,
        more=None,
        people=PEOPLE,
        units=DIRECTORY.units,
        administered: bool = True,
        **options,
    ) -> None:
        self.now = NOW
        self.memory = MemoryAdapter(table=_sample("routes/routes.yaml", RouteTable))
        self.memory.access_log = access_log or self.memory.access_log
        self.administration = Administration(self.memory.reports) if administered else None
        self.memory.notices.save_terms(_sample("terms/2023-01-19.yaml", PortalTerms))
        self.trail = FindableTrail() if administered else Trail()
        directory = Directory(units=units, people=people)
        known = provide(directory=directory, listeners=self.trail)
        stores = exclude_ports(self.memory, *without) if without else self.memory
        self.centre = ContactCentre(build(stores, known, *([more] if more else [])))
        self.sign_in = AnySignIn(lambda: self.now)
        options = {"public_url": SITE, "keys": "not-a-secret-" * 3, **options}
        self.face = DeskFace(self.centre, sign_in=self.sign_in, clock=lambda: self.now, **options)

    @property
    def today(self) -> date:
        """The day it is in Łódź."""
        return civil_day(self.now)

    def visitor(self, who: Role | str = Role.CALL_CENTRE_STAFF) -> "Visitor":
        """Return somebody who is signed in."""
        self.sign_in.login = who.name if isinstance(who, Role) else who
        visitor = Visitor(asgi_client(self.face.app, SITE))
        assert visitor.get("/logowanie").status == 303
        return visitor

    def report(self, at: int = 1, *, files: int = 0, **values) -> str:
        """Register a report; return its number."""
        number = f"ŁCKM/2026/{at:06}"
        form = {
            "description": "Dziura w jezdni od tygodnia. Proszę dzwonić: 601 234 567.",
            "category": "dziura-w-jezdni",
            "place": {"address": "Zielona 5"},
            "reporter": {"name": "Jan Próbny", "phone": "601 234 567"},
            **values,
        }
        if files:
            form["attachments"] = [{"name": "zdjecie.jpg", "size": len(JPEG)}] * files
            for count in range(1, files + 1):
                reference = file_reference(number, count)
                self.memory.attachments.keep(reference, JPEG, now=self.now)
        now = self.now + timedelta(seconds=at)
        self.centre.register(form, number=number, now=now, heads=[JPEG] * files)
        return number

    def hand_in(self, number: str = OWN, *, received_on: date = date(2026, 12, 1), **values):
        """Hand a procedure in; return its edition."""
        text = attrs.evolve(_without_files(), id=number, **values)
        role = Role.HEAD_OF_CELL if text.unit == OFFICE else Role.HEAD_OF_UNIT
        asked_by = f"Osoba {role.name.title()}"
        handover = head_handover(received_on, text.unit, text.cell, asked_by)
        return self.centre.hand_in(
            text, handover=handover, by="Ewa Pokazowa", role=Role.MONITORING_STAFF, now=self.now
        )

    def procedure(self, state: str = "received", number: str = OWN, **values) -> str:
        """Bring a procedure into a state; return its number."""
        who = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": self.now}
        if state == "faulty":
            values["title"] = values.get("title", "") + "x" * 300
        was = self.hand_in(number, **values)
        if state == "returned":
            self.centre.give_back(number, because="Popraw tytuł.", **who)
        if state == "corrected":
            text = attrs.evolve(was.procedure, title=f"{was.procedure.title} (poprawiona)")
            self.centre.correct(compare(was.procedure, text), **who)
        if state in ("checked", "published", "withdrawn", "newer", "ended"):
            self.centre.confirm(number, **who)
        if state in ("published", "withdrawn", "newer"):
            self.centre.publish(number, **who)
        if state == "withdrawn":
            self.centre.withdraw(number, **who)
        if state == "newer":
            self.hand_in(number, **values, additional_info="Nowe zdanie.")
        return number


def hand_in_announcement(desk, number="", **values):
    """Hand an announcement in; return its edition."""
    text = Announcement(
        id=number,
        title="Przerwa w wodzie",
        text="Wody nie będzie **we wtorek**.",
        unit=UNIT,
        requested_by=Person("Osoba Head_Of_Unit"),
    )
    text = attrs.evolve(text, **values)
    role = Role.HEAD_OF_CELL if text.unit == OFFICE else Role.HEAD_OF_UNIT
    asked_by = "Jan Drugi" if text.unit == OTHER_UNIT else f"Osoba {role.name.title()}"
    handover = head_handover(desk.today, text.unit, text.cell, asked_by)
    return desk.centre.hand_in_announcement(
        text, handover=handover, by="Ktoś", role=Role.MONITORING_STAFF, now=desk.now
    )


def people_and_states(states, tried, *, each_in):
    """Have everybody tried in each state; in every change one role in each, and each in one.

    Args:
        states: those of what is looked at.
        tried: the role that is tried in each of them.
        each_in: the state in which everybody is tried.
    """
    long = pytest.mark.slow(reason="everybody in every state; one role in each, everybody in one")

    def name(one) -> str:
        return one.value if isinstance(one, Role) else one

    return pytest.mark.parametrize(
        ("role", "state"),
        [
            pytest.param(
                role,
                state,
                id=f"{name(role)}-{state}",
                marks=() if role is tried or state == each_in else long,
            )
            for role in EVERYBODY
            for state in states
        ],
    )


def in_doubt(was):
    """Return a delivery that only a person can end: its helpdesk may have it or not."""
    return attrs.evolve(
        was,
        state=DispatchState.UNKNOWN,
        because=HelpdeskReason.TOO_LONG,
        helpdesk_refusal=Refusal.NOT_ALLOWED,
        in_doubt=True,
        needs_a_hand=True,
        attempts=3,
    )


def newest(desk, number=OWN):
    """Return the newest edition of a procedure."""
    return max(desk.memory.procedures.editions(number), key=lambda one: one.number)


def standing(desk, state, **values) -> str:
    """Bring an announcement into a state; return its number."""
    who = {"role": Role.MONITORING_STAFF, "by": "Osoba Monitoring_Staff", "now": desk.now}
    number = hand_in_announcement(desk, **values).id
    if state == "returned":
        desk.centre.give_back_announcement(number, because="Popraw.", **who)
    if state in ("published", "withdrawn", "newer"):
        desk.centre.publish_announcement(number, **who)
    if state == "withdrawn":
        desk.centre.withdraw_announcement(number, **who)
    if state == "newer":
        hand_in_announcement(desk, number, **{**values, "text": "Wody nie będzie w środę."})
    return number


@cache
def _without_files() -> Procedure:
    """Return the unit's procedure without what would have to come with it."""
    text = _sample(f"procedures/{OWN}.yaml", Procedure)
    required = text.required_documents
    plain = tuple(attrs.evolve(one, file=None, example=None) for one in required.to_submit)
    required = attrs.evolve(required, to_submit=plain)
    return attrs.evolve(text, related=(), required_documents=required, other_documents=())


@cache
def _sample(name: str, form: type):
    """Return a sample; it is frozen, so all tests share it."""
    return read((SAMPLES / name).read_bytes(), syntax="yaml", model=form).build(form)


class Shop:
    """An exporter that counts how often it was run, and may fail."""

    name = "sklep"
    audiences = (Audience.PORTAL,)
    fails = False

    def __init__(self) -> None:
        self.pages = []

    def export(self, read) -> None:
        self.pages.append([page.id for page in read().pages[Audience.PORTAL]])
        if self.fails:
            raise OSError("Jan Próbny")


class Visitor:
    """Somebody who follows links, fills in forms and presses buttons of the pages."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client
        self.response = None
        self.page = None

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def words(self) -> str:
        return " ".join(self.page.find(".//main").text_content().split())

    @property
    def title(self) -> str:
        return self.page.findtext(".//title")

    @property
    def buttons(self) -> list[str]:
        """The words of the acts that the page of a report offers."""
        found = self.page.xpath("//ul[@aria-label='Czynności']//a")
        return [" ".join(link.text_content().split()) for link in found]

    @property
    def faults(self) -> list[str]:
        """What is wrong, without what the fields of it are called."""
        found = self.page.xpath("//*[@id='bledy']//li")
        return [
            " ".join("".join(item.xpath(".//text()[not(parent::*[@class='of'])]")).split())
            for item in found
        ]

    @property
    def fault_summary(self) -> list[str]:
        """What is wrong, as the summary has it."""
        found = self.page.xpath("//*[@id='bledy']//li")
        return [" ".join(item.text_content().split()) for item in found]

    def get(self, path: str, **params) -> "Visitor":
        return self._show(self.client.get(path, params=params or None))

    def open(self, number: str) -> "Visitor":
        return self.get("/zgloszenie", numer=number)

    def follow(self, words: str = "") -> "Visitor":
        """Follow a link by its words, or the redirect that came."""
        if not words:
            assert self.status == 303, (self.status, self.words)
            return self._show(self.client.get(self.response.headers["location"]))
        links = self.page.xpath("//main//a")
        link = next(one for one in links if words in one.text_content())
        return self._show(self.client.get(link.get("href")))

    def post(self, path: str, **fields) -> "Visitor":
        """Send a form as a browser does."""
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self._show(self.client.post(path, data=fields, headers=headers))

    def upload(self, path: str, files=(), **fields) -> "Visitor":
        """Send a form with files as a browser does: each a field, a name and bytes."""
        parts = [(name, (None, value)) for name, value in fields.items()]
        parts += [(field, (name, data)) for field, name, data in files]
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self._show(self.client.post(path, files=parts, headers=headers))

    def press(self, words: str = "", files=(), **typed: str) -> "Visitor":
        """Fill in the form of a button, choose its files, and press it."""
        buttons = self.page.xpath("//main//form[@method='post']//button")
        fitting = [one for one in buttons if words in one.text_content()]
        # „Zapisz” is a button beside „Zapisz bez zmian”, too.
        exact = (one for one in fitting if words == one.text_content().strip())
        button = next(exact, fitting[0])
        form = next(button.iterancestors("form"))
        areas = {area.get("name") for area in form.xpath(".//textarea")}
        values = {
            name: value.removeprefix("\n") if name in areas else value
            for name, value in form.form_values()
        }
        if button.get("name"):
            values[button.get("name")] = button.get("value")
        known = {field.get("name") for field in form.xpath(".//*[@name]")}
        typed = {
            name if name.startswith("/") else name.replace("_", "-"): value
            for name, value in typed.items()
        }
        assert set(typed) <= known, (set(typed), known)
        assert {field for field, _, _ in files} <= known
        if form.get("enctype") == "multipart/form-data":
            return self.upload(form.get("action"), files, **{**values, **typed})
        return self.post(form.get("action"), **{**values, **typed})

    def _show(self, response) -> "Visitor":
        self.response = response
        if response.headers.get("content-type", "").startswith("text/html"):
            self.page = lxml.html.document_fromstring(response.text)
            # A label belongs to the first thing of its id, and links lead there.
            ids = self.page.xpath("//@id")
            assert sorted(set(ids)) == sorted(ids)
        return self


def foreign_scripts(text):
    """Return the scripts of a page that are not the one of the session."""
    return [
        script
        for script in lxml.html.fromstring(text).findall(".//script")
        if script.text or not re.fullmatch(r"/[\w/.-]*session\.\w+\.js", script.get("src", ""))
    ]
