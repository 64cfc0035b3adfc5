"""Receipts that residents may ask for by mail: their text, and how often they are sent."""

from typing import Final

from lckm_core import ContactCentre
from lckm_core.delivery import ReceiptText
from lckm_core.errors import InvalidSettingError
from lckm_core.findings import Findings
from lckm_core.text import Message
from lckm_http import Rate, Throttle
from lckm_web._faults import Fault
from lckm_web._office import Office
from lckm_web._step import Step

# Receipts to one address, whoever asks; each process admits its share, rounded up.
RECEIPT_RATE: Final = Rate(3, 3_600)


_NO_ADDRESS: Final = Message(
    "podaj też public_url w [serve]: list ma w sobie adres strony",
    "give public_url in [serve], too: the mail has the address of the site",
)
_NO_MAILER: Final = Message(
    "żaden adapter nie wysyła listów; dopisz taki, np. lckm_smtp:SmtpAdapter",
    "no adapter sends mail; add one, such as lckm_smtp:SmtpAdapter",
)


class ReceiptMail:
    """Receipts by mail, as the pages of one host offer them.

    Args:
        centre: the contact centre that mails them.
        site: the address of the site, empty where none are offered; a mail takes none from a
            request, whose host anybody may write.
        office: the office that they are from.

    Raises ``InvalidSettingError`` for ``None`` as the address, and where no adapter sends mail.
    """

    def __init__(self, centre: ContactCentre, site: str | None, office: Office) -> None:
        if site is None:
            raise InvalidSettingError("mail_receipts", _NO_ADDRESS)
        if site and not centre.plugins.answers("provide_mailer"):
            raise InvalidSettingError("mail_receipts", _NO_MAILER)
        self.is_offered = bool(site)
        self._site = site.rstrip("/")
        self._office = office
        self._sent = Throttle(RECEIPT_RATE)

    def address(self, step: Step) -> str:
        """Return the address for the receipt; empty if none is asked for.

        A program that fills in all fields must not have mail sent to anybody.
        """
        answers = step.answers
        is_asked = self.is_offered and answers.receipt and not answers.is_suspect
        return answers.email.strip() if is_asked else ""

    def faults(self, step: Step, findings: Findings) -> list[Fault]:
        """Return why no receipt can be mailed to whoever asks for one."""
        is_usable = all(finding.path != "/reporter/email" for finding in findings)
        is_asked = self.is_offered and step.answers.receipt
        if not is_asked or (step.answers.email.strip() and is_usable):
            return []
        text = (
            step.words.translate(
                "Na ten adres nie wyślemy potwierdzenia. Popraw adres e-mail albo odznacz "
                "potwierdzenie."
            )
            if step.answers.email.strip()
            else step.words.translate("Podaj adres e-mail albo odznacz potwierdzenie.")
        )
        return [Fault("email", text)]

    def text(self, number: str, step: Step) -> ReceiptText | None:
        """Return what a receipt says, ``None`` where none is asked for.

        It contains no words of the report and not its code.
        """
        if not self.address(step):
            return None
        _ = step.words.translate
        lines = [
            _("Przyjęliśmy zgłoszenie. Numer: {number}").format(number=number),
            self._office.name,
            "",
            _("Co się z nim dzieje, sprawdzisz numerem i kodem na stronie:"),
            self._site + step.status_path,
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
        if self._office.phone:
            lines += ["", f"{_('Telefon:')} {self._office.phone}"]
        subject = _("Potwierdzenie zgłoszenia {number}").format(number=number)
        # The number first: programs for mail cut long subjects.
        subject = f"{subject} – {self._office.name}" if self._office.name else subject
        return ReceiptText(subject, "\n".join(lines) + "\n")

    def admit(self, step: Step) -> bool:
        """Count the receipt, if one is asked for; return whether it may be sent."""
        address = self.address(step)
        return not address or self._sent.admit(_counted(address), now=step.now) <= 0

    def give_back(self, step: Step) -> None:
        """Take back a receipt that was admitted, as its report was not registered."""
        if address := self.address(step):
            self._sent.give_back(_counted(address))


def _counted(address: str) -> str:
    """Return an address as it is counted: the same for all that reach one mailbox."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
