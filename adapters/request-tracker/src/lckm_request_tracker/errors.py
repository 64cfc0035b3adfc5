"""Errors of Request Tracker: what is wrong and what to do, without a word of a report."""

from typing import ClassVar

import attrs

from lckm_core.delivery import Refusal
from lckm_core.errors import LckmError


@attrs.frozen(str=False)
class NoSuchTicketError(LckmError, LookupError):
    """There is no such ticket, or the token's user may not see it."""

    reference: str
    pl = (
        "Nie ma zgłoszenia {reference} w Request Trackerze albo użytkownik tokenu nie ma prawa "
        "ShowTicket."
    )
    en = "There is no ticket {reference}, or the user of the token lacks the right ShowTicket."


@attrs.frozen(str=False)
class ChangedMeanwhileError(LckmError):
    """Somebody changed the ticket after its status was read: read it and decide again."""

    reference: str
    pl = (
        "Ktoś zmienił zgłoszenie {reference} po odczytaniu jego stanu. Odczytaj stan i zdecyduj "
        "ponownie."
    )
    en = (
        "Somebody changed ticket {reference} after its status was read. Read it again and decide "
        "again."
    )


@attrs.frozen(str=False)
class RequestTrackerError(LckmError):
    """Request Tracker failed or refused; ``refusal`` is the reason for the register."""

    refusal: ClassVar[Refusal]


@attrs.frozen(str=False)
class IncompleteReplyError(RequestTrackerError):
    """There was no whole reply in time."""

    refusal = Refusal.UNREACHABLE
    pl = (
        "Request Tracker nie odpowiedział do końca lub na czas. Sprawdź, czy działa i czy nie jest "
        "przeciążony."
    )
    en = (
        "Request Tracker did not answer completely or in time. Check that it works and is not "
        "overloaded."
    )


@attrs.frozen(str=False)
class NotConnectedError(RequestTrackerError):
    """There was no connection."""

    refusal = Refusal.UNREACHABLE
    pl = (
        "Nie można połączyć się z Request Trackerem. Sprawdź adres w ustawieniu url, sieć i "
        "certyfikat (ca_file)."
    )
    en = (
        "Cannot connect to Request Tracker. Check the setting url, the network and the "
        "certificate (ca_file)."
    )


@attrs.frozen(str=False)
class InvalidTokenError(RequestTrackerError):
    """The token is not accepted."""

    refusal = Refusal.NOT_ALLOWED
    pl = (
        "Request Tracker nie przyjmuje tokenu (401): wygasł, odwołano go lub wpisano błędnie. "
        "Wystaw nowy."
    )
    en = (
        "Request Tracker does not accept the token (401): it expired, was revoked or is "
        "mistyped. Issue a new one."
    )


@attrs.frozen(str=False)
class ServerTroubleError(RequestTrackerError):
    """Request Tracker is overloaded or failing."""

    refusal = Refusal.BUSY
    status: int
    pl = "Request Tracker ma kłopoty (HTTP {status}). Zajrzyj do jego dziennika."
    en = "Request Tracker has problems (HTTP {status}). Check its log."


@attrs.frozen(str=False)
class WrongAddressError(RequestTrackerError):
    """Something other than Request Tracker answers."""

    refusal = Refusal.OTHER
    status: int
    pl = (
        "Pod adresem z ustawienia url odpowiada coś innego niż REST 2 Request Trackera "
        "(HTTP {status}). Podaj adres, pod którym widać jego stronę główną, z https i ścieżką."
    )
    en = (
        "What answers at the setting url is not the REST 2 of Request Tracker (HTTP {status}). "
        "Give the address of its home page, with https and its path."
    )


@attrs.frozen(str=False)
class NoQueueError(RequestTrackerError):
    """The token's user does not see the queue, or may not file tickets in it."""

    refusal = Refusal.NOT_ALLOWED
    queue: str
    pl = (
        "Nie ma kolejki „{queue}”, jest wyłączona albo użytkownik tokenu nie ma w niej praw "
        "SeeQueue i CreateTicket."
    )
    en = (
        "There is no queue “{queue}”, it is disabled, or the user of the token lacks SeeQueue or "
        "CreateTicket in it."
    )


@attrs.frozen(str=False)
class NoFieldError(RequestTrackerError):
    """The queue does not have the custom field for keys, or the token's user does not see it."""

    refusal = Refusal.NOT_ALLOWED
    field: str
    queue: str
    pl = (
        "Pole „{field}” nie jest przypisane do kolejki „{queue}” albo użytkownik tokenu nie ma "
        "prawa SeeCustomField. Bez niego nie widać, czy zgłoszenie już jest, więc nic nie jest "
        "składane."
    )
    en = (
        "The custom field “{field}” is not applied to the queue “{queue}”, or the user of the "
        "token lacks SeeCustomField. Without it, existing tickets cannot be found, so none is "
        "filed."
    )


@attrs.frozen(str=False)
class KeyNotStoredError(RequestTrackerError):
    """A new ticket cannot be found by its key."""

    refusal = Refusal.NOT_ALLOWED
    reference: str
    field: str
    pl = (
        "Zgłoszenia {reference} nie da się znaleźć po polu „{field}”. Użytkownik tokenu potrzebuje "
        "praw ModifyCustomField i ShowTicket, a pole musi być tekstowe, bez wzorca i bez "
        "unikalności. Przez kilka minut nic nie jest składane."
    )
    en = (
        "Ticket {reference} cannot be found by the field “{field}”. The user of the token needs "
        "ModifyCustomField and ShowTicket, and the field has to be free text, without a pattern "
        "and not unique. Nothing is filed for some minutes."
    )


@attrs.frozen(str=False)
class KeyHiddenError(RequestTrackerError):
    """A ticket that may have the key does not show it."""

    refusal = Refusal.NOT_ALLOWED
    reference: str
    field: str
    pl = (
        "Zgłoszenie {reference} leży w kolejce, w której nie widać pola „{field}”, więc nie "
        "wiadomo, którego zgłoszenia jest. Przypisz pole do wszystkich kolejek albo przenieś "
        "zgłoszenie z powrotem."
    )
    en = (
        "Ticket {reference} is in a queue where the field “{field}” is not shown, so its "
        "report is not known. Apply the field to all queues, or move the ticket back."
    )


@attrs.frozen(str=False)
class StatusNotSetError(RequestTrackerError):
    """A ticket did not get the status, although Request Tracker said so."""

    refusal = Refusal.NOT_ALLOWED
    reference: str
    status: str
    pl = (
        "Zgłoszenie {reference} nie dostało stanu „{status}”: użytkownik tokenu nie ma prawa "
        "ModifyTicket, kolejka nie zna tego stanu albo zgłoszenie czeka na inne."
    )
    en = (
        "Ticket {reference} did not get the status “{status}”: the user of the token lacks "
        "ModifyTicket, the queue does not have the status, or the ticket depends on another."
    )


def unexpected_status(status: int) -> RequestTrackerError:
    """Return the error for an HTTP status that no request expects."""
    if status == 401:
        return InvalidTokenError()
    if status == 429 or status >= 500:
        return ServerTroubleError(status)
    return WrongAddressError(status)
