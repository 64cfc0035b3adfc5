"""Announcements on the portal (zał. 2 § 5, § 7) and its terms of use (§ 4)."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, assert_never

import attrs

from lckm_core.calendar import Window
from lckm_core.errors import IllegalMoveError
from lckm_core.fields import Mark, TextKind, form
from lckm_core.forms import Line, Prose, field_kinds
from lckm_core.law import cites
from lckm_core.organisation import (
    Act,
    Role,
    require_may,
)
from lckm_core.procedures import Person
from lckm_core.publication._editions import EditionRecord
from lckm_core.publication._instants import day_of
from lckm_core.publication._projection.blocks import Entry, Section
from lckm_core.publication._projection.layout_plan import PlannedField, plan_layout
from lckm_core.publication._projection.serialisation import plain_data
from lckm_core.publication._timeline import shown_of_each
from lckm_core.publication._visibility import Audience, access_rule, outside_window
from lckm_core.publication._workflow import ANNOUNCEMENT_MOVES, Move, State
from lckm_core.text import Message

NOTICE_ID = TextKind(
    "notice id",
    Message("numer informacji, np. OG-0001", "a notice's number such as OG-0001"),
    r"^OG-[0-9]{4}$",
)
NoticeId = Annotated[str, NOTICE_ID]

_INFORMATION, _TERMS = "zał. 2 § 5", "zał. 2 § 4 ust. 2"


@form("informacja na portalu", "an announcement")
@cites("zał. 2 § 5", "zał. 2 § 7 ust. 1", "zał. 2 § 7 ust. 2")
@attrs.frozen(kw_only=True)
class Announcement:
    """News of the Office or a municipal unit, shown on the portal on the days of its window."""

    id: Annotated[NoticeId, Mark("Numer informacji", "LCKM-N001", cites=_INFORMATION)] = ""
    title: Annotated[
        Line, Mark("Tytuł", "LCKM-N002", cites=_INFORMATION, opens="Informacja", max_chars=160)
    ]
    text: Annotated[Prose, Mark("Treść", "LCKM-N003", cites=_INFORMATION)]
    unit: Annotated[
        Line, Mark("Jednostka", "LCKM-N004", cites="zał. 2 § 7 ust. 1", opens="Realizator")
    ]
    cell: Annotated[Line | None, Mark("Komórka", "LCKM-N005", cites="zał. 2 § 7 ust. 1")] = None
    requested_by: Annotated[
        Person, Mark("Wnioskujący", "LCKM-N006", cites="zał. 2 § 7 ust. 1", starred=True)
    ]
    valid_from: Annotated[
        date | None, Mark("Obowiązuje od", "LCKM-N007", cites=_INFORMATION, starred=True)
    ] = None
    valid_to: Annotated[
        date | None, Mark("Obowiązuje do", "LCKM-N008", cites=_INFORMATION, starred=True)
    ] = None
    produced_on: Annotated[
        date | None, Mark("Data wytworzenia informacji", "LCKM-N009", cites=_INFORMATION)
    ] = None

    @property
    def window(self) -> Window:
        """The days on which it is shown, both included (interpretation I1)."""
        return Window(self.valid_from, self.valid_to)


@cites("zał. 2 § 7 ust. 1", "zał. 2 § 12")
@attrs.frozen(kw_only=True)
class AnnouncementEdition(EditionRecord):
    """One text of an announcement that was handed in and, perhaps, published."""

    announcement: Announcement

    @property
    def id(self) -> str:
        """The announcement's number."""
        return self.announcement.id

    @property
    def window(self) -> Window:
        """The days on which it is shown, both included (interpretation I1)."""
        return self.announcement.window

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves of announcements."""
        return ANNOUNCEMENT_MOVES


@form("regulamin portalu", "a version of the terms")
@cites("zał. 2 § 4 ust. 2", "zał. 2 § 4 ust. 3")
@attrs.frozen(kw_only=True)
class PortalTerms:
    """One version of the portal's terms of use; without an approval a draft, never in force."""

    version: Annotated[Line, Mark("Wersja regulaminu", "LCKM-N101", cites=_TERMS)]
    approved_by: Annotated[
        Person | None,
        Mark("Zatwierdzający", "LCKM-N102", cites="zał. 2 § 4 ust. 3", opens="Zatwierdzenie"),
    ] = None
    approved_on: Annotated[
        date | None, Mark("Data zatwierdzenia", "LCKM-N103", cites="zał. 2 § 4 ust. 3")
    ] = None
    valid_from: Annotated[date, Mark("Obowiązuje od", "LCKM-N104", cites=_TERMS)]
    text: Annotated[Prose, Mark("Treść regulaminu", "LCKM-N105", cites=_TERMS, opens="Regulamin")]


@attrs.frozen
class Notice:
    """An announcement, or the terms, as *audience* sees it on the day *on*."""

    kind: Literal["announcement", "terms"]
    audience: Audience
    on: date
    id: str
    heading: str
    sections: tuple[Section, ...]

    def to_data(self) -> dict[str, Any]:
        """Return the notice as JSON-able data; empty values are left out."""
        data: dict[str, Any] = plain_data(self)
        return data


