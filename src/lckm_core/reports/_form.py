"""The form of a report (zał. 2 § 5, § 6 ust. 1)."""

from typing import Annotated

import attrs

from lckm_core.fields import Mark, form
from lckm_core.findings import kind
from lckm_core.forms import field_kinds
from lckm_core.law import cites
from lckm_core.reports._model import (
    Attribute,
    EventPlace,
    RedactedRepr,
    ReportChannel,
    Reporter,
    ReportKind,
)
from lckm_core.reports._text_types import (
    SIZE,
    LanguageTag,
    Slug,
    Typed,
    TypedLine,
)
from lckm_core.text import Message

_REGISTERED = "zał. 2 § 6 ust. 1"

_UNFIT = kind(
    "LCKM-Z000",
    _REGISTERED,
    Message("dane nie pasują do formularza zgłoszenia", "data do not fit the report form"),
)


@attrs.frozen(repr=False)
class FormFile(RedactedRepr):
    """A file that comes with the form.

    A name may reveal who wrote, so it is not required.
    """

    name: Annotated[TypedLine | None, Mark("Nazwa pliku", max_chars=255, personal=True)] = None
    size: Annotated[int, SIZE, Mark("Rozmiar w bajtach")] = attrs.field(kw_only=True)


@form("formularz zgłoszenia", "a report form", kind=_UNFIT, personal=True)
@cites("zał. 2 § 5", "zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 3")
@attrs.frozen(kw_only=True, repr=False)
class ReportForm(RedactedRepr):
    """What a resident, or the call centre for them, fills in.

    Only the description is required, and no personal data.
    """

    description: Annotated[
        Typed,
        Mark(
            "Treść zgłoszenia",
            "LCKM-Z001",
            cites=_REGISTERED,
            opens="Zgłoszenie",
            max_chars=4000,
            personal=True,
        ),
    ]
    kind: Annotated[
        ReportKind, Mark("Rodzaj zgłoszenia", "LCKM-Z002", cites="zał. 2 § 2 pkt 9")
    ] = ReportKind.INTERVENTION
    category: Annotated[Slug | None, Mark("Kategoria", "LCKM-Z003", cites=_REGISTERED)] = None
    place: Annotated[
        EventPlace | None,
        Mark("Miejsce zdarzenia", "LCKM-Z004", cites="zał. 2 § 2 pkt 10", personal=True),
    ] = None
    attributes: Annotated[
        tuple[Attribute, ...], Mark("Cechy", "LCKM-Z005", cites=_REGISTERED, personal=True)
    ] = ()
    attachments: Annotated[
        tuple[FormFile, ...], Mark("Załączniki", "LCKM-Z006", cites=_REGISTERED, personal=True)
    ] = ()
    reporter: Annotated[
        Reporter | None,
        Mark(
            "Zgłaszający",
            "LCKM-Z007",
            cites="zał. 2 § 6 ust. 3",
            opens="Zgłaszający",
            personal=True,
        ),
    ] = None
    channel: Annotated[
        ReportChannel,
        Mark("Sposób zgłoszenia", "LCKM-Z008", cites=_REGISTERED, opens="Rejestracja"),
    ] = ReportChannel.FORM
    language: Annotated[
        LanguageTag,
        Mark("Język zgłoszenia", "LCKM-Z009", cites=_REGISTERED),
    ] = "pl"


field_kinds(ReportForm)
