"""The receipt that a resident may ask to be mailed: what it says, and how often one goes."""

from datetime import datetime
from typing import Final

from lckm_core import ContactCentre
from lckm_core.delivery import ReceiptText
from lckm_http import Rate, Throttle
from lckm_web._answers import Answers
from lckm_web._words import Words

# Receipts to one address, whoever asks for them.
RECEIPT_RATE: Final = Rate(3, 3_600)


class ReceiptMail:
    """Receipts by mail, as the pages of one host offer them.

    Args:
        centre: the contact centre that mails them.
        public_url: the address of the site; a mail takes none from a request, whose host anybody
            may write.
        phone: the telephone of the contact centre; empty for none.

    Raises ``ValueError`` without an address, and where no adapter sends mail.
    """

    def __init__(self, centre: ContactCentre, public_url: str | None, phone: str) -> None:
        if public_url is None:
            raise ValueError("mail_receipts: this wants public_url, for the address in the mail")
        if not centre.plugins.answers("provide_mailer"):
            raise ValueError("mail_receipts: no adapter sends mail")
        self._site = public_url.rstrip("/")
        self._phone = phone
        self._sent = Throttle(RECEIPT_RATE)

    def address(self, answers: Answers) -> str:
        """Return where a receipt is to go; empty where none is asked for.

        A program that fills in all fields gets none sent to whomever it names.
        """
        return answers.email.strip() if answers.receipt and not answers.is_suspect else ""

    def text(self, number: str, words: Words, *, status_path: str) -> ReceiptText:
        """Return what a receipt says, without a word of the report and without its code."""
        _ = words.translate
        lines = [
            _("Przyjęliśmy zgłoszenie. Numer: {number}").format(number=number),
            "",
            _("Co się z nim dzieje, sprawdzisz numerem i kodem na stronie:"),
            self._site + status_path,
            "",
            _(
                "Kodu nie ma w tej wiadomości, bo można nim cofnąć zgodę. Był na stronie, którą "
                "widać po wysłaniu zgłoszenia."
            ),
            "",
            _(
                "Tę wiadomość wysyłamy raz, bo ktoś podał ten adres w formularzu i o nią poprosił. "
                "Jeśli to pomyłka, nie musisz nic robić."
            ),
        ]
        if self._phone:
            lines += ["", f"{_('Telefon:')} {self._phone}"]
        subject = _("Potwierdzenie zgłoszenia {number}").format(number=number)
        return ReceiptText(subject, "\n".join(lines) + "\n")

    def may_send(self, address: str, *, now: datetime) -> bool:
        """Return whether another receipt may go to an address."""
        return self._sent.wait(_counted(address), now=now) <= 0

    def count(self, address: str, *, now: datetime) -> None:
        """Count a receipt to an address."""
        self._sent.admit(_counted(address), now=now)


def _counted(address: str) -> str:
    """Return an address as it is counted: of many that reach one mailbox, one."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
