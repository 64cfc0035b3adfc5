"""The form: the template (Wzór opisu procedury) of the Instruction, line by line."""

from datetime import date
from typing import Annotated

import attrs

from lckm_core.fields import Mark, fields_of, form
from lckm_core.forms import Line, ProcedureId, Prose, field_kinds
from lckm_core.law import LONGEST_SUMMARY, LONGEST_TITLE, cite
from lckm_core.procedures import parts
from lckm_core.procedures.parts import NONE, NOT_APPLICABLE
from lckm_core.text import Message

_CELL = Message("Wymagane w opisach Urzędu.", "Required in descriptions of the Office.")
_SUBMISSION_DEADLINE = Message(
    "Wymagane, gdy składa się dokumenty.", "Required where documents are submitted."
)


@attrs.frozen(kw_only=True)
class CallCentre:
    """The template's section for the call centre: every field is starred."""

    phones: Annotated[
        tuple[parts.StaffPhone, ...],
        Mark("Telefony do pracowników jednostki/komórki", "LCKM-P021", starred=True),
    ] = ()
    notes: Annotated[Prose | None, Mark("Opis", "LCKM-P022", starred=True)] = None
    faq: Annotated[
        tuple[parts.Question, ...], Mark("Najczęściej zadawane pytania", "LCKM-P023", starred=True)
    ] = ()
    other: Annotated[Prose | None, Mark("Inne", "LCKM-P024", starred=True)] = None


@form("opis procedury", "a procedure")
@attrs.frozen(kw_only=True)
class Procedure:
    """A procedure: how one matter is handled, in the template's fields and under its number.

    A new one has no number until it is handed in. The template has none.
    ``None`` or an empty tuple means *not given*; ``EmptyWord.NONE`` („brak”) and
    ``EmptyWord.NOT_APPLICABLE`` („nie dotyczy”) are values, and only the fields whose type names
    the word take it (interpretation I9).
    """

    id: Annotated[ProcedureId, Mark("Numer procedury", "LCKM-P000", cites="zał. 2 § 8 ust. 1")] = ""

    title: Annotated[
        Line, Mark("Nazwa procedury", "LCKM-P001", opens="Procedura", max_chars=LONGEST_TITLE)
    ]
    internal: Annotated[bool, Mark("Procedura wewnętrzna", "LCKM-P002", starred=True)] = False
    related: Annotated[tuple[parts.Related, ...], Mark("Powiązane procedury", "LCKM-P003")] = ()
    valid_from: Annotated[date | None, Mark("Obowiązuje od", "LCKM-P004", starred=True)] = None
    valid_to: Annotated[date | None, Mark("Obowiązuje do", "LCKM-P005", starred=True)] = None
    produced_on: Annotated[date | None, Mark("Data wytworzenia informacji", "LCKM-P006")] = None

    summary: Annotated[
        Prose,
        Mark(
            "Skrócony opis sprawy",
            "LCKM-P007",
            opens="Skrócony opis procedury",
            max_chars=LONGEST_SUMMARY,
        ),
    ]
    steps: Annotated[
        tuple[parts.Step, ...],
        Mark("Najważniejsze etapy realizacji procedury", "LCKM-P008", min_items=1),
    ]
    online_activities: Annotated[
        tuple[Line, ...], Mark("Czynności możliwe do załatwienia drogą elektroniczną", "LCKM-P009")
    ] = ()
    useful_info: Annotated[tuple[Line, ...], Mark("Przydatne informacje", "LCKM-P010")] = ()

    how_to: Annotated[
        Prose, Mark("Sposób załatwienia sprawy", "LCKM-P011", opens="Szczegółowy opis procedury")
    ]
    additional_info: Annotated[Prose | None, Mark("Informacje uzupełniające", "LCKM-P012")] = None

    deadline: Annotated[
        parts.Deadline,
        Mark("Termin realizacji", "LCKM-P013", opens="Termin i miejsce załatwienia sprawy"),
    ]
    places: Annotated[
        tuple[parts.Place, ...], Mark("Miejsce załatwienia", "LCKM-P014", min_items=1)
    ]
    appointments: Annotated[
        parts.Appointments | NOT_APPLICABLE, Mark("Umawianie/rezerwacja wizyty", "LCKM-P015")
    ]

    fees: Annotated[
        tuple[parts.FeeGroup, ...] | NONE, Mark("Opłaty", "LCKM-P016", opens="Opłaty", min_items=1)
    ]

    submission: Annotated[
        tuple[parts.Submission, ...] | NOT_APPLICABLE,
        Mark("Formy i miejsce składania dokumentów", "LCKM-P017", opens="Dokumenty", min_items=1),
    ]
    submission_deadline: Annotated[
        tuple[parts.SubmissionDeadline, ...],
        Mark("Termin składania dokumentów", "LCKM-P018", asked=_SUBMISSION_DEADLINE),
    ] = ()
    required_documents: Annotated[
        parts.RequiredDocuments, Mark("Wymagane dokumenty", "LCKM-P019")
    ] = parts.RequiredDocuments()
    other_documents: Annotated[
        tuple[parts.OtherDocument, ...], Mark("Pozostałe dokumenty", "LCKM-P020")
    ] = ()

    call_centre: Annotated[
        CallCentre,
        Mark(
            "Informacje dla pracownika Oddziału Call Center",
            "LCKM-P034",
            cites="wzór: *",
            opens="Informacje dla pracownika Oddziału Call Center",
            starred=True,
        ),
    ] = CallCentre()

    legal_basis: Annotated[
        tuple[parts.LegalAct, ...],
        Mark("Podstawa prawna", "LCKM-P025", opens="Podstawa prawna", min_items=1),
    ]
    appeal: Annotated[Prose | NONE, Mark("Tryb odwoławczy", "LCKM-P026")]
    reuse_terms: Annotated[
        Prose | None, Mark("Warunki ponownego wykorzystywania informacji publicznej", "LCKM-P027")
    ] = None

    owner: Annotated[
        parts.Person, Mark("Właściciel", "LCKM-P028", opens="Realizator", starred=True)
    ]
    authors: Annotated[
        tuple[parts.Person, ...],
        Mark(
            "Osoba, która wytworzyła informację lub osoba, która odpowiada za treść informacji",
            "LCKM-P029",
            min_items=1,
        ),
    ]
    coordinators: Annotated[
        tuple[parts.Coordinator, ...], Mark("Koordynator", "LCKM-P030", starred=True)
    ] = ()
    unit: Annotated[Line, Mark("Jednostka", "LCKM-P031")]
    cell: Annotated[Line | None, Mark("Komórka", "LCKM-P032", asked=_CELL)] = None

    in_edms: Annotated[
        bool | None,
        Mark(
            "Procedura prowadzona w systemie do elektronicznego zarządzania dokumentacją",
            "LCKM-P033",
            opens="Dane techniczne",
            starred=True,
        ),
    ] = None


for _field in fields_of(Procedure):
    if _field.mark.opens:
        cite(f"wzór, dział: {_field.mark.opens}", f"{__name__}.Procedure.{_field.key}")
field_kinds(Procedure)
