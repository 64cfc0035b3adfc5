"""The record of how material came, as a form has it (zał. 2 § 8, § 11)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from lckm_core.calendar import parse_day
from lckm_core.findings import Finding, Findings
from lckm_core.forms import judge, to_data
from lckm_core.organisation import Directory, Role
from lckm_core.procedures import Agreement, Channel, Handover, Procedure
from lckm_core.text import normalise
from lckm_desk._pages import Fault, no_day_words
from lckm_desk._submissions import field_fault
from lckm_http import FormFields

HEAD, DIRECTOR = "kierownik", "dyrektor"
ROLES = (
    (HEAD, "kierownik komórki lub jednostki (zał. 2 § 8 ust. 3)"),
    (DIRECTOR, "Dyrektor Wydziału, z własnej inicjatywy (zał. 2 § 8 ust. 4)"),
)
CHANNELS: Mapping[str, Channel] = {
    "ezd": Channel.EDMS,
    "epuap": Channel.EPUAP,
    "poczta": Channel.EMAIL,
}
CHANNEL_LABELS = (
    ("ezd", "EZD: komórka Urzędu (zał. 2 § 11 ust. 1 pkt 1)"),
    ("epuap", "ePUAP: miejska jednostka (zał. 2 § 11 ust. 1 pkt 2)"),
    ("poczta", "poczta elektroniczna, po uzgodnieniu (zał. 2 § 11 ust. 2)"),
)
TEXTS = ("kto", "znak", "przyczyna", "poczta-kto", "kierownik-kto")
DAYS = ("wplyw", "wniosek", "poczta-dzien", "kierownik-dzien")
BEGINNING = "-poczatek"
"""The ending of the name of the hidden field that has the day a field began with."""
FIRST_DAYS = ("wplyw", "wniosek")
"""The days that begin with what is known of the material."""
_LONGEST = 200
_REQUIRED = {
    "kto": "Podaj imię i nazwisko tego, kto wnioskuje.",
    "kanal": "Wybierz, jak przyszło.",
    "wplyw": "Podaj dzień wpływu.",
}
_FIELDS = {
    "unit": "plik",
    "cell": "plik",
    "role": "rola",
    "asked_by": "kto",
    "channel": "kanal",
    "received_on": "wplyw",
    "requested_on": "wniosek",
    "reference": "znak",
    "technical_reason": "przyczyna",
    "channel_agreement": "poczta-kto",
    "channel_agreement/agreed_on": "poczta-dzien",
    "head_agreement": "kierownik-kto",
    "head_agreement/agreed_on": "kierownik-dzien",
}


@attrs.frozen(kw_only=True)
class HandoverForm:
    """What was typed about how material came.

    Args:
        fields: what was typed; empty where no form was sent.
        directory: the units, cells and staff.
        today: the day.
        first: the days with which fields begin, by the file or the stored record.
        day_in_file: the day of the request that its file gives; empty for none.
        is_new: whether the file was chosen just now, so that the page before knew none of it.
    """

    fields: FormFields
    directory: Directory
    today: date
    first: Mapping[str, str] = attrs.field(factory=dict)
    day_in_file: str = ""
    is_new: bool = False

    def text(self, name: str, procedure: Procedure | None = None) -> str:
        """Return what was typed into a field, else its initial value.

        *procedure* is the material, whose unit says by which channel it comes.
        """
        typed = normalise(self.fields.text(name))
        if name in self.fields.values and not self._is_untouched(name, typed):
            return typed or (self.day_in_file if name == "wniosek" else "")
        if name in DAYS:
            return self.first_day(name)
        if name == "rola":
            return HEAD
        if name == "kanal" and procedure is not None:
            return "ezd" if procedure.unit == self.directory.city.office else "epuap"
        return ""

    def first_day(self, name: str) -> str:
        """Return the initial day of a field, empty for none."""
        return self.first.get(name) or (self.today.isoformat() if name == "wplyw" else "")

    def _is_untouched(self, name: str, typed: str) -> bool:
        # The day in a file chosen just now replaces the initial one.
        if not self.is_new or name not in FIRST_DAYS:
            return False
        began = self.fields.text(f"{name}{BEGINNING}")
        return typed == (began or (self.today.isoformat() if name == "wplyw" else ""))

    @property
    def requested_on(self) -> date | None:
        """The day of the request, typed or of the file; ``None`` for none."""
        return parse_day(self.text("wniosek"))

    @property
    def missing(self) -> list[Fault]:
        """What has to be typed and is not."""
        return [Fault(name, text) for name, text in _REQUIRED.items() if not self.text(name)]

    def read(self, procedure: Procedure) -> tuple[Handover, list[Fault]]:
        """Return the record of how a procedure came, and the faults of what was typed.

        If there are faults, the record only serves for the centre to check the rest of it.
        """
        faults = self.missing
        for name in TEXTS:
            if len(self.text(name)) > _LONGEST:
                faults.append(Fault(name, f"Skróć: zmieści się {_LONGEST} znaków."))
        days = {name: self._day(name, faults) for name in DAYS}
        agreements = {
            name: self._agreement(name, days[f"{name}-dzien"], faults)
            for name in ("poczta", "kierownik")
        }
        channel = CHANNELS.get(self.text("kanal"))
        if self.text("kanal") and channel is None:
            faults.append(Fault("kanal", _REQUIRED["kanal"]))
        # Without a valid day of receipt, the other days cannot be judged.
        received = days["wplyw"] or max(self.today, self.requested_on or self.today)
        is_office = procedure.unit == self.directory.city.office
        head = Role.HEAD_OF_CELL if is_office else Role.HEAD_OF_UNIT
        listed = self.directory.named(self.text("kto"), received)
        handover = Handover(
            unit=procedure.unit,
            cell=procedure.cell,
            role=Role.DIRECTOR if self.text("rola") == DIRECTOR else head,
            asked_by=listed[0].name if listed else self.text("kto"),
            channel=channel or (Channel.EDMS if is_office else Channel.EPUAP),
            received_on=received,
            reference=self.text("znak") or None,
            technical_reason=self.text("przyczyna") or None,
            channel_agreement=agreements["poczta"],
            head_agreement=agreements["kierownik"],
        )
        known = {fault.field for fault in faults}
        faults += [fault for fault in _text_faults(handover) if fault.field not in known]
        return handover, faults

    def people(self, procedure: Procedure) -> list[str]:
        """Return the names of those who may ask for a procedure on the day that it came."""
        on = parse_day(self.text("wplyw")) or self.today
        is_office = procedure.unit == self.directory.city.office
        head = Role.HEAD_OF_CELL if is_office else Role.HEAD_OF_UNIT
        names = {
            person.name
            for person in self.directory.people
            if on in person.window
            and (
                Role.DIRECTOR in person.roles
                or (
                    head in person.roles
                    and person.unit == procedure.unit
                    and person.cell in (None, procedure.cell)
                )
            )
        }
        return sorted(names)

    def _day(self, name: str, faults: list[Fault]) -> date | None:
        typed = self.text(name)
        day = parse_day(typed) if typed else None
        if typed and day is None:
            faults.append(Fault(name, no_day_words(typed)))
        return day

    def _agreement(self, name: str, day: date | None, faults: list[Fault]) -> Agreement | None:
        person, typed = self.text(f"{name}-kto"), self.text(f"{name}-dzien")
        if person and not typed:
            faults.append(Fault(f"{name}-dzien", "Podaj, którego dnia uzgodniono."))
        if typed and not person:
            faults.append(Fault(f"{name}-kto", "Podaj, z kim uzgodniono."))
        return Agreement(person, day) if person and day is not None else None


def _text_faults(handover: Handover) -> Iterator[Fault]:
    """Yield a fault for each text that no record can hold, such as control characters."""
    for finding in judge(to_data(handover), Handover).findings:
        # The unit and the cell are those of the description, whose findings are shown with it.
        if (field := _field(finding)) in TEXTS:
            yield field_fault(field, finding)


def handover_faults(findings: Findings, typed: Sequence[Fault] = ()) -> list[Fault]:
    """Return the errors of a record of how material came, at the fields of the form.

    Args:
        findings: those of the record.
        typed: the faults of what was typed, which come first; what follows from them is left out.
    """
    known = {_group(fault.field) for fault in typed}
    found = (field_fault(_field(finding), finding) for finding in findings.errors)
    return [*typed, *(fault for fault in found if _group(fault.field) not in known)]


def _group(field: str) -> str:
    """Return what a field belongs to: an agreement has one for the name and one for the day."""
    return field.partition("-")[0]


def _field(finding: Finding) -> str:
    path = finding.path.strip("/")
    return _FIELDS.get(path) or _FIELDS.get(path.partition("/")[0], "")
