"""Why a request is refused before a face looks at it."""

from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from lckm_core.text import CHARACTERS, Message, counted

if TYPE_CHECKING:
    from lckm_http.forms import FormFields


class Refusal(StrEnum):
    """A reason to refuse a request."""

    WRONG_HOST = "wrong host"
    CROSS_SITE = "cross site"
    TOO_LARGE = "too large"
    FIELD_TOO_LONG = "field too long"
    TOO_MANY_FIELDS = "too many fields"
    TOO_MANY_FILES = "too many files"
    MALFORMED = "malformed"
    WRONG_TYPE = "wrong type"
    TOO_SLOW = "too slow"
    CROWDED = "crowded"
    WRONG_METHOD = "wrong method"

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return _STATUS[self]

    @property
    def message(self) -> Message:
        """The message for whoever sent the request."""
        return _MESSAGES[self]


_STATUS = {
    Refusal.WRONG_HOST: 400,
    Refusal.CROSS_SITE: 403,
    Refusal.TOO_LARGE: 413,
    Refusal.FIELD_TOO_LONG: 413,
    Refusal.TOO_MANY_FIELDS: 413,
    Refusal.TOO_MANY_FILES: 413,
    Refusal.MALFORMED: 400,
    Refusal.WRONG_TYPE: 415,
    Refusal.TOO_SLOW: 408,
    Refusal.CROWDED: 503,
    Refusal.WRONG_METHOD: 405,
}
_MESSAGES = {
    Refusal.WRONG_HOST: Message(
        "Tej strony nie ma pod tym adresem.", "This site is not at that address."
    ),
    Refusal.CROSS_SITE: Message(
        "Formularz wysłano z innej strony. Otwórz go tutaj i wyślij jeszcze raz.",
        "The form was sent from another site. Open it here and send it again.",
    ),
    Refusal.TOO_LARGE: Message("To, co wysłano, jest za duże.", "What was sent is too large."),
    Refusal.FIELD_TOO_LONG: Message(
        "Jedno pole jest dłuższe, niż mieści formularz. Skróć je i wyślij jeszcze raz.",
        "One field is longer than the form holds. Shorten it, and send it again.",
    ),
    Refusal.TOO_MANY_FIELDS: Message("Formularz ma za dużo pól.", "The form has too many fields."),
    Refusal.TOO_MANY_FILES: Message("Plików jest za dużo.", "There are too many files."),
    Refusal.MALFORMED: Message(
        "Formularz dotarł uszkodzony. Wyślij go jeszcze raz.",
        "The form arrived damaged. Send it again.",
    ),
    Refusal.WRONG_TYPE: Message(
        "To nie jest formularz tej strony.", "This is no form of this site."
    ),
    Refusal.TOO_SLOW: Message(
        "Wysyłanie trwało za długo. Spróbuj jeszcze raz.",
        "Sending took too long. Try again.",
    ),
    Refusal.CROWDED: Message(
        "Teraz przychodzi za dużo plików naraz, więc tych nie dodano. Wszystko, co wpisano, "
        "jest na tej stronie: dodaj je za chwilę jeszcze raz.",
        "Too many files are coming in at once, so these were not added. All that you typed is on "
        "this page: add them again in a moment.",
    ),
    Refusal.WRONG_METHOD: Message(
        "Tej strony nie można tak wywołać. Zacznij od strony, z której się na nią wchodzi.",
        "This page cannot be called like that. Begin at the page that leads to it.",
    ),
}


class RefusedRequestError(HTTPException):
    """A request that is refused.

    Attributes:
        reason: why.
        fields: what was read of the form by then, ``None`` where no form was read.
        cut: the name of the field that lost its end, ``None`` where none did.
        most: how many bytes there was room for, in that field or the form, ``None`` without one.
    """

    def __init__(
        self,
        reason: Refusal,
        fields: "FormFields | None" = None,
        cut: str | None = None,
        most: int | None = None,
    ) -> None:
        super().__init__(reason.status, reason.message.en)
        self.reason = reason
        self.fields = fields
        self.cut = cut
        self.most = most

    @property
    def message(self) -> Message:
        """The message for a page that has nothing of the form."""
        if self.reason is not Refusal.FIELD_TOO_LONG or self.most is None:
            return self.reason.message
        # A browser sends a Polish letter as six bytes.
        letters = counted(self.most // 6 // 1000 * 1000, CHARACTERS)
        return Message(
            "To, co wpisano, jest za długie, więc niczego nie przyjęto. Na pewno zmieści się "
            f"{letters.pl}. Wróć do formularza i skróć tekst; jeśli przeglądarka już go nie ma, "
            "wpisz go od nowa, krócej.",
            f"What you typed is too long, so nothing was taken: {letters.en} fit for certain. Go "
            "back, shorten the text and send it again. The browser may have lost it: then type it "
            "anew, and shorter.",
        )


async def refuse_plainly(request: Request, error: Exception) -> Response:
    """Answer a refused request by a plain page in both languages.

    It is a handler for ``exception_handlers`` of Starlette, too.
    """
    assert isinstance(error, RefusedRequestError)
    pl, en = (escape(text) for text in (error.message.pl, error.message.en))
    return HTMLResponse(
        '<!doctype html><html lang="pl"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Błąd</title>'
        f'<h1>{pl}</h1><p lang="en">{en}</p></html>',
        error.status_code,
    )
