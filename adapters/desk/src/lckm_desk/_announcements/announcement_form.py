"""The form of an announcement that came, or that the head of the section writes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import attrs

from lckm_core.calendar import parse_day
from lckm_core.organisation import Act, Directory, Role, may
from lckm_core.procedures import Channel, Handover, Person, check_announcement_handover
from lckm_core.publication import Announcement, check_notice
from lckm_desk._announcements.submission import AnnouncementSubmission
from lckm_desk._pages import Fault, no_day_words
from lckm_desk._personal_words import LOOKED_AT
from lckm_desk._submissions import FaultyFieldsError, field_fault
from lckm_sign_in import StaffSession

LAST_DAY_SEEN = f"{LOOKED_AT}do"
"""The hidden field with the last day that the page has told of."""
OWN, SENT = "wlasna", "nadeslana"
FIELDS = {
    "title": "tytul",
    "text": "tekst",
    "unit": "czyja",
    "cell": "czyja",
    "valid_from": "od",
    "valid_to": "do",
    "requested_by": "kto",
    "asked_by": "kto",
    "role": "kto",
    "received_on": "wplyw",
    "requested_on": "wplyw",
    "reference": "znak",
    "channel": "znak",
}
"""The field of the form for each field of an announcement and of its handover."""
# No name of a unit contains it.
_BETWEEN = " / "


def may_write_own(staff: StaffSession) -> bool:
    """Return whether somebody may write one of their own accord (zał. 2 § 7 ust. 2)."""
    role = Role.HEAD_OF_MONITORING
    return role in staff.roles and bool(may(role, Act.ANNOUNCE))


@attrs.frozen
class Written:
    """The text that was typed.

    Args:
        sent: the form as it was sent.
        may_be_own: whether the text may be of the writer's own accord.
    """

    sent: AnnouncementSubmission
    may_be_own: bool = attrs.field(kw_only=True)

    @property
    def places(self) -> Mapping[str, tuple[str, str | None]]:
        """The unit and the cell of each place whose announcement it may be."""
        directory, today = self.sent.centre.plugins.directory, self.sent.today
        return {_place(*place): place for place in _places(directory, today)}

    @property
    def is_own(self) -> bool:
        """Whether it is of the writer's own accord."""
        return self.may_be_own and self.text("skad") == OWN

    def text(self, name: str) -> str:
        """Return what was typed into a field, else what the newest edition has."""
        if name in self.sent.fields.values:
            return self.sent.fields.text(name).replace("\r\n", "\n").strip()
        if name == "skad":
            return self._first_way
        if name == "kto":
            return self._sender or ""
        if name == "wplyw":
            return self.sent.today.isoformat()
        if self.sent.record is None:
            return ""
        newest = self.sent.record.newest.announcement
        days = {"od": newest.valid_from, "do": newest.valid_to}
        if name in days:
            day = days[name]
            return day.isoformat() if day else ""
        texts = {
            "tytul": newest.title,
            "tekst": newest.text,
            "czyja": _place(newest.unit, newest.cell),
        }
        return texts.get(name, "")

    @property
    def _first_way(self) -> str:
        """Whose initiative the newest edition was; empty for a new one, where it must be chosen."""
        if not self.may_be_own:
            return SENT
        if self.sent.record is None:
            return ""
        return OWN if self._sender is None else SENT

    @property
    def _sender(self) -> str | None:
        """The head who sent the newest edition; ``None`` where nobody sent it."""
        handover = self.sent.record.newest.handover if self.sent.record else None
        if handover is None or handover.role is Role.HEAD_OF_MONITORING:
            return None
        return handover.asked_by

    @property
    def is_past_day_seen(self) -> bool:
        """Whether the page before already warned that this last day has passed."""
        return self.text("do") == self.sent.fields.text(LAST_DAY_SEEN)

    def announcement(self) -> tuple[Announcement, Handover]:
        """Return the announcement and the record of how it came.

        Raises :class:`FaultyFieldsError` with all that is wrong with them.
        """
        faults = [Fault(name, words) for name, words in _REQUIRED.items() if not self.text(name)]
        if self.may_be_own and self.text("skad") not in (OWN, SENT):
            faults.append(Fault("skad", _NO_WAY))
        elif self.is_own:
            # Otherwise the name of who asked would be lost for good.
            faults += [Fault(name, _NOT_OWN) for name in ("kto", "znak") if self.text(name)]
        else:
            faults += [Fault(name, words) for name, words in _SENT.items() if not self.text(name)]
        first, last = self._day("od", faults), self._day("do", faults)
        # On own initiative the day is the one with which the page was opened: sent again after
        # midnight, it is still the same form.
        own_day = parse_day(self.text("wplyw"))
        received = own_day if self.is_own else self._day("wplyw", faults)
        places = self.places
        if self.text("czyja") and self.text("czyja") not in places:
            faults.append(Fault("czyja", "Wybierz z listy, czyja jest informacja."))
        place = places.get(self.text("czyja"))
        text, handover = self._built(first, last, received or self.sent.today, place)
        faults += self._other_faults(text, handover, {fault.field for fault in faults})
        is_past = last is not None and last < self.sent.today
        # A day with another fault has to be mended first.
        is_day_wrong = any(fault.field == "do" for fault in faults)
        if is_past and not is_day_wrong and not self.is_past_day_seen:
            faults.append(Fault("do", PAST_DAY))
        if faults:
            raise FaultyFieldsError(faults)
        return text, handover

    def _built(
        self,
        first: date | None,
        last: date | None,
        received: date,
        place: tuple[str, str | None] | None,
    ) -> tuple[Announcement, Handover]:
        """Return what was typed as a record; with faults, only for the rest to be judged."""
        unit, cell = place or (self.sent.centre.plugins.directory.city.office, None)
        listed = self.sent.centre.plugins.directory.named(self.text("kto"), received)
        typed = listed[0].name if listed else self.text("kto")
        name = self.sent.by if self.is_own else typed
        text = Announcement(
            id=self.sent.number,
            title=self.text("tytul"),
            text=self.text("tekst"),
            unit=unit,
            cell=cell,
            requested_by=Person(name),
            valid_from=first,
            valid_to=last,
        )
        return text, self._handover(unit, cell, name, received)

    def _other_faults(
        self, text: Announcement, handover: Handover, known: Collection[str]
    ) -> Sequence[Fault]:
        """Return what the centre would refuse, for fields without a fault so far."""
        directory = self.sent.centre.plugins.directory
        findings = [
            *check_notice(text, directory, requested_on=handover.received_on).errors,
            *check_announcement_handover(
                handover, text, directory=directory, on=self.sent.today
            ).errors,
        ]
        # Unless it is known whose it is, it is not known either whose head may ask.
        unasked = {"kto", "znak", "wplyw"} if "skad" in known else set()
        unknown = {*known, *unasked, *(("kto",) if "czyja" in known else ())}
        faults = [
            field_fault(FIELDS.get(finding.path.strip("/").partition("/")[0], ""), finding)
            for finding in findings
        ]
        return [fault for fault in faults if fault.field not in unknown]

    def _handover(self, unit: str, cell: str | None, name: str, received: date) -> Handover:
        is_office = unit == self.sent.centre.plugins.directory.city.office
        head = Role.HEAD_OF_CELL if is_office else Role.HEAD_OF_UNIT
        return Handover(
            unit=unit,
            cell=cell,
            role=Role.HEAD_OF_MONITORING if self.is_own else head,
            asked_by=name,
            channel=Channel.EDMS if is_office or self.is_own else Channel.EPUAP,
            received_on=received,
            reference=None if self.is_own else self.text("znak"),
        )

    def _day(self, name: str, faults: list[Fault]) -> date | None:
        typed = self.text(name)
        day = parse_day(typed) if typed else None
        if typed and day is None:
            faults.append(Fault(name, no_day_words(typed)))
        return day


