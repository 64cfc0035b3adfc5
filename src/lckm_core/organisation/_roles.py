"""The roles of the ordinance, and who may do what."""

from collections.abc import Mapping
from enum import StrEnum

from lckm_core.law import cite


class Role(StrEnum):
    """A role of the ordinance; the value is the Polish name."""

    HEAD_OF_CELL = "kierownik komórki organizacyjnej"
    HEAD_OF_UNIT = "kierownik miejskiej jednostki organizacyjnej"
    DIRECTOR = "Dyrektor Wydziału Zarządzania Kontaktami z Mieszkańcami"
    HEAD_OF_MONITORING = "kierownik Oddziału ds. Monitoringu i Controllingu"
    MONITORING_STAFF = "wyznaczony pracownik Oddziału ds. Monitoringu i Controllingu"
    HEAD_OF_CALL_CENTRE = "kierownik Oddziału Call Center"
    CALL_CENTRE_STAFF = "pracownik Oddziału Call Center"
    STAFF_OF_CELL = "pracownik komórki organizacyjnej"
    STAFF_OF_UNIT = "pracownik miejskiej jednostki organizacyjnej"

    @property
    def english(self) -> str:
        """The role in English words."""
        return in_words(self)


class Act(StrEnum):
    """An act that is open to some roles; the value is the Polish name."""

    HAND_IN_MATERIAL = "przekazać materiał"
    REQUEST_INCLUSION = "wnioskować o włączenie procedury"
    REQUEST_UPDATE = "wnioskować o aktualizację procedury"
    APPROVE_TERMS = "zatwierdzić regulamin"
    ANNOUNCE = "przekazać informację na portal"
    AGREE_DEPARTURE = "uzgodnić odstąpienie"
    PUBLISH = "opublikować"
    WITHDRAW = "wycofać z publikacji"
    CHANGE_CALL_CENTRE_NOTE = "uzupełnić pole „Inne” dla Call Center"
    REQUEST_DATA = "poprosić o dane dla Call Center"
    ANSWER_DATA_REQUEST = "przekazać dane dla Call Center"
    CORRECT_ANSWER = "poprawić odpowiedź dla Call Center"
    REQUEST_BRIEFING = "wnioskować o instruktaż"
    NAME_BRIEFER = "wyznaczyć osobę do instruktażu"
    CONFIRM_BRIEFING = "potwierdzić instruktaż"
    NOTE_OUTCOME = "zapisać wynik zgłoszenia"
    REOPEN_REPORT = "otworzyć zgłoszenie na nowo"
    RECLASSIFY = "zmienić przyporządkowanie zgłoszenia"
    READ_PERSONAL = "odczytać dane osobowe ze zgłoszenia"

    @property
    def denied(self) -> str:
        """The Polish words after „nie może”, which asks for the genitive."""
        return _DENIED.get(self, self.value)

    @property
    def english(self) -> str:
        """The act in English words."""
        return in_words(self)


def in_words(member: StrEnum) -> str:
    """Return the English words of a role or an act."""
    return member.name.lower().replace("_", " ")


_DENIED: Mapping[Act, str] = {
    Act.HAND_IN_MATERIAL: "przekazać materiału",
    Act.APPROVE_TERMS: "zatwierdzić regulaminu",
    Act.ANNOUNCE: "przekazać informacji na portal",
    Act.AGREE_DEPARTURE: "uzgodnić odstąpienia",
    Act.CHANGE_CALL_CENTRE_NOTE: "uzupełnić pola „Inne” dla Call Center",
    Act.ANSWER_DATA_REQUEST: "przekazać danych dla Call Center",
    Act.CORRECT_ANSWER: "poprawić odpowiedzi dla Call Center",
    Act.NAME_BRIEFER: "wyznaczyć osoby do instruktażu",
    Act.CONFIRM_BRIEFING: "potwierdzić instruktażu",
    Act.NOTE_OUTCOME: "zapisać wyniku zgłoszenia",
    Act.REOPEN_REPORT: "otworzyć zgłoszenia na nowo",
    Act.RECLASSIFY: "zmienić przyporządkowania zgłoszenia",
    Act.READ_PERSONAL: "odczytać danych osobowych ze zgłoszenia",
}


