"""What can be wrong with Request Tracker, its settings or a ticket: said to whoever has to mend it, without a word of a report."""

import attrs

from lckm_core.delivery import Refusal
from lckm_core.errors import LckmError
from lckm_core.text import Message


@attrs.frozen(str=False)
class RequestTrackerError(LckmError):
    """Request Tracker could not be asked, or did not do as told: why in a word for the register, and what to do about it."""

    refusal: Refusal
    because: Message

    @property
    def message(self) -> Message:
        """What is wrong, and what to do."""
        return self.because


@attrs.frozen(str=False)
class NoSuchTicketError(LckmError, LookupError):
    """No ticket has this number, or the token's user may not see it."""

    reference: str

    @property
    def message(self) -> Message:
        """Which ticket."""
        return Message(
            f"Nie ma zgłoszenia {self.reference} w Request Trackerze albo użytkownik tokenu nie ma prawa ShowTicket.",
            f"There is no ticket {self.reference}, or the user of the token lacks the right ShowTicket.",
        )


@attrs.frozen(str=False)
class ChangedMeanwhileError(LckmError):
    """Somebody changed the ticket after its status was read. Read it again, and decide again."""

    reference: str

    @property
    def message(self) -> Message:
        """Which ticket."""
        return Message(
            f"Ktoś zmienił zgłoszenie {self.reference} po odczytaniu jego stanu. Odczytaj stan i zdecyduj ponownie.",
            f"Somebody changed ticket {self.reference} after its status was read. Read it again and decide again.",
        )


def unanswered(reached: bool) -> RequestTrackerError:
    """Return what is wrong when no answer comes: nobody was reached, or whoever was went silent."""
    if reached:
        return RequestTrackerError(
            Refusal.UNREACHABLE,
            Message(
                "Request Tracker nie odpowiedział do końca lub na czas. Sprawdź, czy działa i czy nie jest przeciążony.",
                "Request Tracker gave no whole answer in time. See whether it works, and whether it is overloaded.",
            ),
        )
    return RequestTrackerError(
        Refusal.UNREACHABLE,
        Message(
            "Nie można połączyć się z Request Trackerem. Sprawdź adres w ustawieniu url, sieć i certyfikat (ca_file).",
            "Request Tracker cannot be connected to. Check the setting url, the network and the certificate (ca_file).",
        ),
    )


def unexpected(status: int) -> RequestTrackerError:
    """Return what is wrong when an answer has this HTTP status, whatever was asked."""
    if status == 401:
        return RequestTrackerError(
            Refusal.NOT_ALLOWED,
            Message(
                "Request Tracker nie przyjmuje tokenu (401): wygasł, odwołano go lub wpisano błędnie. Wystaw nowy.",
                "Request Tracker does not take the token (401): expired, revoked or mistyped. Issue another.",
            ),
        )
    if status == 429 or status >= 500:
        return RequestTrackerError(
            Refusal.BUSY,
            Message(
                f"Request Tracker ma kłopoty (HTTP {status}). Zajrzyj do jego dziennika.",
                f"Request Tracker is in trouble (HTTP {status}). Look into its log.",
            ),
        )
    return RequestTrackerError(
        Refusal.OTHER,
        Message(
            f"Pod adresem z ustawienia url odpowiada coś innego niż REST 2 Request Trackera (HTTP {status}). "
            "Podaj adres, pod którym widać jego stronę główną, z https i ścieżką.",
            f"What answers at the setting url is not the REST 2 of Request Tracker (HTTP {status}). "
            "Give the address of its home page, with https and its path.",
        ),
    )


def no_queue(queue: str) -> RequestTrackerError:
    """Return what is wrong when the queue is not there for the token's user."""
    return RequestTrackerError(
        Refusal.NOT_ALLOWED,
        Message(
            f"Nie ma kolejki „{queue}”, jest wyłączona albo użytkownik tokenu nie ma w niej praw SeeQueue i CreateTicket.",
            f"There is no queue “{queue}”, it is disabled, or the user of the token lacks SeeQueue or CreateTicket in it.",
        ),
    )


def no_field(field: str, queue: str) -> RequestTrackerError:
    """Return what is wrong when the custom field for keys cannot be seen at the queue."""
    return RequestTrackerError(
        Refusal.NOT_ALLOWED,
        Message(
            f"Pole „{field}” nie jest przypisane do kolejki „{queue}” albo użytkownik tokenu nie ma prawa SeeCustomField. "
            "Bez niego nie widać, czy zgłoszenie już jest, więc nic nie jest składane.",
            f"The custom field “{field}” is not applied to the queue “{queue}”, or the user of the token lacks SeeCustomField. "
            "Without it nobody can tell whether a ticket is there already, so none is filed.",
        ),
    )


def key_not_kept(reference: str, field: str) -> RequestTrackerError:
    """Return what is wrong when a new ticket cannot be found by its key."""
    return RequestTrackerError(
        Refusal.NOT_ALLOWED,
        Message(
            f"Zgłoszenia {reference} nie da się znaleźć po polu „{field}”. Użytkownik tokenu potrzebuje praw ModifyCustomField "
            "i ShowTicket, a pole musi być tekstowe, bez wzorca i bez unikalności. Przez kilka minut nic nie jest składane.",
            f"Ticket {reference} cannot be found by the field “{field}”. The user of the token needs ModifyCustomField and "
            "ShowTicket, and the field has to be free text, without a pattern and not unique. Nothing is filed for some minutes.",
        ),
    )


def key_hidden(reference: str, field: str) -> RequestTrackerError:
    """Return what is wrong when a ticket that may have the key does not show it."""
    return RequestTrackerError(
        Refusal.NOT_ALLOWED,
        Message(
            f"Zgłoszenie {reference} leży w kolejce, w której nie widać pola „{field}”, więc nie wiadomo, którego zgłoszenia jest. "
            "Przypisz pole do wszystkich kolejek albo przenieś zgłoszenie z powrotem.",
            f"Ticket {reference} lies in a queue where the field “{field}” is not shown, so nobody can tell which report it is of. "
            "Apply the field to all queues, or move the ticket back.",
        ),
    )