_NO_WAY = "Zaznacz, czyja to inicjatywa."
_NOT_OWN = "Informacja z własnej inicjatywy nie ma nadawcy. Zaznacz „nadesłana” albo usuń to."
PAST_DAY = "Ten dzień już minął, więc nikt jej nie zobaczy. Popraw go, a jeśli tak ma być, zostaw."
LABELS = {
    "tytul": "Tytuł",
    "tekst": "Treść",
    "czyja": "Czyja",
    "od": "Obowiązuje od",
    "do": "Obowiązuje do",
    "kto": "Kierownik, który prosi",
    "znak": "Znak sprawy w EZD albo numer UPP",
    "wplyw": "Dzień wpływu",
}
"""The labels of what somebody types of an announcement, by the names of the fields."""
_REQUIRED = {
    "tytul": "Wpisz tytuł.",
    "tekst": "Wpisz treść.",
    "czyja": "Wybierz, czyja jest informacja.",
}
_SENT = {
    "kto": "Podaj imię i nazwisko kierownika, który prosi.",
    "znak": "Podaj znak sprawy w EZD albo numer UPP.",
    "wplyw": "Podaj dzień wpływu.",
}


def _places(directory: Directory, day: date) -> Iterator[tuple[str, str | None]]:
    """Yield the units of that day, and the cells of those that list them."""
    for unit in directory.units:
        if day not in unit.window:
            continue
        if unit.name != directory.city.office:
            yield unit.name, None
        for cell in unit.cells:
            yield unit.name, cell


def _place(unit: str, cell: str | None) -> str:
    return f"{unit}{_BETWEEN}{cell}" if cell else unit
