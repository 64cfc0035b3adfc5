"""The fields of an edition as an audience sees them."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup
from starlette.requests import Request

from lckm_core import ContactCentre
from lckm_core.publication import Audience, Edition, Subject, extract_subject, hidden_because
from lckm_desk._pages import path_of
from lckm_desk._records.procedure import Place, opens_for, preview
from lckm_pages import Addresses, sections_markup


def edition_preview(
    centre: ContactCentre,
    edition: Edition,
    audience: Audience,
    on: date,
    request: Request,
    places: Sequence[Place] | None = None,
    *,
    subject: Subject | None = None,
) -> tuple[Markup, str]:
    """Return the fields of an edition as an audience sees them, or why it sees none.

    Related procedures are linked if they belong to one of *places*; with ``None``, all are. With a
    *subject* only what the fields say of it is returned.
    """
    shown = preview(centre, edition, audience, on)
    if shown is None:
        reason = hidden_because(edition.procedure, audience, on)
        assert reason is not None
        # Another edition of the procedure may be shown that day.
        words = reason.pl.replace(f"procedury {edition.id}", "tej wersji")
        words = words.replace(f"Procedura {edition.id} jest", "Ta wersja jest")
        return Markup(), f"{words.rstrip('.')}."

    if subject is not None:
        shown = extract_subject(shown, subject)

    def page(number: str) -> str:
        if not opens_for(centre, number, places, on):
            return ""
        return path_of(request, "procedure", numer=number)

    # Files are on the portal; here a name without a link is enough.
    return sections_markup(shown.sections, Addresses(lambda name: "", page)), ""