for _citation in ("zał. 2 § 2 pkt 5", "zał. 2 § 2 pkt 6", "zał. 2 § 2 pkt 8"):
    cite(_citation, f"{__name__}.Role")

_HEADS = frozenset({Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT})
_STAFF = frozenset({Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT})
_CALL_CENTRE = frozenset({Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE})

PERMISSIONS: Mapping[Act, tuple[frozenset[Role], str]] = {
    Act.HAND_IN_MATERIAL: (_HEADS, "zarz. § 1 ust. 1"),
    Act.REQUEST_INCLUSION: (_HEADS | {Role.DIRECTOR}, "zał. 2 § 8 ust. 2"),
    Act.REQUEST_UPDATE: (_HEADS | {Role.DIRECTOR}, "zał. 2 § 8 ust. 3"),
    Act.APPROVE_TERMS: (frozenset({Role.DIRECTOR}), "zał. 2 § 4 ust. 3"),
    Act.ANNOUNCE: (_HEADS | {Role.HEAD_OF_MONITORING}, "zał. 2 § 7 ust. 2"),
    Act.AGREE_DEPARTURE: (
        frozenset({Role.HEAD_OF_MONITORING, Role.MONITORING_STAFF}),
        "zał. 2 § 9 ust. 3",
    ),
    Act.PUBLISH: (frozenset({Role.MONITORING_STAFF}), "zał. 2 § 12"),
    Act.WITHDRAW: (frozenset({Role.MONITORING_STAFF}), "zał. 2 § 12"),
    Act.CHANGE_CALL_CENTRE_NOTE: (_CALL_CENTRE, "wzór: Inne"),
    Act.REQUEST_DATA: (_CALL_CENTRE, "zał. 2 § 10 ust. 3"),
    Act.ANSWER_DATA_REQUEST: (_HEADS | _STAFF, "zał. 2 § 10 ust. 3"),
    # Of these, in a cell or unit, who gave the answer, and the head (decision 148).
    Act.CORRECT_ANSWER: (_HEADS | _STAFF, "zał. 2 § 10 ust. 3"),
    Act.REQUEST_BRIEFING: (frozenset({Role.HEAD_OF_CALL_CENTRE}), "zał. 2 § 10 ust. 4"),
    Act.NAME_BRIEFER: (_HEADS, "zał. 2 § 10 ust. 4"),
    Act.CONFIRM_BRIEFING: (frozenset({Role.HEAD_OF_CALL_CENTRE}), "zał. 2 § 10 ust. 4"),
    # The ordinance says that reports are passed on and handled, and not by which hand: these three
    # are our reading (interpretation I23).
    Act.NOTE_OUTCOME: (_HEADS | _STAFF | _CALL_CENTRE, "zał. 2 § 6 ust. 1"),
    Act.REOPEN_REPORT: (_HEADS | _STAFF | _CALL_CENTRE, "zał. 2 § 6 ust. 1"),
    Act.RECLASSIFY: (_CALL_CENTRE, "zał. 2 § 6 ust. 2"),
    # What data are for is said, and who may look at them is not: our reading (interpretation I24).
    Act.READ_PERSONAL: (_CALL_CENTRE, "zał. 2 § 6 ust. 4"),
}
"""Who may do what, each row with its provision."""

for _act, (_roles, _citation) in PERMISSIONS.items():
    cite(_citation, f"{__name__}.PERMISSIONS[{_act.name}]")
cite("zarz. § 2", f"{__name__}.PERMISSIONS[APPROVE_TERMS]")
cite("zał. 2 § 7 ust. 1", f"{__name__}.PERMISSIONS[ANNOUNCE]")
cite("zał. 2 § 8 ust. 4", f"{__name__}.PERMISSIONS[REQUEST_UPDATE]")
