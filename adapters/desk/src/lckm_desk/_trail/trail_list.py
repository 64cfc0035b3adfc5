"""The list of the trail: what its address asks for, and what is found."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import attrs

from lckm_core import ContactCentre
from lckm_core.ports.event_words import VERB_WORDS
from lckm_core.ports.optional import (
    TrailFinder,
    TrailPage,
    TrailQuery,
    TrailScope,
    first_offered,
)
from lckm_desk._list_addresses import LONGEST, parse_recent_day, query_of, start_of_day
from lckm_desk._pages import Fault, day_fault
from lckm_desk._records.number_ends import numbers_meant
from lckm_desk._records.report import subjects_of
from lckm_desk._records.report_numbers import possible_numbers

PAGE: Final = 50
"""How many entries a page has."""
_LONGEST_ID = 18
_ORDER = "Ostatni dzień jest wcześniejszy niż pierwszy. Zamień je albo usuń jeden."
_UNKNOWN = "Nie ma takiej czynności. Wybierz jedną z listy."
_UNSEEN = "Są tu znaki, których nie widać. Wpisz to jeszcze raz."


@attrs.frozen(kw_only=True)
class TrailAddress:
    """What the address of the trail asks for; an empty text asks for nothing.

    Args:
        subject: the number of what something was done to.
        verb: what was done.
        person: who did it.
        first_day: the first day, ``yyyy-mm-dd``.
        last_day: the last day.
        before: the id of the last entry of the page before.
    """

    subject: str = ""
    verb: str = ""
    person: str = ""
    first_day: str = ""
    last_day: str = ""
    before: int | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "TrailAddress":
        """Return what an address asks for; the first page if its page makes no sense."""

        def typed(name: str) -> str:
            return query.get(name, "").strip()[:LONGEST]

        before = query.get("przed", "")
        is_id = before.isascii() and before.isdigit() and len(before) <= _LONGEST_ID
        return cls(
            subject=typed("numer"),
            verb=typed("czynnosc"),
            person=typed("kto"),
            first_day=typed("od"),
            last_day=typed("do"),
            before=int(before) if is_id else None,
        )

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        return query_of(
            numer=self.subject,
            czynnosc=self.verb,
            kto=self.person,
            od=self.first_day,
            do=self.last_day,
        )

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong with it."""
        texts = {"numer": self.subject, "kto": self.person}
        faults = [Fault(name, _UNSEEN) for name, text in texts.items() if not text.isprintable()]
        if self.verb and self.verb not in VERB_WORDS:
            faults.append(Fault("czynnosc", _UNKNOWN))
        first, last = parse_recent_day(self.first_day), parse_recent_day(self.last_day)
        days = (("od", "Od dnia", self.first_day, first), ("do", "Do dnia", self.last_day, last))
        faults += [day_fault(*typed) for *typed, day in days if typed[-1] and day is None]
        if first and last and first > last:
            faults.append(Fault("do", _ORDER))
        return faults


def finder_of_trail(centre: ContactCentre) -> TrailFinder | None:
    """Return the listener that can search the trail; ``None`` if there is none."""
    return first_offered(centre.plugins.listeners, TrailFinder)


def find_entries(
    centre: ContactCentre, finder: TrailFinder, address: TrailAddress, scope: TrailScope | None
) -> TrailPage:
    """Return one page of the trail, the newest first.

    Args:
        centre: the contact centre, whose reports have numbers and files.
        finder: finds entries.
        address: what is asked for.
        scope: whose entries are shown; ``None`` for everybody's.
    """
    first, last = parse_recent_day(address.first_day), parse_recent_day(address.last_day)
    query = TrailQuery(
        subjects=_subjects(centre, address.subject) if address.subject else None,
        verbs=[address.verb] if address.verb else None,
        by=[address.person] if address.person else None,
        scope=scope,
        at_from=start_of_day(first) if first else None,
        at_to=start_of_day(last + timedelta(days=1)) if last else None,
    )
    return finder.find_entries(query, before=address.before, limit=PAGE)


def _subjects(centre: ContactCentre, typed: str) -> Sequence[str]:
    """Return the subjects meant by what was typed, with a report's notices and files."""
    numbers = possible_numbers(centre, typed)
    found = [subject for number in numbers for subject in subjects_of(number)]
    if centre.plugins.answers("provide_procedures"):
        found += numbers_meant(typed, centre.plugins.procedures.ids())
    return list(dict.fromkeys([typed, *found]))
