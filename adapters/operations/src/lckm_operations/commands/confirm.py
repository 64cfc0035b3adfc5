"""``lckm confirm``: the receiver of a notice said that the data are erased."""

import attrs
import click

from lckm_cli.options import lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either
from lckm_core import DispatchKind, LckmError, Message, NoSuchReportError
from lckm_operations.commands.shared import opened, settings_option
from lckm_operations.words import local


@attrs.frozen(str=False)
class NoNoticeError(LckmError):
    """There is such a report, and nobody was asked to erase data of it."""

    number: str

    @property
    def said(self) -> Message:
        """Of which report, and what it may mean."""
        return Message(
            f"Zgłoszenie {self.number}: nikogo tu nie wzywano do usunięcia danych, więc nie ma czego potwierdzać. "
            "Jeśli potwierdził helpdesk, dodaj --helpdesk.",
            f"Report {self.number}: nobody was asked here to erase data, so there is nothing to confirm. "
            "If the helpdesk confirmed, add --helpdesk.",
        )


@click.command(
    "confirm",
    cls=PolishCommand,
    help="Zapisuje, że odbiorca potwierdził usunięcie danych osobowych ze zgłoszenia (zał. 2 § 6 ust. 5). Kto ma jeszcze potwierdzić, "
    "mówi lckm outbox. Powtórzone nie szkodzi.",
)
@click.argument("number", metavar="NUMER")
@click.option("--helpdesk", is_flag=True, help="Potwierdził helpdesk, a nie jednostka.")
@settings_option
@lang_option
def command(number: str, helpdesk: bool, settings: str | None, lang: Language) -> int:
    """Note a receipt."""
    found = opened(settings)
    kind = DispatchKind.HELPDESK_NOTICE if helpdesk else DispatchKind.MAILBOX_NOTICE
    try:
        notice = found.centre.confirm_erasure(number, now=found.now(), kind=kind)
    except NoSuchReportError as error:
        if found.centre.plugins.reports.get(number) is None:
            raise
        raise NoNoticeError(number) from error
    when = local(notice.confirmed_at)
    click.echo(either(lang, f"{number}: potwierdzono {when}.", f"{number}: confirmed at {when}."))
    return 0
