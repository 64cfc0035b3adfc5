"""Procedures made of matters: one for each act, then again for each part of the city."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, product
from typing import TypeVar
from zlib import crc32

import attrs

from lckm_core.procedures import parts
from lckm_core.procedures.template import CallCentre, Procedure
from lckm_core.text import EmptyWord, Noun, counted
from lckm_testing.knowledge_base.matters import (
    Area,
    Kind,
    Matter,
    Variant,
    common,
    kinds,
    matters,
)

MOST = 89_999
"""How many numbers there are: KA-10001 to KA-99999."""
_TERM = Noun("dnia", "dni", "dni", "day", "days")

_T = TypeVar("_T")
_FIRST_DAY = date(2023, 1, 19)
_DAYS = 1000
_CITY_PHONE = "+48 (42) 638-44-44"
_BY_POST = "Łódzkie Centrum Kontaktu z Mieszkańcami, ul. Piotrkowska 104, 90-926 Łódź"
_PROXY_FEE = Decimal("17.00")


def knowledge_base(count: int = 618, *, seed: int = 102) -> Iterator[Procedure]:
    """Yield *count* procedures with unique numbers and titles, without errors.

    The same *seed* gives the same procedures, and a larger *count* begins with those of a smaller.
    They have the shape of a real base: several acts of one matter that are related to its first,
    units and cells, fees, stages, questions with answers, telephones; some lapse, some are
    internal. Their cells are those of the core's own directory. The texts are illustrations and no
    source; people and extensions are made up.

    Raises ``ValueError`` for a *count* below 0 or above :data:`MOST` (or above what parts of the
    city allow).
    """
    if not 0 <= count <= MOST:
        raise ValueError(f"count is {count}: it may be 0 to {MOST}, for a number has five digits")
    made = 0
    firsts: dict[tuple[str, str], str] = {}
    for made, case in enumerate(islice(_cases(), count), 1):
        number = f"KA-{10_000 + made}"
        first = firsts.setdefault((case.matter.name, case.part), number)
        yield _Maker(case, number, first, seed).procedure()
    if made < count:
        raise ValueError(f"count is {count}, and the matters are enough for {made}")


@attrs.frozen
class _Case:
    """One act of a matter, in a part of the city or („”) anywhere."""

    area: Area
    matter: Matter
    kind: Kind
    act: int
    part: str

    @property
    def variant(self) -> Variant:
        """The act, as the matter or its kind says it."""
        return self.matter.variant(self.act)

    @property
    def title(self) -> str:
        """The title, of its own among all."""
        title = self.matter.title(self.act)
        return f"{title} – osiedle {self.part}" if self.part else title


def _cases() -> Iterator[_Case]:
    """Yield every case: first acts before second ones, the whole city before its parts."""
    acts = range(max(len(kind.variants) for kind in kinds().values()))
    for part, act, (area, matter) in product(("", *common().areas_of_city), acts, matters()):
        kind = kinds()[matter.kind]
        if act < len(kind.variants):
            yield _Case(area, matter, kind, act, part)


@attrs.frozen
class _Maker:
    """Makes one procedure; details are picked by its number and the seed."""

    case: _Case
    number: str
    first: str
    seed: int

    def pick(self, what: str, options: Sequence[_T]) -> _T:
        """Return one of the options, the same for the same procedure, seed and purpose."""
        return options[crc32(f"{self.seed} {self.number} {what}".encode()) % len(options)]

    def procedure(self) -> Procedure:
        """Return the procedure."""
        area, matter, kind = self.case.area, self.case.matter, self.case.kind
        online = self.pick("online", (True, True, True, False))
        produced = _FIRST_DAY + timedelta(days=self.pick("produced", range(_DAYS)))
        owner = self.person("owner")
        steps = self.steps(online)
        return Procedure(
            id=self.number,
            title=self.case.title,
            internal=self.case.act == 3 and self.pick("internal", range(20)) == 0,
            related=(parts.Related(self.first),) if self.first != self.number else (),
            valid_from=produced if self.pick("from", range(12)) == 0 else None,
            valid_to=date(2035, 12, 31) if self.pick("to", range(25)) == 0 else None,
            produced_on=produced,
            summary=f"{matter.about}\n\n{self.case.variant.says}",
            steps=steps,
            online_activities=tuple(step.name.lower() for step in steps if step.online),
            useful_info=self.useful(),
            how_to=self.how_to(),
            additional_info=self.pick("closing", common().closing),
            deadline=parts.Deadline(
                (parts.Term(self.days(), parts.TimeUnit.DAYS, "załatwienie sprawy"),)
            ),
            places=(self.place(),),
            appointments=self.appointments(),
            fees=self.fees(),
            submission=self.submission(online),
            submission_deadline=(parts.SubmissionDeadline("w dowolnym czasie"),),
            required_documents=self.documents(online),
            call_centre=self.call_centre(),
            legal_basis=(parts.LegalAct(area.law, area.journal),),
            appeal="Odwołanie składa się za naszym pośrednictwem "
            "w ciągu 14 dni od doręczenia decyzji."
            if kind.decision
            else EmptyWord.NONE,
            owner=owner,
            authors=(owner, self.person("author")),
            coordinators=(
                parts.Coordinator(self.person("coordinator").name, area.cell or area.section),
            ),
            unit=area.unit,
            cell=area.cell or area.section,
            in_edms=self.pick("edms", (True, True, False)),
        )

    def steps(self, online: bool) -> tuple[parts.Step, ...]:
        """Return the stages: the act's first, then the kind's."""
        comment = "elektronicznie, pocztą lub osobiście" if online else "pocztą lub osobiście"
        first = self.case.variant.step
        then = [
            parts.Step(name, about, True)
            if online and "elektronicznie" in about
            else parts.Step(name, about.removesuffix(" lub elektronicznie"))
            for name, about in self.case.kind.then
            if name != "Wnieś opłatę" or self.fee
        ]
        return (
            parts.Step(first if online else first.removesuffix(" online"), comment, online),
            *then,
        )

    def useful(self) -> tuple[str, ...]:
        """Return two phrases, and one on fees."""
        phrases = common().useful
        start = self.pick("useful", range(len(phrases)))
        fee = () if self.fee or self.case.variant.proxy else ("sprawa nie wymaga opłat",)
        return (phrases[start], phrases[(start + 1) % len(phrases)], *fee)

    def how_to(self) -> str:
        """Return the way it is handled, with the papers as a list."""
        papers = "\n".join(f"- {paper[0].lower()}{paper[1:]}" for paper in self.papers)
        district_sentence = f" Sprawa dotyczy osiedla {self.case.part}." if self.case.part else ""
        return (
            f"{self.case.variant.says}{district_sentence} Przygotuj:\n\n{papers}\n\n"
            f"Sprawdzimy komplet i odpowiemy w ciągu {counted(self.days(), _TERM).pl}."
        )

    def days(self) -> int:
        """Return the term."""
        return self.pick("days", self.case.kind.days)

    def place(self) -> parts.Place:
        """Return the office, with the extension of the matter's own."""
        area = self.case.area
        extension = self.pick("extension", range(100, 1000))
        return parts.Place(
            area.unit,
            area.section,
            area.address,
            (f"pok. {self.pick('room', range(1, 320))}",),
            (f"{_CITY_PHONE} wew. {extension}",),
            ("lckm@uml.lodz.pl",),
            self.pick("hours", common().hours),
        )

    def appointments(self) -> parts.Appointments | parts.NOT_APPLICABLE:
        """Return how a visit is booked: not at all, by telephone, or also on the page."""
        phone = parts.BookingWay(phone=_CITY_PHONE)
        page = parts.BookingWay(link="https://wizyty.uml.lodz.pl/")
        ways = self.pick("visit", ((), (phone,), (page, phone)))
        return parts.Appointments(ways) if ways else EmptyWord.NOT_APPLICABLE

    @property
    def fee(self) -> str | None:
        """The fee in zloty; the first acts cost, a complaint or a correction does not."""
        return (self.case.matter.fee or self.case.kind.fee) if self.case.act < 2 else None

    @property
    def papers(self) -> Sequence[str]:
        """The papers of its matter; of a fee only where one is paid."""
        papers = self.case.matter.papers
        if self.fee:
            return papers
        others = [paper for paper in papers if "zapłaty opłaty" not in paper]
        return others or ["Dokument, którego dotyczy sprawa"]

    def fees(self) -> tuple[parts.FeeGroup, ...] | parts.NONE:
        """Return the fee, and the one for a power of attorney where a proxy acts; or none."""
        title = self.case.title[0].lower() + self.case.title[1:]
        rows = [parts.Fee(f"opłata: {title}", Decimal(self.fee))] if self.fee else []
        if self.case.variant.proxy:
            rows.append(parts.Fee("opłata skarbowa za pełnomocnictwo", _PROXY_FEE))
        if not rows:
            return EmptyWord.NONE
        account = self.pick("account", common().accounts)
        return (
            parts.FeeGroup(
                tuple(rows), account, "Urząd Miasta Łodzi", f"{self.number}, imię i nazwisko"
            ),
        )

    def submission(self, online: bool) -> tuple[parts.Submission, ...]:
        """Return the ways of handing in."""
        ways = [
            parts.Submission(parts.Way.IN_PERSON, (self.case.area.address,)),
            parts.Submission(parts.Way.BY_POST, (_BY_POST,)),
        ]
        if online:
            ways.append(parts.Submission(parts.Way.ELECTRONICALLY, ("ePUAP",)))
        if self.case.kind.phone:
            ways.append(parts.Submission(parts.Way.PHONE, (_CITY_PHONE,)))
        return tuple(ways)

    def documents(self, online: bool) -> parts.RequiredDocuments:
        """Return the form, by its file, and the matter's papers."""
        forms = (
            (parts.ElectronicForm("ePUAP", f"https://epuap.gov.pl/sprawa/{self.number}"),)
            if online
            else ()
        )
        form = parts.RequiredDocument("Druk do sprawy", f"druk-{self.number}.docx", e_forms=forms)
        return parts.RequiredDocuments(
            (form, *(parts.RequiredDocument(paper) for paper in self.papers))
        )

    def call_centre(self) -> CallCentre:
        """Return the fields for the call centre."""
        staff = parts.StaffPhone(
            self.person("staff").name, f"{_CITY_PHONE} wew. {self.pick('staff', range(100, 1000))}"
        )
        answer = (
            f"{self.pick('answer', common().answers)} Termin: {counted(self.days(), _TERM).pl}."
        )
        return CallCentre(
            phones=(staff,),
            notes=self.pick("notes", common().notes),
            faq=(parts.Question(self.case.matter.asked, answer),),
        )

    def person(self, role: str) -> parts.Person:
        """Return somebody made up."""
        sex = self.pick(f"{role} sex", (0, 1))
        first = self.pick(f"{role} first", common().first_names[sex])
        return parts.Person(f"{first} {self.pick(f'{role} last', common().surnames[sex])}")
