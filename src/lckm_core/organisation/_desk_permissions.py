"""Who may look and act where the ordinance is silent: our reading (interpretation I26)."""

from collections.abc import Mapping
from enum import StrEnum

from lckm_core.organisation._directory import Official
from lckm_core.organisation._roles import Role, in_words

READING = "interpretacja I26"
"""What a verdict cites where no provision says it."""


class DeskAct(StrEnum):
    """An act of which the ordinance does not say whose it is; the value is the Polish name."""

    SEE_STARRED_FIELDS = "czytać pola z gwiazdką"
    SEE_REPORTS = "przeglądać zgłoszenia"
    TAKE_REPORT = "przyjąć zgłoszenie od mieszkańca"
    REROUTE = "skierować zgłoszenie jeszcze raz"
    SETTLE_BY_HAND = "rozstrzygnąć ręcznie, kto ma zgłoszenie"
    REDACT = "usunąć słowa ze zgłoszenia"
    WITHDRAW_CONSENT = "cofnąć zgodę za mieszkańca"
    CONFIRM_ERASURE = "zapisać, że odbiorca usunął dane"
    SEE_REQUESTS = "przeglądać prośby do jednostek"
    SEE_DELIVERIES = "przeglądać kolejkę przekazań"
    SEE_ERASURES = "przeglądać wykaz danych do usunięcia"
    SEE_OWN_ACTS = "przeglądać ślad swoich czynności"
    SEE_TRAIL = "przeglądać ślad czynności"
    SEE_ROUTES = "przeglądać tabelę tras"
    CHANGE_ROUTES = "zmienić tabelę tras"
    SEE_TERMS = "przeglądać regulaminy portalu"
    DRAFT_TERMS = "przygotować projekt regulaminu"
    TAKE_IN = "przyjąć nadesłany materiał"

    @property
    def denied(self) -> str:
        """The Polish words after „nie może”, which asks for the genitive."""
        return _DENIED[self]

    @property
    def english(self) -> str:
        """The act in English words."""
        return in_words(self)


_DENIED: Mapping[DeskAct, str] = {
    DeskAct.SEE_STARRED_FIELDS: "czytać pól z gwiazdką",
    DeskAct.SEE_REPORTS: "przeglądać zgłoszeń",
    DeskAct.TAKE_REPORT: "przyjąć zgłoszenia od mieszkańca",
    DeskAct.REROUTE: "skierować zgłoszenia jeszcze raz",
    DeskAct.SETTLE_BY_HAND: "rozstrzygnąć ręcznie, kto ma zgłoszenie",
    DeskAct.REDACT: "usunąć słów ze zgłoszenia",
    DeskAct.WITHDRAW_CONSENT: "cofnąć zgody za mieszkańca",
    DeskAct.CONFIRM_ERASURE: "zapisać, że odbiorca usunął dane",
    DeskAct.SEE_REQUESTS: "przeglądać próśb do jednostek",
    DeskAct.SEE_DELIVERIES: "przeglądać kolejki przekazań",
    DeskAct.SEE_ERASURES: "przeglądać wykazu danych do usunięcia",
    DeskAct.SEE_OWN_ACTS: "przeglądać śladu swoich czynności",
    DeskAct.SEE_TRAIL: "przeglądać śladu czynności",
    DeskAct.SEE_ROUTES: "przeglądać tabeli tras",
    DeskAct.CHANGE_ROUTES: "zmienić tabeli tras",
    DeskAct.SEE_TERMS: "przeglądać regulaminów portalu",
    DeskAct.DRAFT_TERMS: "przygotować projektu regulaminu",
    DeskAct.TAKE_IN: "przyjąć nadesłanego materiału",
}

_CALL_CENTRE = frozenset({Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE})
_MONITORING = frozenset({Role.MONITORING_STAFF, Role.HEAD_OF_MONITORING})
_DIRECTOR = frozenset({Role.DIRECTOR})
_DEPARTMENT = _CALL_CENTRE | _MONITORING | _DIRECTOR
_OF_THEIR_OWN = frozenset(
    {Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT, Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT}
)

DESK_PERMISSIONS: Mapping[DeskAct, frozenset[Role]] = {
    DeskAct.SEE_STARRED_FIELDS: _DEPARTMENT | _OF_THEIR_OWN,
    DeskAct.SEE_REPORTS: _DEPARTMENT | _OF_THEIR_OWN,
    DeskAct.TAKE_REPORT: _CALL_CENTRE,
    DeskAct.REROUTE: _CALL_CENTRE,
    DeskAct.SETTLE_BY_HAND: _CALL_CENTRE,
    DeskAct.REDACT: _CALL_CENTRE,
    DeskAct.WITHDRAW_CONSENT: _CALL_CENTRE,
    DeskAct.CONFIRM_ERASURE: _CALL_CENTRE,
    DeskAct.SEE_REQUESTS: _CALL_CENTRE | _DIRECTOR | _OF_THEIR_OWN,
    DeskAct.SEE_DELIVERIES: _CALL_CENTRE | _DIRECTOR,
    DeskAct.SEE_ERASURES: _CALL_CENTRE | _DIRECTOR,
    DeskAct.SEE_OWN_ACTS: _DEPARTMENT,
    DeskAct.SEE_TRAIL: frozenset({Role.HEAD_OF_CALL_CENTRE, Role.HEAD_OF_MONITORING}) | _DIRECTOR,
    DeskAct.SEE_ROUTES: _DEPARTMENT,
    DeskAct.CHANGE_ROUTES: _DIRECTOR,
    DeskAct.SEE_TERMS: _DEPARTMENT,
    DeskAct.DRAFT_TERMS: _DEPARTMENT,
    DeskAct.TAKE_IN: _MONITORING,
}
"""Who may do what the ordinance leaves open; heads and staff of a cell or unit for it alone."""

_SECTIONS: Mapping[Role, frozenset[Role]] = {
    Role.HEAD_OF_CALL_CENTRE: _CALL_CENTRE,
    Role.HEAD_OF_MONITORING: _MONITORING,
}


def section_of(role: Role) -> frozenset[Role] | None:
    """Return the roles of the section that a role heads; ``None`` for a role that heads none.

    Source: interpretation I27.
    """
    return _SECTIONS.get(role)


def is_own(role: Role, official: Official, unit: str, cell: str | None) -> bool:
    """Return whether matters of that cell or unit are open to somebody in that role.

    For heads and staff of cells and units, if it is of their own place by the directory; whoever
    belongs to no cell serves the whole unit. For everybody else, always. Source: interpretation
    I26.
    """
    return role not in _OF_THEIR_OWN or (official.unit == unit and official.cell in (None, cell))
