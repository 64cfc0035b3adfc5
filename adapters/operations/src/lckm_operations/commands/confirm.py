"""``lckm confirm``: the receiver of a notice said that the data are erased."""

import attrs
import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option, local_time
from lckm_core.delivery import DispatchKind, dispatch_id
from lckm_core.errors import LckmError, NoSuchReportError
from lckm_core.text import Message
from lckm_operations.staff_name import staff_option


@attrs.frozen(str=False)
class NoNoticeError(LckmError):
    """Nobody was asked to erase data of the report, or only *asked* was."""

    number: str
    asked: DispatchKind | None

    pl = "Zgłoszenie {number}: {advice.pl}"
    en = "Report {number}: {advice.en}"

    @property
    def advice(self) -> Message:
        """Who was asked, and what to do."""
        return _ASKED[self.asked]


_ASKED = {
    DispatchKind.HELPDESK_NOTICE: Message(
        "do usunięcia danych wezwano tu tylko helpdesk. Jeśli to on potwierdził, dodaj --helpdesk.",
        "only the helpdesk was asked here to erase data. If it confirmed, add --helpdesk.",
    ),
    DispatchKind.MAILBOX_NOTICE: Message(
        "do usunięcia danych wezwano tu tylko jednostkę. Jeśli to ona potwierdziła, pomiń "
        "--helpdesk.",
        "only the unit was asked here to erase data. If it confirmed, leave out --helpdesk.",
    ),
    None: Message(
        "nikogo tu nie wzywano do usunięcia danych, więc nie ma czego potwierdzać.",
        "nobody was asked here to erase data, so there is nothing to confirm.",
    ),
}


@click.command(
    "confirm",
    cls=PolishCommand,
    help="Zapisuje, że odbiorca potwierdził usunięcie danych osobowych ze zgłoszenia (zał. 2 § 6 "
    "ust. 5). Kto ma jeszcze potwierdzić, "
    "mówi lckm outbox. Powtórzone nie szkodzi.",
)
@click.argument("number", metavar="NUMER")
@click.option("--helpdesk", is_flag=True, help="Potwierdził helpdesk, a nie jednostka.")
@staff_option
@settings_option
@lang_option
def command(
    number: str, helpdesk: bool, by: str | None, settings: str | None, lang: Language
) -> int:
    """Note that the receiver of a notice has erased the data."""
    session = open_session(settings)
    store = session.centre.plugins.reports
    kind = DispatchKind.MAILBOX_NOTICE
    other = DispatchKind.HELPDESK_NOTICE
    if helpdesk:
        kind, other = other, kind
    try:
        notice = session.centre.confirm_erasure(number, now=session.now(), kind=kind, by=by)
    except NoSuchReportError as error:
        if store.dispatch(number) is None:
            raise
        asked = other if store.dispatch(dispatch_id(number, other)) is not None else None
        raise NoNoticeError(number, asked) from error
    when = local_time(notice.confirmed_at)
    click.echo(either(lang, f"{number}: potwierdzono {when}.", f"{number}: confirmed at {when}."))
    return 0