@cites("zarz. § 2", "zał. 2 § 4 ust. 3")
def approve(terms: PortalTerms, role: Role, *, by: Person, on: date) -> PortalTerms:
    """Return *terms* as approved by that person on that day.

    Only the Director of the contact department may. Raises :class:`IllegalMoveError` for any other
    role, and for terms that are approved already. Provision: zał. 2 § 4 ust. 3.
    """
    require_may(role, Act.APPROVE_TERMS, terms.version)
    if terms.approved_on is not None:
        raise IllegalMoveError(Act.APPROVE_TERMS.name, "approved", approved_already(terms))
    return attrs.evolve(terms, approved_by=by, approved_on=day_of(on))


def approved_already(terms: PortalTerms) -> Message:
    """Return the refusal to change terms that are approved."""
    return Message(
        f"Regulamin {terms.version} jest już zatwierdzony ({terms.approved_on}). "
        "Zmiany wprowadź nową wersją.",
        f"Terms {terms.version} are approved already ({terms.approved_on}). "
        "Make changes in a new version.",
    )


@cites("zał. 2 § 4 ust. 2", "zał. 2 § 4 ust. 3")
def terms_in_force(versions: Iterable[PortalTerms], day: date) -> PortalTerms | None:
    """Return the version in force that day: approved by then, and the one that began last.

    If versions began on the same day, the one approved later counts, then the one that comes later
    in *versions*. *day* may be a moment, whose day in Europe/Warsaw counts; a naive one raises
    ``ValueError``. ``None`` when there is none. Provision: zał. 2 § 4 ust. 2 and 3.
    """
    day = day_of(day)
    in_force: PortalTerms | None = None
    latest = (date.min, date.min)
    for terms in versions:
        if terms.approved_by is None or terms.approved_on is None:
            continue
        order = (terms.valid_from, terms.approved_on)
        if max(order) <= day and order >= latest:
            in_force, latest = terms, order
    return in_force


@cites("zał. 2 § 5", "zał. 2 § 12")
def published_announcements(
    editions: Iterable[AnnouncementEdition], day: date
) -> tuple[Announcement, ...]:
    """Return the announcements that are published on a day, by number.

    Each is as shown that day. Those whose days are to come or have passed are included, as last
    published, for audiences that see them on any day.
    """
    editions = tuple(editions)
    published = {
        edition.id: edition
        for edition in sorted(editions, key=lambda edition: edition.number)
        if edition.state is State.PUBLISHED and (edition.published_on or day) <= day
    }
    shown = {**published, **shown_of_each(editions, day)}
    return tuple(shown[number].announcement for number in sorted(shown))


def announcement_hidden_because(
    announcement: Announcement, audience: Audience, on: date
) -> Message | None:
    """Return why the announcement is not shown to *audience* that day, ``None`` when it is.

    Announcements are for the portal (zał. 2 § 5); BIP has none. *on* may be a moment with a time
    zone; one without raises ``ValueError``.
    """
    day = day_of(on)
    if not _on_portal(audience):
        return Message(
            f"Informacje zamieszcza się na portalu, nie w BIP: {announcement.id} (zał. 2 § 5)",
            f"Announcements are for the portal, not for BIP: {announcement.id} (zał. 2 § 5)",
        )
    rule = access_rule(audience)
    if rule.any_day:
        return None
    thing = f"informacji {announcement.id}"
    return outside_window(announcement.window, day, thing, rule.place)


def _on_portal(audience: Audience) -> bool:
    """Return whether *audience* sees what else the portal has than procedures."""
    match audience:
        case Audience.PORTAL | Audience.CALL_CENTRE | Audience.EDITORS:
            return True
        case Audience.BIP:
            return False
        case _:
            assert_never(audience)


@cites("zał. 2 § 5")
def project_announcement(
    announcement: Announcement, audience: Audience, *, on: date
) -> Notice | None:
    """Return what *audience* sees of the announcement that day, ``None`` when nothing.

    The public sees neither who asked for it nor the window. Raises ``ValueError`` for a moment
    without a time zone. Provision: zał. 2 § 5.
    """
    day = day_of(on)
    if announcement_hidden_because(announcement, audience, day) is not None:
        return None
    sections = _sections(announcement, audience)
    return Notice("announcement", audience, day, announcement.id, announcement.title, sections)


@cites("zał. 2 § 4 ust. 2")
def project_terms(
    versions: Iterable[PortalTerms], audience: Audience, *, on: date
) -> Notice | None:
    """Return the terms in force that day as *audience* sees them, ``None`` when it sees none.

    Raises ``ValueError`` for a moment without a time zone. Provision: zał. 2 § 4 ust. 2.
    """
    day = day_of(on)
    terms = terms_in_force(versions, day)
    if terms is None or not _on_portal(audience):
        return None
    heading = f"Regulamin portalu, wersja {terms.version}"
    return Notice("terms", audience, day, terms.version, heading, _sections(terms, audience))


_IN_HEADING = frozenset({"id", "title", "version"})


@cache
def _plan(model: type, audience: Audience) -> tuple[PlannedField, ...]:
    fields = plan_layout(model, audience, {})
    return tuple(field for field in fields if field.key not in _IN_HEADING)


def _sections(notice: Announcement | PortalTerms, audience: Audience) -> tuple[Section, ...]:
    sections: dict[str, list[Entry]] = {}
    model: Any = type(notice)
    for field in _plan(model, audience):
        blocks = field.blocks(notice)
        if blocks:
            sections.setdefault(field.section, []).append(Entry(field.key, field.label, blocks))
    return tuple(Section(heading, tuple(entries)) for heading, entries in sections.items())


for _form in (Announcement, PortalTerms):
    field_kinds(_form)
