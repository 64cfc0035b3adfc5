"""``lckm reports person``: personal data of a report, after recording who reads them."""

from collections.abc import Iterator

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option, safe
from lckm_core.errors import NoSuchReportError
from lckm_core.organisation import PERMISSIONS, Act, Role
from lckm_core.ports import AccessPurpose
from lckm_core.reports import PersonalPart
from lckm_core.text import Message
from lckm_operations.optional_features import outline
from lckm_operations.staff_name import StaffName

_ROLES = {
    role.name.lower().replace("_", "-"): role
    for role in Role
    if role in PERMISSIONS[Act.READ_PERSONAL][0]
}
_PURPOSES = {purpose.value.replace(" ", "-"): purpose for purpose in AccessPurpose}
_REPORTER = {
    "name": Message("Imię i nazwisko", "Name"),
    "phone": Message("Telefon", "Telephone"),
    "email": Message("Poczta elektroniczna", "E-mail"),
    "address": Message("Adres do korespondencji", "Postal address"),
}
_TYPED = {
    "description": Message("Treść, jak ją wpisano", "Text as typed"),
    "address": Message("Miejsce, jak je wpisano", "Place as typed"),
}


@click.command(
    "person",
    cls=PolishCommand,
    help="Pokazuje dane osobowe z jednego zgłoszenia. Najpierw zapisuje w śladzie działań, kto je "
    "odczytuje i po co; gdy zapisać się nie da, nie pokazuje nic. Wynik zostaje tylko na ekranie: "
    "nie przekierowuj go do pliku.",
)
@click.argument("number", metavar="NUMER")
@click.option(
    "--as",
    "by",
    type=StaffName(),
    metavar="IMIĘ NAZWISKO",
    required=True,
    help="Kto z pracowników je odczytuje.",
)
@click.option(
    "--role",
    type=click.Choice(list(_ROLES)),
    required=True,
    help="W jakiej roli: call-centre-staff (pracownik Call Center), head-of-call-centre (jego "
    "kierownik).",
)
@click.option(
    "--purpose",
    type=click.Choice(list(_PURPOSES)),
    required=True,
    help="Po co: call-back (kontakt ze zgłaszającym), own-request (prośba zgłaszającego), "
    "correction (błąd do poprawienia).",
)
@settings_option
@lang_option
def person(
    number: str, by: str, role: str, purpose: str, settings: str | None, lang: Language
) -> int:
    """Show the personal part of a report."""
    session = open_session(settings)
    part = session.centre.read_personal(
        number, role=_ROLES[role], by=by, purpose=_PURPOSES[purpose], now=session.now()
    )
    if part is not None:
        for line in _lines(part, lang):
            click.echo(line)
    elif outline(session.centre.plugins.reports, number) is None:
        raise NoSuchReportError(number)
    else:
        none = ("zgłoszenie nie ma już danych osobowych.", "the report has no personal data.")
        click.echo(f"{number}: {either(lang, *none)}")
    return 0


def _lines(part: PersonalPart, lang: Language) -> Iterator[str]:
    """Yield each datum with its name."""
    for values, labels in ((part.reporter, _REPORTER), (part, _TYPED)):
        for key, label in labels.items():
            datum = getattr(values, key, None)
            if datum is not None:
                yield f"{label.text(lang)}: {safe(datum, lines=True)}"
    for attribute in part.attributes:
        yield f"{safe(attribute.name)}: {safe(attribute.value)}"
    for name in part.file_names:
        yield f"{either(lang, 'Plik', 'File')}: {safe(name)}"
